//! Takes an input apart: values, list pages, text in between, broken pieces.

use super::feed::{Feed, RECORD_SEPARATOR};
use super::framing::{Break, Expect, Framer, Step};
use super::page::{begins_tickets, is_ticket_so_far};
use super::place::Position;
use std::io;

/// A piece of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// A value: see the frame.
    Value,
    /// Something in a list that is neither an object nor the first of its kind: nothing new.
    AnotherScalar,
    /// A value that cannot be completed: see the frame.
    Broken { why: Break, rest_lost: bool },
    /// A value that is larger than allowed.
    TooLarge,
    /// A list without elements.
    EmptyList,
    /// A comma that is missing, or one too many.
    Comma(&'static str),
    /// The input ends inside a list.
    OpenList,
    /// Lines that are no JSON.
    Text { lines: u64, stand: &'static str },
    /// The input begins like a web page.
    Html,
    /// A raw NUL between the values.
    Nul,
}

/// Goes through an input, one piece after the other.
pub(super) struct Splitter<'r> {
    feed: Feed<'r>,
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
pub(super) enum Met {
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

/// How deep lists in lists are followed.
const DEPTH: usize = 16;

impl<'r> Splitter<'r> {
    pub(super) fn new(feed: Feed<'r>, limit: usize) -> Self {
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
    pub(super) fn frame(&self) -> &[u8] {
        &self.frame
    }

    /// Returns where the last piece begins.
    pub(super) fn start(&self) -> Position {
        self.start
    }

    /// Returns how far the input has been read.
    pub(super) fn at(&self) -> Position {
        self.feed.at()
    }

    /// Tells what has been met so far.
    pub(super) fn met(&self) -> Met {
        self.met
    }

    /// Finds the next piece.
    pub(super) fn next(&mut self) -> io::Result<Option<Piece>> {
        loop {
            let piece = match std::mem::replace(&mut self.state, State::Done) {
                State::Between => self.between()?,
                State::InList => self.in_list()?,
                State::InPage => {
                    self.begin();
                    self.follow(Framer::inside_object(self.limit))?
                }
                State::Skipping(framer) => self.skip(framer)?,
                State::Resuming(column) => self.resume(column)?,
                State::Done => return Ok(None),
            };
            if piece.is_some() {
                return Ok(piece);
            }
        }
    }

    /// Passes over text up to the next value.
    fn between(&mut self) -> io::Result<Option<Piece>> {
        self.state = State::Between;
        let mut separated = false;
        loop {
            let Some(byte) = self.feed.peek()? else {
                self.state = State::Done;
                return Ok(self.end_text(None));
            };
            let may_begin = self.text.is_none() || self.feed.at().column == 1 || separated;
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' | 0xEF | 0xBB | 0xBF => self.feed.advance(1)?,
                RECORD_SEPARATOR => {
                    separated = true;
                    self.feed.advance(1)?;
                }
                b'<' if self.met == Met::Nothing => {
                    self.begin();
                    self.state = State::Done;
                    return Ok(Some(Piece::Html));
                }
                0 => return Ok(Some(self.nul())),
                b'{' if may_begin => {
                    // The text is told first; the bracket is then met again, with no text before it.
                    let text = self.end_text(Some(self.feed.at()));
                    return if text.is_some() { Ok(text) } else { self.value() };
                }
                b'[' if may_begin => {
                    let at = self.feed.at();
                    if self.opens_list()? {
                        let text = self.end_text(Some(at));
                        self.met = Met::Json;
                        self.push_list();
                        return Ok(text);
                    }
                    self.text_line(at)?;
                }
                _ => {
                    separated = false;
                    self.text_line(self.feed.at())?;
                }
            }
        }
    }

    /// Takes a bracket; tells whether it opens a list or belongs to a text: `[email protected]`.
    fn opens_list(&mut self) -> io::Result<bool> {
        self.take()?;
        Ok(matches!(self.blanks()?, Some(b'{' | b'[' | b']' | b'"') | None))
    }

    fn nul(&mut self) -> Piece {
        self.start = self.feed.at();
        self.state = State::Done;
        Piece::Nul
    }

    /// Takes the rest of a line as text.
    fn text_line(&mut self, at: Position) -> io::Result<()> {
        let last_line = self.feed.at().line;
        let run = self.text.get_or_insert(TextRun { at, last_line, told: false });
        run.last_line = last_line;
        self.met = self.met.max(Met::Text);
        self.feed.skip_line()
    }

    /// Ends a run of text at a value, or at the end of the input.
    fn end_text(&mut self, value: Option<Position>) -> Option<Piece> {
        let run = self.text.take().filter(|run| !run.told)?;
        self.start = run.at;
        let first = run.at.line;
        let (lines, stand) = match (value, self.met) {
            (None, Met::Json) => (run.last_line + 1 - first, "after the JSON"),
            (None, _) => return None,
            (Some(value), _) if self.levels.is_empty() && self.met == Met::Json => {
                (value.line - first, "between the tickets")
            }
            (Some(value), _) => (value.line - first, "before the JSON"),
        };
        Some(Piece::Text { lines: lines.max(1), stand })
    }

    /// Finds the next element of a list.
    fn in_list(&mut self) -> io::Result<Option<Piece>> {
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
                return Ok(Some(Piece::Comma("a comma too many before the end of the list")));
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
                return Ok(too_many.then_some(Piece::Comma("a comma too many in the list")));
            }
            (Some(b'}' | b':' | b'<' | 0), _) => return Ok(Some(self.broken(Break::Stray))),
            (Some(_), Comma::Due) => {
                *comma = Comma::Any;
                return Ok(Some(Piece::Comma("a comma is missing in the list")));
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

    fn push_list(&mut self) {
        let list = Level::List { elements: 0, comma: Comma::First, column: None, scalars: false };
        self.levels.push(list);
        self.state = State::InList;
    }

    /// Notes that a value or a list is complete.
    fn completed(&mut self) {
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

    fn begin(&mut self) {
        self.frame.clear();
        self.start = self.feed.at();
    }

    /// Takes an object, or a list that is too deep to be followed.
    fn value(&mut self) -> io::Result<Option<Piece>> {
        self.begin();
        self.met = Met::Json;
        let own = self.fresh_line.then_some(self.start.column);
        let column = match self.levels.last_mut() {
            None => Some(1),
            Some(Level::List { column, .. }) => {
                *column = own;
                own
            }
            Some(Level::Page) => None,
        };
        self.fresh_line = false;
        let lines = self.lines && self.levels.is_empty();
        self.follow(Framer::new(Expect { column, lines, limit: self.limit }))
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

    /// Gathers a value, or what is left of a list page, up to its end.
    fn follow(&mut self, mut framer: Framer) -> io::Result<Option<Piece>> {
        loop {
            let chunk = self.feed.chunk()?;
            if chunk.is_empty() {
                return Ok(Some(self.broken(Break::EndOfInput)));
            }
            let (used, step) = framer.scan(chunk);
            let endless = step == Step::Broken(Break::Endless);
            let fits = self.frame.len() + used <= self.limit && !endless;
            if fits {
                self.frame.extend_from_slice(chunk.get(..used).unwrap_or_default());
            }
            self.feed.advance(used)?;
            if !fits {
                self.frame.clear();
                self.after_too_large(framer, step);
                return Ok(Some(Piece::TooLarge));
            }
            match step {
                Step::More => {}
                Step::List => {
                    if begins_tickets(&self.frame) && !is_ticket_so_far(&self.frame) {
                        if !matches!(self.levels.last(), Some(Level::Page)) {
                            self.levels.push(Level::Page);
                        }
                        self.push_list();
                        return Ok(None);
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
            return None;
        }
        if self.levels.is_empty() {
            let one_line = memchr::memchr(b'\n', &self.frame).is_none();
            self.lines = one_line && self.start.column == 1;
        }
        self.completed();
        Some(Piece::Value)
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
    fn skip(&mut self, mut framer: Framer) -> io::Result<Option<Piece>> {
        let chunk = self.feed.chunk()?;
        if chunk.is_empty() {
            return Ok(None);
        }
        let (used, step) = framer.scan(chunk);
        self.feed.advance(used)?;
        self.after_too_large(framer, step);
        Ok(None)
    }

    /// Gives a value up and finds out where to go on.
    fn broken(&mut self, why: Break) -> Piece {
        let mut rest_lost = false;
        self.state = match (why, self.levels.last_mut()) {
            (Break::EndOfInput, Some(Level::Page)) => {
                return Piece::OpenList;
            }
            (Break::EndOfInput | Break::Endless, _) => State::Done,
            (_, Some(Level::List { column: Some(column), comma, elements, .. })) => {
                *comma = Comma::Any;
                *elements += 1;
                if why == Break::NextValue { State::InList } else { State::Resuming(*column) }
            }
            (_, level) => {
                rest_lost = level.is_some();
                self.levels.clear();
                let at = self.feed.at();
                if why != Break::NextValue {
                    self.text = Some(TextRun { at, last_line: at.line, told: true });
                }
                State::Between
            }
        };
        Piece::Broken { why, rest_lost }
    }

    /// Looks, after a broken element, for the line on which the next one begins, or the list ends.
    fn resume(&mut self, column: u64) -> io::Result<Option<Piece>> {
        loop {
            self.feed.skip_line()?;
            let Some(byte) = self.blanks()? else { return Ok(None) };
            if byte == 0 {
                return Ok(Some(self.nul()));
            }
            let here = self.feed.at().column;
            let element = matches!(byte, b'{' | b'[') && here == column;
            let end = byte == b']' && (here < column || column == 1) && self.fresh_line;
            if element || end {
                self.state = State::InList;
                return Ok(None);
            }
            self.take()?;
        }
    }

    /// Passes over blanks; returns the byte that follows.
    fn blanks(&mut self) -> io::Result<Option<u8>> {
        loop {
            let byte = self.feed.peek()?;
            match byte {
                Some(b'\n') => self.fresh_line = true,
                Some(b' ' | b'\t' | b'\r' | RECORD_SEPARATOR) => {}
                _ => return Ok(byte),
            }
            self.feed.advance(1)?;
        }
    }

    fn take(&mut self) -> io::Result<()> {
        self.fresh_line = false;
        self.feed.advance(1)
    }
}
