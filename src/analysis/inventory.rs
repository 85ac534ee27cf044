//! Every value of a ticket, empty ones too, in the order of the file.

use crate::model::{Place, Text, members};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::value::RawValue;

/// One value and where it stands.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Leaf {
    /// Where it stands: a JSON pointer.
    pub pointer: Text<'static>,
    /// The JSON text as written.
    pub written: Text<'static>,
}

impl Leaf {
    /// Tells whether it is one of the values that say nothing.
    pub fn is_empty(&self) -> bool {
        matches!(self.written.as_str(), "null" | "\"\"" | "[]" | "{}")
    }
}

/// No ticket is deeper; beyond this a value is listed as written, unopened.
const DEEPEST: usize = 32;

/// Lists every value of a ticket.
pub(super) fn leaves(text: &str) -> Vec<Leaf> {
    let mut found = Vec::new();
    if let Ok(ticket) = serde_json::from_str::<&RawValue>(text) {
        walk(ticket, &Place::Root, 0, &mut found);
    }
    found
}

fn walk(written: &RawValue, place: &Place<'_>, depth: usize, found: &mut Vec<Leaf>) {
    let first = written.get().as_bytes().first();
    if depth < DEEPEST && first == Some(&b'{') {
        let members = members(written).unwrap_or_default();
        for (key, value) in &members {
            walk(value, &Place::Key(place, key.as_str()), depth.saturating_add(1), found);
        }
        if !members.is_empty() {
            return;
        }
    }
    if depth < DEEPEST && first == Some(&b'[') {
        let items: Vec<&RawValue> = serde_json::from_str(written.get()).unwrap_or_default();
        for (index, value) in items.iter().enumerate() {
            walk(value, &Place::Index(place, index), depth.saturating_add(1), found);
        }
        if !items.is_empty() {
            return;
        }
    }
    found
        .push(Leaf { pointer: Text::owned(place.to_string()), written: Text::from(written.get()) });
}

#[cfg(test)]
mod tests {
    use super::leaves;

    #[test]
    fn the_seed_has_509_values_of_which_90_are_empty() {
        let leaves = leaves(include_str!("../../fixtures/tickets/seed.json"));
        let empty = leaves.iter().filter(|leaf| leaf.is_empty()).count();
        let lists =
            leaves.iter().filter(|leaf| matches!(leaf.written.as_str(), "[]" | "{}")).count();
        assert_eq!((leaves.len() - lists, empty - lists), (509, 90));
    }

    #[test]
    fn deep_values_are_listed_unopened() {
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(1000), "]".repeat(1000));
        let leaves = leaves(&deep);
        assert_eq!(leaves.len(), 1);
        assert!(leaves[0].written.as_str().starts_with("[["));
    }
}
