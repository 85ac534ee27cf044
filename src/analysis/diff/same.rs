//! When two values mean the same, however they are written.

use crate::model::{NIL_GUID, Shape, TimeSpan, Timestamp};
use std::borrow::Cow;

/// What a value means. Two values that mean the same differ in their spelling only.
#[derive(Debug, PartialEq)]
pub(super) enum Meaning<'a> {
    /// "Not set", in whichever spelling.
    Nothing,
    Words(Cow<'a, str>),
    Number(Decimal<'a>),
    Flag(bool),
    Moment(i128),
    Span(TimeSpan),
    /// Anything else, as written.
    Written(&'a str),
}

impl<'a> Meaning<'a> {
    /// Understands the JSON text of a value that is no object and no list.
    pub(super) fn of(shape: Shape, key: &str, written: &'a str) -> Self {
        let first = written.as_bytes().first();
        match (shape, first) {
            (_, Some(b'n')) => Self::Nothing,
            (Shape::Name(read), Some(b'"' | b'0'..=b'9')) => match read(written) {
                Some(name) => Self::Words(name.to_ascii_lowercase().into()),
                None if written == "\"\"" => Self::Nothing,
                None => Self::Written(written),
            },
            (_, Some(b'"')) => match text(written) {
                Some(text) => Self::of_text(shape, text),
                None => Self::Written(written),
            },
            // A version is a name made of digits: 1.10 is not 1.1.
            (Shape::Number, _) if key == "flowVersion" => Self::Written(written),
            (shape, Some(b'-' | b'0'..=b'9')) => match Decimal::of(written) {
                Some(Decimal { digits: "", .. }) if matches!(shape, Shape::Reference) => {
                    Self::Nothing
                }
                Some(number) => Self::Number(number),
                None => Self::Written(written),
            },
            (_, Some(b't')) => Self::Flag(true),
            (_, Some(b'f')) => Self::Flag(false),
            _ => Self::Written(written),
        }
    }

    fn of_text(shape: Shape, text: Cow<'a, str>) -> Self {
        match shape {
            Shape::Text | Shape::Guid | Shape::Time | Shape::Span if text.is_empty() => {
                Self::Nothing
            }
            Shape::Guid if text == NIL_GUID => Self::Nothing,
            // The case of a GUID is an accident.
            Shape::Guid => Self::Words(text.to_ascii_lowercase().into()),
            Shape::Time => match Timestamp::parse(&text) {
                Ok(None) => Self::Nothing,
                Ok(Some(at)) => Self::Moment(nanoseconds(at)),
                Err(_) => Self::Words(text),
            },
            Shape::Span => match TimeSpan::parse(&text) {
                Some(span) => Self::Span(span),
                None => Self::Words(text),
            },
            _ => Self::Words(text),
        }
    }
}

/// Reads a JSON string; borrows it where it holds no escape.
fn text(written: &str) -> Option<Cow<'_, str>> {
    let plain = written.strip_prefix('"')?.strip_suffix('"')?;
    if plain.contains('\\') {
        serde_json::from_str(written).ok().map(Cow::Owned)
    } else {
        Some(Cow::Borrowed(plain))
    }
}

fn nanoseconds(at: Timestamp) -> i128 {
    let at = at.utc();
    let seconds = i128::from(at.timestamp()).saturating_mul(1_000_000_000);
    seconds.saturating_add(i128::from(at.timestamp_subsec_nanos()))
}

/// A number without its spelling: 1.50, 1.5 and 15e-1 are one.
#[derive(Debug)]
pub(super) struct Decimal<'a> {
    is_negative: bool,
    /// Without zeros at either end; nothing at all is zero.
    digits: &'a str,
    /// The digits behind those, where the point cuts them.
    rest: &'a str,
    /// How many digits stand before the point; of zero, none.
    point: i64,
}

impl PartialEq for Decimal<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.is_negative, self.point) == (other.is_negative, other.point)
            && self
                .digits
                .bytes()
                .chain(self.rest.bytes())
                .eq(other.digits.bytes().chain(other.rest.bytes()))
    }
}

