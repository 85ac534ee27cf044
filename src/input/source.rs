//! Where input comes from: standard input, files, folders of files.

use std::convert::Infallible;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, BufReader, ErrorKind};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

/// A place to read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Standard input.
    Stdin,
    /// A file, or a folder with everything in it.
    Path(PathBuf),
}

impl From<OsString> for Source {
    /// Takes `-` for standard input and all else for a path.
    fn from(name: OsString) -> Self {
        if name == "-" { Self::Stdin } else { Self::Path(name.into()) }
    }
}

impl FromStr for Source {
    type Err = Infallible;

    fn from_str(name: &str) -> Result<Self, Infallible> {
        Ok(OsString::from(name).into())
    }
}

impl Source {
    /// Tells whether standard input is named more than once: it can be read only once.
    pub fn repeat_stdin(sources: &[Self]) -> bool {
        sources.iter().filter(|source| **source == Self::Stdin).count() > 1
    }

    /// Tells whether the same can be read once more: it is a file or a folder, and no pipe. What is
    /// not there is not there the next time either.
    pub fn can_be_read_again(&self) -> bool {
        match self {
            Self::Stdin => false,
            Self::Path(path) => {
                fs::metadata(path).map_or(true, |found| found.is_file() || found.is_dir())
            }
        }
    }

    /// Counts the bytes of all files, packed if they are; `None` if anything but files is read.
    pub fn bytes(sources: &[Self]) -> Option<u64> {
        let of_file = |path: &Path| {
            let found = fs::metadata(path).ok()?;
            found.is_file().then_some(found.len())
        };
        sources.iter().try_fold(0_u64, |sum, source| match source {
            Self::Stdin => None,
            // What cannot be read will not be read.
            Self::Path(path) => Files::of(path)
                .flatten()
                .filter(|path| path.exists())
                .try_fold(sum, |sum, file| sum.checked_add(of_file(&file)?)),
        })
    }

    /// Returns the name for messages.
    pub fn name(&self) -> Arc<str> {
        match self {
            Self::Stdin => "standard input".into(),
            Self::Path(path) => file_name(path.as_os_str()).into(),
        }
    }
}

/// Writes the name of a file for a message: a byte that is no text becomes `\xff`.
pub fn file_name(name: &OsStr) -> String {
    let mut written = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        written.push_str(chunk.valid());
        written.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
    }
    written
}

/// How much is read at a time.
const BUFFER: usize = 64 << 10;

/// Opens a file.
pub(super) fn open(path: &Path) -> io::Result<BufReader<File>> {
    Ok(BufReader::with_capacity(BUFFER, File::open(path)?))
}

/// Says why something cannot be read, without the number that the system gives the reason.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => {
            let said = error.to_string();
            said.split(" (os error").next().unwrap_or_default().to_owned()
        }
    }
}

/// Goes through a path: the file itself, or the files of a folder in order of name.
///
/// Inside folders only names that end in `.json`, `.jsonl` or `.ndjson` count, with `.gz` or `.zst`
/// behind it or not, and links are not followed.
#[derive(Debug)]
pub(super) struct Files {
    /// What is still to come, the next one last.
    ahead: Vec<PathBuf>,
}

impl Files {
    pub(super) fn of(path: &Path) -> Self {
        Self { ahead: vec![path.to_owned()] }
    }

    fn expand(&mut self, folder: &Path) -> io::Result<()> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_dir() || (kind.is_file() && has_ticket_name(&entry.path())) {
                found.push(entry.path());
            }
        }
        found.sort_unstable_by(|a, b| b.file_name().cmp(&a.file_name()));
        self.ahead.append(&mut found);
        Ok(())
    }
}

impl Iterator for Files {
    /// The next file; or a folder, and why it cannot be listed.
    type Item = Result<PathBuf, (PathBuf, io::Error)>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let path = self.ahead.pop()?;
            if !path.is_dir() {
                return Some(Ok(path));
            }
            if let Err(error) = self.expand(&path) {
                return Some(Err((path, error)));
            }
        }
    }
}

fn has_ticket_name(path: &Path) -> bool {
    let ends = |path: &Path, known: &[&str]| {
        let extension = path.extension().unwrap_or_default();
        known.iter().any(|known| extension.eq_ignore_ascii_case(known))
    };
    let unpacked = path.file_stem().filter(|_| ends(path, &["gz", "zst"]));
    ends(unpacked.map_or(path, Path::new), &["json", "jsonl", "ndjson"])
}
