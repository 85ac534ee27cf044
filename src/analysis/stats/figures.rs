//! Figures of many values: how many, the middle, the worst, and how they spread.

use super::ledger::Ledger;
use super::measured::{Measured, seconds};
use super::row::Row;
use super::spread::Spread;
use crate::analysis::value::Seconds;
use schemars::JsonSchema;
use serde::Serialize;

/// Figures of some spans. Percentiles are exact, by nearest rank: the smallest value that so many
/// percent of the values do not exceed. A figure that so few values do not carry is missing.
#[derive(Debug, Clone, PartialEq, Default, JsonSchema, Serialize)]
pub struct Figures {
    /// How many values there are.
    pub n: usize,
    /// The 50th percentile: of an even number of values the lower of the middle two.
    pub median_s: Option<Seconds>,
    /// The 90th percentile; from ten values on.
    pub p90_s: Option<Seconds>,
    /// The 99th percentile; from a hundred values on.
    pub p99_s: Option<Seconds>,
    /// The greatest.
    pub max_s: Option<Seconds>,
    /// How many values are how great.
    pub spread: Spread,
}

/// From so many values on there is a 90th percentile.
pub const ENOUGH_FOR_P90: usize = 10;

/// From so many values on there is a 99th percentile.
pub const ENOUGH_FOR_P99: usize = 100;

impl Figures {
    /// Makes figures of values in milliseconds that are in order.
    pub(super) fn of(sorted: &[u64]) -> Self {
        let n = sorted.len();
        let from = |least: usize, percent| if n >= least { rank(sorted, percent) } else { None };
        Self {
            n,
            median_s: from(1, 50).map(seconds),
            p90_s: from(ENOUGH_FOR_P90, 90).map(seconds),
            p99_s: from(ENOUGH_FOR_P99, 99).map(seconds),
            max_s: sorted.last().copied().map(seconds),
            spread: Spread::of(sorted),
        }
    }

    /// Makes figures for each key from 0 to `keys`. `values` says of a row which values belong to
    /// which keys, in milliseconds.
    ///
    /// Values are not kept for all keys at once, but for as many as have no more values together
    /// than there are tickets; the rows are gone through again for the others.
    pub(super) fn by_key(
        ledger: &Ledger,
        keys: usize,
        values: impl Fn(&Row, &mut dyn FnMut(usize, u64)),
    ) -> Vec<Self> {
        let mut counts = vec![0_usize; keys];
        ledger.each(|row| {
            values(row, &mut |key, _| {
                if let Some(count) = counts.get_mut(key) {
                    *count = count.saturating_add(1);
                }
            });
        });
        let room = ledger.tickets().max(AT_LEAST);
        let mut figures = Vec::with_capacity(keys);
        while figures.len() < keys {
            let first = figures.len();
            let rest = counts.get(first..).unwrap_or_default();
            let mut total = 0_usize;
            let more = rest.iter().take(MOST_KEYS).take_while(|count| {
                total = total.saturating_add(**count);
                total <= room
            });
            let some = rest.get(..more.count().max(1)).unwrap_or_default();
            figures.extend(Self::of_some(ledger, first, some, &values));
        }
        figures
    }

    /// Makes figures for some keys, of which it is known how many values they have.
    fn of_some(
        ledger: &Ledger,
        first: usize,
        counts: &[usize],
        values: &impl Fn(&Row, &mut dyn FnMut(usize, u64)),
    ) -> Vec<Self> {
        let mut packed: Vec<u64> = Vec::with_capacity(counts.iter().sum());
        ledger.each(|row| {
            values(row, &mut |key, ms| {
                let key = key.checked_sub(first).filter(|key| *key < counts.len());
                if let Some(key) = key.and_then(|key| u64::try_from(key).ok()) {
                    packed.push(key.wrapping_shl(Measured::BITS) | ms.min(Measured::LONGEST));
                }
            });
        });
        packed.sort_unstable();
        for value in &mut packed {
            *value &= Measured::LONGEST;
        }
        let mut rest = packed.as_slice();
        let of_key = |count: &usize| {
            let (its, others) = rest.split_at_checked(*count).unwrap_or((rest, &[]));
            rest = others;
            Self::of(its)
        };
        counts.iter().map(of_key).collect()
    }
}

/// So many values are always kept at once.
const AT_LEAST: usize = 1 << 16;

/// So many keys fit beside a length into 64 bits.
const MOST_KEYS: usize = 1 << (64 - Measured::BITS);

/// Returns a percentile by nearest rank.
fn rank(sorted: &[u64], percent: usize) -> Option<u64> {
    let rank = sorted.len().checked_mul(percent)?.div_ceil(100);
    sorted.get(rank.checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::{Figures, rank};
    use crate::analysis::Seconds;

    #[test]
    fn percentiles_are_values_that_were_met() {
        for (values, percent, expected) in [
            (&[][..], 50, None),
            (&[7], 50, Some(7)),
            (&[7], 99, Some(7)),
            (&[1, 2], 50, Some(1)),
            (&[1, 2, 3], 50, Some(2)),
            (&[1, 2, 3, 4], 50, Some(2)),
            (&[15, 20, 35, 40, 50], 30, Some(20)),
            (&[15, 20, 35, 40, 50], 40, Some(20)),
            (&[15, 20, 35, 40, 50], 100, Some(50)),
            (&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 90, Some(9)),
            (&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 90, Some(10)),
        ] {
            assert_eq!(rank(values, percent), expected, "{percent} of {values:?}");
        }
    }

    #[test]
    fn few_values_carry_no_percentile() {
        let figures = |n: u64| Figures::of(&(1..=n).map(|s| s * 1000).collect::<Vec<_>>());
        let said = |n| {
            let Figures { median_s, p90_s, p99_s, max_s, .. } = figures(n);
            [median_s, p90_s, p99_s, max_s].map(|s| s.map(|Seconds(s)| s.num_seconds()))
        };
        assert_eq!(said(0), [None; 4]);
        assert_eq!(said(9), [Some(5), None, None, Some(9)]);
        assert_eq!(said(10), [Some(5), Some(9), None, Some(10)]);
        assert_eq!(said(99), [Some(50), Some(90), None, Some(99)]);
        assert_eq!(said(100), [Some(50), Some(90), Some(99), Some(100)]);
        assert_eq!(said(101), [Some(51), Some(91), Some(100), Some(101)]);
    }
}
