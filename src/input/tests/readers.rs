//! Readers that fail, that are slow, that are disturbed.

use super::forms::{gzip, utf16, zstd};
use super::{A, B, Limits, Outcome, SEED, read, read_from};
use std::io::{self, BufReader, Cursor, ErrorKind, Read};

/// Gives so many bytes at a time. At one call it fails, or at every other call it is interrupted.
struct Reader {
    bytes: Cursor<Vec<u8>>,
    size: usize,
    calls: usize,
    fails_at: Option<usize>,
    interrupted: bool,
}

impl Read for Reader {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        self.calls += 1;
        if self.fails_at.is_some_and(|call| self.calls >= call) {
            return Err(io::Error::from_raw_os_error(5));
        }
        if self.interrupted && self.calls % 2 == 1 {
            return Err(ErrorKind::Interrupted.into());
        }
        let size = self.size.min(to.len());
        (&mut self.bytes).take(size as u64).read(to)
    }
}

fn reader(bytes: &[u8], size: usize) -> Reader {
    let bytes = Cursor::new(bytes.to_vec());
    Reader { bytes, size, calls: 0, fails_at: None, interrupted: false }
}

fn from(reader: Reader) -> Outcome {
    read_from(Box::new(BufReader::with_capacity(1 << 12, reader)), Limits::default())
}

/// Two tickets and a longer one, in every form.
fn forms() -> [Vec<u8>; 5] {
    let text = format!("{A}\n{B}\n{SEED}");
    [
        gzip(text.as_bytes()),
        zstd(text.as_bytes()),
        utf16(&format!("\u{FEFF}{text}"), u16::to_le_bytes),
        utf16(&text, u16::to_be_bytes),
        text.into_bytes(),
    ]
}

#[test]
fn t33_a_reader_may_fail_at_any_call() {
    for bytes in forms() {
        let whole = read(&bytes);
        assert_eq!((whole.tickets.len(), whole.tally.lost), (3, 0));
        let mut most = 0;
        for call in 1..=bytes.len().div_ceil(101) + 1 {
            let outcome = from(Reader { fails_at: Some(call), ..reader(&bytes, 101) });
            assert_eq!(outcome.tickets, whole.tickets[..outcome.tickets.len()], "{call}");
            assert_eq!(outcome.tally.lost, 1, "{call}: {:?}", outcome.told);
            assert!(
                outcome.told.last().unwrap().ends_with("Input/output error"),
                "{:?}",
                outcome.told
            );
            assert!(
                outcome.tickets.len() >= most,
                "what came before a later failure is there, too"
            );
            most = outcome.tickets.len();
        }
        assert!(most >= 2, "tickets before the failure are delivered");
    }
}

#[test]
fn t32_slow_and_disturbed_readers_change_nothing() {
    for bytes in forms() {
        let whole = read(&bytes);
        for size in [1, 2, 3, 1000] {
            for interrupted in [false, true] {
                let outcome = from(Reader { interrupted, ..reader(&bytes, size) });
                assert_eq!(outcome, whole, "{size} {interrupted}");
            }
        }
    }
}
