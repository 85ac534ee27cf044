//! The pages of the manual, and what they say.

use crate::completions::{commands, flags};
use crate::program::{SEED, run};

fn page(command: &str) -> String {
    let arguments: &[&str] = if command.is_empty() { &["man"] } else { &["man", command] };
    let run = run(arguments);
    assert_eq!((run.status, &*run.stderr), (Some(0), ""), "{command}");
    run.stdout
}

/// Takes the signs of roff out of a line.
fn read(line: &str) -> String {
    line.replace("\\fB", "").replace("\\fR", "").replace("\\-", "-").replace("\\*(Aq", "'")
}

/// Returns the lines of a section.
fn section<'p>(page: &'p str, title: &str) -> Vec<&'p str> {
    let lines = page.lines().skip_while(move |line| *line != format!(".SH {title}")).skip(1);
    lines.take_while(|line| !line.starts_with(".SH ")).collect()
}

#[test]
fn every_command_has_a_page_that_tells_every_flag() {
    for command in commands() {
        let page = page(&command);
        let about = run(&["-h"]).stdout;
        let (_, about) = about.split_once(&format!("  {command:<12}  ")).unwrap();
        let name = format!("ticketctl-{command} - {}", about.lines().next().unwrap());
        assert_eq!(read(section(&page, "NAME")[0]), name);
        for flag in flags(&command) {
            assert!(read(&page).contains(&flag), "{command}: {flag}");
        }
        for title in ["SYNOPSIS", "EXAMPLES", "OPTIONS", "\"EXIT STATUS\"", "\"SEE ALSO\""] {
            assert!(!section(&page, title).is_empty(), "{command}: {title}");
        }
        assert!(page.contains("ticketctl(1)"));
    }
}

#[test]
fn the_page_of_the_program_leads_to_those_of_all_commands() {
    let page = page("");
    let all = read(&section(&page, "\"SEE ALSO\"").join(" "));
    let listed: Vec<_> = section(&page, "COMMANDS").into_iter().map(read).collect();
    for command in commands() {
        assert!(all.contains(&format!("ticketctl-{command}(1)")), "{command}");
        assert!(listed.contains(&command), "{command}: {listed:?}");
    }
    for title in ["CONDITIONS", "ENVIRONMENT"] {
        assert!(!section(&page, title).is_empty(), "{title}");
    }
    let codes: Vec<_> = section(&page, "\"EXIT STATUS\"").into_iter().map(read).collect();
    assert!(["0", "1", "2", "3", "4", "70"].iter().all(|code| codes.contains(&(*code).to_owned())));
}

#[test]
fn all_pages_are_written_at_once() {
    let folder = std::env::temp_dir().join(format!("ticketctl-man-{}", std::process::id()));
    let done = run(&["man", "--to", folder.to_str().unwrap()]);
    assert_eq!((done.status, &*done.stdout, &*done.stderr), (Some(0), "", ""));
    let mut names: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let read = std::fs::read_to_string(folder.join("ticketctl-show.1")).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    let mut expected: Vec<_> =
        commands().iter().map(|command| format!("ticketctl-{command}.1")).collect();
    expected.push("ticketctl.1".to_owned());
    expected.sort();
    names.sort();
    assert_eq!(names, expected);
    assert_eq!(read, page("show"));
}

#[test]
fn pages_are_not_answers() {
    let unknown = run(&["man", "shw"]);
    assert_eq!(unknown.status, Some(2));
    assert!(
        unknown.stderr.contains("no command \"shw\"; did you mean show?"),
        "{}",
        unknown.stderr
    );
    for arguments in [&["man", "-o", "json"][..], &["completions", "bash", "--fields", "id"]] {
        assert_eq!(run(arguments).status, Some(2), "{arguments:?}");
    }
    let nowhere = run(&["man", "--to", "Cargo.toml/man"]);
    assert_eq!(nowhere.status, Some(4));
}

/// Types what the pages say in a folder that has the files they speak of.
#[cfg(unix)]
#[test]
fn every_example_can_be_typed() {
    use std::path::Path;
    use std::process::{Command, Stdio};
    let folder = std::env::temp_dir().join(format!("ticketctl-examples-{}", std::process::id()));
    let home = folder.join("home");
    for made in ["exports", "home/.zsh", "home/.config/fish/completions", "home/.config/elvish"] {
        std::fs::create_dir_all(folder.join(made)).unwrap();
    }
    std::fs::create_dir_all(home.join(".local/share/bash-completion/completions")).unwrap();
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join(SEED);
    for copy in ["ticket.json", "old.json", "new.json", "exports/1.json", "key"] {
        std::fs::copy(&seed, folder.join(copy)).unwrap();
    }
    let program = Path::new(env!("CARGO_BIN_EXE_ticketctl"));
    let path = format!("{}:/usr/bin:/bin", program.parent().unwrap().display());
    let mut typed = 0;
    for command in [String::new()].into_iter().chain(commands()) {
        let page = page(&command);
        let lines = section(&page, "EXAMPLES").into_iter();
        let examples: Vec<_> = lines.filter(|line| line.starts_with("\\fB")).map(read).collect();
        assert!(examples.len() > 1, "{command}: {examples:?}");
        for example in examples {
            let is_built = cfg!(feature = "export") || !example.contains("--to tables");
            // man need not be installed, nor be quiet where it is.
            let Some(example) = example.split(" | man ").next().filter(|_| is_built) else {
                continue;
            };
            let mut shell = Command::new("/bin/sh");
            shell.args(["-c", example]).current_dir(&folder).stdin(Stdio::null());
            shell.env_clear().env("PATH", &path).env("HOME", &home).env("PROFILE", "profile.ps1");
            let ended = shell.output().unwrap();
            let status = ended.status.code();
            // A search that finds nothing is no mistake.
            assert!(matches!(status, Some(0 | 1)), "{example}: {status:?} {ended:?}");
            typed += 1;
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(typed > 40, "{typed}");
}
