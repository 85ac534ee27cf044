//! One ticket's life, from the opening to the end: who did what, and when.
//!
//! Nothing is measured here. [`super::account`] keeps the books beside it.

use super::flows::{Asks, FLOWS, Flow};
use super::people::{CHIEF, Channel, Customer, customer, some_agent, some_channel};
use super::random::Random;
use super::time::{DAY, HOUR, MINUTE, SECOND, is_office, next_morning};
use super::words::{SUBJECTS, TAGS, Voice, Words, plant, says};

/// In whose hands the ticket is, or who does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hands {
    Bot,
    /// As a doer: the system.
    Queue,
    Agent(usize),
}

/// What somebody writes, with files.
#[derive(Debug, Clone, Default)]
pub(crate) struct Said {
    pub(crate) words: Words,
    /// Files, and pictures inside the text.
    pub(crate) files: usize,
    pub(crate) embedded: usize,
    /// What a mail answers: the position of an earlier act.
    pub(crate) quotes: Option<usize>,
}

#[derive(Debug, Clone)]
pub(crate) enum What {
    Opened,
    Customer(Said),
    /// A bot speaks, at a card or without one.
    Bot {
        text: String,
        card: Option<(usize, usize)>,
    },
    Agent(usize, Said),
    /// A message that nobody typed.
    Greeting(Hands, &'static str),
    Note(usize, Words),
    Given {
        by: Hands,
        to: Hands,
    },
    Closed {
        by: Hands,
    },
    /// The customer comes to a card: flow, version, card.
    Visit(usize, usize, usize),
    /// The bot's own mark of handing over to the queue.
    HandOver,
}

#[derive(Debug, Clone)]
pub(crate) struct Act {
    pub(crate) at: i64,
    pub(crate) what: What,
}

impl Act {
    /// Tells whether this is one of the bot's steps, and not a transaction.
    pub(crate) fn is_step(&self) -> bool {
        matches!(self.what, What::Visit(..) | What::HandOver)
    }
}

/// A ticket's life.
#[derive(Debug, Clone)]
pub(crate) struct Life {
    pub(crate) id: i64,
    pub(crate) channel: &'static Channel,
    pub(crate) hebrew: bool,
    pub(crate) customer: Customer,
    /// Which bot has it, if one does.
    pub(crate) bot: Option<usize>,
    /// Who has it first.
    pub(crate) first: Hands,
    pub(crate) inbound: bool,
    /// Whether stamps have milliseconds.
    pub(crate) millis: bool,
    pub(crate) tags: Vec<&'static str>,
    /// The fields that are not empty, counted from 1.
    pub(crate) fields: Vec<(usize, String)>,
    /// In order of time.
    pub(crate) acts: Vec<Act>,
    /// How it stands at the end if it is not closed.
    pub(crate) open_as: &'static str,
    /// When somebody changed a field after everything else.
    pub(crate) edited: Option<i64>,
}

impl Life {
    /// Lives one ticket that was opened at a moment.
    pub(crate) fn live(seed: u64, number: u64, opened: i64) -> (Self, Random) {
        let mut random = Random::of(seed, number);
        let channel = some_channel(&mut random);
        let hebrew = random.chance(0.22);
        let inbound = !random.chance(0.06);
        let bot = (inbound && random.chance(channel.bot)).then(|| match random.below(100) {
            0..=69 => 0,
            70..=92 => 1,
            _ => 2,
        });
        let who = random.next() % (1 + number * 3 / 4);
        let mut life = Self {
            id: 200_000_000 + number as i64,
            customer: customer(seed, who, channel, hebrew),
            channel,
            hebrew,
            bot,
            first: if bot.is_some() { Hands::Bot } else { Hands::Queue },
            inbound,
            millis: random.chance(0.06),
            tags: Vec::new(),
            fields: Vec::new(),
            acts: Vec::new(),
            open_as: match random.below(10) {
                0 => "Snoozed",
                1 => "Pending",
                _ => "Open",
            },
            edited: None,
        };
        for _ in 0..random.weighted([30_u32, 45, 20, 5].into_iter()) {
            let tag = random.pick(&TAGS);
            if !life.tags.contains(&tag) {
                life.tags.push(tag);
            }
        }
        if bot.is_none() {
            life.fields.push((1, random.pick(&SUBJECTS).to_owned()));
        }
        if random.chance(0.3) {
            life.fields.push((5, format!("{}-{}", random.below(100), random.below(100_000))));
        }
        let hands = life.first;
        // Some people have a lot to say.
        let patience = random.log_normal(1000, 1.05) as f64 / 1000.0;
        let mut living = Living { random, now: opened, hands, life, patience };
        living.whole();
        (living.life, living.random)
    }

