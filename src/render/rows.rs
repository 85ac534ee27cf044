//! Long tables, printed row by row.
//!
//! Rows are laid out in blocks, so that memory holds one block however long the table is. The first
//! block decides which columns are shown; later ones may widen them, where there is room.

use super::strip::Strip;
use super::table::{GAP, SMALL_BAR, concede, notes, titles};
use super::{Format, Settings, json, shares, text};
use crate::page::{Cell, Column, ColumnKind, Line, Sheet};
use std::io::{self, Write};

/// So many rows are laid out together.
const BLOCK: usize = 1000;

/// What gives first, and how far, when room is short: a row stays one line.
const CONCESSIONS: [(&[ColumnKind], usize); 5] = [
    (&[ColumnKind::Prose, ColumnKind::Excerpt], 40),
    (&[ColumnKind::Bar], 8),
    (&[ColumnKind::Prose, ColumnKind::Excerpt], 24),
    (&[ColumnKind::Words], 12),
    (&[ColumnKind::Prose, ColumnKind::Excerpt], 16),
];

/// What gives once there is nothing left that could be spared.
const LAST_CONCESSIONS: [(&[ColumnKind], usize); 2] =
    [(&[ColumnKind::Words], 8), (&[ColumnKind::Prose, ColumnKind::Excerpt], 8)];

/// Where nothing is cut, the columns behind a cell that is wider than this have to move.
const WIDEST: usize = 60;

/// Prints the rows of a long table one after the other, and keeps no more than a block of them.
#[derive(Debug)]
pub struct Rows<'s, S, W> {
    sheet: &'s S,
    settings: Settings,
    state: State,
    out: W,
}

#[derive(Debug)]
enum State {
    Table(Table),
    Array(json::Array),
    Lines,
}

/// What a table must remember between two blocks.
#[derive(Debug)]
struct Table {
    columns: Vec<(Line, Column)>,
    has_titles: bool,
    waiting: Vec<Vec<Cell>>,
    layout: Option<Layout>,
}

/// Which columns are shown, and how wide they are.
#[derive(Debug)]
struct Layout {
    natural: Vec<usize>,
    shown: Vec<(usize, usize)>,
    dropped: Vec<usize>,
    cuts: bool,
}

impl<'s, S: Sheet, W: Write> Rows<'s, S, W> {
    /// Starts the output.
    ///
    /// # Errors
    ///
    /// Fails if the output cannot be written.
    pub fn new(
        settings: &Settings,
        sheet: &'s S,
        has_titles: bool,
        mut out: W,
    ) -> io::Result<Self> {
        let state = match settings.format {
            Format::Table => {
                let (columns, waiting) = (sheet.columns(), Vec::new());
                State::Table(Table { columns, has_titles, waiting, layout: None })
            }
            Format::Json => State::Array(json::Array::open(&mut out)?),
            Format::Jsonl | Format::Ids | Format::Raw => State::Lines,
        };
        Ok(Self { sheet, settings: settings.clone(), state, out })
    }

    /// Prints a row.
    ///
    /// # Errors
    ///
    /// Fails if the output cannot be written.
    pub fn print(&mut self, row: &S::Row) -> io::Result<()> {
        match &mut self.state {
            State::Table(table) => {
                table.waiting.push(self.sheet.cells(row));
                if table.waiting.len() < BLOCK {
                    return Ok(());
                }
                table.write(&self.settings, &mut self.out)
            }
            State::Array(array) => {
                let mut element = Vec::new();
                json::write_element(&mut element, &self.sheet.data(row))?;
                array.write(&mut self.out, &element)
            }
            State::Lines => json::write_line(&mut self.out, &self.sheet.data(row)),
        }
    }

    /// Prints a number on a line.
    ///
    /// # Errors
    ///
    /// Fails if the output cannot be written.
    pub fn number(&mut self, number: i64) -> io::Result<()> {
        writeln!(self.out, "{number}")
    }

    /// Prints a JSON text on a line: as it was, but for white space between its parts, and for
    /// characters that a terminal would obey, which are written as escapes.
    ///
    /// # Errors
    ///
    /// Fails if the output cannot be written.
    pub fn raw(&mut self, text: &str) -> io::Result<()> {
        json::write_raw(&mut self.out, text)
    }

