//! Messages with markup, made readable as plain text.
//!
//! The markup comes from strangers: it is read token by token, without a tree, so that neither deep
//! nesting nor tags that never close cost more than their length.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// The most that is written of one message, in bytes; the rest is an ellipsis.
const LIMIT: usize = 1024 * 1024;

/// How many levels of quotation are marked; deeper ones look like the last.
const QUOTE_LEVELS: usize = 8;

/// What stands between the cells of a table.
const BETWEEN_CELLS: &str = "  ";

/// Makes an HTML fragment readable as plain text.
///
/// Blocks become lines, list items begin with `- `, quoted lines with `> `, cells of a table stand
/// two spaces apart, links tell where they lead, pictures what they show. Scripts, styles and heads
/// are left out. White space is collapsed except in `<pre>`; there is never more than one empty
/// line in a row, and none at either end. All other text is kept as it is, control characters too.
///
/// Stops with `…` after 1 MiB.
pub fn readable(html: &str) -> String {
    let mut reader = Reader::default();
    let follow = |event: CallbackEvent<'_>, _: Span| {
        reader.take(&event);
        reader.lines.full.then_some(())
    };
    let mut emitter = CallbackEmitter::new(follow);
    emitter.naively_switch_states(true);
    // The first thing that the tokenizer hands out says that the limit is reached.
    let _ = Tokenizer::new_with_emitter(html, emitter).next();
    reader.finish()
}

/// What an element does to the text around and inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Block,
    Break,
    Item,
    Quote,
    Preformatted,
    Table,
    Row,
    Cell,
    Link,
    Image,
    /// Nothing in it is meant to be read.
    Unseen(Unseen),
    /// May stand in a head without ending it.
    Invisible,
    /// Changes nothing but the look.
    Inline,
}

/// Elements that hide what they hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unseen {
    Head,
    Title,
    Script,
    Style,
    Template,
    NoScript,
    Frame,
    NoEmbed,
}

impl Element {
    fn of(name: &[u8]) -> Self {
        match name {
            b"br" => Self::Break,
            b"li" => Self::Item,
            b"blockquote" => Self::Quote,
            b"pre" | b"xmp" | b"listing" | b"plaintext" => Self::Preformatted,
            b"table" => Self::Table,
            b"tr" => Self::Row,
            b"td" | b"th" => Self::Cell,
            b"a" => Self::Link,
            b"img" | b"image" => Self::Image,
            b"head" => Self::Unseen(Unseen::Head),
            b"title" => Self::Unseen(Unseen::Title),
            b"script" => Self::Unseen(Unseen::Script),
            b"style" => Self::Unseen(Unseen::Style),
            b"template" => Self::Unseen(Unseen::Template),
            b"noscript" => Self::Unseen(Unseen::NoScript),
            b"iframe" => Self::Unseen(Unseen::Frame),
            b"noembed" => Self::Unseen(Unseen::NoEmbed),
            b"html" | b"base" | b"link" | b"meta" => Self::Invisible,
            b"address" | b"article" | b"aside" | b"body" | b"caption" | b"center" | b"dd"
            | b"details" | b"dialog" | b"dir" | b"div" | b"dl" | b"dt" | b"fieldset"
            | b"figcaption" | b"figure" | b"footer" | b"form" | b"h1" | b"h2" | b"h3" | b"h4"
            | b"h5" | b"h6" | b"header" | b"hgroup" | b"hr" | b"legend" | b"main" | b"menu"
            | b"nav" | b"ol" | b"option" | b"p" | b"search" | b"section" | b"summary"
            | b"tbody" | b"tfoot" | b"thead" | b"ul" => Self::Block,
            _ => Self::Inline,
        }
    }
}

/// The attribute that is being read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Attribute {
    Target,
    Description,
    #[default]
    Other,
}

/// Follows the tokens and says what they mean for the lines.
#[derive(Debug, Default)]
struct Reader {
    lines: Lines,
    /// The start tag that is being read.
    tag: Option<Element>,
    attribute: Attribute,
    /// The first `href` and `alt` of that tag.
    target: Option<String>,
    description: Option<String>,
    /// The elements in which nothing is to be read: the outermost, and how many of its kind.
    unseen: Option<(Unseen, usize)>,
}

