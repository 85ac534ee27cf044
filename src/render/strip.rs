//! Strips: rows of a drawing, made of safe text and its looks.

use super::Settings;
use super::characters::runs_right_to_left;
use super::printable::Run;
use super::theme::Look;
use crate::page::Role;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// A row of a drawing, or a paragraph that is yet to be wrapped into rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Strip<'a> {
    pieces: Vec<Piece<'a>>,
}

/// Safe text with one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) run: Run<'a>,
    pub(super) look: Look,
    /// Whether it comes from a ticket.
    pub(super) quoted: bool,
}

impl<'a> Strip<'a> {
    /// Starts an empty strip.
    pub(super) const fn new() -> Self {
        Self { pieces: Vec::new() }
    }

    /// Adds words of our own.
    pub(super) fn lit(self, words: &'static str, role: Role) -> Self {
        self.run(Run::lit(words), Look::Words(role))
    }

    /// Adds a run of our own.
    pub(super) fn run(mut self, run: Run<'a>, look: Look) -> Self {
        if !run.as_str().is_empty() {
            self.pieces.push(Piece { run, look, quoted: false });
        }
        self
    }

    /// Adds words of our own, again and again.
    pub(super) fn fill(self, words: &'static str, times: usize, look: Look) -> Self {
        self.run(Run::fill(words, times), look)
    }

    /// Adds blanks.
    pub(super) fn blank(self, columns: usize) -> Self {
        self.fill(" ", columns, Look::Words(Role::Plain))
    }

    /// Adds blanks, unless there is nothing that they could set apart.
    pub(super) fn apart(self, columns: usize) -> Self {
        let blanks = if self.is_empty() { 0 } else { columns };
        self.blank(blanks)
    }

    /// Adds blanks up to a column.
    pub(super) fn to(self, column: usize) -> Self {
        let blanks = column.saturating_sub(self.width());
        self.blank(blanks)
    }

    /// Adds another strip.
    pub(super) fn then(mut self, other: Self) -> Self {
        self.pieces.extend(other.pieces);
        self
    }

