//! Rows for programs hold what the JSON holds: the same values under the same names, read back by a
//! reader of CSV that is not ours, and from TSV as its documentation says.

use crate::fixtures::fixtures;
use crate::program::{run, surroundings};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Where the rows of an answer stand in its JSON; nothing: it is a row itself.
const ROWS: [(&[&str], &str); 9] = [
    (&["transcript"], "entries"),
    (&["participants"], "participants"),
    (&["metrics"], "spans"),
    (&["bot"], "conversations visits"),
    (&["timeline"], "events"),
    (&["list"], ""),
    (&["check", "--fail-on", "never"], "findings"),
    (&["search", "(?s).+", "--in", "all", "-C", "1"], ""),
    (&["stats", "--by", "tag", "--sla", "queue=2m,waited=10m"], "groups spans"),
];

/// Where the names of rows are not those of the JSON.
const RENAMED: [&str; 6] =
    ["case", "activity", "timestamp", "resource", "pointer", "transaction_id"];

fn ask(command: &[&str], form: &[&str], file: &str) -> String {
    let run = run(&[command, form, &["-q", file]].concat(), &surroundings(false), b"");
    String::from_utf8(run.stdout).unwrap()
}

/// Reads CSV as names and cells.
fn csv(text: &str) -> (Vec<String>, Vec<Map<String, Value>>) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names: Vec<_> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        assert_eq!(row.len(), names.len());
        names.iter().cloned().zip(row.iter().map(Value::from)).collect()
    });
    (names.clone(), rows.collect())
}

/// Reads TSV as names and cells.
fn tsv(text: &str) -> (Vec<String>, Vec<Map<String, Value>>) {
    let cell = |cell: &str| {
        let parts = cell.split("\\\\");
        let parts =
            parts.map(|part| part.replace("\\t", "\t").replace("\\n", "\n").replace("\\r", "\r"));
        parts.collect::<Vec<_>>().join("\\")
    };
    let mut lines = text.strip_suffix('\n').unwrap().split('\n');
    let mut cells = || lines.next().map(|line| line.split('\t').map(cell).collect::<Vec<_>>());
    let names = cells().unwrap();
    let mut rows = Vec::new();
    while let Some(row) = cells() {
        assert_eq!(row.len(), names.len());
        rows.push(names.iter().cloned().zip(row.into_iter().map(Value::from)).collect());
    }
    (names, rows)
}

/// Lists the rows of an answer as its JSON tells them, with the number of the ticket.
fn told(answers: &str, rows: &str) -> Vec<Map<String, Value>> {
    let answers: Vec<Value> = serde_json::from_str(answers).unwrap();
    let mut found = Vec::new();
    for answer in &answers {
        let mut level = vec![answer];
        for name in rows.split_whitespace() {
            level = level.iter().flat_map(|value| value[name].as_array().unwrap()).collect();
        }
        for value in level {
            let mut row = flat(value);
            row.remove("schema");
            if rows.is_empty() {
                found.push(row);
                continue;
            }
            row.insert("ticket".to_owned(), answer["id"].clone());
            row.insert("case".to_owned(), answer["id"].clone());
            found.push(row);
        }
    }
    found
}

/// Takes objects apart.
fn flat(value: &Value) -> Map<String, Value> {
    let mut row = Map::new();
    for (name, value) in value.as_object().unwrap() {
        if value.is_object() {
            for (member, value) in flat(value) {
                row.insert(format!("{name}_{member}"), value);
            }
        } else {
            row.insert(name.clone(), value.clone());
        }
    }
    row
}

/// Tells whether a cell says what the JSON says.
fn agrees(cell: &str, value: &Value) -> bool {
    match value {
        Value::Null => cell.is_empty(),
        Value::Array(list) if list.is_empty() => cell.is_empty(),
        Value::String(text) => cell == text,
        value => serde_json::from_str::<Value>(cell).is_ok_and(|read| read == *value),
    }
}

