//! ticketctl reads Glassix support tickets and answers questions about them.
//!
//! ```text
//!            model ──► analysis ──► view ──┐
//!              │                    ▲      ▼
//!  bytes ──► input                 page ◄─ render ──► bytes
//!              └────────────► commands ◄───┘ ──► main
//! ```
//!
//! An arrow reads "is known to". [`model`] says what a ticket is; [`input`] reads tickets, one at a
//! time; [`analysis`] turns a ticket into an answer; `view` turns an answer into a [`page`];
//! [`render`] turns a page into bytes; `commands` connects them. Commands and formats never meet:
//! any answer can be given in any form. `tests/architecture.rs` keeps it so.

pub mod analysis;
mod cli;
mod commands;
mod error;
pub mod input;
mod messages;
pub mod model;
pub mod page;
pub mod render;
pub mod terminal;
mod view;

use anyhow::Context;
use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};
use cli::{Cli, ColorChoice};
use commands::App;
use error::{CANNOT_WRITE, Outcome, Usage};
use messages::Messages;
use render::Theme;
use std::ffi::OsString;
use std::io::{BufRead, Write};
use terminal::Terminal;

pub use error::INTERNAL;

/// Runs the program in the given surroundings; returns the exit status.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    terminal: &Terminal,
    stdin: &mut dyn BufRead,
    stdout: &mut dyn Write,
    stderr: &mut dyn Write,
) -> u8 {
    let arguments: Vec<_> = arguments.into_iter().collect();
    let colour =
        ColorChoice::before_parsing(&arguments).resolve(terminal, terminal.stdout_is_terminal);
    let matches = Cli::command().try_get_matches_from(&arguments);
    let parsed = matches.and_then(|matches| Cli::from_arg_matches(&matches));
    let (result, theme) = match parsed {
        Ok(cli) => {
            let theme = cli.output.message_theme(terminal);
            let messages =
                Messages::new(stderr, theme, terminal.stderr_is_terminal, cli.output.quiet);
            let settings = cli.output.settings(terminal);
            let verbose = cli.output.verbose;
            let mut app = App { terminal, settings, stdin, stdout, messages, verbose };
            (cli.command.run(&mut app), theme)
        }
        Err(help) => (explain(&help, colour, &arguments, stdout), Theme::plain()),
    };
    let status = error::status(&result);
    if let (Err(error), 1..) = (&result, status) {
        let is_terminal = terminal.stderr_is_terminal;
        Messages::new(stderr, theme, is_terminal, false).error(&error::reasons(error));
    }
    status
}

/// Prints what was asked for instead of an answer (help, version), or says what is wrong with the
/// command line.
fn explain(
    said: &clap::Error,
    colour: bool,
    arguments: &[OsString],
    stdout: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    let text = said.render();
    match said.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = if colour { text.ansi().to_string() } else { text.to_string() };
            write!(stdout, "{text}").and_then(|()| stdout.flush()).context(CANNOT_WRITE)?;
            Ok(Outcome::Done)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Err(usage(
            "no command given; try: ticketctl show ticket.json, or: ticketctl --help".to_owned(),
        )),
        ErrorKind::InvalidSubcommand => {
            let word = arguments.get(1).map(|word| word.to_string_lossy().into_owned());
            match word.filter(|word| word.contains(['.', '/'])) {
                Some(file) => Err(usage(format!(
                    "“{file}” is no command; did you mean: ticketctl show {file}"
                ))),
                None => Err(usage(first_lines(&text.to_string()))),
            }
        }
        _ => Err(usage(first_lines(&text.to_string()))),
    }
}

/// Takes what is wrong and the tip out of a message of several paragraphs, as one line.
fn first_lines(text: &str) -> String {
    let lines = text.lines().map(str::trim).take_while(|line| !line.starts_with("Usage:"));
    let said = lines.filter(|line| !line.is_empty() && !line.starts_with("For more information"));
    let said: Vec<_> = said.collect();
    let said = said.join("; ");
    let said = said.strip_prefix("error: ").unwrap_or(&said);
    format!("{} (ticketctl --help tells more)", said.replace(":;", ":"))
}

fn usage(says: String) -> anyhow::Error {
    Usage(says).into()
}
