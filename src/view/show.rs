//! The page of one ticket on one screen.

use super::bot::{flows, in_brief};
use super::clock::Clock;
use super::head::{self, ticket};
use super::words::{
    conversation, count, duration, held_parts, holder, mark, marked_name, name, odd, role, stated,
    unreadable,
};
use crate::analysis::{Leaf, Member, Role, Seconds, Show, Stated};
use crate::model::{State, Timestamp, Zone};
use crate::page::{Block, Fact, Line, Mark, Page, Report, Role as Ink, Shares};
use std::iter;

impl Report for Show {
    fn page(&self, zone: Zone) -> Page {
        let clock = Clock::of(&self.head, zone);
        let mut page = Page { facts: self.in_words(clock), ..Page::default() };
        page.push(Block::Title {
            line: self.name(),
            aside: self.outcome(),
            below: self.about(clock),
        });
        if self.held.iter().any(|held| held.seconds.as_f64() > 0.0) {
            page.push(Block::Shares(self.shares(clock)));
        }
        page.push(Block::Facts(vec![Fact::line("In short", self.story())]));
        let flags = self.flag_lines();
        if !flags.is_empty() {
            page.push(Block::Facts(vec![Fact::lines("Flags", flags)]));
        }
        if !self.people.is_empty() {
            let rows = self.people.iter().filter(|member| took_part(member));
            page.push(Block::Facts(vec![Fact::rows(
                "People",
                rows.map(|member| self.person(member)).collect(),
            )]));
        }
        page.push(Block::Facts(self.facts()));
        page.blocks.extend(unreadable(&self.unreadable));
        if let Some(leaves) = &self.all_fields {
            page.push(inventory(leaves));
        }
        page
    }
}

impl Show {
    fn name(&self) -> Line {
        let name = ticket(&self.head);
        match stated(&self.head.subject, Ink::Heading) {
            Some(subject) => name.own("  ").then(subject),
            None => name,
        }
    }

    /// Says how the ticket stands: `✓ Closed after 15m 51s`, `□ Open, in the queue`.
    fn outcome(&self) -> Line {
        let state = match &self.state {
            Stated::Missing => return Line::new(),
            Stated::Odd(written) => return odd(written),
            Stated::Given(state) => state,
        };
        if *state == State::Closed {
            let line = Line::new().mark(Mark::Good).own(" ").heading("Closed");
            return match self.duration_s {
                Some(duration) => line.own(format!(" after {}", super::words::duration(duration))),
                None => line,
            };
        }
        let line = |role| Line::new().mark(mark(role)).own(" ").quote(&state.name(), Ink::Heading);
        match (self.held.last(), &self.owner) {
            (Some(held), _) if held.role == Role::Queue => {
                line(held.role).own(", in the ").then(holder(held))
            }
            (Some(held), _) if held.name.is_some() => {
                line(held.role).own(", with ").then(holder(held))
            }
            (_, Some(owner)) => line(owner.role).own(", with ").then(name(owner)),
            (_, None) => Line::new().quote(&state.name(), Ink::Heading),
        }
    }

    /// Says what the title says, as names and values.
    fn in_words(&self, clock: Clock) -> Vec<Fact> {
        let mut facts = head::facts(&self.head);
        let mut add = |name, line: Option<Line>| {
            facts.extend(line.map(|line| Fact::line(name, line)));
        };
        let moment = |at: &Stated<Timestamp>| match at {
            Stated::Given(at) => Some(Line::from(clock.written(*at))),
            Stated::Odd(written) => Some(odd(written)),
            Stated::Missing => None,
        };
        add(
            "state",
            match &self.state {
                Stated::Given(state) => Some(Line::new().quote(&state.name(), Ink::Plain)),
                Stated::Odd(written) => Some(odd(written)),
                Stated::Missing => None,
            },
        );
        add("opened", moment(&self.head.opened_at));
        add("closed", moment(&self.closed_at));
        add("duration", self.duration_s.map(|span| Line::from(duration(span))));
        add("conversation", conversation(&self.head.channel, self.head.customer.as_ref()));
        add("location", stated(&self.origin.location, Ink::Plain));
        add("language", stated(&self.culture, Ink::Plain));
        for tag in &self.tags {
            add("tag", Some(Line::new().quote(tag, Ink::Plain)));
        }
        facts
    }

    /// Says in a line what kind of conversation it is.
    fn about(&self, clock: Clock) -> Vec<Line> {
        let mut parts = Vec::new();
        if let Some(mut line) = conversation(&self.head.channel, self.head.customer.as_ref()) {
            capitalize(&mut line);
            parts.push(match stated(&self.origin.location, Ink::Plain) {
                Some(location) => line.own(", ").then(location),
                None => line,
            });
        }
        parts.extend(stated(&self.culture, Ink::Plain));
        if !self.tags.is_empty() {
            let word = if self.tags.len() == 1 { "tag " } else { "tags " };
            let tags = self.tags.iter().map(|tag| Line::new().quote(tag, Ink::Plain));
            parts.push(tags.enumerate().fold(Line::from(word), |line, (index, tag)| {
                if index == 0 { line.then(tag) } else { line.own(", ").then(tag) }
            }));
        }
        match &self.head.opened_at {
            Stated::Given(_) => parts.push(Line::from(clock.short_title())),
            Stated::Odd(written) => parts.push(Line::from("opened ").then(odd(written))),
            Stated::Missing => {}
        }
        let line = parts.into_iter().reduce(|line, part| line.own(" · ").then(part));
        line.into_iter().collect()
    }

