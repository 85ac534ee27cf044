//! The blocks of a page but for the conversation: titles, bars, facts, tables, remarks.

use super::talk;
use super::words::{class, dotted, escaped, line, strip};
use crate::page::{
    Block, Cell, Column, ColumnKind, Fact, FactBody, Line, Marked, Notice, Part, Role, Shares,
    Table,
};
use crate::render::canvas::Canvas;
use crate::render::shares::weight;
use crate::render::strip::Strip;
use crate::render::table::draw_cell;
use crate::render::{Signs, lanes};
use std::fmt::Write;

/// So wide is what is drawn with characters.
const DRAWING: usize = 80;

/// Writes a block.
pub(super) fn block(block: &Block) -> String {
    match block {
        Block::Title { line: title, aside, below } => self::title(title, aside, below),
        Block::Text(lines) => lines.iter().map(|said| paragraph("", said)).collect(),
        Block::Shares(shares) => self::shares(shares),
        Block::Facts(facts) => self::facts(facts),
        Block::Talk(turns) => talk::talk(turns),
        Block::Table(table) => self::table(table),
        Block::Lanes(lanes) => drawing(&lanes::draw(lanes, Canvas::inside(DRAWING))),
        Block::Notices(notices) => {
            let notices: String = notices.iter().map(notice).collect();
            format!("<ul class=\"remarks\">\n{notices}</ul>\n")
        }
        Block::Remarks(remarks) => {
            let remarks: String = remarks.iter().map(remark).collect();
            format!("<ul class=\"remarks\">\n{remarks}</ul>\n")
        }
    }
}

fn title(title: &Line, aside: &Line, below: &[Line]) -> String {
    let below: String = below.iter().map(|said| paragraph("below", said)).collect();
    let aside = if aside.is_empty() { String::new() } else { paragraph("aside", aside) };
    format!("<header>\n<h1>{}</h1>\n{aside}{below}</header>\n", dotted(title))
}

fn paragraph(class: &str, said: &Line) -> String {
    match class {
        "" => format!("<p>{}</p>\n", line(said)),
        class => format!("<p class=\"{class}\">{}</p>\n", line(said)),
    }
}

/// Draws shares to scale, with a list of them below.
fn shares(shares: &Shares) -> String {
    let mut bar = String::new();
    let mut legend = String::new();
    for part in shares.parts.iter().filter(|part| weight(part.weight) > 0.0) {
        let Part { label, value, role, weight: share } = part;
        let class = class(*role);
        // Writing to a string cannot fail.
        let _ =
            write!(bar, "<span class=\"{class}\" style=\"flex-grow:{}\"></span>", weight(*share));
        let _ = writeln!(
            legend,
            "<li><span class=\"swatch {class}\"></span>{} <b>{}</b></li>",
            line(label),
            line(value)
        );
    }
    format!(
        "<figure>\n<div class=\"bar\" role=\"img\" aria-label=\"{}\">{bar}</div>\n\
         <ul class=\"legend\">\n{legend}</ul>\n<figcaption>{}</figcaption>\n</figure>\n",
        escaped(&spoken(shares)),
        line(&shares.caption)
    )
}

/// Says shares for those who hear the page.
fn spoken(shares: &Shares) -> String {
    let parts = shares.parts.iter().filter(|part| weight(part.weight) > 0.0);
    let parts = parts.map(|part| {
        let [label, value] = [&part.label, &part.value].map(|line| Signs::DRAWN.cell(line).text());
        format!("{label} {value}")
    });
    format!("Held by {}", parts.collect::<Vec<_>>().join(", "))
}

/// Writes facts as one list.
pub(super) fn facts<'f>(facts: impl IntoIterator<Item = &'f Fact>) -> String {
    let facts: String = facts.into_iter().map(fact).collect();
    format!("<dl>\n{facts}</dl>\n")
}

