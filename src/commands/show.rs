//! `ticketctl show`

use super::{App, InputArgs};
use crate::analysis;
use crate::error::Outcome;
use clap::Args;

/// Who, what, when, how long, and what is unusual
#[derive(Args, Debug)]
pub(crate) struct Show {
    /// Show every field of the file, empty ones too
    #[arg(long)]
    full: bool,
    #[command(flatten)]
    input: InputArgs,
}

impl Show {
    pub(super) fn run(&self, app: &mut App<'_>) -> anyhow::Result<Outcome> {
        let outcome = app.report_each(&self.input, |story| analysis::Show::of(story, self.full))?;
        if outcome == Outcome::Done {
            app.see_also(
                &self.input,
                "transcript | participants | metrics | bot | timeline | check",
            );
        }
        Ok(outcome)
    }
}
