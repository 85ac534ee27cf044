//! The real program: how an interruption ends it, and what surroundings it withstands.

#![cfg(unix)]

use crate::judge::{self, Asked, DATA};
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};
use std::thread;

/// The end of a job, which works as Ctrl-C does; that is ignored by what a shell runs in the background,
/// which tests may be.
const TERMINATE: i32 = 15;

fn ticketctl(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ticketctl"));
    command.env_clear().current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// The archive is larger than any pipe, and its reader slower than the program.
#[test]
fn t37_an_interruption_ends_it_between_two_lines() {
    let archive = include_str!("../../fixtures/tickets/hostile.json").repeat(400);
    for (arguments, colours) in [
        (["transcript", "--color=always"], true),
        (["show", "--color=always"], true),
        (["timeline", "--color=never"], false),
    ] {
        let mut child = ticketctl(&arguments).spawn().unwrap();
        let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        thread::scope(|scope| {
            scope.spawn(|| {
                let _ = stdin.write_all(archive.as_bytes());
                drop(stdin);
            });
            let mut taken = vec![0; 10_000];
            stdout.read_exact(&mut taken).unwrap();
            let kill = Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
            assert!(kill.unwrap().success());
            stdout.read_to_end(&mut taken).unwrap();
            let status = child.wait().unwrap();
            assert_eq!(status.signal(), Some(TERMINATE), "{arguments:?}: {status}");
            let asked = Asked { colours, isolates: false, links: false };
            assert_eq!(judge::faults(&taken, asked), Vec::<String>::new(), "{arguments:?}");
            let mut said = Vec::new();
            child.stderr.take().unwrap().read_to_end(&mut said).unwrap();
            assert_eq!(judge::faults(&said, DATA), Vec::<String>::new());
        });
    }
}

#[test]
fn t38_odd_surroundings_change_nothing() {
    let seed = "fixtures/tickets/seed.json";
    let plain = ticketctl(&["show", seed]).output().unwrap();
    assert_eq!(plain.status.code(), Some(0));
    for (name, value) in [
        ("HOME", "/nowhere"),
        ("TERM", "dumb"),
        ("TERM", "\u{1b}[2J"),
        ("NO_COLOR", "1"),
        ("CLICOLOR_FORCE", "0"),
        ("TZ", "Mars/Olympus"),
        ("TZ", "Asia/Tokyo"),
        ("LANG", "C"),
        ("LC_ALL", "he_IL.ISO-8859-8"),
        ("RUST_LOG", "trace"),
        ("PAGER", "touch owned"),
    ] {
        let run = ticketctl(&["show", seed]).env(name, value).output().unwrap();
        assert_eq!(run, plain, "{name}={value}");
    }
}
