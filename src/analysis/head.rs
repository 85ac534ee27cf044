//! What every answer says first: which ticket this is.

use super::cast::PersonKey;
use super::person::Role;
use super::story::Story;
use super::value::Stated;
use crate::model::{Channel, DefectKind, Text, Timestamp, in_one_line};
use schemars::JsonSchema;
use serde::Serialize;

/// Which ticket an answer is about.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Head {
    /// The name and version of the answer's form.
    pub schema: &'static str,
    /// The ticket's number.
    pub id: Stated<i64>,
    /// The subject: `field1`.
    pub subject: Stated<Text<'static>>,
    /// The channel, as Glassix writes it.
    pub channel: Stated<Channel<'static>>,
    /// The customer's name.
    pub customer: Option<Text<'static>>,
    /// When the ticket was opened.
    pub opened_at: Stated<Timestamp>,
}

impl Head {
    /// Says which ticket a story is about.
    pub fn of(story: &Story<'_>, schema: &'static str) -> Self {
        let ticket = story.ticket();
        Self {
            schema,
            id: Stated::copied(&ticket.id),
            subject: Stated::text(&ticket.field1),
            channel: Stated::from_field(&ticket.channel, |c| Channel::of(c.name().to_static())),
            customer: story.cast.customer().map(|customer| customer.name.clone()),
            opened_at: Stated::copied(&ticket.opened_at),
        }
    }
}

/// Somebody, as answers name them.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Who {
    /// What they are.
    pub role: Role,
    /// Their name.
    pub name: Text<'static>,
    /// Their number in the participants list.
    pub id: Option<i64>,
}

impl Who {
    /// Names somebody.
    pub fn of(story: &Story<'_>, key: Option<PersonKey>) -> Option<Self> {
        let person = story.cast.person(key?)?;
        Some(Self { role: person.role, name: person.name.clone(), id: person.id })
    }
}

/// A field that could not be read as what it should be. It is shown as written.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Unreadable {
    /// Where it stands: a JSON pointer.
    pub pointer: Text<'static>,
    /// What should have stood there.
    pub expected: &'static str,
    /// The JSON text that stands there; what is longer than 200 characters ends in `…` there.
    pub written: Text<'static>,
}

impl Unreadable {
    /// Lists the odd fields of a ticket.
    pub fn of(story: &Story<'_>) -> Vec<Self> {
        let odd = story.record.defects.iter().filter_map(|defect| {
            let DefectKind::Expected(expected) = defect.kind else { return None };
            let written = in_one_line(defect.written);
            let written = written.cut(200);
            Some(Self { pointer: Text::from(defect.pointer.as_str()), expected, written })
        });
        odd.collect()
    }
}
