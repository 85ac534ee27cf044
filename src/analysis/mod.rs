//! Answers: what can be said about a ticket. Pure: no clock, no input, no colour.

mod html;

pub use html::readable;
