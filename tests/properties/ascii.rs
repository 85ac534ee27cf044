//! With `--ascii`, whatever is not from a ticket is ASCII: on every page, and beside it.

use crate::fixtures::fixtures;
use crate::program::{COMMANDS, DIFF, Run, run, surroundings};
use serde_json::Value;
use std::fs;

/// From hardly any room to plenty of it; what is drawn changes its form between these.
const WIDTHS: [&str; 7] = ["40", "59", "79", "80", "100", "141", "200"];

/// Commands beside those that every fixture is tried with.
const MORE: [&[&str]; 6] = [
    &["stats"],
    &["stats", "--by", "agent"],
    &["stats", "--by", "hour", "--sla", "first_response=1m"],
    &["check", "--by", "rule", "--fail-on", "never"],
    &["check", "-v", "--fail-on", "never"],
    &["redact"],
];

/// Takes a ticket and leaves nothing in it but ASCII.
fn in_ascii(ticket: &str) -> String {
    if let Ok(mut value) = serde_json::from_str::<Value>(ticket) {
        spell(&mut value);
        return value.to_string();
    }
    // What is no good JSON stays as it is, but for its letters.
    let ascii = ticket.chars().map(|char| if char.is_ascii() { char } else { 'x' });
    let ascii: String = ascii.collect();
    let mut parts = ascii.split("\\u");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "x" + part.get(4..).unwrap_or_default())
}

fn spell(value: &mut Value) {
    match value {
        Value::String(text) => *text = text.replace(|char: char| !char.is_ascii(), "x"),
        Value::Array(values) => values.iter_mut().for_each(spell),
        Value::Object(members) => members.values_mut().for_each(spell),
        _ => {}
    }
}

fn assert_ascii(Run { stdout, stderr, status }: &Run, here: &str) {
    // A list page holds several tickets, of which none can be compared with another.
    let is_refused = *status == 2 && here.contains("list-page") && here.contains("diff");
    assert!(is_refused || [0, 1].contains(status), "{here}: status {status}");
    for (stream, bytes) in [("output", stdout), ("messages", stderr)] {
        let text = String::from_utf8_lossy(bytes);
        let line = text.lines().find(|line| !line.is_ascii());
        assert_eq!(line, None, "{here}: {stream}");
    }
}

#[test]
fn every_page_of_a_ticket_in_ascii_is_ascii() {
    for (at, fixture) in fixtures("tickets").into_iter().enumerate() {
        let ticket = in_ascii(&String::from_utf8_lossy(&fs::read(&fixture).unwrap()));
        for command in COMMANDS.into_iter().chain(MORE).chain([DIFF]) {
            // Each fixture meets every third width; together they meet all.
            for (index, width) in WIDTHS.into_iter().enumerate().skip(at % 3).step_by(3) {
                let colour = if index % 2 == 0 { "--color=never" } else { "--color=always" };
                let arguments = [command, &["--ascii", "--width", width, colour]].concat();
                let run = run(&arguments, &surroundings(at % 2 == 0), ticket.as_bytes());
                assert_ascii(&run, &format!("{fixture}: {arguments:?}"));
            }
        }
    }
}

#[test]
fn what_is_known_without_a_ticket_is_ascii() {
    let pipe = surroundings(false);
    let listed = run(&["explain", "-o", "json"], &pipe, b"");
    let listed: Value = serde_json::from_slice(&listed.stdout).unwrap();
    let topics: Vec<_> =
        listed.as_array().unwrap().iter().filter_map(|each| each["topic"].as_str()).collect();
    assert!(topics.len() > 60, "{topics:?}");
    let about = |topic| vec!["explain", topic];
    let known = [vec!["explain"], vec!["schema"], vec!["export", "--tables"]];
    for arguments in known.into_iter().chain(topics.into_iter().map(about)) {
        for width in WIDTHS {
            let arguments = [&arguments[..], &["--ascii", "--width", width]].concat();
            assert_ascii(&run(&arguments, &pipe, b""), &format!("{arguments:?}"));
        }
    }
}

#[test]
fn what_is_said_of_a_wrong_command_line_or_input_is_ascii() {
    let terminal = surroundings(true);
    let seed = fs::read("fixtures/tickets/seed.json").unwrap();
    for arguments in [
        &["tickets.json"][..],
        &["show", "--sideways"],
        &["list", "--where", "waited >"],
        &["list", "--where", "(subject = a"],
        &["list", "--where", "unheard = 1"],
        &["list", "--sort", "held"],
        &["list", "--columns", "subjekt"],
        &["list", "-o", "json", "--fields", "nothing"],
        &["search", "(", "-"],
        &["stats", "--sla", "first_response=soon"],
        &["check", "--ignore", "X999"],
        &["diff", "--ignore", "nothing", "fixtures/tickets/seed.json", "-"],
        &["show", "--tz", "Atlantis"],
        &["list", "--now", "noon"],
        &["explain", "nothing"],
        &["schema", "nothing"],
        &["show", "-o", "csv"],
        &["redact", "--fields", "id"],
    ] {
        let said = run(&[arguments, &["--ascii"]].concat(), &terminal, &seed);
        let says = String::from_utf8(said.stderr).unwrap();
        assert!(said.status == 2 && says.is_ascii(), "{arguments:?}: {} {says}", said.status);
    }
    for broken in fixtures("broken") {
        let text = in_ascii(&String::from_utf8_lossy(&fs::read(&broken).unwrap()));
        let long = format!("{}{}", "[1, 2, 3, ".repeat(200), text);
        for input in [text, long] {
            let said = run(&["show", "--ascii"], &terminal, input.as_bytes());
            assert!(said.stderr.is_ascii(), "{broken}: {}", String::from_utf8_lossy(&said.stderr));
        }
    }
}

#[test]
fn text_from_tickets_stays_as_it_is() {
    let text = "“a” – b … → c × ≥ 2 · ✓ ▲ ▓░█ │ שלום 日本";
    let seed = fs::read("fixtures/tickets/seed.json").unwrap();
    let mut ticket: Value = serde_json::from_slice(&seed).unwrap();
    ticket["field1"] = text.into();
    ticket["transactions"][2]["text"] = text.into();
    ticket["transactions"][2]["html"] = Value::Null;
    let ticket = ticket.to_string();
    for command in [
        &["show"][..],
        &["transcript"],
        &["timeline"],
        &["bot"],
        &["list"],
        &["search", "שלום"],
        &["show", "--full"],
    ] {
        let run = run(&[command, &["--ascii"]].concat(), &surroundings(false), ticket.as_bytes());
        let page = String::from_utf8(run.stdout).unwrap();
        assert!(page.contains(text), "{command:?}: {page}");
        assert!(page.replace(text, "").is_ascii(), "{command:?}: {page}");
    }
}
