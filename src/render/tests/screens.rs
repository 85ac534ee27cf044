//! The screens of the seed ticket, compared letter by letter.
//!
//! `show`, `transcript` and `participants` at 100 columns are the design's own drawings. The others
//! hold still what was judged good by eye: the design does not draw them, or draws wider columns.

use super::pages::{self, page, quote};
use super::{Answer, coloured, pipe, plain, print};
use crate::page::{Block, Line, Mark, Page, Role, Turn};
use crate::render::{Format, Printer, Settings, hint, line};
use clap::ValueEnum;
use std::io::{self, Write};

fn check(page: Page, settings: &Settings, expected: &str) {
    let drawn = print(&[page], settings);
    assert_eq!(drawn, expected, "\n--- drawn\n{drawn}\n--- expected\n{expected}");
}

#[test]
fn show() {
    check(pages::show(), &plain(100), include_str!("screens/show.txt"));
    check(pages::show(), &plain(60), include_str!("screens/show_at_60.txt"));
}

#[test]
fn transcript() {
    check(pages::transcript(), &plain(100), include_str!("screens/transcript.txt"));
    check(pages::transcript(), &plain(80), include_str!("screens/transcript_at_80.txt"));
    check(pages::transcript(), &plain(60), include_str!("screens/transcript_at_60.txt"));
    check(pages::transcript(), &pipe(), include_str!("screens/transcript_in_a_pipe.txt"));
}

#[test]
fn participants() {
    check(pages::participants(), &plain(100), include_str!("screens/participants.txt"));
    check(pages::participants(), &plain(80), include_str!("screens/participants_at_80.txt"));
    check(pages::participants(), &plain(60), include_str!("screens/participants_at_60.txt"));
}

#[test]
fn metrics() {
    check(pages::metrics(), &plain(100), include_str!("screens/metrics.txt"));
    check(pages::metrics(), &plain(60), include_str!("screens/metrics_at_60.txt"));
}

#[test]
fn bot() {
    check(pages::bot_path(), &plain(100), include_str!("screens/bot.txt"));
    check(pages::bot_path(), &plain(60), include_str!("screens/bot_at_60.txt"));
}

#[test]
fn timeline() {
    check(pages::timeline(), &plain(100), include_str!("screens/timeline.txt"));
    check(pages::timeline(), &plain(60), include_str!("screens/timeline_at_60.txt"));
}

fn coloured_lines(page: Page) -> Vec<String> {
    print(&[page], &coloured(100)).lines().map(ToOwned::to_owned).collect()
}

#[test]
fn colours_of_a_conversation() {
    let lines = coloured_lines(pages::transcript());
    assert_eq!(
        lines[3],
        "\x1b[2m06:46:06\x1b[0m       \x1b[2m+1s\x1b[0m  \x1b[35m◇\x1b[0m \x1b[35mBOT\x1b[0m         \
         \x1b[1mWelcome\x1b[0m                                                       \x1b[2mMain\x1b[0m"
    );
    assert_eq!(
        lines[19],
        "\x1b[2m06:49:45\x1b[0m   \x1b[2m+2m 39s\x1b[0m  \x1b[2m──\x1b[0m \x1b[34;1mJohn Wick\x1b[0m took \
         the ticket \x1b[2m───────────────────────────────────\x1b[0m \x1b[2mqueue 2m 40s\x1b[0m \x1b[2m──\x1b[0m"
    );
    assert!(lines[20].contains(
        "\x1b[33;1m+12m 10s\x1b[0m  \x1b[34;1m◆\x1b[0m \x1b[34;1mJohn Wick\x1b[0m   Hi Jack,"
    ));
}

#[test]
fn colours_of_a_bar_and_of_a_table() {
    let lines = coloured_lines(pages::show());
    assert!(lines[3].starts_with("\x1b[35m▓▓▓▓▓▓\x1b[0m\x1b[33m░"));
    assert!(lines[3].contains("░\x1b[0m\x1b[34m█") && lines[3].ends_with("█\x1b[0m"));
    let lines = coloured_lines(pages::participants());
    let titles = " ID  NAME                  ROLE      MSGS  FIRST     LAST      ANSWERS  STATE     IDENTIFIER";
    assert_eq!(lines[2], format!("\x1b[2;4m{titles:100}\x1b[0m"));
    assert!(
        lines[3].starts_with("  1  \x1b[36m●\x1b[0m \x1b[36mJack Bower\x1b[0m          customer")
    );
}

