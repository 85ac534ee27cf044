//! From values to records: tickets are handed over, all else is told.

use super::decode::{Decoded, decode, ticket_of};
use super::excerpt::Excerpt;
use super::framing::Break;
use super::grammar::{Flaw, Wrong, walk};
use super::place::{Place, Position};
use super::problem::{Problem, Replaced, What, quoted};
use super::reading::{Flow, Reading};
use super::repair::{self, Repaired};
use crate::model::{Change, Defect, Field, Record};
use std::ops::ControlFlow;
use std::sync::Arc;

/// The text of a value, where it begins, and what was replaced in it.
#[derive(Debug, Clone, Copy)]
struct Written<'t> {
    text: &'t str,
    start: Position,
    repaired: [Option<&'t Repaired>; 2],
}

impl Written<'_> {
    /// Finds a part of the text in it: both are slices of the same memory.
    fn offset(&self, part: &str) -> usize {
        let offset = part.as_ptr().addr().wrapping_sub(self.text.as_ptr().addr());
        if offset + part.len() <= self.text.len() { offset } else { 0 }
    }

    fn position(&self, offset: usize) -> Position {
        self.start.of(self.text.as_bytes(), offset)
    }
}

impl<E> Reading<'_, E> {
    /// Reads a complete value. What is broken inside strings is repaired, if there is need.
    pub(super) fn value(&mut self, frame: &[u8], start: Position) -> Flow<E> {
        let bytes;
        let (text, replaced) = if let Ok(text) = std::str::from_utf8(frame) {
            (text, None)
        } else {
            bytes = repair::bytes(frame, self.layers.broken_at(start));
            (bytes.text.as_str(), Some(&bytes))
        };
        let halves = repair::surrogates(text);
        let text = halves.as_ref().map_or(text, |halves| halves.text.as_str());
        let written = Written { text, start, repaired: [replaced, halves.as_ref()] };
        self.decoded(decode(text), written)
    }

    fn decoded(
        &mut self,
        decoded: serde_json::Result<Decoded<'_>>,
        written: Written<'_>,
    ) -> Flow<E> {
        match decoded {
            Ok(Decoded::Ticket(record)) => return self.ticket(*record, written),
            Ok(Decoded::Changes(changes)) => return self.changes(changes, written),
            Ok(Decoded::EmptyPage) => self.tally.empty_lists += 1,
            Ok(Decoded::Other(_)) if self.in_debris => {}
            Ok(Decoded::Other(what)) => self.tell(Some(written.start), What::NotATicket(what))?,
            Err(error) => self.invalid(written, &error)?,
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Hands a ticket over, after telling what is wrong with it.
    fn ticket(&mut self, mut record: Record<'_>, written: Written<'_>) -> Flow<E> {
        self.in_debris = false;
        let name = name(&record);
        let from = written.offset(record.text);
        let defects = record.defects.iter();
        let mut faults: Vec<_> =
            defects.map(|defect| (written.offset(defect.written), Fault::Odd(defect))).collect();
        let mut replaced = Vec::new();
        for repaired in written.repaired.into_iter().flatten() {
            let inside = repaired.at.iter().filter_map(|at| at.checked_sub(from));
            let inside: Vec<_> = inside.filter(|at| *at < record.text.len()).collect();
            let Some(first) = inside.first() else { continue };
            faults.push((from + first, Fault::Replaced(inside.len(), repaired.kind)));
            replaced.append(&mut repair::defects(record.text, &inside));
        }
        faults.sort_by_key(|(offset, _)| *offset);
        let mut last = (0, written.start);
        for (offset, fault) in faults {
            // From one to the next, not each from the beginning: there may be very many.
            let between = written.text.as_bytes().get(last.0..offset).unwrap_or_default();
            last = (offset, last.1.after(between));
            self.tell(Some(last.1), fault.of(name.clone()))?;
        }
        record.defects.append(&mut replaced);
        self.tally.tickets += 1;
        let Position { line, column, .. } = written.position(from);
        let place = Place { source: Arc::clone(&self.source), line, column };
        (self.use_record)(&record, &place)
    }

    /// Hands over the tickets of a webhook event.
    fn changes(&mut self, changes: Vec<Change<'_>>, written: Written<'_>) -> Flow<E> {
        if changes.is_empty() {
            self.no_ticket("webhook", None, written.start)?;
        }
        for change in changes {
            let event = change.kind.get().map(|kind| quoted(kind.name().as_str()));
            let Some(mut record) = ticket_of(&change) else {
                let event = event.as_deref().unwrap_or("webhook");
                self.no_ticket(event, change.ticket_id.copied(), written.start)?;
                continue;
            };
            if let Field::Given(told) = change.ticket_state {
                if let Some(inside) = record.ticket.state.get().filter(|inside| **inside != told) {
                    let what = What::StateOfEvent {
                        ticket: name(&record),
                        inside: quoted(inside.name().as_str()),
                        told: quoted(told.name().as_str()),
                    };
                    let at = written.position(written.offset(record.text));
                    self.tell(Some(at), what)?;
                }
                record.ticket.state = Field::Given(told);
            }
            let flow = self.ticket(record, written)?;
            if flow.is_break() {
                return Ok(flow);
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn no_ticket(&mut self, event: &str, ticket: Option<i64>, at: Position) -> Result<(), E> {
        self.tally.events_without_ticket += 1;
        self.tell(Some(at), What::NoTicketInEvent { event: event.to_owned(), ticket })
    }

    /// Tells of a value that is complete by its brackets, but not JSON.
    fn invalid(&mut self, written: Written<'_>, error: &serde_json::Error) -> Result<(), E> {
        let Some(flaw) = walk(written.text, &mut |_, _| {}) else {
            let why = error.to_string();
            return self.tell(Some(written.start), What::Invalid { why, rest_lost: false });
        };
        let not_utf8 = written.repaired.into_iter().flatten().any(|r| r.at.contains(&flaw.offset));
        let why = match (not_utf8, self.layers.is_utf16) {
            (false, _) => flaw.remark(),
            (true, false) => "bytes that are not UTF-8".to_owned(),
            (true, true) => "half of a UTF-16 character".to_owned(),
        };
        self.flawed(written, &flaw, What::Invalid { why, rest_lost: false })
    }

    /// Tells of a value that has no end; once only for all that is left of a broken ticket.
    pub(super) fn broken(
        &mut self,
        frame: &[u8],
        start: Position,
        why: Break,
        rest_lost: bool,
    ) -> Result<(), E> {
        let text = String::from_utf8_lossy(frame);
        if self.in_debris && !resembles_ticket(&text) {
            return Ok(());
        }
        self.in_debris |= text.trim_end().contains('\n');
        let written = Written { text: &text, start, repaired: [None, None] };
        let flaw = walk(&text, &mut |_, _| {});
        let Some(flaw) = flaw.filter(|_| why != Break::Stray) else {
            let why = "expected a comma or ] in the list".to_owned();
            return self.tell(Some(start), What::Invalid { why, rest_lost });
        };
        let what = match (why, flaw.wrong) {
            (Break::EndOfInput, Wrong::Unfinished(_)) => What::CutOff("a ticket"),
            (Break::NextValue, Wrong::Unfinished(_)) => {
                let why = "the next one begins before this one ends".to_owned();
                What::Invalid { why, rest_lost }
            }
            _ => What::Invalid { why: flaw.remark(), rest_lost },
        };
        self.flawed(written, &flaw, what)
    }

    fn flawed(&mut self, written: Written<'_>, flaw: &Flaw, what: What) -> Result<(), E> {
        let excerpt = Excerpt::of(written.text, written.start, flaw.offset, flaw.remark());
        let problem = Problem {
            source: Arc::clone(&self.source),
            at: Some(written.position(flaw.offset)),
            what,
            excerpt: Some(excerpt),
        };
        self.tell_problem(problem)
    }
}

/// What is wrong at a place in a ticket.
enum Fault<'r> {
    Odd(&'r Defect<'r>),
    Replaced(usize, Replaced),
}

impl Fault<'_> {
    fn of(self, ticket: String) -> What {
        match self {
            Self::Odd(defect) => What::Defect {
                ticket,
                pointer: defect.pointer.clone(),
                kind: defect.kind,
                written: quoted(defect.written),
            },
            Self::Replaced(count, kind) => What::Replaced { ticket, count, kind },
        }
    }
}

/// Names a ticket for a message.
fn name(record: &Record<'_>) -> String {
    match &record.ticket.id {
        Field::Given(id) => format!("ticket {id}"),
        Field::Odd(written) => format!("ticket {}", quoted(written)),
        Field::Missing => "a ticket without a number".to_owned(),
    }
}

/// Tells whether a broken text looks like a whole ticket rather than a part of one.
fn resembles_ticket(text: &str) -> bool {
    let keys = ["\"state\"", "\"participants\"", "\"transactions\"", "\"departmentId\""];
    keys.iter().any(|key| text.contains(key))
}
