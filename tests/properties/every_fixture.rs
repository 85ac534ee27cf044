//! Every fixture, through every command, in every form, at every width.

use crate::fixtures::fixtures;
use crate::program::{COMMANDS, DIFF, run, surroundings};
use crate::rules::{self, Seen};

/// From the narrowest that is drawn to the widest, round the widths where the layout changes. Without
/// one, a terminal counts as 100 columns wide and a pipe has no end.
const WIDTHS: &[Option<usize>] =
    &[None, Some(20), Some(37), Some(60), Some(80), Some(120), Some(500)];

/// For the longest of all answers, and for those of which there are many.
const FEW_WIDTHS: &[Option<usize>] = &[None, Some(37), Some(100)];

/// Ends with 3, because something in them cannot be read.
fn is_broken(name: &str) -> bool {
    name.contains("broken") || name.ends_with("one-bad.jsonl")
}

/// Leaves out that standard input is read: files are.
fn on_files(command: &[&'static str]) -> Vec<&'static str> {
    command.iter().copied().filter(|argument| *argument != "-").collect()
}

/// Runs one command on every fixture for people.
fn draws_everything(command: &[&str]) {
    let widths = if command == ["show", "--full"] { FEW_WIDTHS } else { WIDTHS };
    let mut wrong = Vec::new();
    for name in ["tickets", "streams", "broken"].into_iter().flat_map(fixtures) {
        let status = if is_broken(&name) { 3 } else { 0 };
        for is_terminal in [false, true] {
            let terminal = surroundings(is_terminal);
            for width in widths {
                let asked = width.map(|width| width.to_string());
                let mut arguments = command.to_vec();
                arguments.push(&name);
                if let Some(asked) = &asked {
                    arguments.extend(["--width", asked]);
                }
                let limit = width.or(is_terminal.then_some(100));
                let here = format!("ticketctl {} (terminal: {is_terminal})", arguments.join(" "));
                let mut say = |says: String| wrong.push(format!("{here}: {says}"));

                let never = run(&[&arguments[..], &["--color=never"]].concat(), &terminal, b"");
                let seen = Seen { coloured: false, terminal: is_terminal, width: limit };
                if never.status != status {
                    say(format!("status {}", never.status));
                }
                rules::text(&never.stdout, seen).unwrap_or_else(&mut say);
                rules::text(&never.stderr, Seen { width: None, ..seen }).unwrap_or_else(&mut say);

                // Colours go everywhere the same way: on a terminal is where they are wanted.
                if !is_terminal {
                    continue;
                }
                let always = run(&[&arguments[..], &["--color=always"]].concat(), &terminal, b"");
                for (with, without) in
                    [(always.stdout, &never.stdout), (always.stderr, &never.stderr)]
                {
                    if rules::uncoloured(&with).map(String::into_bytes).as_ref() != Ok(without) {
                        say("colours change the text".to_owned());
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Says one command on every fixture: without wrapping, and without colours whatever is asked for.
fn says_everything(command: &[&str]) {
    let mut wrong = Vec::new();
    for name in ["tickets", "streams", "broken"].into_iter().flat_map(fixtures) {
        let asked = [command, &[&*name, "--plain"]].concat();
        let pipe = run(&asked, &surroundings(false), b"");
        let seen = Seen { coloured: false, terminal: false, width: None };
        let mut say = |says: String| wrong.push(format!("{asked:?}: {says}"));
        rules::text(&pipe.stdout, seen).unwrap_or_else(&mut say);
        rules::text(&pipe.stderr, seen).unwrap_or_else(&mut say);
        for more in [&["--ascii"][..], &["--color=always"], &["--width", "40"]] {
            let again = run(&[&asked[..], more].concat(), &surroundings(false), b"");
            if again.stdout != pipe.stdout {
                say(format!("{more:?} changes the text"));
            }
        }
        let text = String::from_utf8_lossy(&pipe.stdout);
        let is_drawn = |char| "●◇□◆✓▲✗·→…–▓░█─├┤╌▏▁“”".contains(char);
        // What is from a ticket stays as it is.
        let from_it = std::fs::read(&name).unwrap();
        let from_it = String::from_utf8_lossy(&from_it);
        if let Some(drawn) = text.chars().find(|char| is_drawn(*char) && !from_it.contains(*char)) {
            say(format!("{drawn} is no word"));
        }
        if text.lines().any(|line| line.contains(": ;") || line.ends_with(": ")) {
            say("a name without a value".to_owned());
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Runs one command on every fixture for machines: nothing around it may matter.
fn tells_machines_the_same(command: &[&str]) {
    for name in ["tickets", "streams", "broken"].into_iter().flat_map(fixtures) {
        let ask = |form: &str, more: &[&str], is_terminal| {
            let arguments = [command, &[&*name, "-o", form], more].concat();
            run(&arguments, &surroundings(is_terminal), b"").stdout
        };
        let array = ask("json", &[], false);
        let answers =
            rules::json(&array, command[0]).unwrap_or_else(|wrong| panic!("{name}: {wrong}"));
        let lines = ask("jsonl", &[], false);
        let same =
            rules::json_lines(&lines, command[0]).unwrap_or_else(|wrong| panic!("{name}: {wrong}"));
        assert_eq!(answers, same, "{name}");
        for (form, plain) in [("json", &array), ("jsonl", &lines)] {
            let more = ["--color=always", "--width=37"];
            assert!(&ask(form, &more, true) == plain, "{name} as {form} depends on the terminal");
        }
    }
}

macro_rules! for_each_command {
    ($($name:ident: $index:literal),+) => {$(
        mod $name {
            #[test]
            fn draws_everything() {
                super::draws_everything(&super::on_files(super::COMMANDS[$index]));
            }

            #[test]
            fn says_everything() {
                super::says_everything(&super::on_files(super::COMMANDS[$index]));
            }

            #[test]
            fn tells_machines_the_same() {
                super::tells_machines_the_same(&super::on_files(super::COMMANDS[$index]));
            }
        }
    )+};
}

for_each_command!(
    show: 0, show_full: 1, transcript: 2, transcript_full: 3, participants: 4, participants_full: 5,
    metrics: 6, bot: 7, timeline: 8, timeline_lanes: 9, list: 10, list_sorted: 11, list_columns: 12,
    search: 13, explain_held: 14, explain_role: 15, check: 16
);

/// Tells whether a file holds several tickets, which cannot be compared with one of another number.
fn holds_several(name: &str) -> bool {
    let several = [
        "list-page",
        "array",
        "lines.jsonl",
        "concatenated",
        "members",
        "events",
        "unclosed-array",
    ];
    several.iter().any(|part| name.contains(part))
        || name.ends_with("jsonl.gz")
        || name.ends_with("one-bad.jsonl")
}

#[test]
fn every_ticket_is_compared_with_another_and_with_itself() {
    let mut wrong = Vec::new();
    for name in ["tickets", "streams", "broken"].into_iter().flat_map(fixtures) {
        let text = std::fs::read(&name).unwrap();
        for width in FEW_WIDTHS {
            let asked = width.map(|width| width.to_string());
            let mut arguments = [DIFF, &["--color=never"]].concat();
            arguments.extend(asked.iter().flat_map(|asked| ["--width", asked]));
            for is_terminal in [false, true] {
                let run = run(&arguments, &surroundings(is_terminal), &text);
                let limit = width.or(is_terminal.then_some(100));
                let seen = Seen { coloured: false, terminal: is_terminal, width: limit };
                let mut say = |says: String| wrong.push(format!("{name} {arguments:?}: {says}"));
                match run.status {
                    0 => {}
                    2 if holds_several(&name) => {}
                    3 if is_broken(&name) || name.ends_with("empty-list.json") => {}
                    status => say(format!("status {status}")),
                }
                rules::text(&run.stdout, seen).unwrap_or_else(&mut say);
                rules::text(&run.stderr, Seen { width: None, ..seen }).unwrap_or_else(&mut say);
            }
        }
        if !is_broken(&name) && !holds_several(&name) && !name.ends_with("empty-list.json") {
            let run = run(&["diff", &name, &name, "-o", "json"], &surroundings(false), b"");
            let answers = rules::json(&run.stdout, "diff").unwrap();
            assert_eq!(answers[0]["equal"], true, "{name}");
            assert_eq!(answers[0]["respelled"], 0, "{name}");
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
