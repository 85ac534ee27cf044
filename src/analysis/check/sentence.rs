//! Sentences about a ticket: own words, with values and texts of the ticket in them.

use crate::analysis::head::Who;
use crate::analysis::value::Seconds;
use crate::model::{Text, TimeSpan, Timestamp};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// A sentence. Texts of the ticket stay apart from own words, so that they can be made safe; values
/// stay values, so that each page says them in its own way.
///
/// As data it is one text, with spans as the export writes them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sentence(pub Vec<Word>);

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Word {
    /// Words of our own.
    Own(Cow<'static, str>),
    /// Text from the ticket.
    Quoted(Text<'static>),
    /// Somebody.
    Who(Who),
    /// A span.
    Span(Seconds),
    /// A moment.
    At(Timestamp),
}

/// What is longer is not quoted in full: the whole text stands beside it as a value.
const LONGEST: usize = 80;

impl Sentence {
    /// Starts with words of our own.
    pub(super) fn new(words: impl Into<Cow<'static, str>>) -> Self {
        Self::default().own(words)
    }

    /// Adds words of our own.
    #[must_use]
    pub(super) fn own(self, words: impl Into<Cow<'static, str>>) -> Self {
        self.with(Word::Own(words.into()))
    }

    /// Adds text from the ticket; the beginning of it, if it is long.
    #[must_use]
    pub(super) fn quote(self, text: &Text<'_>) -> Self {
        match text.start(LONGEST) {
            Some(start) => self.with(Word::Quoted(start)).own("…"),
            None => self.with(Word::Quoted(text.to_static())),
        }
    }

    /// Adds a span.
    #[must_use]
    pub(super) fn span(self, span: Seconds) -> Self {
        self.with(Word::Span(span))
    }

    /// Adds a moment.
    #[must_use]
    pub(super) fn at(self, at: Timestamp) -> Self {
        self.with(Word::At(at))
    }

    /// Adds somebody.
    #[must_use]
    pub(super) fn who(self, who: Who) -> Self {
        self.with(Word::Who(who))
    }

    /// Adds another sentence.
    #[must_use]
    pub(super) fn joined(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Adds texts from the ticket with commas between them; the first few, if there are many.
    #[must_use]
    pub(super) fn list<'x>(mut self, texts: impl ExactSizeIterator<Item = &'x Text<'x>>) -> Self {
        let more = texts.len().saturating_sub(MOST_LISTED);
        for (index, text) in texts.take(MOST_LISTED).enumerate() {
            self = if index == 0 { self } else { self.own(", ") }.quote(text);
        }
        if more > 0 { self.own(format!(" and {more} more")) } else { self }
    }

    fn with(mut self, word: Word) -> Self {
        self.0.push(word);
        self
    }
}

/// So many texts are listed in a sentence.
const MOST_LISTED: usize = 8;

impl JsonSchema for Sentence {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Sentence".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

impl Serialize for Sentence {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let said = self.0.iter().map(|word| match word {
            Word::Own(words) => Cow::Borrowed(&**words),
            Word::Quoted(text) => Cow::Borrowed(text.as_str()),
            Word::Who(who) => Cow::Borrowed(who.name.as_str()),
            Word::Span(span) => Cow::Owned(as_exported(*span)),
            Word::At(at) => Cow::Owned(at.to_string()),
        });
        to.serialize_str(&said.collect::<String>())
    }
}

/// Writes a span as the export does.
fn as_exported(span: Seconds) -> String {
    let ticks = span.0.num_microseconds().and_then(|micros| micros.checked_mul(10));
    ticks.map_or_else(
        || "beyond measure".to_owned(),
        |ticks| TimeSpan::from_ticks(ticks).to_string(),
    )
}
