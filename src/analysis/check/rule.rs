//! What a rule is: one value that says what it compares, why, and how to find it.

use super::case::Case;
use super::findings::Findings;
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// For the curious.
    Note,
    /// Something that a support engineer should look at.
    Warning,
    /// A contradiction that rounding does not explain.
    Error,
}

/// One thing that is checked. Everything about it stands here; nothing else knows it by its code.
pub struct Rule {
    /// Its name: the first letter of its severity, and a number whose first digit is its group.
    pub code: &'static str,
    /// What a finding of it says, in a few words.
    pub title: &'static str,
    /// What is held against what, with the tolerance.
    pub compares: &'static str,
    /// Why one should care.
    pub why: &'static str,
    /// Where the definition comes from.
    pub source: &'static str,
    /// What there must be for the rule to have a meaning.
    pub needs: Needs,
    /// Finds what there is to find.
    pub(super) find: fn(&Case<'_, '_>, &mut Findings),
}

/// What a rule cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Needs {
    /// Any ticket will do.
    Nothing,
    /// The transactions, which list pages and webhooks lack.
    Transactions,
    /// All transactions: each can be read, with its time, its type and its sender.
    AllTransactions,
    /// The texts as they were written, which a scrambled ticket has lost.
    Texts,
    /// A target that somebody set.
    Target,
}

impl Rule {
    /// Returns how much its findings weigh.
    pub fn severity(&self) -> Severity {
        match self.code.as_bytes().first() {
            Some(b'E') => Severity::Error,
            Some(b'W') => Severity::Warning,
            _ => Severity::Note,
        }
    }

    /// Tells whether its code begins so, with or without its letter: `W301` goes by `W301`, `301`,
    /// `W3`, `3` and `W`.
    pub fn is_named(&self, wanted: &str) -> bool {
        let wanted = wanted.to_ascii_uppercase();
        let number = self.code.get(1..).unwrap_or_default();
        !wanted.is_empty() && (self.code.starts_with(&wanted) || number.starts_with(&wanted))
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.code)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}