impl Reader {
    fn take(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Some(Element::of(name));
                self.attribute = Attribute::Other;
                self.target = None;
                self.description = None;
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = match (self.tag, *name) {
                    (Some(Element::Link), b"href") => Attribute::Target,
                    (Some(Element::Image), b"alt") => Attribute::Description,
                    _ => Attribute::Other,
                };
            }
            CallbackEvent::AttributeValue { value } => {
                let kept = match self.attribute {
                    Attribute::Target => &mut self.target,
                    Attribute::Description => &mut self.description,
                    Attribute::Other => return,
                };
                kept.get_or_insert_with(|| String::from_utf8_lossy(value).into_owned());
            }
            CallbackEvent::CloseStartTag { .. } => {
                if let Some(element) = self.tag.take() {
                    self.start(element);
                }
            }
            CallbackEvent::EndTag { name } => {
                self.tag = None;
                self.end(Element::of(name));
            }
            CallbackEvent::String { value } => {
                if self.unseen.is_none() {
                    self.lines.text(&String::from_utf8_lossy(value));
                }
            }
            CallbackEvent::Comment { .. }
            | CallbackEvent::Doctype { .. }
            | CallbackEvent::Error(_) => {}
        }
    }

    fn start(&mut self, element: Element) {
        match (&mut self.unseen, element) {
            // What cannot stand in a head ends it, as in a browser.
            (Some((Unseen::Head, _)), Element::Unseen(_) | Element::Invisible) => return,
            (Some((Unseen::Head, _)), _) => self.unseen = None,
            (Some((outermost, count)), Element::Unseen(unseen)) if *outermost == unseen => {
                *count += 1;
                return;
            }
            (Some(_), _) => return,
            (None, _) => {}
        }
        let lines = &mut self.lines;
        match element {
            Element::Unseen(unseen) => self.unseen = Some((unseen, 1)),
            Element::Block => lines.block(),
            Element::Table | Element::Row => {
                lines.in_row = false;
                lines.block();
            }
            Element::Break => lines.line_break(),
            Element::Item => {
                lines.block();
                lines.mark = "- ";
            }
            Element::Quote => {
                lines.block();
                lines.quotes = lines.quotes.saturating_add(1);
            }
            Element::Preformatted => {
                lines.block();
                lines.preformatted = lines.preformatted.saturating_add(1);
                lines.after_pre_tag = true;
            }
            Element::Cell => lines.cell(),
            Element::Link => lines.begin_link(self.target.take()),
            Element::Image => lines.image(self.description.as_deref()),
            Element::Invisible | Element::Inline => {}
        }
    }

    fn end(&mut self, element: Element) {
        if let Some((outermost, count)) = &mut self.unseen {
            if element == Element::Unseen(*outermost) {
                *count -= 1;
                if *count == 0 {
                    self.unseen = None;
                }
            }
            return;
        }
        let lines = &mut self.lines;
        match element {
            Element::Block | Element::Row => lines.block(),
            Element::Table => {
                lines.in_row = false;
                lines.block();
            }
            Element::Break => lines.line_break(),
            Element::Item => {
                lines.block();
                lines.mark = "";
            }
            Element::Quote => {
                lines.block();
                lines.quotes = lines.quotes.saturating_sub(1);
            }
            Element::Preformatted => {
                lines.block();
                lines.preformatted = lines.preformatted.saturating_sub(1);
            }
            Element::Link => lines.end_link(),
            Element::Cell
            | Element::Image
            | Element::Unseen(_)
            | Element::Invisible
            | Element::Inline => {}
        }
    }

    fn finish(mut self) -> String {
        self.lines.end_link();
        self.lines.written
    }
}

/// An open link.
#[derive(Debug)]
struct Link {
    target: Option<String>,
    /// Where its text begins, once it has some.
    begins: Option<usize>,
}

/// Writes lines. White space, line ends and marks wait until text follows them.
#[derive(Debug, Default)]
struct Lines {
    written: String,
    /// The limit is reached.
    full: bool,
    /// Line ends that wait: 1 for a new line, 2 for an empty line before it.
    breaks: u8,
    /// White space that waits, inside a line.
    gap: String,
    /// What the next line begins with: the dash of a list item.
    mark: &'static str,
    /// Whether a cell has stood in this row of a table.
    in_row: bool,
    /// Depth of quotation: here, and where text was last written.
    quotes: usize,
    last_quotes: usize,
    /// Depth of `<pre>`.
    preformatted: usize,
    /// A line end right after `<pre>` does not count.
    after_pre_tag: bool,
    link: Option<Link>,
}

impl Lines {
    /// Begins or ends a block. The first one in a cell stays beside the cell before.
    fn block(&mut self) {
        if self.in_row && self.preformatted == 0 && self.gap == BETWEEN_CELLS {
            return;
        }
        self.gap.clear();
        self.after_pre_tag = false;
        self.breaks = self.breaks.max(1);
    }

