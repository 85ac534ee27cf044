//! What a word of ours means. Each explanation stands beside the code that it explains.

use schemars::JsonSchema;
use serde::Serialize;

/// What a metric, a rule, a definition or a way of saying things means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Explanation {
    /// The name by which it is asked for; that of the data, where it stands in data.
    pub topic: &'static str,
    /// What it is.
    pub kind: Kind,
    /// The name that pages use.
    pub title: &'static str,
    /// What it means, in a few words.
    pub brief: &'static str,
    /// Other names that it goes by.
    pub also: &'static [&'static str],
    /// What it means, at length: a paragraph each.
    pub says: &'static [&'static str],
    /// What it is counted from; `null` unless it is a span.
    pub from: Option<&'static str>,
    /// What it is counted to; `null` unless it is a span.
    pub to: Option<&'static str>,
    /// What is compared; `null` unless it is a rule.
    pub compares: Option<&'static str>,
    /// Why it matters; `null` unless it is a rule.
    pub why: Option<&'static str>,
    /// Where the definition comes from; `null` if it is ours.
    pub source: Option<&'static str>,
    /// What Glassix documents.
    pub documented: Option<&'static str>,
    /// What the figures of Glassix turn out to fit.
    pub fits: Option<&'static str>,
    /// How other products count, where that is known.
    pub others: Option<&'static str>,
    /// The fields of the export that report it, as JSON pointers.
    pub pointers: &'static [&'static str],
    /// The commands that show it.
    pub shown_by: &'static [&'static str],
    /// What it is as a property, for `--where`, `--sort` and `--columns`: `number`, `span` …
    pub property: Option<&'static str>,
    /// Topics that help to understand it.
    pub see_also: &'static [&'static str],
    /// A text whose lines stay as they are.
    pub text: Option<&'static str>,
}

/// What is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "TopicKind")]
pub enum Kind {
    /// A span of time that is measured.
    Metric,
    /// A definition of the first response.
    FirstResponse,
    /// Something that is counted.
    Count,
    /// Something that happens to a ticket.
    Event,
    /// Somebody who takes part in it.
    Role,
    /// A word for a part of a ticket, or for a way to look at it.
    Definition,
    /// A rule that tickets are checked by.
    Rule,
    /// How ticketctl itself is used.
    Usage,
    /// What one may ask for in conditions and columns.
    Property,
}

impl Kind {
    /// All of them, in the order of the list of topics.
    pub const ALL: [Self; 9] = [
        Self::Metric,
        Self::FirstResponse,
        Self::Count,
        Self::Event,
        Self::Role,
        Self::Definition,
        Self::Rule,
        Self::Usage,
        Self::Property,
    ];
}

impl Explanation {
    /// Explains in a few words: a phrase that needs no sentence around it.
    pub const fn new(
        kind: Kind,
        topic: &'static str,
        title: &'static str,
        brief: &'static str,
    ) -> Self {
        Self {
            topic,
            kind,
            title,
            brief,
            also: &[],
            says: &[],
            from: None,
            to: None,
            compares: None,
            why: None,
            source: None,
            documented: None,
            fits: None,
            others: None,
            pointers: &[],
            shown_by: &[],
            property: None,
            see_also: &[],
            text: None,
        }
    }

    /// Adds other names.
    pub(super) const fn also(self, also: &'static [&'static str]) -> Self {
        Self { also, ..self }
    }

    /// Adds paragraphs.
    pub const fn says(self, says: &'static [&'static str]) -> Self {
        Self { says, ..self }
    }

    /// Adds a text whose lines stay as they are.
    pub const fn text(self, text: &'static str) -> Self {
        Self { text: Some(text), ..self }
    }

    /// Says between what it is counted.
    pub(super) const fn span(self, from: &'static str, to: &'static str) -> Self {
        Self { from: Some(from), to: Some(to), ..self }
    }

    /// Says what Glassix documents.
    pub(super) const fn documented(self, documented: &'static str) -> Self {
        Self { documented: Some(documented), ..self }
    }

    /// Says what the figures of Glassix fit.
    pub(super) const fn fits(self, fits: &'static str) -> Self {
        Self { fits: Some(fits), ..self }
    }

    /// Says how others count.
    pub(super) const fn others(self, others: &'static str) -> Self {
        Self { others: Some(others), ..self }
    }

    /// Names the fields that report it.
    pub(super) const fn pointers(self, pointers: &'static [&'static str]) -> Self {
        Self { pointers, ..self }
    }

    /// Names the commands that show it.
    pub const fn shown_by(self, shown_by: &'static [&'static str]) -> Self {
        Self { shown_by, ..self }
    }

    /// Names topics that help to understand it.
    pub const fn see_also(self, see_also: &'static [&'static str]) -> Self {
        Self { see_also, ..self }
    }

    /// Lists all names that it goes by.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.topic, self.title].into_iter().chain(self.also.iter().copied())
    }
}
