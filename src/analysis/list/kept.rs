//! A line of a list that has to wait until all others are known, in little memory.

use super::{List, Listed};
use crate::analysis::{Kind, Role, Seconds, Value};
use crate::model::{Text, Timestamp};
use chrono::{DateTime, TimeDelta};
use serde_json::Value as Packed;

/// A line, packed: JSON that the kinds of the columns explain.
#[derive(Debug, Clone)]
pub struct Kept(Box<str>);

/// The roles by number.
const ROLES: [Role; 6] =
    [Role::Customer, Role::Bot, Role::Queue, Role::Agent, Role::System, Role::Unknown];

impl Kept {
    /// Keeps a line that is text already.
    pub fn text(text: &str) -> Self {
        Self(text.into())
    }

    /// Returns the text.
    pub const fn as_str(&self) -> &str {
        &self.0
    }
}

impl List {
    /// Packs a line. Of people the names are kept, which is what is shown.
    pub fn pack(line: &Listed) -> Kept {
        let values = line.values.iter().map(|values| values.iter().map(pack).collect());
        let values: Vec<Vec<Packed>> = values.collect();
        let packed = serde_json::to_string(&(line.has_conversation, values));
        Kept(packed.unwrap_or_default().into())
    }

    /// Unpacks a line.
    pub fn unpack(&self, kept: &Kept) -> Listed {
        let (has_conversation, values): (bool, Vec<Vec<Packed>>) =
            serde_json::from_str(&kept.0).unwrap_or_default();
        let values = self.columns.iter().zip(values).map(|(column, values)| {
            let kind = column.known().kind;
            values.into_iter().filter_map(|value| unpack(kind, value)).collect()
        });
        Listed { values: values.collect(), has_conversation }
    }
}

/// Packs a value: whole spans and moments as numbers of seconds, others with their nanoseconds, shares
/// with the role before them.
fn pack(value: &Value) -> Packed {
    let parts = |span: &Seconds| [span.0.num_seconds(), i64::from(span.0.subsec_nanos())];
    match value {
        Value::Text(_) | Value::Person(_) => value.words().map_or("", Text::as_str).into(),
        Value::Number(number) => (*number).into(),
        Value::Span(span) => match parts(span) {
            [seconds, 0] => seconds.into(),
            parts => parts.to_vec().into(),
        },
        Value::Moment(at) if at.is_whole() => at.utc().timestamp().into(),
        Value::Moment(at) => at.to_string().into(),
        Value::YesNo(yes) => (*yes).into(),
        Value::Share(role, span) => {
            let role = (0..).zip(ROLES).find(|(_, known)| known == role);
            let role = role.map_or(0, |(number, _)| number);
            [role].into_iter().chain(parts(span)).collect::<Vec<i64>>().into()
        }
    }
}

fn unpack(kind: Kind, packed: Packed) -> Option<Value> {
    let span = |seconds: Option<&Packed>, nanos: Option<&Packed>| {
        let whole = TimeDelta::try_seconds(seconds?.as_i64()?)?;
        whole
            .checked_add(&TimeDelta::nanoseconds(nanos.map_or(Some(0), Packed::as_i64)?))
            .map(Seconds)
    };
    Some(match (kind, packed) {
        (Kind::Moment, Packed::String(at)) => Value::Moment(Timestamp::parse(&at).ok()??),
        (Kind::Moment, at) => Value::Moment(DateTime::from_timestamp(at.as_i64()?, 0)?.into()),
        (Kind::Text, Packed::String(text)) => Value::Text(Text::owned(text)),
        (Kind::Number, number) => Value::Number(number.as_i64()?),
        (Kind::YesNo, yes) => Value::YesNo(yes.as_bool()?),
        (Kind::Span, Packed::Array(parts)) => Value::Span(span(parts.first(), parts.get(1))?),
        (Kind::Span, seconds) => Value::Span(span(Some(&seconds), None)?),
        (Kind::Shares, Packed::Array(parts)) => {
            let role = usize::try_from(parts.first()?.as_u64()?).ok()?;
            Value::Share(*ROLES.get(role)?, span(parts.get(1), parts.get(2))?)
        }
        _ => return None,
    })
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
