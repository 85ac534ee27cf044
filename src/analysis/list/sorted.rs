//! Lines of a list, sorted once all are known; until then in few bytes each.

use super::packing::{pack, unpack};
use super::{List, Listed, Order, SortKey};
use crate::analysis::packed::{Chunks, Names, Spot, put_bytes, take, take_bytes};

/// Lines that are being sorted.
#[derive(Debug)]
pub struct Sorted {
    order: Order,
    /// Each line behind what it is sorted by.
    lines: Chunks,
    spots: Vec<Spot>,
    /// What is said in many lines is kept once.
    names: Names,
}

impl Sorted {
    /// Begins without lines.
    pub fn by(order: Order) -> Self {
        Self { order, lines: Chunks::default(), spots: Vec::new(), names: Names::default() }
    }

    /// Returns how many lines there are.
    pub fn count(&self) -> usize {
        self.spots.len()
    }

    /// Adds a line.
    pub fn add(&mut self, key: &SortKey, line: &Listed) {
        let packed = pack(line, &mut self.names);
        self.keep(key, &packed);
    }

    /// Adds a line that is text already.
    pub fn add_text(&mut self, key: &SortKey, text: &str) {
        self.keep(key, text.as_bytes());
    }

    fn keep(&mut self, key: &SortKey, line: &[u8]) {
        self.spots.push(add(&mut self.lines, key.write().as_deref(), line));
    }

    /// Sorts the lines, and forgets all but the first.
    pub fn cut(&mut self, first: usize) {
        let (order, lines) = (&self.order, &self.lines);
        self.spots.sort_unstable_by(|one, other| {
            let ((key, _), (other_key, _)) = (read(lines, *one), read(lines, *other));
            // What is equal stays as it came.
            order.compare(key, other_key).then(one.cmp(other))
        });
        if self.spots.len() > first {
            let mut kept = Chunks::default();
            self.spots.truncate(first);
            for spot in &mut self.spots {
                let (key, line) = read(&self.lines, *spot);
                *spot = add(&mut kept, key, line);
            }
            self.lines = kept;
        }
    }

    /// Returns the lines, as columns of a list.
    pub fn lines(&self, list: &List) -> impl Iterator<Item = Listed> {
        self.packed().map(|line| unpack(line, list, &self.names))
    }

    /// Returns the lines that were text when they came.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.packed().map(|line| std::str::from_utf8(line).unwrap_or_default())
    }

    fn packed(&self) -> impl Iterator<Item = &[u8]> {
        self.spots.iter().map(|spot| read(&self.lines, *spot).1)
    }
}

/// Adds a line behind what it is sorted by.
fn add(lines: &mut Chunks, key: Option<&[u8]>, line: &[u8]) -> Spot {
    let mut out = vec![key.is_some().into()];
    put_bytes(&mut out, key.unwrap_or_default());
    put_bytes(&mut out, line);
    lines.add(&out)
}

/// Returns what a line is sorted by, and the line.
fn read(lines: &Chunks, spot: Spot) -> (Option<&[u8]>, &[u8]) {
    let mut from = lines.from(spot);
    let is_there = take(&mut from) > 0;
    let key = take_bytes(&mut from);
    (is_there.then_some(key), take_bytes(&mut from))
}

#[cfg(test)]
mod tests {
    use super::Sorted;
    use crate::analysis::{List, Listed, Order, Property, Seconds, SortKey, Value};
    use crate::model::{Text, Timestamp};

    fn by_id(descending: bool) -> Sorted {
        Sorted::by(Order { by: Property::named("id").unwrap(), descending })
    }

    #[test]
    fn lines_stand_in_order_and_equal_ones_as_they_came() {
        let sorted = |descending, first| {
            let mut sorted = by_id(descending);
            for (key, text) in [(2, "b"), (1, "a"), (2, "c"), (1, "b"), (3, "")] {
                sorted.add_text(&SortKey::Number(key), text);
            }
            sorted.cut(first);
            sorted.add_text(&SortKey::Number(2), "z");
            sorted.add_text(&SortKey::Missing, "-");
            sorted.cut(first);
            assert_eq!(sorted.count(), first.min(7));
            sorted.texts().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(sorted(false, 9), "a b b c z  -");
        assert_eq!(sorted(true, 9), " b c z a b -");
        assert_eq!(sorted(false, 4), "a b b c");
        assert_eq!(sorted(true, 4), " b c z");
    }

    #[test]
    fn a_line_takes_little_room() {
        let columns = ["id", "state", "opened", "duration", "messages.agent", "agent", "subject"];
        let columns = columns.iter().map(|name| Property::named(name).unwrap()).collect();
        let list = List::of(columns, Seconds::default());
        let mut sorted = by_id(false);
        let text = |text: &str| vec![Value::Text(Text::from(text))];
        for id in 0..10 {
            let values = vec![
                vec![Value::Number(200_000_000 + id)],
                text("Closed"),
                vec![Value::Moment(Timestamp::parse("2023-05-08T06:46:05Z").unwrap().unwrap())],
                vec![Value::Span(Seconds::whole(86_400))],
                vec![Value::Number(7)],
                text("John Wick"),
                text("Invoice"),
            ];
            sorted.add(&SortKey::Number(id), &Listed { values, has_conversation: true });
        }
        let bytes: usize = sorted.lines.each().map(<[u8]>::len).sum();
        assert_eq!(bytes / 10, 31);
        assert_eq!(sorted.lines(&list).count(), 10);
    }
}
