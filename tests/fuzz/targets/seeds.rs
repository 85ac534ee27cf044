//! Writes the seeds: `seeds FIXTURES FOLDER`.

use std::io;
use std::path::Path;

fn main() -> io::Result<()> {
    let arguments: Vec<_> = std::env::args_os().collect();
    match arguments.as_slice() {
        [_, fixtures, into] => ticketctl_fuzz::seeds::write(Path::new(fixtures), Path::new(into)),
        _ => Err(io::Error::other("seeds FIXTURES FOLDER")),
    }
}
