//! The remarks under the times: what the reported ones fit, and what their oddities mean.

use super::span_name;
use crate::analysis::{Metrics, Pointer, ResponseFrom, Seconds, Span, SpanEnd, SpanName};
use crate::page::{Line, Mark, Marked};
use crate::view::words::{duration, net_over_gross};

impl Metrics {
    /// Lists what there is to say of the times, in the order of the table.
    pub(super) fn notes(&self) -> Vec<Marked> {
        let notes = self.spans.iter().flat_map(|span| {
            let wrong = disagreement(span);
            let documented = match span.metric {
                SpanName::FirstResponse if wrong.is_none() => self.documented(span),
                SpanName::AverageReply => self.none_to_average(span),
                _ => None,
            };
            let net = net(span);
            let says = [documented, net].into_iter().flatten().collect::<Vec<_>>().join(" ");
            let remark = (!says.is_empty()).then(|| note(Mark::Note, span, &says));
            let impossible = impossible(span).map(|says| note(Mark::Bad, span, &says));
            let wrong = wrong.map(|says| note(Mark::Bad, span, &says));
            wrong.into_iter().chain(impossible).chain(remark)
        });
        notes.collect()
    }

    /// Says that the documented definition is not the one that the figures fit.
    fn documented(&self, span: &Span) -> Option<String> {
        let gross = span.gross_s.get()?;
        let documented = self.first_response_documented_s.filter(|span| !gross.agrees(*span))?;
        let fits = self.first_response.iter().find(|definition| {
            definition.counted_from != ResponseFrom::Any
                && definition.seconds.is_some_and(|seconds| seconds.agrees(*gross))
        });
        let fits = match fits.map(|definition| definition.counted_from) {
            Some(ResponseFrom::Handover) => "its figures fit the hand-over by the bot.",
            Some(ResponseFrom::Assigned) => "its figures fit the assignment.",
            Some(ResponseFrom::Opened) => "its figures fit the opening.",
            _ => "its figures fit none of the definitions below.",
        };
        let documented = duration(documented);
        Some(format!(
            "Glassix documents the span from the customer's first message, which is {documented}; {fits}"
        ))
    }

    /// Says why there is no average although an agent replied.
    fn none_to_average(&self, span: &Span) -> Option<String> {
        let is_reported = span.net_s.get() == Some(&Seconds::default());
        let replied = self.first_response.iter().any(|definition| {
            definition.counted_from != ResponseFrom::Any && definition.seconds.is_some()
        });
        (is_reported && span.recount_s.is_none() && replied).then(|| {
            "the customer wrote nothing after the ticket was taken and before a reply; with nothing to \
             average, 0s stands for none."
                .to_owned()
        })
    }
}

fn note(mark: Mark, span: &Span, says: &str) -> Marked {
    Marked::new(mark, Line::new().heading(span_name(span.metric)).own(format!(": {says}")))
}

/// Says that report and recount disagree, and what the report fits instead.
fn disagreement(span: &Span) -> Option<String> {
    let gross = span.gross_s.get().filter(|_| span.agrees == Some(false))?;
    let Some(recount) = span.recount_s else {
        // Judged without a recount: see `Span::agrees`.
        return Some(format!(
            "Glassix reports {}, but the ticket never was in the queue.",
            duration(*gross)
        ));
    };
    let is_field = |end: Option<SpanEnd>| matches!(end?.pointer, Pointer::Field(_)).then_some(());
    let source = match (is_field(span.from), is_field(span.to)) {
        (Some(()), Some(())) => "the fields open and close",
        _ => "the transactions",
    };
    let fits = match span.fits {
        Some(fit) => {
            format!("it fits the time {}, which is {}.", fit.measure.words(), duration(fit.seconds))
        }
        None => "it fits no other way of measuring that is known.".to_owned(),
    };
    Some(format!(
        "Glassix reports {}, {source} say {}; {fits}",
        duration(*gross),
        duration(recount)
    ))
}

/// Says that the net time is over the gross time, as far as rounding explains it.
fn net(span: &Span) -> Option<String> {
    net_over_gross(span.gross_s.get(), span.net_s.get())
}

/// Says that the net time is over the gross time by more than rounding.
fn impossible(span: &Span) -> Option<String> {
    let (gross, net) = span.gross_s.get().zip(span.net_s.get())?;
    (net > gross && !net.agrees(*gross)).then(|| {
        let over = duration(net.distance(*gross));
        format!("Net is {over} over gross, which cannot be: working hours are a part of all hours.")
    })
}
