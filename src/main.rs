//! The ticketctl program: the real streams, and nothing else.

use std::io::Write;
use std::panic;
use std::process::ExitCode;
use ticketctl::terminal::Terminal;

#[expect(clippy::disallowed_methods, reason = "the one place that opens the streams")]
fn main() -> ExitCode {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map_or(String::new(), |at| format!(" at {at}"));
        let _ = writeln!(std::io::stderr(), "ticketctl: internal error{place}; please report it");
    }));
    let status = panic::catch_unwind(|| {
        let terminal = Terminal::detect();
        let (stdin, stdout, stderr) = (std::io::stdin(), std::io::stdout(), std::io::stderr());
        ticketctl::run(
            std::env::args_os(),
            &terminal,
            &mut stdin.lock(),
            &mut stdout.lock(),
            &mut stderr.lock(),
        )
    });
    ExitCode::from(status.unwrap_or(ticketctl::INTERNAL))
}
