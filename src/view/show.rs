//! The page of one ticket on one screen.

use super::bot::{ending, flows, in_brief};
use super::head::{day, ticket};
use super::words::{
    conversation, count, duration, held_parts, holder, mark, marked_name, name, odd, role,
    short_day, stated, time, unreadable,
};
use crate::analysis::{BotConversation, Ending, Leaf, Member, Named, Role, Seconds, Show, Stated};
use crate::model::State;
use crate::page::{Block, Fact, Line, Mark, Page, Report, Role as Ink, Shares};
use std::iter;

impl Report for Show {
    fn page(&self) -> Page {
        let mut page = Page::default();
        page.push(Block::Title { line: self.name(), aside: self.outcome(), below: self.about() });
        if self.held.iter().any(|held| held.seconds.as_f64() > 0.0) {
            page.push(Block::Shares(self.shares()));
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

    /// Says in a line what kind of conversation it is.
    fn about(&self) -> Vec<Line> {
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
            Stated::Given(at) => {
                parts.push(Line::from(format!("{}, UTC", short_day(at.utc().date_naive()))));
            }
            Stated::Odd(written) => parts.push(Line::from("opened ").then(odd(written))),
            Stated::Missing => {}
        }
        let line = parts.into_iter().reduce(|line, part| line.own(" · ").then(part));
        line.into_iter().collect()
    }

    fn shares(&self) -> Shares {
        let day = day(&self.head);
        let ends = self.held.first().zip(self.held.last());
        let caption = ends.map_or_else(Line::new, |(first, last)| {
            let goes_on = if last.goes_on { " (last activity)" } else { "" };
            let from = time(first.from, day);
            Line::new().muted(format!("{from} → {}{goes_on}", time(last.to, day)))
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

    fn facts(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        if !self.bot.is_empty() {
            facts.push(Fact::lines("Bot path", self.bot.iter().map(bot_path).collect()));
        }
        if let Some(summary) = &self.summary {
            let mut line = Line::new().quote(&summary.text, Ink::Plain);
            if let Some(by) = &summary.by {
                line = line.muted("  by ").quote(&by.name, Ink::Muted);
            }
            facts.push(Fact::line("Summary", line));
        }
        facts.push(Fact::line("Fields", self.fields_line()));
        let came_from = self.came_from();
        if !came_from.is_empty() {
            facts.push(Fact::lines("Came from", came_from));
        }
        if !self.origin.referral.is_empty() {
            facts.push(Fact::line("Referral", named(&self.origin.referral)));
        }
        match &self.origin.external_link {
            Stated::Given(link) => {
                facts.push(Fact::line("Link", Line::new().address(link, Ink::Plain)));
            }
            Stated::Odd(written) => facts.push(Fact::line("Link", odd(written))),
            Stated::Missing => {}
        }
        if let Some(key) = stated(&self.unique_argument, Ink::Plain) {
            facts.push(Fact::line("Key", key));
        }
        if !self.origin.claims.is_empty() {
            facts.push(Fact::line("Claims", named(&self.origin.claims)));
        }
        if !self.unknown_keys.is_empty() {
            let keys = self.unknown_keys.iter().map(|key| Line::new().quote(key, Ink::Plain));
            let line = Line::from(format!(
                "{} not known to ticketctl: ",
                count(self.unknown_keys.len(), "key")
            ));
            let line = line.joined(keys.take(MOST_KEYS), ", ");
            facts.push(Fact::line(
                "Also",
                match self.unknown_keys.len().checked_sub(MOST_KEYS) {
                    None | Some(0) => line,
                    Some(more) => line.muted(format!(" and {more} more; -o json lists them all")),
                },
            ));
        }
        facts
    }

    /// Shows the fields that are set, and says which are not.
    fn fields_line(&self) -> Line {
        let mut set = Vec::new();
        let mut empty: Vec<(usize, usize)> = Vec::new();
        for (index, field) in self.fields.iter().enumerate() {
            match stated(field, Ink::Plain) {
                Some(value) => set.push(Line::from(format!("field{} = ", index + 1)).then(value)),
                None => match empty.last_mut().filter(|(_, last)| *last == index) {
                    Some((_, last)) => *last = index + 1,
                    None => empty.push((index + 1, index + 1)),
                },
            }
        }
        let runs = empty.iter().map(|(first, last)| match last - first {
            0 => format!("field{first}"),
            1 => format!("field{first}, field{last}"),
            _ => format!("field{first} to field{last}"),
        });
        let runs: Vec<_> = runs.collect();
        let mut line = Line::new().joined(set, " · ");
        if !runs.is_empty() {
            let space = if line.is_empty() { "" } else { "  " };
            line = line.muted(format!("{space}({} empty)", runs.join(", ")));
        }
        for parameter in &self.parameters {
            let value = match &parameter.value {
                Some(value) => Line::new().quote(value, Ink::Plain),
                None => Line::new().muted("–"),
            };
            line = line
                .muted(" · ")
                .own("parameter ")
                .quote(&parameter.name, Ink::Plain)
                .own(" = ")
                .then(value);
        }
        line
    }

    fn came_from(&self) -> Vec<Line> {
        let origin = &self.origin;
        let title = stated(&origin.source_title, Ink::Plain);
        let uri = match &origin.source_uri {
            Stated::Given(uri) => Some(Line::new().address(uri, Ink::Muted)),
            Stated::Odd(written) => Some(odd(written)),
            Stated::Missing => None,
        };
        let source = match (title, uri) {
            (Some(title), Some(uri)) => Some(title.own(" ").then(uri)),
            (one, other) => one.or(other),
        };
        let browser = match (&origin.browser, &origin.user_agent) {
            (Some(browser), _) => Some(Line::from(browser.clone())),
            (None, agent) => stated(agent, Ink::Plain),
        };
        let mobile =
            origin.is_mobile.get().filter(|mobile| **mobile).map(|_| "on a telephone".into());
        let device =
            browser.into_iter().chain(mobile).chain(stated(&origin.ip_address, Ink::Plain));
        let device = Line::new().joined(device, " · ");
        source.into_iter().chain([device]).filter(|line| !line.is_empty()).collect()
    }
}

/// As many unknown keys are named; more would push the rest off the screen.
const MOST_KEYS: usize = 8;

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

fn bot_path(conversation: &BotConversation) -> Line {
    let cards = conversation.visits.iter().map(|visit| match (&visit.card, &visit.step_type) {
        (Some(card), _) | (None, Some(card)) => Line::new().quote(card, Ink::Plain),
        (None, None) => Line::new().muted("unnamed"),
    });
    let end = match conversation.ending {
        Ending::HandedOver => Line::new().role("queue", Ink::Queue),
        Ending::Left => Line::new().role(ending(Ending::Left), Ink::Slow),
        other => Line::new().muted(ending(other)),
    };
    Line::new().joined(cards.chain([end]), " → ")
}

fn named(values: &[Named]) -> Line {
    let values = values.iter().map(|named| {
        Line::new().quote(&named.name, Ink::Plain).own(" = ").quote(&named.value, Ink::Plain)
    });
    Line::new().joined(values, " · ")
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
