//! `ticketctl bot`

use super::{App, InputArgs};
use crate::analysis::BotPath;
use crate::error::Outcome;
use clap::Args;

/// Bot cards visited, stay on each, what was asked and answered
#[derive(Args, Debug)]
pub(crate) struct Bot {
    #[command(flatten)]
    input: InputArgs,
}

impl Bot {
    pub(super) fn run(&self, app: &mut App<'_>) -> anyhow::Result<Outcome> {
        app.report_each(&self.input, BotPath::of)
    }
}
