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
    /// Where a part begins here, and where it began; in order.
    parts: Vec<(usize, usize)>,
    length: usize,
}

impl Folded {
    /// Folds a text.
    pub fn of(text: &str) -> Self {
        let mut folded = Self { length: text.len(), ..Self::default() };
        folded.text.reserve(text.len());
        folded.parts.reserve(text.len());
        let mut rest = text;
        while let Some(part) = next_part(rest) {
            folded.add(part, text.len().saturating_sub(rest.len()));
            rest = rest.get(part.len()..).unwrap_or_default();
        }
        folded
    }

    fn add(&mut self, part: &str, at: usize) {
        let here = self.text.len();
        if let [byte] = part.as_bytes() {
            self.push(char::from(byte.to_ascii_lowercase()));
        } else {
            let small = part.nfkc().flat_map(char::to_lowercase).nfkc();
            small.for_each(|char| self.push(char));
        }
        if self.text.len() > here {
            self.parts.push((here, at));
        }
    }

    fn push(&mut self, char: char) {
        if !char.is_whitespace() {
            self.text.push(char);
        } else if !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    /// Returns the folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Finds the range of the original text that a range of the folded one comes from.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let begun = self.parts.partition_point(|(here, _)| *here <= range.start);
        let ended = self.parts.partition_point(|(here, _)| *here < range.end);
        let start = begun.checked_sub(1).and_then(|last| self.parts.get(last));
        let start = start.map_or(0, |(_, at)| *at);
        let end = self.parts.get(ended).map_or(self.length, |(_, at)| *at);
        start..end.max(start)
    }
}

/// Returns what a reader takes for the first character. Most texts are plain, and there it is known
/// without asking: a plain character before another one stands alone, but for a line's end of two.
fn next_part(text: &str) -> Option<&str> {
    match text.as_bytes() {
        [] => None,
        [one, rest @ ..]
            if one.is_ascii() && *one != b'\r' && rest.first().is_none_or(u8::is_ascii) =>
        {
            text.get(..1)
        }
        _ => text.graphemes(true).next(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Folded, fold};
    use proptest::prelude::*;
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
        fn plain_parts_are_what_a_reader_takes_for_characters(text in "[a \r\n\u{301}\u{600}é🧑\u{200d}]{0,20}") {
            let mut rest = text.as_str();
            let parts = std::iter::from_fn(|| {
                let part = super::next_part(rest)?;
                rest = rest.get(part.len()..).unwrap_or_default();
                Some(part)
            });
            prop_assert_eq!(parts.collect::<Vec<_>>(), text.graphemes(true).collect::<Vec<_>>());
        }

        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
