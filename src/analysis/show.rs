//! One ticket on one screen: made of the other answers.

use super::bot_path::{BotConversation, BotPath};
use super::check::{Check, InBrief, Rules};
use super::course::EntryKind;
use super::first_response::ResponseFrom;
use super::head::{Head, Unreadable, Who};
use super::inventory::{Leaf, leaves};
use super::metrics::{Metrics, Span, SpanName};
use super::origin::Origin;
use super::person::Role;
use super::roster::{Member, members};
use super::story::Story;
use super::timeline::{Held, Waited};
use super::value::{Seconds, Stated};
use crate::model::{DeliveryStatus, State, Text, TicketKind, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::HashSet;

/// What one must know of a ticket.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Show {
    /// Which ticket.
    #[serde(flatten)]
    pub head: Head,
    /// Open, closed …
    pub state: Stated<State<'static>>,
    /// Who owns it at present: people or a bot.
    pub ticket_type: Stated<TicketKind<'static>>,
    /// When it was closed.
    pub closed_at: Stated<Timestamp>,
    /// When anything last happened to it.
    pub last_activity_at: Stated<Timestamp>,
    /// From opening to closing, recounted; `null` while it is open.
    pub duration_s: Option<Seconds>,
    /// The language.
    pub culture: Stated<Text<'static>>,
    /// The labels.
    pub tags: Vec<Text<'static>>,
    /// The owner, as the export names them.
    pub owner: Option<Who>,
    /// Whether the file holds the transactions.
    pub has_transactions: bool,
    /// Who held the ticket, in order.
    pub held: Vec<Held>,
    /// The longest time the customer waited for a person's answer.
    pub waited_s: Option<Seconds>,
    /// All waits, in order.
    pub waits: Vec<Waited>,
    /// What happened, in figures; `null` if the file has no transactions.
    pub brief: Option<Brief>,
    /// The spans that Glassix reports, beside the recount.
    pub spans: Vec<Span>,
    /// Who took part.
    pub people: Vec<Member>,
    /// The bot conversations.
    pub bot: Vec<BotConversation>,
    /// The summary that somebody wrote.
    pub summary: Option<Summary>,
    /// What is unusual about the ticket.
    pub flags: Flags,
    /// `field1` to `field10`; `null` if empty.
    pub fields: Vec<Stated<Text<'static>>>,
    /// The bot's parameters.
    pub parameters: Vec<Parameter>,
    /// Where the customer came from.
    #[serde(flatten)]
    pub origin: Origin,
    /// The integrator's own key.
    pub unique_argument: Stated<Text<'static>>,
    /// Keys that ticketctl does not know: JSON pointers.
    pub unknown_keys: Vec<Text<'static>>,
    /// What the rules of `check` find, in brief.
    pub check: InBrief,
    /// Fields that could not be read.
    pub unreadable: Vec<Unreadable>,
    /// Every value of the file, empty ones too; only if asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub all_fields: Option<Vec<Leaf>>,
}

/// What happened, in figures.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Brief {
    /// Messages of customers.
    pub customer_messages: usize,
    /// Messages of bots.
    pub bot_messages: usize,
    /// Messages of agents.
    pub agent_messages: usize,
    /// The agents who wrote, in order.
    pub agents: Vec<Who>,
    /// Whether the customer began.
    pub is_inbound: bool,
    /// Who took the ticket before the first reply.
    pub taken_by: Option<Who>,
    /// Whether somebody else gave it to them.
    pub taken_by_assignment: bool,
    /// From then to the first reply.
    pub taken_to_reply_s: Option<Seconds>,
    /// Who on our side wrote first, bots included.
    pub first_outbound: Option<Who>,
    /// From that message to the customer's first one after it.
    pub customer_answered_s: Option<Seconds>,
    /// From the last message of an agent to the closing.
    pub closed_after_reply_s: Option<Seconds>,
    /// How far the last message of an agent got.
    pub last_reply_status: Stated<DeliveryStatus<'static>>,
    /// Whether any message to the customer is marked read; some channels never do so.
    pub marks_read: bool,
    /// Who closed the ticket; nobody if the system did, or nobody knows.
    pub closed_by: Option<Who>,
    /// How often the ticket was opened again.
    pub reopened: usize,
    /// Who had the last word of all messages.
    pub last_word: Option<Role>,
}

