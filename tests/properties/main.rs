//! What holds for every ticket, every command and every form, tried inside this process.
//!
//! `PROPTEST_CASES=20000 cargo test --release --test properties` tries longer than CI does.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod ascii;
mod changes;
mod every_fixture;
mod fixtures;
mod flat;
mod mutated;
mod program;
mod proofs;
mod rules;
mod tables;
mod visual;
