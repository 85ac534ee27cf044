//! The same ticket in every form in which it may come: nothing of that is seen on the screen.

use crate::forms::{gzip, utf16, zstd};
use crate::program::{COMMANDS, FORMATS, SEED, run, run_on};
use std::fs;

/// Names the forms, with the bytes of each.
fn forms() -> Vec<(&'static str, Vec<u8>)> {
    let text = fs::read_to_string(SEED).unwrap();
    let line: String = text.lines().map(str::trim).collect();
    let array = format!("[{text}]");
    let marked = format!("\u{FEFF}{text}");
    vec![
        ("array", array.clone().into_bytes()),
        ("array in an array", format!("[{array}]").into_bytes()),
        ("list page", format!("{{\"tickets\":{array},\"paging\":{{}}}}").into_bytes()),
        ("JSON Lines", format!("{line}\n").into_bytes()),
        ("text sequence", format!("\u{1E}{line}\n").into_bytes()),
        ("gzip", gzip(text.as_bytes())),
        ("gzip members", [gzip(b""), gzip(text.as_bytes()), gzip(b"\n")].concat()),
        ("zstd", zstd(text.as_bytes())),
        ("zstd frames", [zstd(b" "), zstd(text.as_bytes())].concat()),
        ("mark", marked.clone().into_bytes()),
        ("UTF-16LE", utf16(&marked, u16::to_le_bytes)),
        ("UTF-16BE", utf16(&marked, u16::to_be_bytes)),
        ("UTF-16LE, no mark", utf16(&text, u16::to_le_bytes)),
        ("UTF-16BE, no mark", utf16(&text, u16::to_be_bytes)),
        ("UTF-16LE in zstd", zstd(&utf16(&marked, u16::to_le_bytes))),
        ("CR LF", text.replace('\n', "\r\n").into_bytes()),
        ("CR", text.replace('\n', "\r").into_bytes()),
    ]
}

#[test]
fn t28_every_form_of_a_ticket_gives_the_same_screen() {
    let forms = forms();
    for command in COMMANDS {
        for format in FORMATS {
            let arguments = [command, "-o", format];
            let plain = run(&[&arguments[..], &[SEED]].concat());
            assert_eq!((plain.status, &*plain.stderr), (Some(0), ""));
            for (name, bytes) in &forms {
                assert_eq!(run_on(bytes, &arguments), plain, "{command} -o {format}: {name}");
            }
        }
    }
}

#[test]
fn t19_names_say_nothing_about_what_is_packed() {
    let folder = format!("{}/packed", env!("CARGO_TARGET_TMPDIR"));
    fs::create_dir_all(&folder).unwrap();
    let seed = fs::read(SEED).unwrap();
    let files = [("a.json.gz", zstd(&seed)), ("b.jsonl", gzip(&seed)), ("c.ndjson.zst", seed)];
    for (name, bytes) in files {
        fs::write(format!("{folder}/{name}"), bytes).unwrap();
    }
    assert_eq!(run(&["show", &folder]), run(&["show", SEED, SEED, SEED]));
}
