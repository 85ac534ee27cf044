//! The table of tickets: what a ticket says of itself. What is measured is in another one.

use super::Rows;
use super::table::table;
use crate::analysis::person::Person;
use crate::analysis::story::Story;
use crate::model::{
    Channel, Details, Gender, Map, Owner, OwnerKind, State, Text, Ticket, TicketKind,
};

struct Row<'r> {
    story: &'r Story<'r>,
    ticket: &'r Ticket<'r>,
    details: Option<&'r Details<'r>>,
    owner: Option<&'r Owner<'r>>,
}

table! {
    /// A row for each ticket; copies of a ticket are all there.
    tickets (row: Row<'_>) {
        /// The department that owns it; the same value is the department's API key.
        department_id: text from "departmentId" = row.ticket.department_id.get().map(|id| &id.0);
        /// Whether it is worked on: Open, Closed, Snoozed, Pending or Undefined.
        state: text from "state" = row.ticket.state.get().map(State::name);
        /// Who owns it at present: Regular (people), Bot or GlassixBot.
        ticket_type: text from "ticketType" = row.ticket.kind.get().map(TicketKind::name);
        /// The main channel.
        channel: text from "primaryProtocolType" = row.ticket.channel.get().map(Channel::name);
        /// The language, such as he-IL.
        culture: text from "culture" = row.ticket.culture.get();
        /// When it was opened; its month, in UTC, is the partition.
        opened_at: moment from "open" = row.ticket.opened_at.copied();
        /// When it was closed, the last time.
        closed_at: moment from "close" = row.ticket.closed_at.copied();
        /// When anything last happened to it; edits count.
        last_activity_at: moment from "lastActivity" = row.ticket.last_activity_at.copied();
        /// The subject, as a rule.
        field1: text from "field1" = row.ticket.field1.get();
        /// A field of the department's own.
        field2: text from "field2" = row.ticket.field2.get();
        /// A field of the department's own.
        field3: text from "field3" = row.ticket.field3.get();
        /// A field of the department's own.
        field4: text from "field4" = row.ticket.field4.get();
        /// A field of the department's own.
        field5: text from "field5" = row.ticket.field5.get();
        /// A field of the department's own.
        field6: text from "field6" = row.ticket.field6.get();
        /// A field of the department's own.
        field7: text from "field7" = row.ticket.field7.get();
        /// A field of the department's own.
        field8: text from "field8" = row.ticket.field8.get();
        /// A field of the department's own.
        field9: text from "field9" = row.ticket.field9.get();
        /// A field of the department's own.
        field10: text from "field10" = row.ticket.field10.get();
        /// The integrator's own key.
        unique_argument: text from "uniqueArgument" = row.ticket.unique_argument.get();
        /// Whether the customer began it.
        is_incoming: truth from "isIncoming" = row.ticket.is_incoming.copied();
        /// Whether its data was destroyed on purpose.
        is_scrambled: truth from "isScrambled" = row.ticket.is_scrambled.copied();
        /// Whether the system closed it.
        was_closed_automatically: truth from "wasClosedAutomatically" = row.ticket.was_closed_automatically.copied();
        /// The customer, by the best name that the ticket has for them.
        customer_name: text from "participants" = row.customer().map(|person| &person.name).filter(|name| !name.is_blank());
        /// The customer's phone number, address or GUID.
        customer_identifier: text from "participants" = row.customer().and_then(|person| person.identifier.as_ref());
        /// Who has it, or had it last.
        owner_id: text from "owner.id" = row.owner.and_then(|owner| owner.id.get()).map(|id| &id.0);
        /// The owner, by the best name that the ticket has for them.
        owner_name: text from "owner, and all names in the ticket" = row.owner().map(|person| &person.name).filter(|name| !name.is_blank());
        /// The owner's mail address.
        owner_user_name: text from "owner.UserName" = row.owner.and_then(|owner| owner.user_name.get());
        /// Person, bot or program: AGENT, BOT or API.
        owner_type: text from "owner.type" = row.owner.and_then(|owner| owner.kind.get()).map(OwnerKind::name);
        /// The owner's language.
        owner_culture: text from "owner.culture" = row.owner.and_then(|owner| owner.culture.get());
        /// The owner's gender, as the profile has it.
        owner_gender: text from "owner.gender" = row.owner.and_then(|owner| owner.gender.get()).map(Gender::name);
        /// Left out of statistics, or not a participant: the documentation says both.
        owner_is_anonymous: truth from "owner.isAnonymous" = row.owner.and_then(|owner| owner.is_anonymous.copied());
        /// The integrator's own key for the owner.
        owner_unique_argument: text from "owner.uniqueArgument" = row.owner.and_then(|owner| owner.unique_argument.get());
        /// The copy in another department, to which it was moved.
        moved_to_ticket_id: whole from "movedToTicketId" = row.ticket.moved_to_ticket_id.copied().map(|id| id.0);
        /// The department it was moved to.
        moved_to_department_id: text from "movedToDepartmentId" = row.ticket.moved_to_department_id.get().map(|id| &id.0);
        /// The original in another department, from which it was moved.
        moved_from_ticket_id: whole from "movedFromTicketId" = row.ticket.moved_from_ticket_id.copied().map(|id| id.0);
        /// The department it was moved from.
        moved_from_department_id: text from "movedFromDepartmentId" = row.ticket.moved_from_department_id.get().map(|id| &id.0);
        /// The ticket that this one is inside.
        parent_ticket_id: whole from "parentNestedTicketId" = row.ticket.parent_nested_ticket_id.copied().map(|id| id.0);
        /// The tickets inside this one, their numbers set apart by commas.
        nested_ticket_ids: text from "nestedTicketsIds" = joined(row.ticket.nested_ticket_ids.items().iter().map(|id| id.0.to_string()));
        /// The bot session.
        bot_conversation_id: text from "botConversationId" = row.ticket.bot_conversation_id.get().map(|id| &id.0);
        /// All bot sessions, set apart by commas.
        bot_conversation_ids: text from "botConversations" = joined(row.ticket.bot_conversations.items().iter().map(|id| id.0.as_str().to_owned()));
        /// The page on which the chat began: its title.
        source_title: text from "details.source.title" = row.details.and_then(|d| d.source.get()).and_then(|source| source.title.get());
        /// The page's address.
        source_uri: text from "details.source.uri" = row.details.and_then(|d| d.source.get()).and_then(|source| source.uri.get());
        /// The ticket in another system.
        external_link: text from "details.externalLink" = row.details.and_then(|d| d.external_link.get());
        /// The cards of the bot as Glassix tells them; the table `bot_steps` knows better.
        cards_path: text from "details.cardsPath" = row.details.and_then(|d| d.cards_path.get());
        /// The customer's browser, in its own words.
        user_agent: text from "details.userAgent" = row.details.and_then(|d| d.user_agent.get());
        /// The customer's network address.
        ip_address: text from "details.iPAddress" = row.details.and_then(|d| d.ip_address.get());
        /// The customer's place, as free text.
        location: text from "details.location" = row.details.and_then(|d| d.location.get());
        /// Whether the customer used a telephone; chat only.
        is_mobile: truth from "details.isMobile" = row.details.and_then(|d| d.is_mobile.copied());
        /// What the integrator vouched for, as a JSON object.
        identity_token_claims: text from "details.identityTokenClaims" = row.details.and_then(|d| d.identity_token_claims.get()).and_then(json);
        /// Parameters of the address that led here (utm_…), as a JSON object.
        utm_parameters: text from "details.referral.utmParameters" = row.details.and_then(|d| d.referral.get()).and_then(|referral| referral.utm_parameters.get()).and_then(json);
        /// The advertisement or post that led here, as a JSON object of what is set.
        referral: text from "details.referral" = row.details.and_then(referral);
        /// The summary that somebody wrote.
        summary: text from "ticketSummary.value" = row.ticket.summary.get().and_then(|summary| summary.value.get());
        /// When the summary was written.
        summary_updated_at: moment from "ticketSummary.lastUpdateTimestamp" = row.ticket.summary.get().and_then(|summary| summary.updated_at.copied());
        /// Who wrote the summary.
        summary_user_id: text from "ticketSummary.userId" = row.ticket.summary.get().and_then(|summary| summary.user_id.get()).map(|id| &id.0);
    }
}

impl<'r> Row<'r> {
    fn customer(&self) -> Option<&'r Person> {
        self.story.cast.customer()
    }

    fn owner(&self) -> Option<&'r Person> {
        self.story.cast.owner().and_then(|owner| self.story.cast.person(owner))
    }
}

fn joined(texts: impl Iterator<Item = String>) -> Option<Text<'static>> {
    texts.reduce(|all, one| all + "," + &one).map(Text::owned)
}

fn json(map: &Map<'_>) -> Option<Text<'static>> {
    serde_json::to_string(map).ok().map(Text::owned)
}

fn referral(details: &Details<'_>) -> Option<Text<'static>> {
    let named = details.referral.get()?.named();
    let set =
        named.filter_map(|(name, field)| Some((name.to_owned(), field.get()?.as_str().into())));
    let set: serde_json::Map<_, _> = set.collect();
    if set.is_empty() {
        return None;
    }
    serde_json::to_string(&set).ok().map(Text::owned)
}

pub(super) fn rows(story: &Story<'_>, rows: &mut Rows) {
    let ticket = story.ticket();
    let (details, owner) = (ticket.details.get(), ticket.owner.get());
    fill(&Row { story, ticket, details, owner }, rows);
}
