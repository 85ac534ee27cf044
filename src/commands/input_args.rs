//! Options of every command that reads tickets.

use super::typed::{size, threads};
use crate::analysis::{Condition, Now};
use crate::error::Misread;
use crate::input::Source;
use clap::Args;
use std::ffi::OsString;

/// Stands for no user at all.
pub(super) const NO_BOT: &str = "none";

/// What to read
#[derive(Args, Debug)]
#[command(next_help_heading = "Input")]
pub(super) struct InputArgs {
    /// Files or folders to read; - or none: standard input
    #[arg(value_name = "FILE")]
    files: Vec<OsString>,
    /// Only the tickets with these numbers
    #[arg(long = "id", value_name = "N", value_delimiter = ',')]
    pub(super) ids: Vec<i64>,
    /// Only tickets for which this holds: 'waited > 10m and tag = Urgent'
    #[arg(long = "where", value_name = "EXPR")]
    wheres: Vec<String>,
    #[command(flatten)]
    pub(super) manner: ReadingArgs,
}

/// How to read
#[derive(Args, Debug)]
#[command(next_help_heading = "Input")]
pub(super) struct ReadingArgs {
    /// Only these users are bots: identifier, number in the ticket, or none
    #[arg(long = "bot-id", value_name = "ID", value_delimiter = ',')]
    pub(super) bots: Vec<String>,
    /// How large one ticket may be
    #[arg(long, value_name = "SIZE", default_value = "64M", value_parser = size)]
    pub(super) max_ticket_size: usize,
    /// How many threads read tickets, instead of one for each processor
    #[arg(long, value_name = "N", value_parser = threads)]
    pub(super) threads: Option<usize>,
}

impl InputArgs {
    /// Tells whether a ticket is asked for; without any number, all are.
    pub(super) fn wants(&self, id: Option<i64>) -> bool {
        self.ids.is_empty() || id.is_some_and(|id| self.ids.contains(&id))
    }

    /// Reads the conditions; `now` is what `today` is counted from.
    pub(super) fn conditions(&self, now: Now) -> Result<Vec<Condition>, Misread> {
        let conditions = self.wheres.iter().map(|typed| {
            Condition::read(typed, now)
                .map_err(|wrong| Misread::new("--where", typed, &wrong.says, &wrong.range))
        });
        conditions.collect()
    }

    /// Lists where to read from; nothing at all means standard input.
    pub(super) fn sources(&self) -> Vec<Source> {
        if self.files.is_empty() {
            return vec![Source::Stdin];
        }
        self.files.iter().cloned().map(Source::from).collect()
    }

    /// Tells whether standard input is read because nothing else was named.
    pub(super) fn is_unnamed_stdin(&self) -> bool {
        self.files.is_empty()
    }

    /// Tells whether tickets are chosen among those that are read.
    pub(super) fn chooses(&self) -> bool {
        !(self.ids.is_empty() && self.wheres.is_empty() && self.manner.bots.is_empty())
    }

    /// Returns the only file named, if there is just one.
    pub(super) fn only_file(&self) -> Option<&OsString> {
        self.files.first().filter(|_| self.files.len() == 1)
    }
}
