//! What is drawn on.

use super::{Settings, Signs, Width};

/// How much room there is to draw, and with what signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Canvas {
    pub(super) width: Width,
    pub(super) signs: Signs,
}

impl Canvas {
    /// A drawing of its own inside a document, so many columns wide.
    pub(super) const fn inside(columns: usize) -> Self {
        Self { width: Width::columns(columns), signs: Signs::DRAWN }
    }
}

impl Settings {
    /// Returns what pages are drawn on.
    pub(super) const fn canvas(&self) -> Canvas {
        Canvas { width: self.width, signs: self.signs }
    }
}
