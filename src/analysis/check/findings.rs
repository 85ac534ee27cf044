//! What the rules found in a ticket so far.

use super::finding::{Evidence, Finding};
use super::rule::Rule;
use super::sentence::Sentence;

/// As many findings of a rule are kept of a ticket; what is more is counted. Each takes far more
/// memory than the value it is about.
const MOST_OF_A_RULE: usize = 100;

/// Takes findings, rule by rule.
#[derive(Debug)]
pub(super) struct Findings {
    rule: &'static Rule,
    of_rule: usize,
    pub(super) kept: Vec<Finding>,
    pub(super) left_out: usize,
}

impl Findings {
    pub(super) const fn begin(rule: &'static Rule) -> Self {
        Self { rule, of_rule: 0, kept: Vec::new(), left_out: 0 }
    }

    /// Goes on with another rule.
    pub(super) fn next(&mut self, rule: &'static Rule) {
        self.rule = rule;
        self.of_rule = 0;
    }

    /// Takes a finding.
    pub(super) fn add(&mut self, message: Sentence, values: impl IntoIterator<Item = Evidence>) {
        if self.of_rule == MOST_OF_A_RULE {
            self.left_out = self.left_out.saturating_add(1);
            return;
        }
        self.of_rule = self.of_rule.saturating_add(1);
        let values = values.into_iter().collect();
        self.kept.push(Finding::of(self.rule, message, values));
    }
}