/// A summary that somebody wrote.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Summary {
    /// What it says.
    pub text: Text<'static>,
    /// Who wrote it, if the ticket names them.
    pub by: Option<Who>,
    /// When.
    pub at: Stated<Timestamp>,
}

/// What is unusual about a ticket.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Flags {
    /// Its data was destroyed on purpose.
    pub is_scrambled: bool,
    /// The system closed it.
    pub was_closed_automatically: bool,
    /// How many messages to the customer failed, or were refused by the channel.
    pub undelivered_messages: usize,
    /// How many files were held back, or are still being checked for harmful content.
    pub files_held_back: usize,
    /// The copy in another department.
    pub moved_to_ticket: Option<i64>,
    /// The original in another department.
    pub moved_from_ticket: Option<i64>,
    /// Tickets inside it.
    pub nested_tickets: Vec<i64>,
    /// The ticket it is inside.
    pub parent_ticket: Option<i64>,
}

/// A value that the bot keeps.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Parameter {
    /// Its name.
    pub name: Text<'static>,
    /// Its value, as a person would say it; `null` if it has none.
    pub value: Option<Text<'static>>,
}

impl Show {
    /// The name and version of the JSON form.
    pub const SCHEMA: &'static str = "ticketctl.show/1";

    /// Says what one must know of a ticket. `full` adds every value of the file.
    pub fn of(story: &Story<'_>, full: bool) -> Self {
        let ticket = story.ticket();
        let metrics = Metrics::of(story, ResponseFrom::Auto);
        let duration = metrics.span(SpanName::Duration).and_then(|span| span.recount_s);
        let taken = metrics.span(SpanName::TakenToReply).and_then(|span| span.recount_s);
        Self {
            head: Head::of(story, Self::SCHEMA),
            state: Stated::from_field(&ticket.state, |state| State::of(state.name().to_static())),
            ticket_type: Stated::from_field(&ticket.kind, |k| TicketKind::of(k.name().to_static())),
            closed_at: Stated::copied(&ticket.closed_at),
            last_activity_at: Stated::copied(&ticket.last_activity_at),
            duration_s: duration,
            culture: Stated::text(&ticket.culture),
            tags: ticket.tags.items().iter().map(Text::to_static).collect(),
            owner: Who::of(story, story.cast.owner()),
            has_transactions: story.has_conversation(),
            held: Held::all(story),
            waited_s: story.longest_wait().map(super::Wait::length),
            waits: Waited::all(story),
            brief: story.has_conversation().then(|| Brief::of(story, taken, metrics.is_inbound)),
            people: members(story).into_iter().map(|(_, member)| member).collect(),
            bot: BotPath::of(story).conversations,
            summary: Summary::of(story),
            flags: Flags::of(story),
            fields: ticket.fields().into_iter().map(Stated::text).collect(),
            parameters: Parameter::all(story),
            origin: Origin::of(ticket),
            unique_argument: Stated::text(&ticket.unique_argument),
            unknown_keys: story.record.unknown_keys().into_iter().map(Text::owned).collect(),
            check: Check::of(story, &Rules::default()).in_brief(),
            unreadable: metrics.unreadable,
            spans: metrics.spans,
            all_fields: full.then(|| leaves(story.record.text)),
        }
    }
}

