//! Moments, in milliseconds since 1970, and how the export writes them.

use std::fmt::Write;

pub(crate) const SECOND: i64 = 1000;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

/// The first moment of the archives: Monday 1 January 2024. They last thirteen months.
pub(crate) const BEGIN: i64 = 1_704_067_200_000;
pub(crate) const DAYS: i64 = 397;
pub(crate) const END: i64 = BEGIN + DAYS * DAY;

/// Returns year, month and day.
fn date(moment: i64) -> (i64, i64, i64) {
    // Years begin in March, so that the leap day is the last one; eras have 400 years.
    let days = moment.div_euclid(DAY) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

/// Writes a moment: milliseconds only if it has any.
pub(crate) fn push_stamp(out: &mut String, moment: i64) {
    let (year, month, day) = date(moment);
    let (hour, minute) = (moment.rem_euclid(DAY) / HOUR, moment.rem_euclid(HOUR) / MINUTE);
    let second = moment.rem_euclid(MINUTE) / SECOND;
    let _ = write!(out, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
    match moment.rem_euclid(SECOND) {
        0 => out.push('Z'),
        ms => drop(write!(out, ".{ms:03}Z")),
    }
}

/// Returns a moment as the export writes it.
pub(crate) fn stamp(moment: i64) -> String {
    let mut out = String::with_capacity(24);
    push_stamp(&mut out, moment);
    out
}

/// Returns the date without hyphens, as signed links have it.
pub(crate) fn compact_date(moment: i64) -> String {
    let (year, month, day) = date(moment);
    format!("{year:04}{month:02}{day:02}")
}

/// Writes a length of time: days before a dot, seven digits behind one.
pub(crate) fn push_span(out: &mut String, span: i64) {
    let (days, span) = (span / DAY, span % DAY);
    if days > 0 {
        let _ = write!(out, "{days}.");
    }
    let (hours, minutes, seconds) = (span / HOUR, span % HOUR / MINUTE, span % MINUTE / SECOND);
    let _ = write!(out, "{hours:02}:{minutes:02}:{seconds:02}");
    if span % SECOND > 0 {
        let _ = write!(out, ".{:03}0000", span % SECOND);
    }
}

/// Tells whether the office is open: Monday to Friday, 7 to 19 o'clock UTC.
pub(crate) fn is_office(moment: i64) -> bool {
    let weekday = (moment - BEGIN).div_euclid(DAY).rem_euclid(7);
    weekday < 5 && (7..19).contains(&(moment.rem_euclid(DAY) / HOUR))
}

/// Returns the next morning on which the office opens.
pub(crate) fn next_morning(moment: i64) -> i64 {
    let mut morning = moment - moment.rem_euclid(DAY) + 7 * HOUR;
    while morning < moment || !is_office(morning) {
        morning += DAY;
    }
    morning
}

/// Returns how much of a length of time the office was open, to the hour as a rule: what "net" means.
pub(crate) fn office_time(from: i64, to: i64) -> i64 {
    let mut open = 0;
    let mut at = from;
    while at < to {
        let next = (at - at.rem_euclid(HOUR) + HOUR).min(to);
        if is_office(at) {
            open += next - at;
        }
        at = next;
    }
    open
}

/// How busy each hour of the archives' time is, added up: tickets come when people are awake.
#[derive(Debug)]
pub(crate) struct Calendar(Vec<f64>);

impl Calendar {
    pub(crate) fn new() -> Self {
        let mut sum = 0.0;
        let hours = (0..DAYS * 24).map(|hour| {
            let (of_day, weekday) = (hour % 24, hour / 24 % 7);
            let busy = match of_day {
                0..=4 => 0.08,
                5..=6 => 0.4,
                7 | 17..=19 => 1.2,
                8..=16 => 2.6,
                _ => 0.6,
            };
            let day = if weekday < 5 { 1.0 } else { 0.35 };
            sum += busy * day * (1.0 + hour as f64 / (DAYS * 48) as f64);
            sum
        });
        Self(hours.collect())
    }

    /// Returns the moment by which this share of all tickets has come.
    pub(crate) fn moment(&self, share: f64) -> i64 {
        let wanted = share.clamp(0.0, 0.999_999) * self.0.last().copied().unwrap_or_default();
        let hour = self.0.partition_point(|sum| *sum <= wanted);
        let before = if hour == 0 { 0.0 } else { self.0[hour - 1] };
        let part = (wanted - before) / (self.0[hour] - before);
        BEGIN + hour as i64 * HOUR + (part * HOUR as f64) as i64
    }
}
