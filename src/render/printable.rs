//! The one door to the screen: text that cannot steer a terminal or mislead its reader.
//!
//! Nothing is ever removed. A character that a terminal would obey, or that would rearrange what
//! the reader sees, is written out (`^[`, `<U+202E>`), so that a message can hide nothing.

use super::characters::{is_soft, misleads};
use std::borrow::Cow;
use std::fmt;
use std::iter::Peekable;
use std::str::Chars;
use unicode_width::UnicodeWidthChar;

/// Text that is safe to write: as it was, with every dangerous character written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printable<'a> {
    runs: Vec<Run<'a>>,
}

/// A piece of safe text; it was either text before, or it is our spelling of one character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run<'a> {
    text: Cow<'a, str>,
    spelled: bool,
}

/// Where text will stand, which decides what may stay in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Body,
    Cell,
}

/// As many zero-width characters may follow one base; more than this is an attack, not a language.
pub(super) const MARKS: usize = 30;

impl<'a> Printable<'a> {
    /// Makes the text of a message safe; its lines stay apart.
    pub fn body(text: &'a str) -> Self {
        Self::new(text, Place::Body)
    }

    /// Makes text safe that must stay on one line: names, cells, headings, file names.
    pub fn cell(text: &'a str) -> Self {
        Self::new(text, Place::Cell)
    }

    /// Takes words of our own as they are.
    pub fn lit(words: &'static str) -> Self {
        Self { runs: vec![Run::lit(words)] }
    }

    /// Returns the text piece by piece.
    pub fn runs(self) -> impl Iterator<Item = Run<'a>> {
        self.runs.into_iter()
    }

    fn new(text: &'a str, place: Place) -> Self {
        if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            return Self { runs: vec![Run { text: Cow::Borrowed(text), spelled: false }] };
        }
        let mut writer = Writer { runs: Vec::new(), marks: 0 };
        let mut chars = text.chars().peekable();
        while let Some(char) = chars.next() {
            writer.take(char, &mut chars, place);
        }
        match writer.runs.as_slice() {
            [only] if only.text == text => {
                Self { runs: vec![Run { text: Cow::Borrowed(text), spelled: false }] }
            }
            _ => Self { runs: writer.runs },
        }
    }
}

impl fmt::Display for Printable<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.runs.iter().try_for_each(|run| out.write_str(run.as_str()))
    }
}

impl Run<'_> {
    /// Takes words of our own as they are.
    pub const fn lit(words: &'static str) -> Self {
        Self { text: Cow::Borrowed(words), spelled: false }
    }

    /// Repeats words of our own.
    pub fn fill(words: &'static str, times: usize) -> Self {
        Self { text: Cow::Owned(words.repeat(times)), spelled: false }
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Tells whether this is our spelling of a character, not text.
    pub const fn is_spelled(&self) -> bool {
        self.spelled
    }

    /// Makes it independent of where the text came from.
    pub fn into_static(self) -> Run<'static> {
        Run { text: Cow::Owned(self.text.into_owned()), spelled: self.spelled }
    }

    /// Returns the part between two byte positions; nothing if they are not character edges.
    #[must_use]
    pub fn part(&self, from: usize, to: usize) -> Self {
        let text = match &self.text {
            Cow::Borrowed(text) => Cow::Borrowed(text.get(from..to).unwrap_or_default()),
            Cow::Owned(text) => Cow::Owned(text.get(from..to).unwrap_or_default().to_owned()),
        };
        Self { text, spelled: self.spelled }
    }
}

/// Collects runs while the text is read.
struct Writer<'a> {
    runs: Vec<Run<'a>>,
    marks: usize,
}

