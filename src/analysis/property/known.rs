//! All properties: what each is called, what it says, and where it comes from.

use super::people::{agents, bot_any, customers, owner};
use super::{FIELD, Kind, Known, PARAMETER, Value};
use crate::analysis::course::{Entry, EntryKind};
use crate::analysis::{BotPath, Ending, Holding, Role, Seconds, Span, SpanName, Story, Wait};
use crate::model::{Details, DynamicParameter, Field, Guid, Text, TimeSpan, Timestamp};

/// Finds the values of a property.
type Get = fn(&Story<'_>, &str) -> Vec<Value>;

const fn one(name: &'static str, kind: Kind, about: &'static str, get: Get) -> Known {
    Known { name, kind, about, several: false, get }
}

const fn several(name: &'static str, kind: Kind, about: &'static str, get: Get) -> Known {
    Known { name, kind, about, several: true, get }
}

/// All of them, in the order of the help.
pub(super) const KNOWN: &[Known] = &[
    one("id", Kind::Number, "the ticket's number", |s, _| number(&s.ticket().id)),
    one("state", Kind::Text, "Open, Closed, Snoozed, Pending", |s, _| {
        name(s.ticket().state.get().map(|state| state.name()))
    }),
    one("type", Kind::Text, "who owns it: Regular (people), Bot, GlassixBot", |s, _| {
        name(s.ticket().kind.get().map(|kind| kind.name()))
    }),
    one("channel", Kind::Text, "Web, WhatsApp, Mail, SMS …, as Glassix writes it", |s, _| {
        name(s.ticket().channel.get().map(|channel| channel.name()))
    }),
    one("culture", Kind::Text, "the language, such as he-IL", |s, _| text(&s.ticket().culture)),
    one("department", Kind::Text, "the department's identifier", |s, _| {
        guid(&s.ticket().department_id)
    }),
    several("tag", Kind::Text, "the labels", |s, _| {
        s.ticket().tags.items().iter().map(|tag| Value::Text(tag.to_static())).collect()
    }),
    one("owner", Kind::Text, "who owns it, by name, address or identifier", owner),
    several("agent", Kind::Text, "any agent who was assigned or wrote", agents),
    one("customer", Kind::Text, "by name, user name, phone number or address", customers),
    one("subject", Kind::Text, "the subject, which is field1", |s, _| text(&s.ticket().field1)),
    one(FIELD, Kind::Text, "a field of the department's own", field),
    one(PARAMETER, Kind::Text, "a value that the bot keeps: parameter.userId", parameters),
    one("key", Kind::Text, "the integrator's own key", |s, _| text(&s.ticket().unique_argument)),
    one("opened", Kind::Moment, "when it was opened", |s, _| moment(&s.ticket().opened_at)),
    one("closed", Kind::Moment, "when it was closed, the last time", |s, _| {
        moment(&s.ticket().closed_at)
    }),
    one("last_activity", Kind::Moment, "when anything last happened to it", |s, _| {
        moment(&s.ticket().last_activity_at)
    }),
    one("waited", Kind::Span, "the longest wait that a person answered", |s, _| {
        span(s.longest_wait().map(Wait::length))
    }),
    one("waiting", Kind::Span, "how long the customer waits by now for a person", |s, _| {
        span(s.unanswered().filter(|wait| wait.goes_on).map(Wait::length))
    }),
    one("unanswered", Kind::Span, "the last wait that nobody answered, closed or not", |s, _| {
        span(s.unanswered().map(Wait::length))
    }),
    one("bot", Kind::Span, "how long a bot had it", |s, _| recounted(s, SpanName::Bot)),
    one("queue", Kind::Span, "how long it was unassigned", |s, _| recounted(s, SpanName::Queue)),
    one("taken_to_reply", Kind::Span, "from taking it to the first reply", |s, _| {
        recounted(s, SpanName::TakenToReply)
    }),
    one("first_response", Kind::Span, "from hand-over or question to the first reply", |s, _| {
        recounted(s, SpanName::FirstResponse)
    }),
    one("average_reply", Kind::Span, "the mean time of an agent's replies", |s, _| {
        recounted(s, SpanName::AverageReply)
    }),
    one("duration", Kind::Span, "from opening to closing", |s, _| recounted(s, SpanName::Duration)),
    several("held", Kind::Shares, "who had it, as a bar", |s, _| {
        s.holdings.iter().map(|held| Value::Share(held.role, held.length())).collect()
    }),
    one("held.bot", Kind::Span, "the same as bot", |s, _| recounted(s, SpanName::Bot)),
    one("held.queue", Kind::Span, "the same as queue", |s, _| recounted(s, SpanName::Queue)),
    one("held.agent", Kind::Span, "how long agents had it", |s, _| {
        let held = s.holdings.iter().filter(|held| held.role == Role::Agent);
        span(held.map(Holding::length).reduce(Seconds::plus))
    }),
    one("messages", Kind::Number, "messages of customer, bot and agent", |s, _| {
        count(s, |s| s.course.entries.iter().filter(|e| e.kind == EntryKind::Message).count())
    }),
    one("messages.customer", Kind::Number, "messages of the customer", |s, _| {
        count(s, |s| s.messages(Role::Customer).count())
    }),
    one("messages.bot", Kind::Number, "messages of bots", |s, _| {
        count(s, |s| s.messages(Role::Bot).count())
    }),
    one("messages.agent", Kind::Number, "messages of agents", |s, _| {
        count(s, |s| s.messages(Role::Agent).count())
    }),
    one("notes", Kind::Number, "notes for agents", |s, _| {
        count(s, |s| s.course.entries.iter().filter(|e| e.kind == EntryKind::Note).count())
    }),
    one("transactions", Kind::Number, "transactions, each once", |s, _| {
        count(s, |s| s.course.entries.len())
    }),
    one("attachments", Kind::Number, "files sent, those inside a text apart", |s, _| {
        count(s, |s| s.course.entries.iter().map(Entry::media).sum())
    }),
    one("reopened", Kind::Number, "how often it was opened again", |s, _| {
        count(s, |s| s.course.entries.iter().filter(|entry| entry.reopens).count())
    }),
    one("bot.any", Kind::YesNo, "a bot took part; has:bot says the same", bot_any),
    one("bot.left", Kind::YesNo, "the customer left the bot without an answer", |s, _| {
        vec![Value::YesNo(BotPath::endings(s).contains(&Ending::Left))]
    }),
    several("bot.card", Kind::Text, "any bot card that the customer came to", |s, _| {
        let visits = s.steps.steps.iter().filter(|step| !step.is_hand_over());
        distinct(visits.filter_map(|step| step.step.card_name.get()))
    }),
    several("bot.flow", Kind::Text, "any bot flow that the customer went through", |s, _| {
        distinct(s.steps.steps.iter().filter_map(|step| step.step.flow_name.get()))
    }),
    one("inbound", Kind::YesNo, "the customer began", |s, _| flag(s.ticket().is_incoming.copied())),
    one("auto_closed", Kind::YesNo, "the system closed it", |s, _| {
        flag(s.ticket().was_closed_automatically.copied())
    }),
    one("scrambled", Kind::YesNo, "its data was destroyed on purpose", |s, _| {
        flag(s.ticket().is_scrambled.copied())
    }),
    one("location", Kind::Text, "the customer's place, country included", |s, _| {
        details(s, |details| &details.location)
    }),
    one("ip", Kind::Text, "the customer's network address", |s, _| {
        details(s, |details| &details.ip_address)
    }),
    one("browser", Kind::Text, "the customer's browser, in its own words", |s, _| {
        details(s, |details| &details.user_agent)
    }),
    one("source", Kind::Text, "the page on which it began: title, else address", |s, _| {
        s.source().map(Value::Text).into_iter().collect()
    }),
    one("link", Kind::Text, "the ticket in another system", |s, _| {
        details(s, |details| &details.external_link)
    }),
    one("reported.queue", Kind::Span, "the queue time as Glassix reports it", |s, _| {
        reported(&s.ticket().queue_time_gross)
    }),
    one("reported.queue.net", Kind::Span, "the same in working hours", |s, _| {
        reported(&s.ticket().queue_time_net)
    }),
    one("reported.taken_to_reply", Kind::Span, "assigned to reply as reported", |s, _| {
        reported(&s.ticket().assign_to_response_gross)
    }),
    one("reported.taken_to_reply.net", Kind::Span, "the same in working hours", |s, _| {
        reported(&s.ticket().assign_to_response_net)
    }),
    one("reported.first_response", Kind::Span, "the first response as reported", |s, _| {
        reported(&s.ticket().first_response_gross)
    }),
    one("reported.first_response.net", Kind::Span, "the same in working hours", |s, _| {
        reported(&s.ticket().first_response_net)
    }),
    one("reported.average_reply.net", Kind::Span, "the average reply as reported", |s, _| {
        reported(&s.ticket().agent_response_average_net)
    }),
    one("reported.duration", Kind::Span, "the duration as reported", |s, _| {
        reported(&s.ticket().duration_gross)
    }),
    one("reported.duration.net", Kind::Span, "the same in working hours", |s, _| {
        reported(&s.ticket().duration_net)
    }),
    one("reported.messages.customer", Kind::Number, "as reported", |s, _| {
        number(&s.ticket().customer_messages_count)
    }),
    one("reported.messages.agent", Kind::Number, "as reported", |s, _| {
        number(&s.ticket().agent_messages_count)
    }),
    one("reported.transactions", Kind::Number, "as reported", |s, _| {
        number(&s.ticket().transactions_count)
    }),
];

fn name(name: Option<Text<'_>>) -> Vec<Value> {
    name.map(|name| Value::Text(name.to_static())).into_iter().collect()
}

fn text(field: &Field<'_, Text<'_>>) -> Vec<Value> {
    field.get().map(|text| Value::Text(text.to_static())).into_iter().collect()
}

fn guid(field: &Field<'_, Guid<'_>>) -> Vec<Value> {
    field.get().map(|guid| Value::Text(guid.0.to_static())).into_iter().collect()
}

fn number(field: &Field<'_, i64>) -> Vec<Value> {
    field.copied().map(Value::Number).into_iter().collect()
}

fn moment(field: &Field<'_, Timestamp>) -> Vec<Value> {
    field.copied().map(Value::Moment).into_iter().collect()
}

fn span(span: Option<Seconds>) -> Vec<Value> {
    span.map(Value::Span).into_iter().collect()
}

fn reported(field: &Field<'_, TimeSpan>) -> Vec<Value> {
    span(field.copied().map(Seconds::from))
}

fn recounted(story: &Story<'_>, name: SpanName) -> Vec<Value> {
    span(Span::of(story, name).recount_s)
}

fn flag(yes: Option<bool>) -> Vec<Value> {
    yes.map(Value::YesNo).into_iter().collect()
}

/// Counts in the conversation; where the file does not hold it, nothing is known.
fn count(story: &Story<'_>, count: impl Fn(&Story<'_>) -> usize) -> Vec<Value> {
    story.has_conversation().then(|| Value::count(count(story))).into_iter().collect()
}

