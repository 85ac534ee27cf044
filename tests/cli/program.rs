//! The real binary, in an environment that holds nothing.

use std::ffi::OsStr;
use std::io::Write;
use std::process::{Command, Stdio};
use std::thread;

pub(crate) const COMMANDS: [&str; 8] =
    ["show", "transcript", "participants", "metrics", "bot", "timeline", "list", "check"];
pub(crate) const FORMATS: [&str; 3] = ["table", "json", "jsonl"];

/// Lists the forms in which a command answers.
pub(crate) fn forms(command: &str) -> Vec<&'static str> {
    let more: &[&str] = match command {
        "show" => &["md", "html"],
        "transcript" => &["csv", "tsv", "md", "html"],
        _ => &["csv", "tsv", "md"],
    };
    [&FORMATS[..], more].concat()
}

/// Options with which only the reading decides how a command ends.
pub(crate) fn undecided(command: &str) -> &'static [&'static str] {
    if command == "check" { &["--fail-on", "never"] } else { &[] }
}

pub(crate) const SEED: &str = "fixtures/tickets/seed.json";

/// What a run left behind.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Returns the program with its arguments, in the root of the project, reading nothing.
pub(crate) fn ticketctl(arguments: &[impl AsRef<OsStr>]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ticketctl"));
    command.env_clear().current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs it to its end.
pub(crate) fn run(arguments: &[impl AsRef<OsStr>]) -> Run {
    ran(ticketctl(arguments).output().unwrap())
}

/// Runs it to its end with something to read.
pub(crate) fn run_on(stdin: &[u8], arguments: &[impl AsRef<OsStr>]) -> Run {
    let mut child = ticketctl(arguments).stdin(Stdio::piped()).spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    thread::scope(|scope| {
        // A program that has read enough closes its end; that is its business.
        scope.spawn(move || drop(pipe.write_all(stdin)));
        ran(child.wait_with_output().unwrap())
    })
}

/// Reads what an ended program left behind.
pub(crate) fn ran(output: std::process::Output) -> Run {
    Run {
        status: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}
