//! The blocks of a page.

use super::line::{Line, Mark, Role};
use super::table::Table;

/// A part of a page. Blocks are set apart by an empty line; a title stands close to what follows.
#[derive(Debug, Clone)]
pub enum Block {
    /// What the page is about, and a remark at the other end of the line.
    Title {
        /// The title.
        line: Line,
        /// The remark.
        aside: Line,
        /// More lines that belong to the title.
        below: Vec<Line>,
    },
    /// Paragraphs.
    Text(Vec<Line>),
    /// Shares of a whole, as one bar.
    Shares(Shares),
    /// Names and what there is to say of each.
    Facts(Vec<Fact>),
    /// A conversation.
    Talk(Vec<Turn>),
    /// A table.
    Table(Table),
    /// Lanes on a time axis.
    Lanes(Lanes),
    /// What was noticed, each with its name and its place.
    Notices(Vec<Notice>),
    /// Remarks below the answer, each with its mark.
    Remarks(Vec<Marked>),
}

/// Something that was noticed.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// How much it weighs.
    pub mark: Mark,
    /// What it is known by.
    pub name: Line,
    /// What it is about.
    pub line: Line,
    /// Where it is; may be empty.
    pub place: Line,
    /// What else there is to say.
    pub body: Vec<Line>,
}

/// A sentence with a mark before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Marked {
    /// The mark; none for a plain footnote.
    pub mark: Option<Mark>,
    /// The sentence.
    pub line: Line,
    /// Rows that belong to it, each a few cells; columns are aligned.
    pub rows: Vec<Vec<Line>>,
}

impl Marked {
    /// A sentence with a mark.
    pub const fn new(mark: Mark, line: Line) -> Self {
        Self { mark: Some(mark), line, rows: Vec::new() }
    }

    /// A sentence without a mark.
    pub const fn plain(line: Line) -> Self {
        Self { mark: None, line, rows: Vec::new() }
    }
}

/// Shares of a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    /// The parts in order of time.
    pub parts: Vec<Part>,
    /// From when to when.
    pub caption: Line,
}

/// One part of a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Whose it is.
    pub label: Line,
    /// How much it is, in words.
    pub value: Line,
    /// Bot, queue or agent: they are told apart by their filling, not only by colour. Any other
    /// role: nobody had it.
    pub role: Role,
    /// How much it is; parts are drawn in proportion.
    pub weight: f64,
}

/// A name and what there is to say of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The name.
    pub name: &'static str,
    /// What there is to say.
    pub body: FactBody,
}

/// What a fact says.
#[derive(Debug, Clone, PartialEq)]
pub enum FactBody {
    /// Paragraphs below each other.
    Lines(Vec<Line>),
    /// Rows of cells; columns are aligned.
    Rows(Vec<Vec<Line>>),
}

impl Fact {
    /// A fact in one paragraph.
    pub fn line(name: &'static str, line: Line) -> Self {
        Self { name, body: FactBody::Lines(vec![line]) }
    }

    /// A fact in several paragraphs.
    pub const fn lines(name: &'static str, lines: Vec<Line>) -> Self {
        Self { name, body: FactBody::Lines(lines) }
    }

    /// A fact in rows of cells.
    pub const fn rows(name: &'static str, rows: Vec<Vec<Line>>) -> Self {
        Self { name, body: FactBody::Rows(rows) }
    }
}

/// One thing in a conversation.
#[derive(Debug, Clone, PartialEq)]
pub enum Turn {
    /// The day on which it begins. The title says it, so that only forms whose lines stand alone
    /// repeat it.
    Begins(Line),
    /// The day, where it changes.
    Day(Line),
    /// What else there is to know between two things: that the clocks were changed.
    Remark(Line),
    /// Somebody says something.
    Message {
        /// The time of day.
        time: Line,
        /// The time since the line before; empty if none passed.
        gap: Line,
        /// Who it is.
        mark: Mark,
        /// Their name.
        name: Line,
        /// What they do by it: write, or note.
        verb: &'static str,
        /// What they say, paragraph by paragraph.
        body: Vec<Line>,
        /// What we know about it beside the text.
        margin: Vec<Line>,
    },
    /// Something happens to the ticket.
    Event {
        /// The time of day.
        time: Line,
        /// The time since the line before; empty if none passed.
        gap: Line,
        /// What happened.
        line: Line,
        /// What we know about it beside that.
        remark: Line,
    },
}

/// Lanes on a time axis.
#[derive(Debug, Clone)]
pub struct Lanes {
    /// The length of the axis, in seconds.
    pub seconds: f64,
    /// Says how much time one column is, given its seconds; only the format knows how many there are.
    pub scale: fn(f64) -> Line,
    /// Times to write along the axis: seconds from its start, and what to write there.
    pub ticks: Vec<(f64, Line)>,
    /// The lanes from top to bottom.
    pub lanes: Vec<Lane>,
}

/// One lane.
#[derive(Debug, Clone)]
pub struct Lane {
    /// What it shows.
    pub label: Line,
    /// What happens on it.
    pub content: LaneContent,
}

/// What happens on a lane.
#[derive(Debug, Clone)]
pub enum LaneContent {
    /// The ticket changes hands: parts that fill the axis in order, from its start.
    Held(Vec<Part>),
    /// Moments, in seconds from the start of the axis, each drawn as the mark.
    Moments(Mark, Vec<f64>),
    /// Stretches: from, to (in seconds from the start of the axis) and what to write on them.
    Stretches(Vec<(f64, f64, Line)>),
}

impl Part {
    /// A stretch in somebody's hands.
    pub const fn new(label: Line, value: Line, role: Role, weight: f64) -> Self {
        Self { label, value, role, weight }
    }
}
