//! One run: reads the tickets, asks for the answer, prints it.

use super::input_args::{InputArgs, ReadingArgs};
use super::reading::{Make, Reading, Visit};
use super::watch::Space;
use crate::analysis::stats::Read;
use crate::analysis::{Now, Story};
use crate::error::{CANNOT_WRITE, Outcome, Usage};
use crate::input::{Input, Limits, Parts, Source, file_name};
use crate::messages::Messages;
use crate::model::{Record, Text};
use crate::page::{Line, Report, Role};
use crate::render::{Format, Printer, Rendered, Settings, WholeLines, fields, print_alone};
use crate::terminal::Terminal;
use anyhow::Context;
use std::io::{self, Write};
use std::mem;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Everything that a command needs of its surroundings.
pub(crate) struct App<'a> {
    pub(crate) terminal: &'a Terminal,
    pub(crate) settings: Settings,
    /// Builds the whole command line, for what tells of it.
    pub(crate) command_line: fn() -> clap::Command,
    pub(crate) stdin: Input,
    pub(crate) stdout: &'a mut dyn Write,
    pub(crate) messages: Messages<'a>,
    pub(crate) verbose: bool,
    pub(crate) quiet: bool,
    /// What `today` and ages are counted from.
    pub(crate) now: Now,
}

