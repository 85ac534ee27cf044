//! Nothing is left: neither of the documented ticket, by a list made by hand, nor of any other.

use crate::archive::{Settings, Size, generate};
use crate::fixtures::fixtures;
use crate::program::{run, surroundings};
use crate::redacted;
use serde_json::Value;
use std::collections::BTreeSet;
use std::convert::Infallible;
use ticketctl::analysis::{fold, readable};

const SEED: &str = include_str!("../../fixtures/tickets/seed.json");

/// Everything personal in the documented ticket, each with the kind that would keep it.
const PERSONAL: [(&str, &str); 29] = [
    ("names", "Jack"),
    ("names", "Bower"),
    ("names", "John"),
    ("names", "Wick"),
    ("addresses", "[email protected]"),
    ("ids", "824b4850-b24c-45ed-8d41-c740ad2618bf"),
    ("ids", "648370ad-8c0a-4809-8373-d914f2bfbc36"),
    ("ids", "aca76a89-8950-4424-b727-2f277c24a891"),
    ("ids", "a7648213-7e90-4e16-ac4f-a20b8d733cbd"),
    ("ids", "1e51683b-081c-49a4-91d5-3f8633270d18"),
    ("ids", "8cdc8a21-f14e-4e5c-901f-2eb810671cce"),
    ("ids", "cf08810e-9a28-4bc3-a966-b3bc75b5bbf0"),
    ("ids", "787cb557-cf6f-4c3c-bc73-711096769c4c"),
    ("ids", "5b09d05db-7e0c-472b-a3aa-5b91f9be826c"),
    ("ids", "b778d230-05f5-460d-bb85-da15b78d9c9d"),
    ("ids", "396f876e-f6ec-4bad-ad8f-3115ec20310a"),
    ("ids", "qxIYxnWSTV8oO3pmr91s"),
    ("network", "144.31.95.46"),
    ("network", "Chrome/72.0.3626.109"),
    ("network", "AppleWebKit"),
    ("location", "Kansas City"),
    ("location", "MO, USA"),
    ("links", "My Landing Page"),
    ("links", "https://www.example.com/landing-page"),
    ("links", "salesforce"),
    ("links", "37946499377"),
    ("claims", "9030087829"),
    ("claims", "6718408204"),
    ("fields", "Tuscany"),
];

#[test]
fn of_the_documented_ticket() {
    let shared = fold(&redacted(SEED.as_bytes(), &[]));
    for (_, personal) in PERSONAL {
        assert!(fold(SEED).contains(&fold(personal)), "{personal}");
        assert!(!shared.contains(&fold(personal)), "{personal}");
    }
    for stays in ["13783", "02c20959-4d13-4b8f-b896-888a66694e36", "1057143", "BOT", "Vacation"] {
        assert!(shared.contains(&fold(stays)), "{stays}");
    }
}

#[test]
fn what_is_kept_stays_and_nothing_else() {
    let kinds: BTreeSet<_> = PERSONAL.iter().map(|(kind, _)| *kind).collect();
    for kept in kinds {
        let shared = fold(&redacted(SEED.as_bytes(), &["--keep", kept]));
        for (kind, personal) in PERSONAL {
            assert_eq!(shared.contains(&fold(personal)), kind == kept, "--keep {kept}: {personal}");
        }
    }
}

