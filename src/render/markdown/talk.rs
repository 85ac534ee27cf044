//! A conversation: who it is in bold, what they say as a quotation.

use super::escape::{inline, line, plain};
use crate::page::{Line, Role, Turn};
use crate::render::{Signs, blanks};
use std::iter;

/// Draws a conversation.
pub(super) fn draw(turns: &[Turn]) -> String {
    let turns = turns.iter().map(turn).filter(|turn| !turn.is_empty());
    turns.collect::<Vec<_>>().join("\n\n")
}

fn turn(turn: &Turn) -> String {
    match turn {
        Turn::Begins(_) => String::new(),
        Turn::Day(line) | Turn::Remark(line) => format!("## {}", plain(&Signs::DRAWN.cell(line))),
        Turn::Event { time, gap, line, remark } => {
            let parts = [time, gap, line, remark].into_iter();
            let said = parts_of(parts.map(|line| plain(&Signs::DRAWN.cell(line))));
            format!("*{said}*")
        }
        Turn::Message { time, gap, mark, name, body, margin, .. } => {
            let name = Signs::DRAWN.mark(*mark).blank(1).then(Signs::DRAWN.cell(name));
            let name = name.all(Role::Heading);
            let beside = [time, gap].into_iter().chain(margin).map(of);
            let head = parts_of(iter::once(inline(&name)).chain(beside));
            let body = blanks::folded(body, Signs::DRAWN);
            let lines: Vec<_> = body.iter().map(line).collect();
            format!("{head}\n\n{}", quotation(&lines))
        }
    }
}

fn of(line: &Line) -> String {
    inline(&Signs::DRAWN.cell(line))
}

fn parts_of(parts: impl Iterator<Item = String>) -> String {
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Sets lines off as a quotation in which each keeps its place.
fn quotation(lines: &[String]) -> String {
    let mut out = String::new();
    for (index, line) in lines.iter().enumerate() {
        let next = lines.get(index + 1);
        let breaks = !line.is_empty() && next.is_some_and(|next| !next.is_empty());
        let end = if breaks { "\\" } else { "" };
        let line = if line.is_empty() { ">".to_owned() } else { format!("> {line}{end}") };
        if index > 0 {
            out.push('\n');
        }
        out.push_str(&line);
    }
    out
}
