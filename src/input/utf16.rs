//! UTF-16 as UTF-8, translated as it is read.

use std::io::{self, BufRead, Read};

/// Which half of a code unit comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Little,
    Big,
}

impl Order {
    fn unit(self, bytes: [u8; 2]) -> u16 {
        match self {
            Self::Little => u16::from_le_bytes(bytes),
            Self::Big => u16::from_be_bytes(bytes),
        }
    }
}

/// What stands for half of a surrogate pair, or half of a code unit: no text holds this byte, so
/// that it is found and told like any other byte that is not UTF-8.
const BROKEN: u8 = 0xFF;

/// Translates an input.
pub(super) struct Utf16<R> {
    from: R,
    order: Order,
    /// Bytes that wait for the rest of their character.
    waiting: Vec<u8>,
    text: Vec<u8>,
    used: usize,
}

impl<R: BufRead> Utf16<R> {
    /// Begins behind the byte order mark.
    pub(super) fn new(from: R, order: Order) -> Self {
        Self { from, order, waiting: Vec::new(), text: Vec::new(), used: 0 }
    }

    /// Translates the next bytes, as far as they are whole characters.
    fn refill(&mut self) -> io::Result<()> {
        self.text.clear();
        self.used = 0;
        while self.text.is_empty() {
            let chunk = self.from.fill_buf()?;
            let count = chunk.len();
            self.waiting.extend_from_slice(chunk);
            self.from.consume(count);
            if count == 0 {
                let halves = self.waiting.drain(..).count().div_ceil(2);
                self.text.extend([BROKEN].repeat(halves));
                return Ok(());
            }
            let order = self.order;
            let (units, _) = self.waiting.as_chunks::<2>();
            let may_go_on = units.last().is_some_and(|last| is_high(order.unit(*last)));
            let whole = units.len() - usize::from(may_go_on);
            let units = units.iter().take(whole).map(|bytes| order.unit(*bytes));
            for character in char::decode_utf16(units) {
                match character {
                    Ok(character) => {
                        let mut bytes = [0; 4];
                        self.text.extend_from_slice(character.encode_utf8(&mut bytes).as_bytes());
                    }
                    Err(_) => self.text.push(BROKEN),
                }
            }
            self.waiting.drain(..2 * whole);
        }
        Ok(())
    }
}

/// Tells whether a code unit needs another one after it.
fn is_high(unit: u16) -> bool {
    matches!(unit, 0xD800..=0xDBFF)
}

impl<R: BufRead> BufRead for Utf16<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.used >= self.text.len() {
            self.refill()?;
        }
        Ok(self.text.get(self.used..).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.used += count;
    }
}

impl<R: BufRead> Read for Utf16<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(to)?;
        self.consume(count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::{Order, Utf16};
    use std::io::{BufReader, Read};

    #[test]
    fn any_chunks_give_the_same_text() {
        let units = [0x7B, 0x5D0, 0xD83D, 0xDE00, 0xDC00, 0xD83D, 0xD83D, 0xDE00, 0xD83D];
        let bytes = units.iter().flat_map(|unit: &u16| unit.to_be_bytes());
        let bytes: Vec<u8> = bytes.chain([0]).collect();
        for capacity in 1..20 {
            let from = BufReader::with_capacity(capacity, &*bytes);
            let mut text = Vec::new();
            Utf16::new(from, Order::Big).read_to_end(&mut text).unwrap();
            assert_eq!(text, b"{\xD7\x90\xF0\x9F\x98\x80\xFF\xFF\xF0\x9F\x98\x80\xFF\xFF");
        }
    }
}
