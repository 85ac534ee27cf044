//! `ticketctl stats`

use super::reading::Make;
use super::typed::target;
use super::{App, InputArgs};
use crate::analysis::Version;
use crate::analysis::stats::{self, Contribution, Ledger, Question, Target};
use crate::error::Outcome;
use crate::input::Parts;
use clap::{Args, ValueEnum};

/// Times, bot funnel, backlog and targets of many tickets
#[derive(Args, Debug)]
pub(crate) struct Stats {
    /// Group by
    #[arg(long, value_name = "WHAT")]
    by: Option<By>,
    /// How many groups, cards and paths to list
    #[arg(long, value_name = "N", default_value = "10")]
    top: usize,
    /// Targets: how long a span may take
    #[arg(
        long,
        value_name = "NAME=SPAN",
        value_delimiter = ',',
        value_parser = target,
        help = "Targets, such as first_response=10m,queue=2m",
        long_help = "Targets: how long a span may take, such as first_response=10m,queue=2m; also for taken_to_reply, waited, duration and bot"
    )]
    sla: Vec<Target>,
    /// Take all times as Glassix reports them (gross), and recount nothing
    ///
    /// As its dashboard does. There is no bot funnel then, since nothing else is read.
    #[arg(long)]
    reported: bool,
    /// What to do with copies of a ticket
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    dedupe: Dedupe,
    #[command(flatten)]
    input: InputArgs,
}

/// What tickets are grouped by
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// Who replied first, else the last agent who had the ticket
    Agent,
    /// Label; a ticket with several is in several groups
    Tag,
    /// Main channel
    Channel,
    /// State
    State,
    /// Hour in which it was opened
    Hour,
    /// Day of the week on which it was opened
    Weekday,
    /// Day on which it was opened
    Day,
    /// Card of the bot's; a ticket that came to several is in several groups
    Card,
    /// Owner
    Owner,
}

/// What to do with copies of a ticket
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Dedupe {
    /// Count the one with the latest activity, of these one with transactions
    Auto,
    /// Count all
    Never,
}

impl By {
    const fn wanted(self) -> stats::By {
        match self {
            Self::Agent => stats::By::Agent,
            Self::Tag => stats::By::Tag,
            Self::Channel => stats::By::Channel,
            Self::State => stats::By::State,
            Self::Hour => stats::By::Hour,
            Self::Weekday => stats::By::Weekday,
            Self::Day => stats::By::Day,
            Self::Card => stats::By::Card,
            Self::Owner => stats::By::Owner,
        }
    }
}

impl Stats {
    pub(super) fn run(&self, app: &mut App<'_>) -> anyhow::Result<Outcome> {
        let question = Question {
            by: self.by.map(By::wanted),
            top: self.top,
            targets: self.sla.clone(),
            zone: app.settings.zone,
        };
        let make: &Make<'_, _> = &|met| {
            if self.reported {
                Contribution::reported(met.record, &self.input.manner.bots)
            } else {
                Contribution::of(met.story())
            }
        };
        let other: &Make<'_, _> = &|met| {
            let version = Version::of(&met.record.ticket);
            let has_transactions = version.has_transactions && !self.reported;
            Contribution::passed_over(Version { has_transactions, ..version })
        };
        app.report_all(
            &self.input,
            if self.reported { Parts::Head } else { Parts::All },
            (make, (self.dedupe == Dedupe::Auto).then_some(other)),
            |ledger: &mut Ledger, contribution| ledger.enter(&contribution),
            |mut ledger, read| {
                if self.dedupe == Dedupe::Auto {
                    ledger.drop_duplicates();
                }
                stats::Stats::of(&ledger, read, &question)
            },
        )
    }
}
