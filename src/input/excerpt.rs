//! The few lines of an input that show what is wrong with it.

use super::place::Position;

/// Lines of an input, the last of which holds the place in question. Text as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Up to three lines, each with its number. Long ones are cut, with `...` where they were cut.
    pub lines: Vec<(u64, String)>,
    /// How many characters of the last line stand before the place.
    pub before: usize,
    /// What is wrong, in a few words: may hold text of the input.
    pub remark: String,
}

/// How many characters of a line are shown.
const WIDTH: usize = 72;
/// What stands where a line was cut; messages are written before anybody knows the signs to use.
const CUT: &str = "...";
/// How many lines are shown.
const LINES: usize = 3;

impl Excerpt {
    /// Cuts the lines round a byte out of a text that begins at a position.
    pub(super) fn of(text: &str, start: Position, offset: usize, remark: String) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = start.of(text.as_bytes(), offset).line;
        let mut lines = Lines(Some(before));
        let head = lines.next().unwrap_or_default();
        let tail = text.get(before.len()..).unwrap_or_default();
        let tail = tail.split(['\n', '\r']).next().unwrap_or_default().trim_end();
        let mut lines: Vec<_> = lines.take(LINES - 1).map(cut).collect();
        lines.reverse();
        let (last, before) = window(head, tail);
        lines.push(last);
        let first = line + 1 - lines.len() as u64;
        Self { lines: (first..).zip(lines).collect(), before, remark }
    }
}

/// The lines of a text, the last one first; they end in LF, CR or both.
struct Lines<'t>(Option<&'t str>);

impl<'t> Iterator for Lines<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let text = self.0.take()?;
        let Some((before, line)) = text.rsplit_once(['\n', '\r']) else { return Some(text) };
        let is_pair = text.get(before.len()..).is_some_and(|end| end.starts_with('\n'));
        self.0 = before.strip_suffix('\r').filter(|_| is_pair).or(Some(before));
        Some(line)
    }
}

/// Cuts a line after so many characters.
fn cut(line: &str) -> String {
    shorten(line.trim_end(), WIDTH)
}

/// Shortens a text to so many characters, the last of which are `...` if anything is missing.
pub(super) fn shorten(text: &str, characters: usize) -> String {
    if text.chars().nth(characters).is_none() {
        return text.to_owned();
    }
    text.chars().take(characters.saturating_sub(CUT.len())).chain(CUT.chars()).collect()
}

/// Cuts a line so that the place between its halves is seen; returns how many characters precede it.
fn window(head: &str, tail: &str) -> (String, usize) {
    let after = tail.chars().take(WIDTH).count();
    let room = WIDTH - after.min(WIDTH / 2);
    let mut shown: Vec<char> = head.chars().rev().take(room + 1).collect();
    if shown.len() > room {
        shown.truncate(room.saturating_sub(CUT.len()));
        shown.extend(CUT.chars());
    }
    shown.reverse();
    let before = shown.len();
    let mut line: String = shown.into_iter().collect();
    line.push_str(&shorten(tail, WIDTH - before));
    (line, before)
}

#[cfg(test)]
mod tests {
    use super::Excerpt;
    use crate::input::place::Position;

    #[test]
    fn three_lines_at_most_lead_to_the_place() {
        let lines = [(7, "{".into()), (8, " \"a\": 1,".into()), (9, "  \"b\": x}".into())];
        let start = Position { line: 7, ..Position::START };
        for end in ["\n", "\r\n", "\r"] {
            let text = ["{", " \"a\": 1,", "  \"b\": x}", ""].join(end);
            let place = text.find('x').unwrap();
            let excerpt = Excerpt::of(&text, start, place, String::new());
            assert_eq!((excerpt.lines, excerpt.before), (lines.to_vec(), 7), "{text:?}");
        }
    }

    #[test]
    fn long_lines_are_cut_round_the_place() {
        let text = format!("{}é{}", "a".repeat(500), "b".repeat(500));
        let excerpt = Excerpt::of(&text, Position::START, 500, String::new());
        let (_, line) = &excerpt.lines[0];
        assert_eq!(line.chars().count(), 72);
        assert_eq!(line.chars().nth(excerpt.before), Some('é'));
        assert!(line.starts_with("...a") && line.ends_with("b..."));
    }
}
