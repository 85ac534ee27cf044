//! The screens that are tables in the main.

use super::{bot, jack, john, muted, page, queue, quote, said, ticket, title, who};
use crate::page::{Block, Cell, Column, Line, Mark, Marked, Page, Role, Table};

pub(in crate::render) fn participants() -> Page {
    let row = |id: &'static str, mark, name: Line, cells: [&'static str; 7]| {
        let mut row: Vec<Cell> = vec![id.into(), who(mark, name).into()];
        row.extend(cells.map(Cell::from));
        row
    };
    let table = Table {
        heading: None,
        columns: vec![
            Column::numbers("ID"),
            Column::words("NAME"),
            Column::words("ROLE"),
            Column::numbers("MSGS"),
            Column::words("FIRST"),
            Column::words("LAST"),
            Column::numbers("ANSWERS"),
            Column::words("STATE"),
            Column::words("IDENTIFIER").spare(),
        ],
        rows: vec![
            row(
                "1",
                Mark::Customer,
                jack(),
                ["customer", "4", "06:46:09", "06:47:05", "17s", "active", "1e51683b…0d18"],
            ),
            row(
                "2",
                Mark::Bot,
                bot(),
                ["bot", "5", "06:46:06", "06:47:05", "0s", "left", "a7648213…3cbd"],
            ),
            row(
                "3",
                Mark::Queue,
                queue(),
                ["queue", "1", "06:47:06", "06:47:06", "–", "active ▲", "none"],
            ),
            row(
                "4",
                Mark::Agent,
                john(),
                ["agent", "1", "07:01:55", "07:01:55", "12m 10s", "active", "aca76a89…a891"],
            ),
            row(
                "–",
                Mark::Unknown,
                Line::new().role("owner", Role::Caution),
                ["agent", "0", "–", "–", "–", "–", "648370ad…bc36"],
            ),
        ],
    };
    page(vec![
        title(
            ticket("participants"),
            Line::new().mark(Mark::Caution).role(" the owner is not among them", Role::Caution),
        ),
        Block::Table(table),
        Block::Remarks(vec![
            Marked::new(
                Mark::Caution,
                "Participant 3 is active in the list but not in transaction 1057150.".into(),
            ),
            Marked::new(
                Mark::Caution,
                Line::from(
                    "The owner wrote nothing and was never assigned; the last one assigned is ",
                )
                .then(john())
                .own("."),
            ),
            Marked::new(
                Mark::Note,
                Line::from("Participant 4 is “")
                    .then(said("John Wick"))
                    .own("” here and “")
                    .then(said("[email protected]"))
                    .own("” in transaction 1057155."),
            ),
            Marked::plain(muted(
                "ANSWERS: median time to answer the other side; for an agent, from taking the ticket to the reply.",
            )),
        ]),
    ])
}

pub(in crate::render) fn metrics() -> Page {
    let check = || Cell::from(Line::new().mark(Mark::Good));
    let row = |name: &'static str,
               gross: &'static str,
               net: &'static str,
               check: Cell,
               count: &'static str,
               span: &'static str| {
        vec![name.into(), gross.into(), net.into(), check, count.into(), muted(span).into()]
    };
    let timing = Table {
        heading: None,
        columns: vec![
            Column::words("METRIC"),
            Column::numbers("GROSS"),
            Column::numbers("NET"),
            Column::words(""),
            Column::numbers("RECOUNT"),
            Column::prose("FROM → TO"),
        ],
        rows: vec![
            row(
                "Bot had it",
                "–",
                "–",
                Cell::empty(),
                "1m 00s",
                "opened 06:46:05 → handed over 06:47:05",
            ),
            row(
                "Queue",
                "2m 40s",
                "2m 40s",
                check(),
                "2m 40s",
                "handed over 06:47:05 → taken 06:49:45",
            ),
            row(
                "First response",
                "14m 49s",
                "14m 50s",
                check(),
                "14m 50s",
                "handed over 06:47:05 → reply 07:01:55",
            ),
        ],
    };
    let definition = |name: &'static str, time: &'static str, share, role, owner: &'static str| {
        vec![name.into(), time.into(), Cell::Bar { share, role }, muted(owner).into()]
    };
    let definitions = Table {
        heading: Some(Line::new().heading("First response, by whose definition")),
        columns: vec![Column::words(""), Column::numbers(""), Column::bar(""), Column::prose("")],
        rows: vec![
            definition("any reply, bot included", "1s", 1.0 / 950.0, Role::Bot, ""),
            definition(
                "since it was taken",
                "12m 10s",
                730.0 / 950.0,
                Role::Agent,
                "Glassix “assign to response”",
            ),
            definition(
                "since the bot handed over",
                "14m 50s",
                890.0 / 950.0,
                Role::Agent,
                "Glassix as reported; Intercom without bot",
            ),
            definition(
                "since the customer wrote",
                "15m 46s",
                946.0 / 950.0,
                Role::Agent,
                "Glassix as documented; Intercom",
            ),
            definition("since it was opened", "15m 50s", 1.0, Role::Agent, "Zendesk"),
        ],
    };
    page(vec![
        title(ticket("timing"), Line::new().muted("Monday 8 May 2023, UTC · ").mark(Mark::Good).muted(" within 2s")),
        Block::Table(timing),
        Block::Remarks(vec![Marked::new(
            Mark::Note,
            Line::new().heading("First response").own(": Glassix documents the span from the customer's first message, which is 15m 46s; its figures fit the hand-over by the bot. Net is 1s over gross, within the rounding of the stamps."),
        )]),
        Block::Table(definitions),
    ])
}