    fn shares(&self, clock: Clock) -> Shares {
        let ends = self.held.first().zip(self.held.last());
        let caption = ends.map_or_else(Line::new, |(first, last)| {
            let goes_on = if last.goes_on { " (last activity)" } else { "" };
            let from = clock.time(first.from);
            Line::new().muted(format!("{from} → {}{goes_on}", clock.time(last.to)))
        });
        Shares { parts: held_parts(&self.held), caption }
    }

    /// Says what is unusual: moved, nested, closed by the system, scrambled.
    fn flag_lines(&self) -> Vec<Line> {
        let flags = &self.flags;
        let caution = |line: Line| Line::new().mark(Mark::Caution).own(" ").then(line);
        let mut lines = Vec::new();
        if flags.is_scrambled {
            lines.push(caution("scrambled: texts, names and fields were destroyed on purpose; times and counts were kept".into()));
        }
        if let Some(ticket) = flags.moved_from_ticket {
            lines.push(caution(
                format!("moved here from another department: ticket {ticket}").into(),
            ));
        }
        if let Some(ticket) = flags.moved_to_ticket {
            let line = format!("moved to another department: goes on as ticket {ticket}");
            lines.push(caution(line.into()));
        }
        if flags.was_closed_automatically {
            lines.push(caution("closed automatically, by the system".into()));
        }
        if flags.undelivered_messages > 0 {
            let what = count(flags.undelivered_messages, "message");
            lines.push(caution(format!("{what} to the customer failed or refused").into()));
        }
        if flags.files_held_back > 0 {
            let what = count(flags.files_held_back, "file");
            lines
                .push(caution(format!("{what} held back by the check for harmful content").into()));
        }
        if let Some(parent) = flags.parent_ticket {
            lines.push(caution(format!("nested inside ticket {parent}").into()));
        }
        if !flags.nested_tickets.is_empty() {
            let numbers: Vec<_> = flags.nested_tickets.iter().map(i64::to_string).collect();
            let what = count(numbers.len(), "ticket");
            lines.push(caution(format!("{what} nested inside: {}", numbers.join(", ")).into()));
        }
        lines
    }

    fn person(&self, member: &Member) -> Vec<Line> {
        let name = marked_name(member.role, &member.name);
        let messages =
            member.messages.map_or_else(Line::new, |number| Line::from(count(number, "message")));
        vec![name, role(member.role).into(), messages, self.remark(member)]
    }

    fn taken_to_reply(&self) -> Option<Seconds> {
        self.brief.as_ref()?.taken_to_reply_s
    }

    fn remark(&self, member: &Member) -> Line {
        let times = member.answers_s.map(|answers| (duration(answers), member.answers));
        let mut parts = Vec::new();
        match (member.role, times) {
            (Role::Bot, _) => {
                if let Some(first) = self.bot.first() {
                    let flow =
                        flows(&first.flows).map(|flow| Line::new().muted("flow ").then(flow));
                    parts.extend(flow.into_iter().chain([in_brief(first)]));
                }
            }
            (Role::Queue, _) if member.wrote() => parts.push("automatic introduction".into()),
            (Role::Agent, Some((time, 1))) if self.taken_to_reply().is_some() => {
                let taken_by = self.brief.as_ref().and_then(|brief| brief.taken_by.as_ref());
                parts.push(if taken_by.is_some_and(|who| who.name == member.name) {
                    format!("{time} after taking the ticket").into()
                } else {
                    format!("answers in {time}").into()
                });
            }
            (_, Some((time, 1))) => parts.push(format!("answers in {time}").into()),
            (_, Some((time, n))) => parts.push(format!("answers in {time} (median of {n})").into()),
            _ => {}
        }
        if let Some(notes) = member.notes.filter(|notes| *notes > 0) {
            parts.push(count(notes, "note").into());
        }
        if member.is_owner {
            parts.push("owner".into());
        }
        if !member.listed {
            parts.push("not among the participants".into());
        }
        muted(Line::new().joined(parts, ", "))
    }
}

/// Tells whether somebody is to be listed among the people: not a queue that said nothing, nor an
/// owner who took no part.
fn took_part(member: &Member) -> bool {
    match member.role {
        Role::System => false,
        Role::Queue => member.wrote(),
        _ => member.wrote() || member.listed || !member.is_owner,
    }
}

fn capitalize(line: &mut Line) {
    if let Some(crate::page::Content::Own(words)) = line.0.first_mut().map(|span| &mut span.content)
    {
        let mut letters = words.chars();
        if let Some(first) = letters.next() {
            *words = (first.to_uppercase().collect::<String>() + letters.as_str()).into();
        }
    }
}

/// Makes all of a line less important.
fn muted(mut line: Line) -> Line {
    for span in &mut line.0 {
        span.role = Ink::Muted;
    }
    line
}

/// Lists every value, empty ones dimmed.
fn inventory(leaves: &[Leaf]) -> Block {
    let empty = leaves.iter().filter(|leaf| leaf.is_empty()).count();
    let heading = Line::new()
        .heading("All fields")
        .muted(format!("  {} values, {empty} of them empty", leaves.len()));
    let line = |leaf: &Leaf| {
        let ink = if leaf.is_empty() { Ink::Muted } else { Ink::Plain };
        Line::new().quote(&leaf.pointer, Ink::Muted).muted(" = ").quote(&leaf.written, ink)
    };
    Block::Text(iter::once(heading).chain(leaves.iter().map(line)).collect())
}
