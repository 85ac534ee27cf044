//! The bytes of one input, and how far they have been read.

use super::place::Position;
use std::io::{self, BufRead, ErrorKind};

/// Reads an input forward and knows where it is.
pub(super) struct Feed<'r> {
    from: &'r mut dyn BufRead,
    at: Position,
}

impl<'r> Feed<'r> {
    pub(super) fn new(from: &'r mut dyn BufRead, at: Position) -> Self {
        Self { from, at }
    }

    /// Returns the position of the next byte.
    pub(super) fn at(&self) -> Position {
        self.at
    }

    /// Returns the next bytes, some at least; none at the end.
    pub(super) fn chunk(&mut self) -> io::Result<&[u8]> {
        loop {
            match self.from.fill_buf() {
                Ok(_) => break,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        // Asking again costs nothing and reads nothing; returning from the loop upsets the borrows.
        self.from.fill_buf()
    }

    /// Returns the next byte without taking it.
    pub(super) fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.chunk()?.first().copied())
    }

    /// Takes bytes of the last chunk.
    pub(super) fn advance(&mut self, count: usize) -> io::Result<()> {
        let at = self.at;
        self.at = at.after(self.chunk()?.get(..count).unwrap_or_default());
        self.from.consume(count);
        Ok(())
    }

    /// Passes over the rest of the line, up to its end, a record separator or a NUL.
    pub(super) fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let chunk = self.chunk()?;
            let end = memchr::memchr3(b'\n', RECORD_SEPARATOR, 0, chunk);
            let (count, done) = (end.unwrap_or(chunk.len()), end.is_some() || chunk.is_empty());
            self.advance(count)?;
            if done {
                return Ok(());
            }
        }
    }
}

/// What stands before each text of a JSON text sequence (RFC 7464).
pub(super) const RECORD_SEPARATOR: u8 = 0x1E;
