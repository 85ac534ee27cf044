//! The values that properties are compared with.

use super::moment::{Now, Period};
use super::token::quote;
use crate::analysis::{Kind, Seconds, Value, fold};
use crate::model::{Text, TimeSpan};
use chrono::TimeDelta;
use std::cmp::Ordering;
use std::fmt;

/// A value as it was typed, and what it means.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Operand {
    typed: String,
    meaning: Meaning,
}

#[derive(Debug, Clone, PartialEq)]
enum Meaning {
    /// Words, folded; and what they are as a phone number.
    Text(String, Option<Phone>),
    Number(i64),
    Span(Seconds),
    Moment(Period),
    YesNo(bool),
}

impl Operand {
    /// Reads a value of a kind, or says which form it should have.
    pub(super) fn read(typed: &str, kind: Kind, now: Now) -> Result<Self, &'static str> {
        let text = typed.trim();
        let meaning = match kind {
            Kind::Text | Kind::Shares => Some(Meaning::Text(folded(text), Phone::typed(text))),
            Kind::Number => text.parse().ok().map(Meaning::Number),
            Kind::Span => span(text).map(Meaning::Span),
            Kind::Moment => Period::read(text, now).map(Meaning::Moment),
            Kind::YesNo => match text.to_ascii_lowercase().as_str() {
                "yes" | "true" => Some(Meaning::YesNo(true)),
                "no" | "false" => Some(Meaning::YesNo(false)),
                _ => None,
            },
        };
        let meaning = meaning.ok_or(match kind {
            Kind::Number => "is no whole number; write for example 3",
            Kind::Span => "is no span of time; write for example 10m, 1h30m or 00:10:00",
            Kind::Moment => {
                "is no moment; write for example 2023-05-08, 2023-05, 2023-05-08T06:46, today, \
                 yesterday or -3d"
            }
            _ => "is neither yes nor no",
        })?;
        Ok(Self { typed: typed.to_owned(), meaning })
    }

    /// Tells whether a value is this.
    pub(super) fn is(&self, value: &Value) -> bool {
        match &self.meaning {
            Meaning::Text(text, phone) => is_any(value, |called| {
                folded(called.as_str()) == *text
                    || phone.as_ref().is_some_and(|phone| phone.is(called.as_str()))
            }),
            Meaning::YesNo(yes) => *value == Value::YesNo(*yes),
            _ => self.compare(value) == Some(Ordering::Equal),
        }
    }

    /// Tells whether this stands somewhere in a value.
    pub(super) fn is_in(&self, value: &Value) -> bool {
        let Meaning::Text(text, phone) = &self.meaning else { return false };
        is_any(value, |called| {
            folded(called.as_str()).contains(text.as_str())
                || phone.as_ref().is_some_and(|phone| phone.is_in(called.as_str()))
        })
    }

    /// Says how a value lies to this; words do not.
    pub(super) fn compare(&self, value: &Value) -> Option<Ordering> {
        match (&self.meaning, value) {
            (Meaning::Number(this), Value::Number(number)) => Some(number.cmp(this)),
            (Meaning::Span(this), Value::Span(span)) => Some(span.cmp(this)),
            (Meaning::Moment(this), Value::Moment(at)) => Some(this.compare(*at)),
            _ => None,
        }
    }
}

impl fmt::Display for Operand {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&quote(&self.typed))
    }
}

fn folded(text: &str) -> String {
    fold(text.trim())
}

/// Tells whether words, or anything that somebody is called, are meant.
fn is_any(value: &Value, mut is: impl FnMut(&Text<'_>) -> bool) -> bool {
    match value {
        Value::Text(text) => is(text),
        Value::Person(called) => called.iter().any(is),
        _ => false,
    }
}

/// Reads a span as people type it, or as Glassix writes it.
fn span(text: &str) -> Option<Seconds> {
    if let Some(span) = TimeSpan::parse(text) {
        return Some(Seconds::from(span));
    }
    let span = TimeDelta::from_std(humantime::parse_duration(text).ok()?).ok()?;
    Some(Seconds(span))
}

/// A phone number by its digits, however it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Phone {
    /// The digits, without what leads out of a country.
    international: String,
    /// The digits, without the 0 that leads out of a city, too.
    national: String,
}

/// Fewer digits are no phone number.
const LEAST: usize = 5;

impl Phone {
    fn typed(text: &str) -> Option<Self> {
        let digits = digits(text)?;
        let international = digits.strip_prefix("00").unwrap_or(&digits).to_owned();
        let national = international.strip_prefix('0').unwrap_or(&international).to_owned();
        (national.len() >= LEAST).then_some(Self { international, national })
    }

    fn is(&self, number: &str) -> bool {
        digits(number).is_some_and(|digits| {
            digits.strip_prefix("00").unwrap_or(&digits) == self.international
        })
    }

    fn is_in(&self, number: &str) -> bool {
        digits(number).is_some_and(|digits| digits.contains(&self.national))
    }
}

/// Returns the digits of a text that is nothing but a phone number.
fn digits(text: &str) -> Option<String> {
    let is_between =
        |c: char| c.is_whitespace() || matches!(c, '-' | '+' | '(' | ')' | '.' | '/' | '‑' | '–');
    let all = text.chars().all(|c| c.is_ascii_digit() || is_between(c));
    all.then(|| text.chars().filter(char::is_ascii_digit).collect())
}
