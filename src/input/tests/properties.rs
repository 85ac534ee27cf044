//! What holds for any input.

use super::forms::{gzip, utf16, zstd};
use super::{A, B, Limits, SEED, read, read_with};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};
use proptest::sample::select;

/// Pieces that inputs are made of, whole and broken.
const PIECES: [&str; 36] = [
    A,
    B,
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\n",
    "\n",
    " ",
    "\r\n",
    "\r",
    "\u{FEFF}{",
    "\"",
    "\\",
    "\\\"",
    "text",
    "{\"id\":1",
    ",\"state\":\"Open\"",
    "\"tickets\":[",
    "{\"tickets\":[",
    "\"paging\":{}",
    "{\"changes\":[{\"ticket\":",
    "\"\\ud83d\"",
    "\u{FEFF}",
    "\x1E",
    "é",
    "null",
    "-1.5",
    "{\"message\":\"no\"}",
    "[\n",
    "\n{",
    "\n  {",
    "\n]\n",
    "<",
];

/// What makes a decoder begin.
const BEGINNINGS: [&[u8]; 11] = [
    b"",
    b"\x1F\x8B",
    b"\x1F\x8B\x08\0\0\0\0\0\0\xFF",
    b"\x1F\x8B\x08\x1F",
    b"\x28\xB5\x2F\xFD",
    b"\x28\xB5\x2F\xFD\x24\x10",
    b"\x50\x2A\x4D\x18\x02\0\0\0",
    b"\xEF\xBB\xBF{\"",
    b"\xFF\xFE{\0",
    b"\xFE\xFF\0{",
    b"{\0\"\0",
];

fn assert_same(bytes: &[u8], capacity: usize, ticket_bytes: usize) {
    let limits = Limits { ticket_bytes, ..Limits::default() };
    let whole = read_with(bytes, 1 << 16, limits);
    let small = read_with(bytes, capacity, limits);
    assert_eq!(small, whole, "{:?}", String::from_utf8_lossy(bytes));
    // Nor do threads, whenever they are called. They take time to begin.
    if capacity.is_multiple_of(4) {
        let limits = Limits { threads: 3, alone_bytes: capacity as u64 / 8, ..limits };
        let together = read_with(bytes, capacity, limits);
        assert_eq!(together, whole, "{:?}", String::from_utf8_lossy(bytes));
    }
    // Nothing is accepted in silence.
    let blank = bytes.iter().all(u8::is_ascii_whitespace);
    assert!(blank || !whole.tally.is_void() || !whole.told.is_empty());
}

/// A separator counts for what follows it, not for what comes after a line of text.
#[test]
fn a_separator_is_used_up_wherever_a_chunk_ends() {
    for capacity in 1..12 {
        assert_same(b"\x1E[\n}\n]\n\n  {", capacity, 1 << 20);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(800))]

    #[test]
    fn chunks_do_not_matter(
        pieces in vec(select(&PIECES[..]), 0..24),
        capacity in 1_usize..64,
        limit in select(vec![16_usize, 40, 1 << 20]),
    ) {
        assert_same(pieces.concat().as_bytes(), capacity, limit);
    }

    #[test]
    fn t25_chunks_do_not_matter_in_other_forms(
        pieces in vec(select(&PIECES[..]), 1..24),
        capacity in 1_usize..64,
        limit in select(vec![16_usize, 40, 1 << 20]),
        form in 0..4,
    ) {
        let text = pieces.concat();
        let bytes = match form {
            0 => gzip(text.as_bytes()),
            1 => zstd(text.as_bytes()),
            2 => utf16(&format!("\u{FEFF}{text}"), u16::to_le_bytes),
            _ => gzip(&utf16(&format!("\u{FEFF}{text}"), u16::to_be_bytes)),
        };
        assert_same(&bytes, capacity, limit);
        // What is packed has less patience.
        if limit > text.len() {
            let plain = if form < 2 { read(&text) } else { read(format!("\u{FEFF}{text}")) };
            let formed = read(&bytes);
            prop_assert_eq!(&formed.tickets, &plain.tickets);
            prop_assert_eq!(formed.tally, plain.tally);
        }
    }

    #[test]
    fn any_bytes_are_survived(
        begins in select(&BEGINNINGS[..]),
        bytes in vec(any::<u8>(), 0..200),
        capacity in 1_usize..64,
    ) {
        assert_same(&[begins, &bytes].concat(), capacity, 1 << 20);
    }

    #[test]
    fn t19_damage_anywhere_is_survived_and_told(
        is_gzip in any::<bool>(),
        at in any::<proptest::sample::Index>(),
        byte in 1..=u8::MAX,
        capacity in 1_usize..64,
    ) {
        let text = format!("{A}\n{B}\n");
        let mut packed = if is_gzip { gzip(text.as_bytes()) } else { zstd(text.as_bytes()) };
        let at = at.index(packed.len());
        packed[at] ^= byte;
        assert_same(&packed, capacity, 1 << 20);
        // There are bits that say nothing. All else is told, or it is no damage.
        let outcome = read(&packed);
        let is_whole = outcome.tickets == ["1@1:1", "2@2:1"];
        assert!(is_whole || !outcome.told.is_empty(), "{at}: {:?}", outcome.tickets);
    }

    #[test]
    fn a_bad_line_costs_itself_only(line in "[^\\[\n\r\u{1e}\0]{0,40}", key in "[a-z]{1,5}") {
        // Whatever follows the bracket on its line, the lines before and after are read.
        let outcome = read(format!("{A}\n{{\"{key}\":{line}\n{B}\n"));
        prop_assert_eq!(&outcome.tickets[..1], ["1@1:1"]);
        prop_assert_eq!(&outcome.tickets[outcome.tickets.len() - 1..], ["2@3:1"]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_damaged_seed_does_not_hide_its_neighbours(
        at in 0_usize..17_000,
        byte in 1..=u8::MAX,
        capacity in 1_usize..64,
    ) {
        let mut damaged = SEED.as_bytes().to_vec();
        if let Some(place) = damaged.get_mut(at) {
            *place = byte;
        }
        let text = [A.as_bytes(), b"\n", &damaged, b"\n", B.as_bytes()].concat();
        assert_same(&text, capacity, 1 << 20);
        let outcome = read(&text);
        prop_assert_eq!(outcome.tickets[0].as_str(), "1@1:1");
        let last = outcome.tickets.last().unwrap();
        // A bracket that is never closed takes the rest with it; all else may not.
        if !outcome.told.iter().any(|told| told.contains("cut off")) {
            assert!(last.starts_with("2@"), "{:?} {:?}", outcome.tickets, outcome.told);
        }
        assert!(outcome.tally.lost <= 3, "{:?}", outcome.told);
    }
}
