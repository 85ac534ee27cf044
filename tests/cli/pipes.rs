//! What a text file cannot say about the streams: who reads what, and what happens when one ends.

use crate::program::{COMMANDS, FORMATS, Run, SEED, forms, ran, run, run_on, ticketctl};
use crate::rules::{self, Seen};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::sync::LazyLock;
use std::thread;
use ticketctl::terminal::Terminal;

/// The seed again and again, one a line: more than any pipe holds.
static ARCHIVE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let seed: serde_json::Value = serde_json::from_slice(&fs::read(SEED).unwrap()).unwrap();
    format!("{seed}\n").repeat(2000).into_bytes()
});

/// Runs a command on the archive with a reader that takes some lines and goes.
fn with_a_reader_that_leaves(command: &str, format: &str, after: usize) -> Run {
    let mut child = ticketctl(&[command, "-o", format]).stdin(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut pipe = child.stdin.take().unwrap();
    let mut taken = String::new();
    thread::scope(|scope| {
        if after == 0 {
            drop(lines);
            scope.spawn(move || drop(pipe.write_all(&ARCHIVE)));
        } else {
            scope.spawn(move || drop(pipe.write_all(&ARCHIVE)));
            taken = lines.by_ref().take(after).map(Result::unwrap).collect();
            drop(lines);
        }
        let run = ran(child.wait_with_output().unwrap());
        Run { stdout: taken, ..run }
    })
}

#[test]
fn t35_a_reader_may_go_at_any_time() {
    for command in COMMANDS {
        for format in forms(command) {
            for lines in [0, 1, 3] {
                let run = with_a_reader_that_leaves(command, format, lines);
                let here = format!("{command} -o {format}, {lines} lines");
                assert_eq!((run.status, &*run.stderr), (Some(0), ""), "{here}");
                assert_eq!(run.stdout.is_empty(), lines == 0, "{here}");
            }
        }
    }
}

#[test]
fn t35_help_may_lose_its_reader_too() {
    for arguments in [&["--help"][..], &["show", "--help"], &["--version"]] {
        let mut child = ticketctl(arguments).spawn().unwrap();
        drop(child.stdout.take());
        let run = ran(child.wait_with_output().unwrap());
        assert_eq!((run.status, &*run.stderr), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn messages_that_nobody_reads_stop_nothing() {
    let arguments = ["show", "fixtures/streams/one-bad.jsonl"];
    let mut child = ticketctl(&arguments).spawn().unwrap();
    drop(child.stderr.take());
    let deaf = ran(child.wait_with_output().unwrap());
    let heard = run(&arguments);
    assert_eq!((deaf.status, deaf.stdout), (Some(3), heard.stdout));
}

#[test]
fn standard_input_is_read_when_nothing_is_named() {
    let seed = fs::read(SEED).unwrap();
    let from_file = run(&["transcript", SEED]);
    assert_eq!(from_file.status, Some(0));
    assert_eq!(run_on(&seed, &["transcript"]), from_file);
    assert_eq!(run_on(&seed, &["transcript", "-"]), from_file);
}

#[test]
fn standard_input_and_files_are_read_in_their_order() {
    let seed = fs::read(SEED).unwrap();
    let other = "fixtures/tickets/minimal.json";
    let ids = |arguments: &[&str]| -> Vec<i64> {
        let run = run_on(&seed, &[&["show", "-o", "jsonl"], arguments].concat());
        assert_eq!((run.status, &*run.stderr), (Some(0), ""));
        let answers = rules::json_lines(run.stdout.as_bytes(), "show").unwrap();
        answers.iter().map(|answer| answer["id"].as_i64().unwrap()).collect()
    };
    assert_eq!(ids(&["-", other]), [13783, 501]);
    assert_eq!(ids(&[other, "-"]), [501, 13783]);
    assert_eq!(ids(&[other, "-", other]), [501, 13783, 501]);
    assert_eq!(ids(&[other]), [501], "what comes from standard input is not asked for");
}

#[test]
fn standard_input_cannot_be_named_twice() {
    let run = run_on(b"{\"id\":1}", &["show", "-", SEED, "-"]);
    assert_eq!((run.status, &*run.stdout), (Some(2), ""));
    assert!(run.stderr.contains("twice"), "{}", run.stderr);
}

#[test]
fn t29_nothing_to_read_is_told() {
    for format in FORMATS {
        let run = run_on(b"", &["show", "-o", format]);
        assert_eq!(run.status, Some(3), "{format}");
        assert_eq!(run.stdout, if format == "json" { "[]\n" } else { "" });
        assert!(run.stderr.starts_with("ticketctl: standard input: "), "{}", run.stderr);
        assert!(run.stderr.contains("empty"), "{}", run.stderr);
    }
}

/// In this process, because a test has no terminal; reading would fail it.
#[test]
fn a_terminal_is_not_waited_for() {
    struct Keyboard;
    impl std::io::Read for Keyboard {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("it waits"))
        }
    }
    let terminal = Terminal { stdin_is_terminal: true, ..Terminal::default() };
    for command in COMMANDS {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let arguments = ["ticketctl", command].map(Into::into);
        let keyboard = Box::new(BufReader::new(Keyboard));
        let status = ticketctl::run(arguments, &terminal, keyboard, &mut stdout, &mut stderr);
        let stderr = String::from_utf8(stderr).unwrap();
        assert_eq!((status, &*stdout), (2, &b""[..]), "{command}");
        assert!(stderr.contains("try: ticketctl show ticket.json"), "{stderr}");
    }
}

#[test]
fn answers_and_warnings_do_not_mix() {
    let odd = "fixtures/tickets/odd-fields.json";
    for format in FORMATS {
        let told = run(&["show", "-o", format, odd]);
        let quiet = run(&["show", "-o", format, "-q", odd]);
        assert_eq!(told.status, Some(0));
        assert_eq!((quiet.status, &quiet.stdout, &*quiet.stderr), (Some(0), &told.stdout, ""));
        let lines: Vec<_> = told.stderr.lines().collect();
        assert!(lines.len() >= 20, "{lines:?}");
        for line in lines {
            assert!(line.starts_with("ticketctl: fixtures/tickets/odd-fields.json:"), "{line}");
        }
        rules::text(told.stderr.as_bytes(), Seen::default()).unwrap();
    }
}

#[test]
fn what_is_lost_is_told_even_quietly() {
    let run = run(&["show", "--quiet", "fixtures/streams/one-bad.jsonl"]);
    assert_eq!(run.status, Some(3));
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("one-bad.jsonl:3:"), "{}", run.stderr);
}

/// Of many like warnings the first are told and the rest counted, unless all are asked for.
#[test]
fn warnings_of_a_kind_are_counted() {
    let ticket = "{\"id\":1,\"state\":\"Open\",\"culture\":7}\n".repeat(50);
    let some = run_on(ticket.as_bytes(), &["metrics", "-o", "jsonl"]);
    let all = run_on(ticket.as_bytes(), &["metrics", "-o", "jsonl", "--verbose"]);
    assert_eq!((some.status, all.status), (Some(0), Some(0)));
    assert_eq!(some.stdout, all.stdout);
    assert!(some.stderr.lines().count() <= 5, "{}", some.stderr);
    assert!(some.stderr.contains("47 more"), "{}", some.stderr);
    assert_eq!(all.stderr.lines().count(), 50);
}

/// Hits are printed as they are found, and who reads them may go; nothing found is an answer, too.
#[test]
fn t35_a_search_may_lose_its_reader_too() {
    for format in ["table", "json", "jsonl", "csv", "tsv", "ids"] {
        let arguments = ["search", "-C", "2", "o", "-o", format];
        let mut child = ticketctl(&arguments).stdin(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut pipe = child.stdin.take().unwrap();
        let writer = thread::spawn(move || drop(pipe.write_all(&ARCHIVE)));
        let run = ran(child.wait_with_output().unwrap());
        writer.join().unwrap();
        assert_eq!((run.status, &*run.stderr), (Some(0), ""), "{format}");
    }
}

#[test]
fn nothing_found_is_status_1_unless_something_was_lost() {
    let bad = "fixtures/streams/one-bad.jsonl";
    for (pattern, file, status) in
        [("tuscany", SEED, 0), ("nowhere", SEED, 1), ("nowhere", bad, 3), (".", bad, 3)]
    {
        for format in ["table", "json", "jsonl", "ids"] {
            let run = run(&["search", "-q", pattern, file, "-o", format]);
            assert_eq!(run.status, Some(status), "{pattern} in {file}");
        }
    }
    let run = run(&["search", "nowhere", SEED]);
    assert_eq!((&*run.stdout, &*run.stderr), ("", "ticketctl: nothing found in 1 ticket\n"));
}
