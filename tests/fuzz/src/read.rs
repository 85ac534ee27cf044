//! Bytes to tickets: the same tickets and problems, whatever the sizes in which the bytes come.

use std::convert::Infallible;
use std::io::{self, BufRead, ErrorKind, Read};
use std::ops::ControlFlow;
use ticketctl::input::{Limits, Problem, Source, Tally, each_record};

/// So many bytes of an input say how the rest is read: the sizes of the pieces, and the limits.
pub const HEAD: usize = 2;

/// Reads the input as a whole and in pieces.
pub fn tried(input: &[u8]) {
    let Some(([pieces, limits], bytes)) = input.split_first_chunk::<HEAD>() else { return };
    let ticket_bytes = match limits % 4 {
        0 => 1 + usize::from(limits / 4),
        1 => 500,
        _ => 1 << 20,
    };
    let limits = Limits { ticket_bytes, of_a_kind: [0, 1, 3, u64::MAX][usize::from(limits / 64)] };
    let mut all = bytes;
    let whole = met(&mut all, limits);
    let mut pieces = Pieces { rest: bytes, state: u32::from(*pieces), ahead: 0 };
    let again = met(&mut pieces, limits);
    assert_eq!(whole, again, "pieces make a difference");
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

fn met(from: &mut dyn BufRead, limits: Limits) -> Met {
    let (mut tickets, mut problems) = (Vec::new(), Vec::new());
    let tally = each_record::<Infallible>(
        &[Source::Stdin],
        from,
        &limits,
        &mut |record, place| {
            // A ticket that is given on is no larger than allowed, and JSON to the letter.
            assert!(record.text.len() <= limits.ticket_bytes.saturating_mul(3));
            serde_json::from_str::<serde::de::IgnoredAny>(record.text).unwrap();
            let defects = format!("{:?}", record.defects);
            tickets.push([place.to_string(), record.text.to_owned(), defects]);
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
struct Pieces<'b> {
    rest: &'b [u8],
    state: u32,
    ahead: usize,
}

impl Pieces<'_> {
    fn next(&mut self) -> u32 {
        self.state = self.state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        self.state >> 16
    }
}

impl Read for Pieces<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Pieces<'_> {
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
        self.rest = self.rest.get(count..).unwrap_or_default();
    }
}
