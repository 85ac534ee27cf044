//! The table of values that the bot keeps.

use super::table::table;
use super::{Rows, numbered};
use crate::analysis::story::Story;
use crate::model::{DynamicParameter, Json, ParameterKind};

struct Row<'r> {
    position: i64,
    parameter: &'r DynamicParameter<'r>,
    value: Option<Json<'r>>,
}

table! {
    /// A row for each value that a flow of the bot's keeps.
    parameters (row: Row<'_>) {
        /// Which parameter of the ticket, from 1.
        position: whole from "the order of dynamicParameters" = Some(row.position);
        /// The parameter's identifier.
        parameter_id: text from "dynamicParameters[].id" = row.parameter.id.get().map(|id| &id.0);
        /// The flow it belongs to.
        flow_id: text from "dynamicParameters[].flowId" = row.parameter.flow_id.get().map(|id| &id.0);
        /// The name.
        name: text from "dynamicParameters[].name" = row.parameter.name.get();
        /// The type: String, Number, Boolean, Location or Attachment.
        type_name: text from "dynamicParameters[].type" = row.parameter.kind.get().map(ParameterKind::name);
        /// What it is for.
        description: text from "dynamicParameters[].description" = row.parameter.description.get();
        /// When it was made.
        created_at: moment from "dynamicParameters[].creationDatetime" = row.parameter.created_at.copied();
        /// The value as text: a string without its quotes, anything else as JSON.
        value: text from "dynamicParameters[].value, or the typed value of earlier exports" = row.value.map(Json::to_text);
        /// The value, if it is a number.
        value_number: number from "the same" = row.value.and_then(number);
    }
}

/// Returns a value that is a number.
fn number(value: Json<'_>) -> Option<f64> {
    let is_number = value.as_str().starts_with(|c: char| c == '-' || c.is_ascii_digit());
    let number = if is_number { value.as_str().parse().ok() } else { None };
    number.filter(|number: &f64| number.is_finite())
}

pub(super) fn rows(story: &Story<'_>, rows: &mut Rows) {
    for (position, parameter) in numbered(story.ticket().dynamic_parameters.items()) {
        fill(&Row { position, parameter, value: parameter.value() }, rows);
    }
}
