//! Two exports of whatever ticket: with itself there is no difference, and with a changed copy the same
//! is told forwards and backwards.

use crate::answers::each;
use crate::changes::{Change, HOSTILE, apply, odd_values, places};
use crate::rules;
use serde_json::Value;
use ticketctl::analysis::Story;
use ticketctl::analysis::diff::{Comparison, Diff, Ignored};
use ticketctl::model::Record;
use ticketctl::render::{Format, Settings, Theme, Width, print_alone};

/// So many bytes of an input say how the copy is changed.
pub const HEAD: usize = 4;

/// Compares every ticket in the input with itself and with a copy.
pub fn tried(input: &[u8]) {
    let Some((head, bytes)) = input.split_first_chunk::<HEAD>() else { return };
    each(bytes, &|old| {
        let full = head[0] & 1 == 1;
        let same = compared(old, old, full);
        assert!(same.equal && same.changes.is_empty(), "{:?}", same.changes);
        let Some(copy) = changed(old.text, *head) else { return };
        let Ok(Some(new)) = Record::read(&copy) else { return };
        let there = compared(old, &new, full);
        let back = compared(&new, old, full);
        assert_eq!(there.equal, back.equal, "{copy}");
        told(&there);
        told(&back);
    });
}

fn compared(old: &Record<'_>, new: &Record<'_>, full: bool) -> Diff {
    let ignored = Ignored::read(&[], old, new).unwrap();
    let asked = Comparison { sources: ["old", "new"], ignored: &ignored, full };
    Diff::of(&Story::of(old, &[]), &Story::of(new, &[]), &asked)
}

/// Changes a ticket in one place, or two.
fn changed(text: &str, [full, place, from, how]: [u8; HEAD]) -> Option<String> {
    let mut ticket: Value = serde_json::from_str(text).ok()?;
    let all = places(&ticket);
    let spread = |byte: u8| usize::from(byte) * all / 256;
    let odd = odd_values();
    let change = match how % 8 {
        0 => Change::Delete,
        1 => Change::Put(odd[usize::from(from) % odd.len()].clone()),
        2 => Change::Put(HOSTILE[usize::from(from) % HOSTILE.len()].into()),
        3 | 4 => Change::Copy(spread(from)),
        5 => Change::Twice,
        6 => Change::Rotate(usize::from(from % 8)),
        _ => Change::Reverse,
    };
    apply(&mut ticket, spread(place), &change);
    if full & 2 == 2 {
        apply(&mut ticket, spread(how), &Change::Copy(spread(place)));
    }
    serde_json::to_string(&ticket).ok()
}

/// Prints what is different, as data and as a page, and holds it to the rules.
fn told(diff: &Diff) {
    let printed = |format| {
        let settings = Settings::new(format, Theme::plain(), Width::UNKNOWN, false);
        let mut bytes = Vec::new();
        print_alone(diff, &settings, &mut bytes).unwrap();
        bytes
    };
    // A value that is nested as deep as a ticket may be is nested deeper in the answer.
    if let Err(wrong) = rules::json(&printed(Format::Json), "diff") {
        assert!(wrong.starts_with("recursion limit"), "{wrong}");
    }
    assert_eq!(rules::text(&printed(Format::Table), rules::Seen::default()), Ok(()));
}
