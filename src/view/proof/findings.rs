//! What a rule finds, with all values and their places.

use crate::analysis::check::{Datum, Evidence, Finding};
use crate::page::{Line, Marked, Role as Ink};
use crate::view::check::{mark, sentence};
use crate::view::clock::Clock;
use crate::view::words::duration;

/// As many findings are listed, and of each as many values; a page is no archive.
const MOST: usize = 12;

/// Lists findings.
pub(super) fn findings(findings: &[Finding], clock: Clock) -> Vec<Marked> {
    let shown = findings.iter().take(MOST).map(|finding| {
        let line = sentence(&finding.message, clock);
        let mut rows: Vec<_> =
            finding.values.iter().take(MOST).map(|value| evidence(value, clock)).collect();
        rows.extend(more(finding.values.len()));
        Marked { mark: Some(mark(finding.severity)), line, rows }
    });
    let more = more(findings.len()).into_iter().flatten().map(Marked::plain);
    shown.chain(more).collect()
}

fn more(all: usize) -> Option<Vec<Line>> {
    let more = all.checked_sub(MOST).filter(|more| *more > 0)?;
    Some(vec![Line::new().muted(format!("and {more} more; -o json lists them all"))])
}

/// Says a value, what it is, and where it stands.
fn evidence(evidence: &Evidence, clock: Clock) -> Vec<Line> {
    let value = match &evidence.value {
        Datum::Text(text) => Line::new().quote_start(text, 80, Ink::Plain),
        Datum::Number(number) => Line::from(number.to_string()),
        Datum::Seconds(seconds) => Line::from(duration(*seconds)),
        Datum::Time(at) => Line::from(clock.time(*at)),
        Datum::YesNo(yes) => Line::from(if *yes { "true" } else { "false" }),
        Datum::Nothing => Line::new().muted("–"),
    };
    let pointer = evidence.pointer.as_ref();
    let pointer = pointer.map_or_else(Line::new, |pointer| Line::new().quote(pointer, Ink::Muted));
    let transaction = evidence.transaction_id;
    let pointer = match transaction {
        Some(id) => pointer.muted(format!("  transaction {id}")),
        None => pointer,
    };
    vec![Line::new().muted(evidence.is), value, pointer]
}
