//! Addresses: which of them may be a link, and what is to be seen of it.

use std::sync::Arc;

/// An address from a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// What is seen: the address exactly as it was written, or the site it leads to.
    pub shown: String,
    /// Where it leads, in printable ASCII; none if it is not to be followed.
    pub target: Option<Arc<str>>,
}

/// Terminals and browsers agree on no more than this.
const LONGEST: usize = 2083;

impl Address {
    /// An address that is seen as it was written.
    pub fn whole(text: &str) -> Self {
        Self { shown: text.to_owned(), target: target(text).map(Arc::from) }
    }

    /// The site of an address that is too long to be read: its host and port. None if it leads to no
    /// site.
    pub fn site(text: &str) -> Option<Self> {
        let target = target(text)?;
        let shown = site(after_scheme(text, &["http", "https"])?)?.to_owned();
        Some(Self { shown, target: Some(target.into()) })
    }
}

/// Returns what follows the scheme of an address, if it is one of these.
fn after_scheme<'a>(address: &'a str, schemes: &[&str]) -> Option<&'a str> {
    let (scheme, rest) = address.split_once(':')?;
    schemes.iter().any(|known| scheme.eq_ignore_ascii_case(known)).then_some(rest)
}

/// Returns host and port. A name before the host would be taken for it, and letters beyond ASCII may
/// only look like others; such a site is none.
fn site(after_scheme: &str) -> Option<&str> {
    let rest = after_scheme.strip_prefix("//")?;
    let site = rest.split(['/', '?', '#']).next()?;
    let bare = match site.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => site,
    };
    let name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    let number = |byte: u8| byte.is_ascii_hexdigit() || matches!(byte, b'.' | b':');
    let is_host = match bare.strip_prefix('[').and_then(|bare| bare.strip_suffix(']')) {
        Some(inside) => !inside.is_empty() && inside.bytes().all(number),
        None => !bare.is_empty() && bare.bytes().all(name),
    };
    is_host.then_some(site)
}

/// Returns where an address leads, if it is safe to follow: to a page, a mailbox or a telephone, by
/// characters that all are seen.
fn target(address: &str) -> Option<String> {
    if let Some(rest) = after_scheme(address, &["http", "https"]) {
        site(rest)?;
    } else {
        let rest = after_scheme(address, &["mailto", "tel"])?;
        if rest.is_empty() || rest.starts_with('/') {
            return None;
        }
    }
    let mut target = String::with_capacity(address.len());
    for char in address.chars() {
        match char {
            // Some take it for a slash.
            '\\' => return None,
            '"' | '<' | '>' | '^' | '`' | '{' | '|' | '}' => encode(char, &mut target),
            '!'..='~' => target.push(char),
            _ if char.is_alphanumeric() && !is_filler(char) => encode(char, &mut target),
            _ => return None,
        }
    }
    (target.len() <= LONGEST).then_some(target)
}

/// Letters that nothing is seen of.
const fn is_filler(char: char) -> bool {
    char.is_ascii() || matches!(char, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}')
}

fn encode(char: char, target: &mut String) {
    for byte in char.encode_utf8(&mut [0; 4]).bytes() {
        target.push('%');
        for half in [byte >> 4, byte & 15] {
            let digit = char::from_digit(u32::from(half), 16).unwrap_or_default();
            target.push(digit.to_ascii_uppercase());
        }
    }
}

/// Finds the next address of a page in a text that was written by hand: where it begins and ends.
/// What closes the sentence is no part of it.
pub(super) fn find(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    loop {
        let rest = text.get(from..)?;
        let at = ["http://", "https://"].iter().filter_map(|start| rest.find(start)).min()?;
        let start = from + at;
        let is_inside = rest.get(..at)?.ends_with(|before: char| before.is_ascii_alphanumeric());
        let written = text.get(start..)?;
        let is_end =
            |char: char| char.is_whitespace() || char.is_control() || "<>\"“”„".contains(char);
        let written = written.split(is_end).next()?;
        let mut kept = written.trim_end_matches(ENDINGS);
        while kept.ends_with(')') && kept.matches(')').count() > kept.matches('(').count() {
            kept = kept.strip_suffix(')')?.trim_end_matches(ENDINGS);
        }
        if !is_inside && target(kept).is_some() {
            return Some((start, start + kept.len()));
        }
        from = start + "http".len();
    }
}

