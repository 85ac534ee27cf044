//! From pieces to what comes of them: tickets are answered, all else is told.

use super::batch::{Batch, Content};
use super::crew::Found;
use super::decode::{Decoded, decode, ticket_of};
use super::excerpt::Excerpt;
use super::framing::{Break, may_be_too_large};
use super::grammar::{Flaw, Wrong, walk};
use super::layers::Layers;
use super::outcome::{Came, Outcome};
use super::place::{Place, Position};
use super::problem::{Problem, Replaced, What, quoted};
use super::reading::Answer;
use super::repair::{self, Repaired};
use super::splitting::Piece;
use crate::model::{Change, Defect, Field, Record};
use std::borrow::Cow;
use std::mem;
use std::sync::Arc;

/// The text of a value, where it begins, and what was replaced in it.
#[derive(Debug, Clone, Copy)]
struct Written<'t> {
    text: &'t str,
    start: Position,
    repaired: [Option<&'t Repaired>; 2],
    /// The byte of the input at which it ends.
    end: u64,
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

/// What came of a batch so far.
pub(super) struct Findings<'b, T> {
    batch: &'b Batch,
    answer: &'b Answer<'b, T>,
    found: Vec<Outcome<T>>,
    /// How many lines of other text stand before the ticket that comes.
    lines_before: u64,
}

impl<'b, T> Findings<'b, T> {
    /// Reads a batch. Returns nothing if it was taken for lines with a ticket each, and is not.
    pub(super) fn of(batch: &'b Batch, answer: &'b Answer<'b, T>) -> Found<T> {
        let mut findings = Self { batch, answer, found: Vec::new(), lines_before: 0 };
        match &batch.content {
            Content::Pieces(cuts) => {
                let mut from = 0;
                for cut in cuts {
                    let frame = batch.text.get(from..cut.end).unwrap_or_default();
                    findings.lines_before = cut.lines_before;
                    findings.piece(cut.piece, frame, cut.start);
                    from = cut.end;
                }
            }
            Content::Lines(start) => {
                findings.lines(*start)?;
                // Blanks are no tickets, and may go on for ever.
                findings.found.first()?;
            }
        }
        Some(findings.found)
    }

    fn lines(&mut self, mut start: Position) -> Option<()> {
        let mut rest = &*self.batch.text;
        while !rest.is_empty() {
            let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
            let (line, after) = rest.split_at(end);
            let value = line.trim_ascii_start();
            let blanks = line.get(..line.len() - value.len()).unwrap_or_default();
            let here = start.after(blanks);
            if !value.is_empty() {
                self.line(value.trim_ascii_end(), here)?;
            }
            start = here.after(value);
            rest = after;
        }
        Some(())
    }

    /// Reads a line that holds one ticket, or one event, and nothing else.
    fn line(&mut self, value: &[u8], start: Position) -> Option<()> {
        let origin = &self.batch.origin;
        let stands_alone = start.column == 1 && memchr::memchr(b'\r', value).is_none();
        if !stands_alone || value.first() != Some(&b'{') || may_be_too_large(value, origin.limit) {
            return None;
        }
        let text = Legible::of(value, origin.layers, start);
        match decode(text.as_str(), origin.parts) {
            Ok(Decoded::Ticket(record)) if !holds_tickets(&record) => {
                self.ticket(*record, text.written(start));
            }
            Ok(Decoded::Changes(changes)) => self.changes(changes, text.written(start)),
            _ => return None,
        }
        Some(())
    }

