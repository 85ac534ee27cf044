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
mod tests {
    use super::{LIMIT, readable};
    use crate::model::Record;
    use proptest::prelude::*;

    fn check(cases: &[(&str, &str)]) {
        for (html, text) in cases {
            assert_eq!(readable(html), *text, "{html}");
        }
    }

    #[test]
    fn blocks_and_breaks_are_lines() {
        check(&[
            ("<p>one</p><p>two</p>", "one\ntwo"),
            ("one<br>two<br/>three</br>four", "one\ntwo\nthree\nfour"),
            ("a<div>b<section>c</section></div>d", "a\nb\nc\nd"),
            ("<h1>A</h1>b<hr>c<footer>d</footer>", "A\nb\nc\nd"),
            ("a<br></p><p>b", "a\nb"),
            ("<b>a</b><i>b</i> <u>c</u>", "ab c"),
        ]);
    }

    #[test]
    fn there_is_one_empty_line_at_most_and_none_at_the_ends() {
        check(&[
            ("<p>a</p><p><br></p><p>b</p>", "a\n\nb"),
            ("<br><br>a<br><br><br><br>b<br><br>", "a\n\nb"),
            ("<pre>\n\n\na\n\n\n\nb\n\n</pre>", "a\n\nb"),
            ("", ""),
            (" <p> </p> ", ""),
        ]);
    }

    #[test]
    fn white_space_is_collapsed_except_in_pre() {
        check(&[
            ("  a \t\r\n b  ", "a b"),
            ("a <b> b</b> c", "a b c"),
            ("a&nbsp; b", "a\u{a0} b"),
            ("<pre>  a\tb  \n   c</pre>", "  a\tb\n   c"),
            ("<pre>\na <b> b</b></pre>  x  y", "a  b\nx y"),
            ("a <p> b </p> c", "a\nb\nc"),
        ]);
    }

    #[test]
    fn lists_have_dashes() {
        check(&[
            ("<ul><li>a<li>b</ul>c", "- a\n- b\nc"),
            ("<ol><li><p>a</p><p>more</p></li><li>b</li></ol>", "- a\nmore\n- b"),
            ("<ul><li></li></ul>c", "c"),
        ]);
    }

    #[test]
    fn cells_stand_beside_each_other() {
        check(&[
            ("<table><tr><th>a</th><th>b</th></tr><tr><td>1<td>2</table>x", "a  b\n1  2\nx"),
            ("<table><tr><td><p>a</p></td>\n<td><p>b</p></td></tr></table>", "a  b"),
            ("<table><tr><td></td><td>b</td></tr></table>", "b"),
            ("<table><tr><td><table><tr><td>a<td>b</table></td><td>c</td></tr></table>", "a  b\nc"),
        ]);
    }

    #[test]
    fn what_is_not_meant_to_be_read_is_dropped() {
        check(&[
            ("<head><title>t</title><style>p{}</style>x</head><body>b</body>", "b"),
            ("a<script>if (a<b) x('</p>')</script>b", "ab"),
            ("a<style>p > b {}</style>b<template>c<template>d</template>e</template>f", "abf"),
            ("<head><meta charset=x><p>no end of the head", "no end of the head"),
            ("a<!-- <p>b</p> -->c", "ac"),
            ("a<noscript><img src=x></noscript>b<iframe>c</iframe>", "ab"),
            ("<!DOCTYPE html><html><head></head><body>a</body></html>", "a"),
        ]);
    }

    #[test]
    fn entities_are_decoded_and_other_text_is_kept() {
        check(&[
            ("&lt;b&gt; &amp;amp; &eacute; &#x1F600; &unknown;", "<b> &amp; é 😀 &unknown;"),
            (
                "&#27;[31m a\u{1b}]0;x\u{7}b\u{0}c\u{202e}d",
                "\u{1b}[31m a\u{1b}]0;x\u{7}b\u{0}c\u{202e}d",
            ),
            ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
        ]);
    }

    #[test]
    fn links_tell_where_they_lead() {
        check(&[
            ("see <a href='https://a.example/'>this </a> now", "see this <https://a.example/> now"),
            ("<a href=https://a.example>https://a.example</a>", "https://a.example"),
            (
                "<a href=https://a.example>https://b.example</a>",
                "https://b.example <https://a.example>",
            ),
            ("<a href='mailto:a@example.com'>a@example.com</a>", "a@example.com"),
            ("<a href='TEL:+972500000001'>call us</a>", "call us <TEL:+972500000001>"),
            ("<a href='javascript:alert(1)'>a</a> <a href='/b'>b</a> <a>c</a>", "a b c"),
            (
                "<a href='https://a.example'><img alt=logo></a>x",
                "[image: logo] <https://a.example>x",
            ),
            ("a<a href='https://a.example'></a>", "a<https://a.example>"),
            (
                "<a href='https://a.example'>a<a href=https://b.example>b",
                "a <https://a.example>b <https://b.example>",
            ),
            ("<p><a href='https://a.example'><p>a</p></a><p>b", "a <https://a.example>\nb"),
            ("<a href=' https://a.\nexample/x y '>a</a>", "a <https://a.example/x y>"),
            (
                "> <blockquote><a href='https://a.example'>https://a.example</a></blockquote>",
                ">\n> https://a.example",
            ),
        ]);
    }

