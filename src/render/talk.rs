//! A conversation: who said what and when, and what we know about it in the margin.

use super::canvas::Canvas;
use super::strip::Strip;
use super::text::beside;
use super::theme::Look;
use super::width::Room;
use super::{Signs, Width, blanks};
use crate::page::{Line, Mark, Role, Turn};

/// Draws a conversation.
pub(super) fn draw(turns: &[Turn], canvas: Canvas) -> Vec<Strip<'_>> {
    let grid = Grid::of(turns, canvas);
    turns.iter().flat_map(|turn| grid.turn(turn)).collect()
}

/// Text is not wrapped to less than this, however odd what stands beside it.
const LEAST: usize = 10;

/// No name is wider.
const NAME: usize = 120;

/// Where things stand in this conversation.
struct Grid {
    width: Width,
    signs: Signs,
    room: Room,
    /// The width of the column of times.
    time: usize,
    /// The width of the column of gaps.
    gap: usize,
    /// The width of the column of names.
    name: usize,
}

/// What somebody said.
struct Message<'a> {
    mark: Mark,
    name: &'a Line,
    body: &'a [Line],
    margin: &'a [Line],
}

impl Grid {
    fn of(turns: &[Turn], Canvas { width, signs }: Canvas) -> Self {
        let room = width.room();
        let mut grid = Self { width, signs, room, time: 8, gap: 8, name: 0 };
        for turn in turns {
            match turn {
                Turn::Message { time, gap, name, margin, .. } => {
                    grid.fit(time, gap);
                    grid.name = grid.name.max(name_width(&signs.cell(name), width));
                    if room == Room::Fair {
                        let notes = margin.iter().map(|line| signs.cell(line).width());
                        grid.name = grid.name.max(notes.max().unwrap_or_default().min(14));
                    }
                }
                Turn::Event { time, gap, .. } => grid.fit(time, gap),
                Turn::Begins(_) | Turn::Day(_) | Turn::Remark(_) => {}
            }
        }
        grid
    }

    fn fit(&mut self, time: &Line, gap: &Line) {
        self.time = self.time.max(self.signs.cell(time).width());
        self.gap = self.gap.max(self.signs.cell(gap).width());
    }

    /// Where the sign stands.
    const fn sign(&self) -> usize {
        self.time + 2 + self.gap + 2
    }

    /// Where the text begins.
    const fn body(&self) -> usize {
        self.sign() + 2 + self.name + 2
    }

    /// How wide the text may be.
    const fn text_width(&self) -> usize {
        let width = self.width.text().saturating_sub(self.body());
        if width < LEAST { LEAST } else { width }
    }

