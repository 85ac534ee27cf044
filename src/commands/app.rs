//! One run: reads the tickets, asks for the answer, prints it.

use super::input_args::{InputArgs, NO_BOT};
use crate::analysis::{Condition, Story};
use crate::error::{CANNOT_WRITE, Outcome, Usage};
use crate::input::{Limits, Place, Source, each_record};
use crate::messages::Messages;
use crate::model::{Record, Text, Timestamp};
use crate::page::{Line, Report, Role};
use crate::render::{Format, Printer, Settings};
use crate::terminal::Terminal;
use anyhow::Context;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::{BufRead, BufWriter, Write};
use std::ops::ControlFlow;

/// Everything that a command needs of its surroundings.
pub(crate) struct App<'a> {
    pub(crate) terminal: &'a Terminal,
    pub(crate) settings: Settings,
    pub(crate) stdin: &'a mut dyn BufRead,
    pub(crate) stdout: &'a mut dyn Write,
    pub(crate) messages: Messages<'a>,
    pub(crate) verbose: bool,
    /// What `today` and ages are counted from.
    pub(crate) now: Timestamp,
}

impl<'a> App<'a> {
    /// Prints an answer about each ticket of the input, holding one ticket at a time.
    pub(super) fn report_each<R: Report>(
        &mut self,
        input: &InputArgs,
        answer: impl Fn(&Story<'_>) -> R,
    ) -> anyhow::Result<Outcome> {
        if self.settings.format.is_for_lists() {
            return Err(usage(
                "-o ids and -o raw are forms of the list; try: ticketctl list, or here: -o jsonl",
            ));
        }
        let (mut reading, out, settings) = self.parts(input)?;
        let printer = Printer::new(settings, BufWriter::new(out)).context(CANNOT_WRITE)?;
        let mut pages = Pages { printer, answer, is_terminal: settings.terminal };
        let read = reading.each_story(&mut pages)?;
        pages.printer.finish().context(CANNOT_WRITE)?;
        Ok(read.outcome)
    }

    /// Takes apart what reads and what is written to, once it is known that reading can begin.
    pub(super) fn parts<'s>(
        &'s mut self,
        input: &'s InputArgs,
    ) -> anyhow::Result<(Reading<'s, 'a>, &'s mut dyn Write, &'s Settings)> {
        let of_a_kind = if self.verbose { u64::MAX } else { Limits::default().of_a_kind };
        let reading = Reading {
            conditions: input.conditions(self.now)?,
            sources: self.sources(input)?,
            input,
            limits: Limits { ticket_bytes: input.max_ticket_size, of_a_kind },
            stdin: &mut *self.stdin,
            messages: &mut self.messages,
        };
        Ok((reading, &mut *self.stdout, &self.settings))
    }

    /// Tells, after an answer about one ticket on a terminal, which commands say more.
    pub(super) fn see_also(&mut self, input: &InputArgs, commands: &'static str) {
        if self.settings.format != Format::Table || !self.terminal.stdout_is_terminal {
            return;
        }
        let file = input.only_file().map(|file| file.to_string_lossy().into_owned());
        let said = format!("See also: ticketctl {commands}");
        let length = |file: &String| said.chars().count() + 2 + file.chars().count();
        let file = file.filter(|file| self.settings.width.fits(length(file)));
        if !self.settings.width.fits(said.chars().count()) {
            return;
        }
        let line = Line::new().muted(said);
        let line = match file {
            Some(file) => line.muted("  ").quote(&Text::owned(file), Role::Muted),
            None => line,
        };
        self.messages.hint(&line);
    }

    fn sources(&self, input: &InputArgs) -> anyhow::Result<Vec<Source>> {
        if input.is_unnamed_stdin() && self.terminal.stdin_is_terminal {
            return Err(usage(
                "no file named, and nothing comes from standard input; try: ticketctl show \
                 ticket.json, or: cat ticket.json | ticketctl show",
            ));
        }
        let sources = input.sources();
        if Source::repeat_stdin(&sources) {
            return Err(usage("standard input (-) is named twice, but can be read only once"));
        }
        Ok(sources)
    }
}