/// Lists what stands under keys that are personal wherever they are met.
fn personal(value: &Value, found: &mut BTreeSet<String>) {
    const KEYS: [&str; 27] = [
        "name",
        "displayName",
        "userName",
        "UserName",
        "identifier",
        "departmentIdentifier",
        "contactId",
        "departmentId",
        "iPAddress",
        "location",
        "externalLink",
        "userId",
        "flowId",
        "botConversationId",
        "uniqueCardId",
        "originalFileName",
        "uri",
        "userAgent",
        "field1",
        "field2",
        "field3",
        "field4",
        "field5",
        "byUserFullName",
        "toUserFullName",
        "byUserName",
        "toUserShortName",
    ];
    match value {
        Value::Object(map) => {
            let is_parameter = map.contains_key("creationDatetime");
            for (key, value) in map {
                match value {
                    Value::String(text) if key == "text" && text.starts_with("{\"by") => {
                        let told = serde_json::from_str(text).unwrap_or_default();
                        personal(&told, found);
                    }
                    Value::String(text)
                        if KEYS.contains(&key.as_str()) && !(is_parameter && key == "name") =>
                    {
                        found.insert(fold(text).trim().to_owned());
                    }
                    _ => personal(value, found),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|value| personal(value, found)),
        _ => {}
    }
}

/// Lists every text of a ticket as it is read.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            let all = map.iter().filter(|(key, _)| {
                !["type", "state", "status", "ticketType", "culture", "gender"]
                    .contains(&key.as_str())
            });
            all.for_each(|(_, value)| texts(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| texts(value, found)),
        Value::String(text) => {
            if let Ok(inside @ Value::Object(_)) = serde_json::from_str(text) {
                return texts(&inside, found);
            }
            found.push(fold(text).trim().to_owned());
            found.push(fold(&readable(text)));
        }
        _ => {}
    }
}

/// Tells whether a text holds another, and not as a part of a longer word.
fn holds(text: &str, part: &str) -> bool {
    let is_edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    text.match_indices(part).any(|(at, _)| {
        is_edge(text[..at].chars().next_back()) && is_edge(text[at + part.len()..].chars().next())
    })
}

fn nothing_is_left(name: &str, before: &Value, after: &Value) -> Vec<String> {
    let nobody =
        ["", "bot", "system", "unassigned tickets", "00000000-0000-0000-0000-000000000000"];
    let mut values = BTreeSet::new();
    personal(before, &mut values);
    let mut found = Vec::new();
    texts(after, &mut found);
    let mut left = Vec::new();
    for value in values.iter().filter(|value| !nobody.contains(&value.as_str())) {
        let is_mask = value.bytes().all(|byte| byte == b'*');
        let is_short = value.chars().count() < 4;
        let is_left = |text: &String| text == value || !is_short && holds(text, value);
        if !is_mask && found.iter().any(is_left) {
            left.push(format!("{name}: {value:?}"));
        }
    }
    left
}

#[test]
fn of_any_ticket() {
    let mut left = Vec::new();
    for name in fixtures("tickets") {
        let text = std::fs::read_to_string(&name).unwrap();
        // Some are read only after repair, which is not this test's business.
        let Ok(before) = serde_json::from_str::<Value>(&text) else { continue };
        let after = redacted(text.as_bytes(), &["-o", "json"]);
        let after = serde_json::from_str(&after).unwrap();
        left.extend(nothing_is_left(&name, &before, &after));
    }
    let mut lines = Vec::new();
    let settings = Settings { seed: 11, size: Size::Tickets(60), anomalies: 0.1 };
    let Ok(_) = generate(settings, |json, _| {
        lines.push(json.to_owned());
        Ok::<_, Infallible>(())
    });
    let after = redacted(lines.join("\n").as_bytes(), &[]);
    assert_eq!(after.lines().count(), lines.len());
    for (before, after) in lines.iter().zip(after.lines()) {
        let (before, after) = (serde_json::from_str(before), serde_json::from_str(after));
        left.extend(nothing_is_left("archive", &before.unwrap(), &after.unwrap()));
    }
    assert!(left.is_empty(), "{} left:\n{}", left.len(), left.join("\n"));
}

#[test]
fn standard_error_tells_values_to_nobody_else() {
    for (is_terminal, tells) in [(true, true), (false, false)] {
        let run = run(&["redact"], &surroundings(is_terminal), SEED.as_bytes());
        let said = String::from_utf8(run.stderr).unwrap();
        assert_eq!(said.contains("Jack Bower"), tells, "{said}");
        assert!(said.contains("Read back"), "{said}");
    }
    let two = [SEED, SEED].concat();
    let run = run(&["redact"], &surroundings(true), two.as_bytes());
    assert!(!String::from_utf8(run.stderr).unwrap().contains("Jack"));
}
