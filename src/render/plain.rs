//! A page for those who hear it, and for `grep`: one fact a line, in words, without any drawing.
//!
//! A line begins with words of ours that say what it is about, and can be understood alone. What a
//! ticket says cannot pass for one of them: it stands behind those words, in quotation marks if it
//! holds anything that our own words are set apart by.

mod blocks;
mod quotation;
mod table;
mod talk;

use super::Settings;
use super::strip::Strip;
use crate::page::{Cell, Column, Line, Page, Role};
use std::io::{self, Write};

/// Writes a page.
pub(super) fn write_page(page: &Page, settings: &Settings, out: &mut impl Write) -> io::Result<()> {
    let title = page.facts.iter().flat_map(blocks::fact);
    let is_said = !page.facts.is_empty();
    let blocks = page.blocks.iter().flat_map(|block| blocks::block(block, is_said));
    title.chain(blocks).try_for_each(|said| write_said(said, settings, out))
}

/// Writes a row of a long table.
pub(super) fn write_row(
    columns: &[(Line, Column)],
    cells: &[Cell],
    settings: &Settings,
    out: &mut impl Write,
) -> io::Result<()> {
    let columns: Vec<_> = columns.iter().map(|(title, column)| (title, column)).collect();
    let row = table::row(&columns, cells);
    row.into_iter().try_for_each(|said| write_said(said, settings, out))
}

/// Writes lines.
pub(super) fn write_lines(
    lines: &[Line],
    settings: &Settings,
    out: &mut impl Write,
) -> io::Result<()> {
    lines.iter().try_for_each(|line| write_said(quotation::said(line), settings, out))
}

/// Returns a message, which is no part of a page.
pub(super) fn line(line: &Line, settings: &Settings) -> String {
    quotation::verbatim(line).paint(settings)
}

fn write_said(said: Strip<'_>, settings: &Settings, out: &mut impl Write) -> io::Result<()> {
    let said = said.trimmed();
    if said.is_empty() {
        return Ok(());
    }
    let line = said.paint(settings) + "\n";
    out.write_all(line.as_bytes())
}

/// Puts words of ours before what is said: what it is about.
fn about<'a>(words: &str, said: Strip<'a>) -> Strip<'a> {
    own(words).lit(": ", Role::Plain).then(said)
}

/// Takes words of our own.
fn own<'a>(words: &str) -> Strip<'a> {
    super::Signs::SPOKEN.words(words, Role::Plain)
}

#[cfg(test)]
mod tests;
