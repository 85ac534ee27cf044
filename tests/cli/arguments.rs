//! The command line: help, what is wrong with it, and what is typed to do harm.

use crate::program::{COMMANDS, SEED, ran, run, ticketctl};
use crate::rules::{self, Seen};
use std::process::Stdio;

/// Written as they are typed, and as they must be seen.
const HARM: [(&str, &str); 6] = [
    ("\u{1b}[2J", "^[[2J"),
    ("\u{1b}]52;c;aGk\u{7}", "^[]52;c;aGk^G"),
    ("\u{1b}]0;never ends", "^[]0;never ends"),
    ("\u{9b}31m", "<U+009B>31m"),
    ("\u{202e}txt", "<U+202E>txt"),
    ("\u{7f}\u{8}", "^?^H"),
];

#[test]
fn help_is_an_answer() {
    let mut asked = vec![vec!["--help"], vec!["-h"], vec!["--version"], vec!["-V"]];
    asked.extend(
        COMMANDS.iter().flat_map(|command| [vec![*command, "--help"], vec![*command, "-h"]]),
    );
    for arguments in asked {
        let run = run(&arguments);
        assert_eq!((run.status, &*run.stderr), (Some(0), ""), "{arguments:?}");
        let seen = Seen { width: Some(100), ..Seen::default() };
        // The parser of the command line leaves blanks where a list begins.
        let help = rules::uncoloured(run.stdout.as_bytes()).unwrap();
        rules::text(help.as_bytes(), seen).unwrap();
        assert!(!help.is_empty());
    }
}

#[test]
fn help_is_coloured_where_colour_is_wanted() {
    let plain = run(&["show", "--help"]).stdout;
    for (arguments, variables, coloured) in [
        (["--color=always", "show", "-h"], &[][..], true),
        (["show", "-h", "--color=always"], &[("NO_COLOR", "1")], true),
        (["show", "-h", "--color=never"], &[("CLICOLOR_FORCE", "1")], false),
        (["show", "-h", "--color=auto"], &[("CLICOLOR_FORCE", "1")], true),
        (["show", "-h", "--color=auto"], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false),
    ] {
        let output = ticketctl(&arguments).envs(variables.iter().copied()).output().unwrap();
        let has_colour = output.stdout.contains(&0x1b);
        assert_eq!(has_colour, coloured, "{arguments:?} {variables:?}");
        rules::text(&output.stdout, Seen { coloured, ..Seen::default() }).unwrap();
        assert!(rules::uncoloured(&output.stdout).unwrap().contains("Usage: ticketctl show"));
    }
    assert!(plain.contains("Usage: ticketctl show"));
}

/// A script that explains something must not hang on what stands open behind it.
#[test]
fn what_needs_no_ticket_waits_for_none() {
    for arguments in [&["explain"][..], &["explain", "waited"], &["explain", "where", "-o", "json"]]
    {
        let mut child = ticketctl(arguments).stdin(Stdio::piped()).spawn().unwrap();
        let open = child.stdin.take();
        let run = ran(child.wait_with_output().unwrap());
        drop(open);
        assert_eq!((run.status, &*run.stderr), (Some(0), ""), "{arguments:?}");
        assert!(!run.stdout.is_empty());
    }
}

#[test]
fn there_is_nothing_to_choose_from_where_nothing_is_read() {
    for choice in [["--id", "5"], ["--where", "id = 1"], ["--bot-id", "none"]] {
        for topic in [&["explain"][..], &["explain", "waited"]] {
            let run = run(&[topic, &choice].concat());
            assert_eq!((run.status, &*run.stdout), (Some(2), ""), "{choice:?}");
            assert!(run.stderr.contains("name a FILE, or - for standard input"), "{}", run.stderr);
        }
    }
}

