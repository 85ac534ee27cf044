//! Long tables, printed row by row.
//!
//! Rows are laid out in blocks, so that memory holds one block however long the table is. The first
//! block decides which columns are shown; later ones may widen them, where there is room.

mod layout;

use super::fields::Picked;
use super::flat::Flat;
use super::strip::Strip;
use super::table::{notes, titles};
use super::{Format, Settings, json, markdown, plain, text};
use crate::page::{Cell, Column, Line, Sheet, Span};
use layout::Layout;
use std::io::{self, Write};

/// So many rows are laid out together, unless their texts are long.
const BLOCK: usize = 1000;

/// So many bytes may wait.
const LARGEST: usize = 1 << 20;

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
    /// The columns whose titles stand before each value.
    Said(Vec<(Line, Column)>),
    /// The columns of a table with pipes.
    Pipes(Vec<(Line, Column)>),
    Array(json::Array),
    Flat(Flat),
    Lines,
}

/// What a table must remember between two blocks.
#[derive(Debug)]
struct Table {
    columns: Vec<(Line, Column)>,
    has_titles: bool,
    waiting: Vec<Vec<Cell>>,
    /// How many bytes they take, about.
    bytes: usize,
    layout: Option<Layout>,
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
            Format::Table if settings.is_plain => State::Said(sheet.columns(settings.zone)),
            Format::Table => {
                let (columns, waiting) = (sheet.columns(settings.zone), Vec::new());
                State::Table(Table { columns, has_titles, waiting, bytes: 0, layout: None })
            }
            Format::Md => {
                let columns = sheet.columns(settings.zone);
                markdown::write_titles(&columns, &mut out)?;
                State::Pipes(columns)
            }
            Format::Json => State::Array(json::Array::open(&mut out)?),
            Format::Csv | Format::Tsv => {
                let flat = Flat::new(sheet.header(), settings);
                let mut header = Vec::new();
                if has_titles {
                    flat.write_header(&mut header)?;
                }
                out.write_all(&header)?;
                State::Flat(flat)
            }
            Format::Jsonl | Format::Html | Format::Ids | Format::Raw => State::Lines,
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
                let cells = self.sheet.cells(row, self.settings.zone);
                table.bytes = table.bytes.saturating_add(cells.iter().map(bytes).sum());
                table.waiting.push(cells);
                if table.waiting.len() < BLOCK && table.bytes < LARGEST {
                    return Ok(());
                }
                table.write(&self.settings, &mut self.out)
            }
            State::Said(columns) => plain::write_row(
                columns,
                &self.sheet.cells(row, self.settings.zone),
                &self.settings,
                &mut self.out,
            ),
            State::Pipes(columns) => markdown::write_row(
                columns,
                &self.sheet.cells(row, self.settings.zone),
                &mut self.out,
            ),
            State::Array(array) => {
                let data = self.sheet.data(row);
                let mut element = Vec::new();
                json::write_element(&mut element, &Picked::of(&data, &self.settings.fields)?)?;
                array.write(&mut self.out, &element)
            }
            State::Flat(flat) => {
                let mut line = Vec::new();
                flat.write_rows(std::iter::once(self.sheet.data(row)), &mut line)?;
                self.out.write_all(&line)
            }
            State::Lines => {
                let data = self.sheet.data(row);
                json::write_line(&mut self.out, &Picked::of(&data, &self.settings.fields)?)
            }
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
            State::Said(_) => plain::write_lines(&below, &self.settings, &mut self.out)?,
            State::Pipes(columns) => {
                let mut below = below;
                let all: Vec<_> = (0..columns.len()).collect();
                if let Some(first) = below.first_mut() {
                    *first = std::mem::take(first).then(self.sheet.legend(&all));
                }
                markdown::write_lines(&below, &mut self.out)?;
            }
            State::Array(array) => array.close(&mut self.out)?,
            State::Flat(_) | State::Lines => {}
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
        self.bytes = 0;
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
        let titles = |index: &usize| {
            self.columns.get(*index).map(|(title, _)| settings.signs.cell(title).text())
        };
        let mut strips: Vec<Strip<'_>> = Vec::new();
        if let Some(layout) = &self.layout {
            let dropped: Vec<_> = layout.dropped.iter().filter_map(titles).collect();
            let dropped: Vec<_> = dropped.iter().map(String::as_str).collect();
            strips.push(Strip::new());
            strips.extend(notes(&dropped, layout.cuts, layout.natural(), settings.signs));
        }
        strips.extend(below.iter().map(|line| settings.signs.cell(line)));
        for strip in strips {
            for row in strip.wrap(settings.width.text()) {
                text::write_row(row, settings, out)?;
            }
        }
        Ok(())
    }
}

/// Returns how many bytes the texts of a cell take, about.
fn bytes(cell: &Cell) -> usize {
    let Cell::Lines(lines) = cell else { return 0 };
    let spans = lines.iter().flat_map(|line| &line.0);
    spans.map(|span| span.content.as_str().len().saturating_add(size_of::<Span>())).sum()
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Rows};
    use crate::page::{Cell, Column, Line, Sheet, Zone};
    use crate::render::{Format, Settings, Theme, Width};
    use unicode_width::UnicodeWidthStr;

    /// A name and a text a row.
    struct Names;

    impl Sheet for Names {
        type Row = (String, &'static str);
        type Data<'a> = &'a str;

        fn columns(&self, _: Zone) -> Vec<(Line, Column)> {
            vec![("NAME".into(), Column::words("")), ("TEXT".into(), Column::excerpt(""))]
        }

        fn cells(&self, (name, text): &Self::Row, _: Zone) -> Vec<Cell> {
            vec![name.clone().into(), (*text).into()]
        }

        fn legend(&self, _: &[usize]) -> Line {
            " End.".into()
        }

        fn fields(&self) -> Vec<String> {
            Vec::new()
        }

        fn header(&self) -> Vec<String> {
            Vec::new()
        }

        fn data<'a>(&'a self, row: &'a Self::Row) -> &'a str {
            &row.0
        }
    }

    /// Prints two blocks, of which the second has the longer names.
    fn printed(width: Width) -> Vec<String> {
        let format = Format::Table;
        let settings = Settings::new(format, Theme::plain(), width, false);
        let mut out = Vec::new();
        let mut rows = Rows::new(&settings, &Names, true, &mut out).unwrap();
        for number in 0..BLOCK + 2 {
            let name = if number < BLOCK { "Ann" } else { "Annabella von Tal" };
            rows.print(&(name.to_owned(), "a text of some words")).unwrap();
        }
        rows.finish(vec!["All.".into()]).unwrap();
        String::from_utf8(out).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn blocks_are_one_table() {
        let lines = printed(Width::UNKNOWN);
        assert_eq!(lines[..2], ["NAME  TEXT", "Ann   a text of some words"]);
        assert_eq!(lines[BLOCK + 1], "Annabella von Tal  a text of some words");
        assert_eq!(lines[BLOCK + 3..], ["", "All. End."]);
        assert_eq!(lines.iter().filter(|line| line.contains("TEXT")).count(), 1);
    }

    #[test]
    fn a_later_block_is_fitted_too() {
        let lines = printed(Width::columns(30));
        assert!(lines.iter().all(|line| line.width() <= 30), "{lines:?}");
        assert_eq!(lines[1], "Ann   a text of some words");
        assert_eq!(lines[BLOCK + 1], "Annabella v…  a text of some…");
        assert!(lines.iter().any(|line| line.starts_with("Cut to fit")), "{lines:?}");
    }
}
