//! The personal values of a ticket, and where they stand in a text: as a whole, or as whole words.

use super::form::{Form, is_nobody, is_ours};
use super::kind::Kind;
use crate::analysis::{Folded, fold};
use std::collections::HashMap;
use std::ops::Range;

/// A personal value.
#[derive(Debug, Clone)]
pub(super) struct Value {
    /// The value, folded and without blanks around it.
    pub(super) folded: String,
    pub(super) kind: Kind,
    pub(super) form: Form,
    /// What its pseudonym is derived from: as a rule the value, for a part of a name the whole.
    pub(super) basis: String,
}

/// The personal values of a ticket.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    values: Vec<Value>,
    whole: HashMap<String, usize>,
    /// For each word, the values in which it is the first, the longest value first; and at which byte
    /// of the value it stands.
    words: HashMap<String, Vec<(usize, usize)>>,
}

/// Words in names that are everybody's.
const COMMON: [&str; 16] = [
    "and", "the", "van", "von", "der", "den", "del", "des", "las", "los", "for", "und", "with",
    "from", "your", "our",
];

/// Letters that Hebrew writes in front of a word without a blank: and, in, to, the, from, that, as.
const PREFIXES: [char; 7] = ['ו', 'ב', 'ל', 'ה', 'מ', 'ש', 'כ'];

impl Known {
    /// Takes a value. Of two kinds for the same value, the earlier one counts.
    pub(super) fn add(&mut self, text: &str, kind: Kind, form: Form) {
        let folded = fold(text).trim().to_owned();
        let basis = form.basis(&folded);
        let value = Value { folded, kind, form, basis };
        match self.whole.get(&value.folded) {
            Some(index) => {
                if let Some(known) = self.values.get_mut(*index).filter(|known| kind < known.kind) {
                    *known = value;
                }
            }
            None => self.push(value),
        }
    }

    fn push(&mut self, value: Value) {
        self.whole.insert(value.folded.clone(), self.values.len());
        self.values.push(value);
    }

    /// Learns the parts of names and places, and makes ready to look for everything. To be called when
    /// all values are there.
    pub(super) fn settle(&mut self) {
        self.learn_parts();
        let by_length = |index: &usize| self.values.get(*index).map(|value| value.folded.len());
        let mut order: Vec<usize> = (0..self.values.len()).collect();
        order.sort_by_key(|index| std::cmp::Reverse(by_length(index)));
        for index in order {
            let Some(value) = self.values.get(index).filter(|value| value.is_sought()) else {
                continue;
            };
            if let Some(word) = words(&value.folded).next() {
                let text = value.folded.get(word.clone()).unwrap_or_default().to_owned();
                self.words.entry(text).or_default().push((index, word.start));
            }
        }
    }

    /// A part of a name stands for the person: "Hi Jack". A value of its own that is such a part, such
    /// as a display name, is that person's, if it is the name of somebody of the same kind.
    fn learn_parts(&mut self) {
        let mut parts = Vec::new();
        for value in &self.values {
            let Form::Words(noun) = value.form else { continue };
            let found: Vec<&str> = match value.kind {
                Kind::Names => {
                    let words = words(&value.folded).filter_map(|word| value.folded.get(word));
                    words.filter(|word| is_part(word)).collect()
                }
                Kind::Location => value.folded.split(',').map(str::trim).collect(),
                _ => continue,
            };
            if found.iter().any(|part| *part != value.folded) {
                let part =
                    |part: &&str| ((*part).to_owned(), noun, value.kind, value.basis.clone());
                parts.extend(found.iter().map(part));
            }
        }
        for (folded, noun, kind, basis) in parts {
            match self.whole.get(&folded).and_then(|index| self.values.get_mut(*index)) {
                Some(known) if kind == Kind::Names && known.form == Form::Words(noun) => {
                    known.form = Form::Part;
                    known.basis = basis;
                }
                Some(_) => {}
                None => self.push(Value { folded, kind, form: Form::Part, basis }),
            }
        }
    }

    /// Lists all values.
    pub(super) fn values(&self) -> &[Value] {
        &self.values
    }

    /// Finds the value that a text is as a whole.
    pub(super) fn whole(&self, text: &str) -> Option<&Value> {
        self.whole_folded(&fold(text))
    }

    /// Finds the value that a folded text is as a whole.
    pub(super) fn whole_folded(&self, folded: &str) -> Option<&Value> {
        self.whole.get(folded.trim()).and_then(|index| self.values.get(*index))
    }

    /// Finds values as whole words of a folded text; of those that begin at the same place, the longest.
    pub(super) fn find(&self, folded: &Folded) -> Vec<(Range<usize>, &Value)> {
        let text = folded.as_str();
        let mut found = Vec::new();
        for word in words(text) {
            found.extend(self.at(text, word.clone(), true));
            let prefixes = text.get(word.clone()).unwrap_or_default().char_indices();
            let prefixes = prefixes.take_while(|(_, c)| PREFIXES.contains(c)).take(3);
            for (at, c) in prefixes {
                let start = word.start.saturating_add(at).saturating_add(c.len_utf8());
                found.extend(self.at(text, start..word.end, false));
            }
        }
        found
    }