fn fact(fact: &Fact) -> String {
    let name = escaped(fact.name);
    let body = match &fact.body {
        FactBody::Lines(lines) => lines
            .iter()
            .map(|said| format!("<dd>{}</dd>\n", line(said)))
            .collect::<Vec<_>>()
            .concat(),
        FactBody::Rows(rows) => format!("<dd>{}</dd>\n", self::rows(rows)),
    };
    format!("<div>\n<dt>{name}</dt>\n{body}</div>\n")
}

/// Writes rows of cells whose columns are aligned.
fn rows(rows: &[Vec<Line>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default().max(1);
    let mut list = String::new();
    for row in rows {
        let cells = (0..columns)
            .map(|index| row.get(index).map_or_else(String::new, line))
            .map(|cell| format!("<span>{cell}</span>"))
            .collect::<Vec<_>>()
            .concat();
        // Writing to a string cannot fail.
        let _ = writeln!(list, "<li>{cells}</li>");
    }
    format!(
        "<ul class=\"rows\" style=\"--columns:{}\">\n{list}</ul>",
        columns.saturating_sub(1).max(1)
    )
}

fn remark(marked: &Marked) -> String {
    let mark = marked.mark.map(|mark| strip(&Signs::DRAWN.mark(mark).blank(1))).unwrap_or_default();
    let below = if marked.rows.is_empty() { String::new() } else { rows(&marked.rows) };
    format!("<li>{mark}{}{below}</li>\n", line(&marked.line))
}

fn notice(notice: &Notice) -> String {
    let head = strip(&Signs::DRAWN.mark(notice.mark).blank(1));
    let place = line(&notice.place);
    let body: String = notice.body.iter().map(|said| paragraph("", said)).collect();
    format!("<li>{head}<b>{}</b> {} {place}{body}</li>\n", line(&notice.name), line(&notice.line))
}

fn drawing(rows: &[Strip<'_>]) -> String {
    let rows: String = rows.iter().map(|row| strip(row) + "\n").collect();
    format!("<pre class=\"drawing\">{rows}</pre>\n")
}

fn table(table: &Table) -> String {
    let mut out = String::from("<div class=\"scroll\" tabindex=\"0\">\n<table>\n");
    if let Some(heading) = &table.heading {
        let _ = writeln!(out, "<caption>{}</caption>", line(heading));
    }
    if table.columns.iter().any(|column| !column.title.is_empty()) {
        let titles = table.columns.iter().map(|column| {
            format!("<th scope=\"col\"{}>{}</th>", side(column), escaped(&column.title))
        });
        let _ = writeln!(out, "<thead>\n<tr>{}</tr>\n</thead>", titles.collect::<String>());
    }
    out.push_str("<tbody>\n");
    for row in &table.rows {
        let cells = table.columns.iter().zip(row);
        let cells = cells.map(|(column, cell)| {
            format!("<td{}>{}</td>", side(column), self::cell(cell, column.kind))
        });
        let _ = writeln!(out, "<tr>{}</tr>", cells.collect::<String>());
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
    out
}

fn side(column: &Column) -> &'static str {
    if column.kind == ColumnKind::Numbers { " class=\"number\"" } else { "" }
}

fn cell(cell: &Cell, kind: ColumnKind) -> String {
    match cell {
        Cell::Lines(lines) => lines.iter().map(line).collect::<Vec<_>>().join("<br>"),
        Cell::Bar { share, role } => measure(*share, *role),
        Cell::Shares(_) => draw_cell(cell, kind, 12, Signs::DRAWN).iter().map(strip).collect(),
        Cell::Spread { counts, .. } => {
            draw_cell(cell, kind, counts.len(), Signs::DRAWN).iter().map(strip).collect()
        }
    }
}

/// Draws a bar in a cell.
fn measure(share: f64, role: Role) -> String {
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    let class = class(role);
    format!("<span class=\"measure {class}\" style=\"width:{:.1}%\"></span>", share * 100.0)
}
