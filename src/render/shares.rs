//! Shares of a whole as one bar.

use super::Signs;
use super::canvas::Canvas;
use super::strip::Strip;
use super::text::beside;
use super::theme::Look;
use crate::page::{Line, Part, Role, Shares};
use std::cmp::Ordering;

/// Draws shares: the bar, and below it whose each part is and how much.
pub(super) fn draw(shares: &Shares, canvas: Canvas) -> Vec<Strip<'_>> {
    let Canvas { width, signs } = canvas;
    let columns = proportional(&shares.parts, width.rule());
    let bar = bar(&shares.parts, &columns, signs);
    let mut rows = if bar.is_empty() { Vec::new() } else { vec![bar] };
    rows.extend(
        below(&shares.parts, &columns, signs)
            .unwrap_or_else(|| legend(&shares.parts, width.rule(), signs)),
    );
    let caption = signs.cell(&shares.caption);
    match beside(rows.pop().unwrap_or_default(), caption, width) {
        Ok(row) => rows.push(row),
        Err((row, caption)) => {
            let start = width.rule().saturating_sub(caption.width());
            rows.push(row);
            rows.push(Strip::new().blank(start).then(caption));
        }
    }
    rows
}

/// Draws shares as a small bar without words. If there are more of them than columns, the greatest
/// are drawn.
pub(super) fn small<'a>(shares: &[(Role, f64)], width: usize, signs: Signs) -> Strip<'a> {
    let mut weights: Vec<f64> = shares.iter().map(|(_, share)| weight(*share)).collect();
    weights.sort_by(f64::total_cmp);
    let least = weights.len().checked_sub(width).and_then(|index| weights.get(index).copied());
    let drawn =
        shares.iter().filter(|(_, share)| least.is_none_or(|least| weight(*share) >= least));
    let part = |(role, weight): &(Role, f64)| Part::new(Line::new(), Line::new(), *role, *weight);
    let parts: Vec<_> = drawn.take(width).map(part).collect();
    let columns = proportional(&parts, width);
    bar(&parts, &columns, signs)
}

/// Draws a bar of parts, each so many columns wide.
pub(super) fn bar<'a>(parts: &[Part], columns: &[usize], signs: Signs) -> Strip<'a> {
    let drawn: Vec<_> = parts.iter().zip(columns).filter(|(_, columns)| **columns > 0).collect();
    let next = drawn.iter().skip(1).map(|(part, _)| Some(part.role)).chain([None]);
    drawn.iter().zip(next).fold(Strip::new(), |bar, ((part, columns), next)| {
        let look = Look::Bar(part.role);
        let seam = **columns > 1 && next == Some(part.role);
        let bar = bar.fill(signs.filling(part.role), *columns - usize::from(seam), look);
        bar.fill(signs.seam(part.role), usize::from(seam), look)
    })
}

/// Writes labels and values under the beginnings of their parts, if there is room for all of them.
fn below<'a>(parts: &'a [Part], columns: &[usize], signs: Signs) -> Option<Vec<Strip<'a>>> {
    let (mut labels, mut values) = (Strip::new(), Strip::new());
    let (mut start, mut free) = (0, 0);
    let end: usize = columns.iter().sum();
    for (part, columns) in parts.iter().zip(columns) {
        let (label, value) = (signs.cell(&part.label), signs.cell(&part.value));
        let at = start.max(free);
        free = at + label.width().max(value.width()) + 1;
        start += columns;
        if at >= start || free > end + 1 {
            return None;
        }
        labels = labels.to(at).then(label);
        values = values.to(at).then(value);
    }
    Some(vec![labels, values])
}

/// Writes labels and values as a list.
pub(super) fn legend(parts: &[Part], width: usize, signs: Signs) -> Vec<Strip<'_>> {
    let mut rows = vec![Strip::new()];
    for part in parts {
        let entry = Strip::new()
            .fill(signs.filling(part.role), 1, Look::Bar(part.role))
            .blank(1)
            .then(signs.cell(&part.label))
            .blank(1)
            .then(signs.cell(&part.value));
        match rows.last_mut() {
            Some(row) if row.is_empty() => *row = entry,
            Some(row) if row.width() + 3 + entry.width() <= width => {
                *row = std::mem::take(row).blank(3).then(entry);
            }
            _ => rows.push(entry),
        }
    }
    rows
}

