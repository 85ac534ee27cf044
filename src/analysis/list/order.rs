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
#[derive(Debug, Clone, PartialEq, Eq)]
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

    /// Compares two places as they were written; nothing stands for what is missing.
    pub(super) fn compare(&self, one: Option<&[u8]>, other: Option<&[u8]>) -> Ordering {
        match (one, other) {
            (Some(one), Some(other)) if self.descending => other.cmp(one),
            (Some(one), Some(other)) => one.cmp(other),
            _ => other.is_some().cmp(&one.is_some()),
        }
    }
}

impl SortKey {
    /// Writes the place, in bytes that compare as the places of one property do. Returns nothing for
    /// what is missing.
    pub(super) fn write(&self) -> Option<Vec<u8>> {
        match self {
            Self::Words(words) => Some(words.as_bytes().to_vec()),
            Self::Number(number) => Some(ordered(*number, 0)),
            Self::Span(Seconds(span)) => {
                // The fraction of a negative span is negative, too.
                let nanos = span.subsec_nanos();
                let whole = span.num_seconds().saturating_sub(i64::from(nanos < 0));
                let nanos = nanos.checked_rem_euclid(1_000_000_000)?;
                Some(ordered(whole, u32::try_from(nanos).ok()?))
            }
            Self::Moment(at) => Some(ordered(at.timestamp(), at.timestamp_subsec_nanos())),
            Self::Missing => None,
        }
    }
}

/// Writes a number and what is beyond it: the highest byte first, negative ones below the others.
fn ordered(whole: i64, nanos: u32) -> Vec<u8> {
    let whole = whole.cast_unsigned() ^ SIGN;
    let nanos = (nanos > 0).then(|| nanos.to_be_bytes());
    whole.to_be_bytes().into_iter().chain(nanos.into_iter().flatten()).collect()
}

/// The sign of a number of 64 bits.
const SIGN: u64 = 1 << 63;

#[cfg(test)]
mod tests {
    use super::{Order, SortKey};
    use crate::analysis::{Property, Seconds};
    use chrono::{DateTime, TimeDelta};

    #[test]
    fn written_places_stand_in_order_and_what_is_missing_is_last() {
        let span = |millis| SortKey::Span(Seconds(TimeDelta::milliseconds(millis)));
        let moment = |seconds, nanos| {
            SortKey::Moment(DateTime::from_timestamp(seconds, nanos).expect("a moment"))
        };
        let in_order = [
            [i64::MIN, -1, 0, 1, 256, i64::MAX].map(SortKey::Number).to_vec(),
            [-2500, -2000, -1500, -500, 0, 500, 1000, 1500].map(span).to_vec(),
            vec![moment(-5, 0), moment(-5, 1), moment(0, 0), moment(0, 999), moment(1, 0)],
            ["", "a", "ab", "b", "é"].map(|words| SortKey::Words(words.into())).to_vec(),
        ];
        let by = Property::named("id").expect("a property");
        for mut keys in in_order {
            for descending in [false, true] {
                let order = Order { by: by.clone(), descending };
                let written: Vec<_> =
                    keys.iter().chain([&SortKey::Missing]).map(SortKey::write).collect();
                for (place, one) in written.iter().enumerate() {
                    for (next, other) in written.iter().enumerate() {
                        let told = order.compare(one.as_deref(), other.as_deref());
                        assert_eq!(told, place.cmp(&next), "{keys:?} {place} {next}");
                    }
                }
                keys.reverse();
            }
        }
    }
}
