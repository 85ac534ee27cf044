//! The bytes of one input, and how far they have been read.

use super::Input;
use super::ahead::Ahead;
use super::place::Position;
use super::problem::{Halt, What};
use std::io::{self, BufRead};

/// Reads an input forward and knows where it is.
pub(super) struct Feed {
    from: From,
    /// What was given back, and how much of it was met again.
    back: Vec<u8>,
    used: usize,
    /// Why nothing more can be read, which was met too early.
    failure: Option<io::Error>,
    at: Position,
    /// How many bytes may go by for nothing.
    patience: Option<usize>,
    /// The byte at which patience ends.
    until: u64,
}

/// Who reads the bytes.
enum From {
    /// Whoever asks for them.
    Here(Input),
    /// A thread of its own.
    Ahead(Ahead),
}

impl Feed {
    /// Begins at a position. With patience, reading ends when so many bytes bring no ticket.
    pub(super) fn new(from: Input, at: Position, patience: Option<usize>) -> Self {
        let (back, used, from) = (Vec::new(), 0, From::Here(from));
        let mut feed = Self { from, back, used, failure: None, at, patience, until: u64::MAX };
        feed.be_patient_from(at.byte);
        feed
    }

    /// Has the bytes read on another thread from now on.
    pub(super) fn read_ahead(&mut self) {
        let nothing = From::Here(Box::new(io::empty()));
        self.from = match std::mem::replace(&mut self.from, nothing) {
            From::Here(from) => From::Ahead(Ahead::of(from)),
            ahead @ From::Ahead(_) => ahead,
        };
    }

    /// Tells whether more bytes are certain to come without waiting.
    pub(super) fn is_at_hand(&mut self) -> bool {
        match &mut self.from {
            _ if self.used < self.back.len() => true,
            From::Here(_) => false,
            From::Ahead(ahead) => ahead.is_at_hand(),
        }
    }

    /// Gives bytes back that were taken since a position: they will be met again.
    pub(super) fn give_back<'b>(&mut self, bytes: impl Iterator<Item = &'b [u8]>, at: Position) {
        let rest = self.back.split_off(self.used.min(self.back.len()));
        self.back = bytes.fold(Vec::new(), |all, part| [&*all, part].concat());
        self.back.extend_from_slice(&rest);
        (self.used, self.at) = (0, at);
    }

    fn from(&mut self) -> &mut dyn BufRead {
        match &mut self.from {
            From::Here(from) => from,
            From::Ahead(ahead) => ahead,
        }
    }

    /// Returns the position of the next byte.
    pub(super) fn at(&self) -> Position {
        self.at
    }

    /// Begins anew to count the bytes that bring nothing, at one of them.
    pub(super) fn be_patient_from(&mut self, byte: u64) {
        if let Some(patience) = self.patience {
            self.until = byte.saturating_add(patience as u64);
        }
    }

    /// Returns the next bytes of a value, some at least; none at the end.
    pub(super) fn chunk(&mut self) -> io::Result<&[u8]> {
        if self.used < self.back.len() {
            return Ok(self.back.get(self.used..).unwrap_or_default());
        }
        match self.failure.take() {
            Some(error) => Err(error),
            None => self.from().fill_buf(),
        }
    }

    /// Puts off a failure: what stands before it is to be understood first.
    pub(super) fn fail_later(&mut self, error: io::Error) {
        self.failure = Some(error);
    }

    /// Takes whole lines, some at least, or what there is at the end; stops where a line is too long.
    pub(super) fn take_lines(&mut self, to: &mut Vec<u8>, limit: usize) -> io::Result<()> {
        loop {
            let chunk = self.chunk()?;
            let end = memchr::memrchr(b'\n', chunk).map(|last| last + 1);
            let lines = chunk.get(..end.unwrap_or(chunk.len())).unwrap_or_default();
            to.extend_from_slice(lines);
            let (count, done) = (lines.len(), end.is_some() || chunk.is_empty());
            self.advance(count)?;
            if done || to.len() > limit {
                return Ok(());
            }
        }
    }

    /// Returns the next bytes of what is no value, or a value that is not kept.
    pub(super) fn idle_chunk(&mut self) -> io::Result<&[u8]> {
        match self.patience {
            Some(limit) if self.at.byte > self.until => {
                Err(Halt(What::NoTicketFor { limit }).into())
            }
            _ => {
                // Not beyond the end of patience, wherever a chunk ends.
                let room = self.until.saturating_sub(self.at.byte).saturating_add(1);
                let room = usize::try_from(room).unwrap_or(usize::MAX);
                let chunk = self.chunk()?;
                Ok(chunk.get(..room).unwrap_or(chunk))
            }
        }
    }

    /// Returns the next byte without taking it.
    pub(super) fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.idle_chunk()?.first().copied())
    }

    /// Takes bytes of the last chunk.
    pub(super) fn advance(&mut self, count: usize) -> io::Result<()> {
        let at = self.at;
        self.at = at.after(self.chunk()?.get(..count).unwrap_or_default());
        if self.used < self.back.len() {
            self.used += count;
        } else {
            self.from().consume(count);
        }
        Ok(())
    }

    /// Passes over blanks, as far as they are at hand.
    pub(super) fn skip_blanks(&mut self) -> io::Result<()> {
        let is_blank = |byte: &&u8| matches!(**byte, b' ' | b'\t' | b'\r' | b'\n');
        let count = self.idle_chunk()?.iter().take_while(is_blank).count();
        self.advance(count)
    }

    /// Passes over the rest of the line, up to its end, a record separator or a NUL.
    pub(super) fn skip_line(&mut self) -> io::Result<()> {
        self.skip_lines(|_| false)
    }

    /// Passes over the rest of the line, and over lines after it that begin with certain bytes, up
    /// to the end of the last of them.
    pub(super) fn skip_lines(&mut self, passes: impl Fn(u8) -> bool) -> io::Result<()> {
        loop {
            let chunk = self.idle_chunk()?;
            let mut count = 0;
            let mut done = chunk.is_empty();
            while !done {
                let rest = chunk.get(count..).unwrap_or_default();
                let Some(end) = rest.iter().position(|byte| ends_line(*byte)) else {
                    count = chunk.len();
                    break;
                };
                let next =
                    rest.get(end + 1).filter(|_| matches!(rest.get(end), Some(b'\r' | b'\n')));
                done = !next.is_some_and(|next| passes(*next));
                count += end + usize::from(!done);
            }
            self.advance(count)?;
            if done {
                return Ok(());
            }
        }
    }
}

/// What stands before each text of a JSON text sequence (RFC 7464).
pub(super) const RECORD_SEPARATOR: u8 = 0x1E;

fn ends_line(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r' | RECORD_SEPARATOR | 0)
}
