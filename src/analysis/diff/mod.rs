//! Two exports of one ticket: what happened between them.
//!
//! `walk` finds every place in which the two texts differ: elements of lists are paired by what they
//! are known by (`pairing`), values are compared by what they mean (`same`). Then each place is told
//! once: as part of something that happened (`transactions`, `people`), else by itself (`values`). So
//! nothing is lost and nothing told twice, whatever the export holds.

mod change;
mod ignored;
mod pairing;
mod people;
mod places;
mod same;
#[cfg(test)]
mod tests;
mod transactions;
mod values;
mod walk;
mod wording;

pub use change::{Change, ChangeKind, Difference, Told, Written};
pub use ignored::Ignored;
pub use wording::{Piece, pieces};

use super::head::{Head, Unreadable};
use super::story::Story;
use super::value::Stated;
use crate::model::{Record, State, Text, Ticket, Timestamp, Wire};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::value::RawValue;
use walk::{Found, Nature, differences};

/// What is different in the newer of two exports of one ticket.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Diff {
    /// Which ticket, as the new export has it.
    #[serde(flatten)]
    pub head: Head,
    /// The old export.
    pub old: Edition,
    /// The new export.
    pub new: Edition,
    /// Whether they say the same: there are no changes.
    pub equal: bool,
    /// What is different: what happened first, in order of time, then the rest.
    pub changes: Vec<Change>,
    /// How many differences were not to be told.
    pub ignored: usize,
    /// How many values, or orders of lists, are written differently and mean the same.
    pub respelled: usize,
    /// These, with `--full`.
    pub respellings: Option<Vec<Difference>>,
    /// Fields of the new export that could not be read.
    pub unreadable: Vec<Unreadable>,
    /// Whether long texts are shown whole.
    #[serde(skip)]
    pub full: bool,
}

/// One of two exports.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Edition {
    /// The file it comes from.
    pub source: Text<'static>,
    /// The ticket's number in it.
    pub id: Stated<i64>,
    /// The state of the ticket.
    pub state: Stated<State<'static>>,
    /// When anything last happened to it.
    pub last_activity_at: Stated<Timestamp>,
    /// How many transactions it holds, each once; `null` if it does not hold the conversation.
    pub transactions: Option<usize>,
}

impl Edition {
    fn of(story: &Story<'_>, source: &str) -> Self {
        let ticket = story.ticket();
        Self {
            source: Text::from(source),
            id: Stated::copied(&ticket.id),
            state: Stated::from_field(&ticket.state, |state| State::of(state.name().to_static())),
            last_activity_at: Stated::copied(&ticket.last_activity_at),
            transactions: story.has_conversation().then_some(story.course.entries.len()),
        }
    }
}

/// What to compare, and how.
#[derive(Debug)]
pub struct Comparison<'c> {
    /// The names of the two files.
    pub sources: [&'c str; 2],
    /// What is not to be told.
    pub ignored: &'c Ignored,
    /// Whether to tell what is only written differently, too.
    pub full: bool,
}

impl Diff {
    /// The name and version of the JSON form.
    pub const SCHEMA: &'static str = "ticketctl.diff/1";

    /// Compares two exports.
    pub fn of(old: &Story<'_>, new: &Story<'_>, asked: &Comparison<'_>) -> Self {
        let mut found = found(old.record, new.record);
        let before = found.len();
        found.retain(|found| !asked.ignored.covers(found));
        let ignored = before.saturating_sub(found.len());
        let (respelled, mut found): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|found| found.nature == Nature::Spelling);
        let mut changes = Vec::new();
        transactions::tell(old, new, &mut found, &mut changes);
        people::tell(old, new, &mut found, &mut changes);
        values::tell(old, new, &found, &mut changes);
        // What has no time comes last, by kind and in the order of the file.
        changes.sort_by_key(|change| {
            (change.at.is_none(), change.at, change.at.map_or(Some(change.kind), |_| None))
        });
        let [old_source, new_source] = asked.sources;
        Self {
            head: Head::of(new, Self::SCHEMA),
            old: Edition::of(old, old_source),
            new: Edition::of(new, new_source),
            equal: changes.is_empty(),
            changes,
            ignored,
            respelled: respelled.len(),
            respellings: asked.full.then(|| respelled.iter().map(Difference::of).collect()),
            unreadable: Unreadable::of(new),
            full: asked.full,
        }
    }
}

fn found<'a>(old: &Record<'a>, new: &Record<'a>) -> Vec<Found<'a>> {
    let read = |record: &Record<'a>| serde_json::from_str::<&'a RawValue>(record.text).ok();
    match (read(old), read(new)) {
        (Some(old), Some(new)) => differences(Ticket::SHAPE, old, new),
        // A record is made of JSON.
        _ => Vec::new(),
    }
}
