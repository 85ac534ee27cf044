//! Two exports of one ticket.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use ticketctl_fuzz::{diff, mutation};

fuzz_target!(|input: &[u8]| diff::tried(input));

fuzz_mutator!(|input: &mut [u8], size: usize, limit: usize, seed: u32| {
    mutation::mutated(input, size, limit, seed, diff::HEAD)
});
