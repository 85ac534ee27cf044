//! Text from strangers: every attack in every place, and who judges what comes out.
//!
//! `TICKETCTL_HOSTILE=full cargo test --release --test hostile -- --nocapture every_attack` tries
//! all of them and prints the figures that the README states; without it, a sample is tried.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail loudly"
)]

mod attacks;
mod judge;
mod matrix;
mod positions;
#[path = "../properties/program.rs"]
mod program;
#[path = "../properties/rules.rs"]
mod rules;
mod screen;
mod trials;
