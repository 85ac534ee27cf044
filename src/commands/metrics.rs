//! `ticketctl metrics`

use super::{App, InputArgs};
use crate::analysis::{self, ResponseFrom};
use crate::error::Outcome;
use clap::{Args, ValueEnum};

/// Reported times beside times recounted from the transactions
#[derive(Args, Debug)]
pub(crate) struct Metrics {
    /// First response from
    ///
    /// What the first response is counted from; auto if it is not said.
    #[arg(long, value_name = "EVENT", default_value = "auto", hide_default_value = true)]
    response_from: From,
    #[command(flatten)]
    input: InputArgs,
}

/// What the first response is counted from
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum From {
    /// The hand-over if a bot had the ticket, else the customer's first message
    Auto,
    /// The opening, to the first answer of anybody, bots included
    Any,
    /// The opening of the ticket
    Opened,
    /// The customer's first message
    Customer,
    /// The hand-over by the bot
    Handover,
    /// The last assignment before the reply
    Assigned,
}

impl Metrics {
    pub(super) fn run(&self, app: &mut App<'_>) -> anyhow::Result<Outcome> {
        let from = match self.response_from {
            From::Auto => ResponseFrom::Auto,
            From::Any => ResponseFrom::Any,
            From::Opened => ResponseFrom::Opened,
            From::Customer => ResponseFrom::Customer,
            From::Handover => ResponseFrom::Handover,
            From::Assigned => ResponseFrom::Assigned,
        };
        let outcome = app.report_each(&self.input, |story| analysis::Metrics::of(story, from))?;
        if outcome == Outcome::Done {
            app.see_also(&self.input, "explain first_response | explain queue");
        }
        Ok(outcome)
    }
}
