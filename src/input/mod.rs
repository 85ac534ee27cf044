//! Bytes to tickets, a few at a time. Memory holds some batches, whatever the size of the input.
//!
//! ```text
//! source ─► layers ─► feed ─► splitting ─► text ──batches──► crew ──outcomes──► order ─► the caller
//!           sniff     ahead   framing                        values
//!           unpack, utf16                                    decode, repair, grammar
//! ```
//!
//! * `source` opens files and folders; `steady` keeps signals out; `meter` counts what
//!   is read for those who watch.
//! * `layers` makes text of bytes: `sniff` tells text from what is not, `unpack` and `utf16` make
//!   it text. Plain text costs nothing here. `feed` counts lines, and the bytes that bring nothing;
//!   `ahead` reads on another thread.
//! * `splitting` takes an input apart (list pages, lines, text in between), `framing` finds where a
//!   value ends; neither reads what a value says. A broken value does not swallow the next.
//! * `text` leads an input through all that, and gives it out in batches. Where lines have held a
//!   ticket each, it takes them on trust and leaves it to those who read them to find out.
//! * `crew` has batches read, by this thread or by several; what comes of them is pure: `values` and
//!   `decode` read a ticket, a webhook event with tickets, or say what it is instead.
//! * `order` hands tickets and problems over in the order of the input, and counts.
//! * What is broken costs more: `repair` replaces characters, `grammar` finds the flaw and its
//!   place, `excerpt` shows it. Everything worth telling is a [`Problem`]; `quota` keeps back what
//!   was told often enough.
//!
//! One thread or many, small chunks or large: tickets, problems and places are the same.

mod ahead;
mod batch;
mod crew;
mod decode;
mod excerpt;
mod feed;
mod framing;
mod grammar;
mod layers;
mod meter;
mod order;
mod outcome;
mod page;
mod place;
mod problem;
mod quota;
mod reading;
mod repair;
mod sniff;
mod source;
mod splitting;
mod steady;
#[cfg(test)]
mod tests;
mod text;
mod trail;
mod unpack;
mod utf16;
mod values;

pub use excerpt::Excerpt;
pub use meter::Meter;
pub use place::Place;
pub use problem::{Problem, Replaced, Severity, What};
pub use reading::{Answer, Limits, Parts, Take, Tally, Tell, each_answer, each_answer_metered};
pub use source::{Source, file_name};

/// The bytes of an input. It may be read on another thread.
pub type Input = Box<dyn std::io::BufRead + Send>;
