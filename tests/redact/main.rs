//! Redacted tickets tell the same story, and nothing personal is left in them.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail loudly"
)]

#[path = "../benches/archive/mod.rs"]
mod archive;
#[path = "../properties/fixtures.rs"]
mod fixtures;
mod left;
mod planted;
#[path = "../properties/program.rs"]
#[expect(dead_code, reason = "the list of commands is for others")]
mod program;
mod shape;
mod story;

use program::{run, surroundings};

/// A key for tests alone.
const KEY: [&str; 2] = ["--key-file", "fixtures/keys/example.key"];

/// Redacts what comes from standard input, which can be done.
fn redacted(input: &[u8], more: &[&str]) -> String {
    let arguments = [&["redact"], &KEY[..], more].concat();
    let run = run(&arguments, &surroundings(false), input);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status, 0, "{said}");
    String::from_utf8(run.stdout).unwrap()
}
