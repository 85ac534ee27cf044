//! Rows to files: an export is a folder of Parquet files, one folder a table, in it one a month.
//!
//! ```text
//! TicketRows ─► Chunk (a table and month, in memory) ─► row group ─► Part (an open file)
//! ```
//!
//! Memory is bounded by what all chunks together may hold, and by how many files may be open,
//! whatever the order of the tickets. The manifest is written last: a folder without one is no export.

mod chunk;
mod folder;
mod part;
mod parts;
mod schema;
#[cfg(test)]
mod tests;
mod values;

pub(crate) use folder::{Folder, Unfit};

use crate::analysis::tables::{Lost, Manifest, Month, PartFile, TABLES, TicketRows};
use chunk::Chunk;
use parts::Parts;
use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// How much may be in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bounds {
    /// Bytes of all rows that are not written yet.
    pub waiting: usize,
    /// Bytes of the rows of one table and month; then they are written as one row group.
    pub row_group: usize,
    /// Files that are open at a time.
    pub open_files: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { waiting: 48 << 20, row_group: 16 << 20, open_files: 32 }
    }
}

/// Which file a row belongs to: the position of the table, and the month.
type Key = (usize, Option<Month>);

/// A folder that is being filled.
#[derive(Debug)]
pub(crate) struct Warehouse {
    parts: Parts,
    bounds: Bounds,
    chunks: BTreeMap<Key, Chunk>,
    waiting: usize,
    tickets: u64,
    lost: Lost,
}

impl Warehouse {
    /// Begins to fill a folder.
    pub(crate) fn new(folder: Folder, bounds: Bounds) -> Self {
        Self {
            parts: Parts::new(folder, bounds.open_files),
            bounds,
            chunks: BTreeMap::new(),
            waiting: 0,
            tickets: 0,
            lost: Lost::default(),
        }
    }

    /// Adds the rows of the next ticket.
    ///
    /// # Errors
    ///
    /// Fails if a file cannot be written.
    pub(crate) fn add(&mut self, ticket: &TicketRows) -> Result<(), CannotWrite> {
        self.tickets += 1;
        self.lost = self.lost.plus(ticket.lost);
        for (table, rows) in ticket.tables.iter().enumerate().filter(|(_, rows)| rows.count > 0) {
            let key = (table, ticket.month);
            let chunk = self.chunks.entry(key).or_insert_with(|| {
                let chunk = Chunk::of(table);
                self.waiting += chunk.bytes();
                chunk
            });
            self.waiting -= chunk.bytes();
            chunk.add(rows, self.tickets);
            self.waiting += chunk.bytes();
            if chunk.bytes() >= self.bounds.row_group {
                self.write(key)?;
            }
        }
        if self.waiting > self.bounds.waiting {
            self.make_room()?;
        }
        Ok(())
    }

    /// Writes everything that is still in memory, and the manifest. `unread` is what the input held
    /// besides tickets.
    ///
    /// # Errors
    ///
    /// Fails if a file cannot be written.
    pub(crate) fn finish(mut self, unread: u64) -> Result<Manifest, CannotWrite> {
        while let Some(key) = self.chunks.keys().next().copied() {
            self.write(key)?;
        }
        let files = self.parts.finish()?;
        let manifest = Manifest::of(self.tickets, files, self.lost, unread);
        self.parts.folder().write_manifest(&manifest)?;
        Ok(manifest)
    }

    fn write(&mut self, key: Key) -> Result<(), CannotWrite> {
        let Some(chunk) = self.chunks.remove(&key) else { return Ok(()) };
        self.waiting -= chunk.bytes();
        self.parts.write(key, chunk)
    }

    /// Writes the largest chunks until a quarter of the room is free.
    fn make_room(&mut self) -> Result<(), CannotWrite> {
        let mut keys: Vec<_> =
            self.chunks.iter().map(|(key, chunk)| (chunk.bytes(), *key)).collect();
        keys.sort_unstable_by(|one, other| other.cmp(one));
        for (_, key) in keys {
            if self.waiting <= self.bounds.waiting / 4 * 3 {
                break;
            }
            self.write(key)?;
        }
        Ok(())
    }
}

/// The files of each table.
type Files = [Vec<PartFile>; TABLES];

/// A file of the export that could not be written.
#[derive(Debug)]
pub(crate) struct CannotWrite {
    path: PathBuf,
    cause: io::Error,
}

impl fmt::Display for CannotWrite {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "cannot write {}", self.path.display())
    }
}

impl std::error::Error for CannotWrite {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}
