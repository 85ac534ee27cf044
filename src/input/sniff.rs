//! What an input is, by its first bytes.
//!
//! The place for decoders: what is only foreign today can be unpacked or translated here.

use super::place::Position;
use std::io::{self, Read};

/// How many bytes are looked at.
const LENGTH: usize = 4;

/// What the first bytes show.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Sniffed {
    /// Text, which begins at a position behind the byte order mark, if there is one.
    Text(Position),
    /// Something else: what, and what to do.
    Foreign(&'static str),
}

/// The first bytes of an input, which are read before the rest.
#[derive(Debug, Default)]
pub(super) struct Head {
    bytes: Vec<u8>,
}

impl Head {
    /// Reads the first bytes.
    pub(super) fn read(from: &mut dyn Read) -> io::Result<Self> {
        let mut bytes = Vec::with_capacity(LENGTH);
        from.take(LENGTH as u64).read_to_end(&mut bytes)?;
        Ok(Self { bytes })
    }

    /// Tells what they show.
    pub(super) fn sniff(&self) -> Sniffed {
        let what = match self.bytes.as_slice() {
            [0x1F, 0x8B, ..] => "this is gzip data; unpack it first",
            [0x28, 0xB5, 0x2F, 0xFD] => "this is zstd data; unpack it first",
            [b'P', b'K', 3, 4] => {
                "this is a ZIP archive or a spreadsheet; unpack it, or export JSON"
            }
            [b'%', b'P', b'D', b'F'] => "this is a PDF document, not JSON",
            [0xFF, 0xFE, 0, 0] | [0, 0, 0xFE, 0xFF] => {
                "this is UTF-32 text; save it as UTF-8 first"
            }
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "this is UTF-16 text; save it as UTF-8 first",
            [1..0x80, 0, ..] | [0, 1..0x80, ..] => {
                "this looks like UTF-16 text without a byte order mark; save it as UTF-8 first"
            }
            [0, ..] => "this begins with NUL bytes: it is not text",
            [0xEF, 0xBB, 0xBF, ..] => {
                return Sniffed::Text(Position { byte: 3, ..Position::START });
            }
            _ => return Sniffed::Text(Position::START),
        };
        Sniffed::Foreign(what)
    }

    /// Returns the bytes that belong to a text.
    pub(super) fn text(&self) -> &[u8] {
        self.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.bytes)
    }
}
