//! The form of the data, as `ticketctl schema` says it: what is printed has it, nothing else has, and
//! no change of it goes unseen.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "../properties/fixtures.rs"]
mod fixtures;
mod outline;
#[path = "../properties/program.rs"]
mod program;
mod strict;

use jsonschema::Validator;
use program::{COMMANDS, DIFF, run, surroundings};
use serde_json::Value;
use ticketctl::analysis::Form;

/// Asked for beside the commands that are tried everywhere.
const MORE: [&[&str]; 6] = [
    &["check"],
    &["check", "--by", "rule"],
    &["stats"],
    &["stats", "--by", "hour", "--sla", "queue=5m,first_response=1h"],
    &["stats", "--by", "tag", "--reported"],
    &["search", "e", "-C", "2"],
];

/// Returns every command that has data, with what is asked of it.
fn asked() -> impl Iterator<Item = &'static [&'static str]> {
    COMMANDS.into_iter().chain(MORE).chain([DIFF])
}

/// Returns the form of a command's data, as it is printed.
fn schema(command: &str) -> Value {
    let run = run(&["schema", command], &surroundings(false), b"");
    assert_eq!((run.status, run.stderr.is_empty()), (0, true), "{command}");
    serde_json::from_slice(&run.stdout).unwrap()
}

/// Returns what tells whether an answer has the form that is asked for.
fn validator(arguments: &[&str]) -> Validator {
    let form = match arguments {
        ["check", "--by", "rule"] => "check_by_rule",
        [command, ..] => command,
        [] => "",
    };
    jsonschema::draft202012::new(&schema(form)).unwrap()
}

/// Runs a command on a text; returns its answers.
fn answers(arguments: &[&str], input: &[u8]) -> Vec<Value> {
    let ask = |form| run(&[arguments, &["-q", "-o", form]].concat(), &surroundings(false), input);
    let (data, lines) = (ask("json").stdout, ask("jsonl").stdout);
    let answers = match serde_json::from_slice(&data) {
        Ok(Value::Array(answers)) => answers,
        Ok(answer) => vec![answer],
        Err(_) => Vec::new(),
    };
    let lines = String::from_utf8(lines).unwrap();
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers, lines, "{arguments:?}");
    answers
}

#[test]
fn the_forms_are_valid_schemas() {
    for form in Form::all() {
        let schema = schema(form.command);
        jsonschema::draft202012::meta::validate(&schema).unwrap();
        assert_eq!(schema["title"], form.schema);
    }
}

#[test]
fn every_answer_has_the_form_that_its_command_says() {
    let mut tried = 0;
    for arguments in asked() {
        let validator = validator(arguments);
        let names = ["tickets", "streams", "broken"].into_iter().flat_map(fixtures::fixtures);
        for name in names.chain(["fixtures/pairs/seed-later.json".to_owned()]) {
            let input = std::fs::read(&name).unwrap();
            for answer in answers(arguments, &input) {
                tried += 1;
                if let Err(wrong) = validator.validate(&answer) {
                    panic!("{name} {arguments:?}: {wrong} at {}", wrong.instance_path());
                }
            }
        }
    }
    assert!(tried > 500, "{tried}");
}
