//! A ticket without personal data that tells the same story: what is personal is replaced by pseudonyms
//! of the same form, the same value always by the same one, and what comes out is proven.
//!
//! ```text
//! places ─► known values ─► rewrite ─► proof
//!  form ─┘   patterns ─┘      └─ key
//! ```
//!
//! A pseudonym is derived from a key and the value, not remembered: the same in every ticket of an
//! archive of any size, and in every run with the same key. Two values never share one by intent, so
//! whatever was equal stays equal and whatever differed stays different.

mod account;
mod form;
mod key;
mod kind;
mod known;
mod markup;
mod patterns;
mod places;
mod proof;
mod pseudonyms;
mod rewrite;
mod scan;
#[cfg(test)]
mod tests;

pub use account::Account;
pub use key::Key;
pub use kind::Kind;
pub use proof::Left;

use super::fold;
use super::person::Role;
use super::story::Story;
use crate::model::{NIL_GUID, Text};
use form::{Form, noun};
use known::Known;
use patterns::Patterns;
use places::Treatment;
use pseudonyms::Pseudonyms;
use rewrite::{Places, Rewriter, is_event};
use scan::{scan, unquoted};
use std::collections::{BTreeMap, HashMap};

/// Replaces personal data.
#[derive(Debug, Clone)]
pub struct Redactor {
    key: Key,
    keep: Vec<Kind>,
    patterns: Patterns,
}

/// A ticket without personal data.
#[derive(Debug, Clone, PartialEq)]
pub struct Redacted {
    /// The JSON text, laid out as it was.
    pub text: String,
    /// What was replaced, by kind.
    pub replaced: BTreeMap<Kind, Replaced>,
}

/// What was replaced of a kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Replaced {
    /// How often.
    pub times: u64,
    /// An example: the first value that is not long, else the first. Not for anybody else's eyes.
    pub from: Text<'static>,
    /// What it was replaced by.
    pub to: Text<'static>,
}

impl Redactor {
    /// Makes ready to replace personal data of all kinds but those that are kept.
    pub fn new(key: Key, keep: &[Kind]) -> Self {
        Self { key, keep: keep.to_vec(), patterns: Patterns::new(keep) }
    }

    /// Replaces the personal data of a ticket, and proves that none is left.
    ///
    /// # Errors
    /// A value that is left in spite of all: then there is no redacted ticket.
    pub fn redact(&self, story: &Story<'_>) -> Result<Redacted, Left> {
        let known = self.known(story);
        let pseudonyms = &Pseudonyms::new(&self.key, &known);
        let patterns = &self.patterns;
        let mut rewriter = Rewriter { pseudonyms, patterns, known: &known, done: Vec::new() };
        let text = rewriter.json(story.record.text, Treatment::of);
        if let Some(left) = proof::left(&known, &text) {
            return Err(left);
        }
        let mut replaced: BTreeMap<Kind, Replaced> = BTreeMap::new();
        for done in rewriter.done {
            let entry = replaced.entry(done.kind).or_insert_with(|| Replaced {
                times: 0,
                from: Text::owned(done.from.clone()),
                to: Text::owned(done.to.clone()),
            });
            entry.times = entry.times.saturating_add(1);
            if is_long(entry.from.as_str()) && !is_long(&done.from) {
                (entry.from, entry.to) = (Text::owned(done.from), Text::owned(done.to));
            }
        }
        Ok(Redacted { text, replaced })
    }

    /// Collects the personal values of a ticket.
    fn known(&self, story: &Story<'_>) -> Known {
        let mut roles = HashMap::new();
        for person in story.cast.people() {
            for name in person.called() {
                roles.entry(fold(name.as_str()).trim().to_owned()).or_insert(person.role);
            }
        }
        let mut known = Known::default();
        self.collect(story.record.text, Treatment::of, &roles, &mut known);
        known.settle();
        known
    }

    fn collect(
        &self,
        json: &str,
        places: Places,
        roles: &HashMap<String, Role>,
        known: &mut Known,
    ) {
        scan(json, &mut |path, _, written| {
            let treatment = places(path);
            if !written.starts_with('"') {
                if let Treatment::Personal(kind) = treatment
                    && is_long_number(kind, written)
                    && !self.keep.contains(&kind)
                {
                    known.add(written, kind, Form::Digits);
                }
                return;
            }
            let text = unquoted(written);
            let place = match treatment {
                _ if treatment.keeps(&text) => return,
                Treatment::Personal(kind) => kind,
                Treatment::Name | Treatment::Measure => Kind::Unknown,
                Treatment::Told if is_event(&text) => {
                    return self.collect(&text, Treatment::in_event, roles, known);
                }
                Treatment::Told | Treatment::Prose | Treatment::Markup => return,
            };
            let Some((kind, form)) = Form::of(place, &text) else { return };
            if self.keep.contains(&kind) {
                return;
            }
            let form = match form {
                Form::Words(_) if kind == Kind::Names => {
                    let role = roles.get(fold(&text).trim()).copied().unwrap_or(Role::Unknown);
                    Form::Words(noun(role))
                }
                form => form,
            };
            known.add(&text, kind, form);
        });
    }
}

/// Tells whether a value is more than a glance: longer than an identifier.
fn is_long(value: &str) -> bool {
    value.len() > NIL_GUID.len()
}

/// Tells whether a number may be somebody's: a telephone number, a customer's number.
fn is_long_number(kind: Kind, written: &str) -> bool {
    let least = if kind == Kind::Unknown { 7 } else { 4 };
    let digits = written.bytes().filter(u8::is_ascii_digit).count();
    let is_plain = written.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
    digits >= least && is_plain
}
