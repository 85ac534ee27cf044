//! What scripts rely on: the names and the numbers in the JSON of the documented ticket. A field
//! that is taken away or means something else fails here; new ones are welcome.

use crate::program::{COMMANDS, SEED, run};
use crate::rules;
use serde_json::{Value, json};

fn seed(command: &str) -> Value {
    let run = run(&[command, "-o", "json", SEED]);
    assert_eq!((run.status, &*run.stderr), (Some(0), ""));
    let mut answers = rules::json(run.stdout.as_bytes(), command).unwrap();
    assert_eq!(answers.len(), 1);
    answers.remove(0)
}

/// Asserts that the answer holds these values at these places.
fn holds(answer: &Value, expected: &[(&str, Value)]) {
    for (place, value) in expected {
        let found = answer.pointer(place);
        assert_eq!(found, Some(value), "{place} of {}", answer["schema"]);
    }
}

/// Collects one field of every element of a list.
fn each(list: &Value, field: &str) -> Vec<Value> {
    list.as_array().unwrap().iter().map(|element| element[field].clone()).collect()
}

/// Finds the element of a list by one of its fields.
fn find<'a>(list: &'a Value, field: &str, value: &str) -> &'a Value {
    list.as_array().unwrap().iter().find(|element| element[field] == value).unwrap()
}

#[test]
fn every_answer_says_what_it_is_about() {
    for command in COMMANDS {
        let answer = seed(command);
        holds(
            &answer,
            &[
                ("/schema", json!(format!("ticketctl.{command}/1"))),
                ("/id", json!(13783)),
                ("/subject", json!("Tuscany")),
                ("/channel", json!("Web")),
                ("/customer", json!("Jack Bower")),
                ("/opened_at", json!("2023-05-08T06:46:05Z")),
            ],
        );
        let keys: Vec<_> = answer.as_object().unwrap().keys().collect();
        let is_name = |key: &str| key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        assert!(keys.iter().all(|key| is_name(key)), "{keys:?}");
    }
}

#[test]
fn show() {
    let answer = seed("show");
    holds(
        &answer,
        &[
            ("/state", json!("Closed")),
            ("/closed_at", json!("2023-05-08T07:01:56Z")),
            ("/duration_s", json!(951)),
            ("/culture", json!("en-US")),
            ("/tags", json!(["Vacation"])),
            ("/waited_s", json!(890)),
            ("/held/0/role", json!("bot")),
            ("/held/0/name", json!("BOT")),
            ("/held/1/role", json!("queue")),
            ("/held/1/name", json!("Unassigned Tickets")),
            ("/held/2/role", json!("agent")),
            ("/held/2/name", json!("John Wick")),
            ("/fields/0", json!("Tuscany")),
            ("/parameters/0/name", json!("userId")),
            ("/claims/0/value", json!("9030087829")),
        ],
    );
    assert_eq!(each(&answer["held"], "seconds"), [60, 160, 731]);
    assert_eq!(each(&answer["people"], "messages"), [4, 5, 1, 1, 0]);
    assert_eq!(find(&answer["people"], "role", "customer")["answers_s"], 17);
    assert_eq!(answer["fields"].as_array().unwrap().len(), 10);
}

#[test]
fn participants() {
    let people = &seed("participants")["participants"];
    assert_eq!(each(people, "role"), ["customer", "bot", "queue", "agent", "agent"]);
    assert_eq!(each(people, "id"), [json!(1), json!(2), json!(3), json!(4), Value::Null]);
    let customer = find(people, "name", "Jack Bower");
    holds(
        customer,
        &[
            ("/messages", json!(4)),
            ("/first_at", json!("2023-05-08T06:46:09Z")),
            ("/last_at", json!("2023-05-08T06:47:05Z")),
            ("/answers_s", json!(17)),
            ("/answers", json!(4)),
            ("/is_active", json!(true)),
            ("/identifier", json!("1e51683b-081c-49a4-91d5-3f8633270d18")),
        ],
    );
    assert_eq!(find(people, "name", "John Wick")["answers_s"], 730);
}

