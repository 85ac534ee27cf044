//! The page of the customer's way through the bot.

use super::clock::Clock;
use super::head::title;
use super::words::{button, count, duration, kept_in, odd, unreadable};
use crate::analysis::{
    Answer, BotConversation, BotPath, CardsPath, Ending, Flow, Seconds, Stated, Visit,
};
use crate::model::{Text, Zone};
use crate::page::{Block, Cell, Column, Line, Mark, Marked, Page, Report, Role as Ink, Table};
use serde::Serialize;

impl Report for BotPath {
    const HEADER: &'static [&'static str] = Self::HEADER;

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        Self::rows(self)
    }

    fn page(&self, zone: Zone) -> Page {
        let mut page = Page::default();
        let clock = Clock::of(&self.head, zone);
        let aside = match self.conversations.as_slice() {
            [] => Line::new(),
            [only] => {
                let parts = flows(&only.flows).into_iter();
                let parts = parts.chain([in_brief(only), Line::from(ending(only.ending))]);
                Line::new().joined(parts, " · ")
            }
            several => Line::from(format!("{} bot conversations", several.len())),
        };
        title(&mut page, &self.head, "bot path", aside);
        if self.conversations.is_empty() {
            page.push(Block::Text(vec!["No bot took part in this ticket.".into()]));
        }
        let longest = self.longest().and_then(|visit| visit.stay_s).unwrap_or_default();
        let several = self.conversations.len() > 1;
        for (number, conversation) in self.conversations.iter().enumerate() {
            page.push(Block::Table(table(number, conversation, (several, longest), clock)));
        }
        if !self.conversations.is_empty() {
            page.push(Block::Remarks(self.remarks(clock)));
        }
        page.blocks.extend(unreadable(&self.unreadable));
        page
    }
}

fn table(
    number: usize,
    conversation: &BotConversation,
    (several, longest): (bool, Seconds),
    clock: Clock,
) -> Table {
    let began = conversation.visits.first().and_then(|visit| visit.entered_at.get());
    let other_day = began.and_then(|at| clock.other_day(*at));
    let heading = Line::new()
        .heading(format!("Conversation {}", number + 1))
        .own(" · ")
        .joined(flows(&conversation.flows).into_iter().chain([in_brief(conversation)]), " · ")
        .own(" · ")
        .own(ending(conversation.ending));
    let heading = match other_day {
        Some(day) => heading.own(" · ").own(day),
        None => heading,
    };
    let mut rows = Vec::new();
    for (index, visit) in conversation.visits.iter().enumerate() {
        rows.push(row(index, visit, &conversation.flows, longest, clock));
    }
    if let (Some(at), Some(kind)) = (conversation.ended_at, &conversation.ended_by) {
        rows.push(vec![
            Cell::empty(),
            Line::new().role("handed over", Ink::Queue).into(),
            Line::new().muted(clock.exact(at)).into(),
            Cell::empty(),
            Cell::empty(),
            Line::new().muted("step type “").quote(kind, Ink::Muted).muted("”").into(),
        ]);
    }
    Table {
        heading: several.then_some(heading),
        columns: vec![
            Column::numbers("#").spoken("number"),
            Column::words("CARD"),
            Column::words("ENTERED"),
            Column::numbers("STAY"),
            Column::bar(""),
            Column::excerpt("BOT SAID, CUSTOMER ANSWERED").spoken("said"),
        ],
        rows,
    }
}

impl BotPath {
    fn remarks(&self, clock: Clock) -> Vec<Marked> {
        let sum = self.sum().muted(format!(" {}", clock.sentence()));
        let mut remarks = vec![Marked::plain(sum)];
        if let Some(path) = &self.cards_path
            && !path.agrees
        {
            remarks.push(Marked {
                mark: Some(Mark::Caution),
                line: Line::new()
                    .heading("details.cardsPath")
                    .own(" tells another path than the steps:"),
                rows: vec![
                    vec![
                        Line::from("cardsPath"),
                        path_line(path, &path.told, &path.visited, Ink::Bad),
                    ],
                    vec![
                        Line::from("steps"),
                        path_line(path, &path.visited, &path.told, Ink::Good),
                    ],
                ],
            });
        }
        remarks
    }

    /// Says which stay was the longest, which cards were visited again, and whether the customer left.
    fn sum(&self) -> Line {
        let mut line = Line::new();
        if let Some((visit, stay)) = self.longest().and_then(|visit| Some((visit, visit.stay_s?))) {
            let totals = self.conversations.iter().filter_map(|conversation| conversation.total_s);
            let total = totals.fold(0.0, |sum, seconds| sum + seconds.as_f64());
            let share = match percent(stay.as_f64(), total) {
                Some(share) => format!(", {share}% of the bot's time"),
                None => String::new(),
            };
            line = line
                .own("Longest stay: ")
                .then(card(visit, Ink::Heading))
                .own(format!(", {}{share}. ", duration(stay)));
        }
        let mut again: Vec<&Visit> = self.visits().filter(|visit| visit.again).collect();
        again.dedup_by(|one, other| one.card_id == other.card_id && one.card == other.card);
        line = if again.is_empty() {
            line.own("No card twice. ")
        } else {
            let names = again.iter().map(|visit| card(visit, Ink::Heading));
            line.own("Visited again: ").joined(names, ", ").own(". ")
        };
        let last = self.conversations.last();
        match last.map(|conversation| conversation.ending) {
            Some(Ending::Left) => {
                let at =
                    self.visits().last().map_or_else(Line::new, |visit| card(visit, Ink::Slow));
                line.own("Dropped out: ").role("yes", Ink::Slow).own(", at ").then(at).own(".")
            }
            Some(Ending::StillThere) => {
                line.own("Dropped out: not yet, the ticket is still with the bot.")
            }
            _ => line.own("Dropped out: no."),
        }
    }
}

