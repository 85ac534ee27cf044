//! The first line of a page: which ticket it is about.

use super::words::{conversation, odd, stated};
use crate::analysis::{Head, Stated};
use crate::page::{Block, Fact, Line, Page, Role as Ink};

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

/// Begins a page with a ticket, a topic and a remark.
pub(super) fn title(page: &mut Page, head: &Head, topic: &'static str, aside: Line) {
    page.facts = facts(head);
    page.facts.push(Fact::line("page", topic.into()));
    if !aside.is_empty() {
        page.facts.push(Fact::line("about", aside.clone()));
    }
    let line = ticket(head).own(" · ").own(topic);
    page.push(Block::Title { line, aside, below: Vec::new() });
}

/// Says which ticket it is, as names and values.
pub(super) fn facts(head: &Head) -> Vec<Fact> {
    let number = match &head.id {
        Stated::Given(id) => Line::from(id.to_string()),
        Stated::Missing => Line::from("without a number"),
        Stated::Odd(written) => odd(written),
    };
    let subject = stated(&head.subject, Ink::Plain);
    let subject = subject.map(|subject| Fact::line("subject", subject));
    [Fact::line("ticket", number)].into_iter().chain(subject).collect()
}
