//! What must hold for the registry, and values that are easily got wrong.

use super::{ALL, Cell, TicketRows};
use crate::analysis::sample::{closed, given, says, with_story};
use std::collections::BTreeSet;

/// Returns the value of a column in the first row of a table, as it would be printed.
fn first(rows: &TicketRows, table: &str, column: &str) -> String {
    let index = ALL.iter().position(|known| known.name == table).unwrap();
    let columns = ALL[index].columns.iter();
    let wanted = columns.clone().position(|known| known.name == column).unwrap();
    let rows = &rows.tables[index];
    let length = |cell: &Cell| if let Cell::Text(length) = cell { *length } else { 0 };
    let start = rows.cells[..wanted].iter().map(length).sum();
    match rows.cells[wanted] {
        Cell::Missing => "missing".to_owned(),
        Cell::Truth(value) => value.to_string(),
        Cell::Whole(value) | Cell::Moment(value) => value.to_string(),
        Cell::Number(value) => value.to_string(),
        Cell::Text(length) => {
            rows.text.get(start..).and_then(|text| text.get(..length)).unwrap().to_owned()
        }
        Cell::TicketRow => "row".to_owned(),
    }
}

#[test]
fn every_column_has_a_name_of_its_own_and_is_explained() {
    let mut tables = BTreeSet::new();
    for table in ALL {
        assert!(tables.insert(table.name), "{}", table.name);
        assert!(table.about.ends_with('.'), "{}: {}", table.name, table.about);
        let mut columns = BTreeSet::new();
        for column in table.columns {
            let name = format!("{}.{}", table.name, column.name);
            assert!(columns.insert(column.name), "{name} twice");
            assert!(column.about.ends_with('.') && !column.from.is_empty(), "{name}");
            assert!(!column.about.contains("  "), "{name}: {}", column.about);
            let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            assert!(column.name.chars().all(is_plain), "{name}");
        }
        assert!(table.columns.len() > 3 && table.columns[0].name == "ticket_row", "{}", table.name);
    }
}

#[test]
fn recounted_and_reported_values_are_told_apart_by_name() {
    let metrics = ALL.iter().find(|table| table.name == "metrics").unwrap();
    for column in metrics.columns.iter().skip(3) {
        let says = [column.name.contains("recounted"), column.name.contains("reported")];
        assert_eq!(says.iter().filter(|says| **says).count(), 1, "{}", column.name);
        assert_eq!(
            column.name.contains("recounted"),
            column.from == "transactions",
            "{}",
            column.name
        );
    }
}

#[test]
fn what_goes_on_has_no_length_and_what_never_was_neither() {
    let transactions = [says(1, 1, "00:10"), given(2, "b", "", "01:00")];
    with_story("Open", &transactions, |story| {
        let rows = TicketRows::of(story);
        let value = |column| first(&rows, "metrics", column);
        assert_eq!(value("queue_recounted_s"), "missing");
        assert_eq!(value("queue_recounted_goes_on"), "true");
        assert_eq!(value("first_response_recounted_s"), "missing");
        assert_eq!(value("first_response_recounted_goes_on"), "true");
        assert_eq!(value("agent_messages_recounted"), "0");
        assert_eq!(value("agent_messages_reported"), "missing");
    });
}

#[test]
fn spans_are_recounted_as_statistics_do() {
    let transactions = [
        says(1, 1, "00:10"),
        given(2, "b", "", "01:00"),
        given(3, "a", "a", "03:00"),
        says(4, 3, "05:00"),
        closed(5, "06:00"),
    ];
    with_story("Closed", &transactions, |story| {
        let rows = TicketRows::of(story);
        let value = |column| first(&rows, "metrics", column);
        assert_eq!(value("queue_recounted_s"), "120");
        assert_eq!(value("taken_to_reply_recounted_s"), "120");
        assert_eq!(value("first_response_recounted_s"), "240");
        assert_eq!(value("duration_recounted_s"), "360");
        assert_eq!(value("agent_recounted_name"), "Ann");
        assert_eq!(value("has_transactions"), "true");
        assert_eq!(first(&rows, "tickets", "opened_at"), "1704103200000000");
        assert_eq!(rows.month.map(|month| (month.year, month.month)), Some((2024, 1)));
    });
}
