//! A conversation: the customer on one side, bots and people of ours on the other.

use super::words::{self, class, line, strip};
use crate::page::{Line, Mark, Turn};
use crate::render::characters::runs_right_to_left;
use crate::render::strip::Strip;
use crate::render::{Signs, blanks};

/// Writes a conversation.
pub(super) fn talk(turns: &[Turn]) -> String {
    let turns: String = turns.iter().map(turn).collect();
    format!(
        "<section class=\"talk\" aria-label=\"Conversation\">\n<ol>\n{turns}</ol>\n</section>\n"
    )
}

fn turn(turn: &Turn) -> String {
    match turn {
        Turn::Begins(_) => String::new(),
        Turn::Day(day) | Turn::Remark(day) => {
            format!("<li class=\"day\"><h2>{}</h2></li>\n", line(day))
        }
        Turn::Event { time, gap, line: said, remark } => format!(
            "<li class=\"event\"><p>{}{}</p></li>\n",
            line(said),
            small(&[time, gap, remark])
        ),
        Turn::Message { time, gap, mark, name, body, margin, .. } => {
            let who = strip(&Signs::DRAWN.mark(*mark).blank(1).then(Signs::DRAWN.cell(name)));
            let body: String = blanks::folded(body, Signs::DRAWN).iter().map(said).collect();
            let margin = margin.iter().map(|note| format!("<li>{}</li>", line(note)));
            let margin = margin.collect::<Vec<_>>().concat();
            let margin = if margin.is_empty() {
                String::new()
            } else {
                format!("<ul class=\"margin\">{margin}</ul>\n")
            };
            format!(
                "<li class=\"message {}\">\n<p class=\"who\">{who}{}</p>\n\
                 <div class=\"said\">{body}</div>\n{margin}</li>\n",
                side(*mark),
                small(&[time, gap])
            )
        }
    }
}

/// Writes what stands beside, small.
fn small(parts: &[&Line]) -> String {
    let parts = parts.iter().filter(|part| !part.is_empty());
    let parts: Vec<_> = parts.map(|part| format!("<span>{}</span>", line(part))).collect();
    if parts.is_empty() { String::new() } else { format!(" <small>{}</small>", parts.join(" ")) }
}

/// Writes a line of what somebody says, in the direction in which it is read: that of the first letter
/// that has one. A browser finds it, unless the text stands in parts that it passes over.
fn said(strip: &Strip<'_>) -> String {
    if strip.is_empty() {
        return "<p class=\"empty\"></p>".to_owned();
    }
    if strip.pieces().iter().all(|piece| piece.quoted) {
        return format!("<p dir=\"auto\">{}</p>", words::alone(strip));
    }
    let direction = if begins_right_to_left(strip) { "rtl" } else { "auto" };
    format!("<p dir=\"{direction}\">{}</p>", words::strip(strip))
}

fn begins_right_to_left(strip: &Strip<'_>) -> bool {
    let quoted = strip.pieces().iter().filter(|piece| piece.quoted);
    let mut letters = quoted.flat_map(|piece| piece.run.as_str().chars());
    let first = letters.find(|char| char.is_alphabetic());
    first.is_some_and(|char| runs_right_to_left(char.encode_utf8(&mut [0; 4])))
}

/// Returns whose side a message stands on.
const fn side(mark: Mark) -> &'static str {
    match mark {
        Mark::Customer | Mark::Bot | Mark::Queue | Mark::Agent => class(mark.role()),
        _ => "unknown",
    }
}
