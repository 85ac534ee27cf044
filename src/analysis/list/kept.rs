//! A line of a list that has to wait until all others are known, in little memory.

use super::{List, Listed};
use crate::analysis::{Kind, Role, Seconds, Value};
use crate::model::{Text, Timestamp};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// A line, packed: JSON that the kinds of the columns explain.
#[derive(Debug, Clone)]
pub struct Kept(Box<[u8]>);

/// One value, packed.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Packed {
    YesNo(bool),
    Number(i64),
    /// Seconds and nanoseconds; of a share the role before them.
    Numbers(Vec<i64>),
    Text(String),
}

/// The roles by number.
const ROLES: [Role; 6] =
    [Role::Customer, Role::Bot, Role::Queue, Role::Agent, Role::System, Role::Unknown];

impl List {
    /// Packs a line. Of people the names are kept, which is what is shown.
    pub fn pack(line: &Listed) -> Kept {
        let values = line.values.iter().map(|values| values.iter().map(Packed::of).collect());
        let values: Vec<Vec<Packed>> = values.collect();
        let packed = serde_json::to_vec(&(line.has_conversation, values));
        Kept(packed.unwrap_or_default().into())
    }

    /// Unpacks a line.
    pub fn unpack(&self, kept: &Kept) -> Listed {
        let (has_conversation, values): (bool, Vec<Vec<Packed>>) =
            serde_json::from_slice(&kept.0).unwrap_or_default();
        let values = self.columns.iter().zip(values).map(|(column, values)| {
            let kind = column.known().kind;
            values.into_iter().filter_map(|value| value.value(kind)).collect()
        });
        Listed { values: values.collect(), has_conversation }
    }
}

impl Packed {
    fn of(value: &Value) -> Self {
        let parts = |span: &Seconds| [span.0.num_seconds(), i64::from(span.0.subsec_nanos())];
        match value {
            Value::Text(_) | Value::Person(_) => {
                Self::Text(value.words().map_or("", Text::as_str).to_owned())
            }
            Value::Number(number) => Self::Number(*number),
            Value::Span(span) => match parts(span) {
                [seconds, 0] => Self::Number(seconds),
                parts => Self::Numbers(parts.into()),
            },
            Value::Moment(at) => Self::Text(at.to_string()),
            Value::YesNo(yes) => Self::YesNo(*yes),
            Value::Share(role, span) => {
                let role = (0..).zip(ROLES).find(|(_, known)| known == role);
                let role = role.map_or(0, |(number, _)| number);
                Self::Numbers([role].into_iter().chain(parts(span)).collect())
            }
        }
    }

    fn value(self, kind: Kind) -> Option<Value> {
        let span = |seconds, nanos| {
            let whole = TimeDelta::try_seconds(seconds)?;
            whole.checked_add(&TimeDelta::nanoseconds(nanos)).map(Seconds)
        };
        Some(match (kind, self) {
            (Kind::Moment, Self::Text(at)) => Value::Moment(Timestamp::parse(&at).ok()??),
            (_, Self::Text(text)) => Value::Text(Text::owned(text)),
            (Kind::Span, Self::Number(seconds)) => Value::Span(span(seconds, 0)?),
            (_, Self::Number(number)) => Value::Number(number),
            (_, Self::YesNo(yes)) => Value::YesNo(yes),
            (_, Self::Numbers(numbers)) => match numbers[..] {
                [seconds, nanos] => Value::Span(span(seconds, nanos)?),
                [role, seconds, nanos] => {
                    let role = usize::try_from(role).ok().and_then(|role| ROLES.get(role))?;
                    Value::Share(*role, span(seconds, nanos)?)
                }
                _ => return None,
            },
        })
    }
}

#[cfg(test)]
mod tests {
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
            vec![Value::Share(Role::Queue, odd), Value::Share(Role::Unknown, Seconds::whole(1))],
            vec![at("2023-05-08T06:46:05Z")],
            vec![at("2023-05-08T06:46:05.3210Z")],
        ];
        let columns = columns.iter().map(|name| Property::named(name).unwrap()).collect();
        let list = List::of(columns, Seconds::default());
        let line = Listed { values, has_conversation: true };
        assert_eq!(list.unpack(&List::pack(&line)), line);
    }
}
