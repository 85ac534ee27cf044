//! Which columns there is room for, and how wide they are.

use crate::page::{Cell, ColumnKind, Table};
use crate::render::Signs;
use unicode_width::UnicodeWidthStr;

/// How a table fits into the room there is.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fit {
    /// The columns beside each other: which, and how wide. None, if the table must be stacked.
    pub(super) columns: Vec<(usize, usize)>,
    /// The columns that stand below each row.
    pub(super) below: Vec<usize>,
    /// The columns left out.
    pub(super) dropped: Vec<usize>,
    /// The width at which nothing would have to give.
    pub(super) natural: usize,
    /// How far the columns stand inside.
    pub(super) indent: usize,
    /// The room there is.
    pub(super) room: usize,
}

/// What gives first, and how far, when room is short.
const CONCESSIONS: [(&[ColumnKind], usize); 5] = [
    (&[ColumnKind::Prose, ColumnKind::Excerpt], 40),
    (&[ColumnKind::Bar], 10),
    (&[ColumnKind::Spread], 16),
    (&[ColumnKind::Prose, ColumnKind::Excerpt], 24),
    (&[ColumnKind::Words], 32),
];

/// What gives once there is nothing left that could be spared.
const LAST_CONCESSION: (&[ColumnKind], usize) = (&[ColumnKind::Words], 16);

/// The width of a bar where there is room.
const BAR: usize = 20;

/// The width of a bar of shares where there is room.
pub(in crate::render) const SMALL_BAR: usize = 12;

/// Between two columns.
pub(in crate::render) const GAP: usize = 2;

/// The library that lays out the grid counts columns in 16 bits.
const LARGEST: usize = 30_000;

impl Fit {
    /// Finds out how a table fits.
    pub(super) fn of(table: &Table, room: usize, signs: Signs) -> Self {
        let mut columns = natural(table, signs);
        let indent = indent(table, &mut columns);
        let mut fit = Self {
            natural: total(&columns) + indent,
            indent,
            columns: Vec::new(),
            below: beyond_all_grids(&mut columns, room),
            dropped: Vec::new(),
            room,
        };
        let is_text = |index: usize| {
            table.columns.get(index).is_some_and(|column| {
                matches!(column.kind, ColumnKind::Prose | ColumnKind::Excerpt)
            })
        };
        let is_spare = |index: usize| table.columns.get(index).is_some_and(|column| column.spare);
        let mut concessions = CONCESSIONS.to_vec();
        loop {
            let kinds = |index: usize| {
                let column = table.columns.get(index)?;
                Some((column.kind, signs.own(&column.title).width()))
            };
            if let Some(columns) =
                concede(&kinds, &columns, room.saturating_sub(indent), &concessions)
            {
                fit.columns = columns;
                return fit;
            }
            if let Some(at) = columns.iter().rposition(|(index, _)| is_spare(*index)) {
                fit.dropped.insert(0, columns.remove(at).0);
            } else if concessions.len() == CONCESSIONS.len() {
                concessions.push(LAST_CONCESSION);
            } else if let Some(at) = columns.iter().rposition(|(index, _)| is_text(*index)) {
                fit.below.insert(0, columns.remove(at).0);
            } else {
                return fit;
            }
        }
    }
}

/// Takes out the columns that no grid can hold, though there is room for them: they stand below
/// their rows, whole, and the others keep their titles.
fn beyond_all_grids(columns: &mut Vec<(usize, usize)>, room: usize) -> Vec<usize> {
    let is_beyond = |width: usize| width > LARGEST && room > LARGEST;
    let beyond = columns.iter().filter(|(_, width)| is_beyond(*width));
    let beyond = beyond.map(|(index, _)| *index).collect();
    columns.retain(|(_, width)| !is_beyond(*width));
    beyond
}

/// Returns the columns and how wide they want to be; an empty one at the beginning included, and
/// no other.
fn natural(table: &Table, signs: Signs) -> Vec<(usize, usize)> {
    let widths = table.columns.iter().enumerate().map(|(index, column)| {
        let cells = table.rows.iter().filter_map(|row| row.get(index));
        let cells = cells.map(|cell| match cell {
            Cell::Lines(lines) => {
                lines.iter().map(|line| signs.cell(line).width()).max().unwrap_or_default()
            }
            Cell::Bar { .. } => BAR,
            Cell::Shares(_) => SMALL_BAR,
            Cell::Spread { counts, .. } => counts.len(),
        });
        (index, cells.max().unwrap_or_default().max(signs.own(&column.title).width()))
    });
    widths.filter(|(index, width)| *index == 0 || *width > 0).collect()
}

