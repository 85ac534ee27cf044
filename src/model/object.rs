//! One macro that turns a list of keys into a struct and both ways of reading it.

use super::text::Text;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// Splits an object into its keys and unopened values, in the order of the file.
///
/// Returns `None` if the text is no object.
pub fn members(written: &RawValue) -> Option<Vec<(Text<'_>, &RawValue)>> {
    struct Members;
    impl<'de> Visitor<'de> for Members {
        type Value = Vec<(Text<'de>, &'de RawValue)>;

        fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
            to.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut members = Vec::new();
            while let Some(member) = map.next_entry()? {
                members.push(member);
            }
            Ok(members)
        }
    }
    serde_json::Deserializer::from_str(written.get()).deserialize_map(Members).ok()
}

/// Declares an object of the export: each field with its type and its key.
///
/// Keys are compared exactly first, then without case, since some libraries write exports again
/// with other casing. A key that stands twice fails the strict reading; the lenient one lets the
/// last win and notes it. Keys that the list does not name are kept in `unknown`.
macro_rules! object {
    (
        $(#[$doc:meta])*
        pub struct $name:ident is $expected:literal {
            $( $(#[$field_doc:meta])* $field:ident : $type:ty = $key:literal $(| $alias:literal)* ),* $(,)?
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default)]
        pub struct $name<'a> {
            $( $(#[$field_doc])* pub $field: $crate::model::Field<'a, $type>, )*
            /// Keys that the model does not know, with their values as written.
            pub unknown: Vec<($crate::model::Text<'a>, &'a serde_json::value::RawValue)>,
        }

        const _: () = {
            use $crate::model::field::{Defect, Field, Place, Strict, Wire, note, strict};
            use $crate::model::text::Text;
            use serde::de::{Deserializer, Error, MapAccess, Visitor};
            use serde_json::value::RawValue;

            #[expect(non_camel_case_types, reason = "named after the fields")]
            #[derive(Clone, Copy)]
            enum Slot { $($field),* }
            const SLOTS: usize = [$(Slot::$field),*].len();

            impl Slot {
                fn of(key: &str) -> Option<Self> {
                    match key {
                        $( $key $(| $alias)* => Some(Self::$field), )*
                        _ => {
                            $( if key.eq_ignore_ascii_case($key) { return Some(Self::$field); } )*
                            None
                        }
                    }
                }
            }

            /// Which keys have been met.
            struct Met([bool; SLOTS]);

            impl Met {
                /// Notes a key; tells whether it is there for the first time.
                #[expect(clippy::as_conversions, reason = "the only way to number the fields")]
                fn first(&mut self, slot: Slot) -> bool {
                    self.0.get_mut(slot as usize).is_some_and(|met| !std::mem::replace(met, true))
                }
            }

            impl<'a> Wire<'a> for $name<'a> {
                const EXPECTED: &'static str = $expected;
                const SHAPE: $crate::model::Shape = $crate::model::Shape::Object(&[
                    $( ($key, <$type as Wire<'a>>::shape) ),*
                ]);

                fn strict<D: Deserializer<'a>>(from: D) -> Result<Option<Self>, D::Error> {
                    struct Object;
                    impl<'a> Visitor<'a> for Object {
                        type Value = Option<$name<'a>>;

                        fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                            to.write_str($expected)
                        }

                        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                            Ok(None)
                        }

                        fn visit_map<A: MapAccess<'a>>(
                            self,
                            mut map: A,
                        ) -> Result<Self::Value, A::Error> {
                            let mut object = $name::default();
                            let mut met = Met([false; SLOTS]);
                            while let Some(key) = map.next_key::<Text<'a>>()? {
                                let Some(slot) = Slot::of(key.as_str()) else {
                                    object.unknown.push((key, map.next_value()?));
                                    continue;
                                };
                                if !met.first(slot) {
                                    return Err(A::Error::custom("a key stands twice"));
                                }
                                match slot {
                                    $( Slot::$field => {
                                        object.$field = map.next_value_seed(Strict::<$type>::new())?.into();
                                    } )*
                                }
                            }
                            Ok(Some(object))
                        }
                    }
                    from.deserialize_any(Object)
                }

                fn lenient(
                    written: &'a RawValue,
                    place: &Place<'_>,
                    defects: &mut Vec<Defect<'a>>,
                ) -> Field<'a, Self> {
                    if let Ok(object) = strict(written.get()) {
                        return object.into();
                    }
                    let Some(members) = $crate::model::object::members(written) else {
                        note(defects, || Defect::expected(Self::EXPECTED, place, written));
                        return Field::Odd(written.get());
                    };
                    let mut object = $name::default();
                    let mut met = Met([false; SLOTS]);
                    for (key, value) in members {
                        let Some(slot) = Slot::of(key.as_str()) else {
                            object.unknown.push((key, value));
                            continue;
                        };
                        let place = Place::Key(place, key.as_str());
                        if !met.first(slot) {
                            note(defects, || Defect::repeated(&place, value));
                        }
                        match slot {
                            $( Slot::$field => {
                                object.$field = <$type as Wire<'a>>::lenient(value, &place, defects);
                            } )*
                        }
                    }
                    Field::Given(object)
                }

                fn unknown(&self, place: &Place<'_>, found: &mut Vec<String>) {
                    $( if let Some(value) = self.$field.get() {
                        value.unknown(&Place::Key(place, $key), found);
                    } )*
                    for (key, _) in &self.unknown {
                        found.push(Place::Key(place, key.as_str()).to_string());
                    }
                }
            }
        };
    };
}

pub(super) use object;