impl Brief {
    fn of(story: &Story<'_>, taken_to_reply_s: Option<Seconds>, is_inbound: bool) -> Self {
        let count = |role| story.messages(role).count();
        let entries = &story.course.entries;
        let (mut writers, mut met) = (Vec::new(), HashSet::new());
        for (_, entry) in story.messages(Role::Agent) {
            if met.insert(entry.who) {
                writers.push(entry.who);
            }
        }
        let first = story.messages(Role::Agent).next().map(|(position, _)| position);
        let last = story.messages(Role::Agent).last().map(|(_, entry)| entry);
        let before = entries.get(..first.unwrap_or(0)).unwrap_or_default();
        let taken = before.iter().rev().find_map(|entry| match entry.kind {
            EntryKind::Reassigned { by, to } if story.cast.role(Some(to)) == Role::Agent => {
                Some((to, by != Some(to)))
            }
            _ => None,
        });
        let closing = entries.iter().rev().find_map(|entry| match entry.kind {
            EntryKind::Closed { by, .. } => Some((entry.at, by)),
            _ => None,
        });
        let after = |from: Option<Timestamp>, to: Option<Timestamp>| {
            from.zip(to).map(|(from, to)| Seconds::between(from, to)).filter(|s| s.as_f64() >= 0.0)
        };
        let outbound = entries
            .iter()
            .position(|entry| story.is_from(entry, Role::Agent) || story.is_from(entry, Role::Bot));
        let answered = outbound.and_then(|first| {
            let mut customers = story.messages(Role::Customer);
            let (_, answer) = customers.find(|(position, _)| *position > first)?;
            after(entries.get(first)?.at, answer.at)
        });
        let said = |role: Role| matches!(role, Role::Customer | Role::Bot | Role::Agent);
        let words = entries.iter().rev().filter(|entry| entry.kind == EntryKind::Message);
        Self {
            customer_messages: count(Role::Customer),
            bot_messages: count(Role::Bot),
            agent_messages: count(Role::Agent),
            agents: writers.into_iter().filter_map(|who| Who::of(story, who)).collect(),
            is_inbound,
            taken_by: Who::of(story, taken.map(|(who, _)| who)),
            taken_by_assignment: taken.is_some_and(|(_, given)| given),
            taken_to_reply_s,
            first_outbound: outbound.and_then(|first| Who::of(story, entries.get(first)?.who)),
            customer_answered_s: answered,
            closed_after_reply_s: last.and_then(|last| after(last.at, closing?.0)),
            last_reply_status: last.map_or(Stated::Missing, |last| {
                Stated::from_field(&last.transaction.status, |status| {
                    DeliveryStatus::of(status.name().to_static())
                })
            }),
            marks_read: story.marks_read(),
            closed_by: closing.and_then(|(_, by)| Who::of(story, by)),
            reopened: entries.iter().filter(|entry| entry.reopens).count(),
            last_word: words.map(|entry| story.cast.role(entry.who)).find(|role| said(*role)),
        }
    }
}

impl Summary {
    fn of(story: &Story<'_>) -> Option<Self> {
        let summary = story.ticket().summary.get()?;
        let by = summary.user_id.get().and_then(|id| story.cast.user(id.0.as_str()));
        Some(Self {
            text: summary.value.get()?.to_static(),
            by: Who::of(story, by),
            at: Stated::copied(&summary.updated_at),
        })
    }
}

impl Flags {
    fn of(story: &Story<'_>) -> Self {
        let ticket = story.ticket();
        let nested = ticket.nested_ticket_ids.items().iter();
        let outbound = story.course.entries.iter().filter(|entry| {
            entry.is_message()
                && matches!(story.cast.role(entry.who), Role::Agent | Role::Bot | Role::Queue)
        });
        let files =
            story.course.entries.iter().flat_map(|entry| entry.transaction.attachments.items());
        Self {
            is_scrambled: ticket.is_scrambled.copied() == Some(true),
            was_closed_automatically: ticket.was_closed_automatically.copied() == Some(true),
            undelivered_messages: outbound
                .filter(|entry| {
                    let status = entry.transaction.status.get();
                    matches!(status, Some(DeliveryStatus::Failed | DeliveryStatus::Rejected))
                })
                .count(),
            files_held_back: files.filter(|file| file.is_held_back()).count(),
            moved_to_ticket: ticket.moved_to_ticket_id.copied().map(|number| number.0),
            moved_from_ticket: ticket.moved_from_ticket_id.copied().map(|number| number.0),
            nested_tickets: nested.map(|number| number.0).collect(),
            parent_ticket: ticket.parent_nested_ticket_id.copied().map(|number| number.0),
        }
    }
}

impl Parameter {
    fn all(story: &Story<'_>) -> Vec<Self> {
        let parameters = story.ticket().dynamic_parameters.items().iter();
        let named = parameters.map(|parameter| Self {
            name: parameter.name.get().map_or(Text::borrowed("unnamed"), Text::to_static),
            value: parameter.value().map(|value| value.to_text().to_static()),
        });
        named.collect()
    }
}
