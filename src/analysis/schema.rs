//! The form of each command's data, as JSON Schema: made from the types that are the data.

use super::check::{ByRule, Check};
use super::diff::Diff;
use super::search::Hit;
use super::stats::Stats;
use super::tables::Manifest;
use super::{
    BotPath, Explained, List, ListedData, Metrics, Proven, Roster, Show, Timeline, Transcript,
};
use schemars::generate::SchemaSettings;
use schemars::transform::transform_subschemas;
use schemars::{JsonSchema, Schema, json_schema};
use serde::Serialize;
use serde_json::Value;

/// The form of a command's data.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Form {
    /// The command.
    pub command: &'static str,
    /// The name and version of the form, which stands in each object.
    pub schema: &'static str,
    #[serde(skip)]
    make: fn() -> Schema,
}

/// All commands that have data; a new one joins with a line.
const FORMS: &[Form] = &[
    Form::of::<Show>("show", Show::SCHEMA),
    Form::of::<Transcript>("transcript", Transcript::SCHEMA),
    Form::of::<Roster>("participants", Roster::SCHEMA),
    Form::of::<Metrics>("metrics", Metrics::SCHEMA),
    Form::of::<BotPath>("bot", BotPath::SCHEMA),
    Form::of::<Timeline>("timeline", Timeline::SCHEMA),
    Form::of::<ListedData<'_>>("list", List::SCHEMA),
    Form::of::<Hit>("search", Hit::SCHEMA),
    Form::of::<Stats>("stats", Stats::SCHEMA),
    Form::of::<Diff>("diff", Diff::SCHEMA),
    Form::of::<Check>("check", Check::SCHEMA),
    Form::of::<ByRule>("check_by_rule", ByRule::SCHEMA),
    Form::of::<Explanation>("explain", Proven::SCHEMA),
    Form::of::<Manifest>("export", Manifest::SCHEMA),
];

/// What `explain` says: of a topic, or of a topic in a ticket.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "stands for two types that are printed")]
enum Explanation {
    Topic(Box<Explained>),
    Ticket(Box<Proven>),
}

impl Form {
    const fn of<T: JsonSchema>(command: &'static str, schema: &'static str) -> Self {
        Self { command, schema, make: made::<T> }
    }

    /// Lists all.
    pub const fn all() -> &'static [Self] {
        FORMS
    }

    /// Finds the form of a command's data.
    pub fn named(command: &str) -> Option<&'static Self> {
        FORMS.iter().find(|form| form.command == command)
    }

    /// Lists the fields of such an object, whatever it is about.
    pub fn fields(&self) -> Vec<String> {
        let schema = (self.make)();
        let one_of = schema.get("anyOf").and_then(Value::as_array).into_iter().flatten();
        let referred = one_of.filter_map(|kind| kind.get("$ref").and_then(Value::as_str));
        let referred = referred.filter_map(|to| schema.pointer(to.trim_start_matches('#')));
        let mut fields: Vec<String> = Vec::new();
        for object in std::iter::once(schema.as_value()).chain(referred) {
            let properties = object.get("properties").and_then(Value::as_object);
            for name in properties.into_iter().flat_map(|properties| properties.keys()) {
                if !fields.contains(name) {
                    fields.push(name.clone());
                }
            }
        }
        fields
    }

    /// Returns the JSON Schema of one object: all that `-o jsonl` writes on a line, or an element of the
    /// array that `-o json` writes.
    pub fn json_schema(&self) -> Schema {
        let mut schema = (self.make)();
        close(&mut schema);
        schema.insert("title".to_owned(), self.schema.into());
        name(&mut schema, self.schema);
        schema
    }
}

fn made<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}

/// Says of every object that names its form which name that is.
fn name(schema: &mut Schema, form: &str) {
    transform_subschemas(&mut |part: &mut Schema| name(part, form), schema);
    if let Some(field) = schema.pointer_mut("/properties/schema") {
        *field = json_schema!({
            "description": "The name and version of the answer's form.",
            "const": form,
        })
        .into();
    }
}

/// Says of every object with fields that it has no others. Where some of them depend on the kind of
/// object, none of the kinds can say so, only all together.
fn close(schema: &mut Schema) {
    transform_subschemas(&mut close, schema);
    let Some(object) = schema.as_object_mut().filter(|object| object.contains_key("properties"))
    else {
        return;
    };
    let mut others = "additionalProperties";
    for kind in object.get_mut("oneOf").and_then(Value::as_array_mut).into_iter().flatten() {
        kind.as_object_mut().and_then(|kind| kind.remove("additionalProperties"));
        others = "unevaluatedProperties";
    }
    object.entry(others).or_insert_with(|| false.into());
}

/// A list of the forms.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(transparent)]
pub struct Forms(&'static [Form]);

impl Forms {
    /// Lists all.
    pub const fn all() -> Self {
        Self(FORMS)
    }

    /// Lists them.
    pub const fn list(&self) -> &'static [Form] {
        self.0
    }
}
