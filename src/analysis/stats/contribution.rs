//! What one ticket brings to the statistics.

use super::measured::{Measured, SPANS};
use super::reported;
use super::row::Facts;
use crate::analysis::bot_path::{Ending, last_ending};
use crate::analysis::course::EntryKind;
use crate::analysis::first_response::{FirstResponse, ResponseFrom};
use crate::analysis::holding::HoldingEnd;
use crate::analysis::metrics::{Span, SpanName, spans};
use crate::analysis::person::{Person, Role};
use crate::analysis::story::Story;
use crate::model::{State, Ticket, Timestamp};

use super::visits::{Visited, visits};

/// What one ticket brings to the statistics; independent of the ticket, so that it may be made
/// anywhere and entered later.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Contribution {
    pub(super) id: Option<i64>,
    /// In seconds of the epoch, as all times here.
    pub(super) activity: Option<i64>,
    pub(super) opened: Option<i64>,
    pub(super) closed: Option<i64>,
    pub(super) facts: Facts,
    pub(super) state: Option<String>,
    pub(super) channel: Option<String>,
    pub(super) agent: Option<Somebody>,
    pub(super) owner: Option<Somebody>,
    pub(super) tags: Vec<String>,
    /// In the order of [`SPANS`].
    pub(super) spans: [Measured; SPANS.len()],
    pub(super) visits: Vec<Visited>,
}

/// A person on our side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Somebody {
    /// What they go by: their identifier, or their name if they have none.
    pub(super) key: String,
    pub(super) name: String,
}

impl Contribution {
    /// Takes what a ticket says, recounted from its transactions; without transactions, as Glassix
    /// reports it.
    pub fn of(story: &Story<'_>) -> Self {
        let ticket = story.ticket();
        if !story.has_conversation() {
            return Self::reported(ticket);
        }
        let facts = facts(story);
        Self {
            facts,
            agent: agent(story),
            owner: story.cast.owner().and_then(|owner| Somebody::of(story.cast.person(owner)?)),
            spans: recounted(story, facts),
            visits: visits(story.steps.steps.iter().map(|s| (s.step, !s.answers.is_empty()))),
            ..Self::plain(ticket)
        }
    }

    /// Takes what Glassix reports of a ticket. It needs no transactions, and looks at none.
    pub fn reported(ticket: &Ticket<'_>) -> Self {
        let facts = reported::facts(ticket);
        let mut steps: Vec<_> = ticket.bot_steps.items().iter().collect();
        steps.sort_by_key(|step| step.at.copied());
        Self {
            facts,
            agent: reported::agent(ticket),
            owner: reported::owner(ticket),
            spans: reported::spans(ticket, facts),
            visits: visits(steps.into_iter().map(|step| (step, false))),
            ..Self::plain(ticket)
        }
    }

    fn plain(ticket: &Ticket<'_>) -> Self {
        let epoch = |at: Option<Timestamp>| at.map(|at| at.utc().timestamp());
        Self {
            id: ticket.id.copied(),
            activity: epoch(ticket.last_activity_at.copied()),
            opened: epoch(ticket.opened_at.copied()),
            closed: epoch(ticket.closed_at.copied()),
            state: ticket.state.get().map(|state| state.name().as_str().to_owned()),
            channel: ticket.channel.get().map(|channel| channel.name().as_str().to_owned()),
            tags: ticket.tags.items().iter().map(|tag| tag.as_str().to_owned()).collect(),
            ..Self::default()
        }
    }
}

impl Somebody {
    fn of(person: &Person) -> Option<Self> {
        let name = person.name.as_str().to_owned();
        let key = person.identifier.as_ref().map(|id| id.as_str().to_ascii_lowercase());
        (person.role != Role::Queue)
            .then(|| Self { key: key.unwrap_or_else(|| name.clone()), name })
    }
}

/// Tells whether a ticket is not closed: it is open, snoozed or pending.
pub(super) fn is_open(ticket: &Ticket<'_>) -> bool {
    matches!(ticket.state.get(), Some(State::Open | State::Snoozed | State::Pending))
}

fn facts(story: &Story<'_>) -> Facts {
    let ticket = story.ticket();
    let is_closed = ticket.state.get() == Some(&State::Closed);
    let is_with_bots = !story.holdings.is_empty()
        && story.holdings.iter().all(|holding| holding.role == Role::Bot)
        && story.messages(Role::Agent).next().is_none();
    let bot_only = is_closed && is_with_bots;
    let answered = story.waits.iter().any(|wait| wait.answer.is_some());
    Facts {
        is_recounted: true,
        is_open: is_open(ticket),
        bot_only: Some(bot_only),
        abandoned: Some(bot_only && last_ending(story) == Ending::Left),
        reopened: Some(story.course.entries.iter().any(|entry| entry.reopens)),
        unanswered: Some(!story.waits.is_empty() && !answered),
    }
}

/// Finds who answered: the author of the first reply, else the last agent who had the ticket.
fn agent(story: &Story<'_>) -> Option<Somebody> {
    let replied = story.messages(Role::Agent).next().and_then(|(_, entry)| entry.who);
    let had = || {
        let held = story.holdings.iter().rev().find(|holding| holding.role == Role::Agent);
        held.and_then(|holding| holding.who)
    };
    Somebody::of(story.cast.person(replied.or_else(had)?)?)
}

/// Measures the spans. What still goes on when the export ends has no length yet.
fn recounted(story: &Story<'_>, facts: Facts) -> [Measured; SPANS.len()] {
    let spans = spans(story, &FirstResponse::of(story), ResponseFrom::Auto);
    let last = story.holdings.last();
    let goes_on = |role| last.is_some_and(|last| last.role == role && last.end == HoldingEnd::Open);
    let taken = || {
        story.course.entries.iter().any(|entry| {
            matches!(entry.kind, EntryKind::Reassigned { to, .. }
                if story.cast.role(Some(to)) == Role::Agent)
        })
    };
    SPANS.map(|name| {
        let is_awaited = match name {
            SpanName::Bot => goes_on(Role::Bot),
            SpanName::Queue => goes_on(Role::Queue),
            SpanName::Duration => facts.is_open,
            _ => false,
        };
        let length = match name {
            SpanName::Waited => story.longest_wait().map(super::super::waits::Wait::length),
            // Who was never in the queue did not wait there for no time.
            _ => span(&spans, name).filter(|span| span.n > 0).and_then(|span| span.recount_s),
        };
        match length {
            _ if is_awaited => Measured::Awaited,
            Some(length) => Measured::of(length),
            None if facts.unanswered != Some(true) => Measured::Absent,
            None => match name {
                SpanName::FirstResponse | SpanName::Waited => Measured::Awaited,
                SpanName::TakenToReply if taken() => Measured::Awaited,
                _ => Measured::Absent,
            },
        }
    })
}

fn span(spans: &[Span], name: SpanName) -> Option<&Span> {
    spans.iter().find(|span| span.metric == name)
}