    /// Finds the longest value whose first word is this one. Behind a prefix only names of three letters
    /// and more are looked for.
    fn at(&self, text: &str, word: Range<usize>, is_whole: bool) -> Option<(Range<usize>, &Value)> {
        let first = text.get(word.clone())?;
        let candidates = self.words.get(first)?;
        candidates.iter().find_map(|(index, offset)| {
            let value = self.values.get(*index)?;
            let start = word.start.checked_sub(*offset)?;
            let end = start.checked_add(value.folded.len())?;
            let is_here = text.get(start..end) == Some(value.folded.as_str());
            let fits = if is_whole {
                is_apart(text, start..end)
            } else {
                *offset == 0
                    && value.kind == Kind::Names
                    && first.chars().count() >= 3
                    && is_edge(text, end)
            };
            (is_here && fits).then_some((start..end, value))
        })
    }
}

impl Value {
    /// Tells whether it is looked for inside of texts: names of two letters (three, if they are of the
    /// plain alphabet) and everything else of four letters and more.
    fn is_sought(&self) -> bool {
        let length = self.folded.chars().count();
        let least = match self.kind {
            Kind::Names if self.folded.is_ascii() => 3,
            Kind::Names => 2,
            _ => 4,
        };
        length >= least
    }

    /// Tells whether the proof looks for it inside of texts, too: only if it has four characters or more.
    pub(super) fn is_proven_as_word(&self) -> bool {
        let is_long = self.folded.chars().nth(3).is_some();
        self.is_provable() && is_long && self.folded.contains(char::is_alphanumeric)
    }

    /// Tells whether the proof looks for it: not for what pseudonyms are made of.
    pub(super) fn is_provable(&self) -> bool {
        !is_ours(&self.folded)
    }
}

fn is_part(word: &str) -> bool {
    let is_long = word.chars().count() >= if word.is_ascii() { 3 } else { 2 };
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
    is_long && !is_number && !COMMON.contains(&word) && !is_nobody(word)
}

/// Tells whether a part of a text is neither preceded nor followed by more of the same word.
pub(super) fn is_apart(text: &str, range: Range<usize>) -> bool {
    is_edge(text, range.start) && is_edge(text, range.end)
}

/// Tells whether a word ends or begins at a place in a text.
fn is_edge(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let after = text.get(at..).and_then(|text| text.chars().next());
    !before.zip(after).is_some_and(|(before, after)| {
        is_of_word(before) && is_of_word(after) && !stands_alone(before) && !stands_alone(after)
    })
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// Tells whether a letter belongs to a script that is written without blanks between words.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Lists the words of a text: runs of letters and digits, letters that stand alone one by one.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at.saturating_add(rest.find(is_of_word)?);
        let mut end = start;
        let mut was_alone = false;
        for c in text.get(start..)?.chars() {
            let is_alone = stands_alone(c);
            if !is_of_word(c) || end > start && (is_alone || was_alone) {
                break;
            }
            was_alone = is_alone;
            end = end.saturating_add(c.len_utf8());
        }
        at = end;
        Some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::{Form, Known, words};
    use crate::analysis::Folded;
    use crate::analysis::redact::kind::Kind;

    fn known(values: &[(&str, Kind)]) -> Known {
        let mut known = Known::default();
        for (text, kind) in values {
            known.add(text, *kind, Form::Words("Value"));
        }
        known.settle();
        known
    }

    fn found(known: &Known, text: &str) -> Vec<String> {
        let folded = Folded::of(text);
        let found = known.find(&folded);
        found
            .into_iter()
            .map(|(range, _)| text.get(folded.original(range)).unwrap().to_owned())
            .collect()
    }

    #[test]
    fn words_are_runs_of_letters() {
        let text = "a-b12 [é]你好";
        let words: Vec<_> = words(text).map(|word| text.get(word).unwrap()).collect();
        assert_eq!(words, ["a", "b12", "é", "你", "好"]);
    }

    #[test]
    fn whole_words_are_found_in_any_case_and_with_any_blanks() {
        let known = known(&[("Jack Bower", Kind::Names), ("[x] Tuscany", Kind::Fields)]);
        assert_eq!(found(&known, "hi JACK\u{a0} bower!"), ["JACK\u{a0} bower", "bower"]);
        assert_eq!(found(&known, "hi Jack, hijack, Jackson, o'Ｂｏｗｅｒ"), ["Jack", "Ｂｏｗｅｒ"]);
        assert_eq!(found(&known, "to [x] tuscany, tuscany"), ["[x] tuscany"]);
    }

    #[test]
    fn scripts_without_blanks_and_letters_in_front_are_read() {
        let known = known(&[("李伟", Kind::Names), ("דנה לוי", Kind::Names)]);
        assert_eq!(found(&known, "你好李伟先生"), ["李伟"]);
        assert_eq!(found(&known, "שלום לדנה"), ["דנה"]);
    }

    #[test]
    fn short_values_are_found_as_a_whole_only() {
        let known = known(&[("no", Kind::Fields), ("Al", Kind::Names)]);
        assert!(found(&known, "no, Al").is_empty());
        assert!(known.whole(" NO ").is_some() && known.whole("AL").is_some());
    }
}
