//! The key from which pseudonyms are derived, and what is drawn from it.

use hmac_sha256::HMAC;

/// What pseudonyms are derived from. Whoever has it can tell whether a pseudonym stands for a value
/// they guess; nobody else can.
#[derive(Clone)]
pub struct Key(HMAC);

/// The letters and digits of a pseudonym: no vowels, so that no words come of them.
const SIGNS: &[u8; 30] = b"0123456789bcdfghjkmnpqrstvwxyz";

impl Key {
    /// How short a key may be, in bytes.
    pub const SHORTEST: usize = 16;

    /// Takes a key; `None` if it is too short to be one.
    pub fn new(bytes: &[u8]) -> Option<Self> {
        (bytes.len() >= Self::SHORTEST).then(|| Self(HMAC::new(bytes)))
    }

    /// Draws bytes for a value: as many as are asked for, always the same ones.
    pub(super) fn draw(&self, value: &str) -> impl Iterator<Item = u8> {
        let (keyed, value) = (self.0.clone(), value.as_bytes().to_vec());
        (0_u64..).flat_map(move |block| {
            let mut mac = keyed.clone();
            mac.update(block.to_be_bytes());
            mac.update(&value);
            mac.finalize()
        })
    }

    /// Returns the six signs that stand for a value: one of 729 million.
    pub(super) fn sign(&self, value: &str) -> String {
        let mut drawn = self.draw(value);
        let mut number = drawn.by_ref().take(8).fold(0_u64, |all, byte| all << 8 | u64::from(byte));
        let mut sign = String::new();
        for _ in 0..6 {
            let (rest, digit) = (number / 30, number % 30);
            number = rest;
            let digit = usize::try_from(digit).unwrap_or_default();
            sign.extend(SIGNS.get(digit).map(|sign| char::from(*sign)));
        }
        sign
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("Key")
    }
}

#[cfg(test)]
mod tests {
    use super::Key;
    use std::collections::HashSet;

    #[test]
    fn the_same_value_has_the_same_sign_under_the_same_key() {
        let (one, other) = (Key::new(&[1; 32]).unwrap(), Key::new(&[2; 32]).unwrap());
        assert_eq!(one.sign("jack bower"), one.sign("jack bower"));
        assert_ne!(one.sign("jack bower"), other.sign("jack bower"));
        let signs: HashSet<_> = (0..2000).map(|number| one.sign(&number.to_string())).collect();
        assert_eq!(signs.len(), 2000);
        assert!(signs.iter().all(|sign| sign.len() == 6));
    }

    #[test]
    fn what_is_drawn_has_no_end_and_does_not_repeat() {
        let drawn: Vec<_> = Key::new(&[1; 16]).unwrap().draw("x").take(96).collect();
        assert_ne!(drawn[..32], drawn[32..64]);
        assert_ne!(drawn[32..64], drawn[64..]);
    }

    #[test]
    fn a_word_is_no_key() {
        assert!(Key::new(b"secret").is_none());
        assert_eq!(format!("{:?}", Key::new(&[7; 16]).unwrap()), "Key");
    }
}
