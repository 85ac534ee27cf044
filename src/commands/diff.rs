//! `ticketctl diff`

use super::App;
use super::input_args::{NO_BOT, ReadingArgs};
use super::pair::{Copy, Pairing};
use crate::analysis::Story;
use crate::analysis::diff::{self, Comparison, Ignored};
use crate::error::{CANNOT_WRITE, Outcome, Usage};
use crate::model::Record;
use crate::render::{WholeLines, fields, print_alone};
use anyhow::Context;
use clap::Args;
use std::ffi::OsString;

/// Two exports of one ticket: what happened between them
#[derive(Args, Debug)]
pub(crate) struct Diff {
    /// The older export; - is standard input
    #[arg(value_name = "OLD", help_heading = "Input")]
    old: OsString,
    /// The newer export; - is standard input
    #[arg(value_name = "NEW", help_heading = "Input")]
    new: OsString,
    /// Leave out a field or a JSON pointer: lastActivity, /transactions/*/status
    #[arg(long, value_name = "FIELD", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Show long texts whole, and what is only written differently
    #[arg(long)]
    full: bool,
    /// Compare two tickets though their numbers differ
    #[arg(long)]
    any: bool,
    /// The ticket with this number, where files hold several
    #[arg(long, value_name = "N", help_heading = "Input")]
    id: Option<i64>,
    #[command(flatten)]
    manner: ReadingArgs,
}

impl Diff {
    pub(super) fn run(&self, app: &mut App<'_>) -> anyhow::Result<Outcome> {
        let pairing = Pairing {
            sources: [self.old.clone().into(), self.new.clone().into()],
            id: self.id,
            any: self.any,
            limits: app.limits(&self.manner),
        };
        let (pair, outcome) = pairing.find(&mut app.stdin, &mut app.messages)?;
        let Some([old, new]) = pair else { return Ok(outcome) };
        let (Some(old_record), Some(new_record)) = (read(&old), read(&new)) else {
            return Ok(Outcome::Unread);
        };
        let ignored = Ignored::read(&self.ignore, &old_record, &new_record)
            .map_err(|says| Usage(format!("--ignore: {says}")))?;
        let bots = &self.manner.bots;
        let (before, after) = (Story::of(&old_record, bots), Story::of(&new_record, bots));
        for bot in bots.iter().filter(|bot| *bot != NO_BOT) {
            if !before.cast.knows(bot) && !after.cast.knows(bot) {
                let says = format!("--bot-id {bot}: no user has this identifier or number");
                app.messages.note(&says);
            }
        }
        let asked =
            Comparison { sources: [&old.source, &new.source], ignored: &ignored, full: self.full };
        let answer = diff::Diff::of(&before, &after, &asked);
        app.expect_fields(|| fields(&answer))?;
        print_alone(&answer, &app.settings, &mut WholeLines::new(&mut *app.stdout))
            .context(CANNOT_WRITE)?;
        Ok(if answer.equal { outcome } else { outcome.or_no() })
    }
}

/// Reads a ticket again, which has been read before.
fn read(copy: &Copy) -> Option<Record<'_>> {
    Record::read(&copy.text).ok().flatten()
}
