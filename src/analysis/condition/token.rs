//! The words of a condition.

use super::Misread;
use std::fmt;
use std::ops::Range;

/// A word or a sign, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) what: What,
    /// The bytes it takes.
    pub(super) range: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// A name, a value or one of the words `and`, `or`, `not`, `in`.
    Word(String),
    /// A value in quotes, without them.
    Quoted(String),
    Operator(Operator),
    Open,
    Close,
    Comma,
}

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Is,
    IsNot,
    Above,
    AtLeast,
    Below,
    AtMost,
    Contains,
}

/// The longer signs stand before those that they begin with.
const OPERATORS: [(&str, Operator); 9] = [
    ("==", Operator::Is),
    ("=", Operator::Is),
    ("!=", Operator::IsNot),
    ("<>", Operator::IsNot),
    (">=", Operator::AtLeast),
    (">", Operator::Above),
    ("<=", Operator::AtMost),
    ("<", Operator::Below),
    ("~", Operator::Contains),
];

impl fmt::Display for Operator {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let signs = OPERATORS.iter().rev().find(|(_, operator)| operator == self);
        to.write_str(signs.map_or("", |(sign, _)| sign))
    }
}

/// Takes a condition apart.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Misread> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let start = text.len().saturating_sub(rest.len());
        let sign = OPERATORS.iter().find(|(sign, _)| rest.starts_with(sign));
        let (what, after) = match (first, sign) {
            (_, Some((sign, operator))) => {
                (What::Operator(*operator), rest.get(sign.len()..).unwrap_or_default())
            }
            ('(', _) => (What::Open, skip(rest, first)),
            (')', _) => (What::Close, skip(rest, first)),
            (',', _) => (What::Comma, skip(rest, first)),
            ('\'' | '"', _) => match quoted(rest, first) {
                Some((value, after)) => (What::Quoted(value), after),
                None => return Err(open(text, start)),
            },
            ('!', _) => {
                let says = "\"!\" stands before = only; write not, or !=".to_owned();
                return Err(Misread { says, range: start..start.saturating_add(1) });
            }
            _ => {
                let (mut word, mut after) = word(rest);
                // The name of a parameter may hold anything, in quotes.
                if let Some(quote) = after.chars().next().filter(|c| matches!(c, '\'' | '"'))
                    && word.to_ascii_lowercase().ends_with("parameter.")
                {
                    let Some((name, behind)) = quoted(after, quote) else {
                        return Err(open(text, text.len().saturating_sub(after.len())));
                    };
                    word.push_str(&name);
                    after = behind;
                }
                (What::Word(word), after)
            }
        };
        let end = text.len().saturating_sub(after.len());
        tokens.push(Token { what, range: start..end });
        rest = after.trim_start();
    }
    Ok(tokens)
}

fn open(text: &str, start: usize) -> Misread {
    Misread { says: "the quotation is not closed".to_owned(), range: start..text.len() }
}

fn skip(text: &str, first: char) -> &str {
    text.get(first.len_utf8()..).unwrap_or_default()
}

fn is_of_word(char: char) -> bool {
    !char.is_whitespace()
        && !matches!(char, '(' | ')' | ',' | '\'' | '"' | '=' | '!' | '<' | '>' | '~')
}

fn word(text: &str) -> (String, &str) {
    let end = text.find(|char| !is_of_word(char)).unwrap_or(text.len());
    let (word, after) = text.split_at_checked(end).unwrap_or((text, ""));
    (word.to_owned(), after)
}

/// Reads up to the closing quotation mark; one that stands twice is part of the value.
fn quoted(text: &str, quote: char) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut rest = skip(text, quote);
    loop {
        let (before, after) = rest.split_once(quote)?;
        value.push_str(before);
        match after.strip_prefix(quote) {
            Some(more) => {
                value.push(quote);
                rest = more;
            }
            None => return Some((value, after)),
        }
    }
}

/// Writes a value in quotes.
pub(super) fn quote(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}

/// Writes the name of a property.
pub(super) fn name(name: &str) -> String {
    match name.split_once('.') {
        Some((family, rest)) if !rest.chars().all(is_of_word) => {
            format!("{family}.{}", quote(rest))
        }
        _ => name.to_owned(),
    }
}
