//! Archives to ask about, and what ticketctl says of them.

use crate::archive::forms::{FORMS, Shaped};
use crate::archive::{Settings, Size, generate};
use serde_json::Value;
use std::convert::Infallible;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A ticket as it stands in the archive, and the truth about it.
pub type Ticket = (String, Value);

/// Makes tickets, each with the truth about it, and the truth about all.
pub fn tickets(seed: u64, count: u64, anomalies: f64) -> (Vec<Ticket>, Value) {
    let mut all = Vec::new();
    let settings = Settings { seed, size: Size::Tickets(count), anomalies };
    let Ok(totals) = generate(settings, |json, truth| {
        all.push((json.to_owned(), serde_json::to_value(truth).unwrap()));
        Ok::<_, Infallible>(())
    });
    (all, serde_json::to_value(totals).unwrap())
}

/// Writes an archive in one of the forms.
pub fn written(name: &str, form: &str, tickets: &[Ticket]) -> PathBuf {
    let path = place(&format!("{name}-{form}.json"));
    let (_, form) = FORMS.iter().find(|(other, _)| *other == form).unwrap();
    let mut shaped = Shaped::new(File::create(&path).unwrap(), *form).unwrap();
    for (json, _) in tickets {
        shaped.ticket(json).unwrap();
    }
    shaped.end().unwrap();
    path
}

/// Writes an archive in all forms, and one of them packed in two ways.
pub fn written_everywhere(name: &str, tickets: &[Ticket]) -> Vec<PathBuf> {
    let mut paths: Vec<_> = FORMS.iter().map(|(form, _)| written(name, form, tickets)).collect();
    let plain = fs::read(&paths[0]).unwrap();
    let path = place(&format!("{name}.json.zst"));
    fs::write(&path, zstd::encode_all(&*plain, 3).unwrap()).unwrap();
    paths.push(path);
    let path = place(&format!("{name}.json.gz"));
    let mut packed =
        flate2::write::GzEncoder::new(File::create(&path).unwrap(), flate2::Compression::fast());
    packed.write_all(&plain).unwrap();
    packed.finish().unwrap();
    paths.push(path);
    paths
}

pub fn place(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Runs ticketctl.
pub fn run(arguments: &[&str], files: &[&Path]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_ticketctl"));
    program.args(arguments).args(files).output().unwrap()
}

/// Asks ticketctl what it is able to answer, and returns what it says.
pub fn said(arguments: &[&str], file: &Path) -> String {
    let output = run(&[arguments, &["-q"]].concat(), &[file]);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Returns what it says as data, line by line.
pub fn answers(arguments: &[&str], file: &Path) -> Vec<Value> {
    let said = said(&[arguments, &["-o", "jsonl"]].concat(), file);
    said.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Lists the truths about the copies that count: of each ticket one.
pub fn kept(tickets: &[Ticket]) -> Vec<&Value> {
    tickets.iter().map(|(_, truth)| truth).filter(|truth| truth["copy"] != "dropped").collect()
}

/// Tells whether two answers are the same; fractions may differ in their last digits.
pub fn is_near(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            a == b || a.as_f64().zip(b.as_f64()).is_some_and(|(a, b)| (a - b).abs() < 1e-6)
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_near(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| is_near(a, b)))
        }
        _ => a == b,
    }
}

/// Compares what is said with what is, and gathers what differs.
#[derive(Default)]
pub struct Differences(Vec<String>);

impl Differences {
    pub fn same(&mut self, what: &str, said: &Value, truth: &Value) {
        if !is_near(said, truth) {
            self.0.push(format!("{what}: says {said}, is {truth}"));
        }
    }

    /// Fails if there are any.
    pub fn none(self) {
        assert!(self.0.is_empty(), "{} differ:\n{}", self.0.len(), self.0.join("\n"));
    }
}
