//! Every simple value of a JSON text with its place, in one pass and without recursion: a text may be
//! nested as deep as it likes.

use serde_json::Number;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt::Write;

/// A step on the way to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step<'t> {
    Key(Key<'t>),
    Index(usize),
}

/// A key, as it is and in small letters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Key<'t> {
    written: Cow<'t, str>,
    lowered: String,
}

impl<'t> Key<'t> {
    /// Becomes another key. A ticket has many, so the room for the small letters is used again.
    fn set(&mut self, written: Cow<'t, str>) {
        self.lowered.clear();
        self.lowered.push_str(&written);
        self.lowered.make_ascii_lowercase();
        self.written = written;
    }

    /// Returns the key in small letters: some libraries write keys in their own case.
    pub(super) fn lowered(&self) -> &str {
        &self.lowered
    }
}

/// Goes through valid JSON and hands over each string, number and word: its place, where it begins,
/// and how it is written.
pub(super) fn scan<'t>(json: &'t str, each: &mut dyn FnMut(&[Step<'t>], usize, &'t str)) {
    let bytes = json.as_bytes();
    let mut path: Vec<Step<'t>> = Vec::new();
    let mut key_comes = false;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let next = at.saturating_add(1);
        match byte {
            b'{' => {
                path.push(Step::Key(Key::default()));
                key_comes = true;
            }
            b'[' => {
                path.push(Step::Index(0));
                key_comes = false;
            }
            b'}' | b']' => {
                path.pop();
            }
            b':' => key_comes = false,
            b',' => match path.last_mut() {
                Some(Step::Index(index)) => {
                    *index = index.saturating_add(1);
                    key_comes = false;
                }
                _ => key_comes = true,
            },
            b' ' | b'\t' | b'\r' | b'\n' => {}
            _ => {
                let end = if *byte == b'"' { string_end(bytes, at) } else { word_end(bytes, at) };
                let written = json.get(at..end).unwrap_or_default();
                match path.last_mut() {
                    Some(Step::Key(key)) if key_comes => key.set(unquoted(written)),
                    _ => each(&path, at, written),
                }
                at = end;
                continue;
            }
        }
        at = next;
    }
}

/// Tells whether a text is an object or a list in JSON.
pub(super) fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[']) && serde_json::from_str::<&RawValue>(text).is_ok()
}

/// Tells whether something is written as a number.
pub(super) fn is_number(written: &str) -> bool {
    serde_json::from_str::<Number>(written).is_ok()
}

/// Goes through valid JSON and hands over each string and each number, keys too: where it begins, and how
/// it is written.
pub(super) fn literals<'t>(json: &'t str, each: &mut dyn FnMut(usize, &'t str)) {
    let bytes = json.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let end = match byte {
            b'"' => string_end(bytes, at),
            b'-' | b'0'..=b'9' => word_end(bytes, at),
            _ => {
                at = at.saturating_add(1);
                continue;
            }
        };
        each(at, json.get(at..end).unwrap_or_default());
        at = end;
    }
}

/// Returns what a JSON string says; what is no string, as it is written.
pub(super) fn unquoted(written: &str) -> Cow<'_, str> {
    match written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) if !inner.contains('\\') => Cow::Borrowed(inner),
        _ => serde_json::from_str(written).map_or(Cow::Borrowed(written), Cow::Owned),
    }
}

/// Returns a JSON pointer to a place.
pub(super) fn pointer(path: &[Step<'_>]) -> String {
    let mut pointer = String::new();
    for step in path {
        // Writing to a string cannot fail.
        let _ = match step {
            Step::Key(key) => {
                write!(pointer, "/{}", key.written.replace('~', "~0").replace('/', "~1"))
            }
            Step::Index(index) => write!(pointer, "/{index}"),
        };
    }
    pointer
}

fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start.saturating_add(1);
    while let Some(rest) = bytes.get(at..) {
        let Some(found) = memchr::memchr2(b'"', b'\\', rest) else { break };
        let is_escape = rest.get(found) == Some(&b'\\');
        at = at.saturating_add(found).saturating_add(if is_escape { 2 } else { 1 });
        if !is_escape {
            return at;
        }
    }
    bytes.len()
}

fn word_end(bytes: &[u8], start: usize) -> usize {
    let is_end = |byte: &u8| matches!(byte, b',' | b'}' | b']' | b' ' | b'\t' | b'\r' | b'\n');
    let rest = bytes.get(start..).unwrap_or_default();
    let length = rest.iter().position(is_end).unwrap_or(rest.len());
    start.saturating_add(length.max(1))
}

#[cfg(test)]
mod tests {
    use super::{pointer, scan, unquoted};

    fn scanned(json: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        scan(json, &mut |path, at, written| {
            assert!(json.get(at..).unwrap().starts_with(written));
            found.push((pointer(path), written.to_owned()));
        });
        found
    }

    #[test]
    fn every_value_has_its_place() {
        let json = r#" {"a" : [1.50, {"b":"x\"y","c":[[],{}]}, "z" ], "\u0064/": null,"e":-2e3}"#;
        let expected = [
            ("/a/0", "1.50"),
            ("/a/1/b", r#""x\"y""#),
            ("/a/2", r#""z""#),
            ("/d~1", "null"),
            ("/e", "-2e3"),
        ];
        assert_eq!(scanned(json), expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
        assert_eq!(scanned("7"), [(String::new(), "7".to_owned())]);
    }

    #[test]
    fn t20_depth_costs_nothing() {
        let deep = format!("{{\"a\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
        let mut depth = 0;
        scan(&deep, &mut |path, _, _| depth = path.len());
        assert_eq!(depth, 100_001);
    }

    #[test]
    fn strings_are_read() {
        assert_eq!(unquoted(r#""a\u0062""#), "ab");
        assert_eq!(unquoted("\"a\""), "a");
        assert_eq!(unquoted("1"), "1");
    }
}
