//! The whole way: bytes in, tickets and problems out.

mod broken;
mod defects;
mod encodings;
mod envelopes;
mod forms;
mod not_tickets;
mod packed;
mod properties;
mod readers;
mod sources;

use super::{Input, Limits, Problem, Severity, Source, Tally, each_answer};
use std::convert::Infallible;
use std::io::{BufReader, Cursor};
use std::ops::ControlFlow;

/// What came out: tickets as `id@line:column`, problems as `place: words`, with `!` if lost.
#[derive(Debug, PartialEq)]
struct Outcome {
    tickets: Vec<String>,
    told: Vec<String>,
    problems: Vec<Problem>,
    tally: Tally,
}

impl Outcome {
    /// Leaves out where bytes are counted.
    fn without_bytes(&self) -> (&[String], &[String], Tally) {
        (&self.tickets, &self.told, self.tally)
    }
}

fn read_with(bytes: &[u8], capacity: usize, limits: Limits) -> Outcome {
    let bytes = Cursor::new(bytes.to_vec());
    read_from(Box::new(BufReader::with_capacity(capacity, bytes)), limits)
}

fn read_from(from: Input, limits: Limits) -> Outcome {
    let (mut tickets, mut problems) = (Vec::new(), Vec::new());
    let tally = each_answer::<_, Infallible>(
        &[Source::Stdin],
        from,
        &limits,
        &|record, place| {
            let id = record.ticket.id.copied().unwrap_or(-1);
            format!("{id}@{}:{}", place.line, place.column)
        },
        &mut |ticket| {
            tickets.push(ticket);
            Ok(ControlFlow::Continue(()))
        },
        &mut |problem| {
            problems.push(problem);
            Ok(())
        },
    )
    .unwrap();
    let told = problems.iter().map(|problem| {
        let mark = if problem.severity() == Severity::Lost { "!" } else { "" };
        let place = problem.place().replace("standard input", "");
        format!("{mark}{}: {}", place.trim_start_matches(':'), problem.says())
    });
    let told = told.collect();
    Outcome { tickets, told, problems, tally }
}

fn read(bytes: impl AsRef<[u8]>) -> Outcome {
    read_with(bytes.as_ref(), 1 << 16, Limits::default())
}

#[track_caller]
fn check(text: impl AsRef<[u8]>, tickets: &[&str], told: &[&str]) {
    let outcome = read(text);
    assert_eq!(outcome.tickets, tickets);
    assert_eq!(outcome.told, told);
}

const SEED: &str = include_str!("../../../fixtures/streams/seed-document.md");
const A: &str = r#"{"id":1,"state":"Open"}"#;
const B: &str = r#"{"id":2,"state":"Open"}"#;
const C: &str = r#"{"id":3,"state":"Open"}"#;
