//! Shows how far reading has come, where that disturbs nothing.

use crate::input::{Meter, Source};
use crate::messages::Messages;
use crate::progress::{Course, Progress};
use crate::render::Settings;
use crate::terminal::Terminal;
use std::sync::Arc;

/// Where progress may be shown.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Space {
    /// How wide the terminal of the messages is; nothing if there is none, or none that can take
    /// back what it shows.
    columns: Option<u16>,
    /// Whether nobody sees the answers as they come: they go to a file, or come when all is read.
    /// What goes into a pipe may come out on the same terminal.
    pub(super) answers_apart: bool,
    /// What a bar is made of.
    growth: &'static str,
}

impl Space {
    pub(super) fn of(terminal: &Terminal, settings: &Settings, quiet: bool) -> Self {
        let is_dumb = terminal.environment.term.as_deref() == Some("dumb");
        let shows = terminal.stderr_is_terminal && !is_dumb && !quiet && !settings.is_plain;
        let columns = terminal.message_columns.filter(|columns| *columns > 0).unwrap_or(100);
        Self {
            columns: shows.then_some(columns),
            answers_apart: terminal.stdout_is_file,
            growth: settings.signs.growth(),
        }
    }

    /// Watches something being done with all of the sources.
    pub(super) fn watch<'s>(self, doing: &'static str, sources: &'s [Source]) -> Watch<'s> {
        let columns = self.columns.filter(|_| self.answers_apart);
        let meter = columns.is_some().then(Arc::default);
        Watch { doing, sources, columns, meter, growth: self.growth }
    }
}

/// One way through the sources.
pub(super) struct Watch<'s> {
    doing: &'static str,
    sources: &'s [Source],
    /// Until progress is shown.
    columns: Option<u16>,
    growth: &'static str,
    meter: Option<Arc<Meter>>,
}

/// So much is read in no time.
const LITTLE: u64 = 4 << 20;

impl Watch<'_> {
    /// Returns what counts the bytes, if they are to be counted.
    pub(super) fn meter(&self) -> Option<&Arc<Meter>> {
        self.meter.as_ref()
    }

    /// Begins to show progress when much has been read.
    pub(super) fn look(&mut self, messages: &mut Messages<'_>) {
        let Some(meter) = self.meter.as_ref().filter(|meter| meter.bytes() >= LITTLE) else {
            return;
        };
        let Some(columns) = self.columns.take() else { return };
        let (doing, growth) = (self.doing, self.growth);
        let course = Course { doing, total: Source::bytes(self.sources), columns, growth };
        let meter = Arc::clone(meter);
        messages.show_progress(Some(Progress::begin(course, move || meter.bytes())));
    }
}
