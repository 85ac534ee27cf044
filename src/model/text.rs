//! Text that a stranger wrote.

use super::field::Wire;
use super::shape::Shape;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// A piece of text from a ticket, exactly as it was written.
///
/// It has no `Display` on purpose: text from a ticket may hold anything, escape sequences too, and
/// only a renderer knows how to make it safe for its target.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Text<'a>(Cow<'a, str>);

impl<'a> Text<'a> {
    /// Takes text that belongs to somebody else.
    pub const fn borrowed(text: &'a str) -> Self {
        Self(Cow::Borrowed(text))
    }

    /// Takes text of its own.
    pub const fn owned(text: String) -> Text<'static> {
        Text(Cow::Owned(text))
    }

    /// Returns the text as written. Not for printing: see the type.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns what it is made of.
    pub(super) fn into_inner(self) -> Cow<'a, str> {
        self.0
    }

    /// Copies the text out of its ticket.
    pub fn to_static(&self) -> Text<'static> {
        Text(Cow::Owned(self.0.clone().into_owned()))
    }

    /// Tells whether there is nothing to read in it.
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// Returns so many characters of it; nothing if it has no more than that.
    pub fn start(&self, characters: usize) -> Option<Text<'static>> {
        let (end, _) = self.0.char_indices().nth(characters)?;
        self.0.get(..end).map(|start| Text::owned(start.to_owned()))
    }

    /// Returns so many characters of it; what is longer ends in `…` there.
    pub fn cut(&self, characters: usize) -> Text<'static> {
        let rest = self.0.chars().nth(characters).map(|_| '…');
        Text::owned(self.0.chars().take(characters).chain(rest).collect())
    }
}

impl From<&str> for Text<'static> {
    fn from(text: &str) -> Self {
        Self::owned(text.to_owned())
    }
}

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl JsonSchema for Text<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

/// Reads any string, the empty one too.
impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Strings;
        impl<'de> Visitor<'de> for Strings {
            type Value = Text<'de>;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str(<Text<'_> as Wire<'_>>::EXPECTED)
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        from.deserialize_str(Strings)
    }
}

/// Reads a string; `""` and `null` are "not set".
impl<'a> Wire<'a> for Text<'a> {
    const EXPECTED: &'static str = "a text";
    const SHAPE: Shape = Shape::Text;

    fn strict<D: Deserializer<'a>>(from: D) -> Result<Option<Self>, D::Error> {
        let text = Option::<Self>::deserialize(from)?;
        Ok(text.filter(|text| !text.0.is_empty()))
    }
}
