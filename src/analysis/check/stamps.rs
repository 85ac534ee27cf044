//! Rules of group 2 about moments: stamps of the ticket, and the order of what happened.

use super::case::Case;
use super::finding::Evidence;
use super::findings::Findings;
use super::rule::{Needs, Rule};
use super::sentence::Sentence;
use crate::analysis::course::{Entry, EntryKind};
use crate::analysis::person::Role;
use crate::analysis::value::Seconds;
use crate::model::{NIL_GUID, Reassignment, State, Timestamp, TransactionKind, embedded};
use chrono::TimeDelta;

pub(super) static RULES: &[Rule] = &[
    Rule {
        code: "E203",
        title: "Transactions are out of order",
        compares: "The time and the number of each transaction with those of the one before it in the \
               file: an earlier time, 1 second tolerated, or a smaller number.",
        why: "Programs that read the list from top to bottom tell another story than the one that \
          happened. ticketctl sorts by time and number.",
        source: "Glassix lists transactions by time; their numbers come from one counter.",
        needs: Needs::Transactions,
        find: out_of_order,
    },
    Rule {
        code: "W206",
        title: "A stamp is not that of its event",
        compares: "The reported times of opening, closing, last activity, first and last messages \
                   and allocations with the transactions: more than 1 second apart. The last \
                   activity may be later, since edits leave no transaction.",
        why: "Figures of other programs start from these stamps. One that is off shifts them all.",
        source: "Glassix API: the names of the fields; the ticket it documents fits to the second.",
        needs: Needs::AllTransactions,
        find: stamps,
    },
    Rule {
        code: "W207",
        title: "Something happened outside of the ticket's life",
        compares: "The time of each transaction with opening and closing, 1 second tolerated. \
                   Notes and automatic messages may follow the closing, and an agent's farewell.",
        why: "A customer's word after the closing of a ticket that stayed closed was probably \
              never seen; what is older than its ticket was probably imported.",
        source: "Glassix: messages flow only while a ticket is open; a late one opens it again.",
        needs: Needs::Transactions,
        find: outside,
    },
];

/// How far two stamps of one event may be apart: each is cut to a second.
const A_SECOND: TimeDelta = TimeDelta::seconds(1);

fn out_of_order(case: &Case<'_, '_>, found: &mut Findings) {
    let transactions = case.ticket().transactions.items();
    // What stands there a second time is not out of order, but twice there.
    let mut once: Vec<_> = case.story.course.entries.iter().map(|entry| entry.index).collect();
    once.sort_unstable();
    let in_file = || once.iter().filter_map(|index| Some((*index, transactions.get(*index)?)));
    let mut last: Option<(usize, Timestamp)> = None;
    let (mut early, mut smaller) = (Vec::new(), Vec::new());
    for (index, transaction) in in_file() {
        let Some(at) = transaction.at.copied() else { continue };
        if let Some((_, before)) = last
            && before.since(at) > A_SECOND
        {
            early.push((index, last));
        }
        if last.is_none_or(|(_, before)| before <= at) {
            last = Some((index, at));
        }
    }
    let mut greatest: Option<(usize, i64)> = None;
    for (index, transaction) in in_file() {
        let Some(id) = transaction.id.copied() else { continue };
        if greatest.is_some_and(|(_, greatest)| id < greatest) {
            smaller.push((index, greatest));
        }
        if greatest.is_none_or(|(_, greatest)| greatest <= id) {
            greatest = Some((index, id));
        }
    }
    let id = |index: usize| transactions.get(index).and_then(|t| t.id.copied());
    if let Some((index, Some((before, at)))) = early.first().copied() {
        let here = transactions.get(index).and_then(|t| t.at.copied());
        let said = Sentence::new(match early.len() {
            1 => "1 transaction is earlier than one before it: ".to_owned(),
            many => format!("{many} transactions are earlier than one before them, first "),
        });
        let said = match here {
            Some(here) => said.at(here).own(" after ").at(at),
            None => said,
        };
        let place = |index| case.transaction(index, "/dateTime");
        found.add(
            said,
            [
                Evidence::new("here", here).at(place(index)).inside(id(index)),
                Evidence::new("before", at).at(place(before)).inside(id(before)),
            ],
        );
    } else if let Some((index, Some((before, greatest)))) = smaller.first().copied() {
        // The order of numbers says nothing more where that of times is broken.
        let Some(here) = id(index) else { return };
        let said = Sentence::new(match smaller.len() {
            1 => format!("Transaction {here} stands behind {greatest}"),
            many => format!(
                "{many} transactions stand behind one with a greater number, first {here} behind \
                 {greatest}"
            ),
        });
        let place = |index| case.transaction(index, "/id");
        found.add(
            said,
            [
                Evidence::new("here", here).at(place(index)).inside(Some(here)),
                Evidence::new("before", greatest).at(place(before)).inside(Some(greatest)),
            ],
        );
    }
}

