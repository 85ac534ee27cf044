//! How long the documented ticket takes, from start to end, beside a program that only reads its
//! arguments: `cargo bench --bench startup`.
//!
//! The two run in turn, in pairs, so that whatever else the machine does meets both. What is compared
//! are the medians; the aim is a ratio of 1.5 at most.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a benchmark measures the clock, prints, and may fail loudly"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const PAIRS: usize = 200;
const WARM_UP: usize = 20;
const ARGUMENTS: [&str; 2] = ["show", "fixtures/tickets/seed.json"];

fn main() {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_ticketctl"));
    let least = least(&program);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for pair in 0..WARM_UP + PAIRS {
        let times = if pair % 2 == 0 {
            let first = time(&program);
            (first, time(&least))
        } else {
            let first = time(&least);
            (time(&program), first)
        };
        if pair >= WARM_UP {
            ours.push(times.0);
            theirs.push(times.1);
        }
    }
    let (ours, theirs) = (median(ours), median(theirs));
    println!("medians of {PAIRS} pairs of runs");
    println!("  ticketctl {}  {ours:.3?}", ARGUMENTS.join(" "));
    println!("  arguments read, one line printed           {theirs:.3?}");
    println!("  ratio  {:.2}", ours.as_secs_f64() / theirs.as_secs_f64());
}

/// Builds the program to compare with, as the program was built, and returns where it lies.
fn least(program: &Path) -> PathBuf {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--locked", "--quiet", "--release", "--example", "clap_only"]);
    assert!(cargo.current_dir(env!("CARGO_MANIFEST_DIR")).status().unwrap().success());
    let name = format!("clap_only{}", std::env::consts::EXE_SUFFIX);
    program.parent().unwrap().join("examples").join(name)
}

fn time(program: &Path) -> Duration {
    let mut command = Command::new(program);
    command.args(ARGUMENTS).env_clear().current_dir(env!("CARGO_MANIFEST_DIR"));
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let start = Instant::now();
    let status = command.status().unwrap();
    let time = start.elapsed();
    assert!(status.success());
    time
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
