//! A ticket as the export writes it: keys in the order of the documented ticket, empty values as there.

use super::account::Account;
use super::flows::{Asks, FLOWS};
use super::life::{Act, Hands, Life, Said, What};
use super::people::{AGENTS, Agent, BOTS};
use super::random::Random;
use super::time::{compact_date, office_time, push_span, push_stamp};
use super::truth::{Owner, Reported, Span, culture, takes_part};
use std::fmt::Write;

pub(crate) const NIL: &str = "00000000-0000-0000-0000-000000000000";
const DEPARTMENT: &str = "824b4850-b24c-45ed-8d41-c740ad2618bf";

/// What is wrong with a ticket on purpose.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Odd {
    /// A reported length of time is not what happened: which one, and by how much.
    pub(crate) reported: Option<(usize, i64)>,
    /// A value is of a wrong type: which one of [`WRONG`].
    pub(crate) wrong: Option<usize>,
    pub(crate) no_transactions: bool,
    pub(crate) cards_path: bool,
    /// An agent is the owner who never took part.
    pub(crate) stranger: Option<usize>,
    /// This transaction stands there twice.
    pub(crate) repeated: Option<usize>,
    /// The transactions are listed backwards.
    pub(crate) backwards: bool,
}

/// Values of a wrong type: key as written where it comes first, value as written instead, JSON pointer. None of them is
/// needed for an answer.
pub(crate) const WRONG: [(&str, &str, &str); 6] = [
    ("\"culture\":", "5", "/culture"),
    ("\"agentCannedRepliesCount\":", "\"none\"", "/agentCannedRepliesCount"),
    ("\"queueTimeNet\":", "160", "/queueTimeNet"),
    ("\"dynamicParameters\":", "{}", "/dynamicParameters"),
    ("\"lastAgentAllocationTimestamp\":", "\"yesterday\"", "/lastAgentAllocationTimestamp"),
    ("\"uniqueArgument\":", "[7]", "/owner/uniqueArgument"),
];

/// Returns what Glassix would report, by the rules that the documented ticket fits. Net is the time
/// in which the office was open.
pub(crate) fn report(life: &Life, books: &Account, owner: Owner, odd: &Odd) -> Reported {
    let mut random = Random::of(life.id as u64, 1);
    let whole = |span: i64| if life.millis { span } else { span / 1000 * 1000 };
    let net = |from: i64, to: i64| whole(office_time(from, to).min(to - from));
    let queue: Vec<_> = books.held.iter().filter(|held| held.hands == Hands::Queue).collect();
    let never_taken = !queue.is_empty() && books.first_assigned.is_none();
    let queue_net = queue.iter().map(|held| net(held.from, held.to)).sum();
    let response = books.response;
    let taken = books.taken_to_reply;
    let reply_at = response.map_or(0, |(_, to)| to);
    let (is_silent, is_bots) = (books.first_agent.is_none(), matches!(owner, Owner::Bot(_)));
    let owning = match owner {
        Owner::Agent(agent) => Some(agent),
        _ => None,
    };
    let mut reported = Reported {
        queue_gross_s: (!never_taken).then(|| Span(books.queued().unwrap_or(0))),
        queue_net_s: (!never_taken).then_some(Span(queue_net)),
        first_response_gross_s: response.map(|(from, to)| Span(to - from)),
        first_response_net_s: response.map(|(from, to)| Span(net(from, to))),
        taken_to_reply_gross_s: taken.map(Span),
        taken_to_reply_net_s: taken.map(|taken| Span(net(reply_at - taken, reply_at))),
        average_reply_net_s: Some(Span(books.average_net_reply())),
        duration_gross_s: Some(Span(books.duration().unwrap_or(0))),
        duration_net_s: Some(Span(books.closed.map_or(0, |closed| net(books.opened, closed)))),
        bot_only: books.closed.is_some() && is_silent && is_bots,
        unanswered: life.inbound && books.first_customer.is_some() && is_silent && !is_bots,
        agent: books.first_agent.map(|(_, agent)| agent).or(owning).map(|agent| AGENTS[agent].name),
    };
    if let Some(Span(gross)) = &mut reported.first_response_gross_s
        && *gross > 2000
        && random.chance(0.08)
    {
        // A second short, as in the documented ticket.
        *gross -= 1000;
    }
    if let Some((which, by)) = odd.reported {
        let span = match which {
            0 => &mut reported.queue_gross_s,
            1 => &mut reported.first_response_gross_s,
            _ => &mut reported.duration_gross_s,
        };
        if let Some(Span(span)) = span {
            *span += by;
        }
    }
    reported
}

