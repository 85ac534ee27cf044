//! `ticketctl check`

use super::reading::{Make, Visit};
use super::typed::{rules_named, target};
use super::{App, InputArgs};
use crate::analysis::check::{
    self, ByRule, Checked, Ending, Rule, Rules, Severity, Sums, Tally, Totals,
};
use crate::analysis::stats::Target;
use crate::error::{CANNOT_WRITE, Outcome};
use crate::input::Parts;
use crate::render::{Format, Printer, Rendered, WholeLines};
use anyhow::Context;
use clap::{Args, ValueEnum};
use std::cell::Cell;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Where a ticket contradicts itself, and what deserves a look
#[derive(Args, Debug)]
pub(crate) struct Check {
    /// Status 1 from here on
    #[arg(long, value_name = "WEIGHT", default_value = "error")]
    fail_on: FailOn,
    /// Leave these rules out: W501, or all of a kind: 5, W5 or W
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = rules_named)]
    ignore: Vec<String>,
    /// Run these rules and no others: W301, or all of a kind: 3, W3 or W
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = rules_named)]
    only: Vec<String>,
    /// Say of all tickets together what each rule found
    #[arg(long, value_name = "WHAT")]
    by: Option<By>,
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
    #[command(flatten)]
    input: InputArgs,
}

/// From which findings on the answer is no
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Contradictions
    Error,
    /// Also what deserves a look
    Warning,
    /// Also notes
    Note,
    /// None: the exit status tells only of the reading
    Never,
}

/// What to put together
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// All findings of a rule
    Rule,
}

impl FailOn {
    const fn least(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Never => None,
        }
    }
}

impl Check {
    pub(super) fn run(&self, app: &mut App<'_>) -> anyhow::Result<Outcome> {
        let rules = self.rules();
        match self.by {
            Some(By::Rule) => self.by_rule(app, &rules),
            None => self.each(app, &rules),
        }
    }

    fn rules(&self) -> Rules {
        let is_named = |names: &[String], rule: &Rule| names.iter().any(|name| rule.is_named(name));
        Rules::choose(
            |rule| {
                (self.only.is_empty() || is_named(&self.only, rule))
                    && !is_named(&self.ignore, rule)
            },
            self.sla.clone(),
        )
    }

    fn each(&self, app: &mut App<'_>, rules: &Rules) -> anyhow::Result<Outcome> {
        app.expect_fields_of::<check::Check>(|story| check::Check::of(story, rules))?;
        let in_full = app.verbose;
        // Who asks for rules asks for what they find.
        let shows_notes = in_full || !self.only.is_empty();
        let (reading, out, settings) = app.parts(&self.input)?;
        let mut pages = Pages {
            printer: Printer::new::<check::Check>(settings, WholeLines::new(out))
                .context(CANNOT_WRITE)?,
            is_page: matches!(settings.format, Format::Table | Format::Md),
            is_terminal: settings.terminal,
            shows_notes,
            totals: Totals::default(),
            first: None,
        };
        let read = reading.each(
            &|met| {
                let check = check::Check::of(met.story(), rules);
                let check = check::Check { in_full, ..check };
                (Checked::from(&check), settings.render(&check))
            },
            &mut pages,
        )?;
        let is_unread = read.outcome == Outcome::Unread;
        let (printer, totals) = pages.end()?;
        let ending = Ending { totals, shows_notes, fail_on: self.fail_on.least(), is_unread };
        printer.finish_below(&ending).context(CANNOT_WRITE)?;
        Ok(if ending.is_no() { read.outcome.or_no() } else { read.outcome })
    }

    fn by_rule(&self, app: &mut App<'_>, rules: &Rules) -> anyhow::Result<Outcome> {
        let worst = Cell::new(None);
        let make: &Make<'_, _> = &|met| Tally::of(&check::Check::of(met.story(), rules));
        let outcome = app.report_all(
            &self.input,
            Parts::All,
            (make, None),
            |sums: &mut Sums, tally| sums.enter(&tally),
            |sums, read| {
                let by_rule = ByRule::of(&sums, rules, read);
                worst.set(by_rule.worst());
                by_rule
            },
        )?;
        let is_no = self.fail_on.least().is_some_and(|least| worst.get() >= Some(least));
        Ok(if is_no { outcome.or_no() } else { outcome })
    }
}

/// One ticket after the other. Of many tickets, those without a finding have no page, nor have those
/// with notes only.
struct Pages<W: Write> {
    printer: Printer<W>,
    is_page: bool,
    is_terminal: bool,
    shows_notes: bool,
    totals: Totals,
    /// The page of the first ticket, as long as it is the only one and would have none among many.
    first: Option<Rendered>,
}

impl<W: Write> Visit<(Checked, io::Result<Rendered>)> for Pages<W> {
    fn take(
        &mut self,
        (checked, page): (Checked, io::Result<Rendered>),
        _: &Arc<str>,
    ) -> anyhow::Result<ControlFlow<()>> {
        let page = page.context(CANNOT_WRITE)?;
        self.totals.enter(&checked);
        let is_shown = match checked.counted.worst() {
            None => false,
            Some(Severity::Note) => self.shows_notes,
            Some(_) => true,
        };
        if self.is_page && !is_shown {
            self.first = (self.totals.tickets == 1).then_some(page);
            return Ok(ControlFlow::Continue(()));
        }
        self.first = None;
        self.printer.print(&page).context(CANNOT_WRITE)?;
        if self.is_terminal {
            self.flush()?;
        }
        Ok(ControlFlow::Continue(()))
    }

    fn flush(&mut self) -> anyhow::Result<()> {
        self.printer.flush().context(CANNOT_WRITE)
    }
}

impl<W: Write> Pages<W> {
    /// Prints what was held back, and returns the printer and the totals.
    fn end(mut self) -> anyhow::Result<(Printer<W>, Totals)> {
        if let Some(page) = self.first.take() {
            self.printer.print(&page).context(CANNOT_WRITE)?;
        }
        Ok((self.printer, self.totals))
    }
}
