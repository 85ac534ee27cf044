//! What the rules say of many tickets together.

use super::answer::{Check, Rules};
use super::rule::{Rule, Severity};
use crate::analysis::stats::Read;
use crate::analysis::value::Stated;
use serde::Serialize;
use std::collections::BTreeMap;

/// What each rule found in many tickets.
#[derive(Debug, Clone, Serialize)]
pub struct ByRule {
    /// The name and version of the JSON form.
    pub schema: &'static str,
    /// How many tickets were checked.
    pub tickets: usize,
    /// How many of them have no findings.
    pub tickets_without_findings: usize,
    /// What is told of the reading.
    #[serde(flatten)]
    pub read: Read,
    /// The rules that were asked for, in the order of their numbers.
    pub rules: Vec<TalliedRule>,
}

/// What one rule found in many tickets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TalliedRule {
    /// Its code.
    pub code: &'static str,
    /// How much its findings weigh.
    pub severity: Severity,
    /// What it is about.
    pub title: &'static str,
    /// In how many tickets it could run.
    pub checked: usize,
    /// How much it found.
    pub findings: usize,
    /// In how many tickets.
    pub tickets: usize,
    /// The numbers of the first few of these.
    pub examples: Vec<i64>,
}

/// So many tickets are named for each rule.
const EXAMPLES: usize = 3;

/// What a ticket brings to the summary.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    id: Option<i64>,
    found: BTreeMap<&'static str, usize>,
    not_run: Vec<&'static str>,
}

impl Tally {
    /// Counts what was found in a ticket.
    pub fn of(check: &Check) -> Self {
        let mut found: BTreeMap<&'static str, usize> = BTreeMap::new();
        for finding in &check.findings {
            let count = found.entry(finding.code).or_default();
            *count = count.saturating_add(1);
        }
        for more in &check.not_listed {
            let count = found.entry(more.code).or_default();
            *count = count.saturating_add(more.findings);
        }
        let id = match check.head.id {
            Stated::Given(id) => Some(id),
            _ => None,
        };
        Self { id, found, not_run: check.not_run.iter().map(|rule| rule.code).collect() }
    }
}

impl ByRule {
    /// The name and version of the JSON form.
    pub const SCHEMA: &'static str = "ticketctl.check_by_rule/1";

    /// Begins with no tickets.
    pub fn new(rules: &Rules) -> Self {
        let tallied = |rule: &'static Rule| TalliedRule {
            code: rule.code,
            severity: rule.severity(),
            title: rule.title,
            checked: 0,
            findings: 0,
            tickets: 0,
            examples: Vec::new(),
        };
        Self {
            schema: Self::SCHEMA,
            tickets: 0,
            tickets_without_findings: 0,
            read: Read::default(),
            rules: rules.running().map(tallied).collect(),
        }
    }

    /// Adds a ticket.
    pub fn enter(&mut self, tally: &Tally) {
        self.tickets = self.tickets.saturating_add(1);
        if tally.found.is_empty() {
            self.tickets_without_findings = self.tickets_without_findings.saturating_add(1);
        }
        for rule in &mut self.rules {
            let ran = !tally.not_run.contains(&rule.code);
            rule.checked = rule.checked.saturating_add(usize::from(ran));
            let Some(count) = tally.found.get(rule.code) else { continue };
            rule.findings = rule.findings.saturating_add(*count);
            rule.tickets = rule.tickets.saturating_add(1);
            if rule.examples.len() < EXAMPLES {
                rule.examples.extend(tally.id);
            }
        }
    }

    /// Returns the weight of the heaviest finding.
    pub fn worst(&self) -> Option<Severity> {
        let found = self.rules.iter().filter(|rule| rule.findings > 0);
        found.map(|rule| rule.severity).max()
    }
}
