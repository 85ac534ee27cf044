//! What the pieces of an input come to, before they are put in order.

use super::problem::Problem;

/// What came of a piece of an input, and the byte at which it ends; where it begins, if it has no end.
#[derive(Debug)]
pub(super) struct Outcome<T> {
    pub(super) byte: u64,
    pub(super) came: Came<T>,
}

/// What can come of a piece. What depends on the pieces before it is decided later, in their order.
#[derive(Debug)]
pub(super) enum Came<T> {
    /// A ticket, answered.
    Ticket(T),
    /// Something to tell.
    Told(Problem),
    /// Something to tell, unless it is what is left of a broken ticket.
    Stray(Problem),
    /// A broken value. `whole`: it looks like a ticket, not like a part of one. `long`: what follows
    /// may be left of it.
    Broken { problem: Problem, whole: bool, long: bool },
    /// A webhook change without a ticket.
    EventWithoutTicket(Problem),
    /// A list or a list page without tickets.
    EmptyList,
    /// One more that is no ticket, like the one before it; it is counted and not told.
    Another,
}

impl<T> Came<T> {
    pub(super) fn at(self, byte: u64) -> Outcome<T> {
        Outcome { byte, came: self }
    }
}