/// How texts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// As they are.
    Plain,
    /// Everything but ASCII as `\u`.
    Escaped,
    /// That, and `\/`.
    Slashed,
}

/// Writes a ticket.
pub(crate) fn write(
    out: &mut String,
    life: &Life,
    books: &Account,
    owner: Owner,
    odd: &Odd,
    reported: &Reported,
) {
    let mut random = Random::of(life.id as u64, 2);
    let style = match random.below(100) {
        0..=84 => Style::Plain,
        85..=94 => Style::Escaped,
        _ => Style::Slashed,
    };
    // The second half of the time knows keys that the documented ticket lacks.
    let newer = life.id % 2 == 1;
    let start = out.len();
    let conversation = random.guid();
    let mut writer = Writer { out, style, life, books, newer, conversation, people: Vec::new() };
    writer.meet();
    writer.ticket(owner, odd, reported, &mut random);
    if let Some(which) = odd.wrong {
        let (key, value, _) = WRONG[which];
        replace_value(out, start, key, value);
    }
}

/// Puts another value behind the first occurrence of a key.
fn replace_value(out: &mut String, start: usize, key: &str, value: &str) {
    let Some(at) = out[start..].find(key).map(|at| start + at + key.len()) else { return };
    let rest = &out.as_bytes()[at..];
    let (mut depth, mut quoted, mut escaped, mut end) = (0_usize, false, false, 0);
    for (position, byte) in rest.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'[' | b'{' => depth += 1,
            b',' | b'}' | b']' if depth == 0 => {
                end = position;
                break;
            }
            b']' | b'}' => depth -= 1,
            _ => {}
        }
    }
    out.replace_range(at..at + end, value);
}

/// Somebody who stands in the list of participants, or behind a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    System,
    Client,
    Copied,
    Bot,
    Queue,
    Agent(usize),
}

struct Writer<'w> {
    out: &'w mut String,
    style: Style,
    life: &'w Life,
    books: &'w Account,
    newer: bool,
    conversation: String,
    /// Everybody with their JSON as the sender of a transaction; their number is the position + 1.
    people: Vec<(Who, String)>,
}

