//! The one door to the screen, tried: character by character, and with any text.

use super::*;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

fn body(text: &str) -> String {
    Printable::body(text).to_string()
}

fn cell(text: &str) -> String {
    Printable::cell(text).to_string()
}

#[test]
fn t1_escape_sequences_are_written_out() {
    assert_eq!(body("\x1b[2J\x1b]52;c;x\x07"), "^[[2J^[]52;c;x^G");
}

#[test]
fn t4_c1_controls_are_written_out() {
    assert_eq!(body("\u{9b}31m\u{85}"), "<U+009B>31m<U+0085>");
}

#[test]
fn t5_other_controls_are_written_out() {
    assert_eq!(body("\x7f\0\x08\x0b\x0c"), "^?^@^H^K^L");
}

#[test]
fn a_spelling_is_a_run_of_its_own() {
    let runs: Vec<_> = Printable::body("a\x1bb")
        .runs()
        .map(|run| (run.as_str().to_owned(), run.is_spelled()))
        .collect();
    assert_eq!(runs, [("a".to_owned(), false), ("^[".to_owned(), true), ("b".to_owned(), false)]);
}

#[test]
fn t7_line_ends_stay_in_bodies_and_show_in_cells() {
    assert_eq!(body("a\r\nb\nc\rd"), "a\nb\nc^Md");
    assert_eq!(cell("a\r\nb\nc\rd"), "a ↵ b ↵ c^Md");
    assert_eq!(cell("a \n\nb"), "a ↵ ↵ b");
    assert_eq!(cell("a\n\r\n\nb"), "a ↵ ↵ ↵ b");
    assert_eq!(cell("a\tb"), "a    b");
}

#[test]
fn t7_many_line_ends_in_a_cell_are_counted() {
    assert_eq!(cell("a\n\n\n\nb"), "a ↵×4 b");
    assert_eq!(cell(&format!("a{}\rb", "\r\n".repeat(9999))), "a ↵×9999 ^Mb");
    assert_eq!(cell("a ↵×4 b"), "a ↵×4 b");
}

#[test]
fn t8_bidi_controls_show_and_marks_of_direction_stay() {
    assert_eq!(body("\u{202e}x\u{2069}\u{206a}"), "<U+202E>x<U+2069><U+206A>");
    for kept in ["\u{200e}", "\u{200f}", "\u{61c}", "\u{200c}", "\u{200d}", "a\u{fe0f}"] {
        assert_eq!(cell(kept), kept);
    }
}

#[test]
fn t10_invisibles_show_in_cells_only() {
    assert_eq!(cell("a\u{200b}b\u{ad}\u{3164}"), "a<U+200B>b<U+00AD><U+3164>");
    assert_eq!(body("a\u{200b}b"), "a\u{200b}b");
    assert_eq!(body("\u{2028}\u{fff9}"), "<U+2028><U+FFF9>");
    assert_eq!(cell("a\u{a0}b"), "a b");
}

#[test]
fn t10_tags_show_outside_of_a_flag() {
    let wales = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}";
    assert_eq!(cell(wales), wales);
    assert_eq!(cell("\u{1f3f4}\u{e0067}"), "\u{1f3f4}<U+E0067>");
    assert_eq!(cell("\u{e0041}"), "<U+E0041>");
}

#[test]
fn t12_floods_of_marks_end() {
    let flood = format!("a{}b", "\u{301}".repeat(500));
    assert_eq!(cell(&flood), format!("a{}…b", "\u{301}".repeat(30)));
}

#[test]
fn plain_text_is_borrowed() {
    for text in ["Hello, world", "שלום", "日本"] {
        let runs: Vec<_> = Printable::cell(text).runs().collect();
        assert!(matches!(runs.as_slice(), [Run { text: Cow::Borrowed(_), .. }]));
    }
}

fn is_forbidden(char: char, place: Place) -> bool {
    (char.is_control() && !(char == '\n' && place == Place::Body))
        || (misleads(char) && !('\u{e0020}'..='\u{e007f}').contains(&char))
        || (place == Place::Cell && is_soft(char))
}

/// Any text, and text that is made of what needs care.
fn odd_text() -> impl Strategy<Value = String> {
    let care = "[\\x00-\\x20\\x7f-\\u{a0}\\u{ad}\\u{300}-\\u{310}\\u{200b}-\\u{200f}\\u{2028}-\\u{202e}\\u{2060}-\\u{206f}\\u{feff}\\u{1f3f4}\\u{e0020}-\\u{e007f}aא日👩↵…^<>]";
    let piece = prop_oneof![4 => care.prop_map(|text: String| text), 1 => any::<String>(), 1 => "\u{301}{25,40}"];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn nothing_forbidden_passes_and_once_is_enough(text in odd_text(), codes in prop::collection::vec(0u32..0x11_0000, 0..40)) {
        let odd: String = codes.into_iter().filter_map(char::from_u32).collect();
        let text = text + &odd;
        for place in [Place::Body, Place::Cell] {
            let safe = Printable::new(&text, place, Signs::DRAWN).to_string();
            prop_assert!(!safe.chars().any(|char| is_forbidden(char, place)), "{safe:?}");
            let again = Printable::new(&safe, place, Signs::DRAWN).to_string();
            prop_assert_eq!(again, safe);
        }
    }

    #[test]
    fn what_is_seen_of_a_text_is_all_of_it(text in odd_text()) {
        // Letters stay, in their order; what is written out stands between them.
        let letters = |text: &str| -> String { text.chars().filter(|char| char.is_alphabetic() && char.width() != Some(0)).collect() };
        let kept: String = Printable::body(&text)
            .runs()
            .filter(|run| !run.is_spelled())
            .map(|run| run.as_str().to_owned())
            .collect();
        prop_assert_eq!(letters(&kept), letters(&text));
    }

    #[test]
    fn pieces_are_as_wide_as_the_whole(text in "[ -~א-ת日本語\u{1b}\u{9b}\u{202e}\t]{0,60}") {
        let runs: usize = Printable::cell(&text).runs().map(|run| run.as_str().width()).sum();
        let chars: usize = cell(&text).chars().map(|char| char.width().unwrap()).sum();
        prop_assert_eq!(runs, chars);
    }

    #[test]
    fn text_without_specials_stays(text in "[ -~א-תа-яÀ-ÿ一-龥]*") {
        prop_assert_eq!(cell(&text), text.clone());
        prop_assert_eq!(body(&text), text);
    }
}

#[test]
fn every_character_is_safe() {
    for char in '\0'..=char::MAX {
        for place in [Place::Body, Place::Cell] {
            let text = char.to_string();
            let safe = Printable::new(&text, place, Signs::DRAWN).to_string();
            assert!(!safe.chars().any(|char| is_forbidden(char, place)), "{char:?}");
            assert!(!safe.is_empty() || char == '\r');
        }
    }
}
