//! The events between which spans are measured, and where the export tells of them.

use super::course::{Entry, EntryKind};
use super::explanation::{Explanation, Kind};
use super::story::Story;
use crate::model::Timestamp;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// An event at the end of a span.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize)]
pub struct SpanEnd {
    /// What happened.
    pub event: Event,
    /// When.
    pub at: Timestamp,
    /// The transaction that says so; `null` if a field of the ticket does.
    pub transaction_id: Option<i64>,
    /// Where the ticket says so: a JSON pointer (RFC 6901) from the ticket on.
    pub pointer: Pointer,
}

/// What happened at the end of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The ticket was opened.
    Opened,
    /// The customer wrote.
    CustomerWrote,
    /// The ticket went into the queue.
    HandedOver,
    /// Somebody got the ticket.
    Taken,
    /// Somebody on our side answered.
    Reply,
    /// The ticket was closed.
    Closed,
    /// Nothing happened: this is the last thing the export tells.
    LastActivity,
}

/// A place in a ticket. As data it is a JSON pointer (RFC 6901).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointer {
    /// A transaction, by its place in the list, counted from 0.
    Transaction(usize),
    /// A participant, by its place in the list, counted from 0.
    Participant(usize),
    /// A field of the ticket itself, pointer and all.
    Field(&'static str),
}

impl SpanEnd {
    /// Takes the event that a transaction tells of; nothing if it does not tell when.
    pub(super) fn of(event: Event, entry: &Entry<'_>) -> Option<Self> {
        Some(Self::at(event, entry.at?, entry))
    }

    /// Takes the event that a transaction tells of, at a time that is known.
    pub(super) fn at(event: Event, at: Timestamp, entry: &Entry<'_>) -> Self {
        let transaction_id = entry.transaction.id.copied();
        Self { event, at, transaction_id, pointer: Pointer::of(entry) }
    }

    /// Finds what tells that the ticket was opened, the first time or again.
    pub(super) fn opened(story: &Story<'_>, at: Timestamp) -> Self {
        let at_that_time = || story.course.entries.iter().filter(|entry| entry.at == Some(at));
        let opening = at_that_time().find(|e| e.kind == EntryKind::Opened || e.reopens);
        let is_field = story.ticket().opened_at.copied() == Some(at);
        let entry = opening.or_else(|| at_that_time().next().filter(|_| !is_field));
        entry.map_or(Self::field(Event::Opened, at, "/open"), |e| Self::at(Event::Opened, at, e))
    }

    /// Finds what tells how far the export goes.
    pub(super) fn last_activity(story: &Story<'_>, at: Timestamp) -> Self {
        let is_field = story.ticket().last_activity_at.copied() == Some(at);
        let entry = story.course.entries.iter().rev().find(|entry| entry.at == Some(at));
        entry
            .filter(|_| !is_field)
            .map_or(Self::field(Event::LastActivity, at, "/lastActivity"), |entry| {
                Self::at(Event::LastActivity, at, entry)
            })
    }

    /// Takes the event that a field of the ticket tells of.
    pub(super) const fn field(event: Event, at: Timestamp, pointer: &'static str) -> Self {
        Self { event, at, transaction_id: None, pointer: Pointer::Field(pointer) }
    }
}

impl Pointer {
    /// Points to a transaction.
    pub(super) const fn of(entry: &Entry<'_>) -> Self {
        Self::Transaction(entry.place)
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transaction(index) => write!(to, "/transactions/{index}"),
            Self::Participant(index) => write!(to, "/participants/{index}"),
            Self::Field(pointer) => to.write_str(pointer),
        }
    }
}

impl JsonSchema for Pointer {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Pointer".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "json-pointer" })
    }
}

impl Serialize for Pointer {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl Event {
    /// All of them, in the order in which they happen as a rule.
    pub const ALL: [Self; 7] = [
        Self::Opened,
        Self::CustomerWrote,
        Self::HandedOver,
        Self::Taken,
        Self::Reply,
        Self::Closed,
        Self::LastActivity,
    ];

    /// Says what it is.
    pub const fn explanation(self) -> Explanation {
        match self {
            Self::Opened => Explanation::new(Kind::Event, "opened", "Opened", "the ticket came into being")
                .says(&["The transaction TicketOpened says so, or without transactions the field open."])
                .pointers(&["/open"]),
            Self::CustomerWrote => Explanation::new(
                Kind::Event,
                "customer_wrote",
                "Customer wrote",
                "the customer's message that a span begins with",
            )
            .says(&["A transaction of type Message whose sender is a customer (type Client). Greetings and \
                     closing messages that nobody typed are no messages."])
            .pointers(&["/firstCustomerMessageDateTime", "/lastCustomerMessageDateTime"])
            .see_also(&["customer", "since_customer"]),
            Self::HandedOver => Explanation::new(
                Kind::Event,
                "hand_over",
                "Handed over",
                "the ticket went into the queue",
            )
            .also(&["handed_over", "hand-off"])
            .says(&["A TicketReAssigned whose JSON text names the nil GUID in toUserId: a bot, or whoever had the \
                     ticket, gave it to the queue of unassigned tickets. From then on people can answer."])
            .see_also(&["queue", "taken", "bots", "since_handover"]),
            Self::Taken => Explanation::new(Kind::Event, "taken", "Taken", "somebody got the ticket")
                .also(&["assigned", "allocated"])
                .says(&["A TicketReAssigned whose JSON text names a user in toUserId. If byUserId is the same user, \
                         they took it themselves; else somebody assigned it to them."])
                .pointers(&["/firstAgentAllocationTimestamp", "/lastAgentAllocationTimestamp"])
                .see_also(&["hand_over", "taken_to_reply"]),
            Self::Reply => Explanation::new(
                Kind::Event,
                "reply",
                "Reply",
                "an agent answered the customer",
            )
            .says(&["A transaction of type Message whose sender is an agent: a user who is no bot. Notes, greetings \
                     and messages in the name of the queue are no replies. In “any reply” a bot's message counts, too."])
            .pointers(&["/firstAgentMessageDateTime", "/lastAgentMessageDateTime"])
            .see_also(&["agent", "bots", "first_response"]),
            Self::Closed => Explanation::new(Kind::Event, "closed", "Closed", "the ticket was closed")
                .says(&["The transaction TicketClosed says so, or without transactions the field close. A ticket \
                         that was opened again is closed several times; its duration ends with the last one."])
                .pointers(&["/close"])
                .see_also(&["reopened", "duration"]),
            Self::LastActivity => Explanation::new(
                Kind::Event,
                "last_activity",
                "Last activity",
                "the last thing the export tells, where nothing has ended yet",
            )
            .says(&["The later one of the last transaction and the field lastActivity, which also moves when fields \
                     are edited."])
            .pointers(&["/lastActivity"]),
        }
    }
}