impl Writer<'_> {
    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Writes a key and a text.
    fn text(&mut self, key: &str, text: &str) {
        let _ = write!(self.out, ",\"{key}\":");
        push_text(self.out, text, self.style);
    }

    /// Writes a key and a value as it is.
    fn value(&mut self, key: &str, value: impl std::fmt::Display) {
        let _ = write!(self.out, ",\"{key}\":{value}");
    }

    fn moment(&mut self, key: &str, moment: Option<i64>) {
        let _ = write!(self.out, ",\"{key}\":");
        match moment {
            Some(moment) => {
                self.out.push('"');
                push_stamp(self.out, moment);
                self.out.push('"');
            }
            None => self.push("null"),
        }
    }

    fn span(&mut self, key: &str, span: Option<Span>) {
        let _ = write!(self.out, ",\"{key}\":");
        match span {
            Some(Span(span)) => {
                self.out.push('"');
                push_span(self.out, span);
                self.out.push('"');
            }
            None => self.push("null"),
        }
    }

    /// Finds everybody who takes part, in the order in which they come.
    fn meet(&mut self) {
        let life = self.life;
        let mut all = Vec::new();
        if let Hands::Agent(agent) = life.first {
            all.push(Who::Agent(agent));
        }
        all.push(Who::Client);
        if life.channel.name == "Mail" && life.id % 9 == 0 {
            all.push(Who::Copied);
        }
        if life.bot.is_some() {
            all.push(Who::Bot);
        }
        if self.books.held.iter().any(|held| held.hands == Hands::Queue)
            || life.acts.iter().any(|act| {
                matches!(
                    act.what,
                    What::Greeting(Hands::Queue, _) | What::Given { to: Hands::Queue, .. }
                )
            })
        {
            all.push(Who::Queue);
        }
        for agent in 0..AGENTS.len() {
            if takes_part(life, agent) && life.first != Hands::Agent(agent) {
                all.push(Who::Agent(agent));
            }
        }
        let sender =
            |(position, who): (usize, &Who)| (*who, self.participant(*who, position + 1, true));
        self.people = all.iter().enumerate().map(sender).collect();
    }

    /// Returns the JSON of somebody: in the list, or as the sender of a transaction.
    fn participant(&self, who: Who, number: usize, as_sender: bool) -> String {
        let life = self.life;
        let channel = life.channel;
        let mut out = String::with_capacity(400);
        let mut active = true;
        let (name, kind, identifier, ours, display, protocol, sub, contact, mail) = match who {
            Who::System => ("", "System", NIL, "", None, "Undefined", "Undefined", NIL, None),
            Who::Client | Who::Copied => {
                let sub = match (channel.name, who) {
                    ("Mail", Who::Client) => "MailTo",
                    ("Mail", _) => "MailCc",
                    _ => "Undefined",
                };
                let customer = &life.customer;
                let (name, identifier) = match who {
                    Who::Client => (customer.name.as_str(), customer.identifier.as_str()),
                    _ => ("Second Reader", "copy@example.com"),
                };
                (
                    name,
                    "Client",
                    identifier,
                    channel.ours,
                    Some(""),
                    channel.name,
                    sub,
                    &*customer.contact,
                    Some(""),
                )
            }
            Who::Bot => {
                let bot = &BOTS[life.bot.unwrap_or(0)];
                active = self.books.handed_over.is_none();
                (
                    bot.name,
                    "User",
                    bot.id,
                    "",
                    Some(bot.name),
                    "Web",
                    "Undefined",
                    NIL,
                    Some(bot.mail),
                )
            }
            Who::Queue => {
                active = !as_sender;
                ("Unassigned Tickets", "User", NIL, "", Some(""), "Web", "Undefined", NIL, Some(""))
            }
            Who::Agent(agent) => {
                let agent = &AGENTS[agent];
                let (name, display) = match (as_sender, agent.by_mail) {
                    (true, true) => (agent.mail, agent.name),
                    _ => (agent.name, agent.first),
                };
                (
                    name,
                    "User",
                    agent.id,
                    "",
                    Some(display),
                    "Web",
                    "Undefined",
                    NIL,
                    Some(agent.mail),
                )
            }
        };
        let _ = write!(out, "{{\"id\":{number}");
        let text = |out: &mut String, key: &str, text: Option<&str>| {
            let _ = write!(out, ",\"{key}\":");
            match text {
                Some(text) => push_text(out, text, self.style),
                None => out.push_str("null"),
            }
        };
        text(&mut out, "name", Some(name));
        text(&mut out, "type", Some(kind));
        text(&mut out, "identifier", Some(identifier));
        text(&mut out, "departmentIdentifier", Some(ours));
        text(&mut out, "displayName", display);
        text(&mut out, "protocolType", Some(protocol));
        text(&mut out, "subProtocolType", Some(sub));
        let _ = write!(out, ",\"isActive\":{active},\"isDeleted\":false");
        text(&mut out, "contactId", Some(contact));
        text(&mut out, "userName", mail);
        out.push('}');
        out
    }

    fn ticket(&mut self, owner: Owner, odd: &Odd, reported: &Reported, random: &mut Random) {
        let (life, books) = (self.life, self.books);
        let _ = write!(self.out, "{{\"id\":{},\"departmentId\":\"{DEPARTMENT}\"", life.id);
        for number in 1..=10 {
            let value = life.fields.iter().find(|(field, _)| *field == number);
            self.text(&format!("field{number}"), value.map_or("", |(_, text)| text));
        }
        self.text("culture", culture(life));
        self.text(
            "ticketType",
            if let Owner::Bot(bot) = owner { BOTS[bot].ticket_type } else { "Regular" },
        );
        self.push(",\"tags\":[");
        for (number, tag) in life.tags.iter().enumerate() {
            if number > 0 {
                self.push(",");
            }
            push_text(self.out, tag, self.style);
        }
        self.push("]");
        self.owner(owner);
        self.text("state", if books.closed.is_some() { "Closed" } else { life.open_as });
        self.moment("open", Some(books.opened));
        match books.closed {
            Some(_) => self.moment("close", books.closed),
            None => self.text("close", "0001-01-01T00:00:00"),
        }
        self.moment("lastActivity", Some(books.last_activity));
        self.text("uniqueArgument", "");
        self.details(odd, random);
        self.text("primaryProtocolType", life.channel.name);
        self.value("movedToTicketId", 0);
        self.text("movedToDepartmentId", NIL);
        self.value("movedFromTicketId", 0);
        self.text("movedFromDepartmentId", NIL);
        self.moment("firstCustomerMessageDateTime", books.first_customer);
        self.moment("firstAgentMessageDateTime", books.first_agent.map(|(at, _)| at));
        match books.first_agent {
            Some((_, agent)) => self.text("firstAgentMessageUserId", AGENTS[agent].id),
            None => self.value("firstAgentMessageUserId", "null"),
        }
        self.moment("lastCustomerMessageDateTime", books.last_customer);
        if self.newer {
            self.moment("lastAgentMessageDateTime", books.last_agent);
        }
        self.span("queueTimeGross", reported.queue_gross_s);
        self.span("queueTimeNet", reported.queue_net_s);
        self.span("firstAgentResponseTimeGross", reported.first_response_gross_s);
        self.span("firstAgentResponseTimeNet", reported.first_response_net_s);
        self.span("agentAssignToResponseTimeGross", reported.taken_to_reply_gross_s);
        self.span("agentAssignToResponseTimeNet", reported.taken_to_reply_net_s);
        self.moment("firstAgentAllocationTimestamp", books.first_assigned);
        self.moment("lastAgentAllocationTimestamp", books.last_assigned);
        self.value("agentMediaCount", books.agent_media);
        self.value("customerMediaCount", books.customer_media);
        self.value("agentMessagesCount", books.agent_messages);
        self.value("customerMessagesCount", books.customer_messages);
        self.span("durationNet", reported.duration_net_s);
        self.span("durationGross", reported.duration_gross_s);
        self.span("agentResponseAverageTimeNet", reported.average_reply_net_s);
        self.value("agentCannedRepliesCount", random.below(3));
        let conversation =
            if books.visits.is_empty() { NIL.to_owned() } else { self.conversation.clone() };
        self.text("botConversationId", &conversation);
        self.value("isIncoming", life.inbound);
        if self.newer {
            self.value("isScrambled", false);
        }
        self.participants();
        if !odd.no_transactions {
            self.transactions(odd);
        }
        self.parameters();
        self.steps();
        if self.newer {
            self.push(",\"ticketSummary\":null,\"nestedTicketsIds\":[],\"parentNestedTicketId\":0");
            self.value(
                "wasClosedAutomatically",
                books.closed.is_some() && books.closed_by == Some(Hands::Queue),
            );
            self.value("transactionsCount", books.transactions);
        }
        self.push("}");
    }

    fn owner(&mut self, owner: Owner) {
        let (id, gender, mail, anonymous, kind) = match owner {
            Owner::Nobody => (NIL, "Undefined", "", true, "AGENT"),
            Owner::Agent(agent) => {
                let agent: &Agent = &AGENTS[agent];
                (agent.id, agent.gender, agent.mail, false, "AGENT")
            }
            Owner::Bot(bot) => {
                let kind = if bot == 2 { "API" } else { "BOT" };
                (BOTS[bot].id, "notApplicable", BOTS[bot].mail, true, kind)
            }
        };
        let _ = write!(self.out, ",\"owner\":{{\"id\":\"{id}\"");
        self.text("gender", gender);
        self.text("UserName", mail);
        self.text("culture", "en-US");
        self.value("isAnonymous", anonymous);
        self.text("uniqueArgument", "");
        self.text("type", kind);
        self.push("}");
    }

    fn details(&mut self, odd: &Odd, random: &mut Random) {
        let (life, books) = (self.life, self.books);
        let is_web = life.channel.name == "Web";
        let agent = random.pick(&[
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
        ]);
        self.push(",\"details\":{\"userAgent\":");
        push_text(self.out, if is_web { agent } else { "" }, self.style);
        let address = format!("203.0.113.{}", random.below(256));
        self.text("iPAddress", if is_web { &address } else { "" });
        self.text("location", if is_web { life.customer.place } else { "" });
        let names = books
            .visits
            .iter()
            .map(|visit| FLOWS[visit.flow].cards[visit.card].name_in(visit.version));
        let mut path = names.collect::<Vec<_>>().join("/");
        if odd.cards_path {
            path.replace_range(.., "Main/Name/Subject/open ticket");
        }
        self.text("cardsPath", &path);
        self.push(",\"source\":{\"title\":");
        push_text(
            self.out,
            if is_web { "Shop – \"everything for coffee\"" } else { "" },
            self.style,
        );
        if is_web {
            self.text("uri", "https://shop.example.com/help?from=menu");
        } else {
            self.value("uri", "null");
        }
        self.push("}");
        let link = format!("https://crm.example.com/case?id={}", random.below(1_000_000));
        self.text("externalLink", if random.chance(0.3) { &link } else { "" });
        if is_web && random.chance(0.4) {
            let _ = write!(
                self.out,
                ",\"identityTokenClaims\":{{\"customerNumber\":\"{}\"}}",
                random.below(1_000_000)
            );
        } else {
            self.value("identityTokenClaims", "null");
        }
        self.push(",\"referral\":{\"utmParameters\":");
        if is_web && random.chance(0.15) {
            self.push("{\"utm_source\":\"newsletter\",\"utm_medium\":\"mail\",\"utm_campaign\":\"spring\"}");
        } else {
            self.push("null");
        }
        self.push(",\"adId\":\"\",\"adTitle\":\"\",\"refData\":\"\",\"productId\":\"\",\"fbPostId\":\"\",\"instagramStoryId\":\"\",\"instagramStoryMediaUrl\":null,\"appleIntentId\":\"\",\"appleGroupId\":\"\",\"twitterRootTweetId\":\"\"}");
        if self.newer {
            self.value("isMobile", agent.contains("Mobile"));
        }
        self.push("}");
    }

    fn participants(&mut self) {
        self.push(",\"participants\":[");
        for position in 0..self.people.len() {
            if position > 0 {
                self.push(",");
            }
            let listed = self.participant(self.people[position].0, position + 1, false);
            self.push(&listed);
        }
        self.push("]");
    }

    fn transactions(&mut self, odd: &Odd) {
        let mut order: Vec<_> =
            (0..self.life.acts.len()).filter(|at| !self.life.acts[*at].is_step()).collect();
        if let Some(repeated) = odd.repeated {
            order.push(order[repeated % order.len()]);
        }
        if odd.backwards {
            order.reverse();
        }
        self.push(",\"transactions\":[");
        for (number, position) in order.into_iter().enumerate() {
            if number > 0 {
                self.push(",");
            }
            self.transaction(position, &self.life.acts[position]);
        }
        self.push("]");
    }

    fn transaction(&mut self, position: usize, act: &Act) {
        let life = self.life;
        let mut random = Random::of(life.id as u64, 1000 + position as u64);
        let channel = life.channel.name;
        let status = match random.below(100) {
            0..=64 => "Read",
            65..=96 => "Delivered",
            97 => "Failed",
            _ => "Pending",
        };
        let (kind, protocol, status, who) = match &act.what {
            What::Opened => ("TicketOpened", "Undefined", "Pending", Who::System),
            What::Customer(_) => ("Message", channel, "Pending", Who::Client),
            What::Bot { .. } => ("Message", channel, status, Who::Bot),
            What::Agent(agent, _) => ("Message", channel, status, Who::Agent(*agent)),
            What::Greeting(Hands::Agent(agent), _) => {
                ("IntroductionMessage", channel, status, Who::Agent(*agent))
            }
            What::Greeting(..) => ("IntroductionMessage", channel, status, Who::Queue),
            What::Note(agent, _) => ("Note", "Undefined", "Pending", Who::Agent(*agent)),
            What::Given { .. } => ("TicketReAssigned", "Undefined", "Pending", Who::System),
            What::Closed { .. } => ("TicketClosed", "Undefined", "Pending", Who::System),
            What::Visit(..) | What::HandOver => return,
        };
        self.push("{\"guidTransactionId\":\"");
        random.push_guid(self.out);
        self.push("\"");
        // The numbers are of the whole department: others come in between.
        let id = 3_664_353_195 + (life.id - 200_000_000) * 400 + position as i64;
        self.value("id", id);
        self.moment("dateTime", Some(act.at));
        let _ = write!(self.out, ",\"fromProtocolType\":\"{protocol}\",\"type\":\"{kind}\"");
        self.words(act, &mut random);
        let _ = write!(self.out, ",\"status\":\"{status}\",\"fromParticipant\":");
        if let Some((_, sender)) = self.people.iter().find(|(other, _)| *other == who) {
            self.out.push_str(sender);
        } else {
            let sender = self.participant(who, 0, true);
            self.push(&sender);
        }
        let (files, embedded) = match &act.what {
            What::Customer(said) | What::Agent(_, said) => (said.files, said.embedded),
            _ => (0, 0),
        };
        self.push(",\"attachments\":[");
        for number in 0..files + embedded {
            if number > 0 {
                self.push(",");
            }
            self.attachment(act.at, number >= files, &mut random);
        }
        self.push("]");
        self.payload(act);
        self.push("}");
    }

    /// Writes text and HTML of a transaction.
    fn words(&mut self, act: &Act, random: &mut Random) {
        let is_mail = self.life.channel.name == "Mail";
        match &act.what {
            What::Customer(said) | What::Agent(_, said) if is_mail => self.mail(act, said),
            What::Customer(said) => {
                self.text("text", &said.words.text);
                self.text("html", "");
            }
            What::Agent(_, said) => {
                self.text("text", &said.words.text);
                let html =
                    if random.chance(0.6) { paragraphs(&said.words.text) } else { String::new() };
                self.text("html", &html);
            }
            What::Bot { text, card } => {
                let has_buttons = card.is_some_and(|(flow, card)| {
                    matches!(FLOWS[flow].cards[card].asks, Asks::Button(_))
                });
                let text = if has_buttons { "" } else { text };
                self.text("text", text);
                let html = if text.is_empty() { String::new() } else { paragraphs(text) };
                self.text("html", &html);
            }
            What::Greeting(_, text) => {
                self.text("text", text);
                self.text("html", "");
            }
            What::Note(_, words) => {
                self.text("text", &words.text);
                self.text("html", "");
            }
            What::Given { by, to } => {
                let text = self.reassigned(*by, *to);
                self.text("text", &text);
                self.text("html", "");
            }
            What::Closed { by } => {
                let (id, mail) = self.user(*by);
                let mut text = format!("{{\"byUserId\":\"{id}\",\"byUserName\":");
                push_text(&mut text, mail, Style::Plain);
                text.push('}');
                self.text("text", &text);
                self.text("html", "");
            }
            _ => {
                self.text("text", "");
                self.text("html", "");
            }
        }
    }

    /// Writes a mail: both forms, with a signature and what it answers.
    fn mail(&mut self, act: &Act, said: &Said) {
        let mut text = said.words.text.clone();
        let mut html = String::from(
            "<head><style>p { margin: 0 0 8px; } .sig { color: #777; }</style></head><body dir=\"auto\">",
        );
        push_paragraphs(&mut html, &said.words.text);
        if let What::Agent(agent, _) = &act.what {
            let agent = &AGENTS[*agent];
            let _ = write!(text, "\n\n-- \n{}\nCustomer service · Example Coffee", agent.name);
            html.push_str("<table class=\"sig\" cellpadding=\"0\"><tr><td><img src=\"cid:logo@example.com\" width=\"64\"/></td><td>");
            push_html(&mut html, agent.name);
            html.push_str("<br/>Customer service &middot; Example Coffee</td></tr></table>");
        }
        let quoted = said.quotes.and_then(|quoted| self.life.acts.get(quoted));
        if let Some(Act { at, what: What::Customer(quoted) | What::Agent(_, quoted) }) = quoted {
            let mut date = String::new();
            push_stamp(&mut date, *at);
            let _ = write!(text, "\n\nOn {date} somebody wrote:\n");
            html.push_str("<blockquote type=\"cite\" style=\"border-left: 1px solid #ccc; padding-left: 1ex\">");
            push_paragraphs(&mut html, &quoted.words.text);
            html.push_str("</blockquote>");
            for line in quoted.words.text.split('\n') {
                let _ = writeln!(text, "> {line}");
            }
        }
        html.push_str("</body>");
        self.text("text", &text);
        self.text("html", &html);
    }

    /// Returns identifier and address of whoever does something.
    fn user(&self, who: Hands) -> (&'static str, &'static str) {
        match who {
            Hands::Bot => {
                (BOTS[self.life.bot.unwrap_or(0)].id, BOTS[self.life.bot.unwrap_or(0)].mail)
            }
            Hands::Queue => (NIL, ""),
            Hands::Agent(agent) => (AGENTS[agent].id, AGENTS[agent].mail),
        }
    }

    /// Returns the JSON inside the text of a change of hands. Some agents have their address where the
    /// name belongs, as in the documented ticket.
    fn reassigned(&self, by: Hands, to: Hands) -> String {
        let names = |who: Hands, queue: &'static str| match who {
            Hands::Bot => {
                let bot = &BOTS[self.life.bot.unwrap_or(0)];
                (bot.mail, bot.name, bot.name)
            }
            Hands::Queue => ("", "", queue),
            Hands::Agent(agent) => {
                let agent = &AGENTS[agent];
                if agent.by_mail {
                    (agent.mail, agent.name, agent.mail)
                } else {
                    (agent.mail, agent.first, agent.name)
                }
            }
        };
        let ((by_id, _), (to_id, _)) = (self.user(by), self.user(to));
        let (by_mail, by_short, by_full) = names(by, "");
        let (to_mail, to_short, to_full) = names(to, "Unassigned Tickets");
        let pulls = matches!(by, Hands::Agent(agent) if AGENTS[agent].by_mail) && by == to;
        let mut text = String::with_capacity(400);
        let mut key = |key: &str, value: &str| {
            text.push(if text.is_empty() { '{' } else { ',' });
            let _ = write!(text, "\"{key}\":");
            push_text(&mut text, value, Style::Plain);
        };
        key("byUserId", by_id);
        key("byUserName", if pulls { by_id } else { by_mail });
        key("byUserShortName", by_short);
        key("byUserFullName", by_full);
        key("toUserId", to_id);
        key("toUserName", to_mail);
        key("toUserShortName", to_short);
        key("toUserFullName", to_full);
        text.push('}');
        text
    }

    fn attachment(&mut self, at: i64, embedded: bool, random: &mut Random) {
        let (kind, ending, name) = random.pick(&[
            ("Image", "jpg", "IMG_2041.jpg"),
            ("Image", "png", "צילום מסך.png"),
            ("Document", "pdf", "Invoice \"May\" (2).pdf"),
            ("Audio", "ogg", "voice.ogg"),
        ]);
        let file = format!("{:016x}{:016x}.{ending}", random.next(), random.next());
        let date = compact_date(at);
        let uri = format!(
            "https://attachments.example.com/{}/{file}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=EXAMPLEKEY%2F{date}%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Date={date}T000000Z&X-Amz-Expires=21600&X-Amz-SignedHeaders=host&X-Amz-Signature={:016x}{:016x}{:016x}{:016x}",
            random.guid(),
            random.next(),
            random.next(),
            random.next(),
            random.next()
        );
        let _ = write!(
            self.out,
            "{{\"id\":{},\"type\":\"{kind}\",\"fileIdentifier\":\"{file}\"",
            900_000_000 + random.below(90_000_000)
        );
        self.text("originalFileName", name);
        self.push(",\"thumbnails\":[],\"thumbnailsFileIdentifiers\":[]");
        self.text("uri", &uri);
        self.value("isEmbedded", embedded);
        self.text("sanitizationState", "Allowed");
        self.push("}");
    }

    fn payload(&mut self, act: &Act) {
        let What::Bot { text, card: Some((flow, card)) } = &act.what else {
            self.push(",\"payload\":null");
            return;
        };
        let Asks::Button(buttons) = FLOWS[*flow].cards[*card].asks else {
            self.push(",\"payload\":null");
            return;
        };
        self.push(",\"payload\":{\"templates\":[{\"title\":");
        push_text(self.out, if *card == 0 { "Welcome" } else { "" }, self.style);
        self.push(",\"titleHtml\":\"\"");
        self.text("subtitle", text);
        self.text("subtitleHtml", &paragraphs(text));
        self.push(",\"coverImageHeight\":0,\"coverImageWidth\":0,\"buttons\":[");
        for (number, (title, _)) in buttons.iter().enumerate() {
            self.push(if number > 0 { ",{\"title\":" } else { "{\"title\":" });
            push_text(self.out, title, self.style);
            self.push(",\"type\":\"text\"}");
        }
        self.push("]}],\"quickReplies\":[],\"enableFreeTextInput\":false}");
    }

    fn parameters(&mut self) {
        let Some(visit) = self.books.visits.first() else {
            self.push(",\"dynamicParameters\":[]");
            return;
        };
        let (id, flow) = (self.life.id, FLOWS[visit.flow].id);
        let _ = write!(
            self.out,
            ",\"dynamicParameters\":[{{\"id\":\"787cb557-cf6f-4c3c-bc73-711096769c4c\",\"flowId\":\"{flow}\",\"name\":\"visits\""
        );
        if self.newer {
            let _ = write!(
                self.out,
                ",\"strValue\":\"\",\"boolValue\":false,\"numValue\":{},\"intValue\":{}",
                id % 7,
                id % 7
            );
        } else {
            let _ = write!(self.out, ",\"value\":{}", id % 7);
        }
        self.push(",\"type\":\"Number\"");
        self.moment("creationDatetime", Some(visit.at));
        self.push("}]");
    }

    fn steps(&mut self) {
        self.push(",\"botConversationSteps\":[");
        let mut flow_now = (0, 0);
        let mut first = true;
        for act in &self.life.acts {
            let (flow, version, kind, id, name) = match act.what {
                What::Visit(flow, version, card) => {
                    let card = &FLOWS[flow].cards[card];
                    flow_now = (flow, version);
                    (flow, version, "Card", card.id, Some(card.name_in(version)))
                }
                What::HandOver => (flow_now.0, flow_now.1, "SesionOpened", NIL, None),
                _ => continue,
            };
            let flow = &FLOWS[flow];
            self.push(if first { "" } else { "," });
            first = false;
            let _ = write!(
                self.out,
                "{{\"departmentId\":\"{DEPARTMENT}\",\"botConversationId\":\"{}\",\"flowId\":\"{}\",\"flowVersion\":{}",
                self.conversation, flow.id, flow.versions[version]
            );
            self.text("flowName", flow.name);
            let _ = write!(self.out, ",\"stepType\":\"{kind}\",\"uniqueCardId\":\"{id}\"");
            match name {
                Some(name) => self.text("cardFriendlyName", name),
                None => self.value("cardFriendlyName", "null"),
            }
            self.moment("visitDatetime", Some(act.at));
            self.push("}");
        }
        self.push("]");
    }
}

