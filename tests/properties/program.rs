//! The whole program as one function, in surroundings that are made up.

use std::ffi::OsString;
use std::io::Cursor;
use ticketctl::terminal::Terminal;

/// Every command, alone and with its largest answer, on standard input.
pub(crate) const COMMANDS: [&[&str]; 17] = [
    &["show"],
    &["show", "--full"],
    &["transcript"],
    &["transcript", "--full"],
    &["participants"],
    &["participants", "--full"],
    &["metrics"],
    &["bot"],
    &["timeline"],
    &["timeline", "--lanes"],
    &["list"],
    &["list", "--sort", "-waited"],
    &["list", "--columns", "subject,customer,tag,held,bot.card,parameter.x\u{202e}"],
    &["search", ".+", "--in", "all", "-C", "1"],
    &["explain", "held", "-"],
    &["explain", "role", "-"],
    &["check", "--fail-on", "never"],
];

/// The command that wants two files: the other one is standard input.
#[allow(dead_code, reason = "not all who share this file ask")]
pub(crate) const DIFF: &[&str] = &["diff", "fixtures/tickets/seed.json", "-", "--any"];
/// Lists the forms that a command has for answers.
#[allow(dead_code, reason = "not all who share this file ask")]
pub(crate) fn forms(command: &str) -> Vec<&'static str> {
    let mut forms = vec!["table", "json", "jsonl"];
    let has_pages_alone = ["show", "explain", "diff"].contains(&command);
    if !has_pages_alone {
        forms.extend(["csv", "tsv"]);
    }
    if !["search", "explain"].contains(&command) {
        forms.push("md");
    }
    if ["show", "transcript"].contains(&command) {
        forms.push("html");
    }
    forms
}

/// What a run left behind.
#[derive(Debug)]
#[allow(dead_code, reason = "not all who share this file ask")]
pub(crate) struct Run {
    pub(crate) status: u8,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: Vec<u8>,
}

/// Runs the program with the given arguments and standard input.
pub(crate) fn run(arguments: &[&str], terminal: &Terminal, stdin: &[u8]) -> Run {
    let may_say_no = matches!(arguments.first(), Some(&("search" | "diff")));
    let arguments = ["ticketctl"].iter().chain(arguments).map(OsString::from);
    let stdin = Box::new(Cursor::new(stdin.to_vec()));
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let status = ticketctl::run(arguments, terminal, stdin, &mut stdout, &mut stderr);
    // Nothing found is no failure, nor is something different.
    let status = if status == 1 && may_say_no { 0 } else { status };
    Run { status, stdout, stderr }
}

/// Returns a pipe, or a terminal that shows both streams.
pub(crate) fn surroundings(is_terminal: bool) -> Terminal {
    Terminal {
        stdout_is_terminal: is_terminal,
        stderr_is_terminal: is_terminal,
        ..Terminal::default()
    }
}
