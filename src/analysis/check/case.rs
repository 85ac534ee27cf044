//! What the rules look at: a ticket understood, and the answers about it that several need.

use super::text::{is_control, is_direction};
use crate::analysis::bot_path::BotPath;
use crate::analysis::course::Entry;
use crate::analysis::first_response::ResponseFrom;
use crate::analysis::inventory::leaves;
use crate::analysis::metrics::{Metrics, Span, SpanName};
use crate::analysis::roster::Roster;
use crate::analysis::stats::Target;
use crate::analysis::story::Story;
use crate::model::{DefectKind, Record, Text, Ticket};
use std::cell::OnceCell;
use std::collections::HashMap;

/// A ticket before the rules.
pub(super) struct Case<'s, 't> {
    pub(super) story: &'s Story<'t>,
    pub(super) targets: &'s [Target],
    metrics: OnceCell<Metrics>,
    roster: OnceCell<Roster>,
    bot_path: OnceCell<BotPath>,
    odd_texts: OnceCell<Vec<(Text<'static>, Text<'static>)>>,
    lost: OnceCell<HashMap<&'s str, Vec<usize>>>,
}

impl<'s, 't> Case<'s, 't> {
    pub(super) const fn new(story: &'s Story<'t>, targets: &'s [Target]) -> Self {
        Self {
            story,
            targets,
            metrics: OnceCell::new(),
            roster: OnceCell::new(),
            bot_path: OnceCell::new(),
            odd_texts: OnceCell::new(),
            lost: OnceCell::new(),
        }
    }

    pub(super) fn ticket(&self) -> &'t Ticket<'t> {
        self.story.ticket()
    }

    /// Returns the times and counts.
    pub(super) fn metrics(&self) -> &Metrics {
        self.metrics.get_or_init(|| Metrics::of(self.story, ResponseFrom::Auto))
    }

    /// Returns a span.
    pub(super) fn span(&self, name: SpanName) -> Option<&Span> {
        self.metrics().span(name)
    }

    /// Returns who took part, and what is said of them.
    pub(super) fn roster(&self) -> &Roster {
        self.roster.get_or_init(|| Roster::of(self.story, false))
    }

    /// Tells whether the ticket's data was destroyed on purpose.
    pub(super) fn is_scrambled(&self) -> bool {
        self.ticket().is_scrambled.copied() == Some(true)
    }

    /// Tells whether some transaction, or what makes it count, could not be read.
    pub(super) fn is_torn(&self) -> bool {
        self.story.record.defects.iter().any(|defect| {
            let mut keys = defect.pointer.split('/').skip(1);
            let is_course = keys.next() == Some("transactions");
            let what = keys.nth(1);
            let counts = ["dateTime", "type", "fromParticipant"];
            is_course
                && matches!(defect.kind, DefectKind::Expected(_) | DefectKind::Countless)
                && what.is_none_or(|what| counts.contains(&what))
        })
    }

    /// Returns the customer's way through the bot.
    pub(super) fn bot_path(&self) -> &BotPath {
        self.bot_path.get_or_init(|| BotPath::of(self.story))
    }

    /// Lists the texts in which some character is a control, or changes the direction: where each
    /// stands, and what it says. There are seldom any.
    pub(super) fn odd_texts(&self) -> &[(Text<'static>, Text<'static>)] {
        self.odd_texts.get_or_init(|| odd_texts(self.story.record.text))
    }

    /// Returns the number of the transaction into which a pointer points.
    pub(super) fn inside(&self, pointer: &str) -> Option<i64> {
        let rest = pointer.strip_prefix(TRANSACTIONS)?.strip_prefix('/')?;
        let in_file: usize = rest.split('/').next()?.parse().ok()?;
        let lost = self.lost().get(TRANSACTIONS).map_or(&[][..], Vec::as_slice);
        let is_before = |(count, lost): &(usize, &usize)| lost.saturating_add(*count) < in_file;
        let before = (0..).zip(lost).take_while(is_before).count();
        let index = in_file.checked_sub(before)?;
        self.ticket().transactions.items().get(index)?.id.copied()
    }

    fn lost(&self) -> &HashMap<&'s str, Vec<usize>> {
        self.lost.get_or_init(|| lost_items(self.story.record))
    }

    /// Points at something in an entry of the course.
    pub(super) fn pointer(&self, entry: &Entry<'_>, inside: &str) -> String {
        self.transaction(entry.index, inside)
    }

    /// Points at something in a transaction, by its place among those that could be read.
    pub(super) fn transaction(&self, index: usize, inside: &str) -> String {
        self.item(TRANSACTIONS, index, inside)
    }

    /// Points at something in an element of a list, by its place among those that could be read:
    /// what is no such element is left out of the list, but not of the file.
    pub(super) fn item(&self, list: &str, index: usize, inside: &str) -> String {
        let before =
            self.lost().get(list).map_or(0, |lost| lost.partition_point(|lost| *lost <= index));
        format!("{list}/{}{inside}", index.saturating_add(before))
    }
}

const TRANSACTIONS: &str = "/transactions";

fn odd_texts(json: &str) -> Vec<(Text<'static>, Text<'static>)> {
    let is_odd = |c: char| is_control(c) || is_direction(c);
    if !may_be_odd(json) && (json.is_ascii() || !json.contains(is_odd)) {
        return Vec::new();
    }
    let texts = leaves(json).into_iter().filter_map(|leaf| {
        let text: Text<'_> = serde_json::from_str(leaf.written.as_str()).ok()?;
        text.as_str().contains(is_odd).then(|| (leaf.pointer, text.to_static()))
    });
    texts.collect()
}

/// Tells whether a JSON text may hold a control character: as it is, or as an escape.
fn may_be_odd(json: &str) -> bool {
    let is_control = |byte: u8| matches!(byte, 0..=8 | 11 | 12 | 14..=31 | 127);
    // Without an early end it is done many bytes at a time.
    json.bytes().fold(false, |is_odd, byte| is_odd | is_control(byte))
        || memchr::memchr_iter(b'\\', json.as_bytes()).any(|at| {
            let escape = json.as_bytes().get(at..).unwrap_or_default();
            ["\\u00", "\\u20", "\\b", "\\f"].iter().any(|odd| escape.starts_with(odd.as_bytes()))
        })
}

/// Lists, for each list in which there are any, the elements that could not be read: how many that
/// could be read stand before each.
fn lost_items<'r>(record: &'r Record<'_>) -> HashMap<&'r str, Vec<usize>> {
    let mut lost: HashMap<&str, Vec<usize>> = HashMap::new();
    for defect in &record.defects {
        let DefectKind::Expected(_) = defect.kind else { continue };
        let Some((pointer, index)) = defect.pointer.rsplit_once('/') else { continue };
        if let Ok(index) = index.parse::<usize>() {
            let before = lost.entry(pointer).or_default();
            before.push(index.saturating_sub(before.len()));
        }
    }
    lost
}