fn cards() -> Table {
    let card =
        |number: &'static str, name: &str, at: &'static str, stay: Line, share, body: Vec<Line>| {
            vec![
                number.into(),
                quote(name, Role::Bot).into(),
                muted(at).into(),
                stay.into(),
                Cell::Bar { share, role: Role::Bot },
                Cell::Lines(body),
            ]
        };
    let asked = |text: &str| who(Mark::Bot, said(text));
    let answered = |text: &str| who(Mark::Customer, said(text));
    Table {
        heading: None,
        columns: vec![
            Column::numbers("#"),
            Column::words("CARD"),
            Column::words("ENTERED"),
            Column::numbers("STAY"),
            Column::bar(""),
            Column::excerpt("BOT SAID, CUSTOMER ANSWERED"),
        ],
        rows: vec![
            card(
                "1",
                "Main",
                "06:46:06.321",
                "3.1s".into(),
                3.088 / 22.291,
                vec![
                    asked("Welcome: How can we assist you?"),
                    answered("Book a vacation").muted("  button 1 of 3"),
                ],
            ),
            card(
                "2",
                "Destination",
                "06:46:09.409",
                "19.3s".into(),
                19.279 / 22.291,
                vec![
                    asked("To where are you looking to travel?"),
                    answered("Tuscany").muted("  → field1"),
                ],
            ),
            card(
                "3",
                "Name",
                "06:46:28.688",
                Line::new().role("22.3s", Role::Slow),
                1.0,
                vec![asked("Please input your name"), answered("Jack Bower")],
            ),
            card(
                "5",
                "Thanks",
                "06:47:05.721",
                "0.3s".into(),
                0.330 / 22.291,
                vec![asked("Thank you for your query. A human agent will be with you shortly.")],
            ),
            vec![
                Cell::empty(),
                Line::new().role("handed over", Role::Queue).into(),
                muted("06:47:06.051").into(),
                Cell::empty(),
                Cell::empty(),
                muted("step type “SesionOpened”").into(),
            ],
        ],
    }
}

pub(in crate::render) fn bot_path() -> Page {
    let path = |name: &'static str, path: Line| vec![Line::from(name), path];
    page(vec![
        title(
            ticket("bot path"),
            quote("Documentation 1.02", Role::Bot)
                .muted(" · 5 cards in 59.7s · handed over to the queue"),
        ),
        Block::Table(cards()),
        Block::Remarks(vec![
            Marked::plain(
                Line::from("Longest stay: ")
                    .heading("Name")
                    .own(", 22.3s, 37% of the bot's time. No card twice. Dropped out: no."),
            ),
            Marked {
                mark: Some(Mark::Caution),
                line: Line::new()
                    .heading("details.cardsPath")
                    .own(" tells another path than the steps:"),
                rows: vec![
                    path("cardsPath", Line::from("Main → Name → ").role("Subject", Role::Bad)),
                    path(
                        "steps",
                        Line::from("Main → ").role("Destination", Role::Good).own(" → Name"),
                    ),
                ],
            },
        ]),
    ])
}
