//! Redacting what strangers wrote: whatever stands wherever, a ticket comes out that is safe to look
//! at, can be read, and holds nothing of it.

use crate::attacks;
use crate::judge::{self, Asked, DATA};
use crate::positions::{self, Part};
use crate::program::{run, surroundings};
use crate::{rules, screen};
use serde_json::Value;

const KEY: [&str; 2] = ["--key-file", "fixtures/keys/example.key"];

#[test]
fn every_attack_is_redacted_like_anything_else() {
    let ticket = positions::ticket();
    let (attacks, places) = (attacks::all(), positions::all(&ticket));
    let mut wrong = Vec::new();
    for (number, place) in places.iter().enumerate() {
        // Each place meets one of the attacks, and each attack a few places.
        for attack in attacks.iter().cycle().skip(number).take(1) {
            let planted = place.plant(&ticket, &attack.text);
            let form = [&[][..], &["-o", "json"], &["-o", "jsonl"]][number % 3];
            let arguments = [&["redact", "--color=never"], &KEY[..], form].concat();
            let run = run(&arguments, &surroundings(true), planted.as_bytes());
            let short: String = attack.text.escape_debug().take(60).collect();
            let here = format!("{short} at {} {:?}", place.pointer, place.part);
            let mut faults = judge::faults(&run.stdout, DATA);
            faults.extend(judge::faults(
                &run.stderr,
                Asked { colours: false, isolates: true, links: false },
            ));
            if run.status != 0 {
                let said = String::from_utf8_lossy(&run.stderr).into_owned();
                faults.push(format!("status {}: {said}", run.status));
            }
            if let Err(change) = screen::both_left_alone(&run) {
                faults.push(change);
            }
            match serde_json::from_slice::<Value>(&run.stdout) {
                Err(error) => faults.push(error.to_string()),
                Ok(after) => {
                    let after = if after.is_array() { &after[0] } else { &after };
                    let stays = after.pointer(&place.pointer) == Some(&Value::from(&*attack.text));
                    let is_personal = ["name", "field", "Agent", "location", "future"];
                    let is_personal = is_personal.iter().any(|key| place.pointer.contains(key));
                    let is_text = attack.text.chars().any(char::is_alphabetic);
                    if place.part == Part::Value
                        && stays
                        && is_personal
                        && is_text
                        && !place.pointer.contains("Parameters")
                    {
                        faults.push("it stays".to_owned());
                    }
                }
            }
            wrong.extend(faults.into_iter().map(|fault| format!("{here}: {fault}")));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(40)].join("\n")
    );
}

#[test]
fn t20_a_deep_ticket_is_redacted_or_refused() {
    for depth in [100, 10_000] {
        let deep = format!(
            "{{\"id\":1,\"state\":\"Open\",\"x\":{}\"Jack Bower\"{}}}",
            "[".repeat(depth),
            "]".repeat(depth)
        );
        let run = run(&["redact"], &surroundings(false), deep.as_bytes());
        assert!([0, 3].contains(&run.status));
        assert!(!String::from_utf8(run.stdout).unwrap().contains("Jack"));
        rules::text(&run.stderr, rules::Seen { coloured: false, terminal: false, width: None })
            .unwrap();
    }
}