#[test]
fn pages_are_set_apart_by_a_rule() {
    let one = || {
        page(vec![
            Block::Text(vec!["one".into()]),
            Block::Text(vec![]),
            Block::Text(vec!["two".into()]),
        ])
    };
    assert_eq!(
        print(&[one(), one()], &plain(20)),
        "one\n\ntwo\n\n────────────────────\none\n\ntwo\n"
    );
    assert_eq!(print(&[], &plain(20)), "");
}

#[test]
fn values_are_set_apart_by_their_format() {
    let one = || page(Vec::new());
    let json = Settings { format: Format::Json, ..plain(80) };
    assert_eq!(print(&[], &json), "[]\n");
    assert_eq!(
        print(&[one(), one()], &json),
        "[\n  {\n    \"blocks\": 0\n  },\n  {\n    \"blocks\": 0\n  }\n]\n"
    );
    let jsonl = Settings { format: Format::Jsonl, ..plain(80) };
    assert_eq!(print(&[one(), one()], &jsonl), "{\"blocks\":0}\n{\"blocks\":0}\n");
    assert_eq!(print(&[], &jsonl), "");
}

fn hebrew() -> Page {
    page(vec![Block::Talk(vec![Turn::Message {
        verb: "wrote",
        time: "07:01:55".into(),
        gap: Line::new(),
        mark: Mark::Customer,
        name: quote("דנה כהן", Role::Customer),
        body: vec![quote("שלום\nhello", Role::Plain)],
        margin: vec!["Main".into()],
    }])])
}

#[test]
fn right_to_left_text_begins_on_its_own_row_and_keeps_to_its_place() {
    assert_eq!(
        print(&[hebrew()], &pipe()),
        "07:01:55            ● דנה כהן                                                                   Main\n\
         \x20                              שלום\n\
         \x20                              hello\n"
    );
    let drawn = print(&[hebrew()], &coloured(100));
    assert!(drawn.starts_with(
        "07:01:55            \x1b[36m●\x1b[0m \x1b[36m\u{2068}דנה כהן\u{2069}\x1b[0m   "
    ));
    assert!(drawn.ends_with(" \u{2068}שלום\u{2069}\n                               hello\n"));
}

#[test]
fn messages_are_forged_by_nobody() {
    let text = "ok\r\n07:01:56  ◆ John Wick  done\x1b[2K\rpwned";
    let message = |name| Turn::Message {
        verb: "wrote",
        time: "07:01:55".into(),
        gap: Line::new(),
        mark: Mark::Customer,
        name: quote(name, Role::Customer),
        body: vec![quote(text, Role::Plain)],
        margin: Vec::new(),
    };
    assert_eq!(
        print(&[page(vec![Block::Talk(vec![message("Eve\nJohn")])])], &plain(100)),
        "07:01:55            ● Eve ↵ John  ok\n\
         \x20                                 07:01:56  ◆ John Wick  done^[[2K^Mpwned\n"
    );
}

#[test]
fn one_line_beside_the_answer() {
    let words = Line::from("see ").then(quote("a\x1b\nb", Role::Customer)).heading("  !");
    assert_eq!(line(&words, &plain(20)), "see a^[ ↵ b  !");
    assert_eq!(
        hint(&words, &coloured(80)),
        "\x1b[2msee \x1b[0m\x1b[2ma\x1b[0m\x1b[7m^[\x1b[0m\x1b[2m ↵ b\x1b[0m\x1b[2m  !\x1b[0m"
    );
}

/// A writer that breaks after so many calls.
struct Broken(usize);

impl Write for Broken {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.checked_sub(1).ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_pipe_is_told_as_one_in_every_format() {
    for format in Format::value_variants().iter().copied() {
        let settings = Settings { format, ..pipe() };
        for calls in 0.. {
            let printed =
                Printer::new::<Answer>(&settings, Broken(calls)).and_then(|mut printer| {
                    printer.print(&settings.render(&Answer(pages::show()))?)?;
                    printer.print(&settings.render(&Answer(pages::show()))?)?;
                    printer.finish()
                });
            match printed {
                Ok(_) => break,
                Err(error) => assert_eq!(error.kind(), io::ErrorKind::BrokenPipe),
            }
        }
    }
}
