//! The pages of the seed ticket, by hand.

use crate::model::Text;
use crate::page::{
    Block, Cell, Column, Fact, Lane, LaneContent, Lanes, Line, Mark, Marked, Page, Part, Role,
    Shares, Table, Turn,
};

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
    Page { blocks }
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

pub(super) fn held() -> Vec<Part> {
    vec![
        Part::new(bot(), "1m 00s".into(), Role::Bot, 60.0),
        Part::new(Line::new().role("queue", Role::Queue), "2m 40s".into(), Role::Queue, 160.0),
        Part::new(john(), "12m 11s".into(), Role::Agent, 731.0),
    ]
}

pub(super) fn show() -> Page {
    let arrow = || Line::new().muted(" → ");
    let person = |mark, name: Line, role, count, remark| {
        vec![who(mark, name), Line::from(role), Line::from(count), muted(remark)]
    };
    page(vec![
        Block::Title {
            line: Line::new().heading("Ticket 13783").own("  ").quote(&Text::from("Tuscany"), Role::Heading),
            aside: Line::new().mark(Mark::Good).own(" ").heading("Closed").own(" after 15m 51s"),
            below: vec![
                Line::new().own("Web chat with ").then(jack()).own(
                    ", Kansas City, MO, USA · en-US · tag Vacation · Mon 8 May 2023, UTC",
                ),
            ],
        },
        Block::Shares(Shares { parts: held(), caption: muted("06:46:05 → 07:01:56") }),
        Block::Facts(vec![Fact::line(
            "In short",
            Line::new()
                .own("The customer waited ")
                .role("14m 50s", Role::Slow)
                .own(" for a person. The one agent reply came 12m 10s after ")
                .then(said("John Wick"))
                .own(" took the ticket; 1s later it was closed, the reply delivered but not marked read."),
        )]),
        Block::Facts(vec![Fact::rows(
            "People",
            vec![
                person(Mark::Customer, jack(), "customer", "4 messages", "answers in 17s (median of 4)"),
                person(Mark::Bot, bot(), "bot", "5 messages", "flow Documentation 1.02, 5 cards in 59.7s"),
                person(Mark::Queue, queue(), "queue", "1 message", "automatic introduction"),
                person(Mark::Agent, john(), "agent", "1 message", "12m 10s after taking the ticket"),
            ],
        )]),
        Block::Facts(vec![
            Fact::line(
                "Bot path",
                said("Main")
                    .then(arrow()).then(said("Destination"))
                    .then(arrow()).then(said("Name"))
                    .then(arrow()).then(said("Mail address"))
                    .then(arrow()).then(said("Thanks"))
                    .then(arrow()).role("queue", Role::Queue),
            ),
            Fact::line(
                "Fields",
                Line::new().own("field1 = ").then(said("Tuscany")).muted("  (field2 to field10 empty)").own(" · parameter userId = 3"),
            ),
            Fact::lines(
                "Came from",
                vec![
                    said("My Landing Page").own(" ").address(&Text::from("https://www.example.com/landing-page"), Role::Muted),
                    Line::from("Chrome 72, Windows NT 10.0 · 144.31.95.46"),
                ],
            ),
            Fact::line("Link", Line::new().address(&Text::from("https://na6.salesforce.com/sserv/casedetail.jsp?id=37946499377"), Role::Plain)),
            Fact::line("Claims", Line::from("myCustomClaim1 = 9030087829 · myCustomClaim2 = 6718408204")),
            Fact::line(
                "Check",
                Line::new().mark(Mark::Caution).role(" 4 warnings", Role::Caution).own(", 7 notes: the owner never took part, and more"),
            ),
        ]),
    ])
}

fn says(
    time: &'static str,
    gap: Line,
    mark: Mark,
    name: Line,
    body: Vec<Line>,
    margin: &'static str,
) -> Turn {
    let margin = if margin.is_empty() { Vec::new() } else { vec![muted(margin)] };
    Turn::Message { time: muted(time), gap, mark, name, body, margin }
}

fn event(time: &'static str, gap: Line, line: Line, remark: Line) -> Turn {
    Turn::Event { time: muted(time), gap, line, remark }
}

fn thanks() -> Line {
    said("Thank you for your query. A human agent will be with you shortly.")
}

const INTRODUCTION: &str =
    "Dear customer,\nWe've received your request, and we're to address it as soon as possible.";
const REPLY: &str = "Hi Jack,\nIm sorry, but currently we don't have anything in Italy.";

pub(super) fn transcript() -> Page {
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

pub(super) fn participants() -> Page {
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

pub(super) fn metrics() -> Page {
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

pub(super) fn bot_path() -> Page {
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
    let table = Table {
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
    };
    let path = |name: &'static str, path: Line| vec![Line::from(name), path];
    page(vec![
        title(
            ticket("bot path"),
            quote("Documentation 1.02", Role::Bot)
                .muted(" · 5 cards in 59.7s · handed over to the queue"),
        ),
        Block::Table(table),
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

pub(super) fn timeline() -> Page {
    let lane = |label: Line, content| Lane { label, content };
    let lanes = Lanes {
        seconds: 951.0,
        scale: |seconds| Line::new().muted(format!("one column is {seconds:.0}s")),
        ticks: vec![
            (0.0, muted("06:46:05")),
            (220.0, muted("06:49:45")),
            (951.0, muted("07:01:56")),
        ],
        lanes: vec![
            lane(muted("held by"), LaneContent::Held(held())),
            lane(
                Line::new().role("customer", Role::Customer),
                LaneContent::Moments(Mark::Customer, vec![4.0, 23.0, 45.0, 60.0]),
            ),
            lane(
                Line::new().role("bot", Role::Bot),
                LaneContent::Moments(Mark::Bot, vec![1.0, 4.0, 23.0, 45.0, 60.0]),
            ),
            lane(
                Line::new().role("automatic", Role::Queue),
                LaneContent::Moments(Mark::Queue, vec![61.0]),
            ),
            lane(
                Line::new().role("agent", Role::Agent),
                LaneContent::Moments(Mark::Agent, vec![950.0]),
            ),
            lane(
                muted("waiting"),
                LaneContent::Stretches(vec![(
                    60.0,
                    950.0,
                    Line::new().role("customer waits 14m 50s", Role::Queue),
                )]),
            ),
        ],
    };
    let row = |time: &'static str, after: &'static str, who: Line, what: Line| -> Vec<Cell> {
        vec![Cell::empty(), muted(time).into(), muted(after).into(), who.into(), what.into()]
    };
    let list = Table {
        heading: None,
        columns: vec![
            Column::words(""),
            Column::words("TIME"),
            Column::numbers("AFTER"),
            Column::words("WHO"),
            Column::excerpt("WHAT"),
        ],
        rows: vec![
            row(
                "06:46:05",
                "",
                Line::new().heading("opened"),
                Line::from("from ").then(said("My Landing Page")),
            ),
            row("06:46:06.321", "", muted("bot step"), muted("card Main")),
            row("06:47:05", "", who(Mark::Bot, bot()), thanks()),
            row("06:47:06", "+1s", who(Mark::Queue, said("Unassigned")), said(INTRODUCTION)),
            row("07:01:55", "+12m 10s", who(Mark::Agent, john()), said(REPLY).muted("  delivered")),
        ],
    };
    page(vec![
        title(ticket("timeline"), muted("Mon 8 May 2023, UTC")),
        Block::Lanes(lanes),
        Block::Table(list),
    ])
}
