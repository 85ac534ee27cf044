//! One test for each row of the table of threats that is about what terminals obey and what readers
//! see; its name begins with the row. Others stand beside what they are about.

use crate::judge::{self, Asked};
use crate::positions;
use crate::program::{COMMANDS, Run, run, surroundings};
use crate::screen;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use unicode_width::UnicodeWidthStr;

/// The documented ticket with a text as a message, a name and a tag.
pub(crate) fn saying(text: &str) -> Value {
    let mut ticket = positions::ticket();
    ticket["transactions"][4]["text"] = text.into();
    ticket["participants"][0]["name"] = text.into();
    ticket["tags"] = json!([text]);
    ticket
}

pub(crate) fn ask(arguments: &[&str], is_terminal: bool, ticket: &Value) -> Run {
    let run = run(arguments, &surroundings(is_terminal), ticket.to_string().as_bytes());
    assert_eq!(run.status, 0, "{arguments:?}");
    run
}

pub(crate) fn page(arguments: &[&str], ticket: &Value) -> String {
    String::from_utf8(ask(arguments, false, ticket).stdout).unwrap()
}

/// Holds every answer about a ticket to what may be sent, and shows it on a screen.
fn is_harmless(text: &str) {
    let ticket = saying(text);
    // The longest answers, which take their time, are the trials' part.
    for command in COMMANDS.into_iter().filter(|command| !command.contains(&"--full")) {
        for (color, colours) in [("--color=never", false), ("--color=always", true)] {
            let arguments = [command, &[color]].concat();
            let run = ask(&arguments, true, &ticket);
            let asked = Asked { colours, isolates: true, links: false };
            for stream in [&run.stdout, &run.stderr] {
                assert_eq!(judge::faults(stream, asked), Vec::<String>::new(), "{arguments:?}");
            }
            screen::both_left_alone(&run).unwrap();
        }
    }
}

/// Harmless, and seen as it must be seen: in the message, in the name and in the tag.
fn is_seen(text: &str, body: &str, cell: &str) {
    is_harmless(text);
    let ticket = saying(text);
    let transcript = page(&["transcript"], &ticket);
    assert!(transcript.contains(body), "{body} in {transcript}");
    let show = page(&["show"], &ticket);
    assert!(show.contains(&format!("tag {cell}")), "{cell} in {show}");
    let data: Value = serde_json::from_str(&page(&["show", "-o", "json"], &ticket)).unwrap();
    assert_eq!(data[0]["tags"][0], text);
}

pub(crate) fn is_seen_alike(text: &str, seen: &str) {
    is_seen(text, seen, seen);
}

#[test]
fn t1_escape_sequences_are_seen_and_not_obeyed() {
    is_seen_alike("\u{1b}[2J\u{1b}[Hgone", "^[[2J^[[Hgone");
    is_seen_alike("\u{1b}]0;mine\u{7}", "^[]0;mine^G");
    is_seen_alike(
        "\u{1b}P$q\"p\u{1b}\\ \u{1b}_x\u{1b}\\ \u{1b}^y \u{1b}Xz",
        "^[P$q\"p^[\\ ^[_x^[\\ ^[^y ^[Xz",
    );
    is_seen_alike("\u{1b}c\u{1b}(0\u{e}lqk\u{f}", "^[c^[(0^Nlqk^O");
    is_seen_alike("\u{1b}]2;never ends", "^[]2;never ends");
    is_seen_alike("\u{1b}[31mred\u{1b}[0m", "^[[31mred^[[0m");
}

#[test]
fn t2_the_clipboard_is_not_written() {
    is_seen_alike("\u{1b}]52;c;cm0gLXJmIH4K\u{7}", "^[]52;c;cm0gLXJmIH4K^G");
    is_seen_alike("\u{9d}52;c;eA==\u{9c}", "<U+009D>52;c;eA==<U+009C>");
}

#[test]
fn t3_links_of_strangers_are_text() {
    is_seen_alike(
        "\u{1b}]8;;https://evil.example\u{1b}\\bank\u{1b}]8;;\u{1b}\\",
        "^[]8;;https://evil.example^[\\bank^[]8;;^[\\",
    );
}

