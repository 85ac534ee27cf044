//! Bytes to tickets, in pieces of any size.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use ticketctl_fuzz::{mutation, read};

fuzz_target!(|input: &[u8]| read::tried(input));

fuzz_mutator!(|input: &mut [u8], size: usize, limit: usize, seed: u32| {
    mutation::mutated(input, size, limit, seed, read::HEAD)
});
