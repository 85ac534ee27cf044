//! A page for people, block by block.

use super::canvas::Canvas;
use super::strip::Strip;
use super::theme::Look;
use super::{Settings, Width, facts, lanes, notices, shares, table, talk};
use crate::page::{Block, Line, Marked, Page, Role};
use std::io::{self, Write};

/// Writes a page.
pub(super) fn write_page(page: &Page, settings: &Settings, out: &mut impl Write) -> io::Result<()> {
    let names = facts::name_column(page);
    let mut first = true;
    for block in &page.blocks {
        let rows = draw(block, settings, names);
        if rows.is_empty() {
            continue;
        }
        if !first {
            write_row(Strip::new(), settings, out)?;
        }
        first = false;
        for row in rows {
            write_row(row, settings, out)?;
        }
    }
    Ok(())
}

/// Writes a page below all others, which is about all of them; it may be empty.
pub(super) fn write_below(
    page: &Page,
    has_pages: bool,
    settings: &Settings,
    out: &mut impl Write,
) -> io::Result<()> {
    if has_pages && !page.blocks.is_empty() {
        write_row(Strip::new(), settings, out)?;
    }
    write_page(page, settings, out)
}

/// Writes what stands between two pages.
pub(super) fn write_rule(settings: &Settings, out: &mut impl Write) -> io::Result<()> {
    write_row(Strip::new(), settings, out)?;
    let rule =
        Strip::new().fill(settings.signs.rule(), settings.width.rule(), Look::Words(Role::Muted));
    write_row(rule, settings, out)
}

/// Writes one row, at once, so that an interruption leaves no half of a colour behind. A row that
/// is too wide all the same, because hardly any room is left, is wrapped here.
pub(super) fn write_row(
    row: Strip<'_>,
    settings: &Settings,
    out: &mut impl Write,
) -> io::Result<()> {
    let rows = if row.width() > settings.width.text() {
        row.wrap(settings.width.text())
    } else {
        vec![row]
    };
    rows.into_iter().try_for_each(|row| {
        let line = row.trimmed().paint(settings) + "\n";
        out.write_all(line.as_bytes())
    })
}

fn draw<'a>(block: &'a Block, settings: &Settings, names: usize) -> Vec<Strip<'a>> {
    let canvas = settings.canvas();
    match block {
        Block::Title { line, aside, below } => title(line, aside, below, canvas),
        Block::Text(lines) => paragraphs(lines, canvas),
        Block::Shares(shares) => shares::draw(shares, canvas),
        Block::Facts(facts) => facts::draw(facts, names, canvas),
        Block::Talk(turns) => talk::draw(turns, canvas),
        Block::Table(table) => table::draw(table, settings),
        Block::Lanes(lanes) => lanes::draw(lanes, canvas),
        Block::Notices(notices) => notices::draw(notices, canvas),
        Block::Remarks(remarks) => {
            remarks.iter().flat_map(|marked| remark(marked, canvas)).collect()
        }
    }
}

fn title<'a>(line: &'a Line, aside: &'a Line, below: &'a [Line], canvas: Canvas) -> Vec<Strip<'a>> {
    let Canvas { width, signs } = canvas;
    let mut rows = match beside(signs.cell(line), signs.cell(aside), width) {
        Ok(row) => row.wrap(width.text()),
        Err((line, aside)) => {
            let mut rows = line.wrap(width.text());
            rows.extend(aside.wrap(width.text()));
            rows
        }
    };
    rows.extend(paragraphs(below, canvas));
    rows
}

fn paragraphs(lines: &[Line], Canvas { width, signs }: Canvas) -> Vec<Strip<'_>> {
    lines.iter().flat_map(|line| signs.cell(line).wrap(width.text())).collect()
}

fn remark(marked: &Marked, Canvas { width, signs }: Canvas) -> Vec<Strip<'_>> {
    let mut rows = match marked.mark {
        Some(mark) => {
            let mark = signs.mark(mark).blank(1);
            let hang = mark.width();
            mark.then(signs.cell(&marked.line)).wrap_hanging(width.text(), hang)
        }
        None => signs.cell(&marked.line).wrap(width.text()),
    };
    let inner = width.text().saturating_sub(4);
    rows.extend(
        facts::aligned(&marked.rows, inner, signs)
            .into_iter()
            .map(|row| Strip::new().blank(4).then(row)),
    );
    rows
}

/// Puts a remark at the right edge of a row, or gives both back if there is no room for it. Where
/// the width is unknown there always is some, if need be behind the edge.
pub(super) fn beside<'a>(
    row: Strip<'a>,
    remark: Strip<'a>,
    width: Width,
) -> Result<Strip<'a>, (Strip<'a>, Strip<'a>)> {
    if remark.is_empty() {
        return Ok(row);
    }
    let (used, wanted) = (row.width(), remark.width());
    if used + 2 + wanted > width.rule() && width.is_known() {
        return Err((row, remark));
    }
    let start = width.rule().saturating_sub(wanted).max(used + 2);
    Ok(row.to(start).then(remark))
}
