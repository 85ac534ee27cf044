//! The same ticket twice in a ledger.

use super::ledger::Ledger;
use crate::analysis::copies::{Copies, Superseded, Version};

/// How many rows are compared at a time, so that few have to be in memory.
const AT_A_TIME: usize = 1 << 19;

/// Finds the rows of all copies of tickets but those that count.
pub(super) fn find(ledger: &Ledger) -> Superseded {
    let rows = ledger.rows();
    let parts = i64::try_from(rows.div_ceil(AT_A_TIME).max(1)).unwrap_or(1);
    let mut superseded = Superseded::default();
    for part in 0..parts {
        let mut copies = Copies::with_room(rows.min(AT_A_TIME));
        ledger.each_row(|place, row| {
            if row.id.is_some_and(|id| id.checked_rem_euclid(parts) == Some(part)) {
                let has_transactions = row.facts.is_recounted;
                let version = Version { id: row.id, activity: row.activity, has_transactions };
                copies.meet(place, version);
            }
        });
        superseded.add(copies);
    }
    superseded
}
