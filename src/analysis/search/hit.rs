//! What was found.

use super::Within;
use crate::analysis::course::Entry;
use crate::analysis::{Head, Person, Stated, Story, Turn, Who};
use crate::model::{Text, Timestamp};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use std::borrow::Cow;
use std::ops::Range;

/// A text in which it was found.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Hit {
    /// In which ticket.
    #[serde(flatten)]
    pub head: Head,
    /// Where in the ticket.
    #[serde(rename = "in")]
    pub within: Within,
    /// The transaction's number, if it was said in one.
    pub transaction_id: Option<i64>,
    /// When that was said.
    pub at: Option<Timestamp>,
    /// Who said it, or is called so.
    pub who: Option<Who>,
    /// Where it stands, if it is a field: a JSON pointer.
    pub pointer: Option<Text<'static>>,
    /// The whole text, and where in it it stands.
    #[serde(flatten)]
    pub found: FoundText,
    /// The entries of the transcript before it, as many as were asked for.
    pub before: Vec<Turn>,
    /// The entries of the transcript after it.
    pub after: Vec<Turn>,
    /// Which entry of the course it is.
    #[serde(skip)]
    pub position: Option<usize>,
}

/// A text, and where in it something was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FoundText {
    /// The text.
    pub text: Text<'static>,
    /// The bytes of the places, from and to; of more than a thousand the first.
    places: Box<[(u32, u32)]>,
}

impl JsonSchema for FoundText {
    fn schema_name() -> Cow<'static, str> {
        "FoundText".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "properties": {
                "text": { "type": "string", "description": "The whole text." },
                "hits": {
                    "description": "Where in the text it stands; of more than a thousand places the first.",
                    "type": "array",
                    "items": generator.subschema_for::<Part<'_>>(),
                },
            },
            "required": ["text", "hits"],
        })
    }
}

/// A part of a text, counted in characters.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Part<'t> {
    /// Where it begins.
    pub from: usize,
    /// Where it ends: the character behind it.
    pub to: usize,
    /// What stands there.
    pub text: Text<'t>,
}

/// The form in which hits are told, row by row.
#[derive(Debug, Clone, Copy, Default)]
pub struct SearchSheet;

/// What is shown of the hits of a ticket, from top to bottom.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
#[serde(untagged)]
pub enum Passage {
    /// A hit.
    Hit(Box<Hit>),
    /// An entry near one.
    Around(Box<Turn>),
    /// Entries that are not shown.
    Gap,
}

impl Hit {
    /// The name and version of the JSON form.
    pub const SCHEMA: &'static str = "ticketctl.search/1";

    /// The fields of the JSON form.
    #[rustfmt::skip]
    pub const FIELDS: [&'static str; 15] = [
        "schema", "id", "subject", "channel", "customer", "opened_at", "in", "transaction_id", "at",
        "who", "pointer", "text", "hits", "before", "after",
    ];

    /// The columns of the flat form.
    #[rustfmt::skip]
    pub const HEADER: [&'static str; 16] = [
        "id", "subject", "channel", "customer", "opened_at", "in", "transaction_id", "at", "who_role",
        "who_name", "who_id", "pointer", "text", "hits", "before", "after",
    ];

    fn of(story: &Story<'_>, within: Within) -> Self {
        Self {
            head: Head::of(story, Self::SCHEMA),
            within,
            transaction_id: None,
            at: None,
            who: None,
            pointer: None,
            found: FoundText::default(),
            before: Vec::new(),
            after: Vec::new(),
            position: None,
        }
    }

    pub(super) fn in_message(story: &Story<'_>, position: usize, entry: &Entry<'_>) -> Self {
        Self {
            transaction_id: entry.transaction.id.copied(),
            at: entry.at,
            who: Who::of(story, entry.who),
            position: Some(position),
            ..Self::of(story, Within::Messages)
        }
    }

    pub(super) fn of_person(story: &Story<'_>, person: &Person) -> Self {
        let who = Who { role: person.role, name: person.name.clone(), id: person.id };
        Self { who: Some(who), ..Self::of(story, Within::People) }
    }

    pub(super) fn in_field(story: &Story<'_>, pointer: &Text<'static>) -> Self {
        Self { pointer: Some(pointer.clone()), ..Self::of(story, Within::Fields) }
    }

    /// Takes the text, and where in it something was found.
    pub(super) fn with(self, text: &Text<'static>, ranges: Vec<Range<usize>>) -> Self {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let places = ranges.into_iter().map(|range| (byte(range.start), byte(range.end)));
        Self { found: FoundText { text: text.clone(), places: places.collect() }, ..self }
    }

    /// Takes the entries around it.
    pub(super) fn look_around(&mut self, turns: &[Turn], around: usize) {
        let Some(position) = self.position else { return };
        let before = turns.get(position.saturating_sub(around)..position);
        let after = turns.iter().skip(position.saturating_add(1)).take(around);
        self.before = before.unwrap_or_default().to_vec();
        self.after = after.cloned().collect();
    }

    /// Returns the number of the ticket.
    pub fn ticket(&self) -> Option<i64> {
        match self.head.id {
            Stated::Given(id) => Some(id),
            _ => None,
        }
    }
}

impl FoundText {
    /// Returns the bytes of the places in the text, in order and apart from each other.
    pub fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        let byte = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
        self.places.iter().map(move |(from, to)| byte(*from)..byte(*to))
    }

    /// Returns what was found. There may be as many parts as characters, and each takes far more
    /// memory than they do; so they are made when they are asked for.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        let text = self.text.as_str();
        let mut counted = (0, 0_usize);
        let mut characters = move |end: usize| {
            let more = text.get(counted.0..end).unwrap_or_default().chars().count();
            counted = (end, more.saturating_add(counted.1));
            counted.1
        };
        self.ranges().map(move |range| Part {
            from: characters(range.start),
            to: characters(range.end),
            text: Text::borrowed(text.get(range).unwrap_or_default()),
        })
    }
}

/// As data: the text, and the parts as `hits`.
impl Serialize for FoundText {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("text", &self.text)?;
        map.serialize_entry("hits", &self.parts().collect::<Vec<_>>())?;
        map.end()
    }
}

impl Passage {
    /// Puts the hits of a ticket and what is around them in their order, each entry once.
    pub fn of(hits: Vec<Hit>) -> Vec<Self> {
        let positions: Vec<_> = hits.iter().map(|hit| hit.position).collect();
        let is_told = hits.iter().any(|hit| !hit.before.is_empty() || !hit.after.is_empty());
        let mut nexts = positions.into_iter().skip(1).chain([None]);
        let mut passages = Vec::new();
        let mut shown: Option<usize> = None;
        for mut hit in hits {
            let next = nexts.next().flatten();
            let (before, after) = (std::mem::take(&mut hit.before), std::mem::take(&mut hit.after));
            let position = hit.position.unwrap_or_default();
            let first = position.saturating_sub(before.len());
            let fresh = shown.map_or(0, |shown| shown.saturating_add(1).saturating_sub(first));
            if is_told && shown.is_some_and(|shown| shown.saturating_add(1) < first) {
                passages.push(Self::Gap);
            }
            passages.extend(before.into_iter().skip(fresh).map(|turn| Self::Around(turn.into())));
            let room =
                next.map_or(after.len(), |next| next.saturating_sub(position).saturating_sub(1));
            shown = hit.position.map(|at| at.saturating_add(after.len().min(room)));
            passages.push(Self::Hit(hit.into()));
            let after = after.into_iter().take(room);
            passages.extend(after.map(|turn| Self::Around(turn.into())));
        }
        passages
    }
}
