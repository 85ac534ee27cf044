//! The alphabets that drawings are made with, and what our own words look like in each of them.
//!
//! What a ticket says never passes through here: its letters stay as they are.

use super::printable::{Printable, Run};
use super::strip::{Piece, Strip};
use super::theme::Look;
use crate::page::{Content, Line, Mark, Role};
use std::borrow::Cow;

/// The alphabet of drawings: every sign, every filling, and the spelling of our own words.
#[derive(Clone, Copy)]
pub struct Signs(&'static Alphabet);

/// What a renderer may draw with. Each sign of a bar, a rule or a lane is one column wide; marks and
/// what stands for a cut may be wider.
#[derive(Debug, Clone, Copy)]
struct Alphabet {
    /// For customer, bot, queue and agent.
    people: [&'static str; 4],
    unknown: &'static str,
    good: &'static str,
    caution: &'static str,
    bad: &'static str,
    added: &'static str,
    removed: &'static str,
    note: &'static str,
    /// The parts of bot, queue and agent in a bar, and that of nobody.
    fillings: [&'static str; 4],
    /// Ends a part of an agent, and one of anybody else, that another of the same kind follows.
    seams: [&'static str; 2],
    /// A whole column of a bar.
    whole: &'static str,
    /// The ends of a bar, from none to seven eighths of a column.
    eighths: [&'static str; 8],
    /// The heights of a column that says how many there are, from one to eight eighths.
    heights: [&'static str; 8],
    rule: &'static str,
    stretch: Stretch,
    /// A bar that grows: whole, its end in steps, what is not yet there.
    growth: &'static str,
    cut: &'static str,
    /// The end of a line where there is room for one line only, and before how many ends there are.
    newline: &'static str,
    times: &'static str,
    /// What in our own words is written otherwise; the first that fits counts.
    spellings: &'static [(&'static str, &'static str)],
}

/// What a stretch of time is drawn with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    pub(super) start: &'static str,
    pub(super) length: &'static str,
    pub(super) end: &'static str,
    /// One that is a single column long.
    pub(super) moment: &'static str,
}

const DRAWN: Alphabet = Alphabet {
    people: ["●", "◇", "□", "◆"],
    unknown: "?",
    good: "✓",
    caution: "▲",
    bad: "✗",
    added: "+",
    removed: "−",
    note: "·",
    fillings: ["▓", "░", "█", "·"],
    seams: ["▉", "▏"],
    whole: "█",
    eighths: ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"],
    heights: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    rule: "─",
    stretch: Stretch { start: "├", length: "╌", end: "┤", moment: "│" },
    growth: "█▉▊▋▌▍▎▏ ",
    cut: "…",
    newline: "↵",
    times: "×",
    spellings: &[],
};

const ASCII: Alphabet = Alphabet {
    people: ["<", "*", "-", ">"],
    unknown: "?",
    good: "ok",
    caution: "!",
    bad: "x",
    added: "+",
    removed: "-",
    note: "-",
    fillings: ["=", ".", "#", "_"],
    seams: ["|", "|"],
    whole: "#",
    eighths: ["", "-", "-", "-", "=", "=", "=", "="],
    heights: [".", ":", "-", "=", "+", "*", "#", "@"],
    rule: "-",
    stretch: Stretch { start: "|", length: "-", end: "|", moment: "|" },
    growth: "#- ",
    cut: "...",
    newline: "^J",
    times: "x",
    spellings: &[
        ("“", "\""),
        ("”", "\""),
        ("‘", "'"),
        ("’", "'"),
        ("…", "..."),
        ("–", "-"),
        ("—", "-"),
        ("−", "-"),
        ("·", "-"),
        ("→", "->"),
        ("×", "x"),
        ("≤", "<="),
        ("≥", ">="),
        ("✓", "*"),
        ("▲", "!"),
        ("✗", "x"),
        ("▓", "="),
        ("░", "."),
        ("█", "#"),
        ("│", "|"),
    ],
};

/// No signs at all: each is a word.
const SPOKEN: Alphabet = Alphabet {
    people: ["customer", "bot", "queue", "agent"],
    unknown: "unknown",
    good: "ok:",
    caution: "warning:",
    bad: "error:",
    added: "added:",
    removed: "removed:",
    note: "note:",
    cut: "...",
    newline: "/",
    times: " times ",
    spellings: &[
        ("<1%", "less than 1 percent"),
        (">99%", "more than 99 percent"),
        ("%", " percent"),
        (" · ", "; "),
        ("✓ ", "chosen: "),
        ("“", "\""),
        ("”", "\""),
        ("‘", "'"),
        ("’", "'"),
        ("…", "..."),
        ("–", "unknown"),
        ("—", "-"),
        ("−", "-"),
        ("·", ";"),
        ("→", "to"),
        ("×", "times"),
        ("≤", "at most"),
        ("≥", "at least"),
    ],
    ..ASCII
};

impl Signs {
    /// Signs and lines as they look best.
    pub const DRAWN: Self = Self(&DRAWN);

    /// Nothing but ASCII.
    pub const ASCII: Self = Self(&ASCII);

    /// Words alone.
    pub const SPOKEN: Self = Self(&SPOKEN);

    /// Returns the sign of a mark.
    pub(super) const fn of(self, mark: Mark) -> &'static str {
        let Alphabet { people: [customer, bot, queue, agent], .. } = self.0;
        match mark {
            Mark::Customer => customer,
            Mark::Bot => bot,
            Mark::Queue => queue,
            Mark::Agent => agent,
            Mark::Unknown => self.0.unknown,
            Mark::Good => self.0.good,
            Mark::Caution => self.0.caution,
            Mark::Bad => self.0.bad,
            Mark::Added => self.0.added,
            Mark::Removed => self.0.removed,
            Mark::Note => self.0.note,
        }
    }

    /// Returns what fills a part of a bar, so that parts can be told apart without colour.
    pub(super) const fn filling(self, role: Role) -> &'static str {
        let [bot, queue, agent, nobody] = self.0.fillings;
        match role {
            Role::Bot => bot,
            Role::Queue => queue,
            Role::Agent => agent,
            _ => nobody,
        }
    }

    /// Returns what ends a part that is followed by another one of the same kind.
    pub(super) const fn seam(self, role: Role) -> &'static str {
        let [agent, other] = self.0.seams;
        if matches!(role, Role::Agent) { agent } else { other }
    }

    /// Returns a whole column of a bar.
    pub(super) const fn whole(self) -> &'static str {
        self.0.whole
    }

    /// Returns the end of a bar, so many eighths of a column long.
    pub(super) fn eighths(self, eighths: usize) -> &'static str {
        self.0.eighths.get(eighths).copied().unwrap_or_default()
    }

    /// Returns a column so many eighths high; a blank for none.
    pub(super) fn height(self, eighths: usize) -> &'static str {
        let height = eighths.checked_sub(1).and_then(|eighths| self.0.heights.get(eighths));
        height.copied().unwrap_or(" ")
    }

    /// Returns what a rule is made of.
    pub(super) const fn rule(self) -> &'static str {
        self.0.rule
    }

    /// Returns what a stretch of time is drawn with.
    pub(super) const fn stretch(self) -> &'static Stretch {
        &self.0.stretch
    }

    /// Returns what a bar is made of that shows how far something has come: a whole column, the steps
    /// of its end, and what is not yet there.
    pub(crate) const fn growth(self) -> &'static str {
        self.0.growth
    }

    /// Returns what stands where text was cut; it may be wider than a column.
    pub(super) const fn cut(self) -> &'static str {
        self.0.cut
    }

    /// Returns what stands for the end of a line where there is room for one line only.
    pub(super) const fn newline(self) -> &'static str {
        self.0.newline
    }

    /// Returns what stands before the number of ends of lines.
    pub(super) const fn times(self) -> &'static str {
        self.0.times
    }

    /// Takes a line; line breaks in it are shown.
    pub(super) fn cell(self, line: &Line) -> Strip<'_> {
        self.strip(line, |text, signs| Printable::cell_with(text, signs))
    }

    /// Takes a paragraph; line breaks in it are kept.
    pub(super) fn body(self, line: &Line) -> Strip<'_> {
        self.strip(line, |text, signs| Printable::body_with(text, signs))
    }

    /// Takes a sign.
    pub(super) fn mark<'a>(self, mark: Mark) -> Strip<'a> {
        Strip::new().lit(self.of(mark), mark.role())
    }

    /// Takes words of our own that stand alone.
    pub(super) fn words<'a>(self, words: &str, role: Role) -> Strip<'a> {
        let words = self.own(words).into_owned();
        Strip::new().run(Run::own(words), Look::Words(role))
    }

    /// Spells words of our own.
    pub(super) fn own(self, words: &str) -> Cow<'_, str> {
        let fits = |rest: &str| self.0.spellings.iter().find(|(from, _)| rest.starts_with(from));
        if self.0.spellings.iter().all(|(from, _)| !words.contains(from)) {
            return Cow::Borrowed(words);
        }
        let mut spelled = String::with_capacity(words.len());
        let mut rest = words;
        while let Some(char) = rest.chars().next() {
            let taken = if let Some((from, to)) = fits(rest) {
                spelled.push_str(to);
                from.len()
            } else {
                spelled.push(char);
                char.len_utf8()
            };
            rest = rest.get(taken..).unwrap_or_default();
        }
        Cow::Owned(spelled)
    }

    /// The one door between a line and its letters: here our own words are told apart from what a
    /// ticket says.
    fn strip(self, line: &Line, safe: for<'s> fn(&'s str, Self) -> Printable<'s>) -> Strip<'_> {
        let mut strip = Strip::new();
        for span in &line.0 {
            let (text, quoted) = match &span.content {
                Content::Own(words) => match self.own(words) {
                    Cow::Borrowed(words) => (safe(words, self), false),
                    Cow::Owned(words) => (safe(&words, self).into_static(), false),
                },
                Content::Quoted(text) => (safe(text, self), true),
                Content::Name(text) => (Printable::cell_with(text, self), true),
                Content::Address(address) => (Printable::cell_with(&address.shown, self), true),
                Content::Mark(mark) => (Printable::lit(self.of(*mark)), false),
            };
            let (is_address, target) = match &span.content {
                // What is seen must be what is followed, to the letter.
                Content::Address(address) => {
                    (true, address.target.as_ref().filter(|_| text.is(&address.shown)))
                }
                _ => (false, None),
            };
            for run in text.runs() {
                let look = if run.is_spelled() { Look::Spelled } else { Look::Words(span.role) };
                strip.push(Piece {
                    run,
                    look,
                    quoted,
                    direction: None,
                    is_address,
                    link: target.cloned(),
                });
            }
        }
        strip.directed()
    }
}

