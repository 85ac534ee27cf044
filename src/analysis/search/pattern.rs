//! What is looked for: a text or a regular expression, exactly or in any case.

use super::literals::folded;
use crate::analysis::{Folded, Misread, fold};
use regex::{Regex, RegexBuilder};
use std::ops::Range;

/// How a pattern is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Manner {
    /// Case, compatibility forms and blanks matter.
    pub is_exact: bool,
    /// It is a text, not a regular expression.
    pub is_literal: bool,
}

/// What is looked for.
///
/// Unless it is exact, it is looked for in the folded text, in which letters are small and any white
/// space is one blank; and what is literal in a regular expression is folded, too, so that both
/// agree. Classes are left as they are, `\S` as well as `[A-Z]`, but know no case.
#[derive(Debug, Clone)]
pub struct Pattern {
    typed: String,
    regex: Regex,
    manner: Manner,
}

/// How large the program for a pattern may become; a class with a count grows fast.
const LARGEST: usize = 4 << 20;

/// So many hits are told of one text.
const MOST: usize = 1000;

impl Pattern {
    /// Reads a pattern as it was typed.
    ///
    /// # Errors
    /// What is no regular expression, with the place of the mistake; and one that is too large.
    pub fn read(typed: &str, manner: Manner) -> Result<Self, Misread> {
        let wrong = |says: &str| Misread { says: says.to_owned(), range: 0..typed.len() };
        if typed.is_empty() {
            return Err(wrong("nothing to look for"));
        }
        let source = match (manner.is_literal, manner.is_exact) {
            (true, true) => regex::escape(typed),
            (true, false) => regex::escape(&fold(typed)),
            (false, true) => check(typed)?.to_owned(),
            (false, false) => folded(check(typed)?),
        };
        let regex = RegexBuilder::new(&source)
            .case_insensitive(!manner.is_literal && !manner.is_exact)
            .size_limit(LARGEST)
            .build();
        let regex = regex.map_err(|_| wrong("this would need too much memory"))?;
        Ok(Self { typed: typed.to_owned(), regex, manner })
    }

    /// Finds where it stands in a text: the bytes of each place, in order and apart from each other.
    /// Where nothing at all would match, nothing is found; of very many places the first.
    pub fn find(&self, text: &str) -> Vec<Range<usize>> {
        let found = |text: &str| {
            let found = self.regex.find_iter(text).map(|found| found.range());
            found.filter(|range| !range.is_empty()).take(MOST).collect::<Vec<_>>()
        };
        if self.manner.is_exact {
            return found(text);
        }
        let text = Folded::of(text);
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for range in found(text.as_str()).into_iter().map(|range| text.original(range)) {
            match ranges.last_mut() {
                // Two parts of what was one character.
                Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                _ => ranges.push(range),
            }
        }
        ranges
    }

    /// Returns the text that must stand in a JSON text as it is, or with an escape by number, if any
    /// of its strings is to hold it: an exact one of which no character has a short escape.
    pub(super) fn verbatim(&self) -> Option<&str> {
        let is_escaped = |char: char| matches!(char, '"' | '\\' | '/') || char.is_control();
        let is_verbatim = self.manner.is_exact && self.manner.is_literal;
        (is_verbatim && !self.typed.contains(is_escaped)).then_some(self.typed.as_str())
    }
}

/// Checks that a pattern is a regular expression, or says where it is none.
fn check(typed: &str) -> Result<&str, Misread> {
    let wrong = |says: String, span: &regex_syntax::ast::Span| Misread {
        says,
        range: span.start.offset..span.end.offset,
    };
    match regex_syntax::Parser::new().parse(typed) {
        Ok(_) => Ok(typed),
        Err(regex_syntax::Error::Parse(error)) => {
            Err(wrong(error.kind().to_string(), error.span()))
        }
        Err(regex_syntax::Error::Translate(error)) => {
            Err(wrong(error.kind().to_string(), error.span()))
        }
        Err(_) => Err(Misread { says: "no regular expression".to_owned(), range: 0..typed.len() }),
    }
}
