//! The form of what comes out: what is not personal stays as it is written, and pseudonyms are the
//! same wherever a key is.

use crate::fixtures::fixtures;
use crate::program::{run, surroundings};
use crate::redacted;
use serde_json::Value;

const SEED: &str = include_str!("../../fixtures/tickets/seed.json");

/// Takes the contents out of all strings that are values, and the digits out of long parameters.
fn emptied(json: &str) -> String {
    let mut out = String::new();
    let mut rest = json;
    while let Some(at) = rest.find('"') {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let mut escaped = false;
        let end = after.char_indices().skip(1).find(|(_, c)| {
            let ends = *c == '"' && !escaped;
            escaped = *c == '\\' && !escaped;
            ends
        });
        let (string, behind) = after.split_at(end.unwrap().0 + 1);
        let is_key = behind.trim_start().starts_with(':');
        out.push_str(if is_key || string == "\"\"" { string } else { "…" });
        rest = behind;
        if is_key && string.ends_with("alue\"") {
            // A parameter's number may be somebody's.
            let end = rest.find([',', '}', '"']).unwrap_or(0);
            out.extend(rest[..end].chars().map(|c| if c.is_ascii_digit() { '9' } else { c }));
            rest = &rest[end..];
        }
    }
    out + rest
}

#[test]
fn keys_order_numbers_and_layout_stay() {
    for name in fixtures("tickets") {
        let text = std::fs::read_to_string(&name).unwrap();
        if serde_json::from_str::<Value>(&text).is_err() || name.ends_with("list-page.json") {
            continue;
        }
        let after = redacted(text.as_bytes(), &[]);
        let twice = redacted(after.as_bytes(), &[]);
        assert_eq!(emptied(text.trim()), emptied(after.trim()), "{name}");
        assert_eq!(emptied(&after), emptied(&twice), "{name}");
    }
}

#[test]
fn a_key_makes_the_same_pseudonyms_in_every_run_and_form() {
    let one = redacted(SEED.as_bytes(), &["-o", "jsonl"]);
    let lines = redacted([SEED, SEED].join("\n").as_bytes(), &[]);
    assert_eq!(lines, [&*one, &*one].concat());
    let array = redacted(SEED.as_bytes(), &["-o", "json"]);
    let array: Value = serde_json::from_str(&array).unwrap();
    assert_eq!(array[0], serde_json::from_str::<Value>(&one).unwrap());
    let threads = redacted([SEED; 40].join("\n").as_bytes(), &["--threads", "4"]);
    assert_eq!(threads, one.repeat(40));
}

#[test]
fn without_a_key_pseudonyms_hold_for_one_run() {
    let drawn = |input: &str| {
        let run = run(&["redact", "-q"], &surroundings(false), input.as_bytes());
        assert_eq!((run.status, run.stderr.len()), (0, 0));
        String::from_utf8(run.stdout).unwrap()
    };
    let two = drawn(&[SEED, SEED].join("\n"));
    let lines: Vec<_> = two.lines().collect();
    assert_eq!(lines[0], lines[1]);
    assert_ne!(drawn(SEED), drawn(SEED));
}

#[test]
fn events_and_list_pages_give_their_tickets() {
    for name in fixtures("streams") {
        if name.contains("bad") || name.contains("event") {
            continue;
        }
        let arguments = ["redact", "-q", "-o", "json", &name];
        let one = run(&arguments, &surroundings(false), b"");
        let other = run(&["list", "-q", "-o", "ids", &name], &surroundings(false), b"");
        let tickets: Value = serde_json::from_slice(&one.stdout).unwrap();
        let ids = String::from_utf8(other.stdout).unwrap();
        assert_eq!(tickets.as_array().unwrap().len(), ids.lines().count(), "{name}");
    }
    let event = include_str!("../../fixtures/streams/event.json");
    let key = serde_json::from_str::<Value>(event).unwrap()["key"].to_string();
    assert!(key.len() > 10 && !redacted(event.as_bytes(), &[]).contains(key.trim_matches('"')));
}

#[test]
fn a_redacted_ticket_is_read_by_every_command() {
    let shared = redacted(SEED.as_bytes(), &[]);
    let run = run(&["transcript"], &surroundings(false), shared.as_bytes());
    assert_eq!((run.status, run.stderr.len()), (0, 0));
    let said = String::from_utf8(run.stdout).unwrap();
    for expected in ["● Customer nyb282", "◆ Agent h8xh8j", "◇ BOT", "button 1 of 3", "→ field1"]
    {
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn a_key_must_be_one() {
    for (file, says) in [("fixtures/nothing.key", "No such file"), ("Cargo.toml", "")] {
        let run = run(&["redact", "--key-file", file], &surroundings(false), SEED.as_bytes());
        let said = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status, if says.is_empty() { 0 } else { 2 }, "{said}");
        assert!(said.contains(says), "{said}");
    }
    let run = run(&["redact", "-o", "raw"], &surroundings(false), SEED.as_bytes());
    assert_eq!(run.status, 2);
}
