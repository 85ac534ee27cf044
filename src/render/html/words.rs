//! The one door to HTML: words that stay words, whatever they hold.

use crate::page::{Line, Role};
use crate::render::Signs;
use crate::render::strip::{Piece, Strip};
use crate::render::theme::Look;
use std::fmt::Write;

/// Escapes text for an element and for an attribute in quotes.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(char),
        }
    }
    out
}

/// Writes a line, with the meaning of each piece as a class. Text from a ticket keeps to its place
/// whichever way it runs.
pub(super) fn line(line: &Line) -> String {
    strip(&Signs::DRAWN.cell(line))
}

/// Writes a line whose parts are set apart by dots where there are gaps.
pub(super) fn dotted(line: &Line) -> String {
    let strip = Signs::DRAWN.cell(line);
    let groups = strip.pieces().split(|piece| {
        let text = piece.run.as_str();
        !piece.quoted && text.len() > 1 && text.trim().is_empty()
    });
    groups.map(pieces).collect::<Vec<_>>().join(" · ")
}

/// Writes safe text that stands alone, in whatever direction that gives it.
pub(super) fn alone(strip: &Strip<'_>) -> String {
    let mut out = String::new();
    strip.pieces().iter().for_each(|piece| write_piece(piece, piece.run.as_str(), &mut out));
    out
}

/// Writes safe text.
pub(super) fn strip(strip: &Strip<'_>) -> String {
    pieces(strip.pieces())
}

fn pieces(pieces: &[Piece<'_>]) -> String {
    let mut out = String::new();
    let mut chips = 0_usize;
    for group in pieces.chunk_by(|one, next| one.quoted && next.quoted) {
        let is_quoted = group.first().is_some_and(|piece| piece.quoted);
        if is_quoted {
            out.push_str("<bdi>");
        }
        for piece in group {
            let text = piece.run.as_str();
            // Brackets of ours stand round a button or a file, which has an edge here.
            if !is_quoted && text.starts_with('[') {
                let pressed = text.contains('✓');
                out.push_str(if pressed {
                    "<span class=\"chip pressed\">"
                } else {
                    "<span class=\"chip\">"
                });
                chips += 1;
            }
            let text = if is_quoted { text } else { text.trim_start_matches('[') };
            let ends = !is_quoted && chips > 0 && text.starts_with(']');
            let text = if ends { text.trim_start_matches(']') } else { text };
            if ends {
                out.push_str("</span>");
                chips -= 1;
            }
            if !text.is_empty() {
                write_piece(piece, text, &mut out);
            }
        }
        if is_quoted {
            out.push_str("</bdi>");
        }
    }
    out.extend(std::iter::repeat_n("</span>", chips));
    out
}

fn write_piece(piece: &Piece<'_>, text: &str, out: &mut String) {
    let text = escaped(text);
    let class = match piece.look {
        Look::Words(role) | Look::Bar(role) => class(role),
        Look::Titles => "muted",
        Look::Spelled => "spelled",
    };
    // Writing to a string cannot fail.
    let _ = match (piece.look, class) {
        (Look::Words(Role::Heading), _) => write!(out, "<strong>{text}</strong>"),
        (Look::Words(Role::Hit), _) => write!(out, "<mark>{text}</mark>"),
        (_, "") => write!(out, "{text}"),
        (_, class) => write!(out, "<span class=\"{class}\">{text}</span>"),
    };
}

/// Returns the class of a meaning.
pub(super) const fn class(role: Role) -> &'static str {
    match role {
        Role::Plain => "",
        Role::Heading => "heading",
        Role::Muted => "muted",
        Role::Customer => "customer",
        Role::Bot => "bot",
        Role::Queue => "queue",
        Role::Agent => "agent",
        Role::Good => "good",
        Role::Caution => "caution",
        Role::Bad => "bad",
        Role::Slow => "slow",
        Role::Hit => "hit",
    }
}
