//! `ticketctl timeline`

use super::typed::span;
use super::{App, InputArgs};
use crate::analysis::{self, Seconds};
use crate::error::Outcome;
use clap::Args;

/// Everything that happened, drawn to scale, then listed
#[derive(Args, Debug)]
pub(crate) struct Timeline {
    /// Only the drawing, without the list
    #[arg(long)]
    lanes: bool,
    /// Mark gaps from this length on
    #[arg(long, value_name = "SPAN", default_value = "5m", value_parser = span)]
    slow: Seconds,
    #[command(flatten)]
    input: InputArgs,
}

impl Timeline {
    pub(super) fn run(&self, app: &mut App<'_>) -> anyhow::Result<Outcome> {
        let outcome = app.report_each(&self.input, |story| {
            analysis::Timeline::of(story, self.slow, self.lanes)
        })?;
        if outcome == Outcome::Done {
            app.see_also(&self.input, "explain held | explain waited");
        }
        Ok(outcome)
    }
}
