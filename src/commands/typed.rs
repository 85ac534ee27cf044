//! Values as people type them: spans and moments.

use crate::analysis::stats::{Metric, Target};
use crate::analysis::{Kind, Moment, Order, Property, Seconds, rules};
use crate::model::{NoZone, Timestamp, Zone};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use std::time::Duration;

/// Reads a span such as `5m`, `90s` or `1h 30m`.
pub(super) fn span(text: &str) -> Result<Seconds, String> {
    let span = humantime::parse_duration(text)
        .map_err(|_| format!("no span of time: \"{text}\"; write 5m, 90s or 1h30m"))?;
    let span = TimeDelta::from_std(span).map_err(|_| format!("too long a span: \"{text}\""))?;
    Ok(Seconds(span))
}

/// Reads a target such as `first_response=10m`.
pub(super) fn target(text: &str) -> Result<Target, String> {
    let wrong = || format!("no target: \"{text}\"; write first_response=10m or queue=2m");
    let (name, at_most) = text.split_once('=').ok_or_else(wrong)?;
    let metric = match name.trim() {
        "bot" => Metric::Bot,
        "queue" => Metric::Queue,
        "taken_to_reply" => Metric::TakenToReply,
        "first_response" => Metric::FirstResponse,
        "waited" => Metric::Waited,
        "duration" => Metric::Duration,
        other => {
            return Err(format!(
                "no span: \"{other}\"; there are bot, queue, taken_to_reply, first_response, waited \
                 and duration"
            ));
        }
    };
    Ok(Target { metric, at_most: span(at_most.trim())? })
}

/// Reads how the codes of some rules begin.
pub(super) fn rules_named(text: &str) -> Result<String, String> {
    let name = text.trim();
    if rules().any(|rule| rule.is_named(name)) {
        return Ok(name.to_owned());
    }
    let codes: Vec<_> = rules().map(|rule| rule.code).collect();
    // Many take the letter of another weight.
    let number = name.trim_start_matches(|c: char| !c.is_ascii_digit());
    let meant = codes.iter().find(|code| number.len() == 3 && code.ends_with(number));
    let meant = meant.map_or_else(|| ".".to_owned(), |code| format!("; did you mean {code}?"));
    Err(format!(
        "no rule \"{text}\"{meant} Known are {}; 3 stands for all whose number begins with it, W for \
         all warnings",
        codes.join(", ")
    ))
}

/// Reads a size such as `64M` or `1GiB`; in bytes.
pub(super) fn size(text: &str) -> Result<usize, String> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(digits).unwrap_or((text, ""));
    let factor = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => Some(1),
        "k" | "kb" | "kib" => Some(1 << 10),
        "m" | "mb" | "mib" => Some(1 << 20),
        "g" | "gb" | "gib" => Some(1 << 30),
        _ => None,
    };
    let size = number
        .parse()
        .ok()
        .zip(factor)
        .and_then(|(n, factor): (usize, usize)| n.checked_mul(factor));
    size.filter(|size| *size > 0).ok_or_else(|| format!("no size: \"{text}\"; write 64M or 1G"))
}

/// Reads a number of threads.
pub(super) fn threads(text: &str) -> Result<usize, String> {
    let threads = text.parse().ok().filter(|threads| (1..=256).contains(threads));
    threads.ok_or_else(|| format!("no number of threads: \"{text}\"; write 1 to 256"))
}

/// Reads a moment from which something begins: a date is its first second.
pub(super) fn since(text: &str) -> Result<Moment, String> {
    moment(text, NaiveTime::MIN)
}

/// Reads a moment at which something ends: a date is its last second, a minute too.
pub(super) fn until(text: &str) -> Result<Moment, String> {
    let end = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
    moment(text, end)
}

/// Reads the moment that is to be taken for the present one.
pub(crate) fn now(text: &str) -> Result<Moment, String> {
    match since(text) {
        Ok(moment @ (Moment::At(_) | Moment::Shown(_))) => Ok(moment),
        _ => Err(format!("no time: \"{text}\"; write 2023-05-08 or 2023-05-08T06:46")),
    }
}

/// A zone, as one asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WantedZone {
    /// That of the machine.
    Local,
    /// This one.
    Named(Zone),
}

/// Reads a zone.
pub(crate) fn zone(text: &str) -> Result<WantedZone, String> {
    if text.eq_ignore_ascii_case("local") {
        return Ok(WantedZone::Local);
    }
    Zone::named(text).map(WantedZone::Named).map_err(|NoZone { like }| match like.as_slice() {
        [] => format!("no zone: \"{text}\"; write utc, local, Europe/Berlin or +03:00"),
        like => format!("no zone: \"{text}\"; did you mean {}?", like.join(" or ")),
    })
}

