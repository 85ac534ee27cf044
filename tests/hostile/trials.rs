//! The trials: a sample of all attacks in all places, or, if asked for, each and every one.

use crate::attacks::{self, Attack, LONG};
use crate::matrix::{FORMS, Figures, Form, attempt};
use crate::positions;
use crate::program::{COMMANDS, DIFF};
use crate::twin::Twin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// All are tried if this is `full`.
const VARIABLE: &str = "TICKETCTL_HOSTILE";

#[test]
#[expect(clippy::disallowed_methods, reason = "the figures tell how long it took")]
fn every_attack_in_every_place_is_seen_and_not_obeyed() {
    let is_full = std::env::var(VARIABLE).is_ok_and(|asked| asked == "full");
    let started = std::time::Instant::now();
    let ticket = positions::ticket();
    let (attacks, places) = (attacks::all(), positions::all(&ticket));
    assert!(attacks.len() >= 100 && places.len() >= 150, "{} {}", attacks.len(), places.len());
    let commands: Vec<_> = COMMANDS.into_iter().chain([DIFF]).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut figures = Figures::default();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(place) = places.get(number) else { return figures };
            for (at, command) in commands.iter().enumerate() {
                // In the sample each place meets one command with one attack, without colours and
                // with them, or as data.
                if !is_full && at != number % commands.len() {
                    continue;
                }
                let twin = Twin::of(&ticket, place, command);
                for (index, attack) in attacks.iter().enumerate() {
                    if !is_full && index != number % attacks.len() {
                        continue;
                    }
                    let forms = if is_full { forms(number, index, attack) } else { pair(number) };
                    attempt(&ticket, place, attack, command, forms, &twin, &mut figures);
                }
            }
        }
    };
    let mut figures = Figures::default();
    thread::scope(|scope| {
        let workers: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            figures.add(worker.join().unwrap());
        }
    });
    println!(
        "{} attacks × {} places, {} runs in {}s: {} panics, {} wrong statuses, {} characters let \
         through, {} texts lost, {} texts altered; {} screens",
        attacks.len(),
        places.len(),
        figures.runs,
        started.elapsed().as_secs(),
        figures.panics,
        figures.statuses,
        figures.let_through,
        figures.lost,
        figures.altered,
        figures.screens,
    );
    assert!(figures.is_clean(), "{} wrong:\n{}", figures.wrong.len(), figures.wrong.join("\n"));
}

/// A page without colours and with them, or data in both forms.
fn pair(number: usize) -> &'static [Form] {
    let at = number / 3 % (FORMS.len() / 2) * 2;
    &FORMS[at..at + 2]
}

/// All forms; but what takes long is tried in two of them, others in the next place, and a narrow
/// terminal is tried with one attack in eight.
fn forms(place: usize, attack: usize, what: &Attack) -> &'static [Form] {
    if what.text.len() > LONG {
        pair(place)
    } else if (place + attack).is_multiple_of(8) {
        &FORMS
    } else {
        &FORMS[..FORMS.len() - 2]
    }
}
