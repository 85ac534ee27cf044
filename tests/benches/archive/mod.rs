//! Archives of made-up tickets, as large as you like and the same every time, with the right answers.
//!
//! Each ticket is lived first: who opens it, what the bot asks, who takes it when, who waits
//! ([`life`]). Its books are kept while it lives ([`account`]), and what they say is the truth about
//! it ([`truth`]): nothing of ticketctl is asked. Then the ticket is written as an export would have
//! it ([`wire`]), with a few things wrong on purpose.

#![allow(
    dead_code,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::struct_excessive_bools,
    clippy::struct_field_names,
    clippy::unwrap_used,
    reason = "numbers are small, positions are known, and each user needs a part of it"
)]

pub(crate) mod account;
pub(crate) mod flows;
pub(crate) mod forms;
pub(crate) mod life;
pub(crate) mod people;
pub(crate) mod random;
pub(crate) mod time;
pub(crate) mod totals;
pub(crate) mod truth;
pub(crate) mod wire;
pub(crate) mod words;

use account::Account;
use life::{Act, Hands, Life, What};
use people::some_agent;
use random::Random;
use std::collections::VecDeque;
use time::{Calendar, END};
use totals::Totals;
use truth::{Owner, Truth};
use wire::{Odd, WRONG, report};

/// How much to make.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Size {
    /// So many tickets; copies come on top.
    Tickets(u64),
    /// So many bytes, as lines.
    Bytes(u64),
}

/// What to make.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings {
    pub(crate) seed: u64,
    pub(crate) size: Size,
    /// The share of tickets with something wrong, from 0 to 1.
    pub(crate) anomalies: f64,
}

/// A ticket in one line, and the truth about it.
#[derive(Debug)]
struct Written {
    json: String,
    truth: Truth,
}

/// Makes an archive ticket by ticket, in the order in which they were opened. An older copy of a ticket
/// may stand some tickets before or behind the newer one. Returns what is true of all.
pub(crate) fn generate<E>(
    settings: Settings,
    mut each: impl FnMut(&str, &Truth) -> Result<(), E>,
) -> Result<Totals, E> {
    let calendar = Calendar::new();
    let mut totals = Totals::default();
    let mut later: VecDeque<(u64, Written)> = VecDeque::new();
    let mut bytes = 0;
    let mut write = |written: &Written| {
        totals.add(&written.truth);
        each(&written.json, &written.truth)
    };
    for number in 0_u64.. {
        let share = match settings.size {
            Size::Tickets(tickets) => number as f64 / tickets as f64,
            Size::Bytes(most) => bytes as f64 / most as f64,
        };
        if share >= 1.0 {
            break;
        }
        while later.front().is_some_and(|(when, _)| *when <= number) {
            if let Some((_, written)) = later.pop_front() {
                write(&written)?;
            }
        }
        let (mut now, delayed) = make(settings, number, calendar.moment(share));
        bytes += now.iter().map(|written| written.json.len() as u64 + 1).sum::<u64>();
        if delayed > 0 && now.len() > 1 {
            let second = now.remove(1);
            let when = number + delayed;
            let place = later.partition_point(|(other, _)| *other <= when);
            later.insert(place, (when, second));
        }
        for written in &now {
            write(written)?;
        }
    }
    for (_, written) in later {
        write(&written)?;
    }
    Ok(totals)
}

/// Makes a ticket; with a copy, how many tickets later that comes.
fn make(settings: Settings, number: u64, opened: i64) -> (Vec<Written>, u64) {
    let (mut life, mut random) = Life::live(settings.seed, number, opened);
    // The archive ends before some tickets do.
    if let Some(end) = life.acts.iter().position(|act| act.at > END) {
        life = life.until(end);
    }
    let mut odd = Odd::default();
    let mut names = Vec::new();
    let mut copy = None;
    if random.chance(settings.anomalies) {
        match random.below(10) {
            0 | 1 => {
                odd.reported = Some((random.below(3), random.between(30, 7200) * 1000));
                names.push("reported_span");
            }
            2 | 3 => copy = Some(random.chance(0.4)),
            4 => {
                odd.wrong = Some(random.below(WRONG.len()));
                names.push("wrong_type");
            }
            5 => {
                odd.no_transactions = true;
                names.push("no_transactions");
            }
            6 => {
                odd.cards_path = life.acts.iter().any(Act::is_step);
                names.extend(odd.cards_path.then_some("cards_path"));
            }
            7 => {
                odd.stranger = stranger(&life, &mut random);
                names.extend(odd.stranger.map(|_| "owner_never_took_part"));
            }
            8 => {
                odd.repeated = Some(random.below(100));
                names.push("repeated_transaction");
            }
            _ => {
                odd.backwards = true;
                names.push("backwards");
            }
        }
    }
    let mut newer = written(&life, &odd, names);
    let Some(in_list) = copy else { return (vec![newer], 0) };
    let mut older = if in_list {
        // A page of the list has the ticket as it is now, without what was said.
        written(&life, &Odd { no_transactions: true, ..Odd::default() }, vec!["no_transactions"])
    } else {
        let books = Account::of(&life);
        let acts = life.acts.len();
        let earlier = 1 + random.below(acts - 1);
        let is_earlier = |act: &Act| act.is_step() || act.at < books.last_activity;
        if acts < 3 || !life.acts[..earlier].iter().all(is_earlier) {
            return (vec![newer], 0);
        }
        written(&life.until(earlier), &Odd::default(), Vec::new())
    };
    newer.truth.copy = "kept";
    older.truth.copy = "dropped";
    older.truth.anomalies.push("older_copy");
    let pair = if random.chance(0.5) { vec![newer, older] } else { vec![older, newer] };
    (pair, random.below(40) as u64)
}

/// Picks an agent who has nothing to do with a ticket that an agent owns.
fn stranger(life: &Life, random: &mut Random) -> Option<usize> {
    let is_named = |agent| {
        life.acts.iter().any(|act| {
            matches!(act.what, What::Given { by, .. } | What::Closed { by } if by == Hands::Agent(agent))
        })
    };
    let Owner::Agent(_) = owner(life, &Account::of(life)) else { return None };
    let agent = some_agent(random);
    (!truth::takes_part(life, agent) && !is_named(agent)).then_some(agent)
}

/// Returns who has a ticket, or had it last.
fn owner(life: &Life, books: &Account) -> Owner {
    match books.holder {
        Some(Hands::Bot) => Owner::Bot(life.bot.unwrap_or(0)),
        Some(Hands::Agent(agent)) => Owner::Agent(agent),
        _ => Owner::Nobody,
    }
}

fn written(life: &Life, odd: &Odd, anomalies: Vec<&'static str>) -> Written {
    let books = Account::of(life);
    let owner = match odd.stranger {
        Some(agent) => Owner::Agent(agent),
        None => owner(life, &books),
    };
    let reported = report(life, &books, owner, odd);
    let mut json = String::with_capacity(24_000);
    wire::write(&mut json, life, &books, owner, odd, &reported);
    let mut truth = Truth::of(life, &books, owner);
    truth.reported = reported;
    truth.anomalies = anomalies;
    if odd.no_transactions {
        truth.forget_transactions();
    }
    if let Some(wrong) = odd.wrong {
        truth.odd.push(WRONG[wrong].2);
        if WRONG[wrong].2 == "/queueTimeNet" {
            truth.reported.queue_net_s = None;
        }
    }
    Written { json, truth }
}