/// What a stamp is compared with.
struct Compared<'e, 't> {
    key: &'static str,
    /// What the stamp is of.
    event: &'static str,
    reported: Option<Timestamp>,
    entry: Option<&'e Entry<'t>>,
}

fn stamps(case: &Case<'_, '_>, found: &mut Findings) {
    for compared in compared(case) {
        let (Some(reported), Some(entry)) = (compared.reported, compared.entry) else { continue };
        let Some(at) = entry.at else { continue };
        let apart = Seconds::between(at, reported);
        let is_later = apart > Seconds::default();
        if apart.0.abs() <= A_SECOND || (compared.key == "lastActivity" && is_later) {
            continue;
        }
        let said = Sentence::new(format!("{} is reported ", compared.event))
            .span(Seconds(apart.0.abs()))
            .own(if is_later { " too late: " } else { " too early: " })
            .at(reported)
            .own(", in the transactions ")
            .at(at);
        found.add(
            said,
            [
                Evidence::new("reported", reported).at(format!("/{}", compared.key)),
                Evidence::new("recounted", at)
                    .at(case.pointer(entry, "/dateTime"))
                    .inside(entry.transaction.id.copied()),
            ],
        );
    }
}

fn compared<'e, 't>(case: &'e Case<'_, 't>) -> Vec<Compared<'e, 't>> {
    let (ticket, story) = (case.ticket(), case.story);
    let entries = &story.course.entries;
    let says = |role| move |entry: &&Entry<'t>| story.is_from(entry, role) && entry.at.is_some();
    let (customer, agent) = (says(Role::Customer), says(Role::Agent));
    let is_closed = ticket.state.get() == Some(&State::Closed);
    let closing = |entry: &&Entry<'t>| matches!(entry.kind, EntryKind::Closed { .. });
    let opening = |entry: &&Entry<'t>| {
        entry.transaction.kind.get() == Some(&TransactionKind::TicketOpened) && !entry.reopens
    };
    // A copy in another department has what happened before it came there.
    let is_moved = ticket.moved_from_ticket_id.get().is_some();
    let stamp =
        |key, event, reported: Option<Timestamp>, entry| Compared { key, event, reported, entry };
    let mut all = vec![
        stamp(
            "open",
            "The opening",
            ticket.opened_at.copied().filter(|_| !is_moved),
            entries.iter().find(opening),
        ),
        stamp(
            "close",
            "The closing",
            ticket.closed_at.copied().filter(|_| is_closed),
            entries.iter().rev().find(closing),
        ),
        stamp(
            "lastActivity",
            "The last activity",
            ticket.last_activity_at.copied(),
            entries.iter().rev().find(|entry| entry.at.is_some()),
        ),
        stamp(
            "firstCustomerMessageDateTime",
            "The first customer message",
            ticket.first_customer_message_at.copied(),
            entries.iter().find(customer),
        ),
        stamp(
            "lastCustomerMessageDateTime",
            "The last customer message",
            ticket.last_customer_message_at.copied(),
            entries.iter().rev().find(customer),
        ),
        stamp(
            "firstAgentMessageDateTime",
            "The first agent message",
            ticket.first_agent_message_at.copied(),
            entries.iter().find(agent),
        ),
        stamp(
            "lastAgentMessageDateTime",
            "The last agent message",
            ticket.last_agent_message_at.copied(),
            entries.iter().rev().find(agent),
        ),
    ];
    // Nobody knows who had a ticket first: that may have been an allocation without a transaction.
    let first = ticket.first_agent_allocation_at.copied();
    let last = ticket.last_agent_allocation_at.copied();
    let told = |at: Option<Timestamp>| at.filter(|at| Some(*at) != ticket.opened_at.copied());
    let mut allocations = entries.iter().filter(|entry| is_allocation(entry));
    all.push(stamp(
        "firstAgentAllocationTimestamp",
        "The first allocation",
        told(first),
        allocations.next(),
    ));
    all.push(stamp(
        "lastAgentAllocationTimestamp",
        "The last allocation",
        told(last),
        entries.iter().rev().find(|entry| is_allocation(entry)),
    ));
    all
}

