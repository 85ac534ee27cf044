//! Rows of one table and month that wait to be written together.

use super::values::Values;
use crate::analysis::tables::{ALL, Rows};
use parquet::errors::Result;
use parquet::file::writer::SerializedFileWriter;
use std::io::Write;

/// Rows that wait, column by column.
#[derive(Debug)]
pub(super) struct Chunk {
    columns: Vec<Values>,
    rows: u64,
    bytes: usize,
}

impl Chunk {
    /// Begins a chunk of a table.
    pub(super) fn of(table: usize) -> Self {
        let columns = ALL.get(table).map_or(&[][..], |table| table.columns);
        let mut chunk =
            Self { columns: columns.iter().map(Values::of).collect(), rows: 0, bytes: 0 };
        chunk.bytes = chunk.weigh();
        chunk
    }

    /// Adds the rows of a ticket.
    pub(super) fn add(&mut self, rows: &Rows, ticket_row: u64) {
        let ticket_row = i64::try_from(ticket_row).unwrap_or(i64::MAX);
        let mut text = rows.text.as_str();
        let width = self.columns.len().max(1);
        for row in rows.cells.chunks(width) {
            for (column, cell) in self.columns.iter_mut().zip(row) {
                let taken = column.add(*cell, text, ticket_row);
                text = text.get(taken..).unwrap_or_default();
            }
            self.rows += 1;
        }
        self.bytes = self.weigh();
    }

    /// Returns how much memory it holds.
    pub(super) const fn bytes(&self) -> usize {
        self.bytes
    }

    /// Returns how many rows are in it.
    pub(super) const fn rows(&self) -> u64 {
        self.rows
    }

    fn weigh(&self) -> usize {
        self.columns.iter().map(Values::bytes).sum::<usize>() + size_of::<Self>()
    }

    /// Writes it as a row group.
    pub(super) fn write<W: Write + Send>(self, file: &mut SerializedFileWriter<W>) -> Result<()> {
        let mut group = file.next_row_group()?;
        for values in self.columns {
            if let Some(column) = group.next_column()? {
                values.write(column)?;
            }
        }
        group.close()?;
        Ok(())
    }
}
