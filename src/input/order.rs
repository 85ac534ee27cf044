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
    /// How many bytes of the input may bring no ticket, and from which byte they are counted.
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
            patience: None,
            since: 0,
        }
    }

    /// Begins an input.
    pub(super) fn begin(&mut self, layers: Layers, limits: &Limits) {
        self.in_debris = false;
        self.patience = layers.is_packed.then_some(limits.ticket_bytes as u64);
        self.since = 0;
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
            let is_ticket = matches!(came, Came::Ticket(_) | Came::EventWithoutTicket(_));
            if is_ticket {
                self.since = byte;
            } else if let Some(limit) = self.patience.filter(|limit| byte - self.since > *limit) {
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
                self.in_debris = false;
                self.tally.tickets += 1;
                return (self.take)(answer);
            }
            Came::Told(problem) => self.problem(problem)?,
            Came::Stray(_) if self.in_debris => {}
            Came::Stray(problem) => self.problem(problem)?,
            Came::Broken { whole: false, .. } if self.in_debris => {}
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
