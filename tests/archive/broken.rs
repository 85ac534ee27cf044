//! What is broken in the middle of an archive changes nothing of the rest.

use crate::archive::forms::FORMS;
use crate::asked::{Ticket, place, run, tickets, written};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Writes an archive twice: without a ticket, and with that ticket broken.
fn pair(name: &str, form: &str, tickets: &[Ticket], broken: &str) -> [PathBuf; 2] {
    let middle = tickets.len() / 2;
    let mut all = tickets.to_vec();
    let (_, truth) = all.remove(middle);
    let without = written(&format!("without-{name}"), form, &all);
    all.insert(middle, (broken.to_owned(), truth));
    [without, written(&format!("broken-{name}"), form, &all)]
}

struct Ran {
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

fn ran(arguments: &[&str], file: &Path) -> Ran {
    let output = run(arguments, &[file]);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { status: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// Compares what is said of both, but for the count of what was skipped.
fn compare(whole: &Path, broken: &Path) {
    let name = broken.display();
    for arguments in [
        &["stats", "-q", "-o", "json"][..],
        &["list", "-q", "-o", "jsonl"],
        &["list", "-q", "-o", "raw"],
    ] {
        let (whole, broken) = (ran(arguments, whole), ran(arguments, broken));
        assert_eq!((whole.status, broken.status), (Some(0), Some(3)), "{name}: {}", broken.stderr);
        assert_eq!(broken.stderr.lines().count(), 1, "{name}: {}", broken.stderr);
        if arguments[0] == "stats" {
            let [whole, mut broken] =
                [whole, broken].map(|ran| serde_json::from_str::<Value>(&ran.stdout).unwrap());
            assert_eq!(broken["skipped"], 1);
            broken["skipped"] = 0.into();
            assert!(whole == broken, "{name}");
        } else {
            assert!(whole.stdout == broken.stdout, "{name}");
        }
    }
}

/// A value that is no JSON; quotes and brackets still balance.
fn balanced(json: &str) -> String {
    json.replacen("\"state\":", "\"state\":nonsense", 1)
}

/// Ends in the middle of a text.
fn cut(json: &str) -> String {
    let end = json
        .find("\"transactions\":")
        .and_then(|at| json[at..].find("\"text\":\"Dear").map(|text| at + text + 12));
    json[..end.unwrap_or_else(|| json.find("\"culture\":\"").unwrap() + 12)].to_owned()
}

#[test]
fn a_broken_line_is_skipped_alone() {
    let (tickets, _) = tickets(41, 40, 0.2);
    let middle = &tickets[tickets.len() / 2].0;
    for broken in [balanced(middle), cut(middle), "{".to_owned(), "{\"id\":7,".to_owned()] {
        let [whole, damaged] = pair("line", "lines", &tickets, &broken);
        compare(&whole, &damaged);
        let told = ran(&["list", "-q", "--limit", "0"], &damaged);
        assert_eq!(told.stderr, "", "what is not read is not told");
        let told = ran(&["stats", "-q"], &damaged).stderr;
        let line = format!("broken-line-lines.json:{}:", tickets.len() / 2 + 1);
        assert!(told.contains(&line) && told.ends_with("this one is skipped\n"), "{told}");
        let packed = place("broken-lines.jsonl.zst");
        fs::write(&packed, zstd::encode_all(&*fs::read(&damaged).unwrap(), 1).unwrap()).unwrap();
        compare(&whole, &packed);
    }
}

#[test]
fn a_broken_ticket_of_an_array_is_skipped_alone_while_it_balances() {
    let (tickets, _) = tickets(42, 30, 0.2);
    let broken = balanced(&tickets[tickets.len() / 2].0);
    for (form, _) in FORMS {
        let [whole, damaged] = pair("alone", form, &tickets, &broken);
        compare(&whole, &damaged);
        let told = ran(&["stats", "-q"], &damaged).stderr;
        assert!(told.contains(&format!("broken-alone-{form}.json:")), "{told}");
        assert!(told.contains("this one is skipped"), "{told}");
    }
}

#[test]
fn what_follows_a_ticket_that_does_not_end_is_lost_and_told() {
    let (tickets, _) = tickets(43, 30, 0.2);
    let middle = tickets.len() / 2;
    let broken = cut(&tickets[middle].0);
    for (form, _) in FORMS.iter().filter(|(form, _)| *form != "lines") {
        let [_, damaged] = pair("cut", form, &tickets, &broken);
        let before = written("before", "lines", &tickets[..middle]);
        let ids = |file: &Path| ran(&["list", "-q", "-o", "ids"], file);
        let told = ids(&damaged);
        assert_eq!(told.status, Some(3), "{form}");
        let before = ids(&before).stdout;
        assert!(told.stdout.starts_with(&before), "{form}: what stands before is there");
        assert!(told.stderr.contains(&format!("broken-cut-{form}.json:")), "{}", told.stderr);
        let says = ["is lost", "the rest of its list are skipped", "it was probably cut off"];
        let is_whole = told.stdout.lines().count() == tickets.len() - 1;
        let is_told = is_whole || says.iter().any(|says| told.stderr.contains(says));
        assert!(is_told, "{form}: {}", told.stderr);
    }
}
