//! A conversation, line by line: when it was, who it was, and what they said.
//!
//! Each line of a message says again who wrote it, so that it is found and understood alone, and so
//! that no message can write a line of its own making.

use super::own;
use super::quotation::{is_quoted, said, verbatim};
use crate::page::{Line, Mark, Role, Turn};
use crate::render::Signs;
use crate::render::characters::is_unseen;
use crate::render::strip::Strip;

/// Says a conversation.
pub(super) fn talk(turns: &[Turn]) -> Vec<Strip<'_>> {
    // Where there are several days, a time of day alone says too little.
    let has_days = turns.iter().any(|turn| matches!(turn, Turn::Day(_)));
    let mut day = None;
    let mut lines = Vec::new();
    for turn in turns {
        match turn {
            Turn::Begins(line) | Turn::Day(line) => day = Some(line).filter(|_| has_days),
            Turn::Remark(line) => lines.push(said(line)),
            Turn::Event { time, gap, line, remark } => {
                let event = after(when(day, time), gap).lit(", ", Role::Plain).then(said(line));
                lines.push(followed(event, said(remark)));
            }
            Turn::Message { time, gap, mark, name, verb, body, margin } => {
                let when = when(day, time);
                let who = who(*mark, name);
                let mut gap = Some(gap);
                let body = body.iter().filter(|line| !is_blank(line));
                for line in body {
                    let when =
                        gap.take().map_or_else(|| when.clone(), |gap| after(when.clone(), gap));
                    let who = when.lit(", ", Role::Plain).then(who.clone());
                    lines.push(if is_quoted(line) {
                        who.lit(" ", Role::Plain)
                            .lit(verb, Role::Plain)
                            .lit(": ", Role::Plain)
                            .then(verbatim(line))
                    } else {
                        who.lit(" showed: ", Role::Plain).then(said(line))
                    });
                }
                // What the verb says already is not said again.
                let is_told = |note: &&Line| !is_quoted(note) && verb.contains(&said(note).text());
                for note in margin.iter().filter(|note| !is_told(note)) {
                    let head = when.clone().lit(", remark on ", Role::Plain).then(who.clone());
                    lines.push(head.lit(": ", Role::Plain).then(said(note)));
                }
            }
        }
    }
    lines
}

fn when<'a>(day: Option<&'a Line>, time: &'a Line) -> Strip<'a> {
    match day {
        Some(day) => said(day).lit(", ", Role::Plain).then(said(time)),
        None => said(time),
    }
}

fn after<'a>(when: Strip<'a>, gap: &Line) -> Strip<'a> {
    let gap = Signs::SPOKEN.cell(gap).text();
    match (gap.strip_prefix('+'), gap.strip_prefix('-')) {
        (Some(gap), _) => when.then(own(&format!(", {gap} later"))),
        (_, Some(gap)) => when.then(own(&format!(", {gap} earlier"))),
        _ => when,
    }
}

fn who(mark: Mark, name: &Line) -> Strip<'_> {
    let role = Signs::SPOKEN.mark(mark);
    let role = if mark.is_person() { role } else { Strip::new() };
    role.apart(0).then(if mark.is_person() { own(" ") } else { Strip::new() }).then(said(name))
}

fn followed<'a>(said: Strip<'a>, more: Strip<'a>) -> Strip<'a> {
    if more.is_empty() { said } else { said.lit(", ", Role::Plain).then(more) }
}

fn is_blank(line: &Line) -> bool {
    Signs::SPOKEN.cell(line).text().chars().all(is_unseen)
}
