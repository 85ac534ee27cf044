//! Dates, spans, JSON inside JSON, arguments, and the one door to the screen.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| ticketctl_fuzz::scalars::tried(input));
