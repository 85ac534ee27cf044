//! Two texts side by side, word by word.

/// A piece of two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'t> {
    /// In both.
    Both(&'t str),
    /// Only in the old one.
    Old(&'t str),
    /// Only in the new one.
    New(&'t str),
}

/// As many comparisons of words are made; what is longer than that is taken as a whole.
const MOST: usize = 250_000;

/// Finds what two texts have in common. The pieces of the old text together are the old text, those of
/// the new one the new.
pub fn pieces<'t>(old: &'t str, new: &'t str) -> Vec<Piece<'t>> {
    let (old_words, new_words) = (words(old), words(new));
    let same = |(a, b): &(&&str, &&str)| a == b;
    let before = old_words.iter().zip(&new_words).take_while(same).count();
    let shorter = old_words.len().min(new_words.len()).saturating_sub(before);
    let behind = old_words.iter().rev().zip(new_words.iter().rev()).take_while(same).count();
    let behind = behind.min(shorter);
    let middle = |words: &[&'t str]| -> Vec<&'t str> {
        let end = words.len().saturating_sub(behind);
        words.get(before..end).unwrap_or_default().to_vec()
    };
    let both = |count: usize| std::iter::repeat_n(Way::Both, count);
    let ways = common(&middle(&old_words), &middle(&new_words)).into_iter();
    let ways: Vec<_> = both(before).chain(ways).chain(both(behind)).collect();
    joined([old, new], [&old_words, &new_words], &ways)
}

/// Puts neighbouring words together. A blank between changed words is no part that both have.
fn joined<'t>(texts: [&'t str; 2], words: [&[&str]; 2], ways: &[Way]) -> Vec<Piece<'t>> {
    let is_changed =
        |at: Option<usize>| at.and_then(|at| ways.get(at)).is_some_and(|way| *way != Way::Both);
    let mut words = words.map(|words| words.iter());
    let [old_words, new_words] = &mut words;
    let mut pieces = Pieces { rest: texts, both: 0, changed: [0, 0], done: Vec::new() };
    for (at, way) in ways.iter().enumerate() {
        let length =
            |words: &mut std::slice::Iter<'_, &str>| words.next().map_or(0, |word| word.len());
        match way {
            Way::Old => pieces.change(length(old_words), 0),
            Way::New => pieces.change(0, length(new_words)),
            Way::Both => {
                let is_blank =
                    old_words.as_slice().first().is_some_and(|word| word.trim().is_empty());
                let (old, new) = (length(old_words), length(new_words));
                if is_blank && is_changed(at.checked_sub(1)) && is_changed(at.checked_add(1)) {
                    pieces.change(old, new);
                } else {
                    pieces.keep(old);
                }
            }
        }
    }
    pieces.end_change();
    pieces.end_both();
    pieces.done
}

/// Pieces in the making.
struct Pieces<'t> {
    /// What is left of both texts behind the pieces that are done.
    rest: [&'t str; 2],
    /// How much both have next.
    both: usize,
    /// How much only the old one and only the new one has next.
    changed: [usize; 2],
    done: Vec<Piece<'t>>,
}

impl<'t> Pieces<'t> {
    fn keep(&mut self, length: usize) {
        self.end_change();
        self.both = self.both.saturating_add(length);
    }

    fn change(&mut self, old: usize, new: usize) {
        self.end_both();
        let [olds, news] = self.changed;
        self.changed = [olds.saturating_add(old), news.saturating_add(new)];
    }

    fn end_both(&mut self) {
        let length = std::mem::take(&mut self.both);
        if length > 0 {
            let piece = self.take(0, length);
            self.take(1, length);
            self.done.push(Piece::Both(piece));
        }
    }

    fn end_change(&mut self) {
        let [old, new] = std::mem::take(&mut self.changed);
        if old > 0 {
            let piece = self.take(0, old);
            self.done.push(Piece::Old(piece));
        }
        if new > 0 {
            let piece = self.take(1, new);
            self.done.push(Piece::New(piece));
        }
    }

    fn take(&mut self, side: usize, length: usize) -> &'t str {
        let Some(rest) = self.rest.get_mut(side) else { return "" };
        let (piece, after) = rest.split_at_checked(length).unwrap_or((*rest, ""));
        *rest = after;
        piece
    }
}

