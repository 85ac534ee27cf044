//! What is said of a ticket alone is what happened in its life.

use crate::archive::forms::FORMS;
use crate::asked::{answers, is_near, said, tickets, written};
use serde_json::{Value, json};

/// Takes some keys of an object.
fn take(of: &Value, keys: &[&str]) -> Value {
    keys.iter().map(|key| ((*key).to_owned(), of[key].clone())).collect()
}

/// Takes some keys of each object of a list.
fn take_each(list: &Value, keys: &[&str]) -> Value {
    list.as_array().unwrap().iter().map(|of| take(of, keys)).collect()
}

/// Returns the recount and the report of a span.
fn span(answer: &Value, name: &str) -> Value {
    let spans = answer["spans"].as_array().unwrap();
    spans.iter().find(|span| span["metric"] == name).unwrap().clone()
}

/// Compares what `show` says with the truth; says what differs.
fn compare(answer: &Value, truth: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut same = |what: &str, said: Value, truth: Value| {
        if !is_near(&said, &truth) {
            wrong.push(format!("{what}: says {said}, is {truth}"));
        }
    };
    for key in [
        "id",
        "state",
        "ticket_type",
        "channel",
        "customer",
        "tags",
        "opened_at",
        "closed_at",
        "last_activity_at",
        "has_transactions",
        "duration_s",
        "waited_s",
        "waits",
        "held",
    ] {
        same(key, answer[key].clone(), truth[key].clone());
    }
    same("owner", answer["owner"]["name"].clone(), truth["owner"].clone());
    let fields: Vec<_> =
        (1..=10).map(|number| truth["fields"][number.to_string()].clone()).collect();
    same("fields", answer["fields"].clone(), json!(fields));
    for (metric, recounted, reported) in [
        ("bot", "bot_s", None),
        ("queue", "queue_s", Some("queue")),
        ("taken_to_reply", "taken_to_reply_s", Some("taken_to_reply")),
        ("first_response", "first_response_s", Some("first_response")),
        ("average_reply", "average_reply_s", None),
        ("duration", "duration_s", Some("duration")),
    ] {
        let span = span(answer, metric);
        same(metric, span["recount_s"].clone(), truth[recounted].clone());
        if let Some(reported) = reported {
            for kind in ["gross", "net"] {
                let stated = &truth["reported"][format!("{reported}_{kind}_s")];
                same(
                    &format!("{metric}, {kind}"),
                    span[format!("{kind}_s")].clone(),
                    stated.clone(),
                );
            }
        }
    }
    let average = span(answer, "average_reply");
    same("replies", average["n"].clone(), truth["replies"].clone());
    same(
        "average, net",
        average["net_s"].clone(),
        truth["reported"]["average_reply_net_s"].clone(),
    );
    if truth["has_transactions"] == true {
        let brief = &answer["brief"];
        for role in ["customer", "bot", "agent"] {
            same(role, brief[format!("{role}_messages")].clone(), truth["messages"][role].clone());
        }
        let wrote = brief["agents"].as_array().unwrap().iter().map(|agent| agent["name"].clone());
        same("wrote", wrote.collect(), truth["wrote"].clone());
        same("inbound", brief["is_inbound"].clone(), truth["is_inbound"].clone());
        same("reopened", brief["reopened"].clone(), truth["reopened"].clone());
    }
    let bot = answer["bot"].as_array().unwrap();
    match &truth["bot"] {
        Value::Null => same("bot", answer["bot"].clone(), json!([])),
        told => {
            same("bot conversations", json!(bot.len()), json!(1));
            let ending =
                if truth["has_transactions"] == true { &told["ending"] } else { &bot[0]["ending"] };
            same("ending", bot[0]["ending"].clone(), ending.clone());
            let keys = ["card", "card_id", "entered_at", "stay_s", "again"];
            same("visits", take_each(&bot[0]["visits"], &keys), take_each(&told["visits"], &keys));
            if truth["has_transactions"] == true {
                let count = |visit: &Value| json!(visit["answers"].as_array().unwrap().len());
                let said = bot[0]["visits"].as_array().unwrap().iter().map(count).collect();
                let told = told["visits"].as_array().unwrap().iter();
                same("answers", said, told.map(|visit| visit["answers"].clone()).collect());
            }
        }
    }
    let odd = answer["unreadable"].as_array().unwrap().iter().map(|odd| odd["pointer"].clone());
    same("unreadable", odd.collect(), truth["odd"].clone());
    wrong
}

#[test]
fn ticketctl_says_what_happened() {
    let (tickets, _) = tickets(11, 400, 0.2);
    let answers = answers(&["show"], &written("truth", "lines", &tickets));
    assert_eq!(answers.len(), tickets.len());
    let mut wrong = Vec::new();
    for (answer, (_, truth)) in answers.iter().zip(&tickets) {
        let found = compare(answer, truth);
        wrong.extend(found.iter().map(|what| format!("{} {}: {what}", truth["id"], truth["copy"])));
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_form_gives_the_same_answers() {
    let (tickets, _) = tickets(12, 80, 0.2);
    for command in ["show", "metrics"] {
        let answers: Vec<_> = FORMS
            .iter()
            .map(|(form, _)| said(&[command, "-o", "jsonl"], &written("forms", form, &tickets)))
            .collect();
        assert_eq!(answers[0].lines().count(), tickets.len());
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{command}");
    }
}
