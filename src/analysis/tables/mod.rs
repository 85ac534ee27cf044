//! A ticket as rows of flat tables, for engines that work on tables.
//!
//! Each file but three is one table: its columns, what they mean, and how each is got from a ticket.
//! That is the one registry: what is written, the manifest and the documentation come from it.

mod attachments;
mod bot_steps;
mod manifest;
mod metrics;
mod parameters;
mod participants;
mod rows;
mod table;
mod tags;
#[cfg(test)]
mod tests;
mod tickets;
mod transactions;

pub use manifest::{AllLost, Manifest, PARTITION, PartFile, Partition, TableFiles, Tables};
pub use rows::{Cell, Rows};
pub use table::{Column, Kind, Table};

use super::person::Role;
use super::story::Story;
use crate::model::Text;
use chrono::Datelike;
use schemars::JsonSchema;
use serde::Serialize;

/// How many tables there are.
pub const TABLES: usize = 8;

/// The tables, in the order of their documentation.
pub static ALL: [&Table; TABLES] = [
    &tickets::TABLE,
    &participants::TABLE,
    &transactions::TABLE,
    &attachments::TABLE,
    &bot_steps::TABLE,
    &parameters::TABLE,
    &tags::TABLE,
    &metrics::TABLE,
];

/// The name and version of the tables and their columns.
pub const SCHEMA: &str = "ticketctl.export/1";

/// What a ticket may hold that no table has.
pub const LEFT_OUT: [&str; 5] = [
    "activityLogs",
    "transactions[].payload, but for what it says (transactions.said and .buttons)",
    "transactions[].attachments[].thumbnails and thumbnailsFileIdentifiers",
    "transactions[].fromParticipant, but for number, type, name and identifier",
    "keys that are not known (counted as unknown_keys)",
];

/// The rows of one ticket; independent of the ticket, so that they may be made anywhere and written
/// later.
#[derive(Debug, Default)]
pub struct TicketRows {
    /// When the ticket was opened.
    pub month: Option<Month>,
    /// The rows, in the order of [`ALL`].
    pub tables: [Rows; TABLES],
    /// What is in no row.
    pub lost: Lost,
}

/// A month of the calendar, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u32,
}

/// What a ticket holds that is in no row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Lost {
    /// Values of a wrong type or form; they are missing in their columns.
    pub unreadable_values: usize,
    /// Keys that are not known, wherever they stand.
    pub unknown_keys: usize,
    /// Transactions that stand in their ticket a second time.
    pub repeated_transactions: usize,
}

impl Lost {
    /// Adds up.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            unreadable_values: self.unreadable_values.saturating_add(other.unreadable_values),
            unknown_keys: self.unknown_keys.saturating_add(other.unknown_keys),
            repeated_transactions: self
                .repeated_transactions
                .saturating_add(other.repeated_transactions),
        }
    }
}

impl TicketRows {
    /// Takes a ticket apart.
    pub fn of(story: &Story<'_>) -> Self {
        let ticket = story.ticket();
        let fills: [fn(&Story<'_>, &mut Rows); TABLES] = [
            tickets::rows,
            participants::rows,
            transactions::rows,
            attachments::rows,
            bot_steps::rows,
            parameters::rows,
            tags::rows,
            metrics::rows,
        ];
        let tables = fills.map(|fill| {
            let mut rows = Rows::of_ticket(ticket.id.copied());
            fill(story, &mut rows);
            rows
        });
        let month = ticket.opened_at.copied().map(|at| {
            let day = at.utc().date_naive();
            Month { year: day.year(), month: day.month() }
        });
        let lost = Lost {
            unreadable_values: story.record.defects.len(),
            unknown_keys: story.record.unknown_keys().len(),
            repeated_transactions: story.course.repeated,
        };
        Self { month, tables, lost }
    }
}

/// Says what somebody is, as all other data does.
const fn role(role: Role) -> Text<'static> {
    Text::borrowed(match role {
        Role::Customer => "customer",
        Role::Bot => "bot",
        Role::Queue => "queue",
        Role::Agent => "agent",
        Role::System => "system",
        Role::Unknown => "unknown",
    })
}

/// Turns a count or a position into a whole number.
fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Numbers things from 1, as people do.
fn numbered<T>(things: impl IntoIterator<Item = T>) -> impl Iterator<Item = (i64, T)> {
    (1_i64..).zip(things)
}
