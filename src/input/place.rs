//! Where something stands in an input: the line, the column, the byte.

use std::fmt;
use std::sync::Arc;

/// Where a ticket begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, as its name reads; not for printing as it is.
    pub source: Arc<str>,
    /// The line, counted from 1.
    pub line: u64,
    /// The column, counted from 1 and in characters.
    pub column: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}:{}:{}", self.source, self.line, self.column)
    }
}

/// A position in one input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: u64,
    pub(super) column: u64,
    pub(super) byte: u64,
}

impl Position {
    /// The first character of an input.
    pub(super) const START: Self = Self { line: 1, column: 1, byte: 0 };

    /// Returns the position behind some bytes that stand here.
    pub(super) fn after(self, bytes: &[u8]) -> Self {
        let byte = self.byte + bytes.len() as u64;
        let Some(last) = memchr::memrchr(b'\n', bytes) else {
            return Self { column: self.column + characters(bytes), byte, ..self };
        };
        let line = self.line + memchr::memchr_iter(b'\n', bytes).count() as u64;
        let column = 1 + characters(bytes.get(last + 1..).unwrap_or_default());
        Self { line, column, byte }
    }

    /// Returns the position of an offset into a text that begins here.
    pub(super) fn of(self, text: &[u8], offset: usize) -> Self {
        self.after(text.get(..offset).unwrap_or(text))
    }
}

/// Counts characters; in what is not UTF-8, bytes that cannot begin one count for nothing.
fn characters(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u64
}

#[cfg(test)]
mod tests {
    use super::Position;

    #[test]
    fn columns_are_characters_and_begin_anew_on_each_line() {
        let end = Position::START.after("ab\r\nשלום 😀".as_bytes());
        assert_eq!(end, Position { line: 2, column: 7, byte: 17 });
        assert_eq!(end.after(b"x").column, 8);
        assert_eq!(Position::START.of(b"a\nbc", 3), Position { line: 2, column: 2, byte: 3 });
    }
}
