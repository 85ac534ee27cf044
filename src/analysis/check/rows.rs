//! Findings as flat rows, one for each finding or rule, for CSV and TSV.

use super::answer::Check;
use super::by_rule::{ByRule, TalliedRule};
use super::finding::{Evidence, Finding};
use super::rule::Severity;
use super::sentence::Sentence;
use crate::analysis::value::Stated;
use crate::model::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// A finding, with the ticket it belongs to.
#[derive(Debug, JsonSchema, Serialize)]
pub struct FindingRow<'a> {
    /// The ticket's number.
    ticket: &'a Stated<i64>,
    code: &'static str,
    severity: Severity,
    title: &'static str,
    message: &'a Sentence,
    /// Where the value stands that the finding is about.
    pointer: Option<&'a Text<'static>>,
    /// The transaction it stands in.
    transaction_id: Option<i64>,
    values: &'a [Evidence],
}

impl Check {
    /// The columns of the flat form.
    #[rustfmt::skip]
    pub const HEADER: &'static [&'static str] = &[
        "ticket", "code", "severity", "title", "message", "pointer", "transaction_id", "values",
    ];

    /// Lists the findings.
    pub fn rows(&self) -> impl Iterator<Item = FindingRow<'_>> {
        self.findings.iter().map(|finding| {
            let Finding { code, severity, title, message, values } = finding;
            FindingRow {
                ticket: &self.head.id,
                code,
                severity: *severity,
                title,
                message,
                pointer: finding.place(),
                transaction_id: values.first().and_then(|value| value.transaction_id),
                values,
            }
        })
    }
}

impl ByRule {
    /// The columns of the flat form.
    #[rustfmt::skip]
    pub const HEADER: &'static [&'static str] = &[
        "code", "severity", "title", "checked", "findings", "tickets", "examples",
    ];

    /// Lists the rules.
    pub fn rows(&self) -> impl Iterator<Item = &TalliedRule> {
        self.rules.iter()
    }
}
