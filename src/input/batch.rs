//! Pieces of an input that are read together: enough of them to be worth the way to another thread.

use super::layers::Layers;
use super::place::Position;
use super::problem::{Problem, What};
use super::reading::Parts;
use super::splitting::{Piece, Splitter};
use std::sync::Arc;

/// What is known of an input as a whole.
#[derive(Debug, Clone, Default)]
pub(super) struct Origin {
    /// The name for messages.
    pub(super) source: Arc<str>,
    pub(super) layers: Layers,
    /// How large a ticket may be, in bytes.
    pub(super) limit: usize,
    /// How much of a ticket is read.
    pub(super) parts: Parts,
}

impl Origin {
    /// Makes a problem of what is the matter at a position.
    pub(super) fn problem(&self, at: Option<Position>, what: What) -> Problem {
        Problem { source: Arc::clone(&self.source), at, what, excerpt: None }
    }
}

/// Pieces that follow one another.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) origin: Origin,
    pub(super) text: Vec<u8>,
    pub(super) content: Content,
}

/// What the text of a batch is.
#[derive(Debug)]
pub(super) enum Content {
    /// The frames of pieces, one after the other.
    Pieces(Vec<Cut>),
    /// Whole lines, each of which is a ticket, if all is well. They begin at a position.
    Lines(Position),
}

impl Default for Content {
    fn default() -> Self {
        Self::Pieces(Vec::new())
    }
}

/// A piece, where it begins in the input, and where its frame ends in the batch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cut {
    pub(super) piece: Piece,
    pub(super) start: Position,
    pub(super) end: usize,
    /// How many lines of other text stand right before it.
    pub(super) lines_before: u64,
}

impl Batch {
    pub(super) fn new(origin: &Origin) -> Self {
        Self { origin: origin.clone(), ..Self::default() }
    }

    /// Tells whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        match &self.content {
            Content::Pieces(cuts) => cuts.is_empty(),
            Content::Lines(_) => self.text.is_empty(),
        }
    }

    /// Adds the piece that was found last, with so many lines of other text before it.
    pub(super) fn add(&mut self, piece: Piece, lines_before: u64, pieces: &Splitter) {
        if matches!(piece, Piece::Value | Piece::Broken { .. }) {
            self.text.extend_from_slice(pieces.frame());
        }
        let cut = Cut { piece, start: pieces.start(), end: self.text.len(), lines_before };
        if let Content::Pieces(cuts) = &mut self.content {
            cuts.push(cut);
        }
    }
}