/// What ends a sentence, or a part of it.
const ENDINGS: [char; 10] = ['.', ',', ';', ':', '!', '?', '\'', '’', ']', '*'];

#[cfg(test)]
mod tests {
    use super::{Address, LONGEST, find};

    fn target(text: &str) -> Option<String> {
        Address::whole(text).target.map(|target| target.to_string())
    }

    #[test]
    fn t18_only_pages_mailboxes_and_telephones_are_links() {
        for address in [
            "https://example.com",
            "HTTP://EXAMPLE.com:8080/a?b=c#d",
            "https://[2001:db8::1]:80/",
            "mailto:somebody@example.com",
            "tel:+972-50-000-0006",
        ] {
            assert_eq!(target(address).as_deref(), Some(address));
        }
        for address in [
            "",
            "example.com",
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "file://host/share",
            r"\\host\share",
            "ms-msdt:/id",
            "ftp://example.com",
            "ssh://example.com",
            "http:example.com",
            "https://",
            "https:///path",
            "https://?x",
            "https://:80/",
            "mailto:",
            "tel:",
            "mailto://example.com",
            " https://example.com",
        ] {
            assert_eq!(target(address), None, "{address}");
        }
    }

    #[test]
    fn t18_a_host_that_is_not_what_it_seems_is_no_link() {
        for address in [
            "https://bank.example@evil.example/",
            "https://user:password@example.com/",
            r"https://bank.example\@evil.example/",
            "https://bаnk.example/",
            "https://example.com%2eevil.example/",
            "https://example。com/",
            "https://[::1]evil.example/",
        ] {
            assert_eq!(target(address), None, "{address}");
        }
    }

    #[test]
    fn t3_a_target_is_printable_ascii_and_says_what_is_seen() {
        assert_eq!(
            target("https://example.com/לקוח?é=1|2").as_deref(),
            Some("https://example.com/%D7%9C%D7%A7%D7%95%D7%97?%C3%A9=1%7C2")
        );
        for address in [
            "https://example.com/\u{1b}]8;;https://evil.example\u{1b}\\",
            "https://example.com/a b",
            "https://example.com/\n",
            "https://example.com/\u{200b}",
            "https://example.com/\u{202e}",
            "https://example.com/\u{200f}",
            "https://example.com/\u{3164}",
            "https://example.com/\u{2215}",
            "https://example.com/\u{9d}",
        ] {
            assert_eq!(target(address), None, "{address:?}");
        }
        let long = |length: usize| format!("https://example.com/{}", "x".repeat(length - 20));
        assert!(target(&long(LONGEST)).is_some());
        assert!(target(&long(LONGEST + 1)).is_none());
        assert!(target(&format!("https://example.com/{}", "א".repeat(400))).is_none());
    }

    #[test]
    fn a_site_is_host_and_port() {
        let site = |text| Address::site(text).map(|address| address.shown);
        assert_eq!(site("https://example.com:81/a?X=1").as_deref(), Some("example.com:81"));
        assert_eq!(site("https://a@example.com/"), None);
        assert_eq!(site("mailto:a@example.com"), None);
    }

    #[test]
    fn addresses_in_a_text_end_before_the_sentence_does() {
        let found =
            |text: &str| find(text).and_then(|(from, to)| text.get(from..to).map(str::to_owned));
        for (text, address) in [
            ("see https://example.com/a.", "https://example.com/a"),
            ("(https://example.com/a_(b))", "https://example.com/a_(b)"),
            ("https://example.com/a?b=c, and", "https://example.com/a?b=c"),
            ("מעקב: https://example.com/t/1?lang=he\nx", "https://example.com/t/1?lang=he"),
            ("xhttp://a.example http://b.example", "http://b.example"),
            ("http:// http://b.example", "http://b.example"),
            ("<https://example.com>", "https://example.com"),
            ("https://a@evil.example https://b.example!", "https://b.example"),
        ] {
            assert_eq!(found(text).as_deref(), Some(address), "{text}");
        }
        assert_eq!(found("http and https: none"), None);
        assert_eq!(found("https://"), None);
    }
}