fn details(
    story: &Story<'_>,
    field: impl for<'d, 't> Fn(&'d Details<'t>) -> &'d Field<'t, Text<'t>>,
) -> Vec<Value> {
    story.ticket().details.get().map_or_else(Vec::new, |details| text(field(details)))
}

fn distinct<'s>(texts: impl Iterator<Item = &'s Text<'s>>) -> Vec<Value> {
    let mut met: Vec<&Text<'_>> = Vec::new();
    texts.for_each(|text| {
        if !met.contains(&text) {
            met.push(text);
        }
    });
    met.into_iter().map(|text| Value::Text(text.to_static())).collect()
}

/// Reads the field of which the name tells the number.
fn field(story: &Story<'_>, name: &str) -> Vec<Value> {
    let number = name.strip_prefix("field").and_then(|number| number.parse::<usize>().ok());
    let index = number.and_then(|number| number.checked_sub(1));
    let fields = story.ticket().fields();
    index.and_then(|index| fields.get(index)).map_or_else(Vec::new, |field| text(field))
}

/// Reads the parameters of which the name tells the name.
fn parameters(story: &Story<'_>, name: &str) -> Vec<Value> {
    let name = name.split_once('.').map_or("", |(_, name)| name);
    let all = story.ticket().dynamic_parameters.items().iter();
    let named = all.filter(|parameter| {
        parameter.name.get().is_some_and(|known| known.as_str().eq_ignore_ascii_case(name))
    });
    let values = named.filter_map(DynamicParameter::value);
    values.map(|value| Value::Text(value.to_text().to_static())).collect()
}
