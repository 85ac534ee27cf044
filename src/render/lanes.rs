//! Lanes on a time axis.

use super::canvas::Canvas;
use super::shares::{as_f64, bar, floor, legend, weight};
use super::strip::Strip;
use super::text::beside;
use super::theme::Look;
use super::width::Room;
use super::{Signs, Width};
use crate::page::{LaneContent, Lanes, Line, Part, Role};

/// Draws lanes.
pub(super) fn draw(lanes: &Lanes, Canvas { width, signs }: Canvas) -> Vec<Strip<'_>> {
    let labels = lanes.lanes.iter().map(|lane| signs.cell(&lane.label).width()).max();
    let labels = labels.unwrap_or_default().min(width.rule() / 2);
    let room = if width.is_known() { labels } else { usize::MAX };
    let (indent, gap) = if width.room() == Room::Tight { (0, 2) } else { (2, 3) };
    let start = indent + labels + gap;
    let axis = Axis::new(lanes.seconds, width.rule().saturating_sub(start).max(1), signs);

    let mut rows = Vec::new();
    let scale = (lanes.scale)(axis.seconds / as_f64(axis.columns));
    let scale = signs.cell(&scale).into_static();
    let ticks = Strip::new().blank(start).then(axis.ticks(&lanes.ticks));
    // The axis ends at the right edge, and so it often is in the way.
    let below = match beside(ticks, scale, Width::columns(width.rule())) {
        Ok(row) => {
            rows.push(row);
            Strip::new()
        }
        Err((row, scale)) => {
            rows.push(row);
            scale.all(Role::Muted)
        }
    };
    for lane in &lanes.lanes {
        let mut label = Strip::new().blank(indent).then(signs.cell(&lane.label).cut(room, signs));
        for row in axis.lane(&lane.content) {
            rows.push(std::mem::take(&mut label).to(start).then(row));
        }
    }
    if !below.is_empty() {
        rows.push(Strip::new().blank(indent).then(below));
    }
    rows
}

/// A time axis, and how many columns it has.
struct Axis {
    seconds: f64,
    columns: usize,
    signs: Signs,
}

impl Axis {
    /// An axis without a length still has a beginning.
    fn new(seconds: f64, columns: usize, signs: Signs) -> Self {
        let seconds = weight(seconds);
        Self { seconds: if seconds > 0.0 { seconds } else { 1.0 }, columns, signs }
    }

    /// Returns the column of a moment.
    fn column(&self, second: f64) -> usize {
        self.edge(second).min(self.columns - 1)
    }

    /// Returns the column in which something ends.
    fn edge(&self, second: f64) -> usize {
        floor((weight(second) / self.seconds).min(1.0) * as_f64(self.columns))
    }