impl PartialEq for Signs {
    fn eq(&self, other: &Self) -> bool {
        self.0.good == other.0.good
    }
}

impl Eq for Signs {}

impl std::fmt::Debug for Signs {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_tuple("Signs").field(&self.0.good).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Text;
    use unicode_width::UnicodeWidthStr;

    fn signs(
        Alphabet { people, fillings, seams, eighths, heights, stretch, .. }: &Alphabet,
    ) -> Vec<&str> {
        let Stretch { start, length, end, moment } = stretch;
        let ends = eighths.iter().skip(1);
        let groups = people.iter().chain(fillings).chain(seams).chain(ends).chain(heights);
        groups.chain([start, length, end, moment]).copied().collect()
    }

    #[test]
    fn what_is_drawn_is_one_column_wide() {
        for alphabet in [&DRAWN, &ASCII] {
            for sign in signs(alphabet).into_iter().chain([alphabet.whole, alphabet.rule]) {
                assert_eq!(sign.width(), 1, "{sign}");
            }
        }
    }

    #[test]
    fn ascii_is_ascii_and_tells_apart_what_drawings_do() {
        let Alphabet { unknown, good, caution, bad, note, .. } = &ASCII;
        let Alphabet { whole, rule, growth, cut, newline, times, .. } = &ASCII;
        let others = [unknown, good, caution, bad, note, whole, rule, growth, cut, newline, times];
        let spelled = ASCII.spellings.iter().map(|(_, spelling)| *spelling);
        for sign in signs(&ASCII).into_iter().chain(others.into_iter().copied()).chain(spelled) {
            assert!(sign.is_ascii(), "{sign}");
        }
        for signs in [&ASCII.people[..], &ASCII.fillings[..], &ASCII.heights[..]] {
            let mut apart = signs.to_vec();
            apart.sort_unstable();
            apart.dedup();
            assert_eq!(apart.len(), signs.len(), "{signs:?}");
        }
    }

    #[test]
    fn own_words_are_spelled_and_those_of_a_ticket_are_not() {
        let text = Text::from("“a” → b…\nc");
        let line =
            Line::new().own("“x” → y · ").quote(&text, Role::Plain).own(" …").mark(Mark::Good);
        assert_eq!(Signs::ASCII.cell(&line).text(), "\"x\" -> y - “a” → b… ^J c ...ok");
        assert_eq!(Signs::DRAWN.cell(&line).text(), "“x” → y · “a” → b… ↵ c …✓");
        assert_eq!(Signs::ASCII.words("Taken → reply", Role::Plain).text(), "Taken -> reply");
    }
}
