//! `ticketctl participants`

use super::{App, InputArgs};
use crate::analysis::Roster;
use crate::error::Outcome;
use clap::Args;

/// Who took part, and how fast they answered
#[derive(Args, Debug)]
pub(crate) struct Participants {
    /// Show whole identifiers, contacts and channels
    #[arg(long)]
    full: bool,
    #[command(flatten)]
    input: InputArgs,
}

impl Participants {
    pub(super) fn run(&self, app: &mut App<'_>) -> anyhow::Result<Outcome> {
        let outcome = app.report_each(&self.input, |story| Roster::of(story, self.full))?;
        if outcome == Outcome::Done {
            app.see_also(&self.input, "explain bots");
        }
        Ok(outcome)
    }
}
