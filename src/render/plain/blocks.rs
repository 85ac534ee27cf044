//! The blocks of a page, each as lines that say one thing.

use super::quotation::said;
use super::table::{percent, table, without_role};
use super::talk::talk;
use super::{about, own};
use crate::page::{
    Block, Fact, FactBody, Lane, LaneContent, Lanes, Line, Marked, Notice, Part, Role, Shares,
};
use crate::render::Signs;
use crate::render::shares::weight;
use crate::render::strip::Strip;

/// Says a block; of the title what the facts of the page have not said.
pub(super) fn block(block: &Block, is_title_said: bool) -> Vec<Strip<'_>> {
    match block {
        Block::Title { .. } if is_title_said => Vec::new(),
        Block::Title { line, aside, below } => {
            [line, aside].into_iter().chain(below).map(said).collect()
        }
        Block::Text(lines) => lines.iter().map(said).collect(),
        Block::Shares(shares) => self::shares(shares),
        Block::Facts(facts) => facts.iter().flat_map(fact).collect(),
        Block::Talk(turns) => talk(turns),
        Block::Table(table) => self::table(table),
        Block::Lanes(lanes) => self::lanes(lanes),
        Block::Notices(notices) => notices.iter().flat_map(notice).collect(),
        Block::Remarks(remarks) => remarks.iter().flat_map(remark).collect(),
    }
}

/// Says a fact: each of its lines, or rows, by its name.
pub(super) fn fact(fact: &Fact) -> Vec<Strip<'_>> {
    let mut letters = fact.name.chars();
    let first = letters.next().map(|first| first.to_lowercase().collect::<String>());
    let name = first.unwrap_or_default() + letters.as_str();
    match &fact.body {
        FactBody::Lines(lines) => lines.iter().map(|line| about(&name, said(line))).collect(),
        FactBody::Rows(rows) => rows.iter().map(|row| about(&name, cells(row))).collect(),
    }
}

/// Says cells beside each other.
fn cells(row: &[Line]) -> Strip<'_> {
    let said = row.iter().enumerate().map(|(at, cell)| {
        let others = row.iter().enumerate().filter(move |(other, _)| *other != at);
        without_role(cell, others.map(|(_, other)| other))
    });
    joined(said)
}

fn joined<'a>(parts: impl Iterator<Item = Strip<'a>>) -> Strip<'a> {
    let parts = parts.filter(|part| !part.is_empty());
    parts.reduce(|line, part| line.lit(", ", Role::Plain).then(part)).unwrap_or_default()
}

fn shares(shares: &Shares) -> Vec<Strip<'_>> {
    let parts = held(&shares.parts);
    let caption = said(&shares.caption);
    let caption = (!caption.is_empty()).then(|| about("from", caption));
    parts.into_iter().chain(caption).collect()
}

/// Says who had it, and how much of the time.
fn held(parts: &[Part]) -> Vec<Strip<'_>> {
    let total: f64 = parts.iter().map(|part| weight(part.weight)).sum();
    let parts = parts.iter().filter(|part| weight(part.weight) > 0.0);
    let part = |part: &'_ Part| {
        let is_held = matches!(part.role, Role::Bot | Role::Queue | Role::Agent);
        let share = percent(weight(part.weight), total);
        (is_held, share)
    };
    parts
        .map(|each| {
            let (is_held, share) = part(each);
            let who = if is_held { own("held by ") } else { Strip::new() };
            let line = who.then(said(&each.label)).lit(": ", Role::Plain).then(said(&each.value));
            line.then(own(&format!(", {share}")))
        })
        .collect()
}

fn lanes(lanes: &Lanes) -> Vec<Strip<'_>> {
    let ends = lanes.ticks.first().zip(lanes.ticks.last());
    let period =
        ends.map(|((_, from), (_, to))| about("from", said(from).then(own(" to ")).then(said(to))));
    let lane = |lane| self::lane(lane, lanes.seconds);
    period.into_iter().chain(lanes.lanes.iter().flat_map(lane)).collect()
}

/// Says what happens on a lane, and when: in percent of the whole time.
fn lane(lane: &Lane, seconds: f64) -> Vec<Strip<'_>> {
    let at = |second: f64| percent(weight(second).min(weight(seconds)), weight(seconds));
    let label = || said(&lane.label).lit(": ", Role::Plain);
    match &lane.content {
        LaneContent::Held(parts) => held(parts),
        LaneContent::Moments(_, moments) => {
            let Some((first, last)) = moments.first().zip(moments.last()) else {
                return Vec::new();
            };
            let words = match moments.len() {
                1 => format!("once, at {} of the time", at(*first)),
                times => format!("{times} times, from {} to {} of the time", at(*first), at(*last)),
            };
            vec![label().then(own(&words))]
        }
        LaneContent::Stretches(stretches) => {
            let stretch = |(from, to, line): &'_ (f64, f64, Line)| {
                (format!("from {} to {} of the time", at(*from), at(*to)), line.is_empty())
            };
            let said_of = |each| -> Strip<'_> {
                let (when, _) = stretch(each);
                joined([said(&each.2), own(&when)].into_iter())
            };
            stretches.iter().map(|each| label().then(said_of(each))).collect()
        }
    }
}

/// Says what was noticed: each line of it with its weight and its name.
fn notice(notice: &Notice) -> Vec<Strip<'_>> {
    let head = || {
        let weight = Signs::SPOKEN.of(notice.mark).trim_end_matches(':');
        own(weight).lit(" ", Role::Plain).then(said(&notice.name)).lit(": ", Role::Plain)
    };
    let place = said(&notice.place);
    let place = if place.is_empty() { place } else { own("at ").then(place) };
    let line = head().then(joined([said(&notice.line), place].into_iter()));
    let body = notice.body.iter().map(|line| head().then(said(line)));
    [line].into_iter().chain(body).collect()
}

/// Says a remark, and its rows, each with its weight.
fn remark(marked: &Marked) -> Vec<Strip<'_>> {
    let head = || match marked.mark {
        Some(mark) => Signs::SPOKEN.mark(mark).lit(" ", Role::Plain),
        None => Strip::new(),
    };
    let line = head().then(said(&marked.line));
    let rows = marked.rows.iter().map(|row| head().then(cells(row)));
    [line].into_iter().chain(rows).collect()
}
