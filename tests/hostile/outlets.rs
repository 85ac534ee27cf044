//! Outputs that fail: at any write, in any way, and what is told of it.

use crate::program::{COMMANDS, forms, surroundings};
use std::ffi::OsString;
use std::io::{self, ErrorKind, Write};

/// Takes a number of writes, then fails. Until then it takes only some bytes at a time and is
/// interrupted now and then, as a system may.
struct Outlet {
    taken: Vec<u8>,
    writes: usize,
    most: usize,
    error: ErrorKind,
    after: usize,
}

impl Outlet {
    const fn new(most: usize, error: ErrorKind) -> Self {
        Self { taken: Vec::new(), writes: 0, most, error, after: 0 }
    }
}

impl Write for Outlet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writes += 1;
        if self.writes > self.most {
            self.after += 1;
            return Err(self.error.into());
        }
        if self.writes % 3 == 2 {
            return Err(ErrorKind::Interrupted.into());
        }
        let taken = bytes.len().min(1500);
        self.taken.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.after > 0 { Err(self.error.into()) } else { Ok(()) }
    }
}

fn run(arguments: &[&str], stdin: &[u8], outlet: &mut Outlet) -> (u8, String) {
    let arguments = ["ticketctl"].iter().chain(arguments).map(OsString::from);
    let mut stderr = Vec::new();
    let terminal = surroundings(false);
    let status = ticketctl::run(
        arguments,
        &terminal,
        Box::new(io::Cursor::new(stdin.to_vec())),
        outlet,
        &mut stderr,
    );
    (status, String::from_utf8(stderr).unwrap())
}

/// Fails at each write in turn, until none fails any more; of many at the first and the last ones.
fn fails_everywhere(error: ErrorKind, status: u8, says: &str) {
    let seed = include_str!("../../fixtures/tickets/seed.json").repeat(2);
    let mut asked: Vec<Vec<&str>> = vec![vec!["--help"], vec!["--version"], vec!["show", "--help"]];
    for command in COMMANDS {
        for form in forms(command[0]) {
            asked.push([command, &["-o", form]].concat());
        }
    }
    for form in ["table", "json", "jsonl"] {
        let key = "fixtures/keys/example.key";
        asked.push(vec!["redact", "-q", "--key-file", key, "-o", form]);
    }
    for arguments in asked {
        let mut whole = Outlet::new(usize::MAX, error);
        assert_eq!(run(&arguments, seed.as_bytes(), &mut whole), (0, String::new()));
        assert!(whole.writes > 0);
        for most in (0..whole.writes).filter(|most| *most < 30 || most + 30 > whole.writes) {
            let mut outlet = Outlet::new(most, error);
            let told = run(&arguments, seed.as_bytes(), &mut outlet);
            let here = format!("{arguments:?}, write {most} of {}", whole.writes);
            assert_eq!(told, (status, says.to_owned()), "{here}");
            assert_eq!(outlet.after, 1, "{here}: it goes on");
            assert!(whole.taken.starts_with(&outlet.taken), "{here}");
        }
    }
}

#[test]
fn t34_an_output_that_fails_is_told_once() {
    let says = "ticketctl: cannot write to standard output: no storage space\n";
    fails_everywhere(ErrorKind::StorageFull, 4, says);
}

#[test]
fn t35_a_reader_that_goes_is_the_end_and_no_error() {
    fails_everywhere(ErrorKind::BrokenPipe, 0, "");
}
