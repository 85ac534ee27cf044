//! The command line: what may be said, and what it means here.

mod colour;
mod pager;

pub(crate) use colour::ColorChoice;
pub(crate) use pager::PagerChoice;

use crate::analysis::{Moment, Now};
use crate::commands::{self, Command, WantedZone};
use crate::error::Usage;
use crate::model::{Timestamp, Zone};
use crate::render::{Format, Settings, Signs, Theme, Width};
use crate::terminal::Terminal;
use clap::{Args, CommandFactory, Parser};
use std::ffi::OsString;

/// Reads Glassix ticket exports: one ticket or many, offline
#[derive(Parser, Debug)]
#[command(
    name = "ticketctl",
    version,
    subcommand_value_name = "COMMAND",
    disable_help_subcommand = true,
    arg_required_else_help = true
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// Returns the command line without what only help needs.
pub(crate) fn plain() -> clap::Command {
    Cli::command()
}

/// Returns the command line of the one command that seems to be asked for: the first word that names
/// one. What does not fit it is to be read again with all of them.
pub(crate) fn asked_for(arguments: &[OsString]) -> Option<clap::Command> {
    let words = arguments.iter().skip(1).filter_map(|word| word.to_str());
    let command = words.into_iter().find_map(commands::alone)?;
    let program = clap::Command::new("ticketctl").subcommand_required(true);
    Some(OutputArgs::augment_args(program).subcommand(command))
}

/// Options of every command
#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArgs {
    /// Form of the answer
    #[arg(
        short,
        long,
        global = true,
        value_name = "FORMAT",
        default_value = "table",
        hide_default_value = true
    )]
    output: Format,
    /// Only these fields, in this order; for json, jsonl, csv and tsv
    #[arg(long, global = true, value_name = "A,B", value_delimiter = ',')]
    fields: Vec<String>,
    /// No ' before what a spreadsheet takes for a formula; for csv and tsv
    #[arg(long, global = true)]
    raw: bool,
    /// Colour
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true
    )]
    color: ColorChoice,
    /// Draw and punctuate with ASCII alone; text from tickets stays as it is
    #[arg(long, global = true)]
    ascii: bool,
    /// Say one fact a line in words, and draw nothing: for screen readers and grep
    #[arg(long, global = true)]
    plain: bool,
    /// A pager for what is longer than the terminal
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true
    )]
    pub(crate) pager: PagerChoice,
    /// Columns to draw for, instead of those of the terminal
    #[arg(long, global = true, value_name = "COLUMNS")]
    width: Option<u16>,
    /// Clock of this zone instead of UTC: local, Europe/Berlin or +03:00
    #[arg(long, global = true, value_name = "ZONE", allow_hyphen_values = true, value_parser = commands::zone)]
    tz: Option<WantedZone>,
    /// Take this for the present moment, instead of what the clock says
    #[arg(long, global = true, value_name = "TIME", help_heading = "Input", value_parser = commands::now)]
    now: Option<Moment>,
    /// Tell every warning, not only the first of a kind
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
    /// Tell only what could not be read
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
}

impl OutputArgs {
    /// Decides how answers are printed here.
    pub(crate) fn settings(&self, terminal: &Terminal, zone: Zone) -> Settings {
        let is_terminal = terminal.stdout_is_terminal;
        let theme = self.theme(terminal, is_terminal);
        let fields = self.fields.iter().map(|name| name.trim().to_owned()).collect();
        Settings {
            signs: self.signs(),
            is_plain: self.plain,
            fields,
            is_raw: self.raw,
            links: terminal.shows_links() && !self.plain,
            zone,
            ..Settings::new(self.output, theme, width(self.width, terminal), is_terminal)
        }
    }

    /// Decides which moment is the present one.
    pub(crate) fn now(&self, terminal: &Terminal, zone: Zone) -> Now {
        let asked = self.now.and_then(|now| now.alone(zone)).map(Timestamp::from);
        Now { at: asked.unwrap_or_else(|| commands::clock(terminal.now)), zone }
    }

