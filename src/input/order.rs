//! What comes of the pieces of an input, put in order: handed over, told, counted.

use super::batch::Origin;
use super::layers::Layers;
use super::outcome::{Came, Outcome};
use super::problem::{Problem, Severity, What};
use super::quota::Quota;
use super::reading::{Flow, Limits, ON, Take, Tally, Tell};
use std::ops::ControlFlow;
use std::sync::Arc;

/// The end of the line, where everything is in order again.
pub(super) struct Order<'c, T, E> {
    take: &'c mut Take<'c, T, E>,
    tell: &'c mut Tell<'c, E>,
    quota: Quota,
    pub(super) tally: Tally,
    /// Whether what comes may still belong to a broken ticket of several lines.
    in_debris: bool,
    /// Whether no ticket has come since a value that is no JSON. If it did not end where it seemed to,
    /// what comes may be anything.
    is_astray: bool,
    /// How many bytes may go by for nothing, and from which on. The feed stops at so many between
    /// values; this is for values that are no tickets, of which the feed knows nothing. They may take
    /// twice as many, since the last ticket itself may take as many.
    patience: Option<u64>,
    since: u64,
}

/// Whether the rest of an input is worth reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    Wanted,
    /// Enough of it has been read for nothing.
    Hopeless,
}

/// Whether to go on at all, and with this input.
pub(super) type Settled = ControlFlow<(), Rest>;

impl<'c, T, E> Order<'c, T, E> {
    pub(super) fn new(
        take: &'c mut Take<'c, T, E>,
        tell: &'c mut Tell<'c, E>,
        limits: &Limits,
    ) -> Self {
        Self {
            take,
            tell,
            quota: Quota::new(limits.of_a_kind),
            tally: Tally::default(),
            in_debris: false,
            is_astray: false,
            patience: None,
            since: 0,
        }
    }

    /// Begins an input.
    pub(super) fn begin(&mut self, layers: Layers, limit: usize) {
        (self.in_debris, self.is_astray) = (false, false);
        self.patience = layers.is_packed.then_some(limit as u64);
        self.since = 0;
    }

    /// Returns where the last ticket ended.
    pub(super) fn worth_until(&self) -> u64 {
        self.since
    }

    /// Ends an input: tells what was kept back of it.
    pub(super) fn end(&mut self) -> Result<(), E> {
        self.quota.rest().into_iter().try_for_each(&mut *self.tell)
    }

    /// Does with each outcome what is to be done with it.
    pub(super) fn settle(
        &mut self,
        outcomes: Vec<Outcome<T>>,
        origin: &Origin,
    ) -> Result<Settled, E> {
        for Outcome { byte, came } in outcomes {
            if is_worth_it(&came) {
                self.since = byte;
            } else if let Some(limit) = self.patience
                && byte.saturating_sub(self.since) > limit.saturating_mul(2)
            {
                let limit = usize::try_from(limit).unwrap_or(usize::MAX);
                self.problem(origin.problem(None, What::NoTicketFor { limit }))?;
                return Ok(ControlFlow::Continue(Rest::Hopeless));
            }
            if self.one(came)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(Rest::Wanted))
    }

    fn one(&mut self, came: Came<T>) -> Flow<E> {
        match came {
            Came::Ticket(answer) => {
                (self.in_debris, self.is_astray) = (false, false);
                self.tally.tickets += 1;
                return (self.take)(answer);
            }
            Came::Stray(_) | Came::Broken { whole: false, .. } if self.in_debris => {}
            Came::Stray(problem) if self.is_astray && problem.is_text_at_the_end() => {
                self.problem(Problem { what: What::RestOfBroken, ..problem })?;
            }
            Came::Told(problem) | Came::Stray(problem) => {
                self.is_astray |= matches!(problem.what, What::Invalid { .. });
                self.problem(problem)?;
            }
            Came::Broken { problem, long, .. } => {
                self.in_debris |= long;
                self.problem(problem)?;
            }
            Came::EventWithoutTicket(problem) => {
                self.tally.events_without_ticket += 1;
                self.problem(problem)?;
            }
            Came::EmptyList => self.tally.empty_lists += 1,
            Came::Another => self.tally.lost += 1,
        }
        Ok(ON)
    }

    /// Tells what is the matter with a source as a whole.
    pub(super) fn tell(&mut self, source: &Arc<str>, what: What) -> Result<(), E> {
        self.problem(Problem { source: Arc::clone(source), at: None, what, excerpt: None })
    }

    /// Tells a problem, unless there were enough of its kind.
    pub(super) fn problem(&mut self, problem: Problem) -> Result<(), E> {
        if problem.severity() == Severity::Lost {
            self.tally.lost += 1;
        }
        match self.quota.admit(problem) {
            Some(problem) => (self.tell)(problem),
            None => Ok(()),
        }
    }
}

/// Tells whether it was right to read so far. What is too large may take its limit.
fn is_worth_it<T>(came: &Came<T>) -> bool {
    match came {
        Came::Ticket(_) | Came::EventWithoutTicket(_) => true,
        Came::Told(problem) => {
            matches!(problem.what, What::TooLarge { .. } | What::TooManyParts)
        }
        _ => false,
    }
}
