//! What an input is, by its first bytes, whatever its name.

use super::place::Position;
use super::unpack::Packing;
use super::utf16::Order;
use std::io::{self, Read};

/// How many bytes are looked at.
const LENGTH: usize = 4;

/// What the first bytes show.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Sniffed {
    /// Text, which begins at a position behind the byte order mark, if there is one.
    Text(Position),
    /// Text in code units of two bytes.
    Utf16(Order),
    /// Something that is packed.
    Packed(Packing),
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

    /// Tells what they show. Without a mark, text in UTF-16 is known by JSON's first two characters.
    pub(super) fn sniff(&self) -> Sniffed {
        let what = match self.bytes.as_slice() {
            [0x1F, 0x8B, ..] => return Sniffed::Packed(Packing::Gzip),
            // The second is a frame to be skipped.
            [0x28, 0xB5, 0x2F, 0xFD] | [0x50..=0x5F, 0x2A, 0x4D, 0x18] => {
                return Sniffed::Packed(Packing::Zstd);
            }
            [b'P', b'K', 3, 4] => {
                "this is a ZIP archive or a spreadsheet; unpack it, or export JSON"
            }
            [b'%', b'P', b'D', b'F'] => "this is a PDF document, not JSON",
            [0xFF, 0xFE, 0, 0] | [0, 0, 0xFE, 0xFF] | [1..0x80, 0, 0, 0] | [0, 0, 0, 1..0x80] => {
                "this is UTF-32 text; save it as UTF-8 first"
            }
            [0xFF, 0xFE, ..] | [1..0x80, 0] | [1..0x80, 0, 1..0x80, 0] => {
                return Sniffed::Utf16(Order::Little);
            }
            [0xFE, 0xFF, ..] | [0, 1..0x80] | [0, 1..0x80, 0, 1..0x80] => {
                return Sniffed::Utf16(Order::Big);
            }
            [0, ..] => "this begins with NUL bytes: it is not text",
            [0xEF, 0xBB, 0xBF, ..] => {
                return Sniffed::Text(Position { byte: 3, ..Position::START });
            }
            _ => return Sniffed::Text(Position::START),
        };
        Sniffed::Foreign(what)
    }

    /// Returns the bytes, but for a byte order mark.
    pub(super) fn unmarked(&self) -> &[u8] {
        let marks: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];
        let rest = marks.iter().find_map(|mark| self.bytes.strip_prefix(*mark));
        rest.unwrap_or(&self.bytes)
    }
}
