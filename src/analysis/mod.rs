//! Ticket to answer: pure, without clock, input, output or colour.

mod bots;
mod cast;
mod course;
mod holding;
mod html;
mod said;
mod steps;
mod story;
mod value;
mod waits;

pub use cast::{Cast, Person, PersonKey, Role};
pub use course::{Course, Entry, EntryKind};
pub use holding::{Holding, HoldingEnd};
pub use html::readable;
pub use said::{Said, SaidAttachment, SaidButton, SaidCard};
pub use steps::{Step, Steps};
pub use story::{Pressed, Story};
pub use value::{Seconds, Stated, TOLERANCE, median};
pub use waits::Wait;
