//! Names, each kept once and known by a number.

use crate::model::Text;
use std::collections::HashMap;

/// The number of a name within its [`Names`].
pub(in crate::analysis) type NameId = u32;

/// Stands for no name at all.
pub(in crate::analysis) const NONE: NameId = 0;

/// Stands for all names that came when there was no more room.
pub(in crate::analysis) const BEYOND: NameId = 1;

/// Names, in the order in which they were met. What goes by one key has one name: the latest.
#[derive(Debug, Default)]
pub(in crate::analysis) struct Names {
    ids: HashMap<Box<str>, NameId>,
    labels: Vec<Label>,
    bytes: usize,
}

#[derive(Debug)]
struct Label {
    text: Box<str>,
    at: i64,
}

/// So much memory goes into names of a kind, in bytes. Real archives need a tenth of it; one that
/// has a new name in every ticket must not fill the memory.
const ROOM: usize = 1 << 20;

/// What an entry costs beside its letters, in bytes.
const ENTRY: usize = 96;

impl Names {
    /// Returns the number of what goes by `key`, and was called `label` at some time.
    pub(in crate::analysis) fn id(&mut self, key: &str, label: &str, at: i64) -> NameId {
        if let Some(id) = self.ids.get(key) {
            let known = index(*id).and_then(|index| self.labels.get_mut(index));
            if let Some(known) = known.filter(|known| known.at <= at) {
                known.at = at;
                if *known.text != *label {
                    known.text = label.into();
                }
            }
            return *id;
        }
        let cost = key.len().saturating_add(label.len()).saturating_add(ENTRY);
        let id = u32::try_from(self.labels.len()).ok().and_then(|n| n.checked_add(2));
        match id.filter(|_| self.bytes.saturating_add(cost) <= ROOM) {
            Some(id) => {
                self.bytes = self.bytes.saturating_add(cost);
                self.ids.insert(key.into(), id);
                self.labels.push(Label { text: label.into(), at });
                id
            }
            None => BEYOND,
        }
    }

    /// Returns the name with a number; `None` for no name, and for those beyond the room.
    pub(in crate::analysis) fn label(&self, id: NameId) -> Option<Text<'static>> {
        Some(Text::from(&*self.labels.get(index(id)?)?.text))
    }

    /// Returns how many numbers there are; all are below.
    pub(in crate::analysis) fn len(&self) -> usize {
        self.labels.len().saturating_add(2)
    }
}

/// Returns where a name stands; `None` for the two numbers that stand for none.
fn index(id: NameId) -> Option<usize> {
    usize::try_from(id).ok()?.checked_sub(2)
}

#[cfg(test)]
mod tests {
    use super::{BEYOND, Names};

    #[test]
    fn one_key_has_one_number_and_its_latest_name() {
        let mut names = Names::default();
        let ann = names.id("a", "Ann", 10);
        assert_eq!(names.id("b", "Ben", 10), ann + 1);
        assert_eq!(names.id("a", "Anna", 20), ann);
        assert_eq!(names.id("a", "A.", 5), ann);
        assert_eq!(names.label(ann).unwrap().as_str(), "Anna");
        assert_eq!(names.len(), 4);
    }

    #[test]
    fn there_is_an_end_to_names() {
        let mut names = Names::default();
        let ids: Vec<_> = (0..20_000).map(|n| names.id(&n.to_string(), "", 0)).collect();
        assert_eq!(ids[0], 2);
        assert_eq!(ids[19_999], BEYOND);
        assert_eq!(names.id("0", "", 0), 2, "what is known stays known");
        assert_eq!(names.label(BEYOND), None);
    }
}
