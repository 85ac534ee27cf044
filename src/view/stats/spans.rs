//! The spans of many tickets, and how they did by targets.

use crate::analysis::Seconds;
use crate::analysis::stats::{
    Basis, ENOUGH_FOR_P90, ENOUGH_FOR_P99, Figures, Metric, Outcome, PARTS, SpanFigures, Stats,
};
use crate::page::{Block, Cell, Column, Line, Mark, Marked, Role as Ink, Table};
use crate::view::words::{duration, number, percent};

use super::metric_name;

/// Where the labels of the scale stand.
const SCALE: [(usize, &str); 6] =
    [(1, "1s"), (7, "10s"), (12, "1m"), (18, "10m"), (22, "1h"), (31, "1d")];

/// The scale reaches at least to the label of a day.
const LEAST: usize = 33;

impl Stats {
    /// Says the spans: in a table, and below what is not in it.
    pub(super) fn spans_blocks(&self) -> Vec<Block> {
        let spans: Vec<_> = self.spans.iter().filter(|span| is_told(span)).collect();
        let has_spread = spans.iter().any(|span| span.figures.n >= ENOUGH_FOR_P90);
        let has_p99 = spans.iter().any(|span| span.figures.n >= ENOUGH_FOR_P99);
        let parts = spans.iter().map(|span| used(&span.figures)).max().unwrap_or(PARTS);
        let row = |span: &&SpanFigures| {
            let mut row = vec![self.label(span).into(), number(span.figures.n).into()];
            let mut add = |figure: Option<Seconds>| row.push(figure_cell(figure));
            add(span.figures.median_s);
            add(span.figures.p90_s);
            if has_p99 {
                add(span.figures.p99_s);
            }
            add(span.figures.max_s);
            row.push(spread(&span.figures, parts));
            row
        };
        let mut columns = vec![
            Column::words(if self.basis == Basis::Reported { "SPAN, REPORTED" } else { "SPAN" }),
            Column::numbers("TICKETS"),
            Column::numbers("MEDIAN"),
            Column::numbers("P90"),
        ];
        if has_p99 {
            columns.push(Column::numbers("P99").spare());
        }
        columns.push(Column::numbers("MAX"));
        columns.push(if has_spread {
            Column::spread("SPREAD", &SCALE).spare()
        } else {
            Column::words("SPREAD").spare()
        });
        let table = Table { heading: None, columns, rows: spans.iter().map(row).collect() };
        let mut blocks = vec![Block::Table(table)];
        let remarks = [
            self.left_out(Mark::Note, "Still without an end, and not counted above", |s| s.awaited),
            self.left_out(Mark::Caution, "Negative or beyond belief, and not counted", |s| {
                s.impossible
            }),
        ];
        let remarks: Vec<_> = remarks.into_iter().flatten().collect();
        if !remarks.is_empty() {
            blocks.push(Block::Remarks(remarks));
        }
        blocks
    }

    fn left_out(
        &self,
        mark: Mark,
        what: &'static str,
        tickets: fn(&SpanFigures) -> usize,
    ) -> Option<Marked> {
        let some = self.spans.iter().filter(|span| tickets(span) > 0);
        let some: Vec<_> =
            some.map(|span| self.label(span).own(format!(" {}", number(tickets(span))))).collect();
        let line = Line::from(what).own(": ").joined(some.clone(), ", ").own(".");
        (!some.is_empty()).then(|| Marked::new(mark, line))
    }

    fn label(&self, span: &SpanFigures) -> Line {
        self.name(span.metric, span.basis)
    }

    fn name(&self, metric: Metric, basis: Basis) -> Line {
        let line = Line::from(metric_name(metric));
        if basis == self.basis { line } else { line.muted(", reported") }
    }

    /// Says how tickets did by targets. Who waits has not met any.
    pub(super) fn targets_block(&self) -> Option<Block> {
        let row = |outcome: &Outcome| {
            let tickets = outcome.tickets();
            let met = percent(outcome.met, tickets);
            let name = self.name(outcome.metric, outcome.basis);
            vec![
                name.own(format!(" within {}", duration(outcome.target_s))).into(),
                number(tickets).into(),
                number(outcome.met).into(),
                number(outcome.missed).into(),
                number(outcome.unanswered).into(),
                met.map_or_else(Cell::missing, Cell::from),
                share(outcome.met, tickets, Ink::Agent),
            ]
        };
        let told = self
            .targets
            .iter()
            .filter(|outcome| outcome.tickets() > 0 || outcome.basis == self.basis);
        let title = if self.basis == Basis::Reported { "TARGET, REPORTED" } else { "TARGET" };
        let table = Table {
            heading: None,
            columns: vec![
                Column::words(title),
                Column::numbers("TICKETS"),
                Column::numbers("MET"),
                Column::numbers("MISSED"),
                Column::numbers("UNANSWERED"),
                Column::numbers("MET OF ALL"),
                Column::bar("").spare(),
            ],
            rows: told.map(row).collect(),
        };
        (!table.rows.is_empty()).then_some(Block::Table(table))
    }
}

/// Tells whether a span can be reported at all, or is there.
fn is_told(span: &SpanFigures) -> bool {
    let is_unknown = matches!(span.metric, Metric::Bot | Metric::Waited);
    span.basis == Basis::Recount || !is_unknown
}

/// Shows a figure, or a dash.
pub(super) fn figure_cell(figure: Option<Seconds>) -> Cell {
    figure.map_or_else(Cell::missing, |figure| duration(figure).into())
}

/// Shows a share of a whole as a bar.
pub(super) fn share(part: usize, whole: usize, role: Ink) -> Cell {
    let tenths = part.saturating_mul(10_000).checked_div(whole).unwrap_or_default();
    let share = u16::try_from(tenths).map_or(1.0, |tenths| f64::from(tenths) / 10_000.0);
    Cell::Bar { share, role }
}

/// Returns how much of the scale is used.
fn used(figures: &Figures) -> usize {
    let last = figures.spread.counts().iter().rposition(|count| *count > 0);
    last.map_or(0, |last| last + 1).max(LEAST)
}

fn spread(figures: &Figures, parts: usize) -> Cell {
    match figures.n {
        0 => Cell::empty(),
        n if n < ENOUGH_FOR_P90 => {
            Line::new().muted(format!("needs {ENOUGH_FOR_P90} tickets")).into()
        }
        _ => {
            let counts = figures.spread.counts().iter().copied().take(parts).collect();
            Cell::Spread { counts, role: Ink::Agent }
        }
    }
}
