//! What the redacting of some tickets came to.

use super::{Kind, Redacted, Replaced};
use std::collections::BTreeMap;

/// An account of redacted tickets. It holds values that were replaced: it is for the eyes of those who
/// have the tickets, and has no form as data.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Account {
    /// How many tickets were redacted.
    pub tickets: u64,
    /// What was replaced in them, by kind.
    pub replaced: BTreeMap<Kind, Replaced>,
    /// What was left as it is because it was asked for.
    pub kept: Vec<Kind>,
    /// Whether pseudonyms are the same in another run.
    pub lasts: bool,
    /// Whether examples may be shown.
    pub shows_values: bool,
}

impl Account {
    /// Adds a ticket, and returns its text.
    pub fn add(&mut self, redacted: Redacted) -> String {
        self.tickets = self.tickets.saturating_add(1);
        for (kind, more) in redacted.replaced {
            let times = more.times;
            let all = self.replaced.entry(kind).or_insert(Replaced { times: 0, ..more });
            all.times = all.times.saturating_add(times);
        }
        redacted.text
    }
}
