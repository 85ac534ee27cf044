//! What there is to say at the end, when one ticket after the other was checked.

use super::answer::{Check, Counted};
use super::rule::Severity;
use schemars::JsonSchema;
use serde::Serialize;

/// How many tickets have which findings.
#[derive(Debug, Clone, Default, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Totals {
    /// How many tickets were checked.
    pub tickets: usize,
    /// How many of them have no findings.
    pub without_findings: usize,
    /// How many have notes and nothing else.
    pub with_notes_only: usize,
    /// All findings.
    pub counted: Counted,
    /// The rule of the first of the heaviest findings.
    pub worst: Option<&'static str>,
}

/// What the end of a run is told to be.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Ending {
    /// What was found.
    pub totals: Totals,
    /// Whether tickets with notes only were shown, too.
    pub shows_notes: bool,
    /// From which findings on the answer is no; none if it never is.
    pub fail_on: Option<Severity>,
    /// Whether some input could not be read.
    pub is_unread: bool,
}

impl Totals {
    /// Adds a ticket.
    pub fn enter(&mut self, check: &Checked) {
        let weight = check.counted.worst();
        self.tickets = self.tickets.saturating_add(1);
        let (clean, notes) = (weight.is_none(), weight == Some(Severity::Note));
        self.without_findings = self.without_findings.saturating_add(clean.into());
        self.with_notes_only = self.with_notes_only.saturating_add(notes.into());
        if weight > self.counted.worst() {
            self.worst = check.worst;
        }
        self.counted = self.counted.plus(check.counted);
    }
}

impl Ending {
    /// Tells whether the answer is no.
    pub fn is_no(&self) -> bool {
        let worst = self.totals.counted.worst();
        self.fail_on.is_some_and(|least| worst.is_some_and(|worst| worst >= least))
    }
}

/// What a ticket brings to the totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checked {
    /// Its findings.
    pub counted: Counted,
    /// The rule of the heaviest.
    pub worst: Option<&'static str>,
}

impl From<&Check> for Checked {
    fn from(check: &Check) -> Self {
        Self { counted: check.counted, worst: check.findings.first().map(|finding| finding.code) }
    }
}
