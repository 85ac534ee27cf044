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
use super::scan::{is_json, is_number, literals, pointer, scan, unquoted};
use crate::analysis::{fold, readable};
use std::collections::HashMap;

/// A value that was to be replaced, and is still there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Of which kind it is.
    pub kind: Kind,
    /// Where it stands: a JSON pointer.
    pub pointer: String,
}

/// Looks for the values in a redacted ticket; returns the first that is left.
pub(super) fn left(known: &Known, json: &str) -> Option<Left> {
    left_in(&Sought::of(known), json, Treatment::of)
}

fn left_in(sought: &Sought<'_>, json: &str, places: Places) -> Option<Left> {
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
                Treatment::Markup => sought
                    .left(Decoded::of(&text).as_str())
                    .or_else(|| sought.left(&readable(&text))),
                Treatment::Told if is_event(&text) => {
                    left_in(sought, &text, Treatment::in_event).map(|left| left.kind)
                }
                _ => sought.left(&text),
            }
        } else {
            let is_personal = matches!(treatment, Treatment::Personal(_));
            sought.whole.get(written).copied().filter(|_| is_personal && is_number(written))
        };
        left = found.map(|kind| Left { kind, pointer: pointer(path) });
    });
    left
}

/// What is looked for.
struct Sought<'v> {
    /// Each value as a whole.
    whole: HashMap<&'v str, Kind>,
    /// What is looked for inside of texts, too, by its first four bytes.
    words: HashMap<[u8; 4], Vec<&'v Value>>,
    /// Marks the sums of these bytes: at most places of a text nothing can begin, and there no more is asked.
    beginnings: Box<[bool; SUMS]>,
}

/// How many sums of four bytes there are.
const SUMS: usize = 1 << 12;

fn sum([a, b, c, d]: [u8; 4]) -> usize {
    let spread = |byte: u8, by: usize| usize::from(byte).wrapping_mul(by);
    (spread(a, 1) ^ spread(b, 37) ^ spread(c, 353) ^ spread(d, 2311)) % SUMS
}

impl<'v> Sought<'v> {
    fn of(known: &'v Known) -> Self {
        let mut sought = Self {
            whole: HashMap::new(),
            words: HashMap::new(),
            beginnings: Box::new([false; SUMS]),
        };
        for value in known.values().iter().filter(|value| value.is_provable()) {
            sought.whole.insert(&value.folded, value.kind);
            if value.is_proven_as_word() {
                let Some(first) = value.folded.as_bytes().first_chunk() else { continue };
                sought.words.entry(*first).or_default().push(value);
                if let Some(mark) = sought.beginnings.get_mut(sum(*first)) {
                    *mark = true;
                }
            }
        }
        sought
    }

    /// Looks for every value in a text.
    fn left(&self, text: &str) -> Option<Kind> {
        let folded = fold(text);
        let whole = self.whole.get(folded.trim()).copied();
        whole.or_else(|| self.as_word(&folded)).or_else(|| self.left_inside(text))
    }

    /// Looks for them in the strings of a text that is JSON.
    fn left_inside(&self, text: &str) -> Option<Kind> {
        let mut left = None;
        if is_json(text) {
            literals(text, &mut |_, written| {
                if left.is_none() && written.starts_with('"') {
                    left = self.left(&unquoted(written));
                }
            });
        }
        left
    }

    fn as_word(&self, folded: &str) -> Option<Kind> {
        let bytes = folded.as_bytes();
        for (at, four) in bytes.windows(4).enumerate() {
            let Ok(four) = <[u8; 4]>::try_from(four) else { continue };
            if self.beginnings.get(sum(four)) != Some(&true) {
                continue;
            }
            let is_here = |value: &&&Value| {
                let end = at.saturating_add(value.folded.len());
                bytes.get(at..end) == Some(value.folded.as_bytes()) && is_apart(folded, at..end)
            };
            let here = self.words.get(&four).into_iter().flatten().find(is_here);
            if here.is_some() {
                return here.map(|value| value.kind);
            }
        }
        None
    }
}
