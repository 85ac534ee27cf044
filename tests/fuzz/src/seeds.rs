//! The inputs to begin with: the fixtures, cut into small tickets that still tell a story.

use crate::{answers, diff, read, redact, render};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// No seed is larger; what is small is tried more often.
const LARGEST: usize = 4 << 10;

/// Writes the seeds of each target into a folder of its name.
///
/// # Errors
/// Whatever cannot be read or written.
pub fn write(fixtures: &Path, into: &Path) -> io::Result<()> {
    let mut tickets = Vec::new();
    let mut files = Vec::new();
    for folder in ["tickets", "streams", "broken"] {
        for entry in fs::read_dir(fixtures.join(folder))? {
            let bytes = fs::read(entry?.path())?;
            match serde_json::from_slice::<Value>(&bytes) {
                Ok(value) => collect(&value, &mut tickets),
                Err(_) => files.push(bytes.clone()),
            }
            files.push(bytes);
        }
    }
    let small: BTreeSet<_> = tickets.iter().flat_map(thinned).map(|v| v.to_string()).collect();
    let mut streams: Vec<Vec<u8>> = small.iter().map(|text| text.clone().into_bytes()).collect();
    for two in small.iter().collect::<Vec<_>>().chunks_exact(2).step_by(9) {
        let [one, other] = [two[0], two[1]];
        streams.push(format!("[{one},\n{other}]").into_bytes());
        streams.push(format!("{one}\n{other}\n").into_bytes());
        streams.push(format!("{{\"tickets\":[{one},{other}],\"paging\":{{}}}}").into_bytes());
        streams.push(format!("Before:\n\n{one}\n\nBetween:\n{other}\nBehind").into_bytes());
        streams.push(format!("\u{1e}{one}\n\u{1e}{other}\n").into_bytes());
    }
    let mut texts = BTreeSet::new();
    for ticket in &tickets {
        collect_texts(ticket, "", &mut texts);
    }

    let ticket = small.iter().map(|text| text.clone().into_bytes());
    save(&into.join("answers"), answers::HEAD, ticket.clone())?;
    save(&into.join("render"), render::HEAD, ticket.clone())?;
    save(&into.join("redact"), redact::HEAD, ticket.clone())?;
    save(&into.join("diff"), diff::HEAD, ticket)?;
    let mut both: Vec<_> = streams.into_iter().chain(files).collect();
    for number in (0..both.len()).step_by(7) {
        let packed = packed(&both[number])?;
        both.extend(packed);
    }
    let both = both.into_iter();
    save(&into.join("read"), read::HEAD, both)?;
    let values = texts.iter().map(|(_, text)| text.clone().into_bytes());
    save(&into.join("scalars"), 1, values)?;
    let html = texts.iter().filter(|(key, text)| *key == "html" || text.contains('<'));
    save(&into.join("html"), 1, html.map(|(_, text)| text.clone().into_bytes()))
}

/// The same in other encodings, and packed: no change to bytes would come upon a right check sum.
fn packed(bytes: &[u8]) -> io::Result<[Vec<u8>; 4]> {
    let text = String::from_utf8_lossy(bytes);
    let units = || "\u{feff}".encode_utf16().chain(text.encode_utf16());
    let little = units().flat_map(u16::to_le_bytes).collect();
    let big = units().flat_map(u16::to_be_bytes).collect();
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(bytes)?;
    Ok([little, big, gzip.finish()?, zstd::encode_all(bytes, 1)?])
}

/// Each seed begins with bytes that say what is done with it: every time others.
fn save(into: &Path, head: usize, seeds: impl Iterator<Item = Vec<u8>>) -> io::Result<()> {
    fs::create_dir_all(into)?;
    for (number, seed) in seeds.filter(|seed| seed.len() <= LARGEST).enumerate() {
        let head = (0..head).map(|at| number.wrapping_mul([37, 101, 59, 83][at]).to_le_bytes()[0]);
        let bytes: Vec<u8> = head.chain(seed).collect();
        fs::write(into.join(format!("{number:04}")), bytes)?;
    }
    Ok(())
}

/// Finds the tickets in arrays, pages and events.
fn collect(value: &Value, tickets: &mut Vec<Value>) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| collect(value, tickets)),
        Value::Object(map) => match map.get("tickets").or(map.get("changes")) {
            Some(list) => {
                collect(list, tickets);
                tickets.push(value.clone());
            }
            None => tickets.push(value.clone()),
        },
        _ => {}
    }
}

/// A ticket as it is; without what is not set; and with a few of its transactions at a time.
fn thinned(ticket: &Value) -> Vec<Value> {
    let mut bare = ticket.clone();
    shorten(&mut bare);
    if let Value::Object(map) = &mut bare {
        map.retain(|_, value| {
            !value.is_null() && value.as_str() != Some("") && value.as_i64() != Some(0)
        });
    }
    let mut made = vec![ticket.clone()];
    let transactions =
        bare.get("transactions").and_then(Value::as_array).cloned().unwrap_or_default();
    for (number, few) in transactions.chunks(3).enumerate() {
        let mut small = bare.clone();
        if let Value::Object(map) = &mut small {
            map.insert("transactions".to_owned(), few.into());
            // Whoever has no part in it may go, every other time.
            let others = ["botConversationSteps", "dynamicParameters", "details", "participants"];
            if number % 4 != 0 {
                map.remove(others[number % 4 - 1]);
            }
            if number % 2 == 1 {
                map.retain(|key, value| value.is_array() || value.is_object() || key.len() < 9);
            }
        }
        made.push(small);
    }
    made.push(bare);
    made
}

/// Long texts are mostly addresses, and cost time.
fn shorten(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(shorten),
        Value::Object(map) => map.values_mut().for_each(shorten),
        Value::String(text) if text.len() > 100 => *text = text.chars().take(50).collect(),
        _ => {}
    }
}

fn collect_texts(value: &Value, key: &str, texts: &mut BTreeSet<(String, String)>) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| collect_texts(value, key, texts)),
        Value::Object(map) => map.iter().for_each(|(key, value)| collect_texts(value, key, texts)),
        Value::String(text) if text.len() <= 2000 => {
            texts.insert((key.to_owned(), text.clone()));
        }
        _ => {}
    }
}
