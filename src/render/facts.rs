//! Names and what there is to say of each.

use super::Signs;
use super::canvas::Canvas;
use super::strip::Strip;
use crate::page::{Block, Fact, FactBody, Line, Page, Role};
use unicode_width::UnicodeWidthStr;

/// With less room than this beside the names, they stand on lines of their own.
const READABLE: usize = 30;

/// Returns the width of the name column, the same on the whole page.
pub(super) fn name_column(page: &Page) -> usize {
    let facts = page.blocks.iter().filter_map(|block| match block {
        Block::Facts(facts) => Some(facts),
        _ => None,
    });
    facts.flatten().map(|fact| fact.name.width()).max().unwrap_or_default().max(9) + 2
}

/// Draws facts.
pub(super) fn draw(facts: &[Fact], names: usize, canvas: Canvas) -> Vec<Strip<'_>> {
    let room = canvas.width.text().saturating_sub(names);
    facts
        .iter()
        .flat_map(|fact| {
            if room < READABLE {
                below(fact, canvas)
            } else {
                beside(fact, names, room, canvas.signs)
            }
        })
        .collect()
}

fn beside(fact: &Fact, names: usize, room: usize, signs: Signs) -> Vec<Strip<'_>> {
    let body = body(fact, room, signs);
    let rows = body.into_iter().enumerate().map(|(index, row)| {
        let name = if index == 0 { fact.name } else { "" };
        signs.words(name, Role::Muted).to(names).then(row)
    });
    rows.collect()
}

fn below(fact: &Fact, Canvas { width, signs }: Canvas) -> Vec<Strip<'_>> {
    let mut rows = vec![signs.words(fact.name, Role::Muted)];
    let body = body(fact, width.text().saturating_sub(2), signs);
    rows.extend(body.into_iter().map(|row| Strip::new().blank(2).then(row)));
    rows
}

fn body(fact: &Fact, room: usize, signs: Signs) -> Vec<Strip<'_>> {
    match &fact.body {
        FactBody::Lines(lines) => {
            lines.iter().flat_map(|line| signs.cell(line).wrap(room)).collect()
        }
        FactBody::Rows(rows) => aligned(rows, room, signs),
    }
}

/// Draws rows of cells below each other; if the last cell has too little room, rows are wrapped.
pub(super) fn aligned(rows: &[Vec<Line>], room: usize, signs: Signs) -> Vec<Strip<'_>> {
    let mut columns: Vec<usize> = Vec::new();
    for row in rows {
        for (index, cell) in row.iter().enumerate().take(row.len().saturating_sub(1)) {
            let width = signs.cell(cell).width();
            match columns.get_mut(index) {
                Some(column) => *column = width.max(*column),
                None => columns.push(width),
            }
        }
    }
    rows.iter().flat_map(|row| align(row, &columns, room, signs)).collect()
}

fn align<'a>(row: &'a [Line], columns: &[usize], room: usize, signs: Signs) -> Vec<Strip<'a>> {
    let Some((last, cells)) = row.split_last() else { return Vec::new() };
    let mut start = 0;
    let mut strip = Strip::new();
    for (cell, column) in cells.iter().zip(columns) {
        start += column + 2;
        strip = strip.then(signs.cell(cell)).to(start);
    }
    let last = signs.cell(last);
    let left = room.saturating_sub(start);
    if left < 20 && last.width() > left {
        return strip.then(last).wrap_hanging(room, 2);
    }
    let mut rows = Vec::new();
    for part in last.wrap(left) {
        rows.push(std::mem::take(&mut strip).to(start).then(part));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Width;

    fn drawn(fact: Fact, columns: usize) -> Vec<String> {
        let facts = [fact];
        let rows = draw(&facts, 11, Canvas { width: Width::columns(columns), signs: Signs::DRAWN });
        rows.into_iter().map(|row| row.trimmed().text()).collect()
    }

    #[test]
    fn names_stand_beside_or_above() {
        let fact = || {
            Fact::lines("Link", vec!["one two three four five six seven".into(), "eight".into()])
        };
        assert_eq!(
            drawn(fact(), 41),
            ["Link       one two three four five six", "           seven", "           eight"]
        );
        assert_eq!(drawn(fact(), 40), ["Link", "  one two three four five six seven", "  eight"]);
    }

    #[test]
    fn cells_are_aligned() {
        let row = |cells: [&'static str; 3]| cells.map(Line::from).to_vec();
        let fact =
            Fact::rows("People", vec![row(["Jo", "agent", "a"]), row(["Johanna", "bot", ""])]);
        assert_eq!(drawn(fact, 80), ["People     Jo       agent  a", "           Johanna  bot"]);
    }
}
