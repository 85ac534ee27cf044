//! How fast whole archives are read, beside a thread that only reads the file and counts its lines:
//! `cargo bench --bench throughput`, or with `-- 1000` for 1000 megabytes instead of 200.
//!
//! The archive is made first, in `target/`, and read once so that it is in the cache. Then each command
//! runs as a whole process, in turn with the thread that only reads, three times; what is printed is the
//! best of the three, and the ratio of the two best. Processor time and peak memory come from
//! `/usr/bin/time` (GNU; its maximum resident set is the kernel's `ru_maxrss`). A command that this
//! version does not have is left out with a note. The same tickets as one array come after the lines,
//! and last how much all threads bring against one.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    reason = "a benchmark measures the clock, prints, and may fail loudly"
)]

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

const RUNS: usize = 3;
/// Compared with [`ALONE`].
const TOGETHER: &[&str] = &["stats"];
const ALONE: &[&str] = &["stats", "--threads", "1"];
const ON_LINES: [&[&str]; 9] = [
    &["show", "-o", "jsonl"],
    &["transcript"],
    &["metrics"],
    TOGETHER,
    &["stats", "--reported", "--by", "owner"],
    ALONE,
    &["list"],
    &["search", "-F", "-s", "quicksilver"],
    &["search", "quicksilver"],
];
const ON_ARRAYS: [&[&str]; 2] = [&["stats"], &["stats", "--reported", "--by", "owner"]];

/// What a run took: seconds on the clock and of the processor, and kilobytes at most.
#[derive(Clone, Copy)]
struct Run {
    wall: f64,
    processor: f64,
    memory: u64,
}

fn main() {
    let megabytes = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let megabytes: u64 = megabytes.unwrap_or(200);
    let program = Path::new(env!("CARGO_BIN_EXE_ticketctl"));
    let lines = measured(program, &ON_LINES, &archive(program, megabytes, "lines"));
    measured(program, &ON_ARRAYS, &archive(program, megabytes, "array"));
    let wall = |wanted: &[&str]| {
        let found = ON_LINES.iter().zip(&lines).find(|(command, _)| **command == wanted);
        found.and_then(|(_, run)| *run).unwrap().wall
    };
    let gain = wall(ALONE) / wall(TOGETHER);
    println!("{}: all threads {gain:.2} times as fast as one", TOGETHER.join(" "));
}

/// Runs commands on a file, in turn with the thread that only reads, and prints what they take.
fn measured(program: &Path, commands: &[&[&str]], file: &Path) -> Vec<Option<Run>> {
    let size = fs::metadata(file).unwrap().len() as f64 / 1e6;
    read_and_count(file);
    let name = file.file_name().unwrap().to_string_lossy();
    println!("{name}, {size:.0} MB, best of {RUNS} pairs of runs");
    println!("{:44} {:>8} {:>7} {:>8} {:>8} {:>9}", "", "MB/s", "ratio", "wall", "cpu", "memory");
    let mut runs = Vec::new();
    for command in commands {
        let mut ours: Option<Run> = None;
        let mut reading = f64::MAX;
        for _ in 0..RUNS {
            reading = reading.min(read_and_count(file));
            match run(program, command, file) {
                Some(run) if ours.is_none_or(|best| run.wall < best.wall) => ours = Some(run),
                Some(_) => {}
                None => break,
            }
        }
        runs.push(ours);
        let name = command.join(" ");
        let Some(Run { wall, processor, memory }) = ours else {
            println!("{name:44} not in this version");
            continue;
        };
        let ratio = reading / wall;
        let (speed, memory) = (size / wall, memory as f64 / 1e3);
        println!("{name:44} {speed:8.0} {ratio:7.3} {wall:7.2}s {processor:7.2}s {memory:6.1} MB");
    }
    let reading = (0..RUNS).map(|_| read_and_count(file)).fold(f64::MAX, f64::min);
    println!("{:44} {:8.0} {:7.3} {reading:7.2}s", "read and count lines", size / reading, 1.0);
    runs
}

/// Makes the archive, if it is not there yet.
fn archive(program: &Path, megabytes: u64, form: &str) -> PathBuf {
    let folder = program.parent().unwrap();
    let ending = if form == "lines" { "jsonl" } else { "json" };
    let file = folder.join(format!("archive-{megabytes}-{form}.{ending}"));
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["run", "--locked", "--quiet", "--release", "--example", "archive", "--"]);
    cargo.args(["--megabytes", &megabytes.to_string(), "--seed", "7", "--form", form, "--out"]);
    cargo.arg(&file);
    assert!(cargo.current_dir(env!("CARGO_MANIFEST_DIR")).status().unwrap().success());
    file
}

/// Reads a file, a mebibyte at a time, and counts its lines; returns the seconds.
fn read_and_count(file: &Path) -> f64 {
    let start = Instant::now();
    let mut file = File::open(file).unwrap();
    let mut block = vec![0; 1 << 20];
    let mut lines = 0;
    loop {
        let length = file.read(&mut block).unwrap();
        if length == 0 {
            break;
        }
        lines += memchr::memchr_iter(b'\n', block.get(..length).unwrap()).count();
    }
    assert!(std::hint::black_box(lines) > 0);
    start.elapsed().as_secs_f64()
}

/// Runs a command on a file; none if there is no such command or option.
fn run(program: &Path, command: &[&str], file: &Path) -> Option<Run> {
    let mut timed = Command::new("/usr/bin/time");
    timed.args(["--quiet", "-f", "%U %S %M"]).arg(program).args(command).arg("-q").arg(file);
    timed.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let start = Instant::now();
    let output = timed.output().unwrap();
    let wall = start.elapsed().as_secs_f64();
    if output.status.code() == Some(2) {
        return None;
    }
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stderr).unwrap();
    let mut numbers = said.lines().last().unwrap().split(' ');
    let mut seconds = || numbers.next().unwrap().parse::<f64>().unwrap();
    let processor = seconds() + seconds();
    Some(Run { wall, processor, memory: numbers.next().unwrap().parse().unwrap() })
}
