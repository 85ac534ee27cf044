//! Which columns of a long table there is room for, and how a row of it is drawn.

use crate::page::{Cell, Column, ColumnKind, Line};
use crate::render::strip::Strip;
use crate::render::table::{GAP, SMALL_BAR, concede};
use crate::render::{Settings, Signs, shares};

/// What gives first, and how far, when room is short: a row stays one line.
const CONCESSIONS: [(&[ColumnKind], usize); 5] = [
    (&[ColumnKind::Prose, ColumnKind::Excerpt], 40),
    (&[ColumnKind::Bar], 8),
    (&[ColumnKind::Prose, ColumnKind::Excerpt], 24),
    (&[ColumnKind::Words], 12),
    (&[ColumnKind::Excerpt], 16),
];

/// What gives once there is nothing left that could be spared.
const LAST_CONCESSIONS: [(&[ColumnKind], usize); 2] =
    [(&[ColumnKind::Words], 8), (&[ColumnKind::Prose, ColumnKind::Excerpt], 8)];

/// Where nothing is cut, the columns behind a cell that is wider than this have to move.
const WIDEST: usize = 60;

/// Which columns are shown, and how wide they are.
#[derive(Debug)]
pub(super) struct Layout {
    /// How wide each column would be if there were room, as far as is known.
    natural: Vec<usize>,
    /// The columns that are shown, and how wide.
    pub(super) shown: Vec<(usize, usize)>,
    /// The columns that are not.
    pub(super) dropped: Vec<usize>,
    /// Whether anything had to be cut.
    pub(super) cuts: bool,
}

impl Layout {
    /// Lays out a block of rows, in the columns of the block before if there was one.
    pub(super) fn of(
        columns: &[(Line, Column)],
        rows: &[Vec<Cell>],
        before: Option<Self>,
        settings: &Settings,
    ) -> Self {
        let natural = columns.iter().enumerate().map(|(index, (title, _))| {
            let cells = rows
                .iter()
                .filter_map(|row| row.get(index))
                .map(|cell| natural(cell, settings.signs));
            let before = before.as_ref().and_then(|before| before.natural.get(index).copied());
            cells
                .chain(before)
                .chain([settings.signs.cell(title).width()])
                .max()
                .unwrap_or_default()
        });
        let natural: Vec<_> = natural.collect();
        let (shown, cuts) = match before {
            Some(before) => {
                let index = before.shown.iter().map(|(index, _)| *index).collect();
                (Some((index, before.dropped)), before.cuts)
            }
            None => (None, false),
        };
        let mut layout = Self { natural, shown: Vec::new(), dropped: Vec::new(), cuts };
        layout.fit(columns, shown, settings);
        layout
    }

    /// Decides which columns are shown, unless that is decided, and how wide each is.
    fn fit(
        &mut self,
        columns: &[(Line, Column)],
        decided: Option<(Vec<usize>, Vec<usize>)>,
        settings: &Settings,
    ) {
        let room = settings.width.text();
        let kinds = |index: usize| {
            let (title, column) = columns.get(index)?;
            Some((column.kind, settings.signs.cell(title).width()))
        };
        let is_spare = |index: &usize| columns.get(*index).is_some_and(|(_, column)| column.spare);
        let is_decided = decided.is_some();
        let (mut shown, dropped) =
            decided.unwrap_or_else(|| ((0..columns.len()).collect(), Vec::new()));
        self.dropped = dropped;
        let mut concessions = CONCESSIONS.to_vec();
        loop {
            let wide = |index: &usize| {
                let width = self.natural.get(*index).copied().unwrap_or_default();
                (*index, if settings.width.is_known() { width } else { width.min(WIDEST) })
            };
            let wanted: Vec<_> = shown.iter().map(wide).collect();
            if let Some(fitting) = concede(&kinds, &wanted, room, &concessions) {
                self.shown = fitting;
                return;
            }
            let spare = shown.iter().rposition(is_spare).filter(|_| !is_decided);
            if let Some(spare) = spare {
                // Those of one kind that stand beside each other go together.
                let kind = |index: &usize| columns.get(*index).map(|(_, column)| column.kind);
                let last = shown.get(spare).and_then(kind);
                let before = shown.get(..spare).unwrap_or_default().iter().rev();
                let more = before.take_while(|index| is_spare(index) && kind(index) == last);
                let dropped = shown.drain(spare - more.count()..=spare);
                self.dropped.splice(0..0, dropped);
            } else if concessions.len() == CONCESSIONS.len() {
                concessions.extend(LAST_CONCESSIONS);
            } else if shown.len() > 1 && !is_decided {
                self.dropped.insert(0, shown.remove(Self::least(columns, &shown)));
            } else {
                // It must do.
                self.shown =
                    wanted.into_iter().map(|(index, width)| (index, width.min(room))).collect();
                return;
            }
        }
    }

    /// Returns which of the columns goes first though none can be spared: a name before the text that
    /// it stands beside, else the last one.
    fn least(columns: &[(Line, Column)], shown: &[usize]) -> usize {
        let kind = |index: &usize| columns.get(*index).map(|(_, column)| column.kind);
        match shown {
            [_, _, .., name, text]
                if kind(name) == Some(ColumnKind::Words)
                    && kind(text) == Some(ColumnKind::Excerpt) =>
            {
                shown.len() - 2
            }
            _ => shown.len() - 1,
        }
    }

    /// Returns the width at which nothing would have to give.
    pub(super) fn natural(&self) -> usize {
        let widths: usize = self.natural.iter().sum();
        widths + GAP * self.natural.len().saturating_sub(1)
    }

    /// Draws a row.
    pub(super) fn row<'a>(
        &mut self,
        columns: &[(Line, Column)],
        cells: &'a [Cell],
        settings: &Settings,
    ) -> Strip<'a> {
        let mut row = Strip::new();
        let mut start = 0;
        for (index, width) in &self.shown {
            let Some((cell, (_, column))) = cells.get(*index).zip(columns.get(*index)) else {
                continue;
            };
            let mut drawn = match cell {
                Cell::Lines(lines) => {
                    lines.first().map(|line| settings.signs.cell(line)).unwrap_or_default()
                }
                Cell::Shares(parts) => shares::small(parts, *width, settings.signs),
                Cell::Bar { .. } | Cell::Spread { .. } => Strip::new(),
            };
            if settings.width.is_known() && drawn.width() > *width {
                self.cuts = true;
                drawn = drawn.cut_around_hit(*width, settings.signs).trimmed();
            }
            let before = match column.kind {
                ColumnKind::Numbers => width.saturating_sub(drawn.width()),
                _ => 0,
            };
            if start > 0 {
                // A cell that is too wide has pushed the row.
                row = if row.width() + GAP > start { row.blank(GAP) } else { row.to(start) };
            }
            row = row.blank(before).then(drawn);
            start += width + GAP;
        }
        row
    }
}

fn natural(cell: &Cell, signs: Signs) -> usize {
    match cell {
        Cell::Lines(lines) => {
            lines.first().map(|line| signs.cell(line).width()).unwrap_or_default()
        }
        Cell::Shares(_) | Cell::Bar { .. } | Cell::Spread { .. } => SMALL_BAR,
    }
}
