//! `ticketctl transcript`

use super::typed::{since, span, until};
use super::{App, InputArgs};
use crate::analysis::{self, Filter, Moment, Seconds, Wanted};
use crate::error::Outcome;
use crate::model::Zone;
use clap::{Args, ValueEnum};

/// The conversation, readable, with hand-overs and waits
#[derive(Args, Debug)]
pub(crate) struct Transcript {
    /// Mark gaps from this length on
    #[arg(long, value_name = "SPAN", default_value = "5m", value_parser = span)]
    slow: Seconds,
    /// Show folded parts, too
    #[arg(long)]
    full: bool,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    input: InputArgs,
}

/// What of the conversation to show
#[derive(Args, Debug)]
#[command(next_help_heading = "Filters")]
struct FilterArgs {
    /// Only what somebody says whose name contains this
    #[arg(long, value_name = "NAME")]
    from: Vec<String>,
    /// Only entries of these kinds
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    only: Vec<Kind>,
    /// Leave out what bots say
    #[arg(long)]
    no_bot: bool,
    /// Leave out what happens to the ticket
    #[arg(long)]
    no_events: bool,
    /// Leave out what only agents may see
    #[arg(long)]
    no_notes: bool,
    /// Begin at this time: 2023-05-08, 2023-05-08T06:46 or 06:46
    #[arg(long, value_name = "TIME", value_parser = since)]
    since: Option<Moment>,
    /// End at this time
    #[arg(long, value_name = "TIME", value_parser = until)]
    until: Option<Moment>,
    /// Of what is left, the first N entries
    #[arg(long, value_name = "N")]
    first: Option<usize>,
    /// Of what is left, the last N entries
    #[arg(long, value_name = "N")]
    last: Option<usize>,
}

/// A kind of entry
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Messages of customers
    Customer,
    /// Messages of agents
    Agent,
    /// Messages of bots
    Bot,
    /// Messages that nobody typed
    Automatic,
    /// Notes for agents
    Notes,
    /// What happens to the ticket
    Events,
}

impl Kind {
    const fn wanted(self) -> Wanted {
        match self {
            Self::Customer => Wanted::Customer,
            Self::Agent => Wanted::Agent,
            Self::Bot => Wanted::Bot,
            Self::Automatic => Wanted::Automatic,
            Self::Notes => Wanted::Notes,
            Self::Events => Wanted::Events,
        }
    }
}

impl FilterArgs {
    fn filter(&self, zone: Zone) -> Filter {
        Filter {
            from: self.from.clone(),
            only: self.only.iter().map(|kind| kind.wanted()).collect(),
            no_bot: self.no_bot,
            no_events: self.no_events,
            no_notes: self.no_notes,
            since: self.since,
            until: self.until,
            zone,
            first: self.first,
            last: self.last,
        }
    }
}

impl Transcript {
    pub(super) fn run(&self, app: &mut App<'_>) -> anyhow::Result<Outcome> {
        let now = app.now.at;
        let filter = self.filter.filter(app.settings.zone);
        let outcome = app.report_each(&self.input, |story| {
            analysis::Transcript::of(story, &filter, self.slow, self.full).told_at(now)
        })?;
        if outcome == Outcome::Done {
            app.see_also(&self.input, "explain waited");
        }
        Ok(outcome)
    }
}
