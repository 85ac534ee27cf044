//! A conversation.

use super::{
    INTRODUCTION, REPLY, bot, jack, john, muted, page, queue, quote, said, thanks, ticket, title,
};
use crate::model::Text;
use crate::page::{Block, Line, Mark, Page, Role, Turn};

fn says(
    time: &'static str,
    gap: Line,
    mark: Mark,
    name: Line,
    body: Vec<Line>,
    margin: &'static str,
) -> Turn {
    let margin = if margin.is_empty() { Vec::new() } else { vec![muted(margin)] };
    Turn::Message { verb: "wrote", time: muted(time), gap, mark, name, body, margin }
}

fn event(time: &'static str, gap: Line, line: Line, remark: Line) -> Turn {
    Turn::Event { time: muted(time), gap, line, remark }
}

pub(in crate::render) fn transcript() -> Page {
    let buttons = Line::new()
        .heading("[")
        .mark(Mark::Good)
        .own(" ")
        .quote(&Text::from("Book a vacation"), Role::Heading)
        .heading("]")
        .own("  [")
        .then(said("Update booking"))
        .own("]  [")
        .then(said("Cancel booking"))
        .own("]");
    let none = Line::new;
    let turns = vec![
        event(
            "06:46:05",
            none(),
            Line::new().own("opened from ").then(said("My Landing Page")),
            none(),
        ),
        says(
            "06:46:06",
            muted("+1s"),
            Mark::Bot,
            bot(),
            vec![quote("Welcome", Role::Heading), said("How can we assist you?"), buttons],
            "Main",
        ),
        says(
            "06:46:09",
            muted("+3s"),
            Mark::Customer,
            jack(),
            vec![said("Book a vacation")],
            "button 1 of 3",
        ),
        says(
            "06:46:09",
            none(),
            Mark::Bot,
            bot(),
            vec![said("To where are you looking to travel?")],
            "Destination",
        ),
        says("06:46:28", muted("+19s"), Mark::Customer, jack(), vec![said("Tuscany")], "→ field1"),
        says("06:46:28", none(), Mark::Bot, bot(), vec![said("Please input your name")], "Name"),
        says("06:46:50", muted("+22s"), Mark::Customer, jack(), vec![said("Jack Bower")], ""),
        says(
            "06:46:50",
            none(),
            Mark::Bot,
            bot(),
            vec![said("Please input your email address")],
            "Mail address",
        ),
        says(
            "06:47:05",
            muted("+15s"),
            Mark::Customer,
            jack(),
            vec![said("[email\u{a0}protected]")],
            "",
        ),
        says("06:47:05", none(), Mark::Bot, bot(), vec![thanks()], "Thanks"),
        event(
            "06:47:05",
            none(),
            bot().own(" handed over to the queue ").then(queue()),
            muted("bot 1m 00s"),
        ),
        says("06:47:06", muted("+1s"), Mark::Queue, queue(), vec![said(INTRODUCTION)], "automatic"),
        event("06:49:45", muted("+2m 39s"), john().own(" took the ticket"), muted("queue 2m 40s")),
        Turn::Message {
            verb: "wrote",
            time: muted("07:01:55"),
            gap: Line::new().role("+12m 10s", Role::Slow),
            mark: Mark::Agent,
            name: john(),
            body: vec![said(REPLY)],
            margin: vec![Line::new().role("waited 14m 50s, not marked read", Role::Caution)],
        },
        event("07:01:56", muted("+1s"), john().own(" closed the ticket"), muted("agent 12m 11s")),
    ];
    page(vec![
        title(
            ticket("Tuscany · web chat with ").then(jack()),
            muted("Monday 8 May 2023, times in UTC"),
        ),
        Block::Talk(turns),
        Block::Text(vec![muted(
            "15 transactions: 11 messages (4 customer, 5 bot, 1 agent, 1 automatic), 4 events. Nothing hidden.",
        )]),
    ])
}
