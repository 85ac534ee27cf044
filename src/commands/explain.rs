//! `ticketctl explain`

mod usage;

use super::{App, InputArgs};
use crate::analysis::{Explained, Proven, Topics};
use crate::error::{Outcome, Usage};
use clap::Args;

/// What a figure, a word or a rule means, and where in a ticket it comes from
///
/// Without a FILE nothing is read. With one (or - for standard input), it shows for each ticket the
/// events that a figure runs between, the fields that report it, and the sum.
#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// What to explain: a metric, a word, a rule, a field of the export; without it, all are listed
    #[arg(value_name = "TOPIC")]
    topic: Option<String>,
    #[command(flatten)]
    input: InputArgs,
}

/// Gathers what can be explained.
pub(super) fn topics() -> Topics {
    Topics::with(&usage::topics())
}

impl Explain {
    pub(super) fn run(&self, app: &mut App<'_>) -> anyhow::Result<Outcome> {
        let topics = topics();
        let Some(typed) = &self.topic else {
            self.expect_no_choice()?;
            let each: Vec<_> = topics.all().iter().copied().map(Explained::from).collect();
            return app.report_known(&topics, &each);
        };
        let Some(explanation) = topics.find(typed) else {
            return Err(Usage(unknown(typed, topics.meant(typed))).into());
        };
        let explained = Explained::from(*explanation);
        if self.input.is_unnamed_stdin() {
            self.expect_no_choice()?;
            return app.report_known(&explained, &[explained]);
        }
        if !Proven::is_for(explanation) {
            let shown = explanation.shown_by.first();
            let shown = shown.map_or_else(String::new, |by| format!("; ticketctl {by} shows it"));
            let topic = explanation.topic;
            let says =
                format!("\"{topic}\" has nothing to show in a ticket: leave FILE out{shown}");
            return Err(Usage(says).into());
        }
        app.report_each_after(&explained, &self.input, |story| Proven::of(story, explanation))
    }

    /// Refuses to choose among tickets where none are read.
    fn expect_no_choice(&self) -> anyhow::Result<()> {
        if self.input.chooses() {
            let says = "there are no tickets to choose from: name a FILE, or - for standard input";
            return Err(Usage(says.to_owned()).into());
        }
        Ok(())
    }
}

fn unknown(typed: &str, meant: Option<&str>) -> String {
    let meant = meant.map_or_else(String::new, |meant| format!("; did you mean {meant}?"));
    let end = if meant.is_empty() { ";" } else { "" };
    format!("no topic \"{typed}\"{meant}{end} ticketctl explain lists all")
}
