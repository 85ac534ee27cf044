//! Writes an archive of made-up tickets, and the right answers about it:
//!
//! ```sh
//! cargo run --release --example archive -- --megabytes 200 --form lines --seed 7 \
//!     --out target/archive.jsonl --truth target/archive.truth.jsonl
//! ```
//!
//! `--tickets N` instead of `--megabytes N`; `--form lines|array|envelope|pretty`; `--anomalies 0` for
//! one in which nothing is wrong (6 per cent is usual). The truth has one line a ticket, in the order of
//! the archive, and one line of totals.

#![expect(clippy::unwrap_used, reason = "a program of the benchmarks may fail loudly")]

#[path = "mod.rs"]
mod archive;

use archive::forms::{FORMS, Form, Shaped};
use archive::{Settings, Size, generate};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

fn main() -> io::Result<()> {
    let mut settings = Settings { seed: 7, size: Size::Tickets(1000), anomalies: 0.06 };
    let (mut form, mut out, mut truth) = (Form::Lines, None, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().unwrap();
        match name.as_str() {
            "--tickets" => settings.size = Size::Tickets(value.parse().unwrap()),
            "--megabytes" => {
                settings.size = Size::Bytes(value.parse::<u64>().unwrap() * 1_000_000);
            }
            "--seed" => settings.seed = value.parse().unwrap(),
            "--anomalies" => settings.anomalies = value.parse::<f64>().unwrap() / 100.0,
            "--form" => form = FORMS.iter().find(|(name, _)| *name == value).unwrap().1,
            "--out" => out = Some(PathBuf::from(value)),
            "--truth" => truth = Some(PathBuf::from(value)),
            other => return Err(io::Error::other(format!("what is {other}?"))),
        }
    }
    let out = out.ok_or_else(|| io::Error::other("--out FILE is missing"))?;
    let mut shaped = Shaped::new(BufWriter::with_capacity(1 << 20, File::create(out)?), form)?;
    let mut truths = match truth {
        Some(truth) => Some(BufWriter::with_capacity(1 << 20, File::create(truth)?)),
        None => None,
    };
    let totals = generate(settings, |json, truth| {
        shaped.ticket(json)?;
        if let Some(truths) = &mut truths {
            serde_json::to_writer(&mut *truths, truth)?;
            truths.write_all(b"\n")?;
        }
        io::Result::Ok(())
    })?;
    shaped.end()?;
    if let Some(mut truths) = truths {
        serde_json::to_writer(&mut truths, &totals)?;
        truths.write_all(b"\n")?;
        truths.flush()?;
    }
    Ok(())
}