    /// Returns the life as it stood after some acts.
    pub(crate) fn until(&self, acts: usize) -> Self {
        let acts = self.acts.iter().take(acts).cloned().collect();
        Self { acts, open_as: "Open", edited: None, ..self.clone() }
    }
}

/// How the time with the bot ended.
enum After {
    People,
    Nobody,
}

struct Living {
    random: Random,
    now: i64,
    hands: Hands,
    life: Life,
    patience: f64,
}

impl Living {
    fn whole(&mut self) {
        self.act(What::Opened);
        if !self.life.inbound {
            self.outbound();
            return;
        }
        // Chats begin when the page opens; everywhere else somebody writes first.
        let is_chat = self.life.channel.name == "Web" && self.life.bot.is_some();
        if !is_chat {
            self.customer();
        }
        if self.life.bot.is_some() {
            if let After::Nobody = self.with_the_bot() {
                return;
            }
        } else if self.random.chance(0.7) {
            self.now += self.random.between(0, 1500);
            self.greet(Hands::Queue);
        }
        let forgotten = self.random.chance(0.03);
        self.with_people(forgotten);
    }

    fn act(&mut self, what: What) {
        let is_step = matches!(what, What::Visit(..) | What::HandOver);
        let at = if is_step || self.life.millis { self.now } else { self.now / SECOND * SECOND };
        self.life.acts.push(Act { at, what });
    }

    /// Lets time pass; people need two seconds for anything.
    fn pass(&mut self, span: i64) {
        self.now += span.max(2 * SECOND);
    }

    /// Lets the time pass that people on our side need; most of them go home in the evening.
    fn pass_in_office(&mut self, span: i64) {
        self.pass(span);
        if !is_office(self.now) && self.random.chance(0.75) {
            self.now = next_morning(self.now) + self.random.log_normal(25 * MINUTE, 1.0);
        }
    }

    fn give(&mut self, by: Hands, to: Hands) {
        self.act(What::Given { by, to });
        self.hands = to;
    }

    fn greet(&mut self, who: Hands) {
        let text = self.random.pick(&[
            "Dear customer,\nWe've received your request, and we're to address it as soon as possible.",
            "You are number 4 in the queue.",
            "Thank you for your message. Somebody will be with you shortly.",
        ]);
        self.act(What::Greeting(who, text));
    }

    fn said(&mut self, voice: Voice) -> Said {
        let is_mail = self.life.channel.name == "Mail";
        let random = &mut self.random;
        let mut words = says(random, voice, self.life.hebrew, is_mail);
        plant(random, &mut words);
        let share = if voice == Voice::Customer { 0.06 } else { 0.03 };
        let files = if random.chance(share) { 1 + random.below(3) } else { 0 };
        let embedded = usize::from(is_mail && random.chance(0.08));
        let quotes = if is_mail && random.chance(0.7) {
            let is_said = |act: &Act| matches!(act.what, What::Customer(_) | What::Agent(..));
            self.life.acts.iter().rposition(is_said)
        } else {
            None
        };
        Said { words, files, embedded, quotes }
    }

    fn customer(&mut self) {
        let said = self.said(Voice::Customer);
        self.act(What::Customer(said));
    }

    fn customer_types(&mut self, text: &str) {
        let words = Words::new(text);
        self.act(What::Customer(Said { words, ..Said::default() }));
    }

    fn agent(&mut self, agent: usize) {
        let said = self.said(Voice::Agent);
        self.act(What::Agent(agent, said));
    }

    fn note(&mut self, agent: usize) {
        let mut words = says(&mut self.random, Voice::Note, false, false);
        plant(&mut self.random, &mut words);
        self.act(What::Note(agent, words));
    }

    fn close_as_system(&mut self) {
        self.now += self.random.between(HOUR / 2, 3 * DAY);
        self.act(What::Closed { by: Hands::Queue });
    }

    fn bot_says(&mut self, text: &str, card: Option<(usize, usize)>) {
        self.now += self.random.between(30, 400);
        self.act(What::Bot { text: text.to_owned(), card });
    }

