//! Cutting and wrapping, on the edges of what a reader takes for one character.

use super::Signs;
use super::strip::{Piece, Strip};
use super::theme::Look;
use crate::page::Role;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// One character as a reader sees it, and where it stands.
#[derive(Debug, Clone, Copy)]
struct Grain {
    piece: usize,
    from: usize,
    to: usize,
    width: usize,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Blank,
    /// A blank of our own: two of them stand between things that are best kept whole.
    OwnBlank,
    Break,
}

/// A place where a row may end, and where the next one then begins.
#[derive(Debug, Clone, Copy)]
struct Place {
    end: usize,
    next: usize,
}

/// At least this much of a quotation is left when it is shortened to save what follows it.
const GIST: usize = 8;

impl Strip<'_> {
    /// Cuts the strip to a width; what was cut ends in the sign for it. Where something from a ticket is
    /// followed by words of our own, the quotation is shortened and our words stay.
    pub(super) fn cut(self, width: usize, signs: Signs) -> Self {
        if self.width() <= width {
            return self;
        }
        let quoted = self.pieces().iter().rposition(|piece| piece.quoted).map_or(0, |at| at + 1);
        let (head, tail) = self.pieces().split_at_checked(quoted).unwrap_or((self.pieces(), &[]));
        let tail = from_pieces(tail);
        match width.checked_sub(tail.width()) {
            Some(room) if room >= GIST && !tail.is_empty() => {
                from_pieces(head).shorten(room, signs).then(tail)
            }
            _ => self.shorten(width, signs),
        }
    }

    /// Cuts the strip to a width, and so that the first hit in it stays in sight, with some of what
    /// stands before it.
    pub(super) fn cut_around_hit(self, width: usize, signs: Signs) -> Self {
        let hit = |piece: &Piece<'_>| piece.look == Look::Words(Role::Hit);
        let Some(at) = self.pieces().iter().position(hit) else { return self.cut(width, signs) };
        let (before, rest) = self.pieces().split_at_checked(at).unwrap_or((self.pieces(), &[]));
        let (before, first) = (from_pieces(before), rest.iter().take_while(|piece| hit(piece)));
        let wanted =
            first.map(|piece| piece.run.as_str().width()).sum::<usize>() + signs.cut().width();
        if before.width() + wanted <= width {
            return self.cut(width, signs);
        }
        let room = width.saturating_sub(wanted + signs.cut().width()).min(width / 3);
        let grains = before.grains();
        let mut used = 0;
        let lead = grains.iter().rev().take_while(|grain| {
            used += grain.width;
            used <= room
        });
        let lead = before.slice(grains.get(grains.len() - lead.count()..).unwrap_or_default());
        let mut cut = Self::new();
        if let Some(first) = rest.first() {
            cut.push(Piece { look: Look::Words(Role::Muted), ..first.beside(signs.cut()) });
        }
        let cut = cut.then(lead.unlinked(None)).then(from_pieces(rest));
        if cut.width() <= width { cut } else { cut.shorten(width, signs) }
    }

    fn shorten(self, width: usize, signs: Signs) -> Self {
        // With hardly any room, there is not even enough for all of the sign.
        let sign = signs.cut();
        let sign = if sign.is_ascii() { sign.get(..width.min(sign.len())) } else { Some(sign) };
        let sign = sign.unwrap_or_default();
        let room = width.saturating_sub(signs.cut().width());
        let mut used = 0;
        let grains = self.grains();
        let fits = grains.iter().take_while(|grain| {
            used += grain.width;
            used <= room
        });
        let count = fits.count();
        let (kept, lost) = grains.split_at_checked(count).unwrap_or((&grains, &[]));
        let broken = lost.first().and_then(|grain| self.pieces().get(grain.piece));
        let mut kept = self.slice(kept).trimmed();
        if let Some(target) = broken.and_then(|piece| piece.link.as_ref()) {
            // Of where it leads, not all is to be seen any more.
            kept = kept.unlinked(Some(target));
        }
        match kept.pieces().last().or(self.pieces().first()).map(|piece| piece.beside(sign)) {
            Some(cut) if width > 0 => {
                kept.push(cut);
                kept
            }
            _ => Self::new(),
        }
    }

    /// Wraps the strip into rows, all of one width.
    pub(super) fn wrap(self, width: usize) -> Vec<Self> {
        self.wrap_by(|_| width)
    }

    /// Wraps the strip into rows, with blanks before all but the first.
    pub(super) fn wrap_hanging(self, width: usize, hang: usize) -> Vec<Self> {
        let hang = if width >= hang * 2 { hang } else { 0 };
        let rows = self.wrap_by(|row| if row == 0 { width } else { width.saturating_sub(hang) });
        rows.into_iter()
            .enumerate()
            .map(|(row, strip)| if row == 0 { strip } else { Self::new().blank(hang).then(strip) })
            .collect()
    }

    /// Wraps the strip into rows; the width depends on the number of the row.
    pub(super) fn wrap_by(self, width: impl Fn(usize) -> usize) -> Vec<Self> {
        let is_broken = self.pieces().iter().any(|piece| piece.run.as_str().contains('\n'));
        let paragraphs = if is_broken { self.paragraphs() } else { vec![self] };
        let mut rows = Vec::new();
        for paragraph in paragraphs {
            if paragraph.width() <= width(rows.len()) {
                rows.push(paragraph.trimmed());
                continue;
            }
            let grains = paragraph.grains();
            let mut rest = grains.as_slice();
            while !rest.is_empty() {
                let place = row_end(rest, width(rows.len()));
                rows.push(paragraph.slice(rest.get(..place.end).unwrap_or_default()).trimmed());
                rest = rest.get(place.next..).unwrap_or_default();
            }
        }
        rows
    }

    /// Takes it apart where its lines break. Each runs as its own first letter does.
    fn paragraphs(&self) -> Vec<Self> {
        let grains = self.grains();
        let paragraphs = grains.split(|grain| grain.kind == Kind::Break);
        paragraphs.map(|grains| self.slice(grains).directed()).collect()
    }

    fn grains(&self) -> Vec<Grain> {
        let mut grains = Vec::new();
        for (index, piece) in self.pieces().iter().enumerate() {
            for (from, text) in piece.run.as_str().grapheme_indices(true) {
                let kind = match text {
                    "\n" => Kind::Break,
                    " " if piece.quoted => Kind::Blank,
                    " " => Kind::OwnBlank,
                    _ => Kind::Letter,
                };
                let to = from + text.len();
                grains.push(Grain { piece: index, from, to, width: text.width(), kind });
            }
        }
        grains
    }

    /// Returns the part that some grains, which follow each other, stand for.
    fn slice(&self, grains: &[Grain]) -> Self {
        let mut part = Self::new();
        for grains in grains.chunk_by(|a, b| a.piece == b.piece) {
            let (Some(first), Some(last)) = (grains.first(), grains.last()) else { continue };
            if let Some(piece) = self.pieces().get(first.piece) {
                part.push(piece.part(first.from, last.to));
            }
        }
        part
    }
}

