//! Each property, with values taken from the fixtures by eye.

use super::{KNOWN, Property, Value};
use crate::analysis::Story;
use crate::model::{Record, Text};
use std::collections::BTreeSet;

const SEED: &str = include_str!("../../../fixtures/tickets/seed.json");
const REASSIGNED: &str = include_str!("../../../fixtures/tickets/reassigned.json");
const REOPENED: &str = include_str!("../../../fixtures/tickets/reopened.json");
const WAITING: &str = include_str!("../../../fixtures/tickets/open-waiting.json");
const LEFT: &str = include_str!("../../../fixtures/tickets/bot-left.json");
const FLOWS: &str = include_str!("../../../fixtures/tickets/two-flows.json");
const FILES: &str = include_str!("../../../fixtures/tickets/attachments.json");
const MOVED: &str = include_str!("../../../fixtures/tickets/moved.json");
const SCRAMBLED: &str = include_str!("../../../fixtures/tickets/scrambled.json");
const OUTBOUND: &str = include_str!("../../../fixtures/tickets/outbound.json");
const PAGE: &str = include_str!("../../../fixtures/tickets/list-page.json");

/// Says the values as data, but of people all that they are called.
fn says(json: &str, name: &str) -> String {
    let record = Record::read(json).unwrap().unwrap();
    let values = Property::named(name).unwrap().of(&Story::of(&record, &[]));
    let values = values.iter().map(|value| match value {
        Value::Person(called) => called.iter().map(Text::as_str).collect::<Vec<_>>().join("/"),
        Value::Text(text) => text.as_str().to_owned(),
        other => serde_json::to_string(other).unwrap(),
    });
    values.collect::<Vec<_>>().join(", ")
}

/// The tickets of the list page, which come without transactions.
fn listed(number: usize) -> String {
    let page: serde_json::Value = serde_json::from_str(PAGE).unwrap();
    page["tickets"][number].to_string()
}

#[test]
fn what_the_documented_ticket_says() {
    let hidden = "[email\u{a0}protected]";
    for (name, expected) in [
        ("id", "13783"),
        ("state", "Closed"),
        ("type", "Regular"),
        ("channel", "Web"),
        ("culture", "en-US"),
        ("tag", "Vacation"),
        ("subject", "Tuscany"),
        ("field1", "Tuscany"),
        ("field2", ""),
        ("field10", ""),
        ("parameter.userId", "3"),
        ("parameter.USERID", "3"),
        ("parameter.other", ""),
        ("key", ""),
        ("opened", "\"2023-05-08T06:46:05Z\""),
        ("closed", "\"2023-05-08T07:01:56Z\""),
        ("last_activity", "\"2023-05-08T07:01:56Z\""),
        ("waited", "890"),
        ("waiting", ""),
        ("unanswered", ""),
        ("bot", "60"),
        ("queue", "160"),
        ("taken_to_reply", "730"),
        ("first_response", "890"),
        ("average_reply", ""),
        ("duration", "951"),
        ("held.bot", "60"),
        ("held.queue", "160"),
        ("held.agent", "731"),
        ("messages", "10"),
        ("messages.customer", "4"),
        ("messages.bot", "5"),
        ("messages.agent", "1"),
        ("notes", "0"),
        ("transactions", "15"),
        ("attachments", "0"),
        ("reopened", "0"),
        ("bot.any", "true"),
        ("bot.left", "false"),
        ("bot.card", "Main, Destination, Name, Mail address, Thanks"),
        ("bot.flow", "Documentation"),
        ("inbound", "true"),
        ("auto_closed", ""),
        ("scrambled", ""),
        ("location", "Kansas City, MO, USA"),
        ("ip", "144.31.95.46"),
        ("source", "My Landing Page"),
        ("link", "https://na6.salesforce.com/sserv/casedetail.jsp?id=37946499377"),
        ("reported.queue", "160"),
        ("reported.queue.net", "160"),
        ("reported.taken_to_reply", "730"),
        ("reported.taken_to_reply.net", "730"),
        ("reported.first_response", "889"),
        ("reported.first_response.net", "890"),
        ("reported.average_reply.net", "0"),
        ("reported.duration", "951"),
        ("reported.duration.net", "951"),
        ("reported.messages.customer", "4"),
        ("reported.messages.agent", "1"),
        ("reported.transactions", ""),
    ] {
        assert_eq!(says(SEED, name), expected, "{name}");
    }
    assert!(says(SEED, "browser").contains("Chrome/72"));
    assert!(says(SEED, "department").len() == 36);
    assert!(says(SEED, "customer").starts_with("Jack Bower/"));
    assert!(says(SEED, "customer").ends_with("/1e51683b-081c-49a4-91d5-3f8633270d18"));
    assert!(says(SEED, "agent").starts_with("John Wick/"), "the owner never took part");
    assert!(says(SEED, "owner").starts_with(hidden));
    assert_eq!(
        says(SEED, "held"),
        r#"{"role":"bot","seconds":60}, {"role":"queue","seconds":160}, {"role":"agent","seconds":731}"#
    );
}