/// Shares columns among parts in proportion, by the largest remainder; whoever has something gets
/// at least one.
fn proportional(parts: &[Part], columns: usize) -> Vec<usize> {
    let weights: Vec<f64> = parts.iter().map(|part| weight(part.weight)).collect();
    let total: f64 = weights.iter().sum();
    if total <= 0.0 {
        return vec![0; parts.len()];
    }
    let exact: Vec<f64> = weights.iter().map(|weight| weight / total * as_f64(columns)).collect();
    let mut given: Vec<usize> =
        exact.iter().map(|exact| if *exact > 0.0 { floor(*exact).max(1) } else { 0 }).collect();
    loop {
        let sum: usize = given.iter().sum();
        let owed = given.iter().zip(&exact).map(|(given, exact)| exact - as_f64(*given));
        let owed = owed.enumerate().zip(&given);
        let by_debt =
            |a: &((usize, f64), &usize), b: &((usize, f64), &usize)| a.0.1.total_cmp(&b.0.1);
        let chosen = match sum.cmp(&columns) {
            Ordering::Less => owed.max_by(by_debt),
            Ordering::Equal => None,
            Ordering::Greater => owed.filter(|(_, given)| **given > 1).min_by(by_debt),
        };
        let Some(((index, _), _)) = chosen else { return given };
        if let Some(given) = given.get_mut(index) {
            *given = if sum < columns { *given + 1 } else { *given - 1 };
        }
    }
}

/// Returns a weight that can be drawn: neither negative nor endless.
pub(super) fn weight(weight: f64) -> f64 {
    if weight.is_finite() { weight.max(0.0) } else { 0.0 }
}

/// Returns a number of columns as a number to reckon with.
#[expect(clippy::cast_precision_loss, reason = "columns are few")]
pub(super) const fn as_f64(columns: usize) -> f64 {
    columns as f64
}

/// Returns the whole columns in a number that is not negative.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "columns are few")]
pub(super) fn floor(columns: f64) -> usize {
    // Spares a share that is whole but for the last bit from losing a column.
    (columns + 1e-9).floor() as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Line, Role};

    fn parts(weights: &[(f64, Role)]) -> Vec<Part> {
        weights
            .iter()
            .map(|(weight, role)| Part::new("label".into(), Line::from("1s"), *role, *weight))
            .collect()
    }

    fn drawn(shares: &Shares, columns: usize) -> Vec<String> {
        draw(shares, Canvas::inside(columns)).iter().map(Strip::text).collect()
    }

    #[test]
    fn columns_are_shared_by_the_largest_remainder() {
        let held = parts(&[(60.0, Role::Bot), (160.0, Role::Queue), (731.0, Role::Agent)]);
        assert_eq!(proportional(&held, 100), [6, 17, 77]);
        let tiny = parts(&[(0.001, Role::Bot), (0.0, Role::Queue), (1e9, Role::Agent)]);
        assert_eq!(proportional(&tiny, 20), [1, 0, 19]);
        let odd = parts(&[(f64::NAN, Role::Bot), (f64::INFINITY, Role::Bot), (-1.0, Role::Agent)]);
        assert_eq!(proportional(&odd, 20), [0, 0, 0]);
        let many = parts(&[(1.0, Role::Bot); 30]);
        assert_eq!(proportional(&many, 20).iter().sum::<usize>(), 30);
    }

    #[test]
    fn the_seam_between_two_of_a_kind_is_seen() {
        let held = parts(&[(1.0, Role::Agent), (1.0, Role::Agent), (1.0, Role::Queue)]);
        assert_eq!(bar(&held, &[3, 3, 2], Signs::DRAWN).text(), "██▉███░░");
        assert_eq!(bar(&held, &[3, 3, 2], Signs::ASCII).text(), "##|###..");
    }

    #[test]
    fn labels_without_room_become_a_list() {
        let parts = parts(&[(1.0, Role::Bot), (99.0, Role::Agent), (1.0, Role::Queue)]);
        let shares = Shares { parts, caption: "12:00 → 13:00".into() };
        assert_eq!(
            drawn(&shares, 30),
            [
                "▓████████████████████████████░",
                "▓ label 1s   █ label 1s",
                "░ label 1s       12:00 → 13:00"
            ]
        );
    }
}
