//! The books of a ticket's life: who had it, who waited, what was said. They are kept while it lives,
//! from what really happened; nothing is inferred, and nothing of ticketctl is used.

use super::flows::{Asks, FLOWS};
use super::life::{Act, Hands, Life, What};
use super::time::office_time;

/// A stretch of time in somebody's hands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stretch {
    pub(crate) hands: Hands,
    pub(crate) from: i64,
    pub(crate) to: i64,
    pub(crate) goes_on: bool,
}

/// A wait of the customer's for a person.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Waited {
    pub(crate) from: i64,
    pub(crate) to: i64,
    pub(crate) answered: bool,
    pub(crate) goes_on: bool,
}

/// A visit to a card.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Visit {
    pub(crate) flow: usize,
    pub(crate) version: usize,
    pub(crate) card: usize,
    pub(crate) at: i64,
    pub(crate) stay: Option<i64>,
    pub(crate) again: bool,
    pub(crate) answers: usize,
}

/// The books.
#[derive(Debug, Clone, Default)]
pub(crate) struct Account {
    pub(crate) opened: i64,
    /// When it was closed, if it is closed now.
    pub(crate) closed: Option<i64>,
    pub(crate) closed_by: Option<Hands>,
    pub(crate) last_activity: i64,
    pub(crate) holder: Option<Hands>,
    pub(crate) held: Vec<Stretch>,
    pub(crate) waits: Vec<Waited>,
    pub(crate) visits: Vec<Visit>,
    /// When the bot marked that it handed over.
    pub(crate) marked_hand_over: Option<i64>,
    pub(crate) handed_over: Option<i64>,
    pub(crate) reopened: usize,
    pub(crate) first_customer: Option<i64>,
    pub(crate) last_customer: Option<i64>,
    pub(crate) first_agent: Option<(i64, usize)>,
    pub(crate) last_agent: Option<i64>,
    pub(crate) first_assigned: Option<i64>,
    pub(crate) last_assigned: Option<i64>,
    /// The agents who were assigned or wrote, each once, in order; and those who wrote.
    pub(crate) agents: Vec<usize>,
    pub(crate) wrote: Vec<usize>,
    pub(crate) customer_messages: usize,
    pub(crate) agent_messages: usize,
    pub(crate) bot_messages: usize,
    pub(crate) greetings: usize,
    pub(crate) notes: usize,
    pub(crate) customer_media: usize,
    pub(crate) agent_media: usize,
    pub(crate) transactions: usize,
    /// From when to when the first response took.
    pub(crate) response: Option<(i64, i64)>,
    pub(crate) taken_to_reply: Option<i64>,
    /// Who wrote first on our side.
    pub(crate) replied: Option<usize>,
    replies: Vec<i64>,
    /// The same, counted while the office was open.
    net_replies: i64,
    asked: Vec<i64>,
    since: Option<i64>,
    question: Option<i64>,
    clock: Option<i64>,
    agent_had_it: bool,
    customer_wrote_since_card: bool,
    bot_spoke_last: bool,
}

impl Account {
    /// Keeps the books of a life.
    pub(crate) fn of(life: &Life) -> Self {
        let mut books = Self { holder: Some(life.first), ..Self::default() };
        books.agent_had_it = matches!(life.first, Hands::Agent(_));
        for act in &life.acts {
            books.enter(life, act);
        }
        books.last_activity += life.edited.unwrap_or(0);
        let end = books.last_activity;
        if let (Some(from), Some(hands)) = (books.since.take(), books.holder) {
            books.held.push(Stretch { hands, from, to: end, goes_on: true });
            if let Some(from) = books.clock {
                books.waits.push(Waited { from, to: end, answered: false, goes_on: true });
            }
        }
        books
    }

    fn enter(&mut self, life: &Life, act: &Act) {
        let at = act.at;
        if !act.is_step() {
            self.transactions += 1;
            self.last_activity = self.last_activity.max(at);
        }
        match &act.what {
            What::Opened => {
                self.opened = at;
                self.since = Some(at);
            }
            What::Customer(said) => {
                self.open_again(at);
                self.customer_messages += 1;
                self.bot_spoke_last = false;
                self.customer_media += said.files;
                self.first_customer.get_or_insert(at);
                self.last_customer = Some(at);
                self.question.get_or_insert(at);
                if self.holder != Some(Hands::Bot) {
                    self.clock.get_or_insert(at);
                }
                if self.agent_had_it {
                    self.asked.push(at);
                }
                self.customer_wrote_since_card = true;
                if self.holder == Some(Hands::Bot)
                    && let Some(visit) = self.visits.last_mut()
                {
                    visit.answers += 1;
                }
            }
            What::Bot { .. } => {
                self.bot_messages += 1;
                self.bot_spoke_last = true;
            }
            What::Agent(agent, said) => {
                self.agent_messages += 1;
                self.agent_media += said.files;
                self.reply(life, *agent, at);
            }
            What::Greeting(..) => self.greetings += 1,
            What::Note(..) => self.notes += 1,
            What::Given { to, .. } => self.give(*to, at),
            What::Closed { by } => {
                if let (Some(from), Some(hands)) = (self.since.take(), self.holder) {
                    self.held.push(Stretch { hands, from, to: at, goes_on: false });
                }
                if let Some(from) = self.clock.take() {
                    self.waits.push(Waited { from, to: at, answered: false, goes_on: false });
                }
                self.question = None;
                self.closed = Some(at);
                self.closed_by = Some(*by);
            }
            What::Visit(flow, version, card) => {
                self.leave_card(at);
                let (flow, version, card) = (*flow, *version, *card);
                let again = self.visits.iter().any(|v| (v.flow, v.card) == (flow, card));
                self.visits.push(Visit { flow, version, card, at, stay: None, again, answers: 0 });
                self.customer_wrote_since_card = false;
            }
            What::HandOver => {
                self.leave_card(at);
                self.marked_hand_over = Some(at);
            }
        }
    }

