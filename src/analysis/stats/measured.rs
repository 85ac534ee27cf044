//! A span of one ticket as the ledger keeps it.

use crate::analysis::value::Seconds;
use chrono::TimeDelta;
use schemars::JsonSchema;
use serde::Serialize;

/// A span that is measured over many tickets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// A bot had the ticket.
    Bot,
    /// The ticket was unassigned. Who never was in the queue is not counted.
    Queue,
    /// From taking the ticket to the first reply.
    TakenToReply,
    /// From the hand-over by a bot, else from the customer's first message, to the first reply.
    FirstResponse,
    /// The customer's longest answered wait for a person.
    Waited,
    /// From opening to closing.
    Duration,
}

impl Metric {
    /// All of them, in the order of a page.
    pub const ALL: [Self; 6] = [
        Self::Bot,
        Self::Queue,
        Self::TakenToReply,
        Self::FirstResponse,
        Self::Waited,
        Self::Duration,
    ];
}

/// How many spans are measured.
pub(super) const METRICS: usize = Metric::ALL.len();

/// What there is to say of one span of a ticket. Only `Took` has a length; nothing else is ever
/// counted as zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Measured {
    /// The ticket has no such span, or the export does not tell.
    #[default]
    Absent,
    /// It began, and its end has not come: nobody answered, took or closed the ticket.
    Awaited,
    /// It is negative, or longer than any ticket: a flaw of the data.
    Impossible,
    /// It took so many milliseconds.
    Took(u64),
}

impl Measured {
    /// How many bits a length may have; 139 years in milliseconds.
    pub(super) const BITS: u32 = 42;

    /// The longest span that is believed, in milliseconds.
    pub(super) const LONGEST: u64 = (1 << Self::BITS) - 1;

    /// Takes a span over; what is less than a millisecond is cut.
    pub fn of(span: Seconds) -> Self {
        match u64::try_from(span.0.num_milliseconds()) {
            Ok(ms) if ms <= Self::LONGEST && span >= Seconds::default() => Self::Took(ms),
            _ => Self::Impossible,
        }
    }

    /// Returns the length.
    pub fn length(self) -> Option<Seconds> {
        self.ms().map(seconds)
    }

    /// Tells whether it began, and its end has not come.
    pub const fn is_awaited(self) -> bool {
        matches!(self, Self::Awaited)
    }

    /// Returns the length in milliseconds.
    pub const fn ms(self) -> Option<u64> {
        match self {
            Self::Took(ms) => Some(ms),
            _ => None,
        }
    }

    /// Returns the length.
    pub fn seconds(self) -> Option<Seconds> {
        self.ms().map(seconds)
    }

    /// Turns it into a number; short spans into small ones. Whole seconds, which most are, take no
    /// more room than seconds do.
    pub(super) fn code(self) -> u64 {
        let code = match self {
            Self::Absent => 0,
            Self::Awaited => 1,
            Self::Impossible => 2,
            Self::Took(ms) if ms % 1000 == 0 => (ms / 1000).saturating_mul(2).saturating_add(3),
            Self::Took(ms) => ms.saturating_mul(2).saturating_add(4),
        };
        debug_assert_eq!(Self::from_code(code), self, "codes are read back");
        code
    }

    /// Reads such a number.
    pub(super) const fn from_code(code: u64) -> Self {
        match code {
            0 => Self::Absent,
            1 => Self::Awaited,
            2 => Self::Impossible,
            _ if code % 2 == 1 => Self::Took((code / 2).saturating_sub(1).saturating_mul(1000)),
            _ => Self::Took((code / 2).saturating_sub(2)),
        }
    }
}

/// Turns milliseconds into a span as answers hold it.
pub(super) fn seconds(ms: u64) -> Seconds {
    let delta = i64::try_from(ms).ok().and_then(TimeDelta::try_milliseconds);
    Seconds(delta.unwrap_or(TimeDelta::MAX))
}

#[cfg(test)]
mod tests {
    use super::{Measured, seconds};
    use crate::analysis::Seconds;
    use chrono::TimeDelta;
    use proptest::prelude::*;

    #[test]
    fn what_cannot_be_is_no_length() {
        let of = |delta| Measured::of(Seconds(delta));
        assert_eq!(of(TimeDelta::zero()), Measured::Took(0));
        assert_eq!(of(TimeDelta::milliseconds(3088)), Measured::Took(3088));
        assert_eq!(of(TimeDelta::microseconds(3_088_999)), Measured::Took(3088));
        assert_eq!(of(TimeDelta::microseconds(-1)), Measured::Impossible);
        assert_eq!(of(TimeDelta::days(36_500)), Measured::Took(3_153_600_000_000));
        assert_eq!(of(TimeDelta::days(365_000)), Measured::Impossible);
        assert_eq!(of(TimeDelta::MIN), Measured::Impossible);
    }

    #[test]
    fn the_ends_of_the_range_are_read_back() {
        for ms in [0, 1, 999, 1000, 1001, Measured::LONGEST - 1, Measured::LONGEST] {
            assert_eq!(Measured::from_code(Measured::Took(ms).code()), Measured::Took(ms));
        }
        for other in [Measured::Absent, Measured::Awaited, Measured::Impossible] {
            assert_eq!(Measured::from_code(other.code()), other);
        }
    }

    proptest! {
        #[test]
        fn lengths_are_read_back(ms in 0..=Measured::LONGEST) {
            prop_assert_eq!(Measured::from_code(Measured::Took(ms).code()), Measured::Took(ms));
            prop_assert_eq!(Measured::of(seconds(ms)), Measured::Took(ms));
        }
    }
}
