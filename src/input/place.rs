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
    /// Whether a CR stands before it, which ended the line; an LF that follows belongs to it.
    pub(super) after_cr: bool,
}

impl Position {
    /// The first character of an input.
    pub(super) const START: Self = Self { line: 1, column: 1, byte: 0, after_cr: false };

    /// Returns the position behind some bytes that stand here.
    pub(super) fn after(self, bytes: &[u8]) -> Self {
        let Some(end) = bytes.last() else { return self };
        let byte = self.byte + bytes.len() as u64;
        let after_cr = *end == b'\r';
        let Some(last) = memchr::memrchr2(b'\n', b'\r', bytes) else {
            return Self { column: self.column + characters(bytes), byte, after_cr, ..self };
        };
        let line = self.line + self.line_ends(bytes);
        let column = 1 + characters(bytes.get(last + 1..).unwrap_or_default());
        Self { line, column, byte, after_cr }
    }

    /// Counts LF, CR and CR LF in bytes that stand here.
    fn line_ends(self, bytes: &[u8]) -> u64 {
        let ends = memchr::memchr_iter(b'\n', bytes).count();
        let split = usize::from(self.after_cr && bytes.first() == Some(&b'\n'));
        if memchr::memchr(b'\r', bytes).is_none() {
            return (ends - split) as u64;
        }
        let pairs = bytes.windows(2).filter(|pair| *pair == b"\r\n").count();
        (ends + memchr::memchr_iter(b'\r', bytes).count() - pairs - split) as u64
    }

    /// Returns the position of an offset into a text that begins here.
    pub(super) fn of(self, text: &[u8], offset: usize) -> Self {
        self.after(text.get(..offset).unwrap_or(text))
    }
}

/// Counts characters; in what is not UTF-8, bytes that cannot begin one count for nothing.
fn characters(bytes: &[u8]) -> u64 {
    // Small sums that cannot overflow are added up many at a time; lines may be very long.
    let few = bytes.chunks(usize::from(u8::MAX));
    let begins = |byte: &u8| u8::from(*byte & 0xC0 != 0x80);
    few.map(|few| u64::from(few.iter().fold(0_u8, |sum, byte| sum.wrapping_add(begins(byte)))))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::Position;

    #[test]
    fn columns_are_characters_and_begin_anew_on_each_line() {
        let end = Position::START.after("ab\r\nשלום 😀".as_bytes());
        assert_eq!((end.line, end.column, end.byte), (2, 7, 17));
        assert_eq!(end.after(b"x").column, 8);
        let inside = Position::START.of(b"a\nbc", 3);
        assert_eq!((inside.line, inside.column, inside.byte), (2, 2, 3));
    }

    #[test]
    fn t25_line_ends_of_all_kinds_are_counted_in_any_chunks() {
        let text = b"\ra\r\nb\n\rc\r\r\n\n\r";
        for size in 1..=text.len() {
            let end = text.chunks(size).fold(Position::START, Position::after);
            assert_eq!((end.line, end.column), (9, 1), "{size}");
        }
    }
}
