//! `ticketctl redact`

use super::reading::{Make, Visit};
use super::{App, InputArgs};
use crate::analysis::redact::{Key, Kind, Left, Redacted, Redactor, Replaced};
use crate::error::{CANNOT_WRITE, Outcome, Usage};
use crate::page::{Line, Mark, Role};
use crate::render::{Texts, WholeLines};
use anyhow::Context;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The tickets with personal data replaced, proven and ready to share
#[derive(Args, Debug)]
#[command(after_help = AFTER)]
pub(crate) struct Redact {
    /// Leave personal data of this kind as it is
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = kinds())]
    keep: Vec<Kind>,
    /// Derive pseudonyms from this file: the same key, the same pseudonyms
    ///
    /// From its bytes, whatever they are. Without it each run makes a key of its own.
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    #[command(flatten)]
    input: InputArgs,
}

const AFTER: &str = "\
One ticket is printed as it is laid out, several one a line; -o json prints an array, -o jsonl always lines.
Numbers of tickets and transactions, times, spans, counts, states and channels stay. Free text stays, but for
values known from elsewhere in the ticket and for what looks like an address, a link or a telephone number:
read it before you share it. A ticket in which a value is left is not printed, and the exit status is 1.

A key: head -c 32 /dev/urandom > key. Whoever has it can tell whether a pseudonym stands for a value they guess.";

/// The largest key that makes sense, and more.
const LARGEST_KEY: u64 = 64 << 10;

/// So many tickets that could not be redacted are told one by one.
const MOST_TOLD: usize = 20;

impl Redact {
    pub(super) fn run(&self, app: &mut App<'_>) -> anyhow::Result<Outcome> {
        if !app.settings.fields.is_empty() {
            return Err(Usage("redact prints whole tickets; --fields is for answers".into()).into());
        }
        let redactor = Redactor::new(self.key()?, &self.keep);
        let (reading, out, settings) = app.parts(&self.input)?;
        let texts = Texts::new(settings, WholeLines::new(out)).context(CANNOT_WRITE)?;
        let is_terminal = settings.terminal;
        let mut redacted = Tickets { texts, is_terminal, done: Done::default() };
        let make: &Make<'_, _> =
            &|met| (met.record.ticket.id.copied(), redactor.redact(met.story()));
        let read = reading.each(make, &mut redacted)?;
        let Tickets { texts, done, .. } = redacted;
        texts.finish().context(CANNOT_WRITE)?;
        for says in &done.left {
            read.messages.error(says);
        }
        let untold = done.failed.saturating_sub(done.left.len() as u64);
        if untold > 0 {
            read.messages.error(&format!("{untold} more tickets in which a value is left"));
        }
        let shows_values = done.tickets == 1 && read.messages.is_private();
        read.messages.report(&done.report(&self.keep, self.key_file.is_some(), shows_values));
        Ok(if done.failed > 0 { read.outcome.or_no() } else { read.outcome })
    }

    fn key(&self) -> anyhow::Result<Key> {
        let bytes = if let Some(file) = &self.key_file {
            bytes(file).map_err(|error| {
                let reason = crate::error::reasons(&error.into());
                Usage(format!("--key-file {}: {reason}", file.display()))
            })?
        } else {
            let mut drawn = [0; 32];
            getrandom::fill(&mut drawn).map_err(|error| {
                Usage(format!("the system draws no key ({error}); name one: --key-file FILE"))
            })?;
            drawn.to_vec()
        };
        let short = || {
            let least = Key::SHORTEST;
            Usage(format!(
                "--key-file: a key has {least} bytes or more; head -c 32 /dev/urandom > key"
            ))
        };
        Key::new(&bytes).ok_or_else(short).map_err(Into::into)
    }
}

