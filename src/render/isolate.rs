//! Text from right to left on a terminal: kept to its place, so that nothing beside it moves.

use super::characters::{Direction, runs_right_to_left, turns};
use super::strip::Piece;
use unicode_width::UnicodeWidthChar;

/// Opens an isolate that runs as its first letter does.
const FIRST_STRONG: &str = "\u{2068}";

/// Opens one that runs from left to right, whatever is in it.
const LEFT_TO_RIGHT: &str = "\u{2066}";

/// Opens one that runs from right to left, whatever is in it.
const RIGHT_TO_LEFT: &str = "\u{2067}";

/// Closes an isolate.
const END: &str = "\u{2069}";

/// How something that a ticket says in one go is kept to its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Isolate {
    /// There is no need.
    None,
    /// All of it, opened like this.
    Whole(&'static str),
    /// Each part of an address that runs from right to left: the address itself does not.
    Parts,
}

impl Isolate {
    /// Finds out what pieces need that are one text, or a row of one.
    pub(super) fn of(pieces: &[Piece<'_>]) -> Self {
        let is_turned = pieces.iter().any(|piece| runs_right_to_left(piece.run.as_str()));
        let paragraph = pieces.iter().find_map(|piece| piece.direction);
        if paragraph.is_none() || pieces.iter().all(|piece| piece.run.as_str().is_empty()) {
            return Self::None;
        }
        if pieces.iter().all(|piece| piece.is_address) {
            return if is_turned { Self::Parts } else { Self::None };
        }
        let row = pieces.iter().find_map(|piece| Direction::of(piece.run.as_str()));
        match (paragraph, row) {
            (Some(Direction::RightToLeft), Some(Direction::RightToLeft)) => {
                Self::Whole(FIRST_STRONG)
            }
            (Some(Direction::RightToLeft), _) => Self::Whole(RIGHT_TO_LEFT),
            _ if !is_turned => Self::None,
            (_, Some(Direction::RightToLeft)) => Self::Whole(LEFT_TO_RIGHT),
            _ => Self::Whole(FIRST_STRONG),
        }
    }

    /// Returns what stands before and after all of it.
    pub(super) const fn ends(self) -> (&'static str, &'static str) {
        match self {
            Self::Whole(open) => (open, END),
            Self::None | Self::Parts => ("", ""),
        }
    }
}

/// Keeps the parts of an address to their places.
pub(super) fn parts(address: &str) -> String {
    let mut kept = String::with_capacity(address.len() + FIRST_STRONG.len() + END.len());
    let mut is_open = false;
    for char in address.chars() {
        let is_inside = turns(char) || (is_open && char.width() == Some(0));
        if is_inside != is_open {
            kept.push_str(if is_inside { FIRST_STRONG } else { END });
            is_open = is_inside;
        }
        kept.push(char);
    }
    if is_open {
        kept.push_str(END);
    }
    kept
}
