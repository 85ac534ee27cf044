//! Tables: rows of cells below their titles, or what is left of that where there is little room.

mod fit;
mod grid;
mod spread;

pub(super) use fit::{GAP, SMALL_BAR, concede};
pub(super) use grid::titles;

use super::shares::{self, as_f64, floor};
use super::strip::Strip;
use super::theme::Look;
use super::{Settings, Signs};
use crate::page::{Cell, Column, ColumnKind, Line, Role, Table};
use fit::Fit;

/// A cell as it is drawn: rows below each other.
type Drawn<'a> = Vec<Strip<'a>>;

/// What belongs to a row but stands below it, begins here.
const INDENT: usize = 4;

/// Draws a table.
pub(super) fn draw<'a>(table: &'a Table, settings: &Settings) -> Vec<Strip<'a>> {
    let (room, signs) = (settings.width.text(), settings.signs);
    let mut rows: Vec<Strip<'a>> =
        table.heading.iter().flat_map(|line| signs.cell(line).wrap(room)).collect();
    let fit = Fit::of(table, room, signs);
    if fit.columns.is_empty() {
        rows.extend(table.rows.iter().flat_map(|row| stack(&table.columns, row, room, signs)));
    } else {
        rows.extend(grid::draw(table, &fit, settings));
        let dropped = fit.dropped.iter().filter_map(|index| table.columns.get(*index));
        let titles: Vec<_> =
            dropped.map(|column| &*column.title).filter(|title| !title.is_empty()).collect();
        let notes = notes(&titles, cuts(table, &fit, signs), fit.natural, signs);
        rows.extend(notes.into_iter().flat_map(|note| note.wrap(room)));
    }
    rows
}

/// Draws a cell in a column of this width.
pub(super) fn draw_cell(cell: &Cell, kind: ColumnKind, width: usize, signs: Signs) -> Drawn<'_> {
    match cell {
        Cell::Bar { share, role } => vec![bar(*share, *role, width, signs)],
        Cell::Shares(parts) => vec![shares::small(parts, width, signs)],
        Cell::Spread { counts, role } => vec![spread::draw(counts, *role, width, signs)],
        Cell::Lines(lines) => {
            let lines = lines.iter().map(|line| signs.cell(line));
            match kind {
                ColumnKind::Prose => lines.flat_map(|line| line.wrap(width)).collect(),
                _ => lines.map(|line| line.cut(width, signs).trimmed()).collect(),
            }
        }
    }
}

/// Draws a bar; the shortest one that stands for something is still to be seen.
fn bar<'a>(share: f64, role: Role, width: usize, signs: Signs) -> Strip<'a> {
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    let eighths = floor((share * as_f64(width * 8)).round()).max(usize::from(share > 0.0));
    let end = signs.eighths(eighths % 8);
    let look = Look::Bar(role);
    Strip::new().fill(signs.whole(), eighths / 8, look).fill(end, 1, look)
}

/// Says what was left out for want of room, and how to see it: columns, and the ends of cells.
pub(super) fn notes(
    left_out: &[&str],
    cut: bool,
    natural: usize,
    signs: Signs,
) -> Vec<Strip<'static>> {
    let wide = natural.next_multiple_of(10);
    let mut notes = Vec::new();
    if !left_out.is_empty() {
        let them = if left_out.len() == 1 { "it" } else { "them" };
        let how = if wide <= 500 { format!("--width {wide}") } else { "a pipe".to_owned() };
        let titles = left_out.join(", ");
        notes.push(format!("Not shown for want of room: {titles}; {how} shows {them}"));
    }
    if cut {
        let how =
            if wide <= 500 { format!("--width {wide} or a pipe") } else { "a pipe".to_owned() };
        notes.push(format!("Cut to fit; {how} shows all."));
    }
    notes.into_iter().map(|note| signs.cell(&Line::new().muted(note)).into_static()).collect()
}

/// Tells whether something does not fit into its column.
fn cuts(table: &Table, fit: &Fit, signs: Signs) -> bool {
    let cut = |index: usize, width: usize| {
        table.columns.get(index).is_some_and(|column| column.kind != ColumnKind::Prose)
            && table.rows.iter().filter_map(|row| row.get(index)).any(|cell| match cell {
                Cell::Lines(lines) => lines.iter().any(|line| signs.cell(line).width() > width),
                Cell::Bar { .. } | Cell::Shares(_) | Cell::Spread { .. } => false,
            })
    };
    fit.columns.iter().any(|(index, width)| cut(*index, *width))
        || fit.below.iter().any(|index| cut(*index, fit.room.saturating_sub(INDENT)))
}

/// Draws a row without columns: its name, then what there is to say of it, each with its title.
fn stack<'a>(columns: &[Column], row: &'a [Cell], room: usize, signs: Signs) -> Vec<Strip<'a>> {
    let named = columns.iter().position(|column| column.kind == ColumnKind::Words).unwrap_or(0);
    let inner = room.saturating_sub(INDENT);
    let (mut head, mut pairs, mut texts) = (Strip::new(), Strip::new(), Vec::new());
    for (index, (column, cell)) in columns.iter().zip(row).enumerate() {
        let Cell::Lines(lines) = cell else { continue };
        if matches!(column.kind, ColumnKind::Prose | ColumnKind::Excerpt) {
            texts.extend(lines.iter().flat_map(|line| signs.cell(line).wrap(inner)));
            continue;
        }
        let values = lines.iter().map(|line| signs.cell(line)).filter(|value| !value.is_empty());
        let value = values.reduce(|all, value| all.blank(1).then(value)).unwrap_or_default();
        if value.is_empty() {
            continue;
        }
        if index <= named {
            head = head.apart(2).then(value);
        } else {
            pairs = pairs.apart(2);
            if !column.title.is_empty() {
                pairs = pairs.then(signs.words(&column.title, Role::Muted)).blank(1);
            }
            pairs = pairs.then(value);
        }
    }
    let mut rows = head.wrap_hanging(room, INDENT);
    let below = if pairs.is_empty() { Vec::new() } else { pairs.wrap(inner) };
    rows.extend(below.into_iter().chain(texts).map(|row| Strip::new().blank(INDENT).then(row)));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_end_in_eighths() {
        let drawn = |share| bar(share, Role::Bot, 4, Signs::DRAWN).text();
        assert_eq!(drawn(1.0), "████");
        assert_eq!(drawn(0.5), "██");
        assert_eq!(drawn(0.53), "██▏");
        assert_eq!(drawn(0.000_1), "▏");
        assert_eq!(drawn(0.0), "");
        assert_eq!(drawn(f64::NAN), "");
        assert_eq!(drawn(7.0), "████");
    }
}
