//! Where in a ticket a figure comes from: its events, their places, and the sum.

mod found;
mod spans;
mod subject;

use super::bots::BotRule;
use super::check::{Finding, Needs};
use super::explanation::Explanation;
use super::fit::Fit;
use super::head::{Head, Unreadable, Who};
use super::span_end::{Pointer, SpanEnd};
use super::story::Story;
use super::value::{Seconds, Stated};
use crate::model::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use subject::Subject;

/// A topic, and what a ticket shows of it.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Proven {
    /// Which ticket.
    #[serde(flatten)]
    pub head: Head,
    /// The topic.
    #[serde(flatten)]
    pub explanation: Explanation,
    /// Whether the file holds the transactions; without them little can be shown.
    pub has_transactions: bool,
    /// What the ticket shows of it.
    #[serde(flatten)]
    pub proof: Proof,
    /// Fields that could not be read.
    pub unreadable: Vec<Unreadable>,
}

/// What a ticket shows of a topic. Lists that have no meaning for a topic are empty.
#[derive(Debug, Clone, PartialEq, Default, JsonSchema, Serialize)]
pub struct Proof {
    /// What is reported.
    pub reported: Vec<Reported>,
    /// The spans that the recount is made of.
    pub stretches: Vec<Stretch>,
    /// What becomes of them; `null` if there is nothing to make a figure of.
    pub figure: Option<Figure>,
    /// What was counted, or is meant.
    pub found: Vec<Found>,
    /// What a rule finds.
    pub findings: Vec<Finding>,
    /// What a rule lacks to run; `null` if it ran, or if it is no rule.
    pub lacks: Option<Needs>,
    /// The recounted span.
    pub recount_s: Option<Seconds>,
    /// The recounted number.
    pub recount: Option<usize>,
    /// Which other known way of measuring fits what is reported; `null` if the recount agrees, or if
    /// none fits.
    pub fitting: Option<Fit>,
    /// Whether report and recount agree; `null` if either is missing, or if they do not measure the
    /// same.
    pub agrees: Option<bool>,
}

/// What a field reports.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Reported {
    /// The field, as a JSON pointer.
    pub pointer: &'static str,
    /// Whether it counts working hours only; `null` for numbers.
    pub is_net: Option<bool>,
    /// The span.
    pub seconds: Stated<Seconds>,
    /// The number.
    pub number: Stated<i64>,
}

/// A span between two events.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Stretch {
    /// Who had the ticket; `null` where that is not the question.
    pub who: Option<Who>,
    /// What it begins with.
    pub from: SpanEnd,
    /// What it ends with.
    pub to: SpanEnd,
    /// How long it is.
    pub seconds: Seconds,
}

/// What becomes of several spans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// They are added.
    Sum,
    /// Their mean is taken.
    Mean,
    /// The longest is taken.
    Longest,
    /// The last is taken.
    Last,
    /// Each stands for itself.
    Each,
}

/// Something in a ticket that is counted, or meant.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Found {
    /// When it happened.
    pub at: Option<Timestamp>,
    /// The transaction, if it is one.
    pub transaction_id: Option<i64>,
    /// Where it stands.
    pub pointer: Option<Pointer>,
    /// Who it is, or whose it is.
    pub who: Option<Who>,
    /// Why they are taken for a bot; `null` for all others.
    pub is_bot_by: Option<BotRule>,
    /// How many of what is counted are in it; 1 for most.
    pub n: usize,
}

/// A topic alone.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize)]
pub struct Explained {
    /// The name and version of the JSON form.
    pub schema: &'static str,
    /// What it means.
    #[serde(flatten)]
    pub explanation: Explanation,
}

impl From<Explanation> for Explained {
    fn from(explanation: Explanation) -> Self {
        Self { schema: Proven::SCHEMA, explanation }
    }
}

impl Proven {
    /// The name and version of the JSON form.
    pub const SCHEMA: &'static str = "ticketctl.explain/1";

    /// Tells whether a ticket can show anything of a topic.
    pub fn is_for(explanation: &Explanation) -> bool {
        Subject::of(explanation).is_some()
    }

    /// Shows what a ticket has of a topic.
    pub fn of(story: &Story<'_>, explanation: &Explanation) -> Self {
        let proof = Subject::of(explanation).map(|subject| subject.prove(story));
        Self {
            head: Head::of(story, Self::SCHEMA),
            explanation: *explanation,
            has_transactions: story.has_conversation(),
            proof: proof.unwrap_or_default(),
            unreadable: Unreadable::of(story),
        }
    }
}
