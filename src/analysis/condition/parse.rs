//! From words to a condition, by recursive descent: `or` binds least, then `and`, then `not`.

use super::moment::Now;
use super::operand::Operand;
use super::token::{Operator, Token, What, tokens};
use super::{Condition, How, Misread, Test};
use crate::analysis::property::{Kind, Property};
use std::ops::Range;

/// Reads a whole condition.
pub(super) fn read(text: &str, now: Now) -> Result<Condition, Misread> {
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens: &tokens, end: text.trim_end().len(), depth: 0, now };
    if tokens.is_empty() {
        return Err(
            parser.wrong("nothing is asked for; write for example: waited > 10m".to_owned())
        );
    }
    let condition = parser.any()?;
    match parser.peek() {
        None => Ok(condition),
        Some(What::Close) => {
            Err(parser.wrong("there is nothing that this \")\" closes".to_owned()))
        }
        Some(What::Word(word) | What::Quoted(word)) => {
            let says = format!(
                "\"{word}\" is not expected here; write and, or, or put a value of several words in \
                 quotes: tag = 'Night shift'"
            );
            Err(parser.wrong(says))
        }
        Some(_) => Err(parser.wrong("write and or or here".to_owned())),
    }
}

/// Nobody means more parentheses and `not`s inside each other.
const DEEPEST: usize = 60;

struct Parser<'a> {
    /// What is left to read.
    tokens: &'a [Token],
    /// Where the text ends.
    end: usize,
    /// How many parentheses and `not`s are open.
    depth: usize,
    now: Now,
}

impl<'a> Parser<'a> {
    fn any(&mut self) -> Result<Condition, Misread> {
        self.joined("or", Self::all, Condition::Any)
    }

    fn all(&mut self) -> Result<Condition, Misread> {
        self.joined("and", Self::one, Condition::All)
    }

    /// Reads conditions with a word between them.
    fn joined(
        &mut self,
        word: &str,
        part: fn(&mut Self) -> Result<Condition, Misread>,
        join: fn(Vec<Condition>) -> Condition,
    ) -> Result<Condition, Misread> {
        let first = part(self)?;
        if !self.is_at(word) {
            return Ok(first);
        }
        let mut parts = vec![first];
        while self.is_at(word) {
            self.next();
            parts.push(part(self)?);
        }
        Ok(join(parts))
    }

    fn one(&mut self) -> Result<Condition, Misread> {
        let opens = self.peek() == Some(&What::Open);
        if !opens && !self.is_at("not") {
            return self.test().map(Condition::Test);
        }
        if self.depth >= DEEPEST {
            return Err(self.wrong("too much stands inside each other here".to_owned()));
        }
        let opening = self.range();
        self.next();
        self.depth = self.depth.saturating_add(1);
        let condition = if opens {
            let inside = self.any()?;
            match self.peek() {
                Some(What::Close) => self.next(),
                Some(_) => return Err(self.wrong("write and, or or \")\" here".to_owned())),
                None => {
                    let says = "this \"(\" is not closed".to_owned();
                    return Err(Misread { says, range: opening });
                }
            }
            inside
        } else {
            Condition::Not(Box::new(self.one()?))
        };
        self.depth = self.depth.saturating_sub(1);
        Ok(condition)
    }

    fn test(&mut self) -> Result<Test, Misread> {
        let range = self.range();
        let Some(What::Word(word)) = self.peek() else {
            return Err(
                self.wrong("the name of a property is missing here, such as state".to_owned())
            );
        };
        self.next();
        if let Some(name) = word.strip_prefix("has:") {
            let name_at = range.end.saturating_sub(name.len())..range.end;
            let property = there(name).ok_or_else(|| unknown(name, name_at))?;
            return Ok(Test { property, how: How::There });
        }
        let property = Property::named(word).ok_or_else(|| unknown(word, range.clone()))?;
        let kind = property.known().kind;
        let name = property.name();
        let how = match self.peek() {
            _ if kind == Kind::Shares => {
                let says = format!(
                    "\"{name}\" is compared by its parts: held.bot, held.queue, held.agent"
                );
                return Err(Misread { says, range });
            }
            Some(What::Operator(operator)) => {
                if let Err(says) = allowed(*operator, kind, name) {
                    return Err(self.wrong(says));
                }
                self.next();
                How::Compares(*operator, self.operand(&property)?)
            }
            Some(What::Word(word)) if word.eq_ignore_ascii_case("in") => {
                self.next();
                How::In(self.operands(&property)?)
            }
            _ if kind == Kind::YesNo => How::Yes,
            _ => {
                let says = format!(
                    "what is \"{name}\" compared with? Write {name} {}, or has:{name}",
                    example(kind)
                );
                return Err(Misread { says, range });
            }
        };
        Ok(Test { property, how })
    }

