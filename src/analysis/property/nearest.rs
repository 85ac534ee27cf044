//! The word that somebody meant.

/// Returns the word that is nearest to what was typed, if any is near enough.
pub fn nearest<'w>(typed: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let typed = typed.to_ascii_lowercase();
    let enough = (typed.chars().count() / 3).clamp(1, 3);
    let near = words.into_iter().map(|word| (distance(&typed, word), word));
    near.min().filter(|(distance, _)| *distance <= enough).map(|(_, word)| word)
}

/// Counts the letters to be added, taken away or changed (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().take(LONGEST).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, c) in (1..).zip(one.chars().take(LONGEST)) {
        let mut left: usize = line;
        let mut next = vec![line];
        for ((diagonal, above), wanted) in row.iter().zip(row.iter().skip(1)).zip(&other) {
            let changed = diagonal.saturating_add(usize::from(*wanted != c));
            left = changed.min(above.saturating_add(1)).min(left.saturating_add(1));
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

/// No name is longer.
const LONGEST: usize = 64;

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn what_was_meant_is_found() {
        let words = ["waited", "waiting", "state", "id"];
        assert_eq!(nearest("waitd", words), Some("waited"));
        assert_eq!(nearest("STATUS", words), Some("state"));
        assert_eq!(nearest("ID", words), Some("id"));
        assert_eq!(nearest("", words), None);
        assert_eq!(nearest("priority", words), None);
    }
}
