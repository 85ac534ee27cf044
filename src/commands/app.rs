//! One run: reads the tickets, asks for the answer, prints it.

use super::input_args::{InputArgs, NO_BOT};
use crate::analysis::Story;
use crate::error::{CANNOT_WRITE, Outcome, Usage};
use crate::input::{Input, Limits, Source, each_answer, file_name};
use crate::messages::Messages;
use crate::model::{Record, Text};
use crate::page::{Line, Report, Role};
use crate::render::{Format, Printer, Rendered, Settings, WholeLines};
use crate::terminal::Terminal;
use anyhow::Context;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::mem;
use std::ops::ControlFlow;

/// Everything that a command needs of its surroundings.
pub(crate) struct App<'a> {
    pub(crate) terminal: &'a Terminal,
    pub(crate) settings: Settings,
    pub(crate) stdin: Input,
    pub(crate) stdout: &'a mut dyn Write,
    pub(crate) messages: Messages<'a>,
    pub(crate) verbose: bool,
}

impl App<'_> {
    /// Prints an answer about each ticket of the input, holding one ticket at a time.
    pub(super) fn report_each<R: Report>(
        &mut self,
        input: &InputArgs,
        answer: impl Fn(&Story<'_>) -> R + Sync,
    ) -> anyhow::Result<Outcome> {
        let sources = self.sources(input)?;
        let of_a_kind = if self.verbose { u64::MAX } else { Limits::default().of_a_kind };
        let limits = Limits {
            ticket_bytes: input.max_ticket_size,
            of_a_kind,
            threads: input.threads.unwrap_or(self.terminal.threads),
            ..Limits::default()
        };
        let out = WholeLines::new(&mut *self.stdout);
        let printer = Printer::new(&self.settings, out).context(CANNOT_WRITE)?;
        let printer = RefCell::new(printer);
        let mut missed = Missed::new(input);
        let settings = &self.settings;
        let tally = each_answer::<_, anyhow::Error>(
            &sources,
            mem::replace(&mut self.stdin, Box::new(io::empty())),
            &limits,
            &|record, _| Answered::of(record, input, settings, &answer),
            &mut |answered| {
                missed.meets(&answered);
                let mut printer = printer.borrow_mut();
                if let Some(answer) = answered.answer {
                    answer.and_then(|answer| printer.print(&answer)).context(CANNOT_WRITE)?;
                }
                if settings.terminal {
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

    /// Tells, after an answer about one ticket on a terminal, which commands say more.
    pub(super) fn see_also(&mut self, input: &InputArgs, commands: &'static str) {
        if self.settings.format != Format::Table || !self.terminal.stdout_is_terminal {
            return;
        }
        let file = input.only_file().map(|file| file_name(file));
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

/// What a ticket gave.
struct Answered {
    /// Its number.
    id: Option<i64>,
    /// Which of the users who were named as bots it knows: positions in the options.
    bots: Vec<usize>,
    /// The answer in its form, if the ticket was asked for.
    answer: Option<io::Result<Rendered>>,
}

impl Answered {
    fn of<R: Report>(
        record: &Record<'_>,
        input: &InputArgs,
        settings: &Settings,
        answer: &impl Fn(&Story<'_>) -> R,
    ) -> Self {
        let id = record.ticket.id.copied();
        if !input.wants(id) {
            return Self { id, bots: Vec::new(), answer: None };
        }
        let story = Story::of(record, &input.bots);
        let bots = input.bots.iter().enumerate().filter(|(_, bot)| story.cast.knows(bot));
        let bots = bots.map(|(number, _)| number).collect();
        Self { id, bots, answer: Some(settings.render(&answer(&story))) }
    }
}

/// What was asked for and has not been met yet. Nothing of that is passed over in silence.
struct Missed<'a> {
    ids: BTreeSet<i64>,
    bots: BTreeMap<usize, &'a str>,
}

impl<'a> Missed<'a> {
    fn new(input: &'a InputArgs) -> Self {
        let bots = input.bots.iter().map(String::as_str).enumerate();
        let bots = bots.filter(|(_, bot)| *bot != NO_BOT).collect();
        Self { ids: input.ids.iter().copied().collect(), bots }
    }

    fn meets(&mut self, answered: &Answered) {
        if let Some(id) = answered.id {
            self.ids.remove(&id);
        }
        for bot in &answered.bots {
            self.bots.remove(bot);
        }
    }

    fn tell(&self, messages: &mut Messages<'_>) {
        for id in &self.ids {
            messages.note(&format!("no ticket has the number {id}"));
        }
        for bot in self.bots.values() {
            messages.note(&format!("--bot-id {bot}: no user has this identifier or number"));
        }
    }
}

fn usage(says: &str) -> anyhow::Error {
    Usage(says.to_owned()).into()
}
