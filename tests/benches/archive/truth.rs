//! The right answers about each ticket, as they are written down beside the archive.

use super::account::Account;
use super::flows::FLOWS;
use super::life::{Act, Hands, Life, What};
use super::people::{AGENTS, BOTS};
use super::time::stamp;
use super::words::{PLANTS, Planted};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// A length of time in milliseconds, written in seconds: whole ones as integers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span(pub(crate) i64);

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 % 1000 {
            0 => to.serialize_i64(self.0 / 1000),
            _ => to.serialize_f64(self.0 as f64 / 1000.0),
        }
    }
}

/// What is true of one ticket as it stands in the archive. What a copy without transactions cannot
/// tell is missing.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Truth {
    pub(crate) id: i64,
    /// Whether this is the only copy (`only`), or the one to keep (`kept`) or to drop (`dropped`) of two.
    pub(crate) copy: &'static str,
    /// What is wrong with it on purpose.
    pub(crate) anomalies: Vec<&'static str>,
    pub(crate) has_transactions: bool,
    pub(crate) state: &'static str,
    pub(crate) ticket_type: &'static str,
    pub(crate) channel: &'static str,
    pub(crate) culture: &'static str,
    pub(crate) customer: String,
    /// The owner's name where the ticket tells it, and address; none if it is in the queue.
    pub(crate) owner: Option<&'static str>,
    pub(crate) owner_mail: Option<&'static str>,
    /// Who wrote first on our side, else the last agent who had it.
    pub(crate) agent: Option<&'static str>,
    /// The agents who were assigned or wrote, in order; then those who wrote.
    pub(crate) agents: Vec<&'static str>,
    pub(crate) wrote: Vec<&'static str>,
    pub(crate) tags: Vec<&'static str>,
    pub(crate) fields: BTreeMap<usize, String>,
    pub(crate) opened_at: String,
    pub(crate) closed_at: Option<String>,
    pub(crate) last_activity_at: String,
    pub(crate) is_inbound: bool,
    pub(crate) closed_by_system: bool,
    pub(crate) held: Vec<HeldTruth>,
    pub(crate) bot_s: Option<Span>,
    pub(crate) queue_s: Option<Span>,
    pub(crate) agent_s: Option<Span>,
    pub(crate) first_response_s: Option<Span>,
    pub(crate) taken_to_reply_s: Option<Span>,
    pub(crate) average_reply_s: Option<f64>,
    /// Of how many replies that is the mean.
    pub(crate) replies: usize,
    pub(crate) duration_s: Option<Span>,
    pub(crate) waits: Vec<WaitTruth>,
    /// The longest wait that was answered.
    pub(crate) waited_s: Option<Span>,
    /// The customer waited for a person, and no person ever answered.
    pub(crate) unanswered: bool,
    /// The customer waits at the end of what the archive tells.
    pub(crate) waits_still: bool,
    /// It is closed, and nobody but a bot ever had it.
    pub(crate) bot_only: bool,
    /// And it was closed while the bot waited for an answer.
    pub(crate) abandoned: bool,
    pub(crate) reopened: usize,
    /// An agent took it, or got it.
    pub(crate) was_assigned: bool,
    pub(crate) messages: MessagesTruth,
    pub(crate) bot: Option<BotTruth>,
    pub(crate) reported: Reported,
    /// Of each planted word: in how many messages and notes it stands.
    pub(crate) planted: BTreeMap<&'static str, PlantTruth>,
    /// Where a value of a wrong type was put: JSON pointers.
    pub(crate) odd: Vec<&'static str>,
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct HeldTruth {
    pub(crate) role: &'static str,
    pub(crate) name: &'static str,
    pub(crate) seconds: Span,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) goes_on: bool,
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct WaitTruth {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) seconds: Span,
    pub(crate) answered: bool,
    pub(crate) goes_on: bool,
}

