//! What a value looks like, and a pseudonym that looks the same, so that whatever reads tickets reads
//! redacted ones, too.

use super::key::Key;
use super::kind::Kind;
use crate::analysis::fold;
use crate::analysis::origin::plain_agent;
use crate::analysis::person::Role;
use crate::model::NIL_GUID;
use std::net::{Ipv4Addr, Ipv6Addr};

/// The form that a pseudonym takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `Customer 7f3k2b`: a noun and a sign.
    Words(&'static str),
    /// The sign alone: a part of a name of which the whole is known.
    Part,
    /// `user-7f3k2b@example.com`
    Mail,
    /// As many digits, in the same groups.
    Digits,
    /// The same groups of hexadecimal digits.
    Guid,
    /// Letters for letters and digits for digits.
    Token,
    /// An address of the ranges for documentation.
    Ip4,
    /// The same, of the newer kind.
    Ip6,
    /// `https://example.com/7f3k2b`; what tells until when a signed link is valid stays.
    Link,
    /// `file-7f3k2b.jpg`
    File,
    /// The same browser and system, no more.
    Browser,
}

/// Words that pseudonyms are made of. A value that is one of them cannot be told from a pseudonym, and
/// tells nobody.
const VOCABULARY: [&str; 17] = [
    "customer",
    "agent",
    "bot",
    "person",
    "value",
    "place",
    "page",
    "claim",
    "id",
    "user",
    "file",
    "browser",
    "example",
    "example.com",
    "https",
    "mozilla",
    "amz",
];

/// Names that are nobody's. How bots and the queue are told from people hangs on them.
const NOBODY: [&str; 3] = ["bot", "system", "unassigned tickets"];

/// Tells whether a folded value is a word that pseudonyms are made of.
pub(super) fn is_ours(folded: &str) -> bool {
    VOCABULARY.contains(&folded)
}

/// Tells whether a folded name is nobody's.
pub(super) fn is_nobody(folded: &str) -> bool {
    NOBODY.contains(&folded)
}

/// Returns what somebody is called in place of a name.
pub(super) const fn noun(role: Role) -> &'static str {
    match role {
        Role::Customer => "Customer",
        Role::Agent => "Agent",
        Role::Bot => "Bot",
        Role::Queue | Role::System | Role::Unknown => "Person",
    }
}

impl Form {
    /// Finds the form of a value in a personal place, and of which kind that makes it. Returns
    /// nothing for what says nothing about anybody: blanks, the nil GUID, masks of stars, the names
    /// of nobody; and beside names, `true` and numbers of up to three digits.
    pub(super) fn of(place: Kind, text: &str) -> Option<(Kind, Self)> {
        let folded = fold(text);
        let folded = folded.trim();
        let is_person = matches!(place, Kind::Names | Kind::Ids);
        if folded.chars().all(|c| c == '*') || folded == NIL_GUID {
            return None;
        }
        if place == Kind::Names && is_nobody(folded) {
            return None;
        }
        let digits = folded.bytes().filter(u8::is_ascii_digit).count();
        let is_number = digits == folded.len();
        if !is_person && (is_number && digits < 4 || matches!(folded, "true" | "false")) {
            return None;
        }
        let by_form = |kind| if is_person || place == Kind::Unknown { kind } else { place };
        Some(if is_guid(folded) {
            (by_form(Kind::Ids), Self::Guid)
        } else if place == Kind::Files {
            (place, Self::File)
        } else if is_mail(folded) {
            (by_form(Kind::Addresses), Self::Mail)
        } else if folded.parse::<Ipv4Addr>().is_ok() {
            (by_form(Kind::Network), Self::Ip4)
        } else if is_ip6(folded) {
            (by_form(Kind::Network), Self::Ip6)
        } else if is_link(folded) {
            (by_form(Kind::Links), Self::Link)
        } else if is_number && digits >= 4 || is_phone(folded) {
            (if digits >= 7 { by_form(Kind::Addresses) } else { place }, Self::Digits)
        } else if place == Kind::Network && plain_agent(text).is_some() {
            (place, Self::Browser)
        } else if place == Kind::Ids && is_token(folded) {
            (place, Self::Token)
        } else {
            (place, Self::Words(words(place)))
        })
    }

