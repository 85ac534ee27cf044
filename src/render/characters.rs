//! Characters that are not what they seem, and letters that run the other way.

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

/// Tells whether text holds a letter that is written from right to left.
pub(super) fn runs_right_to_left(text: &str) -> bool {
    !text.is_ascii()
        && text.chars().any(|char| {
            matches!(char,
                '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{fb1d}'..='\u{fdff}'
                | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_to_left_is_recognised() {
        for text in ["שלום", "a مرحبا", "ܐ", "ހ", "߀ߊ", "\u{fb2a}", "\u{fedf}"] {
            assert!(runs_right_to_left(text), "{text}");
        }
        for text in ["hello", "日本", "é", "😀", "\u{feff}"] {
            assert!(!runs_right_to_left(text), "{text}");
        }
    }
}
