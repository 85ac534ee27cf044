//! The pages of an export: what was written, and what the columns mean.

use super::words::number;
use crate::analysis::tables::{AllLost, Column as Described, Manifest, TableFiles, Tables};
use crate::model::Zone;
use crate::page::{Block, Cell, Column, Line, Mark, Marked, Page, Report, Table};
use serde::Serialize;

impl Report for Manifest {
    const HEADER: &'static [&'static str] = Self::HEADER;

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        Self::rows(self)
    }

    fn page(&self, _: Zone) -> Page {
        let mut page = Page::default();
        let plural = if self.tickets == 1 { "" } else { "s" };
        let line = Line::new().heading(format!("{} ticket{plural} exported", great(self.tickets)));
        let aside = Line::new().muted(self.schema);
        page.push(Block::Title { line, aside, below: Vec::new() });
        let row = |table: &TableFiles| -> Vec<Cell> {
            let bytes = table.files.iter().map(|file| file.bytes).sum();
            vec![
                table.name.into(),
                great(table.rows).into(),
                number(table.files.len()).into(),
                size(bytes).into(),
                row_of(table.about).into(),
            ]
        };
        page.push(Block::Table(Table {
            heading: None,
            columns: vec![
                Column::words("TABLE"),
                Column::numbers("ROWS"),
                Column::numbers("FILES"),
                Column::numbers("SIZE"),
                Column::prose("A ROW FOR EACH").spare(),
            ],
            rows: self.tables.iter().map(row).collect(),
        }));
        page.push(Block::Remarks(self.lost.remarks()));
        page
    }
}

impl AllLost {
    fn remarks(&self) -> Vec<Marked> {
        let within = self.within;
        let lost = [
            (
                self.unread,
                "part of the input could not be read, or is no ticket",
                "parts of the input could not be read, or are no tickets",
            ),
            (
                wide(within.unreadable_values),
                "value is of a wrong type or form, and missing in its column",
                "values are of a wrong type or form, and missing in their columns",
            ),
            (
                wide(within.unknown_keys),
                "value stands under a key that no table has a column for",
                "values stand under keys that no table has a column for",
            ),
            (
                wide(within.repeated_transactions),
                "transaction stands twice in its ticket, and is written once",
                "transactions stand twice in their tickets, and are written once",
            ),
        ];
        let lost = lost.into_iter().filter(|(count, ..)| *count > 0);
        let lost = lost.map(|(count, one, many)| {
            let what = if count == 1 { one } else { many };
            Marked::new(Mark::Caution, Line::new().own(format!("{} {what}", great(count))))
        });
        let plain = Marked::plain(Line::new().muted(
            "Copies of a ticket are all there; ticket_row tells them apart. What the columns mean: \
             ticketctl export --tables, and manifest.json.",
        ));
        lost.chain([plain]).collect()
    }
}

impl Report for Tables {
    const HEADER: &'static [&'static str] = Self::HEADER;

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        Self::rows(self)
    }

    fn page(&self, _: Zone) -> Page {
        let mut page = Page::default();
        let line = Line::new().heading("Tables of an export");
        let aside = Line::new().muted(self.schema);
        let below = Line::new().own(format!(
            "Every table is in folders named {}=…: {}",
            self.partition.name, self.partition.about
        ));
        page.push(Block::Title { line, aside, below: vec![below] });
        let row = |column: &Described| -> Vec<Cell> {
            vec![
                column.name.into(),
                Line::new().muted(column.kind.name()).into(),
                column.about.into(),
                Line::new().muted(column.from).into(),
            ]
        };
        for table in self.tables {
            page.push(Block::Table(Table {
                heading: Some(Line::new().heading(table.name).own("  ").own(table.about)),
                columns: vec![
                    Column::words("COLUMN"),
                    Column::words("TYPE"),
                    Column::prose("MEANING"),
                    Column::prose("GOT FROM").spare(),
                ],
                rows: table.columns.iter().map(row).collect(),
            }));
        }
        let left_out = self.left_out.iter().map(|what| Marked::plain(Line::new().muted(*what)));
        let title = Marked::plain(Line::from("In no table:"));
        page.push(Block::Remarks([title].into_iter().chain(left_out).collect()));
        page
    }
}

/// Takes of what is said about a table what a row of it is.
fn row_of(about: &'static str) -> &'static str {
    let each = about.strip_prefix("A row for each ").unwrap_or(about);
    each.split([';', '.']).next().unwrap_or(each)
}

fn great(count: u64) -> String {
    number(usize::try_from(count).unwrap_or(usize::MAX))
}

fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Says how large something is: `912 B`, `14.2 kB`, `3.1 MB`.
fn size(bytes: u64) -> String {
    let mut unit = 1_u64;
    let mut name = "B";
    for next in ["kB", "MB", "GB", "TB"] {
        if bytes / unit < 1000 {
            break;
        }
        unit = unit.saturating_mul(1000);
        name = next;
    }
    if unit == 1 {
        return format!("{bytes} B");
    }
    let tenths = bytes / (unit / 10);
    format!("{}.{} {name}", tenths / 10, tenths % 10)
}
