//! The pictures of the README: screens as they are printed, in colour.
//!
//! `SNAPSHOTS=overwrite cargo test --test cli pictures` draws them anew.

use crate::program::ticketctl;
use anstyle::{Color, RgbColor};
use anstyle_svg::{Palette, Term};
use snapbox::{Data, assert_data_eq, file};

/// The 16 colours of a terminal, as today's have them: the program only says which of them it means.
const PALETTE: Palette = Palette([
    RgbColor(0x1f, 0x24, 0x28),
    RgbColor(0xf1, 0x4c, 0x4c),
    RgbColor(0x3f, 0xb9, 0x50),
    RgbColor(0xd2, 0x99, 0x22),
    RgbColor(0x4f, 0x9c, 0xf0),
    RgbColor(0xc6, 0x78, 0xdd),
    RgbColor(0x39, 0xc5, 0xcf),
    RgbColor(0xd0, 0xd7, 0xde),
    RgbColor(0x6e, 0x76, 0x81),
    RgbColor(0xff, 0x7b, 0x72),
    RgbColor(0x56, 0xd3, 0x64),
    RgbColor(0xe3, 0xb3, 0x41),
    RgbColor(0x79, 0xc0, 0xff),
    RgbColor(0xd2, 0xa8, 0xff),
    RgbColor(0x56, 0xd4, 0xdd),
    RgbColor(0xff, 0xff, 0xff),
]);

/// Draws a command and its screen, on a coloured terminal of 100 columns.
fn picture(arguments: &[&str]) -> Data {
    let run = ticketctl(arguments).args(["--color", "always", "--width", "100"]).output().unwrap();
    assert!(run.status.success(), "{arguments:?}");
    let typed = arguments.join(" ");
    let page = String::from_utf8(run.stdout).unwrap();
    let terminal = Term::new()
        .palette(PALETTE)
        .fg_color(Color::Rgb(RgbColor(0xd0, 0xd7, 0xde)))
        .bg_color(Color::Rgb(RgbColor(0x16, 0x1b, 0x22)));
    Data::text(terminal.render_svg(&format!("\u{1b}[2m$\u{1b}[0m ticketctl {typed}\n{page}")))
}

#[test]
fn a_ticket_at_a_glance() {
    let drawn = picture(&["show", "fixtures/tickets/seed.json"]);
    assert_data_eq!(drawn.raw(), file!["../../.docs/pictures/show.svg"]);
}

#[test]
fn a_conversation() {
    let drawn = picture(&["transcript", "fixtures/tickets/seed.json"]);
    assert_data_eq!(drawn.raw(), file!["../../.docs/pictures/transcript.svg"]);
}

#[test]
fn what_happened_to_scale() {
    let drawn = picture(&["timeline", "fixtures/tickets/reassigned.json"]);
    assert_data_eq!(drawn.raw(), file!["../../.docs/pictures/timeline.svg"]);
}
