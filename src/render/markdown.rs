//! A page as Markdown, as GitHub and others read it.
//!
//! Text keeps to words: whatever would be markup is escaped. What is drawn to scale stands in a code
//! block, where columns keep their places.

mod escape;
mod table;
mod talk;

pub(super) use table::{write_row, write_titles};

use super::canvas::Canvas;
use super::strip::Strip;
use super::{Signs, lanes, shares};
use crate::page::{Block, Fact, FactBody, Line, Mark, Marked, Notice, Page, Role};
use escape::{escape_start, fenced, inline, line, plain};
use std::io::{self, Write};

/// So wide is what is drawn to scale.
const DRAWING: usize = 80;

/// Writes a page.
pub(super) fn write_page(page: &Page, out: &mut impl Write) -> io::Result<()> {
    let mut text = String::new();
    let mut facts_before = false;
    for block in &page.blocks {
        let written = self::block(block);
        if written.is_empty() {
            continue;
        }
        let is_facts = matches!(block, Block::Facts(_));
        // Facts that follow each other are one list.
        let between = if facts_before && is_facts { "\n" } else { "\n\n" };
        if !text.is_empty() {
            text.push_str(between);
        }
        text.push_str(&written);
        facts_before = is_facts;
    }
    if text.is_empty() { Ok(()) } else { writeln!(out, "{text}") }
}

/// Writes an answer about all pages below the last of them.
pub(super) fn write_below(page: &Page, is_first: bool, out: &mut impl Write) -> io::Result<()> {
    if !is_first && !page.blocks.is_empty() {
        out.write_all(b"\n")?;
    }
    write_page(page, out)
}

/// Writes what stands between two pages.
pub(super) fn write_rule(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"\n---\n\n")
}

/// Writes lines as paragraphs.
pub(super) fn write_lines(lines: &[Line], out: &mut impl Write) -> io::Result<()> {
    lines.iter().try_for_each(|said| writeln!(out, "\n{}", line(&Signs::DRAWN.cell(said))))
}

fn block(block: &Block) -> String {
    let drawing = Canvas::inside(DRAWING);
    match block {
        Block::Title { line, aside, below } => title(line, aside, below),
        Block::Text(lines) => paragraphs(lines),
        Block::Shares(shares) => fenced(&shares::draw(shares, drawing)),
        Block::Facts(facts) => facts.iter().map(fact).collect::<Vec<_>>().join("\n"),
        Block::Talk(turns) => talk::draw(turns),
        Block::Table(table) => table::draw(table),
        Block::Lanes(lanes) => fenced(&lanes::draw(lanes, drawing)),
        Block::Notices(notices) => notices.iter().map(notice).collect::<Vec<_>>().join("\n"),
        Block::Remarks(remarks) => remarks.iter().map(remark).collect::<Vec<_>>().join("\n"),
    }
}

/// Writes a title; what stands at the other end of the line on a screen stands below it.
fn title(title: &Line, aside: &Line, below: &[Line]) -> String {
    let below = [aside].into_iter().chain(below).map(|said| line(&Signs::DRAWN.cell(said)));
    let below: Vec<_> = below.filter(|line| !line.is_empty()).collect();
    let title = format!("# {}", plain(&Signs::DRAWN.cell(title)));
    if below.is_empty() { title } else { format!("{title}\n\n{}", below.join("\\\n")) }
}

fn paragraphs(lines: &[Line]) -> String {
    let lines: Vec<_> = lines.iter().map(|said| line(&Signs::DRAWN.cell(said))).collect();
    lines.join("\n\n")
}

fn fact(fact: &Fact) -> String {
    let name = fact.name;
    let rows: Vec<String> = match &fact.body {
        FactBody::Lines(lines) => {
            lines.iter().map(|line| inline(&Signs::DRAWN.cell(line))).collect()
        }
        FactBody::Rows(rows) => rows.iter().map(|row| cells(row)).collect(),
    };
    match rows.as_slice() {
        [only] => format!("- **{name}**: {only}"),
        rows => {
            let rows = rows.iter().map(|row| format!("\n  - {}", escape_start(row)));
            let rows = rows.collect::<Vec<_>>().concat();
            format!("- **{name}**:{rows}")
        }
    }
}

fn remark(marked: &Marked) -> String {
    let rows = marked.rows.iter().map(|row| format!("\n  - {}", escape_start(&cells(row))));
    let rows = rows.collect::<String>();
    let said = Signs::DRAWN.cell(&marked.line);
    match marked.mark.filter(|mark| *mark != Mark::Note) {
        Some(mark) => format!("- {} {}{rows}", inline(&Signs::DRAWN.mark(mark)), inline(&said)),
        None => format!("- {}{rows}", line(&said)),
    }
}

fn notice(notice: &Notice) -> String {
    let Notice { mark, name, line, place, body } = notice;
    let name = Signs::DRAWN.cell(name).all(Role::Heading);
    let mark = if *mark == Mark::Note { Strip::new() } else { Signs::DRAWN.mark(*mark).blank(1) };
    let head = cells_of([&mark.then(name), &Signs::DRAWN.cell(line), &Signs::DRAWN.cell(place)]);
    let body = body.iter().map(|said| format!("\n  - {}", self::line(&Signs::DRAWN.cell(said))));
    format!("- {head}{}", body.collect::<String>())
}

/// Writes cells beside each other.
fn cells(row: &[Line]) -> String {
    cells_of(row.iter().map(|line| Signs::DRAWN.cell(line)).collect::<Vec<_>>().iter())
}

fn cells_of<'s>(cells: impl IntoIterator<Item = &'s Strip<'s>>) -> String {
    let cells = cells.into_iter().map(inline);
    cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests;