    /// Makes the pseudonym of a value. `basis` is what it is derived from, `text` how it is written
    /// here; letters that are all small, or all large, stay so.
    pub(super) fn pseudonym(self, key: &Key, basis: &str, text: &str) -> String {
        match self {
            Self::Words(noun) => shaped(&format!("{noun} {}", key.sign(basis)), text),
            Self::Part => shaped(&key.sign(basis), text),
            Self::Mail => mail(key, basis, text),
            Self::Digits => digits(key, basis, &fold(text)),
            Self::Guid => guid(key, basis, text),
            Self::Token => token(key, basis, text),
            Self::Ip4 => {
                let mut drawn = key.draw(basis);
                let net = ["192.0.2", "198.51.100", "203.0.113"];
                let net = net.get(usize::from(drawn.next().unwrap_or_default() % 3));
                let host = drawn.next().unwrap_or_default() % 254;
                format!("{}.{}", net.unwrap_or(&"192.0.2"), host.saturating_add(1))
            }
            Self::Ip6 => {
                let mut groups = [0x2001, 0xdb8, 0, 0, 0, 0, 0, 0_u16];
                let mut drawn = key.draw(basis);
                for group in groups.iter_mut().skip(4) {
                    let pair = [drawn.next(), drawn.next()].map(Option::unwrap_or_default);
                    *group = u16::from_be_bytes(pair);
                }
                Ipv6Addr::from(groups).to_string()
            }
            Self::Link => link(key, basis, text),
            Self::File => {
                let is_ending = |end: &&str| {
                    (1..=4).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_alphanumeric())
                };
                let ending = text.trim().rsplit_once('.').map(|(_, end)| end).filter(is_ending);
                let ending = ending.map(|ending| format!(".{ending}")).unwrap_or_default();
                format!("file-{}{ending}", key.sign(basis))
            }
            Self::Browser => {
                let agent = plain_agent(text).unwrap_or_else(|| "Mozilla/5.0".to_owned());
                format!("{agent} {}", key.sign(basis))
            }
        }
    }

    /// Returns the form that keeps nothing of how a value is written, where this one does.
    pub(super) const fn without_text(self) -> Self {
        match self {
            Self::Browser => Self::Words(words(Kind::Network)),
            Self::Link => Self::Words(words(Kind::Links)),
            Self::File => Self::Words(words(Kind::Files)),
            other => other,
        }
    }

    /// Returns what a pseudonym in this form is derived from: a number is the same in any groups.
    pub(super) fn basis(self, folded: &str) -> String {
        match self {
            Self::Digits => folded.chars().filter(char::is_ascii_digit).collect(),
            _ => folded.to_owned(),
        }
    }
}

const fn words(place: Kind) -> &'static str {
    match place {
        Kind::Names => "Person",
        Kind::Ids => "Id",
        Kind::Location => "Place",
        Kind::Links => "Page",
        Kind::Claims => "Claim",
        Kind::Network => "Browser",
        Kind::Files => "File",
        Kind::Addresses | Kind::Fields | Kind::Unknown => "Value",
    }
}

fn is_guid(folded: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_hexdigit() || matches!(c, '-' | '{' | '}');
    let digits = folded.chars().filter(char::is_ascii_hexdigit).count();
    (30..=36).contains(&digits) && folded.contains('-') && folded.chars().all(is_sign)
}

fn is_mail(folded: &str) -> bool {
    let hidden = folded.starts_with("[email") && folded.ends_with("protected]");
    let parts = folded.split_once('@').filter(|_| !folded.contains([' ', '/']));
    hidden || parts.is_some_and(|(user, host)| !user.is_empty() && !host.is_empty())
}

fn is_ip6(folded: &str) -> bool {
    let digits = folded.bytes().filter(u8::is_ascii_hexdigit).count();
    digits >= 3 && folded.parse::<Ipv6Addr>().is_ok()
}

fn is_link(folded: &str) -> bool {
    let scheme = folded.split_once("://").map_or("", |(scheme, _)| scheme);
    let is_scheme = !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let others = ["www.", "tel:", "mailto:", "sms:"];
    !folded.contains(' ') && (is_scheme || others.iter().any(|start| folded.starts_with(start)))
}

