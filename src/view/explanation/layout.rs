//! A text as help prints it, taken apart, so that a page can lay it out for its own width.

use crate::page::{Block, Cell, Column, Line, Table};

/// Makes paragraphs of lines, and tables of lines whose parts are set apart by several blanks.
pub(super) fn blocks(text: &'static str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for part in text.split("\n\n") {
        let mut paragraph = Vec::new();
        let mut rows: Vec<Vec<String>> = Vec::new();
        for line in part.lines().filter(|line| !line.trim().is_empty()) {
            let cells: Vec<_> = cells(line).map(str::to_owned).collect();
            let goes_on = line.starts_with("        ") && cells.len() == 1;
            match rows.last_mut().and_then(|row| row.last_mut()).filter(|_| goes_on) {
                Some(last) => *last = [last.as_str(), line.trim()].join(" "),
                None if cells.len() > 1 => rows.push(cells),
                None => paragraph.push(line.trim()),
            }
        }
        if !paragraph.is_empty() {
            blocks.push(Block::Text(vec![Line::from(paragraph.join(" "))]));
        }
        blocks.extend(table(rows));
    }
    blocks
}

/// Takes a line apart where several blanks stand together.
fn cells(line: &str) -> impl Iterator<Item = &str> {
    line.split("  ").map(str::trim).filter(|cell| !cell.is_empty())
}

fn table(rows: Vec<Vec<String>>) -> Option<Block> {
    let width = rows.iter().map(Vec::len).max()?;
    let mut columns = vec![Column::words(""); width.saturating_sub(1)];
    columns.push(Column::prose(""));
    let rows = rows.into_iter().map(|row| {
        let mut cells: Vec<_> = row.into_iter().map(Cell::from).collect();
        cells.resize_with(width, Cell::empty);
        cells
    });
    Some(Block::Table(Table { heading: None, columns, rows: rows.collect() }))
}

#[cfg(test)]
mod tests {
    use super::blocks;
    use crate::page::{Block, Cell, Line};

    #[test]
    fn paragraphs_and_rows_are_told_apart() {
        let text = "One sentence that\ngoes on.\n\n  a b   what it is\n  c     what it\n             goes on with\n\nEnd:\n x  1  y\n";
        let blocks = blocks(text);
        let says = |block: &Block| match block {
            Block::Text(lines) => vec![lines.clone()],
            Block::Table(table) => {
                let line = |cell: &Cell| match cell {
                    Cell::Lines(lines) => lines.clone(),
                    _ => Vec::new(),
                };
                table.rows.iter().map(|row| row.iter().flat_map(line).collect()).collect()
            }
            _ => Vec::new(),
        };
        let said: Vec<Vec<Vec<Line>>> = blocks.iter().map(says).collect();
        let row =
            |cells: &[&'static str]| cells.iter().copied().map(Line::from).collect::<Vec<_>>();
        assert_eq!(
            said,
            [
                vec![row(&["One sentence that goes on."])],
                vec![row(&["a b", "what it is"]), row(&["c", "what it goes on with"])],
                vec![row(&["End:"])],
                vec![row(&["x", "1", "y"])],
            ]
        );
    }
}
