//! A file that is being written.

use super::chunk::Chunk;
use super::schema;
use super::{CannotWrite, Folder, Key};
use crate::analysis::tables::{ALL, PartFile, SCHEMA};
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;

/// A file that is open.
pub(super) struct Part {
    name: String,
    path: PathBuf,
    writer: SerializedFileWriter<BufWriter<File>>,
    rows: u64,
}

impl Part {
    /// Begins a file of a table and month.
    pub(super) fn create(folder: &Folder, key: Key, number: usize) -> Result<Self, CannotWrite> {
        let name = Folder::name(key, number);
        let (path, file) = folder.create(&name)?;
        let begin = || {
            let table =
                ALL.get(key.0).ok_or_else(|| ParquetError::General("no table".to_owned()))?;
            let version = KeyValue::new("ticketctl.schema".to_owned(), SCHEMA.to_owned());
            let properties = WriterProperties::builder()
                .set_compression(Compression::ZSTD(ZstdLevel::default()))
                .set_statistics_enabled(EnabledStatistics::Chunk)
                .set_key_value_metadata(Some(vec![version]))
                .build();
            SerializedFileWriter::new(
                BufWriter::new(file),
                schema::of(table)?,
                Arc::new(properties),
            )
        };
        match begin() {
            Ok(writer) => Ok(Self { name, path, writer, rows: 0 }),
            Err(cause) => Err(CannotWrite { path, cause: reason(cause) }),
        }
    }

    /// Writes rows.
    pub(super) fn write(&mut self, chunk: Chunk) -> Result<(), CannotWrite> {
        self.rows += chunk.rows();
        chunk
            .write(&mut self.writer)
            .map_err(|cause| CannotWrite { path: self.path.clone(), cause: reason(cause) })
    }

    /// Ends the file.
    pub(super) fn close(mut self) -> Result<PartFile, CannotWrite> {
        let mut end = || {
            self.writer.finish().map_err(reason)?;
            self.writer.inner_mut().flush()?;
            self.writer.inner().get_ref().metadata().map(|file| file.len())
        };
        match end() {
            Ok(bytes) => Ok(PartFile { path: self.name, rows: self.rows, bytes }),
            Err(cause) => Err(CannotWrite { path: self.path, cause }),
        }
    }
}

/// Finds what the system said, inside what the library says.
fn reason(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(cause) => match cause.downcast::<io::Error>() {
            Ok(cause) => *cause,
            Err(cause) => io::Error::other(cause),
        },
        error => io::Error::other(error),
    }
}
