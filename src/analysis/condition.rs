//! What a ticket must be like to be chosen: `waited > 10m and not tag = Urgent`.

mod moment;
mod operand;
mod parse;
#[cfg(test)]
mod tests;
mod token;

use super::property::Property;
use super::story::Story;
pub use moment::Now;
use operand::Operand;
use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;
use token::Operator;

/// A condition that a ticket meets or does not meet.
///
/// A comparison with a missing value does not hold; `not` turns whatever follows into its contrary.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// All of these hold.
    All(Vec<Condition>),
    /// Any of these holds.
    Any(Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
    /// A property of the ticket is as it should be.
    Test(Test),
}

/// What is asked of a property.
#[derive(Debug, Clone, PartialEq)]
pub struct Test {
    property: Property,
    how: How,
}

#[derive(Debug, Clone, PartialEq)]
enum How {
    /// It is there.
    There,
    /// It is so.
    Yes,
    /// It compares with a value in this way.
    Compares(Operator, Operand),
    /// It is one of these.
    In(Vec<Operand>),
}

/// What is wrong with a condition as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    /// What is wrong, and what to write instead.
    pub says: String,
    /// The bytes of the condition that are meant.
    pub range: Range<usize>,
}

impl Condition {
    /// Reads a condition as people type it. `now` is what `today` and `-3d` are counted from, and in its
    /// zone days begin.
    ///
    /// # Errors
    /// Says what is wrong and where.
    pub fn read(text: &str, now: Now) -> Result<Self, Misread> {
        parse::read(text, now)
    }

    /// Tells whether a ticket meets it.
    pub fn holds(&self, story: &Story<'_>) -> bool {
        match self {
            Self::All(all) => all.iter().all(|condition| condition.holds(story)),
            Self::Any(any) => any.iter().any(|condition| condition.holds(story)),
            Self::Not(condition) => !condition.holds(story),
            Self::Test(test) => test.holds(story),
        }
    }

    /// Tells whether it must stand in parentheses inside another one.
    const fn is_compound(&self) -> bool {
        matches!(self, Self::All(_) | Self::Any(_))
    }
}

impl Test {
    fn holds(&self, story: &Story<'_>) -> bool {
        let values = self.property.of(story);
        let is = |operand: &Operand| values.iter().any(|value| operand.is(value));
        let compares = |operand: &Operand, wanted: fn(Ordering) -> bool| {
            values.iter().filter_map(|value| operand.compare(value)).any(wanted)
        };
        match &self.how {
            How::There => values.iter().any(super::Value::is_there),
            How::Yes => values.contains(&super::Value::YesNo(true)),
            How::In(operands) => operands.iter().any(is),
            How::Compares(operator, operand) => match operator {
                Operator::Is => is(operand),
                Operator::IsNot => !values.is_empty() && !is(operand),
                Operator::Contains => values.iter().any(|value| operand.is_in(value)),
                Operator::Above => compares(operand, Ordering::is_gt),
                Operator::AtLeast => compares(operand, Ordering::is_ge),
                Operator::Below => compares(operand, Ordering::is_lt),
                Operator::AtMost => compares(operand, Ordering::is_le),
            },
        }
    }
}

/// Writes it so that it can be read again.
impl fmt::Display for Condition {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |to: &mut fmt::Formatter<'_>, part: &Self| {
            if part.is_compound() { write!(to, "({part})") } else { write!(to, "{part}") }
        };
        let (parts, between) = match self {
            Self::All(all) => (all, " and "),
            Self::Any(any) => (any, " or "),
            Self::Not(condition) => {
                to.write_str("not ")?;
                return part(to, condition);
            }
            Self::Test(test) => return write!(to, "{test}"),
        };
        for (index, each) in parts.iter().enumerate() {
            to.write_str(if index == 0 { "" } else { between })?;
            part(to, each)?;
        }
        Ok(())
    }
}

impl fmt::Display for Test {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = token::name(self.property.name());
        match &self.how {
            How::There => write!(to, "has:{name}"),
            How::Yes => to.write_str(&name),
            How::Compares(operator, operand) => write!(to, "{name} {operator} {operand}"),
            How::In(operands) => {
                let operands: Vec<_> = operands.iter().map(Operand::to_string).collect();
                write!(to, "{name} in ({})", operands.join(", "))
            }
        }
    }
}
