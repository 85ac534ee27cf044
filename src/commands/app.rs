//! One run: reads the tickets, asks for the answer, prints it.

use super::input_args::InputArgs;
use crate::analysis::Story;
use crate::error::{CANNOT_WRITE, Outcome, Usage};
use crate::input::{Limits, Source, each_record};
use crate::messages::Messages;
use crate::model::Text;
use crate::page::{Line, Report, Role};
use crate::render::{Format, Printer, Settings};
use crate::terminal::Terminal;
use anyhow::Context;
use std::cell::RefCell;
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
}

impl App<'_> {
    /// Prints an answer about each ticket of the input, holding one ticket at a time.
    pub(super) fn report_each<R: Report>(
        &mut self,
        input: &InputArgs,
        answer: impl Fn(&Story<'_>) -> R,
    ) -> anyhow::Result<Outcome> {
        let sources = self.sources(input)?;
        let limits = if self.verbose {
            Limits { of_a_kind: u64::MAX, ..Limits::default() }
        } else {
            Limits::default()
        };
        let out = BufWriter::new(&mut *self.stdout);
        let printer = Printer::new(&self.settings, out).context(CANNOT_WRITE)?;
        let printer = RefCell::new(printer);
        let mut shown = 0;
        let is_terminal = self.settings.terminal;
        let tally = each_record::<anyhow::Error>(
            &sources,
            self.stdin,
            &limits,
            &mut |record, _| {
                let id = record.ticket.id.copied();
                if !input.ids.is_empty() && !id.is_some_and(|id| input.ids.contains(&id)) {
                    return Ok(ControlFlow::Continue(()));
                }
                shown += 1;
                let mut printer = printer.borrow_mut();
                let answer = answer(&Story::of(record, &input.bots));
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
        if shown == 0 && tally.tickets > 0 {
            self.messages.note("none of the tickets has the number asked for");
        }
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

fn usage(says: &str) -> anyhow::Error {
    Usage(says.to_owned()).into()
}
