//! `ticketctl schema`

use super::App;
use crate::analysis::{Form, Forms, nearest};
use crate::error::{CANNOT_WRITE, Outcome, Usage};
use crate::render::{WholeLines, print_data};
use anyhow::Context;
use clap::Args;

/// The form of a command's data, as JSON Schema
#[derive(Args, Debug)]
pub(crate) struct Schema {
    /// The command whose -o json and -o jsonl is meant; without one, list them
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

impl Schema {
    pub(super) fn run(&self, app: &mut App<'_>) -> anyhow::Result<Outcome> {
        let Some(command) = &self.command else {
            return app.report_known(&Forms::all(), Form::all());
        };
        let form = Form::named(command).ok_or_else(|| unknown(command))?;
        print_data(&form.json_schema(), &mut WholeLines::new(&mut *app.stdout))
            .context(CANNOT_WRITE)?;
        Ok(Outcome::Done)
    }
}

/// Says that a command has no data, and which have.
fn unknown(command: &str) -> Usage {
    let known: Vec<_> = Form::all().iter().map(|form| form.command).collect();
    let meant = nearest(command, known.iter().copied());
    let meant = meant.map_or_else(|| ".".to_owned(), |meant| format!("; did you mean {meant}?"));
    Usage(format!("no command \"{command}\" with data{meant} There are: {}", known.join(", ")))
}
