//! One value from its first byte to its last, or to where it breaks.

use super::{Comma, Level, Met, Piece, Splitter, State, TextRun};
use crate::input::framing::{Break, Expect, Framer, Step};
use crate::input::page::{begins_tickets, is_sound, is_ticket_so_far};
use std::io;

impl Splitter {
    /// Takes an object, or a list that is too deep to be followed.
    pub(super) fn value(&mut self) -> io::Result<Option<Piece>> {
        self.begin();
        self.met = Met::Json;
        let own = self.fresh_line.then_some(self.start.column);
        let mut next = Some(1);
        if let Some(Level::List { column, .. }) = self.levels.last_mut() {
            *column = own;
            next = own.or(next);
        }
        self.fresh_line = false;
        let lines = self.lines && self.levels.is_empty();
        self.follow(Framer::new(Expect { column: next, lines, limit: self.limit }))
    }

    /// Gathers a value, or what is left of a list page, up to its end.
    pub(super) fn follow(&mut self, mut framer: Framer) -> io::Result<Option<Piece>> {
        loop {
            let chunk = self.feed.chunk()?;
            if chunk.is_empty() {
                return Ok(Some(self.broken(Break::EndOfInput)));
            }
            // No more than it takes to see that it is too large: what follows may be too much.
            let room = (self.limit - self.frame.len().min(self.limit)).saturating_add(1);
            let (used, step) = framer.scan(chunk.get(..room).unwrap_or(chunk));
            let endless = step == Step::Broken(Break::Endless);
            let is_large = self.frame.len() + used > self.limit || endless;
            let fits = !is_large && !framer.has_too_many_parts();
            if fits {
                self.frame.extend_from_slice(chunk.get(..used).unwrap_or_default());
            }
            self.feed.advance(used)?;
            if !fits {
                self.frame.clear();
                let end = self.start.byte.saturating_add(self.limit as u64);
                self.feed.be_patient_from(end);
                self.after_too_large(framer, step);
                return Ok(Some(if is_large { Piece::TooLarge } else { Piece::TooManyParts }));
            }
            match step {
                Step::More => {}
                Step::List => {
                    if begins_tickets(&self.frame) && !is_ticket_so_far(&self.frame) {
                        if !matches!(self.levels.last(), Some(Level::Page)) {
                            self.levels.push(Level::Page);
                        }
                        self.push_list();
                        return Ok(self.page_slip(b"]}"));
                    }
                }
                Step::Whole => return Ok(self.whole()),
                Step::Broken(why) => return Ok(Some(self.broken(why))),
            }
        }
    }

    fn whole(&mut self) -> Option<Piece> {
        if let Some(Level::Page) = self.levels.last() {
            self.levels.pop();
            self.completed();
            return self.page_slip(b"");
        }
        if self.levels.is_empty() {
            let one_line = memchr::memchr2(b'\n', b'\r', &self.frame).is_none();
            self.lines = one_line && self.start.column == 1;
        }
        self.completed();
        Some(Piece::Value)
    }

    /// Finds fault with what stands round the tickets of a page, completed by `end`.
    fn page_slip(&self, end: &[u8]) -> Option<Piece> {
        let sound = is_sound(&[&self.frame, end].concat());
        (!sound).then_some(Piece::Slip("the list page is not valid JSON round its tickets"))
    }

    /// Notes that a value or a list is complete.
    pub(super) fn completed(&mut self) {
        self.state = match self.levels.last_mut() {
            None => State::Between,
            Some(Level::Page) => State::InPage,
            Some(Level::List { elements, comma, .. }) => {
                *elements += 1;
                *comma = Comma::Due;
                State::InList
            }
        };
    }

    fn after_too_large(&mut self, framer: Framer, step: Step) {
        match step {
            Step::More | Step::List => self.state = State::Skipping(framer),
            Step::Whole => {
                self.whole();
            }
            Step::Broken(why) => {
                self.broken(why);
            }
        }
    }

    /// Passes over the rest of a value that is too large.
    pub(super) fn skip(&mut self, mut framer: Framer) -> io::Result<Option<Piece>> {
        let chunk = self.feed.idle_chunk()?;
        if chunk.is_empty() {
            return Ok(None);
        }
        let (used, step) = framer.scan(chunk);
        self.feed.advance(used)?;
        self.after_too_large(framer, step);
        Ok(None)
    }

    /// Gives a value up and finds out where to go on.
    pub(super) fn broken(&mut self, why: Break) -> Piece {
        let mut piece = Piece::Broken { why, rest_lost: false };
        self.state = match (why, self.levels.last_mut()) {
            (Break::EndOfInput, Some(Level::Page)) => {
                piece = Piece::OpenList;
                State::Done
            }
            (Break::EndOfInput | Break::Endless, _) => State::Done,
            (_, Some(Level::List { column: Some(column), comma, elements, .. })) => {
                *comma = Comma::Any;
                *elements += 1;
                if why == Break::NextValue { State::InList } else { State::Resuming(*column) }
            }
            (_, level) => {
                piece = match level {
                    Some(Level::Page) => Piece::BrokenPage,
                    level => Piece::Broken { why, rest_lost: level.is_some() },
                };
                self.levels.clear();
                if why != Break::NextValue {
                    // What is left on the line was told with the value.
                    let at = self.feed.at();
                    self.text = Some(TextRun { at, last_line: at.line, told: true });
                }
                State::Between
            }
        };
        piece
    }
}
