//! `ticketctl check`

use super::reading::Visit;
use super::typed::{rules_named, target};
use super::{App, InputArgs};
use crate::analysis::check::{self, ByRule, Counted, Rule, Rules, Severity, Tally};
use crate::analysis::stats::Target;
use crate::error::{CANNOT_WRITE, Outcome};
use crate::input::Parts;
use crate::page::Line;
use crate::render::{Format, Printer, Rendered, WholeLines};
use anyhow::Context;
use clap::{Args, ValueEnum};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Where a ticket contradicts itself, and what deserves a look
#[derive(Args, Debug)]
pub(crate) struct Check {
    /// From which findings on the exit status is 1
    #[arg(long, value_name = "WEIGHT", default_value = "error")]
    fail_on: FailOn,
    /// Leave these rules out: codes, or the first digit of a group, or the letter of a weight
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = rules_named)]
    ignore: Vec<String>,
    /// Run these rules and no others
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
        help = "Targets: first_response=10m,queue=2m, also for taken_to_reply, waited, duration, bot"
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
    fn is_reached(self, worst: Option<Severity>) -> bool {
        let least = match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Note => Severity::Note,
            Self::Never => return false,
        };
        worst.is_some_and(|worst| worst >= least)
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
        app.expect_answers()?;
        let in_full = app.verbose;
        let (reading, out, settings) = app.parts(&self.input)?;
        let is_page = settings.format == Format::Table;
        let printer = Printer::new(settings, WholeLines::new(out)).context(CANNOT_WRITE)?;
        let mut pages = Pages {
            printer,
            is_page,
            is_terminal: settings.terminal,
            tickets: 0,
            clean: 0,
            counted: Counted::default(),
            first: None,
        };
        let read = reading.each(
            &|met| {
                let check = check::Check::of(met.story(), rules);
                let check = check::Check { in_full, ..check };
                (check.counted, settings.render(&check))
            },
            &mut pages,
        )?;
        let is_no = self.fail_on.is_reached(pages.counted.worst());
        let outcome = if is_no { read.outcome.or_no() } else { read.outcome };
        pages.finish(outcome)?;
        Ok(outcome)
    }

    fn by_rule(&self, app: &mut App<'_>, rules: &Rules) -> anyhow::Result<Outcome> {
        let worst = std::cell::Cell::new(None);
        let outcome = app.report_all(
            &self.input,
            ByRule::new(rules),
            Parts::All,
            &|met| Tally::of(&check::Check::of(met.story(), rules)),
            |by_rule: &mut ByRule, tally| by_rule.enter(&tally),
            |by_rule, read| {
                worst.set(by_rule.worst());
                ByRule { read, ..by_rule }
            },
        )?;
        Ok(if self.fail_on.is_reached(worst.get()) { outcome.or_no() } else { outcome })
    }
}

/// One ticket after the other. Of many tickets, those without a finding have no page.
struct Pages<W: Write> {
    printer: Printer<W>,
    is_page: bool,
    is_terminal: bool,
    tickets: usize,
    /// How many have no findings.
    clean: usize,
    counted: Counted,
    /// The page of the first ticket, as long as it is the only one and has no findings.
    first: Option<Rendered>,
}

impl<W: Write> Visit<(Counted, io::Result<Rendered>)> for Pages<W> {
    fn take(
        &mut self,
        (counted, page): (Counted, io::Result<Rendered>),
        _: &Arc<str>,
    ) -> anyhow::Result<ControlFlow<()>> {
        let page = page.context(CANNOT_WRITE)?;
        self.tickets += 1;
        self.counted = self.counted.plus(counted);
        let is_clean = counted.worst().is_none();
        self.clean += usize::from(is_clean);
        if self.is_page && is_clean {
            self.first = (self.tickets == 1).then_some(page);
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
    /// Says below how many tickets have no findings, and what the exit status means.
    fn finish(mut self, outcome: Outcome) -> anyhow::Result<()> {
        if let Some(page) = self.first.take() {
            self.printer.print(&page).context(CANNOT_WRITE)?;
        }
        let mut said = Vec::new();
        if self.tickets > 1 {
            said.push(format!(
                "{} of {} tickets have no findings; in all {}.",
                self.clean, self.tickets, self.counted
            ));
        }
        if self.counted.worst().is_some() {
            said.push("ticketctl explain CODE says what a rule compares and why.".to_owned());
        }
        let status = match outcome {
            Outcome::Done => "Exit status 0.",
            Outcome::No => "Exit status 1: see --fail-on.",
            Outcome::Unread => "Exit status 3: some input could not be read.",
        };
        if self.tickets > 0 {
            said.push(status.to_owned());
        }
        let below = Line::new().muted(said.join(" "));
        let below = if said.is_empty() { Vec::new() } else { vec![below] };
        self.printer.finish_below(&below).context(CANNOT_WRITE)?;
        Ok(())
    }
}
