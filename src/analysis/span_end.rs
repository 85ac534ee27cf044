//! The events between which spans are measured.

use super::course::Entry;
use crate::model::Timestamp;
use serde::Serialize;

/// An event at the end of a span.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SpanEnd {
    /// What happened.
    pub event: Event,
    /// When.
    pub at: Timestamp,
    /// The transaction that says so; `null` if a field of the ticket does.
    pub transaction_id: Option<i64>,
}

impl SpanEnd {
    /// Takes an entry for the end of a span, if it has a time.
    pub(super) fn of(event: Event, entry: &Entry<'_>) -> Option<Self> {
        Some(Self { event, at: entry.at?, transaction_id: entry.transaction.id.copied() })
    }
}

/// What happened at the end of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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
