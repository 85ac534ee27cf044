//! How things are said: spans, times, counts, channels, states. The one place for wording that
//! several pages share.

use crate::analysis::{Event, Held, Pressed, Role, Seconds, Stated, Unreadable, Who};
use crate::model::{Channel, DeliveryStatus, Text};
use crate::page::{Block, Line, Mark, Marked, Part, Role as Ink};
use chrono::TimeDelta;

/// Says a span in its two greatest units: `0.3s`, `19s`, `14m 49s`, `2h 41m`, `6d 11h`.
///
/// Only spans under a minute that were measured in parts of a second show a tenth. What is left
/// over is cut, not rounded, as a clock does.
pub(super) fn duration(seconds: Seconds) -> String {
    let delta = seconds.0;
    let sign = if delta < TimeDelta::zero() { "-" } else { "" };
    let (whole, nanos) = (delta.abs().num_seconds(), delta.abs().subsec_nanos());
    let (days, hours, minutes) = (whole / 86400, whole / 3600 % 24, whole / 60 % 60);
    let tenths = (u64::from(nanos.unsigned_abs()) + 50_000_000) / 100_000_000;
    match () {
        () if days > 0 => format!("{sign}{days}d {hours:02}h"),
        () if whole >= 3600 => format!("{sign}{hours}h {minutes:02}m"),
        () if whole >= 60 => format!("{sign}{minutes}m {:02}s", whole % 60),
        () if nanos == 0 => format!("{sign}{whole}s"),
        () if tenths < 10 => format!("{sign}{whole}.{tenths}s"),
        () if whole < 59 => format!("{sign}{}.0s", whole + 1),
        () => format!("{sign}1m 00s"),
    }
}

/// Says a span, in the way that calls for attention if it is as long as `slow` or longer.
pub(super) fn gap(seconds: Option<Seconds>, slow: Seconds) -> Line {
    match seconds {
        None => Line::new(),
        Some(gap) if gap.0.abs() < TimeDelta::milliseconds(50) => Line::new(),
        Some(gap) if gap < Seconds::default() => Line::new().role(duration(gap), Ink::Caution),
        Some(gap) => {
            let ink = if gap >= slow { Ink::Slow } else { Ink::Muted };
            Line::new().role(format!("+{}", duration(gap)), ink)
        }
    }
}

/// Says a number, in groups of three digits.
pub(super) fn number(number: usize) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let (first, rest) = digits.split_at_checked(first).unwrap_or((&digits, ""));
    let groups = rest.as_bytes().chunks(3).filter_map(|group| std::str::from_utf8(group).ok());
    let groups: Vec<_> =
        [first].into_iter().filter(|first| !first.is_empty()).chain(groups).collect();
    groups.join(",")
}

/// Says what share of a whole something is, in percent; nothing of nothing.
pub(super) fn percent(part: usize, whole: usize) -> Option<String> {
    let share =
        part.saturating_mul(200).saturating_add(whole).checked_div(whole.saturating_mul(2))?;
    Some(match share {
        0 if part > 0 => "<1%".to_owned(),
        100.. if part < whole => ">99%".to_owned(),
        share => format!("{share}%"),
    })
}

/// Says a number of things: `1 message`, `4 messages`.
pub(super) fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// Lists names: `a`, `a and b`, `a, b and c`.
pub(super) fn list(names: Vec<Line>) -> Line {
    let last = names.len().saturating_sub(1);
    names.into_iter().enumerate().fold(Line::new(), |line, (index, name)| match index {
        0 => name,
        index if index == last => line.own(" and ").then(name),
        _ => line.own(", ").then(name),
    })
}

/// Says how often: `once`, `twice`, `3 times`.
pub(super) fn times(number: usize) -> String {
    match number {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}

/// Returns the colour of a role.
pub(super) fn ink(role: Role) -> Ink {
    match role {
        Role::Customer => Ink::Customer,
        Role::Bot => Ink::Bot,
        Role::Queue => Ink::Queue,
        Role::Agent => Ink::Agent,
        Role::System | Role::Unknown => Ink::Muted,
    }
}

/// Returns the sign of a role.
pub(super) fn mark(role: Role) -> Mark {
    match role {
        Role::Customer => Mark::Customer,
        Role::Bot => Mark::Bot,
        Role::Queue => Mark::Queue,
        Role::Agent => Mark::Agent,
        Role::System => Mark::Note,
        Role::Unknown => Mark::Unknown,
    }
}

/// Names a role.
pub(super) fn role(role: Role) -> &'static str {
    match role {
        Role::Customer => "customer",
        Role::Bot => "bot",
        Role::Queue => "queue",
        Role::Agent => "agent",
        Role::System => "system",
        Role::Unknown => "unknown",
    }
}

/// Names somebody.
pub(super) fn name(who: &Who) -> Line {
    Line::new().quote(&who.name, ink(who.role))
}

/// Names somebody after their sign.
pub(super) fn marked_name(role: Role, name: &Text<'_>) -> Line {
    Line::new().mark(mark(role)).own(" ").quote(name, ink(role))
}

