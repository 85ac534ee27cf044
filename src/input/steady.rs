//! Reading that a signal does not disturb.

use super::Input;
use std::io::{self, BufRead, ErrorKind, Read};

/// Asks again when it was interrupted: what stands above it would take that for a failure.
pub(super) struct Steady(pub(super) Input);

impl BufRead for Steady {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        loop {
            match self.0.fill_buf() {
                Ok([]) => return Ok(&[]),
                Ok(_) => break,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        // Asking again costs nothing and reads nothing; returning from the loop upsets the borrows.
        self.0.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.0.consume(count);
    }
}

impl Read for Steady {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(to)?;
        self.consume(count);
        Ok(count)
    }
}
