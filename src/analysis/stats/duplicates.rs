//! The same ticket twice: windows of list exports overlap, and webhook events repeat.

use super::ledger::Ledger;

/// The rows that are left out, a bit each.
#[derive(Debug, Default)]
pub(super) struct Dropped {
    bits: Vec<u64>,
    count: usize,
}

/// How many rows are compared at a time, so that few have to be in memory.
const AT_A_TIME: usize = 1 << 19;

impl Dropped {
    /// Finds all copies of tickets but the one that counts: that with the latest activity; of these
    /// one with transactions; of these the last in the input. Times are compared in whole seconds,
    /// and a ticket without a number is like no other.
    pub(super) fn find(ledger: &Ledger) -> Self {
        let rows = ledger.rows();
        let parts = i64::try_from(rows.div_ceil(AT_A_TIME).max(1)).unwrap_or(1);
        let mut dropped = Self::default();
        for part in 0..parts {
            let mut copies: Vec<(i64, u64)> = Vec::with_capacity(rows.min(AT_A_TIME));
            ledger.each_row(|number, row| {
                if let Some(id) = row.id.filter(|id| id.checked_rem_euclid(parts) == Some(part)) {
                    copies.push((id, rank(row.activity, row.facts.is_recounted, number)));
                }
            });
            copies.sort_unstable();
            for (copy, next) in copies.iter().zip(copies.iter().skip(1)) {
                if copy.0 == next.0 {
                    dropped.insert(copy.1 & NUMBER);
                }
            }
        }
        dropped
    }

    /// Returns how many rows are left out.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Tells whether a row is left out.
    pub(super) fn contains(&self, number: usize) -> bool {
        self.bits.get(number / 64).is_some_and(|bits| bits & bit(number) > 0)
    }

    fn insert(&mut self, number: u64) {
        let number = usize::try_from(number).unwrap_or_default();
        let place = number / 64;
        if self.bits.len() <= place {
            self.bits.resize(place.saturating_add(1), 0);
        }
        if let Some(bits) = self.bits.get_mut(place) {
            *bits |= bit(number);
            self.count = self.count.saturating_add(1);
        }
    }
}

fn bit(number: usize) -> u64 {
    1_u64.wrapping_shl(u32::try_from(number % 64).unwrap_or_default())
}

/// The part of a rank that is the number of the row.
const NUMBER: u64 = (1 << 31) - 1;

/// Makes one number of what decides between copies, the most important first. Two billion tickets
/// and the times of two centuries fit.
fn rank(activity: Option<i64>, is_recounted: bool, number: usize) -> u64 {
    let activity =
        activity.map_or(0, |at| at.clamp(0, 0xffff_fffe).cast_unsigned().wrapping_add(1));
    let number = u64::try_from(number).unwrap_or(NUMBER).min(NUMBER);
    activity.wrapping_shl(32) | u64::from(is_recounted).wrapping_shl(31) | number
}