    fn operands(&mut self, property: &Property) -> Result<Vec<Operand>, Misread> {
        let form = || format!("values stand in parentheses: {} in (a, b)", property.name());
        if self.peek() != Some(&What::Open) {
            return Err(self.wrong(form()));
        }
        self.next();
        let mut operands = vec![self.operand(property)?];
        loop {
            let what = self.peek();
            match what {
                Some(What::Comma) => {
                    self.next();
                    operands.push(self.operand(property)?);
                }
                Some(What::Close) => {
                    self.next();
                    return Ok(operands);
                }
                _ => return Err(self.wrong(form())),
            }
        }
    }

    fn operand(&mut self, property: &Property) -> Result<Operand, Misread> {
        let Some(What::Word(typed) | What::Quoted(typed)) = self.peek() else {
            let kind = property.known().kind;
            let says =
                format!("a value is missing here, such as: {} {}", property.name(), example(kind));
            return Err(self.wrong(says));
        };
        let operand = Operand::read(typed, property.known().kind, self.now)
            .map_err(|says| self.wrong(format!("\"{typed}\" {says}")))?;
        self.next();
        Ok(operand)
    }

    fn peek(&self) -> Option<&'a What> {
        self.tokens.first().map(|token| &token.what)
    }

    fn is_at(&self, word: &str) -> bool {
        matches!(self.peek(), Some(What::Word(found)) if found.eq_ignore_ascii_case(word))
    }

    fn next(&mut self) {
        self.tokens = self.tokens.get(1..).unwrap_or_default();
    }

    fn range(&self) -> Range<usize> {
        self.tokens.first().map_or(self.end..self.end, |token| token.range.clone())
    }

    fn wrong(&self, says: String) -> Misread {
        Misread { says, range: self.range() }
    }
}

/// Finds what `has:` asks for: also by the name of a single one of what is counted.
fn there(name: &str) -> Option<Property> {
    if name.eq_ignore_ascii_case("bot") {
        return Property::named("bot.any");
    }
    Property::named(name).or_else(|| Property::named(&format!("{name}s")))
}

fn unknown(name: &str, range: Range<usize>) -> Misread {
    Misread { says: Property::unknown(name), range }
}

/// Refuses what cannot be compared so.
fn allowed(operator: Operator, kind: Kind, name: &str) -> Result<(), String> {
    let is_order = !matches!(operator, Operator::Is | Operator::IsNot | Operator::Contains);
    match kind {
        Kind::Text if is_order => Err(format!(
            "\"{name}\" is text, which is not more or less than another; write = != ~ or in"
        )),
        Kind::YesNo if is_order || operator == Operator::Contains => {
            Err(format!("\"{name}\" is yes or no; write {name}, or not {name}"))
        }
        Kind::Number | Kind::Span | Kind::Moment if operator == Operator::Contains => Err(format!(
            "\"~\" looks inside text, and \"{name}\" is a {kind}; write {name} {}",
            example(kind)
        )),
        _ => Ok(()),
    }
}

/// Returns an example of a comparison.
const fn example(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Shares => "= 'some text'",
        Kind::Number => "> 3",
        Kind::Span => "> 10m",
        Kind::Moment => ">= 2023-05-08",
        Kind::YesNo => "= yes",
    }
}
