//! The folder of an export: fit or not, the names in it, and the manifest.

use super::{CannotWrite, Key};
use crate::analysis::tables::{ALL, Manifest, PARTITION};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A folder with nothing in it.
#[derive(Debug)]
pub(crate) struct Folder(PathBuf);

/// Why a folder cannot be taken for an export.
#[derive(Debug)]
pub(crate) enum Unfit {
    /// There is something in it.
    NotEmpty,
    /// It is no folder.
    NoFolder,
    /// It cannot be made, or looked into.
    Failed(CannotWrite),
}

const MANIFEST: &str = "manifest.json";

impl Folder {
    /// Makes a folder, or takes one that is empty.
    ///
    /// # Errors
    ///
    /// Fails if there is something else.
    pub(crate) fn open(path: &Path) -> Result<Self, Unfit> {
        let failed = |cause| Unfit::Failed(CannotWrite { path: path.to_owned(), cause });
        match fs::read_dir(path) {
            Ok(mut entries) => match entries.next() {
                Some(_) => return Err(Unfit::NotEmpty),
                None => return Ok(Self(path.to_owned())),
            },
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
            Err(cause) if cause.kind() == io::ErrorKind::NotADirectory => {
                return Err(Unfit::NoFolder);
            }
            Err(cause) => return Err(failed(cause)),
        }
        fs::create_dir_all(path).map_err(failed)?;
        Ok(Self(path.to_owned()))
    }

    /// Names a file of a table and month, from the folder on.
    pub(super) fn name((table, month): Key, number: usize) -> String {
        let table = ALL.get(table).map_or("", |table| table.name);
        let month = month.map_or_else(
            || PARTITION.unknown.to_owned(),
            |month| format!("{:04}-{:02}", month.year, month.month),
        );
        format!("{table}/{}={month}/part-{number}.parquet", PARTITION.name)
    }

    /// Makes a new file, and the folders it is in.
    pub(super) fn create(&self, name: &str) -> Result<(PathBuf, File), CannotWrite> {
        let path = name.split('/').fold(self.0.clone(), |path, part| path.join(part));
        let make = || {
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            File::create_new(&path)
        };
        match make() {
            Ok(file) => Ok((path, file)),
            Err(cause) => Err(CannotWrite { path, cause }),
        }
    }

    /// Writes the manifest: whole, or not at all.
    pub(super) fn write_manifest(&self, manifest: &Manifest) -> Result<(), CannotWrite> {
        let (path, file) = self.create("manifest.json.part")?;
        let mut out = BufWriter::new(file);
        let written = serde_json::to_writer_pretty(&mut out, manifest)
            .map_err(io::Error::from)
            .and_then(|()| out.write_all(b"\n"))
            .and_then(|()| out.flush())
            .and_then(|()| fs::rename(&path, self.0.join(MANIFEST)));
        written.map_err(|cause| CannotWrite { path: self.0.join(MANIFEST), cause })
    }
}
