//! One input: unpacked, translated, and taken apart.

use super::feed::Feed;
use super::place::Position;
use super::problem::{Halt, Replaced, What};
use super::reading::{Flow, Reading};
use super::sniff::{Head, Sniffed};
use super::source::reason;
use super::splitting::{Met, Piece, Splitter};
use super::steady::Steady;
use super::utf16::Utf16;
use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

/// What lies between the bytes of an input and its text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Layers {
    /// The text was packed.
    pub(super) is_packed: bool,
    /// The text was in UTF-16.
    pub(super) is_utf16: bool,
}

impl Layers {
    /// Says how to tell what is broken in the characters of a text that begins at a position.
    pub(super) fn broken_at(self, start: Position) -> Replaced {
        if self.is_utf16 { Replaced::Units } else { Replaced::Bytes { first: start.byte } }
    }
}

const ON: ControlFlow<()> = ControlFlow::Continue(());

impl<E> Reading<'_, E> {
    /// Reads one input from its beginning to its end.
    pub(super) fn input(&mut self, from: &mut dyn BufRead) -> Flow<E> {
        self.in_debris = false;
        self.layers = Layers::default();
        let flow = self.layer(&mut Steady(from))?;
        self.tell_the_rest()?;
        Ok(flow)
    }

    /// Takes off one layer: what is below it may be something else again.
    fn layer(&mut self, from: &mut dyn BufRead) -> Flow<E> {
        let head = match Head::read(from) {
            Ok(head) => head,
            Err(error) => return self.unreadable(None, error),
        };
        let mut bytes = head.unmarked().chain(from);
        match head.sniff() {
            Sniffed::Foreign(what) => {
                self.tell(None, What::Foreign(what))?;
                Ok(ON)
            }
            Sniffed::Packed(_) if self.layers.is_packed => {
                self.tell(None, What::Foreign("this is packed twice; unpack it once first"))?;
                Ok(ON)
            }
            Sniffed::Packed(packing) => {
                self.layers.is_packed = true;
                match packing.unpack(bytes) {
                    Ok(mut unpacked) => self.layer(&mut unpacked),
                    Err(error) => self.unreadable(None, error),
                }
            }
            Sniffed::Utf16(order) => {
                self.layers.is_utf16 = true;
                self.text(&mut Utf16::new(bytes, order), Position::START)
            }
            Sniffed::Text(start) => self.text(&mut bytes, start),
        }
    }

    fn text(&mut self, from: &mut dyn BufRead, start: Position) -> Flow<E> {
        let limit = self.limits.ticket_bytes;
        // A few bytes may unpack to endless nothing.
        let feed = Feed::new(from, start, self.layers.is_packed.then_some(limit));
        let mut pieces = Splitter::new(feed, limit);
        loop {
            let before = self.tally.tickets + self.tally.events_without_ticket;
            match pieces.next() {
                Ok(Some(piece)) => {
                    let flow = self.piece(piece, &pieces)?;
                    if flow.is_break() || matches!(piece, Piece::Html | Piece::Nul) {
                        return Ok(flow);
                    }
                }
                Ok(None) => break,
                Err(error) => return self.unreadable(Some(pieces.at()), error),
            }
            if self.tally.tickets + self.tally.events_without_ticket > before {
                pieces.be_patient();
            }
        }
        match pieces.met() {
            Met::Nothing => self.tell(None, What::Empty)?,
            Met::Text => self.tell(None, What::NoJson)?,
            Met::Json => {}
        }
        Ok(ON)
    }

    fn unreadable(&mut self, at: Option<Position>, error: io::Error) -> Flow<E> {
        let at = at.filter(|at| at.byte > 0);
        match error.downcast::<Halt>() {
            Ok(Halt(what @ What::Damaged { .. })) => self.tell(at, what)?,
            Ok(Halt(what)) => self.tell(None, what)?,
            Err(error) if at.is_none() => self.tell(None, What::Unreadable(reason(&error)))?,
            Err(error) => {
                self.tell(at, What::Unreadable(format!("cannot be read: {}", reason(&error))))?;
            }
        }
        Ok(ON)
    }
}
