//! `ticketctl search`

use super::reading::{Make, Visit};
use super::{App, InputArgs};
use crate::analysis::{self, Manner, Passage, Pattern, SearchSheet, Within};
use crate::error::{CANNOT_WRITE, Misread, Outcome};
use crate::page::Line;
use crate::render::{Format, Rows, WholeLines};
use anyhow::Context;
use clap::{Args, ValueEnum};
use std::io::Write;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Where a text stands: who wrote it, when, and what is around it
#[derive(Args, Debug)]
pub(crate) struct Search {
    /// What to look for: a regular expression, in which case, kinds of blanks and compatibility
    /// forms do not matter
    #[arg(value_name = "PATTERN")]
    pattern: String,
    /// Take the pattern as it is, not as a regular expression
    #[arg(short = 'F', long)]
    fixed: bool,
    /// Case, kinds of blanks and compatibility forms matter
    #[arg(short = 's', long)]
    exact: bool,
    /// Where to look
    #[arg(
        long = "in",
        value_name = "WHERE",
        value_delimiter = ',',
        default_value = "messages",
        hide_default_value = true
    )]
    within: Vec<Where>,
    /// Only what somebody says whose name contains this
    #[arg(long, value_name = "NAME")]
    from: Vec<String>,
    /// Show N entries of the transcript before and after, too
    #[arg(short = 'C', long, value_name = "N", default_value = "0", hide_default_value = true)]
    context: usize,
    /// Of copies of a ticket take only one; reads the files twice
    ///
    /// The one with the latest activity, and of these one with transactions.
    #[arg(long)]
    dedupe: bool,
    #[command(flatten)]
    input: InputArgs,
}

/// Where to look
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Where {
    /// Messages and notes, their cards, buttons and names of files; the default
    Messages,
    /// What people are called: names, addresses, identifiers
    People,
    /// Every other value of a ticket, as it is written
    Fields,
    /// Everywhere
    All,
}

impl Search {
    pub(super) fn run(&self, app: &mut App<'_>) -> anyhow::Result<Outcome> {
        let format = app.settings.format;
        let search = self.search()?;
        let sheet = SearchSheet;
        app.expect_sheet(&sheet)?;
        let (mut reading, out, settings) = app.parts(&self.input)?;
        reading.dedupe = self.dedupe;
        let rows = Rows::new(settings, &sheet, true, WholeLines::new(out)).context(CANNOT_WRITE)?;
        let mut found = Found {
            rows,
            format,
            has_context: self.context > 0,
            hits: 0,
            tickets: 0,
            files: 0,
            file: None,
        };
        let make: &Make<'_, _> = &|met| {
            let can_hit = search.can_hit(met.record);
            let hits = if can_hit { search.hits(met.story()) } else { Vec::new() };
            (met.record.ticket.id.copied(), hits)
        };
        let read = reading.each(make, &mut found)?;
        let is_found = found.hits > 0;
        found.finish(read.tickets)?;
        if !is_found && read.tickets > 0 {
            read.messages.note(&format!("nothing found in {}", count(read.tickets, "ticket")));
        }
        Ok(if is_found { read.outcome } else { read.outcome.or_no() })
    }

    fn search(&self) -> Result<analysis::Search, Misread> {
        let manner = Manner { is_exact: self.exact, is_literal: self.fixed };
        let pattern = Pattern::read(&self.pattern, manner)
            .map_err(|wrong| Misread::new("PATTERN", &self.pattern, &wrong.says, &wrong.range))?;
        let is_asked = |place| self.within.contains(&place) || self.within.contains(&Where::All);
        let places = [
            (Where::Messages, Within::Messages),
            (Where::People, Within::People),
            (Where::Fields, Within::Fields),
        ];
        let within = places.into_iter().filter(|(asked, _)| is_asked(*asked));
        let within = within.map(|(_, within)| within).collect();
        Ok(analysis::Search::new(pattern, within, &self.from, self.context))
    }
}

/// The hits on their way out.
struct Found<'a, W> {
    rows: Rows<'a, SearchSheet, W>,
    format: Format,
    has_context: bool,
    hits: u64,
    tickets: u64,
    files: u64,
    /// The last one.
    file: Option<Arc<str>>,
}

impl<W: Write> Visit<(Option<i64>, Vec<analysis::Hit>)> for Found<'_, W> {
    fn take(
        &mut self,
        (id, hits): (Option<i64>, Vec<analysis::Hit>),
        source: &Arc<str>,
    ) -> anyhow::Result<ControlFlow<()>> {
        if hits.is_empty() {
            return Ok(ControlFlow::Continue(()));
        }
        if self.file.as_ref() != Some(source) {
            self.file = Some(Arc::clone(source));
            self.files += 1;
        }
        self.tickets += 1;
        self.hits += hits.len() as u64;
        match (self.format, id) {
            (Format::Ids, Some(id)) => self.rows.number(id).context(CANNOT_WRITE)?,
            (Format::Ids, None) => {}
            (Format::Table, _) => {
                let apart = (self.has_context && self.tickets > 1).then_some(Passage::Gap);
                for passage in apart.into_iter().chain(Passage::of(hits)) {
                    self.rows.print(&passage).context(CANNOT_WRITE)?;
                }
            }
            _ => {
                for hit in hits {
                    self.rows.print(&Passage::Hit(hit.into())).context(CANNOT_WRITE)?;
                }
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn flush(&mut self) -> anyhow::Result<()> {
        self.rows.flush().context(CANNOT_WRITE)
    }
}

impl<W: Write> Found<'_, W> {
    /// Says below how much was found.
    fn finish(self, read: u64) -> anyhow::Result<()> {
        let mut below = Vec::new();
        if self.hits > 0 {
            let tickets = count(read, "ticket");
            let tickets = if self.tickets == read {
                tickets
            } else {
                format!("{} of {tickets}", self.tickets)
            };
            let said = format!(
                "{} in {tickets} in {}.",
                count(self.hits, "hit"),
                count(self.files, "file")
            );
            below.push(Line::new().muted(said));
        }
        self.rows.finish(below).context(CANNOT_WRITE)
    }
}

fn count(number: u64, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}
