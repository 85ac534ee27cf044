//! When something was: the clock and the calendar of a page.

use crate::analysis::Head;
use crate::model::{Timestamp, Zone};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, SecondsFormat};

/// The clock and the calendar of a page: in which zone it tells times, and which day its title names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    zone: Zone,
    day: Option<NaiveDate>,
}

impl Clock {
    /// Tells times in a zone, on a page that names no day.
    pub(super) const fn new(zone: Zone) -> Self {
        Self { zone, day: None }
    }

    /// Tells times in a zone, on a page whose title names the day of a moment.
    pub(super) fn of_day(zone: Zone, moment: Option<Timestamp>) -> Self {
        Self { zone, day: moment.map(|at| at.shown_in(zone).date_naive()) }
    }

    /// Tells times in a zone, on a page whose title names the day on which the ticket was opened.
    pub(super) fn of(head: &Head, zone: Zone) -> Self {
        Self::of_day(zone, head.opened_at.get().copied())
    }

    /// Tells whether the title of the page names a day.
    pub(super) const fn has_day(self) -> bool {
        self.day.is_some()
    }

    /// Names the zone.
    pub(super) fn zone(self) -> String {
        self.zone.to_string()
    }

    /// Returns what the clock and the calendar show.
    pub(super) fn shows(self, at: Timestamp) -> DateTime<FixedOffset> {
        at.shown_in(self.zone)
    }

    /// Turns to the day of a moment; returns it, if another one was named before.
    pub(super) fn turn_to(&mut self, at: Timestamp) -> Option<NaiveDate> {
        let date = self.shows(at).date_naive();
        self.day.replace(date).filter(|day| *day != date).map(|_| date)
    }

    /// Says a time of day, with milliseconds if it was measured so.
    pub(super) fn exact(self, at: Timestamp) -> String {
        let form = if at.is_whole() { "%H:%M:%S" } else { "%H:%M:%S%.3f" };
        self.shows(at).format(form).to_string()
    }

    /// Says a moment as it is written for programs (RFC 3339), to the second.
    pub(super) fn written(self, at: Timestamp) -> String {
        self.shows(at).to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// Says a time of day in whole seconds.
    pub(super) fn seconds(self, at: Timestamp) -> String {
        self.shows(at).format("%H:%M:%S").to_string()
    }

    /// Says a time: the date only where it is another one than the page's.
    pub(super) fn time(self, at: Timestamp) -> String {
        let shown = self.shows(at);
        let form = match self.day {
            Some(day) if day == shown.date_naive() => "%H:%M:%S",
            Some(day) if day.year() == shown.year() => "%-d %b %H:%M:%S",
            Some(_) => "%-d %b %Y %H:%M:%S",
            None => "%H:%M:%S",
        };
        shown.format(form).to_string()
    }

    /// Says a time to the minute: with the date where it is another one than the page's.
    pub(super) fn minute(self, at: Timestamp) -> String {
        let shown = self.shows(at);
        let same_day = self.day == Some(shown.date_naive());
        shown.format(if same_day { "%H:%M" } else { "%-d %b %Y %H:%M" }).to_string()
    }

    /// Says a time with its date, if the page names no day.
    pub(super) fn moment(self, at: Timestamp) -> String {
        if self.has_day() { self.time(at) } else { self.date_and_time(at) }
    }

    /// Says a date and a time that can be sorted: `2023-05-08 06:46:05`.
    pub(super) fn date_and_time(self, at: Timestamp) -> String {
        self.shows(at).format("%Y-%m-%d %H:%M:%S").to_string()
    }

    /// Says a date and a time to the minute that can be sorted: `2023-05-08 06:46`.
    pub(super) fn date_and_minute(self, at: Timestamp) -> String {
        self.shows(at).format("%Y-%m-%d %H:%M").to_string()
    }

    /// Says a date that can be sorted: `2023-05-08`.
    pub(super) fn date(self, at: Timestamp) -> String {
        self.shows(at).format("%F").to_string()
    }

    /// Says the day of the page in short, and the zone: `Mon 8 May 2023, UTC`.
    pub(super) fn short_title(self) -> String {
        match self.day {
            Some(day) => format!("{}, {}", short_day(day), self.zone),
            None => format!("times in {}", self.zone),
        }
    }

    /// Says in a sentence what times on the page are told in: `Times: Mon 8 May 2023, UTC.`
    pub(super) fn sentence(self) -> String {
        match self.day {
            Some(_) => format!("Times: {}.", self.short_title()),
            None => format!("Times in {}.", self.zone),
        }
    }

    /// Says the day of the page: `Monday 8 May 2023`.
    pub(super) fn long_day(self) -> Option<String> {
        self.day.map(long_day)
    }

    /// Says the day of the page, and the zone: `Monday 8 May 2023, UTC`.
    pub(super) fn long_title(self) -> String {
        match self.long_day() {
            Some(day) => format!("{day}, {}", self.zone),
            None => format!("times in {}", self.zone),
        }
    }

    /// Says for the day of another moment how that is called; nothing if it is the page's.
    pub(super) fn other_day(self, at: Timestamp) -> Option<String> {
        let date = self.shows(at).date_naive();
        (self.day.is_some_and(|day| day != date)).then(|| short_day(date))
    }

    /// Says how clocks were changed between two moments: nothing if they were not.
    pub(super) fn change(self, before: Timestamp, after: Timestamp) -> Option<String> {
        let (before, after) = (self.shows(before), self.shows(after));
        let offset = |at: &DateTime<FixedOffset>| at.offset().local_minus_utc();
        let way = if offset(&before) > offset(&after) { "back" } else { "forward" };
        (offset(&before) != offset(&after)).then(|| {
            format!("clocks go {way}, from UTC{} to UTC{}", before.offset(), after.offset())
        })
    }
}

/// Says a day in short: `Mon 8 May 2023`.
fn short_day(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// Says a day: `Monday 8 May 2023`.
pub(super) fn long_day(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}
