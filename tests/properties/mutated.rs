//! Fixtures with something changed in them: values of other types, other orders, hostile text,
//! broken bytes. Nothing of it may stop the program or reach a terminal as it is.

use crate::changes::{Change, HOSTILE, apply, odd_values, places};
use crate::fixtures::fixtures;
use crate::program::{COMMANDS, DIFF, run, surroundings};
use crate::rules::{self, Seen};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;
use std::fs;

/// Draws a change.
pub(crate) fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        2 => Just(Change::Delete),
        2 => value().prop_map(Change::Put),
        4 => text().prop_map(|text| Change::Put(Value::String(text))),
        1 => (1..200_usize).prop_map(Change::Nest),
        2 => Just(Change::Twice),
        2 => any::<usize>().prop_map(Change::Copy),
        1 => any::<usize>().prop_map(Change::Rotate),
        1 => Just(Change::Reverse),
    ]
}

/// Lets a change be one that a value with so many places can have.
pub(crate) fn fitting(change: &Change, places: usize) -> Change {
    match change {
        Change::Copy(from) => Change::Copy(from % places),
        change => change.clone(),
    }
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![3 => select(odd_values()), 1 => any::<i64>().prop_map(Value::from)]
}

/// Text made of hostile pieces and others, some of them long.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => select(HOSTILE).prop_map(str::to_owned),
        1 => "\u{301}{1,70}",
        1 => "[a-z]{1,150}",
        2 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// Reads the tickets, once for all cases: those that are JSON to the letter.
pub(crate) fn tickets() -> Vec<(String, Value)> {
    let read = |name: String| {
        let value = serde_json::from_str(&fs::read_to_string(&name).unwrap()).ok()?;
        Some((name, value))
    };
    let tickets: Vec<_> = fixtures("tickets").into_iter().filter_map(read).collect();
    assert!(tickets.len() >= 20);
    tickets
}

/// Runs every command on the input and holds what comes out to the rules.
fn holds(input: &[u8], width: usize, is_terminal: bool, form: usize) -> Result<(), TestCaseError> {
    let terminal = surroundings(is_terminal);
    let asked = width.to_string();
    let mut statuses = Vec::new();
    for (number, command) in COMMANDS.iter().enumerate() {
        let form = ["table", "table", "json", "jsonl"][(form + number) % 4];
        let coloured = number % 2 == 0;
        let color = if coloured { "--color=always" } else { "--color=never" };
        let arguments = [command, &["-o", form, "--width", &asked, color][..]].concat();
        let run = run(&arguments, &terminal, input);
        statuses.push(run.status);
        let seen = Seen { coloured, terminal: is_terminal, width: Some(width) };
        let out = match form {
            "json" => rules::json(&run.stdout, command[0]).map(drop),
            "jsonl" => rules::json_lines(&run.stdout, command[0]).map(drop),
            _ => rules::text(&run.stdout, seen),
        };
        let err = rules::text(&run.stderr, Seen { width: None, ..seen });
        if let Err(wrong) = out.and(err) {
            return Err(TestCaseError::fail(format!("{}: {wrong}", arguments.join(" "))));
        }
        prop_assert!(run.status == 3 || run.status == 0, "{arguments:?}: status {}", run.status);
    }
    let arguments = [DIFF, &["-o", "jsonl"]].concat();
    let told = run(&arguments, &terminal, input);
    // A value that differs is told as it stands there, some levels deeper; a ticket that is as deep as
    // any may be is too deep for the reader of this test then.
    let wrong = rules::json_lines(&told.stdout, "diff").err();
    let wrong = wrong.filter(|wrong| !wrong.contains("recursion limit exceeded"));
    prop_assert!(wrong.is_none(), "{arguments:?}: {wrong:?}");
    // Several tickets at once are no pair, and an empty list is none, either.
    prop_assert!([0, 2, 3].contains(&told.status), "{arguments:?}: {}", told.status);
    let first = statuses[0];
    prop_assert!(statuses.iter().all(|status| *status == first), "commands differ: {statuses:?}");
    Ok(())
}

/// The cases are shared between the two tests below. A failure is told in full, and becomes a test of
/// its own; no file is kept of it.
pub(crate) fn config() -> ProptestConfig {
    let config = ProptestConfig::default();
    ProptestConfig {
        cases: config.cases.div_ceil(2),
        failure_persistence: None,
        max_shrink_iters: 2000,
        ..config
    }
}

#[test]
fn changed_values_stop_nothing() {
    let tickets = tickets();
    let changes = prop::collection::vec((any::<Index>(), change()), 1..12);
    let ticket = any::<Index>();
    let cases = (ticket, changes, 20..130_usize, any::<bool>(), 0..4_usize);
    proptest!(config(), |((ticket, changes, width, is_terminal, form) in cases)| {
        let (name, mut value) = ticket.get(&tickets).clone();
        for (place, change) in &changes {
            let places = places(&value);
            apply(&mut value, place.index(places), &fitting(change, places));
        }
        let input = value.to_string();
        holds(input.as_bytes(), width, is_terminal, form)
            .map_err(|wrong| TestCaseError::fail(format!("{name}: {wrong}\n{input}")))?;
    });
}

#[test]
fn changed_bytes_stop_nothing() {
    let tickets: Vec<_> =
        fixtures("tickets").into_iter().map(|name| fs::read(name).unwrap()).collect();
    let bytes = prop::collection::vec(any::<u8>(), 0..6);
    let changes = prop::collection::vec((any::<Index>(), bytes, 0..40_usize), 1..6);
    let cases = (any::<Index>(), changes, 20..130_usize, any::<bool>(), 0..4_usize);
    proptest!(config(), |((ticket, changes, width, is_terminal, form) in cases)| {
        let mut input = ticket.get(&tickets).clone();
        for (place, bytes, length) in changes {
            if !input.is_empty() {
                let at = place.index(input.len());
                let end = (at + length).min(input.len());
                input.splice(at..end, bytes);
            }
        }
        holds(&input, width, is_terminal, form)?;
    });
}
