//! Takes an input apart: values, list pages, text in between, broken pieces.

mod between;
mod list;
mod value;

use super::feed::{Feed, RECORD_SEPARATOR};
use super::framing::{Break, Framer};
use super::page::PAGE_SO_FAR;
use super::place::Position;
use std::io;

/// A piece of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::input) enum Piece {
    /// A value: see the frame.
    Value,
    /// Something in a list that is neither an object nor the first of its kind: nothing new.
    AnotherScalar,
    /// A value that cannot be completed: see the frame.
    Broken { why: Break, rest_lost: bool },
    /// A value that is larger than allowed.
    TooLarge,
    /// A value of too many parts.
    TooManyParts,
    /// A list without elements.
    EmptyList,
    /// A slip between the tickets that does not keep them from being read.
    Slip(&'static str),
    /// The input ends inside a list.
    OpenList,
    /// A list page does not end as it should.
    BrokenPage,
    /// Lines that are no JSON.
    Text { lines: u64, stand: &'static str },
    /// The input begins like a web page.
    Html,
    /// A raw NUL between the values.
    Nul,
}

/// Goes through an input, one piece after the other.
pub(in crate::input) struct Splitter {
    feed: Feed,
    limit: usize,
    frame: Vec<u8>,
    start: Position,
    levels: Vec<Level>,
    state: State,
    text: Option<TextRun>,
    /// Whether only blanks stand before the next byte on its line.
    fresh_line: bool,
    /// Whether the value before stood on a line of its own.
    lines: bool,
    met: Met,
}

/// What has been met so far in an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::input) enum Met {
    Nothing,
    Text,
    Json,
}

/// What the place at hand is inside of.
#[derive(Debug)]
enum Level {
    List { elements: u64, comma: Comma, column: Option<u64>, scalars: bool },
    Page,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comma {
    /// Before the first element.
    First,
    /// Must come.
    Due,
    /// Has come.
    Given,
    /// May come or not: something before was broken.
    Any,
}

#[derive(Debug)]
enum State {
    Between,
    InList,
    InPage,
    Skipping(Framer),
    Resuming(u64),
    Done,
}

/// Lines of text. `told`: nothing need be said of them.
#[derive(Debug, Clone, Copy)]
struct TextRun {
    at: Position,
    last_line: u64,
    told: bool,
}

impl Splitter {
    pub(in crate::input) fn new(feed: Feed, limit: usize) -> Self {
        Self {
            start: feed.at(),
            feed,
            limit,
            frame: Vec::new(),
            levels: Vec::new(),
            state: State::Between,
            text: None,
            fresh_line: true,
            lines: false,
            met: Met::Nothing,
        }
    }

    /// Returns the text of the last value or broken piece.
    pub(in crate::input) fn frame(&self) -> &[u8] {
        &self.frame
    }

    /// Returns where the last piece begins.
    pub(in crate::input) fn start(&self) -> Position {
        self.start
    }

    /// Returns how far the input has been read.
    pub(in crate::input) fn at(&self) -> Position {
        self.feed.at()
    }

    /// Tells what has been met so far.
    pub(in crate::input) fn met(&self) -> Met {
        self.met
    }

    /// Returns where the bytes come from.
    pub(in crate::input) fn feed(&mut self) -> &mut Feed {
        &mut self.feed
    }

    /// Tells whether what follows are very likely lines with a ticket each.
    pub(in crate::input) fn is_at_lines(&self) -> bool {
        let is_between = matches!(self.state, State::Between);
        self.lines && is_between && self.levels.is_empty() && self.text.is_none()
    }

    /// Takes lines, which are not looked at.
    pub(in crate::input) fn take_lines(&mut self, to: &mut Vec<u8>) -> io::Result<()> {
        self.feed.take_lines(to, self.limit)?;
        self.fresh_line = true;
        Ok(())
    }

    /// Gives back lines that were taken since a position.
    pub(in crate::input) fn give_back<'b>(
        &mut self,
        lines: impl Iterator<Item = &'b [u8]>,
        start: Position,
    ) {
        self.feed.give_back(lines, start);
        self.fresh_line = start.column == 1;
    }

    /// Finds the next piece.
    pub(in crate::input) fn next(&mut self) -> io::Result<Option<Piece>> {
        loop {
            let piece = match std::mem::replace(&mut self.state, State::Done) {
                State::Between => self.between()?,
                State::InList => self.in_list()?,
                State::InPage => {
                    self.begin();
                    self.frame.extend_from_slice(PAGE_SO_FAR);
                    self.follow(Framer::inside_object(self.limit))?
                }
                State::Skipping(framer) => self.skip(framer)?,
                State::Resuming(column) => self.resume(column)?,
                State::Done => return Ok(None),
            };
            if piece == Some(Piece::Value) {
                self.feed.be_patient_from(self.feed.at().byte);
            }
            if piece.is_some() {
                return Ok(piece);
            }
        }
    }

    fn nul(&mut self) -> Piece {
        self.start = self.feed.at();
        self.state = State::Done;
        Piece::Nul
    }

    fn begin(&mut self) {
        self.frame.clear();
        self.start = self.feed.at();
    }

    /// Passes over blanks; returns the byte that follows.
    fn blanks(&mut self) -> io::Result<Option<u8>> {
        loop {
            let line = self.feed.at().line;
            self.feed.skip_blanks()?;
            self.fresh_line |= self.feed.at().line > line;
            match self.feed.peek()? {
                Some(b' ' | b'\t' | b'\r' | b'\n') => {}
                Some(RECORD_SEPARATOR) => self.feed.advance(1)?,
                byte => return Ok(byte),
            }
        }
    }

    fn take(&mut self) -> io::Result<()> {
        self.fresh_line = false;
        self.feed.advance(1)
    }
}