    /// Makes it independent of the line that it was made from.
    pub(super) fn into_static(self) -> Strip<'static> {
        let pieces = self.pieces.into_iter();
        let pieces = pieces.map(|piece| Piece {
            run: piece.run.into_static(),
            look: piece.look,
            quoted: piece.quoted,
        });
        Strip { pieces: pieces.collect() }
    }

    /// Gives all of it one look, but for what is written out.
    pub(super) fn all(mut self, role: Role) -> Self {
        for piece in self.pieces.iter_mut().filter(|piece| piece.look != Look::Spelled) {
            piece.look = Look::Words(role);
        }
        self
    }

    /// Removes blanks at the end, but for those that are underlined.
    pub(super) fn trimmed(mut self) -> Self {
        while let Some(last) = self.pieces.pop() {
            if last.look == Look::Titles {
                self.pieces.push(last);
                break;
            }
            let kept = last.run.as_str().trim_end_matches(' ').len();
            if kept > 0 {
                let run = last.run.part(0, kept);
                self.pieces.push(Piece { run, ..last });
                break;
            }
        }
        self
    }

    /// Returns the pieces.
    pub(super) fn pieces(&self) -> &[Piece<'a>] {
        &self.pieces
    }

    /// Adds a piece.
    pub(super) fn push(&mut self, piece: Piece<'a>) {
        self.pieces.push(piece);
    }

    /// Returns how many columns it takes.
    pub(super) fn width(&self) -> usize {
        // Most text is ASCII, of which each character that can be printed takes a column.
        let columns = |text: &str| if text.is_ascii() { text.len() } else { text.width() };
        self.pieces.iter().map(|piece| columns(piece.run.as_str())).sum()
    }

    /// Tells whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.iter().all(|piece| piece.run.as_str().is_empty())
    }

    /// Tells whether something from a ticket in it is written from right to left.
    pub(super) fn runs_right_to_left(&self) -> bool {
        self.pieces.iter().any(|piece| piece.quoted && runs_right_to_left(piece.run.as_str()))
    }

    /// Returns the text alone.
    pub(super) fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.run.as_str()).collect()
    }

    /// Turns it into what is written: coloured, and with right-to-left text kept to its place.
    pub(super) fn paint(&self, settings: &Settings) -> String {
        let mut out = String::new();
        // What a ticket says in one go is kept to its place in one piece, whatever is marked in it.
        for pieces in self.pieces.chunk_by(|one, next| one.quoted && next.quoted) {
            let is_kept = settings.terminal
                && pieces.iter().any(|p| p.quoted && runs_right_to_left(p.run.as_str()));
            for (index, piece) in pieces.iter().enumerate() {
                let text = piece.run.as_str();
                let open = if is_kept && index == 0 { "\u{2068}" } else { "" };
                let close = if is_kept && index + 1 == pieces.len() { "\u{2069}" } else { "" };
                let style = settings.theme.style(piece.look);
                // Writing to a string cannot fail.
                let _ = write!(out, "{}", style.style(format_args!("{open}{text}{close}")));
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Text;
    use crate::page::Line;
    use crate::render::Signs;
    use crate::render::tests::{coloured, plain};
    use proptest::prelude::*;

    #[test]
    fn t9_looks_and_isolates_are_closed() {
        let name = Text::from("דנה");
        let line = Line::new().muted("by ").quote(&name, Role::Agent).own(" today");
        assert_eq!(
            Signs::DRAWN.cell(&line).paint(&coloured(80)),
            "\x1b[2mby \x1b[0m\x1b[34;1m\u{2068}דנה\u{2069}\x1b[0m today"
        );
        assert_eq!(Signs::DRAWN.cell(&line).paint(&plain(80)), "by דנה today");
    }

    #[test]
    fn t9_what_is_marked_inside_a_text_does_not_part_it() {
        let line = Line::new()
            .quote(&Text::from("יש "), Role::Plain)
            .quote(&Text::from("תקלה"), Role::Hit)
            .quote(&Text::from(" now"), Role::Plain);
        let terminal = Settings { terminal: true, ..plain(80) };
        assert_eq!(Signs::DRAWN.cell(&line).paint(&terminal), "\u{2068}יש תקלה now\u{2069}");
        assert_eq!(Signs::DRAWN.cell(&line).paint(&plain(80)), "יש תקלה now");
    }

    #[test]
    fn what_is_written_out_does_not_look_like_text() {
        let line = Line::new().quote(&Text::from("a\x1bc"), Role::Customer);
        assert_eq!(
            Signs::DRAWN.cell(&line).paint(&coloured(80)),
            "\x1b[36ma\x1b[0m\x1b[7m^[\x1b[0m\x1b[36mc\x1b[0m"
        );
    }

    proptest! {
        #[test]
        fn t8_isolates_are_ours_and_in_pairs(text in "[a-zא-תء-ي \u{200e}\u{200f}\u{61c}\u{202e}\u{2066}-\u{2069}\u{1b}\n]{0,30}", width in 2_usize..30) {
            let line = Line::new().own("a ").quote(&Text::from(&*text), Role::Customer).own(" b");
            for row in Signs::DRAWN.body(&line).wrap(width) {
                let painted = row.paint(&coloured(80));
                let mut open = false;
                for char in painted.chars() {
                    match char {
                        '\u{2068}' => prop_assert!(!std::mem::replace(&mut open, true)),
                        '\u{2069}' => prop_assert!(std::mem::take(&mut open)),
                        _ => prop_assert!(open || !runs_right_to_left(char.encode_utf8(&mut [0; 4]))),
                    }
                }
                prop_assert!(!open, "{painted:?}");
            }
        }
    }

    #[test]
    fn blanks_at_the_end_go() {
        let line = Line::new().own("a b  ").muted("  ");
        assert_eq!(Signs::DRAWN.cell(&line).trimmed().text(), "a b");
    }
}
