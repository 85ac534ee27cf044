//! What the rules say of a ticket.

use super::case::Case;
use super::finding::Finding;
use super::findings::Findings;
use super::rule::{Needs, Rule, Severity};
use super::rules;
use crate::analysis::head::Head;
use crate::analysis::stats::Target;
use crate::analysis::story::Story;
use schemars::JsonSchema;
use serde::Serialize;

/// What is to be checked.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The rules, in the order of their numbers.
    chosen: Vec<&'static Rule>,
    /// The targets of the rule about them; without any, it does not run.
    targets: Vec<Target>,
}

impl Default for Rules {
    /// All of them, without targets.
    fn default() -> Self {
        Self { chosen: rules().collect(), targets: Vec::new() }
    }
}

impl Rules {
    /// Chooses the rules for which this holds.
    pub fn choose(is_wanted: impl Fn(&Rule) -> bool, targets: Vec<Target>) -> Self {
        Self { chosen: rules().filter(|rule| is_wanted(rule)).collect(), targets }
    }

    /// Lists the rules that run wherever a ticket has what they need.
    pub fn running(&self) -> impl Iterator<Item = &'static Rule> {
        let has_target = !self.targets.is_empty();
        // Nobody misses a rule that has nothing to ask for.
        self.chosen.iter().copied().filter(move |rule| rule.needs != Needs::Target || has_target)
    }
}

/// What the rules say of a ticket.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Check {
    /// Which ticket.
    #[serde(flatten)]
    pub head: Head,
    /// How many findings there are of each weight.
    #[serde(flatten)]
    pub counted: Counted,
    /// How many rules ran.
    pub rules: usize,
    /// The rules that could not run, and what they lack.
    pub not_run: Vec<NotRun>,
    /// What was found: errors first, then warnings, then notes, each in the order of the rules.
    pub findings: Vec<Finding>,
    /// The rules that found more than is listed.
    pub not_listed: Vec<NotListed>,
    /// Whether fields that ticketctl does not know are shown one by one.
    #[serde(skip)]
    pub in_full: bool,
}

/// How many findings there are of each weight.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Counted {
    /// Contradictions beyond rounding.
    pub errors: usize,
    /// What somebody should look at.
    pub warnings: usize,
    /// What is for the curious.
    pub notes: usize,
}

/// A rule of which only the first hundred findings are listed; all are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
pub struct NotListed {
    /// Its code.
    pub code: &'static str,
    /// How many findings are not listed.
    pub findings: usize,
}

/// A rule that could not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
pub struct NotRun {
    /// Its code.
    pub code: &'static str,
    /// What it lacks.
    pub needs: Needs,
}

/// What was found, in brief.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct InBrief {
    /// How many findings there are of each weight.
    #[serde(flatten)]
    pub counted: Counted,
    /// The rules that found something, the heaviest first.
    pub codes: Vec<&'static str>,
    /// What the first of them is about.
    #[serde(skip)]
    pub title: Option<&'static str>,
    /// How many rules ran.
    pub rules: usize,
}

impl Counted {
    fn add(&mut self, severity: Severity, count: usize) {
        let counted = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Note => &mut self.notes,
        };
        *counted = counted.saturating_add(count);
    }

    /// Adds up.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            errors: self.errors.saturating_add(other.errors),
            warnings: self.warnings.saturating_add(other.warnings),
            notes: self.notes.saturating_add(other.notes),
        }
    }

    /// Returns the weight of the heaviest finding.
    pub const fn worst(self) -> Option<Severity> {
        match self {
            Self { errors: 1.., .. } => Some(Severity::Error),
            Self { warnings: 1.., .. } => Some(Severity::Warning),
            Self { notes: 1.., .. } => Some(Severity::Note),
            _ => None,
        }
    }
}

impl Check {
    /// The name and version of the JSON form.
    pub const SCHEMA: &'static str = "ticketctl.check/1";

    /// Says in brief what was found.
    pub fn in_brief(&self) -> InBrief {
        let mut codes: Vec<_> = self.findings.iter().map(|finding| finding.code).collect();
        codes.dedup();
        let title = self.findings.first().map(|finding| finding.title);
        InBrief { counted: self.counted, codes, title, rules: self.rules }
    }

    /// Checks a ticket.
    pub fn of(story: &Story<'_>, rules: &Rules) -> Self {
        let case = Case::new(story, &rules.targets);
        let mut found = Findings::default();
        let (mut not_run, mut not_listed) = (Vec::new(), Vec::new());
        let mut counted = Counted::default();
        let mut ran = 0_usize;
        for rule in rules.running() {
            let is_possible = match rule.needs {
                Needs::Nothing | Needs::Target => true,
                Needs::Transactions => story.has_conversation(),
                Needs::AllTransactions => story.has_conversation() && !case.is_torn(),
                Needs::Texts => !case.is_scrambled(),
            };
            if !is_possible {
                not_run.push(NotRun { code: rule.code, needs: rule.needs });
                continue;
            }
            ran = ran.saturating_add(1);
            found.begin(rule);
            (rule.find)(&case, &mut found);
            counted.add(rule.severity(), found.of_rule());
            let findings = found.beyond();
            not_listed.extend((findings > 0).then_some(NotListed { code: rule.code, findings }));
        }
        let mut findings = found.kept;
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        Self {
            head: Head::of(story, Self::SCHEMA),
            counted,
            rules: ran,
            not_run,
            findings,
            not_listed,
            in_full: false,
        }
    }
}
