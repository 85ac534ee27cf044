//! HTML as a text in which character references are read, and the way back: what is replaced in it is
//! replaced in the source, wherever it stands, in text, attributes or comments.

use crate::analysis::readable;
use std::ops::Range;

/// A fragment with its character references read.
#[derive(Debug, Clone)]
pub(super) struct Decoded {
    text: String,
    /// Behind each reference: where it is in the text, and where in the source.
    turns: Vec<(usize, usize)>,
    /// Where each reference is in the text, and where it begins and ends in the source.
    references: Vec<(Range<usize>, Range<usize>)>,
}

/// The longest name of a character has this many letters.
const LONGEST: usize = 33;

impl Decoded {
    /// Reads a fragment.
    pub(super) fn of(source: &str) -> Self {
        let mut decoded = Self { text: String::new(), turns: vec![(0, 0)], references: Vec::new() };
        let mut at = 0;
        while let Some(found) = source.get(at..).and_then(|rest| rest.find('&')) {
            let start = at.saturating_add(found);
            decoded.text.push_str(source.get(at..start).unwrap_or_default());
            let length = reference(source.get(start..).unwrap_or_default());
            let end = start.saturating_add(length.max(1));
            let written = source.get(start..end).unwrap_or_default();
            match character(written).filter(|_| length > 0) {
                Some(read) => {
                    let from = decoded.text.len();
                    decoded.text.push_str(&read);
                    let to = decoded.text.len();
                    decoded.references.push((from..to, start..end));
                    decoded.turns.push((to, end));
                }
                None => decoded.text.push_str(written),
            }
            at = end;
        }
        decoded.text.push_str(source.get(at..).unwrap_or_default());
        decoded
    }

    /// Returns the text, with its tags.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Finds the part of the source that a part of the text comes from.
    pub(super) fn source(&self, range: Range<usize>) -> Range<usize> {
        self.place(range.start, false)..self.place(range.end, true)
    }

    fn place(&self, at: usize, is_end: bool) -> usize {
        let next = self.references.partition_point(|(text, _)| text.end <= at);
        if let Some((_, source)) = self.references.get(next).filter(|(text, _)| text.start < at) {
            return if is_end { source.end } else { source.start };
        }
        let turn = self.turns.partition_point(|(text, _)| *text <= at);
        let turn = turn.checked_sub(1).and_then(|turn| self.turns.get(turn));
        let (text, source) = turn.copied().unwrap_or_default();
        source.saturating_add(at.saturating_sub(text))
    }
}

/// Returns how long the character reference at the beginning of a text is; 0 if there is none.
fn reference(text: &str) -> usize {
    let name = text.bytes().skip(1).take(LONGEST);
    let letters = name.take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    let end = letters.saturating_add(1);
    match (letters, text.as_bytes().get(end)) {
        (0, _) => 0,
        (_, Some(b';')) => end.saturating_add(1),
        _ => end,
    }
}

/// Reads a character reference; `None` if it is none.
fn character(reference: &str) -> Option<String> {
    let name = reference.strip_prefix('&')?;
    let name = name.strip_suffix(';').unwrap_or(name);
    let number = match name.strip_prefix('#') {
        Some(number) => Some(match number.strip_prefix(['x', 'X']) {
            Some(number) => u32::from_str_radix(number, 16).ok()?,
            None => number.parse().ok()?,
        }),
        None => None,
    };
    let known = match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u{a0}",
        _ => {
            let read = match number {
                Some(number) => char::from_u32(number)?.to_string(),
                None => readable(reference),
            };
            return (!read.is_empty() && read != reference).then_some(read);
        }
    };
    Some(known.to_owned())
}

/// Writes a text so that it means itself in HTML, in attributes too.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Decoded, escaped};
    use crate::analysis::readable;

    #[test]
    fn references_are_read_and_found_again() {
        let source = "<p>O&#39;Brien &amp; Ren&eacute; &#x5d3;&#1504;&#1492; &nosuch; a&b&</p>";
        let decoded = Decoded::of(source);
        assert_eq!(decoded.as_str(), "<p>O'Brien & René דנה &nosuch; a&b&</p>");
        for (text, written) in [
            ("O'Brien", "O&#39;Brien"),
            ("&", "&amp;"),
            ("René", "Ren&eacute;"),
            ("דנה", "&#x5d3;&#1504;&#1492;"),
            ("</p>", "</p>"),
            ("a&b", "a&b"),
        ] {
            let at = decoded.as_str().find(text).unwrap();
            assert_eq!(source.get(decoded.source(at..at + text.len())), Some(written));
        }
    }

    #[test]
    fn what_is_escaped_reads_the_same() {
        let text = "a < b & \"c\" 'd' &amp; é";
        assert_eq!(readable(&format!("<pre>{}</pre>", escaped(text))), text);
        assert_eq!(Decoded::of(&escaped(text)).as_str(), text);
    }
}
