//! What scripts may rely on, as real ones: bash, with `set -euo pipefail`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs a script in the root of the project; returns its status, output and messages.
fn bash(script: &str) -> (Option<i32>, String, String) {
    let program = Path::new(env!("CARGO_BIN_EXE_ticketctl")).parent().unwrap();
    let path = format!("{}:/usr/local/bin:/usr/bin:/bin", program.display());
    let mut bash = Command::new("bash");
    bash.args(["-c", &format!("set -euo pipefail\n{script}")]).env_clear().env("PATH", path);
    let run = bash.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (run.status.code(), text(run.stdout), text(run.stderr))
}

/// A script, its status, what it prints, and how its messages begin.
type Contract = (&'static str, i32, &'static str, &'static str);

const CONTRACTS: &[Contract] = &[
    // The numbers of tickets, and nothing else.
    (
        "for id in $(ticketctl list -q fixtures/tickets --where 'waited > 3h' -o ids); do
             echo \"<$id>\"
         done",
        0,
        "<90455>\n<31877>\n",
        "",
    ),
    // A reader that has had enough is no failure, not even with pipefail.
    ("ticketctl list -q fixtures/tickets -o jsonl | head -n 1 | wc -l", 0, "1\n", ""),
    ("ticketctl transcript fixtures/tickets/wide.json | true; echo $?", 0, "0\n", ""),
    // Cells are read by what stands between them; what is missing is empty, so it takes a separator
    // that is no blank.
    (
        "ticketctl metrics fixtures/tickets/seed.json -o tsv --fields metric,gross_s,recount_s |
         tail -n +2 | tr '\\t' ';' | while IFS=';' read -r metric gross recount; do
             echo \"$metric ${gross:-none} ${recount:-none}\"
         done",
        0,
        "bot none 60\nqueue 160 160\ntaken_to_reply 730 730\nfirst_response 889 890\n\
         average_reply none none\nduration 951 951\n",
        "",
    ),
    // The answer is no.
    ("ticketctl search -q quagga fixtures/tickets/seed.json || echo \"not there: $?\"", 0, "not there: 1\n", ""),
    ("if ticketctl search -q Tuscany fixtures/tickets/seed.json >/dev/null; then echo there; fi", 0, "there\n", ""),
    (
        "ticketctl check -q fixtures/tickets/seed.json --fail-on warning >/dev/null || echo \"status $?\"
         ticketctl check -q fixtures/tickets/seed.json >/dev/null && echo sound",
        0,
        "status 1\nsound\n",
        "",
    ),
    (
        "ticketctl diff -q fixtures/tickets/seed.json fixtures/pairs/seed-later.json >/dev/null || echo \"status $?\"
         ticketctl diff -q fixtures/tickets/seed.json fixtures/tickets/seed.json >/dev/null",
        0,
        "status 1\n",
        "",
    ),
    // A wrong command line prints no answer.
    ("ticketctl list fixtures/tickets --columns nothing", 2, "", "ticketctl: "),
    // What cannot be read is told, even when it is quiet; the rest is there, and the status tells.
    (
        "ticketctl list -q fixtures/streams/one-bad.jsonl -o ids || echo \"status $?\"",
        0,
        "701\n702\n704\n705\nstatus 3\n",
        "ticketctl: fixtures/streams/one-bad.jsonl:3:980: not valid JSON",
    ),
    ("ticketctl list no-such-file -o ids", 3, "", "ticketctl: no-such-file: "),
    // An empty answer is an answer.
    ("ticketctl list fixtures/tickets/seed.json --where 'state = Open' -o ids", 0, "", ""),
    ("ticketctl list -o json fixtures/streams/empty-list.json", 0, "[]\n", ""),
    ("ticketctl metrics -o csv --fields ticket,metric fixtures/streams/empty-list.json", 0, "ticket,metric\n", ""),
    // A disk that is full is told.
    ("ticketctl show -q fixtures/tickets/seed.json >/dev/full", 4, "", "ticketctl: cannot write to standard output"),
    // Colour never reaches data.
    (
        "export CLICOLOR_FORCE=1
         ticketctl show --color always fixtures/tickets/seed.json -o json | grep -c \"$(printf '\\033')\" || true",
        0,
        "0\n",
        "",
    ),
    // Answers are filters: what one prints, another reads.
    (
        "cat fixtures/tickets/seed.json | ticketctl redact -q --key-file fixtures/keys/example.key |
         ticketctl metrics -o csv --fields metric,recount_s | head -n 3",
        0,
        "metric,recount_s\nbot,60\nqueue,160\n",
        "",
    ),
    (
        "ticketctl list -q fixtures/tickets --where 'state = Open' -o raw |
         ticketctl list -q --sort id -o ids",
        0,
        "501\n50102\n77310\n77311\n",
        "",
    ),
    // No terminal, no pager.
    ("PAGER=false ticketctl transcript fixtures/tickets/wide.json >/dev/null", 0, "", ""),
];

#[test]
fn scripts_get_what_they_rely_on() {
    for (script, status, prints, begins) in CONTRACTS {
        let (ended, out, err) = bash(script);
        assert_eq!((ended, &*out), (Some(*status), *prints), "{script}\n{err}");
        assert!(err.starts_with(begins) && err.is_empty() == begins.is_empty(), "{script}\n{err}");
    }
}

/// A block of shell that is followed by what it prints.
fn scripts(page: &str) -> impl Iterator<Item = (&str, &str)> {
    page.split("```sh\n").skip(1).filter_map(|rest| {
        let (script, after) = rest.split_once("```\n")?;
        let (prints, _) = after.trim_start().strip_prefix("```text\n")?.split_once("```")?;
        Some((script, prints))
    })
}

#[test]
fn the_recipes_print_what_they_say() {
    let page: PathBuf = [env!("CARGO_MANIFEST_DIR"), ".docs", "recipes.md"].iter().collect();
    let page = fs::read_to_string(page).unwrap();
    let mut tried = 0;
    for (script, prints) in scripts(&page) {
        let (status, out, err) = bash(script);
        assert_eq!((status, &*out), (Some(0), prints), "{script}\n{err}");
        tried += 1;
    }
    assert!(tried > 1, "the page has scripts");
}
