//! One input: taken apart, given out in batches, taken back in order.
//!
//! Two ways lead through an input. The sure one takes it apart byte by byte. The quick one takes
//! lines on trust, where lines have held a ticket each, and leaves it to those who read them to find
//! out; if some do not, the lines are given back and go the sure way. Both come to the same.

use super::batch::{Batch, Content, Origin};
use super::crew::Crew;
use super::order::{Rest, Settled};
use super::problem::What;
use super::reading::{Flow, ON, Reading};
use super::splitting::{Met, Piece, Splitter};
use std::iter;
use std::mem;
use std::ops::ControlFlow;
use std::sync::Arc;

/// One input on its way.
pub(super) struct Text {
    pieces: Splitter,
    origin: Origin,
    batch: Batch,
    /// Whether lines are taken on trust.
    is_quick: bool,
    /// The byte from which on they may be.
    trust: u64,
    /// How far the sure way is gone when trust was misplaced once more.
    doubt: u64,
    /// How many lines of other text stand before the next piece.
    lines: u64,
    /// Whether text may be left of a broken value.
    in_debris: bool,
}

/// How large a batch is, more or less.
const BATCH: usize = 256 << 10;

/// How far the sure way is gone after the second and after the last disappointment.
const LEAST_DOUBT: u64 = 256 << 10;
const MOST_DOUBT: u64 = 64 << 20;

impl Text {
    pub(super) fn new(pieces: Splitter, origin: Origin) -> Self {
        let batch = Batch::new(&origin);
        Self {
            pieces,
            origin,
            batch,
            is_quick: false,
            trust: 0,
            doubt: 0,
            lines: 0,
            in_debris: false,
        }
    }

    /// Reads it to its end.
    pub(super) fn read<'e, T: Send + 'e, E>(
        mut self,
        reading: &mut Reading<'_, 'e, '_, T, E>,
    ) -> Flow<E> {
        loop {
            if reading.crew.may_grow() && self.pieces.at().byte > reading.limits.alone_bytes {
                self.pieces.feed().read_ahead();
                reading.crew.grow();
            }
            let may_be_quick = self.pieces.is_at_lines() && self.pieces.at().byte >= self.trust;
            let (flow, is_over) = if may_be_quick {
                self.give_out(&mut reading.crew);
                self.is_quick = true;
                self.take_lines();
                (self.go_on(reading)?, false)
            } else if self.is_quick {
                // Were the lines what they seemed to be? If not, they are met again.
                self.is_quick = false;
                (self.collect(reading, true)?, false)
            } else {
                self.take_piece(reading)?
            };
            match flow {
                ControlFlow::Break(()) => return Ok(ControlFlow::Break(())),
                ControlFlow::Continue(Rest::Hopeless) => {
                    reading.crew.recall();
                    return Ok(ON);
                }
                ControlFlow::Continue(Rest::Wanted) if is_over => return Ok(ON),
                ControlFlow::Continue(Rest::Wanted) => {}
            }
        }
    }

    /// Takes lines as they stand there.
    fn take_lines(&mut self) {
        let mut lines = Vec::new();
        let start = self.pieces.at();
        let failure = self.pieces.take_lines(&mut lines).err();
        if failure.is_some() || lines.is_empty() {
            // The sure way knows what to do at the end, and what to say of a failure.
            if let Some(error) = failure {
                self.pieces.feed().fail_later(error);
            }
            self.pieces.give_back(iter::once(&*lines), start);
            self.trust = u64::MAX;
            return;
        }
        self.batch.text = lines;
        self.batch.content = Content::Lines(start);
    }

    /// Takes the next piece; tells whether the input is over.
    fn take_piece<'e, T: Send + 'e, E>(
        &mut self,
        reading: &mut Reading<'_, 'e, '_, T, E>,
    ) -> Result<(Settled, bool), E> {
        let (problem, is_over) = match self.pieces.next() {
            Ok(Some(piece)) => {
                let before = mem::take(&mut self.lines);
                self.batch.add(piece, before, &self.pieces);
                match piece {
                    Piece::Text { lines, .. } if !self.in_debris => self.lines = lines,
                    Piece::Broken { .. } => self.in_debris = true,
                    Piece::Value => self.in_debris = false,
                    _ => {}
                }
                (None, matches!(piece, Piece::Html | Piece::Nul))
            }
            Ok(None) => {
                let nothing = match self.pieces.met() {
                    Met::Nothing => Some((None, What::Empty)),
                    Met::Text => Some((None, What::NoJson)),
                    Met::Json => None,
                };
                (nothing, true)
            }
            Err(error) => (Some(What::of_error(error, Some(self.pieces.at()))), true),
        };
        if !is_over {
            return Ok((self.go_on(reading)?, false));
        }
        self.give_out(&mut reading.crew);
        let flow = self.collect(reading, true)?;
        if let (Some((at, what)), ControlFlow::Continue(Rest::Wanted)) = (problem, flow) {
            reading.order.problem(self.origin.problem(at, what))?;
        }
        Ok((flow, true))
    }

    /// Gives the batch out if it is due, and takes back what is due.
    fn go_on<'e, T: Send + 'e, E>(
        &mut self,
        reading: &mut Reading<'_, 'e, '_, T, E>,
    ) -> Result<Settled, E> {
        let waits = !self.pieces.feed().is_at_hand();
        if waits || self.is_quick || self.batch.text.len() >= BATCH {
            self.give_out(&mut reading.crew);
        }
        self.collect(reading, waits)
    }

    fn give_out<'e, T: Send + 'e>(&mut self, crew: &mut Crew<'_, 'e, T>) {
        if !self.batch.is_empty() {
            crew.read(mem::replace(&mut self.batch, Batch::new(&self.origin)));
        }
    }

    /// Takes back what came of batches: of all, or of as many as make room for others.
    fn collect<'e, T: Send + 'e, E>(
        &mut self,
        reading: &mut Reading<'_, 'e, '_, T, E>,
        all: bool,
    ) -> Result<Settled, E> {
        let crew = &mut reading.crew;
        while all || crew.is_busy() {
            let Some((batch, found)) = crew.next() else { break };
            let Some(outcomes) = found else {
                self.go_back(&batch, &crew.recall());
                break;
            };
            let flow = reading.order.settle(outcomes, &self.origin)?;
            if matches!(batch.content, Content::Lines(_)) {
                self.pieces.feed().be_patient_from(reading.order.worth_until());
            }
            if flow != ControlFlow::Continue(Rest::Wanted) {
                return Ok(flow);
            }
        }
        Ok(ControlFlow::Continue(Rest::Wanted))
    }

    /// Goes back to lines that were not what they seemed to be, and gives back those after them.
    fn go_back(&mut self, lines: &Batch, after: &[Arc<Batch>]) {
        let Content::Lines(start) = lines.content else { return };
        let texts = iter::once(lines).chain(after.iter().map(AsRef::as_ref));
        self.pieces.give_back(texts.map(|batch| &*batch.text), start);
        self.is_quick = false;
        self.trust = start.byte.saturating_add(lines.text.len() as u64).saturating_add(self.doubt);
        self.doubt = self.doubt.saturating_mul(2).clamp(LEAST_DOUBT, MOST_DOUBT);
    }
}
