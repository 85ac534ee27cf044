//! JSON output that is safe to look at: what a terminal would obey is written as an escape.

use super::characters::misleads;
use super::printable::MARKS;
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};
use std::io::{self, Write};
use unicode_width::UnicodeWidthChar;

/// Writes one array, value by value.
#[derive(Debug, Clone)]
pub(super) struct Array {
    layout: PrettyFormatter<'static>,
    empty: bool,
}

impl Array {
    /// Opens the array.
    pub(super) fn open<W: Write>(out: &mut W) -> io::Result<Self> {
        let mut layout = PrettyFormatter::new();
        layout.begin_array(out)?;
        Ok(Self { layout, empty: true })
    }

    /// Writes one element, which has its form already.
    pub(super) fn write<W: Write>(&mut self, out: &mut W, element: &[u8]) -> io::Result<()> {
        self.layout.begin_array_value(out, self.empty)?;
        self.empty = false;
        out.write_all(element)?;
        self.layout.end_array_value(out)
    }

    /// Closes the array.
    pub(super) fn close<W: Write>(mut self, out: &mut W) -> io::Result<()> {
        self.layout.end_array(out)?;
        out.write_all(b"\n")
    }
}

/// Writes one value as an element of an array.
pub(super) fn write_element<W: Write, T: Serialize>(out: &mut W, value: &T) -> io::Result<()> {
    let mut layout = PrettyFormatter::new();
    // The layout carries the depth; the value is laid out from there.
    layout.begin_array(&mut io::sink())?;
    value.serialize(&mut Serializer::with_formatter(out, Safe(layout)))?;
    Ok(())
}

/// Writes one value that stands alone.
pub(super) fn write_alone<W: Write, T: Serialize>(out: &mut W, value: &T) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Safe(PrettyFormatter::new())))?;
    out.write_all(b"\n")
}

/// Writes one value on a line.
pub(super) fn write_line<W: Write, T: Serialize>(out: &mut W, value: &T) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Safe(CompactFormatter)))?;
    out.write_all(b"\n")
}

/// Writes one value as a text.
pub(super) fn written<T: Serialize>(value: &T) -> io::Result<String> {
    let mut out = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut out, Safe(CompactFormatter)))?;
    String::from_utf8(out).map_err(io::Error::other)
}

/// Writes a JSON text on one line: without the white space between its parts, else as it was.
pub(super) fn write_raw<W: Write>(out: &mut W, text: &str) -> io::Result<()> {
    let (mut in_string, mut escaped, mut start) = (false, false, 0);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b' ' | b'\t' | b'\n' | b'\r' if !in_string => {
                write_safe(out, text.get(start..at).unwrap_or_default())?;
                start = at + 1;
            }
            _ => {}
        }
    }
    write_safe(out, text.get(start..).unwrap_or_default())?;
    out.write_all(b"\n")
}

/// Writes a JSON text as it is laid out. Only its strings hold characters that a terminal would obey.
pub(super) fn write_laid_out<W: Write>(out: &mut W, text: &str) -> io::Result<()> {
    write_safe(out, text)
}

/// A layout whose strings hold nothing that a terminal would obey.
struct Safe<F>(F);

impl<F: Formatter> Formatter for Safe<F> {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        text: &str,
    ) -> io::Result<()> {
        write_safe(out, text)
    }

    // Raw JSON holds such characters in its strings only, where an escape means the same.
    fn write_raw_fragment<W: ?Sized + Write>(&mut self, out: &mut W, text: &str) -> io::Result<()> {
        write_safe(out, text)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}

/// Tells whether a character is written as an escape, so that no pager or terminal acts on it.
const fn is_escaped(char: char) -> bool {
    misleads(char) || matches!(char, '\x7f' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
}

/// Writes what stands in a string; what a terminal would obey, and marks that pile up on one letter,
/// as escapes, which mean the same.
fn write_safe<W: ?Sized + Write>(out: &mut W, text: &str) -> io::Result<()> {
    let (mut marks, mut written, mut at) = (0, 0, 0);
    loop {
        // Most of it is plain, and there is nothing to ask.
        let rest = text.get(at..).unwrap_or_default();
        let plain = rest.bytes().position(|byte| byte >= 0x7f).unwrap_or(rest.len());
        let Some(char) = rest.get(plain..).and_then(|rest| rest.chars().next()) else { break };
        at += plain;
        marks = match char.width() {
            _ if char.is_ascii() => 0,
            Some(0) if plain > 0 => 1,
            Some(0) => marks + 1,
            _ => 0,
        };
        if is_escaped(char) || marks > MARKS {
            out.write_all(text.get(written..at).unwrap_or_default().as_bytes())?;
            for unit in char.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            written = at + char.len_utf8();
        }
        at += char.len_utf8();
    }
    out.write_all(text.get(written..).unwrap_or_default().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json, value::RawValue};

    fn line(value: &impl Serialize) -> String {
        let mut out = Vec::new();
        write_line(&mut out, value).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn array(values: &[Value]) -> String {
        let mut out = Vec::new();
        let mut array = Array::open(&mut out).unwrap();
        for value in values {
            let mut element = Vec::new();
            write_element(&mut element, value).unwrap();
            array.write(&mut out, &element).unwrap();
        }
        array.close(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn an_array_is_laid_out_as_one() {
        assert_eq!(array(&[]), "[]\n");
        let values = [json!({"a": 1, "b": [2, {}]}), json!({"a": null})];
        let expected = serde_json::to_string_pretty(&values).unwrap() + "\n";
        assert_eq!(array(&values), expected);
    }

    #[test]
    fn what_a_terminal_obeys_is_escaped() {
        assert_eq!(
            line(&"\x1b\x7f\u{9b}\u{202e}\u{2028}\u{feff}é"),
            "\"\\u001b\\u007f\\u009b\\u202e\\u2028\\ufeffé\"\n"
        );
        assert_eq!(line(&"\u{e0041}"), "\"\\udb40\\udc41\"\n");
        assert_eq!(line(&json!({"\u{9b}": 1})), "{\"\\u009b\":1}\n");
        let raw = RawValue::from_string("{\"a\":\"\u{9b}\"}".to_owned()).unwrap();
        assert_eq!(line(&raw), "{\"a\":\"\\u009b\"}\n");
    }

    #[test]
    fn t12_marks_that_pile_up_are_escaped_and_none_is_lost() {
        let flood = format!("a{}b", "\u{301}".repeat(100));
        let written = line(&flood);
        assert_eq!(written.matches('\u{301}').count(), MARKS);
        assert_eq!(written.matches("\\u0301").count(), 100 - MARKS);
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), flood);
    }

    proptest! {
        #[test]
        fn it_reads_back_equal(codes in prop::collection::vec(0u32..0x11_0000, 0..60), low in prop::collection::vec(0u32..0x2100, 0..60)) {
            let text: String = codes.into_iter().chain(low).filter_map(char::from_u32).collect();
            for written in [line(&text), array(&[json!({ text.clone(): text.clone() })])] {
                prop_assert!(!written.chars().any(|char| is_escaped(char) || (char.is_control() && char != '\n')));
            }
            prop_assert_eq!(serde_json::from_str::<String>(&line(&text)).unwrap(), text);
        }
    }
}