fn from_pieces<'a>(pieces: &[Piece<'a>]) -> Strip<'a> {
    let mut strip = Strip::new();
    pieces.iter().cloned().for_each(|piece| strip.push(piece));
    strip
}

/// Finds where a row ends. A gap of two blanks of our own is the best place, if that leaves the row
/// half full; then any blank, or between two wide letters; else the word is broken.
fn row_end(grains: &[Grain], width: usize) -> Place {
    let mut used = 0;
    let mut word_seen = false;
    let mut best: Option<Place> = None;
    let mut gap: Option<Place> = None;
    let mut before: Option<&Grain> = None;
    for (index, grain) in grains.iter().enumerate() {
        let letter = grain.kind == Kind::Letter;
        let after_blank = before.is_some_and(|before| before.kind != Kind::Letter);
        let after_wide = before.is_some_and(|before| before.width == 2) && grain.width == 2;
        if letter && word_seen && (after_blank || after_wide) {
            let blanks = grains.get(..index).unwrap_or_default().iter().rev();
            let own = blanks.clone().take_while(|grain| grain.kind == Kind::OwnBlank).count();
            let blanks = blanks.take_while(|grain| grain.kind != Kind::Letter).count();
            let place = Place { end: index - blanks, next: index };
            best = Some(place);
            if own >= 2 && used >= width / 2 && used - blanks <= width {
                gap = Some(place);
            }
        }
        used += grain.width;
        if letter && used > width {
            let broken = Place { end: index.max(1), next: index.max(1) };
            return gap.or(best).unwrap_or(broken);
        }
        word_seen |= letter;
        before = Some(grain);
    }
    Place { end: grains.len(), next: grains.len() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Text;
    use crate::page::{Line, Role};
    use proptest::prelude::*;

    fn rows(line: &Line, width: usize) -> Vec<String> {
        Signs::DRAWN.body(line).wrap(width).iter().map(Strip::text).collect()
    }

    fn quote(text: &str) -> Line {
        Line::new().quote(&Text::from(text), Role::Plain)
    }

    fn cut(line: &Line, width: usize) -> String {
        Signs::DRAWN.cell(line).cut(width, Signs::DRAWN).text()
    }

    #[test]
    fn a_hit_stays_in_sight() {
        let text = |text: &str| Text::from(text);
        let line = |before: &str| {
            let line = Line::new().quote(&text(before), Role::Plain);
            line.quote(&text("hit"), Role::Hit).quote(&text(" and more"), Role::Plain)
        };
        let cut = |before: &str, width| {
            Signs::DRAWN.cell(&line(before)).cut_around_hit(width, Signs::DRAWN).text()
        };
        assert_eq!(cut("", 20), "hit and more");
        assert_eq!(cut("far off ", 20), "far off hit and more");
        assert_eq!(cut("far off ", 16), "far off hit and…");
        assert_eq!(cut("far off, before the ", 12), "…the hit an…");
        assert_eq!(cut("far off, before the ", 18), "…e the hit and mo…");
        assert_eq!(cut("日本語日本語", 9), "…語hit a…");
        for width in 5..40 {
            let cut = cut("far off, before the ", width);
            assert!(cut.contains("hit") && cut.width() <= width, "{width}: {cut}");
        }
    }

    #[test]
    fn words_wrap_at_blanks() {
        assert_eq!(rows(&quote("one two  three"), 8), ["one two", "three"]);
        assert_eq!(rows(&quote("one two"), 7), ["one two"]);
        assert_eq!(rows(&quote("one "), 3), ["one"]);
        assert_eq!(rows(&quote("a\n\nb\n"), 3), ["a", "", "b", ""]);
        assert_eq!(rows(&quote(""), 3), [""]);
        assert_eq!(rows(&quote("  in"), 9), ["  in"]);
    }

    #[test]
    fn long_words_are_broken_between_characters() {
        assert_eq!(rows(&quote("abcdefgh ij"), 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(rows(&quote("e\u{301}e\u{301}e\u{301}"), 2), ["e\u{301}e\u{301}", "e\u{301}"]);
        assert_eq!(rows(&quote("a日本語"), 4), ["a日", "本語"]);
        assert_eq!(rows(&quote("👩‍👩‍👧x"), 1), ["👩‍👩‍👧", "x"]);
    }

    #[test]
    fn a_gap_of_our_own_is_the_better_place() {
        let buttons = Line::new()
            .own("[")
            .quote(&Text::from("Book it"), Role::Plain)
            .own("]  [")
            .quote(&Text::from("Cancel the booking"), Role::Plain);
        assert_eq!(rows(&buttons, 20), ["[Book it]", "[Cancel the booking"]);
    }

    #[test]
    fn cutting_leaves_a_mark() {
        assert_eq!(cut(&quote("Hello"), 5), "Hello");
        assert_eq!(cut(&quote("Hello world"), 7), "Hello…");
        assert_eq!(cut(&quote("日本語"), 4), "日…");
        assert_eq!(cut(&quote("Hello"), 1), "…");
        assert_eq!(cut(&quote("Hello"), 0), "");
        assert_eq!(cut(&quote("a\nbcdefghi"), 8), "a ↵ bcd…");
    }

    #[test]
    fn cutting_spares_our_own_words_behind_a_quotation() {
        let line = quote("Hi Jack, a long letter").muted("  delivered");
        assert_eq!(cut(&line, 24), "Hi Jack, a l…  delivered");
        assert_eq!(cut(&line, 12), "Hi Jack, a…");
    }

    proptest! {
        #[test]
        fn t13_nothing_is_wider_than_asked_and_nothing_is_lost(text in "([ a-zא-ת日本語\u{301}\u{200d}👩👧\n\u{1b}]|😀|🇮🇱){0,60}", width in 2usize..40) {
            let line = quote(&text);
            let rows = rows(&line, width);
            let word = |text: &str| text.replace([' ', '\n'], "");
            prop_assert_eq!(word(&rows.concat()), word(&Signs::DRAWN.body(&line).text()));
            for row in &rows {
                prop_assert!(row.width() <= width || row.graphemes(true).count() == 1, "{:?}", row);
            }
            let cut = cut(&line, width);
            prop_assert!(cut.width() <= width);
            let whole = Signs::DRAWN.cell(&line).text();
            let kept = cut.trim_end_matches('…');
            prop_assert!(whole.starts_with(kept));
            let edges = whole.grapheme_indices(true).map(|(at, _)| at).chain([whole.len()]);
            prop_assert!(edges.into_iter().any(|at| at == kept.len()), "{:?} of {:?}", cut, whole);
        }
    }
}
