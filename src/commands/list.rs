//! `ticketctl list`

use super::reading::{Met, Visit};
use super::typed::{order, property, span};
use super::{App, InputArgs};
use crate::analysis::{self, Listed, Order, Property, Seconds, SortKey, Sorted};
use crate::error::{CANNOT_WRITE, Outcome};
use crate::page::Line;
use crate::render::{Format, Rows, WholeLines};
use anyhow::Context;
use clap::Args;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::Arc;

/// A line a ticket: who had it, who waited, and what it is about
#[derive(Args, Debug)]
pub(crate) struct List {
    /// Sort by this property; with - before it the greatest first
    ///
    /// What is missing comes last in any case.
    #[arg(long, value_name = "PROPERTY", value_parser = order, allow_hyphen_values = true)]
    sort: Option<Order>,
    /// Show these properties instead; --help lists them all at --where
    #[arg(long, value_name = "A,B", value_delimiter = ',', value_parser = property)]
    columns: Vec<Property>,
    /// Show no more than N tickets
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Show the lines alone: neither titles nor what stands below
    #[arg(long)]
    no_headers: bool,
    /// Mark waits from this length on
    #[arg(long, value_name = "SPAN", default_value = "10m", value_parser = span)]
    slow: Seconds,
    /// Of copies of a ticket take only one; reads the files twice
    ///
    /// The one with the latest activity, and of these one with transactions.
    #[arg(long)]
    dedupe: bool,
    #[command(flatten)]
    input: InputArgs,
}

impl List {
    pub(super) fn run(&self, app: &mut App<'_>) -> anyhow::Result<Outcome> {
        let sheet = match app.settings.format {
            _ if !self.columns.is_empty() => analysis::List::of(self.columns.clone(), self.slow),
            Format::Table | Format::Md => analysis::List::for_people(self.slow),
            _ => analysis::List::for_programs(self.slow),
        };
        app.expect_sheet(&sheet)?;
        let (mut reading, out, settings) = app.parts(&self.input)?;
        reading.dedupe = self.dedupe;
        reading.space.answers_apart |= self.sort.is_some();
        let rows = Rows::new(settings, &sheet, !self.no_headers, WholeLines::new(out));
        let mut lines = Lines {
            asked: self,
            sheet: &sheet,
            format: settings.format,
            rows: rows.context(CANNOT_WRITE)?,
            sorted: self.sort.clone().map(Sorted::by),
            found: Found::default(),
        };
        let format = settings.format;
        let read = reading.each(&|met| self.line(met, &sheet, format), &mut lines)?;
        let nameless = lines.found.nameless;
        lines.finish(read.tickets)?;
        if nameless > 0 {
            read.messages.note(&format!("tickets without a number, left out: {nameless}"));
        }
        Ok(read.outcome)
    }

    /// Makes a line of a ticket, with what it is sorted by.
    fn line(
        &self,
        met: &Met<'_>,
        sheet: &analysis::List,
        format: Format,
    ) -> (Option<SortKey>, Made) {
        let key = self.sort.as_ref().map(|order| order.key(met.story()));
        let made = match format {
            Format::Ids => Made::Number(met.record.ticket.id.copied()),
            Format::Raw => Made::Raw(met.record.text.into()),
            _ => Made::Line(sheet.line(met.story())),
        };
        (key, made)
    }
}

/// A line in the form that its format needs.
enum Made {
    Line(Listed),
    Raw(Box<str>),
    Number(Option<i64>),
}

/// The lines on their way out.
struct Lines<'a, W> {
    asked: &'a List,
    sheet: &'a analysis::List,
    format: Format,
    rows: Rows<'a, analysis::List, W>,
    /// The lines that wait to be sorted, if they are to be.
    sorted: Option<Sorted>,
    found: Found,
}

/// What was found.
#[derive(Debug, Default)]
struct Found {
    shown: usize,
    /// How many of those came without their conversation.
    without_conversation: usize,
    /// How many had no number where numbers were asked for.
    nameless: usize,
    inputs: usize,
    last_input: Option<Arc<str>>,
    /// Whether reading ended before the input did.
    stopped: bool,
}

