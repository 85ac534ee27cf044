//! What an export holds: the last thing that is written, and the answer of the command.

use super::{ALL, Column, LEFT_OUT, Lost, SCHEMA, TABLES, Table};
use schemars::JsonSchema;
use serde::Serialize;

/// What an export holds.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Manifest {
    /// The name and version of the tables and their columns.
    pub schema: &'static str,
    /// How many tickets there are; copies are all counted.
    pub tickets: u64,
    /// What the folders are named after.
    pub partition: Partition,
    /// The tables.
    pub tables: Vec<TableFiles>,
    /// What was in the input and is in no table.
    pub lost: AllLost,
}

/// What the folders are named after.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct Partition {
    /// The name.
    pub name: &'static str,
    /// What it means.
    pub about: &'static str,
    /// What stands for tickets that do not say when they were opened.
    pub unknown: &'static str,
}

/// The partition of all tables.
pub const PARTITION: Partition = Partition {
    name: "month",
    about: "The month in which the ticket was opened, in UTC: 2023-05.",
    unknown: "__HIVE_DEFAULT_PARTITION__",
};

/// A table, and the files it is in.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TableFiles {
    /// The name: that of its folder, too.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// How many rows there are.
    pub rows: u64,
    /// The files.
    pub files: Vec<PartFile>,
    /// The columns.
    pub columns: &'static [Column],
}

/// A file of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PartFile {
    /// Where it is, from the folder of the export on, with `/` on every system.
    pub path: String,
    /// How many rows are in it.
    pub rows: u64,
    /// How large it is.
    pub bytes: u64,
}

/// What was in the input and is in no table.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AllLost {
    /// Things in the input that could not be read, or are no tickets.
    pub unread: u64,
    /// What tickets hold besides.
    #[serde(flatten)]
    pub within: Lost,
    /// What no table has a column for.
    pub left_out: [&'static str; LEFT_OUT.len()],
}

impl Manifest {
    /// The name and version of the JSON form.
    pub const SCHEMA: &'static str = SCHEMA;
}

impl Default for Manifest {
    /// Describes an export of nothing.
    fn default() -> Self {
        Self::of(0, <[_; TABLES]>::default(), Lost::default(), 0)
    }
}

impl Manifest {
    /// Describes an export by its files, in the order of the tables.
    pub fn of(tickets: u64, files: [Vec<PartFile>; TABLES], within: Lost, unread: u64) -> Self {
        let tables = ALL.iter().zip(files).map(|(table, files)| TableFiles {
            name: table.name,
            about: table.about,
            rows: files.iter().map(|file| file.rows).sum(),
            files,
            columns: table.columns,
        });
        Self {
            schema: SCHEMA,
            tickets,
            partition: PARTITION,
            tables: tables.collect(),
            lost: AllLost { unread, within, left_out: LEFT_OUT },
        }
    }
}

/// A row of the flat form: a file.
#[derive(Debug, Serialize)]
pub struct FileRow<'a> {
    table: &'static str,
    path: &'a str,
    rows: u64,
    bytes: u64,
}

impl Manifest {
    /// The columns of the flat form.
    pub const HEADER: &'static [&'static str] = &["table", "path", "rows", "bytes"];

    /// Lists the files.
    pub fn rows(&self) -> impl Iterator<Item = FileRow<'_>> {
        self.tables.iter().flat_map(|table| {
            table.files.iter().map(|file| FileRow {
                table: table.name,
                path: &file.path,
                rows: file.rows,
                bytes: file.bytes,
            })
        })
    }
}

/// The tables, before anything is in them: their documentation.
#[derive(Debug, Serialize)]
pub struct Tables {
    /// The name and version of the tables and their columns.
    pub schema: &'static str,
    /// What the folders are named after.
    pub partition: Partition,
    /// The tables.
    pub tables: &'static [&'static Table],
    /// What no table has a column for.
    pub left_out: [&'static str; LEFT_OUT.len()],
}

/// A row of the flat form: a column.
#[derive(Debug, Serialize)]
pub struct ColumnRow {
    table: &'static str,
    column: &'static str,
    #[serde(rename = "type")]
    kind: super::Kind,
    nullable: bool,
    about: &'static str,
    from: &'static str,
}

impl Tables {
    /// The columns of the flat form.
    pub const HEADER: &'static [&'static str] =
        &["table", "column", "type", "nullable", "about", "from"];

    /// Tells the tables.
    pub fn of_all() -> Self {
        Self { schema: SCHEMA, partition: PARTITION, tables: &ALL, left_out: LEFT_OUT }
    }

    /// Lists the columns of all tables.
    pub fn rows(&self) -> impl Iterator<Item = ColumnRow> {
        self.tables.iter().flat_map(|table| {
            table.columns.iter().map(|column| ColumnRow {
                table: table.name,
                column: column.name,
                kind: column.kind,
                nullable: column.nullable,
                about: column.about,
                from: column.from,
            })
        })
    }
}
