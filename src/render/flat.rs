//! Rows for spreadsheets and warehouses: CSV and TSV.
//!
//! Every value of a row is a cell of its own. Numbers, moments and words come as they are in JSON, a
//! list as JSON, what is missing as nothing. Text that a spreadsheet would take for a formula gets a
//! `'` before it, and what a terminal would obey is written out, unless the text is wanted raw.

use super::fields::members;
use super::json;
use super::{Format, Printable, Settings};
use serde::Serialize;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::io;

/// How rows are written.
#[derive(Debug, Clone)]
pub(super) struct Flat {
    header: Vec<String>,
    dialect: Dialect,
    /// Whether text is written as it is, formulas too.
    is_raw: bool,
    /// Whether what a terminal would obey is written out.
    is_shown: bool,
}

/// How cells are set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dialect {
    /// By commas, in quotes where that is needed (RFC 4180); lines end in a line feed.
    Commas,
    /// By tabs; in a cell `\t`, `\n`, `\r` and `\\` stand for a tab, the ends of a line and `\`.
    Tabs,
}

impl Flat {
    /// Prepares to write rows with these columns, or with those of them that are wanted.
    pub(super) fn new(header: Vec<String>, settings: &Settings) -> Self {
        let wanted = &settings.fields;
        Self {
            header: if wanted.is_empty() { header } else { wanted.clone() },
            dialect: if settings.format == Format::Tsv { Dialect::Tabs } else { Dialect::Commas },
            is_raw: settings.is_raw,
            is_shown: !settings.is_raw || settings.terminal,
        }
    }

    /// Writes the names of the columns.
    pub(super) fn write_header(&self, out: &mut Vec<u8>) -> io::Result<()> {
        self.write(self.header.iter().map(|name| self.text(name)), out)
    }

    /// Writes rows below each other.
    pub(super) fn write_rows<T: Serialize>(
        &self,
        rows: impl Iterator<Item = T>,
        out: &mut Vec<u8>,
    ) -> io::Result<()> {
        for row in rows {
            let values = flat(members(&row)?);
            let cells: io::Result<Vec<_>> =
                self.header.iter().map(|name| self.cell(values.get(name))).collect();
            self.write(cells?.into_iter(), out)?;
        }
        Ok(())
    }

    fn write<'c>(
        &self,
        cells: impl Iterator<Item = Cow<'c, str>>,
        out: &mut Vec<u8>,
    ) -> io::Result<()> {
        match self.dialect {
            Dialect::Commas => {
                let mut writer = csv::WriterBuilder::new().buffer_capacity(512).from_writer(out);
                writer.write_record(cells.map(Cow::into_owned)).map_err(as_io)?;
                writer.flush()
            }
            Dialect::Tabs => {
                let cells: Vec<_> = cells.map(|cell| escaped(&cell)).collect();
                out.extend_from_slice(cells.join("\t").as_bytes());
                out.push(b'\n');
                Ok(())
            }
        }
    }

    fn cell<'v>(&self, value: Option<&'v Value>) -> io::Result<Cow<'v, str>> {
        Ok(match value {
            None | Some(Value::Null) => Cow::Borrowed(""),
            Some(Value::String(text)) => self.text(text),
            Some(Value::Array(list)) if list.is_empty() => Cow::Borrowed(""),
            Some(Value::Bool(yes)) => Cow::Borrowed(if *yes { "true" } else { "false" }),
            Some(Value::Number(number)) => Cow::Owned(number.to_string()),
            Some(value) => Cow::Owned(json::written(value)?),
        })
    }

    fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let guard = !self.is_raw && is_formula(text);
        let shown = if self.is_shown {
            Cow::Owned(Printable::data(text).to_string())
        } else {
            Cow::Borrowed(text)
        };
        if guard { Cow::Owned(format!("'{shown}")) } else { shown }
    }
}

/// Takes objects in a row apart: the member `name` of `who` becomes `who_name`.
fn flat(row: Map<String, Value>) -> Map<String, Value> {
    let mut values = Map::new();
    for (name, value) in row {
        match value {
            Value::Object(members) => {
                let members = flat(members).into_iter();
                values.extend(members.map(|(member, value)| (format!("{name}_{member}"), value)));
            }
            value => drop(values.insert(name, value)),
        }
    }
    values
}

/// Tells whether a spreadsheet may take a text for a formula: by its first character, or the first
/// one behind blanks, also in its full width. What is a number stays one.
fn is_formula(text: &str) -> bool {
    let begins = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\0');
    let is_led = text.starts_with(['\t', '\r', '\n', '\0']);
    let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    is_led || (begins.starts_with(signs) && !is_number(text))
}

/// Tells whether a text is a number as anybody writes it: a sign, digits, a point and digits.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    is_digits(whole) && is_digits(rest)
}

/// Escapes what sets cells and rows apart in TSV.
fn escaped(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    for char in cell.chars() {
        match char {
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\\' => text.push_str("\\\\"),
            _ => text.push(char),
        }
    }
    text
}

/// Returns what went wrong with its kind, which tells a reader who has gone from a disk that is full.
fn as_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests;