/// What becomes of the tickets that are asked for.
pub(super) trait Visit {
    /// Takes a ticket; `Break` ends the reading.
    fn story(&mut self, story: &Story<'_>, place: &Place) -> anyhow::Result<ControlFlow<()>>;

    /// Sends on what was printed so far, so that a message comes in its place.
    fn flush(&mut self) -> anyhow::Result<()>;
}

/// One answer after the other.
struct Pages<W, F> {
    printer: Printer<W>,
    answer: F,
    is_terminal: bool,
}

impl<W: Write, R: Report, F: Fn(&Story<'_>) -> R> Visit for Pages<W, F> {
    fn story(&mut self, story: &Story<'_>, _: &Place) -> anyhow::Result<ControlFlow<()>> {
        self.printer.print(&(self.answer)(story)).context(CANNOT_WRITE)?;
        if self.is_terminal {
            self.flush()?;
        }
        Ok(ControlFlow::Continue(()))
    }

    fn flush(&mut self) -> anyhow::Result<()> {
        self.printer.flush().context(CANNOT_WRITE)
    }
}

/// The input, about to be read.
pub(super) struct Reading<'r, 'a> {
    input: &'r InputArgs,
    conditions: Vec<Condition>,
    sources: Vec<Source>,
    limits: Limits,
    stdin: &'r mut dyn BufRead,
    pub(super) messages: &'r mut Messages<'a>,
}

/// What came of reading.
pub(super) struct Read {
    pub(super) outcome: Outcome,
    /// How many tickets were read, asked for or not.
    pub(super) tickets: u64,
}

impl Reading<'_, '_> {
    /// Understands each ticket that is asked for, one at a time.
    pub(super) fn each_story(&mut self, visit: &mut dyn Visit) -> anyhow::Result<Read> {
        let Self { input, conditions, sources, limits, stdin, messages } = self;
        let mut missed = Missed::new(input);
        let mut is_whole = true;
        let visit = RefCell::new(visit);
        let tally = each_record::<anyhow::Error>(
            sources,
            stdin,
            limits,
            &mut |record, place| {
                if !missed.wants(record) {
                    return Ok(ControlFlow::Continue(()));
                }
                let story = Story::of(record, &input.bots);
                missed.meets(&story);
                if !conditions.iter().all(|condition| condition.holds(&story)) {
                    return Ok(ControlFlow::Continue(()));
                }
                let flow = visit.borrow_mut().story(&story, place)?;
                is_whole = flow.is_continue();
                Ok(flow)
            },
            &mut |problem| {
                visit.borrow_mut().flush()?;
                messages.problem(&problem);
                Ok(())
            },
        )?;
        if tally.is_void() {
            messages.error("no ticket in the input");
        }
        if tally.tickets > 0 && is_whole {
            missed.tell(messages);
        }
        let is_lost = tally.lost > 0 || tally.is_void();
        let outcome = if is_lost { Outcome::Unread } else { Outcome::Done };
        Ok(Read { outcome, tickets: tally.tickets })
    }
}

/// What was asked for and has not been met yet. Nothing of that is passed over in silence.
struct Missed<'a> {
    wanted: &'a [i64],
    ids: BTreeSet<i64>,
    bots: BTreeSet<&'a str>,
}

impl<'a> Missed<'a> {
    fn new(input: &'a InputArgs) -> Self {
        let bots = input.bots.iter().map(String::as_str).filter(|bot| *bot != NO_BOT);
        Self { wanted: &input.ids, ids: input.ids.iter().copied().collect(), bots: bots.collect() }
    }

    /// Tells whether a ticket is asked for; without any number, all are.
    fn wants(&mut self, record: &Record<'_>) -> bool {
        let id = record.ticket.id.copied();
        if let Some(id) = id {
            self.ids.remove(&id);
        }
        self.wanted.is_empty() || id.is_some_and(|id| self.wanted.contains(&id))
    }

    fn meets(&mut self, story: &Story<'_>) {
        self.bots.retain(|bot| !story.cast.knows(bot));
    }

    fn tell(&self, messages: &mut Messages<'_>) {
        for id in &self.ids {
            messages.note(&format!("no ticket has the number {id}"));
        }
        for bot in &self.bots {
            messages.note(&format!("--bot-id {bot}: no user has this identifier or number"));
        }
    }
}

fn usage(says: &str) -> anyhow::Error {
    Usage(says.to_owned()).into()
}
