//! Values as answers hold them: spans in seconds, and fields that may be missing or odd.

use crate::model::{Field, Text, TimeSpan, Timestamp, in_one_line};
use chrono::TimeDelta;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// A span of time. As data it is a number of seconds: whole ones as integers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Seconds(pub TimeDelta);

impl Seconds {
    /// Returns the time from one moment to a later one; negative if the second is earlier.
    pub fn between(from: Timestamp, to: Timestamp) -> Self {
        Self(to.since(from))
    }

    /// Takes whole seconds.
    pub fn whole(seconds: i64) -> Self {
        Self(TimeDelta::try_seconds(seconds).unwrap_or(TimeDelta::MAX))
    }

    /// Returns the seconds as a number for drawing.
    pub fn as_f64(self) -> f64 {
        self.0.as_seconds_f64()
    }

    /// Returns the number nearest to the seconds as a person would write them: dividing or adding
    /// leaves traces in the last digits.
    pub fn nearest(self) -> f64 {
        let sign = if self.0 < TimeDelta::zero() { "-" } else { "" };
        let length = self.0.abs();
        let (seconds, rest) = (length.num_seconds(), length.subsec_nanos());
        format!("{sign}{seconds}.{rest:09}").parse().unwrap_or_else(|_| self.as_f64())
    }

    /// Adds up; stops at the end of the range instead of failing.
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.checked_add(&other.0).unwrap_or(TimeDelta::MAX))
    }

    /// Returns the distance to another span.
    pub fn distance(self, other: Self) -> Self {
        Self(self.0.checked_sub(&other.0).unwrap_or(TimeDelta::MAX).abs())
    }

    /// Tells whether two spans agree: within two seconds, since each stamp is cut to a second.
    pub fn agrees(self, other: Self) -> bool {
        self.distance(other) <= TOLERANCE
    }
}

/// How far two differences of stamps may be apart and still mean the same.
pub const TOLERANCE: Seconds = Seconds(TimeDelta::seconds(2));

impl From<TimeSpan> for Seconds {
    fn from(span: TimeSpan) -> Self {
        Self(span.delta())
    }
}

impl Serialize for Seconds {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if self.0.subsec_nanos() == 0 {
            to.serialize_i64(self.0.num_seconds())
        } else {
            to.serialize_f64(self.nearest())
        }
    }
}

impl JsonSchema for Seconds {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Seconds".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}

/// Returns the median; of an even number of values the mean of the middle two.
pub fn median(mut values: Vec<Seconds>) -> Option<Seconds> {
    values.sort_unstable();
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *values.get(middle.checked_sub(1)?)?;
    Some(Seconds(lower.0.checked_add(&upper.0)?.checked_div(2)?))
}

/// A field of the export in an answer. As data, a missing or odd value is `null`.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Stated<T> {
    /// Not set.
    #[default]
    Missing,
    /// Set.
    Given(T),
    /// Of a wrong type or form, as written.
    Odd(Text<'static>),
}

impl<T> Stated<T> {
    /// Takes a field over, with its value changed.
    pub fn from_field<U>(field: &Field<'_, U>, change: impl FnOnce(&U) -> T) -> Self {
        match field {
            Field::Missing => Self::Missing,
            Field::Given(value) => Self::Given(change(value)),
            Field::Odd(written) => Self::Odd(in_one_line(written).to_static()),
        }
    }

    /// Returns the value if it was given in the right form.
    pub fn get(&self) -> Option<&T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Missing | Self::Odd(_) => None,
        }
    }

    /// Tells whether there is nothing to show.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }
}

impl Stated<Text<'static>> {
    /// Takes a text over.
    pub fn text(field: &Field<'_, Text<'_>>) -> Self {
        Self::from_field(field, Text::to_static)
    }
}

impl<T: Copy> Stated<T> {
    /// Takes a simple value over.
    pub fn copied(field: &Field<'_, T>) -> Self {
        Self::from_field(field, |value| *value)
    }
}

impl<T: Serialize> Serialize for Stated<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.get().serialize(to)
    }
}

impl<T: JsonSchema> JsonSchema for Stated<T> {
    fn inline_schema() -> bool {
        <Option<T>>::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        <Option<T>>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        <Option<T>>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::{Seconds, median};
    use chrono::TimeDelta;

    #[test]
    fn whole_seconds_are_integers() {
        let json = |span| serde_json::to_string(&Seconds(span)).unwrap();
        assert_eq!(json(TimeDelta::seconds(890)), "890");
        assert_eq!(json(TimeDelta::milliseconds(3088)), "3.088");
        assert_eq!(json(TimeDelta::milliseconds(-1500)), "-1.5");
        assert_eq!(json(TimeDelta::milliseconds(-500)), "-0.5");
        for milliseconds in [6919, 16_919, 1_234_567_891, 4_102_444_800_001] {
            let (seconds, rest) = (milliseconds / 1000, milliseconds % 1000);
            assert_eq!(json(TimeDelta::milliseconds(milliseconds)), format!("{seconds}.{rest:03}"));
        }
    }

    #[test]
    fn the_median_of_an_even_number_is_between() {
        let seconds = |list: &[i64]| median(list.iter().map(|s| Seconds::whole(*s)).collect());
        assert_eq!(seconds(&[3, 19, 22, 15]), Some(Seconds::whole(17)));
        assert_eq!(seconds(&[5, 1, 9]), Some(Seconds::whole(5)));
        assert_eq!(seconds(&[]), None);
    }

    #[test]
    fn sums_stop_at_the_end_of_the_range() {
        let most = Seconds(TimeDelta::MAX);
        assert_eq!(most.plus(most), most);
        assert_eq!(most.distance(Seconds(TimeDelta::MIN)).0, TimeDelta::MAX);
    }
}
