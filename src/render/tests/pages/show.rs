//! One ticket at a glance.

use super::{bot, held, jack, john, muted, page, queue, said, who};
use crate::model::Text;
use crate::page::{Block, Fact, Line, Mark, Page, Role, Shares};

pub(in crate::render) fn show() -> Page {
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
