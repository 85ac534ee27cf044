//! Answers about a made-up archive are right: what ticketctl finds out is what really happened.
//!
//! The truth comes from the tickets' lives, see `tests/benches/archive`.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

#[path = "benches/archive/mod.rs"]
mod archive;

use archive::forms::{FORMS, Shaped};
use archive::{Settings, Size, generate};
use serde_json::{Value, json};
use std::convert::Infallible;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Makes tickets, each with the truth about it.
fn tickets(seed: u64, count: u64, anomalies: f64) -> (Vec<(String, Value)>, Value) {
    let mut all = Vec::new();
    let settings = Settings { seed, size: Size::Tickets(count), anomalies };
    let Ok(totals) = generate(settings, |json, truth| {
        all.push((json.to_owned(), serde_json::to_value(truth).unwrap()));
        Ok::<_, Infallible>(())
    });
    (all, serde_json::to_value(totals).unwrap())
}

/// Writes an archive in one of the forms.
fn written(name: &str, form: &str, tickets: &[(String, Value)]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{form}.json"));
    let (_, form) = FORMS.iter().find(|(other, _)| *other == form).unwrap();
    let mut shaped = Shaped::new(File::create(&path).unwrap(), *form).unwrap();
    for (json, _) in tickets {
        shaped.ticket(json).unwrap();
    }
    shaped.end().unwrap();
    path
}

/// Asks ticketctl, and returns what it says.
fn said(command: &str, file: &Path) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_ticketctl"));
    let output = program.args([command, "-q", "-o", "jsonl"]).arg(file).output().unwrap();
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Returns what it says, line by line.
fn answers(command: &str, file: &Path) -> Vec<Value> {
    said(command, file).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

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

/// Tells whether two answers are the same; fractions may differ in their last digits.
fn is_near(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            a == b || a.as_f64().zip(b.as_f64()).is_some_and(|(a, b)| (a - b).abs() < 1e-6)
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_near(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| is_near(a, b)))
        }
        _ => a == b,
    }
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
    let answers = answers("show", &written("truth", "lines", &tickets));
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
            .map(|(form, _)| said(command, &written("forms", form, &tickets)))
            .collect();
        assert_eq!(answers[0].lines().count(), tickets.len());
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{command}");
    }
}

#[test]
fn an_archive_is_the_same_every_time_and_like_a_real_one() {
    let (first, totals) = tickets(13, 1000, 0.06);
    let (second, _) = tickets(13, 1000, 0.06);
    assert!(first == second);
    let length = first.iter().map(|(json, _)| json.len()).sum::<usize>() / first.len();
    assert!((16_000..22_000).contains(&length), "a ticket has {length} bytes");
    for key in [
        "bot_only",
        "left_in_bot",
        "reopened",
        "unanswered",
        "waits_still",
        "dropped",
        "without_transactions",
    ] {
        assert!(totals[key].as_u64().unwrap() > 0, "{key}");
    }
    for (json, truth) in &first {
        let ticket: Value = serde_json::from_str(json).unwrap();
        assert_eq!(ticket["id"], truth["id"]);
    }
}

#[test]
fn a_planted_word_stands_where_the_truth_says() {
    let (tickets, totals) = tickets(14, 1000, 0.0);
    let mut found = 0;
    for (json, truth) in &tickets {
        let ticket: Value = serde_json::from_str(json).unwrap();
        for plant in &archive::words::PLANTS {
            let mut counts = (0_u64, 0_u64);
            for transaction in ticket["transactions"].as_array().unwrap() {
                let text = transaction["text"].as_str().unwrap();
                let exact = text.contains(plant.word);
                counts.0 +=
                    u64::from(exact || plant.others.iter().any(|other| text.contains(other)));
                counts.1 += u64::from(exact);
            }
            let told = &truth["planted"][plant.word];
            assert_eq!(counts.0, told["folded"].as_u64().unwrap_or(0), "{}", plant.word);
            assert_eq!(counts.1, told["exact"].as_u64().unwrap_or(0), "{}", plant.word);
            found += counts.0;
        }
    }
    let told = totals["planted"].as_object().unwrap().values();
    let told: u64 = told.map(|plant| plant["texts"].as_u64().unwrap()).sum();
    assert_eq!(found, told);
    assert_eq!(totals["planted"].as_object().unwrap().len(), archive::words::PLANTS.len());
}

#[test]
fn search_finds_what_was_planted() {
    let (tickets, _) = tickets(14, 150, 0.0);
    let file = written("search", "lines", &tickets);
    for plant in &archive::words::PLANTS {
        for (flags, kind) in [(&["-F"][..], "folded"), (&["-F", "-s"], "exact")] {
            let mut program = Command::new(env!("CARGO_BIN_EXE_ticketctl"));
            program.args(["search", "-q", "-o", "jsonl", plant.word]).args(flags).arg(&file);
            let output = String::from_utf8(program.output().unwrap().stdout).unwrap();
            let mut found = std::collections::BTreeMap::<u64, u64>::new();
            for line in output.lines() {
                let hit: Value = serde_json::from_str(line).unwrap();
                *found.entry(hit["id"].as_u64().unwrap()).or_default() += 1;
            }
            let planted = tickets.iter().filter_map(|(_, truth)| {
                let count = truth["planted"][plant.word][kind].as_u64()?;
                (count > 0).then(|| (truth["id"].as_u64().unwrap(), count))
            });
            assert_eq!(found, planted.collect(), "{} {kind}", plant.word);
        }
    }
}
