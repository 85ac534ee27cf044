//! How much room there is.

/// The width to draw for: that of a terminal, or unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Width(Option<usize>);

/// How a conversation and its like are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// 100 columns and more: everything beside each other.
    Ample,
    /// 80 to 99 columns: nothing in the right margin.
    Fair,
    /// Less: below each other.
    Tight,
}

impl Width {
    /// Nobody knows, as in a pipe: text and cells are neither wrapped nor cut.
    pub const UNKNOWN: Self = Self(None);

    /// So many columns; less than 20 or more than 500 cannot be meant.
    pub const fn columns(columns: usize) -> Self {
        Self(Some(match columns {
            0..=19 => 20,
            20..=500 => columns,
            _ => 500,
        }))
    }

    /// Tells whether a line so long fits in one row.
    pub fn fits(self, columns: usize) -> bool {
        columns <= self.text()
    }

    /// Tells whether the width is known, so that text may be wrapped and cut.
    pub(super) const fn is_known(self) -> bool {
        self.0.is_some()
    }

    /// Returns how wide a line of text may be.
    pub(super) const fn text(self) -> usize {
        match self.0 {
            Some(columns) => columns,
            None => usize::MAX,
        }
    }

    /// Returns how wide bars and rules are, and where the right edge is.
    pub(super) const fn rule(self) -> usize {
        match self.0 {
            Some(columns) => columns,
            None => 100,
        }
    }

    /// Returns how much room that is.
    pub(super) const fn room(self) -> Room {
        match self.rule() {
            100.. => Room::Ample,
            80..=99 => Room::Fair,
            _ => Room::Tight,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_widths_are_bent_into_shape() {
        assert_eq!(Width::columns(0).text(), 20);
        assert_eq!(Width::columns(99_999).text(), 500);
        assert_eq!(Width::columns(80).text(), 80);
    }

    #[test]
    fn unknown_is_drawn_like_100_but_without_an_end() {
        assert_eq!(Width::UNKNOWN.rule(), 100);
        assert_eq!(Width::UNKNOWN.text(), usize::MAX);
        assert_eq!(Width::UNKNOWN.room(), Room::Ample);
    }
}