/// Reads the clock's time since the beginning of 1970.
pub(crate) fn clock(since_1970: Duration) -> Timestamp {
    let seconds = i64::try_from(since_1970.as_secs()).ok();
    seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0)).unwrap_or_default().into()
}

/// Reads the name of a property.
pub(super) fn property(name: &str) -> Result<Property, String> {
    Property::named(name.trim()).ok_or_else(|| Property::unknown(name))
}

/// Reads by which property to sort: `waited`, or `-waited` for the greatest first.
pub(super) fn order(text: &str) -> Result<Order, String> {
    let (name, descending) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
    let by = property(name)?;
    if by.known().kind == Kind::Shares {
        return Err(format!("\"{name}\" has no order; take held.bot, held.queue or held.agent"));
    }
    Ok(Order { by, descending })
}

fn moment(text: &str, on_a_day: NaiveTime) -> Result<Moment, String> {
    let last = |time: NaiveTime| {
        if on_a_day == NaiveTime::MIN { time } else { time + TimeDelta::seconds(59) }
    };
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Ok(Moment::At(at.to_utc()));
    }
    let shown = text.replacen('T', " ", 1);
    if let Ok(at) = NaiveDateTime::parse_from_str(&shown, "%Y-%m-%d %H:%M:%S%.f") {
        return Ok(Moment::Shown(at));
    }
    if let Ok(at) = NaiveDateTime::parse_from_str(&shown, "%Y-%m-%d %H:%M") {
        return Ok(Moment::Shown(at.date().and_time(last(at.time()))));
    }
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Ok(Moment::Shown(day.and_time(on_a_day)));
    }
    if let Ok(time) = NaiveTime::parse_from_str(text, "%H:%M:%S") {
        return Ok(Moment::OnFirstDay(time));
    }
    if let Ok(time) = NaiveTime::parse_from_str(text, "%H:%M") {
        return Ok(Moment::OnFirstDay(last(time)));
    }
    Err(format!("no time: \"{text}\"; write 2023-05-08, 2023-05-08T06:46 or 06:46"))
}

#[cfg(test)]
mod tests {
    use super::{since, size, span, target, until};
    use crate::analysis::stats::{Metric, Target};
    use crate::analysis::{Moment, Seconds};

    fn at(moment: Result<Moment, String>) -> String {
        match moment.unwrap() {
            Moment::At(at) => at.format("%F %TZ").to_string(),
            Moment::Shown(at) => at.format("%F %T").to_string(),
            Moment::OnFirstDay(time) => time.format("%T").to_string(),
        }
    }

    #[test]
    fn spans_are_read_as_people_type_them() {
        assert_eq!(span("5m"), Ok(Seconds::whole(300)));
        assert_eq!(span("1h 30m"), Ok(Seconds::whole(5400)));
        for text in ["", "5", "soon", "-5m", "00:05:00"] {
            assert!(span(text).is_err(), "{text}");
        }
    }

    #[test]
    fn sizes_are_read_as_people_type_them() {
        assert_eq!(size("64M"), Ok(64 << 20));
        assert_eq!(size("1 GiB"), Ok(1 << 30));
        assert_eq!(size("4096"), Ok(4096));
        for text in ["", "0", "M", "1.5G", "-1", "1T", "99999999999G"] {
            assert!(size(text).is_err(), "{text}");
        }
    }

    #[test]
    fn moments_are_read_as_people_type_them() {
        assert_eq!(at(since("2023-05-08")), "2023-05-08 00:00:00");
        assert_eq!(at(until("2023-05-08")), "2023-05-08 23:59:59");
        assert_eq!(at(since("2023-05-08T06:46")), "2023-05-08 06:46:00");
        assert_eq!(at(until("2023-05-08 06:46")), "2023-05-08 06:46:59");
        assert_eq!(at(since("2023-05-08T08:46:05+02:00")), "2023-05-08 06:46:05Z");
        assert_eq!(at(since("06:46:05")), "06:46:05");
        assert_eq!(at(until("06:46")), "06:46:59");
        for text in ["", "noon", "8 May", "25:00", "2023-13-01"] {
            assert!(since(text).is_err(), "{text}");
        }
    }

    #[test]
    fn targets_are_read_as_people_type_them() {
        let read = target("first_response=1h 30m");
        let expected = Target { metric: Metric::FirstResponse, at_most: Seconds::whole(5400) };
        assert_eq!(read, Ok(expected));
        for text in ["", "queue", "queue=", "=5m", "queue=5", "response=5m", "queue=-5m"] {
            assert!(target(text).is_err(), "{text}");
        }
    }
}
