//! Rules of group 4 about the bot: its steps, and what is told of them elsewhere.

use super::case::Case;
use super::finding::{Datum, Evidence};
use super::findings::Findings;
use super::rule::{Needs, Rule};
use super::sentence::Sentence;
use crate::analysis::value::Seconds;
use crate::model::{BotStep, StepKind, Text};
use chrono::TimeDelta;
use std::collections::HashMap;

pub(super) static RULES: &[Rule] = &[
    Rule {
        code: "W401",
        title: "Cards path differs from the visited cards",
        compares: "The cards of details.cardsPath, in order, with the named cards of \
                   botConversationSteps: of all conversations, or of one.",
        why: "The customer's way through the bot is told twice, in two ways. The steps have times \
              and fit the messages; reports made from cardsPath tell another way.",
        source: "The ticket that Glassix documents: its two paths differ.",
        needs: Needs::Nothing,
        find: cards_path,
    },
    Rule {
        code: "W405",
        title: "A bot step of another conversation or department",
        compares: "botConversationId of the steps with the conversations that the ticket lists; \
                   their departmentId with that of the ticket, if it was not moved.",
        why: "The step was taken in another ticket, or the list of conversations is not complete. \
              Funnels count it here.",
        source: "Glassix API: a ticket lists all its bot sessions in botConversations.",
        needs: Needs::Nothing,
        find: foreign_steps,
    },
    Rule {
        code: "W406",
        title: "Bot steps are out of order",
        compares: "The time of each step with that of the one before it in the file.",
        why: "Programs that read the list from top to bottom see another way through the bot. \
              ticketctl sorts by time.",
        source: "Glassix lists steps by time.",
        needs: Needs::Nothing,
        find: unordered_steps,
    },
    Rule {
        code: "N407",
        title: "A card was visited again",
        compares: "The card of each step with those before it in its conversation.",
        why: "Going in circles is how customers look for what a bot does not offer. A menu that \
              they return to on purpose looks the same.",
        source: "Glassix API: uniqueCardId tells cards apart.",
        needs: Needs::Nothing,
        find: visited_again,
    },
];

fn cards_path(case: &Case<'_, '_>, found: &mut Findings) {
    let Some(path) = &case.bot_path().cards_path else { return };
    // Cards may be told where the file holds no steps: then there is nothing to compare.
    if path.agrees || path.visited.is_empty() {
        return;
    }
    let only = |here: &[Text<'static>], there: &[Text<'static>]| {
        let only: Vec<_> = here.iter().filter(|card| !there.contains(card)).cloned().collect();
        only
    };
    let (told, visited) = (only(&path.told, &path.visited), only(&path.visited, &path.told));
    let mut said = Sentence::default();
    if !told.is_empty() {
        said = said.own("only in cardsPath: ").list(told.iter());
    }
    if !visited.is_empty() {
        said = if told.is_empty() { said } else { said.own(" · ") };
        said = said.own("only visited: ").list(visited.iter());
    }
    if told.is_empty() && visited.is_empty() {
        said = said.own("the same cards, in another order or number");
    }
    let written = case.ticket().details.get().and_then(|details| details.cards_path.get());
    let joined: Vec<_> = path.visited.iter().map(Text::as_str).collect();
    found.add(
        said,
        [
            Evidence::new("cardsPath", written.map(Datum::from)).at("/details/cardsPath"),
            Evidence::new("visited", &Text::owned(joined.join("/"))).at(STEPS),
        ],
    );
}

const STEPS: &str = "/botConversationSteps";

