//! Points in time as people type them.

use crate::model::Timestamp;
use chrono::{DateTime, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use std::cmp::Ordering;

/// What a typed moment means: a day is the whole day, a year the whole year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    from: DateTime<Utc>,
    /// The first moment after it; the same as `from` for a point in time.
    to: DateTime<Utc>,
}

impl Period {
    /// Reads a moment; `now` is what `today` and `-3d` are counted from.
    pub(super) fn read(text: &str, now: Timestamp) -> Option<Self> {
        let text = text.trim();
        let today = now.utc().date_naive();
        match text.to_ascii_lowercase().as_str() {
            "now" => return Some(Self::point(now.utc())),
            "today" => return Self::day(today),
            "yesterday" => return Self::day(today.pred_opt()?),
            _ => {}
        }
        if let Some(ago) = text.strip_prefix(['-', '−']) {
            let ago = TimeDelta::from_std(humantime::parse_duration(ago.trim()).ok()?).ok()?;
            return Some(Self::point(now.utc().checked_sub_signed(ago)?));
        }
        let first = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        match text.len() {
            4 => Self::months(first(&format!("{text}-01-01"))?, 12),
            7 => Self::months(first(&format!("{text}-01"))?, 1),
            10 => Self::day(first(text)?),
            _ => Self::minute(text).or_else(|| Self::second(text)),
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

    fn lasting(from: NaiveDateTime, length: TimeDelta) -> Option<Self> {
        let from = from.and_utc();
        Some(Self { from, to: from.checked_add_signed(length)? })
    }

    fn day(day: NaiveDate) -> Option<Self> {
        let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
        Some(Self { from: midnight(day), to: midnight(day.checked_add_days(Days::new(1))?) })
    }

    fn months(first: NaiveDate, months: u32) -> Option<Self> {
        let from = Self::day(first)?.from;
        Some(Self { from, to: from.checked_add_months(Months::new(months))? })
    }

    fn minute(text: &str) -> Option<Self> {
        let text = text.strip_suffix(['Z', 'z']).unwrap_or(text).replacen(['T', 't'], " ", 1);
        let minute = NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M").ok()?;
        Self::lasting(minute, TimeDelta::minutes(1))
    }

    fn second(text: &str) -> Option<Self> {
        let at = Timestamp::parse(text).ok()??;
        if at.is_whole() {
            return Self::lasting(at.utc().naive_utc(), TimeDelta::seconds(1));
        }
        Some(Self::point(at.utc()))
    }
}