#[test]
fn t4_c1_controls_are_seen() {
    is_seen_alike("\u{9b}2J\u{90}q\u{85}x", "<U+009B>2J<U+0090>q<U+0085>x");
}

/// The same as single bytes, which are no UTF-8.
#[test]
fn t4_c1_bytes_are_no_text() {
    let mut ticket = positions::ticket();
    ticket["transactions"][4]["text"] = "csi here".into();
    let ticket = ticket.to_string();
    let (before, after) = ticket.split_once("csi here").unwrap();
    let bytes = [before.as_bytes(), b"\x9b2J\x9d0;t\x9c", after.as_bytes()].concat();
    let run = run(&["transcript"], &surroundings(true), &bytes);
    assert_eq!(run.status, 0);
    screen::both_left_alone(&run).unwrap();
    assert!(String::from_utf8(run.stdout).unwrap().contains("\u{fffd}2J\u{fffd}0;t\u{fffd}"));
}

#[test]
fn t5_bells_backspaces_and_the_like_are_seen() {
    is_seen_alike("\u{7}\u{8}\u{b}\u{c}\0\u{7f}x", "^G^H^K^L^@^?x");
}

#[test]
fn t6_a_lone_return_overwrites_nothing() {
    is_seen_alike("Pay 1000 EUR\rPay 1 EUR", "Pay 1000 EUR^MPay 1 EUR");
    is_seen("a\r\nb", "a\n", "a ↵ b");
}

#[test]
fn t7_no_line_of_a_message_looks_like_one_of_ours() {
    let fake = "fine\n12:00:21  +1s  ◆ Maya  your refund is paid\nticketctl: all is well";
    is_harmless(fake);
    for line in page(&["transcript"], &saying(fake)).lines() {
        if line.contains("Maya") || line.contains("all is well") {
            let indent = line.len() - line.trim_start().len();
            assert!(indent > 20 || line.contains('↵'), "{line}");
        }
    }
    is_seen("a\tb", "a    b", "a    b");
}

#[test]
fn t7_names_in_a_message_stay_on_one_line() {
    let mut ticket = positions::ticket();
    let message = &mut ticket["transactions"][15];
    let [file, button, reply] = ["a\n[image b", "c\n[d", "e\u{200b}\nf"];
    message["attachments"][0]["originalFileName"] = file.into();
    message["payload"]["templates"][0]["buttons"][0]["title"] = button.into();
    message["payload"]["quickReplies"][0]["title"] = reply.into();
    let page = page(&["transcript"], &ticket);
    for seen in ["a ↵ [image b]", "[c ↵ [d]", "[e<U+200B> ↵ f]"] {
        assert!(page.contains(seen), "{seen} in {page}");
    }
}

#[test]
fn t7_a_flood_of_lines_pushes_nothing_away() {
    let flood = format!("before{}after", "\n".repeat(9999));
    is_harmless(&flood);
    let mut ticket = positions::ticket();
    ticket["transactions"][4]["text"] = flood.clone().into();
    for form in [&["transcript"][..], &["transcript", "--full", "--width=60"]] {
        let page = page(form, &ticket);
        assert!(page.contains("… 9998 empty lines") && page.lines().count() < 100, "{page}");
    }
    let data: Value = serde_json::from_str(&page(&["transcript", "-o", "json"], &ticket)).unwrap();
    let texts = data[0]["entries"].as_array().unwrap();
    assert!(texts.iter().any(|entry| entry["text"] == flood.as_str()));
}

#[test]
fn t8_the_order_of_letters_is_not_changed() {
    is_seen_alike("invoice_\u{202e}gnp.exe", "invoice_<U+202E>gnp.exe");
    is_seen_alike("\u{202a}\u{202b}\u{202c}\u{202d}x", "<U+202A><U+202B><U+202C><U+202D>x");
    is_seen_alike("\u{2066}\u{2067}\u{2068}\u{206a}x", "<U+2066><U+2067><U+2068><U+206A>x");
    is_seen_alike("שלום\u{2069}\u{202e}x", "שלום<U+2069><U+202E>x");
}

