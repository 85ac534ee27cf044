//! What a difference means: one change, with the values it covers.

use super::walk::Found;
use crate::analysis::{Said, Seconds, Turn, Who};
use crate::model::{Text, Timestamp, in_one_line};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::borrow::Cow;

/// What was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// What was closed was opened again.
    Reopened,
    /// The ticket came into being.
    Opened,
    /// The ticket changed hands.
    Reassigned,
    /// The ticket was closed.
    Closed,
    /// Somebody, or something, said something.
    MessageAdded,
    /// Somebody noted something.
    NoteAdded,
    /// Something else happened.
    EventAdded,
    /// A message is there no more.
    MessageRemoved,
    /// A note is there no more.
    NoteRemoved,
    /// An event is there no more.
    EventRemoved,
    /// A message says something else.
    MessageEdited,
    /// A note says something else.
    NoteEdited,
    /// A message got further, or not as far.
    DeliveryChanged,
    /// Something else about a transaction.
    TransactionChanged,
    /// How transactions name who they come from. The same change in several of them is one.
    SenderChanged,
    /// A file came to a message that was there.
    AttachmentAdded,
    /// A file is there no more; the message is.
    AttachmentRemoved,
    /// Something about a file.
    AttachmentChanged,
    /// The addresses of files have another signature, as in every export.
    LinksSignedAgain,
    /// Only one of the files holds the conversation.
    ConversationInOneFile,
    /// The state.
    StateChanged,
    /// Who has the ticket.
    OwnerChanged,
    /// A label was added.
    TagAdded,
    /// A label was taken away.
    TagRemoved,
    /// The labels stand in another order.
    TagsReordered,
    /// One of `field1` to `field10`.
    FieldChanged,
    /// The summary.
    SummaryChanged,
    /// The ticket was moved from or to another department.
    Moved,
    /// The data was destroyed on purpose.
    Scrambled,
    /// Somebody new takes part.
    ParticipantJoined,
    /// Somebody is listed no more.
    ParticipantGone,
    /// Somebody is not active any more.
    ParticipantLeft,
    /// Somebody is active again.
    ParticipantReturned,
    /// Somebody has another name.
    ParticipantRenamed,
    /// Something else about somebody.
    ParticipantChanged,
    /// The bot went a step further.
    BotStepAdded,
    /// A step of the bot is there no more.
    BotStepRemoved,
    /// Something about a step of the bot.
    BotStepChanged,
    /// A parameter came into being.
    ParameterAdded,
    /// A parameter is there no more.
    ParameterRemoved,
    /// Something about a parameter.
    ParameterChanged,
    /// A time or a count that Glassix reports.
    ReportedChanged,
    /// A value under a key that is not known.
    UnknownKeyChanged,
    /// Any other value.
    ValueChanged,
}

/// One change.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Change {
    /// What was changed.
    pub kind: ChangeKind,
    /// When it happened, if the ticket tells: of what is edited, when it was written.
    pub at: Option<Timestamp>,
    /// Who did it, or whom it is about.
    pub who: Option<Who>,
    /// Who has the ticket now, if it changed hands.
    pub to: Option<Who>,
    /// The transaction that it is about.
    pub transaction_id: Option<i64>,
    /// The tag, field, parameter, file, card or key that it is about.
    pub name: Option<Text<'static>>,
    /// How long after the closing the ticket was opened again.
    pub later_s: Option<Seconds>,
    /// The values that differ. Each difference between the files belongs to one change.
    pub differences: Vec<Difference>,
    /// What a page shows of it.
    #[serde(skip)]
    pub told: Told,
}

/// What a page shows of a change beside its values.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Told {
    /// Nothing.
    #[default]
    Values,
    /// What happened.
    Turn(Box<Turn>),
    /// What was said, and what is said now.
    Said(Box<(Said, Said)>),
}

/// One place in which the files differ.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Difference {
    /// Where it stands in the old ticket: a JSON pointer; `null` if it does not.
    pub old_pointer: Option<Text<'static>>,
    /// Where it stands in the new ticket.
    pub new_pointer: Option<Text<'static>>,
    /// The old value, of any type; `null` if it is not there, or is `null`.
    pub old: Option<Written>,
    /// The new value.
    pub new: Option<Written>,
    /// Whether the old value, and the new one, is set: neither absent nor one of the spellings of that.
    #[serde(skip)]
    pub is_set: [bool; 2],
}

/// A JSON value as written, on one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Written(Text<'static>);

impl Written {
    fn of(value: &RawValue) -> Self {
        Self(in_one_line(value.get()).to_static())
    }

    /// Returns the JSON text.
    pub const fn json(&self) -> &Text<'static> {
        &self.0
    }

    /// Returns the value as a person would say it: a string without its quotes, else the JSON text.
    pub fn to_text(&self) -> Text<'static> {
        serde_json::from_str(self.0.as_str()).map_or_else(|_| self.0.clone(), Text::owned)
    }
}

/// As data it is the value itself. One that other programs could not read (half of a surrogate pair, a
/// number beyond all measure) is a string: its JSON text.
impl Serialize for Written {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let text = self.0.as_str();
        match serde_json::from_str::<serde_json::Value>(text) {
            Ok(serde_json::Value::String(text)) => to.serialize_str(&text),
            Ok(_) => serde_json::from_str::<&RawValue>(text)
                .map_err(serde::ser::Error::custom)?
                .serialize(to),
            Err(_) => to.serialize_str(text),
        }
    }
}

impl JsonSchema for Written {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Written".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        Schema::default()
    }
}

impl Difference {
    pub(super) fn of(found: &Found<'_>) -> Self {
        Self {
            old_pointer: found.old_pointer.as_deref().map(Text::from),
            new_pointer: found.new_pointer.as_deref().map(Text::from),
            old: found.old.map(Written::of),
            new: found.new.map(Written::of),
            is_set: found.is_set,
        }
    }

    /// Returns where it stands: in the new ticket, or where it stood.
    pub fn pointer(&self) -> Option<&Text<'static>> {
        self.new_pointer.as_ref().or(self.old_pointer.as_ref())
    }
}

impl Change {
    pub(super) fn new(kind: ChangeKind, differences: Vec<Difference>) -> Self {
        Self {
            kind,
            at: None,
            who: None,
            to: None,
            transaction_id: None,
            name: None,
            later_s: None,
            differences,
            told: Told::Values,
        }
    }

    pub(super) fn named(mut self, name: &str) -> Self {
        self.name = Some(Text::from(name));
        self
    }
}
