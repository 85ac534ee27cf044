//! One value of a property.

use crate::analysis::{Person, Role, Seconds};
use crate::model::{Text, Timestamp};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// One value of a property.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Words of the ticket.
    Text(Text<'static>),
    /// Somebody: the name, and whatever else they are called.
    Person(Vec<Text<'static>>),
    /// A whole number.
    Number(i64),
    /// A span of time.
    Span(Seconds),
    /// A point in time.
    Moment(Timestamp),
    /// Yes or no.
    YesNo(bool),
    /// A stretch of time in somebody's hands.
    Share(Role, Seconds),
}

impl Value {
    /// Takes somebody.
    pub(super) fn person(person: &Person) -> Self {
        Self::Person(person.called().cloned().collect())
    }

    /// Takes a count.
    pub(super) fn count(count: usize) -> Self {
        Self::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// Tells whether there is something: neither a zero nor a no.
    pub fn is_there(&self) -> bool {
        match self {
            Self::Text(text) => !text.is_blank(),
            Self::Number(number) => *number != 0,
            Self::Span(span) => *span != Seconds::default(),
            Self::YesNo(yes) => *yes,
            Self::Person(_) | Self::Moment(_) | Self::Share(..) => true,
        }
    }

    /// Returns the words, if it is words: of somebody the name.
    pub fn words(&self) -> Option<&Text<'static>> {
        match self {
            Self::Text(text) => Some(text),
            Self::Person(called) => called.first(),
            _ => None,
        }
    }
}

/// A stretch of time in somebody's hands.
#[derive(JsonSchema, Serialize)]
pub(super) struct Share {
    /// Whose.
    role: Role,
    /// How long it was.
    seconds: Seconds,
}

/// As data: text, numbers, seconds, RFC 3339; of somebody the name.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(_) | Self::Person(_) => self.words().serialize(to),
            Self::Number(number) => to.serialize_i64(*number),
            Self::Span(span) => span.serialize(to),
            Self::Moment(at) => at.serialize(to),
            Self::YesNo(yes) => to.serialize_bool(*yes),
            Self::Share(role, seconds) => Share { role: *role, seconds: *seconds }.serialize(to),
        }
    }
}
