//! A line of a list that has to wait until all others are known, in little memory.

use super::Listed;
use crate::analysis::{Role, Seconds, Value};
use crate::model::{Text, Timestamp};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// A line, packed.
#[derive(Debug, Clone)]
pub struct Kept(Box<[u8]>);

/// One value, packed: JSON with names of a letter.
#[derive(Serialize, Deserialize)]
enum Packed {
    #[serde(rename = "t")]
    Text(String),
    #[serde(rename = "n")]
    Number(i64),
    #[serde(rename = "s")]
    Span(i64, i32),
    #[serde(rename = "m")]
    Moment(String),
    #[serde(rename = "y")]
    YesNo(bool),
    #[serde(rename = "h")]
    Share(u8, i64, i32),
}

/// The roles by number.
const ROLES: [Role; 6] =
    [Role::Customer, Role::Bot, Role::Queue, Role::Agent, Role::System, Role::Unknown];

impl Kept {
    /// Packs a line. Of people the names are kept, which is what is shown.
    pub fn pack(line: &Listed) -> Self {
        let values = line.values.iter().map(|values| values.iter().map(Packed::of).collect());
        let values: Vec<Vec<Packed>> = values.collect();
        let packed = serde_json::to_vec(&(line.has_conversation, values));
        Self(packed.unwrap_or_default().into())
    }

    /// Unpacks it.
    pub fn unpack(&self) -> Listed {
        let (has_conversation, values): (bool, Vec<Vec<Packed>>) =
            serde_json::from_slice(&self.0).unwrap_or_default();
        let values =
            values.into_iter().map(|values| values.into_iter().filter_map(Packed::value).collect());
        Listed { values: values.collect(), has_conversation }
    }
}

impl Packed {
    fn of(value: &Value) -> Self {
        let parts = |span: &Seconds| (span.0.num_seconds(), span.0.subsec_nanos());
        match value {
            Value::Text(_) | Value::Person(_) => {
                Self::Text(value.words().map_or("", Text::as_str).to_owned())
            }
            Value::Number(number) => Self::Number(*number),
            Value::Span(span) => {
                let (seconds, nanos) = parts(span);
                Self::Span(seconds, nanos)
            }
            Value::Moment(at) => Self::Moment(at.to_string()),
            Value::YesNo(yes) => Self::YesNo(*yes),
            Value::Share(role, span) => {
                let (seconds, nanos) = parts(span);
                let role = (0..).zip(ROLES).find(|(_, known)| known == role);
                Self::Share(role.map_or(0, |(number, _)| number), seconds, nanos)
            }
        }
    }

    fn value(self) -> Option<Value> {
        let span = |seconds, nanos: i32| {
            let whole = TimeDelta::try_seconds(seconds)?;
            whole.checked_add(&TimeDelta::nanoseconds(nanos.into())).map(Seconds)
        };
        Some(match self {
            Self::Text(text) => Value::Text(Text::owned(text)),
            Self::Number(number) => Value::Number(number),
            Self::Span(seconds, nanos) => Value::Span(span(seconds, nanos)?),
            Self::Moment(at) => Value::Moment(Timestamp::parse(&at).ok()??),
            Self::YesNo(yes) => Value::YesNo(yes),
            Self::Share(role, seconds, nanos) => {
                Value::Share(*ROLES.get(usize::from(role))?, span(seconds, nanos)?)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Kept;
    use crate::analysis::{Listed, Role, Seconds, Value};
    use crate::model::{Text, Timestamp};
    use chrono::TimeDelta;

    #[test]
    fn a_line_comes_back_as_it_was() {
        let at = |text| Value::Moment(Timestamp::parse(text).unwrap().unwrap());
        let odd = Seconds(TimeDelta::milliseconds(-1500));
        let values = vec![
            vec![],
            vec![Value::Number(-3), Value::YesNo(true)],
            vec![Value::Text(Text::borrowed("a\u{0}\"\u{202e}ב"))],
            vec![Value::Span(odd), Value::Share(Role::Queue, odd)],
            vec![at("2023-05-08T06:46:05Z"), at("2023-05-08T06:46:05.3210Z")],
        ];
        let line = Listed { values, has_conversation: true };
        assert_eq!(Kept::pack(&line).unpack(), line);
    }
}
