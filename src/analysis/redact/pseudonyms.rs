//! The pseudonyms of one ticket. Each is made once: the same few names and identifiers stand in every
//! transaction.

use super::form::Form;
use super::key::Key;
use super::known::Known;
use crate::analysis::{Folded, fold};
use std::cell::RefCell;
use std::collections::HashMap;

/// Makes the pseudonyms of a ticket, and remembers them.
pub(super) struct Pseudonyms<'k> {
    key: &'k Key,
    known: &'k Known,
    /// By the text that they stand for.
    made: RefCell<HashMap<String, Vec<Made>>>,
}

/// A pseudonym, and what it was made from beside the text.
struct Made {
    form: Form,
    basis: String,
    pseudonym: String,
}

impl<'k> Pseudonyms<'k> {
    pub(super) fn new(key: &'k Key, known: &'k Known) -> Self {
        Self { key, known, made: RefCell::default() }
    }

    /// Returns the pseudonym of a value, written like `text`. `basis` is what it is derived from.
    pub(super) fn of(&self, form: Form, basis: &str, text: &str) -> String {
        let mut made = self.made.borrow_mut();
        let of_text = made.get(text).into_iter().flatten();
        for made in of_text {
            if made.form == form && made.basis == basis {
                return made.pseudonym.clone();
            }
        }
        let pseudonym = self.make(form, basis, text);
        let new = Made { form, basis: basis.to_owned(), pseudonym: pseudonym.clone() };
        made.entry(text.to_owned()).or_default().push(new);
        pseudonym
    }

    /// Of short values there are few: what happens to be a value of this ticket itself, or to hold one, is
    /// not taken.
    fn make(&self, form: Form, basis: &str, text: &str) -> String {
        let mut made = form.pseudonym(self.key, basis, text);
        let mut basis = basis.to_owned();
        let mut form = form;
        for tries in 0..8 {
            let folded = Folded::of(&made);
            let is_taken = self.known.whole_folded(folded.as_str()).is_some()
                || folded.as_str() == fold(text)
                || self.known.find(&folded).iter().any(|(_, value)| value.is_proven_as_word());
            if !is_taken {
                break;
            }
            basis = format!("{basis} {}", self.key.sign(&basis));
            // What a form keeps of the text may be the value: then nothing is kept.
            form = if tries < 4 { form } else { form.without_text() };
            made = form.pseudonym(self.key, &basis, text);
        }
        made
    }
}
