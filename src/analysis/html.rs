//! Messages with markup, made readable as plain text.
//!
//! The markup comes from strangers: it is read token by token, without a tree, so that neither deep
//! nesting nor tags that never close cost more than their length.

mod active;
mod lines;

pub(super) use active::active_content;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use lines::Lines;

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
                *count = count.saturating_add(1);
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
                *count = count.saturating_sub(1);
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

#[cfg(test)]
mod tests;
