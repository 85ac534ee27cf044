//! Strips: rows of a drawing, made of safe text and its looks.

use super::Settings;
use super::characters::{Direction, runs_right_to_left};
use super::isolate::{self, Isolate};
use super::link;
use super::printable::Run;
use super::theme::Look;
use crate::page::Role;
use std::borrow::Cow;
use std::fmt::Write;
use std::sync::Arc;
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
    /// How the text runs that it is a part of; none if nothing in that runs from right to left.
    pub(super) direction: Option<Direction>,
    /// Whether it is an address, which is read from left to right, whatever its parts are.
    pub(super) is_address: bool,
    /// Where it leads.
    pub(super) link: Option<Arc<str>>,
}

impl<'a> Piece<'a> {
    /// Words of our own.
    pub(super) const fn own(run: Run<'a>, look: Look) -> Self {
        Self { run, look, quoted: false, direction: None, is_address: false, link: None }
    }

    /// What stands for a part of a text that was cut off beside this piece: it belongs to that text, so
    /// that it stands where the text goes on, on the left as on the right.
    pub(super) fn beside(&self, sign: &'static str) -> Self {
        Self { run: Run::lit(sign), link: None, ..self.clone() }
    }

    /// The part between two byte positions.
    pub(super) fn part(&self, from: usize, to: usize) -> Self {
        Self { run: self.run.part(from, to), ..self.clone() }
    }

    fn into_static(self) -> Piece<'static> {
        let Self { run, look, quoted, direction, is_address, link } = self;
        Piece { run: run.into_static(), look, quoted, direction, is_address, link }
    }
}

impl<'a> Strip<'a> {
    /// Starts an empty strip.
    pub(super) const fn new() -> Self {
        Self { pieces: Vec::new() }
    }

    /// Settles in which direction each text from a ticket runs, before rows are made of it, which could
    /// begin with words of another language.
    pub(super) fn directed(mut self) -> Self {
        for pieces in self.pieces.chunk_by_mut(|one, next| one.quoted && next.quoted) {
            let is_turned =
                pieces.iter().any(|piece| piece.quoted && runs_right_to_left(piece.run.as_str()));
            let mut written = pieces.iter().filter(|piece| !piece.run.is_spelled());
            let first = written.find_map(|piece| Direction::of(piece.run.as_str()));
            let direction = is_turned.then(|| first.unwrap_or(Direction::LeftToRight));
            for piece in pieces {
                piece.direction = direction;
            }
        }
        self
    }

    /// Takes away the links to a target, or all.
    pub(super) fn unlinked(mut self, target: Option<&Arc<str>>) -> Self {
        for piece in &mut self.pieces {
            piece.link =
                piece.link.take().filter(|link| target.is_some_and(|target| link != target));
        }
        self
    }

    /// Adds words of our own.
    pub(super) fn lit(self, words: &'static str, role: Role) -> Self {
        self.run(Run::lit(words), Look::Words(role))
    }

