//! What the rules say of many tickets together.

use super::answer::{Check, Rules};
use super::rule::{Rule, Severity};
use crate::analysis::stats::Read;
use crate::analysis::value::Stated;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// What each rule found in many tickets.
#[derive(Debug, Clone, JsonSchema, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
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

/// What was found in the tickets so far.
#[derive(Debug, Clone, Default)]
pub struct Sums {
    tickets: usize,
    clean: usize,
    found: BTreeMap<&'static str, Sum>,
    not_run: BTreeMap<&'static str, usize>,
}

#[derive(Debug, Clone, Default)]
struct Sum {
    findings: usize,
    tickets: usize,
    examples: Vec<i64>,
}

impl Sums {
    /// Adds a ticket.
    pub fn enter(&mut self, tally: &Tally) {
        self.tickets = self.tickets.saturating_add(1);
        self.clean = self.clean.saturating_add(tally.found.is_empty().into());
        for code in &tally.not_run {
            let count = self.not_run.entry(code).or_default();
            *count = count.saturating_add(1);
        }
        for (code, count) in &tally.found {
            let sum = self.found.entry(code).or_default();
            sum.findings = sum.findings.saturating_add(*count);
            sum.tickets = sum.tickets.saturating_add(1);
            if sum.examples.len() < EXAMPLES {
                sum.examples.extend(tally.id);
            }
        }
    }
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

    /// Says of each rule what it found.
    pub fn of(sums: &Sums, rules: &Rules, read: Read) -> Self {
        let tallied = |rule: &'static Rule| {
            let sum = sums.found.get(rule.code);
            TalliedRule {
                code: rule.code,
                severity: rule.severity(),
                title: rule.title,
                checked: sums
                    .tickets
                    .saturating_sub(sums.not_run.get(rule.code).copied().unwrap_or_default()),
                findings: sum.map_or(0, |sum| sum.findings),
                tickets: sum.map_or(0, |sum| sum.tickets),
                examples: sum.map_or_else(Vec::new, |sum| sum.examples.clone()),
            }
        };
        Self {
            schema: Self::SCHEMA,
            tickets: sums.tickets,
            tickets_without_findings: sums.clean,
            read,
            rules: rules.running().map(tallied).collect(),
        }
    }

    /// Returns the weight of the heaviest finding.
    pub fn worst(&self) -> Option<Severity> {
        let found = self.rules.iter().filter(|rule| rule.findings > 0);
        found.map(|rule| rule.severity).max()
    }
}
