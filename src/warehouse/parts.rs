//! The files of an export: few of them open at a time.

use super::chunk::Chunk;
use super::part::Part;
use super::{CannotWrite, Files, Folder, Key};
use crate::analysis::tables::TABLES;
use std::collections::BTreeMap;
use std::fmt;

/// The files of an export.
pub(super) struct Parts {
    folder: Folder,
    most: usize,
    /// Those that are open, from the one that was written to least recently.
    open: Vec<(Key, Part)>,
    /// How many files there are of a table and month.
    numbers: BTreeMap<Key, usize>,
    done: Files,
}

impl fmt::Debug for Parts {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Parts").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Parts {
    pub(super) fn new(folder: Folder, most: usize) -> Self {
        let done = Files::default();
        Self { folder, most: most.max(1), open: Vec::new(), numbers: BTreeMap::new(), done }
    }

    pub(super) const fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Writes rows to the file of their table and month; begins one if none is open.
    pub(super) fn write(&mut self, key: Key, chunk: Chunk) -> Result<(), CannotWrite> {
        let open = self.open.iter().position(|(of, _)| *of == key);
        let mut part = match open {
            Some(position) => self.open.remove(position).1,
            None => self.begin(key)?,
        };
        part.write(chunk)?;
        self.open.push((key, part));
        Ok(())
    }

    fn begin(&mut self, key: Key) -> Result<Part, CannotWrite> {
        if self.open.len() >= self.most {
            let (oldest, part) = self.open.remove(0);
            self.close(oldest, part)?;
        }
        let number = self.numbers.entry(key).or_default();
        let part = Part::create(&self.folder, key, *number)?;
        *number += 1;
        Ok(part)
    }

    fn close(&mut self, (table, _): Key, part: Part) -> Result<(), CannotWrite> {
        let file = part.close()?;
        if let Some(files) = self.done.get_mut(table) {
            files.push(file);
        }
        Ok(())
    }

    /// Ends all files. A table without a row gets one with nothing in it but its columns, so that
    /// engines find every table.
    pub(super) fn finish(&mut self) -> Result<Files, CannotWrite> {
        for (key, part) in std::mem::take(&mut self.open) {
            self.close(key, part)?;
        }
        for table in 0..TABLES {
            if self.done.get(table).is_some_and(Vec::is_empty) {
                let part = self.begin((table, None))?;
                self.close((table, None), part)?;
            }
        }
        let mut files = std::mem::take(&mut self.done);
        for files in &mut files {
            files.sort_by(|one, other| one.path.cmp(&other.path));
        }
        Ok(files)
    }
}
