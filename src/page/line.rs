//! Lines: pieces of text with their meaning.

use super::address::{self, Address};
use crate::model::Text;
use std::borrow::Cow;

/// What a piece of text means. The format decides what that looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Role {
    /// Nothing in particular.
    #[default]
    Plain,
    /// A title, or a word that must be seen.
    Heading,
    /// What we derived, units, labels, times: less important than the rest.
    Muted,
    /// The customer.
    Customer,
    /// A bot.
    Bot,
    /// The queue, and automatic messages.
    Queue,
    /// A person on our side.
    Agent,
    /// All is well.
    Good,
    /// Something to look at.
    Caution,
    /// Something is wrong.
    Bad,
    /// A time that is longer than it should be.
    Slow,
    /// What was looked for; it stays in sight where the rest is cut.
    Hit,
}

/// A sign with a fixed meaning; each has a colour and a plain-text form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// The customer: `●`
    Customer,
    /// A bot: `◇`
    Bot,
    /// The queue, or an automatic message: `□`
    Queue,
    /// A person on our side: `◆`
    Agent,
    /// Somebody unknown: `?`
    Unknown,
    /// Right, or chosen: `✓`
    Good,
    /// To be looked at: `▲`
    Caution,
    /// Wrong: `✗`
    Bad,
    /// There now, and not before: `+`
    Added,
    /// There before, and not now: `−`
    Removed,
    /// A remark: `·`
    Note,
}

impl Mark {
    /// Tells whether it stands for somebody.
    pub const fn is_person(self) -> bool {
        matches!(self, Self::Customer | Self::Bot | Self::Queue | Self::Agent | Self::Unknown)
    }

    /// Returns what it means.
    pub const fn role(self) -> Role {
        match self {
            Self::Customer => Role::Customer,
            Self::Bot => Role::Bot,
            Self::Queue => Role::Queue,
            Self::Agent => Role::Agent,
            Self::Good | Self::Added => Role::Good,
            Self::Unknown | Self::Caution => Role::Caution,
            Self::Bad | Self::Removed => Role::Bad,
            Self::Note => Role::Muted,
        }
    }
}

/// What a span holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Our own words and numbers.
    Own(Cow<'static, str>),
    /// Text from a ticket, exactly as it was written there.
    Quoted(String),
    /// A name from a ticket, exactly as it was written there; it stands on one line, even in a body.
    Name(String),
    /// An address from a ticket; a link where that is safe.
    Address(Address),
    /// A sign.
    Mark(Mark),
}

impl Content {
    /// Returns the words or the text; a sign has none.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Own(words) => words,
            Self::Quoted(text) | Self::Name(text) => text,
            Self::Address(address) => &address.shown,
            Self::Mark(_) => "",
        }
    }
}

/// A piece of text with one meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub content: Content,
    /// What it means.
    pub role: Role,
}

/// A line, or a paragraph that a format may wrap. Quoted text may hold line breaks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Span>);

impl Line {
    /// Starts an empty line.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds words of our own.
    #[must_use]
    pub fn own(self, words: impl Into<Cow<'static, str>>) -> Self {
        self.role(words, Role::Plain)
    }

    /// Adds words of our own that are less important.
    #[must_use]
    pub fn muted(self, words: impl Into<Cow<'static, str>>) -> Self {
        self.role(words, Role::Muted)
    }

    /// Adds words of our own that must be seen.
    #[must_use]
    pub fn heading(self, words: impl Into<Cow<'static, str>>) -> Self {
        self.role(words, Role::Heading)
    }

    /// Adds words of our own with a meaning.
    #[must_use]
    pub fn role(self, words: impl Into<Cow<'static, str>>, role: Role) -> Self {
        self.with(Content::Own(words.into()), role)
    }

    /// Adds text from a ticket.
    #[must_use]
    pub fn quote(self, text: &Text<'_>, role: Role) -> Self {
        self.with(Content::Quoted(text.as_str().to_owned()), role)
    }

    /// Adds so many characters of a text from a ticket, and a sign of our own where it goes on.
    #[must_use]
    pub fn quote_start(self, text: &Text<'_>, characters: usize, role: Role) -> Self {
        match text.start(characters) {
            Some(start) => self.quote(&start, role).role("…", role),
            None => self.quote(text, role),
        }
    }

    /// Adds a name from a ticket: that of a file, what a button says.
    #[must_use]
    pub fn name(self, text: &Text<'_>, role: Role) -> Self {
        self.with(Content::Name(text.as_str().to_owned()), role)
    }

    /// Adds text from a ticket in which the addresses of pages are links.
    #[must_use]
    pub fn prose(mut self, text: &Text<'_>, role: Role) -> Self {
        let mut rest = text.as_str();
        while let Some((from, to)) = address::find(rest) {
            let (before, found) = (rest.get(..from), rest.get(from..to));
            if let Some(before) = before.filter(|before| !before.is_empty()) {
                self = self.quote(&Text::borrowed(before), role);
            }
            self = self.address(&Text::borrowed(found.unwrap_or_default()), role);
            rest = rest.get(to..).unwrap_or_default();
        }
        if rest.is_empty() && !self.is_empty() {
            return self;
        }
        self.quote(&Text::borrowed(rest), role)
    }

    /// Adds an address from a ticket.
    #[must_use]
    pub fn address(self, text: &Text<'_>, role: Role) -> Self {
        self.with(Content::Address(Address::whole(text.as_str())), role)
    }

    /// Adds the site of an address from a ticket, or nothing if it leads to none.
    #[must_use]
    pub fn site(self, text: &Text<'_>, role: Role) -> Self {
        match Address::site(text.as_str()) {
            Some(address) => self.with(Content::Address(address), role),
            None => self,
        }
    }

    /// Adds a sign, in the colour of its meaning.
    #[must_use]
    pub fn mark(self, mark: Mark) -> Self {
        self.with(Content::Mark(mark), mark.role())
    }

    /// Adds another line at the end of this one.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Adds other lines at the end of this one, with words between them.
    #[must_use]
    pub fn joined(self, others: impl IntoIterator<Item = Self>, between: &'static str) -> Self {
        others.into_iter().enumerate().fold(self, |line, (index, other)| {
            let line = if index == 0 { line } else { line.muted(between) };
            line.then(other)
        })
    }

    /// Tells whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn with(mut self, content: Content, role: Role) -> Self {
        self.0.push(Span { content, role });
        self
    }
}

impl From<&'static str> for Line {
    fn from(words: &'static str) -> Self {
        Self::new().own(words)
    }
}

impl From<String> for Line {
    fn from(words: String) -> Self {
        Self::new().own(words)
    }
}
