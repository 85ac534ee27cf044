//! Characters that are broken: half of a surrogate pair, bytes that are not UTF-8.
//!
//! One broken emoji must not lose a ticket: it becomes U+FFFD, and is told.

use super::grammar::walk;
use super::problem::Replaced;
use crate::model::{Defect, DefectKind};

/// A text with replaced characters.
#[derive(Debug)]
pub(super) struct Repaired {
    /// The text.
    pub(super) text: String,
    /// What was replaced.
    pub(super) kind: Replaced,
    /// The offsets in the text at which something was replaced, in order.
    pub(super) at: Vec<usize>,
}

/// Replaces what is not UTF-8 in bytes; `kind` tells of the first byte.
pub(super) fn bytes(bytes: &[u8], mut kind: Replaced) -> Repaired {
    let mut text = String::with_capacity(bytes.len());
    let mut at = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            at.push(text.len());
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    if let Replaced::Bytes { first } = &mut kind {
        // Nothing before the first is replaced, so that its offset is the same in both.
        *first += at.first().map_or(0, |first| *first as u64);
    }
    Repaired { text, kind, at }
}

/// Replaces escapes of lone surrogates, if there are any, by others of the same length.
pub(super) fn surrogates(text: &str) -> Option<Repaired> {
    // Few texts hold one; the ways to write it are looked for in far less time than escapes.
    let is_found = |escape: &[u8]| memchr::memmem::find(text.as_bytes(), escape).is_some();
    if !is_found(b"\\ud") && !is_found(b"\\uD") {
        return None;
    }
    let mut at = Vec::new();
    let mut from = 0;
    while let Some(found) = text.as_bytes().get(from..).and_then(|rest| memchr::memchr(b'\\', rest))
    {
        let here = from + found;
        from = here
            + match (unit(text, here), unit(text, here + ESCAPE)) {
                (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 2 * ESCAPE,
                (Some(0xD800..=0xDFFF), _) => {
                    at.push(here);
                    ESCAPE
                }
                (Some(_), _) => ESCAPE,
                (None, _) => 2,
            };
    }
    if at.is_empty() {
        return None;
    }
    let mut repaired = String::with_capacity(text.len());
    let mut from = 0;
    for here in &at {
        repaired.push_str(text.get(from..*here).unwrap_or_default());
        repaired.push_str("\\ufffd");
        from = here + ESCAPE;
    }
    repaired.push_str(text.get(from..).unwrap_or_default());
    Some(Repaired { text: repaired, kind: Replaced::Surrogates, at })
}

/// The length of `\uXXXX`.
const ESCAPE: usize = 6;

/// Reads the code unit of the escape at an offset.
fn unit(text: &str, at: usize) -> Option<u16> {
    let digits = text.get(at..at + ESCAPE)?.strip_prefix("\\u")?;
    u16::from_str_radix(digits, 16).ok()
}

/// Notes the strings of a ticket in which something was replaced, at ascending offsets.
pub(super) fn defects<'a>(ticket: &'a str, at: &[usize]) -> Vec<Defect<'a>> {
    let mut found = Vec::new();
    let mut rest = at.iter().copied().peekable();
    walk(ticket, &mut |trail, string| {
        while rest.next_if(|at| *at < string.start).is_some() {}
        let mut hit = false;
        while rest.next_if(|at| *at < string.end).is_some() {
            hit = true;
        }
        if hit {
            found.push(Defect {
                kind: DefectKind::Replaced,
                pointer: trail.pointer(),
                written: ticket.get(string).unwrap_or_default(),
            });
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::{Replaced, bytes, defects, surrogates};

    #[test]
    fn only_lone_surrogates_are_replaced() {
        let text = r#"["\ud83d","\ud83d\ude00","\\ud83d","\ude00x","\ud83d\ud83d\ude00"]"#;
        let repaired = surrogates(text).unwrap();
        let expected = r#"["\ufffd","\ud83d\ude00","\\ud83d","\ufffdx","\ufffd\ud83d\ude00"]"#;
        assert_eq!(repaired.text, expected);
        assert_eq!(repaired.at.len(), 3);
        assert!(surrogates(r#"["\u05d0\\u"]"#).is_none());
        assert!(surrogates(r"\ud8").is_none());
    }

    #[test]
    fn bytes_become_replacement_characters() {
        let repaired = bytes(b"{\"a\":\"\xff\xfe\"}", Replaced::Bytes { first: 100 });
        assert_eq!(repaired.kind, Replaced::Bytes { first: 106 });
        assert_eq!(repaired.text, "{\"a\":\"\u{FFFD}\u{FFFD}\"}");
        assert_eq!(repaired.at, [6, 9]);
    }

    #[test]
    fn a_defect_names_the_string() {
        let text = r#"{"id":1,"tags":["a","\ufffd!"]}"#;
        let defects = defects(text, &[21]);
        assert_eq!(defects.len(), 1);
        assert_eq!((defects[0].pointer.as_str(), defects[0].written), ("/tags/1", r#""\ufffd!""#));
    }
}
