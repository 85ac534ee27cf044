//! Packed input, unpacked as it is read: gzip and zstd.
//!
//! The decoders are driven in steps, so that all that stands before damage comes out before the
//! damage is told, however the bytes arrive.

use super::Input;
use super::problem::{Halt, What};
use flate2::{Decompress, FlushDecompress, Status};
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use zstd::stream::raw::{Decoder, InBuffer, Operation, OutBuffer};

/// How an input is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    Gzip,
    Zstd,
}

/// How much is unpacked at a time.
const BUFFER: usize = 64 << 10;

impl Packing {
    /// Begins to unpack.
    pub(super) fn unpack(self, from: Input) -> io::Result<Input> {
        let from: Box<dyn Read + Send> = match self {
            Self::Gzip => Box::new(Members { from, member: None, is_damaged: false }),
            Self::Zstd => Box::new(Frames { from, decoder: Decoder::new()?, wants: 0 }),
        };
        Ok(Box::new(BufReader::with_capacity(BUFFER, Unpacked { packing: self, from })))
    }

    /// Tells damage from failures of the system, which come from the file below.
    fn halt(self, error: io::Error) -> io::Error {
        if error.raw_os_error().is_some() {
            return error;
        }
        let packing = match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        };
        let why = error.to_string();
        Halt(if why.contains("requires too much memory") {
            What::WindowTooLarge
        } else {
            What::Damaged { packing, why }
        })
        .into()
    }
}

/// What comes out of a packed input.
struct Unpacked {
    packing: Packing,
    from: Box<dyn Read + Send>,
}

impl Read for Unpacked {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        self.from.read(to).map_err(|error| self.packing.halt(error))
    }
}

fn cut_off() -> io::Error {
    io::Error::new(ErrorKind::UnexpectedEof, "it ends too early")
}

/// The members of a gzip file, one after the other; zeros between and behind them are padding.
struct Members<R> {
    from: R,
    member: Option<Decompress>,
    /// Told after the bytes that came out before it.
    is_damaged: bool,
}

/// The largest window that gzip has: 32 KiB.
const WINDOW_BITS: u8 = 15;

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.is_damaged {
                // The decoder has better words, but which of them depends on how the bytes arrive.
                return Err(io::Error::other("it is not valid"));
            }
            let chunk = self.from.fill_buf()?;
            let is_end = chunk.is_empty();
            let Some(member) = &mut self.member else {
                let zeros = chunk.iter().take_while(|byte| **byte == 0).count();
                if zeros < chunk.len() {
                    self.member = Some(Decompress::new_gzip(WINDOW_BITS));
                }
                self.from.consume(zeros);
                if is_end {
                    return Ok(0);
                }
                continue;
            };
            let (used, made) = (member.total_in(), member.total_out());
            let status = member.decompress(chunk, to, FlushDecompress::None);
            // A few bytes; the counts would have to be converted otherwise.
            let used = usize::try_from(member.total_in() - used).unwrap_or_default();
            let made = usize::try_from(member.total_out() - made).unwrap_or_default();
            self.from.consume(used);
            match status {
                Ok(Status::StreamEnd) => self.member = None,
                Ok(_) if is_end && made == 0 => return Err(cut_off()),
                Ok(_) => {}
                Err(_) => self.is_damaged = true,
            }
            if made > 0 {
                return Ok(made);
            }
        }
    }
}

/// The frames of a zstd file, one after the other; frames to be skipped are skipped.
///
/// The decoder refuses windows of more than 128 MiB by itself.
struct Frames<R> {
    from: R,
    decoder: Decoder<'static>,
    /// How many bytes the decoder would like; none between frames.
    wants: usize,
}

/// The length of what stands before each block, which the decoder would like with the one before.
const BLOCK_HEADER: usize = 3;

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        loop {
            let chunk = self.from.fill_buf()?;
            let is_end = chunk.is_empty();
            if is_end && self.wants == 0 {
                return Ok(0);
            }
            // One block and no more: whatever a call cannot read takes all with it that it could.
            let step = self.wants.saturating_sub(BLOCK_HEADER).max(1);
            let mut block = InBuffer::around(chunk.get(..step).unwrap_or(chunk));
            let mut output = OutBuffer::around(&mut *to);
            self.wants = self.decoder.run(&mut block, &mut output)?;
            let (used, made) = (block.pos(), output.pos());
            self.from.consume(used);
            if self.wants == 0 {
                self.decoder.reinit()?;
            }
            if made > 0 {
                return Ok(made);
            }
            if is_end && self.wants > 0 {
                return Err(cut_off());
            }
        }
    }
}
