//! What has another form is refused: a field that is missing, has another name, or another type.

use crate::{answers, asked, validator};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Values of any type, and fields that are there only if asked for.
fn is_free(command: &str, place: &str) -> bool {
    match command {
        "diff" => place.ends_with("/old") || place.ends_with("/new"),
        "list" | "show" => place.contains("/all_fields"),
        _ => false,
    }
}

/// Lists the fields of an answer, of those alike one: as the pointer of the object, and the key.
fn fields(
    value: &Value,
    pointer: &str,
    like: &str,
    met: &mut BTreeSet<String>,
) -> Vec<(String, String)> {
    let mut found = Vec::new();
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let place = format!("{like}/{key}");
                if met.insert(format!("{place} {}", value.is_null())) {
                    found.push((pointer.to_owned(), key.clone()));
                }
                found.extend(fields(value, &format!("{pointer}/{key}"), &place, met));
            }
        }
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                found.extend(fields(
                    value,
                    &format!("{pointer}/{index}"),
                    &format!("{like}/*"),
                    met,
                ));
            }
        }
        _ => {}
    }
    found
}

#[test]
fn another_form_is_refused() {
    let tickets = ["fixtures/tickets/two-flows.json", "fixtures/pairs/seed-later.json"];
    let mut tried = 0;
    for arguments in asked() {
        let command = *arguments.first().unwrap();
        let validator = validator(arguments);
        let mut met = BTreeSet::new();
        for ticket in tickets {
            let input = std::fs::read(ticket).unwrap();
            let Some(answer) = answers(arguments, &input).into_iter().next() else { continue };
            assert!(validator.is_valid(&answer), "{arguments:?}");
            for (pointer, key) in fields(&answer, "", "", &mut met) {
                let place = format!("{pointer}/{key}");
                let change = |change: &dyn Fn(&mut Value)| {
                    let mut other = answer.clone();
                    change(other.pointer_mut(&pointer).unwrap());
                    validator.is_valid(&other)
                };
                let inside = is_free(command, &pointer)
                    || pointer.contains("/old/")
                    || pointer.contains("/new/");
                if command == "diff" && inside && pointer.contains("/differences/") {
                    continue;
                }
                tried += 1;
                let renamed = change(&|object| {
                    let value = object.as_object_mut().unwrap().remove(&key).unwrap();
                    object[format!("{key}_")] = value;
                });
                let is_parameter = command == "list" && key.starts_with("parameter.");
                assert!(!renamed || is_parameter, "{arguments:?} {place} may have another name");
                let is_column = command == "list" && pointer.is_empty() && key != "schema";
                if !is_column && !place.ends_with("/all_fields") {
                    let removed =
                        change(&|object| drop(object.as_object_mut().unwrap().remove(&key)));
                    assert!(!removed, "{arguments:?} {place} may be missing");
                }
                if !(command == "diff"
                    && pointer.contains("/differences/")
                    && is_free(command, &place))
                {
                    let other = change(&|object| object[&key] = json!({"wrong": [true]}));
                    assert!(!other, "{arguments:?} {place} may be of any type");
                }
            }
        }
    }
    assert!(tried > 500, "{tried}");
}