    /// Decides on whose clock and calendar times are.
    pub(crate) fn zone(&self, terminal: &Terminal) -> Result<Zone, Usage> {
        match self.tz {
            None => Ok(Zone::Utc),
            Some(WantedZone::Named(zone)) => Ok(zone),
            Some(WantedZone::Local) => local_zone(terminal).ok_or_else(|| {
                let called = terminal.local_zone.as_deref();
                let called = called.map_or_else(String::new, |name| format!(" (\"{name}\")"));
                Usage(format!(
                    "the zone of this machine{called} is none of the time zone database; name it, \
                     such as --tz Europe/Berlin"
                ))
            }),
        }
    }

    /// Decides how messages are printed here.
    pub(crate) fn message_settings(&self, terminal: &Terminal) -> Settings {
        Settings {
            theme: self.theme(terminal, terminal.stderr_is_terminal),
            signs: self.signs(),
            is_plain: self.plain,
            width: self.message_width(terminal),
            ..unread(terminal)
        }
    }

    fn message_width(&self, terminal: &Terminal) -> Width {
        let there = Terminal {
            stdout_is_terminal: terminal.stderr_is_terminal,
            columns: terminal.message_columns,
            ..terminal.clone()
        };
        width(self.width, &there)
    }

    fn theme(&self, terminal: &Terminal, is_terminal: bool) -> Theme {
        if self.plain { Theme::plain() } else { self.color.theme(terminal, is_terminal) }
    }

    const fn signs(&self) -> Signs {
        match (self.plain, self.ascii) {
            (true, _) => Signs::SPOKEN,
            (false, true) => Signs::ASCII,
            (false, false) => Signs::DRAWN,
        }
    }
}

/// Decides how messages are printed as long as nobody knows what is wanted.
pub(crate) const fn unread(terminal: &Terminal) -> Settings {
    Settings::new(Format::Table, Theme::plain(), Width::UNKNOWN, terminal.stderr_is_terminal)
}

/// Finds the zone of the machine. As everywhere, an empty `TZ` stands for UTC, and a colon before the
/// name means nothing.
fn local_zone(terminal: &Terminal) -> Option<Zone> {
    let name = terminal.local_zone.as_deref()?;
    let name = name.strip_prefix(':').unwrap_or(name);
    if name.is_empty() { Some(Zone::Utc) } else { Zone::named(name).ok() }
}

/// Decides how wide to draw: as asked, else as the terminal is, else as `COLUMNS` says. A terminal
/// that reports no columns counts as 100 wide.
fn width(asked: Option<u16>, terminal: &Terminal) -> Width {
    if let Some(columns) = asked {
        return Width::columns(usize::from(columns));
    }
    if terminal.stdout_is_terminal {
        let columns = terminal.columns.filter(|columns| *columns > 0).unwrap_or(100);
        return Width::columns(usize::from(columns));
    }
    let columns = terminal.environment.columns.as_deref().and_then(|text| text.parse().ok());
    columns.filter(|columns| *columns > 0).map_or(Width::UNKNOWN, Width::columns)
}

#[cfg(test)]
mod tests {
    use super::{plain, width};
    use crate::commands::alone;
    use crate::render::Width;
    use crate::terminal::Terminal;

    #[test]
    fn the_width_is_asked_for_or_that_of_the_terminal_or_unknown() {
        let mut terminal = Terminal::default();
        assert_eq!(width(None, &terminal), Width::UNKNOWN);
        terminal.environment.columns = Some("70".to_owned());
        assert_eq!(width(None, &terminal), Width::columns(70));
        for nonsense in ["", "0", "-5", "abc"] {
            terminal.environment.columns = Some(nonsense.to_owned());
            assert_eq!(width(None, &terminal), Width::UNKNOWN, "COLUMNS={nonsense}");
        }
        terminal.environment.columns = Some("70".to_owned());
        terminal.stdout_is_terminal = true;
        terminal.columns = Some(132);
        assert_eq!(width(None, &terminal), Width::columns(132));
        terminal.columns = Some(0);
        assert_eq!(width(None, &terminal), Width::columns(100), "some runners report 0");
        assert_eq!(width(Some(60), &terminal), Width::columns(60));
    }

    #[test]
    fn each_command_can_be_built_alone_and_is_the_same() {
        for command in plain().get_subcommands() {
            let name = command.get_name();
            let ids = |command: &clap::Command| {
                command.get_arguments().map(|arg| arg.get_id().clone()).collect::<Vec<_>>()
            };
            assert_eq!(alone(name).as_ref().map(ids), Some(ids(command)), "{name}");
        }
        assert!(alone("shew").is_none());
    }
}
