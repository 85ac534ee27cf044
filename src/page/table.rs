//! Tables.

use super::line::{Line, Role};
use std::borrow::Cow;

/// Rows of cells under column titles.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// What the table is about; stands above it.
    pub heading: Option<Line>,
    /// The columns. If none has a title, there is no header row.
    pub columns: Vec<Column>,
    /// The rows, each with a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The title, in capitals; may be empty.
    pub title: Cow<'static, str>,
    /// What stands in it.
    pub kind: ColumnKind,
    /// Whether it goes first when there is no room for all. The reader is told.
    pub spare: bool,
    /// The scale of a column of spreads: which part has which label. It stands in the title's place.
    pub scale: &'static [(usize, &'static str)],
    /// What is said before a value, if the title is too short for that, or empty; may be empty.
    pub spoken: &'static str,
}

/// What stands in a column, and so what may happen to it when room is short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words and names, to the left.
    Words,
    /// Numbers and times, to the right.
    Numbers,
    /// Sentences, which may be wrapped.
    Prose,
    /// The beginning of a longer text; each line is cut on a terminal, never in a pipe.
    Excerpt,
    /// Bars.
    Bar,
    /// How values spread over a scale.
    Spread,
}

impl Column {
    /// A column of words and names.
    pub fn words(title: impl Into<Cow<'static, str>>) -> Self {
        Self { title: title.into(), kind: ColumnKind::Words, spare: false, scale: &[], spoken: "" }
    }

    /// A column of numbers and times.
    pub fn numbers(title: impl Into<Cow<'static, str>>) -> Self {
        Self {
            title: title.into(),
            kind: ColumnKind::Numbers,
            spare: false,
            scale: &[],
            spoken: "",
        }
    }

    /// A column of sentences.
    pub fn prose(title: impl Into<Cow<'static, str>>) -> Self {
        Self { title: title.into(), kind: ColumnKind::Prose, spare: false, scale: &[], spoken: "" }
    }

    /// A column of beginnings of longer texts.
    pub fn excerpt(title: impl Into<Cow<'static, str>>) -> Self {
        Self {
            title: title.into(),
            kind: ColumnKind::Excerpt,
            spare: false,
            scale: &[],
            spoken: "",
        }
    }

    /// A column of bars.
    pub fn bar(title: impl Into<Cow<'static, str>>) -> Self {
        Self { title: title.into(), kind: ColumnKind::Bar, spare: false, scale: &[], spoken: "" }
    }

    /// A column that says how values spread over one scale, of which some parts have a label.
    pub fn spread(title: &'static str, scale: &'static [(usize, &'static str)]) -> Self {
        Self { title: title.into(), kind: ColumnKind::Spread, spare: false, scale, spoken: "" }
    }

    /// Says what stands before a value where it is heard and not seen.
    #[must_use]
    pub fn spoken(mut self, words: &'static str) -> Self {
        self.spoken = words;
        self
    }

    /// Lets the column go first when there is no room for all.
    #[must_use]
    pub fn spare(mut self) -> Self {
        self.spare = true;
        self
    }
}

/// What stands in one place of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Text: one line, or several below each other.
    Lines(Vec<Line>),
    /// A bar.
    Bar {
        /// Its length as a share of the column, from 0 to 1.
        share: f64,
        /// What it means.
        role: Role,
    },
    /// Shares of a whole as a small bar: whose each part is, and its weight.
    Shares(Vec<(Role, f64)>),
    /// How values spread over the parts of a scale: how many are in each.
    Spread {
        /// How many there are, part by part.
        counts: Vec<usize>,
        /// What they mean.
        role: Role,
    },
}

impl Cell {
    /// A cell with nothing in it.
    pub const fn empty() -> Self {
        Self::Lines(Vec::new())
    }

    /// A cell for a value that is missing: a dash.
    pub fn missing() -> Self {
        Line::new().muted("–").into()
    }
}

impl From<Line> for Cell {
    fn from(line: Line) -> Self {
        Self::Lines(vec![line])
    }
}

impl From<&'static str> for Cell {
    fn from(words: &'static str) -> Self {
        Line::from(words).into()
    }
}

impl From<String> for Cell {
    fn from(words: String) -> Self {
        Line::from(words).into()
    }
}
