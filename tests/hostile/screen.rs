//! A terminal as judge: what it shows, and what it remembers, after an answer.

use crate::program::Run;
use std::num::NonZeroU16;
use unicode_width::UnicodeWidthChar;
use vt100::{Callbacks, Color, Parser, Screen};

/// What is longer or wider is judged by its beginning; it is the screen that costs time.
const MOST: u16 = 1000;

/// Stands on the screen before an answer.
const BEFORE: &str = "$ cat before\r\nwhat stood here before\r\n$ ticketctl\r\n";

/// Is written behind it.
const AFTER: &str = "$ after";

/// Writes down whatever a terminal does besides showing text.
#[derive(Debug, Default)]
struct Heard {
    said: Vec<String>,
    in_link: bool,
    in_command: bool,
}

impl Heard {
    fn hear(&mut self, what: impl Into<String>) {
        self.said.push(what.into());
    }
}

impl Callbacks for Heard {
    fn audible_bell(&mut self, _: &mut Screen) {
        self.hear("the bell");
    }
    fn visual_bell(&mut self, _: &mut Screen) {
        self.hear("the visual bell");
    }
    fn resize(&mut self, _: &mut Screen, size: (u16, u16)) {
        self.hear(format!("a resize to {size:?}"));
    }
    fn set_window_icon_name(&mut self, _: &mut Screen, name: &[u8]) {
        self.hear(format!("the icon name {name:?}"));
    }
    fn set_window_title(&mut self, _: &mut Screen, title: &[u8]) {
        self.hear(format!("the title {title:?}"));
    }
    fn copy_to_clipboard(&mut self, _: &mut Screen, _: &[u8], data: &[u8]) {
        self.hear(format!("the clipboard {data:?}"));
    }
    fn paste_from_clipboard(&mut self, _: &mut Screen, _: &[u8]) {
        self.hear("a look into the clipboard");
    }
    fn unhandled_char(&mut self, _: &mut Screen, c: char) {
        // It takes this letter for one of its own mistakes.
        if c != '\u{fffd}' {
            self.hear(format!("the character {c:?}"));
        }
    }
    fn unhandled_control(&mut self, _: &mut Screen, byte: u8) {
        self.hear(format!("the control {byte}"));
    }
    fn unhandled_escape(&mut self, _: &mut Screen, _: Option<u8>, _: Option<u8>, byte: u8) {
        // What ends the command of a link is told apart from it.
        if byte == b'\\' && std::mem::take(&mut self.in_command) {
            return;
        }
        self.hear(format!("the escape {byte}"));
    }
    fn unhandled_csi(
        &mut self,
        _: &mut Screen,
        _: Option<u8>,
        _: Option<u8>,
        _: &[&[u16]],
        c: char,
    ) {
        self.hear(format!("the sequence {c:?}"));
    }
    fn unhandled_osc(&mut self, _: &mut Screen, parts: &[&[u8]]) {
        // Whether a link is one of ours, the other judge says; here it must have an end on its line.
        self.in_command = true;
        match parts {
            [b"8", id, [_, ..], ..] if id.starts_with(b"id=") && !self.in_link => {
                self.in_link = true;
            }
            [b"8", b"", b""] if self.in_link => self.in_link = false,
            _ => self.hear(format!("the command {parts:?}")),
        }
    }
}

/// Takes the colours and links out: by the strictest reading, for this is compared with what a terminal shows.
fn plain(text: &str) -> String {
    let mut parts = text.split("\u{1b}]8;");
    let mut unlinked = parts.next().unwrap_or_default().to_owned();
    unlinked.extend(parts.filter_map(|part| part.split_once("\u{1b}\\")).map(|(_, text)| text));
    let mut parts = unlinked.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    plain.extend(parts.filter_map(|part| part.split_once('m')).map(|(_, text)| text));
    plain
}

/// What a screen keeps of a line: letters that have a width of their own.
fn visible(line: &str) -> String {
    let letters: String =
        line.chars().filter(|c| c.width() > Some(0) && *c != '\u{fffd}').collect();
    letters.trim_end().to_owned()
}

