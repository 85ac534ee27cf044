//! A ticket's text, value by value: what is personal is replaced, all else stays as it is written.

use super::form::Form;
use super::kind::Kind;
use super::known::{Known, Value};
use super::markup::{Decoded, escaped};
use super::patterns::Patterns;
use super::places::{Treatment, is_event_key};
use super::pseudonyms::Pseudonyms;
use super::scan::{Step, is_json, is_number, literals, scan, unquoted};
use crate::analysis::{Folded, fold, readable};
use crate::model::members;
use serde_json::value::RawValue;
use std::ops::Range;

/// Replaces the personal values of one ticket.
pub(super) struct Rewriter<'k> {
    pub(super) pseudonyms: &'k Pseudonyms<'k>,
    pub(super) patterns: &'k Patterns,
    pub(super) known: &'k Known,
    /// What was replaced by what, in order.
    pub(super) done: Vec<Replacement>,
}

/// Something that was replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Replacement {
    pub(super) kind: Kind,
    pub(super) from: String,
    pub(super) to: String,
}

/// How the place of a value tells what becomes of it.
pub(super) type Places = fn(&[Step<'_>]) -> Treatment;

impl Rewriter<'_> {
    /// Rewrites a JSON text.
    pub(super) fn json(&mut self, json: &str, places: Places) -> String {
        let mut out = String::with_capacity(json.len());
        let mut copied = 0;
        scan(json, &mut |path, at, written| {
            if let Some(new) = self.literal(places(path), written) {
                out.push_str(json.get(copied..at).unwrap_or_default());
                out.push_str(&new);
                copied = at.saturating_add(written.len());
            }
        });
        out.push_str(json.get(copied..).unwrap_or_default());
        out
    }

    /// Rewrites a string or a number; `None` if it stays as it is written.
    fn literal(&mut self, treatment: Treatment, written: &str) -> Option<String> {
        if !written.starts_with('"') {
            let Treatment::Personal(_) = treatment else { return None };
            return self.number(written);
        }
        let text = unquoted(written);
        let new = match treatment {
            _ if text.trim().is_empty() || treatment.keeps(&text) => None,
            Treatment::Markup => Some(self.markup(&text)),
            Treatment::Told if is_event(&text) => Some(self.json(&text, Treatment::in_event)),
            Treatment::Told | Treatment::Prose => self.prose(&text),
            Treatment::Personal(_) | Treatment::Name | Treatment::Measure => {
                self.whole(&text).or_else(|| self.kept(&text))
            }
        };
        let new = new.filter(|new| *new != text)?;
        serde_json::to_string(&new).ok()
    }

    /// Replaces a number that is known: by a number, even where it is a name elsewhere.
    fn number(&mut self, written: &str) -> Option<String> {
        // Somebody may be called Null.
        let value = self.known.whole(written).filter(|_| is_number(written))?;
        let basis = Form::Digits.basis(&value.folded);
        let to = self.pseudonyms.of(Form::Digits, &basis, written);
        let kind = value.kind;
        self.done.push(Replacement { kind, from: written.to_owned(), to: to.clone() });
        Some(to).filter(|new| new != written)
    }

    /// Replaces in a value of a kind that is kept what is known as one of a kind that is not.
    fn kept(&mut self, text: &str) -> Option<String> {
        let nothing = Patterns::default();
        let mut known = Rewriter { patterns: &nothing, done: Vec::new(), ..*self };
        let new = known.prose(text);
        self.done.append(&mut known.done);
        new
    }

    fn whole(&mut self, text: &str) -> Option<String> {
        self.whole_folded(text, &fold(text))
    }

    fn whole_folded(&mut self, text: &str, folded: &str) -> Option<String> {
        let value = self.known.whole_folded(folded)?;
        let inner = text.trim();
        let start = text.len().saturating_sub(text.trim_start().len());
        let before = text.get(..start).unwrap_or_default();
        let after = text.get(start.saturating_add(inner.len())..).unwrap_or_default();
        Some(format!("{before}{}{after}", self.replace(value, inner)))
    }

    fn replace(&mut self, value: &Value, text: &str) -> String {
        let to = self.pseudonyms.of(value.form, &value.basis, text);
        self.done.push(Replacement { kind: value.kind, from: text.to_owned(), to: to.clone() });
        to
    }

    /// Replaces what is known or looks personal in free text; `None` if nothing does.
    fn prose(&mut self, text: &str) -> Option<String> {
        if is_json(text) && self.known.whole(text).is_none() {
            return self.embedded(text);
        }
        let (new, mut done) = self.replaced(text)?;
        self.done.append(&mut done);
        Some(new)
    }

    /// The same in a text that is JSON: in keys, strings and numbers as they read, not as they are written.
    fn embedded(&mut self, json: &str) -> Option<String> {
        let mut out = String::new();
        let mut copied = 0;
        literals(json, &mut |at, written| {
            let new = if written.starts_with('"') {
                self.prose(&unquoted(written)).and_then(|new| serde_json::to_string(&new).ok())
            } else {
                self.number(written).or_else(|| self.prose(written).filter(|new| is_number(new)))
            };
            if let Some(new) = new {
                out.push_str(json.get(copied..at).unwrap_or_default());
                out.push_str(&new);
                copied = at.saturating_add(written.len());
            }
        });
        out.push_str(json.get(copied..).unwrap_or_default());
        (copied > 0).then_some(out)
    }

    fn replaced(&self, text: &str) -> Option<(String, Vec<Replacement>)> {
        let folded = Folded::of(text);
        let mut once = Rewriter { done: Vec::new(), ..*self };
        if let Some(new) = once.whole_folded(text, folded.as_str()) {
            return Some((new, once.done));
        }
        let hits = self.hits(text, &folded);
        if hits.is_empty() {
            return None;
        }
        let mut new = String::with_capacity(text.len());
        let mut copied = 0;
        for (range, hit) in &hits {
            new.push_str(text.get(copied..range.start).unwrap_or_default());
            new.push_str(&hit.to);
            copied = range.end;
        }
        new.push_str(text.get(copied..).unwrap_or_default());
        Some((new, hits.into_iter().map(|(_, hit)| hit).collect()))
    }

    /// Finds what is to be replaced in free text: from left to right, of what begins at the same place
    /// the longest.
    fn hits(&self, text: &str, folded: &Folded) -> Vec<(Range<usize>, Replacement)> {
        let known = self.known.find(folded).into_iter();
        let known =
            known.map(|(range, value)| (range, value.kind, value.form, value.basis.clone()));
        let looks = self.patterns.find(folded.as_str()).into_iter().map(|(range, kind, form)| {
            let basis = form.basis(folded.as_str().get(range.clone()).unwrap_or_default());
            (range, kind, form, basis)
        });
        let mut found: Vec<_> = known.chain(looks).collect();
        found.sort_by_key(|(range, ..)| (range.start, std::cmp::Reverse(range.end)));
        let mut hits: Vec<(Range<usize>, Replacement)> = Vec::new();
        for (range, kind, form, basis) in found {
            let range = folded.original(range);
            if hits.last().is_some_and(|(last, _)| range.start < last.end) {
                continue;
            }
            let from = text.get(range.clone()).unwrap_or_default().to_owned();
            let to = self.pseudonyms.of(form, &basis, &from);
            hits.push((range, Replacement { kind, from, to }));
        }
        hits
    }

    /// Replaces in a fragment of HTML what would be replaced in a text, where it stands. If that does
    /// not read as it should, because a name is spread over several tags, or is the name of a tag,
    /// the fragment becomes the text that it should read as.
    fn markup(&mut self, html: &str) -> String {
        let decoded = Decoded::of(html);
        let hits = self.hits(decoded.as_str(), &Folded::of(decoded.as_str()));
        let mut new = String::with_capacity(html.len());
        let mut copied = 0;
        for (range, hit) in &hits {
            let range = decoded.source(range.clone());
            new.push_str(html.get(copied..range.start).unwrap_or_default());
            new.push_str(&escaped(&hit.to));
            copied = range.end;
        }
        new.push_str(html.get(copied..).unwrap_or_default());
        let read = readable(html);
        let (meant, done) = self.replaced(&read).unwrap_or_else(|| (read.clone(), Vec::new()));
        let reads = if hits.is_empty() { None } else { Some(readable(&new)) };
        if reads.as_ref().unwrap_or(&read) == &meant {
            self.done.extend(hits.into_iter().map(|(_, hit)| hit));
            return new;
        }
        self.done.extend(done);
        format!("<pre>{}</pre>", escaped(&meant))
    }
}

/// Tells whether a text is the JSON of an event.
pub(super) fn is_event(text: &str) -> bool {
    text.trim_start().starts_with('{')
        && serde_json::from_str::<&RawValue>(text)
            .ok()
            .and_then(members)
            .is_some_and(|members| members.iter().any(|(key, _)| is_event_key(key.as_str())))
}
