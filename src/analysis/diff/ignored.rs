//! What somebody does not want to be told.

use super::walk::Found;
use crate::analysis::property::nearest;
use crate::model::{Record, Shape, Ticket, Wire, members};
use serde_json::value::RawValue;

/// Places of a ticket that are not compared.
#[derive(Debug, Clone, Default)]
pub struct Ignored(Vec<Vec<String>>);

impl Ignored {
    /// Reads fields (`lastActivity`) and pointers (`/details/location`, `/transactions/*/status`), which
    /// mean everything below them, too. `*` is any key or number.
    ///
    /// # Errors
    /// A place that is known neither to the model nor to the two tickets, in words.
    pub fn read(typed: &[String], old: &Record<'_>, new: &Record<'_>) -> Result<Self, String> {
        let mut ignored = Vec::new();
        for place in typed.iter().map(|place| place.trim()).filter(|place| !place.is_empty()) {
            let way: Vec<String> = place
                .strip_prefix('/')
                .unwrap_or(place)
                .split('/')
                .map(|part| part.replace("~1", "/").replace("~0", "~"))
                .collect();
            check(place, &way, [old.text, new.text])?;
            ignored.push(way);
        }
        Ok(Self(ignored))
    }

    /// Tells whether a place is one of those, or below one.
    pub(super) fn covers(&self, found: &Found<'_>) -> bool {
        let pointers = [&found.old_pointer, &found.new_pointer];
        self.0.iter().any(|way| {
            pointers.iter().filter_map(|pointer| pointer.as_deref()).any(|pointer| {
                let mut parts = pointer.split('/').skip(1);
                way.iter().all(|wanted| {
                    parts.next().is_some_and(|part| {
                        let part = part.replace("~1", "/").replace("~0", "~");
                        wanted == "*" || part.eq_ignore_ascii_case(wanted)
                    })
                })
            })
        })
    }
}

/// Says what is wrong with a place that is nowhere.
fn check(place: &str, way: &[String], texts: [&str; 2]) -> Result<(), String> {
    let mut shape = Ticket::SHAPE;
    for (depth, part) in way.iter().enumerate() {
        shape = match shape {
            Shape::Object(_) => match shape.member(part) {
                Some((_, shape)) => shape,
                None if part == "*" || texts.iter().any(|text| holds(text, way)) => return Ok(()),
                None => return Err(unknown(place, part, depth, shape)),
            },
            Shape::List(item) if part == "*" || part.bytes().all(|b| b.is_ascii_digit()) => item(),
            Shape::List(_) => {
                return Err(format!(
                    "\"{place}\": \"{part}\" stands where a list has numbers; * is any of them"
                ));
            }
            Shape::Json | Shape::Map => return Ok(()),
            _ => {
                return Err(format!("\"{place}\": nothing can stand below a simple value"));
            }
        };
    }
    Ok(())
}

fn unknown(place: &str, part: &str, depth: usize, shape: Shape) -> String {
    let keys: Vec<_> = shape.keys().collect();
    let small: Vec<_> = keys.iter().map(|key| key.to_ascii_lowercase()).collect();
    let meant = nearest(part, small.iter().map(String::as_str));
    let meant = meant.and_then(|meant| keys.iter().find(|key| key.eq_ignore_ascii_case(meant)));
    let meant = meant.map_or_else(|| ".".to_owned(), |meant| format!("; did you mean {meant}?"));
    let what = if depth == 0 {
        format!("no field \"{part}\"")
    } else {
        format!("\"{place}\": no field \"{part}\" there")
    };
    format!("{what}{meant} Known are: {}", keys.join(", "))
}

/// Tells whether a text has a value in this place.
fn holds(text: &str, way: &[String]) -> bool {
    let Ok(value) = serde_json::from_str::<&RawValue>(text) else { return false };
    let mut values = vec![value];
    for part in way {
        values = values.into_iter().flat_map(|value| below(value, part)).collect();
    }
    !values.is_empty()
}

fn below<'v>(value: &'v RawValue, part: &str) -> Vec<&'v RawValue> {
    if let Some(members) = members(value) {
        let wanted = members
            .into_iter()
            .filter(|(key, _)| part == "*" || key.as_str().eq_ignore_ascii_case(part));
        return wanted.map(|(_, value)| value).collect();
    }
    let items: Vec<&RawValue> = serde_json::from_str(value.get()).unwrap_or_default();
    let wanted =
        items.into_iter().enumerate().filter(|(index, _)| part == "*" || index.to_string() == part);
    wanted.map(|(_, value)| value).collect()
}
