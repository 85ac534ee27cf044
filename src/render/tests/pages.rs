//! The pages of the seed ticket, by hand.

mod show;
mod tables;
mod timeline;
mod transcript;

pub(in crate::render) use show::show;
pub(in crate::render) use tables::{bot_path, metrics, participants};
pub(in crate::render) use timeline::timeline;
pub(in crate::render) use transcript::transcript;

use crate::model::Text;
use crate::page::{Block, Line, Mark, Page, Part, Role};

pub(super) fn quote(text: &str, role: Role) -> Line {
    Line::new().quote(&Text::from(text), role)
}

fn said(text: &str) -> Line {
    quote(text, Role::Plain)
}

fn muted(words: &'static str) -> Line {
    Line::new().muted(words)
}

pub(super) fn page(blocks: Vec<Block>) -> Page {
    Page { blocks, ..Page::default() }
}

pub(super) fn title(line: Line, aside: Line) -> Block {
    Block::Title { line, aside, below: Vec::new() }
}

fn ticket(what: &'static str) -> Line {
    Line::new().heading("Ticket 13783").own(" · ").own(what)
}

fn jack() -> Line {
    quote("Jack Bower", Role::Customer)
}

fn john() -> Line {
    quote("John Wick", Role::Agent)
}

fn who(mark: Mark, name: Line) -> Line {
    Line::new().mark(mark).own(" ").then(name)
}

fn bot() -> Line {
    quote("BOT", Role::Bot)
}

fn queue() -> Line {
    quote("Unassigned Tickets", Role::Queue)
}

fn held() -> Vec<Part> {
    vec![
        Part::new(bot(), "1m 00s".into(), Role::Bot, 60.0),
        Part::new(Line::new().role("queue", Role::Queue), "2m 40s".into(), Role::Queue, 160.0),
        Part::new(john(), "12m 11s".into(), Role::Agent, 731.0),
    ]
}

fn thanks() -> Line {
    said("Thank you for your query. A human agent will be with you shortly.")
}

const INTRODUCTION: &str =
    "Dear customer,\nWe've received your request, and we're to address it as soon as possible.";
const REPLY: &str = "Hi Jack,\nIm sorry, but currently we don't have anything in Italy.";