    fn piece(&mut self, piece: Piece, frame: &[u8], start: Position) {
        let origin = &self.batch.origin;
        let came = match piece {
            Piece::Value => return self.value(frame, start),
            Piece::Broken { why, rest_lost } => self.broken(frame, start, why, rest_lost),
            Piece::AnotherScalar => Came::Another,
            Piece::EmptyList => Came::EmptyList,
            Piece::TooLarge => {
                let (limit, unpacked) = (origin.limit, origin.layers.is_packed);
                Came::Told(self.problem(start, What::TooLarge { limit, unpacked }))
            }
            Piece::TooManyParts => Came::Told(self.problem(start, What::TooManyParts)),
            Piece::Slip(what) => Came::Told(self.problem(start, What::Slip(what))),
            Piece::BrokenPage => {
                let why = "brackets do not match behind the tickets of the list page".to_owned();
                Came::Told(self.problem(start, What::Invalid { why, rest_lost: true }))
            }
            Piece::OpenList => Came::Told(self.problem(start, What::CutOff("a list"))),
            Piece::Text { lines, stand } => {
                Came::Stray(self.problem(start, What::OtherText { lines, stand }))
            }
            Piece::Html => {
                let what = What::Foreign("this is an HTML page, not JSON");
                Came::Told(Problem { at: None, ..self.problem(start, what) })
            }
            Piece::Nul => {
                // Of what was translated, nobody can find the byte.
                let byte = (!origin.layers.is_utf16).then_some(start.byte);
                Came::Told(self.problem(start, What::Nul { byte }))
            }
        };
        self.found.push(came.at(start.byte));
    }

    /// Reads a complete value. What is broken inside strings is repaired, if there is need.
    fn value(&mut self, frame: &[u8], start: Position) {
        let text = Legible::of(frame, self.batch.origin.layers, start);
        let written = text.written(start);
        let came = match decode(written.text, self.batch.origin.parts) {
            Ok(Decoded::Ticket(record)) => return self.ticket(*record, written),
            Ok(Decoded::Changes(changes)) => return self.changes(changes, written),
            Ok(Decoded::EmptyPage) => Came::EmptyList,
            Ok(Decoded::Other(what)) => Came::Stray(self.problem(start, What::NotATicket(what))),
            Err(error) => Came::Told(self.invalid(written, &error)),
        };
        self.found.push(came.at(written.end));
    }

