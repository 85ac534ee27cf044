//! The command line: what may be said, and what it means here.

use crate::analysis::{Moment, Now};
use crate::commands::{self, Command, WantedZone};
use crate::error::Usage;
use crate::model::{Timestamp, Zone};
use crate::pager::Pager;
use crate::render::{Format, Settings, Signs, Theme, Width};
use crate::terminal::Terminal;
use clap::{Args, CommandFactory, Parser, ValueEnum};
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

/// When to use colour
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal, unless the environment says otherwise
    #[default]
    Auto,
    /// Also into a pipe
    Always,
    /// Never
    Never,
}

/// When to use the pager
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum PagerChoice {
    /// On a terminal, for what is longer than it
    #[default]
    Auto,
    /// On a terminal, for everything
    Always,
    /// Never
    Never,
}

impl PagerChoice {
    /// Decides about the pager: only a terminal has one.
    pub(crate) fn find(self, terminal: &Terminal) -> Option<Pager> {
        let environment = &terminal.environment;
        let is_dumb = environment.term.as_deref() == Some("dumb");
        let rows = match self {
            Self::Never => None,
            Self::Auto if is_dumb => None,
            Self::Auto => terminal.rows.filter(|rows| *rows > 0).map(usize::from),
            // Any line is too long.
            Self::Always => Some(0),
        };
        let rows = rows.filter(|_| terminal.stdout_is_terminal)?;
        let named = environment.ticketctl_pager.as_ref().or(environment.pager.as_ref());
        let command =
            named.map_or_else(|| Some(vec!["less".to_owned()]), |named| shlex::split(named))?;
        // Git, too, takes both as a wish for none.
        if command.is_empty() || command == ["cat"] {
            return None;
        }
        let columns = usize::from(terminal.columns.unwrap_or(100));
        let (is_named, has_less) = (named.is_some(), environment.less.is_some());
        Some(Pager { command, is_named, has_less, rows, columns })
    }
}

