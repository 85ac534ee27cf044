//! The values of one column, until they are written.

use crate::analysis::tables::{Cell, Column, Kind};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::Result;
use parquet::file::writer::SerializedColumnWriter;
use std::mem;

/// The values of a column: those that are there, and which rows have one.
#[derive(Debug)]
pub(super) struct Values {
    given: Given,
    /// For each row 1 if it has a value, else 0; nothing for a column in which none is missing.
    levels: Option<Vec<i16>>,
}

#[derive(Debug)]
enum Given {
    Truths(Vec<bool>),
    Whole(Vec<i64>),
    Numbers(Vec<f64>),
    /// The text of all, and where each ends.
    Texts(Vec<u8>, Vec<usize>),
}

impl Values {
    pub(super) fn of(column: &Column) -> Self {
        let given = match column.kind {
            Kind::Text => Given::Texts(Vec::new(), Vec::new()),
            Kind::Whole | Kind::Moment => Given::Whole(Vec::new()),
            Kind::Number => Given::Numbers(Vec::new()),
            Kind::Truth => Given::Truths(Vec::new()),
        };
        Self { given, levels: column.nullable.then(Vec::new) }
    }

    /// Adds the value of the next row; `text` is where its text begins. Returns how many bytes of
    /// that are its own.
    pub(super) fn add(&mut self, cell: Cell, text: &str, ticket_row: i64) -> usize {
        let mut taken = 0;
        let is_given = match (&mut self.given, cell) {
            (Given::Truths(values), Cell::Truth(value)) => {
                values.push(value);
                true
            }
            (Given::Whole(values), Cell::Whole(value) | Cell::Moment(value)) => {
                values.push(value);
                true
            }
            (Given::Whole(values), Cell::TicketRow) => {
                values.push(ticket_row);
                true
            }
            (Given::Numbers(values), Cell::Number(value)) => {
                values.push(value);
                true
            }
            (Given::Texts(bytes, ends), Cell::Text(length)) => {
                bytes.extend_from_slice(text.as_bytes().get(..length).unwrap_or_default());
                ends.push(bytes.len());
                taken = length;
                true
            }
            // The macro that declares the columns makes no cell of another kind.
            _ => false,
        };
        if let Some(levels) = &mut self.levels {
            levels.push(i16::from(is_given));
        }
        taken
    }

    /// Returns how much memory it holds.
    pub(super) fn bytes(&self) -> usize {
        let given = match &self.given {
            Given::Truths(values) => values.capacity(),
            Given::Whole(values) => values.capacity() * size_of::<i64>(),
            Given::Numbers(values) => values.capacity() * size_of::<f64>(),
            Given::Texts(bytes, ends) => bytes.capacity() + ends.capacity() * size_of::<usize>(),
        };
        let levels = self.levels.as_ref().map_or(0, Vec::capacity) * size_of::<i16>();
        given + levels + size_of::<Self>()
    }

    /// Writes the column.
    pub(super) fn write(self, mut column: SerializedColumnWriter<'_>) -> Result<()> {
        let levels = self.levels.as_deref();
        match self.given {
            Given::Truths(values) => {
                column.typed::<BoolType>().write_batch(&values, levels, None)?;
            }
            Given::Whole(values) => {
                column.typed::<Int64Type>().write_batch(&values, levels, None)?;
            }
            Given::Numbers(values) => {
                column.typed::<DoubleType>().write_batch(&values, levels, None)?;
            }
            Given::Texts(bytes, ends) => {
                let all = ByteArray::from(bytes);
                let mut start = 0;
                let values: Vec<_> = ends
                    .into_iter()
                    .map(|end| {
                        let begin = mem::replace(&mut start, end);
                        all.slice(begin, end - begin)
                    })
                    .collect();
                column.typed::<ByteArrayType>().write_batch(&values, levels, None)?;
            }
        }
        column.close()
    }
}
