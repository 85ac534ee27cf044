//! Where a ticket contradicts itself, and what in it deserves a look.
//!
//! ```text
//! Story ─► Case ─► Rule, Rule, Rule … ─► Findings ─► Check
//! ```
//!
//! A [`Rule`] is one value: what it compares, why, by whose definition, and how it finds. Adding a
//! rule: one value in the list of its group, and a pair of tickets in the tests, one that it finds
//! and one that it nearly finds.

mod answer;
mod by_rule;
mod case;
mod course;

mod finding;
mod findings;
mod guid;
mod input;
mod names;
mod path;
mod people;
mod rows;
mod rule;
mod sentence;
mod service;
mod stamps;
#[cfg(test)]
mod tests;
mod text;
mod times;
mod totals;
mod values;

pub use answer::{Check, Counted, InBrief, NotListed, NotRun, Rules};
pub use by_rule::{ByRule, Sums, TalliedRule, Tally};
pub use finding::{Datum, Evidence, Finding};
pub use rows::FindingRow;
pub use rule::{Needs, Rule, Severity};
pub use sentence::{Sentence, Word};
pub use totals::{Checked, Ending, Totals};

use std::sync::LazyLock;

/// The groups of rules.
static GROUPS: [&[Rule]; 9] = [
    input::RULES,
    times::RULES,
    stamps::RULES,
    people::RULES,
    course::RULES,
    path::RULES,
    values::RULES,
    service::RULES,
    text::RULES,
];

/// All rules, in the order of their numbers; of two with one number, the heavier one first.
pub static RULES: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let mut rules: Vec<_> = GROUPS.iter().copied().flatten().collect();
    rules.sort_by_key(|rule| (rule.code.get(1..), std::cmp::Reverse(rule.severity())));
    rules
});

/// Lists all rules, in the order of their numbers.
pub fn rules() -> impl Iterator<Item = &'static Rule> + Clone {
    RULES.iter().copied()
}

/// Finds a rule by its code; letters may be large or small.
pub fn rule(code: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code.eq_ignore_ascii_case(code))
}
