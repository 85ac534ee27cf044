//! From the bytes of an input to its text: unpacked, translated, without a byte order mark.

use super::Input;
use super::place::Position;
use super::problem::{Replaced, What};
use super::sniff::{Head, Sniffed};
use super::steady::Steady;
use super::utf16::Utf16;
use std::io::{self, Cursor, Read};

/// What lies between the bytes of an input and its text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Layers {
    /// The text was packed.
    pub(super) is_packed: bool,
    /// The text was in UTF-16.
    pub(super) is_utf16: bool,
}

impl Layers {
    /// Says how to tell what is broken in the characters of a text that begins at a position.
    pub(super) fn broken_at(self, start: Position) -> Replaced {
        if self.is_utf16 { Replaced::Units } else { Replaced::Bytes { first: start.byte } }
    }
}

/// The text of an input.
pub(super) struct Opened {
    pub(super) text: Input,
    pub(super) layers: Layers,
    /// Where it begins: behind a byte order mark.
    pub(super) start: Position,
}

impl Opened {
    /// Looks what an input is, and how to read it.
    ///
    /// # Errors
    /// What keeps it from being read.
    pub(super) fn of(input: Input) -> Result<Self, What> {
        Self::layer(Box::new(Steady(input)), Layers::default())
    }

    /// Takes off one layer: what is below it may be something else again.
    fn layer(mut from: Input, mut layers: Layers) -> Result<Self, What> {
        let head = Head::read(&mut from).map_err(failed)?;
        let text: Input = Box::new(Cursor::new(head.unmarked().to_vec()).chain(from));
        match head.sniff() {
            Sniffed::Foreign(what) => Err(What::Foreign(what)),
            Sniffed::Packed(_) if layers.is_packed => {
                Err(What::Foreign("this is packed twice; unpack it once first"))
            }
            Sniffed::Packed(packing) => {
                layers.is_packed = true;
                Self::layer(packing.unpack(text).map_err(failed)?, layers)
            }
            Sniffed::Utf16(order) => {
                layers.is_utf16 = true;
                let text: Input = Box::new(Utf16::new(text, order));
                Ok(Self { text, layers, start: Position::START })
            }
            Sniffed::Text(start) => Ok(Self { text, layers, start }),
        }
    }
}

/// Says why nothing of an input can be read.
fn failed(error: io::Error) -> What {
    What::of_error(error, None).1
}
