//! What is written is read back, with the same library.

use super::{Bounds, Folder, Unfit, Warehouse};
use crate::analysis::Story;
use crate::analysis::tables::{ALL, Cell, Manifest, TicketRows};
use crate::model::Record;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use std::fmt::Write;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A folder of its own for a test, gone after it.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("ticketctl-export-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn folder(&self) -> Folder {
        Folder::open(&self.0).unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What is left over in a folder for passing things is no failure.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A value as it is printed; `None` if it is missing.
type Printed = Option<String>;

fn printed(field: &Field) -> Printed {
    match field {
        Field::Null => None,
        Field::Bool(value) => Some(value.to_string()),
        Field::Long(value) | Field::TimestampMicros(value) => Some(value.to_string()),
        Field::Double(value) => Some(value.to_string()),
        Field::Str(value) => Some(value.clone()),
        other => panic!("no such value is written: {other:?}"),
    }
}

/// Reads a table back, in the order of its files.
fn read(to: &Path, manifest: &Manifest, table: usize) -> Vec<Vec<Printed>> {
    let files = &manifest.tables[table].files;
    let mut rows = Vec::new();
    for file in files {
        let reader = SerializedFileReader::new(File::open(to.join(&file.path)).unwrap()).unwrap();
        let before = rows.len();
        for row in reader.get_row_iter(None).unwrap() {
            rows.push(row.unwrap().get_column_iter().map(|(_, field)| printed(field)).collect());
        }
        assert_eq!(file.rows, (rows.len() - before) as u64, "{}", file.path);
        assert_eq!(file.bytes, fs::metadata(to.join(&file.path)).unwrap().len(), "{}", file.path);
    }
    rows
}

/// Prints the rows of a ticket as they should be read back.
fn expected(ticket: &TicketRows, number: usize, table: usize) -> Vec<Vec<Printed>> {
    let rows = &ticket.tables[table];
    let mut text = rows.text.as_str();
    let cells = rows.cells.iter().map(|cell| match cell {
        Cell::Missing => None,
        Cell::Truth(value) => Some(value.to_string()),
        Cell::Whole(value) | Cell::Moment(value) => Some(value.to_string()),
        Cell::Number(value) => Some(value.to_string()),
        Cell::Text(length) => {
            let (value, rest) = text.split_at(*length);
            text = rest;
            Some(value.to_owned())
        }
        Cell::TicketRow => Some(number.to_string()),
    });
    let cells: Vec<_> = cells.collect();
    cells.chunks(ALL[table].columns.len()).map(<[_]>::to_vec).collect()
}

fn rows_of(json: &str) -> TicketRows {
    let record = Record::read(json).unwrap().unwrap();
    TicketRows::of(&Story::of(&record, &[]))
}

/// Takes all fixtures that are one ticket apart.
fn fixtures() -> Vec<TicketRows> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/tickets");
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let texts = paths.iter().map(|path| fs::read_to_string(path).unwrap());
    let tickets: Vec<_> = texts
        .filter(|text| serde_json::from_str::<serde_json::Value>(text).is_ok())
        .map(|text| rows_of(&text))
        .collect();
    assert!(tickets.len() >= 20);
    tickets
}

fn exported(tickets: &[TicketRows], to: &Path, bounds: Bounds) -> Manifest {
    let mut warehouse = Warehouse::new(Folder::open(to).unwrap(), bounds);
    for ticket in tickets {
        warehouse.add(ticket).unwrap();
    }
    warehouse.finish(0).unwrap()
}

/// Compares what is read back with what was written. Within a month the order is that of the input;
/// a table is compared in the order of rows of the export.
fn compare(tickets: &[TicketRows], to: &Path, manifest: &Manifest) {
    for (table, known) in ALL.iter().enumerate() {
        let number = |row: &Vec<Printed>| row[0].clone().unwrap().parse::<usize>().unwrap();
        let mut read = read(to, manifest, table);
        read.sort_by_key(number);
        let expected: Vec<_> = (1..)
            .zip(tickets)
            .flat_map(|(number, ticket)| expected(ticket, number, table))
            .collect();
        assert_eq!(read.len(), expected.len(), "{}", known.name);
        for (read, expected) in read.iter().zip(&expected) {
            for ((column, read), expected) in known.columns.iter().zip(read).zip(expected) {
                assert_eq!(read, expected, "{}.{}", known.name, column.name);
            }
        }
    }
}