#[test]
fn rows_hold_what_the_json_holds() {
    for (command, rows) in ROWS {
        let mut met = BTreeSet::new();
        let mut header = Vec::new();
        for file in ["tickets", "streams"].into_iter().flat_map(fixtures) {
            let here = format!("{} {file}", command[0]);
            let is_one = command[0] == "stats";
            let mut json = ask(command, &["-o", "json"], &file);
            if is_one {
                json = format!("[{json}]");
            }
            let expected = told(&json, rows);
            let (names, found) = csv(&ask(command, &["-o", "csv", "--raw"], &file));
            let same = tsv(&ask(command, &["-o", "tsv", "--raw"], &file));
            assert_eq!((&names, &found), (&same.0, &same.1), "{here}");
            // The figures of all tickets stand before those of the groups.
            let found: Vec<_> =
                found.into_iter().filter(|row| !is_one || row["by"] != "").collect();
            assert_eq!(found.len(), expected.len(), "{here}");
            for (found, expected) in found.iter().zip(&expected) {
                for (name, value) in expected {
                    let Some(cell) = found.get(name) else {
                        let is_part =
                            names.iter().any(|known| known.starts_with(&format!("{name}_")));
                        let is_other = ["ticket", "case"].contains(&name.as_str());
                        assert!(is_other || value.is_null() && is_part, "{here}: {name} is lost");
                        continue;
                    };
                    let cell = cell.as_str().unwrap();
                    assert!(agrees(cell, value), "{here}: {name} is {cell}, not {value}");
                    met.insert(name.clone());
                }
            }
            header = names;
        }
        let is_new = |name: &&String| !met.contains(*name) && !RENAMED.contains(&name.as_str());
        let new: Vec<_> = header.iter().filter(is_new).map(String::as_str).collect();
        let expected: &[&str] = match command[0] {
            "bot" => &[
                "conversation_number",
                "conversation_id",
                "conversation_total_s",
                "conversation_ending",
                "conversation_ended_at",
                "conversation_ended_by",
                "flow_name",
                "flow_version",
                "flow_id",
            ],
            "stats" => &["by", "group", "tickets", "targets"],
            _ => &[],
        };
        assert_eq!(new, expected, "columns of {} that the JSON does not have", command[0]);
    }
}

#[test]
fn there_is_a_header_for_no_ticket() {
    for (command, _) in ROWS {
        for form in ["csv", "tsv"] {
            let with = ask(command, &["-o", form], "fixtures/tickets/seed.json");
            let without = run(&[command, &["-o", form]].concat(), &surroundings(false), b"[]");
            let header = with.lines().next().unwrap();
            let text = String::from_utf8(without.stdout).unwrap();
            assert_eq!(text.lines().next(), Some(header), "{command:?}");
            let no_rows = command[0] != "stats";
            assert!(!no_rows || text.lines().count() == 1, "{command:?}: {text}");
        }
    }
}

#[test]
fn each_field_can_be_asked_for_alone() {
    let file = "fixtures/tickets/seed.json";
    for (command, _) in ROWS {
        let (names, rows) = csv(&ask(command, &["-o", "csv"], file));
        for name in &names {
            let (alone, cells) = csv(&ask(command, &["-o", "csv", "--fields", name], file));
            assert_eq!(alone, std::slice::from_ref(name));
            let all = rows.iter().map(|row| &row[name.as_str()]);
            assert!(all.eq(cells.iter().map(|row| &row[name.as_str()])), "{command:?} {name}");
        }
        let all: Value = serde_json::from_str(&ask(command, &["-o", "json"], file)).unwrap();
        let object = if all.is_array() { all[0].clone() } else { all };
        for (name, value) in object.as_object().unwrap() {
            let form = ["-o", "jsonl", "--fields", name];
            let text = ask(command, &form, file);
            let one: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
            assert_eq!(one, serde_json::json!({ name: value }), "{command:?}");
        }
    }
}
