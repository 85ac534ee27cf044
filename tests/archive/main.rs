//! Answers about a made-up archive are right: what ticketctl finds out is what really happened.
//!
//! The truth comes from the tickets' lives, see `tests/benches/archive`.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    unreachable_pub,
    reason = "a test may fail loudly, and its parts see each other"
)]

#[path = "../benches/archive/mod.rs"]
mod archive;
mod asked;
mod broken;
mod generator;
mod list;
mod search;
mod show;
mod stats;
