//! Points in time and spans of time, in every form in which the export writes them.

use super::field::Wire;
use super::shape::Shape;
use super::text::Text;
use super::zone::Zone;
use chrono::{
    DateTime, Datelike, FixedOffset, NaiveDateTime, SecondsFormat, SubsecRound, TimeDelta, Utc,
};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, Error};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// A point in time, in UTC, with the precision it was written in.
///
/// Times without a zone are UTC, says Glassix. The first and the last moment that .NET knows
/// (`0001-01-01T00:00:00`, `9999-12-31T23:59:59.9999999`) stand for "not set".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    at: DateTime<Utc>,
    digits: u8,
}

impl Timestamp {
    /// Reads a time; `Ok(None)` if it stands for "not set", `Err` if it is no time.
    ///
    /// # Errors
    /// Anything but RFC 3339, or the same without a zone.
    pub fn parse(text: &str) -> Result<Option<Self>, NotATime> {
        let at = DateTime::parse_from_rfc3339(text)
            .map(|at| at.to_utc())
            .or_else(|_| {
                let text = text.replacen(' ', "T", 1);
                NaiveDateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M:%S%.f").map(|at| at.and_utc())
            })
            .map_err(|_| NotATime)?;
        let nothing = at.year() <= 1 || (at.year() >= 9999 && at.ordinal() >= 365);
        let fraction = text.split_once('.').map_or("", |(_, rest)| rest);
        let digits = fraction.bytes().take_while(u8::is_ascii_digit).count().min(9);
        Ok((!nothing).then_some(Self { at, digits: u8::try_from(digits).unwrap_or(9) }))
    }

    /// Returns the point in time.
    pub const fn utc(self) -> DateTime<Utc> {
        self.at
    }

    /// Returns the time on the clock and the day on the calendar of a zone.
    pub fn shown_in(self, zone: Zone) -> DateTime<FixedOffset> {
        zone.at(self.at)
    }

    /// Tells whether it was written in whole seconds; then anything within the second is meant.
    pub const fn is_whole(self) -> bool {
        self.digits == 0
    }

    /// Returns the second in which it lies, without the fraction.
    pub fn second(self) -> DateTime<Utc> {
        self.at.trunc_subsecs(0)
    }

    /// Returns the time from an earlier moment to this one; negative if it is a later one.
    pub fn since(self, earlier: Self) -> TimeDelta {
        self.at.signed_duration_since(earlier.at)
    }
}

impl From<DateTime<Utc>> for Timestamp {
    fn from(at: DateTime<Utc>) -> Self {
        Self { at, digits: if at.timestamp_subsec_nanos() == 0 { 0 } else { 9 } }
    }
}

impl fmt::Display for Timestamp {
    /// Writes RFC 3339 in UTC, with as many digits as were read.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.digits == 0 {
            return to.write_str(&self.at.to_rfc3339_opts(SecondsFormat::Secs, true));
        }
        let full = self.at.to_rfc3339_opts(SecondsFormat::Nanos, true);
        let (seconds, fraction) = full.split_once('.').unwrap_or((&full, ""));
        let digits: String = fraction.chars().take(usize::from(self.digits)).collect();
        write!(to, "{seconds}.{digits}Z")
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl JsonSchema for Timestamp {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Timestamp".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date-time" })
    }
}

impl<'a> Wire<'a> for Timestamp {
    const EXPECTED: &'static str = "a date and time";
    const SHAPE: Shape = Shape::Time;

    fn strict<D: Deserializer<'a>>(from: D) -> Result<Option<Self>, D::Error> {
        let Some(text) = Text::strict(from)? else { return Ok(None) };
        Self::parse(text.as_str()).map_err(|_| D::Error::custom(Self::EXPECTED))
    }
}

/// A text that is no time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotATime;

/// A span of time as .NET writes it, `[-][d.]hh:mm:ss[.fffffff]`, in ticks of 100 nanoseconds.
///
/// The range is that of .NET, a little over ten million days in both directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeSpan(i64);

const SECOND: i64 = 10_000_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

impl TimeSpan {
    /// Takes a number of ticks of 100 nanoseconds.
    pub const fn from_ticks(ticks: i64) -> Self {
        Self(ticks)
    }

    /// Reads a span; `None` if the text has another form, or is beyond the range.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (clock, last) = text.rsplit_once(':')?;
        let (hours, minutes) = clock.rsplit_once(':')?;
        let (days, hours) =
            hours.split_once('.').map_or(("0", hours), |(days, hours)| (days, hours));
        let (seconds, fraction) = last.split_once('.').unwrap_or((last, "0"));
        let two = |text: &str, limit: i64| {
            (text.len() == 2).then(|| digits(text)).flatten().filter(|number| *number < limit)
        };
        let fraction = match fraction.len() {
            1..=7 => digits(&format!("{fraction:0<7}"))?,
            _ => return None,
        };
        let sign = if negative { -1 } else { 1 };
        [
            (digits(days)?, DAY),
            (two(hours, 24)?, HOUR),
            (two(minutes, 60)?, MINUTE),
            (two(seconds, 60)?, SECOND),
            (fraction, 1),
        ]
        .into_iter()
        // With the sign from the beginning, since the range reaches further down than up.
        .try_fold(0_i64, |sum, (count, unit)| {
            sum.checked_add(count.checked_mul(unit)?.checked_mul(sign)?)
        })
        .map(Self)
    }

    /// Returns the span as chrono knows it; the range of .NET fits.
    pub fn delta(self) -> TimeDelta {
        let nanoseconds = self.0.rem_euclid(SECOND).saturating_mul(100);
        let nanoseconds = u32::try_from(nanoseconds).unwrap_or_default();
        TimeDelta::new(self.0.div_euclid(SECOND), nanoseconds).unwrap_or_default()
    }
}

