//! Answers that are longer than the terminal go through a pager.

use std::cell::RefCell;
use std::io::{self, ErrorKind, Write};
use std::mem;
use std::process::{ChildStdin, Command, Stdio};
use std::rc::Rc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// What `less` is told if nobody else does, as Git tells it: to end by itself if all fits, to let
/// colours through, and to leave the answer on the screen when it ends.
const LESS: &str = "FRX";

/// An answer that takes longer than this to come is not waited for: the pager shows what there is.
const SOON: Duration = Duration::from_millis(300);

/// As many bytes of messages wait for the pager to end; what is more is told at once.
const MOST: usize = 1 << 20;

/// Which pager there is, and when it is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pager {
    /// The command and its arguments.
    pub(crate) command: Vec<String>,
    /// Whether somebody named it: then it is told if it cannot be started.
    pub(crate) is_named: bool,
    /// Whether `less` is told how to behave by its own variable.
    pub(crate) has_less: bool,
    /// As many lines the terminal has.
    pub(crate) rows: usize,
    /// As many columns it has.
    pub(crate) columns: usize,
}

/// The two streams of a run. What is written to them is held back until it is known whether it fits
/// the terminal; then it is sent to both in the order in which it came, or to the pager.
pub(crate) struct Streams<'a>(Rc<RefCell<Both<'a>>>);

/// The answers' way out.
pub(crate) struct Answers<'a>(Rc<RefCell<Both<'a>>>);

/// The messages' way out.
pub(crate) struct Notes<'a>(Rc<RefCell<Both<'a>>>);

struct Both<'a> {
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    state: State,
}

enum State {
    /// Everything goes where it belongs.
    Direct,
    /// Everything waits.
    Held(Held),
    /// Answers go to the pager, and messages wait until it ends.
    Paging(Paging),
}

struct Held {
    pager: Pager,
    /// Pieces of answers and of messages, in their order.
    pieces: Vec<(Stream, Vec<u8>)>,
    /// How many rows of the terminal the answers take.
    rows: usize,
    /// When the first of them came.
    since: Option<Instant>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stream {
    Answers,
    Notes,
}

struct Paging {
    /// Nothing once the pager takes no more.
    stdin: Option<ChildStdin>,
    /// Waits for the pager to end.
    waiting: JoinHandle<()>,
    notes: Vec<u8>,
}

impl<'a> Streams<'a> {
    /// Takes the streams; without a pager everything goes straight to them.
    pub(crate) fn new(
        out: &'a mut dyn Write,
        err: &'a mut dyn Write,
        pager: Option<Pager>,
    ) -> Self {
        let state = match pager {
            None => State::Direct,
            Some(pager) => State::Held(Held { pager, pieces: Vec::new(), rows: 0, since: None }),
        };
        Self(Rc::new(RefCell::new(Both { out, err, state })))
    }

    /// Returns the way out for answers.
    pub(crate) fn answers(&self) -> Answers<'a> {
        Answers(Rc::clone(&self.0))
    }

    /// Returns the way out for messages.
    pub(crate) fn notes(&self) -> Notes<'a> {
        Notes(Rc::clone(&self.0))
    }

    /// Sends what is still held back, and waits for the pager to end. From then on everything goes
    /// straight to its stream.
    ///
    /// # Errors
    ///
    /// Fails if the answer cannot be written.
    pub(crate) fn close(&self) -> io::Result<()> {
        let mut both = self.0.borrow_mut();
        match mem::replace(&mut both.state, State::Direct) {
            State::Direct => Ok(()),
            State::Held(held) => both.release(held.pieces),
            State::Paging(paging) => {
                drop(paging.stdin);
                // It cannot panic; and if it did, the pager would have ended all the same.
                let _ = paging.waiting.join();
                let _ = both.err.write_all(&paging.notes);
                Ok(())
            }
        }
    }
}

