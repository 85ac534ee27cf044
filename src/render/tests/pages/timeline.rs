//! Lanes and a list.

use super::{INTRODUCTION, REPLY, bot, held, john, muted, page, said, thanks, ticket, title, who};
use crate::page::{Block, Cell, Column, Lane, LaneContent, Lanes, Line, Mark, Page, Role, Table};

pub(in crate::render) fn timeline() -> Page {
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