/// Shows an answer on a screen, between what stood there before and what comes after. Fails if
/// anything but its own lines has changed.
pub(crate) fn is_left_alone(answer: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(answer).map_err(|error| error.to_string())?;
    let mut expected: Vec<String> = BEFORE.lines().map(str::to_owned).collect();
    let lines: Vec<_> = text.lines().take(usize::from(MOST)).collect();
    expected.extend(lines.iter().map(|line| plain(line)));
    expected.push(AFTER.to_owned());
    let columns = expected.iter().map(|line| line.chars().map(|c| c.width().unwrap_or(0)).sum());
    let columns = columns.max().unwrap_or(0).clamp(80, usize::from(MOST)) + 2;

    let size = [expected.len() + 2, columns];
    let [rows, columns] =
        size.map(|cells| NonZeroU16::try_from(u16::try_from(cells).unwrap()).unwrap());
    let mut parser = Parser::new_with_callbacks(rows, columns, 0, Heard::default());
    parser.process(BEFORE.as_bytes());
    let modes = parser.screen().input_mode_formatted();
    for line in lines {
        parser.process(line.as_bytes());
        if attributes(parser.screen()) != Default::default() {
            return Err(format!("a line leaves its looks behind: {line:?}"));
        }
        if parser.callbacks().in_link {
            return Err(format!("a line leaves a link open: {line:?}"));
        }
        // The driver of a terminal makes a return and a line feed of each line feed.
        parser.process(b"\r\n");
    }
    parser.process(AFTER.as_bytes());

    let screen = parser.screen();
    if screen.input_mode_formatted() != modes || screen.hide_cursor() || screen.alternate_screen() {
        return Err("a mode has changed".to_owned());
    }
    if let Some(heard) = parser.callbacks().said.first() {
        return Err(format!("the terminal obeys: {heard}"));
    }
    if usize::from(screen.cursor_position().1) != AFTER.len() {
        return Err("what comes after does not begin at the edge".to_owned());
    }
    shows(screen, &expected)
}

/// What letters would look like from here on: colours, bold, dim, italic, underlined, reversed.
fn attributes(screen: &Screen) -> (Color, Color, [bool; 5]) {
    let flags =
        [screen.bold(), screen.dim(), screen.italic(), screen.underline(), screen.inverse()];
    (screen.fgcolor(), screen.bgcolor(), flags)
}

/// Compares the screen with the lines. What is too wide for the screen is passed over.
fn shows(screen: &Screen, expected: &[String]) -> Result<(), String> {
    let columns = screen.size().1.get();
    if (0..screen.size().0.get()).any(|row| screen.row_wrapped(row)) {
        return Ok(());
    }
    for (shown, line) in screen.rows(0, columns).zip(expected) {
        if visible(&shown) != visible(line) {
            return Err(format!("instead of {line:?} the screen shows {shown:?}"));
        }
    }
    Ok(())
}

/// Both streams of a run, as a terminal gets them.
pub(crate) fn both_left_alone(run: &Run) -> Result<(), String> {
    is_left_alone(&run.stdout)?;
    is_left_alone(&run.stderr)
}

/// This judge, tried with planted faults; and every fixture before it.
mod tried {
    use super::{both_left_alone, is_left_alone};
    use crate::fixtures::fixtures;
    use crate::program::{COMMANDS, run, surroundings};

    #[test]
    fn planted_faults_are_found() {
        for planted in [
            "\u{1b}]0;title\u{7}",
            "\u{1b}]1;icon\u{7}",
            "\u{1b}]52;c;eA==\u{7}",
            "\u{1b}]8;;https://evil.example\u{1b}\\x",
            "\u{7}",
            "\u{1b}[31m",
            "\u{1b}[7m",
            "\u{1b}[?25l",
            "\u{1b}[?1049h",
            "\u{1b}[?2004h",
            "\u{1b}[?1000h",
            "\u{1b}=",
            "\u{1b}[1A\u{1b}[2K",
            "\u{1b}[2J",
            "\u{1b}[2;3r",
            "\u{1b}c",
            "\u{1b}(0",
            "\u{1b}[6n",
            "a\rb",
            "\u{8}x",
            "\u{9b}2J",
        ] {
            let answer = format!("one\ntwo {planted} more\nthree\n");
            assert!(is_left_alone(answer.as_bytes()).is_err(), "{planted:?}");
        }
        let fine = "\u{1b}[34;1m\u{2068}שלום\u{2069}\u{1b}[0m 日本 e\u{301} 👩\u{200d}👧\n\n";
        assert_eq!(is_left_alone(fine.as_bytes()), Ok(()));
        let link = "\u{1b}]8;id=0a1b2c3d;https://a.example\u{1b}\\a.example\u{1b}]8;;\u{1b}\\ x\n";
        assert_eq!(is_left_alone(link.as_bytes()), Ok(()));
        assert_eq!(is_left_alone(b""), Ok(()));
    }

    #[test]
    fn every_fixture_leaves_the_screen_alone() {
        for file in ["tickets", "streams", "broken"].into_iter().flat_map(fixtures) {
            for command in COMMANDS {
                let arguments = [command, &["--color=always", &file]].concat();
                let mut terminal = surroundings(true);
                terminal.environment.force_hyperlink = Some("1".to_owned());
                let run = run(&arguments, &terminal, b"");
                both_left_alone(&run).unwrap_or_else(|wrong| panic!("{command:?} {file}: {wrong}"));
            }
        }
    }
}
