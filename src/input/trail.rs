//! The way from the outside of a text to a place in it.

use std::ops::Range;

/// The way from the outermost value to the one at hand.
pub(super) struct Trail<'t> {
    pub(super) text: &'t str,
    pub(super) levels: Vec<Level>,
}

/// What a value is inside of.
#[derive(Debug)]
pub(super) enum Level {
    /// An object, behind the key at this place, or between its members.
    Object(Option<Range<usize>>),
    /// A list, at the element of this number.
    List(usize),
}

/// How many steps of a pointer are shown.
const STEPS: usize = 12;

impl Trail<'_> {
    /// Writes the way as a JSON pointer; a very long one keeps its last steps.
    pub(super) fn pointer(&self) -> String {
        let left_out = self.levels.len().saturating_sub(STEPS);
        let mut pointer = String::from(if left_out > 0 { "..." } else { "" });
        for level in self.levels.iter().skip(left_out) {
            let step = match level {
                Level::Object(None) => continue,
                Level::Object(Some(key)) => {
                    let written = self.text.get(key.clone()).unwrap_or_default();
                    let key = serde_json::from_str::<String>(written)
                        .unwrap_or_else(|_| written.trim_matches('"').to_owned());
                    key.replace('~', "~0").replace('/', "~1")
                }
                Level::List(index) => index.to_string(),
            };
            pointer.push('/');
            pointer.push_str(&step);
        }
        pointer
    }

    /// Steps back from a value to the object that holds it.
    pub(super) fn leave_value(&mut self) {
        if let Some(Level::Object(key)) = self.levels.last_mut() {
            *key = None;
        }
    }
}
