//! Searches find what was planted, where it was planted, and nothing else.

use crate::archive::words::PLANTS;
use crate::asked::{Ticket, run, tickets, written_everywhere};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Counts the texts that are found, ticket by ticket, in the order of the archive.
fn found(word: &str, flags: &[&str], file: &Path) -> Vec<(i64, u64)> {
    let output = run(&[&["search", "-q", "-F", "-o", "jsonl", word], flags].concat(), &[file]);
    let mut found: Vec<(i64, u64)> = Vec::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let hit: Value = serde_json::from_str(line).unwrap();
        let id = hit["id"].as_i64().unwrap();
        match found.last_mut().filter(|last| last.0 == id) {
            Some(last) => last.1 += 1,
            None => found.push((id, 1)),
        }
    }
    assert_eq!(output.status.code(), Some(i32::from(found.is_empty())), "{word}");
    found
}

fn planted<'t>(
    word: &str,
    kind: &str,
    tickets: impl Iterator<Item = &'t Ticket>,
) -> Vec<(i64, u64)> {
    let of = |(_, truth): &Ticket| {
        let count = truth["planted"][word][kind].as_u64().filter(|count| *count > 0)?;
        Some((truth["id"].as_i64().unwrap(), count))
    };
    // Two copies that stand one behind the other are one ticket here.
    tickets.filter_map(of).fold(Vec::new(), |mut all: Vec<(i64, u64)>, (id, count)| {
        match all.last_mut().filter(|last| last.0 == id) {
            Some(last) => last.1 += count,
            None => all.push((id, count)),
        }
        all
    })
}

#[test]
fn search_finds_what_was_planted() {
    let (tickets, _) = tickets(14, 60, 0.25);
    let files = written_everywhere("search", &tickets);
    let mut all = BTreeMap::new();
    for plant in &PLANTS {
        for (flags, kind) in [(&[][..], "folded"), (&["-s"], "exact")] {
            let counts = tickets.iter().filter(|(_, truth)| truth["copy"] != "dropped");
            let once = found(plant.word, &[flags, &["--dedupe"]].concat(), &files[0]);
            assert_eq!(once, planted(plant.word, kind, counts), "{} {kind}, once", plant.word);
            let planted = planted(plant.word, kind, tickets.iter());
            // The other forms are the same to every way of looking.
            let forms = if kind == "folded" { &files[..] } else { &files[..1] };
            for file in forms {
                let found = found(plant.word, flags, file);
                assert_eq!(found, planted, "{} {kind} {}", plant.word, file.display());
            }
            all.insert((plant.word, kind), planted.len());
        }
    }
    assert!(all.values().filter(|count| **count > 0).count() > PLANTS.len(), "{all:?}");
}

#[test]
fn what_was_never_planted_is_not_found() {
    let (tickets, _) = tickets(14, 20, 0.25);
    for file in written_everywhere("nothing", &tickets) {
        assert_eq!(found("quicksilverware", &[], &file), []);
    }
}
