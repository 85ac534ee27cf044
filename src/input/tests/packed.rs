//! Packed input: what is in it, what is damaged, and what would never end.

use super::forms::{gzip, utf16, zstd};
use super::{A, B, C, Limits, SEED, check, read, read_with};

type Pack = fn(&[u8]) -> Vec<u8>;

const PACKERS: [Pack; 2] = [gzip, zstd];

#[test]
fn t19_what_is_packed_is_read_as_if_it_were_not() {
    let text = format!("see:\n[{A},\n{B}]\n{C}\n<p>");
    let plain = read(&text);
    assert_eq!((plain.tickets.len(), plain.told.len()), (3, 2));
    for pack in PACKERS {
        assert_eq!(read(pack(text.as_bytes())), plain);
        assert_eq!(read(pack(&utf16(&text, u16::to_le_bytes))), plain);
        assert_eq!(read(pack(format!("\u{FEFF}{A}").as_bytes())), read(format!("\u{FEFF}{A}")));
    }
}

#[test]
fn t19_all_members_and_frames_are_read() {
    for pack in PACKERS {
        let half = pack(b",\"state\":\"Open\"}\n");
        let members = [pack(A.as_bytes()), pack(b""), pack(b"\n{\"id\":2"), half].concat();
        check(members, &["1@1:1", "2@2:1"], &[]);
    }
    let skipped = [0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3];
    check([&skipped[..], &zstd(A.as_bytes()), &skipped].concat(), &["1@1:1"], &[]);
}

#[test]
fn t19_zeros_behind_gzip_are_padding() {
    let member = gzip(A.as_bytes());
    check([&member[..], &[0; 10_000]].concat(), &["1@1:1"], &[]);
    check([&member[..], &[0; 3], &member].concat(), &["1@1:1", "1@1:24"], &[]);
}

#[test]
fn t19_damage_is_told_after_what_came_out_of_it() {
    let texts = [format!("{A}\n"), format!("{B}\n")];
    let both = ["1@1:1", "2@2:1"];
    for (pack, name, checksum, bad, garbage) in [
        (PACKERS[0], "gzip", 5, "it is not valid", "it is not valid"),
        (PACKERS[1], "zstd", 1, "Restored data doesn't match checksum", "Unknown frame descriptor"),
    ] {
        let told = |at: &str, why: &str| {
            format!("!{at}: the {name} data is damaged or cut off: {why}; the rest of it is lost")
        };
        let members = texts.each_ref().map(|text| pack(text.as_bytes()));
        let whole = members.concat();
        check(&whole, &both, &[]);
        for length in 4..whole.len() {
            if length == members[0].len() {
                continue;
            }
            let outcome = read(&whole[..length]);
            let one = length > members[0].len();
            assert_eq!(outcome.tally.lost, 1, "{length}: {:?}", outcome.told);
            assert!(outcome.told[0].contains("it ends too early"), "{:?}", outcome.told);
            assert!(!one || outcome.tickets[0] == both[0], "{length}");
        }
        let mut wrong = whole.clone();
        let place = whole.len() - checksum;
        wrong[place] ^= 1;
        check(wrong, &both, &[&told("3:1", bad)]);
        check([&whole[..], b"garbage behind it"].concat(), &both, &[&told("3:1", garbage)]);
    }
}

#[test]
fn t19_what_is_packed_twice_or_is_no_text_is_told() {
    for pack in PACKERS {
        for (inside, told) in [
            (gzip(A.as_bytes()), "!: this is packed twice; unpack it once first"),
            (zstd(A.as_bytes()), "!: this is packed twice; unpack it once first"),
            (
                b"PK\x03\x04".to_vec(),
                "!: this is a ZIP archive or a spreadsheet; unpack it, or export JSON",
            ),
            (b"<!doctype html>".to_vec(), "!: this is an HTML page, not JSON"),
            (vec![0; 100_000], "!: this begins with NUL bytes: it is not text"),
            (Vec::new(), "!: it is empty: there is nothing to read"),
        ] {
            check(pack(&inside), &[], &[told]);
        }
    }
}

#[test]
fn t19_a_window_of_more_than_128_mib_is_refused() {
    let frame = |window: u8| [0x28, 0xB5, 0x2F, 0xFD, 0, window << 3, 1, 0, 0];
    let told = "!: the zstd data needs more than 128 MiB to be unpacked; unpack it first, with zstd -d --long=31";
    check(frame(18), &[], &[told]);
    check(frame(17), &[], &["!: it is empty: there is nothing to read"]);
}

