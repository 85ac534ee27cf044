//! One run: reads the tickets, asks for the answer, prints it.

use super::input_args::{InputArgs, NO_BOT};
use crate::analysis::Story;
use crate::analysis::stats::Read;
use crate::error::{CANNOT_WRITE, Outcome, Usage};
use crate::input::{Limits, Source, each_record};
use crate::messages::Messages;
use crate::model::{Record, Text};
use crate::page::{Line, Report, Role};
use crate::render::{Format, Printer, Settings, print_alone};
use crate::terminal::Terminal;
use anyhow::Context;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::{BufRead, BufWriter, Write};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Everything that a command needs of its surroundings.
pub(crate) struct App<'a> {
    pub(crate) terminal: &'a Terminal,
    pub(crate) settings: Settings,
    pub(crate) stdin: &'a mut dyn BufRead,
    pub(crate) stdout: &'a mut dyn Write,
    pub(crate) messages: Messages<'a>,
    pub(crate) verbose: bool,
}

impl App<'_> {
    /// Prints an answer about each ticket of the input, holding one ticket at a time.
    pub(super) fn report_each<R: Report>(
        &mut self,
        input: &InputArgs,
        answer: impl Fn(&Story<'_>) -> R,
    ) -> anyhow::Result<Outcome> {
        let sources = self.sources(input)?;
        let of_a_kind = if self.verbose { u64::MAX } else { Limits::default().of_a_kind };
        let limits = Limits { ticket_bytes: input.max_ticket_size, of_a_kind };
        let out = BufWriter::new(&mut *self.stdout);
        let printer = Printer::new(&self.settings, out).context(CANNOT_WRITE)?;
        let printer = RefCell::new(printer);
        let mut missed = Missed::new(input);
        let is_terminal = self.settings.terminal;
        let tally = each_record::<anyhow::Error>(
            &sources,
            self.stdin,
            &limits,
            &mut |record, _| {
                if !missed.wants(record) {
                    return Ok(ControlFlow::Continue(()));
                }
                let story = Story::of(record, &input.bots);
                missed.meets(&story);
                let mut printer = printer.borrow_mut();
                let answer = answer(&story);
                printer.print(&answer).context(CANNOT_WRITE)?;
                if is_terminal {
                    printer.flush().context(CANNOT_WRITE)?;
                }
                Ok(ControlFlow::Continue(()))
            },
            &mut |problem| {
                printer.borrow_mut().flush().context(CANNOT_WRITE)?;
                self.messages.problem(&problem);
                Ok(())
            },
        )?;
        printer.into_inner().finish().context(CANNOT_WRITE)?;
        if tally.is_void() {
            self.messages.error("no ticket in the input");
        }
        if tally.tickets > 0 {
            missed.tell(&mut self.messages);
        }
        if tally.lost > 0 || tally.is_void() { Ok(Outcome::Unread) } else { Ok(Outcome::Done) }
    }

    /// Prints one answer about all tickets of the input together, holding one ticket at a time.
    ///
    /// `take` makes of a ticket what the answer needs of it and knows no other ticket; `enter` adds
    /// that to the rest, in the order of the input; `answer` is asked when everything was read.
    pub(super) fn report_all<T, C, R: Report>(
        &mut self,
        input: &InputArgs,
        mut total: T,
        take: impl Fn(&Record<'_>) -> C,
        enter: impl Fn(&mut T, C),
        answer: impl FnOnce(T, Read) -> R,
    ) -> anyhow::Result<Outcome> {
        let sources = self.sources(input)?;
        let of_a_kind = if self.verbose { u64::MAX } else { Limits::default().of_a_kind };
        let limits = Limits { ticket_bytes: input.max_ticket_size, of_a_kind };
        let mut missed = Missed::new(input);
        let (mut files, mut file) = (0, None);
        let tally = each_record::<anyhow::Error>(
            &sources,
            self.stdin,
            &limits,
            &mut |record, place| {
                if missed.wants(record) {
                    if !input.bots.is_empty() {
                        missed.meets(&Story::of(record, &input.bots));
                    }
                    enter(&mut total, take(record));
                    if file.as_ref() != Some(&place.source) {
                        file = Some(Arc::clone(&place.source));
                        files += 1;
                    }
                }
                Ok(ControlFlow::Continue(()))
            },
            &mut |problem| {
                self.messages.problem(&problem);
                Ok(())
            },
        )?;
        if tally.is_void() {
            self.messages.error("no ticket in the input");
        }
        if tally.tickets > 0 {
            missed.tell(&mut self.messages);
        }
        let answer = answer(total, Read { files, skipped: tally.lost });
        let mut out = BufWriter::new(&mut *self.stdout);
        print_alone(&answer, &self.settings, &mut out).context(CANNOT_WRITE)?;
        if tally.lost > 0 || tally.is_void() { Ok(Outcome::Unread) } else { Ok(Outcome::Done) }
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