fn bytes(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(file)?.take(LARGEST_KEY).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Lists the kinds for the parser of the command line.
fn kinds() -> impl TypedValueParser<Value = Kind> {
    let kinds = Kind::ALL.map(|kind| PossibleValue::new(kind.name()).help(kind.meaning()));
    PossibleValuesParser::new(kinds)
        .try_map(|name| Kind::named(&name).ok_or_else(|| format!("no kind: \"{name}\"")))
}

/// The tickets on their way out.
struct Tickets<W: Write> {
    texts: Texts<W>,
    is_terminal: bool,
    done: Done,
}

/// What was done.
#[derive(Debug, Default)]
struct Done {
    tickets: u64,
    replaced: BTreeMap<Kind, Replaced>,
    /// How many tickets could not be redacted, and what is the matter with the first of them.
    failed: u64,
    left: Vec<String>,
}

impl<W: Write> Visit<(Option<i64>, Result<Redacted, Left>)> for Tickets<W> {
    fn take(
        &mut self,
        (id, made): (Option<i64>, Result<Redacted, Left>),
        source: &Arc<str>,
    ) -> anyhow::Result<ControlFlow<()>> {
        match made {
            Ok(redacted) => {
                self.done.add(redacted.replaced);
                self.texts.print(redacted.text).context(CANNOT_WRITE)?;
                if self.is_terminal {
                    self.flush()?;
                }
            }
            Err(left) => self.done.fail(id, &left, source),
        }
        Ok(ControlFlow::Continue(()))
    }

    fn flush(&mut self) -> anyhow::Result<()> {
        self.texts.flush().context(CANNOT_WRITE)
    }
}

impl Done {
    fn add(&mut self, replaced: BTreeMap<Kind, Replaced>) {
        self.tickets += 1;
        for (kind, more) in replaced {
            let times = more.times;
            let all = self.replaced.entry(kind).or_insert(Replaced { times: 0, ..more });
            all.times += times;
        }
    }

    fn fail(&mut self, id: Option<i64>, left: &Left, source: &str) {
        self.failed += 1;
        if self.left.len() < MOST_TOLD {
            let ticket = id.map_or_else(|| "a ticket".to_owned(), |id| format!("ticket {id}"));
            self.left.push(format!(
                "{source}: {ticket} is not printed: a value that is personal elsewhere in it ({}) is left at {}",
                left.kind.name(),
                left.pointer
            ));
        }
    }

    /// Says what was replaced. The values themselves are shown to those who have the ticket before
    /// them, and go into no file.
    fn report(&self, keep: &[Kind], has_key: bool, shows_values: bool) -> Vec<Line> {
        if self.tickets == 0 {
            return Vec::new();
        }
        let line = |mark: Mark, says: String| Line::new().mark(mark).own(format!(" {says}"));
        let tickets = match self.tickets {
            1 => String::new(),
            tickets => format!(" in {tickets} tickets"),
        };
        let mut lines = Vec::new();
        if self.replaced.is_empty() {
            lines.push(line(Mark::Good, format!("nothing to replace{tickets}")));
        } else {
            let says = format!("replaced{tickets}, the same value always by the same pseudonym");
            lines.push(line(Mark::Good, says));
        }
        for (kind, replaced) in &self.replaced {
            let times = match replaced.times {
                1 => "once".to_owned(),
                times => format!("{times} times"),
            };
            let mut row = Line::new().muted(format!("    {:<10} ", kind.name()));
            if shows_values {
                row = row.muted(format!("{times:<10} "));
                row = row.quote_start(&replaced.from, WIDEST, Role::Plain);
                row = row.muted(" → ").quote_start(&replaced.to, WIDEST, Role::Plain);
                row = row.muted(if replaced.times > 1 { ", …" } else { "" });
            } else {
                row = row.muted(times);
            }
            lines.push(row);
        }
        if !keep.is_empty() {
            let kept: Vec<_> = Kind::ALL.into_iter().filter(|kind| keep.contains(kind)).collect();
            let kept: Vec<_> = kept.into_iter().map(Kind::name).collect();
            lines.push(line(Mark::Caution, format!("kept as asked: {}", kept.join(", "))));
        }
        if !self.replaced.is_empty() {
            let says = "read back: none of the values that were replaced is left";
            lines.push(line(Mark::Good, says.to_owned()));
        }
        let says = "free text is matched against known values and patterns only: read it before you share it";
        lines.push(line(Mark::Caution, says.to_owned()));
        if !has_key {
            let says =
                "pseudonyms of this run only; with --key-file they are the same in every run";
            lines.push(line(Mark::Note, says.to_owned()));
        }
        lines
    }
}

/// Longer values are shown in part.
const WIDEST: usize = 24;