    fn turn<'a>(&self, turn: &'a Turn) -> Vec<Strip<'a>> {
        match turn {
            Turn::Begins(_) => Vec::new(),
            Turn::Day(line) | Turn::Remark(line) => self.signs.cell(line).wrap(self.width.text()),
            Turn::Event { time, gap, line, remark } => {
                let head = self.head(time, gap);
                self.event(head, self.signs.cell(line), self.signs.cell(remark))
            }
            Turn::Message { time, gap, mark, name, body, margin, .. } => {
                let head = self.head(time, gap);
                let message = Message { mark: *mark, name, body, margin };
                match self.room {
                    Room::Ample => self.ample(head, &message),
                    Room::Fair => self.fair(head, &message),
                    Room::Tight => self.tight(head, &message),
                }
            }
        }
    }

    /// Draws when it was.
    fn head<'a>(&self, time: &'a Line, gap: &'a Line) -> Strip<'a> {
        let (time, gap) = (self.signs.cell(time), self.signs.cell(gap));
        if self.room == Room::Tight {
            let start = if gap.is_empty() { 0 } else { 5usize.saturating_sub(gap.width()).max(1) };
            return time.blank(start).then(gap).blank(1);
        }
        let start = self.sign() - 2 - gap.width();
        time.to(start).then(gap).to(self.sign())
    }

    fn ample<'a>(&self, head: Strip<'a>, message: &Message<'a>) -> Vec<Strip<'a>> {
        let edge = self.width.rule();
        let half = if self.width.is_known() { self.text_width() / 2 } else { usize::MAX };
        let notes: Vec<_> =
            message.margin.iter().flat_map(|line| self.signs.cell(line).wrap(half)).collect();
        let body = wrap_text(message.body, self.signs, |row| {
            let note = notes.get(row).map_or(0, |note| note.width() + 2);
            self.text_width().saturating_sub(note)
        });
        let rows = self.columns(head, message, self.name(message.name), body);
        let alone = |note: Strip<'a>| Strip::new().to(edge.saturating_sub(note.width())).then(note);
        let mut notes = notes.into_iter();
        let mut drawn = Vec::with_capacity(rows.len());
        for row in rows {
            match beside(row, notes.next().unwrap_or_default(), self.width) {
                Ok(row) => drawn.push(row),
                Err((row, note)) => drawn.extend([row, alone(note)]),
            }
        }
        drawn.extend(notes.map(alone));
        drawn
    }

    /// Puts what belongs into the margin under the name.
    fn fair<'a>(&self, head: Strip<'a>, message: &Message<'a>) -> Vec<Strip<'a>> {
        let mut names = self.name(message.name);
        names.extend(message.margin.iter().flat_map(|note| self.signs.cell(note).wrap(self.name)));
        let body = wrap_text(message.body, self.signs, |_| self.text_width());
        self.columns(head, message, names, body)
    }

    /// Puts everything below each other.
    fn tight<'a>(&self, head: Strip<'a>, message: &Message<'a>) -> Vec<Strip<'a>> {
        let head = head.to(TIGHT_SIGN);
        let text = self.width.text();
        let head = head.then(self.signs.mark(message.mark)).blank(1).then(self.short(message.name));
        let mut notes = message.margin.iter().map(|line| self.signs.cell(line));
        let mut below = Vec::new();
        let head = match beside(head, notes.next().unwrap_or_default(), self.width) {
            Ok(row) => row,
            Err((row, note)) => {
                below.extend(note.wrap(text - 4));
                row
            }
        };
        below.extend(notes.flat_map(|note| note.wrap(text - 4)));
        let body = blanks::folded(message.body, self.signs);
        below.extend(body.into_iter().flat_map(|line| line.wrap(text - 4)));
        let mut rows = head.wrap_hanging(text, 4);
        rows.extend(below.into_iter().map(|row| Strip::new().blank(4).then(row)));
        rows
    }

    /// Puts the name, and what stands under it, beside the text.
    fn columns<'a>(
        &self,
        head: Strip<'a>,
        message: &Message<'a>,
        names: Vec<Strip<'a>>,
        body: Vec<Strip<'a>>,
    ) -> Vec<Strip<'a>> {
        let mut left = Some(head.then(self.signs.mark(message.mark)).blank(1));
        let height = names.len().max(body.len());
        let (mut names, mut body) = (names.into_iter(), body.into_iter());
        let mut rows = Vec::with_capacity(height);
        for _ in 0..height {
            let name = names.next().unwrap_or_default();
            let row = left.take().unwrap_or_default().to(self.sign() + 2).then(name);
            rows.push(match body.next() {
                Some(text) => row.to(self.body() - 2).blank(2).then(text),
                None => row,
            });
        }
        rows
    }

    fn name<'a>(&self, name: &'a Line) -> Vec<Strip<'a>> {
        let room = if self.width.is_known() { self.name } else { usize::MAX };
        self.short(name).wrap(room)
    }

    /// Cuts a name that is too long to be one, where a reader has a screen before him: it would
    /// stand there before each of his messages.
    fn short<'a>(&self, name: &'a Line) -> Strip<'a> {
        let most = if self.width.is_known() { NAME } else { usize::MAX };
        self.signs.cell(name).cut(most, self.signs)
    }

    /// Draws a rule with what happened in it.
    fn event<'a>(&self, head: Strip<'a>, line: Strip<'a>, remark: Strip<'a>) -> Vec<Strip<'a>> {
        let start = head.width();
        let edge = self.width.rule();
        let room = self.width.text().saturating_sub(start + 3);
        if room < 10 {
            return head.then(self.rule(2)).then(line).blank(2).then(remark).wrap_hanging(edge, 4);
        }
        let mut parts = line.wrap(room).into_iter();
        let first = head.then(self.rule(2)).then(parts.next().unwrap_or_default());
        let mut rows = vec![first];
        rows.extend(parts.map(|part| Strip::new().to(start + 3).then(part)));
        let end = if remark.is_empty() {
            Strip::new()
        } else {
            remark.blank(1).then(self.rule(2)).trimmed()
        };
        let last = rows.pop().unwrap_or_default();
        let wanted = if end.is_empty() { 0 } else { end.width() + 1 };
        let free = edge.saturating_sub(last.width() + 1 + wanted);
        if free >= 2 || !self.width.is_known() {
            rows.push(last.blank(1).then(self.rule(free.max(2))).then(end).trimmed());
        } else {
            rows.push(last);
            let below = edge.saturating_sub(start + wanted);
            if !end.is_empty() {
                rows.push(Strip::new().to(start).then(self.rule(below.max(2))).then(end));
            }
        }
        rows
    }

    /// Returns a rule so many columns long, and a blank.
    fn rule<'a>(&self, columns: usize) -> Strip<'a> {
        Strip::new().fill(self.signs.rule(), columns, Look::Words(Role::Muted)).blank(1)
    }
}

