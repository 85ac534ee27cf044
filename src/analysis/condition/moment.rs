//! Points in time as people type them.

use crate::model::{Timestamp, Zone};
use chrono::{DateTime, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use std::cmp::Ordering;

/// The present moment, and the zone in which days begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The moment.
    pub at: Timestamp,
    /// The zone.
    pub zone: Zone,
}

/// What a typed moment means: a day is the whole day, a year the whole year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    from: DateTime<Utc>,
    /// The first moment after it; the same as `from` for a point in time.
    to: DateTime<Utc>,
}

impl Period {
    /// Reads a moment; `now` is what `today` and `-3d` are counted from, and in its zone days begin.
    pub(super) fn read(text: &str, now: Now) -> Option<Self> {
        let text = text.trim();
        let Now { at: now, zone } = now;
        let today = now.shown_in(zone).date_naive();
        match text.to_ascii_lowercase().as_str() {
            "now" => return Some(Self::point(now.utc())),
            "today" => return Self::day(today, zone),
            "yesterday" => return Self::day(today.pred_opt()?, zone),
            _ => {}
        }
        if let Some(ago) = text.strip_prefix(['-', '−']) {
            let ago = TimeDelta::from_std(humantime::parse_duration(ago.trim()).ok()?).ok()?;
            return Some(Self::point(now.utc().checked_sub_signed(ago)?));
        }
        let first = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        match text.len() {
            4 => Self::months(first(&format!("{text}-01-01"))?, 12, zone),
            7 => Self::months(first(&format!("{text}-01"))?, 1, zone),
            10 => Self::day(first(text)?, zone),
            _ => Self::minute(text, zone).or_else(|| Self::second(text, zone)),
        }
    }

    /// Says how a moment lies to it.
    pub(super) fn compare(self, at: Timestamp) -> Ordering {
        let at = at.utc();
        if at < self.from {
            Ordering::Less
        } else if at == self.from || at < self.to {
            Ordering::Equal
        } else {
            Ordering::Greater
        }
    }

    const fn point(at: DateTime<Utc>) -> Self {
        Self { from: at, to: at }
    }

    fn lasting(from: DateTime<Utc>, length: TimeDelta) -> Option<Self> {
        Some(Self { from, to: from.checked_add_signed(length)? })
    }

    fn day(day: NaiveDate, zone: Zone) -> Option<Self> {
        Self::days(day, day.checked_add_days(Days::new(1))?, zone)
    }

    fn months(first: NaiveDate, months: u32, zone: Zone) -> Option<Self> {
        Self::days(first, first.checked_add_months(Months::new(months))?, zone)
    }

    /// Takes the days from one up to another, which is not among them. They begin where their midnight
    /// is, so that one on which clocks are changed is as long as it is.
    fn days(from: NaiveDate, to: NaiveDate, zone: Zone) -> Option<Self> {
        let start = |day: NaiveDate| zone.moment(day.and_time(NaiveTime::MIN));
        Some(Self { from: start(from)?, to: start(to)? })
    }

    fn minute(text: &str, zone: Zone) -> Option<Self> {
        let (text, zone) = match text.strip_suffix(['Z', 'z']) {
            Some(text) => (text, Zone::Utc),
            None => (text, zone),
        };
        let text = text.replacen(['T', 't'], " ", 1);
        let minute = NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M").ok()?;
        Self::lasting(zone.moment(minute)?, TimeDelta::minutes(1))
    }

    fn second(text: &str, zone: Zone) -> Option<Self> {
        let shown = text.replacen(['T', 't'], " ", 1);
        let shown = NaiveDateTime::parse_from_str(&shown, "%Y-%m-%d %H:%M:%S").ok();
        if let Some(shown) = shown {
            return Self::lasting(zone.moment(shown)?, TimeDelta::seconds(1));
        }
        let at = Timestamp::parse(text).ok()??;
        if at.is_whole() {
            return Self::lasting(at.utc(), TimeDelta::seconds(1));
        }
        Some(Self::point(at.utc()))
    }
}