    /// Has a ticket answered, after telling what is wrong with it.
    fn ticket(&mut self, mut record: Record<'_>, written: Written<'_>) {
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
            self.tell(last.1, fault.of(name.clone()), written.end);
        }
        record.defects.append(&mut replaced);
        record.lines_before = mem::take(&mut self.lines_before);
        let at = written.position(from);
        let source = Arc::clone(&self.batch.origin.source);
        let place = Place { source, line: at.line, column: at.column };
        self.found.push(Came::Ticket((self.answer)(&record, &place)).at(written.end));
    }

    /// Has the tickets of a webhook event answered.
    fn changes(&mut self, changes: Vec<Change<'_>>, written: Written<'_>) {
        if changes.is_empty() {
            self.no_ticket("webhook", None, written);
        }
        for change in changes {
            let event = change.kind.get().map(|kind| quoted(kind.name().as_str()));
            let Some(mut record) = ticket_of(&change, self.batch.origin.parts) else {
                let event = event.as_deref().unwrap_or("webhook");
                self.no_ticket(event, change.ticket_id.copied(), written);
                continue;
            };
            if let Field::Given(told) = change.ticket_state {
                if let Some(inside) = record.ticket.state.get().filter(|inside| **inside != told) {
                    let what = What::StateOfEvent {
                        ticket: name(&record),
                        inside: quoted(inside.name().as_str()),
                        told: quoted(told.name().as_str()),
                    };
                    self.tell(written.position(written.offset(record.text)), what, written.end);
                }
                record.ticket.state = Field::Given(told);
            }
            self.ticket(record, written);
        }
    }

    fn no_ticket(&mut self, event: &str, ticket: Option<i64>, written: Written<'_>) {
        let what = What::NoTicketInEvent { event: event.to_owned(), ticket };
        let came = Came::EventWithoutTicket(self.problem(written.start, what));
        self.found.push(came.at(written.end));
    }

    /// Says what is the matter with a value that is complete by its brackets, but not JSON.
    fn invalid(&self, written: Written<'_>, error: &serde_json::Error) -> Problem {
        let Some(flaw) = walk(written.text, &mut |_, _| {}) else {
            let why = error.to_string();
            return self.problem(written.start, What::Invalid { why, rest_lost: false });
        };
        let not_utf8 = written.repaired.into_iter().flatten().any(|r| r.at.contains(&flaw.offset));
        let why = match (not_utf8, self.batch.origin.layers.is_utf16) {
            (false, _) => flaw.remark(),
            (true, false) => "bytes that are not UTF-8".to_owned(),
            (true, true) => "half of a UTF-16 character".to_owned(),
        };
        self.flawed(written, &flaw, What::Invalid { why, rest_lost: false })
    }

    /// Says what is the matter with a value that has no end.
    fn broken(&self, frame: &[u8], start: Position, why: Break, rest_lost: bool) -> Came<T> {
        let text = String::from_utf8_lossy(frame);
        let whole = resembles_ticket(&text);
        let long = text.trim_end().contains('\n');
        let end = start.byte + frame.len() as u64;
        let written = Written { text: &text, start, repaired: [None, None], end };
        let flaw = walk(&text, &mut |_, _| {});
        let Some(flaw) = flaw.filter(|_| why != Break::Stray) else {
            let why = "expected a comma or ] in the list".to_owned();
            let problem = self.problem(start, What::Invalid { why, rest_lost });
            return Came::Broken { problem, whole, long };
        };
        let what = match (why, flaw.wrong) {
            (Break::EndOfInput, Wrong::Unfinished(_)) => What::CutOff("a ticket"),
            (Break::NextValue, Wrong::Unfinished(_)) => {
                let why = "the next one begins before this one ends".to_owned();
                What::Invalid { why, rest_lost }
            }
            _ => What::Invalid { why: flaw.remark(), rest_lost },
        };
        Came::Broken { problem: self.flawed(written, &flaw, what), whole, long }
    }

    fn flawed(&self, written: Written<'_>, flaw: &Flaw, what: What) -> Problem {
        let excerpt = Excerpt::of(written.text, written.start, flaw.offset, flaw.remark());
        let excerpt = Some(excerpt);
        Problem { excerpt, ..self.problem(written.position(flaw.offset), what) }
    }

    fn tell(&mut self, at: Position, what: What, end: u64) {
        self.found.push(Came::Told(self.problem(at, what)).at(end));
    }

    fn problem(&self, at: Position, what: What) -> Problem {
        self.batch.origin.problem(Some(at), what)
    }
}

/// Tells whether a ticket holds a list of tickets: taken apart piece by piece, it might be a page.
fn holds_tickets(record: &Record<'_>) -> bool {
    record.ticket.unknown.iter().any(|(key, _)| key.as_str().eq_ignore_ascii_case("tickets"))
}

/// The text of a value, with replacements for what cannot be read.
struct Legible<'f> {
    text: Cow<'f, str>,
    replaced: Option<Repaired>,
    halves: Option<Repaired>,
    /// The length before anything was replaced.
    length: usize,
}

impl<'f> Legible<'f> {
    fn of(frame: &'f [u8], layers: Layers, start: Position) -> Self {
        let (text, replaced) = if let Ok(text) = std::str::from_utf8(frame) {
            (Cow::Borrowed(text), None)
        } else {
            let mut bytes = repair::bytes(frame, layers.broken_at(start));
            (Cow::Owned(mem::take(&mut bytes.text)), Some(bytes))
        };
        match repair::surrogates(&text) {
            None => Self { text, replaced, halves: None, length: frame.len() },
            Some(mut halves) => {
                let text = Cow::Owned(mem::take(&mut halves.text));
                Self { text, replaced, halves: Some(halves), length: frame.len() }
            }
        }
    }

    fn as_str(&self) -> &str {
        &self.text
    }

    fn written(&self, start: Position) -> Written<'_> {
        let repaired = [self.replaced.as_ref(), self.halves.as_ref()];
        Written { text: &self.text, start, repaired, end: start.byte + self.length as u64 }
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
