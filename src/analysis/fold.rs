//! Text without the differences that nobody types: case, compatibility forms, kinds of blanks.
//!
//! The documented ticket has no-break spaces inside an address; whoever looks for it types plain ones.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// Folds a text: letters are small, compatibility forms are the plain ones (NFKC), and any run of
/// white space is one blank.
pub fn fold(text: &str) -> String {
    Folded::of(text).text
}

/// A folded text that knows where its parts come from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// In order, without gaps.
    parts: Vec<Part>,
    length: usize,
}

/// A stretch of a folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    /// Where it begins here.
    here: usize,
    /// Where it began.
    at: usize,
    /// Whether each byte stands for one byte; else it is one character of a reader's.
    is_plain: bool,
}

impl Folded {
    /// Folds a text.
    pub fn of(text: &str) -> Self {
        let mut folded = Self { length: text.len(), ..Self::default() };
        folded.text.reserve(text.len());
        let mut rest = text;
        while !rest.is_empty() {
            let at = text.len().saturating_sub(rest.len());
            let (plain, others) = rest.split_at_checked(plain_length(rest)).unwrap_or(("", rest));
            folded.add_plain(plain, at);
            let part = others.graphemes(true).next().unwrap_or_default();
            folded.add(part, at.saturating_add(plain.len()));
            rest = others.get(part.len()..).unwrap_or_default();
        }
        folded
    }

    fn add_plain(&mut self, text: &str, at: usize) {
        let from = self.text.len();
        let mut was_blank = self.text.ends_with(' ');
        let mut begun = 0;
        for (place, byte) in text.bytes().enumerate() {
            let is_blank = matches!(byte, b' ' | b'\t'..=b'\r');
            if is_blank && (was_blank || byte != b' ') {
                self.push_plain(
                    text.get(begun..place).unwrap_or_default(),
                    at.saturating_add(begun),
                );
                if !was_blank {
                    self.push_plain(" ", at.saturating_add(place));
                }
                begun = place.saturating_add(1);
            }
            was_blank = is_blank;
        }
        self.push_plain(text.get(begun..).unwrap_or_default(), at.saturating_add(begun));
        if let Some(added) = self.text.get_mut(from..) {
            added.make_ascii_lowercase();
        }
    }

    /// Takes a text whose bytes stand for themselves; it goes on where the last part ended, or begins one.
    fn push_plain(&mut self, text: &str, at: usize) {
        let here = self.text.len();
        let goes_on = self.parts.last().is_some_and(|last| {
            last.is_plain && here.checked_sub(last.here) == at.checked_sub(last.at)
        });
        if !goes_on && !text.is_empty() {
            self.parts.push(Part { here, at, is_plain: true });
        }
        self.text.push_str(text);
    }

    fn add(&mut self, part: &str, at: usize) {
        let here = self.text.len();
        let small = part.nfkc().flat_map(char::to_lowercase).nfkc();
        for char in small {
            if !char.is_whitespace() {
                self.text.push(char);
            } else if !self.text.ends_with(' ') {
                self.text.push(' ');
            }
        }
        if self.text.len() > here {
            self.parts.push(Part { here, at, is_plain: false });
        }
    }

    /// Returns the folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Finds the range of the original text that a range of the folded one comes from.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let begun = self.parts.partition_point(|part| part.here <= range.start);
        let start = begun.checked_sub(1).and_then(|last| self.parts.get(last));
        let start = start.map_or(0, |part| part.origin(range.start));
        let ended = self.parts.partition_point(|part| part.here < range.end);
        let next = self.parts.get(ended).map_or((self.text.len(), self.length), Part::beginning);
        let last = ended.checked_sub(1).and_then(|last| self.parts.get(last));
        let end = match last {
            Some(part) if part.is_plain && range.end < next.0 => part.origin(range.end),
            _ => next.1,
        };
        start..end.max(start)
    }
}

impl Part {
    const fn beginning(&self) -> (usize, usize) {
        (self.here, self.at)
    }

    /// Finds where a place in this part comes from.
    const fn origin(&self, place: usize) -> usize {
        let inside = if self.is_plain { place.saturating_sub(self.here) } else { 0 };
        self.at.saturating_add(inside)
    }
}

/// Returns how many bytes at the beginning stand alone: a plain character before another one is what a
/// reader takes for a character, but for a line's end of two.
fn plain_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_other = |byte: &u8| !byte.is_ascii() || *byte == b'\r';
    let length = bytes.iter().position(is_other).unwrap_or(bytes.len());
    // A mark on the last one would belong to it.
    let is_marked = bytes.get(length).is_some_and(|byte| !byte.is_ascii());
    length.saturating_sub(usize::from(is_marked))
}

#[cfg(test)]
mod tests {
    use super::{Folded, fold};
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;
    use unicode_segmentation::UnicodeSegmentation;

    #[test]
    fn what_nobody_types_is_folded() {
        for (text, folded) in [
            ("Jack BOWER", "jack bower"),
            ("user\u{a0}name  at\r\nhome", "user name at home"),
            ("ﬁne Ⅳ ＡＢ①", "fine iv ab1"),
            ("STRASSE Straße", "strasse straße"),
            ("e\u{301}É", "éé"),
            ("שָׁלוֹם", "שָׁלוֹם"),
            ("İ", "i\u{307}"),
            ("", ""),
        ] {
            assert_eq!(fold(text), fold(folded), "{text}");
            assert_eq!(fold(text).as_str(), fold(&fold(text)).as_str(), "{text}");
        }
        assert_eq!(fold("Jack\u{a0}BOWER"), "jack bower");
    }

    #[test]
    fn a_part_is_found_again() {
        let text = "Ich heiße Ｊａｃｋ\u{a0}\u{a0}Bower";
        let folded = Folded::of(text);
        let at = folded.as_str().find("jack bower").unwrap();
        let original = folded.original(at..at + "jack bower".len());
        assert_eq!(text.get(original), Some("Ｊａｃｋ\u{a0}\u{a0}Bower"));
        let whole = folded.original(0..folded.as_str().len());
        assert_eq!(whole, 0..text.len());
    }

    proptest! {
        #[test]
        fn every_part_has_an_origin(text in any::<String>(), from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>()) {
            let folded = Folded::of(&text);
            let edges: Vec<_> = folded.as_str().char_indices().map(|(at, _)| at).chain([folded.as_str().len()]).collect();
            let (from, to) = (*from.get(&edges), *to.get(&edges));
            let original = folded.original(from.min(to)..from.max(to));
            prop_assert!(text.get(original).is_some());
        }

        #[test]
        fn characters_are_folded_one_by_one(text in "[aB \t\r\n\u{a0}\u{301}\u{600}éＡﬁ🧑\u{200d}]{0,20}") {
            let mut one_by_one = String::new();
            let mut origins = Vec::new();
            for (at, character) in text.grapheme_indices(true) {
                let here = one_by_one.len();
                for char in character.nfkc().flat_map(char::to_lowercase).nfkc() {
                    match char.is_whitespace() {
                        true if one_by_one.ends_with(' ') => {}
                        true => one_by_one.push(' '),
                        false => one_by_one.push(char),
                    }
                }
                if one_by_one.len() > here {
                    origins.push((here, at));
                }
            }
            let folded = Folded::of(&text);
            prop_assert_eq!(folded.as_str(), &one_by_one);
            origins.push((one_by_one.len(), text.len()));
            let mut later = origins.as_slice();
            while let [(from, start), rest @ ..] = later {
                later = rest;
                for (to, end) in rest {
                    prop_assert_eq!(folded.original(*from..*to), *start..*end);
                }
            }
        }

        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
