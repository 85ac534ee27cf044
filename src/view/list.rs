//! The lines of a list of tickets.

use super::clock::Clock;
use super::words::{duration, ink};
use crate::analysis::{Kind, List, Listed, ListedData, Property, Role, Seconds, Value};
use crate::model::{Text, Zone};
use crate::page::{Cell, Column, ColumnKind, Line, Mark, Role as Ink, Sheet};
use std::iter;

impl Sheet for List {
    type Row = Listed;
    type Data<'a> = ListedData<'a>;

    fn columns(&self, zone: Zone) -> Vec<(Line, Column)> {
        self.drawn().map(|(_, property)| (self.title(property, zone), column(property))).collect()
    }

    fn cells(&self, row: &Listed, zone: Zone) -> Vec<Cell> {
        let clock = Clock::new(zone);
        self.drawn().map(|(index, property)| self.cell(row, index, property, clock)).collect()
    }

    fn legend(&self, shown: &[usize]) -> Line {
        let mut legend = Line::new();
        if self.chosen {
            return legend;
        }
        let is_shown = |name| {
            let at = self.drawn().position(|(_, property)| property.name() == name);
            at.is_some_and(|at| shown.contains(&at))
        };
        if is_shown("held") {
            legend = legend.muted(" HELD BY ").role("▓", Ink::Bot).muted(" bot ");
            legend = legend.role("░", Ink::Queue).muted(" queue ").role("█", Ink::Agent);
            legend = legend.muted(" agent.");
        }
        if is_shown("waited") {
            legend = legend.muted(" WAITED ").mark(Mark::Caution).muted(" nobody answered.");
        }
        if is_shown("messages.customer") {
            legend = legend.muted(" C B A: messages of customer, bot, agent.");
        }
        legend
    }

    fn fields(&self) -> Vec<String> {
        iter::once("schema".to_owned()).chain(self.header()).collect()
    }

    fn header(&self) -> Vec<String> {
        self.columns.iter().map(Property::key).collect()
    }

    fn data<'a>(&'a self, row: &'a Listed) -> ListedData<'a> {
        List::data(self, row)
    }
}

impl List {
    /// Lists the columns that stand for themselves: unless chosen, a wait that nobody answered stands
    /// among the waits.
    fn drawn(&self) -> impl Iterator<Item = (usize, &Property)> {
        let columns = self.columns.iter().enumerate();
        columns.filter(|(_, property)| self.chosen || property.name() != "unanswered")
    }

    fn title(&self, property: &Property, zone: Zone) -> Line {
        let short = match property.name() {
            "id" => "TICKET",
            "duration" => "LASTED",
            "held" => "HELD BY",
            "messages.customer" if !self.chosen => "C",
            "messages.bot" if !self.chosen => "B",
            "messages.agent" if !self.chosen => "A",
            name => {
                let title = Line::new().quote(&Text::owned(name.to_uppercase()), Ink::Plain);
                let is_moment = property.known().kind == Kind::Moment;
                return if is_moment { title.own(format!(", {zone}")) } else { title };
            }
        };
        short.into()
    }

    fn cell(&self, row: &Listed, index: usize, property: &Property, clock: Clock) -> Cell {
        let values = row.values.get(index).map_or(&[][..], Vec::as_slice);
        if property.name() == "waited" && !self.chosen {
            let alone = row.values.get(index + 1).and_then(|values| values.first());
            return self.longest(values.first(), alone);
        }
        if property.known().kind == Kind::Shares && !values.is_empty() {
            let shares = values.iter().filter_map(|value| match value {
                Value::Share(role, span) => Some((ink(*role), span.as_f64())),
                _ => None,
            });
            return Cell::Shares(shares.collect());
        }
        match (values, property.name()) {
            ([], _) => Cell::missing(),
            ([Value::Number(id)], "id") => Line::new().heading(id.to_string()).into(),
            // A list of people says the first, and that there are more.
            ([first, more @ ..], "agent" | "customer") => {
                let role = if property.name() == "agent" { Role::Agent } else { Role::Customer };
                let line = value(first, ink(role), clock);
                if more.is_empty() { line } else { line.muted(format!(" +{}", more.len())) }.into()
            }
            _ => {
                let is_wait = ["waited", "waiting", "unanswered"].contains(&property.name());
                let values = values.iter().map(|each| match each {
                    Value::Span(span) if is_wait => self.waited(*span),
                    other => value(other, Ink::Plain, clock),
                });
                Line::new().joined(values, ", ").into()
            }
        }
    }

    /// Shows the longest wait, with a mark if nobody answered.
    fn longest(&self, answered: Option<&Value>, unanswered: Option<&Value>) -> Cell {
        let span = |value: Option<&Value>| match value {
            Some(Value::Span(span)) => Some(*span),
            _ => None,
        };
        match (span(answered), span(unanswered)) {
            (None, None) => Cell::missing(),
            (answered, Some(alone)) if answered.is_none_or(|span| span <= alone) => {
                Line::new().mark(Mark::Caution).own(" ").then(self.waited(alone)).into()
            }
            (answered, _) => self.waited(answered.unwrap_or_default()).into(),
        }
    }

    fn waited(&self, span: Seconds) -> Line {
        let ink = if span >= self.slow { Ink::Slow } else { Ink::Plain };
        Line::new().role(duration(span), ink)
    }
}

fn value(value: &Value, role: Ink, clock: Clock) -> Line {
    match value {
        Value::Text(_) | Value::Person(_) => {
            value.words().map_or_else(Line::new, |words| Line::new().quote(words, role))
        }
        Value::Number(number) => number.to_string().into(),
        Value::Span(span) | Value::Share(_, span) => duration(*span).into(),
        // To the minute, which is as much as a list has room for.
        Value::Moment(at) => clock.date_and_minute(*at).into(),
        Value::YesNo(yes) => if *yes { "yes" } else { "no" }.into(),
    }
}

fn column(property: &Property) -> Column {
    let kind = match property.known().kind {
        Kind::Number | Kind::Span | Kind::Moment => ColumnKind::Numbers,
        Kind::YesNo => ColumnKind::Words,
        Kind::Shares => ColumnKind::Bar,
        Kind::Text => match property.name() {
            "state" | "type" | "channel" | "culture" | "agent" | "owner" | "customer" => {
                ColumnKind::Words
            }
            _ => ColumnKind::Excerpt,
        },
    };
    let spare = matches!(
        property.name(),
        "duration" | "held" | "messages.customer" | "messages.bot" | "messages.agent"
    );
    let spoken = match property.name() {
        "messages.customer" => "messages of the customer",
        "messages.bot" => "messages of the bot",
        "messages.agent" => "messages of agents",
        _ => "",
    };
    Column { title: "".into(), kind, spare, scale: &[], spoken }
}
