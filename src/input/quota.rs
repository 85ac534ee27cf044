//! Three warnings of a kind for each input; the rest is counted.

use super::problem::{Problem, Severity, What};
use std::collections::BTreeMap;
use std::mem;

/// Decides which warnings are told, and remembers the others.
#[derive(Debug)]
pub(super) struct Quota {
    of_a_kind: u64,
    kinds: BTreeMap<String, Kind>,
}

#[derive(Debug, Default)]
struct Kind {
    told: u64,
    kept_back: u64,
    last: Option<Problem>,
}

impl Quota {
    pub(super) fn new(of_a_kind: u64) -> Self {
        Self { of_a_kind, kinds: BTreeMap::new() }
    }

    /// Returns the problem if it is to be told now. What was lost always is.
    pub(super) fn admit(&mut self, problem: Problem) -> Option<Problem> {
        if problem.severity() == Severity::Lost {
            return Some(problem);
        }
        let kind = self.kinds.entry(kind(&problem.what)).or_default();
        if kind.told < self.of_a_kind {
            kind.told += 1;
            return Some(problem);
        }
        kind.kept_back += 1;
        kind.last = Some(problem);
        None
    }

    /// Counts what was kept back of one input, and begins anew.
    pub(super) fn rest(&mut self) -> Vec<Problem> {
        let kinds = mem::take(&mut self.kinds).into_values();
        kinds.filter_map(|kind| kind.last.map(|last| (kind.kept_back, last))).map(more).collect()
    }
}

/// One is told as it is: a count of one would be longer and say less.
fn more((count, last): (u64, Problem)) -> Problem {
    if count == 1 {
        return last;
    }
    let what = What::More { count, severity: last.severity(), last: last.says() };
    Problem { what, at: None, excerpt: None, ..last }
}

/// Names the kind of a problem: for a defect its pointer, whatever the element, and what it is.
fn kind(what: &What) -> String {
    match what {
        What::Defect { pointer, kind, .. } => {
            let steps = pointer
                .split('/')
                .map(|step| if step.bytes().all(|byte| byte.is_ascii_digit()) { "" } else { step });
            format!("defect {kind:?} {}", steps.collect::<Vec<_>>().join("/"))
        }
        What::OtherText { .. } => "text".to_owned(),
        What::NoTicketInEvent { .. } => "event".to_owned(),
        What::StateOfEvent { .. } => "state".to_owned(),
        What::Slip(what) => (*what).to_owned(),
        What::Replaced { .. } => "replaced".to_owned(),
        _ => String::new(),
    }
}
