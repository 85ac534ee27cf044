//! Reads the tickets that are asked for, and hands over what was made of them.

use super::copies;
use super::input_args::{InputArgs, NO_BOT};
use super::watch::Space;
use crate::analysis::{Condition, Story, Superseded};
use crate::error::Outcome;
use crate::input::{Input, Limits, Source, each_answer_metered};
use crate::messages::Messages;
use crate::model::Record;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;

/// The input, about to be read.
pub(super) struct Reading<'r, 'a> {
    pub(super) input: &'r InputArgs,
    pub(super) conditions: Vec<Condition>,
    pub(super) sources: Vec<Source>,
    pub(super) limits: Limits,
    pub(super) stdin: Input,
    /// Whether only one copy of each ticket counts; its input has to be read twice for that.
    pub(super) dedupe: bool,
    /// Where progress may be shown.
    pub(super) space: Space,
    pub(super) messages: &'r mut Messages<'a>,
}

/// A ticket that was met.
pub(super) struct Met<'t> {
    pub(super) record: &'t Record<'t>,
    bots: &'t [String],
    story: OnceCell<Story<'t>>,
}

impl<'t> Met<'t> {
    /// Returns the ticket, understood; it is understood when first asked for.
    pub(super) fn story(&self) -> &Story<'t> {
        self.story.get_or_init(|| Story::of(self.record, self.bots))
    }
}

/// What is made of a ticket; several threads may ask.
pub(super) type Make<'m, T> = dyn Fn(&Met<'_>) -> T + Sync + 'm;

/// What becomes of that, in the order of the input.
pub(super) trait Visit<T> {
    /// Takes what was made of a ticket of a source; `Break` ends the reading.
    fn take(&mut self, made: T, source: &Arc<str>) -> anyhow::Result<ControlFlow<()>>;

    /// Takes what was made of a ticket that the conditions rule out.
    fn pass(&mut self, _: T) {}

    /// Sends on what was printed so far, so that a message comes in its place.
    fn flush(&mut self) -> anyhow::Result<()>;
}

/// What came of reading.
pub(super) struct Read<'r, 'a> {
    pub(super) outcome: Outcome,
    /// How many tickets were read, asked for or not; copies that do not count apart.
    pub(super) tickets: u64,
    /// How many things could not be read, or are no tickets.
    pub(super) lost: u64,
    pub(super) messages: &'r mut Messages<'a>,
}

impl<'r, 'a> Reading<'r, 'a> {
    /// Reads each ticket that is asked for, and holds one at a time and thread.
    pub(super) fn each<T: Send>(
        self,
        make: &Make<'_, T>,
        visit: &mut dyn Visit<T>,
    ) -> anyhow::Result<Read<'r, 'a>> {
        self.each_and_others(make, None, visit)
    }

