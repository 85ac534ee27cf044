//! Tickets without personal data.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use ticketctl_fuzz::{mutation, redact};

fuzz_target!(|input: &[u8]| redact::tried(input));

fuzz_mutator!(|input: &mut [u8], size: usize, limit: usize, seed: u32| {
    mutation::mutated(input, size, limit, seed, redact::HEAD)
});