/// Wraps the text of a message. Where it is written from right to left, it begins on a row of
/// its own, so that nothing else stands in its way.
fn wrap_text(body: &[Line], signs: Signs, width: impl Fn(usize) -> usize) -> Vec<Strip<'_>> {
    let mut rows: Vec<Strip<'_>> = Vec::new();
    for line in blanks::folded(body, signs) {
        if rows.is_empty() && line.runs_right_to_left() {
            rows.push(Strip::new());
        }
        let before = rows.len();
        rows.extend(line.wrap_by(|row| width(before + row)));
    }
    rows
}

/// Where the sign stands in the tight layout, unless the gap is too long for that: behind the time, and
/// a gap under a minute.
const TIGHT_SIGN: usize = 14;

/// Returns how wide the column must be for this name: short ones stay whole, long ones are wrapped
/// between their words. Nothing is wrapped where nobody knows the width; there, a very long name
/// pushes its text aside.
fn name_width(name: &Strip<'_>, width: Width) -> usize {
    let whole = name.width();
    if !width.is_known() {
        return if whole <= 24 { whole } else { 0 };
    }
    if whole <= 16 {
        return whole;
    }
    let words = name.text();
    let longest = words.split(' ').map(unicode_width::UnicodeWidthStr::width).max();
    longest.unwrap_or_default().min(20)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(turns: &[Turn], width: Width) -> Vec<String> {
        draw(turns, Canvas { width, signs: Signs::DRAWN })
            .into_iter()
            .map(|row| row.trimmed().text())
            .collect()
    }

    fn event(line: &'static str, remark: &'static str) -> Turn {
        let (line, remark) = (Line::from(line), Line::new().muted(remark));
        Turn::Event { time: "07:01:56".into(), gap: "+1s".into(), line, remark }
    }

    #[test]
    fn what_happened_wraps_when_it_is_long() {
        assert_eq!(
            drawn(
                &[event("taken by somebody with a long name", "queue 2m 40s")],
                Width::columns(40)
            ),
            [
                "07:01:56  +1s ── taken by somebody with",
                "                 a long name",
                "              ────────── queue 2m 40s ──"
            ]
        );
        assert_eq!(
            drawn(&[event("opened", "")], Width::columns(30)),
            ["07:01:56  +1s ── opened ──────"]
        );
    }

    #[test]
    fn t13_a_name_without_an_end_has_one_on_a_terminal() {
        let turn = Turn::Message {
            verb: "wrote",
            time: "07:01:56".into(),
            gap: Line::new(),
            mark: Mark::Customer,
            name: "x".repeat(100_000).into(),
            body: vec!["Hello".into()],
            margin: Vec::new(),
        };
        for width in [40, 80, 120] {
            let rows = drawn(std::slice::from_ref(&turn), Width::columns(width));
            assert!(rows.len() < 10 && rows.concat().contains('…'), "{rows:?}");
        }
        assert!(drawn(&[turn], Width::UNKNOWN).concat().contains(&"x".repeat(100_000)));
    }

    #[test]
    fn days_have_lines_of_their_own() {
        let turns = [Turn::Day("Monday 8 May 2023".into())];
        assert_eq!(drawn(&turns, Width::columns(100)), ["Monday 8 May 2023"]);
        assert_eq!(drawn(&turns, Width::columns(60)), ["Monday 8 May 2023"]);
    }

    #[test]
    fn a_long_remark_is_wrapped_in_the_margin() {
        let message = Turn::Message {
            verb: "wrote",
            time: "07:01:55".into(),
            gap: Line::new(),
            mark: Mark::Agent,
            name: "Jo".into(),
            body: vec!["Hi".into()],
            margin: vec!["waited 14m 50s for this, delivered, not marked read".into()],
        };
        assert_eq!(
            drawn(&[message], Width::columns(100)),
            [
                "07:01:55            ◆ Jo  Hi                                     waited 14m 50s for this, delivered,",
                "                                                                                     not marked read"
            ]
        );
    }
}