impl<'a> Decimal<'a> {
    fn of(written: &'a str) -> Option<Self> {
        let (is_negative, written) =
            written.strip_prefix('-').map_or((false, written), |rest| (true, rest));
        let (mantissa, exponent) = match written.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
            None => (written, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let fraction = fraction.trim_end_matches('0');
        let significant = whole.trim_start_matches('0');
        let point = i64::try_from(significant.len()).ok()?.checked_add(exponent)?;
        let found = if significant.is_empty() {
            let digits = fraction.trim_start_matches('0');
            let zeros = fraction.len().checked_sub(digits.len())?;
            let point = point.checked_sub(i64::try_from(zeros).ok()?)?;
            Self { is_negative, digits, rest: "", point }
        } else if fraction.is_empty() {
            Self { is_negative, digits: significant.trim_end_matches('0'), rest: "", point }
        } else {
            Self { is_negative, digits: significant, rest: fraction, point }
        };
        let is_zero = found.digits.is_empty();
        Some(if is_zero { Self { is_negative: false, point: 0, ..found } } else { found })
    }
}

#[cfg(test)]
mod tests {
    use super::{Decimal, Meaning};
    use crate::model::{NIL_GUID, Shape};

    fn means(shape: Shape, one: &str, other: &str) -> bool {
        Meaning::of(shape, "", one) == Meaning::of(shape, "", other)
    }

    #[test]
    fn nothing_has_its_spellings_where_the_tables_say_so() {
        let nil = format!("\"{NIL_GUID}\"");
        assert!(means(Shape::Text, "\"\"", "null"));
        assert!(means(Shape::Guid, &nil, "null"));
        assert!(means(Shape::Reference, "0", "null"));
        assert!(means(Shape::Time, "\"0001-01-01T00:00:00\"", "\"\""));
        assert!(!means(Shape::Number, "0", "null"), "a count of 0 is a count");
        assert!(!means(Shape::Json, "\"\"", "null"), "nobody knows what it means there");
        assert!(!means(Shape::Text, &nil, "null"));
    }

    #[test]
    fn the_spelling_of_a_number_does_not_matter() {
        for (one, other) in [
            ("1.50", "1.5"),
            ("15e-1", "1.5"),
            ("0.0015", "1.5E-3"),
            ("100", "1e2"),
            ("120.0", "1.2e+2"),
            ("-0.0", "0"),
            ("0e5", "0"),
            ("12345678901234567890123", "1.2345678901234567890123e22"),
        ] {
            assert_eq!(Decimal::of(one), Decimal::of(other), "{one} {other}");
            assert!(means(Shape::Number, one, other), "{one} {other}");
        }
        for (one, other) in
            [("1.5", "15"), ("-1", "1"), ("0.1", "0.01"), ("1", "10"), ("10.5", "1.05")]
        {
            assert!(!means(Shape::Json, one, other), "{one} {other}");
        }
    }

    #[test]
    fn a_version_is_a_name() {
        let version = |written| Meaning::of(Shape::Number, "flowVersion", written);
        assert_ne!(version("1.10"), version("1.1"));
    }

    #[test]
    fn times_identifiers_and_escapes_are_what_they_mean() {
        assert!(means(Shape::Time, "\"2023-05-08T06:46:05Z\"", "\"2023-05-08T06:46:05.000\""));
        assert!(means(Shape::Time, "\"2023-05-08T06:46:05Z\"", "\"2023-05-08T08:46:05+02:00\""));
        assert!(!means(Shape::Text, "\"2023-05-08T06:46:05Z\"", "\"2023-05-08T06:46:05.000\""));
        assert!(means(Shape::Span, "\"00:14:49\"", "\"0.00:14:49.0000000\""));
        assert!(means(Shape::Guid, "\"AB\"", "\"ab\""));
        assert!(means(Shape::Text, r#""\u0041""#, "\"A\""));
        assert!(!means(Shape::Text, "\"5\"", "5"));
    }
}