/// Names who had a ticket.
pub(super) fn holder(held: &Held) -> Line {
    match (held.role, &held.name) {
        (Role::Queue, _) => Line::new().role("queue", Ink::Queue),
        (role, Some(name)) => Line::new().quote(name, ink(role)),
        (Role::Bot, None) => Line::new().role("bot", Ink::Bot),
        (role, None) => Line::new().role("unknown", ink(role)),
    }
}

/// Lists who had a ticket as parts of its time, with the stretches between in which it was closed.
pub(super) fn held_parts(held: &[Held]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut until = held.first().map(|first| first.from);
    for held in held {
        let gap = until.map_or_else(Seconds::default, |until| Seconds::between(until, held.from));
        if gap > Seconds::default() {
            let (label, value) = (Line::new().muted("closed"), Line::new().muted(duration(gap)));
            parts.push(Part { label, value, role: Ink::Muted, weight: gap.as_f64() });
        }
        let value = Line::from(duration(held.seconds));
        let (role, weight) = (ink(held.role), held.seconds.as_f64());
        parts.push(Part { label: holder(held), value, role, weight });
        until = Some(held.to);
    }
    parts
}

/// Says a channel as one speaks of it: "web chat", "WhatsApp".
pub(super) fn channel(channel: &Channel<'_>) -> Line {
    Line::from(match channel {
        Channel::Web => "web chat",
        Channel::WebViaSms => "web chat by SMS",
        Channel::Mail => "mail",
        Channel::Sms => "SMS",
        Channel::WhatsApp => "WhatsApp",
        Channel::FacebookMessenger => "Facebook Messenger",
        Channel::FacebookFeed => "Facebook posts",
        Channel::InstagramFeed => "Instagram posts",
        Channel::InstagramDirect => "Instagram messages",
        Channel::Telegram => "Telegram",
        Channel::Twitter => "Twitter",
        Channel::Viber => "Viber",
        Channel::AppleBusinessChat => "Apple Messages",
        Channel::GoogleBusinessMessages => "Google Business Messages",
        Channel::GoogleBusinessReviews => "Google reviews",
        Channel::PhoneCall => "phone call",
        Channel::Undefined => "no channel",
        Channel::Other(name) => return Line::new().quote(name, Ink::Plain),
    })
}

/// Says what an answer is about: `web chat with Jack Bower`; nothing if nobody knows.
pub(super) fn conversation(
    stated: &Stated<Channel<'static>>,
    customer: Option<&Text<'_>>,
) -> Option<Line> {
    let line = match (stated, customer) {
        (Stated::Missing, None) => return None,
        (Stated::Missing, Some(_)) => Line::from("conversation"),
        (Stated::Given(known), _) => channel(known),
        (Stated::Odd(written), _) => odd(written),
    };
    Some(match customer {
        Some(name) => line.own(" with ").quote(name, Ink::Customer),
        None => line,
    })
}

/// Shows a value that could not be read: as written, and marked. Its beginning is enough: nobody
/// knows what it is, and it stands where a number or a date has room.
pub(super) fn odd(written: &Text<'_>) -> Line {
    Line::new().quote_start(written, 200, Ink::Plain).own(" ").mark(Mark::Caution)
}

/// Shows a text of the ticket, whatever form it has; nothing if it is missing.
pub(super) fn stated(text: &Stated<Text<'static>>, role: Ink) -> Option<Line> {
    match text {
        Stated::Missing => None,
        Stated::Given(text) => Some(Line::new().quote(text, role)),
        Stated::Odd(written) => Some(odd(written)),
    }
}

/// Says how far a message to the customer got, if it was not read. Where no message at all is marked
/// read, that it was not says nothing.
pub(super) fn delivery(status: &Stated<DeliveryStatus<'static>>, marks_read: bool) -> Option<Line> {
    let caution = |words: &'static str| Some(Line::new().role(words, Ink::Caution));
    let bad = |words: &'static str| Some(Line::new().role(words, Ink::Bad));
    match status {
        Stated::Missing | Stated::Given(DeliveryStatus::Read) => None,
        Stated::Given(DeliveryStatus::Delivered) if !marks_read => None,
        Stated::Given(DeliveryStatus::Delivered) => caution("not marked read"),
        Stated::Given(DeliveryStatus::Pending | DeliveryStatus::Accepted) => {
            caution("not marked delivered")
        }
        Stated::Given(DeliveryStatus::Rejected) => bad("rejected"),
        Stated::Given(DeliveryStatus::Failed) => bad("failed"),
        Stated::Given(DeliveryStatus::Other(name)) => Some(Line::new().quote(name, Ink::Caution)),
        Stated::Odd(written) => Some(odd(written)),
    }
}

/// Says which button was pressed.
pub(super) fn button(pressed: Pressed) -> String {
    format!("button {} of {}", pressed.number, pressed.of)
}