#[test]
fn metrics() {
    let answer = seed("metrics");
    let metrics = &answer["spans"];
    for (name, gross, net, recount) in [
        ("bot", None, None, Some(60)),
        ("queue", Some(160), Some(160), Some(160)),
        ("taken_to_reply", Some(730), Some(730), Some(730)),
        ("first_response", Some(889), Some(890), Some(890)),
        ("average_reply", None, Some(0), None),
        ("duration", Some(951), Some(951), Some(951)),
    ] {
        let metric = find(metrics, "metric", name);
        let found = ["gross_s", "net_s", "recount_s"].map(|field| metric[field].clone());
        assert_eq!(found, [gross, net, recount].map(|seconds| json!(seconds)), "{name}");
    }
    for name in ["queue", "taken_to_reply", "first_response", "duration"] {
        assert_eq!(find(metrics, "metric", name)["agrees"], true, "{name}");
    }
    for (name, count) in [("customer_messages", 4), ("agent_messages", 1), ("customer_media", 0)] {
        let counted = find(&answer["counts"], "count", name);
        assert_eq!([&counted["reported"], &counted["recount"]], [count, count], "{name}");
    }
}

#[test]
fn bot() {
    let answer = seed("bot");
    let conversation = &answer["conversations"][0];
    holds(
        conversation,
        &[
            ("/total_s", json!(59.73)),
            ("/ending", json!("handed_over")),
            ("/flows/0/name", json!("Documentation")),
            ("/flows/0/version", json!("1.02")),
            ("/visits/0/answers/0/button", json!({"number": 1, "of": 3})),
            ("/visits/1/answers/0/fields", json!(["field1"])),
        ],
    );
    let visits = &conversation["visits"];
    assert_eq!(each(visits, "stay_s"), [3.088, 19.279, 22.291, 14.742, 0.33]);
    assert_eq!(each(visits, "card"), ["Main", "Destination", "Name", "Mail address", "Thanks"]);
    assert_eq!(answer["cards_path"]["agrees"], false);
}

#[test]
fn transcript() {
    let answer = seed("transcript");
    let entries = &answer["entries"];
    assert_eq!(answer["transactions"], 15);
    assert_eq!(entries.as_array().unwrap().len(), 15);
    let reply =
        entries.as_array().unwrap().iter().find(|entry| entry["transaction_id"] == 1_057_155);
    holds(
        reply.unwrap(),
        &[
            ("/at", json!("2023-05-08T07:01:55Z")),
            ("/gap_s", json!(730)),
            ("/kind", json!("message")),
            ("/who/role", json!("agent")),
            ("/who/name", json!("John Wick")),
            ("/waited_s", json!(890)),
            ("/status", json!("Delivered")),
        ],
    );
    let held: Vec<_> =
        each(entries, "held_s").into_iter().filter(|seconds| !seconds.is_null()).collect();
    assert_eq!(held, [60, 160, 731]);
}

#[test]
fn timeline() {
    let answer = seed("timeline");
    holds(
        &answer,
        &[("/from", json!("2023-05-08T06:46:05Z")), ("/to", json!("2023-05-08T07:01:56Z"))],
    );
    assert_eq!(each(&answer["held"], "seconds"), [60, 160, 731]);
    assert_eq!(each(&answer["waits"], "seconds"), [890]);
    let kinds = each(&answer["events"], "kind");
    assert_eq!(kinds.iter().filter(|kind| *kind == "bot_step").count(), 6);
    assert_eq!(kinds.len(), 21);
}