#[test]
fn every_value_is_read_back() {
    let (tickets, to) = (fixtures(), Scratch::new());
    let manifest = exported(&tickets, &to.0, Bounds::default());
    compare(&tickets, &to.0, &manifest);
    assert_eq!(manifest.tickets, tickets.len() as u64);
}

#[test]
fn narrow_bounds_make_more_files_with_the_same_rows() {
    let (tickets, to) = (fixtures(), Scratch::new());
    let bounds = Bounds { waiting: 1, row_group: 1, open_files: 1 };
    let twice: Vec<_> = tickets.into_iter().chain(fixtures()).collect();
    let manifest = exported(&twice, &to.0, bounds);
    compare(&twice, &to.0, &manifest);
    assert!(manifest.tables.iter().any(|table| table.files.len() > 20));
}

#[test]
fn months_in_any_order_keep_their_files_together() {
    let to = Scratch::new();
    let tickets: Vec<_> = (0..120)
        .map(|n| {
            rows_of(&format!(r#"{{"id":{n},"open":"2024-{:02}-01T00:00:00Z"}}"#, n * 7 % 12 + 1))
        })
        .collect();
    let manifest = exported(&tickets, &to.0, Bounds { open_files: 2, ..Bounds::default() });
    compare(&tickets, &to.0, &manifest);
    assert_eq!(manifest.tables[0].files.len(), 12);
}

#[test]
fn the_seed_is_exported_column_by_column() {
    let seed = include_str!("../../fixtures/tickets/seed.json");
    let to = Scratch::new();
    let manifest = exported(&[rows_of(seed)], &to.0, Bounds::default());
    let mut told = String::new();
    for (table, known) in ALL.iter().enumerate() {
        for (number, row) in (1..).zip(read(&to.0, &manifest, table)) {
            writeln!(told, "{} {number}", known.name).unwrap();
            for (column, value) in known.columns.iter().zip(row) {
                let value = value.map_or_else(|| "-".to_owned(), |value| format!("{value:?}"));
                writeln!(told, "  {} {value}", column.name).unwrap();
            }
        }
    }
    snapbox::assert_data_eq!(told, snapbox::file!["tests/seed.txt"].raw());
}

#[test]
fn hostile_text_is_written_as_it_is() {
    let text = "\u{1b}[31m\0\u{202e}=1+1\r\n\u{feff}\u{10ffff}\\N";
    let json = serde_json::json!({ "id": 1, "field1": text, "tags": [text, "", text] });
    let to = Scratch::new();
    let manifest = exported(&[rows_of(&json.to_string())], &to.0, Bounds::default());
    let field1 = ALL[0].columns.iter().position(|column| column.name == "field1").unwrap();
    assert_eq!(read(&to.0, &manifest, 0)[0][field1].as_deref(), Some(text));
    let tags = read(&to.0, &manifest, 6);
    assert!(tags.iter().all(|tag| tag.last().unwrap().as_deref() == Some(text)), "{tags:?}");
}

#[test]
fn a_table_without_rows_has_a_file_with_its_columns() {
    let to = Scratch::new();
    let manifest = exported(&[], &to.0, Bounds::default());
    for (table, known) in manifest.tables.iter().zip(ALL) {
        let [file] = &table.files[..] else { panic!("{}", table.name) };
        let reader = SerializedFileReader::new(File::open(to.0.join(&file.path)).unwrap()).unwrap();
        let columns = reader.metadata().file_metadata().schema_descr().num_columns();
        assert_eq!((columns, file.rows), (known.columns.len(), 0), "{}", table.name);
    }
}

#[test]
fn only_an_empty_folder_is_taken() {
    let to = Scratch::new();
    to.folder();
    assert!(Folder::open(&to.0.join("new/one")).is_ok());
    assert!(matches!(Folder::open(&to.0), Err(Unfit::NotEmpty)));
    fs::write(to.0.join("file"), "").unwrap();
    assert!(matches!(Folder::open(&to.0.join("file")), Err(Unfit::NoFolder)));
    assert!(matches!(Folder::open(&to.0.join("file/below")), Err(Unfit::NoFolder)));
}

#[test]
fn a_failure_in_the_middle_leaves_no_manifest() {
    let to = Scratch::new();
    let mut warehouse = Warehouse::new(to.folder(), Bounds::default());
    warehouse.add(&rows_of(r#"{"id":1,"tags":["a"]}"#)).unwrap();
    fs::write(to.0.join("tags"), "in the way").unwrap();
    let failed = warehouse.finish(0).unwrap_err();
    assert!(failed.to_string().contains("tags"), "{failed}");
    assert!(!to.0.join("manifest.json").exists());
}
