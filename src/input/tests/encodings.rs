//! Encodings, marks and ends of lines: the same text, whatever the bytes.

use super::forms::utf16;
use super::{A, B, SEED, check, read};

const ORDERS: [fn(u16) -> [u8; 2]; 2] = [u16::to_le_bytes, u16::to_be_bytes];

#[test]
fn t25_utf16_is_read_with_its_mark_and_without() {
    let text = format!("{A}\n{{\"id\":2,\"state\":\"שלום 😀\",\"culture\":7}}");
    let plain = read(&text);
    assert_eq!((plain.tickets.len(), plain.told.len()), (2, 1));
    for order in ORDERS {
        assert_eq!(read(utf16(&text, order)), plain);
        assert_eq!(read(utf16(&format!("\u{FEFF}{text}"), order)), plain);
        assert_eq!(read(utf16(&format!("\u{FEFF}{SEED}"), order)), read(SEED));
        check(utf16("\u{FEFF}", order), &[], &["!: it is empty: there is nothing to read"]);
        check(utf16("\u{FEFF}<html>", order), &[], &["!: this is an HTML page, not JSON"]);
        let nul = "!1:2: a character is NUL: this is not text; nothing more is read of it";
        check(utf16("\u{FEFF}x\0", order), &[], &[nul]);
        let cut = SEED.get(..12_000).unwrap();
        assert_eq!(read(utf16(cut, order)), read(cut));
    }
}

#[test]
fn t23_half_characters_of_utf16_are_replaced_inside_strings_only() {
    let half = |text: &str, order: fn(u16) -> [u8; 2]| {
        let units =
            text.encode_utf16().map(|unit| if unit == u16::from(b'$') { 0xD83D } else { unit });
        units.flat_map(order).collect::<Vec<_>>()
    };
    for order in ORDERS {
        check(
            half("\u{FEFF}{\"id\":1,\"state\":\"Open\",\n\"field1\":\"é$\",\"x\":[\"$\"]}", order),
            &["1@1:1"],
            &["2:12: ticket 1: 2 halves of UTF-16 characters were replaced by U+FFFD"],
        );
        check(
            half("\u{FEFF}{\"id\":$}", order),
            &[],
            &["!1:7: not valid JSON: half of a UTF-16 character; this one is skipped"],
        );
        let odd = [utf16(&format!("{A}\n"), order), vec![b'x']].concat();
        check(odd, &["1@1:1"], &["2:1: 1 line of other text comes after the JSON; skipped"]);
    }
}

#[test]
fn t25_utf32_and_other_bytes_are_named() {
    let utf32 = "!: this is UTF-32 text; save it as UTF-8 first";
    for unit in [u32::to_le_bytes, u32::to_be_bytes] {
        for mark in ["", "\u{FEFF}"] {
            let text = format!("{mark}{A}");
            let bytes: Vec<_> = text.chars().flat_map(|c| unit(u32::from(c))).collect();
            check(bytes, &[], &[utf32]);
        }
    }
}

#[test]
fn t25_a_mark_between_documents_is_a_blank() {
    let mark = "\u{FEFF}";
    check(format!("{mark}{A}\n{mark}{B}{mark}{A}"), &["1@1:1", "2@2:2", "1@2:26"], &[]);
    check(format!("{mark}{A}\n{mark}[{B}]\n{mark}"), &["1@1:1", "2@2:3"], &[]);
    let told = "1:1: 1 line of other text comes before the JSON; skipped";
    check(format!("text\n{mark}{A}"), &["1@2:2"], &[told]);
    for order in ORDERS {
        let one = utf16(&format!("{mark}{A}\n"), order);
        check([one.clone(), one].concat(), &["1@1:1", "1@2:2"], &[]);
    }
}

#[test]
fn t25_lines_may_end_in_any_way() {
    let texts = [
        SEED.to_owned(),
        format!("{A}\n\n{B}\n"),
        format!("one\ntwo\n[\n{A},\n{B}\n]\nthree\n"),
        format!("{{\n \"id\": 1\n \"x\": 2\n}}\n{A}\n{{\"id\":3,\n{B}\n"),
        format!("[\n{A},\n{{\"id\":7]\n}},\n{B}\n]\n"),
        "{\"id\":1,\n\"state\":\"Open\",\n\"culture\":7}".to_owned(),
    ];
    for text in texts {
        let plain = read(&text);
        for end in ["\r\n", "\r"] {
            assert_eq!(
                read(text.replace('\n', end)).without_bytes(),
                plain.without_bytes(),
                "{text:?}"
            );
        }
    }
}
