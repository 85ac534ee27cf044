//! As little as a program with a command line can do: reads its arguments, prints one line.

use clap::Parser;
use std::io::{self, Write};

/// Prints the name of a file
#[derive(Parser)]
#[command(version)]
struct Cli {
    /// What to do
    command: String,
    /// File to name
    file: String,
}

#[expect(clippy::disallowed_methods, reason = "a program of its own")]
fn main() -> io::Result<()> {
    let cli = Cli::parse();
    writeln!(io::stdout(), "{} {}", cli.command, cli.file)
}