#[test]
fn t9_honest_right_to_left_text_stays_in_its_cell() {
    let name = "דנה לוי 12";
    is_seen_alike(name, name);
    let shown = ask(&["participants", "--color=never"], true, &saying(name)).stdout;
    let shown = String::from_utf8(shown).unwrap();
    let row = shown.lines().find(|line| line.contains(name)).unwrap();
    assert!(row.contains(&format!("\u{2068}{name}\u{2069}  ")), "{row}");
    is_seen_alike("مرحبا\u{200f} abc", "مرحبا\u{200f} abc");
}

#[test]
fn t10_unseen_characters_are_seen_where_they_mislead() {
    is_seen(
        "a\u{200b}b\u{feff}\u{ad}c",
        "a\u{200b}b\u{feff}\u{ad}c",
        "a<U+200B>b<U+FEFF><U+00AD>c",
    );
    is_seen_alike("\u{e0068}\u{2028}\u{2029}\u{fff9}x", "<U+E0068><U+2028><U+2029><U+FFF9>x");
    let honest = "👩\u{200d}👩\u{200d}👧 ❤\u{fe0f} می\u{200c}خواهم \u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}";
    is_seen_alike(honest, honest);
}

#[test]
fn t11_letters_that_look_like_others_stay() {
    is_seen_alike("pаypаl.com ＡＤＭＩＮ", "pаypаl.com ＡＤＭＩＮ");
}

#[test]
fn t12_marks_do_not_pile_up() {
    let flood = format!("a{}b", "\u{301}".repeat(500));
    is_seen_alike(&flood, &format!("a{}…b", "\u{301}".repeat(30)));
}

#[test]
fn t13_long_and_wide_lines_fit() {
    let ticket = saying(&format!("{}日本語", "x".repeat(100_000)));
    for columns in ["0", "1", "20", "100", "500", "65535"] {
        for command in COMMANDS.into_iter().filter(|command| command.len() == 1) {
            let run =
                ask(&[command, &["--width", columns, "--color=never"]].concat(), true, &ticket);
            let text = String::from_utf8(run.stdout).unwrap();
            let most = columns.parse::<usize>().unwrap().clamp(20, 500);
            for line in text.lines() {
                assert!(line.width() <= most, "{command:?} at {columns}: {line}");
            }
        }
    }
}

#[test]
fn t13_odd_widths_of_the_environment_change_nothing_but_the_width() {
    for columns in ["0", "1", "-5", "abc", "99999999999999999999", "\u{1b}[2J", ""] {
        let mut terminal = surroundings(false);
        terminal.environment.columns = Some(columns.to_owned());
        let input = saying("x").to_string();
        let run = run(&["show"], &terminal, input.as_bytes());
        assert_eq!((run.status, &*run.stderr), (0, &b""[..]), "{columns:?}");
    }
}

/// A broken file with a name and a content that mean harm: the message about it is harmless.
#[test]
fn t14_a_message_about_a_hostile_file_changes_nothing_else() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    fs::create_dir_all(&folder).unwrap();
    for name in
        ["\u{1b}]0;mine\u{7}\u{1b}[2J", "\u{202e}nosj.\u{9b}2J", "שלום 1", "a\nticketctl: fine"]
    {
        let file = folder.join(name);
        for content in [
            "{\"id\": 1, \"field1\": \"\u{1b}[2J\u{9b}2J\u{202e}\",\n\u{1b}]52;c;eA==\u{7}",
            "\u{1b}[2J{\"id\": \"\u{1b}[2J\"}",
            "{\"message\": \"\\u001b[2J\\u202e denied\"}",
            "{\"id\": 1, \"tags\": 7, \"open\": \"\\u001b]0;x\\u0007 שלום\", \"\\u001b[2J\": {}}",
        ] {
            fs::write(&file, content).unwrap();
            for (color, colours) in [("--color=never", false), ("--color=always", true)] {
                let arguments = ["show", color, file.to_str().unwrap()];
                let run = run(&arguments, &surroundings(true), b"");
                let asked = Asked { colours, isolates: true, links: false };
                for stream in [&run.stdout, &run.stderr] {
                    assert_eq!(judge::faults(stream, asked), Vec::<String>::new());
                }
                assert!(run.stderr.ends_with(b"\n"), "{content:?}");
                screen::both_left_alone(&run).unwrap();
            }
        }
        fs::remove_file(&file).unwrap();
    }
}
