//! What the fuzz targets do with an input, and how inputs are made and changed.
//!
//! A target is a function that panics if something is not as it should be. The rules for output are
//! those of `tests/properties`, the same files.

pub mod answers;
#[path = "../../properties/changes.rs"]
mod changes;
pub mod diff;
pub mod html;
pub mod mutation;
#[path = "../../properties/program.rs"]
mod program;
pub mod read;
pub mod redact;
pub mod render;
#[path = "../../properties/rules.rs"]
mod rules;
pub mod scalars;
pub mod seeds;