fn is_phone(folded: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '(' | ')' | ' ' | '.');
    let digits = folded.bytes().filter(u8::is_ascii_digit).count();
    (7..=17).contains(&digits) && folded.chars().all(is_sign)
}

fn is_token(folded: &str) -> bool {
    let is_sign = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '+' | '=');
    let letters = folded.chars().filter(|c| c.is_alphanumeric()).count();
    letters >= 5 && folded.chars().all(is_sign)
}

/// Gives a pseudonym the case of what it stands for.
fn shaped(pseudonym: &str, text: &str) -> String {
    let has_small = text.chars().any(char::is_lowercase);
    let larges = text.chars().filter(|c| c.is_uppercase()).count();
    match (has_small, larges) {
        (true, 0) => pseudonym.to_lowercase(),
        (false, 2..) => pseudonym.to_uppercase(),
        _ => pseudonym.to_owned(),
    }
}

fn mail(key: &Key, basis: &str, text: &str) -> String {
    let address = format!("user-{}@example.com", key.sign(basis));
    let has_small = text.chars().any(char::is_lowercase);
    match (has_small, text.contains(char::is_uppercase)) {
        (false, true) => address.to_uppercase(),
        (true, true) => address.replacen('u', "U", 1),
        _ => address,
    }
}

fn digits(key: &Key, basis: &str, text: &str) -> String {
    let mut drawn = key.draw(basis);
    let mut is_first = true;
    let digit = |c: char| {
        if !c.is_ascii_digit() {
            return c;
        }
        let drawn = drawn.next().unwrap_or_default();
        let drawn = match (std::mem::take(&mut is_first), c) {
            // A number does not begin with 0, unless it does.
            (true, '0') => 0,
            (true, _) => (drawn % 9).saturating_add(1),
            (false, _) => drawn % 10,
        };
        char::from(b'0'.saturating_add(drawn))
    };
    text.chars().map(digit).collect()
}

fn guid(key: &Key, basis: &str, text: &str) -> String {
    let mut drawn = key.draw(basis);
    let digit = |c: char| {
        if c.is_ascii_hexdigit() {
            let digit = u32::from(drawn.next().unwrap_or_default() % 16);
            char::from_digit(digit, 16).unwrap_or('0')
        } else {
            c
        }
    };
    let made: String = fold(text).chars().map(digit).collect();
    let is_large = text.contains(|c: char| matches!(c, 'A'..='F'));
    if is_large { made.to_ascii_uppercase() } else { made }
}

fn token(key: &Key, basis: &str, text: &str) -> String {
    const LETTERS: &[u8; 20] = b"bcdfghjkmnpqrstvwxyz";
    let mut drawn = key.draw(basis);
    let sign = |c: char| {
        if !c.is_alphanumeric() {
            return c;
        }
        let drawn = drawn.next().unwrap_or_default();
        if c.is_numeric() {
            return char::from(b'0'.saturating_add(drawn % 10));
        }
        let letter = LETTERS.get(usize::from(drawn % 20)).copied().unwrap_or(b'x');
        char::from(if c.is_uppercase() { letter.to_ascii_uppercase() } else { letter })
    };
    text.chars().map(sign).collect()
}

/// Replaces a link. Of a signed one it stays known when it was signed and for how long.
fn link(key: &Key, basis: &str, text: &str) -> String {
    if let Some((scheme @ ("tel" | "mailto" | "sms"), rest)) = basis.split_once(':') {
        let rest = rest.split('?').next().unwrap_or_default();
        let form = if rest.contains('@') { Form::Mail } else { Form::Digits };
        let (_, written) = text.split_once(':').unwrap_or_default();
        let written = written.split('?').next().unwrap_or_default();
        return format!("{scheme}:{}", form.pseudonym(key, &form.basis(rest), written));
    }
    let query = text.split_once('?').map_or("", |(_, query)| query);
    let kept = query.split('&').filter(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or_default();
        let is_plain = value.len() <= 16
            && value.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'T' | b'Z'));
        is_plain && (name == "X-Amz-Date" || name == "X-Amz-Expires")
    });
    let kept: Vec<_> = kept.collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    format!("https://example.com/{}{query}", key.sign(basis))
}
