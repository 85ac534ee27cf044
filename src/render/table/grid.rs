//! The grid: laid out as plain text first, since colours have no width, and painted afterwards.

use super::fit::GAP;
use super::{Drawn, Fit, INDENT, draw_cell, spread};
use crate::page::{Cell, Column, ColumnKind, Role, Table};
use crate::render::Settings;
use crate::render::printable::{Printable, Run};
use crate::render::strip::Strip;
use crate::render::theme::Look;
use comfy_table::{CellAlignment, ContentArrangement};

/// Draws the columns that stand beside each other, and below each row what stands there.
pub(super) fn draw<'a>(table: &'a Table, fit: &Fit, settings: &Settings) -> Vec<Strip<'a>> {
    let columns: Vec<_> = fit
        .columns
        .iter()
        .filter_map(|(index, width)| Some((*index, table.columns.get(*index)?, *width)))
        .collect();
    let cell = |row: &'a [Cell], index: usize, kind, width| {
        row.get(index).map(|cell| draw_cell(cell, kind, width, settings.signs)).unwrap_or_default()
    };
    let drawn: Vec<Vec<Drawn<'a>>> = table
        .rows
        .iter()
        .map(|row| {
            let cells = columns.iter();
            cells.map(|(index, column, width)| cell(row, *index, column.kind, *width)).collect()
        })
        .collect();
    let has_titles = columns.iter().any(|(_, column, _)| !column.title.is_empty());

    let mut grid = comfy_table::Table::new();
    grid.set_content_arrangement(ContentArrangement::Disabled);
    grid.load_style(comfy_table::presets::NOTHING);
    if has_titles {
        let title = |(index, column, width): &(usize, &Column, usize)| {
            spread::scale(table, *index, *width)
                .unwrap_or_else(|| settings.signs.own(&column.title).into_owned())
        };
        grid.set_header(columns.iter().map(title));
    }
    for row in &drawn {
        grid.add_row(row.iter().map(plain));
    }
    let last = columns.len().saturating_sub(1);
    for (index, (_, column, _)) in columns.iter().enumerate() {
        if let Some(laid) = grid.column_mut(index) {
            laid.set_padding((0, if index == last { 0 } else { GAP_16 }));
            if column.kind == ColumnKind::Numbers {
                laid.set_cell_alignment(CellAlignment::Right);
            }
        }
    }

    let mut lines = grid.lines();
    let mut rows = Vec::new();
    if has_titles {
        rows.push(titles(&lines.next().unwrap_or_default(), fit.indent, settings));
    }
    let inner = settings.width.text().saturating_sub(INDENT);
    for (cells, row) in drawn.iter().zip(&table.rows) {
        let height = cells.iter().map(Vec::len).max().unwrap_or_default().max(1);
        for (line, at) in lines.by_ref().take(height).zip(0..) {
            let cells = cells.iter().filter_map(|cell| cell.get(at));
            rows.push(Strip::new().blank(fit.indent).then(paint(&line, cells)));
        }
        let below = fit.below.iter().flat_map(|index| {
            let kind = table.columns.get(*index).map_or(ColumnKind::Prose, |column| column.kind);
            cell(row, *index, kind, inner)
        });
        let below = below.filter(|row| !row.is_empty());
        rows.extend(below.map(|row| Strip::new().blank(INDENT).then(row)));
    }
    rows
}

#[expect(clippy::cast_possible_truncation, reason = "the gap is two columns")]
const GAP_16: u16 = GAP as u16;

fn plain(cell: &Drawn<'_>) -> String {
    cell.iter().map(Strip::text).collect::<Vec<_>>().join("\n")
}

/// Draws the titles, underlined to the right edge where there are colours.
pub(in crate::render) fn titles<'a>(line: &str, indent: usize, settings: &Settings) -> Strip<'a> {
    let edge = if settings.theme.is_coloured() { settings.width.rule() } else { 0 };
    let line = format!("{:indent$}{}", "", line.trim_end());
    let line = format!("{line:edge$}");
    safe(&line, |strip, run| strip.run(run, Look::Titles))
}

/// Finds the cells of a line again, and gives them back their looks.
fn paint<'a, 'b>(line: &str, cells: impl Iterator<Item = &'b Strip<'a>>) -> Strip<'a>
where
    'a: 'b,
{
    let plain = |strip: Strip<'a>, run| strip.run(run, Look::Words(Role::Plain));
    let mut painted = Strip::new();
    let mut rest = line;
    for cell in cells {
        let text = cell.text();
        if let Some((before, after)) = rest.split_once(text.as_str()).filter(|_| !text.is_empty()) {
            painted = painted.then(safe(before, plain)).then(cell.clone());
            rest = after;
        }
    }
    painted.then(safe(rest, plain))
}

/// Takes text that has come back from the layout.
fn safe<'a>(text: &str, add: impl Fn(Strip<'a>, Run<'a>) -> Strip<'a>) -> Strip<'a> {
    Printable::cell(text).runs().fold(Strip::new(), |strip, run| add(strip, run.into_static()))
}
