//! `ticketctl redact`

use super::reading::{Make, Visit};
use super::{App, InputArgs};
use crate::analysis::redact::{Account, Key, Kind, Left, Redacted, Redactor};
use crate::error::{CANNOT_WRITE, Outcome, Usage};
use crate::page::Page;
use crate::render::{Texts, WholeLines};
use anyhow::Context;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
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
        let lasts = self.key_file.is_some();
        let account = Account { kept: self.keep.clone(), lasts, ..Account::default() };
        let mut redacted = Tickets { texts, is_terminal, account, failed: Failed::default() };
        let make: &Make<'_, _> =
            &|met| (met.record.ticket.id.copied(), redactor.redact(met.story()));
        let read = reading.each(make, &mut redacted)?;
        let Tickets { texts, mut account, failed, .. } = redacted;
        texts.finish().context(CANNOT_WRITE)?;
        for says in &failed.told {
            read.messages.error(says);
        }
        let untold = failed.tickets.saturating_sub(failed.told.len() as u64);
        if untold > 0 {
            read.messages.error(&format!("{untold} more tickets in which a value is left"));
        }
        // Into a file nothing goes that was to be replaced.
        account.shows_values = account.tickets == 1 && read.messages.is_private();
        read.messages.report(&Page::from(&account));
        Ok(if failed.tickets > 0 { read.outcome.or_no() } else { read.outcome })
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
    account: Account,
    failed: Failed,
}

/// Tickets that could not be redacted.
#[derive(Debug, Default)]
struct Failed {
    tickets: u64,
    /// What is the matter with the first of them.
    told: Vec<String>,
}

impl<W: Write> Visit<(Option<i64>, Result<Redacted, Left>)> for Tickets<W> {
    fn take(
        &mut self,
        (id, made): (Option<i64>, Result<Redacted, Left>),
        source: &Arc<str>,
    ) -> anyhow::Result<ControlFlow<()>> {
        match made {
            Ok(redacted) => {
                self.texts.print(self.account.add(redacted)).context(CANNOT_WRITE)?;
                if self.is_terminal {
                    self.flush()?;
                }
            }
            Err(left) => self.failed.add(id, &left, source),
        }
        Ok(ControlFlow::Continue(()))
    }

    fn flush(&mut self) -> anyhow::Result<()> {
        self.texts.flush().context(CANNOT_WRITE)
    }
}

impl Failed {
    fn add(&mut self, id: Option<i64>, left: &Left, source: &str) {
        self.tickets += 1;
        if self.told.len() < MOST_TOLD {
            let ticket = id.map_or_else(|| "a ticket".to_owned(), |id| format!("ticket {id}"));
            self.told.push(format!(
                "{source}: {ticket} is not printed: a value that is personal elsewhere in it ({}) is left at {}",
                left.kind.name(),
                left.pointer
            ));
        }
    }
}
