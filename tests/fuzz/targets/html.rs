//! Messages with markup.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| ticketctl_fuzz::html::tried(input));
