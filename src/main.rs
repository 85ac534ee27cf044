//! The ticketctl program: the real streams, and nothing else.

use std::io::{BufReader, Write};
use std::panic;
use std::process::{self, ExitCode};
use ticketctl::terminal::Terminal;

#[expect(clippy::disallowed_methods, reason = "the one place that opens the streams")]
fn main() -> ExitCode {
    panic::set_hook(Box::new(internal_error));
    let terminal = Terminal::detect();
    let (stdin, stdout, stderr) = (std::io::stdin(), std::io::stdout(), std::io::stderr());
    let status = ticketctl::run(
        std::env::args_os(),
        &terminal,
        Box::new(BufReader::new(stdin)),
        &mut stdout.lock(),
        // Not locked: progress is drawn by another thread.
        &mut &stderr,
    );
    ExitCode::from(status)
}

/// Tells of a bug in one line, and ends with the status for it.
#[expect(
    clippy::exit,
    clippy::disallowed_methods,
    reason = "there is no way back to main from here"
)]
fn internal_error(info: &panic::PanicHookInfo<'_>) {
    let place = info.location().map_or(String::new(), |at| format!(" at {at}"));
    let _ = writeln!(std::io::stderr(), "ticketctl: internal error{place}; please report it");
    process::exit(i32::from(ticketctl::INTERNAL))
}