/// Returns a share in whole per cent.
pub(super) fn percent(part: f64, whole: f64) -> Option<String> {
    (whole > 0.0).then(|| format!("{:.0}", part / whole * 100.0))
}

fn row(index: usize, visit: &Visit, flows: &[Flow], longest: Seconds, clock: Clock) -> Vec<Cell> {
    let is_longest = visit.stay_s == Some(longest) && longest > Seconds::default();
    let stay = match visit.stay_s {
        Some(stay) if is_longest => Line::new().role(duration(stay), Ink::Slow).into(),
        Some(stay) => Cell::from(duration(stay)),
        None => Cell::missing(),
    };
    let bar = visit.stay_s.map_or_else(Cell::empty, |stay| Cell::Bar {
        share: (stay.as_f64() / longest.as_f64().max(0.001)).clamp(0.0, 1.0),
        role: Ink::Bot,
    });
    let entered = match &visit.entered_at {
        Stated::Given(at) => Line::new().muted(clock.exact(*at)),
        Stated::Odd(written) => odd(written),
        Stated::Missing => Line::new().muted("–"),
    };
    let mut name = card(visit, Ink::Bot);
    if visit.again {
        name = name.role(" again", Ink::Caution);
    }
    let mut card = vec![name];
    if flows.len() > 1
        && let Some(flow) = flows.get(visit.flow)
    {
        card.extend(self::flows(std::slice::from_ref(flow)));
    }
    let said =
        visit.said.iter().map(|text| Line::new().mark(Mark::Bot).own(" ").quote(text, Ink::Plain));
    let talk: Vec<_> = said.chain(visit.answers.iter().map(answer)).collect();
    vec![
        (index + 1).to_string().into(),
        Cell::Lines(card),
        entered.into(),
        stay,
        bar,
        Cell::Lines(talk),
    ]
}

fn card(visit: &Visit, ink: Ink) -> Line {
    match (&visit.card, &visit.step_type) {
        (Some(card), _) => Line::new().quote(card, ink),
        (None, Some(kind)) => Line::new().quote(kind, ink),
        (None, None) => Line::new().role("card without a name", ink),
    }
}

fn answer(answer: &Answer) -> Line {
    let line = Line::new().mark(Mark::Customer).own(" ").quote(&answer.text, Ink::Plain);
    let line = match answer.button {
        Some(pressed) => line.own("  ").muted(button(pressed)),
        None => line,
    };
    match kept_in(&answer.fields) {
        Some(kept) => line.own("  ").then(kept),
        None => line,
    }
}

/// Names the flows of a conversation: `Documentation 1.02`.
pub(super) fn flows(flows: &[Flow]) -> Option<Line> {
    let named = flows.iter().map(|flow| {
        let line = match &flow.name {
            Some(name) => Line::new().quote(name, Ink::Bot),
            None => Line::new().role("flow without a name", Ink::Bot),
        };
        match &flow.version {
            Some(version) => line.own(" ").quote(version, Ink::Bot),
            None => line,
        }
    });
    (!flows.is_empty()).then(|| Line::new().joined(named, ", then "))
}

/// Says how many cards, and how long: `5 cards in 59.7s`.
pub(super) fn in_brief(conversation: &BotConversation) -> Line {
    let cards = count(conversation.visits.len(), "card");
    Line::from(match conversation.total_s {
        Some(total) => format!("{cards} in {}", duration(total)),
        None => cards,
    })
}

/// Says how a conversation with the bot ended.
pub(super) fn ending(ending: Ending) -> &'static str {
    match ending {
        Ending::HandedOver => "handed over to the queue",
        Ending::Finished => "finished by the bot",
        Ending::Left => "the customer left",
        Ending::StillThere => "still with the bot",
        Ending::WentOn => "went on in another",
    }
}

/// Draws a path of cards, with those that the other path lacks in colour.
fn path_line(path: &CardsPath, cards: &[Text<'static>], other: &[Text<'static>], ink: Ink) -> Line {
    debug_assert!(!path.agrees, "only paths that differ are compared");
    let named = cards.iter().map(|card| {
        let only_here = !other.contains(card);
        Line::new().quote(card, if only_here { ink } else { Ink::Plain })
    });
    Line::new().joined(named, " → ")
}
