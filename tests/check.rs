//! What is planted in a made-up archive is found by the rules, and nothing worse is found in the rest.
//!
//! The truth comes from the tickets' lives, see `tests/benches/archive`.

#![expect(clippy::string_slice, reason = "a test may fail loudly")]

#[path = "benches/archive/mod.rs"]
mod archive;

use archive::truth::{Span, Truth};
use archive::{Settings, Size, generate};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use ticketctl::analysis::Story;
use ticketctl::analysis::check::{Check, Rules, Severity, rules};
use ticketctl::model::Record;

/// The rules that find what the generator plants.
const PLANTED: [(&str, &str); 6] = [
    ("wrong_type", "W105"),
    ("no_transactions", "N104"),
    ("cards_path", "W401"),
    ("owner_never_took_part", "W301"),
    ("repeated_transaction", "E307"),
    ("backwards", "E203"),
];

/// Lists the rules that must find something in a ticket.
fn expected(truth: &Truth) -> BTreeSet<&'static str> {
    let is_planted = |planted: &&str| truth.anomalies.contains(planted);
    let planted = PLANTED.iter().filter(|(planted, _)| is_planted(planted));
    let mut codes: BTreeSet<_> = planted.map(|(_, code)| *code).collect();
    // A span can only be wrong where there is one.
    let reported = &truth.reported;
    let spans = [
        (reported.queue_gross_s, truth.queue_s),
        (reported.first_response_gross_s, truth.first_response_s),
        (reported.duration_gross_s, truth.duration_s),
    ];
    let is_off = spans.iter().any(|(reported, real)| {
        reported
            .zip(*real)
            .is_some_and(|(Span(reported), Span(real))| real.abs_diff(reported) > 2000)
    });
    // Who never was in the queue has no time in it.
    let is_made_up = truth.was_assigned
        && truth.has_transactions
        && truth.queue_s.is_none()
        && reported.queue_gross_s.is_some_and(|Span(reported)| reported > 2000);
    if is_off || is_made_up {
        codes.insert("W202");
    }
    codes
}

#[test]
fn what_is_planted_is_found_and_no_error_in_the_rest() {
    let settings = Settings { seed: 11, size: Size::Tickets(1500), anomalies: 0.5 };
    let rules = Rules::default();
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    let Ok(_) = generate(settings, |json, truth| {
        let record = Record::read(json).unwrap().unwrap();
        let check = Check::of(&Story::of(&record, &[]), &rules);
        let expected = expected(truth);
        for code in &expected {
            *met.entry(code).or_default() += 1;
        }
        let found: BTreeSet<_> = check.findings.iter().map(|finding| finding.code).collect();
        for code in expected.difference(&found) {
            wrong.push(format!("{}: {:?}: no {code}", truth.id, truth.anomalies));
        }
        // What the data says of itself is planted or not there; the rest judges the work.
        let others = check.findings.iter().filter(|finding| !expected.contains(finding.code));
        for finding in others {
            let is_of_service = finding.code.starts_with("W5");
            if finding.severity > Severity::Note && !is_of_service {
                let said = serde_json::to_string(&finding.message).unwrap();
                let anomalies = &truth.anomalies;
                wrong.push(format!("{}: {anomalies:?}: {} {said}", truth.id, finding.code));
            }
        }
        Ok::<_, Infallible>(())
    });
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(met.len(), PLANTED.len() + 1, "{met:?}");
    assert!(met.values().all(|times| *times > 10), "{met:?}");
}

/// A customer who waited for a person and never got an answer is found wherever the ticket is closed,
/// and who got every answer is found nowhere.
#[test]
fn who_was_never_answered_is_found() {
    let settings = Settings { seed: 12, size: Size::Tickets(800), anomalies: 0.0 };
    let rules = Rules::choose(|rule| rule.code == "W503", Vec::new());
    let (mut found, mut tickets) = (0, 0);
    let Ok(_) = generate(settings, |json, truth| {
        let record = Record::read(json).unwrap().unwrap();
        let check = Check::of(&Story::of(&record, &[]), &rules);
        let is_found = !check.findings.is_empty();
        let is_closed = truth.state == "Closed";
        let waits = truth.waits.iter().filter(|wait| !wait.answered).count();
        if is_closed && truth.unanswered {
            assert!(is_found, "{}: nobody answered", truth.id);
        }
        if waits == 0 || !is_closed {
            assert!(!is_found, "{}: everybody was answered, or still waits", truth.id);
        }
        found += usize::from(is_found);
        tickets += 1;
        Ok::<_, Infallible>(())
    });
    assert!(found > 50 && found < tickets, "{found} of {tickets}");
}

#[test]
fn the_readme_lists_every_rule() {
    let readme = include_str!("../README.md");
    let rows = readme.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    let is_code = |code: &str| code.len() == 4 && code[1..].parse::<u16>().is_ok();
    let listed: Vec<_> = rows.filter(|(code, _)| is_code(code)).collect();
    let titles: Vec<_> = rules().map(|rule| (rule.code, format!("{} |", rule.title))).collect();
    assert!(listed.iter().copied().eq(titles.iter().map(|(code, title)| (*code, &**title))));
}
