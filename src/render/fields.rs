//! The fields of an answer as data: which there are, and those that somebody wants.

use serde::Serialize;
use serde_json::{Map, Value};
use std::io;

/// An answer with all of its fields, or with those that are wanted.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Picked<'a, T> {
    Whole(&'a T),
    Some(Map<String, Value>),
}

impl<'a, T: Serialize> Picked<'a, T> {
    /// Takes the wanted fields in their order; all if none is named. What an answer lacks is `null`.
    pub(super) fn of(answer: &'a T, wanted: &[String]) -> io::Result<Self> {
        if wanted.is_empty() {
            return Ok(Self::Whole(answer));
        }
        let mut all = members(answer)?;
        let field = |name: &String| (name.clone(), all.remove(name).unwrap_or_default());
        Ok(Self::Some(wanted.iter().map(field).collect()))
    }
}

/// Lists the fields of an answer.
pub fn fields(answer: &impl Serialize) -> Vec<String> {
    members(answer).unwrap_or_default().into_iter().map(|(name, _)| name).collect()
}

/// Takes an answer apart.
pub(super) fn members(answer: &impl Serialize) -> io::Result<Map<String, Value>> {
    match serde_json::to_value(answer)? {
        Value::Object(members) => Ok(members),
        _ => Ok(Map::new()),
    }
}
