//! How spans spread from seconds to days: one scale for all.

use super::measured::seconds;
use crate::analysis::value::Seconds;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};
use std::borrow::Cow;

/// How many values are how great, on a scale of six steps to each power of ten: less than a second,
/// then from 1s, 1.5s, 2.2s, 3.3s, 4.7s, 6.8s, 10s … on, at last from a million seconds (11.6 days).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spread {
    counts: Vec<usize>,
}

/// The steps from one power of ten to the next, in tenths.
const STEPS: [u64; 6] = [10, 15, 22, 33, 47, 68];

/// The number of parts of the scale.
pub const PARTS: usize = 38;

impl Spread {
    /// Counts values in milliseconds that are in order.
    pub(super) fn of(sorted: &[u64]) -> Self {
        if sorted.is_empty() {
            return Self::default();
        }
        let (mut counts, mut below) = (Vec::with_capacity(PARTS), 0_usize);
        for end in edges().skip(1).map(Some).chain([None]) {
            let until = end.map_or(sorted.len(), |end| sorted.partition_point(|ms| *ms < end));
            counts.push(until.saturating_sub(below));
            below = until;
        }
        Self { counts }
    }

    /// Returns how many values are in each part of the scale; nothing if there are no values.
    pub fn counts(&self) -> &[usize] {
        &self.counts
    }
}

/// Lists where the parts of the scale begin, in milliseconds.
fn edges() -> impl Iterator<Item = u64> {
    let powers = (0_u32..6).filter_map(|power| 10_u64.checked_pow(power));
    let steps =
        powers.flat_map(|ten| STEPS.map(|step| step.saturating_mul(100).saturating_mul(ten)));
    [0].into_iter().chain(steps).chain([1_000_000_000])
}

/// Returns the part of the scale that a span falls into.
pub fn part(ms: u64) -> usize {
    edges().skip(1).take_while(|edge| *edge <= ms).count()
}

/// A part of the scale.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "SpreadPart")]
struct Part {
    /// Where it begins.
    from_s: Seconds,
    /// Where it ends; the last one has no end.
    to_s: Option<Seconds>,
    /// How many values fall into it.
    n: usize,
}

impl JsonSchema for Spread {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Spread".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        <Vec<Part>>::json_schema(generator)
    }
}

/// As data, the parts in which there is anything: `from_s`, `to_s` (missing for the last one), `n`.
impl Serialize for Spread {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let ends = edges().skip(1).map(Some).chain([None]);
        let mut parts = to.serialize_seq(None)?;
        for ((from, end), n) in edges().zip(ends).zip(&self.counts).filter(|(_, n)| **n > 0) {
            let part = Part { from_s: seconds(from), to_s: end.map(seconds), n: *n };
            parts.serialize_element(&part)?;
        }
        parts.end()
    }
}

#[cfg(test)]
mod tests {
    use super::{PARTS, Spread, edges, part};

    #[test]
    fn each_value_is_in_one_part() {
        let values = [0, 999, 1000, 1499, 1500, 60_000, 999_999_999, 1_000_000_000, u64::MAX];
        let spread = Spread::of(&values);
        assert_eq!((edges().count(), spread.counts().len()), (PARTS, PARTS));
        assert_eq!(spread.counts().iter().sum::<usize>(), values.len());
        assert_eq!((spread.counts()[0], spread.counts()[1], spread.counts()[2]), (2, 2, 1));
        assert_eq!((spread.counts()[36], spread.counts()[37]), (1, 2));
        for value in values {
            assert!(spread.counts()[part(value)] > 0, "{value}");
        }
        assert_eq!(Spread::of(&[]).counts(), [0_usize; 0]);
    }

    #[test]
    fn as_data_parts_have_their_ends() {
        let json = serde_json::to_string(&Spread::of(&[1600, 2_000_000_000])).unwrap();
        assert_eq!(
            json,
            r#"[{"from_s":1.5,"to_s":2.2,"n":1},{"from_s":1000000,"to_s":null,"n":1}]"#
        );
    }
}
