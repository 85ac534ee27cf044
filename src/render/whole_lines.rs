//! The way out: whole lines, and nothing more once something could not be written.

use std::io::{self, ErrorKind, Write};

/// So much is collected before it is sent on.
const ROOM: usize = 32 * 1024;

/// So much goes through a pipe at once or not at all, as POSIX has it.
const AT_ONCE: usize = 4096;

/// Collects what is written and sends it on in whole lines, so that neither an interruption nor a
/// full disk leaves half of a colour behind. After a failure nothing more is sent, not even what is
/// left here: whoever reads on would take it for the answer.
#[derive(Debug)]
pub struct WholeLines<W> {
    out: W,
    kept: Vec<u8>,
    failed: bool,
}

impl<W: Write> WholeLines<W> {
    /// Starts to collect.
    pub const fn new(out: W) -> Self {
        Self { out, kept: Vec::new(), failed: false }
    }

    /// Sends on what has been collected, up to a position.
    fn send(&mut self, end: usize) -> io::Result<()> {
        let mut rest = self.kept.get(..end).unwrap_or_default();
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(piece(rest));
            if let Err(error) = self.out.write_all(piece) {
                self.failed = true;
                return Err(error);
            }
            rest = after;
        }
        self.kept.drain(..end);
        Ok(())
    }
}

/// Returns how much to send at once: lines that fit together, or one that is longer.
fn piece(bytes: &[u8]) -> usize {
    let few = bytes.get(..AT_ONCE).unwrap_or(bytes);
    let lines = few.iter().rposition(|byte| *byte == b'\n');
    let line = || bytes.iter().position(|byte| *byte == b'\n');
    lines.or_else(line).map_or(bytes.len(), |at| at + 1)
}

impl<W: Write> Write for WholeLines<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.failed {
            return Err(ErrorKind::WriteZero.into());
        }
        self.kept.extend_from_slice(bytes);
        if self.kept.len() >= ROOM {
            let lines = self.kept.iter().rposition(|byte| *byte == b'\n');
            self.send(lines.map_or(self.kept.len(), |at| at + 1))?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.failed {
            return Err(ErrorKind::WriteZero.into());
        }
        self.send(self.kept.len())?;
        self.out.flush().inspect_err(|_| self.failed = true)
    }
}

#[cfg(test)]
mod tests {
    use super::{AT_ONCE, ROOM, WholeLines};
    use std::io::{self, Write};

    /// Writes down each piece, up to a number of them.
    struct Pieces(Vec<Vec<u8>>, usize);

    impl Write for Pieces {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.push(bytes.to_vec());
            if self.0.len() > self.1 { Err(io::Error::other("full")) } else { Ok(bytes.len()) }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_is_sent_ends_with_a_line() {
        let mut pieces = Pieces(Vec::new(), usize::MAX);
        let mut out = WholeLines::new(&mut pieces);
        let lines: Vec<_> = (0..9000).map(|number| format!("{number}\n")).collect();
        for line in &lines {
            out.write_all(line.as_bytes()).unwrap();
        }
        let long = format!("{}\n", "x".repeat(AT_ONCE * 3));
        out.write_all(long.as_bytes()).unwrap();
        out.flush().unwrap();
        assert_eq!(pieces.0.concat(), (lines.concat() + &long).into_bytes());
        for piece in &pieces.0 {
            assert!(piece.ends_with(b"\n"));
            assert!(piece.len() <= AT_ONCE || *piece == long.as_bytes());
        }
    }

    #[test]
    fn a_line_without_an_end_is_not_kept_for_ever() {
        let mut pieces = Pieces(Vec::new(), usize::MAX);
        WholeLines::new(&mut pieces).write_all(&vec![b'x'; ROOM]).unwrap();
        assert_eq!(pieces.0.concat().len(), ROOM);
    }

    #[test]
    fn t34_nothing_is_sent_after_a_failure() {
        let mut pieces = Pieces(Vec::new(), 0);
        let mut out = WholeLines::new(&mut pieces);
        out.write_all(b"a\n").unwrap();
        assert!(out.flush().is_err());
        assert!(out.write_all(b"b\n").is_err() && out.flush().is_err());
        drop(out);
        assert_eq!(pieces.0.len(), 1);
    }
}