    #[test]
    fn pictures_tell_what_they_show() {
        check(&[
            ("<img src=x>", "[image]"),
            ("a <img alt=' our \n logo '> b", "a [image: our logo] b"),
            ("<img alt=''>", "[image]"),
        ]);
    }

    #[test]
    fn quoted_lines_are_marked() {
        check(&[
            (
                "a<blockquote>b<br><br>c<blockquote>d</blockquote></blockquote>e",
                "a\n> b\n>\n> c\n> > d\ne",
            ),
            ("a<br><br><blockquote>b</blockquote><br>c", "a\n\n> b\n\nc"),
            ("<blockquote><ul><li>a</ul></blockquote>", "> - a"),
            ("</blockquote>a", "a"),
        ]);
        let deep = format!("{}a{}b", "<blockquote>".repeat(20), "</blockquote>".repeat(20));
        assert_eq!(readable(&deep), "> > > > > > > > a\nb");
    }

    #[test]
    fn the_markup_of_the_seed_says_what_its_text_says() {
        let seed = include_str!("../../fixtures/tickets/seed.json");
        let seed = Record::read(seed).unwrap().unwrap().ticket;
        let mut compared = 0;
        for transaction in seed.transactions.items() {
            if let (Some(text), Some(html)) = (transaction.text.get(), transaction.html.get()) {
                assert_eq!(readable(html.as_str()), text.as_str());
                compared += 1;
            }
        }
        assert_eq!(compared, 5);
    }

    #[test]
    fn tags_that_never_close_are_fine() {
        check(&[
            ("<b>a<p>b</i>c</div></b>d", "a\nbc\nd"),
            ("a<script>var x = '", "a"),
            ("a<div class='", "a"),
            ("a<", "a<"),
            ("</a></li></pre></table>a", "a"),
        ]);
    }

    #[test]
    fn hostile_markup_costs_no_more_than_its_length() {
        assert_eq!(readable(&format!("{}a", "<div>".repeat(100_000))), "a");
        assert_eq!(readable(&format!("{}a", "<a href=https://x.example>".repeat(3))).len(), 59);
        assert_eq!(readable(&format!("<template>{}", "<template>".repeat(100_000))), "");
        let attribute = "x".repeat(2_000_000);
        assert_eq!(readable(&format!("<p title='{attribute}' class={attribute}>a")), "a");
        let spaces = format!("<pre>{}", " ".repeat(2_000_000));
        assert_eq!(readable(&spaces), "");
    }

    #[test]
    fn a_flood_is_cut_at_the_limit() {
        for flood in ["x", "é", "漢", "<p>😀", "<a href=https://x.example>"] {
            let text = readable(&flood.repeat(2 * LIMIT / flood.len() + LIMIT));
            assert!(text.ends_with('…'), "{flood}");
            assert!(text.len() <= LIMIT + '…'.len_utf8(), "{flood}");
            assert!(text.len() + 4 > LIMIT, "{flood}");
        }
        assert_eq!(readable(&"x".repeat(LIMIT)).len(), LIMIT);
    }

    proptest! {
        #[test]
        fn text_without_markup_stays_but_for_white_space(text in "(?s)[^<&]*") {
            let words: Vec<&str> = text.split_ascii_whitespace().collect();
            prop_assert_eq!(readable(&text), words.join(" "));
        }

        #[test]
        fn any_markup_can_be_read(
            parts in prop::collection::vec(prop_oneof![
                Just("<p>"), Just("</p>"), Just("<br>"), Just("<li>"), Just("</li>"), Just("<pre>\n"),
                Just("</pre>"), Just("<td>"), Just("<tr>"), Just("</table>"), Just("<blockquote>"),
                Just("</blockquote>"), Just("<a href=https://x.example>"), Just("</a>"), Just("<img>"),
                Just("<head>"), Just("<template>"), Just("</template>"), Just(" "), Just("\n"),
                Just("word"), Just("&#27;"), Just("<script>"), Just("<"), Just("</script>"),
            ], 0..40),
            loose in any::<String>(),
        ) {
            let _ = readable(&loose);
            let text = readable(&parts.concat());
            prop_assert!(!text.contains("\n\n\n"), "{:?}", text);
            prop_assert!(!text.starts_with('\n') && !text.ends_with('\n'), "{:?}", text);
        }
    }
}
