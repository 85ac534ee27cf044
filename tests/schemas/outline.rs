//! The forms in outline, written down, so that a change of what is stable is seen.
//!
//! After a change that is meant, `SNAPSHOTS=overwrite cargo test --test schemas` writes down the new one.

use crate::schema;
use serde_json::Value;
use snapbox::{assert_data_eq, file};
use std::collections::BTreeMap;
use std::fmt::Write;
use ticketctl::analysis::Form;

#[test]
fn the_forms_are_what_is_written_down() {
    let mut all = String::new();
    let mut parts: BTreeMap<String, String> = BTreeMap::new();
    for form in Form::all() {
        let schema = schema(form.command);
        let _ = writeln!(all, "{}", form.schema);
        object(&schema, 1, &mut all);
        all.push('\n');
        for (name, part) in schema["$defs"].as_object().into_iter().flatten() {
            let mut said = format!("{name}: {}\n", kind(part));
            object(part, 1, &mut said);
            for variant in part["oneOf"].as_array().into_iter().flatten() {
                if variant.get("properties").is_some() {
                    said.push_str("  or\n");
                    object(variant, 2, &mut said);
                }
            }
            let before = parts.insert(name.clone(), said.clone());
            assert!(before.is_none_or(|before| before == said), "two parts are called {name}");
        }
    }
    all.extend(parts.into_values());
    assert_data_eq!(all, file!["forms.txt"]);
}

/// Writes the fields of an object; `?` is behind those that may be absent.
fn object(schema: &Value, depth: usize, to: &mut String) {
    let required = schema["required"].as_array();
    let indent = "  ".repeat(depth);
    for (key, value) in schema["properties"].as_object().into_iter().flatten() {
        let is_required = required.is_some_and(|keys| keys.iter().any(|known| known == key));
        let sign = if is_required { "" } else { "?" };
        let _ = writeln!(to, "{indent}{key}{sign}: {}", kind(value));
    }
    for (pattern, value) in schema["patternProperties"].as_object().into_iter().flatten() {
        let _ = writeln!(to, "{indent}{pattern}?: {}", kind(value));
    }
}

/// Says in a few words what may stand in a place.
fn kind(schema: &Value) -> String {
    let one = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    if let Some(name) = schema["$ref"].as_str() {
        return name.rsplit('/').next().unwrap().to_owned();
    }
    if let Some(value) = schema.get("const") {
        return one(value);
    }
    if let Some(values) = schema["enum"].as_array() {
        return values.iter().map(one).collect::<Vec<_>>().join(" | ");
    }
    for several in ["anyOf", "oneOf"] {
        if let Some(kinds) = schema[several].as_array() {
            return kinds.iter().map(kind).collect::<Vec<_>>().join(" | ");
        }
    }
    let name = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().map(one).collect::<Vec<_>>().join(" | "),
        Value::String(name) => name.clone(),
        _ => "any".to_owned(),
    };
    let name = match (schema["format"].as_str(), name.starts_with("string")) {
        (Some(format), true) => name.replacen("string", format, 1),
        _ => name,
    };
    match schema.get("items") {
        Some(items) => format!("{name} of {}", kind(items)),
        None => name,
    }
}
