//! The same ticket twice: windows of list exports overlap, and webhook events repeat.

use crate::model::Ticket;

/// What decides between copies of a ticket: that with the latest activity counts; of these one with
/// transactions; of these the last in the input. Times are compared in whole seconds, and a ticket
/// without a number is like no other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Version {
    /// The ticket's number.
    pub id: Option<i64>,
    /// When anything last happened to it, in seconds of the epoch.
    pub activity: Option<i64>,
    /// Whether it comes with its transactions.
    pub has_transactions: bool,
}

impl Version {
    /// Takes what decides out of a ticket.
    pub fn of(ticket: &Ticket<'_>) -> Self {
        Self {
            id: ticket.id.copied(),
            activity: ticket.last_activity_at.copied().map(|at| at.utc().timestamp()),
            has_transactions: !ticket.transactions.is_missing(),
        }
    }
}

/// Tickets that were met, in sixteen bytes each, and as many again while there is no room for more.
#[derive(Debug, Default)]
pub struct Copies {
    met: Vec<(i64, u64)>,
}

impl Copies {
    pub(super) fn with_room(room: usize) -> Self {
        Self { met: Vec::with_capacity(room) }
    }

    /// Notes a ticket, by its place in the input.
    pub fn meet(&mut self, place: usize, version: Version) {
        self.met.extend(version.id.map(|id| (id, rank(version, place))));
    }
}

/// The copies that do not count, by their places in the input, a bit each.
#[derive(Debug, Default)]
pub struct Superseded {
    bits: Vec<u64>,
}

impl Superseded {
    /// Finds all copies of tickets but the one that counts.
    pub fn of(copies: Copies) -> Self {
        let mut superseded = Self::default();
        superseded.add(copies);
        superseded
    }

    pub(super) fn add(&mut self, copies: Copies) {
        let mut met = copies.met;
        met.sort_unstable();
        for (copy, next) in met.iter().zip(met.iter().skip(1)) {
            if copy.0 == next.0 {
                self.insert(copy.1 & PLACE);
            }
        }
    }

    /// Tells whether the ticket at a place does not count.
    pub fn contains(&self, place: usize) -> bool {
        self.bits.get(place / 64).is_some_and(|bits| bits & bit(place) > 0)
    }

    fn insert(&mut self, place: u64) {
        let place = usize::try_from(place).unwrap_or_default();
        let word = place / 64;
        if self.bits.len() <= word {
            self.bits.resize(word.saturating_add(1), 0);
        }
        if let Some(bits) = self.bits.get_mut(word) {
            *bits |= bit(place);
        }
    }
}

fn bit(place: usize) -> u64 {
    1_u64.wrapping_shl(u32::try_from(place % 64).unwrap_or_default())
}

/// The part of a rank that is the place in the input.
const PLACE: u64 = (1 << 31) - 1;

/// Makes one number of what decides between copies, the most important first. Two billion tickets
/// and the times of two centuries fit.
fn rank(version: Version, place: usize) -> u64 {
    let activity =
        version.activity.map_or(0, |at| at.clamp(0, 0xffff_fffe).cast_unsigned().wrapping_add(1));
    let place = u64::try_from(place).unwrap_or(PLACE).min(PLACE);
    activity.wrapping_shl(32) | u64::from(version.has_transactions).wrapping_shl(31) | place
}

#[cfg(test)]
mod tests {
    use super::{Copies, Superseded, Version};

    #[test]
    fn the_latest_counts_then_the_one_with_transactions_then_the_last() {
        let version = |id, activity, has_transactions| Version { id, activity, has_transactions };
        for (versions, left_out) in [
            (&[version(Some(1), Some(20), false), version(Some(1), Some(10), true)][..], &[1][..]),
            (&[version(Some(1), Some(20), true), version(Some(1), Some(20), false)], &[1]),
            (&[version(Some(1), Some(20), true), version(Some(1), Some(20), true)], &[0]),
            (&[version(Some(1), None, true), version(Some(1), Some(-5), false)], &[0]),
            (&[version(Some(1), None, true), version(Some(2), None, true)], &[]),
            (&[version(None, Some(1), true), version(None, Some(1), true)], &[]),
        ] {
            let mut copies = Copies::default();
            (0..).zip(versions).for_each(|(place, version)| copies.meet(place, *version));
            let superseded = Superseded::of(copies);
            let found: Vec<_> = (0..3).filter(|place| superseded.contains(*place)).collect();
            assert_eq!(found, left_out, "{versions:?}");
        }
    }
}