    /// Sends on what has been printed so far.
    ///
    /// # Errors
    ///
    /// Fails if the output cannot be written.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Ends the output; for people with a few lines below the table, the first of which goes on with
    /// what the titles mean.
    ///
    /// # Errors
    ///
    /// Fails if the output cannot be written.
    pub fn finish(mut self, below: Vec<Line>) -> io::Result<()> {
        match self.state {
            State::Table(mut table) => {
                table.write(&self.settings, &mut self.out)?;
                if table.has_titles {
                    let shown = table.layout.iter().flat_map(|layout| &layout.shown);
                    let shown: Vec<_> = shown.map(|(index, _)| *index).collect();
                    let mut below = below;
                    if let Some(first) = below.first_mut().filter(|_| !shown.is_empty()) {
                        *first = std::mem::take(first).then(self.sheet.legend(&shown));
                    }
                    table.write_below(&below, &self.settings, &mut self.out)?;
                }
            }
            State::Array(array) => array.close(&mut self.out)?,
            State::Lines => {}
        }
        self.out.flush()
    }
}

impl Table {
    /// Writes the rows that wait, the first time below their titles.
    fn write(&mut self, settings: &Settings, out: &mut impl Write) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let is_first = self.layout.is_none();
        let layout = self.layout.take();
        let mut layout = Layout::of(&self.columns, &self.waiting, layout, settings);
        if is_first && self.has_titles {
            let cells: Vec<Cell> =
                self.columns.iter().map(|(title, _)| title.clone().into()).collect();
            let line = layout.row(&self.columns, &cells, settings).text();
            text::write_row(titles(&line, 0, settings), settings, out)?;
        }
        for cells in std::mem::take(&mut self.waiting) {
            text::write_row(layout.row(&self.columns, &cells, settings), settings, out)?;
        }
        out.flush()?;
        self.layout = Some(layout);
        Ok(())
    }

    fn write_below(
        &self,
        below: &[Line],
        settings: &Settings,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let titles =
            |index: &usize| self.columns.get(*index).map(|(title, _)| Strip::cell(title).text());
        let mut strips: Vec<Strip<'_>> = Vec::new();
        if let Some(layout) = &self.layout {
            let dropped: Vec<_> = layout.dropped.iter().filter_map(titles).collect();
            let dropped: Vec<_> = dropped.iter().map(String::as_str).collect();
            strips.push(Strip::new());
            strips.extend(notes(&dropped, layout.cuts, layout.natural()));
        }
        strips.extend(below.iter().map(Strip::cell));
        for strip in strips {
            for row in strip.wrap(settings.width.text()) {
                text::write_row(row, settings, out)?;
            }
        }
        Ok(())
    }
}

impl Layout {
    fn of(
        columns: &[(Line, Column)],
        rows: &[Vec<Cell>],
        before: Option<Self>,
        settings: &Settings,
    ) -> Self {
        let natural = columns.iter().enumerate().map(|(index, (title, _))| {
            let cells = rows.iter().filter_map(|row| row.get(index)).map(natural);
            let before = before.as_ref().and_then(|before| before.natural.get(index).copied());
            cells.chain(before).chain([Strip::cell(title).width()]).max().unwrap_or_default()
        });
        let natural: Vec<_> = natural.collect();
        let (shown, cuts) = match before {
            Some(before) => {
                let index = before.shown.iter().map(|(index, _)| *index).collect();
                (Some((index, before.dropped)), before.cuts)
            }
            None => (None, false),
        };
        let mut layout = Self { natural, shown: Vec::new(), dropped: Vec::new(), cuts };
        layout.fit(columns, shown, settings);
        layout
    }

