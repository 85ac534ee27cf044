//! Long tables.

use super::line::Line;
use super::table::{Cell, Column};
use crate::model::Zone;
use serde::Serialize;

/// A table that is too long to be held at once: data for programs and cells for people, row by row.
pub trait Sheet {
    /// What a row is made of.
    type Row;

    /// A row as data.
    type Data<'a>: Serialize
    where
        Self: 'a;

    /// Describes the columns, each with its title.
    fn columns(&self, zone: Zone) -> Vec<(Line, Column)>;

    /// Says a row to a person, on the clock and the calendar of a zone: a cell for each column.
    fn cells(&self, row: &Self::Row, zone: Zone) -> Vec<Cell>;

    /// Says what short titles and signs mean, of the columns that are shown: positions in `columns`.
    fn legend(&self, shown: &[usize]) -> Line;

    /// Lists the fields of a row as data.
    fn fields(&self) -> Vec<String>;

    /// Lists the columns of the flat form, in which an object is several columns.
    fn header(&self) -> Vec<String>;

    /// Returns a row as data.
    fn data<'a>(&'a self, row: &'a Self::Row) -> Self::Data<'a>;
}