#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct MessagesTruth {
    pub(crate) customer: usize,
    pub(crate) bot: usize,
    pub(crate) agent: usize,
    pub(crate) automatic: usize,
    pub(crate) notes: usize,
    pub(crate) customer_media: usize,
    pub(crate) agent_media: usize,
    pub(crate) transactions: usize,
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct BotTruth {
    pub(crate) ending: &'static str,
    pub(crate) left: bool,
    pub(crate) path: Vec<&'static str>,
    pub(crate) visits: Vec<VisitTruth>,
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct VisitTruth {
    pub(crate) flow: &'static str,
    pub(crate) flow_id: &'static str,
    pub(crate) version: &'static str,
    pub(crate) card: &'static str,
    pub(crate) card_id: &'static str,
    pub(crate) entered_at: String,
    pub(crate) stay_s: Option<Span>,
    pub(crate) again: bool,
    pub(crate) answers: usize,
}

/// The lengths of time as the ticket reports them.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(crate) struct Reported {
    pub(crate) queue_gross_s: Option<Span>,
    pub(crate) queue_net_s: Option<Span>,
    pub(crate) first_response_gross_s: Option<Span>,
    pub(crate) first_response_net_s: Option<Span>,
    pub(crate) taken_to_reply_gross_s: Option<Span>,
    pub(crate) taken_to_reply_net_s: Option<Span>,
    pub(crate) average_reply_net_s: Option<Span>,
    pub(crate) duration_gross_s: Option<Span>,
    pub(crate) duration_net_s: Option<Span>,
    /// What the report tells without transactions: it is closed and a bot's, and no person wrote; the
    /// customer wrote and no person did, and it is no bot's; the first who did, else the owner, if
    /// that is a person.
    pub(crate) bot_only: bool,
    pub(crate) unanswered: bool,
    pub(crate) agent: Option<&'static str>,
}

#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(crate) struct PlantTruth {
    /// In any spelling.
    pub(crate) folded: usize,
    /// To the letter.
    pub(crate) exact: usize,
}

/// Who owns a ticket, as its head says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    Nobody,
    Agent(usize),
    Bot(usize),
}

impl Truth {
    /// Writes down what the books of a life say.
    pub(crate) fn of(life: &Life, books: &Account, owner: Owner) -> Self {
        let name = |agent: &usize| AGENTS[*agent].name;
        let has_part = |agent: usize| takes_part(life, agent);
        let (owner_name, owner_mail) = match owner {
            Owner::Nobody => (None, None),
            // Whoever takes no part is known by the address alone.
            Owner::Agent(agent) if !has_part(agent) => {
                (Some(AGENTS[agent].mail), Some(AGENTS[agent].mail))
            }
            Owner::Agent(agent) => (Some(AGENTS[agent].name), Some(AGENTS[agent].mail)),
            Owner::Bot(bot) => (Some(BOTS[bot].name), Some(BOTS[bot].mail)),
        };
        Self {
            id: life.id,
            copy: "only",
            anomalies: Vec::new(),
            has_transactions: true,
            state: if books.closed.is_some() { "Closed" } else { life.open_as },
            ticket_type: match owner {
                Owner::Bot(bot) => BOTS[bot].ticket_type,
                _ => "Regular",
            },
            channel: life.channel.name,
            culture: culture(life),
            customer: life.customer.name.clone(),
            owner: owner_name,
            owner_mail,
            agent: books.agent().map(|agent| AGENTS[agent].name),
            agents: books.agents.iter().map(name).collect(),
            wrote: books.wrote.iter().map(name).collect(),
            tags: life.tags.clone(),
            fields: life.fields.iter().cloned().collect(),
            opened_at: stamp(books.opened),
            closed_at: books.closed.map(stamp),
            last_activity_at: stamp(books.last_activity),
            is_inbound: life.inbound,
            closed_by_system: books.closed.is_some() && books.closed_by == Some(Hands::Queue),
            held: books.held.iter().map(|held| HeldTruth::of(life, held)).collect(),
            bot_s: books.held_by(|hands| hands == Hands::Bot).map(Span),
            queue_s: books.queued().map(Span),
            agent_s: books.held_by(|hands| matches!(hands, Hands::Agent(_))).map(Span),
            first_response_s: books.response.map(|(from, to)| Span(to - from)),
            taken_to_reply_s: books.taken_to_reply.map(Span),
            average_reply_s: books.average_reply().map(|(mean, _)| mean),
            replies: books.average_reply().map_or(0, |(_, n)| n),
            duration_s: books.duration().map(Span),
            waits: books.waits.iter().map(WaitTruth::of).collect(),
            waited_s: books.waited().map(Span),
            unanswered: books.is_unanswered(),
            waits_still: books.waits.last().is_some_and(|wait| wait.goes_on),
            bot_only: books.is_bot_only(),
            abandoned: books.is_abandoned(),
            reopened: books.reopened,
            was_assigned: books.first_assigned.is_some(),
            messages: MessagesTruth {
                customer: books.customer_messages,
                bot: books.bot_messages,
                agent: books.agent_messages,
                automatic: books.greetings,
                notes: books.notes,
                customer_media: books.customer_media,
                agent_media: books.agent_media,
                transactions: books.transactions,
            },
            bot: BotTruth::of(books),
            reported: Reported::default(),
            planted: planted(life),
            odd: Vec::new(),
        }
    }