    fn with_the_bot(&mut self) -> After {
        if self.life.bot == Some(2) {
            return self.with_the_plain_bot();
        }
        let mut flow = if self.life.hebrew { 2 } else { usize::from(self.random.chance(0.2)) };
        let mut version = FLOWS[flow].version_at(self.now);
        let mut card = 0;
        for visits in 0_usize.. {
            let cards = FLOWS[flow].cards;
            if visits == 12
                && let Some(last) = people_card(&FLOWS[flow])
            {
                card = last;
            }
            self.now += self.random.between(150, 900);
            self.act(What::Visit(flow, version, card));
            self.bot_says(cards[card].says, Some((flow, card)));
            match cards[card].asks {
                Asks::Nothing(next) => card = next,
                Asks::Flow(next) => {
                    flow = next;
                    version = FLOWS[flow].version_at(self.now);
                    card = 0;
                }
                Asks::End => {
                    self.now += self.random.between(100, 2500);
                    self.act(What::Closed { by: Hands::Bot });
                    return After::Nobody;
                }
                Asks::People => {
                    self.hand_over();
                    return After::People;
                }
                Asks::Button(_) | Asks::Anything(..) if self.random.chance(0.05) => {
                    if visits == 0 && self.random.chance(0.2) {
                        // Nobody pressed anything; the bot lets people try.
                        self.now += self.random.between(30 * SECOND, 3 * MINUTE);
                        self.hand_over();
                        let span = self.random.log_normal(2 * MINUTE, 0.8);
                        self.pass(span);
                        self.customer();
                        return After::People;
                    }
                    if !self.random.chance(0.06) {
                        self.close_as_system();
                    }
                    return After::Nobody;
                }
                Asks::Button(buttons) => {
                    self.think();
                    if self.random.chance(0.08) {
                        // Typed instead of pressed: the card comes again.
                        self.customer();
                    } else {
                        let (title, next) = self.random.pick(buttons);
                        self.customer_types(title);
                        card = next;
                    }
                }
                Asks::Anything(field, next) => {
                    self.think();
                    let answer = match field {
                        1 => says(&mut self.random, Voice::Customer, self.life.hebrew, false).text,
                        4 => format!("customer{}@example.com", self.random.below(100_000)),
                        _ => format!("SO-{:05}", self.random.below(100_000)),
                    };
                    self.customer_types(&answer);
                    self.life.fields.retain(|(number, _)| *number != field);
                    self.life.fields.push((field, answer));
                    card = next;
                }
            }
        }
        After::People
    }

    /// The integrator's bot talks without cards.
    fn with_the_plain_bot(&mut self) -> After {
        for question in ["Hello! What can I do for you?", "Please type the number of your parcel."]
        {
            self.now += self.random.between(400, 1800);
            self.bot_says(question, None);
            if self.random.chance(0.06) {
                self.close_as_system();
                return After::Nobody;
            }
            self.think();
            self.customer();
        }
        self.now += self.random.between(400, 1800);
        if self.random.chance(0.5) {
            self.bot_says("It will be with you tomorrow between 9:00 and 12:00.", None);
            self.now += self.random.between(100, 2500);
            self.act(What::Closed { by: Hands::Bot });
            return After::Nobody;
        }
        self.bot_says("Thank you. A colleague will be with you.", None);
        self.give(Hands::Bot, Hands::Queue);
        After::People
    }

    fn think(&mut self) {
        let span = self.random.log_normal(9 * SECOND, 0.9);
        self.pass(span.max(3 * SECOND));
    }

    fn hand_over(&mut self) {
        if self.random.chance(0.08) {
            let agent = some_agent(&mut self.random);
            self.give(Hands::Bot, Hands::Agent(agent));
            return;
        }
        self.give(Hands::Bot, Hands::Queue);
        self.now += self.random.between(40, 130);
        self.act(What::HandOver);
        if self.random.chance(0.8) {
            self.now += self.random.between(100, 900);
            self.greet(Hands::Queue);
        }
    }

    /// Somebody on our side begins.
    fn outbound(&mut self) {
        let agent = some_agent(&mut self.random);
        self.life.first = Hands::Agent(agent);
        self.hands = Hands::Agent(agent);
        if self.random.chance(0.6) {
            self.give(Hands::Agent(agent), Hands::Agent(agent));
        }
        self.now += self.random.between(3 * SECOND, 40 * SECOND);
        self.agent(agent);
        if self.random.chance(0.35) {
            // No answer, and none was needed.
            let span = self.random.log_normal(20 * MINUTE, 1.5);
            self.pass(span);
            self.act(What::Closed { by: Hands::Agent(agent) });
            return;
        }
        self.customer_answers();
        let forgotten = self.random.chance(0.02);
        self.with_people(forgotten);
    }

    /// From here on people have the ticket, and the customer waits.
    fn with_people(&mut self, forgotten: bool) {
        if forgotten {
            for _ in 0..self.random.below(4) {
                let span = self.random.log_normal(20 * MINUTE, 1.2);
                self.pass(span);
                self.customer();
            }
            if !self.random.chance(0.3) {
                self.close_as_system();
            }
            return;
        }
        let mut reopened = 0;
        loop {
            self.take();
            self.talk();
            if self.random.chance(0.015) {
                return;
            }
            self.close();
            if reopened == 3 || !self.random.chance(0.07) {
                break;
            }
            reopened += 1;
            self.open_again();
        }
        if self.random.chance(0.05) {
            self.life.edited = Some(self.random.between(MINUTE, 20 * DAY));
        }
    }

