//! The lines of a readable text: what waits between words, blocks and cells, and what stands before.

/// The most that is written of one message, in bytes; the rest is an ellipsis.
pub(super) const LIMIT: usize = 1024 * 1024;

/// How many levels of quotation are marked; deeper ones look like the last.
const QUOTE_LEVELS: usize = 8;

/// What stands between the cells of a table.
const BETWEEN_CELLS: &str = "  ";

/// An open link.
#[derive(Debug)]
struct Link {
    target: Option<String>,
    /// Where its text begins, once it has some.
    begins: Option<usize>,
}

/// Writes lines. White space, line ends and marks wait until text follows them.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub(super) written: String,
    /// The limit is reached.
    pub(super) full: bool,
    /// Line ends that wait: 1 for a new line, 2 for an empty line before it.
    breaks: u8,
    /// White space that waits, inside a line.
    gap: String,
    /// What the next line begins with: the dash of a list item.
    pub(super) mark: &'static str,
    /// Whether a cell has stood in this row of a table.
    pub(super) in_row: bool,
    /// Depth of quotation: here, and where text was last written.
    pub(super) quotes: usize,
    last_quotes: usize,
    /// Depth of `<pre>`.
    pub(super) preformatted: usize,
    /// A line end right after `<pre>` does not count.
    pub(super) after_pre_tag: bool,
    link: Option<Link>,
}

impl Lines {
    /// Begins or ends a block. The first one in a cell stays beside the cell before.
    pub(super) fn block(&mut self) {
        if self.in_row && self.preformatted == 0 && self.gap == BETWEEN_CELLS {
            return;
        }
        self.gap.clear();
        self.after_pre_tag = false;
        self.breaks = self.breaks.max(1);
    }

    /// Ends a line.
    pub(super) fn line_break(&mut self) {
        self.gap.clear();
        self.breaks = self.breaks.saturating_add(1).min(2);
    }

    /// Begins a cell of a table: beside the one before, whatever lines that held.
    pub(super) fn cell(&mut self) {
        if self.in_row {
            self.breaks = 0;
            self.gap.clear();
            self.gap.push_str(BETWEEN_CELLS);
        } else {
            self.block();
            self.in_row = true;
        }
    }

    pub(super) fn begin_link(&mut self, target: Option<String>) {
        self.end_link();
        self.link = Some(Link { target, begins: None });
    }

    /// Tells where a link leads, unless its text has said so.
    pub(super) fn end_link(&mut self) {
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

    pub(super) fn image(&mut self, description: Option<&str>) {
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

    pub(super) fn text(&mut self, text: &str) {
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

    pub(super) fn preformatted_text(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 && !std::mem::take(&mut self.after_pre_tag) {
                self.line_break();
            }
            let words = line.trim_start_matches(is_white_space);
            let (before, _) =
                line.split_at_checked(line.len().saturating_sub(words.len())).unwrap_or_default();
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
    pub(super) fn before_text(&mut self) {
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
    pub(super) fn write(&mut self, text: &str) {
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
