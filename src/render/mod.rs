//! Pages to bytes: the formats, and what they need to know about the surroundings.
//!
//! Adding a format: one file, one variant of [`Format`], one arm wherever the compiler asks.

mod characters;
mod facts;
mod json;
mod lanes;
mod printable;
mod shares;
mod strip;
mod table;
mod talk;
mod text;
mod theme;
mod width;
mod wrap;

pub use printable::{Printable, Run};
pub use theme::Theme;
pub use width::Width;

use crate::page::{Line, Report, Role};
use std::io::{self, Write};
use strip::Strip;

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
}

/// What a format needs to know about where its output goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The form of the answer.
    pub format: Format,
    /// The colours.
    pub theme: Theme,
    /// How much room there is.
    pub width: Width,
    /// Whether a terminal shows it: only there right-to-left text is kept to its place by
    /// invisible marks, which have no business in files.
    pub terminal: bool,
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
    Array(json::Array),
    Lines,
}

impl<W: Write> Printer<W> {
    /// Starts the output.
    ///
    /// # Errors
    ///
    /// Fails if the output cannot be written.
    pub fn new(settings: &Settings, mut out: W) -> io::Result<Self> {
        let state = match settings.format {
            Format::Table => State::Pages { first: true },
            Format::Json => State::Array(json::Array::open(&mut out)?),
            Format::Jsonl => State::Lines,
        };
        Ok(Self { settings: settings.clone(), state, out })
    }

    /// Prints an answer.
    ///
    /// # Errors
    ///
    /// Fails if the output cannot be written.
    pub fn print<R: Report>(&mut self, report: &R) -> io::Result<()> {
        match &mut self.state {
            State::Pages { first } => {
                if !*first {
                    text::write_rule(&self.settings, &mut self.out)?;
                }
                *first = false;
                text::write_page(&report.page(), &self.settings, &mut self.out)
            }
            State::Array(array) => array.write(&mut self.out, report),
            State::Lines => json::write_line(&mut self.out, report),
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

    /// Ends the output, and returns what it was written to.
    ///
    /// # Errors
    ///
    /// Fails if the output cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        if let State::Array(array) = self.state {
            array.close(&mut self.out)?;
        }
        self.out.flush()?;
        Ok(self.out)
    }
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
    match settings.format {
        Format::Table => text::write_page(&report.page(), settings, out)?,
        Format::Json => json::write_alone(out, report)?,
        Format::Jsonl => json::write_line(out, report)?,
    }
    out.flush()
}

/// Returns what to ask next as one line that stays in the background.
pub fn hint(line: &Line, settings: &Settings) -> String {
    Strip::cell(line).all(Role::Muted).trimmed().paint(settings)
}

/// Returns one line for a message beside the answer.
pub fn line(line: &Line, theme: Theme) -> String {
    let settings =
        Settings { format: Format::Table, theme, width: Width::UNKNOWN, terminal: false };
    Strip::cell(line).trimmed().paint(&settings)
}

#[cfg(test)]
mod tests;