impl<W: Write> Visit<(Option<SortKey>, Made)> for Lines<'_, W> {
    fn take(
        &mut self,
        (key, made): (Option<SortKey>, Made),
        source: &Arc<str>,
    ) -> anyhow::Result<ControlFlow<()>> {
        let limit = self.asked.limit.unwrap_or(usize::MAX);
        if limit == 0 {
            self.found.stopped = true;
            return Ok(ControlFlow::Break(()));
        }
        self.found.meets(source);
        if matches!(made, Made::Number(None)) {
            self.found.nameless += 1;
            return Ok(ControlFlow::Continue(()));
        }
        let (Some(sorted), Some(key)) = (&mut self.sorted, key) else {
            match made {
                Made::Number(number) => number.map_or(Ok(()), |number| self.rows.number(number)),
                Made::Raw(text) => self.rows.raw(&text),
                Made::Line(line) => self.print(&line),
            }
            .context(CANNOT_WRITE)?;
            self.found.shown += 1;
            self.found.stopped = self.found.shown >= limit;
            let end = self.found.stopped;
            return Ok(if end { ControlFlow::Break(()) } else { ControlFlow::Continue(()) });
        };
        match made {
            Made::Number(number) => sorted.add_text(&key, &number.unwrap_or_default().to_string()),
            Made::Raw(text) => sorted.add_text(&key, &text),
            Made::Line(line) => sorted.add(&key, &line),
        }
        // What can no longer be among the first need not wait.
        if sorted.count() >= limit.saturating_mul(2).saturating_add(SPARE) {
            sorted.cut(limit);
        }
        Ok(ControlFlow::Continue(()))
    }

    fn flush(&mut self) -> anyhow::Result<()> {
        self.rows.flush().context(CANNOT_WRITE)
    }
}

/// As many lines more than asked for may wait.
const SPARE: usize = 1000;

impl<W: Write> Lines<'_, W> {
    fn print(&mut self, line: &Listed) -> io::Result<()> {
        self.found.without_conversation += usize::from(!line.has_conversation);
        self.rows.print(line)
    }

    /// Prints what waits, and says below what the list is of.
    fn finish(mut self, read: u64) -> anyhow::Result<()> {
        if let Some(mut sorted) = self.sorted.take() {
            sorted.cut(self.asked.limit.unwrap_or(usize::MAX));
            self.found.shown = sorted.count();
            match self.format {
                Format::Ids | Format::Raw => {
                    sorted.texts().try_for_each(|line| self.rows.raw(line))
                }
                _ => sorted.lines(self.sheet).try_for_each(|line| self.print(&line)),
            }
            .context(CANNOT_WRITE)?;
        }
        let below = if read > 0 { self.found.below(read) } else { Vec::new() };
        self.rows.finish(below).context(CANNOT_WRITE)
    }
}

impl Found {
    fn meets(&mut self, source: &Arc<str>) {
        if self.last_input.as_ref() != Some(source) {
            self.inputs += 1;
            self.last_input = Some(Arc::clone(source));
        }
    }

    /// Says how many tickets there are, and what is not known of some of them.
    fn below(&self, read: u64) -> Vec<Line> {
        let count = |number: u64, one: &str| match number {
            1 => format!("1 {one}"),
            _ => format!("{number} {one}s"),
        };
        let shown = self.shown as u64;
        let tickets = match (self.stopped, shown == read) {
            (true, _) => format!("The first {} (--limit)", count(shown, "ticket")),
            (false, true) => count(shown, "ticket"),
            (false, false) => format!("{shown} of {}", count(read, "ticket")),
        };
        let files = match self.inputs {
            0 => String::new(),
            inputs => format!(" in {}", count(inputs as u64, "file")),
        };
        let line = Line::new().muted(format!("{tickets}{files}."));
        let mut below = vec![line];
        if self.without_conversation > 0 && self.shown > 0 {
            let count = count(self.without_conversation as u64, "ticket");
            below.push(Line::new().muted(format!(
                "{count} without transactions, as on list pages: what would be recounted is missing, and \
                 what Glassix reports stands in columns such as reported.queue.",
            )));
        }
        below
    }
}
