//! Many small pieces of bytes, one behind the other. They do not move when more come, so that there is
//! never a copy of them all.

/// Pieces of bytes, in the order in which they came.
#[derive(Debug, Default)]
pub(in crate::analysis) struct Chunks {
    chunks: Vec<Vec<u8>>,
}

/// Where a piece begins; earlier pieces come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::analysis) struct Spot {
    chunk: u32,
    start: u32,
}

/// The size of a chunk, in bytes; a larger piece has one of its own.
const CHUNK: usize = 1 << 16;

impl Chunks {
    /// Adds a piece behind the others.
    pub(in crate::analysis) fn add(&mut self, piece: &[u8]) -> Spot {
        let room = |chunk: &Vec<u8>| chunk.capacity().saturating_sub(chunk.len());
        if self.chunks.last().is_none_or(|last| room(last) < piece.len()) {
            self.chunks.push(Vec::with_capacity(CHUNK.max(piece.len())));
        }
        let number = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let chunk = number(self.chunks.len().saturating_sub(1));
        let Some(last) = self.chunks.last_mut() else { return Spot { chunk, start: 0 } };
        let start = number(last.len());
        last.extend_from_slice(piece);
        Spot { chunk, start }
    }

    /// Returns the bytes of a piece, and of those behind it in its chunk.
    pub(in crate::analysis) fn from(&self, spot: Spot) -> &[u8] {
        let index = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let chunk = self.chunks.get(index(spot.chunk));
        chunk.and_then(|chunk| chunk.get(index(spot.start)..)).unwrap_or_default()
    }

    /// Goes through all bytes in order; no piece is in two parts.
    pub(in crate::analysis) fn each(&self) -> impl Iterator<Item = &[u8]> {
        self.chunks.iter().map(Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::{CHUNK, Chunks};

    #[test]
    fn pieces_stay_whole_and_in_order() {
        let pieces = [vec![1; CHUNK - 1], vec![2; 2], vec![3; CHUNK + 1], vec![], vec![4]];
        let mut chunks = Chunks::default();
        let spots: Vec<_> = pieces.iter().map(|piece| chunks.add(piece)).collect();
        assert!(spots.is_sorted());
        for (piece, spot) in pieces.iter().zip(spots) {
            assert!(chunks.from(spot).starts_with(piece));
        }
        assert_eq!(chunks.each().collect::<Vec<_>>().concat(), pieces.concat());
        assert_eq!(chunks.each().count(), 3 + 1, "where there is no room is a new one");
    }
}