    /// Decides which columns are shown, unless that is decided, and how wide each is.
    fn fit(
        &mut self,
        columns: &[(Line, Column)],
        decided: Option<(Vec<usize>, Vec<usize>)>,
        settings: &Settings,
    ) {
        let room = settings.width.text();
        let kinds = |index: usize| {
            let (title, column) = columns.get(index)?;
            Some((column.kind, Strip::cell(title).width()))
        };
        let is_spare = |index: &usize| columns.get(*index).is_some_and(|(_, column)| column.spare);
        let is_decided = decided.is_some();
        let (mut shown, dropped) =
            decided.unwrap_or_else(|| ((0..columns.len()).collect(), Vec::new()));
        self.dropped = dropped;
        let mut concessions = CONCESSIONS.to_vec();
        loop {
            let wide = |index: &usize| {
                let width = self.natural.get(*index).copied().unwrap_or_default();
                (*index, if settings.width.is_known() { width } else { width.min(WIDEST) })
            };
            let wanted: Vec<_> = shown.iter().map(wide).collect();
            if let Some(fitting) = concede(&kinds, &wanted, room, &concessions) {
                self.shown = fitting;
                return;
            }
            let spare = shown.iter().rposition(is_spare).filter(|_| !is_decided);
            if let Some(spare) = spare {
                // Those of one kind that stand beside each other go together.
                let kind = |index: &usize| columns.get(*index).map(|(_, column)| column.kind);
                let last = shown.get(spare).and_then(kind);
                let before = shown.get(..spare).unwrap_or_default().iter().rev();
                let more = before.take_while(|index| is_spare(index) && kind(index) == last);
                let dropped = shown.drain(spare - more.count()..=spare);
                self.dropped.splice(0..0, dropped);
            } else if concessions.len() == CONCESSIONS.len() {
                concessions.extend(LAST_CONCESSIONS);
            } else if shown.len() > 1 && !is_decided {
                self.dropped.insert(0, shown.remove(Self::least(columns, &shown)));
            } else {
                // It must do.
                self.shown =
                    wanted.into_iter().map(|(index, width)| (index, width.min(room))).collect();
                return;
            }
        }
    }

    /// Returns which of the columns goes first though none can be spared: a name before the text that
    /// it stands beside, else the last one.
    fn least(columns: &[(Line, Column)], shown: &[usize]) -> usize {
        let kind = |index: &usize| columns.get(*index).map(|(_, column)| column.kind);
        match shown {
            [_, _, .., name, text]
                if kind(name) == Some(ColumnKind::Words)
                    && kind(text) == Some(ColumnKind::Excerpt) =>
            {
                shown.len() - 2
            }
            _ => shown.len() - 1,
        }
    }

    fn natural(&self) -> usize {
        let widths: usize = self.natural.iter().sum();
        widths + GAP * self.natural.len().saturating_sub(1)
    }

    /// Draws a row.
    fn row<'a>(
        &mut self,
        columns: &[(Line, Column)],
        cells: &'a [Cell],
        settings: &Settings,
    ) -> Strip<'a> {
        let mut row = Strip::new();
        let mut start = 0;
        for (index, width) in &self.shown {
            let Some((cell, (_, column))) = cells.get(*index).zip(columns.get(*index)) else {
                continue;
            };
            let mut drawn = match cell {
                Cell::Lines(lines) => lines.first().map(Strip::cell).unwrap_or_default(),
                Cell::Shares(parts) => shares::small(parts, *width),
                Cell::Bar { .. } | Cell::Spread { .. } => Strip::new(),
            };
            if settings.width.is_known() && drawn.width() > *width {
                self.cuts = true;
                drawn = drawn.cut(*width).trimmed();
            }
            let before = match column.kind {
                ColumnKind::Numbers => width.saturating_sub(drawn.width()),
                _ => 0,
            };
            if start > 0 {
                // A cell that is too wide has pushed the row.
                row = if row.width() + GAP > start { row.blank(GAP) } else { row.to(start) };
            }
            row = row.blank(before).then(drawn);
            start += width + GAP;
        }
        row
    }
}

fn natural(cell: &Cell) -> usize {
    match cell {
        Cell::Lines(lines) => {
            lines.first().map(|line| Strip::cell(line).width()).unwrap_or_default()
        }
        Cell::Shares(_) | Cell::Bar { .. } | Cell::Spread { .. } => SMALL_BAR,
    }
}