    /// Ends a line.
    fn line_break(&mut self) {
        self.gap.clear();
        self.breaks = self.breaks.saturating_add(1).min(2);
    }

    /// Begins a cell of a table: beside the one before, whatever lines that held.
    fn cell(&mut self) {
        if self.in_row {
            self.breaks = 0;
            self.gap.clear();
            self.gap.push_str(BETWEEN_CELLS);
        } else {
            self.block();
            self.in_row = true;
        }
    }

    fn begin_link(&mut self, target: Option<String>) {
        self.end_link();
        self.link = Some(Link { target, begins: None });
    }

    /// Tells where a link leads, unless its text has said so.
    fn end_link(&mut self) {
        let Some(Link { target: Some(target), begins }) = self.link.take() else { return };
        let target: String = target.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
        let target = target.trim_matches(|c: char| c <= ' ');
        let Some(said) = leads_to(target) else { return };
        let text = begins.and_then(|begins| self.written.get(begins..)).unwrap_or_default();
        if text.trim() == target || text.trim() == said {
            return;
        }
        if begins.is_some() {
            // Right behind its text: what waits, waits on.
            self.write(" ");
        } else {
            self.before_text();
        }
        self.write("<");
        self.write(target);
        self.write(">");
    }

    fn image(&mut self, description: Option<&str>) {
        let words: Vec<&str> = description.unwrap_or_default().split_ascii_whitespace().collect();
        self.before_text();
        if words.is_empty() {
            self.write("[image]");
        } else {
            self.write("[image: ");
            self.write(&words.join(" "));
            self.write("]");
        }
    }

    fn text(&mut self, text: &str) {
        if self.preformatted > 0 {
            return self.preformatted_text(text);
        }
        for (index, word) in text.split(is_white_space).enumerate() {
            if index > 0 && self.gap.is_empty() {
                self.gap.push(' ');
            }
            if !word.is_empty() {
                self.before_text();
                self.write(word);
            }
        }
    }

    fn preformatted_text(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 && !std::mem::take(&mut self.after_pre_tag) {
                self.line_break();
            }
            let words = line.trim_start_matches(is_white_space);
            let (before, _) = line.split_at_checked(line.len() - words.len()).unwrap_or_default();
            self.gap.push_str(before);
            let words_alone = words.trim_end_matches(is_white_space);
            if !words_alone.is_empty() {
                self.before_text();
                self.write(words_alone);
            }
            self.gap.push_str(words.strip_prefix(words_alone).unwrap_or_default());
        }
    }

    /// Writes what has waited for text to follow.
    fn before_text(&mut self) {
        let begins_line = self.written.is_empty() || self.breaks > 0;
        if begins_line {
            if !self.written.is_empty() {
                self.write("\n");
                if self.breaks > 1 {
                    let between = self.quotes.min(self.last_quotes).min(QUOTE_LEVELS);
                    self.write("> ".repeat(between).trim_end());
                    self.write("\n");
                }
            }
            self.write(&"> ".repeat(self.quotes.min(QUOTE_LEVELS)));
            let mark = std::mem::take(&mut self.mark);
            self.write(mark);
        }
        let gap = std::mem::take(&mut self.gap);
        if !begins_line || self.preformatted > 0 {
            self.write(&gap);
        }
        self.breaks = 0;
        self.after_pre_tag = false;
        self.last_quotes = self.quotes;
        let begins = self.written.len();
        if let Some(link) = &mut self.link {
            link.begins.get_or_insert(begins);
        }
    }

    /// Writes text, as far as the limit allows.
    fn write(&mut self, text: &str) {
        if self.full {
            return;
        }
        let room = LIMIT.saturating_sub(self.written.len());
        if text.len() <= room {
            return self.written.push_str(text);
        }
        // The limit may lie in the middle of a character: that one is left out.
        let fits = (0..4).find_map(|back| text.get(..room.checked_sub(back)?));
        self.written.push_str(fits.unwrap_or_default());
        self.written.push('…');
        self.full = true;
    }
}

/// White space that HTML collapses; a no-break space is none.
fn is_white_space(c: char) -> bool {
    c.is_ascii_whitespace()
}

/// Returns what a link says that it leads to, without the part that people leave out; `None` if it
/// leads to nothing that is worth telling.
fn leads_to(target: &str) -> Option<&str> {
    let (scheme, rest) = target.split_once(':')?;
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => Some(target),
        "mailto" | "tel" => Some(rest),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