/// Returns how far a table stands inside: an empty column at its beginning asks for that, and
/// short numbers look lost at the very edge.
fn indent(table: &Table, columns: &mut Vec<(usize, usize)>) -> usize {
    match columns.first() {
        Some((_, 0)) => {
            columns.remove(0);
            GAP
        }
        Some((index, width)) => {
            let kind = table.columns.get(*index).map(|column| column.kind);
            if kind == Some(ColumnKind::Numbers) { 3usize.saturating_sub(*width) } else { 0 }
        }
        None => 0,
    }
}

fn total(columns: &[(usize, usize)]) -> usize {
    let widths: usize = columns.iter().map(|(_, width)| width).sum();
    widths + GAP * columns.len().saturating_sub(1)
}

/// Narrows columns until they fit, by what may be asked of each kind; the widest gives first. No
/// column is narrower than its title.
pub(in crate::render) fn concede(
    column: &dyn Fn(usize) -> Option<(ColumnKind, usize)>,
    columns: &[(usize, usize)],
    room: usize,
    concessions: &[(&[ColumnKind], usize)],
) -> Option<Vec<(usize, usize)>> {
    let mut columns = columns.to_vec();
    for (kinds, least) in concessions {
        let least_of = |index: usize| {
            let (_, title) = column(index).filter(|(kind, _)| kinds.contains(kind))?;
            Some(title.max(*least))
        };
        // No column needs more than all the room; that keeps the steps below few.
        for (index, width) in &mut columns {
            if let Some(least) = least_of(*index) {
                *width = (*width).min(room.max(least));
            }
        }
        while total(&columns) > room {
            let gives = columns
                .iter_mut()
                .filter(|(index, width)| least_of(*index).is_some_and(|least| *width > least));
            let Some((_, width)) = gives.max_by_key(|(_, width)| *width) else { break };
            *width -= 1;
        }
    }
    let fits = total(&columns) <= room && columns.iter().all(|(_, width)| *width <= LARGEST);
    fits.then_some(columns)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Column;

    fn table() -> Table {
        Table {
            heading: None,
            columns: vec![
                Column::numbers("ID"),
                Column::words("NAME"),
                Column::words(""),
                Column::bar("STAY"),
                Column::excerpt("TEXT"),
                Column::words("IDENTIFIER").spare(),
            ],
            rows: vec![vec![
                "1".into(),
                "Jack Bower".into(),
                Cell::empty(),
                Cell::Bar { share: 1.0, role: crate::page::Role::Bot },
                "x".repeat(60).into(),
                "1e51683b".into(),
            ]],
        }
    }

    #[test]
    fn there_is_room_for_all() {
        let fit = Fit::of(&table(), 200, Signs::DRAWN);
        assert_eq!(fit.columns, [(0, 2), (1, 10), (3, 20), (4, 60), (5, 10)]);
        assert_eq!((fit.natural, fit.indent), (111, 1));
    }

    #[test]
    fn text_gives_then_bars_then_what_can_be_spared() {
        assert_eq!(Fit::of(&table(), 100, Signs::DRAWN).columns[3], (4, 49));
        assert_eq!(Fit::of(&table(), 85, Signs::DRAWN).columns[2..4], [(3, 14), (4, 40)]);
        assert_eq!(Fit::of(&table(), 70, Signs::DRAWN).columns[2..4], [(3, 10), (4, 29)]);
        let fit = Fit::of(&table(), 60, Signs::DRAWN);
        assert_eq!(fit.dropped, [5]);
        assert_eq!(fit.columns, [(0, 2), (1, 10), (3, 10), (4, 31)]);
    }

    #[test]
    fn then_text_goes_below_and_at_last_all_is_stacked() {
        let fit = Fit::of(&table(), 40, Signs::DRAWN);
        assert_eq!((fit.below, fit.dropped), (vec![4], vec![5]));
        assert_eq!(Fit::of(&table(), 20, Signs::DRAWN).columns, []);
    }

    #[test]
    fn t13_a_column_beyond_all_measure_stands_below_and_none_is_dropped() {
        for column in [0, 1, 4, 5] {
            let mut table = table();
            table.rows[0][column] = "x".repeat(70_000).into();
            let fit = Fit::of(&table, usize::MAX, Signs::DRAWN);
            assert_eq!((fit.below, fit.dropped), (vec![column], vec![]));
            assert_eq!(fit.columns.len(), 4);
        }
    }
}
