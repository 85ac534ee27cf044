//! Fixtures with something changed in them: values of other types, other orders, hostile text,
//! broken bytes. Nothing of it may stop the program or reach a terminal as it is.

use crate::program::{COMMANDS, fixtures, run, surroundings};
use crate::rules::{self, Seen};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};
use std::fs;

/// What is done to the value at a place.
#[derive(Debug, Clone)]
enum Change {
    Delete,
    Put(Value),
    /// Puts it into as many lists.
    Nest(usize),
    Twice,
    Rotate(Index),
    Reverse,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        2 => Just(Change::Delete),
        2 => value().prop_map(Change::Put),
        4 => text().prop_map(|text| Change::Put(Value::String(text))),
        1 => (1..200_usize).prop_map(Change::Nest),
        2 => Just(Change::Twice),
        1 => any::<Index>().prop_map(Change::Rotate),
        1 => Just(Change::Reverse),
    ]
}

/// Values that have surprised programs before.
fn value() -> impl Strategy<Value = Value> {
    let odd = vec![
        Value::Null,
        json!(true),
        json!(0),
        json!(-1),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(1e308),
        json!(0.1),
        json!([]),
        json!({}),
        json!([null, [1], {"id": "x"}]),
        json!({"name": ["\u{1b}[2J"], "type": null}),
        json!(""),
        json!("0001-01-01T00:00:00"),
        json!("0001-01-01T00:00:00Z"),
        json!("9999-12-31T23:59:59.9999999Z"),
        json!("2023-05-08T06:46:60Z"),
        json!("2023-05-08T06:46:05+14:00"),
        json!("1970-01-01T00:00:00Z"),
        json!("00:00:00"),
        json!("-00:00:01"),
        json!("10675199.02:48:05.4775807"),
        json!("-10675199.02:48:05.4775808"),
        json!("00000000-0000-0000-0000-000000000000"),
        json!("Client"),
        json!("User"),
        json!("Closed"),
        json!("TicketReAssigned"),
        json!("{\"toUserId\":{\"a\":[]}}"),
        json!("<p>&#27;[2J&#x202e;<script>x</script><table><td>&nbsp;"),
    ];
    prop_oneof![3 => select(odd), 1 => any::<i64>().prop_map(Value::from)]
}

/// Text that steers terminals, changes directions, has no width or too much of it, and is long.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => select(vec![
            "\u{1b}[2J", "\u{1b}]52;c;aGk=\u{7}", "\u{1b}]8;;http://x\u{1b}\\", "\u{9b}31m", "\r",
            "\n", "\t", "\0", "\u{7f}", "\u{85}", "\u{202e}", "\u{2066}", "\u{2068}", "\u{2069}",
            "\u{2028}", "\u{e0041}", "\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}", "\u{200b}", "\u{feff}",
            "\u{ad}", "\u{3164}", "שלום", "مرحبا", "日本", "👩‍👩‍👧", "🇮🇱", "e\u{301}", " ", "  ",
            "<b>", "&#8238;", "…", "│", "10675199.02:48:05",
        ])
        .prop_map(str::to_owned),
        1 => "\u{301}{1,70}",
        1 => "[a-z]{1,150}",
        2 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// Lists where values are: the keys and indices that lead to each.
fn places(value: &Value) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut below = |key: &str, value: &Value| {
        let key = key.replace('~', "~0").replace('/', "~1");
        found.extend(places(value).into_iter().map(|place| format!("/{key}{place}")));
    };
    match value {
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(at, value)| below(&at.to_string(), value));
        }
        Value::Object(map) => map.iter().for_each(|(key, value)| below(key, value)),
        _ => {}
    }
    found
}

/// Changes the value at one of the places; most of them are deep inside.
fn apply(ticket: &mut Value, place: Index, change: &Change) {
    let places = places(ticket);
    let place = place.get(&places);
    let (parent, key) = place.rsplit_once('/').unwrap_or_default();
    match change {
        Change::Delete | Change::Twice => match ticket.pointer_mut(parent) {
            Some(Value::Array(list)) => {
                let Ok(at) = key.parse::<usize>() else { return };
                let taken = list.remove(at);
                if matches!(change, Change::Twice) {
                    list.insert(at, taken.clone());
                    list.push(taken);
                }
            }
            Some(Value::Object(map)) if matches!(change, Change::Delete) => {
                map.remove(&key.replace("~1", "/").replace("~0", "~"));
            }
            _ => {}
        },
        _ => {
            let Some(value) = ticket.pointer_mut(place) else { return };
            match (change, value) {
                (Change::Put(new), value) => *value = new.clone(),
                (Change::Nest(depth), value) => {
                    for _ in 0..*depth {
                        *value = json!([value.take()]);
                    }
                }
                (Change::Rotate(by), Value::Array(list)) if !list.is_empty() => {
                    let by = by.index(list.len());
                    list.rotate_left(by);
                }
                (Change::Reverse, Value::Array(list)) => list.reverse(),
                _ => {}
            }
        }
    }
}

/// Reads the tickets, once for all cases: those that are JSON to the letter.
fn tickets() -> Vec<(String, Value)> {
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
    let first = statuses[0];
    prop_assert!(statuses.iter().all(|status| *status == first), "commands differ: {statuses:?}");
    Ok(())
}

/// The cases are shared between the two tests below. A failure is told in full, and becomes a test of
/// its own; no file is kept of it.
fn config() -> ProptestConfig {
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
            apply(&mut value, *place, change);
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
