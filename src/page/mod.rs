//! The vocabulary between views and formats: what a page says, never how it is drawn.
//!
//! A view turns an answer into a [`Page`]; a format turns a page into bytes. Every block is a
//! meaning (facts, a conversation, a table, lanes on a time axis), so that text, Markdown and HTML
//! can each draw it in their own way. Text from a ticket stays exactly as it is in here; making it
//! safe is the format's part, since only the format knows its target.

mod address;
mod block;
mod line;
mod sheet;
mod table;

pub use crate::model::Zone;
pub use address::Address;
pub use block::{
    Block, Fact, FactBody, Lane, LaneContent, Lanes, Marked, Notice, Part, Shares, Turn,
};
pub use line::{Content, Line, Mark, Role, Span};
pub use sheet::Sheet;
pub use table::{Cell, Column, ColumnKind, Table};

use serde::Serialize;
use std::iter;

/// An answer about a ticket: data for programs, a page for people.
///
/// The `Serialize` form is the JSON output and is stable; the page may change.
pub trait Report: Serialize {
    /// The columns of the flat form, so that it has a header without a row, too; nothing if the
    /// answer has no flat form.
    const HEADER: &'static [&'static str] = &[];

    /// Lists the rows of the flat form. Their values are found by their names: the member `name` of
    /// an object `who` is `who_name`.
    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        iter::empty::<()>()
    }

    /// Says the answer to a person, on the clock and the calendar of a zone.
    fn page(&self, zone: Zone) -> Page;
}

/// What a person reads.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// What the title says, as names and values: for forms that say one thing at a time. Where there
    /// is none, they say the title as it is.
    pub facts: Vec<Fact>,
    /// The parts from top to bottom.
    pub blocks: Vec<Block>,
}

impl Page {
    /// Adds a block at the end.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }
}
