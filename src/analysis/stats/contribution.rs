//! What one ticket brings to the statistics.

use super::measured::{METRICS, Measured, Metric};
use super::reported;
use super::row::Facts;
use crate::analysis::bot_path::{BotPath, Ending};
use crate::analysis::copies::Version;
use crate::analysis::course::EntryKind;
use crate::analysis::first_response::{FirstResponse, ResponseFrom};
use crate::analysis::holding::HoldingEnd;
use crate::analysis::metrics::{Span, SpanName};
use crate::analysis::person::{Person, Role, is_name};
use crate::analysis::story::Story;
use crate::model::{Record, State, Text, Ticket, Timestamp};

use super::visits::{Visited, visits};

/// What one ticket brings to the statistics; independent of the ticket, so that it may be made
/// anywhere and entered later.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Contribution {
    pub(super) id: Option<i64>,
    /// Whether it counts only as a copy that another may be older than.
    pub(super) passed_over: bool,
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
    /// In the order of `Metric::ALL`.
    pub(super) spans: [Measured; METRICS],
    pub(super) visits: Vec<Visited>,
}

/// A person on our side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Somebody {
    /// What they go by: their identifier, or their name if they have none.
    pub(super) key: String,
    pub(super) name: String,
}

impl Somebody {
    /// Tells whether they are called by a name, and not by what stands in its place.
    pub(super) fn is_named(&self) -> bool {
        is_name(&Text::borrowed(&self.name))
    }
}

impl Contribution {
    /// Takes what a ticket says, recounted from its transactions; without transactions, as Glassix
    /// reports it.
    pub fn of(story: &Story<'_>) -> Self {
        let ticket = story.ticket();
        if !story.has_conversation() {
            return Self::of_reports(ticket, &|| story.cast.role(story.cast.owner()) == Role::Bot);
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

    /// Takes what Glassix reports of a ticket. Only its head counts: what more was read for another
    /// reason changes nothing. `known_bots` overrules the rules that tell bots from people.
    pub fn reported(record: &Record<'_>, known_bots: &[String]) -> Self {
        let of = |ticket: &Ticket<'_>| {
            Self::of_reports(ticket, &|| reported::owner_is_bot(ticket, known_bots))
        };
        let ticket = &record.ticket;
        if ticket.transactions.is_missing() && ticket.bot_steps.is_missing() {
            return of(ticket);
        }
        match Record::read_head(record.text) {
            Ok(Some(head)) => of(&head.ticket),
            _ => of(ticket),
        }
    }

    /// Takes of a ticket that was not asked for what may make a copy that was asked for an old one.
    pub fn passed_over(version: Version) -> Self {
        let Version { id, activity, has_transactions } = version;
        let facts = Facts { is_recounted: has_transactions, ..Facts::default() };
        Self { id, activity, facts, passed_over: true, ..Self::default() }
    }

    fn of_reports(ticket: &Ticket<'_>, owner_is_bot: &dyn Fn() -> bool) -> Self {
        let facts = reported::facts(ticket, owner_is_bot);
        let mut steps: Vec<_> = ticket.bot_steps.items().iter().collect();
        steps.sort_by_key(|step| step.at.copied());
        Self {
            facts,
            agent: reported::agent(ticket, owner_is_bot),
            owner: reported::owner(ticket),
            spans: reported::spans(ticket, facts),
            visits: visits(steps.into_iter().map(|step| (step, false))),
            ..Self::plain(ticket)
        }
    }

    /// Returns who answered: what they go by among all tickets, and their name.
    pub fn agent(&self) -> Option<(&str, &str)> {
        self.agent.as_ref().map(|agent| (agent.key.as_str(), agent.name.as_str()))
    }

    /// Takes what Glassix reports of a ticket that was understood.
    pub fn of_reports_in(story: &Story<'_>) -> Self {
        let owner_is_bot = || story.cast.role(story.cast.owner()) == Role::Bot;
        Self::of_reports(story.ticket(), &owner_is_bot)
    }

    /// Returns what it says of a span.
    pub fn span(&self, metric: Metric) -> Measured {
        let mut spans = Metric::ALL.iter().zip(self.spans);
        spans.find(|(known, _)| **known == metric).map_or(Measured::Absent, |(_, span)| span)
    }

    /// Returns what is so of the ticket, and what is not.
    pub const fn facts(&self) -> Facts {
        self.facts
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
    // A bot without cards leaves no trace of what it waits for.
    let leaves_traces = !story.steps.steps.is_empty();
    let answered = story.waits.iter().any(|wait| wait.answer.is_some());
    Facts {
        is_recounted: true,
        is_open: is_open(ticket),
        bot_only: Some(bot_only),
        abandoned: (!bot_only || leaves_traces).then(|| bot_only && is_left(story)),
        reopened: Some(story.course.entries.iter().any(|entry| entry.reopens)),
        unanswered: Some(!story.waits.is_empty() && !answered),
    }
}

/// Tells whether the customer left: the last bot conversation ended so.
fn is_left(story: &Story<'_>) -> bool {
    BotPath::endings(story).last() == Some(&Ending::Left)
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
fn recounted(story: &Story<'_>, facts: Facts) -> [Measured; METRICS] {
    let response = FirstResponse::of(story);
    let last = story.holdings.last();
    let goes_on = |role| last.is_some_and(|last| last.role == role && last.end == HoldingEnd::Open);
    let taken = || {
        story.course.entries.iter().any(|entry| {
            matches!(entry.kind, EntryKind::Reassigned { to, .. }
                if story.cast.role(Some(to)) == Role::Agent)
        })
    };
    // Who was never in the queue did not wait there for no time.
    let span = |name| {
        let span = Span::measure(story, name, &response, ResponseFrom::Auto);
        span.recount_s.filter(|_| span.n > 0)
    };
    let awaited = |is_awaited| (is_awaited && facts.unanswered == Some(true), None);
    Metric::ALL.map(|metric| {
        let (is_awaited, length) = match metric {
            Metric::Bot => (goes_on(Role::Bot), span(SpanName::Bot)),
            Metric::Queue => (goes_on(Role::Queue), span(SpanName::Queue)),
            Metric::Duration => (facts.is_open, span(SpanName::Duration)),
            Metric::TakenToReply => match span(SpanName::TakenToReply) {
                None => awaited(taken()),
                length => (false, length),
            },
            Metric::FirstResponse => match span(SpanName::FirstResponse) {
                None => awaited(true),
                length => (false, length),
            },
            Metric::Waited => match story.longest_wait() {
                None => awaited(true),
                Some(wait) => (false, Some(wait.length())),
            },
        };
        match length {
            _ if is_awaited => Measured::Awaited,
            Some(length) => Measured::of(length),
            None => Measured::Absent,
        }
    })
}
