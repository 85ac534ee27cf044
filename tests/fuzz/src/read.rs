//! Bytes to tickets: the same tickets and problems, whatever the sizes in which the bytes come, and
//! however many threads read them.

use std::convert::Infallible;
use std::io::{self, BufRead, Cursor, ErrorKind, Read};
use std::ops::ControlFlow;
use ticketctl::input::{Input, Limits, Problem, Source, Tally, each_answer};

/// So many bytes of an input say how the rest is read: the sizes of the pieces, and the limits.
pub const HEAD: usize = 2;

/// Reads the input as a whole and in pieces, now and then with several threads.
pub fn tried(input: &[u8]) {
    let Some(([pieces, limits], bytes)) = input.split_first_chunk::<HEAD>() else { return };
    let ticket_bytes = match limits % 4 {
        0 => 1 + usize::from(limits / 4),
        1 => 500,
        _ => 1 << 20,
    };
    let of_a_kind = [0, 1, 3, u64::MAX][usize::from(limits / 64)];
    let limits =
        Limits { ticket_bytes, of_a_kind, threads: 1, alone_bytes: 0, ..Limits::default() };
    let whole = met(Box::new(Cursor::new(bytes.to_vec())), limits);
    // To start threads takes longer than to read a ticket.
    let threads = if pieces.is_multiple_of(16) { 2 + usize::from(pieces / 16 % 2) } else { 1 };
    let alone_bytes = u64::from(pieces / 32) * 100;
    let pieces = Pieces { rest: bytes.to_vec(), state: u32::from(*pieces), ahead: 0 };
    let again = met(Box::new(pieces), Limits { threads, alone_bytes, ..limits });
    assert_eq!(whole, again, "pieces or threads make a difference");
    assert_eq!(whole.tally.tickets, whole.tickets.len() as u64);
    for problem in &whole.problems {
        assert!(!problem.says().is_empty() && !problem.place().is_empty());
        if let Some(excerpt) = problem.excerpt() {
            assert!(excerpt.lines.len() < 10 && excerpt.before < 500, "{excerpt:?}");
        }
    }
}

/// What came of an input.
#[derive(Debug, PartialEq)]
struct Met {
    /// For each ticket where it stands, what it is, and what is wrong with it.
    tickets: Vec<[String; 3]>,
    problems: Vec<Problem>,
    tally: Tally,
}

fn met(from: Input, limits: Limits) -> Met {
    let (mut tickets, mut problems) = (Vec::new(), Vec::new());
    let tally = each_answer::<_, Infallible>(
        &[Source::Stdin],
        from,
        &limits,
        &|record, place| {
            // A ticket that is given on is no larger than allowed, and JSON to the letter.
            assert!(record.text.len() <= limits.ticket_bytes.saturating_mul(3));
            serde_json::from_str::<serde::de::IgnoredAny>(record.text).unwrap();
            let defects = format!("{:?}", record.defects);
            [place.to_string(), record.text.to_owned(), defects]
        },
        &mut |ticket| {
            tickets.push(ticket);
            Ok(ControlFlow::Continue(()))
        },
        &mut |problem| {
            problems.push(problem);
            Ok(())
        },
    );
    let Ok(tally) = tally;
    Met { tickets, problems, tally }
}

/// Hands out a few bytes at a time, and is interrupted now and then.
struct Pieces {
    rest: Vec<u8>,
    state: u32,
    ahead: usize,
}

impl Pieces {
    fn next(&mut self) -> u32 {
        self.state = self.state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        self.state >> 16
    }
}

impl Read for Pieces {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Pieces {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.ahead == 0 && !self.rest.is_empty() {
            let dice = self.next();
            if dice.is_multiple_of(13) {
                return Err(ErrorKind::Interrupted.into());
            }
            let most = [1, 2, 5, 40, 1000][(dice / 13 % 5) as usize];
            self.ahead = (1 + self.next() as usize % most).min(self.rest.len());
        }
        Ok(self.rest.get(..self.ahead).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        assert!(count <= self.ahead, "more is taken than was there");
        self.ahead -= count;
        self.rest.drain(..count);
    }
}
