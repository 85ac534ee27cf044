//! Times and counts: as reported, and recounted from the transactions.

mod explained;

pub(super) use explained::NUMBERS;

use super::counts::{Count, counts};
use super::course::EntryKind;
use super::first_response::{Definition, FirstResponse, ResponseFrom};
use super::fit::Fit;
use super::head::{Head, Unreadable};
use super::holding::{Holding, HoldingEnd};
use super::person::Role;
use super::span_end::{Event, SpanEnd};
use super::story::Story;
use super::value::{Seconds, Stated};
use crate::model::{Field, State, TimeSpan};
use schemars::JsonSchema;
use serde::Serialize;

/// The times and counts of a ticket.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Metrics {
    /// Which ticket.
    #[serde(flatten)]
    pub head: Head,
    /// Whether the file holds the transactions; without them nothing can be recounted but the
    /// duration.
    pub has_transactions: bool,
    /// The spans.
    pub spans: Vec<Span>,
    /// The first response by every definition we know.
    pub first_response: Vec<Definition>,
    /// Whether the customer began the conversation; without that there is no response.
    pub is_inbound: bool,
    /// What Glassix documents as the start of the first response, in seconds to the reply.
    pub first_response_documented_s: Option<Seconds>,
    /// The counts.
    pub counts: Vec<Count>,
    /// Ready-made replies, as reported; they cannot be recounted.
    pub canned_replies: Stated<i64>,
    /// Fields that could not be read.
    pub unreadable: Vec<Unreadable>,
}

/// A span that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SpanName {
    /// A bot had the ticket.
    Bot,
    /// The ticket was unassigned.
    Queue,
    /// From taking the ticket to the first reply.
    TakenToReply,
    /// To the first reply; from when, is a matter of definition.
    FirstResponse,
    /// The mean time of an agent's replies.
    AverageReply,
    /// From opening to closing.
    Duration,
}

/// A span, as reported and recounted.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Span {
    /// Which one.
    pub metric: SpanName,
    /// As reported.
    pub gross_s: Stated<Seconds>,
    /// As reported, in the department's working hours. These are not in the export, so it cannot be
    /// recounted.
    pub net_s: Stated<Seconds>,
    /// Recounted. Missing where there is nothing to add up: a ticket that never was in the queue did
    /// not wait there for no time.
    pub recount_s: Option<Seconds>,
    /// How many spans the recount is made of: stretches that are added, or replies of which it is the
    /// mean.
    pub n: usize,
    /// Whether report and recount are within two seconds of each other; `null` if either is missing.
    /// A report of 0 agrees with a ticket that never was in the queue.
    pub agrees: Option<bool>,
    /// Which other known way of measuring fits what is reported; `null` if the recount agrees, or if
    /// none fits.
    pub fits: Option<Fit>,
    /// What it begins with.
    pub from: Option<SpanEnd>,
    /// What it ends with.
    pub to: Option<SpanEnd>,
}

impl Metrics {
    /// The name and version of the JSON form.
    pub const SCHEMA: &'static str = "ticketctl.metrics/1";

    /// Measures a ticket. `from` decides what the first response is counted from.
    pub fn of(story: &Story<'_>, from: ResponseFrom) -> Self {
        let ticket = story.ticket();
        let response = FirstResponse::of(story);
        let documented = response.by(ResponseFrom::Customer);
        let spans = SpanName::ALL.map(|name| {
            let span = Span::measure(story, name, &response, from);
            Span { fits: span.fit(story), ..span }
        });
        Self {
            head: Head::of(story, Self::SCHEMA),
            has_transactions: story.has_conversation(),
            spans: spans.into(),
            first_response_documented_s: documented.and_then(|definition| definition.seconds),
            is_inbound: response.is_inbound,
            first_response: response.definitions,
            counts: counts(story),
            canned_replies: Stated::copied(&ticket.agent_canned_replies_count),
            unreadable: Unreadable::of(story),
        }
    }

    /// Returns a span.
    pub fn span(&self, name: SpanName) -> Option<&Span> {
        self.spans.iter().find(|span| span.metric == name)
    }
}

impl SpanName {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 6] = [
        Self::Bot,
        Self::Queue,
        Self::TakenToReply,
        Self::FirstResponse,
        Self::AverageReply,
        Self::Duration,
    ];
}

impl Span {
    /// Measures one span of a ticket alone.
    pub fn of(story: &Story<'_>, name: SpanName) -> Self {
        Self::measure(story, name, &FirstResponse::of(story), ResponseFrom::Auto)
    }