fn digits(text: &str) -> Option<i64> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

impl fmt::Display for TimeSpan {
    /// Writes the form of .NET.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |unit: i64| self.0.checked_div(unit).map_or(0, i64::unsigned_abs);
        if self.0 < 0 {
            to.write_str("-")?;
        }
        if count(DAY) > 0 {
            write!(to, "{}.", count(DAY))?;
        }
        let (hours, minutes, seconds) = (count(HOUR) % 24, count(MINUTE) % 60, count(SECOND) % 60);
        write!(to, "{hours:02}:{minutes:02}:{seconds:02}")?;
        match (self.0 % SECOND).unsigned_abs() {
            0 => Ok(()),
            fraction => write!(to, ".{fraction:07}"),
        }
    }
}

impl<'a> Wire<'a> for TimeSpan {
    const EXPECTED: &'static str = "a time span such as 00:14:49";
    const SHAPE: Shape = Shape::Span;

    fn strict<D: Deserializer<'a>>(from: D) -> Result<Option<Self>, D::Error> {
        let Some(text) = Text::strict(from)? else { return Ok(None) };
        Self::parse(text.as_str()).map(Some).ok_or_else(|| D::Error::custom(Self::EXPECTED))
    }
}

#[cfg(test)]
mod tests {
    use super::{NotATime, SECOND, TimeSpan, Timestamp};
    use chrono::DateTime;
    use proptest::prelude::*;

    fn read(text: &str) -> String {
        Timestamp::parse(text).unwrap().unwrap().to_string()
    }

    #[test]
    fn every_form_of_time_is_read() {
        for text in [
            "2023-05-08T06:46:05Z",
            "2023-05-08T06:46:09.409Z",
            "2026-02-03T10:11:36.3547596Z",
            "2023-05-08T06:46:09.4Z",
        ] {
            assert_eq!(read(text), text);
        }
        assert_eq!(read("2018-11-26T19:42:53.15"), "2018-11-26T19:42:53.15Z", "no zone is UTC");
        assert_eq!(read("2023-05-08T08:46:05+02:00"), "2023-05-08T06:46:05Z");
        assert_eq!(read("2023-05-08 06:46:05"), "2023-05-08T06:46:05Z");
    }

    #[test]
    fn the_ends_of_time_stand_for_nothing() {
        for text in [
            "0001-01-01T00:00:00",
            "0001-01-01T00:00:00Z",
            "0001-01-01T00:00:00.0",
            "9999-12-31T23:59:59.9999999",
        ] {
            assert_eq!(Timestamp::parse(text), Ok(None), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_said_to_be_none() {
        for text in
            ["", "yesterday", "2023-05-08", "08/05/2023 06:46:05:12", "2023-13-08T06:46:05Z"]
        {
            assert_eq!(Timestamp::parse(text), Err(NotATime), "{text}");
        }
    }

    #[test]
    fn every_form_of_span_is_read() {
        let seconds = |text| TimeSpan::parse(text).map(|span| span.0 / SECOND);
        assert_eq!(seconds("00:14:49"), Some(889));
        assert_eq!(seconds("-00:00:01"), Some(-1));
        assert_eq!(seconds("1.02:03:04"), Some(93_784), "a day, not 1.02 hours");
        assert_eq!(TimeSpan::parse("00:00:00.5"), Some(TimeSpan(SECOND / 2)));
        assert_eq!(TimeSpan::parse("10675199.02:48:05.4775807"), Some(TimeSpan(i64::MAX)));
        assert_eq!(TimeSpan::parse("-10675199.02:48:05.4775808"), Some(TimeSpan(i64::MIN)));
    }

    #[test]
    fn other_forms_are_no_span() {
        for text in [
            "",
            "14:49",
            "25:00:00",
            "00:60:00",
            "00:00:60",
            "0:00:00",
            "1.2.03:04:05",
            "00:00:00.",
            "00:00:00.12345678",
            "--00:00:01",
            "+00:00:01",
            "٠٠:٠٠:٠١",
            "99999999.00:00:00",
            "10675199.02:48:05.4775808",
            "1 00:00:00",
        ] {
            assert_eq!(TimeSpan::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_span_survives_a_round_trip(ticks in any::<i64>()) {
            let span = TimeSpan(ticks);
            prop_assert_eq!(TimeSpan::parse(&span.to_string()), Some(span));
        }

        #[test]
        fn any_time_survives_a_round_trip(
            seconds in -62_000_000_000_i64..253_000_000_000,
            fraction in "([0-9]{1,9})?",
        ) {
            let whole = DateTime::from_timestamp(seconds, 0).unwrap();
            let mut text = whole.format("%Y-%m-%dT%H:%M:%S").to_string();
            if !fraction.is_empty() {
                text = format!("{text}.{fraction}");
            }
            text.push('Z');
            let time = Timestamp::parse(&text).unwrap().unwrap();
            prop_assert_eq!(time.to_string(), text);
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC*") {
            let _ = TimeSpan::parse(&text);
            let _ = Timestamp::parse(&text);
        }
    }
}
