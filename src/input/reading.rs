//! From sources to answers.

use super::Input;
use super::batch::{Batch, Origin};
use super::crew::Crew;
use super::feed::Feed;
use super::layers::Opened;
use super::meter::{Meter, Metered};
use super::order::Order;
use super::place::Place;
use super::problem::{Problem, What};
use super::source::{Files, Source, file_name, open, reason};
use super::splitting::Splitter;
use super::text::Text;
use super::values::Findings;
use crate::model::Record;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::thread;

/// How much of a thing is enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How large one ticket may be.
    pub ticket_bytes: usize,
    /// How many notes and warnings of a kind are told for each input; the rest is counted.
    pub of_a_kind: u64,
    /// How much of each ticket is read.
    pub parts: Parts,
    /// How many threads read tickets; one reads them as they come.
    pub threads: usize,
    /// How much of an input is read before other threads are asked to help.
    pub alone_bytes: u64,
}

/// How much of a ticket is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Parts {
    /// All of it.
    #[default]
    All,
    /// What is reported and who takes part: see [`Record::read_head`].
    Head,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            ticket_bytes: 64 << 20,
            of_a_kind: 3,
            parts: Parts::All,
            threads: 1,
            alone_bytes: 512 << 10,
        }
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

/// What is made of a ticket. Several threads may ask at a time.
pub type Answer<'c, T> = dyn Fn(&Record<'_>, &Place) -> T + Sync + 'c;

/// What is done with an answer; `Break` ends the reading.
pub type Take<'c, T, E> = dyn FnMut(T) -> Result<ControlFlow<()>, E> + 'c;

/// What is done with a problem.
pub type Tell<'c, E> = dyn FnMut(Problem) -> Result<(), E> + 'c;

/// Reads each ticket of the sources. Answers and problems come in the order of the input, whatever
/// the number of threads.
///
/// # Errors
/// Only what the callbacks return. What is wrong with an input is told, and the rest is read.
pub fn each_answer<T: Send, E>(
    sources: &[Source],
    stdin: Input,
    limits: &Limits,
    answer: &Answer<'_, T>,
    take: &mut Take<'_, T, E>,
    tell: &mut Tell<'_, E>,
) -> Result<Tally, E> {
    each_answer_metered(sources, stdin, limits, None, answer, take, tell)
}

/// The same, and counts the bytes that are read for those who watch.
///
/// # Errors
/// Only what the callbacks return.
pub fn each_answer_metered<T: Send, E>(
    sources: &[Source],
    stdin: Input,
    limits: &Limits,
    meter: Option<&Arc<Meter>>,
    answer: &Answer<'_, T>,
    take: &mut Take<'_, T, E>,
    tell: &mut Tell<'_, E>,
) -> Result<Tally, E> {
    let work = |batch: &Batch| Findings::of(batch, answer);
    thread::scope(|scope| {
        let crew = Crew::new(&work, limits.threads, scope);
        let order = Order::new(take, tell, limits);
        let mut reading = Reading { limits, meter, crew, order };
        // Who ends the reading knows it.
        let _ = reading.sources(sources, stdin)?;
        Ok(reading.order.tally)
    })
}

/// Whether to go on.
pub(super) type Flow<E> = Result<ControlFlow<()>, E>;

pub(super) const ON: ControlFlow<()> = ControlFlow::Continue(());

/// The state of one reading.
pub(super) struct Reading<'s, 'e, 'c, T, E> {
    pub(super) limits: &'c Limits,
    meter: Option<&'c Arc<Meter>>,
    pub(super) crew: Crew<'s, 'e, T>,
    pub(super) order: Order<'c, T, E>,
}

impl<'e, T: Send + 'e, E> Reading<'_, 'e, '_, T, E> {
    fn sources(&mut self, sources: &[Source], stdin: Input) -> Flow<E> {
        let mut stdin = Some(stdin);
        for source in sources {
            let flow = match (source, stdin.take()) {
                (Source::Stdin, Some(stdin)) => self.input(source.name(), stdin)?,
                (Source::Stdin, None) => {
                    self.order.tell(&source.name(), What::StdinTwice)?;
                    ON
                }
                (Source::Path(path), unused) => {
                    stdin = unused;
                    self.files(Files::of(path), &source.name())?
                }
            };
            if flow.is_break() {
                return Ok(flow);
            }
        }
        Ok(ON)
    }

    fn files(&mut self, files: Files, named: &Arc<str>) -> Flow<E> {
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
            let source = file_name(path.as_os_str()).into();
            match opened {
                Ok(file) => {
                    if self.input(source, Box::new(file))?.is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
                Err(error) => self.order.tell(&source, What::Unreadable(reason(&error)))?,
            }
        }
        if none {
            self.order.tell(named, What::NoFiles)?;
        }
        Ok(ON)
    }

    /// Reads one input from its beginning to its end.
    fn input(&mut self, source: Arc<str>, from: Input) -> Flow<E> {
        let from = match self.meter {
            Some(meter) => Box::new(Metered { from, meter: Arc::clone(meter) }),
            None => from,
        };
        let flow = match Opened::of(from) {
            Ok(opened) => {
                let (layers, limit) = (opened.layers, self.limits.ticket_bytes);
                let origin = Origin { source, layers, limit, parts: self.limits.parts };
                self.order.begin(layers, limit);
                // A few bytes may unpack to endless nothing.
                let patience = layers.is_packed.then_some(limit);
                let feed = Feed::new(opened.text, opened.start, patience);
                Text::new(Splitter::new(feed, limit), origin).read(self)?
            }
            Err(what) => {
                self.order.tell(&source, what)?;
                ON
            }
        };
        self.order.end()?;
        Ok(flow)
    }
}
