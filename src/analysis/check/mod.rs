//! Where a ticket contradicts itself, and what in it deserves a look.
//!
//! ```text
//! Story ─► Case ─► Rule, Rule, Rule … ─► Findings ─► Check
//! ```
//!
//! A [`Rule`] is one value: what it compares, why, by whose definition, and how it finds. Adding a
//! rule: one value in the list of its group, and a pair of tickets in `tests.rs`, one that it finds
//! and one that it nearly finds.

mod case;
mod finding;
mod findings;
mod input;
mod rule;
mod sentence;

pub use finding::{Datum, Evidence, Finding};
pub use rule::{Needs, Rule, Severity};
pub use sentence::{Sentence, Word};

/// The groups of rules, in the order of their numbers.
static GROUPS: [&[Rule]; 1] = [input::RULES];

/// Lists all rules, in the order of their numbers.
pub fn rules() -> impl Iterator<Item = &'static Rule> + Clone {
    GROUPS.iter().copied().flatten()
}

/// Finds a rule by its code; letters may be large or small.
pub fn rule(code: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code.eq_ignore_ascii_case(code))
}
