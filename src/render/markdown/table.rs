//! Tables with pipes.

use super::escape::inline;
use crate::page::{Cell, Column, ColumnKind, Line, Table};
use crate::render::Signs;
use crate::render::table::draw_cell;
use std::io::{self, Write};

/// So wide is a bar.
const BAR: usize = 20;

/// So wide are small shares.
const SHARES: usize = 12;

/// Draws a table.
pub(super) fn draw(table: &Table) -> String {
    let mut out = Vec::new();
    let titles: Vec<_> = table
        .columns
        .iter()
        .map(|column| (Line::new().own(column.title.clone()), column.clone()))
        .collect();
    // Writing to a string cannot fail.
    let _ = write_titles(&titles, &mut out);
    for row in &table.rows {
        let _ = write_row(&titles, row, &mut out);
    }
    let rows = String::from_utf8_lossy(&out).trim_end().to_owned();
    match &table.heading {
        Some(heading) => format!("### {}\n\n{rows}", super::plain(&Signs::DRAWN.cell(heading))),
        None => rows,
    }
}

/// Writes the titles, and the line below them that makes it a table.
pub(in crate::render) fn write_titles(
    columns: &[(Line, Column)],
    out: &mut impl Write,
) -> io::Result<()> {
    let titles = columns.iter().map(|(title, _)| inline(&Signs::DRAWN.cell(title)));
    let sides = columns.iter().map(|(_, column)| match column.kind {
        ColumnKind::Numbers => "---:".to_owned(),
        _ => "---".to_owned(),
    });
    write_cells(titles, out)?;
    write_cells(sides, out)
}

/// Writes a row: a cell for each column, whatever there is.
pub(in crate::render) fn write_row(
    columns: &[(Line, Column)],
    row: &[Cell],
    out: &mut impl Write,
) -> io::Result<()> {
    let cells = columns.iter().enumerate();
    write_cells(
        cells.map(|(index, (_, column))| {
            row.get(index).map_or_else(String::new, |cell| self::cell(cell, column.kind))
        }),
        out,
    )
}

fn write_cells(cells: impl Iterator<Item = String>, out: &mut impl Write) -> io::Result<()> {
    let cells: Vec<_> = cells.collect();
    writeln!(out, "| {} |", cells.join(" | "))
}

fn cell(cell: &Cell, kind: ColumnKind) -> String {
    let strips = match cell {
        Cell::Lines(lines) => lines.iter().map(|line| Signs::DRAWN.cell(line)).collect(),
        Cell::Shares(_) => draw_cell(cell, kind, SHARES, Signs::DRAWN),
        Cell::Bar { .. } => draw_cell(cell, kind, BAR, Signs::DRAWN),
        Cell::Spread { counts, .. } => draw_cell(cell, kind, counts.len(), Signs::DRAWN),
    };
    let lines = strips.iter().map(inline).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("<br>")
}