#[test]
fn a_wrong_command_line_is_told_in_one_line() {
    for (arguments, says) in [
        (&[][..], "no command given"),
        (&["sohw"], "unrecognized subcommand 'sohw'"),
        (&["ticket.json"], "did you mean: ticketctl show ticket.json"),
        (&["--color", "always", "./t"], "did you mean: ticketctl show ./t"),
        (&["show", "--colour=never"], "'--colour'"),
        (
            &["show", "-o", "yaml"],
            "[possible values: table, json, jsonl, csv, tsv, md, html, ids, raw]",
        ),
        (&["show", "--width", "wide"], "'wide'"),
        (&["show", "--width"], "--width <COLUMNS>"),
        (&["show", "--id", "x"], "'x'"),
        (&["show", "-q", "-v"], "cannot be used with"),
        (&["transcript", "--since", "noon"], "no time: \"noon\"; write 2023-05-08"),
        (&["transcript", "--slow", "5"], "no span of time: \"5\"; write 5m"),
        (&["transcript", "--only", "humans"], "possible values: customer, agent"),
        (&["metrics", "--response-from", "dawn"], "possible values: auto, any"),
        (&["bot", "--full"], "'--full'"),
        (
            &["show", "-o", "raw"],
            "-o raw is no form of show, which has table, json, jsonl, md, html",
        ),
        (
            &["show", "-o", "csv"],
            "-o csv is no form of show, which has table, json, jsonl, md, html",
        ),
        (&["metrics", "-o", "ids"], "of metrics, which has table, json, jsonl, csv, tsv, md"),
        (&["list", "--raw"], "--raw is about csv and tsv"),
        (&["list", "--fields", "id"], "chosen by: ticketctl list --columns"),
        (
            &["show", "-o", "json", "--fields", "idd"],
            "no field \"idd\"; did you mean id? Known are: ",
        ),
        (&["list", "-o", "csv", "--fields", "id,schema"], "no field \"schema\""),
        (&["stats", "-o", "jsonl", "--fields", "spans,spans"], "spans is named twice"),
        (
            &["show", "--where", "waitd > 1m"],
            "--where, character 1: no property \"waitd\"; did you mean waited?",
        ),
        (
            &["show", "--where", "id = 1", "--where", "id ="],
            "--where, character 5: a value is missing here",
        ),
        (&["show", "--now", "noon"], "no time: \"noon\""),
        (&["list", "--sort", "held"], "held.bot"),
        (&["search", "a(b"], "PATTERN, character 2: unclosed group"),
        (&["search", "-F", ""], "PATTERN, character 1: nothing to look for"),
        (&["search", "x", "-o", "raw"], "-o raw is no form of search, which has"),
        (&["search", "x", "--in", "heaven"], "possible values: messages, people, fields, all"),
        (&["explain", "frist_response"], "did you mean first_response?"),
        (&["explain", "percentile"], "\"percentile\" has nothing to show in a ticket"),
        (&["explain", "stay"], "leave FILE out; ticketctl bot shows it"),
        (&["list", "--columns", "id,x"], "no property \"x\". Known are: id, state"),
    ] {
        let run = run(&[arguments, &[SEED][..arguments.len().min(1)]].concat());
        assert_eq!((run.status, &*run.stdout), (Some(2), ""), "{arguments:?}");
        assert!(run.stderr.starts_with("ticketctl: "), "{}", run.stderr);
        assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
        assert!(run.stderr.contains(says), "{arguments:?}: {}", run.stderr);
    }
}

/// Nothing that was typed is obeyed, and nothing of it is left out: it is seen.
#[test]
fn t14_escape_sequences_in_arguments_are_seen() {
    for (harm, seen) in HARM {
        let in_flag = format!("--width={harm}");
        let unknown = format!("--{harm}");
        let asked = format!("id = '{harm}'");
        for arguments in [
            vec![harm],
            vec!["show", &in_flag],
            vec!["show", &unknown],
            vec!["show", "-o", harm],
            vec!["show", "--id", harm],
            vec!["transcript", "--since", harm],
            vec!["transcript", "--slow", harm],
            vec!["show", harm],
            vec!["show", "--where", &asked],
            vec!["show", "--now", harm],
            vec!["list", "--columns", harm],
            vec!["list", "--sort", harm],
            vec!["search", "x", "--in", harm],
            vec!["explain", harm],
            vec!["explain", "waited", harm],
        ] {
            for color in ["--color=never", "--color=always"] {
                let run = run(&[&[color][..], &arguments].concat());
                let coloured = color.ends_with("always");
                assert!([Some(2), Some(3)].contains(&run.status), "{arguments:?}: {run:?}");
                rules::text(run.stderr.as_bytes(), Seen { coloured, ..Seen::default() }).unwrap();
                let plain = rules::uncoloured(run.stderr.as_bytes()).unwrap();
                assert!(plain.contains(seen), "{arguments:?}: {plain}");
            }
        }
    }
}

#[test]
fn t1_escape_sequences_in_tickets_are_seen() {
    for command in COMMANDS {
        for (color, coloured) in [("never", false), ("always", true)] {
            let hostile = "fixtures/tickets/hostile.json";
            let run = run(&[command, hostile, "--color", color]);
            assert_eq!(run.status, Some(0));
            let seen = Seen { coloured, ..Seen::default() };
            rules::text(run.stdout.as_bytes(), seen).unwrap();
            rules::text(run.stderr.as_bytes(), seen).unwrap();
            assert_eq!(run.stdout.contains('\u{1b}'), coloured);
            if ["show", "transcript"].contains(&command) {
                assert!(run.stdout.contains("^["), "{}", run.stdout);
            }
        }
    }
}
