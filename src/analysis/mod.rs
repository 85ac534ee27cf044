//! Ticket to answer: pure, without clock, input, output or colour.

mod answers;
mod bot_path;
mod bots;
mod cast;
mod counts;
mod course;
mod filter;
mod first_response;
mod head;
mod holding;
mod html;
mod inventory;
mod metrics;
mod origin;
mod roster;
mod said;
#[cfg(test)]
mod sample;
mod show;
mod steps;
mod story;
mod timeline;
mod transcript;
mod value;
mod waits;

pub use bot_path::{Answer, BotConversation, BotPath, CardsPath, Ending, Flow, Visit};
pub use cast::{Cast, Person, PersonKey, Role};
pub use counts::{Count, CountName};
pub use course::{Course, Entry, EntryKind};
pub use filter::{Filter, LeftOut, Moment, Wanted};
pub use first_response::{Definition, ResponseFrom};
pub use head::{Head, Unreadable, Who};
pub use holding::{Holding, HoldingEnd};
pub use html::readable;
pub use inventory::Leaf;
pub use metrics::{Event, Metrics, Moment as SpanEnd, Span, SpanName};
pub use origin::{Named, Origin};
pub use roster::{Disagreement, Member, Roster};
pub use said::{Said, SaidAttachment, SaidButton, SaidCard};
pub use show::{Brief, Flags, Parameter, Show, Summary};
pub use steps::{Step, Steps};
pub use story::{Pressed, Story};
pub use timeline::{Held, Item, StepItem, Timeline, Waited};
pub use transcript::{Counts, Transcript, Turn, TurnKind};
pub use value::{Seconds, Stated, TOLERANCE, median};
pub use waits::Wait;
