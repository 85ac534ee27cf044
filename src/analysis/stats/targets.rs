//! Targets, and how tickets did by them.

use super::ledger::Ledger;
use super::measured::{Measured, Metric, seconds};
use super::row::Row;
use super::spans::Basis;
use crate::analysis::value::Seconds;
use schemars::JsonSchema;
use serde::Serialize;

/// A target: how long a span may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// Which span.
    pub metric: Metric,
    /// The longest time that still meets the target.
    pub at_most: Seconds,
}

/// How a ticket did by a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// It took no longer.
    Met,
    /// It took longer.
    Missed,
    /// The end of the span has not come, however short the time was until the export.
    Unanswered,
}

impl Target {
    /// Judges a ticket; nothing if it has no such span.
    pub fn judge(&self, measured: Measured) -> Option<Judgement> {
        match measured {
            Measured::Took(ms) if seconds(ms) <= self.at_most => Some(Judgement::Met),
            Measured::Took(_) => Some(Judgement::Missed),
            Measured::Awaited => Some(Judgement::Unanswered),
            Measured::Absent | Measured::Impossible => None,
        }
    }
}

/// How tickets did by a target. A ticket that has no such span is in none of the three counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Outcome {
    /// Which span.
    pub metric: Metric,
    /// What the spans are taken from.
    pub basis: Basis,
    /// The target.
    pub target_s: Seconds,
    /// Tickets that took no longer.
    pub met: usize,
    /// Tickets that took longer.
    pub missed: usize,
    /// Tickets for which the end of the span has not come: nobody answered, took or closed them.
    /// They have not met the target, however short the time was until the export.
    pub unanswered: usize,
}

impl Outcome {
    /// Returns how many tickets the target is for: those that met it, missed it, or wait.
    pub fn tickets(&self) -> usize {
        self.met.saturating_add(self.missed).saturating_add(self.unanswered)
    }

    fn see(&mut self, measured: Measured) {
        let target = Target { metric: self.metric, at_most: self.target_s };
        let count = match target.judge(measured) {
            Some(Judgement::Met) => &mut self.met,
            Some(Judgement::Missed) => &mut self.missed,
            Some(Judgement::Unanswered) => &mut self.unanswered,
            None => return,
        };
        *count = count.saturating_add(1);
    }
}

/// Counts, for each key from 0 to `keys`, how tickets did by each target. `groups` says of a row
/// which keys it belongs to.
pub(super) fn outcomes(
    ledger: &Ledger,
    keys: usize,
    targets: &[Target],
    basis: Basis,
    groups: impl Fn(&Row, &mut dyn FnMut(usize)),
) -> Vec<Vec<Outcome>> {
    let none = |target: &Target| Outcome {
        metric: target.metric,
        basis,
        target_s: target.at_most,
        met: 0,
        missed: 0,
        unanswered: 0,
    };
    let mut outcomes = vec![targets.iter().map(none).collect::<Vec<_>>(); keys];
    if targets.is_empty() {
        return outcomes;
    }
    ledger.each(|row| {
        groups(row, &mut |key| {
            for outcome in outcomes.get_mut(key).into_iter().flatten() {
                let place = Metric::ALL.iter().position(|span| *span == outcome.metric);
                let measured = place.and_then(|place| row.spans.get(place)).copied();
                outcome.see(measured.unwrap_or_default());
            }
        });
    });
    outcomes
}

#[cfg(test)]
mod tests {
    use super::{Basis, Outcome};
    use crate::analysis::Seconds;
    use crate::analysis::stats::{Measured, Metric};

    #[test]
    fn only_what_has_ended_in_time_is_met() {
        for (measured, expected) in [
            (Measured::Took(0), [1, 0, 0]),
            (Measured::Took(60_000), [1, 0, 0]),
            (Measured::Took(60_001), [0, 1, 0]),
            (Measured::Awaited, [0, 0, 1]),
            (Measured::Absent, [0, 0, 0]),
            (Measured::Impossible, [0, 0, 0]),
        ] {
            let mut outcome = Outcome {
                metric: Metric::Queue,
                basis: Basis::Recount,
                target_s: Seconds::whole(60),
                met: 0,
                missed: 0,
                unanswered: 0,
            };
            outcome.see(measured);
            assert_eq!([outcome.met, outcome.missed, outcome.unanswered], expected, "{measured:?}");
        }
    }
}
