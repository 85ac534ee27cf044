//! The screens as they are drawn in the design, and what must hold for any page.

pub(super) mod pages;
mod screens;
mod widths;

use super::{Format, Printer, Settings, Theme, Width};
use crate::model::Zone;
use crate::page::{Page, Report};
use serde::{Serialize, Serializer};

/// Settings for a terminal with colours.
pub(super) fn coloured(columns: usize) -> Settings {
    Settings::new(Format::Table, Theme::coloured(), Width::columns(columns), true)
}

/// Settings for a file of known width, without colours.
pub(super) fn plain(columns: usize) -> Settings {
    Settings { theme: Theme::plain(), terminal: false, ..coloured(columns) }
}

/// Settings for a pipe.
pub(super) fn pipe() -> Settings {
    Settings { width: Width::UNKNOWN, ..plain(100) }
}

/// An answer that is nothing but its page.
struct Answer(Page);

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map([("blocks", self.0.blocks.len())])
    }
}

impl Report for Answer {
    fn page(&self, _: Zone) -> Page {
        self.0.clone()
    }
}

/// Prints pages one after the other.
fn print(pages: &[Page], settings: &Settings) -> String {
    let mut printer = Printer::new::<Answer>(settings, Vec::new()).unwrap();
    for page in pages {
        printer.print(&settings.render(&Answer(page.clone())).unwrap()).unwrap();
    }
    String::from_utf8(printer.finish().unwrap()).unwrap()
}