    fn leave_card(&mut self, at: i64) {
        if let Some(visit) = self.visits.last_mut() {
            visit.stay.get_or_insert(at - visit.at);
        }
    }

    /// Something happens that only happens to an open ticket.
    fn open_again(&mut self, at: i64) {
        if self.closed.take().is_some() {
            self.reopened += 1;
            self.since = Some(at);
        }
    }

    fn give(&mut self, to: Hands, at: i64) {
        self.open_again(at);
        if self.holder == Some(Hands::Bot) && to != Hands::Bot {
            self.handed_over.get_or_insert(at);
        }
        if let (Some(from), Some(hands)) = (self.since, self.holder)
            && hands != to
            && from < at
        {
            self.held.push(Stretch { hands, from, to: at, goes_on: false });
            self.since = Some(at);
        }
        self.holder = Some(to);
        if let (Some(_), None) = (self.question, self.clock) {
            self.clock = Some(at);
        }
        if let Hands::Agent(agent) = to {
            self.first_assigned.get_or_insert(at);
            self.last_assigned = Some(at);
            self.agent_had_it = true;
            self.meet(agent);
        }
    }

    fn meet(&mut self, agent: usize) {
        if !self.agents.contains(&agent) {
            self.agents.push(agent);
        }
    }

    fn reply(&mut self, life: &Life, agent: usize, at: i64) {
        self.meet(agent);
        if !self.wrote.contains(&agent) {
            self.wrote.push(agent);
        }
        self.first_agent.get_or_insert((at, agent));
        self.replied.get_or_insert(agent);
        self.last_agent = Some(at);
        if let Some(from) = self.clock.take() {
            self.waits.push(Waited { from, to: at, answered: true, goes_on: false });
        }
        self.question = None;
        for asked in self.asked.drain(..) {
            self.replies.push(at - asked);
            self.net_replies += office_time(asked, at);
        }
        if let (true, None, Some(asked)) = (life.inbound, self.response, self.first_customer) {
            let from = self.handed_over.map_or(asked, |handed| handed.max(asked));
            self.response = Some((from, at));
            self.taken_to_reply = self.last_assigned.map(|taken| at - taken);
        }
    }

    /// Adds up the time in the hands of some.
    pub(crate) fn held_by(&self, whose: impl Fn(Hands) -> bool) -> Option<i64> {
        let mut stretches = self.held.iter().filter(|held| whose(held.hands)).peekable();
        stretches.peek()?;
        Some(stretches.map(|held| held.to - held.from).sum())
    }

    /// Returns the time in the queue; a ticket that never was there did not wait there.
    pub(crate) fn queued(&self) -> Option<i64> {
        self.held_by(|hands| hands == Hands::Queue)
    }

    /// Returns the mean time to a reply in seconds, and how many replies there were.
    pub(crate) fn average_reply(&self) -> Option<(f64, usize)> {
        let n = self.replies.len();
        (n > 0).then(|| (self.replies.iter().sum::<i64>() as f64 / 1000.0 / n as f64, n))
    }

    /// Returns the same in office time, in whole seconds: as it is reported.
    pub(crate) fn average_net_reply(&self) -> i64 {
        match self.replies.len() as i64 {
            0 => 0,
            n => self.net_replies / n / 1000 * 1000,
        }
    }

    /// Returns how long it was from opening to closing, if it is closed.
    pub(crate) fn duration(&self) -> Option<i64> {
        Some(self.closed? - self.opened)
    }

    /// Returns the longest wait that was answered.
    pub(crate) fn waited(&self) -> Option<i64> {
        self.waits.iter().filter(|wait| wait.answered).map(|wait| wait.to - wait.from).max()
    }

    /// Tells whether the customer waited for a person, and no person ever answered.
    pub(crate) fn is_unanswered(&self) -> bool {
        !self.waits.is_empty() && self.waits.iter().all(|wait| !wait.answered)
    }

    /// Tells whether it is closed, and nobody but a bot ever had it.
    pub(crate) fn is_bot_only(&self) -> bool {
        self.closed.is_some() && self.held.iter().all(|held| held.hands == Hands::Bot)
    }

    /// Tells whether only a bot had it, and it was closed while that waited for an answer.
    pub(crate) fn is_abandoned(&self) -> bool {
        self.is_bot_only() && self.bot_spoke_last && self.closed_by == Some(Hands::Queue)
    }

    /// Returns who answers for it: who replied first, else the last agent who had it.
    pub(crate) fn agent(&self) -> Option<usize> {
        let had = self.held.iter().rev().find_map(|held| match held.hands {
            Hands::Agent(agent) => Some(agent),
            _ => None,
        });
        self.replied.or(had)
    }

    /// Says how the conversation at the bot's cards ended.
    pub(crate) fn ending(&self) -> Option<&'static str> {
        let last = self.visits.last()?;
        let asks = !matches!(
            FLOWS[last.flow].cards[last.card].asks,
            Asks::End | Asks::People | Asks::Nothing(_)
        );
        Some(match self.closed_by {
            _ if self.handed_over.is_some() => "handed_over",
            _ if self.closed.is_none() => "still_there",
            Some(Hands::Queue) if asks && !self.customer_wrote_since_card => "left",
            _ => "finished",
        })
    }
}
