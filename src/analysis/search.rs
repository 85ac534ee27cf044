//! Where a text stands in a ticket: who wrote it, when, and what stands around it.

mod hit;
mod literals;
mod pattern;
#[cfg(test)]
mod tests;

pub use hit::{FoundText, Hit, Part, Passage, SearchSheet};
pub use pattern::{Manner, Pattern};

use super::course::EntryKind;
use super::fold::fold;
use super::inventory::leaves;
use super::person::Person;
use super::said::Said;
use super::story::Story;
use super::turn::Turn;
use crate::model::{Record, Text, Ticket, Transaction};
use memchr::memmem;
use schemars::JsonSchema;
use serde::Serialize;

/// Where to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Within {
    /// What is said: messages and notes with their cards, buttons and names of files; and events that
    /// nobody knows.
    Messages,
    /// What people are called: names, addresses, identifiers.
    People,
    /// Every value as it is written, but for the texts of messages and for people.
    Fields,
}

/// A question: what to look for, and where.
#[derive(Debug, Clone)]
pub struct Search {
    pattern: Pattern,
    within: Vec<Within>,
    /// Parts of the names of those who are meant, folded; everybody if there are none.
    from: Vec<String>,
    around: usize,
}

impl Search {
    /// Asks for a pattern. `from` are parts of names: only what these people wrote counts. With
    /// `around`, so many entries before and after each hit are told, too.
    pub fn new(pattern: Pattern, within: Vec<Within>, from: &[String], around: usize) -> Self {
        Self { pattern, within, from: from.iter().map(|name| fold(name)).collect(), around }
    }

    /// Tells whether a ticket can hold a hit at all, by a look at its JSON text; many cannot.
    ///
    /// A text that is looked for exactly stands in its JSON string as it is, unless it has characters
    /// that are escaped, or is escaped by number. That holds for JSON inside a string, too. It does
    /// not hold for what is made of HTML, which is read; nor for the names that we give to people
    /// without any.
    pub fn can_hit(&self, record: &Record<'_>) -> bool {
        let Some(text) = self.pattern.verbatim() else { return true };
        let holds = |text: &str| memmem::find(record.text.as_bytes(), text.as_bytes()).is_some();
        self.within.contains(&Within::People)
            || holds(text)
            || holds("\\u")
            || self.is_said_in_html(&record.ticket)
    }

    fn is_said_in_html(&self, ticket: &Ticket<'_>) -> bool {
        let holds = |text: &Text<'_>| !self.pattern.find(text.as_str()).is_empty();
        let mut html = ticket.transactions.items().iter().filter(|said| reads_html(said));
        html.any(|said| texts(&Said::of(said)).any(holds))
    }

    /// Finds everything in a ticket.
    pub fn hits(&self, story: &Story<'_>) -> Vec<Hit> {
        let mut hits = Vec::new();
        for within in &self.within {
            match within {
                Within::Messages => self.messages(story, &mut hits),
                Within::People => self.people(story, &mut hits),
                Within::Fields => self.fields(story, &mut hits),
            }
        }
        if self.around > 0 && hits.iter().any(|hit| hit.position.is_some()) {
            let turns = Turn::all(story);
            for hit in &mut hits {
                hit.look_around(&turns, self.around);
            }
        }
        hits
    }

    fn messages(&self, story: &Story<'_>, hits: &mut Vec<Hit>) {
        for (position, entry) in story.course.entries.iter().enumerate() {
            let is_said = entry.is_message() || entry.kind == EntryKind::Other;
            if !is_said || !self.is_from(story.who(entry)) {
                continue;
            }
            for text in texts(&Said::of(entry.transaction)) {
                self.look(text, hits, || Hit::in_message(story, position, entry));
            }
        }
    }

    fn people(&self, story: &Story<'_>, hits: &mut Vec<Hit>) {
        for person in story.cast.people().iter().filter(|person| self.is_from(Some(person))) {
            for text in person.called() {
                self.look(text, hits, || Hit::of_person(story, person));
            }
        }
    }

    fn fields(&self, story: &Story<'_>, hits: &mut Vec<Hit>) {
        if !self.from.is_empty() {
            return;
        }
        for leaf in leaves(story.record.text) {
            if leaf.is_empty() || is_told_elsewhere(leaf.pointer.as_str()) {
                continue;
            }
            let string = serde_json::from_str::<String>(leaf.written.as_str());
            let text = string.map_or(leaf.written, Text::owned);
            self.look(&text, hits, || Hit::in_field(story, &leaf.pointer));
        }
    }

    fn look(&self, text: &Text<'static>, hits: &mut Vec<Hit>, hit: impl FnOnce() -> Hit) {
        let ranges = self.pattern.find(text.as_str());
        if !ranges.is_empty() {
            hits.push(hit().with(text, ranges));
        }
    }

    fn is_from(&self, person: Option<&Person>) -> bool {
        let is_meant = |name: &Text<'_>| {
            let name = fold(name.as_str());
            self.from.iter().any(|part| name.contains(part.as_str()))
        };
        self.from.is_empty() || person.is_some_and(|person| person.called().any(is_meant))
    }
}

/// Tells whether a value is looked at as what somebody said, or as what somebody is called.
fn is_told_elsewhere(pointer: &str) -> bool {
    let mut keys = pointer.split('/').skip(1);
    let is = |key: Option<&str>, names: &[&str]| {
        key.is_some_and(|key| names.iter().any(|name| key.eq_ignore_ascii_case(name)))
    };
    let part = keys.next();
    let inner = keys.nth(1);
    is(part, &["participants"])
        || is(part, &["transactions"]) && is(inner, &["text", "html", "payload", "fromParticipant"])
}

/// Lists everything that a message says.
fn texts(said: &Said) -> impl Iterator<Item = &Text<'static>> {
    let buttons = said.buttons().map(|button| &button.title);
    let files = said.attachments.iter().filter_map(|file| file.name.as_ref());
    said.lines().chain(buttons).chain(files)
}

/// Tells whether anything of what a message says has to be read out of HTML.
fn reads_html(transaction: &Transaction<'_>) -> bool {
    let html = !transaction.html.is_missing() && transaction.text.get().is_none_or(Text::is_blank);
    let payload = transaction.payload.get();
    let mut cards = payload.iter().flat_map(|payload| payload.templates.items());
    html || cards.any(|card| !card.title_html.is_missing() || !card.subtitle_html.is_missing())
}
