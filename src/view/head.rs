//! The first line of a page: which ticket it is about.

use super::words::{conversation, odd, stated};
use crate::analysis::{Head, Stated};
use crate::page::{Block, Line, Role as Ink};

/// Names the ticket.
pub(super) fn ticket(head: &Head) -> Line {
    match &head.id {
        Stated::Given(id) => Line::new().heading(format!("Ticket {id}")),
        Stated::Missing => Line::new().heading("Ticket without a number"),
        Stated::Odd(written) => Line::new().heading("Ticket ").then(odd(written)),
    }
}

/// Names the ticket and its subject, channel and customer.
pub(super) fn ticket_in_full(head: &Head) -> Line {
    let subject = stated(&head.subject, Ink::Plain);
    let with = conversation(&head.channel, head.customer.as_ref());
    let more = subject.into_iter().chain(with);
    more.fold(ticket(head), |line, part| line.own(" · ").then(part))
}

/// Makes a title of a ticket, a topic and a remark.
pub(super) fn title(head: &Head, topic: &'static str, aside: Line) -> Block {
    let line = ticket(head).own(" · ").own(topic);
    Block::Title { line, aside, below: Vec::new() }
}
