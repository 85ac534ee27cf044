//! The ledger: a row for each ticket that was read, in order, and the names in them once.

use super::contribution::{Contribution, Somebody};
use super::duplicates;
use super::row::{Before, Row, Stop};
use crate::analysis::copies::Superseded;
use crate::analysis::packed::{Chunks, NONE, NameId, Names};

/// Everything that statistics need of the tickets of an archive, in some fifty bytes a ticket.
///
/// Contributions are entered in the order of the input: the same input makes the same ledger.
#[derive(Debug, Default)]
pub struct Ledger {
    /// The rows, one behind the other.
    chunks: Chunks,
    before: Before,
    scratch: Vec<u8>,
    rows: usize,
    /// Rows that are no copies of what another row tells, and were asked for.
    tickets: usize,
    duplicates: usize,
    superseded: Superseded,
    newest: Option<i64>,
    pub(super) names: AllNames,
}

/// The names that rows know by number.
#[derive(Debug, Default)]
pub(super) struct AllNames {
    pub(super) states: Names,
    pub(super) channels: Names,
    pub(super) people: Names,
    pub(super) tags: Names,
    pub(super) flows: Names,
    pub(super) cards: Names,
    /// The flow of each card, by the card's number.
    pub(super) flow_of: Vec<NameId>,
}

impl Ledger {
    /// Enters a ticket.
    pub fn enter(&mut self, ticket: &Contribution) {
        let row = self.names.row(ticket);
        if !ticket.passed_over {
            let moments = [ticket.opened, ticket.closed, ticket.activity];
            self.newest = moments.into_iter().chain([self.newest]).max().flatten();
            self.tickets = self.tickets.saturating_add(1);
        }
        self.scratch.clear();
        row.write(&mut self.before, &mut self.scratch);
        self.chunks.add(&self.scratch);
        self.rows = self.rows.saturating_add(1);
    }

    /// Finds tickets that were entered more than once, and leaves out all copies but one. That one
    /// may have been passed over: an older copy does not tell how the ticket is.
    pub fn drop_duplicates(&mut self) {
        self.superseded = duplicates::find(self);
        let (all, mut left) = (self.tickets.saturating_add(self.duplicates), 0_usize);
        self.each(|_| left = left.saturating_add(1));
        (self.tickets, self.duplicates) = (left, all.saturating_sub(left));
    }

    /// Returns how many copies are left out.
    pub fn duplicates(&self) -> usize {
        self.duplicates
    }

    /// Returns how many rows there are, those left out included.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// Returns how many tickets there are.
    pub fn tickets(&self) -> usize {
        self.tickets
    }

    /// Returns the newest moment that any ticket tells of, in seconds of the epoch.
    pub(super) fn newest(&self) -> Option<i64> {
        self.newest
    }

    /// Goes through the tickets in order.
    pub(super) fn each(&self, mut see: impl FnMut(&Row)) {
        self.each_row(|number, row| {
            if !row.passed_over && !self.superseded.contains(number) {
                see(row);
            }
        });
    }

    /// Goes through the rows in order, those left out included.
    pub(super) fn each_row(&self, mut see: impl FnMut(usize, &Row)) {
        let (mut before, mut row, mut number) = (Before::default(), Row::default(), 0_usize);
        for mut rest in self.chunks.each() {
            while !rest.is_empty() {
                row.read(&mut before, &mut rest);
                see(number, &row);
                number = number.saturating_add(1);
            }
        }
    }
}

impl AllNames {
    fn row(&mut self, ticket: &Contribution) -> Row {
        let at = ticket.activity.unwrap_or(i64::MIN);
        let simple = |names: &mut Names, name: &Option<String>| {
            name.as_ref().map_or(NONE, |name| names.id(name, name, at))
        };
        let state = simple(&mut self.states, &ticket.state);
        let channel = simple(&mut self.channels, &ticket.channel);
        let mut person = |somebody: &Option<Somebody>| {
            // An address in a name's place gives way to any name.
            let named = |who: &Somebody| if who.is_named() { at } else { i64::MIN };
            somebody.as_ref().map_or(NONE, |who| self.people.id(&who.key, &who.name, named(who)))
        };
        let (agent, owner) = (person(&ticket.agent), person(&ticket.owner));
        let tags = ticket.tags.iter().map(|tag| self.tags.id(tag, tag, at)).collect();
        let stops = ticket.visits.iter().map(|visit| {
            let at = visit.at.unwrap_or(i64::MIN);
            let flow = self.flows.id(&visit.flow_key, &visit.flow, at);
            let card = self.cards.id(&visit.key, &visit.card, at);
            let place = usize::try_from(card).unwrap_or_default();
            if self.flow_of.len() <= place {
                self.flow_of.resize(place.saturating_add(1), NONE);
            }
            if let Some(known) = self.flow_of.get_mut(place) {
                *known = flow;
            }
            Stop { card, stay: visit.stay, answered: visit.answered }
        });
        let stops = stops.collect();
        Row {
            id: ticket.id,
            passed_over: ticket.passed_over,
            activity: ticket.activity,
            opened: ticket.opened,
            facts: ticket.facts,
            state,
            channel,
            agent,
            owner,
            tags,
            spans: ticket.spans,
            stops,
        }
    }
}
