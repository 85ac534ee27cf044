//! The proof: a redacted text is read back, and none of the values that were personal is in it.
//!
//! It goes its own way: it knows nothing of how values are found and replaced, and looks for each of
//! them everywhere, as a whole value, and as whole words if it has four characters or more. Keys,
//! names of states and kinds, and times are no place for personal data and are passed over.

use super::kind::Kind;
use super::known::{Known, Value, is_apart};
use super::markup::Decoded;
use super::places::Treatment;
use super::rewrite::{Places, is_event};
use super::scan::{pointer, scan, unquoted};
use crate::analysis::{fold, readable};
use memchr::memmem;

/// A value that was to be replaced, and is still there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Of which kind it is.
    pub kind: Kind,
    /// Where it stands: a JSON pointer.
    pub pointer: String,
}

/// Shorter values are looked for as a whole only.
const SHORTEST: usize = 4;

/// Looks for the values in a redacted ticket; returns the first that is left.
pub(super) fn left(known: &Known, json: &str) -> Option<Left> {
    let sought: Vec<_> = known.values().iter().filter(|value| value.is_provable()).collect();
    left_in(&sought, json, Treatment::of)
}

fn left_in(sought: &[&Value], json: &str, places: Places) -> Option<Left> {
    let mut left = None;
    scan(json, &mut |path, _, written| {
        if left.is_some() {
            return;
        }
        let treatment = places(path);
        let found = if written.starts_with('"') {
            let text = unquoted(written);
            match treatment {
                _ if treatment.keeps(&text) => None,
                Treatment::Markup => holds(sought, Decoded::of(&text).as_str())
                    .or_else(|| holds(sought, &readable(&text))),
                Treatment::Told if is_event(&text) => {
                    left_in(sought, &text, Treatment::in_event).map(|left| left.kind)
                }
                _ => holds(sought, &text),
            }
        } else {
            let is_personal = matches!(treatment, Treatment::Personal(_));
            let is = |value: &&&Value| value.folded == written;
            sought.iter().find(is).filter(|_| is_personal).map(|value| value.kind)
        };
        left = found.map(|kind| Left { kind, pointer: pointer(path) });
    });
    left
}

fn holds(sought: &[&Value], text: &str) -> Option<Kind> {
    let folded = fold(text);
    let whole = folded.trim();
    let holds = |value: &&&Value| {
        let is_long = value.folded.chars().nth(SHORTEST.saturating_sub(1)).is_some();
        let is_word = is_long && value.folded.contains(char::is_alphanumeric);
        whole == value.folded || is_word && stands_in(&value.folded, &folded)
    };
    sought.iter().find(holds).map(|value| value.kind)
}

fn stands_in(value: &str, text: &str) -> bool {
    let mut found = memmem::find_iter(text.as_bytes(), value.as_bytes());
    found.any(|at| is_apart(text, at..at.saturating_add(value.len())))
}
