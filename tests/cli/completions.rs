//! What may stand where the cursor is, as the scripts of the shells ask for it.

use crate::program::run;
use std::collections::BTreeSet;

const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];

/// Returns the lines that are offered after these words, the last of which is being typed.
pub(crate) fn lines(shell: &str, words: &[&str]) -> Vec<String> {
    let run = run(&[&["completions", shell, "--", "ticketctl"], words].concat());
    assert_eq!((run.status, &*run.stderr), (Some(0), ""), "{words:?}");
    run.stdout.lines().map(str::to_owned).collect()
}

/// Returns the values that are offered.
pub(crate) fn offered(words: &[&str]) -> Vec<String> {
    let lines = lines("zsh", words);
    let values = lines.iter().filter_map(|line| line.split_once('\t'));
    values.map(|(value, _)| value.to_owned()).collect()
}

/// Lists the commands that the help tells.
pub(crate) fn commands() -> Vec<String> {
    let help = run(&["-h"]).stdout;
    let (_, groups) = help.split_once("\nOne ticket:").unwrap();
    let (groups, _) = groups.split_once("\n\nticketctl COMMAND -h").unwrap();
    let rows = groups.lines().filter_map(|line| line.strip_prefix("  "));
    let names: Vec<_> = rows.map(|row| row.split(' ').next().unwrap().to_owned()).collect();
    assert!(names.len() >= 17, "{names:?}");
    names
}

/// Lists the flags that the help of a command tells.
pub(crate) fn flags(command: &str) -> BTreeSet<String> {
    let help = run(&[command, "-h"]).stdout;
    let lines = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
    let flags: BTreeSet<_> = lines
        .flat_map(|line| line.split("  ").next().unwrap().split([' ', ',']))
        .filter(|word| word.starts_with("--"))
        .map(str::to_owned)
        .collect();
    assert!(flags.contains("--help"), "{flags:?}");
    flags
}

#[test]
fn every_shell_has_its_script_which_asks_this_program() {
    for shell in SHELLS {
        let script = run(&["completions", shell]);
        assert_eq!((script.status, &*script.stderr), (Some(0), ""));
        assert!(script.stdout.contains(&format!("ticketctl completions {shell} -- ")), "{shell}");
    }
}

#[test]
fn every_command_is_offered_with_what_it_does() {
    let help = run(&["-h"]).stdout;
    assert_eq!(
        offered(&[""]).into_iter().collect::<BTreeSet<_>>(),
        commands().into_iter().collect()
    );
    for line in lines("fish", &[""]) {
        let (name, about) = line.split_once('\t').unwrap();
        assert!(help.contains(&format!("{name:<12}  {about}\n")), "{line}");
    }
    assert_eq!(offered(&["part"]), ["participants"]);
}

#[test]
fn every_flag_of_every_command_is_offered() {
    for command in commands() {
        let offered: BTreeSet<_> = offered(&[&command, "--"]).into_iter().collect();
        assert_eq!(offered, flags(&command), "{command}");
    }
    assert_eq!(offered(&["show", "--fu"]), ["--full"]);
}

#[test]
fn options_are_offered_only_to_those_who_begin_one() {
    assert_eq!(lines("bash", &["show", ""]), ["files"]);
    assert_eq!(lines("bash", &["show", "ticket.json", ""]), ["files"]);
    assert!(offered(&["schema", ""]).contains(&"show".to_owned()));
}

#[test]
fn values_come_from_the_places_that_hold_them() {
    let has = |words: &[&str], values: &[&str]| {
        let offered = offered(words);
        for value in values {
            assert!(offered.iter().any(|offer| offer == value), "{words:?}: {value}: {offered:?}");
        }
    };
    has(&["show", "-o", ""], &["table", "json", "jsonl", "md", "html"]);
    has(&["list", "-o", "i"], &["ids"]);
    has(&["show", "--color", ""], &["auto", "always", "never"]);
    has(&["show", "--color=a"], &["--color=auto", "--color=always"]);
    has(&["transcript", "--only", ""], &["customer", "notes", "events"]);
    has(&["stats", "--by", ""], &["agent", "hour", "weekday", "card", "owner"]);
    has(&["stats", "--dedupe", ""], &["auto", "never"]);
    has(&["search", "--in", ""], &["messages", "people", "fields", "all"]);
    has(&["metrics", "--response-from", ""], &["auto", "handover"]);
    has(&["check", "--fail-on", ""], &["error", "warning", "note", "never"]);
    has(&["check", "--only", "W3"], &["W301", "W308"]);
    has(&["check", "--ignore", "E"], &["E102"]);
    has(&["redact", "--keep", ""], &["names", "addresses", "unknown"]);
    has(&["list", "--columns", ""], &["id", "field10", "reported.queue.net", "held"]);
    has(&["list", "--sort", ""], &["waited"]);
    has(&["list", "--sort", "-w"], &["-waited"]);
    has(&["explain", "first"], &["first_response"]);
    has(&["explain", "W30"], &["W301"]);
    has(&["explain", "exit"], &["exit_status"]);
    has(&["schema", "check"], &["check", "check_by_rule"]);
    has(&["man", ""], &["show", "man"]);
    has(&["completions", ""], &SHELLS);
    has(&["show", "--tz", ""], &["utc", "local", "Europe/Berlin"]);
    has(&["diff", "--ignore", "last"], &["lastActivity"]);
    assert!(!offered(&["show", "-o", ""]).contains(&"csv".to_owned()), "it has no rows");
    assert!(!offered(&["list", "--sort", "h"]).contains(&"held".to_owned()), "it has no order");
    assert_eq!(offered(&["list", "--limit", ""]), [""; 0], "any number");
}

