//! A page as HTML: one file that needs nothing else, runs nothing and loads nothing.
//!
//! Every word passes the one door in `words`; elements, attributes and numbers are ours alone.

mod blocks;
mod talk;
mod words;

use super::Signs;
use crate::page::{Block, Page};
use std::io::{self, Write};
use words::escaped;

/// How it looks: by day, by night, on paper, on a telephone.
const STYLE: &str = include_str!("html/style.css");

/// What no browser may do with it, whatever stands in it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// Writes what stands before the first page, which gives the document its name.
pub(super) fn write_start(title: &str, out: &mut impl Write) -> io::Result<()> {
    let title = if title.is_empty() { "No ticket" } else { title };
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n",
        escaped(title)
    )
}

/// Writes what stands behind the last page.
pub(super) fn write_end(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"</main>\n</body>\n</html>\n")
}

/// Returns the name of a page.
pub(super) fn title(page: &Page) -> String {
    let titles = page.blocks.iter().find_map(|block| match block {
        Block::Title { line, .. } => Some(line),
        _ => None,
    });
    let words = titles.map(|line| Signs::DRAWN.cell(line).text()).unwrap_or_default();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes a page.
pub(super) fn write_page(page: &Page, out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"<article>\n")?;
    for group in page.blocks.chunk_by(|one, next| is_facts(one) && is_facts(next)) {
        match group {
            [first, ..] if is_facts(first) => {
                let facts = group.iter().filter_map(|block| match block {
                    Block::Facts(facts) => Some(facts),
                    _ => None,
                });
                out.write_all(blocks::facts(facts.flatten()).as_bytes())?;
            }
            _ => {
                group
                    .iter()
                    .try_for_each(|block| out.write_all(blocks::block(block).as_bytes()))?;
            }
        }
    }
    out.write_all(b"</article>\n")
}

const fn is_facts(block: &Block) -> bool {
    matches!(block, Block::Facts(_))
}

#[cfg(test)]
mod tests;
