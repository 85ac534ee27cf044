//! The glue between the command line, the input, the answers and the formats. One file a command.
//!
//! Adding a command: the answer in `analysis/`, its page in `view/`, its arguments here, one variant
//! and one arm below, its forms in `forms.rs`, one file in `tests/cli/cmd/`.

mod app;
mod bot;
mod check;
mod choices;
mod completions;
mod conditions;
mod copies;
mod diff;
mod examples;
mod explain;
mod export;
mod forms;
mod input_args;
mod list;
mod man;
mod metrics;
mod pair;
mod participants;
mod reading;
mod redact;
mod schema;
mod search;
mod show;
mod stats;
mod timeline;
mod transcript;
mod typed;
mod watch;

pub(crate) use app::App;
pub(crate) use conditions::at_length;
pub(crate) use examples::{Example, examples};
use input_args::InputArgs;
pub(crate) use typed::{WantedZone, clock, now, zone};

use crate::error::Outcome;
use clap::{Args, Subcommand};

#[derive(Subcommand, Debug)]
// A comment on a variant would replace the help of its command.
pub(crate) enum Command {
    Show(show::Show),
    Transcript(transcript::Transcript),
    Participants(participants::Participants),
    Metrics(metrics::Metrics),
    Bot(bot::Bot),
    Timeline(timeline::Timeline),
    List(list::List),
    Search(search::Search),
    Stats(stats::Stats),
    Diff(diff::Diff),
    Check(check::Check),
    Explain(explain::Explain),
    Redact(redact::Redact),
    Export(export::Export),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Man),
}

/// The groups of commands: what they are for, and which they are. What is in none is about one ticket.
pub(crate) const GROUPS: [(&str, &[&str]); 4] = [
    ("One ticket", &[]),
    ("Many tickets", &["list", "search", "stats", "diff"]),
    ("Trust, sharing", &["check", "redact", "export"]),
    ("Help", &["explain", "schema", "completions", "man"]),
];

/// Finds the group of a command by its name.
pub(crate) fn group(command: &str) -> usize {
    GROUPS.iter().position(|(_, names)| names.contains(&command)).unwrap_or_default()
}

/// Returns a command by itself: to build all of them takes longer than to read a ticket.
pub(crate) fn alone(name: &str) -> Option<clap::Command> {
    let with_arguments: fn(clap::Command) -> clap::Command = match name {
        "show" => show::Show::augment_args,
        "transcript" => transcript::Transcript::augment_args,
        "participants" => participants::Participants::augment_args,
        "metrics" => metrics::Metrics::augment_args,
        "bot" => bot::Bot::augment_args,
        "timeline" => timeline::Timeline::augment_args,
        "list" => list::List::augment_args,
        "search" => search::Search::augment_args,
        "stats" => stats::Stats::augment_args,
        "diff" => diff::Diff::augment_args,
        "check" => check::Check::augment_args,
        "explain" => explain::Explain::augment_args,
        "redact" => redact::Redact::augment_args,
        "export" => export::Export::augment_args,
        "schema" => schema::Schema::augment_args,
        "completions" => completions::Completions::augment_args,
        "man" => man::Man::augment_args,
        _ => return None,
    };
    Some(with_arguments(clap::Command::new(name.to_owned())))
}

impl Command {
    /// Returns the name by which it is called.
    const fn name(&self) -> &'static str {
        match self {
            Self::Show(_) => "show",
            Self::Transcript(_) => "transcript",
            Self::Participants(_) => "participants",
            Self::Metrics(_) => "metrics",
            Self::Bot(_) => "bot",
            Self::Timeline(_) => "timeline",
            Self::List(_) => "list",
            Self::Search(_) => "search",
            Self::Stats(_) => "stats",
            Self::Diff(_) => "diff",
            Self::Check(_) => "check",
            Self::Explain(_) => "explain",
            Self::Redact(_) => "redact",
            Self::Export(_) => "export",
            Self::Schema(_) => "schema",
            Self::Completions(_) => "completions",
            Self::Man(_) => "man",
        }
    }

    pub(crate) fn run(&self, app: &mut App<'_>) -> anyhow::Result<Outcome> {
        self.expect_form(app)?;
        match self {
            Self::Show(command) => command.run(app),
            Self::Transcript(command) => command.run(app),
            Self::Participants(command) => command.run(app),
            Self::Metrics(command) => command.run(app),
            Self::Bot(command) => command.run(app),
            Self::Timeline(command) => command.run(app),
            Self::List(command) => command.run(app),
            Self::Search(command) => command.run(app),
            Self::Stats(command) => command.run(app),
            Self::Diff(command) => command.run(app),
            Self::Schema(command) => command.run(app),
            Self::Check(command) => command.run(app),
            Self::Explain(command) => command.run(app),
            Self::Redact(command) => command.run(app),
            Self::Export(command) => command.run(app),
            Self::Completions(command) => command.run(app),
            Self::Man(command) => command.run(app),
        }
    }
}
