//! Reading ahead on a thread of its own, while what was read before is understood.

use super::Input;
use std::io::{self, BufRead, ErrorKind, Read};
use std::sync::mpsc::{Receiver, Sender, SyncSender, TryRecvError, channel, sync_channel};
use std::thread;

/// How much is read at a time, and how often ahead of what is asked for.
const BLOCK: usize = 256 << 10;
const BLOCKS: usize = 3;

/// The bytes of an input, read ahead.
///
/// The thread is not waited for: it may stand in a pipe from which nothing comes any more.
pub(super) struct Ahead {
    blocks: Receiver<io::Result<Vec<u8>>>,
    spent: Sender<Vec<u8>>,
    block: Vec<u8>,
    used: usize,
    next: Option<io::Result<Vec<u8>>>,
}

impl Ahead {
    /// Begins to read.
    pub(super) fn of(from: Input) -> Self {
        let (give, blocks) = sync_channel(BLOCKS);
        let (spent, take) = channel();
        thread::spawn(move || read_blocks(from, &give, &take));
        Self { blocks, spent, block: Vec::new(), used: 0, next: None }
    }

    /// Tells whether bytes have come that were not asked for yet; the end counts, too.
    pub(super) fn is_at_hand(&mut self) -> bool {
        if self.used < self.block.len() || self.next.is_some() {
            return true;
        }
        match self.blocks.try_recv() {
            Ok(block) => {
                self.next = Some(block);
                true
            }
            Err(TryRecvError::Empty) => false,
            Err(TryRecvError::Disconnected) => true,
        }
    }
}

fn read_blocks(mut from: Input, give: &SyncSender<io::Result<Vec<u8>>>, take: &Receiver<Vec<u8>>) {
    loop {
        let mut block = take.try_recv().unwrap_or_default();
        block.resize(BLOCK, 0);
        let read = match from.read(&mut block) {
            Ok(count) => {
                block.truncate(count);
                Ok(block)
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => Err(error),
        };
        let is_end = read.as_ref().map_or(true, Vec::is_empty);
        if give.send(read).is_err() || is_end {
            return;
        }
    }
}

impl BufRead for Ahead {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.used >= self.block.len() {
            let next = self.next.take().or_else(|| self.blocks.recv().ok());
            let next = next.unwrap_or_else(|| Ok(Vec::new()))?;
            let spent = std::mem::replace(&mut self.block, next);
            self.used = 0;
            // Whoever does not want it any more has read to the end.
            let _ = self.spent.send(spent);
        }
        Ok(self.block.get(self.used..).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.used = self.used.saturating_add(count);
    }
}

impl Read for Ahead {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(to)?;
        self.consume(count);
        Ok(count)
    }
}
