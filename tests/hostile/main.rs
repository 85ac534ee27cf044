//! Text from strangers: every attack in every place, and who judges what comes out.
//!
//! `TICKETCTL_HOSTILE=full cargo test --release --test hostile -- --nocapture every_attack` tries
//! all of them and prints the figures that the README states; without it, a sample is tried.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a test may fail loudly, and tells its figures"
)]

mod attacks;
mod ends;
#[path = "../properties/fixtures.rs"]
mod fixtures;
mod judge;
mod markup;
mod matrix;
mod meanings;
mod outlets;
mod positions;
#[path = "../properties/program.rs"]
mod program;
mod redacted;
mod rows;
#[path = "../properties/rules.rs"]
mod rules;
mod screen;
mod trials;
mod twin;