#[test]
fn list() {
    let answer = seed("list");
    holds(
        &answer,
        &[
            ("/state", json!("Closed")),
            ("/type", json!("Regular")),
            ("/closed_at", json!("2023-05-08T07:01:56Z")),
            ("/last_activity_at", json!("2023-05-08T07:01:56Z")),
            ("/tags", json!(["Vacation"])),
            ("/agents", json!(["John Wick"])),
            ("/duration_s", json!(951)),
            ("/waited_s", json!(890)),
            ("/waiting_s", Value::Null),
            ("/unanswered_s", Value::Null),
            ("/messages_customer", json!(4)),
            ("/messages_bot", json!(5)),
            ("/messages_agent", json!(1)),
            ("/notes", json!(0)),
            ("/attachments", json!(0)),
            ("/reopened", json!(0)),
            ("/bot_left", json!(false)),
            ("/transactions", json!(15)),
        ],
    );
    assert_eq!(each(&answer["held"], "role"), ["bot", "queue", "agent"]);
    assert_eq!(each(&answer["held"], "seconds"), [60, 160, 731]);
}

/// What was read comes out as it was: the same values, in the same order, on one line each.
#[test]
fn raw_changes_nothing() {
    for name in ["seed", "hostile", "odd-fields", "wide", "two-flows"] {
        let file = format!("fixtures/tickets/{name}.json");
        let run = run(&["list", "-q", "-o", "raw", &file]);
        assert_eq!((run.status, run.stdout.lines().count()), (Some(0), 1), "{name}");
        let text = std::fs::read_to_string(&file).unwrap();
        // Half of a surrogate pair is no JSON to others; it was replaced when it was read.
        if let Ok(read) = serde_json::from_str::<Value>(&text) {
            assert_eq!(serde_json::from_str::<Value>(&run.stdout).unwrap(), read, "{name}");
        }
        let again = crate::program::run_on(run.stdout.as_bytes(), &["list", "-q", "-o", "raw"]);
        assert_eq!(again.stdout, run.stdout, "{name}");
        rules::text(run.stdout.as_bytes(), rules::Seen::default()).unwrap();
    }
}

#[test]
fn explain() {
    let run = run(&["explain", "First response", SEED, "-o", "json"]);
    assert_eq!((run.status, &*run.stderr), (Some(0), ""));
    let answer = rules::json(run.stdout.as_bytes(), "explain").unwrap().remove(0);
    holds(
        &answer,
        &[
            ("/id", json!(13783)),
            ("/topic", json!("first_response")),
            ("/kind", json!("metric")),
            ("/title", json!("First response")),
            ("/property", json!("span")),
            ("/compares", Value::Null),
            ("/reported/0/pointer", json!("/firstAgentResponseTimeGross")),
            ("/reported/0/is_net", json!(false)),
            ("/reported/0/seconds", json!(889)),
            ("/reported/1/seconds", json!(890)),
            ("/stretches/0/from/event", json!("handed_over")),
            ("/stretches/0/from/at", json!("2023-05-08T06:47:05Z")),
            ("/stretches/0/from/transaction_id", json!(1_057_149)),
            ("/stretches/0/from/pointer", json!("/transactions/10")),
            ("/stretches/0/to/pointer", json!("/transactions/13")),
            ("/stretches/0/seconds", json!(890)),
            ("/figure", json!("sum")),
            ("/recount_s", json!(890)),
            ("/recount", Value::Null),
            ("/fitting", Value::Null),
            ("/agrees", json!(true)),
        ],
    );
    let metrics = seed("metrics");
    let span = find(&metrics["spans"], "metric", "first_response");
    assert_eq!(span["from"], answer["stretches"][0]["from"], "the same event, pointer and all");
}

#[test]
fn search() {
    let run = run(&["search", "email protected", "-C", "1", "-o", "jsonl", SEED]);
    let answer: Value = serde_json::from_str(&run.stdout).unwrap();
    holds(
        &answer,
        &[
            ("/schema", json!("ticketctl.search/1")),
            ("/id", json!(13783)),
            ("/in", json!("messages")),
            ("/transaction_id", json!(1_057_147)),
            ("/at", json!("2023-05-08T06:47:05Z")),
            ("/who/role", json!("customer")),
            ("/pointer", Value::Null),
            ("/text", json!("[email\u{a0}protected]")),
            ("/hits", json!([{"from": 1, "to": 16, "text": "email\u{a0}protected"}])),
            ("/before/0/transaction_id", json!(1_057_146)),
            ("/after/0/kind", json!("message")),
        ],
    );
}
