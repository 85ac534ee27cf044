//! The conversation, with everything that happened to the ticket between the messages.

use super::filter::{Filter, LeftOut};
use super::head::{Head, Unreadable};
use super::story::Story;
use super::turn::{Counts, Turn};
use super::value::Seconds;
use crate::model::{Text, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;

/// The conversation of a ticket.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Transcript {
    /// Which ticket.
    #[serde(flatten)]
    pub head: Head,
    /// How many transactions the file holds, each counted once; `null` if it came without any, as
    /// list pages and webhooks do.
    pub transactions: Option<usize>,
    /// How many transactions stood in the file again and are not counted.
    pub repeated: usize,
    /// Where the customer came from: the page's title, or its address.
    pub source: Option<Text<'static>>,
    /// What happened, in order.
    pub entries: Vec<Turn>,
    /// How many entries of each kind are here.
    pub counts: Counts,
    /// What the filters left out.
    pub left_out: LeftOut,
    /// Whether any message to the customer is marked read; some channels never do so.
    pub marks_read: bool,
    /// Fields that could not be read.
    pub unreadable: Vec<Unreadable>,
    /// From which gap on a wait is marked.
    #[serde(skip)]
    pub slow: Seconds,
    /// Whether folded parts are shown, too.
    #[serde(skip)]
    pub full: bool,
    /// When it is told: what has ended by then is told in the past. Without it nothing has.
    #[serde(skip)]
    pub told_at: Option<Timestamp>,
}

impl Transcript {
    /// The name and version of the JSON form.
    pub const SCHEMA: &'static str = "ticketctl.transcript/1";

    /// Tells the conversation, as far as the filter lets it through.
    pub fn of(story: &Story<'_>, filter: &Filter, slow: Seconds, full: bool) -> Self {
        let mut turns = Turn::all(story);
        let total = turns.len();
        let left_out = filter.apply(&mut turns, story);
        let mut counts = Counts::default();
        let mut before: Option<Timestamp> = None;
        for turn in &mut turns {
            let at = turn.at.get().copied();
            turn.gap_s = before.zip(at).map(|(before, at)| Seconds::between(before, at));
            before = at.or(before);
            counts.add(turn.kind, turn.who.as_ref().map(|who| who.role));
        }
        Self {
            head: Head::of(story, Self::SCHEMA),
            transactions: story.has_conversation().then_some(total),
            repeated: story.course.repeated,
            source: story.source(),
            entries: turns,
            counts,
            left_out,
            marks_read: story.marks_read(),
            unreadable: Unreadable::of(story),
            slow,
            full,
            told_at: None,
        }
    }

    /// Tells it at a certain time.
    pub fn told_at(self, now: Timestamp) -> Self {
        Self { told_at: Some(now), ..self }
    }
}