/// What is small when packed must not fill the memory, and must not take for ever.
#[test]
fn t19_a_bomb_is_stopped() {
    const LIMIT: usize = 64 << 10;
    let limits = Limits { ticket_bytes: LIMIT, ..Limits::default() };
    let too_large =
        "a ticket of more than 64 KiB (unpacked); raise --max-ticket-size if this is right";
    let endless = "more than 64 KiB (unpacked) without a ticket; nothing more is read of it; raise --max-ticket-size if this is right";
    for (begins, goes_on, told) in [
        ("{\"id\":\"", "x", vec![format!("!1:24: {too_large}")]),
        ("{\"id\":[", "12345678,", vec![format!("!1:24: {too_large}"), format!("!: {endless}")]),
        ("{\"id\":", "[", vec![format!("!1:24: {too_large}")]),
        ("", " ", vec![format!("!: {endless}")]),
        ("", "\n", vec![format!("!: {endless}")]),
        ("", "junk", vec![format!("!: {endless}")]),
        ("", "junk\n", vec![format!("!: {endless}")]),
        (
            "[\"a\"",
            ",1",
            vec![
                "!1:25: this is JSON, but not a ticket: a string".to_owned(),
                format!("!: {endless}"),
            ],
        ),
        ("[", "[],", vec![format!("!: {endless}")]),
    ] {
        let bomb = format!("{A}{begins}{}", goes_on.repeat((1 << 20) / goes_on.len()));
        for packed in PACKERS.map(|pack| pack(bomb.as_bytes())) {
            for capacity in [7, 1 << 16] {
                let outcome = read_with(&packed, capacity, limits);
                assert_eq!(outcome.tickets, ["1@1:1"]);
                assert_eq!(outcome.told, told, "{begins}{goes_on}");
            }
        }
    }
}

/// Small parts take far more memory than their text.
#[test]
fn t19_a_bomb_of_many_parts_is_stopped() {
    let told = "!1:1: a ticket of more parts than its size allows; raise --max-ticket-size if this is right";
    for (part, enough) in [("{},", 1000), ("1,", 10_000)] {
        let ticket = |parts: usize| format!("{{\"id\":1,\"x\":[{}0]}}\n{B}", part.repeat(parts));
        let limits = Limits { ticket_bytes: 100_000, ..Limits::default() };
        let fits = read_with(ticket(enough - 1).as_bytes(), 1 << 16, limits);
        assert!(fits.told[0].contains("not a ticket"), "{:?}", fits.told);
        for capacity in [7, 1 << 16] {
            let outcome = read_with(ticket(enough + 1).as_bytes(), capacity, limits);
            assert_eq!(
                (outcome.tickets, outcome.told),
                (vec!["2@2:1".to_owned()], vec![told.to_owned()])
            );
        }
    }
}

/// Tickets after one another are no bomb, however many; nor is a large one between them.
#[test]
fn t19_patience_begins_anew_with_each_ticket() {
    let limits = Limits { ticket_bytes: 100, ..Limits::default() };
    let gap = " ".repeat(90);
    let large = format!("{{\"id\":[{}1]}}", "1,".repeat(50));
    let text = format!(
        "{A}{gap}{A}{gap}{large} {A}{gap}{{\"changes\":[]}}{gap}{A}\n{}\n{A}",
        "x".repeat(90)
    );
    for pack in PACKERS {
        let outcome = read_with(&pack(text.as_bytes()), 1 << 16, limits);
        assert_eq!((outcome.tickets.len(), outcome.tally.lost), (5, 1), "{:?}", outcome.told);
    }
    assert_eq!(read_with(format!("{}{A}", " ".repeat(500)).as_bytes(), 9, limits).tickets.len(), 1);
}

#[test]
fn t19_patience_ends_at_the_same_byte_however_the_bytes_arrive() {
    let limits = Limits { ticket_bytes: 11, ..Limits::default() };
    // Long and various enough to be unpacked bit by bit.
    let string: String = SEED.chars().filter(char::is_ascii_alphanumeric).collect();
    let blanks: String =
        SEED.chars().map(|c| if c.is_ascii_digit() { '\t' } else { ' ' }).collect();
    for text in [
        format!("{{\"a\":1,{blanks}\"{string}"),
        format!("{{\"{string}\":1}}\n{A}"),
        format!("{{\"a\":1{blanks}]{A}"),
        format!("{blanks}{A}"),
    ] {
        for packed in [gzip(text.as_bytes()), zstd(text.as_bytes())] {
            let whole = read_with(&packed, 1 << 16, limits);
            for size in [1, 2, 7, 40] {
                assert_eq!(read_with(&packed, size, limits), whole, "{size}: {text}");
            }
        }
    }
}
