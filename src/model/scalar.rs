//! The simple values of the export: switches, counts, numbers as written, GUIDs, maps, any JSON.

use super::field::{Defect, Field, Place, Strict, Wire, note, strict};
use super::object::members;
use super::shape::Shape;
use super::text::Text;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// The GUID of nobody: the System, the queue of unassigned tickets, "no department".
pub const NIL_GUID: &str = "00000000-0000-0000-0000-000000000000";

impl<'a> Wire<'a> for bool {
    const EXPECTED: &'static str = "true or false";
    const SHAPE: Shape = Shape::Flag;

    fn strict<D: Deserializer<'a>>(from: D) -> Result<Option<Self>, D::Error> {
        Option::deserialize(from)
    }
}

/// Counts and identifiers, 64 bits wide: transaction ids pass 2^49.
impl<'a> Wire<'a> for i64 {
    const EXPECTED: &'static str = "a whole number";
    const SHAPE: Shape = Shape::Number;

    fn strict<D: Deserializer<'a>>(from: D) -> Result<Option<Self>, D::Error> {
        Option::deserialize(from)
    }
}

/// The number of another ticket; 0 stands for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
pub struct TicketReference(pub i64);

impl<'a> Wire<'a> for TicketReference {
    const EXPECTED: &'static str = "a ticket number";
    const SHAPE: Shape = Shape::Reference;

    fn strict<D: Deserializer<'a>>(from: D) -> Result<Option<Self>, D::Error> {
        Ok(i64::strict(from)?.filter(|number| *number != 0).map(Self))
    }
}

/// A number with its spelling kept: version 1.10 is not version 1.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number<'a>(&'a str);

impl<'a> Number<'a> {
    /// Returns the digits as written. Safe to print: JSON allows digits, signs, `.` and `e` only.
    pub const fn as_str(self) -> &'a str {
        self.0
    }

    /// Returns the nearest floating-point number.
    pub fn to_f64(self) -> Option<f64> {
        self.0.parse().ok().filter(|number: &f64| number.is_finite())
    }
}

impl<'a> Wire<'a> for Number<'a> {
    const EXPECTED: &'static str = "a number";
    const SHAPE: Shape = Shape::Number;

    fn strict<D: Deserializer<'a>>(from: D) -> Result<Option<Self>, D::Error> {
        let written = <&RawValue>::deserialize(from)?.get();
        match written.as_bytes().first() {
            Some(b'-' | b'0'..=b'9') => Ok(Some(Self(written))),
            Some(b'n') => Ok(None),
            _ => Err(D::Error::custom(Self::EXPECTED)),
        }
    }
}

/// Any JSON value, kept as written.
#[derive(Debug, Clone, Copy)]
pub struct Json<'a>(&'a RawValue);

impl<'a> Json<'a> {
    /// Returns the JSON text.
    pub fn as_str(self) -> &'a str {
        self.0.get()
    }

    /// Returns the value as a person would say it: a string without its quotes, else the JSON text
    /// in one line.
    pub fn to_text(self) -> Text<'a> {
        serde_json::from_str(self.0.get()).unwrap_or_else(|_| in_one_line(self.0.get()))
    }
}

/// Takes the line breaks and indents out of a JSON text. They cannot be part of a string.
pub fn in_one_line(json: &str) -> Text<'_> {
    if !json.contains(['\n', '\r']) {
        return Text::borrowed(json);
    }
    let lines = json.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    Text::owned(lines.collect::<Vec<_>>().join(" "))
}

impl PartialEq for Json<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.get() == other.0.get()
    }
}

impl<'a> Wire<'a> for Json<'a> {
    const EXPECTED: &'static str = "a JSON value";
    const SHAPE: Shape = Shape::Json;

    fn strict<D: Deserializer<'a>>(from: D) -> Result<Option<Self>, D::Error> {
        let written = <&RawValue>::deserialize(from)?;
        Ok((written.get() != "null").then_some(Self(written)))
    }
}

/// An identifier that should be a GUID. The nil GUID and `""` stand for none.
///
/// A malformed one is kept: one of the identifiers in the documented sample has a digit too many.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Guid<'a>(pub Text<'a>);

impl Guid<'_> {
    /// Tells whether this and a text name the same thing; GUIDs differ in case only by accident.
    pub fn is(&self, other: &str) -> bool {
        self.0.as_str().eq_ignore_ascii_case(other)
    }
}

impl<'a> Wire<'a> for Guid<'a> {
    const EXPECTED: &'static str = "an identifier (GUID)";
    const SHAPE: Shape = Shape::Guid;

    fn strict<D: Deserializer<'a>>(from: D) -> Result<Option<Self>, D::Error> {
        Ok(Text::strict(from)?.filter(|text| text.as_str() != NIL_GUID).map(Self))
    }
}

