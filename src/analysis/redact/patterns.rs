//! What looks personal in free text: mail addresses, links, network addresses, telephone numbers.

use super::form::Form;
use super::kind::Kind;
use regex::Regex;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

/// The looks of personal data, in folded text.
#[derive(Debug, Clone, Default)]
pub(super) struct Patterns {
    looks: Vec<(Kind, Look, Regex)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Link,
    Mail,
    Network,
    Phone,
}

/// Each look as an expression. What it finds is looked at once more.
const LOOKS: [(Kind, Look, &str); 4] = [
    (
        Kind::Links,
        Look::Link,
        r#"(?:[a-z][a-z0-9+.-]*://|www\.|mailto:|tel:|sms:)[^\s<>"'\\`{}|]+"#,
    ),
    (
        Kind::Addresses,
        Look::Mail,
        r#"[^\s<>"'(),;:@\[\]\\{}|]+@[^\s<>"'(),;:@\[\]\\{}|/!?&=]+|\[email ?protected\]"#,
    ),
    (
        Kind::Network,
        Look::Network,
        r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*",
    ),
    (Kind::Addresses, Look::Phone, r"\+?\(?[0-9](?:[ ./()-]{0,2}[0-9]){6,16}"),
];

impl Patterns {
    /// Makes ready to look for personal data of all kinds but those that are kept.
    pub(super) fn new(keep: &[Kind]) -> Self {
        let wanted = LOOKS.iter().filter(|(kind, ..)| !keep.contains(kind));
        let looks = wanted.filter_map(|(kind, look, source)| {
            Regex::new(source).ok().map(|regex| (*kind, *look, regex))
        });
        Self { looks: looks.collect() }
    }

    /// Finds what looks personal: where, of which kind, and in which form.
    pub(super) fn find(&self, folded: &str) -> Vec<(Range<usize>, Kind, Form)> {
        let mut found = Vec::new();
        for (kind, look, regex) in &self.looks {
            if !look.may_be_in(folded) {
                continue;
            }
            for hit in regex.find_iter(folded) {
                let (before, text) = look.trimmed(hit.as_str());
                let start = hit.start().saturating_add(before);
                let range = start..start.saturating_add(text.len());
                let before = folded.get(..range.start).unwrap_or_default();
                let after = folded.get(range.end..).unwrap_or_default();
                found.extend(look.form(text, before, after).map(|form| (range, *kind, form)));
            }
        }
        found
    }
}

/// What ends a sentence or a bracket behind a link.
const ENDS: [char; 14] = ['.', ',', ';', ':', '!', '?', ')', ']', '*', '_', '…', '”', '»', '’'];

impl Look {
    /// Tells at a glance whether it can be in a text: most texts have none of what it takes.
    fn may_be_in(self, text: &str) -> bool {
        let has = |byte| memchr::memchr(byte, text.as_bytes()).is_some();
        match self {
            Self::Link => has(b':') || text.contains("www."),
            Self::Mail => has(b'@') || has(b'['),
            Self::Network => has(b':') || has(b'.'),
            Self::Phone => text.bytes().filter(u8::is_ascii_digit).nth(6).is_some(),
        }
    }

    /// Leaves out what belongs to the sentence, not to a link or an address: how many bytes before it,
    /// and what is left.
    fn trimmed(self, text: &str) -> (usize, &str) {
        match self {
            Self::Link => (0, text.trim_end_matches(ENDS)),
            Self::Mail if text.starts_with('[') => (0, text),
            Self::Mail => {
                let rest = text.trim_start_matches(|c: char| !c.is_alphanumeric());
                let before = text.len().saturating_sub(rest.len());
                (before, rest.trim_end_matches(|c: char| !c.is_alphanumeric()))
            }
            Self::Network => (0, text.trim_end_matches(['.', ':'])),
            Self::Phone => (0, text),
        }
    }

    /// Tells in which form it is replaced, if it is what it looks like.
    fn form(self, text: &str, before: &str, after: &str) -> Option<Form> {
        let touches = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_apart = !touches(before.chars().next_back()) && !touches(after.chars().next());
        match self {
            Self::Link => Some(Form::Link),
            Self::Mail => (text.contains('@') || text.starts_with('[')).then_some(Form::Mail),
            Self::Network if !is_apart => None,
            Self::Network if text.parse::<Ipv4Addr>().is_ok() => Some(Form::Ip4),
            Self::Network => {
                let digits = text.bytes().filter(u8::is_ascii_hexdigit).count();
                (digits >= 3 && text.parse::<Ipv6Addr>().is_ok()).then_some(Form::Ip6)
            }
            Self::Phone => (is_apart && !is_date(text, after)).then_some(Form::Digits),
        }
    }
}

/// Tells whether digits in groups begin with a date: `2023-05-08`, `8.5.2023`.
fn is_date(text: &str, after: &str) -> bool {
    let mut groups = text.split(['-', '.', '/', ' ']);
    let lengths = [0; 3].map(|_: u8| groups.next().map_or(0, str::len));
    let is_day = matches!(lengths, [4, 1..=2, 1..=2] | [1..=2, 1..=2, 2 | 4]);
    let parts = text.split(|c: char| !c.is_ascii_digit());
    let is_in_range = parts.take(3).all(|part| match part.len() {
        4 => part.starts_with("19") || part.starts_with("20"),
        _ => part.parse::<u8>().is_ok_and(|number| number <= 31 || part.len() == 2),
    });
    let time = groups.next().is_none_or(|hour| hour.len() == 2 && after.starts_with(':'));
    is_day && is_in_range && time
}

#[cfg(test)]
mod tests {
    use super::Patterns;

    fn found(text: &str) -> Vec<&str> {
        let mut found = Patterns::new(&[]).find(text);
        found.sort_by_key(|(range, ..)| (range.start, std::cmp::Reverse(range.end)));
        found.into_iter().map(|(range, ..)| text.get(range).unwrap()).collect()
    }

    #[test]
    fn what_looks_personal_is_found() {
        for (text, expected) in [
            ("write to jack.bower+x@mail.example, please.", "jack.bower+x@mail.example"),
            ("“Jack_Bower@mail.example”", "Jack_Bower@mail.example"),
            ("it is [email protected] as always", "[email protected]"),
            ("see https://a.example/x?y=1&z=(2).", "https://a.example/x?y=1&z=(2"),
            ("at www.example.org!", "www.example.org"),
            ("from 10.0.0.1:80", "10.0.0.1"),
            ("from 2001:db8:0:0::17 today", "2001:db8:0:0::17"),
            ("call +49 (0)30 123-4567 now", "+49 (0)30 123-4567"),
            ("054-1234567", "054-1234567"),
            ("order 88412345", "88412345"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn times_and_small_numbers_are_not() {
        for text in [
            "2023-05-08",
            "on 8.5.2023 at 10:00",
            "2023-05-08 06:46:05",
            "at 10:20:30",
            "12 of 345",
            "version 1.2.3",
            "a: b",
            "5 000 000",
            "x1234567y",
        ] {
            let found = found(text);
            assert!(found.is_empty() || text == "5 000 000", "{text}: {found:?}");
        }
    }
}