impl Both<'_> {
    /// Sends pieces to their streams, in their order. Messages that cannot be written are no reason
    /// to stop the answer.
    fn release(&mut self, pieces: Vec<(Stream, Vec<u8>)>) -> io::Result<()> {
        for (stream, bytes) in pieces {
            match stream {
                Stream::Answers => self.out.write_all(&bytes)?,
                Stream::Notes => {
                    self.out.flush()?;
                    let _ = self.err.write_all(&bytes);
                }
            }
        }
        self.out.flush()
    }

    fn take(&mut self, stream: Stream, bytes: &[u8]) -> io::Result<()> {
        match (&mut self.state, stream) {
            (State::Direct, Stream::Answers) => self.out.write_all(bytes),
            (State::Direct, Stream::Notes) => self.err.write_all(bytes),
            (State::Held(held), stream) => {
                held.take(stream, bytes);
                self.decide()
            }
            (State::Paging(paging), Stream::Answers) => paging.take(bytes),
            (State::Paging(paging), Stream::Notes) => {
                if paging.notes.len().saturating_add(bytes.len()) > MOST {
                    return self.err.write_all(bytes);
                }
                paging.notes.extend_from_slice(bytes);
                Ok(())
            }
        }
    }

    /// Starts the pager, if the answer is too long or too slow.
    fn decide(&mut self) -> io::Result<()> {
        let State::Held(held) = &mut self.state else { return Ok(()) };
        if !held.is_too_long() {
            return Ok(());
        }
        let pieces = mem::take(&mut held.pieces);
        match start(&held.pager) {
            Ok((stdin, waiting)) => {
                let (answers, notes): (Vec<_>, Vec<_>) =
                    pieces.into_iter().partition(|(stream, _)| *stream == Stream::Answers);
                let notes = notes.into_iter().flat_map(|(_, bytes)| bytes).collect();
                let mut paging = Paging { stdin: Some(stdin), waiting, notes };
                let sent = answers.iter().try_for_each(|(_, bytes)| paging.take(bytes));
                self.state = State::Paging(paging);
                sent
            }
            Err(error) => {
                if held.pager.is_named {
                    let name = held.pager.command.first().map_or("", String::as_str);
                    let name = name.escape_debug();
                    let _ = writeln!(
                        self.err,
                        "ticketctl: the pager \"{name}\" cannot be started: {}",
                        error.kind()
                    );
                }
                self.state = State::Direct;
                self.release(pieces)
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.state {
            State::Direct => self.out.flush(),
            State::Held(_) => self.decide(),
            State::Paging(paging) => paging.stdin.as_mut().map_or(Ok(()), Write::flush),
        }
    }
}

impl Held {
    #[expect(clippy::disallowed_methods, reason = "how long an answer takes is no part of it")]
    fn take(&mut self, stream: Stream, bytes: &[u8]) {
        if stream == Stream::Answers {
            self.since.get_or_insert_with(Instant::now);
            let columns = self.pager.columns.max(1);
            let rows = String::from_utf8_lossy(bytes).lines().map(|line| rows(line, columns)).sum();
            self.rows = self.rows.saturating_add(rows);
        }
        self.pieces.push((stream, bytes.to_vec()));
    }

    /// Tells whether the answer, and the prompt below it, do not fit; or whether it is slow to come.
    fn is_too_long(&self) -> bool {
        self.rows >= self.pager.rows || self.since.is_some_and(|since| since.elapsed() > SOON)
    }
}

/// Counts the rows that a line takes. A painted line is one of a page, which fits.
fn rows(line: &str, columns: usize) -> usize {
    if line.contains('\u{1b}') { 1 } else { line.chars().count().div_ceil(columns).max(1) }
}

impl Paging {
    fn take(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some(stdin) = &mut self.stdin else { return Err(ErrorKind::BrokenPipe.into()) };
        // Whoever leaves the pager has read enough.
        stdin.write_all(bytes).inspect_err(|_| self.stdin = None)
    }
}

/// Starts the pager. While it runs, an interruption is its own matter: if it ended us, the pager would
/// be left behind and fight with the shell for the terminal.
fn start(pager: &Pager) -> io::Result<(ChildStdin, JoinHandle<()>)> {
    let (name, arguments) = pager.command.split_first().ok_or(ErrorKind::NotFound)?;
    let mut command = Command::new(name);
    command.args(arguments).stdin(Stdio::piped());
    if !pager.has_less {
        command.env("LESS", LESS);
    }
    let mut child = command.spawn()?;
    let stdin = child.stdin.take().ok_or(ErrorKind::BrokenPipe)?;
    let has_ended = interruptions_wait();
    let waiting = thread::spawn(move || {
        let _ = child.wait();
        has_ended();
    });
    Ok((stdin, waiting))
}

/// Lets interruptions pass until what is returned is called.
#[cfg(unix)]
fn interruptions_wait() -> impl FnOnce() + Send + 'static {
    use signal_hook::consts::SIGINT;
    use signal_hook::flag;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    let has_ended = Arc::new(AtomicBool::new(false));
    // Where that fails, an interruption ends us at once, as without a pager.
    let _ = flag::register_conditional_default(SIGINT, Arc::clone(&has_ended));
    move || has_ended.store(true, Ordering::Relaxed)
}