    /// Forgets what cannot be known without transactions. The bot's steps stay.
    pub(crate) fn forget_transactions(&mut self) {
        self.has_transactions = false;
        self.held.clear();
        (self.bot_s, self.queue_s, self.agent_s) = (None, None, None);
        (self.first_response_s, self.taken_to_reply_s) = (None, None);
        (self.average_reply_s, self.replies) = (None, 0);
        self.waits.clear();
        self.waited_s = None;
        (self.unanswered, self.waits_still) = (false, false);
        (self.bot_only, self.abandoned) = (false, false);
        self.reopened = 0;
        self.messages = MessagesTruth::default();
        self.agents.clear();
        self.wrote.clear();
        self.planted.clear();
    }
}

impl HeldTruth {
    fn of(life: &Life, held: &super::account::Stretch) -> Self {
        let (role, name) = match held.hands {
            Hands::Bot => ("bot", BOTS[life.bot.unwrap_or(0)].name),
            Hands::Queue => ("queue", "Unassigned Tickets"),
            Hands::Agent(agent) => ("agent", AGENTS[agent].name),
        };
        Self {
            role,
            name,
            seconds: Span(held.to - held.from),
            from: stamp(held.from),
            to: stamp(held.to),
            goes_on: held.goes_on,
        }
    }
}

impl WaitTruth {
    fn of(wait: &super::account::Waited) -> Self {
        Self {
            from: stamp(wait.from),
            to: stamp(wait.to),
            seconds: Span(wait.to - wait.from),
            answered: wait.answered,
            goes_on: wait.goes_on,
        }
    }
}

impl BotTruth {
    fn of(books: &Account) -> Option<Self> {
        let ending = books.ending()?;
        let visits: Vec<_> = books
            .visits
            .iter()
            .map(|visit| {
                let flow = &FLOWS[visit.flow];
                let card = &flow.cards[visit.card];
                VisitTruth {
                    flow: flow.name,
                    flow_id: flow.id,
                    version: flow.versions[visit.version],
                    card: card.name_in(visit.version),
                    card_id: card.id,
                    entered_at: stamp(visit.at),
                    stay_s: visit.stay.map(Span),
                    again: visit.again,
                    answers: visit.answers,
                }
            })
            .collect();
        let path = visits.iter().map(|visit| visit.card).collect();
        Some(Self { ending, left: ending == "left", path, visits })
    }
}

/// Returns the language of a ticket.
pub(crate) fn culture(life: &Life) -> &'static str {
    if life.hebrew { "he-IL" } else { "en-US" }
}

/// Tells whether an agent is among the participants: assigned, or wrote anything.
pub(crate) fn takes_part(life: &Life, agent: usize) -> bool {
    life.first == Hands::Agent(agent)
        || life.acts.iter().any(|act| match act.what {
            What::Agent(who, _) | What::Note(who, _) => who == agent,
            What::Given { to, .. } | What::Greeting(to, _) => to == Hands::Agent(agent),
            _ => false,
        })
}

/// Counts the messages and notes in which each planted word stands; a mail quotes the one before.
fn planted(life: &Life) -> BTreeMap<&'static str, PlantTruth> {
    let mut counts: BTreeMap<_, PlantTruth> = BTreeMap::new();
    for act in &life.acts {
        let all = planted_in(life, act);
        for (number, plant) in PLANTS.iter().enumerate() {
            if all.iter().any(|(which, _)| *which == number) {
                let count = counts.entry(plant.word).or_default();
                count.folded += 1;
                count.exact += usize::from(all.contains(&(number, true)));
            }
        }
    }
    counts
}

/// Lists what is planted in the text of a transaction.
fn planted_in(life: &Life, act: &Act) -> Vec<Planted> {
    let of = |act: &Act| match &act.what {
        What::Customer(said) | What::Agent(_, said) => said.words.planted.clone(),
        What::Note(_, words) => words.planted.clone(),
        _ => Vec::new(),
    };
    let mut all = of(act);
    if let What::Customer(said) | What::Agent(_, said) = &act.what
        && let Some(quoted) = said.quotes.and_then(|quoted| life.acts.get(quoted))
    {
        all.extend(of(quoted));
    }
    all
}
