//! In which order a list stands.

use crate::analysis::{Property, Seconds, Story, Value, fold};
use crate::model::Text;
use chrono::{DateTime, Utc};
use std::cmp::Ordering;

/// By which property a list is sorted. What is missing comes last.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// The property.
    pub by: Property,
    /// Whether the greatest comes first.
    pub descending: bool,
}

/// Where a ticket stands in an order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum SortKey {
    /// By words, folded.
    Words(Box<str>),
    /// By a number, or yes after no.
    Number(i64),
    /// By a span.
    Span(Seconds),
    /// By a point in time.
    Moment(DateTime<Utc>),
    /// Behind all others.
    Missing,
}

impl Order {
    /// Returns where a ticket stands; of several values the first counts.
    pub fn key(&self, story: &Story<'_>) -> SortKey {
        match self.by.of(story).into_iter().next() {
            Some(value @ (Value::Text(_) | Value::Person(_))) => {
                let words = value.words().map_or("", Text::as_str);
                SortKey::Words(fold(words.trim()).into())
            }
            Some(Value::Number(number)) => SortKey::Number(number),
            Some(Value::YesNo(yes)) => SortKey::Number(i64::from(yes)),
            Some(Value::Span(span) | Value::Share(_, span)) => SortKey::Span(span),
            Some(Value::Moment(at)) => SortKey::Moment(at.utc()),
            None => SortKey::Missing,
        }
    }

    /// Compares two places.
    pub fn compare(&self, one: &SortKey, other: &SortKey) -> Ordering {
        let is_missing = |key: &SortKey| *key == SortKey::Missing;
        if self.descending && !is_missing(one) && !is_missing(other) {
            return other.cmp(one);
        }
        one.cmp(other)
    }
}
