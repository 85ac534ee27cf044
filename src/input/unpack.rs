//! Packed input, unpacked as it is read: gzip and zstd.

use super::Input;
use super::problem::{Halt, What};
use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, BufReader, Read};

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
            Self::Gzip => Box::new(Members(Some(GzDecoder::new(from)))),
            // Refuses windows of more than 128 MiB by itself.
            Self::Zstd => Box::new(zstd::Decoder::with_buffer(from)?),
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

/// The members of a gzip file, one after the other; the zeros that pad it are passed over.
struct Members<R>(Option<GzDecoder<R>>);

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.0 {
            let count = member.read(to)?;
            if count > 0 || to.is_empty() {
                return Ok(count);
            }
            if let Some(mut rest) = self.0.take().map(GzDecoder::into_inner)
                && passes_zeros(&mut rest)?
            {
                self.0 = Some(GzDecoder::new(rest));
            }
        }
        Ok(0)
    }
}

/// Passes over zeros; tells whether anything follows.
fn passes_zeros(from: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let chunk = from.fill_buf()?;
        let zeros = chunk.iter().take_while(|byte| **byte == 0).count();
        let (is_end, follows) = (chunk.is_empty(), zeros < chunk.len());
        from.consume(zeros);
        if is_end || follows {
            return Ok(follows);
        }
    }
}
