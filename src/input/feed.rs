//! The bytes of one input, and how far they have been read.

use super::place::Position;
use super::problem::{Halt, What};
use std::io::{self, BufRead};

/// Reads an input forward and knows where it is.
pub(super) struct Feed<'r> {
    from: &'r mut dyn BufRead,
    at: Position,
    /// How many bytes may go by for nothing.
    patience: Option<usize>,
    /// The byte at which patience ends.
    until: u64,
}

impl<'r> Feed<'r> {
    /// Begins at a position. With patience, reading ends when so many bytes bring no ticket.
    pub(super) fn new(from: &'r mut dyn BufRead, at: Position, patience: Option<usize>) -> Self {
        let mut feed = Self { from, at, patience, until: u64::MAX };
        feed.be_patient_from(at.byte);
        feed
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
        self.from.fill_buf()
    }

    /// Returns the next bytes of what is no value, or a value that is not kept.
    pub(super) fn idle_chunk(&mut self) -> io::Result<&[u8]> {
        match self.patience {
            Some(limit) if self.at.byte > self.until => {
                Err(Halt(What::NoTicketFor { limit }).into())
            }
            _ => self.chunk(),
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
        self.from.consume(count);
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
