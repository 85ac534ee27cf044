//! Inside a list: elements, commas, and where to go on after a broken element.

use super::{Comma, Level, Piece, Splitter, State};
use crate::input::framing::Break;
use std::io;

/// How deep lists in lists are followed.
const DEPTH: usize = 16;

impl Splitter {
    /// Finds the next element of a list.
    pub(super) fn in_list(&mut self) -> io::Result<Option<Piece>> {
        let byte = self.blanks()?;
        self.start = self.feed.at();
        self.state = State::InList;
        let Some(Level::List { elements, comma, scalars, .. }) = self.levels.last_mut() else {
            self.state = State::Between;
            return Ok(None);
        };
        match (byte, *comma) {
            (None, _) => {
                self.state = State::Done;
                return Ok(Some(Piece::OpenList));
            }
            (Some(b']'), Comma::Given) => {
                *comma = Comma::Any;
                return Ok(Some(Piece::Slip("a comma too many before the end of the list")));
            }
            (Some(b']'), _) => {
                let empty = *elements == 0;
                self.take()?;
                self.levels.pop();
                self.completed();
                return Ok(empty.then_some(Piece::EmptyList));
            }
            (Some(b','), was) => {
                *comma = Comma::Given;
                self.take()?;
                let too_many = matches!(was, Comma::First | Comma::Given);
                return Ok(too_many.then_some(Piece::Slip("a comma too many in the list")));
            }
            (Some(b'}' | b':' | b'<' | 0), _) => return Ok(Some(self.broken(Break::Stray))),
            (Some(_), Comma::Due) => {
                *comma = Comma::Any;
                return Ok(Some(Piece::Slip("a comma is missing in the list")));
            }
            (Some(b'{' | b'['), _) => {}
            (Some(_), _) => {
                let more = std::mem::replace(scalars, true);
                let piece = self.scalar()?;
                return Ok(if more && piece == Some(Piece::Value) {
                    Some(Piece::AnotherScalar)
                } else {
                    piece
                });
            }
        }
        if byte == Some(b'[') && self.levels.len() < DEPTH {
            self.take()?;
            self.push_list();
            return Ok(None);
        }
        self.value()
    }

    pub(super) fn push_list(&mut self) {
        let list = Level::List { elements: 0, comma: Comma::First, column: None, scalars: false };
        self.levels.push(list);
        self.state = State::InList;
    }

    /// Takes a number, a string or a word.
    fn scalar(&mut self) -> io::Result<Option<Piece>> {
        if self.feed.peek()? == Some(b'"') {
            return self.value();
        }
        self.begin();
        while let Some(byte) = self.feed.peek()? {
            if matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b'[' | b']' | b'{' | b'}' | 0) {
                break;
            }
            if self.frame.len() < self.limit {
                self.frame.push(byte);
            }
            self.take()?;
        }
        self.completed();
        Ok(Some(Piece::Value))
    }

    /// Looks, after a broken element, for the line on which the next one begins, or the list ends.
    pub(super) fn resume(&mut self, column: u64) -> io::Result<Option<Piece>> {
        loop {
            self.feed.skip_line()?;
            let Some(byte) = self.blanks()? else { return Ok(None) };
            if byte == 0 {
                return Ok(Some(self.nul()));
            }
            let here = self.feed.at().column;
            let element = matches!(byte, b'{' | b'[') && here == column;
            let end = byte == b']' && (here < column || here == 1);
            if element || end {
                self.state = State::InList;
                return Ok(None);
            }
            self.take()?;
        }
    }
}
