//! The literal parts of a regular expression, folded as the texts are in which it looks.

use crate::analysis::fold;
use regex_syntax::ast::parse::Parser;
use regex_syntax::ast::{self, Ast, Visitor};
use std::ops::Range;

/// Folds what is literal in a regular expression and leaves the rest as it is: `\S` must not become
/// `\s`. Letters that stand beside each other are folded together, since they may be one character.
pub(super) fn folded(pattern: &str) -> String {
    let Ok(tree) = Parser::new().parse(pattern) else { return pattern.to_owned() };
    let Ok(literals) = ast::visit(&tree, Literals::default());
    let mut folded = String::new();
    let mut end = 0;
    for literal in literals {
        folded.push_str(pattern.get(end..literal.range.start).unwrap_or_default());
        // A blank would be passed over where a pattern may hold blanks for looks.
        let text = regex::escape(&fold(&literal.text)).replace(' ', "\\x20");
        if literal.is_alone {
            // One character may have become several, all of which are repeated.
            folded.extend(["(?:", &text, ")"]);
        } else {
            folded.push_str(&text);
        }
        end = literal.range.end;
    }
    folded.push_str(pattern.get(end..).unwrap_or_default());
    folded
}

/// Characters that stand for themselves.
struct Literal {
    range: Range<usize>,
    text: String,
    /// Whether it is one that is repeated.
    is_alone: bool,
}

/// Collects the literals, in their order.
#[derive(Default)]
struct Literals {
    found: Vec<Literal>,
    /// Where what is repeated begins.
    repeated: Option<usize>,
}

impl Visitor for Literals {
    type Output = Vec<Literal>;
    type Err = std::convert::Infallible;

    fn finish(self) -> Result<Vec<Literal>, Self::Err> {
        Ok(self.found)
    }

    fn visit_pre(&mut self, tree: &Ast) -> Result<(), Self::Err> {
        match tree {
            Ast::Repetition(repetition) => {
                self.repeated = Some(repetition.ast.span().start.offset);
            }
            Ast::Literal(literal) => {
                let range = literal.span.start.offset..literal.span.end.offset;
                let is_alone = self.repeated == Some(range.start);
                match self.found.last_mut() {
                    Some(last) if last.range.end == range.start && !last.is_alone && !is_alone => {
                        last.range.end = range.end;
                        last.text.push(literal.c);
                    }
                    _ => {
                        let text = literal.c.to_string();
                        self.found.push(Literal { range, text, is_alone });
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }
}
