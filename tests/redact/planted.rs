//! Whatever stands in a personal place stands nowhere afterwards, however it was said once more.

use crate::redacted;
use proptest::prelude::*;
use serde_json::{Value, json};
use ticketctl::analysis::{fold, readable};

const SEED: &str = include_str!("../../fixtures/tickets/seed.json");

/// Personal places of a ticket.
const PLACES: [&str; 26] = [
    "/field1",
    "/field9",
    "/uniqueArgument",
    "/departmentId",
    "/owner/id",
    "/owner/UserName",
    "/owner/uniqueArgument",
    "/details/userAgent",
    "/details/iPAddress",
    "/details/location",
    "/details/source/title",
    "/details/source/uri",
    "/details/externalLink",
    "/details/identityTokenClaims/myCustomClaim1",
    "/details/referral/adTitle",
    "/participants/0/name",
    "/participants/0/displayName",
    "/participants/0/identifier",
    "/participants/0/contactId",
    "/participants/3/name",
    "/participants/3/userName",
    "/transactions/2/fromParticipant/name",
    "/transactions/2/fromParticipant/departmentIdentifier",
    "/dynamicParameters/0/value",
    "/botConversationSteps/0/uniqueCardId",
    "/futureKey/0",
];

/// Values of the forms that are met in tickets.
fn values() -> impl Strategy<Value = String> {
    prop_oneof![
        "[B-Zb-z][a-z]{3,9}q",
        "[A-Z][a-z]{3,9}q [A-Z][a-z]{3,9}q",
        "[א-ת]{4,8} [א-ת]{3,8}",
        "[а-я]{4,8}",
        "[0-9]{7,14}",
        r"\+[0-9]{2} [0-9]{3} [0-9]{4,6}",
        "[a-z]{3,8}\\.[a-z]{2,5}@[a-z]{3,8}\\.(net|info)",
        "https://[a-z]{4,8}\\.net/[A-Za-z0-9]{4,9}",
        "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
        "[1-9][0-9]?\\.[1-9][0-9]?\\.[1-9][0-9]?\\.[1-9][0-9]?",
        "[A-Za-z]{5,9}['&<>\"] [A-Za-z]{5,9}",
        "[a-zé]{4,7}é[a-z]{2,5}",
    ]
}

/// Plants a value in a place, and says it in messages in other ways.
fn plant(place: &str, value: &str) -> String {
    let mut ticket: Value = serde_json::from_str(SEED).unwrap();
    ticket["futureKey"] = json!(["", 7]);
    *ticket.pointer_mut(place).unwrap() = json!(value);
    let blanks = value.replace(' ', "\u{a0} ");
    let html = value.replace('&', "&amp;").replace('<', "&lt;").replace('\'', "&#39;");
    let numbers = value.chars().map(|c| format!("&#{};", u32::from(c)));
    let numbers = numbers.collect::<Vec<_>>().concat();
    let half = value.char_indices().nth(3).map_or(0, |(at, _)| at);
    let (one, other) = value.split_at(half);
    let (one, other) = (one.replace('<', "&lt;"), other.replace('<', "&lt;"));
    let wide: String = value
        .chars()
        .map(|c| match c {
            '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap(),
            c => c,
        })
        .collect();
    let texts = [
        format!("It is {}, and ({blanks}).", value.to_uppercase()),
        format!("“{}” or {wide}!", value.to_lowercase()),
        value.to_owned(),
    ];
    for (index, text) in [2, 4, 6].into_iter().zip(texts) {
        ticket["transactions"][index]["text"] = json!(text);
    }
    ticket["transactions"][1]["html"] = json!(format!(
        "<p title=\"x {numbers} y\">Hi {html}, <b>{one}</b><i>{other}</i><!-- {html} --></p>"
    ));
    let events = ticket["transactions"].as_array().unwrap();
    let events = events.iter().position(|event| event["type"] == "TicketReAssigned").unwrap();
    let told = ticket["transactions"][events]["text"].as_str().unwrap();
    let mut event: Value = serde_json::from_str(told).unwrap();
    event["toUserFullName"] = json!(value);
    event["reason"] = json!(blanks);
    ticket["transactions"][events]["text"] = json!(event.to_string());
    ticket["tags"][0] = json!(format!("for {value}"));
    ticket.to_string()
}

/// Lists every text as it is read.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.values().for_each(|value| texts(value, found)),
        Value::Array(list) => list.iter().for_each(|value| texts(value, found)),
        Value::String(text) => {
            if let Ok(inside @ Value::Object(_)) = serde_json::from_str(text) {
                return texts(&inside, found);
            }
            found.push(fold(text));
            found.push(fold(&readable(text)));
            // What stands in attributes and comments.
            found.push(fold(&readable(&text.replace(['<', '>'], " "))));
        }
        _ => {}
    }
}

/// Fewer cases than usual, unless more are asked for: each redacts a whole ticket.
fn config() -> ProptestConfig {
    let config = ProptestConfig::default();
    ProptestConfig { cases: config.cases.div_ceil(8), failure_persistence: None, ..config }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_value_is_gone_wherever_it_was(place in prop::sample::select(&PLACES[..]), value in values()) {
        let planted = plant(place, &value);
        let after = redacted(planted.as_bytes(), &[]);
        let mut found = Vec::new();
        texts(&serde_json::from_str(&after).unwrap(), &mut found);
        let value = fold(&value);
        for text in &found {
            prop_assert!(!text.contains(&value), "{} at {}: {}", value, place, text);
        }
    }

    #[test]
    fn anything_at_all_is_replaced_or_refused(place in prop::sample::select(&PLACES[..]), value in any::<String>()) {
        let mut ticket: Value = serde_json::from_str(SEED).unwrap();
        ticket["futureKey"] = json!([""]);
        *ticket.pointer_mut(place).unwrap() = json!(value);
        let after = redacted(ticket.to_string().as_bytes(), &[]);
        let after: Value = serde_json::from_str(&after).unwrap();
        let after = after.pointer(place).unwrap().as_str().unwrap();
        prop_assert!(after != value || value.trim().chars().all(|c| c == '*' || c.is_ascii_digit()));
    }
}
