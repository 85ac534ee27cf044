//! Tables: a row is a line, in which each value is told with the title of its column.

use super::own;
use super::quotation::said;
use crate::page::{Cell, Column, Content, Line, Mark, Role, Table};
use crate::render::Signs;
use crate::render::shares::weight;
use crate::render::strip::Strip;

/// Says a table.
pub(super) fn table(table: &Table) -> Vec<Strip<'_>> {
    let titles: Vec<_> =
        table.columns.iter().map(|column| Line::new().own(column.title.clone())).collect();
    let columns: Vec<_> = titles.iter().zip(&table.columns).collect();
    let rows = table.rows.iter().filter_map(|cells| row(&columns, cells));
    let rows: Vec<_> = rows.map(Strip::into_static).collect();
    table.heading.iter().map(said).chain(rows).collect()
}

/// Says a row; nothing if there is nothing in it.
pub(super) fn row<'a>(columns: &[(&'a Line, &Column)], cells: &'a [Cell]) -> Option<Strip<'a>> {
    let mut line: Option<Strip<'a>> = None;
    // Where no value has a title, the first one is the name of the others.
    let is_named = columns.iter().all(|(title, column)| label(title, column).is_empty());
    let mut between = if is_named { ": " } else { "; " };
    for ((title, column), cell) in columns.iter().zip(cells) {
        for value in values(cell, column, cells) {
            let title = label(title, column);
            let value =
                if title.is_empty() { value } else { title.lit(": ", Role::Plain).then(value) };
            line = Some(match line {
                Some(line) => {
                    line.lit(std::mem::replace(&mut between, "; "), Role::Plain).then(value)
                }
                None => value,
            });
        }
    }
    line
}

/// Returns what stands before a value: the title of its column, as one says it.
fn label<'a>(title: &Line, column: &Column) -> Strip<'a> {
    if !column.spoken.is_empty() {
        return own(column.spoken);
    }
    // The name of a zone stays as it is written.
    let title = Signs::SPOKEN.cell(title).text();
    match title.split_once(", ") {
        Some((name, zone)) => own(&format!("{} {zone}", name.to_lowercase())),
        None => own(&title.to_lowercase()),
    }
}

/// Says what is in a cell. A bar says nothing that does not stand beside it as a number.
fn values<'a>(cell: &'a Cell, column: &Column, row: &'a [Cell]) -> Vec<Strip<'a>> {
    match cell {
        Cell::Bar { .. } => Vec::new(),
        Cell::Lines(lines) => {
            let lines = lines.iter().filter(|line| !is_missing(line));
            let lines = lines.map(|line| untold(line, row));
            lines.filter(|value| !value.is_empty()).collect()
        }
        Cell::Shares(parts) => shares(parts).into_iter().collect(),
        Cell::Spread { counts, .. } => spread(counts, column.scale).into_iter().collect(),
    }
}

/// Tells whether a line is the dash for a value that there is not.
fn is_missing(line: &Line) -> bool {
    match line.0.as_slice() {
        [only] => matches!(&only.content, Content::Own(words) if words == "–"),
        spans => spans.is_empty(),
    }
}

/// Says a line; if it begins with somebody's sign, and another cell names the role, without it.
pub(super) fn untold<'a>(line: &'a Line, row: &[Cell]) -> Strip<'a> {
    let others = row.iter().filter_map(|cell| match cell {
        Cell::Lines(lines) => lines.first(),
        _ => None,
    });
    without_role(line, others)
}

/// Says a line; if it begins with somebody's sign, and another line names the role, without it.
pub(super) fn without_role<'a, 'o>(
    line: &'a Line,
    mut others: impl Iterator<Item = &'o Line>,
) -> Strip<'a> {
    let mark = match line.0.first().map(|span| &span.content) {
        Some(Content::Mark(mark)) if mark.is_person() => *mark,
        _ => return said(line),
    };
    if others.any(|other| Signs::SPOKEN.cell(other).text() == role(mark)) {
        let rest = Line(line.0.get(1..).unwrap_or_default().to_vec());
        return said(&rest).into_static();
    }
    said(line)
}

fn role(mark: Mark) -> String {
    Signs::SPOKEN.mark(mark).text()
}

/// Says shares of a whole in percent.
fn shares<'a>(parts: &[(Role, f64)]) -> Option<Strip<'a>> {
    let total: f64 = parts.iter().map(|(_, share)| weight(*share)).sum();
    let parts = parts.iter().filter(|(_, share)| weight(*share) > 0.0);
    let parts = parts.map(|(role, share)| {
        let who = match role {
            Role::Bot => "bot",
            Role::Queue => "queue",
            Role::Agent => "agent",
            _ => "nobody",
        };
        format!("{who} {}", percent(weight(*share), total))
    });
    let parts: Vec<_> = parts.collect();
    (!parts.is_empty()).then(|| own(&parts.join(", ")))
}

/// Says a share in percent.
pub(super) fn percent(part: f64, whole: f64) -> String {
    if whole <= 0.0 {
        return "0 percent".to_owned();
    }
    match part / whole * 100.0 {
        share if share > 0.0 && share < 0.5 => "less than 1 percent".to_owned(),
        share => format!("{share:.0} percent"),
    }
}

/// Says how many values there are from each label of a scale on.
fn spread<'a>(counts: &[usize], scale: &[(usize, &str)]) -> Option<Strip<'a>> {
    let ends = scale.iter().skip(1).map(|(part, _)| *part).chain([counts.len()]);
    let labelled = scale.iter().zip(ends);
    let parts = labelled.filter_map(|((part, label), end)| {
        // What lies before the first label counts from it on, too.
        let from = if scale.first().is_some_and(|(first, _)| first == part) { 0 } else { *part };
        let sum: usize = counts.get(from..end.min(counts.len()))?.iter().sum();
        (sum > 0).then(|| format!("{sum} from {label} on"))
    });
    let parts: Vec<_> = parts.collect();
    (!parts.is_empty()).then(|| own(&parts.join(", ")))
}