impl ColorChoice {
    /// Decides about colour. The flag wins over the environment; `NO_COLOR` wins over what forces
    /// colour; what forces it wins over what switches it off; without a word the stream decides.
    pub(crate) fn resolve(self, terminal: &Terminal, is_terminal: bool) -> bool {
        let environment = &terminal.environment;
        let is_set = |value: &Option<String>, but: &[&str]| {
            value.as_deref().is_some_and(|value| !value.is_empty() && !but.contains(&value))
        };
        let is = |value: &Option<String>, wanted| value.as_deref() == Some(wanted);
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto if is_set(&environment.no_color, &[]) => false,
            Self::Auto if is_set(&environment.clicolor_force, &["0"]) => true,
            Self::Auto if is_set(&environment.force_color, &["0", "false"]) => true,
            Self::Auto if is(&environment.clicolor, "0") || is(&environment.term, "dumb") => false,
            Self::Auto => is_terminal,
        }
    }

    fn theme(self, terminal: &Terminal, is_terminal: bool) -> Theme {
        if self.resolve(terminal, is_terminal) { Theme::coloured() } else { Theme::plain() }
    }

    /// Finds the choice on a command line that has not been read yet, for the help itself.
    pub(crate) fn before_parsing(arguments: &[OsString]) -> Self {
        let mut choice = Self::Auto;
        let mut words = arguments.iter().filter_map(|word| word.to_str());
        while let Some(word) = words.next() {
            let value = match word {
                "--" => break,
                "--color" => words.next(),
                _ => word.strip_prefix("--color="),
            };
            if let Some(read) = value.and_then(|value| Self::from_str(value, false).ok()) {
                choice = read;
            }
        }
        choice
    }
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
    use super::{ColorChoice, PagerChoice, width};
    use crate::render::Width;
    use crate::terminal::{Environment, Terminal};

    /// Sets variables as `NAME=value` and says whether there is colour: on a terminal, in a pipe.
    fn colour(choice: ColorChoice, variables: &[&str]) -> (bool, bool) {
        let mut terminal = Terminal::default();
        for variable in variables {
            let (name, value) = variable.split_once('=').unwrap();
            let Environment { no_color, clicolor, clicolor_force, force_color, term, .. } =
                &mut terminal.environment;
            *match name {
                "NO_COLOR" => no_color,
                "CLICOLOR" => clicolor,
                "CLICOLOR_FORCE" => clicolor_force,
                "FORCE_COLOR" => force_color,
                "TERM" => term,
                _ => panic!("no such variable: {name}"),
            } = Some(value.to_owned());
        }
        (choice.resolve(&terminal, true), choice.resolve(&terminal, false))
    }

    #[test]
    fn the_environment_decides_about_colour_as_its_conventions_say() {
        for (variables, on_terminal, in_pipe) in [
            (&[][..], true, false),
            (&["NO_COLOR=1"], false, false),
            (&["NO_COLOR="], true, false),
            (&["NO_COLOR=0"], false, false),
            (&["CLICOLOR=0"], false, false),
            (&["CLICOLOR=1"], true, false),
            (&["CLICOLOR_FORCE=1"], true, true),
            (&["CLICOLOR_FORCE=0"], true, false),
            (&["FORCE_COLOR=1"], true, true),
            (&["FORCE_COLOR=0"], true, false),
            (&["FORCE_COLOR=false"], true, false),
            (&["FORCE_COLOR="], true, false),
            (&["NO_COLOR=1", "CLICOLOR_FORCE=1"], false, false),
            (&["NO_COLOR=1", "FORCE_COLOR=1"], false, false),
            (&["CLICOLOR=0", "CLICOLOR_FORCE=1"], true, true),
            (&["TERM=dumb"], false, false),
            (&["TERM=dumb", "FORCE_COLOR=1"], true, true),
            (&["TERM=xterm-256color"], true, false),
        ] {
            let decided = colour(ColorChoice::Auto, variables);
            assert_eq!(decided, (on_terminal, in_pipe), "{variables:?}");
        }
    }

    #[test]
    fn the_flag_wins_over_the_environment() {
        assert_eq!(colour(ColorChoice::Always, &["NO_COLOR=1", "TERM=dumb"]), (true, true));
        assert_eq!(colour(ColorChoice::Never, &["CLICOLOR_FORCE=1"]), (false, false));
    }

    #[test]
    fn the_flag_is_found_before_the_command_line_is_read() {
        let find = |words: &[&str]| {
            ColorChoice::before_parsing(
                &words.iter().map(|word| (*word).into()).collect::<Vec<_>>(),
            )
        };
        assert_eq!(find(&["ticketctl", "--color", "always", "-h"]), ColorChoice::Always);
        assert_eq!(find(&["ticketctl", "show", "--color=never"]), ColorChoice::Never);
        assert_eq!(find(&["ticketctl", "--", "--color=never"]), ColorChoice::Auto);
        assert_eq!(find(&["ticketctl", "--color", "pink"]), ColorChoice::Auto);
    }

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

    /// Returns the command of the pager for `TICKETCTL_PAGER`, `PAGER`, `LESS` and `TERM`.
    fn pager(choice: PagerChoice, [own, common, less, term]: [Option<&str>; 4]) -> Option<String> {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let mut terminal = Terminal {
            stdout_is_terminal: true,
            rows: Some(24),
            columns: Some(80),
            ..Terminal::default()
        };
        terminal.environment.ticketctl_pager = owned(own);
        terminal.environment.pager = owned(common);
        terminal.environment.less = owned(less);
        terminal.environment.term = owned(term);
        let pager = choice.find(&terminal)?;
        assert_eq!(pager.has_less, less.is_some());
        assert_eq!(pager.is_named, own.or(common).is_some());
        assert_eq!(pager.rows, if choice == PagerChoice::Always { 0 } else { 24 });
        Some(pager.command.join("|"))
    }

    #[test]
    fn the_environment_names_the_pager() {
        let auto = |variables| pager(PagerChoice::Auto, variables);
        let said = |command: &str| Some(command.to_owned());
        assert_eq!(auto([None, None, None, None]), said("less"));
        assert_eq!(auto([None, Some("most"), Some("R"), None]), said("most"));
        assert_eq!(auto([Some("less '-P a b'"), Some("most"), None, None]), said("less|-P a b"));
        for none in ["", "cat", " "] {
            assert_eq!(auto([Some(none), Some("most"), None, None]), None, "{none:?}");
        }
        assert_eq!(auto([Some("less 'open"), None, None, None]), None, "a quote is not closed");
        assert_eq!(auto([None, None, None, Some("dumb")]), None);
        assert_eq!(pager(PagerChoice::Always, [None, None, None, Some("dumb")]), said("less"));
        assert_eq!(pager(PagerChoice::Never, [Some("most"), None, None, None]), None);
    }

    #[test]
    fn only_a_terminal_of_some_size_has_a_pager() {
        let found = |stdout_is_terminal, rows| {
            PagerChoice::Auto.find(&Terminal { stdout_is_terminal, rows, ..Terminal::default() })
        };
        assert_eq!(found(false, Some(24)), None);
        assert_eq!(found(true, None), None);
        assert_eq!(found(true, Some(0)), None);
        assert!(found(true, Some(24)).is_some());
    }
}
