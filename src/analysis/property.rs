//! The properties of a ticket: everything one may ask for, show in a column or sort by. One list.

mod known;
mod nearest;
mod people;
#[cfg(test)]
mod tests;
mod value;

pub use nearest::nearest;
pub use value::Value;

use super::story::Story;
use super::value::Seconds;
use crate::model::Timestamp;
use known::KNOWN;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::fmt;

/// Stands for ten properties.
const FIELD: &str = "field1 ... field10";

/// Stands for as many properties as there are parameters.
const PARAMETER: &str = "parameter.NAME";

/// What kind of value a property has, and so what it may be compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A whole number.
    Number,
    /// A span of time.
    Span,
    /// A point in time, in UTC.
    Moment,
    /// Yes or no.
    YesNo,
    /// Who had the ticket, and for how long: shown, but not compared.
    Shares,
}

/// What is known of a property, whatever the ticket.
#[derive(Debug)]
pub struct Known {
    /// What it is called.
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
    /// What it says, in one line.
    pub about: &'static str,
    /// Whether a ticket may have several.
    pub several: bool,
    /// Finds the values in a ticket; one of a family looks at its own name.
    get: fn(&Story<'_>, &str) -> Vec<Value>,
}

/// A property that somebody asked for.
#[derive(Debug, Clone)]
pub struct Property {
    known: &'static Known,
    name: String,
}

impl Property {
    /// Lists all that is known.
    pub fn all() -> impl Iterator<Item = &'static Known> {
        KNOWN.iter()
    }

    /// Finds a property by its name; letters may be large or small.
    pub fn named(name: &str) -> Option<Self> {
        let parameter = name.split_once('.').filter(|(family, rest)| {
            family.eq_ignore_ascii_case("parameter") && !rest.trim().is_empty()
        });
        if let Some((_, rest)) = parameter {
            return Self::of_family(PARAMETER, format!("parameter.{rest}"));
        }
        let name = name.to_ascii_lowercase();
        match name.strip_prefix("field").map(str::as_bytes) {
            Some([b'1'..=b'9'] | b"10") => Self::of_family(FIELD, name),
            _ => Self::of_family(&name.clone(), name).filter(|found| !found.known.is_family()),
        }
    }

    /// Says that there is no property of this name, and which there are.
    pub fn unknown(name: &str) -> String {
        let names: Vec<_> = KNOWN.iter().map(|known| known.name).collect();
        let meant = nearest(name, names.iter().copied().filter(|known| !known.contains(' ')));
        let meant =
            meant.map_or_else(|| ".".to_owned(), |meant| format!("; did you mean {meant}?"));
        format!("no property \"{name}\"{meant} Known are: {}", names.join(", "))
    }

    fn of_family(family: &str, name: String) -> Option<Self> {
        let known = KNOWN.iter().find(|known| known.name == family)?;
        Some(Self { known, name })
    }

    /// Returns the name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns what is known of it.
    pub const fn known(&self) -> &'static Known {
        self.known
    }

    /// Returns the name in data: spans and moments say what they are, lists are plural.
    pub fn key(&self) -> String {
        let name = self.name.replace('.', "_");
        match self.known.kind {
            _ if self.known.is_family() => self.name.clone(),
            Kind::Span => name + "_s",
            Kind::Moment => name + "_at",
            Kind::Text if self.known.several => name + "s",
            _ => name,
        }
    }

    /// Finds the values in a ticket: none if it is missing, several if there are.
    pub fn of(&self, story: &Story<'_>) -> Vec<Value> {
        (self.known.get)(story, &self.name)
    }
}

impl PartialEq for Property {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Known {
    /// Tells whether it stands for properties whose names only begin alike.
    pub(super) fn is_family(&self) -> bool {
        [FIELD, PARAMETER].contains(&self.name)
    }

    /// Lists the names that it goes by; those of parameters are in tickets only.
    pub fn names(&self) -> Vec<String> {
        match self.name {
            FIELD => (1..=10).map(|number| format!("field{number}")).collect(),
            PARAMETER => Vec::new(),
            name => vec![name.to_owned()],
        }
    }
}

impl Kind {
    /// Returns the form in which values of the kind stand in data, one or several.
    pub(super) fn json_schema(self, several: bool, generator: &mut SchemaGenerator) -> Schema {
        let one = match self {
            Self::Text => json_schema!({ "type": "string" }),
            Self::Number => json_schema!({ "type": "integer" }),
            Self::Span => Seconds::json_schema(generator),
            Self::Moment => Timestamp::json_schema(generator),
            Self::YesNo => json_schema!({ "type": "boolean" }),
            Self::Shares => generator.subschema_for::<value::Share>(),
        };
        if several {
            json_schema!({ "type": "array", "items": one })
        } else {
            json_schema!({ "anyOf": [one, { "type": "null" }] })
        }
    }

    /// Says what it is, in a word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Span => "span",
            Self::Moment => "moment",
            Self::YesNo => "yes/no",
            Self::Shares => "column",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.name())
    }
}