    pub(super) fn measure(
        story: &Story<'_>,
        name: SpanName,
        response: &FirstResponse,
        from: ResponseFrom,
    ) -> Self {
        let ticket = story.ticket();
        let ends = |from| response.by(from).and_then(Definition::ends);
        match name {
            SpanName::Bot => held(story, name, Role::Bot, &Field::Missing, &Field::Missing),
            SpanName::Queue => {
                held(story, name, Role::Queue, &ticket.queue_time_gross, &ticket.queue_time_net)
            }
            SpanName::TakenToReply => Self::between(
                name,
                (&ticket.assign_to_response_gross, &ticket.assign_to_response_net),
                ends(ResponseFrom::Assigned),
            ),
            SpanName::FirstResponse => {
                let reported = (&ticket.first_response_gross, &ticket.first_response_net);
                let mut span = Self::between(name, reported, ends(from));
                if from != ResponseFrom::Auto {
                    // Another definition is no judgement on the report.
                    span.agrees = None;
                }
                span
            }
            SpanName::AverageReply => average_reply(story),
            SpanName::Duration => duration(story),
        }
    }

    /// Lists what the recount is made of: the stretches that are added, or the replies of which it is
    /// the mean.
    pub fn stretches(&self, story: &Story<'_>) -> Vec<(SpanEnd, SpanEnd)> {
        let held = |role| {
            let stretches = story.holdings.iter().filter(|holding| holding.role == role);
            stretches.map(|holding| held_between(story, holding)).collect()
        };
        match self.metric {
            SpanName::Bot => held(Role::Bot),
            SpanName::Queue => held(Role::Queue),
            SpanName::AverageReply => replies(story),
            _ => self.from.zip(self.to).into_iter().collect(),
        }
    }

    fn new(metric: SpanName, gross: &Field<'_, TimeSpan>, net: &Field<'_, TimeSpan>) -> Self {
        Self {
            metric,
            gross_s: Stated::from_field(gross, |span| Seconds::from(*span)),
            net_s: Stated::from_field(net, |span| Seconds::from(*span)),
            recount_s: None,
            n: 0,
            agrees: None,
            fits: None,
            from: None,
            to: None,
        }
    }

    fn between(
        metric: SpanName,
        (gross, net): (&Field<'_, TimeSpan>, &Field<'_, TimeSpan>),
        ends: Option<(SpanEnd, SpanEnd)>,
    ) -> Self {
        let mut span = Self::new(metric, gross, net);
        if let Some((from, to)) = ends {
            span.recount(Seconds::between(from.at, to.at), 1, from, to);
        }
        span
    }

    fn recount(&mut self, seconds: Seconds, n: usize, from: SpanEnd, to: SpanEnd) {
        self.recount_s = Some(seconds);
        self.n = n;
        self.from = Some(from);
        self.to = Some(to);
        self.agrees = self.gross_s.get().map(|gross| gross.agrees(seconds));
    }
}

/// Adds up the time in somebody's hands.
fn held(
    story: &Story<'_>,
    metric: SpanName,
    role: Role,
    gross: &Field<'_, TimeSpan>,
    net: &Field<'_, TimeSpan>,
) -> Span {
    let mut span = Span::new(metric, gross, net);
    if !story.has_conversation() {
        return span;
    }
    let stretches: Vec<_> = story.holdings.iter().filter(|h| h.role == role).collect();
    let total = stretches.iter().fold(Seconds::default(), |sum, h| sum.plus(h.length()));
    if let (Some(first), Some(last)) = (stretches.first(), stretches.last()) {
        span.recount(total, stretches.len(), begin(story, first), end(story, last));
    } else if role == Role::Queue {
        // Who never was in the queue did not wait there, and 0s is how Glassix reports that. Only a
        // change of hands proves it.
        let is_told =
            story.course.entries.iter().any(|e| matches!(e.kind, EntryKind::Reassigned { .. }));
        let unknown = story.holdings.iter().any(|holding| holding.role == Role::Unknown);
        if is_told && !unknown {
            span.agrees = span.gross_s.get().map(|gross| gross.agrees(Seconds::default()));
        }
    }
    span
}

/// Says between which events somebody had the ticket.
pub(super) fn held_between(story: &Story<'_>, holding: &Holding) -> (SpanEnd, SpanEnd) {
    (begin(story, holding), end(story, holding))
}