impl Writer<'_> {
    fn take(&mut self, char: char, rest: &mut Peekable<Chars<'_>>, place: Place) {
        match char {
            '\r' if rest.peek() == Some(&'\n') => {}
            '\n' if place == Place::Body => self.text('\n'),
            '\n' => self.fold(),
            '\t' => (0..4).for_each(|_| self.text(' ')),
            '\u{a0}' => self.text(' '),
            '\u{1f3f4}' => self.flag(rest),
            '\0'..='\x1f' | '\x7f' => self.caret(char),
            _ if misleads(char) || (place == Place::Cell && is_soft(char)) => self.spell(char),
            _ if char.width() == Some(0) => self.mark(char),
            _ => self.text(char),
        }
    }

    fn text(&mut self, char: char) {
        self.marks = 0;
        self.push(char);
    }

    fn push(&mut self, char: char) {
        match self.runs.last_mut() {
            Some(run) if !run.spelled => run.text.to_mut().push(char),
            _ => self.runs.push(Run { text: Cow::Owned(char.into()), spelled: false }),
        }
    }

    fn mark(&mut self, char: char) {
        self.marks += 1;
        match self.marks.checked_sub(MARKS + 1) {
            None => self.push(char),
            Some(0) => self.spelling("…".to_owned()),
            Some(_) => {}
        }
    }

    /// A line break in a place that has one line only.
    fn fold(&mut self) {
        if !self.runs.last().is_some_and(|run| run.text.ends_with(' ')) {
            self.text(' ');
        }
        self.text('↵');
        self.text(' ');
    }

    /// A black flag; with tags and their end behind it, it is the flag of a country.
    fn flag(&mut self, rest: &mut Peekable<Chars<'_>>) {
        self.text('\u{1f3f4}');
        let tags = rest.clone().take_while(|char| ('\u{e0020}'..='\u{e007e}').contains(char));
        let count = tags.count();
        let ended = rest.clone().nth(count) == Some('\u{e007f}');
        if ended && (1..MARKS).contains(&count) {
            rest.by_ref().take(count + 1).for_each(|tag| self.mark(tag));
        }
    }

    fn caret(&mut self, char: char) {
        self.marks = 0;
        let letter = char::from(u8::try_from(char).unwrap_or_default() ^ 0x40);
        self.spelling(format!("^{letter}"));
    }

    fn spell(&mut self, char: char) {
        self.marks = 0;
        self.spelling(format!("<U+{:04X}>", u32::from(char)));
    }

    fn spelling(&mut self, text: String) {
        self.runs.push(Run { text: Cow::Owned(text), spelled: true });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    fn body(text: &str) -> String {
        Printable::body(text).to_string()
    }

    fn cell(text: &str) -> String {
        Printable::cell(text).to_string()
    }

    #[test]
    fn controls_are_written_out() {
        assert_eq!(body("\x1b[2J\x1b]52;c;x\x07"), "^[[2J^[]52;c;x^G");
        assert_eq!(body("\x7f\0\x08\x0b\x0c"), "^?^@^H^K^L");
        assert_eq!(body("\u{9b}31m\u{85}"), "<U+009B>31m<U+0085>");
    }

    #[test]
    fn a_spelling_is_a_run_of_its_own() {
        let runs: Vec<_> = Printable::body("a\x1bb")
            .runs()
            .map(|run| (run.as_str().to_owned(), run.is_spelled()))
            .collect();
        assert_eq!(
            runs,
            [("a".to_owned(), false), ("^[".to_owned(), true), ("b".to_owned(), false)]
        );
    }

    #[test]
    fn line_ends_stay_in_bodies_and_show_in_cells() {
        assert_eq!(body("a\r\nb\nc\rd"), "a\nb\nc^Md");
        assert_eq!(cell("a\r\nb\nc\rd"), "a ↵ b ↵ c^Md");
        assert_eq!(cell("a \n\nb"), "a ↵ ↵ b");
        assert_eq!(cell("a\tb"), "a    b");
    }

    #[test]
    fn bidi_controls_show_and_marks_of_direction_stay() {
        assert_eq!(body("\u{202e}x\u{2069}\u{206a}"), "<U+202E>x<U+2069><U+206A>");
        for kept in ["\u{200e}", "\u{200f}", "\u{61c}", "\u{200c}", "\u{200d}", "a\u{fe0f}"] {
            assert_eq!(cell(kept), kept);
        }
    }

    #[test]
    fn invisibles_show_in_cells_only() {
        assert_eq!(cell("a\u{200b}b\u{ad}\u{3164}"), "a<U+200B>b<U+00AD><U+3164>");
        assert_eq!(body("a\u{200b}b"), "a\u{200b}b");
        assert_eq!(body("\u{2028}\u{fff9}"), "<U+2028><U+FFF9>");
        assert_eq!(cell("a\u{a0}b"), "a b");
    }

    #[test]
    fn tags_show_outside_of_a_flag() {
        let wales = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}";
        assert_eq!(cell(wales), wales);
        assert_eq!(cell("\u{1f3f4}\u{e0067}"), "\u{1f3f4}<U+E0067>");
        assert_eq!(cell("\u{e0041}"), "<U+E0041>");
    }

    #[test]
    fn floods_of_marks_end() {
        let flood = format!("a{}b", "\u{301}".repeat(500));
        assert_eq!(cell(&flood), format!("a{}…b", "\u{301}".repeat(30)));
    }

    #[test]
    fn plain_text_is_borrowed() {
        for text in ["Hello, world", "שלום", "日本"] {
            let runs: Vec<_> = Printable::cell(text).runs().collect();
            assert!(matches!(runs.as_slice(), [Run { text: Cow::Borrowed(_), .. }]));
        }
    }

    fn is_forbidden(char: char, place: Place) -> bool {
        (char.is_control() && !(char == '\n' && place == Place::Body))
            || (misleads(char) && !('\u{e0020}'..='\u{e007f}').contains(&char))
            || (place == Place::Cell && is_soft(char))
    }

    proptest! {
        #[test]
        fn nothing_forbidden_passes(text in any::<String>(), codes in prop::collection::vec(0u32..0x11_0000, 0..40)) {
            let odd: String = codes.into_iter().filter_map(char::from_u32).collect();
            let text = text + &odd;
            for place in [Place::Body, Place::Cell] {
                let safe = Printable::new(&text, place).to_string();
                prop_assert!(!safe.chars().any(|char| is_forbidden(char, place)), "{safe:?}");
                let again = Printable::new(&safe, place).to_string();
                prop_assert_eq!(again.width(), safe.width());
            }
        }

        #[test]
        fn text_without_specials_stays(text in "[ -~א-תа-яÀ-ÿ一-龥]*") {
            prop_assert_eq!(cell(&text), text.clone());
            prop_assert_eq!(body(&text), text);
        }
    }

    #[test]
    fn every_character_is_safe() {
        for char in '\0'..=char::MAX {
            for place in [Place::Body, Place::Cell] {
                let text = char.to_string();
                let safe = Printable::new(&text, place).to_string();
                assert!(!safe.chars().any(|char| is_forbidden(char, place)), "{char:?}");
                assert!(!safe.is_empty() || char == '\r');
            }
        }
    }
}
