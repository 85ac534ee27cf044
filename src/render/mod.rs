//! Pages to bytes: the formats, and what they need to know about the surroundings.
//!
//! Adding a format: one file, one variant of [`Format`], one arm wherever the compiler asks.

mod blanks;
mod canvas;
mod characters;
mod facts;
mod fields;
mod flat;
mod html;
mod isolate;
mod json;
mod lanes;
mod link;
mod markdown;
mod notices;
mod plain;
mod printable;
mod rows;
mod shares;
mod signs;
mod strip;
mod table;
mod talk;
mod text;
mod texts;
mod theme;
mod whole_lines;
mod width;
mod wrap;

pub use fields::fields;
pub use printable::{Printable, Run};
pub use rows::Rows;
pub use signs::Signs;
pub use texts::Texts;
pub use theme::Theme;
pub use whole_lines::WholeLines;
pub use width::Width;

use crate::page::{Line, Page, Report, Role, Zone};
use fields::Picked;
use flat::Flat;
use serde::Serialize;
use std::io::{self, Write};

/// A form in which answers are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// A page for people
    #[default]
    Table,
    /// One JSON array
    Json,
    /// One JSON object a line
    Jsonl,
    /// Rows with a header, set apart by commas
    Csv,
    /// Rows with a header, set apart by tabs
    Tsv,
    /// Markdown, as GitHub reads it
    Md,
    /// A page for a browser, in one file
    Html,
    /// The numbers of the tickets, one a line
    Ids,
    /// The tickets as they were, one a line
    Raw,
}

impl Format {
    /// Tells whether it is rows of cells for programs.
    pub const fn is_flat(self) -> bool {
        matches!(self, Self::Csv | Self::Tsv)
    }

    /// Tells whether it is JSON of the answer.
    pub const fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl)
    }
}

/// What a format needs to know about where its output goes.
#[expect(clippy::struct_excessive_bools, reason = "each is decided by itself")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The form of the answer.
    pub format: Format,
    /// The colours.
    pub theme: Theme,
    /// The alphabet of drawings, which pages for people are made with.
    pub signs: Signs,
    /// Whether pages for people are said, one fact a line, and not drawn.
    pub is_plain: bool,
    /// How much room there is.
    pub width: Width,
    /// Whether a terminal shows it: only there right-to-left text is kept to its place by
    /// invisible marks, which have no business in files.
    pub terminal: bool,
    /// Whether addresses are links where a terminal shows them.
    pub links: bool,
    /// The fields or columns that are wanted, in their order; all if none is named.
    pub fields: Vec<String>,
    /// On whose clock and calendar times are told to people.
    pub zone: Zone,
    /// Whether text in rows for programs is left as it is: formulas are not guarded.
    pub is_raw: bool,
}

/// An answer in its form, without what stands between answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    bytes: Vec<u8>,
    /// What a document that begins with it is called.
    title: String,
}

impl Settings {
    /// Settings for whole answers, whose text is made safe.
    pub const fn new(format: Format, theme: Theme, width: Width, terminal: bool) -> Self {
        Self {
            format,
            theme,
            signs: Signs::DRAWN,
            is_plain: false,
            width,
            terminal,
            links: false,
            fields: Vec::new(),
            zone: Zone::Utc,
            is_raw: false,
        }
    }

    /// Gives an answer its form.
    ///
    /// # Errors
    ///
    /// Fails if the answer cannot be told in that form.
    pub fn render<R: Report>(&self, report: &R) -> io::Result<Rendered> {
        let mut out = Vec::new();
        let mut title = String::new();
        match self.format {
            Format::Html => {
                let page = report.page(self.zone);
                title = html::title(&page);
                html::write_page(&page, &mut out)?;
            }
            Format::Table if self.is_plain => {
                plain::write_page(&report.page(self.zone), self, &mut out)?;
            }
            Format::Table => text::write_page(&report.page(self.zone), self, &mut out)?,
            Format::Md => markdown::write_page(&report.page(self.zone), &mut out)?,
            Format::Json => json::write_element(&mut out, &Picked::of(report, &self.fields)?)?,
            Format::Csv | Format::Tsv => {
                Flat::new(names(R::HEADER), self).write_rows(report.rows(), &mut out)?;
            }
            Format::Jsonl | Format::Ids | Format::Raw => {
                json::write_line(&mut out, &Picked::of(report, &self.fields)?)?;
            }
        }
        Ok(Rendered { bytes: out, title })
    }
}

/// Prints answers one after the other, and keeps none of them.
#[derive(Debug)]
pub struct Printer<W> {
    settings: Settings,
    state: State,
    out: W,
}

/// What a printer must remember between two answers.
#[derive(Debug)]
enum State {
    Pages { first: bool },
    Document { first: bool },
    Array(json::Array),
    Lines,
}

