//! Characters that are not what they seem, and letters that run the other way.

use unicode_bidi::{BidiClass, bidi_class};
use unicode_width::UnicodeWidthChar;

/// Tells whether a character is one that a terminal obeys or that changes the order of others.
pub(super) const fn misleads(char: char) -> bool {
    matches!(char,
        '\u{80}'..='\u{9f}'
        | '\u{2028}' | '\u{2029}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{206f}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// Tells whether a character is invisible, but has honest uses in running text.
pub(super) const fn is_soft(char: char) -> bool {
    matches!(
        char,
        '\u{ad}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}' | '\u{2060}'
            ..='\u{2065}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
    )
}

/// Tells whether a reader sees nothing where a character stands.
pub(super) fn is_unseen(char: char) -> bool {
    char.is_whitespace() || is_soft(char) || char == '\u{2800}' || char.width() == Some(0)
}

/// Tells whether text holds something that is written from right to left, or a number whose digits
/// turn what stands between them.
pub(super) fn runs_right_to_left(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(turns)
}

/// Tells whether a character is written from right to left, or turns what stands beside it.
pub(super) fn turns(char: char) -> bool {
    !char.is_ascii() && matches!(bidi_class(char), BidiClass::R | BidiClass::AL | BidiClass::AN)
}

/// The way in which a paragraph runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Direction {
    /// Returns the direction of a text: that of its first letter, as Unicode has it (P2). None if it
    /// has no letter.
    pub(super) fn of(text: &str) -> Option<Self> {
        text.chars().find_map(|char| match char {
            'a'..='z' | 'A'..='Z' => Some(Self::LeftToRight),
            _ if char.is_ascii() => None,
            _ => match bidi_class(char) {
                BidiClass::L => Some(Self::LeftToRight),
                BidiClass::R | BidiClass::AL => Some(Self::RightToLeft),
                _ => None,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_to_left_is_recognised() {
        for text in ["שלום", "a مرحبا", "ܐ", "ހ", "߀ߊ", "\u{fb2a}", "\u{fedf}"] {
            assert!(runs_right_to_left(text), "{text}");
        }
        for text in ["hello", "日本", "é", "😀", "\u{feff}", "\u{200e}"] {
            assert!(!runs_right_to_left(text), "{text}");
        }
        assert!(runs_right_to_left("٨"), "its neighbours would change places with the next one");
    }

    #[test]
    fn the_first_letter_gives_the_direction() {
        use Direction::{LeftToRight, RightToLeft};
        for (text, direction) in [
            ("", None),
            ("12:30 ₪ (…) 😀 ٨", None),
            ("12 שלום hello", Some(RightToLeft)),
            ("مرحبا", Some(RightToLeft)),
            ("\u{200f}hello", Some(RightToLeft)),
            ("\u{200e}שלום", Some(LeftToRight)),
            ("Ray-9 שחור", Some(LeftToRight)),
            ("日本 שלום", Some(LeftToRight)),
        ] {
            assert_eq!(Direction::of(text), direction, "{text}");
        }
    }
}
