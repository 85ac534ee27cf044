//! Redacting whatever ticket: it is proven, what comes out is a ticket of the same shape, and redacting
//! that one changes nothing but pseudonyms.

use crate::answers::each;
use serde_json::Value;
use std::fmt::Write;
use ticketctl::analysis::Story;
use ticketctl::analysis::redact::{Key, Kind, Redactor};
use ticketctl::model::Record;

/// So many bytes of an input say what is kept.
pub const HEAD: usize = 2;

/// Redacts every ticket in the input.
pub fn tried(input: &[u8]) {
    let Some((head, bytes)) = input.split_first_chunk::<HEAD>() else { return };
    let [low, high] = *head;
    // Mostly nothing is kept.
    let kept = if high >= 128 { u16::from_le_bytes([low, high]) } else { 0 };
    let keep: Vec<_> =
        Kind::ALL.into_iter().enumerate().filter(|(bit, _)| kept >> bit & 1 == 1).collect();
    let keep: Vec<_> = keep.into_iter().map(|(_, kind)| kind).collect();
    let key = Key::new(&[7; 32]).unwrap();
    let redactor = Redactor::new(key, &keep);
    each(bytes, &|record| {
        let once = redacted(&redactor, record);
        let again = Record::read(&once).unwrap().unwrap();
        let twice = redacted(&redactor, &again);
        let shapes = [record.text, &once, &twice].map(shape);
        assert_eq!(shapes[0], shapes[1], "{once}");
        assert_eq!(shapes[1], shapes[2], "{twice}");
    });
}

fn redacted(redactor: &Redactor, record: &Record<'_>) -> String {
    let story = Story::of(record, &[]);
    let redacted = redactor.redact(&story).unwrap_or_else(|left| panic!("{left:?}"));
    let again = redactor.redact(&story).map(|redacted| redacted.text);
    assert_eq!(again.as_ref(), Ok(&redacted.text), "the same key, the same pseudonyms");
    redacted.text
}

/// The keys of a ticket in their order, and of which type each value is.
fn shape(text: &str) -> Option<String> {
    fn add(value: &Value, shape: &mut String) {
        match value {
            Value::Null => shape.push('n'),
            Value::Bool(is) => shape.push(if *is { 't' } else { 'f' }),
            Value::Number(_) => shape.push('0'),
            Value::String(text) => shape.push(if text.trim().is_empty() { 'e' } else { 's' }),
            Value::Array(list) => {
                shape.push('[');
                for value in list {
                    add(value, shape);
                }
                shape.push(']');
            }
            Value::Object(map) => {
                shape.push('{');
                for (key, value) in map {
                    let _ = write!(shape, "{key:?}");
                    add(value, shape);
                }
                shape.push('}');
            }
        }
    }
    // What is nested too deep for this reader is passed over.
    let value: Value = serde_json::from_str(text).ok()?;
    let mut shape = String::new();
    add(&value, &mut shape);
    Some(shape)
}
