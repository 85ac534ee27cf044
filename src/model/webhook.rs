//! Webhook events, which carry tickets.

use super::names::{EventKind, State};
use super::object::object;
use super::scalar::{Guid, Json};
use super::time::Timestamp;

object! {
    /// What a webhook sends: one or more changes.
    pub struct Event is "a webhook event" {
        /// The department; the same value is its API key.
        key: Guid<'a> = "key",
        /// When it was sent.
        at: Timestamp = "dateTime",
        /// What changed. Often one, but there may be more.
        changes: Vec<Change<'a>> = "changes",
    }
}

object! {
    /// One change.
    pub struct Change is "a change" {
        /// What happened.
        kind: EventKind<'a> = "_event" | "event",
        /// The ticket's number.
        ticket_id: i64 = "ticketId",
        /// The state it has now; to be believed over the ticket inside.
        ticket_state: State<'a> = "ticketState",
        /// The ticket, unopened; without its transactions.
        ticket: Json<'a> = "ticket",
        /// The new message, unopened.
        transaction: Json<'a> = "transaction",
    }
}
