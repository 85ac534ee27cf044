//! Lists hold the tickets that they should, in their order.

use crate::asked::{Ticket, answers, kept, said, tickets, written, written_everywhere};
use serde_json::Value;
use std::collections::BTreeSet;

fn ids<'t>(truths: impl Iterator<Item = &'t Value>) -> Vec<i64> {
    truths.map(|truth| truth["id"].as_i64().unwrap()).collect()
}

fn listed(arguments: &[&str], file: &std::path::Path) -> Vec<i64> {
    let said = said(&[&["list", "-o", "ids"], arguments].concat(), file);
    said.lines().map(|id| id.parse().unwrap()).collect()
}

fn truths(tickets: &[Ticket]) -> impl Iterator<Item = &Value> {
    tickets.iter().map(|(_, truth)| truth)
}

#[test]
fn a_list_has_the_tickets_in_their_order() {
    let (tickets, _) = tickets(31, 60, 0.25);
    let order = ids(truths(&tickets));
    let kept_order = ids(kept(&tickets).into_iter());
    let by_id: Vec<_> = kept_order.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    assert!(kept_order.len() == by_id.len() && by_id.len() < order.len());
    for file in written_everywhere("list", &tickets) {
        assert_eq!(listed(&[], &file), order);
        assert_eq!(listed(&["--limit", "7"], &file), order[..7]);
        assert_eq!(listed(&["--dedupe"], &file), kept_order);
        assert_eq!(listed(&["--dedupe", "--threads", "1", "--sort", "id"], &file), by_id);
    }
    let raw = said(&["list", "-o", "raw"], &written("list-raw", "pretty", &tickets));
    let parse = |json: &str| serde_json::from_str::<Value>(json).unwrap();
    for (raw, (json, _)) in raw.lines().zip(&tickets) {
        assert_eq!(parse(raw), parse(json));
    }
    assert_eq!(raw.lines().count(), tickets.len());
}

/// The greatest first or last, what is missing last, of equal ones the first in the archive.
fn sorted(tickets: &[Ticket], key: impl Fn(&Value) -> Option<f64>, descending: bool) -> Vec<i64> {
    let mut all: Vec<_> = truths(tickets).map(|truth| (key(truth), truth)).collect();
    all.sort_by(|(one, _), (other, _)| match (one, other) {
        (Some(one), Some(other)) if descending => other.total_cmp(one),
        (Some(one), Some(other)) => one.total_cmp(other),
        (one, other) => one.is_none().cmp(&other.is_none()),
    });
    ids(all.into_iter().map(|(_, truth)| truth))
}

#[test]
fn a_list_is_sorted_by_what_is_true() {
    let (tickets, _) = tickets(32, 80, 0.2);
    let opened = |truth: &Value| {
        let at = truth["opened_at"].as_str()?.parse::<chrono::DateTime<chrono::Utc>>().ok()?;
        i32::try_from(at.timestamp() - 1_700_000_000)
            .ok()
            .map(|seconds| f64::from(seconds) + f64::from(at.timestamp_subsec_millis()) / 1000.0)
    };
    for form in ["lines", "pretty"] {
        let file = written("sorted", form, &tickets);
        for descending in [false, true] {
            let minus = if descending { "-" } else { "" };
            for property in ["waited", "queue", "duration", "bot", "first_response"] {
                let by = format!("{minus}{property}");
                let key = |truth: &Value| truth[format!("{property}_s")].as_f64();
                let expected = sorted(&tickets, key, descending);
                assert_eq!(listed(&["--sort", &by], &file), expected, "{by} {form}");
                assert_eq!(listed(&["--sort", &by, "--limit", "9"], &file), expected[..9], "{by}");
            }
            let by = format!("{minus}opened");
            assert_eq!(listed(&["--sort", &by], &file), sorted(&tickets, opened, descending));
        }
    }
}

type Holds = fn(&Value) -> bool;

fn seconds(truth: &Value, key: &str) -> f64 {
    truth[key].as_f64().unwrap_or(f64::NAN)
}

fn count(truth: &Value, pointer: &str) -> u64 {
    truth.pointer(pointer).and_then(Value::as_u64).unwrap_or(0)
}

/// Conditions, and when they hold. A comparison with what is missing does not.
const CONDITIONS: [(&str, Holds); 16] = [
    ("waited > 10m", |t| seconds(t, "waited_s") > 600.0),
    ("not waited > 10m", |t| t["waited_s"].is_null() || seconds(t, "waited_s") <= 600.0),
    ("queue < 2m", |t| seconds(t, "queue_s") < 120.0),
    ("queue = 0s", |t| seconds(t, "queue_s") == 0.0),
    ("bot >= 30s and queue > 1m", |t| seconds(t, "bot_s") >= 30.0 && seconds(t, "queue_s") > 60.0),
    ("first_response <= 5m", |t| seconds(t, "first_response_s") <= 300.0),
    ("taken_to_reply > 1h or duration < 1m", |t| {
        seconds(t, "taken_to_reply_s") > 3600.0 || seconds(t, "duration_s") < 60.0
    }),
    ("bot.left", |t| t["bot"]["left"] == true && t["has_transactions"] == true),
    ("has:note", |t| count(t, "/messages/notes") > 0),
    ("has:attachment", |t| {
        count(t, "/messages/customer_media") + count(t, "/messages/agent_media") > 0
    }),
    ("reopened >= 1", |t| count(t, "/reopened") > 0),
    ("state in (Open, Pending) and not has:note", |t| {
        (t["state"] == "Open" || t["state"] == "Pending") && count(t, "/messages/notes") == 0
    }),
    ("tag = refund", |t| t["tags"].as_array().unwrap().contains(&"Refund".into())),
    ("channel = whatsapp and messages.customer > 4", |t| {
        t["channel"] == "WhatsApp" && count(t, "/messages/customer") > 4
    }),
    ("opened >= 2024-06 and opened < 2024-09", |t| {
        ("2024-06".."2024-09").contains(&&t["opened_at"].as_str().unwrap()[..7])
    }),
    ("has:unanswered", |t| {
        t["waits"].as_array().unwrap().iter().any(|wait| wait["answered"] == false)
    }),
];

#[test]
fn conditions_hold_where_they_are_true() {
    let (tickets, _) = tickets(33, 200, 0.2);
    let file = written("where", "lines", &tickets);
    for (condition, holds) in CONDITIONS {
        let expected = ids(truths(&tickets).filter(|truth| holds(truth)));
        assert_eq!(listed(&["--where", condition], &file), expected, "{condition}");
        let some = condition == "queue = 0s" || !expected.is_empty();
        assert!(some && expected.len() < tickets.len(), "{condition}: {}", expected.len());
    }
}

#[test]
fn every_form_gives_the_same_lines() {
    let (tickets, _) = tickets(34, 50, 0.25);
    let files = written_everywhere("forms-list", &tickets);
    let lines: Vec<_> = files.iter().map(|file| answers(&["list"], file)).collect();
    assert!(lines.iter().all(|said| *said == lines[0]));
    for (line, truth) in lines[0].iter().zip(truths(&tickets)) {
        assert_eq!(line["id"], truth["id"]);
        for key in ["state", "channel", "waited_s", "duration_s", "tags"] {
            assert!(crate::asked::is_near(&line[key], &truth[key]), "{key} of {}", truth["id"]);
        }
    }
}
