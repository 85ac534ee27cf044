//! How values spread over a scale: a column of blocks for each part, and the scale above them.

use crate::page::{Cell, Role, Table};
use crate::render::Signs;
use crate::render::strip::Strip;
use crate::render::theme::Look;
use unicode_width::UnicodeWidthStr;

/// Draws how many values are in each part; where there is little room, of several parts together.
/// A part with any value is to be seen.
pub(super) fn draw<'a>(counts: &[usize], role: Role, width: usize, signs: Signs) -> Strip<'a> {
    let sum = |part: &[usize]| part.iter().fold(0, |sum: usize, count| sum.saturating_add(*count));
    let sums: Vec<usize> = counts.chunks(parts_a_column(counts.len(), width)).map(sum).collect();
    let most = sums.iter().copied().max().unwrap_or_default().max(1);
    sums.into_iter().fold(Strip::new(), |strip, sum| {
        // Rounded up, without a product that could be too large.
        let height =
            (0..8).filter(|eighth| sum > most / 8 * eighth + most % 8 * eighth / 8).count();
        strip.fill(signs.height(height), 1, Look::Bar(role))
    })
}

/// Writes the labels of a scale over their parts, as many as there is room for; `None` if the column
/// has no scale, or nothing to be read by it.
pub(super) fn scale(table: &Table, index: usize, width: usize) -> Option<String> {
    let column = table.columns.get(index).filter(|column| !column.scale.is_empty())?;
    let parts = table.rows.iter().filter_map(|row| match row.get(index) {
        Some(Cell::Spread { counts, .. }) => Some(counts.len()),
        _ => None,
    });
    let together = parts_a_column(parts.max()?, width);
    let mut line = String::new();
    for (part, label) in column.scale {
        let (at, end) = (part / together, line.width());
        if (end == 0 || at > end) && at + label.width() <= width {
            line.push_str(&" ".repeat(at - end));
            line.push_str(label);
        }
    }
    Some(line)
}

/// Returns how many parts have to share a column.
fn parts_a_column(parts: usize, width: usize) -> usize {
    parts.div_ceil(width.max(1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Column;

    #[test]
    fn what_is_there_is_seen() {
        let drawn = |counts: &[usize], width| draw(counts, Role::Agent, width, Signs::DRAWN).text();
        assert_eq!(drawn(&[0, 1, 50, 100, 0, 1], 6), " ▁▄█ ▁");
        assert_eq!(drawn(&[0, 1, 50, 100, 0, 1], 3), "▁█▁");
        assert_eq!(drawn(&[0, 0], 2), "  ");
        assert_eq!(drawn(&[], 2), "");
        assert_eq!(drawn(&[usize::MAX, 1], 2), "█▁");
    }

    #[test]
    fn labels_stand_over_their_parts_or_not_at_all() {
        let table = |counts: usize| Table {
            heading: None,
            columns: vec![Column::spread("SPREAD", &[(1, "1s"), (7, "10s"), (9, "x"), (12, "1m")])],
            rows: vec![vec![Cell::Spread { counts: vec![1; counts], role: Role::Agent }]],
        };
        assert_eq!(scale(&table(14), 0, 14).unwrap(), " 1s    10s  1m");
        assert_eq!(scale(&table(14), 0, 7).unwrap(), "1s 10s");
        let none = Table { rows: Vec::new(), ..table(1) };
        assert_eq!(scale(&none, 0, 14), None);
    }
}