/// Tells whether the ticket is given to a user, and not into the queue.
fn is_allocation(entry: &Entry<'_>) -> bool {
    let text = entry.transaction.text.get().filter(|_| entry.at.is_some());
    matches!(entry.kind, EntryKind::Reassigned { .. })
        && text
            .and_then(|text| embedded::<Reassignment<'_>>(text.as_str()))
            .is_some_and(|event| event.to_id.get().is_some_and(|id| id.as_str() != NIL_GUID))
}

/// An agent's message so soon after the closing is a farewell.
const FAREWELL: TimeDelta = TimeDelta::minutes(1);

fn outside(case: &Case<'_, '_>, found: &mut Findings) {
    let ticket = case.ticket();
    let is_moved = ticket.moved_from_ticket_id.get().is_some();
    let opened = ticket.opened_at.copied().filter(|_| !is_moved);
    let is_closed = ticket.state.get() == Some(&State::Closed);
    let closed = ticket.closed_at.copied().filter(|_| is_closed);
    for entry in &case.story.course.entries {
        let Some(at) = entry.at else { continue };
        let early = opened.map(|opened| opened.since(at)).filter(|early| *early > A_SECOND);
        let late = closed.map(|closed| at.since(closed)).filter(|late| *late > A_SECOND);
        let is_farewell = |late: &TimeDelta| match entry.kind {
            EntryKind::Note | EntryKind::Automatic | EntryKind::Other => true,
            EntryKind::Message => {
                case.story.cast.role(entry.who) != Role::Customer && *late <= FAREWELL
            }
            _ => false,
        };
        let id = entry.transaction.id.copied();
        let here = Evidence::new("here", at).at(case.pointer(entry, "/dateTime")).inside(id);
        if let (Some(early), Some(opened)) = (early, opened) {
            let said = Sentence::new(what(case, entry))
                .own(" ")
                .span(Seconds(early))
                .own(" before the ticket was opened");
            found.add(said, [here, Evidence::new("open", opened).at("/open")]);
        } else if let (Some(late), Some(closed)) = (late.filter(|late| !is_farewell(late)), closed)
        {
            let said = Sentence::new(what(case, entry))
                .own(" ")
                .span(Seconds(late))
                .own(" after the ticket was closed for good");
            found.add(said, [here, Evidence::new("close", closed).at("/close")]);
        }
    }
}

/// Says what an entry is, at the beginning of a sentence.
fn what(case: &Case<'_, '_>, entry: &Entry<'_>) -> &'static str {
    match (entry.kind, case.story.cast.role(entry.who)) {
        (EntryKind::Message, Role::Customer) => "The customer wrote",
        (EntryKind::Message, Role::Agent) => "An agent wrote",
        (EntryKind::Message, Role::Bot) => "A bot wrote",
        (EntryKind::Message | EntryKind::Automatic, _) => "A message was sent",
        (EntryKind::Note, _) => "A note was written",
        (EntryKind::Opened, _) => "It was opened",
        (EntryKind::Reassigned { .. }, _) => "It changed hands",
        (EntryKind::Closed { .. }, _) => "It was closed",
        (EntryKind::Other, _) => "Something happened",
    }
}
