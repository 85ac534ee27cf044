//! Figures about many tickets.
//!
//! ```text
//! ticket ─► Contribution ─► Ledger ─► Stats
//! ```
//!
//! A [`Contribution`] is what one ticket brings; it may be made anywhere, since it knows no other.
//! The [`Ledger`] takes contributions in the order of the input and keeps some fifty bytes of each.
//! [`Stats`] goes through the ledger, once for each kind of figure: an archive is never in memory.

mod answer;
mod contribution;
mod duplicates;
mod figures;
mod funnel;
mod groups;
mod ledger;
mod measured;
mod reported;
mod row;
mod spans;
mod spread;
mod sums;
mod targets;
#[cfg(test)]
mod tests;
mod visits;

pub use answer::{Backlog, Question, Read, Stats, Tallied};
pub use contribution::Contribution;
pub use figures::{ENOUGH_FOR_P90, ENOUGH_FOR_P99, Figures};
pub use funnel::{Card, Funnel, Path};
pub use groups::{By, Group, GroupName};
pub use ledger::Ledger;
pub use measured::{Measured, Metric};
pub use row::Facts;
pub use spans::{Basis, SpanFigures};
pub use spread::{PARTS, Spread, part};
pub(super) use sums::ABOUT_MANY;
pub use sums::{FactCount, FactName};
pub use targets::{Judgement, Outcome, Target};
pub(super) use visits::stay;