/// Says where an answer is kept: `→ field1`.
pub(super) fn kept_in(fields: &[Text<'static>]) -> Option<Line> {
    let names = fields.iter().map(|field| Line::new().quote(field, Ink::Muted));
    (!fields.is_empty()).then(|| Line::new().muted("→ ").joined(names, ", "))
}

/// Says which fields could not be read, below an answer; nothing if all could.
pub(super) fn unreadable(fields: &[Unreadable]) -> Option<Block> {
    const MOST: usize = 5;
    if fields.is_empty() {
        return None;
    }
    let line = Line::from(format!(
        "{} could not be read as what {} should be, and {} shown as written:",
        count(fields.len(), "field"),
        if fields.len() == 1 { "it" } else { "they" },
        if fields.len() == 1 { "is" } else { "are" },
    ));
    let rows = fields.iter().take(MOST).map(|field| {
        vec![
            Line::new().quote(&field.pointer, Ink::Plain),
            Line::new().muted(format!("not {}", field.expected)),
            Line::new().quote(&field.written, Ink::Plain),
        ]
    });
    let mut marked = Marked { mark: Some(Mark::Caution), line, rows: rows.collect() };
    if fields.len() > MOST {
        let more = format!("and {} more; -o json lists them all", fields.len() - MOST);
        marked.rows.push(vec![Line::new().muted(more)]);
    }
    Some(Block::Remarks(vec![marked]))
}

/// Says what happened at the end of a span.
pub(super) fn happened(event: Event) -> &'static str {
    match event {
        Event::Opened => "opened",
        Event::CustomerWrote => "customer wrote",
        Event::HandedOver => "handed over",
        Event::Taken => "taken",
        Event::Reply => "reply",
        Event::Closed => "closed",
        Event::LastActivity => "last activity",
    }
}

/// Says that a net time is over its gross time by no more than rounding; nothing if it is not so.
pub(super) fn net_over_gross(gross: Option<&Seconds>, net: Option<&Seconds>) -> Option<String> {
    let (gross, net) = gross.zip(net)?;
    (net > gross && net.agrees(*gross)).then(|| {
        let over = duration(net.distance(*gross));
        format!("Net is {over} over gross, within the rounding of the stamps.")
    })
}

/// Leaves the middle of a GUID out; nothing if it is none.
pub(super) fn short_identifier(identifier: &Text<'_>) -> Option<Line> {
    let characters: Vec<char> = identifier.as_str().chars().collect();
    let is_guid = |c: &char| *c == '-' || c.is_ascii_hexdigit();
    if characters.len() < 32 || !characters.iter().all(is_guid) {
        return None;
    }
    let part = |characters: &[char]| Text::owned(characters.iter().collect());
    let (start, end) = (part(characters.get(..8)?), part(characters.last_chunk::<4>()?));
    Some(Line::new().quote(&start, Ink::Plain).own("…").quote(&end, Ink::Plain))
}

#[cfg(test)]
mod tests {
    use super::{count, duration, number, percent, times};
    use crate::analysis::Seconds;
    use chrono::TimeDelta;

    #[test]
    fn spans_are_said_in_their_two_greatest_units() {
        let said = |ms: i64| duration(Seconds(TimeDelta::milliseconds(ms)));
        for (ms, words) in [
            (0, "0s"),
            (330, "0.3s"),
            (3_088, "3.1s"),
            (19_000, "19s"),
            (22_291, "22.3s"),
            (58_970, "59.0s"),
            (59_730, "59.7s"),
            (59_970, "1m 00s"),
            (60_000, "1m 00s"),
            (160_000, "2m 40s"),
            (889_999, "14m 49s"),
            (9_660_000, "2h 41m"),
            (7_500_000, "2h 05m"),
            (558_000_000, "6d 11h"),
            (-1_000, "-1s"),
            (-160_000, "-2m 40s"),
        ] {
            assert_eq!(said(ms), words, "{ms} ms");
        }
        assert_eq!(duration(Seconds(TimeDelta::MIN)), "-106751991167d 07h");
    }

    #[test]
    fn numbers_are_grouped_and_shares_are_honest() {
        let said = [0, 7, 204, 1_204, 71_204, 1_000_000].map(number);
        assert_eq!(said, ["0", "7", "204", "1,204", "71,204", "1,000,000"]);
        for (part, whole, said) in [
            (0, 5, Some("0%")),
            (1, 3, Some("33%")),
            (2, 3, Some("67%")),
            (1, 200, Some("1%")),
            (1, 201, Some("<1%")),
            (999, 1000, Some(">99%")),
            (5, 5, Some("100%")),
            (0, 0, None),
        ] {
            assert_eq!(percent(part, whole).as_deref(), said, "{part} of {whole}");
        }
    }

    #[test]
    fn one_thing_is_singular() {
        assert_eq!(count(1, "message"), "1 message");
        assert_eq!(count(0, "message"), "0 messages");
        assert_eq!(
            (times(1).as_str(), times(2).as_str(), times(3).as_str()),
            ("once", "twice", "3 times")
        );
    }
}