/// A list. Elements that cannot be read are left out and noted.
impl<'a, T: Wire<'a>> Wire<'a> for Vec<T> {
    const EXPECTED: &'static str = "a list";
    const SHAPE: Shape = Shape::List(T::shape);

    fn strict<D: Deserializer<'a>>(from: D) -> Result<Option<Self>, D::Error> {
        struct List<T>(PhantomData<T>);
        impl<'a, T: Wire<'a>> Visitor<'a> for List<T> {
            type Value = Option<Vec<T>>;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("a list")
            }

            fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                Ok(None)
            }

            fn visit_seq<A: SeqAccess<'a>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = list.next_element_seed(Strict::new())? {
                    items.push(item.ok_or_else(|| A::Error::custom(T::EXPECTED))?);
                }
                Ok(Some(items))
            }
        }
        from.deserialize_any(List(PhantomData))
    }

    fn lenient(
        written: &'a RawValue,
        place: &Place<'_>,
        defects: &mut Vec<Defect<'a>>,
    ) -> Field<'a, Self> {
        if let Ok(list) = strict(written.get()) {
            return list.into();
        }
        let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(written.get()) else {
            note(defects, || Defect::expected(Self::EXPECTED, place, written));
            return Field::Odd(written.get());
        };
        let read = items.into_iter().enumerate().filter_map(|(index, item)| {
            let place = Place::Index(place, index);
            match T::lenient(item, &place, defects) {
                Field::Given(item) => Some(item),
                Field::Odd(_) => None,
                Field::Missing => {
                    note(defects, || Defect::expected(T::EXPECTED, &place, item));
                    None
                }
            }
        });
        Field::Given(read.collect())
    }

    fn unknown(&self, place: &Place<'_>, found: &mut Vec<String>) {
        for (index, item) in self.iter().enumerate() {
            item.unknown(&Place::Index(place, index), found);
        }
    }
}

/// An object whose keys the integrator chose, in the order of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Map<'a>(pub Vec<(Text<'a>, Json<'a>)>);

impl<'a> Wire<'a> for Map<'a> {
    const EXPECTED: &'static str = "an object of names and values";
    const SHAPE: Shape = Shape::Map;

    fn strict<D: Deserializer<'a>>(from: D) -> Result<Option<Self>, D::Error> {
        let Some(json) = Json::strict(from)? else { return Ok(None) };
        let members = members(json.0).ok_or_else(|| D::Error::custom(Self::EXPECTED))?;
        Ok(Some(Self(members.into_iter().map(|(key, value)| (key, Json(value))).collect())))
    }
}

impl JsonSchema for Map<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Map".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object" })
    }
}

impl Serialize for Map<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(key, value)| (key, value.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Guid, Json, Map, NIL_GUID, Number, TicketReference, Wire};
    use crate::model::field::{Field, Place, strict};
    use crate::model::{DefectKind, Text};
    use serde_json::value::RawValue;

    #[test]
    fn json_on_one_line_has_no_end_of_line_of_any_kind() {
        for (json, line) in
            [("[1,\r2]", "[1, 2]"), ("[\r\n  1,\n\n 2]", "[ 1, 2]"), ("[ 1]", "[ 1]")]
        {
            assert_eq!(super::in_one_line(json).as_str(), line);
        }
    }

    #[test]
    fn nothing_has_its_spellings_where_the_tables_say_so() {
        assert_eq!(strict::<Text<'_>>("\"\"").unwrap(), None);
        assert_eq!(strict::<Text<'_>>("null").unwrap(), None);
        assert_eq!(strict::<Guid<'_>>(&format!("\"{NIL_GUID}\"")).unwrap(), None);
        assert_eq!(strict::<Guid<'_>>("\"\"").unwrap(), None);
        assert_eq!(strict::<TicketReference>("0").unwrap(), None);
        assert_eq!(strict::<i64>("0").unwrap(), Some(0), "a count of 0 is a count");
    }

    #[test]
    fn identifiers_are_64_bits_wide() {
        assert_eq!(strict::<i64>("681728957177908").unwrap(), Some(681_728_957_177_908));
    }

    #[test]
    fn a_number_keeps_its_spelling() {
        let version = strict::<Number<'_>>("1.10").unwrap().unwrap();
        assert_eq!(version.as_str(), "1.10");
        assert_ne!(Some(version), strict("1.1").unwrap());
        assert!(strict::<Number<'_>>("\"1.10\"").is_err());
    }

    #[test]
    fn a_malformed_guid_is_kept() {
        let guid = strict::<Guid<'_>>("\"5b09d05db-7e0c-472b-a3aa-5b91f9be826c\"").unwrap();
        assert_eq!(guid.unwrap().0.as_str().len(), 37);
    }

    #[test]
    fn an_odd_element_does_not_lose_the_list() {
        let written: &RawValue = serde_json::from_str("[\"a\", 5, null, \"b\"]").unwrap();
        let mut defects = Vec::new();
        let list = Vec::<Text<'_>>::lenient(written, &Place::Root, &mut defects);
        assert_eq!(list, Field::Given(vec!["a".into(), "b".into()]));
        let pointers: Vec<_> = defects.iter().map(|defect| defect.pointer.as_str()).collect();
        assert_eq!(pointers, ["/1", "/2"]);
        assert_eq!(defects[0].kind, DefectKind::Expected("a text"));
    }

    #[test]
    fn a_map_keeps_order_and_values_of_any_type() {
        let map = strict::<Map<'_>>(r#"{"b":"1","a":2}"#).unwrap().unwrap();
        let said: Vec<_> = map.0.iter().map(|(k, v)| (k.as_str(), v.to_text())).collect();
        assert_eq!(said, [("b", "1".into()), ("a", "2".into())]);
        assert!(strict::<Map<'_>>("[]").is_err());
        assert_eq!(strict::<Json<'_>>("null").unwrap(), None);
    }
}
