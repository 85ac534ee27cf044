//! What holds for any input.

use super::{A, B, Limits, SEED, read, read_with};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};
use proptest::sample::select;

/// Pieces that inputs are made of, whole and broken.
const PIECES: [&str; 34] = [
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

fn assert_same(bytes: &[u8], capacity: usize, ticket_bytes: usize) {
    let limits = Limits { ticket_bytes, ..Limits::default() };
    let whole = read_with(bytes, 1 << 16, limits);
    let small = read_with(bytes, capacity, limits);
    assert_eq!(small, whole, "{:?}", String::from_utf8_lossy(bytes));
    // Nor do threads, whenever they are called.
    let alone_bytes = capacity as u64 % 7;
    let limits = Limits { threads: 3, alone_bytes, ..limits };
    let together = read_with(bytes, capacity, limits);
    assert_eq!(together, whole, "{:?}", String::from_utf8_lossy(bytes));
    // Nothing is accepted in silence.
    let blank = bytes.iter().all(u8::is_ascii_whitespace);
    assert!(blank || !whole.tally.is_void() || !whole.told.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn chunks_do_not_matter(
        pieces in vec(select(&PIECES[..]), 0..24),
        capacity in 1_usize..64,
        limit in select(vec![16_usize, 40, 1 << 20]),
    ) {
        assert_same(pieces.concat().as_bytes(), capacity, limit);
    }

    #[test]
    fn any_bytes_are_survived(bytes in vec(any::<u8>(), 0..200), capacity in 1_usize..64) {
        assert_same(&bytes, capacity, 1 << 20);
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
