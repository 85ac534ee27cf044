//! ticketctl reads Glassix support tickets and answers questions about them.
//!
//! ```text
//!            model ──► analysis ──► view ──┐
//!              │                    ▲      ▼
//!  bytes ──► input                 page ◄─ render ──► bytes
//!              └────────────► commands ◄───┘ ──► main
//!                              ▲   analysis ──► warehouse ──► files
//!                              └──────────────────┘
//! ```
//!
//! An arrow reads "is known to". [`model`] says what a ticket is; [`input`] reads tickets, one at a
//! time; [`analysis`] turns a ticket into an answer; `view` turns an answer into a [`page`];
//! [`render`] turns a page into bytes; `commands` connects them. Commands and formats never meet:
//! any answer can be given in any form. `warehouse`, built with the feature `export`, writes rows of
//! tables into files. `tests/architecture.rs` keeps it so.

#[warn(clippy::arithmetic_side_effects, clippy::as_conversions)]
pub mod analysis;
mod cli;
mod commands;
mod error;
mod help;
pub mod input;
mod messages;
#[warn(clippy::arithmetic_side_effects, clippy::as_conversions)]
pub mod model;
pub mod page;
mod pager;
mod progress;
pub mod render;
pub mod terminal;
mod view;
#[cfg(feature = "export")]
mod warehouse;

use anyhow::Context;
use clap::FromArgMatches;
use clap::builder::Styles;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use cli::{Cli, ColorChoice, PagerChoice};
use commands::App;
use error::{CANNOT_WRITE, Misread, Outcome, Usage};
use input::Input;
use messages::Messages;
use pager::Streams;
use std::ffi::OsString;
use std::io::Write;
use terminal::Terminal;

pub use error::INTERNAL;

/// Runs the program in the given surroundings; returns the exit status.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    terminal: &Terminal,
    stdin: Input,
    stdout: &mut dyn Write,
    stderr: &mut dyn Write,
) -> u8 {
    let arguments: Vec<_> = arguments.into_iter().collect();
    let parsed = cli::asked_for(&arguments).and_then(|command| parse(&arguments, command).ok());
    let parsed = parsed.map_or_else(|| parse_all(&arguments, terminal), Ok);
    let (result, look) = match parsed {
        Ok(cli) => {
            let streams = Streams::new(stdout, stderr, cli.output.pager.find(terminal));
            (answer(&cli, terminal, stdin, &streams), cli.output.message_settings(terminal))
        }
        Err(said) => {
            let streams = Streams::new(stdout, stderr, PagerChoice::Auto.find(terminal));
            let said = explain(&said, &mut streams.answers());
            (closed(&streams, said), cli::unread(terminal))
        }
    };
    let status = error::status(&result);
    if let (Err(error), 1..) = (&result, status) {
        let mut messages = Messages::new(stderr, look, false);
        messages.error(&error::reasons(error));
        if let Some(wrong) = error.downcast_ref::<Misread>() {
            messages.point(&wrong.typed, &wrong.range);
        }
    }
    status
}

/// Does what the command line says.
fn answer(
    cli: &Cli,
    terminal: &Terminal,
    stdin: Input,
    streams: &Streams<'_>,
) -> anyhow::Result<Outcome> {
    let output = &cli.output;
    let zone = output.zone(terminal)?;
    let (mut answers, mut notes) = (streams.answers(), streams.notes());
    let look = output.message_settings(terminal);
    let answered = cli.command.run(&mut App {
        terminal,
        settings: output.settings(terminal, zone),
        command_line: cli::plain,
        stdin,
        stdout: &mut answers,
        messages: Messages::new(&mut notes, look, output.quiet),
        verbose: output.verbose,
        quiet: output.quiet,
        now: output.now(terminal, zone),
    });
    closed(streams, answered)
}

/// Sends what was held back; an answer that cannot be written is none.
fn closed(streams: &Streams<'_>, answered: anyhow::Result<Outcome>) -> anyhow::Result<Outcome> {
    let closed = streams.close().context(CANNOT_WRITE);
    answered.and_then(|outcome| closed.map(|()| outcome))
}

/// Reads the command line.
fn parse(arguments: &[OsString], command: clap::Command) -> Result<Cli, clap::Error> {
    let matches = command.try_get_matches_from(arguments)?;
    Cli::from_arg_matches(&matches)
}

/// Reads the command line with all that help tells: what is wrong with it, or what was asked for instead
/// of an answer, can only be said so.
fn parse_all(arguments: &[OsString], terminal: &Terminal) -> Result<Cli, clap::Error> {
    let is_coloured =
        ColorChoice::before_parsing(arguments).resolve(terminal, terminal.stdout_is_terminal);
    let all = |styles: Styles| {
        let is_short = !arguments.iter().any(|word| word == "--help");
        parse(arguments, help::command(&styles, is_short).term_width(help::width(terminal)))
    };
    match all(Styles::plain()) {
        // What is wrong is told without colour.
        Err(said) if is_coloured && !said.use_stderr() => all(Styles::styled()),
        parsed => parsed,
    }
}

/// Prints what was asked for instead of an answer (help, version), or says what is wrong with the
/// command line. The text is taken as it is, with its styles if it has any: to take escape sequences
/// out of it would also take out those that were typed, which are to be seen.
fn explain(said: &clap::Error, stdout: &mut dyn Write) -> anyhow::Result<Outcome> {
    let text = said.render().ansi().to_string();
    match said.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            write!(stdout, "{text}").and_then(|()| stdout.flush()).context(CANNOT_WRITE)?;
            Ok(Outcome::Done)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Err(usage(
            "no command given; try: ticketctl show ticket.json, or: ticketctl --help".to_owned(),
        )),
        ErrorKind::InvalidSubcommand => match said.get(ContextKind::InvalidSubcommand) {
            Some(ContextValue::String(file)) if file.contains(['.', '/']) => {
                Err(usage(format!("\"{file}\" is no command; did you mean: ticketctl show {file}")))
            }
            _ => Err(usage(first_lines(&text))),
        },
        _ => Err(usage(first_lines(&text))),
    }
}

/// Takes what is wrong and the tip out of a message of several paragraphs, as one line.
fn first_lines(text: &str) -> String {
    let ends = |line: &&str| line.starts_with("Usage:") || line.starts_with("For more information");
    let lines = text.lines().map(str::trim).take_while(|line| !ends(line));
    let said: Vec<_> = lines.filter(|line| !line.is_empty()).collect();
    let said = said.join("; ");
    let said = said.strip_prefix("error: ").unwrap_or(&said);
    format!("{} (ticketctl --help tells more)", said.replace(":;", ":"))
}

fn usage(says: String) -> anyhow::Error {
    Usage(says).into()
}
