//! What the rules found in a ticket so far.

use super::finding::{Evidence, Finding};
use super::rule::Rule;
use super::sentence::Sentence;

/// As many findings of a rule are kept of a ticket; what is more is counted. Each takes far more
/// memory than the value it is about.
const MOST_OF_A_RULE: usize = 100;

/// Takes findings, rule by rule.
#[derive(Debug, Default)]
pub(super) struct Findings {
    rule: Option<&'static Rule>,
    of_rule: usize,
    pub(super) kept: Vec<Finding>,
}

impl Findings {
    /// Begins with a rule, the first or another.
    pub(super) fn begin(&mut self, rule: &'static Rule) {
        self.rule = Some(rule);
        self.of_rule = 0;
    }

    /// Returns how much the rule at hand has found.
    pub(super) const fn of_rule(&self) -> usize {
        self.of_rule
    }

    /// Returns how much of that is not kept.
    pub(super) const fn beyond(&self) -> usize {
        self.of_rule.saturating_sub(MOST_OF_A_RULE)
    }

    /// Takes a finding.
    pub(super) fn add(&mut self, message: Sentence, values: impl IntoIterator<Item = Evidence>) {
        let Some(rule) = self.rule else { return };
        self.of_rule = self.of_rule.saturating_add(1);
        if self.of_rule <= MOST_OF_A_RULE {
            self.kept.push(Finding::of(rule, message, values.into_iter().collect()));
        }
    }
}
