//! Links on a terminal: OSC 8, for addresses that the page holds for links.

use std::fmt;

/// Begins a link. Each piece of one that was wrapped bears the same name, so that a terminal takes
/// them for one.
pub(super) struct Start<'a>(pub(super) &'a str);

/// Ends a link.
pub(super) const END: &str = "\u{1b}]8;;\u{1b}\\";

impl fmt::Display for Start<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "\u{1b}]8;id={:08x};{}\u{1b}\\", name(self.0), self.0)
    }
}

/// Makes a short name of a target (FNV-1a).
fn name(target: &str) -> u32 {
    target
        .bytes()
        .fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