    fn lane<'a>(&self, content: &'a LaneContent) -> Vec<Strip<'a>> {
        match content {
            LaneContent::Held(parts) => self.held(parts),
            LaneContent::Moments(mark, moments) => {
                let mut columns: Vec<_> = moments.iter().map(|at| self.column(*at)).collect();
                columns.sort_unstable();
                columns.dedup();
                let row = columns
                    .into_iter()
                    .fold(Strip::new(), |row, column| row.to(column).then(self.signs.mark(*mark)));
                vec![row]
            }
            LaneContent::Stretches(stretches) => self.stretches(stretches),
        }
    }

    /// Writes times along the axis, the outer ones first; those that would touch another are left out.
    fn ticks<'a>(&self, ticks: &'a [(f64, Line)]) -> Strip<'a> {
        let outer = ticks.first().into_iter().chain(ticks.iter().skip(1).next_back());
        let inner = ticks.iter().skip(1).take(ticks.len().saturating_sub(2));
        let mut placed: Vec<(usize, usize, &Line)> = Vec::new();
        for (second, line) in outer.chain(inner) {
            let width = self.signs.cell(line).width();
            let Some(last) = self.columns.checked_sub(width) else { continue };
            let from = self.column(*second).min(last);
            let to = from + width;
            if placed.iter().all(|(start, end, _)| to + 2 <= *start || end + 2 <= from) {
                placed.push((from, to, line));
            }
        }
        placed.sort_unstable_by_key(|(from, ..)| *from);
        placed
            .into_iter()
            .fold(Strip::new(), |row, (from, _, line)| row.to(from).then(self.signs.cell(line)))
    }

    /// Draws the parts where they stand on the axis, so that they agree with the moments.
    fn held<'a>(&self, parts: &'a [Part]) -> Vec<Strip<'a>> {
        let (mut second, mut end) = (0.0, 0);
        let mut columns = Vec::with_capacity(parts.len());
        for part in parts {
            let start = end;
            second += weight(part.weight);
            let least = usize::from(weight(part.weight) > 0.0);
            end = self.edge(second).max(start + least).min(self.columns);
            columns.push(end - start);
        }
        let mut rows = vec![bar(parts, &columns, self.signs)];
        match self.labels(parts, &columns) {
            Some(labels) => rows.push(labels),
            None => rows.extend(legend(parts, self.columns, self.signs)),
        }
        rows
    }

    /// Writes each label under its part, with the value if there is room for it.
    fn labels<'a>(&self, parts: &'a [Part], columns: &[usize]) -> Option<Strip<'a>> {
        let mut row = Strip::new();
        let mut start = 0;
        for (index, (part, columns)) in parts.iter().zip(columns).enumerate() {
            let last = index + 1 == parts.len();
            let room = if last { self.columns - start } else { columns.saturating_sub(1) };
            let label = self.signs.cell(&part.label);
            let value = self.signs.cell(&part.value);
            let both = label.width() + 1 + value.width();
            if label.width() > room {
                return None;
            }
            row = row.to(start).then(label);
            if both <= room {
                row = row.blank(1).then(value);
            }
            start += columns;
        }
        Some(row)
    }

    fn stretches<'a>(&self, stretches: &'a [(f64, f64, Line)]) -> Vec<Strip<'a>> {
        let mut row = Strip::new();
        let mut below = Vec::new();
        let starts = stretches.iter().skip(1).map(|(from, ..)| self.column(*from));
        for ((from, to, line), next) in stretches.iter().zip(starts.chain([self.columns + 1])) {
            let (from, to) = (self.column(*from).max(row.width()), self.column(*to));
            let words = self.signs.cell(line);
            if from > to {
                below.extend((words.width() > 0).then_some(line));
                continue;
            }
            let role = line.0.first().map_or(Role::Muted, |span| span.role);
            let (inner, wanted) = ((to - from).saturating_sub(1), words.width() + 2);
            row = row.to(from);
            if words.width() > 0 && inner >= wanted + 2 {
                let left = (inner - wanted) / 2;
                row = self.start(row, left, role).blank(1).then(words).blank(1);
                row = self.end(row, inner - wanted - left, role);
            } else {
                row = if from == to {
                    row.lit(self.signs.stretch().moment, role)
                } else {
                    self.end(self.start(row, inner, role), 0, role)
                };
                if words.width() == 0 {
                    continue;
                }
                if row.width() + wanted <= next {
                    row = row.blank(1).then(words);
                } else {
                    below.push(line);
                }
            }
        }
        let mut rows = vec![row];
        rows.extend(below.into_iter().flat_map(|line| self.signs.cell(line).wrap(self.columns)));
        rows
    }

    fn start<'a>(&self, row: Strip<'a>, columns: usize, role: Role) -> Strip<'a> {
        let stretch = self.signs.stretch();
        row.lit(stretch.start, role).fill(stretch.length, columns, Look::Words(role))
    }

    fn end<'a>(&self, row: Strip<'a>, columns: usize, role: Role) -> Strip<'a> {
        let stretch = self.signs.stretch();
        row.fill(stretch.length, columns, Look::Words(role)).lit(stretch.end, role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Lane, Mark};

    fn drawn(content: LaneContent, ticks: Vec<(f64, Line)>) -> Vec<String> {
        let scale = |seconds: f64| Line::from(format!("one column is {seconds}s"));
        let lanes = vec![Lane { label: "lane".into(), content }];
        let lanes = Lanes { seconds: 68.0, scale, ticks, lanes };
        let rows = draw(&lanes, Canvas::inside(40));
        rows.into_iter().map(|row| row.trimmed().text()).collect()
    }

    fn stretches(stretches: &[(f64, f64)]) -> Vec<String> {
        let waits = stretches.iter().map(|(from, to)| (*from, *to, Line::from("waits"))).collect();
        drawn(LaneContent::Stretches(waits), Vec::new()).split_off(1)
    }

    #[test]
    fn moments_in_one_column_are_one() {
        let moments = LaneContent::Moments(Mark::Bot, vec![67.9, 0.0, 0.5, 4.0, 900.0]);
        assert_eq!(
            drawn(moments, Vec::new()),
            [
                "                        one column is 2s",
                "lane  ◇ ◇                              ◇"
            ]
        );
    }

    #[test]
    fn times_that_would_touch_are_left_out() {
        let ticks = [(0.0, "06:46"), (8.0, "06:47"), (30.0, "06:50"), (68.0, "06:55")];
        let ticks = ticks.into_iter().map(|(at, words)| (at, Line::from(words))).collect();
        let rows = drawn(LaneContent::Moments(Mark::Bot, Vec::new()), ticks);
        assert_eq!(rows, ["      06:46          06:50         06:55", "lane", "one column is 2s"]);
    }

    #[test]
    fn words_stand_in_a_stretch_or_behind_it_or_below() {
        assert_eq!(stretches(&[(0.0, 67.0)])[0], "lane  ├╌╌╌╌╌╌╌╌╌╌╌╌ waits ╌╌╌╌╌╌╌╌╌╌╌╌╌┤");
        assert_eq!(stretches(&[(0.0, 6.0)])[0], "lane  ├╌╌┤ waits");
        assert_eq!(stretches(&[(2.0, 2.0)])[0], "lane   │ waits");
        assert_eq!(
            stretches(&[(0.0, 6.0), (10.0, 12.0)])[..2],
            ["lane  ├╌╌┤ ├┤ waits", "      waits"]
        );
    }

    #[test]
    fn a_stretch_without_words_is_drawn_through() {
        let stretches = LaneContent::Stretches(vec![(0.0, 67.0, Line::new())]);
        let line = format!("lane  ├{}┤", "╌".repeat(32));
        assert_eq!(drawn(stretches, Vec::new())[1..], [line]);
    }

    #[test]
    fn labels_without_room_become_a_list() {
        let part = |weight| Part::new("somebody".into(), "1s".into(), Role::Agent, weight);
        assert_eq!(
            drawn(LaneContent::Held(vec![part(1.0), part(67.0)]), Vec::new()).split_off(1),
            ["lane  ██████████████████████████████████", "      █ somebody 1s   █ somebody 1s"]
        );
    }
}
