//! A field of the export: given, missing, or odd; and how every type is read from the wire.

use super::shape::Shape;
use serde::de::{DeserializeSeed, Deserializer};
use serde_json::value::RawValue;
use std::fmt;
use std::marker::PhantomData;

/// What one key of an export holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Field<'a, T> {
    /// Not set: the key is absent, or holds one of the spellings of "nothing".
    #[default]
    Missing,
    /// A value of the right type and form.
    Given(T),
    /// A value of a wrong type or form: the JSON text as written.
    Odd(&'a str),
}

impl<'a, T> Field<'a, T> {
    /// Returns the value if it was given in the right form.
    pub fn get(&self) -> Option<&T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Missing | Self::Odd(_) => None,
        }
    }

    /// Returns the JSON text of a value that could not be read as what it should be.
    pub fn odd(&self) -> Option<&'a str> {
        match self {
            Self::Odd(written) => Some(written),
            Self::Missing | Self::Given(_) => None,
        }
    }

    /// Tells whether there is nothing here: neither a value nor an odd one.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }
}

impl<T: Copy> Field<'_, T> {
    /// Returns a copy of the value if it was given in the right form.
    pub fn copied(&self) -> Option<T> {
        self.get().copied()
    }
}

impl<T> Field<'_, Vec<T>> {
    /// Returns the elements; none if the list is missing or odd.
    pub fn items(&self) -> &[T] {
        self.get().map_or(&[], Vec::as_slice)
    }
}

impl<T> From<Option<T>> for Field<'_, T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Missing, Self::Given)
    }
}

/// A type that is read from an export, in one of two ways.
///
/// `strict` is the fast way and fails at the first surprise. `lenient` never fails: what it cannot
/// read becomes a [`Field::Odd`] and a [`Defect`].
pub trait Wire<'a>: Sized {
    /// What should have stood here, for a warning: "a date and time".
    const EXPECTED: &'static str;

    /// What it is, for those who look at the JSON as it was written.
    const SHAPE: Shape;

    /// Returns what it is.
    fn shape() -> Shape {
        Self::SHAPE
    }

    /// Reads a value, or `None` for one of the spellings of "not set".
    ///
    /// # Errors
    /// Whatever is not a value of this type.
    fn strict<D: Deserializer<'a>>(from: D) -> Result<Option<Self>, D::Error>;

    /// Reads a value and notes what is wrong with it.
    fn lenient(
        written: &'a RawValue,
        place: &Place<'_>,
        defects: &mut Vec<Defect<'a>>,
    ) -> Field<'a, Self> {
        if let Ok(value) = strict(written.get()) {
            value.into()
        } else {
            note(defects, || Defect::expected(Self::EXPECTED, place, written));
            Field::Odd(written.get())
        }
    }

    /// Lists the pointers of the keys inside this value that the model does not know.
    fn unknown(&self, _place: &Place<'_>, _found: &mut Vec<String>) {}
}

/// Reads one JSON text in the strict way.
///
/// # Errors
/// Whatever `serde_json` says of it.
pub(super) fn strict<'a, T: Wire<'a>>(text: &'a str) -> serde_json::Result<Option<T>> {
    let mut json = serde_json::Deserializer::from_str(text);
    let value = T::strict(&mut json)?;
    json.end()?;
    Ok(value)
}

/// Reads a value in the strict way from inside another one.
pub(super) struct Strict<T>(PhantomData<T>);

impl<T> Strict<T> {
    pub(super) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'a, T: Wire<'a>> DeserializeSeed<'a> for Strict<T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'a>>(self, from: D) -> Result<Self::Value, D::Error> {
        T::strict(from)
    }
}

/// Where a value stands inside a ticket.
#[derive(Debug, Clone, Copy)]
pub enum Place<'p> {
    /// The ticket itself.
    Root,
    /// The value of a key.
    Key(&'p Place<'p>, &'p str),
    /// An element of a list, counted from 0.
    Index(&'p Place<'p>, usize),
}

impl fmt::Display for Place<'_> {
    /// Writes a JSON pointer (RFC 6901).
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Key(parent, key) => {
                write!(to, "{parent}/{}", key.replace('~', "~0").replace('/', "~1"))
            }
            Self::Index(parent, index) => write!(to, "{parent}/{index}"),
        }
    }
}

/// Something in a ticket that is not what it should be. The ticket is shown all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect<'a> {
    /// What is wrong.
    pub kind: DefectKind,
    /// Where: a JSON pointer.
    pub pointer: String,
    /// The JSON text as written.
    pub written: &'a str,
}

/// The ways in which a value can be wrong without losing the ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefectKind {
    /// Of another type or form than expected; shown as written.
    Expected(&'static str),
    /// The key stands twice in its object; the last one counts.
    Repeated,
    /// Half of a surrogate pair, or bytes that are not UTF-8, became U+FFFD.
    Replaced,
    /// So much is wrong in the ticket that this and what follows is told no more; shown as written.
    Countless,
}

/// As many defects of a ticket are noted one by one: each takes far more memory than its value.
const MOST_DEFECTS: usize = 10_000;

/// Notes what is wrong with a value, unless there has been enough of that.
pub(super) fn note<'a>(defects: &mut Vec<Defect<'a>>, defect: impl FnOnce() -> Defect<'a>) {
    match defects.len() {
        0..MOST_DEFECTS => defects.push(defect()),
        MOST_DEFECTS => defects.push(Defect { kind: DefectKind::Countless, ..defect() }),
        _ => {}
    }
}

impl<'a> Defect<'a> {
    pub(super) fn expected(what: &'static str, place: &Place<'_>, written: &'a RawValue) -> Self {
        Self {
            kind: DefectKind::Expected(what),
            pointer: place.to_string(),
            written: written.get(),
        }
    }

    pub(super) fn repeated(place: &Place<'_>, written: &'a RawValue) -> Self {
        Self { kind: DefectKind::Repeated, pointer: place.to_string(), written: written.get() }
    }
}

#[cfg(test)]
mod tests {
    use super::{DefectKind, MOST_DEFECTS, Place};
    use crate::model::Record;

    #[test]
    fn countless_defects_are_not_all_noted() {
        let text = format!("{{\"id\":1,\"tags\":[{}1]}}", "1,".repeat(MOST_DEFECTS + 5));
        let record = Record::read(&text).unwrap().unwrap();
        assert_eq!(record.defects.len(), MOST_DEFECTS + 1);
        assert_eq!(record.defects[MOST_DEFECTS].kind, DefectKind::Countless);
        assert_eq!(record.defects[MOST_DEFECTS].pointer, "/tags/10000");
    }

    #[test]
    fn a_place_is_a_json_pointer() {
        let list = Place::Key(&Place::Root, "a/b~c");
        let item = Place::Index(&list, 4);
        assert_eq!(Place::Key(&item, "name").to_string(), "/a~1b~0c/4/name");
        assert_eq!(Place::Root.to_string(), "");
    }
}