impl<W: Write> Printer<W> {
    /// Starts the output.
    ///
    /// # Errors
    ///
    /// Fails if the output cannot be written.
    pub fn new<R: Report>(settings: &Settings, mut out: W) -> io::Result<Self> {
        let state = match settings.format {
            Format::Table | Format::Md => State::Pages { first: true },
            Format::Html => State::Document { first: true },
            Format::Json => State::Array(json::Array::open(&mut out)?),
            Format::Csv | Format::Tsv => {
                let mut header = Vec::new();
                Flat::new(names(R::HEADER), settings).write_header(&mut header)?;
                out.write_all(&header)?;
                State::Lines
            }
            Format::Jsonl | Format::Ids | Format::Raw => State::Lines,
        };
        Ok(Self { settings: settings.clone(), state, out })
    }

    /// Prints an answer.
    ///
    /// # Errors
    ///
    /// Fails if the output cannot be written.
    pub fn print(&mut self, answer: &Rendered) -> io::Result<()> {
        match &mut self.state {
            State::Pages { first } => {
                match self.settings.format {
                    _ if *first => {}
                    Format::Md => markdown::write_rule(&mut self.out)?,
                    _ if self.settings.is_plain => writeln!(self.out)?,
                    _ => text::write_rule(&self.settings, &mut self.out)?,
                }
                *first = false;
                self.out.write_all(&answer.bytes)
            }
            State::Document { first } => {
                if std::mem::take(first) {
                    html::write_start(&answer.title, &mut self.out)?;
                }
                self.out.write_all(&answer.bytes)
            }
            State::Array(array) => array.write(&mut self.out, &answer.bytes),
            State::Lines => self.out.write_all(&answer.bytes),
        }
    }

    /// Sends on what has been printed so far, so that messages come in their place.
    ///
    /// # Errors
    ///
    /// Fails if the output cannot be written.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Ends the output, with an answer about all tickets below the last page, and returns what it was
    /// written to. Only pages have one.
    ///
    /// # Errors
    ///
    /// Fails if the output cannot be written.
    pub fn finish_below<R: Report>(mut self, all: &R) -> io::Result<W> {
        match (&self.state, self.settings.format) {
            (State::Pages { first }, Format::Md) => {
                markdown::write_below(&all.page(self.settings.zone), *first, &mut self.out)?;
            }
            (State::Pages { .. }, _) if self.settings.is_plain => {
                plain::write_page(&all.page(self.settings.zone), &self.settings, &mut self.out)?;
            }
            (State::Pages { first }, _) => {
                text::write_below(
                    &all.page(self.settings.zone),
                    !first,
                    &self.settings,
                    &mut self.out,
                )?;
            }
            _ => {}
        }
        self.finish()
    }

    /// Ends the output, and returns what it was written to.
    ///
    /// # Errors
    ///
    /// Fails if the output cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        match self.state {
            State::Array(array) => array.close(&mut self.out)?,
            State::Document { first } => {
                if first {
                    html::write_start("", &mut self.out)?;
                }
                html::write_end(&mut self.out)?;
            }
            State::Pages { .. } | State::Lines => {}
        }
        self.out.flush()?;
        Ok(self.out)
    }
}

/// Writes a page for people that is no answer of its own.
///
/// # Errors
///
/// Fails if the output cannot be written.
pub fn write_page(page: &Page, settings: &Settings, out: &mut impl Write) -> io::Result<()> {
    if settings.is_plain {
        return plain::write_page(page, settings, out);
    }
    text::write_page(page, settings, out)
}

/// Prints the only answer of a run: an object where several would be an array.
///
/// # Errors
///
/// Fails if the output cannot be written.
pub fn print_alone<R: Report>(
    report: &R,
    settings: &Settings,
    out: &mut impl Write,
) -> io::Result<()> {
    if settings.format == Format::Json {
        json::write_alone(out, &Picked::of(report, &settings.fields)?)?;
        return out.flush();
    }
    let mut printer = Printer::new::<R>(settings, out)?;
    printer.print(&settings.render(report)?)?;
    printer.finish().map(drop)
}

fn names(header: &[&str]) -> Vec<String> {
    header.iter().map(|name| (*name).to_owned()).collect()
}

/// Prints data that has no page: one JSON value.
///
/// # Errors
///
/// Fails if the output cannot be written.
pub fn print_data<T: Serialize>(data: &T, out: &mut impl Write) -> io::Result<()> {
    json::write_alone(out, data)?;
    out.flush()
}

/// Returns what to ask next as one line that stays in the background.
pub fn hint(line: &Line, settings: &Settings) -> String {
    settings.signs.cell(line).all(Role::Muted).trimmed().paint(settings)
}

/// Returns one line for a message beside the answer, on a terminal or not.
pub fn line(line: &Line, settings: &Settings) -> String {
    if settings.is_plain {
        return plain::line(line, settings);
    }
    settings.signs.cell(line).trimmed().paint(settings)
}

#[cfg(test)]
mod tests;
