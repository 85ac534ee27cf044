//! The one door to the screen: text that cannot steer a terminal or mislead its reader.
//!
//! Nothing is ever removed. A character that a terminal would obey, or that would rearrange what
//! the reader sees, is written out (`^[`, `<U+202E>`), so that a message can hide nothing.

use super::characters::{is_soft, misleads};
use super::signs::Signs;
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
    Data,
}

/// As many zero-width characters may follow one base; more than this is an attack, not a language.
pub(super) const MARKS: usize = 30;

/// As many line breaks in a row are shown where there is one line only.
const BREAKS: usize = 3;

impl<'a> Printable<'a> {
    /// Makes the text of a message safe; its lines stay apart.
    pub fn body(text: &'a str) -> Self {
        Self::body_with(text, Signs::DRAWN)
    }

    /// Makes text safe that must stay on one line: names, cells, headings, file names.
    pub fn cell(text: &'a str) -> Self {
        Self::cell_with(text, Signs::DRAWN)
    }

    /// Makes text safe that programs read: whatever is harmless stays exact, and nothing is cut.
    pub fn data(text: &'a str) -> Self {
        Self::new(text, Place::Data, Signs::DRAWN)
    }

    /// Makes the text of a message safe, with these signs for what stands in its place.
    pub(super) fn body_with(text: &'a str, signs: Signs) -> Self {
        Self::new(text, Place::Body, signs)
    }

    /// Makes text safe that must stay on one line, with these signs for what stands in its place.
    pub(super) fn cell_with(text: &'a str, signs: Signs) -> Self {
        Self::new(text, Place::Cell, signs)
    }

    /// Takes words of our own as they are.
    pub fn lit(words: &'static str) -> Self {
        Self { runs: vec![Run::lit(words)] }
    }

    /// Makes it independent of where the text came from.
    pub(super) fn into_static(self) -> Printable<'static> {
        Printable { runs: self.runs.into_iter().map(Run::into_static).collect() }
    }

    /// Tells whether this is the text as it was.
    pub fn is(&self, text: &str) -> bool {
        matches!(self.runs.as_slice(), [only] if !only.spelled && only.text == text)
    }

    /// Returns the text piece by piece.
    pub fn runs(self) -> impl Iterator<Item = Run<'a>> {
        self.runs.into_iter()
    }

    fn new(text: &'a str, place: Place, signs: Signs) -> Self {
        if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            return Self { runs: vec![Run { text: Cow::Borrowed(text), spelled: false }] };
        }
        let mut writer = Writer { runs: Vec::new(), marks: 0, signs };
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

    /// Takes words of our own that were put together.
    pub(super) const fn own(words: String) -> Self {
        Self { text: Cow::Owned(words), spelled: false }
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

/// Writes a character out.
fn spelled(char: char) -> String {
    format!("<U+{:04X}>", u32::from(char))
}

/// Steps over line breaks; returns how many.
fn breaks(rest: &mut Peekable<Chars<'_>>) -> usize {
    let mut count = 0;
    loop {
        let after_return = rest.peek() == Some(&'\r') && rest.clone().nth(1) == Some('\n');
        if rest.next_if(|char| *char == '\n' || after_return).is_none() {
            return count;
        }
        count += usize::from(!after_return);
    }
}

/// Collects runs while the text is read.
struct Writer<'a> {
    runs: Vec<Run<'a>>,
    marks: usize,
    signs: Signs,
}

impl Writer<'_> {
    fn take(&mut self, char: char, rest: &mut Peekable<Chars<'_>>, place: Place) {
        match char {
            '\r' if rest.peek() == Some(&'\n') => {}
            '\t' | '\u{a0}' if place == Place::Data => self.text(char),
            '\n' if place == Place::Cell => self.fold(1 + breaks(rest)),
            '\n' => self.text('\n'),
            '\t' => (0..4).for_each(|_| self.text(' ')),
            '\u{a0}' => self.text(' '),
            '\u{1f3f4}' => self.flag(rest),
            '\0'..='\x1f' | '\x7f' => self.caret(char),
            _ if misleads(char) || (place == Place::Cell && is_soft(char)) => self.spell(char),
            _ if char.width() == Some(0) && place == Place::Data && self.marks >= MARKS => {
                self.spelling(spelled(char));
            }
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
            Some(0) => self.spelling(self.signs.cut().to_owned()),
            Some(_) => {}
        }
    }

    /// Line breaks in a place that has one line only; of many the number is told.
    fn fold(&mut self, breaks: usize) {
        if !self.runs.last().is_some_and(|run| run.text.ends_with(' ')) {
            self.text(' ');
        }
        let shown = if breaks > BREAKS { 1 } else { breaks };
        for number in 0..shown {
            if number > 0 {
                self.text(' ');
            }
            self.signs.newline().chars().for_each(|char| self.text(char));
        }
        if breaks > BREAKS {
            self.spelling(format!("{}{breaks}", self.signs.times()));
        }
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
        self.spelling(spelled(char));
    }

    fn spelling(&mut self, text: String) {
        self.runs.push(Run { text: Cow::Owned(text), spelled: true });
    }
}

#[cfg(test)]
mod tests;