fn foreign_steps(case: &Case<'_, '_>, found: &mut Findings) {
    let ticket = case.ticket();
    let steps = ticket.bot_steps.items();
    let main = ticket.bot_conversation_id.get();
    let listed = ticket.bot_conversations.items();
    let is_own = |step: &BotStep<'_>| {
        let Some(id) = step.conversation_id.get() else { return true };
        let id = id.0.as_str();
        main.is_some_and(|main| main.is(id)) || listed.iter().any(|known| known.is(id))
    };
    // One conversation without a list of all may be one of several.
    let is_told = !listed.is_empty() || (main.is_some() && !steps.iter().any(is_own));
    let moved =
        !ticket.moved_from_department_id.is_missing() || !ticket.moved_from_ticket_id.is_missing();
    let department = ticket.department_id.get().filter(|_| !moved);
    for (index, step) in steps.iter().enumerate() {
        if is_told
            && !is_own(step)
            && let Some(id) = step.conversation_id.get()
        {
            let value =
                Evidence::new("step", &id.0).at(case.item(STEPS, index, "/botConversationId"));
            let listed = listed.first().or(main).map(|known| {
                let pointer =
                    if listed.is_empty() { "/botConversationId" } else { "/botConversations" };
                Evidence::new("ticket", &known.0).at(pointer)
            });
            let said = Sentence::new("The conversation ")
                .quote(&id.0)
                .own(" is none of those that the ticket lists");
            found.add(said, [Some(value), listed].into_iter().flatten());
        } else if let (Some(own), Some(other)) = (department, step.department_id.get())
            && !own.is(other.0.as_str())
        {
            let said = Sentence::new("The step is of department ")
                .quote(&other.0)
                .own(", the ticket of ")
                .quote(&own.0);
            let value =
                Evidence::new("step", &other.0).at(case.item(STEPS, index, "/departmentId"));
            found.add(said, [value, Evidence::new("ticket", &own.0).at("/departmentId")]);
        }
    }
}

fn unordered_steps(case: &Case<'_, '_>, found: &mut Findings) {
    let steps = case.ticket().bot_steps.items();
    let timed =
        steps.iter().enumerate().filter_map(|(index, step)| Some((index, step.at.copied()?)));
    let timed: Vec<_> = timed.collect();
    for pair in timed.windows(2) {
        let [(first, before), (second, at)] = pair else { continue };
        if at >= before {
            continue;
        }
        let said = Sentence::new("A step stands behind one that is ")
            .span(Seconds::between(*at, *before))
            .own(" later");
        let place = |index: usize| case.item(STEPS, index, "/visitDatetime");
        found.add(
            said,
            [
                Evidence::new("here", *at).at(place(*second)),
                Evidence::new("before", *before).at(place(*first)),
            ],
        );
    }
}

fn visited_again(case: &Case<'_, '_>, found: &mut Findings) {
    let steps = case.ticket().bot_steps.items();
    for conversation in &case.bot_path().conversations {
        let mut times: HashMap<(usize, Option<&Text<'_>>), (usize, &Text<'_>)> = HashMap::new();
        let mut order = Vec::new();
        for visit in &conversation.visits {
            let Some(card) = &visit.card else { continue };
            let key = (visit.flow, visit.card_id.as_ref().or(Some(card)));
            let (count, _) = times.entry(key).or_insert_with(|| {
                order.push(key);
                (0, card)
            });
            *count = count.saturating_add(1);
        }
        for (count, card) in order.iter().filter_map(|key| times.get(key)) {
            if *count < 2 {
                continue;
            }
            let is_it = |step: &&(usize, &BotStep<'_>)| {
                step.1.card_name.get() == Some(*card)
                    && step.1.kind.get() != Some(&StepKind::SessionOpened)
            };
            let named: Vec<_> = steps.iter().enumerate().collect();
            let again = named.iter().filter(is_it).nth(1);
            let value = Evidence::new("visits", *count);
            let value = match again {
                Some((index, _)) => value.at(case.item(STEPS, *index, "/cardFriendlyName")),
                None => value.at(STEPS),
            };
            let said =
                Sentence::new("The customer came to ").quote(card).own(format!(" {count} times"));
            found.add(said, [value, Evidence::new("card", *card)]);
        }
    }
}

/// Steps carry milliseconds, stamps of tickets are cut to seconds.
pub(super) const CUT: TimeDelta = TimeDelta::seconds(1);
