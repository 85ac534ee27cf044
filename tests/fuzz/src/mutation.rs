//! Changes to inputs that hold a ticket: of bytes, as libFuzzer does it, or of values inside the JSON,
//! which would hardly survive the other way.

use crate::changes::{Change, HOSTILE, apply, at, odd_values, places};
use libfuzzer_sys::fuzzer_mutate;
use serde_json::Value;

/// A generator of numbers that are random enough.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed ^ (mixed >> 29)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).unwrap_or(0)
    }

    fn of<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len())]
    }
}

/// Changes an input of so many bytes, in place; returns how many there are now. The first bytes, the
/// head, say what is done with the rest.
pub fn mutated(input: &mut [u8], size: usize, limit: usize, seed: u32, head: usize) -> usize {
    let mut dice = Dice(u64::from(seed));
    let limit = limit.min(input.len());
    if size <= head {
        return fuzzer_mutate(input, size, limit);
    }
    match dice.below(10) {
        0 => {
            input[dice.below(head)] = dice.next().to_le_bytes()[0];
            size
        }
        1..5 => fuzzer_mutate(input, size, limit),
        _ => match of_values(&input[head..size], &mut dice) {
            Some(text) if head + text.len() <= limit => {
                input[head..head + text.len()].copy_from_slice(text.as_bytes());
                head + text.len()
            }
            _ => fuzzer_mutate(input, size, limit),
        },
    }
}

fn of_values(text: &[u8], dice: &mut Dice) -> Option<String> {
    let mut ticket: Value = serde_json::from_slice(text).ok()?;
    for _ in 0..=dice.below(3) {
        let places = places(&ticket);
        let place = dice.below(places);
        let change = match dice.below(16) {
            0 | 1 => Change::Delete,
            2 | 3 => Change::Put(dice.of(&odd_values()).clone()),
            4 | 5 => Change::Put((0..=dice.below(4)).map(|_| *dice.of(HOSTILE)).collect()),
            6 | 7 => Change::Copy(dice.below(places)),
            8 => Change::Nest(1 + dice.below(150)),
            9 | 10 => Change::Twice,
            11 => Change::Rotate(dice.below(10)),
            12 => Change::Reverse,
            _ => Change::Put(nearby(at(&ticket, place)?, dice)),
        };
        apply(&mut ticket, place, &change);
    }
    serde_json::to_string(&ticket).ok()
}

/// A value that differs from this one a little.
fn nearby(value: &Value, dice: &mut Dice) -> Value {
    match value {
        Value::String(text) => {
            let mut bytes = text.clone().into_bytes();
            let size = bytes.len();
            bytes.resize(size + 64, 0);
            let size = fuzzer_mutate(&mut bytes, size, size + 64);
            Value::from(String::from_utf8_lossy(&bytes[..size]).into_owned())
        }
        Value::Number(number) => {
            let step = [-1, 1, -60, 60, 1000, i64::MAX][dice.below(6)];
            number.as_i64().map_or(Value::Null, |number| number.wrapping_add(step).into())
        }
        Value::Bool(is) => Value::from(!is),
        other => other.clone(),
    }
}
