//! Bytes to tickets, one at a time. Memory holds one ticket, whatever the size of the input.
//!
//! ```text
//! source ─► layers ─► feed ─► splitting ─► decode ─► values ─► the caller
//!           sniff             framing      repair    grammar
//!           unpack, utf16
//! ```
//!
//! * `source` opens files and folders; `steady` keeps signals out.
//! * `layers` makes text of bytes: `sniff` tells text from what is not, `unpack` and `utf16` make
//!   it text. Plain text costs nothing here. `feed` counts lines, and the bytes that bring nothing.
//! * `splitting` takes an input apart (list pages, lines, text in between), `framing` finds where a
//!   value ends; neither reads what a value says. A broken value does not swallow the next.
//! * `decode` reads one value: a ticket, a webhook event with tickets, or what it is instead.
//! * `reading` goes from source to source, `layers` from piece to piece; `values` hands the tickets
//!   over.
//! * What is broken costs more: `repair` replaces characters, `grammar` finds the flaw and its
//!   place, `excerpt` shows it. Everything worth telling is a [`Problem`]; `quota` keeps back what
//!   was told often enough.

mod ahead;
mod batch;
mod crew;
mod decode;
mod excerpt;
mod feed;
mod framing;
mod grammar;
mod layers;
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
pub use place::Place;
pub use problem::{Problem, Replaced, Severity, What};
pub use reading::{Answer, Limits, Take, Tally, Tell, each_answer};
pub use source::{Source, file_name};

/// The bytes of an input. It may be read on another thread.
pub type Input = Box<dyn std::io::BufRead + Send>;