/// Says what began a stretch in somebody's hands.
fn begin(story: &Story<'_>, holding: &Holding) -> SpanEnd {
    let event = if holding.role == Role::Queue { Event::HandedOver } else { Event::Taken };
    let change = story.course.entries.iter().find(|entry| {
        entry.at == Some(holding.from) && matches!(entry.kind, EntryKind::Reassigned { .. })
    });
    match change {
        Some(entry) => SpanEnd::at(event, holding.from, entry),
        None => SpanEnd::opened(story, holding.from),
    }
}

/// Says what ended a stretch in somebody's hands.
fn end(story: &Story<'_>, holding: &Holding) -> SpanEnd {
    let change = story.course.entries.iter().find_map(|entry| {
        let event = match entry.kind {
            EntryKind::Reassigned { to, .. } if story.cast.role(Some(to)) == Role::Queue => {
                Event::HandedOver
            }
            EntryKind::Reassigned { .. } => Event::Taken,
            EntryKind::Closed { .. } => Event::Closed,
            _ => return None,
        };
        (entry.at == Some(holding.to)).then(|| SpanEnd::at(event, holding.to, entry))
    });
    change.unwrap_or_else(|| match holding.end {
        HoldingEnd::Closed => SpanEnd::field(Event::Closed, holding.to, "/close"),
        _ => SpanEnd::last_activity(story, holding.to),
    })
}

/// Means the time from each customer message to the reply that follows.
fn average_reply(story: &Story<'_>) -> Span {
    let net = &story.ticket().agent_response_average_net;
    let mut span = Span::new(SpanName::AverageReply, &Field::Missing, net);
    let answered = replies(story);
    if let (Some((from, _)), Some((_, to)), Ok(n)) =
        (answered.first(), answered.last(), i32::try_from(answered.len()))
    {
        let total = answered
            .iter()
            .fold(Seconds::default(), |sum, (from, to)| sum.plus(Seconds::between(from.at, to.at)));
        let mean = Seconds(total.0.checked_div(n).unwrap_or_default());
        span.recount(mean, answered.len(), *from, *to);
    }
    span
}

/// Lists each customer message with the reply that follows, leaving out what was asked before
/// anybody on our side had the ticket, as Glassix does.
fn replies(story: &Story<'_>) -> Vec<(SpanEnd, SpanEnd)> {
    let first = story.holdings.iter().find(|holding| holding.role == Role::Agent);
    let had = first.map(|holding| holding.from);
    // Within a second the order tells what was asked before.
    let taken = story.course.entries.iter().position(|entry| {
        let is_taken = matches!(entry.kind, EntryKind::Reassigned { to, .. } if story.cast.role(Some(to)) == Role::Agent);
        is_taken && entry.at.is_some() && entry.at == had
    });
    let (mut asked, mut answered) = (Vec::new(), Vec::new());
    for (position, entry) in story.course.entries.iter().enumerate() {
        if story.is_from(entry, Role::Customer) {
            let question = SpanEnd::of(Event::CustomerWrote, entry);
            let later = taken.is_none_or(|taken| position > taken);
            asked.extend(
                question.filter(|question| later && had.is_some_and(|had| question.at >= had)),
            );
        } else if story.is_from(entry, Role::Agent)
            && let Some(reply) = SpanEnd::of(Event::Reply, entry)
        {
            answered.extend(asked.drain(..).map(|question| (question, reply)));
        }
    }
    answered
}

/// Measures from opening to the last closing; from fields if there are no transactions.
fn duration(story: &Story<'_>) -> Span {
    let ticket = story.ticket();
    let mut span = Span::new(SpanName::Duration, &ticket.duration_gross, &ticket.duration_net);
    let entries = &story.course.entries;
    let opened = entries.iter().find(|entry| entry.kind == EntryKind::Opened);
    let opened = opened.and_then(|entry| SpanEnd::of(Event::Opened, entry));
    let opened =
        opened.or_else(|| Some(SpanEnd::field(Event::Opened, ticket.opened_at.copied()?, "/open")));
    let closing = entries.iter().rev().find(|entry| matches!(entry.kind, EntryKind::Closed { .. }));
    let goes_on =
        |state: &State<'_>| matches!(state, State::Open | State::Snoozed | State::Pending);
    let is_closed = !ticket.state.get().is_some_and(goes_on);
    let closed = closing.and_then(|entry| SpanEnd::of(Event::Closed, entry));
    let closed = closed
        .or_else(|| Some(SpanEnd::field(Event::Closed, ticket.closed_at.copied()?, "/close")));
    if let (Some(from), Some(to)) = (opened, closed.filter(|_| is_closed)) {
        span.recount(Seconds::between(from.at, to.at), 1, from, to);
    }
    span
}
