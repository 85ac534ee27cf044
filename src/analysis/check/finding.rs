//! What a rule found: the values that disagree, and where each stands.

use super::rule::{Rule, Severity};
use super::sentence::Sentence;
use crate::analysis::span_end::{Pointer, SpanEnd};
use crate::analysis::value::Seconds;
use crate::model::{Text, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;

/// One finding.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Finding {
    /// The code of the rule.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What the rule is about.
    pub title: &'static str,
    /// What was found, in one sentence.
    pub message: Sentence,
    /// The values that disagree; the first is the one that the finding is about.
    pub values: Vec<Evidence>,
}

/// A value of the ticket, or counted from it, and where it stands.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Evidence {
    /// What the value is: `reported`, `recounted`, or the name of a place.
    pub is: &'static str,
    /// The value.
    #[serde(flatten)]
    pub value: Datum,
    /// Where it stands, or what it was counted from: a JSON pointer; `null` if it stands nowhere.
    pub pointer: Option<Text<'static>>,
    /// The transaction it stands in.
    pub transaction_id: Option<i64>,
}

/// A value, with its type.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Datum {
    /// A text of the ticket, as it stands there.
    Text(Text<'static>),
    /// A count or a number.
    Number(i64),
    /// A span, in seconds.
    Seconds(Seconds),
    /// A moment.
    Time(Timestamp),
    /// Yes or no.
    YesNo(bool),
    /// There is no such value.
    Nothing,
}

impl Finding {
    /// Says that a rule found something.
    pub(super) fn of(rule: &Rule, message: Sentence, values: Vec<Evidence>) -> Self {
        let (code, severity, title) = (rule.code, rule.severity(), rule.title);
        Self { code, severity, title, message, values }
    }

    /// Returns where the value stands that the finding is about.
    pub fn place(&self) -> Option<&Text<'static>> {
        self.values.first().and_then(|value| value.pointer.as_ref())
    }
}

impl Evidence {
    /// Takes a value that stands nowhere in particular.
    pub(super) fn new(is: &'static str, value: impl Into<Datum>) -> Self {
        Self { is, value: value.into(), pointer: None, transaction_id: None }
    }

    /// Takes an event at the end of a span.
    pub(super) fn end(is: &'static str, end: SpanEnd) -> Self {
        let pointer = match end.pointer {
            Pointer::Transaction(_) => format!("{}/dateTime", end.pointer),
            Pointer::Participant(_) | Pointer::Field(_) => end.pointer.to_string(),
        };
        Self::new(is, end.at).at(pointer).inside(end.transaction_id)
    }

    /// Says where it stands.
    #[must_use]
    pub(super) fn at(self, pointer: impl Into<String>) -> Self {
        Self { pointer: Some(Text::owned(pointer.into())), ..self }
    }

    /// Says in which transaction it stands.
    #[must_use]
    pub(super) fn inside(self, transaction_id: Option<i64>) -> Self {
        Self { transaction_id, ..self }
    }
}

impl From<&Text<'_>> for Datum {
    fn from(text: &Text<'_>) -> Self {
        Self::Text(text.to_static())
    }
}

impl From<i64> for Datum {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Datum {
    fn from(count: usize) -> Self {
        Self::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<Seconds> for Datum {
    fn from(span: Seconds) -> Self {
        Self::Seconds(span)
    }
}

impl From<Timestamp> for Datum {
    fn from(at: Timestamp) -> Self {
        Self::Time(at)
    }
}

impl From<bool> for Datum {
    fn from(answer: bool) -> Self {
        Self::YesNo(answer)
    }
}

impl<T: Into<Datum>> From<Option<T>> for Datum {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}
