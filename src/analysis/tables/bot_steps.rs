//! The table of the way through the bot.

use super::table::table;
use super::{Rows, numbered, whole};
use crate::analysis::stats::stay;
use crate::analysis::steps::Step;
use crate::analysis::story::Story;
use crate::analysis::value::Seconds;
use crate::model::{StepKind, Text};

struct Row<'r> {
    position: i64,
    step: &'r Step<'r>,
    stay: Option<Seconds>,
    has_conversation: bool,
}

table! {
    /// A row for each step of the way through the bot, in order of time.
    bot_steps (row: Row<'_>) {
        /// Which step of the ticket, from 1.
        position: whole from "the order of time" = Some(row.position);
        /// When the customer came there.
        visited_at: moment from "botConversationSteps[].visitDatetime" = row.step.step.at.copied();
        /// What it is: Card, or SesionOpened for the hand-over to the queue.
        step_type: text from "botConversationSteps[].stepType" = row.step.step.kind.get().map(StepKind::name);
        /// Whether it is the hand-over to the queue, and no card.
        is_hand_over: truth from "stepType" = Some(row.step.is_hand_over());
        /// The card's identifier.
        card_id: text from "botConversationSteps[].uniqueCardId" = row.step.step.card_id.get().map(|id| &id.0);
        /// The card's name.
        card_name: text from "botConversationSteps[].cardFriendlyName" = row.step.step.card_name.get();
        /// How long the customer stayed there: until the next step of the same bot conversation.
        stay_s: seconds from "the step after it" = row.stay;
        /// What the bot said there.
        prompts: whole from "counted in transactions" = counted(row, &row.step.prompts);
        /// What the customer answered there.
        answers: whole from "counted in transactions" = counted(row, &row.step.answers);
        /// The flow's identifier.
        flow_id: text from "botConversationSteps[].flowId" = row.step.step.flow_id.get().map(|id| &id.0);
        /// The flow's name.
        flow_name: text from "botConversationSteps[].flowName" = row.step.step.flow_name.get();
        /// The flow's version as written: 1.10 is not 1.1.
        flow_version: text from "botConversationSteps[].flowVersion" = row.step.step.flow_version.copied().map(|version| Text::borrowed(version.as_str()));
        /// The bot conversation.
        bot_conversation_id: text from "botConversationSteps[].botConversationId" = row.step.step.conversation_id.get().map(|id| &id.0);
        /// The department whose bot it is.
        department_id: text from "botConversationSteps[].departmentId" = row.step.step.department_id.get().map(|id| &id.0);
    }
}

fn counted(row: &Row<'_>, messages: &[usize]) -> Option<i64> {
    row.has_conversation.then(|| whole(messages.len()))
}

pub(super) fn rows(story: &Story<'_>, rows: &mut Rows) {
    let steps = &story.steps.steps;
    let has_conversation = story.has_conversation();
    for (index, (position, step)) in numbered(steps).enumerate() {
        let next = steps.get(index.saturating_add(1)).map(|next| next.step);
        let stay = if step.is_hand_over() { None } else { stay(step.step, next) };
        fill(&Row { position, step, stay, has_conversation }, rows);
    }
}
