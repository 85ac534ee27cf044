//! What a table is, and how its columns are declared.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// A table.
#[derive(Debug, Serialize)]
pub struct Table {
    /// The name.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// The columns, in order.
    pub columns: &'static [Column],
}

/// A column.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Column {
    /// The name: unique in the table.
    pub name: &'static str,
    /// What its values are.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// Whether a value may be missing.
    pub nullable: bool,
    /// What it means.
    pub about: &'static str,
    /// How it is got from the ticket: the key of the export, or what was made of it.
    pub from: &'static str,
}

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename = "ColumnKind")]
pub enum Kind {
    /// Text, exactly as it was written; also the values of enums.
    #[schemars(rename = "string")]
    Text,
    /// Whole numbers, 64 bits wide.
    #[schemars(rename = "int64")]
    Whole,
    /// Numbers with a fraction; spans of time are in seconds.
    #[schemars(rename = "double")]
    Number,
    /// Points in time in UTC, to the microsecond; what is less is cut.
    #[schemars(rename = "timestamp")]
    Moment,
    /// True or false.
    #[schemars(rename = "boolean")]
    Truth,
}

impl Kind {
    /// Names it as the data does.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Whole => "int64",
            Self::Number => "double",
            Self::Moment => "timestamp",
            Self::Truth => "boolean",
        }
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.name())
    }
}

/// Where the ticket stands in the export.
pub(super) const TICKET_ROW: Column = Column {
    name: "ticket_row",
    kind: Kind::Whole,
    nullable: false,
    about: "Which ticket of this export, counted from 1. Joins the tables, also where a ticket has no \
            number or is there several times.",
    from: "the order of the input",
};

/// The number that a ticket has in Glassix.
pub(super) const TICKET_ID: Column = Column {
    name: "ticket_id",
    kind: Kind::Whole,
    nullable: true,
    about: "The ticket's number in Glassix.",
    from: "id",
};

/// Declares a table: each column with its meaning, its kind, where it is got from, and how.
///
/// Makes `TABLE` and `fill`, which writes one row. The first two columns say which ticket it is
/// about; all tables have them.
macro_rules! table {
    (
        $(#[doc = $about:literal])+
        $name:ident ($row:ident : $type:ty) {
            $(
                $(#[doc = $column_about:literal])+
                $column:ident : $kind:ident from $from:literal = $get:expr;
            )+
        }
    ) => {
        $(#[doc = $about])+
        pub(super) static TABLE: $crate::analysis::tables::Table = $crate::analysis::tables::Table {
            name: stringify!($name),
            about: concat!($($about),+).trim_ascii_start(),
            columns: &[
                $crate::analysis::tables::table::TICKET_ROW,
                $crate::analysis::tables::table::TICKET_ID,
                $( $crate::analysis::tables::Column {
                    name: stringify!($column),
                    kind: $crate::analysis::tables::table::table!(@kind $kind),
                    nullable: true,
                    about: concat!($($column_about),+).trim_ascii_start(),
                    from: $from,
                }, )+
            ],
        };

        fn fill($row: &$type, rows: &mut $crate::analysis::tables::Rows) {
            rows.begin();
            $( rows.$kind($get); )+
        }
    };
    (@kind text) => { $crate::analysis::tables::Kind::Text };
    (@kind whole) => { $crate::analysis::tables::Kind::Whole };
    (@kind number) => { $crate::analysis::tables::Kind::Number };
    (@kind seconds) => { $crate::analysis::tables::Kind::Number };
    (@kind moment) => { $crate::analysis::tables::Kind::Moment };
    (@kind truth) => { $crate::analysis::tables::Kind::Truth };
}

pub(super) use table;
