//! Figures about many tickets: the one answer that is an object, and whether its numbers are those of
//! the tickets.

use crate::program::{FORMATS, Run, SEED, run, run_on};
use crate::rules::{self, Seen};
use serde_json::{Value, json};

const TICKETS: &str = "fixtures/tickets";

fn ask(arguments: &[&str]) -> Value {
    let run = run(&[&["stats", "-q", "-o", "json"], arguments].concat());
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

/// Finds the figures of a span, recounted or reported.
fn span(answer: &Value, metric: &str, basis: &str) -> Value {
    let spans = answer["spans"].as_array().unwrap().iter();
    let mut found = spans.filter(|span| span["metric"] == metric && span["basis"] == basis);
    found.next().unwrap().clone()
}

#[test]
fn the_answer_is_one_object_in_every_form() {
    let answer = ask(&[SEED]);
    for (place, value) in [
        ("/schema", json!("ticketctl.stats/1")),
        ("/tickets", json!(1)),
        ("/files", json!(1)),
        ("/skipped", json!(0)),
        ("/duplicates", json!(0)),
        ("/reported", json!(0)),
        ("/opened_from", json!("2023-05-08T06:46:05Z")),
        ("/as_of", json!("2023-05-08T07:01:56Z")),
        ("/zone", json!("UTC")),
        ("/states/0", json!({"name": "Closed", "tickets": 1})),
        ("/channels/0/name", json!("Web")),
        ("/tags/0/name", json!("Vacation")),
        ("/by", json!("agent")),
        ("/basis", json!("recount")),
        ("/groups/0/name", json!("John Wick")),
        ("/groups/0/tickets", json!(1)),
        ("/counts/0", json!({"fact": "bot_only", "basis": "recount", "tickets": 0, "of": 1})),
        ("/backlog/tickets", json!(0)),
        ("/bot/tickets", json!(1)),
        ("/bot/cards/2/card", json!("Name")),
        ("/bot/cards/2/flow", json!("Documentation")),
        ("/bot/cards/2/stay/median_s", json!(22.291)),
        ("/bot/paths/0/cards/4", json!("Thanks")),
        ("/bot/paths/0/left", json!(false)),
    ] {
        assert_eq!(answer.pointer(place), Some(&value), "{place}");
    }
    for (metric, seconds) in [
        ("bot", 60),
        ("queue", 160),
        ("taken_to_reply", 730),
        ("first_response", 890),
        ("waited", 890),
        ("duration", 951),
    ] {
        let span = span(&answer, metric, "recount");
        assert_eq!((&span["n"], &span["p90_s"]), (&json!(1), &Value::Null));
        assert_eq!((&span["median_s"], &span["max_s"]), (&json!(seconds), &json!(seconds)));
        assert_eq!(span["spread"][0]["n"], 1);
    }
    let line = run(&["stats", "-o", "jsonl", SEED]).stdout;
    assert_eq!(line.lines().count(), 1);
    assert_eq!(serde_json::from_str::<Value>(&line).unwrap(), answer);
}

/// The oracle: what `metrics` says of each ticket, put together here in another way.
#[test]
fn the_figures_are_those_of_the_tickets() {
    let tickets = run(&["metrics", "-q", "-o", "json", TICKETS]).stdout;
    let tickets: Vec<Value> = serde_json::from_str(&tickets).unwrap();
    let answer = ask(&[TICKETS]);
    let reported = ask(&["--reported", TICKETS]);
    assert_eq!(answer["tickets"], tickets.len());
    for metric in ["bot", "queue", "taken_to_reply", "first_response", "duration"] {
        let spans = || {
            let of = |ticket: &Value| -> (bool, Value) {
                let spans = ticket["spans"].as_array().unwrap();
                let span = spans.iter().find(|span| span["metric"] == metric).unwrap();
                (ticket["has_transactions"] == true, span.clone())
            };
            tickets.iter().map(of)
        };
        let recounted = spans()
            .filter(|(has, span)| *has && span["n"] != 0 && span["to"]["event"] != "last_activity");
        let recounted = recounted.filter_map(|(_, span)| span["recount_s"].as_f64());
        check(recounted.collect(), &span(&answer, metric, "recount"));
        if metric == "queue" || metric == "taken_to_reply" {
            let gross = spans().filter_map(|(_, span)| span["gross_s"].as_f64());
            check(gross.collect(), &span(&reported, metric, "reported"));
        }
    }
    assert!(reported["spans"].as_array().unwrap().iter().all(|span| span["basis"] == "reported"));
}

fn check(mut values: Vec<f64>, span: &Value) {
    values.sort_by(f64::total_cmp);
    assert_eq!(span["n"], values.len(), "{span}");
    assert!(values.len() >= 10, "{span}");
    let rank = |percent: usize| values.get((values.len() * percent).div_ceil(100) - 1).copied();
    assert_eq!(span["median_s"].as_f64(), rank(50), "{span}");
    assert_eq!(span["p90_s"].as_f64(), rank(90), "{span}");
    assert_eq!(span["max_s"].as_f64(), values.last().copied(), "{span}");
    assert_eq!(span["p99_s"], Value::Null);
}

#[test]
fn copies_are_left_out_and_told() {
    let twice = ask(&[SEED, SEED, "fixtures/streams/seed-document.md"]);
    assert_eq!((&twice["tickets"], &twice["duplicates"]), (&json!(1), &json!(2)));
    let all = ask(&["--dedupe=never", SEED, SEED]);
    assert_eq!((&all["tickets"], &all["duplicates"]), (&json!(2), &json!(0)));
}

#[test]
fn what_is_skipped_is_counted_and_nothing_is_an_answer() {
    let Run { status, stdout, .. } =
        run(&["stats", "-o", "json", "fixtures/streams/one-bad.jsonl"]);
    let answer: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!((status, &answer["tickets"], &answer["skipped"]), (Some(3), &json!(4), &json!(1)));
    let empty = run_on(b"[]", &["stats"]);
    assert_eq!((empty.status, &*empty.stdout), (Some(0), "0 tickets\n"));
    let void = run_on(b"", &["stats"]);
    assert_eq!(void.status, Some(3));
    assert!(void.stdout.starts_with("0 tickets  "), "{}", void.stdout);
    let void: Value = serde_json::from_str(&run_on(b"", &["stats", "-o", "json"]).stdout).unwrap();
    assert_eq!((&void["tickets"], &void["skipped"]), (&json!(0), &json!(1)));
}

#[test]
fn no_line_is_too_wide_and_nothing_reaches_the_terminal() {
    let groups = ["agent", "tag", "channel", "state", "hour", "weekday", "day", "card", "owner"];
    for (number, by) in groups.into_iter().enumerate() {
        for (columns, color) in
            [(20, "always"), (60, "never"), ([40, 80, 100][number % 3], "always")]
        {
            let width = columns.to_string();
            let sla = "first_response=10m,queue=2m,waited=1h";
            let asked = ["stats", TICKETS, "-q", "--by", by, "--sla", sla, "--top", "100"];
            let run = run(&[&asked[..], &["--width", &width, "--color", color]].concat());
            assert_eq!(run.status, Some(0));
            let coloured = color == "always";
            let seen = Seen { coloured, width: Some(columns), ..Seen::default() };
            rules::text(run.stdout.as_bytes(), seen).unwrap();
        }
    }
    for form in FORMATS {
        let hostile = run(&["stats", "-o", form, "fixtures/tickets/hostile.json"]);
        rules::text(hostile.stdout.as_bytes(), Seen::default()).unwrap();
    }
}

#[test]
fn a_wrong_target_says_what_there_is() {
    for (sla, says) in [
        ("response=10m", "first_response, waited"),
        ("queue", "write first_response=10m"),
        ("queue=soon", "no span of time"),
    ] {
        let run = run(&["stats", "--sla", sla, SEED]);
        assert_eq!(run.status, Some(2));
        assert!(run.stderr.contains(says), "{}", run.stderr);
    }
}

/// One definition for all: who never was in the queue did not wait there.
#[test]
fn who_never_was_in_the_queue_has_no_queue_time() {
    let ticket = |reported: &str| {
        let who = r#"{"id":3,"type":"User","name":"Ann","identifier":"a"}"#;
        format!(
            r#"{{"id":1,"state":"Open","open":"2024-01-01T10:00:00Z","queueTimeGross":"{reported}",
            "lastActivity":"2024-01-01T10:05:00Z","participants":[{who}],"transactions":[
            {{"id":1,"type":"Message","dateTime":"2024-01-01T10:00:01Z","text":"x","fromParticipant":{who}}},
            {{"id":2,"type":"TicketReAssigned","dateTime":"2024-01-01T10:05:00Z",
            "text":"{{\"byUserId\":\"a\",\"toUserId\":\"a\"}}"}}]}}"#
        )
        .into_bytes()
    };
    let (right, wrong) = (ticket("00:00:00"), ticket("00:05:00"));
    let asked = |ticket: &[u8], arguments: &[&str]| -> Value {
        serde_json::from_str(&run_on(ticket, &[arguments, &["-o", "json"]].concat()).stdout)
            .unwrap()
    };
    for (ticket, agrees) in [(&right, true), (&wrong, false)] {
        let metrics = asked(ticket, &["metrics"]);
        let queue = &metrics[0]["spans"][1];
        assert_eq!([&queue["recount_s"], &queue["agrees"]], [&Value::Null, &json!(agrees)]);
        assert_eq!(asked(ticket, &["list", "--columns", "queue"])[0]["queue_s"], Value::Null);
        assert_eq!(span(&asked(ticket, &["stats"]), "queue", "recount")["n"], 0);
        let page = run_on(ticket, &["metrics"]).stdout;
        assert!(page.contains("never in the queue"), "{page}");
        assert_eq!(page.contains("but the ticket never was in the queue"), !agrees, "{page}");
        let found = run_on(ticket, &["check"]).stdout;
        assert_eq!(found.contains("but the ticket never was in the queue"), !agrees, "{found}");
    }
}
