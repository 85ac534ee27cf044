//! Tickets as rows of tables: what goes in comes out, whatever stands in the ticket.

use crate::changes::{apply, places};
use crate::fixtures::fixtures;
use crate::mutated::{change, config, fitting, tickets};
use proptest::prelude::*;
use proptest::sample::Index;
use std::fs;
use ticketctl::analysis::Story;
use ticketctl::analysis::tables::{ALL, Cell, Kind, Rows, Table, TicketRows};
use ticketctl::model::Record;

/// Tells whether rows are those of the table: a cell of its kind for each column, and all text told.
fn fits(rows: &Rows, table: &Table) -> Result<(), String> {
    let width = table.columns.len();
    if rows.cells.len() != rows.count * width {
        return Err(format!("{}: {} cells in {} rows", table.name, rows.cells.len(), rows.count));
    }
    let mut text = 0;
    for (index, cell) in rows.cells.iter().enumerate() {
        let column = &table.columns[index % width];
        let is_right = match (cell, column.kind) {
            (Cell::Missing, _) => column.nullable,
            (Cell::Truth(_), Kind::Truth)
            | (Cell::Whole(_) | Cell::TicketRow, Kind::Whole)
            | (Cell::Moment(_), Kind::Moment) => true,
            (Cell::Number(number), Kind::Number) => number.is_finite(),
            (Cell::Text(length), Kind::Text) => {
                text += length;
                true
            }
            _ => false,
        };
        if !is_right {
            return Err(format!("{}.{}: {cell:?}", table.name, column.name));
        }
    }
    (text == rows.text.len()).then_some(()).ok_or_else(|| format!("{}: text left", table.name))
}

/// Takes a ticket apart and holds the rows to what is in it; `None` if it is no ticket.
fn holds(json: &str) -> Result<Option<()>, String> {
    let Some(record) = Record::read(json).map_err(|wrong| wrong.to_string())? else {
        return Ok(None);
    };
    let ticket = &record.ticket;
    let rows = TicketRows::of(&Story::of(&record, &[]));
    for (rows, table) in rows.tables.iter().zip(ALL) {
        fits(rows, table)?;
    }
    let transactions = ticket.transactions.items();
    let files: usize = transactions.iter().map(|one| one.attachments.items().len()).sum();
    let things = [
        ("tickets", 1),
        ("participants", ticket.participants.items().len()),
        ("transactions", transactions.len() - rows.lost.repeated_transactions),
        ("attachments", files),
        ("bot_steps", ticket.bot_steps.items().len()),
        ("parameters", ticket.dynamic_parameters.items().len()),
        ("tags", ticket.tags.items().len()),
        ("metrics", 1),
    ];
    for ((name, things), (rows_out, table)) in things.into_iter().zip(rows.tables.iter().zip(ALL)) {
        assert_eq!(name, table.name);
        // Files of a repeated transaction are there once, like the transaction.
        let is_less = name == "attachments" && rows.lost.repeated_transactions > 0;
        if rows_out.count != things && !(is_less && rows_out.count < things) {
            return Err(format!("{name}: {} rows of {things} things", rows_out.count));
        }
    }
    Ok(Some(()))
}

#[test]
fn rows_out_are_things_in() {
    let mut tried = 0;
    for name in fixtures("tickets") {
        let text = fs::read_to_string(&name).unwrap();
        if serde_json::from_str::<serde_json::Value>(&text).is_ok() {
            tried +=
                usize::from(holds(&text).unwrap_or_else(|why| panic!("{name}: {why}")).is_some());
        }
    }
    assert!(tried >= 20, "{tried} tickets");
    proptest!(config(), |(
        ticket in any::<Index>(),
        changes in prop::collection::vec((any::<Index>(), change()), 1..12),
    )| {
        let tickets = tickets();
        let (name, mut value) = ticket.get(&tickets).clone();
        for (place, change) in &changes {
            let places = places(&value);
            apply(&mut value, place.index(places), &fitting(change, places));
        }
        let input = value.to_string();
        holds(&input).map_err(|wrong| TestCaseError::fail(format!("{name}: {wrong}\n{input}")))?;
    });
}