#[test]
fn what_is_offered_is_taken() {
    for (words, more) in [
        (&["check", "--only"][..], &["fixtures/tickets/minimal.json"][..]),
        (&["check", "--ignore"], &["fixtures/tickets/minimal.json"]),
        (&["explain"], &[]),
        (&["schema"], &[]),
        (&["list", "--columns"], &["fixtures/tickets/minimal.json"]),
    ] {
        let offered = offered(&[words, &[""]].concat());
        assert!(offered.len() > 10, "{words:?}: {offered:?}");
        let tried = if words == ["explain"] || words == ["schema"] {
            offered
        } else {
            vec![offered.join(",")]
        };
        for value in tried {
            let run = run(&[words, &[&*value], more].concat());
            assert_ne!(run.status, Some(2), "{words:?} {value}: {}", run.stderr);
        }
    }
}

/// Fields that an answer only has with an option, such as --full.
const WITH_OPTION: [&str; 2] = ["all_fields", "respellings"];

#[test]
fn the_fields_that_are_offered_are_those_of_the_answers() {
    for command in commands() {
        let known = |form| {
            let file = match &*command {
                "search" => &["x", "fixtures/tickets/minimal.json"][..],
                "diff" => &["fixtures/tickets/minimal.json", "fixtures/tickets/minimal.json"],
                "export" => &["--to", "nowhere", "fixtures/tickets/minimal.json"],
                "explain" => &["queue"],
                _ => &["fixtures/tickets/minimal.json"],
            };
            let run = run(&[&[&*command, "-o", form, "--fields", "?"], file].concat());
            let known = run.stderr.split_once("Known are: ").map(|(_, known)| known.trim());
            let known = known.into_iter().flat_map(|known| known.split(", "));
            known.map(str::to_owned).collect::<BTreeSet<_>>()
        };
        if ["schema", "redact", "completions", "man"].contains(&&*command)
            || command == "export" && !cfg!(feature = "export")
        {
            continue;
        }
        let known: BTreeSet<_> = known("json").into_iter().chain(known("csv")).collect();
        let offered: BTreeSet<_> = offered(&[&command, "--fields", ""]).into_iter().collect();
        assert!(known.len() > 3, "{command}: {known:?}");
        assert!(known.is_subset(&offered), "{command}: {known:?} {offered:?}");
        // Some are only there with an option, those of explain with a FILE.
        let others = offered.difference(&known).filter(|_| command != "explain");
        let others: Vec<_> = others.filter(|name| !WITH_OPTION.contains(&&***name)).collect();
        assert!(others.is_empty(), "{command}: {others:?}");
    }
}

#[test]
fn a_list_goes_on_behind_a_comma() {
    assert!(offered(&["check", "--only", "W301,W5"]).contains(&"W301,W501".to_owned()));
    assert!(offered(&["list", "--columns=id,wait"]).contains(&"--columns=id,waited".to_owned()));
}

#[test]
fn files_and_folders_are_left_to_the_shell() {
    assert_eq!(lines("fish", &["diff", "a.json", ""]), ["files"]);
    assert_eq!(lines("fish", &["redact", "--key-file", "x"]), ["files"]);
    assert_eq!(lines("fish", &["man", "--to", ""]), ["folders"]);
    assert_eq!(lines("fish", &["man", "--to=x"]), ["folders"]);
    assert!(!lines("fish", &["show", "--fu"]).contains(&"files".to_owned()));
    assert_eq!(lines("fish", &["search", ""]), [""; 0], "a pattern is no file");
    assert_eq!(lines("fish", &["search", "x", ""]), ["files"]);
}

#[test]
fn what_shells_do_to_words_is_undone() {
    assert!(lines("bash", &["show", "--color", "=", "al"])[0].starts_with("always\t"));
    assert!(lines("powershell", &["show", "--color", "|al"])[0].starts_with("always\t"));
    assert_eq!(lines("powershell", &["show", "|"]), ["files"]);
}