    /// Somebody takes the ticket out of the queue.
    fn take(&mut self) {
        if self.hands != Hands::Queue {
            return;
        }
        let median = self.life.channel.take_ms;
        let span = self.random.log_normal(median, 1.3);
        if span > 4 * MINUTE && self.random.chance(0.4) {
            self.pass(span / 2);
            self.customer();
            self.pass_in_office(span / 2);
        } else {
            self.pass_in_office(span);
        }
        let agent = some_agent(&mut self.random);
        let by = match self.random.below(10) {
            0..=6 => Hands::Agent(agent),
            7 | 8 => Hands::Queue,
            _ => Hands::Agent(CHIEF),
        };
        self.give(by, Hands::Agent(agent));
        if self.random.chance(0.05) {
            self.pass(0);
            self.greet(self.hands);
        }
    }

    /// Agents and the customer talk in turns.
    fn talk(&mut self) {
        let rounds = ((self.patience * 2.8) as usize).clamp(1, 40);
        for round in 0..rounds {
            let Hands::Agent(agent) = self.hands else { return };
            if self.random.chance(0.08) {
                let span = self.random.log_normal(MINUTE, 1.0);
                self.pass_in_office(span);
                self.note(agent);
            }
            if self.random.chance(0.07) {
                self.pass_on(agent);
                continue;
            }
            let median = self.life.channel.answer_ms;
            let span = self.random.log_normal(median, 1.1);
            if span > 5 * MINUTE && self.random.chance(0.25) {
                self.pass(span / 2);
                self.customer();
                self.pass_in_office(span / 2);
            } else {
                self.pass_in_office(span.max(5 * SECOND));
            }
            self.agent(agent);
            if self.random.chance(0.15) {
                let span = self.random.log_normal(20 * SECOND, 0.8);
                self.pass(span);
                self.agent(agent);
            }
            if self.random.chance(0.01) {
                // A word from somebody who does not have the ticket.
                let colleague = some_agent(&mut self.random);
                let span = self.random.log_normal(2 * MINUTE, 0.8);
                self.pass(span);
                self.agent(colleague);
            }
            if self.life.acts.len() > 105 || round + 1 == rounds && self.random.chance(0.6) {
                return;
            }
            self.customer_answers();
        }
    }

    fn customer_answers(&mut self) {
        let median = self.life.channel.customer_ms;
        let span = self.random.log_normal(median, 1.2);
        self.pass(span);
        self.customer();
        while self.random.chance(0.25) {
            let span = self.random.log_normal(15 * SECOND, 0.8);
            self.pass(span);
            self.customer();
        }
    }

    /// The ticket goes to a colleague, or back to the queue.
    fn pass_on(&mut self, agent: usize) {
        let span = self.random.log_normal(3 * MINUTE, 1.0);
        self.pass_in_office(span);
        if self.random.chance(0.35) {
            self.give(Hands::Agent(agent), Hands::Queue);
            self.take();
            return;
        }
        let next = some_agent(&mut self.random);
        if next == agent {
            return;
        }
        let by = match self.random.below(4) {
            0 => Hands::Agent(next),
            1 => Hands::Agent(CHIEF),
            _ => Hands::Agent(agent),
        };
        self.give(by, Hands::Agent(next));
    }

    fn close(&mut self) {
        let Hands::Agent(agent) = self.hands else {
            self.close_as_system();
            return;
        };
        if self.random.chance(0.15) {
            self.close_as_system();
        } else {
            let span = self.random.log_normal(2 * MINUTE, 2.0);
            self.pass(span);
            self.act(What::Closed { by: Hands::Agent(agent) });
        }
    }

    /// A closed ticket is opened again by the customer, or taken up by an agent.
    fn open_again(&mut self) {
        let span = self.random.log_normal(9 * HOUR, 1.3);
        self.pass(span);
        if self.random.chance(0.1) {
            let agent = some_agent(&mut self.random);
            self.give(Hands::Agent(agent), Hands::Agent(agent));
            return;
        }
        self.customer();
        if self.random.chance(0.35) && self.hands != Hands::Queue {
            self.pass(0);
            self.give(Hands::Queue, Hands::Queue);
        }
    }
}

fn people_card(flow: &Flow) -> Option<usize> {
    flow.cards.iter().position(|card| matches!(card.asks, Asks::People))
}
