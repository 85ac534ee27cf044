//! From sources to records: what is done with each piece of an input.

use super::layers::Layers;
use super::place::{Place, Position};
use super::problem::{Problem, Severity, What};
use super::quota::Quota;
use super::source::{Files, Source, file_name, open, reason};
use super::splitting::{Piece, Splitter};
use crate::model::Record;
use std::io::BufRead;
use std::ops::ControlFlow;
use std::sync::Arc;

/// How much of a thing is enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How large one ticket may be.
    pub ticket_bytes: usize,
    /// How many notes and warnings of a kind are told for each input; the rest is counted.
    pub of_a_kind: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { ticket_bytes: 64 << 20, of_a_kind: 3 }
    }
}

/// What came of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Tickets that were handed over.
    pub tickets: u64,
    /// Things that could not be read, or are no tickets.
    pub lost: u64,
    /// Lists and list pages that hold nothing, and rightly so.
    pub empty_lists: u64,
    /// Webhook changes without a ticket.
    pub events_without_ticket: u64,
}

impl Tally {
    /// Tells whether there was nothing to read at all: not even a list without tickets.
    pub fn is_void(&self) -> bool {
        self.tickets == 0 && self.lost == 0 && self.empty_lists == 0
    }
}

/// What is done with a ticket; `Break` ends the reading.
pub type UseRecord<'c, E> = dyn FnMut(&Record<'_>, &Place) -> Result<ControlFlow<()>, E> + 'c;

/// What is done with a problem.
pub type Tell<'c, E> = dyn FnMut(Problem) -> Result<(), E> + 'c;

/// Reads each ticket of the sources, in order, and tells problems as they come.
///
/// # Errors
/// Only what the callbacks return. What is wrong with an input is told, and the rest is read.
pub fn each_record<E>(
    sources: &[Source],
    stdin: &mut dyn BufRead,
    limits: &Limits,
    use_record: &mut UseRecord<'_, E>,
    tell: &mut Tell<'_, E>,
) -> Result<Tally, E> {
    let mut reading = Reading {
        limits,
        use_record,
        tell,
        tally: Tally::default(),
        quota: Quota::new(limits.of_a_kind),
        source: Arc::from(""),
        layers: Layers::default(),
        in_debris: false,
    };
    // Who ends the reading knows it.
    let _ = reading.sources(sources, stdin)?;
    Ok(reading.tally)
}

/// Whether to go on.
pub(super) type Flow<E> = Result<ControlFlow<()>, E>;

const ON: ControlFlow<()> = ControlFlow::Continue(());

/// The state of one reading.
pub(super) struct Reading<'c, E> {
    pub(super) limits: &'c Limits,
    pub(super) use_record: &'c mut UseRecord<'c, E>,
    tell: &'c mut Tell<'c, E>,
    pub(super) tally: Tally,
    quota: Quota,
    pub(super) source: Arc<str>,
    pub(super) layers: Layers,
    /// Whether what comes may still belong to a broken ticket of several lines.
    pub(super) in_debris: bool,
}

impl<E> Reading<'_, E> {
    fn sources(&mut self, sources: &[Source], stdin: &mut dyn BufRead) -> Flow<E> {
        let mut stdin = Some(stdin);
        for source in sources {
            self.source = source.name();
            let flow = match (source, stdin.take()) {
                (Source::Stdin, Some(stdin)) => self.input(stdin)?,
                (Source::Stdin, None) => {
                    self.tell(None, What::StdinTwice)?;
                    ON
                }
                (Source::Path(path), unused) => {
                    stdin = unused;
                    self.files(Files::of(path))?
                }
            };
            if flow.is_break() {
                return Ok(flow);
            }
        }
        Ok(ON)
    }

    fn files(&mut self, files: Files) -> Flow<E> {
        let named = Arc::clone(&self.source);
        let mut none = true;
        for file in files {
            none = false;
            let (path, opened) = match file {
                Ok(path) => {
                    let opened = open(&path);
                    (path, opened)
                }
                Err((folder, error)) => (folder, Err(error)),
            };
            self.source = file_name(path.as_os_str()).into();
            match opened {
                Ok(mut file) => {
                    if self.input(&mut file)?.is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
                Err(error) => {
                    self.tell(None, What::Unreadable(reason(&error)))?;
                }
            }
        }
        if none {
            self.source = named;
            self.tell(None, What::NoFiles)?;
        }
        Ok(ON)
    }

    /// Does with a piece of an input what is to be done with it.
    pub(super) fn piece(&mut self, piece: Piece, pieces: &Splitter<'_>) -> Flow<E> {
        let at = Some(pieces.start());
        match piece {
            Piece::Value => return self.value(pieces.frame(), pieces.start()),
            Piece::AnotherScalar => self.tally.lost += 1,
            Piece::Broken { why, rest_lost } => {
                self.broken(pieces.frame(), pieces.start(), why, rest_lost)?;
            }
            Piece::TooLarge => {
                self.tell(
                    at,
                    What::TooLarge {
                        limit: self.limits.ticket_bytes,
                        unpacked: self.layers.is_packed,
                    },
                )?;
            }
            Piece::TooManyParts => self.tell(at, What::TooManyParts)?,
            Piece::EmptyList => self.tally.empty_lists += 1,
            Piece::Slip(what) => self.tell(at, What::Slip(what))?,
            Piece::BrokenPage => {
                let why = "brackets do not match behind the tickets of the list page".to_owned();
                self.tell(at, What::Invalid { why, rest_lost: true })?;
            }
            Piece::OpenList => self.tell(at, What::CutOff("a list"))?,
            Piece::Text { .. } if self.in_debris => {}
            Piece::Text { lines, stand } => self.tell(at, What::OtherText { lines, stand })?,
            Piece::Html => {
                self.tell(None, What::Foreign("this is an HTML page, not JSON"))?;
            }
            Piece::Nul => {
                // Of what was translated, nobody can find the byte.
                let byte = (!self.layers.is_utf16).then_some(pieces.start().byte);
                self.tell(at, What::Nul { byte })?;
            }
        }
        Ok(ON)
    }

    /// Tells what was kept back of an input.
    pub(super) fn tell_the_rest(&mut self) -> Result<(), E> {
        self.quota.rest().into_iter().try_for_each(&mut *self.tell)
    }

    /// Tells a problem that needs no excerpt.
    pub(super) fn tell(&mut self, at: Option<Position>, what: What) -> Result<(), E> {
        let source = Arc::clone(&self.source);
        self.tell_problem(Problem { source, at, what, excerpt: None })
    }

    /// Tells a problem, unless there were enough of its kind.
    pub(super) fn tell_problem(&mut self, problem: Problem) -> Result<(), E> {
        if problem.severity() == Severity::Lost {
            self.tally.lost += 1;
        }
        match self.quota.admit(problem) {
            Some(problem) => (self.tell)(problem),
            None => Ok(()),
        }
    }
}
