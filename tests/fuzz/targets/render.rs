//! Every command as a page, at any width, with colours or without.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use ticketctl_fuzz::{mutation, render};

fuzz_target!(|input: &[u8]| render::tried(input));

fuzz_mutator!(|input: &mut [u8], size: usize, limit: usize, seed: u32| {
    mutation::mutated(input, size, limit, seed, render::HEAD)
});
