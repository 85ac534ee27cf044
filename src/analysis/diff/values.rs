//! What changed about the ticket itself: state, tags, fields, the bot's part, what is reported.

use super::change::{Change, ChangeKind, Difference};
use super::pairing::Pair;
use super::places::Places;
use super::walk::{Found, Nature};
use crate::analysis::Story;
use crate::model::{Guid, Text};
use serde_json::value::RawValue;

/// Tells everything that nobody has told yet, each value by itself; but what is said of a summary or
/// of a move belongs together.
pub(super) fn tell(
    old: &Story<'_>,
    new: &Story<'_>,
    found: &[Found<'_>],
    changes: &mut Vec<Change>,
) {
    let (mut summary, mut moved) = (Vec::new(), Vec::new());
    for found in found {
        let difference = Difference::of(found);
        let key = found.key(0).unwrap_or_default();
        let is_alone = found.way.len() == 1;
        let kind = match key {
            _ if !found.is_known => ChangeKind::UnknownKeyChanged,
            "ticketSummary" => {
                summary.push(difference);
                continue;
            }
            "movedToTicketId"
            | "movedToDepartmentId"
            | "movedFromTicketId"
            | "movedFromDepartmentId" => {
                moved.push(difference);
                continue;
            }
            "state" => ChangeKind::StateChanged,
            "isScrambled" => ChangeKind::Scrambled,
            "tags" if found.nature == Nature::Order => ChangeKind::TagsReordered,
            "tags" if is_alone => ChangeKind::ValueChanged,
            "tags" if found.old.is_none() => ChangeKind::TagAdded,
            "tags" if found.new.is_none() => ChangeKind::TagRemoved,
            "botConversationSteps" if found.way.len() > 1 => match found.way.len() {
                2 if found.old.is_none() => ChangeKind::BotStepAdded,
                2 if found.new.is_none() => ChangeKind::BotStepRemoved,
                _ => ChangeKind::BotStepChanged,
            },
            "dynamicParameters" if found.way.len() > 1 => match found.way.len() {
                2 if found.old.is_none() => ChangeKind::ParameterAdded,
                2 if found.new.is_none() => ChangeKind::ParameterRemoved,
                _ => ChangeKind::ParameterChanged,
            },
            key if is_field(key) => ChangeKind::FieldChanged,
            key if is_reported(key) => ChangeKind::ReportedChanged,
            _ => ChangeKind::ValueChanged,
        };
        let mut change = Change::new(kind, vec![difference]);
        match kind {
            ChangeKind::TagAdded | ChangeKind::TagRemoved => {
                let text = found.new.or(found.old).map(RawValue::get);
                change.name = text.and_then(|tag| serde_json::from_str(tag).map(Text::owned).ok());
            }
            ChangeKind::BotStepAdded | ChangeKind::BotStepRemoved | ChangeKind::BotStepChanged => {
                if let Some(step) =
                    found.item(1).and_then(|pair| Element::of(old, new, pair).step())
                {
                    change.name = step.name;
                    change.at = step.at;
                }
            }
            ChangeKind::ParameterAdded
            | ChangeKind::ParameterRemoved
            | ChangeKind::ParameterChanged => {
                change.name =
                    found.item(1).and_then(|pair| Element::of(old, new, pair).parameter());
            }
            _ => change.name = Some(Text::from(key)),
        }
        changes.push(change);
    }
    if !summary.is_empty() {
        changes.push(Change::new(ChangeKind::SummaryChanged, summary).named("ticketSummary"));
    }
    if !moved.is_empty() {
        changes.push(Change::new(ChangeKind::Moved, moved));
    }
}

/// An element of a list: the story it is told from, the new one if it is there, and where it stands.
struct Element<'s, 't> {
    story: &'s Story<'t>,
    index: Option<usize>,
}

/// What is known of a step of the bot.
struct Step {
    name: Option<Text<'static>>,
    at: Option<crate::model::Timestamp>,
}

impl<'s, 't> Element<'s, 't> {
    fn of(old: &'s Story<'t>, new: &'s Story<'t>, pair: Pair) -> Self {
        if pair.new.is_some() {
            Self { story: new, index: pair.new }
        } else {
            Self { story: old, index: pair.old }
        }
    }

    fn read<'i, T>(&self, list: &str, items: &'i [T]) -> Option<&'i T> {
        items.get(Places::of(self.story.record, list).read(self.index?)?)
    }

    fn step(&self) -> Option<Step> {
        let steps = self.story.ticket().bot_steps.items();
        let step = self.read("botConversationSteps", steps)?;
        let kind = || step.kind.get().map(|kind| kind.name().to_static());
        let name = step.card_name.get().map(Text::to_static).or_else(kind);
        Some(Step { name, at: step.at.copied() })
    }

    fn parameter(&self) -> Option<Text<'static>> {
        let parameters = self.story.ticket().dynamic_parameters.items();
        let parameter = self.read("dynamicParameters", parameters)?;
        let id = || parameter.id.get().map(|Guid(id)| id.to_static());
        parameter.name.get().map(Text::to_static).or_else(id)
    }
}

fn is_field(key: &str) -> bool {
    key.strip_prefix("field").is_some_and(|number| number.parse::<u8>().is_ok())
}

/// Tells what Glassix counts and measures.
fn is_reported(key: &str) -> bool {
    matches!(
        key,
        "firstCustomerMessageDateTime"
            | "firstAgentMessageDateTime"
            | "firstAgentMessageUserId"
            | "lastCustomerMessageDateTime"
            | "lastAgentMessageDateTime"
            | "queueTimeGross"
            | "queueTimeNet"
            | "firstAgentResponseTimeGross"
            | "firstAgentResponseTimeNet"
            | "agentAssignToResponseTimeGross"
            | "agentAssignToResponseTimeNet"
            | "firstAgentAllocationTimestamp"
            | "lastAgentAllocationTimestamp"
            | "agentMediaCount"
            | "customerMediaCount"
            | "agentMessagesCount"
            | "customerMessagesCount"
            | "durationNet"
            | "durationGross"
            | "agentResponseAverageTimeNet"
            | "totalConversationTimeNet"
            | "agentCannedRepliesCount"
            | "transactionsCount"
    )
}
