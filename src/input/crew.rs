//! Who reads batches: this thread alone, or several at a time. What comes out is in the order of the
//! input either way.

use super::batch::Batch;
use super::outcome::Outcome;
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::Scope;

/// What came of a batch; nothing if its lines are not what they seemed to be.
pub(super) type Found<T> = Option<Vec<Outcome<T>>>;

/// Reads a batch.
pub(super) type Work<'w, T> = dyn Fn(&Batch) -> Found<T> + Sync + 'w;

/// Those who read.
pub(super) struct Crew<'s, 'e, T> {
    work: &'e Work<'e, T>,
    threads: usize,
    scope: &'s Scope<'s, 'e>,
    hands: Option<Hands<T>>,
    /// The batches that were given out, the oldest first, with what came of them so far.
    out: VecDeque<(Arc<Batch>, Option<Found<T>>)>,
    /// The number of the oldest.
    first: u64,
}

/// The ways to other threads and back; batches are numbered.
struct Hands<T> {
    give: Sender<(u64, Arc<Batch>)>,
    take: Receiver<(u64, Found<T>)>,
}

/// So many batches a thread are given out: what one reads, and what it reads next.
const EACH: usize = 2;

impl<'s, 'e, T: Send + 'e> Crew<'s, 'e, T> {
    pub(super) fn new(work: &'e Work<'e, T>, threads: usize, scope: &'s Scope<'s, 'e>) -> Self {
        Self { work, threads, scope, hands: None, out: VecDeque::new(), first: 0 }
    }

    /// Tells whether other threads may be asked to help.
    pub(super) fn may_grow(&self) -> bool {
        self.threads > 1
    }

    /// Calls the other threads, if they are not there yet.
    pub(super) fn grow(&mut self) {
        if self.hands.is_some() {
            return;
        }
        let (give, batches) = channel::<(u64, Arc<Batch>)>();
        let (back, take) = channel();
        let batches = Arc::new(Mutex::new(batches));
        for _ in 0..self.threads {
            let (work, batches, back) = (self.work, Arc::clone(&batches), back.clone());
            self.scope.spawn(move || {
                loop {
                    // One waits for a batch; the others wait for their turn to wait.
                    let next = batches.lock().ok().and_then(|batches| batches.recv().ok());
                    let Some((number, batch)) = next else { return };
                    if back.send((number, work(&batch))).is_err() {
                        return;
                    }
                }
            });
        }
        self.hands = Some(Hands { give, take });
    }

    /// Tells whether it is time to take something back before more is given out.
    pub(super) fn is_busy(&self) -> bool {
        let most = if self.hands.is_some() { self.threads.saturating_mul(EACH) } else { 0 };
        self.out.len() > most
    }

    /// Gives out a batch.
    pub(super) fn read(&mut self, batch: Batch) {
        let batch = Arc::new(batch);
        let number = self.first.saturating_add(self.out.len() as u64);
        let found = match &self.hands {
            Some(hands) => {
                // They go only when nothing is given out any more.
                let _ = hands.give.send((number, Arc::clone(&batch)));
                None
            }
            None => Some((self.work)(&batch)),
        };
        self.out.push_back((batch, found));
    }

    /// Takes back the oldest batch with what came of it; waits for it if need be. Nothing if none is out.
    pub(super) fn next(&mut self) -> Option<(Arc<Batch>, Found<T>)> {
        while self.out.front()?.1.is_none() {
            let (number, found) = self.hands.as_ref()?.take.recv().ok()?;
            let place =
                number.checked_sub(self.first).and_then(|place| usize::try_from(place).ok());
            if let Some((_, slot)) = place.and_then(|place| self.out.get_mut(place)) {
                *slot = Some(found);
            }
        }
        let (batch, found) = self.out.pop_front()?;
        self.first = self.first.saturating_add(1);
        Some((batch, found?))
    }

    /// Takes back all batches that are out, whatever came of them.
    pub(super) fn recall(&mut self) -> Vec<Arc<Batch>> {
        let mut batches = Vec::new();
        while let Some((batch, _)) = self.next() {
            batches.push(batch);
        }
        batches
    }
}
