//! Many tickets, a line each.

mod order;
mod packing;
mod sorted;

pub use order::{Order, SortKey};
pub use sorted::Sorted;

use super::property::{Property, Value};
use super::story::Story;
use super::value::Seconds;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, json};
use std::borrow::Cow;

/// A list of tickets: which properties of each it shows.
#[derive(Debug, Clone)]
pub struct List {
    /// The columns.
    pub columns: Vec<Property>,
    /// Whether somebody chose them; else the list may put together what belongs together.
    pub chosen: bool,
    /// From which length on a wait is slow.
    pub slow: Seconds,
}

/// What a list says of one ticket.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// The values of each column: none if it is missing.
    pub values: Vec<Vec<Value>>,
    /// Whether the file holds the conversation, so that times and counts are known.
    pub has_conversation: bool,
}

/// What people get to see.
const FOR_PEOPLE: [&str; 12] = [
    "id",
    "state",
    "opened",
    "duration",
    "held",
    "waited",
    "unanswered",
    "messages.customer",
    "messages.bot",
    "messages.agent",
    "agent",
    "subject",
];

/// What programs get.
const FOR_PROGRAMS: [&str; 25] = [
    "id",
    "subject",
    "channel",
    "customer",
    "opened",
    "state",
    "type",
    "closed",
    "last_activity",
    "tag",
    "owner",
    "agent",
    "duration",
    "held",
    "waited",
    "unanswered",
    "waiting",
    "messages.customer",
    "messages.bot",
    "messages.agent",
    "notes",
    "attachments",
    "reopened",
    "bot.left",
    "transactions",
];

impl List {
    /// The name and version of the JSON form.
    pub const SCHEMA: &'static str = "ticketctl.list/1";

    /// Shows these columns.
    pub const fn of(columns: Vec<Property>, slow: Seconds) -> Self {
        Self { columns, chosen: true, slow }
    }

    /// Shows what a person wants to see of a ticket.
    pub fn for_people(slow: Seconds) -> Self {
        Self { columns: named(&FOR_PEOPLE), chosen: false, slow }
    }

    /// Says what a program may want to know of a ticket.
    pub fn for_programs(slow: Seconds) -> Self {
        Self { columns: named(&FOR_PROGRAMS), chosen: false, slow }
    }

    /// Says what there is to say of a ticket.
    pub fn line(&self, story: &Story<'_>) -> Listed {
        let values = self.columns.iter().map(|column| column.of(story)).collect();
        Listed { values, has_conversation: story.has_conversation() }
    }

    /// Returns a line as data.
    pub const fn data<'a>(&'a self, line: &'a Listed) -> ListedData<'a> {
        ListedData { list: self, line }
    }
}

fn named(names: &[&str]) -> Vec<Property> {
    names.iter().filter_map(|name| Property::named(name)).collect()
}

/// A line as data: an object with a field for each column.
#[derive(Debug)]
pub struct ListedData<'a> {
    list: &'a List,
    line: &'a Listed,
}

impl Serialize for ListedData<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("schema", List::SCHEMA)?;
        for (column, values) in self.list.columns.iter().zip(&self.line.values) {
            if column.known().several {
                map.serialize_entry(&column.key(), values)?;
            } else {
                map.serialize_entry(&column.key(), &values.first())?;
            }
        }
        map.end()
    }
}

/// Any property may be a column, so that none but the name of the form must be there.
impl JsonSchema for ListedData<'_> {
    fn schema_name() -> Cow<'static, str> {
        "List".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut properties = Map::new();
        properties.insert("schema".to_owned(), json!({ "type": "string" }));
        let mut families = Map::new();
        for known in Property::all() {
            let mut value = known.kind.json_schema(known.several, generator);
            value.insert("description".to_owned(), known.about.into());
            match Property::named(known.name).filter(|_| !known.is_family()) {
                Some(property) => properties.insert(property.key(), value.into()),
                None => families.insert(family(known.name), value.into()),
            };
        }
        json_schema!({
            "type": "object",
            "description": "A ticket of the list: a field for each column. With --columns, these columns.",
            "properties": properties,
            "patternProperties": families,
            "additionalProperties": false,
            "required": ["schema"],
        })
    }
}

/// Returns the pattern of the names in a family of properties.
fn family(name: &str) -> String {
    match name.split_once('1') {
        Some((begin, _)) => format!("^{begin}[0-9]+$"),
        None => format!("^{}\\.", name.split('.').next().unwrap_or(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::{FOR_PEOPLE, FOR_PROGRAMS, named};

    #[test]
    fn every_column_is_a_property() {
        assert_eq!(named(&FOR_PEOPLE).len(), FOR_PEOPLE.len());
        assert_eq!(named(&FOR_PROGRAMS).len(), FOR_PROGRAMS.len());
    }
}