#[test]
fn what_other_tickets_say() {
    for (ticket, name, expected) in [
        (REASSIGNED, "messages.customer", "6"),
        (REASSIGNED, "messages.agent", "5"),
        (REASSIGNED, "messages", "11"),
        (REASSIGNED, "notes", "2"),
        (REASSIGNED, "transactions", "20"),
        // 07:15:30 to 07:18:02, and 09:11:00 to 13:40:26.
        (REASSIGNED, "queue", "16318"),
        // 07:18:02 to 09:11:00, and 13:40:26 to 13:51:20.
        (REASSIGNED, "held.agent", "7432"),
        (REASSIGNED, "bot.any", "false"),
        (REASSIGNED, "bot", ""),
        // Asked at 09:04:20, answered at 13:44:51.
        (REASSIGNED, "waited", "16831"),
        (REOPENED, "reopened", "1"),
        (REOPENED, "tag", "Router, Reopened"),
        (WAITING, "waited", ""),
        (WAITING, "waiting", "2707"),
        (WAITING, "unanswered", "2707"),
        (WAITING, "closed", ""),
        (WAITING, "duration", ""),
        (WAITING, "agent", ""),
        (WAITING, "owner", ""),
        (LEFT, "bot.left", "true"),
        (LEFT, "auto_closed", "true"),
        (LEFT, "type", "GlassixBot"),
        (LEFT, "queue", ""),
        (LEFT, "reported.queue", "0"),
        (FLOWS, "parameter.topic", "Membership"),
        (FLOWS, "parameter.months", "2"),
        (FLOWS, "parameter.member", "M-5512"),
        (FLOWS, "parameter.monthlyFee", "34.50"),
        (FLOWS, "bot.card", "Main, Opening hours, To membership, Start, How long, Confirm"),
        (FILES, "attachments", "9"),
        (FILES, "customer", "Radek Simunek/972500000007"),
        (
            MOVED,
            "customer",
            "Bengt Rask/bengt.rask@example.com, Rask & Sons, bookkeeping/books@example.com",
        ),
        (SCRAMBLED, "scrambled", "true"),
        (OUTBOUND, "inbound", "false"),
        (OUTBOUND, "first_response", ""),
    ] {
        assert_eq!(says(ticket, name), expected, "{name}");
    }
    assert!(says(REASSIGNED, "agent").contains("/noa.berman@example.com/"));
    assert!(says(REASSIGNED, "agent").contains("Grigor Petrosyan"));
}

#[test]
fn without_transactions_nothing_is_recounted_and_nothing_reported_stands_in() {
    let closed = listed(0);
    for name in ["queue", "waited", "first_response", "messages", "messages.agent", "notes", "held"]
    {
        assert_eq!(says(&closed, name), "", "{name}");
    }
    assert_eq!(says(&closed, "reported.queue"), "104");
    assert_eq!(says(&closed, "reported.transactions"), "9");
    assert_eq!(says(&closed, "duration"), "1677", "open and close are facts");
    assert_eq!(says(&closed, "bot.any"), "true", "its steps are there");
    assert!(says(&closed, "agent").starts_with("Wanjiru Kamau/"), "the owner was assigned");
    assert_eq!(says(&listed(1), "agent"), "");
    assert_eq!(says(&listed(1), "channel"), "Mail");
}

#[test]
fn names_are_found_in_any_case_and_nothing_else_is() {
    for name in ["ID", "Bot.Left", "field10", "Parameter.x y"] {
        assert!(Property::named(name).is_some(), "{name}");
    }
    for name in
        ["", "fields", "field", "field0", "field01", "field11", "parameter.", "parameter", "."]
    {
        assert!(Property::named(name).is_none(), "{name}");
    }
    assert!(Property::named("field1 … field10").is_none());
    assert!(
        Property::named("parameter.NAME").is_some_and(|found| found.name() == "parameter.NAME")
    );
    let names: BTreeSet<_> = KNOWN.iter().map(|known| known.name).collect();
    assert_eq!(names.len(), KNOWN.len(), "each is listed once");
}

#[test]
fn data_says_what_a_number_is() {
    let key = |name| Property::named(name).unwrap().key();
    assert_eq!(key("waited"), "waited_s");
    assert_eq!(key("reported.queue.net"), "reported_queue_net_s");
    assert_eq!(key("opened"), "opened_at");
    assert_eq!(key("tag"), "tags");
    assert_eq!(key("customer"), "customer");
    assert_eq!(key("messages.bot"), "messages_bot");
    assert_eq!(key("parameter.userId"), "parameter.userId");
}

#[test]
fn the_readme_lists_every_property() {
    let readme = include_str!("../../../README.md");
    for known in KNOWN {
        let row = format!("| `{}` | {} | {} |", known.name, known.kind, known.about);
        assert!(readme.contains(&row), "the README lacks: {row}");
    }
    let rows = readme.lines().filter(|line| {
        line.starts_with("| `")
            && ["text", "number", "span", "moment", "yes/no", "column"]
                .iter()
                .any(|kind| line.contains(&format!("` | {kind} | ")))
    });
    assert_eq!(rows.count(), KNOWN.len(), "and no other");
}
