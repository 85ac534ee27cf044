//! Rows of one ticket and one table, on their way to a file.

use crate::analysis::value::Seconds;
use crate::model::{Text, Timestamp};
use std::borrow::Borrow;

/// The value of a row in a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell {
    /// There is none.
    Missing,
    /// True or false.
    Truth(bool),
    /// A whole number.
    Whole(i64),
    /// A number with a fraction.
    Number(f64),
    /// A moment, in microseconds of the epoch.
    Moment(i64),
    /// So many bytes of the text of the rows, behind those of the cells before.
    Text(usize),
    /// Which ticket of the export; known only to who puts the tickets in their order.
    TicketRow,
}

/// Rows, cell after cell.
#[derive(Debug, Default)]
pub struct Rows {
    ticket_id: Option<i64>,
    /// The cells, row after row; each row has one for each column of its table.
    pub cells: Vec<Cell>,
    /// What the cells of text say, one behind the other.
    pub text: String,
    /// How many rows there are.
    pub count: usize,
}

impl Rows {
    /// Begins the rows of a ticket.
    pub(super) fn of_ticket(ticket_id: Option<i64>) -> Self {
        Self { ticket_id, ..Self::default() }
    }

    /// Begins a row, with what all tables have.
    pub(super) fn begin(&mut self) {
        self.count = self.count.saturating_add(1);
        self.cells.push(Cell::TicketRow);
        self.whole(self.ticket_id);
    }

    pub(super) fn truth(&mut self, value: Option<bool>) {
        self.cells.push(value.map_or(Cell::Missing, Cell::Truth));
    }

    pub(super) fn whole(&mut self, value: Option<i64>) {
        self.cells.push(value.map_or(Cell::Missing, Cell::Whole));
    }

    pub(super) fn number(&mut self, value: Option<f64>) {
        self.cells.push(value.map_or(Cell::Missing, Cell::Number));
    }

    pub(super) fn seconds(&mut self, value: Option<Seconds>) {
        self.number(value.map(Seconds::nearest));
    }

    pub(super) fn moment(&mut self, value: Option<Timestamp>) {
        let value = value.map(|at| at.utc().timestamp_micros());
        self.cells.push(value.map_or(Cell::Missing, Cell::Moment));
    }

    pub(super) fn text<'t>(&mut self, value: Option<impl Borrow<Text<'t>>>) {
        self.cells.push(value.map_or(Cell::Missing, |text| {
            let text = text.borrow().as_str();
            self.text.push_str(text);
            Cell::Text(text.len())
        }));
    }
}
