//! How a run ends: the one table of exit statuses.

use std::fmt;
use std::io;
use std::ops::Range;

/// How a run ended that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Done. Also when the reader closed the pipe.
    Done,
    /// The answer is no: nothing was found, or something differs.
    No,
    /// Some input could not be read, or held no ticket; everything else was shown.
    Unread,
}

impl Outcome {
    /// Says that the answer is no, unless something weighs more.
    pub(crate) fn or_no(self) -> Self {
        if self == Self::Done { Self::No } else { self }
    }
}

/// The command line is wrong: what is wrong with it, and what to do.
#[derive(Debug)]
pub(crate) struct Usage(pub(crate) String);

impl fmt::Display for Usage {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

/// A part of the command line that has a grammar of its own is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Misread {
    /// What is wrong, and where.
    says: String,
    /// What was typed.
    pub(crate) typed: String,
    /// The characters of it that are meant.
    pub(crate) range: Range<usize>,
}

impl Misread {
    /// Says what is wrong with what was typed for an option.
    pub(crate) fn new(option: &str, typed: &str, says: &str, bytes: &Range<usize>) -> Self {
        let characters = |end: usize| typed.get(..end).unwrap_or(typed).chars().count();
        let range = characters(bytes.start)..characters(bytes.end);
        let says = format!("{option}, character {}: {says}", range.start + 1);
        Self { says, typed: typed.to_owned(), range }
    }
}

impl fmt::Display for Misread {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.says)
    }
}

impl std::error::Error for Misread {}

/// What fails when an answer is printed.
pub(crate) const CANNOT_WRITE: &str = "cannot write to standard output";

/// What the exit statuses mean, in the words of the manual.
pub(crate) const STATUSES: [(u8, &str); 6] = [
    (0, "done; also when the reader closed the pipe, as `head` does"),
    (
        1,
        "the answer is no: `search` found nothing, `check` found something at or above `--fail-on`, \
         `diff` a difference, a redaction could not be proven",
    ),
    (2, "the command line is wrong"),
    (
        3,
        "some input could not be read or is no ticket; everything else was shown. An empty list, a `--where` that no \
         ticket meets, and an `--id` that none has, are 0",
    ),
    (4, "the output could not be written"),
    (INTERNAL, "an internal error, which is a bug"),
];

/// What weighs more, where several statuses apply.
pub(crate) const WEIGHTS: &str = "Where several apply: 4, then 3, then 1.";

/// The status for an internal error.
pub const INTERNAL: u8 = 70;

/// Returns the exit status of a run. What fails, but is no wrong command line, is the output:
/// errors of reading are told and counted, and end nothing.
pub(crate) fn status(result: &anyhow::Result<Outcome>) -> u8 {
    match result {
        Ok(Outcome::Done) => 0,
        Ok(Outcome::No) => 1,
        Ok(Outcome::Unread) => 3,
        Err(error) if error.is::<Usage>() || error.is::<Misread>() => 2,
        Err(error) if is_closed_pipe(error) => 0,
        Err(_) => 4,
    }
}

/// Tells whether the reader of the output has gone, which is no error: `| head` does it.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// Says why something failed, in one line and without the numbers that the system gives the reasons.
pub(crate) fn reasons(error: &anyhow::Error) -> String {
    let said = error.chain().map(|cause| {
        let said = cause.to_string();
        said.split_once(" (os error").map_or(said.clone(), |(reason, _)| reason.to_owned())
    });
    said.collect::<Vec<_>>().join(": ")
}

#[cfg(test)]
mod tests {
    use super::{Outcome, Usage, reasons, status};
    use anyhow::Context;
    use std::io::{self, ErrorKind};

    fn failed(kind: ErrorKind) -> anyhow::Result<Outcome> {
        Err(io::Error::from(kind)).context(super::CANNOT_WRITE)
    }

    #[test]
    fn each_end_has_its_status() {
        assert_eq!(status(&Ok(Outcome::Done)), 0);
        assert_eq!(status(&Ok(Outcome::Done.or_no())), 1);
        assert_eq!(status(&Ok(Outcome::Unread.or_no())), 3);
        assert_eq!(status(&Err(Usage("what?".to_owned()).into())), 2);
        assert_eq!(status(&Ok(Outcome::Unread)), 3);
        assert_eq!(status(&failed(ErrorKind::StorageFull)), 4);
        assert_eq!(status(&failed(ErrorKind::BrokenPipe)), 0);
    }

    #[test]
    fn reasons_are_said_without_numbers() {
        let error = io::Error::from_raw_os_error(28);
        let error = anyhow::Error::new(error).context("cannot write");
        assert_eq!(reasons(&error), "cannot write: No space left on device");
    }
}
