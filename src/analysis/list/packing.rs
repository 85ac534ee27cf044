//! A line of a list in few bytes, which the kinds of its columns explain.

use super::{List, Listed};
use crate::analysis::packed::{BEYOND, Names, put, put_bytes, take, take_bytes, unzigzag, zigzag};
use crate::analysis::{Kind, Role, Seconds, Value};
use crate::model::{Text, Timestamp};
use chrono::{DateTime, TimeDelta};

/// The roles by number.
const ROLES: [Role; 6] =
    [Role::Customer, Role::Bot, Role::Queue, Role::Agent, Role::System, Role::Unknown];

/// Packs a line. What is said in many lines is kept once, with the names; of people it is what they
/// are called, which is what is shown.
pub(super) fn pack(line: &Listed, names: &mut Names) -> Vec<u8> {
    let mut out = Vec::new();
    Packing { names, out: &mut out }.line(line);
    out
}

/// Unpacks a line.
pub(super) fn unpack(from: &[u8], list: &List, names: &Names) -> Listed {
    Unpacking { names, from }.line(list)
}

/// A line on its way into few bytes.
struct Packing<'p> {
    names: &'p mut Names,
    out: &'p mut Vec<u8>,
}

impl Packing<'_> {
    fn line(&mut self, line: &Listed) {
        self.out.push(line.has_conversation.into());
        for four in line.values.chunks(4) {
            self.out.push(four.iter().rev().fold(0, |counts, values| counts << 2 | few(values)));
        }
        for values in &line.values {
            if few(values) == MORE {
                put(self.out, u64::try_from(values.len()).unwrap_or(u64::MAX));
            }
            for value in values {
                self.value(value);
            }
        }
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Text(_) | Value::Person(_) => {
                self.words(value.words().map_or("", Text::as_str));
            }
            Value::Number(number) => put(self.out, zigzag(*number)),
            Value::Span(span) => self.span(*span),
            Value::Moment(at) if at.is_whole() => {
                put(self.out, zigzag(at.utc().timestamp()).wrapping_shl(1));
            }
            Value::Moment(at) => {
                put(self.out, 1);
                self.words(&at.to_string());
            }
            Value::YesNo(yes) => self.out.push((*yes).into()),
            Value::Share(role, span) => {
                let role = (0..).zip(ROLES).find(|(_, known)| known == role);
                self.out.push(role.map_or(0, |(number, _)| number));
                self.span(*span);
            }
        }
    }

    fn words(&mut self, words: &str) {
        let name = self.names.id(words, words, 0);
        put(self.out, name.into());
        if name == BEYOND {
            put_bytes(self.out, words.as_bytes());
        }
    }

    fn span(&mut self, Seconds(span): Seconds) {
        let nanos = span.subsec_nanos();
        put(self.out, zigzag(span.num_seconds()).wrapping_shl(1) | u64::from(nanos != 0));
        if nanos != 0 {
            put(self.out, zigzag(nanos.into()));
        }
    }
}

/// How many values a column has, in two bits.
fn few(values: &[Value]) -> u8 {
    u8::try_from(values.len()).map_or(MORE, |count| count.min(MORE))
}

/// So many, or more: the number is told apart.
const MORE: u8 = 3;

/// A line on its way out of few bytes.
struct Unpacking<'p> {
    names: &'p Names,
    from: &'p [u8],
}

impl Unpacking<'_> {
    fn line(&mut self, list: &List) -> Listed {
        let has_conversation = self.byte() == 1;
        let fours = list.columns.chunks(4).flat_map(|_| {
            let counts = self.byte();
            [0, 2, 4, 6].map(|shift| counts >> shift & MORE)
        });
        let counts: Vec<_> = fours.collect();
        let values = list.columns.iter().zip(counts).map(|(column, few)| {
            let count = if few == MORE { take(&mut self.from) } else { few.into() };
            (0..count).filter_map(|_| self.value(column.known().kind)).collect()
        });
        Listed { values: values.collect(), has_conversation }
    }

    fn value(&mut self, kind: Kind) -> Option<Value> {
        Some(match kind {
            Kind::Text => Value::Text(self.words()),
            Kind::Number => Value::Number(unzigzag(take(&mut self.from))),
            Kind::Span => Value::Span(self.span()),
            Kind::Moment => {
                let code = take(&mut self.from);
                Value::Moment(if code & 1 == 0 {
                    DateTime::from_timestamp(unzigzag(code.wrapping_shr(1)), 0)?.into()
                } else {
                    Timestamp::parse(self.words().as_str()).ok()??
                })
            }
            Kind::YesNo => Value::YesNo(self.byte() == 1),
            Kind::Shares => {
                let role = ROLES.get(usize::from(self.byte())).copied();
                Value::Share(role.unwrap_or(Role::Unknown), self.span())
            }
        })
    }

    fn words(&mut self) -> Text<'static> {
        match u32::try_from(take(&mut self.from)).unwrap_or(BEYOND) {
            BEYOND => {
                let words = std::str::from_utf8(take_bytes(&mut self.from));
                Text::from(words.unwrap_or_default())
            }
            name => self.names.label(name).unwrap_or_default(),
        }
    }

    fn span(&mut self) -> Seconds {
        let code = take(&mut self.from);
        let nanos = if code & 1 == 0 { 0 } else { unzigzag(take(&mut self.from)) };
        let Seconds(whole) = Seconds::whole(unzigzag(code.wrapping_shr(1)));
        Seconds(whole.checked_add(&TimeDelta::nanoseconds(nanos)).unwrap_or(whole))
    }

    fn byte(&mut self) -> u8 {
        let (first, rest) = self.from.split_first().unwrap_or((&0, &[]));
        self.from = rest;
        *first
    }
}

#[cfg(test)]
mod tests {
    use super::{pack, unpack};
    use crate::analysis::packed::Names;
    use crate::analysis::{List, Listed, Property, Role, Seconds, Value};
    use crate::model::{Text, Timestamp};
    use chrono::TimeDelta;

    #[test]
    fn a_line_comes_back_as_it_was() {
        let at = |text| Value::Moment(Timestamp::parse(text).unwrap().unwrap());
        let odd = Seconds(TimeDelta::milliseconds(-1500));
        let columns =
            ["state", "id", "bot.left", "tag", "waited", "queue", "held", "opened", "closed"];
        let values = vec![
            vec![],
            vec![Value::Number(-3)],
            vec![Value::YesNo(true)],
            vec![
                Value::Text(Text::borrowed("a\u{0}\"\u{202e}ב")),
                Value::Text(Text::borrowed("3")),
            ],
            vec![Value::Span(odd)],
            vec![Value::Span(Seconds::whole(890))],
            vec![Value::Share(Role::Queue, odd); 2]
                .into_iter()
                .chain([Value::Share(Role::Unknown, Seconds::whole(1))])
                .collect(),
            vec![at("2023-05-08T06:46:05Z")],
            vec![at("2023-05-08T06:46:05.3210Z")],
        ];
        let columns = columns.iter().map(|name| Property::named(name).unwrap()).collect();
        let list = List::of(columns, Seconds::default());
        let line = Listed { values, has_conversation: true };
        let without = Listed { has_conversation: false, ..line.clone() };
        let mut names = Names::default();
        for line in [line, without] {
            let packed = pack(&line, &mut names);
            assert_eq!(unpack(&packed, &list, &names), line);
        }
    }
}