/// Writes a text as a JSON string.
fn push_text(out: &mut String, text: &str, style: Style) {
    out.push('"');
    let mut plain = 0;
    for (at, char) in text.char_indices() {
        let escaped = match char {
            '"' | '\\' | '\u{0}'..='\u{1f}' => true,
            '/' => style == Style::Slashed,
            _ => style != Style::Plain && !char.is_ascii(),
        };
        if !escaped {
            continue;
        }
        out.push_str(&text[plain..at]);
        plain = at + char.len_utf8();
        match char {
            '"' | '\\' | '/' => {
                out.push('\\');
                out.push(char);
            }
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ => {
                for unit in char.encode_utf16(&mut [0; 2]) {
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
        }
    }
    out.push_str(&text[plain..]);
    out.push('"');
}

/// Wraps a text as the editor does.
fn paragraphs(text: &str) -> String {
    let mut html = String::from("<head></head><body>");
    push_paragraphs(&mut html, text);
    html.push_str("</body>");
    html
}

fn push_paragraphs(html: &mut String, text: &str) {
    for line in text.split('\n') {
        html.push_str("<p>");
        push_html(html, line);
        html.push_str("</p>");
    }
}

fn push_html(html: &mut String, text: &str) {
    for char in text.chars() {
        match char {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            _ => html.push(char),
        }
    }
}
