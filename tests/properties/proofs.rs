//! What `explain TOPIC FILE` points at is there: each event stands where it is said to, with its
//! number and its time, and the figure is what becomes of the spans.

use crate::fixtures::fixtures;
use crate::program::{run, surroundings};
use serde_json::Value;
use std::fs;

fn answers(arguments: &[&str]) -> Vec<Value> {
    let run = run(arguments, &surroundings(false), b"");
    assert_eq!(run.status, 0, "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
    serde_json::from_slice(&run.stdout).unwrap()
}

/// Lists the topics of some kinds.
fn topics(kinds: &[&str]) -> Vec<String> {
    let all = answers(&["explain", "-o", "json"]);
    let of_kind = all.iter().filter(|topic| kinds.contains(&topic["kind"].as_str().unwrap()));
    of_kind.map(|topic| topic["topic"].as_str().unwrap().to_owned()).collect()
}

/// Returns the tickets of a fixture, in order.
fn tickets(name: &str) -> Vec<Value> {
    let text = fs::read_to_string(name).unwrap();
    // Half of a surrogate pair is no JSON to others; it says nothing about places.
    let text = text.replace("\\ud83d ", "").replace("\\ud83d", "");
    let Ok(read) = serde_json::from_str::<Value>(&text) else { return Vec::new() };
    match read.get("tickets") {
        Some(list) => list.as_array().unwrap().clone(),
        None => vec![read],
    }
}

/// Parses a time to whole milliseconds of the epoch; nothing if it is none.
fn millis(time: &Value) -> Option<i64> {
    let time = time.as_str()?;
    let time = if time.contains(['Z', '+']) { time.to_owned() } else { format!("{time}Z") };
    Some(chrono::DateTime::parse_from_rfc3339(&time).ok()?.timestamp_millis())
}

/// Says what is wrong with the place of an event or of a transaction.
fn misplaced(told: &Value, ticket: &Value) -> Option<String> {
    let pointer = told["pointer"].as_str()?;
    let Some(there) = ticket.pointer(pointer) else { return Some(format!("{pointer}: nothing")) };
    let same_number = told["transaction_id"].is_null() || told["transaction_id"] == there["id"];
    let time = if there.is_object() { &there["dateTime"] } else { there };
    let same_time = told["at"].is_null() || millis(&told["at"]) == millis(time);
    (!same_number || !same_time).then(|| format!("{told} is not {there}"))
}

/// Says what is wrong with a figure.
fn miscounted(answer: &Value) -> Option<String> {
    let stretches = answer["stretches"].as_array().unwrap();
    let lengths: Vec<f64> =
        stretches.iter().map(|stretch| stretch["seconds"].as_f64().unwrap()).collect();
    let count = f64::from(u32::try_from(lengths.len()).unwrap());
    let sum: f64 = lengths.iter().sum();
    let expected = match answer["figure"].as_str()? {
        "sum" => sum,
        "mean" => sum / count,
        "longest" => lengths.iter().copied().fold(f64::MIN, f64::max),
        "last" => *lengths.last().unwrap(),
        _ => return None,
    };
    let told = answer["recount_s"].as_f64()?;
    ((told - expected).abs() > 0.001).then(|| format!("{told} is not {expected}"))
}

#[test]
fn every_event_stands_where_it_is_said_to() {
    let kinds = ["metric", "first_response", "count", "event"];
    let topics = topics(&kinds);
    assert!(topics.len() > 25, "{topics:?}");
    let (mut wrong, mut events, mut figures) = (Vec::new(), 0, 0);
    for name in fixtures("tickets") {
        let tickets = tickets(&name);
        for topic in topics.iter().filter(|topic| !["answers", "stay"].contains(&topic.as_str())) {
            let answers = answers(&["explain", topic, &name, "-q", "-o", "json"]);
            for (answer, ticket) in answers.iter().zip(&tickets) {
                let stretches = answer["stretches"].as_array().unwrap().iter();
                let ends = stretches.flat_map(|stretch| [&stretch["from"], &stretch["to"]]);
                let told: Vec<_> = ends.chain(answer["found"].as_array().unwrap()).collect();
                events += told.len();
                figures += usize::from(!answer["recount_s"].is_null());
                let misplaced = told.into_iter().filter_map(|told| misplaced(told, ticket));
                let all = misplaced.chain(miscounted(answer));
                wrong.extend(all.map(|says| format!("{name}, {topic}: {says}")));
            }
        }
    }
    assert!(events > 500 && figures > 100, "{events} events, {figures} figures");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// What metrics say and what explain proves are the same figures.
#[test]
fn metrics_and_proofs_agree() {
    for name in fixtures("tickets") {
        for metrics in answers(&["metrics", &name, "-q", "-o", "json"]) {
            for span in metrics["spans"].as_array().unwrap() {
                let topic = span["metric"].as_str().unwrap();
                let id = metrics["id"].to_string();
                let mut arguments = vec!["explain", topic, &name, "-q", "-o", "json"];
                if !metrics["id"].is_null() {
                    arguments.extend(["--id", &id]);
                }
                let proof = answers(&arguments).remove(0);
                let here = format!("{name}, {topic}");
                assert_eq!(proof["recount_s"], span["recount_s"], "{here}");
                assert_eq!(proof["agrees"], span["agrees"], "{here}");
                let stretches = proof["stretches"].as_array().unwrap();
                let first = stretches.first().map_or(Value::Null, |first| first["from"].clone());
                let last = stretches.last().map_or(Value::Null, |last| last["to"].clone());
                assert_eq!([&first, &last], [&span["from"], &span["to"]], "{here}");
            }
        }
    }
}
