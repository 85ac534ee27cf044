//! What is read and what is not, and how the run ends.

use crate::program::{COMMANDS, Run, SEED, run, run_on, undecided};
use crate::rules;
use std::collections::BTreeSet;
use std::fs;

/// How a run on each of these files ends: its status, how many tickets are shown, and what is said.
/// A file that is not named here ends with 0 and without a word.
const ENDS: [(&str, i32, usize, &str); 26] = [
    ("broken/api-error.json", 3, 0, "this is an API reply, not a ticket"),
    ("broken/bad-checksum.jsonl.gz", 3, 5, "the gzip data is damaged or cut off: it is not valid"),
    ("broken/cut.jsonl.gz", 3, 3, "the gzip data is damaged or cut off: it ends too early"),
    ("broken/empty.json", 3, 0, "it is empty"),
    ("broken/login-page.html", 3, 0, "this is an HTML page, not JSON"),
    ("broken/missing-comma.json", 3, 0, "missing-comma.json:18:3: not valid JSON"),
    ("broken/not-json.txt", 3, 0, "no JSON that could be a ticket"),
    ("broken/transaction.json", 3, 0, "this is a transaction, not a ticket"),
    ("broken/truncated.json", 3, 0, "truncated.json:296:13: the file ends inside a ticket"),
    ("broken/unclosed-array.json", 3, 2, "the file ends inside a list"),
    ("streams/array.json", 0, 3, ""),
    ("streams/bom.json", 0, 1, ""),
    ("streams/concatenated.json", 0, 3, ""),
    ("streams/empty-list.json", 0, 0, ""),
    ("streams/event.json", 0, 1, ""),
    ("streams/events.json", 0, 4, "a NEW_MESSAGE event without its ticket"),
    ("streams/lines.jsonl", 0, 5, ""),
    ("streams/lines.jsonl.gz", 0, 5, ""),
    ("streams/lines.jsonl.zst", 0, 5, ""),
    ("streams/members.jsonl.gz", 0, 5, ""),
    ("streams/one-bad.jsonl", 3, 4, "one-bad.jsonl:3:"),
    ("streams/seed-document.md", 0, 1, "5 lines of other text"),
    ("streams/utf16be.json", 0, 1, ""),
    ("streams/utf16le.json", 0, 1, ""),
    ("tickets/list-page.json", 0, 3, ""),
    ("tickets/odd-fields.json", 0, 1, "shown as written"),
];

fn names(folder: &str) -> BTreeSet<String> {
    fs::read_dir(format!("fixtures/{folder}"))
        .unwrap()
        .map(|entry| format!("{folder}/{}", entry.unwrap().file_name().to_str().unwrap()))
        .collect()
}

#[test]
fn every_fixture_ends_as_it_should() {
    let listed: BTreeSet<_> = ENDS.iter().map(|(name, ..)| (*name).to_owned()).collect();
    for folder in ["broken", "streams"] {
        let missing: Vec<_> = names(folder).difference(&listed).cloned().collect();
        assert_eq!(missing, Vec::<String>::new(), "say how these end");
    }
    let tickets = names("tickets").into_iter().filter(|name| !listed.contains(name));
    let plain = tickets.map(|name| (name, 0, 1, ""));
    let ends = ENDS.map(|(name, status, count, says)| (name.to_owned(), status, count, says));
    for (name, status, count, says) in ends.into_iter().chain(plain) {
        for command in COMMANDS {
            let file = format!("fixtures/{name}");
            let run = run(&[&[command, "-o", "json", &file], undecided(command)].concat());
            assert_eq!(run.status, Some(status), "{command} {name}");
            let answers = rules::json(run.stdout.as_bytes(), command).unwrap();
            assert_eq!(answers.len(), count, "{command} {name}");
            assert!(run.stderr.contains(says), "{command} {name}: {}", run.stderr);
            assert_eq!(run.stderr.is_empty(), says.is_empty(), "{command} {name}: {}", run.stderr);
            for line in run.stderr.lines() {
                let place = format!("ticketctl: fixtures/{name}:");
                assert!(line.starts_with(&place), "{command} {name}: {line}");
            }
        }
    }
}

#[test]
fn every_command_accepts_the_same_tickets() {
    let ids = |command| {
        let run = run(&[command, "-o", "json", "-q", "fixtures"]);
        assert_eq!(run.status, Some(3), "{command}");
        let answers = rules::json(run.stdout.as_bytes(), command).unwrap();
        answers.iter().map(|answer| answer["id"].as_i64()).collect::<Vec<_>>()
    };
    let of_show = ids("show");
    assert!(of_show.len() > 35, "{of_show:?}");
    for command in COMMANDS {
        assert_eq!(ids(command), of_show, "{command}");
    }
}

#[test]
fn t33_what_cannot_be_read_stops_nothing() {
    let Run { status, stdout, stderr } = run(&["show", "nowhere.json", SEED]);
    assert_eq!(status, Some(3));
    assert_eq!(stdout, run(&["show", SEED]).stdout);
    assert_eq!(stderr, "ticketctl: nowhere.json: there is no such file or folder\n");
}

#[test]
fn t33_a_folder_is_read_in_order() {
    let folder = run(&["show", "-o", "jsonl", "fixtures/tickets"]);
    let mut files: Vec<_> =
        names("tickets").into_iter().map(|name| format!("fixtures/{name}")).collect();
    files.splice(0..0, ["show".to_owned(), "-o".to_owned(), "jsonl".to_owned()]);
    assert_eq!(folder, run(&files));
}

#[test]
fn t33_a_folder_without_tickets_is_told() {
    let folder = env!("CARGO_TARGET_TMPDIR").to_owned() + "/no-tickets";
    fs::create_dir_all(&folder).unwrap();
    let run = run(&["show", &folder]);
    assert_eq!((run.status, &*run.stdout), (Some(3), ""));
    assert!(run.stderr.contains("holds no .json"), "{}", run.stderr);
}

#[test]
fn tickets_are_picked_by_number() {
    let ids = |asked: &str| {
        let run = run(&["show", "-o", "json", "--id", asked, "fixtures/streams/array.json", SEED]);
        assert_eq!(run.status, Some(0));
        let answers = rules::json(run.stdout.as_bytes(), "show").unwrap();
        (
            answers.iter().map(|answer| answer["id"].as_i64().unwrap()).collect::<Vec<_>>(),
            run.stderr,
        )
    };
    assert_eq!(ids("13783"), (vec![13783], String::new()));
    let (none, says) = ids("1");
    assert_eq!(none, Vec::<i64>::new());
    assert!(says.contains("no ticket has the number 1"), "{says}");
}

#[test]
fn t20_depth_in_json_inside_text_is_no_danger() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        let ticket = serde_json::json!({
            "id": 1,
            "state": "Open",
            "transactions": [
                {"id": 1, "type": "TicketReAssigned", "dateTime": "2023-05-08T06:46:05", "text": deep},
                {"id": 2, "type": "Message", "dateTime": "2023-05-08T06:46:06", "text": "still here"},
            ],
        });
        for command in COMMANDS {
            let arguments = [&[command, "-o", "json"], undecided(command)].concat();
            let run = run_on(ticket.to_string().as_bytes(), &arguments);
            assert_eq!((run.status, &*run.stderr), (Some(0), ""), "{command}");
            assert!(command != "transcript" || run.stdout.contains("still here"));
        }
    }
}
