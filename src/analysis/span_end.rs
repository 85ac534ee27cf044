//! The events between which spans are measured.

use crate::model::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

/// An event at the end of a span.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize)]
pub struct SpanEnd {
    /// What happened.
    pub event: Event,
    /// When.
    pub at: Timestamp,
    /// The transaction that says so; `null` if a field of the ticket does.
    pub transaction_id: Option<i64>,
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