impl<'a> App<'a> {
    /// Prints an answer about each ticket of the input, holding one ticket at a time.
    pub(super) fn report_each<R: Report>(
        &mut self,
        input: &InputArgs,
        answer: impl Fn(&Story<'_>) -> R + Sync,
    ) -> anyhow::Result<Outcome> {
        self.pages(input, |_| Ok(None), answer)
    }

    /// Prints an answer about each ticket of the input, and before them a page that people need to
    /// understand them; data has it in each of them.
    pub(super) fn report_each_after<P: Report, R: Report>(
        &mut self,
        preface: &P,
        input: &InputArgs,
        answer: impl Fn(&Story<'_>) -> R + Sync,
    ) -> anyhow::Result<Outcome> {
        let is_page = self.settings.format == Format::Table;
        let preface = |settings: &Settings| is_page.then(|| settings.render(preface)).transpose();
        self.pages(input, preface, answer)
    }

    /// Prints what is known without any input: one page, or as data an object for each.
    pub(super) fn report_known<P: Report, R: Report>(
        &mut self,
        page: &P,
        each: &[R],
    ) -> anyhow::Result<Outcome> {
        self.expect_fields(|| each.first().map_or_else(Vec::new, fields))?;
        let settings = &self.settings;
        let mut out = WholeLines::new(&mut *self.stdout);
        if settings.format == Format::Table {
            print_alone(page, settings, &mut out).context(CANNOT_WRITE)?;
            return Ok(Outcome::Done);
        }
        let mut printer = Printer::new::<R>(settings, out).context(CANNOT_WRITE)?;
        for answer in each {
            let answer = settings.render(answer);
            answer.and_then(|answer| printer.print(&answer)).context(CANNOT_WRITE)?;
        }
        printer.finish().context(CANNOT_WRITE)?;
        Ok(Outcome::Done)
    }

    fn pages<R: Report>(
        &mut self,
        input: &InputArgs,
        preface: impl FnOnce(&Settings) -> io::Result<Option<Rendered>>,
        answer: impl Fn(&Story<'_>) -> R + Sync,
    ) -> anyhow::Result<Outcome> {
        self.expect_fields_of::<R>(&answer)?;
        let (reading, out, settings) = self.parts(input)?;
        let mut printer =
            Printer::new::<R>(settings, WholeLines::new(out)).context(CANNOT_WRITE)?;
        if let Some(preface) = preface(settings).context(CANNOT_WRITE)? {
            printer.print(&preface).context(CANNOT_WRITE)?;
        }
        let mut pages = Pages { printer, is_terminal: settings.terminal };
        let read = reading.each(&|met| settings.render(&answer(met.story())), &mut pages)?;
        pages.printer.finish().context(CANNOT_WRITE)?;
        Ok(read.outcome)
    }

    /// Refuses fields that an answer about a ticket does not have.
    pub(super) fn expect_fields_of<R: Report>(
        &self,
        answer: impl Fn(&Story<'_>) -> R,
    ) -> Result<(), Usage> {
        self.expect_fields(|| match self.settings.format {
            format if format.is_flat() => R::HEADER.iter().map(|&name| name.to_owned()).collect(),
            _ => {
                let record = Record::read("{\"id\":0}").ok().flatten();
                record.map_or_else(Vec::new, |record| fields(&answer(&Story::of(&record, &[]))))
            }
        })
    }

    /// Takes apart what reads and what is written to, once it is known that reading can begin.
    pub(super) fn parts<'s>(
        &'s mut self,
        input: &'s InputArgs,
    ) -> anyhow::Result<(Reading<'s, 'a>, &'s mut dyn Write, &'s Settings)> {
        let reading = Reading {
            conditions: input.conditions(self.now)?,
            sources: self.sources(input)?,
            input,
            limits: self.limits(&input.manner),
            stdin: mem::replace(&mut self.stdin, Box::new(io::empty())),
            dedupe: false,
            space: Space::of(self.terminal, &self.settings, self.quiet),
            messages: &mut self.messages,
        };
        Ok((reading, &mut *self.stdout, &self.settings))
    }

    /// Says how much of a thing is enough in this run.
    pub(super) fn limits(&self, manner: &ReadingArgs) -> Limits {
        let of_a_kind = if self.verbose { u64::MAX } else { Limits::default().of_a_kind };
        Limits {
            ticket_bytes: manner.max_ticket_size,
            of_a_kind,
            threads: manner.threads.unwrap_or(self.terminal.threads),
            ..Limits::default()
        }
    }

    /// Prints one answer about all tickets of the input together, holding one ticket at a time.
    ///
    /// `make` makes of a ticket what the answer needs of it and knows no other ticket, `other` the
    /// same of one that the conditions rule out; `enter` adds that to the rest, in the order of the
    /// input; `answer` is asked when everything was read.
    /// `parts` is what `make` looks at; what is asked for besides, may need all of a ticket.
    pub(super) fn report_all<T: Default, C: Send, R: Report>(
        &mut self,
        input: &InputArgs,
        parts: Parts,
        (make, other): (&Make<'_, C>, Option<&Make<'_, C>>),
        enter: impl Fn(&mut T, C),
        answer: impl Fn(T, Read) -> R,
    ) -> anyhow::Result<Outcome> {
        self.expect_fields(|| match self.settings.format {
            format if format.is_flat() => R::HEADER.iter().map(|&name| name.to_owned()).collect(),
            _ => fields(&answer(T::default(), Read::default())),
        })?;
        let (mut reading, out, settings) = self.parts(input)?;
        if reading.conditions.is_empty() && input.manner.bots.is_empty() {
            reading.limits.parts = parts;
        }
        reading.space.answers_apart = true;
        let mut entries = Entries { total: T::default(), enter, files: 0, file: None };
        let read = reading.each_and_others(make, other, &mut entries)?;
        let answer = answer(entries.total, Read { files: entries.files, skipped: read.lost });
        print_alone(&answer, settings, &mut WholeLines::new(out)).context(CANNOT_WRITE)?;
        Ok(read.outcome)
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

/// One answer after the other.
struct Pages<W> {
    printer: Printer<W>,
    is_terminal: bool,
}

impl<W: Write> Visit<io::Result<Rendered>> for Pages<W> {
    fn take(
        &mut self,
        answer: io::Result<Rendered>,
        _: &Arc<str>,
    ) -> anyhow::Result<ControlFlow<()>> {
        answer.and_then(|answer| self.printer.print(&answer)).context(CANNOT_WRITE)?;
        if self.is_terminal {
            self.flush()?;
        }
        Ok(ControlFlow::Continue(()))
    }

    fn flush(&mut self) -> anyhow::Result<()> {
        self.printer.flush().context(CANNOT_WRITE)
    }
}

/// What was made of tickets, added up.
struct Entries<T, F> {
    total: T,
    enter: F,
    files: u64,
    /// The last one.
    file: Option<Arc<str>>,
}

impl<T, C, F: Fn(&mut T, C)> Visit<C> for Entries<T, F> {
    fn take(&mut self, made: C, source: &Arc<str>) -> anyhow::Result<ControlFlow<()>> {
        (self.enter)(&mut self.total, made);
        if self.file.as_ref() != Some(source) {
            self.file = Some(Arc::clone(source));
            self.files = self.files.saturating_add(1);
        }
        Ok(ControlFlow::Continue(()))
    }

    fn pass(&mut self, made: C) {
        (self.enter)(&mut self.total, made);
    }

    fn flush(&mut self) -> anyhow::Result<()> {
        Ok(())
    }
}

fn usage(says: &str) -> anyhow::Error {
    Usage(says.to_owned()).into()
}
