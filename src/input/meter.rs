//! How much of the input has been read, for those who watch.

use super::Input;
use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Counts the bytes that were taken from inputs, as they stand in the files: packed if they are.
#[derive(Debug, Default)]
pub struct Meter(AtomicU64);

impl Meter {
    /// Returns how many bytes have been read.
    pub fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// An input that is counted.
pub(super) struct Metered {
    pub(super) from: Input,
    pub(super) meter: Arc<Meter>,
}

impl Metered {
    fn count(&self, bytes: usize) {
        self.meter.0.fetch_add(bytes as u64, Ordering::Relaxed);
    }
}

impl BufRead for Metered {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.from.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        self.count(bytes);
        self.from.consume(bytes);
    }
}

impl Read for Metered {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let bytes = self.from.read(to)?;
        self.count(bytes);
        Ok(bytes)
    }
}
