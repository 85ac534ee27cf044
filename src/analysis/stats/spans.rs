//! The spans of many tickets, recounted or as reported.

use super::figures::Figures;
use super::ledger::Ledger;
use super::measured::{METRICS, Measured, Metric};
use super::row::Row;
use schemars::JsonSchema;
use serde::Serialize;

/// What spans are taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Recounted from the transactions.
    Recount,
    /// As Glassix reports them (gross).
    Reported,
}

/// A span, over many tickets.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct SpanFigures {
    /// Which one.
    pub metric: Metric,
    /// What it is taken from.
    pub basis: Basis,
    /// The figures.
    #[serde(flatten)]
    pub figures: Figures,
    /// Tickets in which its end has not come: nobody answered, took or closed them. Not in the
    /// figures.
    pub awaited: usize,
    /// Tickets in which it is negative or beyond belief. Not in the figures.
    pub impossible: usize,
}

impl Basis {
    /// Tells whether the spans of a row are taken from it.
    pub(super) fn is_of(self, row: &Row) -> bool {
        row.facts.is_recounted == (self == Self::Recount)
    }
}

impl SpanFigures {
    /// Measures all spans for each key from 0 to `keys`; `groups` says of a row which keys it
    /// belongs to.
    pub(super) fn by_key(
        ledger: &Ledger,
        keys: usize,
        basis: Basis,
        groups: impl Fn(&Row, &mut dyn FnMut(usize)),
    ) -> Vec<Vec<Self>> {
        let places = |row: &Row, see: &mut dyn FnMut(usize, Measured)| {
            groups(row, &mut |key| {
                let first = key.saturating_mul(METRICS);
                (first..).zip(row.spans).for_each(|(place, span)| see(place, span));
            });
        };
        let all = keys.saturating_mul(METRICS);
        let figures = Figures::by_key(ledger, all, |row, add| {
            places(row, &mut |place, span| span.ms().into_iter().for_each(|ms| add(place, ms)));
        });
        let mut spans: Vec<_> = Metric::ALL
            .iter()
            .cycle()
            .zip(figures)
            .map(|(metric, figures)| Self {
                metric: *metric,
                basis,
                figures,
                awaited: 0,
                impossible: 0,
            })
            .collect();
        ledger.each(|row| {
            places(row, &mut |place, span| {
                let Some(figures) = spans.get_mut(place) else { return };
                match span {
                    Measured::Awaited => figures.awaited = figures.awaited.saturating_add(1),
                    Measured::Impossible => {
                        figures.impossible = figures.impossible.saturating_add(1);
                    }
                    Measured::Absent | Measured::Took(_) => {}
                }
            });
        });
        spans.chunks(METRICS).map(<[Self]>::to_vec).collect()
    }
}
