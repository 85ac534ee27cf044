//! The one door to a line that is heard: our own words, and what a ticket says, told apart.

use crate::page::{Line, Role};
use crate::render::Signs;
use crate::render::printable::Run;
use crate::render::strip::{Piece, Strip};
use crate::render::theme::Look;

/// Says a line. Gaps between its parts become commas.
pub(super) fn said(line: &Line) -> Strip<'_> {
    apart(Signs::SPOKEN.cell(line).pieces(), guarded)
}

/// Says a line in which what comes from elsewhere is plain to see, as at the end of it: it needs no
/// quotation marks.
pub(super) fn verbatim(line: &Line) -> Strip<'_> {
    apart(Signs::SPOKEN.cell(line).pieces(), |pieces, strip| {
        pieces.iter().cloned().for_each(|piece| strip.push(piece));
    })
}

/// Tells whether all of a line comes from a ticket.
pub(super) fn is_quoted(line: &Line) -> bool {
    Signs::SPOKEN.cell(line).pieces().iter().all(|piece| piece.quoted)
}

fn apart<'a>(pieces: &[Piece<'a>], quote: fn(&[Piece<'a>], &mut Strip<'a>)) -> Strip<'a> {
    let mut strip = Strip::new();
    let mut is_gap = false;
    for group in pieces.chunk_by(|one, next| one.quoted == next.quoted) {
        if group.first().is_some_and(|piece| piece.quoted) {
            if std::mem::take(&mut is_gap) && !strip.is_empty() {
                strip = own(strip, ", ");
            }
            quote(group, &mut strip);
            continue;
        }
        let words: String = group.iter().map(|piece| piece.run.as_str()).collect();
        let words = if strip.is_empty() { words.trim_start() } else { words.as_str() };
        let mut rest = words;
        while !rest.is_empty() {
            let word = rest.split("  ").next().unwrap_or_default();
            if !word.is_empty() {
                let comma = std::mem::take(&mut is_gap) && !strip.is_empty();
                strip = own(strip, if comma { ", " } else { "" });
                strip = own(strip, word);
            }
            rest = rest.get(word.len()..).unwrap_or_default();
            let after = rest.trim_start_matches(' ');
            is_gap |= rest.len() - after.len() >= 2;
            rest = after;
        }
    }
    ended(&strip)
}

fn own<'a>(strip: Strip<'a>, words: &str) -> Strip<'a> {
    strip.run(Run::own(words.to_owned()), Look::Words(Role::Plain))
}

/// Takes away a colon that nothing follows.
fn ended<'a>(strip: &Strip<'a>) -> Strip<'a> {
    let mut pieces = strip.pieces().to_vec();
    if let Some(last) = pieces.last_mut().filter(|piece| !piece.quoted) {
        let text = last.run.as_str();
        let kept = text.trim_end().strip_suffix(':').unwrap_or(text).len();
        last.run = last.run.part(0, kept);
    }
    pieces.into_iter().fold(Strip::new(), |mut strip, piece| {
        strip.push(piece);
        strip
    })
}

/// Adds what a ticket says, in quotation marks unless it is words alone.
fn guarded<'a>(pieces: &[Piece<'a>], strip: &mut Strip<'a>) {
    let text: String = pieces.iter().map(|piece| piece.run.as_str()).collect();
    // Some of our sentences have the marks already.
    let is_marked = strip.pieces().last().is_some_and(|piece| piece.run.as_str().ends_with('"'));
    let mark = |strip: &mut Strip<'a>| {
        *strip = own(std::mem::take(strip), if is_marked { "" } else { "\"" });
    };
    if is_harmless(&text) || is_in_quotes(&text) {
        pieces.iter().cloned().for_each(|piece| strip.push(piece));
        return;
    }
    mark(strip);
    for piece in pieces {
        let run = match piece.run.as_str() {
            text if piece.run.is_spelled() || !text.contains(['"', '\\']) => piece.run.clone(),
            text => Run::own(text.replace('\\', "\\\\").replace('"', "\\\"")),
        };
        strip.push(Piece { run, ..piece.clone() });
    }
    mark(strip);
}

/// Tells whether a text is words and numbers, and nothing that sets ours apart.
fn is_harmless(text: &str) -> bool {
    let is_word = |char: char| char.is_alphanumeric() || " -_.'@/+&#!?*~|^<>".contains(char);
    let is_word = |char: char| is_word(char) || !(char.is_ascii() || char.is_whitespace());
    !text.is_empty() && text.trim() == text && !text.contains("  ") && text.chars().all(is_word)
}

/// Tells whether a text stands in quotation marks already, as JSON is written.
fn is_in_quotes(text: &str) -> bool {
    let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    inner.is_some_and(|inner| {
        let mut is_escaped = false;
        let is_wrong = inner.chars().any(|char| {
            let is_wrong = if is_escaped { !r#""\/bfnrtu"#.contains(char) } else { char == '"' };
            is_escaped = char == '\\' && !is_escaped;
            is_wrong
        });
        !is_wrong && !is_escaped
    })
}