    /// Adds a run of our own.
    pub(super) fn run(mut self, run: Run<'a>, look: Look) -> Self {
        if !run.as_str().is_empty() {
            self.pieces.push(Piece::own(run, look));
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
        Strip { pieces: self.pieces.into_iter().map(Piece::into_static).collect() }
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
                self.pieces.push(last.part(0, kept));
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

    /// Turns it into what is written: coloured, with right-to-left text kept to its place, and with
    /// links.
    pub(super) fn paint(&self, settings: &Settings) -> String {
        let mut out = String::new();
        // What a ticket says in one go is kept to its place in one piece, whatever is marked in it.
        for pieces in self.pieces.chunk_by(|one, next| one.quoted && next.quoted) {
            let isolate = if settings.terminal { Isolate::of(pieces) } else { Isolate::None };
            let (open, close) = isolate.ends();
            for (index, piece) in pieces.iter().enumerate() {
                let text = match isolate {
                    Isolate::Parts => Cow::Owned(isolate::parts(piece.run.as_str())),
                    _ => Cow::Borrowed(piece.run.as_str()),
                };
                let open = if index == 0 { open } else { "" };
                let close = if index + 1 == pieces.len() { close } else { "" };
                let style = settings.theme.style(piece.look);
                let link = piece.link.as_deref().filter(|_| settings.links);
                let start = link.map(link::Start);
                // Writing to a string cannot fail.
                let _ = start.iter().try_for_each(|start| write!(out, "{start}"));
                let _ = write!(out, "{}", style.style(format_args!("{open}{text}{close}")));
                out.push_str(if start.is_some() { link::END } else { "" });
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
    fn t9_each_row_runs_as_its_paragraph_does() {
        let rows = |text: &str, width| {
            let line = Line::new().quote(&Text::from(text), Role::Plain);
            let terminal = Settings { terminal: true, ..plain(80) };
            let rows = Signs::DRAWN.body(&line).wrap(width);
            rows.iter().map(|row| row.paint(&terminal)).collect::<Vec<_>>()
        };
        // A row that begins with words of another language would turn by itself.
        let text = "שלום לך Ray-9 12:30 ושוב";
        assert_eq!(
            rows(text, 8),
            [
                "\u{2068}שלום לך\u{2069}",
                "\u{2067}Ray-9\u{2069}",
                "\u{2067}12:30\u{2069}",
                "\u{2068}ושוב\u{2069}"
            ]
        );
        assert_eq!(
            rows("Ray-9 שחור שחור more", 10),
            ["\u{2068}Ray-9 שחור\u{2069}", "\u{2066}שחור more\u{2069}"]
        );
        assert_eq!(rows("Ray-9 שחור more", 10), ["\u{2068}Ray-9 שחור\u{2069}", "more"]);
        assert_eq!(rows("\u{9b}שלום", 12), ["\u{2067}<U+009B>שלום\u{2069}"]);
        assert_eq!(rows("one\nשתיים\n3", 10), ["one", "\u{2068}שתיים\u{2069}", "3"]);
    }

    #[test]
    fn t9_what_was_cut_off_stands_where_the_text_goes_on() {
        let line = Line::new().quote(&Text::from("שלום לכולם"), Role::Plain).own(" +1");
        let terminal = Settings { terminal: true, ..plain(80) };
        let cut = Signs::DRAWN.cell(&line).cut(12, Signs::DRAWN).paint(&terminal);
        assert_eq!(cut, "\u{2068}שלום לכו…\u{2069} +1");
    }

    #[test]
    fn t9_an_address_runs_from_left_to_right_whatever_its_parts_do() {
        let line = Line::new().address(&Text::from("https://a.example/לקוחות/7?שׁם=9"), Role::Plain);
        let terminal = Settings { terminal: true, ..plain(80) };
        assert_eq!(
            Signs::DRAWN.cell(&line).paint(&terminal),
            "https://a.example/\u{2068}לקוחות\u{2069}/7?\u{2068}שׁם\u{2069}=9"
        );
        assert_eq!(Signs::DRAWN.cell(&line).paint(&plain(80)), "https://a.example/לקוחות/7?שׁם=9");
    }

    fn linked(line: &Line) -> String {
        Signs::DRAWN.cell(line).paint(&Settings { links: true, ..plain(80) })
    }

    #[test]
    fn t3_links_are_ours_and_end_on_their_row() {
        let address = Text::from("https://example.com/a?b=1");
        let line = Line::new().own("see ").address(&address, Role::Muted).own(".");
        let (start, end) =
            ("\u{1b}]8;id=8d2ce3a0;https://example.com/a?b=1\u{1b}\\", "\u{1b}]8;;\u{1b}\\");
        assert_eq!(linked(&line), format!("see {start}https://example.com/a?b=1{end}."));
        assert_eq!(Signs::DRAWN.cell(&line).paint(&plain(80)), "see https://example.com/a?b=1.");
        let links = Settings { links: true, ..plain(80) };
        let rows = Signs::DRAWN.cell(&line).wrap(12);
        let rows: Vec<_> = rows.iter().map(|row| row.paint(&links)).collect();
        assert_eq!(
            rows,
            [
                "see".to_owned(),
                format!("{start}https://exam{end}"),
                format!("{start}ple.com/a?b={end}"),
                format!("{start}1{end}."),
            ]
        );
    }

    #[test]
    fn t3_what_is_not_seen_whole_is_no_link() {
        let line =
            Line::new().address(&Text::from("https://example.com.evil.example/"), Role::Plain);
        let links = Settings { links: true, ..plain(80) };
        let cut = Signs::DRAWN.cell(&line).cut(20, Signs::DRAWN).paint(&links);
        assert_eq!(cut, "https://example.com…");
        for address in
            ["javascript:alert(1)", "https://a@evil.example", "https://e.example/\u{200b}"]
        {
            let line = Line::new().address(&Text::from(address), Role::Plain);
            assert!(!linked(&line).contains("\u{1b}]"), "{address}");
        }
    }

    #[test]
    fn t3_links_of_the_ticket_are_shown_not_followed() {
        let text =
            Text::from("\u{1b}]8;;https://evil.example\u{1b}\\https://bank.example\u{1b}]8;;\u{7}");
        let painted = linked(&Line::new().prose(&text, Role::Plain));
        // The control ends what is an address; what is seen of it is what is followed.
        assert_eq!(painted.matches("\u{1b}]8;id=").count(), 2);
        assert!(painted.contains(";https://evil.example\u{1b}\\https://evil.example\u{1b}]8;;"));
        assert!(painted.contains("^["));
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
                        '\u{2066}'..='\u{2068}' => {
                            prop_assert!(!std::mem::replace(&mut open, true));
                        }
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
