//! Everything about an input that is worth telling, in typed form and in words.

use super::excerpt::{Excerpt, shorten};
use super::place::Position;
use super::source::reason;
use crate::model::DefectKind;
use std::sync::Arc;
use std::{fmt, io};

/// Something to tell about an input.
///
/// The words may hold text of the input: whoever prints them makes them safe first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub(super) source: Arc<str>,
    pub(super) at: Option<Position>,
    pub(super) what: What,
    pub(super) excerpt: Option<Excerpt>,
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Note,
    /// A ticket is read, but not all in it is as it should be.
    Warning,
    /// Something could not be read.
    Lost,
}

/// What the matter is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Lines that are no JSON stand before, between or behind the tickets.
    OtherText {
        /// How many.
        lines: u64,
        /// Where, in words: "before the JSON".
        stand: &'static str,
    },
    /// What follows a broken value up to the end of the input, where nothing can be told apart.
    RestOfBroken,
    /// A webhook tells of a change, but does not hold the ticket.
    NoTicketInEvent {
        /// What happened, as the event calls it.
        event: String,
        /// The number of the ticket, if it is given.
        ticket: Option<i64>,
    },
    /// A webhook holds a ticket in another state than the change it tells of.
    StateOfEvent {
        /// The ticket.
        ticket: String,
        /// The state in the ticket.
        inside: String,
        /// The state that the event tells.
        told: String,
    },
    /// Something between the tickets is not as it should be, such as a comma.
    Slip(&'static str),
    /// A value in a ticket is not what it should be.
    Defect {
        /// The ticket.
        ticket: String,
        /// Where: a JSON pointer.
        pointer: String,
        /// In which way.
        kind: DefectKind,
        /// The value as written, shortened.
        written: String,
    },
    /// Characters of a ticket could not be read and were replaced.
    Replaced {
        /// The ticket.
        ticket: String,
        /// How many.
        count: usize,
        /// What they were.
        kind: Replaced,
    },
    /// Problems of a kind that has been told often enough.
    More {
        /// How many.
        count: u64,
        /// How bad they are.
        severity: Severity,
        /// The last of them.
        last: String,
    },
    /// An input cannot be opened or read.
    Unreadable(String),
    /// A folder holds no file that could be read.
    NoFiles,
    /// Standard input is named twice.
    StdinTwice,
    /// An input is of another kind altogether: what it is, and what to do.
    Foreign(&'static str),
    /// A raw NUL byte where text should be; nothing after it is read.
    Nul {
        /// How many bytes stand before it, if they can be counted.
        byte: Option<u64>,
    },
    /// A packed input cannot be unpacked to its end.
    Damaged {
        /// How it is packed.
        packing: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// A packed input can be unpacked only with more memory than it may have.
    WindowTooLarge,
    /// A packed input brings nothing but more of the same.
    NoTicketFor {
        /// How many bytes, unpacked, brought no ticket.
        limit: usize,
    },
    /// An input holds nothing.
    Empty,
    /// An input holds text only.
    NoJson,
    /// The input ends inside a value.
    CutOff(&'static str),
    /// A value is not JSON.
    Invalid {
        /// In which way.
        why: String,
        /// Whether nothing more of its list can be read.
        rest_lost: bool,
    },
    /// A ticket is larger than allowed.
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
        /// Whether it was packed, so that the file is smaller.
        unpacked: bool,
    },
    /// A ticket of so many parts that it would take too much memory.
    TooManyParts,
    /// JSON, but no ticket: what it is.
    NotATicket(String),
}

/// What could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replaced {
    /// Halves of surrogate pairs.
    Surrogates,
    /// Bytes that are not UTF-8; the first stands after so many bytes of the input.
    Bytes {
        /// Its offset.
        first: u64,
    },
    /// Code units that are not UTF-16.
    Units,
}

/// Why an input is read no further, though the system did not fail. Travels inside an [`io::Error`].
#[derive(Debug)]
pub(super) struct Halt(pub(super) What);

impl fmt::Display for Halt {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0.to_words())
    }
}

impl std::error::Error for Halt {}

impl From<Halt> for io::Error {
    fn from(halt: Halt) -> Self {
        Self::other(halt)
    }
}

impl What {
    /// Says why reading failed at a position, and whether the position says anything.
    pub(super) fn of_error(error: io::Error, at: Option<Position>) -> (Option<Position>, Self) {
        let at = at.filter(|at| at.byte > 0);
        match error.downcast::<Halt>() {
            Ok(Halt(what @ Self::Damaged { .. })) => (at, what),
            Ok(Halt(what)) => (None, what),
            Err(error) if at.is_none() => (None, Self::Unreadable(reason(&error))),
            Err(error) => (at, Self::Unreadable(format!("cannot be read: {}", reason(&error)))),
        }
    }
}

/// Where text stands that nothing comes after.
pub(super) const AFTER: &str = "after the JSON";

impl Problem {
    /// Returns what the matter is.
    pub fn what(&self) -> &What {
        &self.what
    }

    /// Tells whether text follows after everything that could be read as JSON.
    pub(super) fn is_text_at_the_end(&self) -> bool {
        matches!(self.what, What::OtherText { stand: AFTER, .. })
    }

    /// Tells how bad it is.
    pub fn severity(&self) -> Severity {
        match &self.what {
            What::OtherText { .. } | What::NoTicketInEvent { .. } | What::StateOfEvent { .. } => {
                Severity::Note
            }
            What::Slip(_) | What::Defect { .. } | What::Replaced { .. } => Severity::Warning,
            What::More { severity, .. } => *severity,
            _ => Severity::Lost,
        }
    }