    /// The same; `other` makes something of the tickets that the conditions rule out, too.
    pub(super) fn each_and_others<T: Send>(
        self,
        make: &Make<'_, T>,
        other: Option<&Make<'_, T>>,
        visit: &mut dyn Visit<T>,
    ) -> anyhow::Result<Read<'r, 'a>> {
        let Self { input, conditions, sources, limits, stdin, dedupe, space, messages } = self;
        let superseded = if dedupe {
            copies::superseded(&sources, &limits, space, messages)?
        } else {
            Superseded::default()
        };
        let (mut place, mut copies) = (0_usize.., 0_u64);
        let mut watch = space.watch("Reading", &sources);
        let meter = watch.meter().cloned();
        let messages = RefCell::new(messages);
        let mut missed = Missed::new(input);
        let mut is_whole = true;
        let visit = RefCell::new(visit);
        let tally = each_answer_metered::<_, anyhow::Error>(
            &sources,
            stdin,
            &limits,
            meter.as_ref(),
            &|record, place| Given::of(record, &place.source, input, &conditions, (make, other)),
            &mut |given| {
                watch.look(&mut messages.borrow_mut());
                missed.meets(&given);
                if place.next().is_some_and(|place| superseded.contains(place)) {
                    copies += 1;
                    return Ok(ControlFlow::Continue(()));
                }
                let (answer, source) = match given.answer {
                    Answer::Asked(answer, source) => (answer, source),
                    Answer::RuledOut(other) => {
                        visit.borrow_mut().pass(other);
                        return Ok(ControlFlow::Continue(()));
                    }
                    Answer::None => return Ok(ControlFlow::Continue(())),
                };
                let flow = visit.borrow_mut().take(answer, &source)?;
                is_whole = flow.is_continue();
                Ok(flow)
            },
            &mut |problem| {
                visit.borrow_mut().flush()?;
                messages.borrow_mut().problem(&problem);
                Ok(())
            },
        );
        let messages = messages.into_inner();
        messages.show_progress(None);
        let tally = tally?;
        if tally.is_void() {
            messages.error("no ticket in the input");
        }
        if tally.tickets > 0 && is_whole {
            missed.tell(messages);
        }
        if copies > 0 {
            let things = if copies == 1 { "copy" } else { "copies" };
            messages.note(&format!(
                "{copies} {things} of tickets left out: of each ticket the one with the latest \
                 activity counts"
            ));
        }
        let is_lost = tally.lost > 0 || tally.is_void();
        let outcome = if is_lost { Outcome::Unread } else { Outcome::Done };
        let tickets = tally.tickets.saturating_sub(copies);
        Ok(Read { outcome, tickets, lost: tally.lost, messages })
    }
}

/// What a ticket gave.
struct Given<T> {
    /// Its number.
    id: Option<i64>,
    /// Which of the users who were named as bots it knows: positions in the options.
    bots: Vec<usize>,
    answer: Answer<T>,
}

/// What was made of a ticket.
enum Answer<T> {
    /// It was asked for; and where it comes from.
    Asked(T, Arc<str>),
    /// The conditions rule it out.
    RuledOut(T),
    /// Nothing.
    None,
}

impl<T> Given<T> {
    fn of(
        record: &Record<'_>,
        source: &Arc<str>,
        input: &InputArgs,
        conditions: &[Condition],
        (make, other): (&Make<'_, T>, Option<&Make<'_, T>>),
    ) -> Self {
        let id = record.ticket.id.copied();
        if !input.wants(id) {
            return Self { id, bots: Vec::new(), answer: Answer::None };
        }
        let known = &input.manner.bots;
        let met = Met { record, bots: known, story: OnceCell::new() };
        let bots = known.iter().enumerate().filter(|(_, bot)| met.story().cast.knows(bot));
        let bots = bots.map(|(number, _)| number).collect();
        let answer = if conditions.iter().all(|condition| condition.holds(met.story())) {
            Answer::Asked(make(&met), Arc::clone(source))
        } else {
            other.map_or(Answer::None, |other| Answer::RuledOut(other(&met)))
        };
        Self { id, bots, answer }
    }
}

/// What was asked for and has not been met yet. Nothing of that is passed over in silence.
struct Missed<'a> {
    ids: BTreeSet<i64>,
    bots: BTreeMap<usize, &'a str>,
}

impl<'a> Missed<'a> {
    fn new(input: &'a InputArgs) -> Self {
        let bots = input.manner.bots.iter().map(String::as_str).enumerate();
        let bots = bots.filter(|(_, bot)| *bot != NO_BOT).collect();
        Self { ids: input.ids.iter().copied().collect(), bots }
    }

    fn meets<T>(&mut self, given: &Given<T>) {
        if let Some(id) = given.id {
            self.ids.remove(&id);
        }
        for bot in &given.bots {
            self.bots.remove(bot);
        }
    }

    fn tell(&self, messages: &mut Messages<'_>) {
        for id in &self.ids {
            messages.note(&format!("no ticket has the number {id}"));
        }
        for bot in self.bots.values() {
            messages.note(&format!("--bot-id {bot}: no user has this identifier or number"));
        }
    }
}