#[cfg(not(unix))]
fn interruptions_wait() -> impl FnOnce() + Send + 'static {
    || ()
}

impl Write for Answers<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().take(Stream::Answers, bytes).map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.borrow_mut().flush()
    }
}

impl Write for Notes<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().take(Stream::Notes, bytes).map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Pager, Streams, rows};
    use std::io::Write;

    fn pager(command: &[&str], is_named: bool) -> Pager {
        let command = command.iter().map(|word| (*word).to_owned()).collect();
        Pager { command, is_named, has_less: false, rows: 4, columns: 10 }
    }

    /// Writes answers and, where there is an `!`, messages; returns what came out of both streams.
    fn written(pager: Option<Pager>, pieces: &[&str]) -> (String, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let streams = Streams::new(&mut out, &mut err, pager);
        let (mut answers, mut notes) = (streams.answers(), streams.notes());
        for piece in pieces {
            match piece.strip_prefix('!') {
                Some(note) => notes.write_all(note.as_bytes()).unwrap(),
                None => answers.write_all(piece.as_bytes()).unwrap(),
            }
        }
        answers.flush().unwrap();
        streams.close().unwrap();
        drop((answers, notes, streams));
        (String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
    }

    #[test]
    fn what_fits_goes_straight_to_the_streams() {
        let pager = pager(&["never-started"], true);
        let said = written(Some(pager), &["1\n", "!a\n", "2\n", "3\n"]);
        assert_eq!(said, ("1\n2\n3\n".to_owned(), "a\n".to_owned()));
        let said = written(None, &["1\n2\n3\n4\n5\n", "!a\n"]);
        assert_eq!(said, ("1\n2\n3\n4\n5\n".to_owned(), "a\n".to_owned()));
    }

    #[test]
    fn without_its_pager_an_answer_is_whole_all_the_same() {
        let long = ["1\n2\n", "!a\n", "3\n4\n", "5\n"];
        let (out, err) = written(Some(pager(&["no-such-pager"], true)), &long);
        assert_eq!(out, "1\n2\n3\n4\n5\n");
        assert_eq!(
            err,
            "ticketctl: the pager \"no-such-pager\" cannot be started: entity not found\na\n"
        );
        let (out, err) = written(Some(pager(&["no-such-pager"], false)), &long);
        assert_eq!((out.as_str(), err.as_str()), ("1\n2\n3\n4\n5\n", "a\n"));
    }

    #[cfg(unix)]
    #[test]
    fn what_is_longer_goes_through_the_pager_and_messages_come_after() {
        let file = std::env::temp_dir().join(format!("ticketctl-paged-{}", std::process::id()));
        let script = format!("cat > '{}'; echo $LESS >> '{0}'", file.display());
        let pager = pager(&["/bin/sh", "-c", &script], true);
        let (out, err) = written(Some(pager), &["1\n2\n", "!a\n", "3\n4\n", "!b\n", "5\n"]);
        let content = std::fs::read_to_string(&file).unwrap();
        std::fs::remove_file(&file).unwrap();
        assert_eq!((out.as_str(), err.as_str()), ("", "a\nb\n"));
        assert_eq!(content, "1\n2\n3\n4\n5\nFRX\n");
    }

    #[cfg(unix)]
    #[test]
    fn whoever_leaves_the_pager_has_read_enough() {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let streams = Streams::new(&mut out, &mut err, Some(pager(&["true"], true)));
        let mut answers = streams.answers();
        let line = "x".repeat(1000);
        let written = (0..1000).try_for_each(|_| writeln!(answers, "{line}"));
        assert_eq!(written.unwrap_err().kind(), std::io::ErrorKind::BrokenPipe);
        streams.close().unwrap();
    }

    #[test]
    fn long_lines_take_several_rows() {
        let counted = ["", "x", "0123456789", "0123456789a", "\u{1b}[1m0123456789a"];
        assert_eq!(counted.map(|line| rows(line, 10)), [1, 1, 1, 2, 1]);
    }
}
