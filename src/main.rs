//! The ticketctl program.

fn main() {}