/// Splits a text into words and the blanks between them.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_blank = first.is_whitespace();
        let end = rest.find(|c: char| c.is_whitespace() != is_blank).unwrap_or(rest.len());
        let (word, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        words.push(word);
        rest = after;
    }
    words
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Both,
    Old,
    New,
}

/// Finds the longest row of words that both have; says how to go through both.
fn common(old: &[&str], new: &[&str]) -> Vec<Way> {
    let width = new.len().saturating_add(1);
    let is_too_much = old.len().saturating_add(1).checked_mul(width).is_none_or(|all| all > MOST);
    if is_too_much {
        let olds = std::iter::repeat_n(Way::Old, old.len());
        return olds.chain(std::iter::repeat_n(Way::New, new.len())).collect();
    }
    // How many words are in common from here on: row by row from the last.
    let mut rows: Vec<Vec<u32>> = vec![vec![0; width]];
    for word in old.iter().rev() {
        let below = rows.last().map_or(&[][..], Vec::as_slice);
        let mut row = vec![0; width];
        for (at, other) in new.iter().enumerate().rev() {
            let next = at.saturating_add(1);
            let right = row.get(next).copied().unwrap_or_default();
            let count = if word == other {
                below.get(next).copied().unwrap_or_default().saturating_add(1)
            } else {
                right.max(below.get(at).copied().unwrap_or_default())
            };
            if let Some(cell) = row.get_mut(at) {
                *cell = count;
            }
        }
        rows.push(row);
    }
    rows.reverse();
    let count =
        |i: usize, j: usize| rows.get(i).and_then(|row| row.get(j)).copied().unwrap_or_default();
    let (mut i, mut j) = (0_usize, 0_usize);
    let mut way = Vec::new();
    while i < old.len() || j < new.len() {
        let (down, right) = (i.saturating_add(1), j.saturating_add(1));
        if i < old.len() && j < new.len() && old.get(i) == new.get(j) {
            way.push(Way::Both);
            (i, j) = (down, right);
        } else if j >= new.len() || (i < old.len() && count(down, j) >= count(i, right)) {
            way.push(Way::Old);
            i = down;
        } else {
            way.push(Way::New);
            j = right;
        }
    }
    way
}

#[cfg(test)]
mod tests {
    use super::Piece::{Both, New, Old};
    use super::pieces;

    #[test]
    fn what_is_only_here_is_found() {
        assert_eq!(
            pieces("we don't have anything in Italy.", "we have a room in Italy."),
            [
                Both("we "),
                Old("don't "),
                Both("have "),
                Old("anything"),
                New("a room"),
                Both(" in Italy.")
            ]
        );
        assert_eq!(pieces("a b", "c d"), [Old("a b"), New("c d")]);
        assert_eq!(pieces("", "new\nlines"), [New("new\nlines")]);
        assert_eq!(pieces("same", "same"), [Both("same")]);
        assert_eq!(pieces("", ""), []);
        assert_eq!(pieces("a a", "a"), [Both("a"), Old(" a")]);
    }

    #[test]
    fn the_pieces_are_the_texts() {
        for (old, new) in [
            ("one two  three four", "zero two  three five four "),
            ("שלום עולם", "שלום לכם"),
            (" x ", "y"),
            ("a b c d e f", "f e d c b a"),
        ] {
            let pieces = pieces(old, new);
            let olds = pieces.iter().filter_map(|piece| match piece {
                Both(text) | Old(text) => Some(*text),
                New(_) => None,
            });
            let news = pieces.iter().filter_map(|piece| match piece {
                Both(text) | New(text) => Some(*text),
                Old(_) => None,
            });
            assert_eq!(
                (olds.collect::<String>(), news.collect::<String>()),
                (old.to_owned(), new.to_owned())
            );
        }
    }

    #[test]
    fn very_long_texts_are_taken_as_a_whole() {
        let (old, new) = ("a b ".repeat(3000), "b c ".repeat(3000));
        let pieces = pieces(&old, &new);
        assert!(
            matches!(pieces.as_slice(), [Old(_), New(_), Both(" ")] | [Old(_), New(_)]),
            "{}",
            pieces.len()
        );
    }
}
