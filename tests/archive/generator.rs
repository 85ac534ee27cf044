//! The archives themselves: the same every time, and as their truth says.

use crate::archive::words::PLANTS;
use crate::asked::tickets;
use serde_json::Value;

#[test]
fn an_archive_is_the_same_every_time_and_like_a_real_one() {
    let (first, totals) = tickets(13, 1000, 0.06);
    let (second, _) = tickets(13, 1000, 0.06);
    assert!(first == second);
    let length = first.iter().map(|(json, _)| json.len()).sum::<usize>() / first.len();
    assert!((16_000..22_000).contains(&length), "a ticket has {length} bytes");
    for key in [
        "bot_only",
        "left_in_bot",
        "reopened",
        "unanswered",
        "waits_still",
        "dropped",
        "without_transactions",
    ] {
        assert!(totals[key].as_u64().unwrap() > 0, "{key}");
    }
    for (json, truth) in &first {
        let ticket: Value = serde_json::from_str(json).unwrap();
        assert_eq!(ticket["id"], truth["id"]);
    }
}

#[test]
fn a_planted_word_stands_where_the_truth_says() {
    let (tickets, totals) = tickets(14, 1000, 0.0);
    let mut found = 0;
    for (json, truth) in &tickets {
        let ticket: Value = serde_json::from_str(json).unwrap();
        for plant in &PLANTS {
            let mut counts = (0_u64, 0_u64);
            for transaction in ticket["transactions"].as_array().unwrap() {
                let text = transaction["text"].as_str().unwrap();
                let exact = text.contains(plant.word);
                counts.0 +=
                    u64::from(exact || plant.others.iter().any(|other| text.contains(other)));
                counts.1 += u64::from(exact);
            }
            let told = &truth["planted"][plant.word];
            assert_eq!(counts.0, told["folded"].as_u64().unwrap_or(0), "{}", plant.word);
            assert_eq!(counts.1, told["exact"].as_u64().unwrap_or(0), "{}", plant.word);
            found += counts.0;
        }
    }
    let told = totals["planted"].as_object().unwrap().values();
    let told: u64 = told.map(|plant| plant["texts"].as_u64().unwrap()).sum();
    assert_eq!(found, told);
    assert_eq!(totals["planted"].as_object().unwrap().len(), PLANTS.len());
}