    /// Names the input and, as far as known, the line and the column.
    pub fn place(&self) -> String {
        match self.at {
            Some(at) => format!("{}:{}:{}", self.source, at.line, at.column),
            None => self.source.to_string(),
        }
    }

    /// Says in one line what the matter is and what to do.
    pub fn says(&self) -> String {
        self.what.to_words()
    }

    /// Returns the lines to show below the message on a terminal.
    pub fn excerpt(&self) -> Option<&Excerpt> {
        self.excerpt.as_ref()
    }
}

impl What {
    fn to_words(&self) -> String {
        match self {
            Self::OtherText { lines: 1, stand } => {
                format!("1 line of other text comes {stand}; skipped")
            }
            Self::OtherText { lines, stand } => {
                format!("{lines} lines of other text come {stand}; skipped")
            }
            Self::NoTicketInEvent { event, ticket: Some(ticket) } => {
                format!("a {event} event without its ticket, {ticket}; nothing to show")
            }
            Self::NoTicketInEvent { event, ticket: None } => {
                format!("a {event} event without a ticket; nothing to show")
            }
            Self::StateOfEvent { ticket, inside, told } => {
                format!("{ticket}: the event says {told}, the ticket in it {inside}; {told} counts")
            }
            Self::Slip(what) => format!("{what}; read all the same"),
            Self::Defect { ticket, pointer, kind, written } => match kind {
                DefectKind::Expected(what) => {
                    format!("{ticket}: {pointer}: not {what}: {written}; shown as written")
                }
                DefectKind::Repeated => {
                    format!("{ticket}: {pointer}: stands twice; the last one counts")
                }
                DefectKind::Countless => {
                    format!(
                        "{ticket}: {pointer}: so much in it is not what it should be that no more is told"
                    )
                }
                DefectKind::Replaced => {
                    format!("{ticket}: {pointer}: holds characters that cannot be read")
                }
            },
            Self::Replaced { ticket, count, kind } => replaced(ticket, *count, *kind),
            Self::More { count, last, .. } => {
                format!("and {count} more like this: {last}; -v tells all")
            }
            Self::Unreadable(why) => why.clone(),
            Self::NoFiles => {
                "the folder holds no .json, .jsonl or .ndjson file, packed (.gz, .zst) or not"
                    .to_owned()
            }
            Self::StdinTwice => "named twice, but it can be read only once".to_owned(),
            Self::Foreign(what) => (*what).to_owned(),
            Self::Nul { byte } => {
                let which = byte.map_or("a character".to_owned(), |byte| format!("byte {byte}"));
                format!("{which} is NUL: this is not text; nothing more is read of it")
            }
            Self::Damaged { packing, why } => {
                format!("the {packing} data is damaged or cut off: {why}; the rest of it is lost")
            }
            Self::WindowTooLarge => "the zstd data needs more than 128 MiB to be unpacked; \
                                     unpack it first, with zstd -d --long=31"
                .to_owned(),
            Self::NoTicketFor { limit } => format!(
                "more than {} (unpacked) without a ticket; nothing more is read of it; \
                 raise --max-ticket-size if this is right",
                size(*limit)
            ),
            Self::Empty => "it is empty: there is nothing to read".to_owned(),
            Self::NoJson => "the file holds no JSON that could be a ticket".to_owned(),
            Self::CutOff(inside) => {
                format!("the file ends inside {inside}; it was probably cut off")
            }
            Self::Invalid { why, rest_lost: false } => {
                format!("not valid JSON: {why}; this one is skipped")
            }
            Self::RestOfBroken => "what follows the broken ticket cannot be told apart from it; \
                                   all that is left of this input is lost"
                .to_owned(),
            Self::Invalid { why, rest_lost: true } => {
                format!("not valid JSON: {why}; this one and the rest of its list are skipped")
            }
            Self::TooLarge { limit, unpacked } => format!(
                "a ticket of more than {}{}; raise --max-ticket-size if this is right",
                size(*limit),
                if *unpacked { " (unpacked)" } else { "" }
            ),
            Self::TooManyParts => "a ticket of more parts than its size allows; \
                                   raise --max-ticket-size if this is right"
                .to_owned(),
            Self::NotATicket(what) => what.clone(),
        }
    }
}

fn replaced(ticket: &str, count: usize, kind: Replaced) -> String {
    let (what, was) = match (kind, count) {
        (Replaced::Surrogates, 1) => ("half of a surrogate pair".to_owned(), "was"),
        (Replaced::Surrogates, _) => (format!("{count} halves of surrogate pairs"), "were"),
        (Replaced::Units, 1) => ("half of a UTF-16 character".to_owned(), "was"),
        (Replaced::Units, _) => (format!("{count} halves of UTF-16 characters"), "were"),
        (Replaced::Bytes { first }, 1) => (format!("byte {first} is not UTF-8 and"), "was"),
        (Replaced::Bytes { first }, _) => {
            (format!("{count} places are not UTF-8, the first at byte {first}, and"), "were")
        }
    };
    format!("{ticket}: {what} {was} replaced by U+FFFD")
}

fn size(bytes: usize) -> String {
    const KIB: usize = 1 << 10;
    const MIB: usize = 1 << 20;
    match bytes {
        0 => "0 bytes".to_owned(),
        _ if bytes.is_multiple_of(MIB) => format!("{} MiB", bytes / MIB),
        _ if bytes.is_multiple_of(KIB) => format!("{} KiB", bytes / KIB),
        _ => format!("{bytes} bytes"),
    }
}

/// Shortens a piece of the input for a message.
pub(super) fn quoted(text: &str) -> String {
    shorten(&text.split_whitespace().collect::<Vec<_>>().join(" "), 40)
}
