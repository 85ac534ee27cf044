//! Copies of a ticket in one input: the one that counts is shown, in its place.

use crate::program::{Run, SEED, run, run_on};
use std::fs;

/// Writes an archive in which one ticket changes from open to closed, and another is there once.
fn archive(name: &str) -> String {
    let ticket = |id: u32, state: &str, activity: &str, subject: &str| {
        format!(
            r#"{{"id":{id},"state":"{state}","field1":"{subject}","open":"2024-01-01T08:00:00Z","lastActivity":"2024-01-01T{activity}Z","culture":5}}"#
        )
    };
    let lines = [
        ticket(1, "Closed", "11:00:00", "new"),
        ticket(2, "Open", "09:30:00", "only"),
        ticket(1, "Open", "09:00:00", "old"),
        "{\"id\":".to_owned(),
    ];
    let path = format!("{}/{name}", env!("CARGO_TARGET_TMPDIR"));
    fs::write(&path, lines.join("\n")).unwrap();
    path
}

#[test]
fn only_the_copy_that_counts_is_listed_and_warnings_come_once() {
    let file = archive("copies.jsonl");
    let Run { status, stdout, stderr } = run(&["list", "--dedupe", "-o", "ids", &file]);
    assert_eq!((status, &*stdout), (Some(3), "1\n2\n"));
    let told = |part: &str| stderr.matches(part).count();
    assert_eq!(told("1 copy of tickets left out"), 1, "{stderr}");
    assert_eq!((told("/culture"), told(":4:")), (3, 1), "{stderr}");
    let all = run(&["list", "-o", "ids", "-q", &file]);
    assert_eq!(all.stdout, "1\n2\n1\n");
    let table = run(&["list", "--dedupe", "-q", &file]).stdout;
    assert!(table.contains("\n2 tickets in 1 file. "), "{table}");
}

#[test]
fn an_old_copy_does_not_tell_how_a_ticket_is() {
    let file = archive("old.jsonl");
    let asked = ["--where", "state = Open", "-q", &file];
    let listed = run(&[&["list", "--dedupe", "-o", "ids"][..], &asked].concat());
    assert_eq!(listed.stdout, "2\n");
    let counted = |more: &[&str]| {
        let run = run(&[&["stats", "-o", "json"][..], more, &asked].concat());
        let answer: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        [&answer["tickets"], &answer["duplicates"]].map(|count| count.as_u64().unwrap())
    };
    assert_eq!(counted(&[]), [1, 1]);
    assert_eq!(counted(&["--dedupe=never"]), [2, 0]);
}

#[test]
fn search_looks_at_the_copy_that_counts() {
    let file = archive("search-copies.jsonl");
    let search = |word: &str| {
        let run = run(&["search", word, "--in", "fields", "-o", "ids", "-q", "--dedupe", &file]);
        (run.status, run.stdout)
    };
    assert_eq!(search("new"), (Some(3), "1\n".to_owned()));
    assert_eq!(search("old"), (Some(3), String::new()));
}

#[test]
fn what_can_be_read_only_once_is_refused() {
    let seed = fs::read(SEED).unwrap();
    for arguments in [&["list", "--dedupe"][..], &["search", "a", "--dedupe", "-", SEED]] {
        let run = run_on(&seed, arguments);
        assert_eq!((run.status, &*run.stdout), (Some(2), ""));
        let says = "standard input can be read only once; write it to a file first";
        assert!(run.stderr.contains(says), "{}", run.stderr);
    }
    if cfg!(unix) {
        let run = run_on(&seed, &["list", "--dedupe", "/dev/stdin"]);
        assert_eq!((run.status, &*run.stdout), (Some(2), ""));
    }
    let missing = run(&["list", "--dedupe", "no-such.json", SEED]);
    assert_eq!(missing.status, Some(3));
    assert_eq!(missing.stderr.matches("no-such.json").count(), 1, "{}", missing.stderr);
}
