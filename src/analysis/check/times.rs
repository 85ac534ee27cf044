//! Rules of group 2: spans, as reported and recounted.

use super::case::Case;
use super::finding::Evidence;
use super::findings::Findings;
use super::rule::{Needs, Rule};
use super::sentence::Sentence;
use crate::analysis::person::Role;
use crate::analysis::value::{Seconds, TOLERANCE};
use crate::analysis::{Measure, Span, SpanName};
use crate::model::{Field, State, Ticket, TimeSpan};
use chrono::TimeDelta;

pub(super) static RULES: &[Rule] = &[
    Rule {
        code: "E201",
        title: "Net is over gross",
        compares: "Each net span with its gross one, for the queue, the first response, from \
                   assignment to response, and the duration: more than 2 seconds over.",
        why: "Net counts working hours only, so that it can be at most gross. One of the two is \
              wrong, and so is every average that it goes into.",
        source: "Glassix SDK: net is the part of a span within the department's working hours.",
        needs: Needs::Nothing,
        find: |case, found| over_gross(case, found, |over| over > TOLERANCE),
    },
    Rule {
        code: "N201",
        title: "Net is over gross, within rounding",
        compares: "Each net span with its gross one: over it, by 2 seconds at most.",
        why: "Stamps are cut to seconds before they are subtracted. Nothing is wrong; the two \
              numbers should be taken for the same.",
        source: "The ticket that Glassix documents: its first response is 14:49 gross, 14:50 net.",
        needs: Needs::Nothing,
        find: |case, found| over_gross(case, found, |over| over <= TOLERANCE),
    },
    Rule {
        code: "W202",
        title: "A reported span is not what happened",
        compares: "The reported queue, first response, assignment to response and duration with \
                   the same recounted from the transactions, and with each other way of measuring \
                   that is known: more than 2 seconds apart. A first response counted from the \
                   customer's first message is what Glassix documents, and passes.",
        why: "A report that nothing in the ticket explains cannot be trusted. If it fits another \
              way of measuring, it means something else than it seems to.",
        source: "Glassix SDK for the wording; the ticket that Glassix documents for what its \
                 figures turn out to count.",
        needs: Needs::AllTransactions,
        find: misfits,
    },
    Rule {
        code: "E204",
        title: "Time runs backwards",
        compares: "Each reported span with zero; the closing with the opening, 1 second tolerated; \
                   the first of something with its last.",
        why: "Nothing takes less than no time. A clock, an import or an edit went wrong, and sums \
              and averages with such a value are wrong, too.",
        source: "A span is the time from an event to a later one.",
        needs: Needs::Nothing,
        find: backwards,
    },
    Rule {
        code: "N205",
        title: "An average of zero stands for no sample",
        compares: "agentResponseAverageTimeNet with the replies in the ticket: zero, although an \
                   agent replied.",
        why: "Such a zero means that there was nothing to average. Taken for a number, it makes \
              agents look faster than they are.",
        source: "The ticket that Glassix documents reports 00:00:00 beside a reply after 14:50.",
        needs: Needs::Transactions,
        find: no_sample,
    },
];

/// A reported span: its name in the file without `Net` and `Gross`, both values.
type Pair<'t> = (&'static str, &'t Field<'t, TimeSpan>, &'t Field<'t, TimeSpan>);

fn pairs<'t>(ticket: &'t Ticket<'t>) -> [Pair<'t>; 4] {
    [
        ("queueTime", &ticket.queue_time_gross, &ticket.queue_time_net),
        ("firstAgentResponseTime", &ticket.first_response_gross, &ticket.first_response_net),
        (
            "agentAssignToResponseTime",
            &ticket.assign_to_response_gross,
            &ticket.assign_to_response_net,
        ),
        ("duration", &ticket.duration_gross, &ticket.duration_net),
    ]
}

/// Names a span in a sentence.
fn name(field: &str) -> &'static str {
    match field {
        "queueTime" => "the queue",
        "firstAgentResponseTime" => "the first response",
        "agentAssignToResponseTime" => "assignment to response",
        _ => "the duration",
    }
}

fn over_gross(case: &Case<'_, '_>, found: &mut Findings, is_meant: fn(Seconds) -> bool) {
    for (field, gross, net) in pairs(case.ticket()) {
        let (Some(gross), Some(net)) = (gross.copied(), net.copied()) else { continue };
        let (gross, net) = (Seconds::from(gross), Seconds::from(net));
        if net <= gross || !is_meant(net.distance(gross)) {
            continue;
        }
        let said = Sentence::new(format!("Net of {}, ", name(field)))
            .span(net)
            .own(", is ")
            .span(net.distance(gross))
            .own(" over gross, ")
            .span(gross);
        found.add(
            said,
            [
                Evidence::new("net", net).at(format!("/{field}Net")),
                Evidence::new("gross", gross).at(format!("/{field}Gross")),
            ],
        );
    }
}

fn misfits(case: &Case<'_, '_>, found: &mut Findings) {
    let named = [
        (SpanName::Queue, "queueTime"),
        (SpanName::FirstResponse, "firstAgentResponseTime"),
        (SpanName::TakenToReply, "agentAssignToResponseTime"),
        (SpanName::Duration, "duration"),
    ];
    for (span, field) in named {
        let Some(span) = case.span(span).filter(|span| span.agrees == Some(false)) else {
            continue;
        };
        misfit(case, found, span, field);
    }
}

fn misfit(case: &Case<'_, '_>, found: &mut Findings, span: &Span, field: &str) {
    let Some(gross) = span.gross_s.get().copied() else { return };
    let Some(recount) = span.recount_s else {
        // Judged without a recount: see `Span::agrees`.
        let said = Sentence::new(format!("Reported for {} is ", name(field)))
            .span(gross)
            .own(", but the ticket never was in the queue");
        found.add(said, vec![Evidence::new("reported", gross).at(format!("/{field}Gross"))]);
        return;
    };
    let is_closed = case.ticket().state.get() == Some(&State::Closed);
    if span.metric == SpanName::Duration && !is_closed && gross == Seconds::default() {
        // Not closed: zero stands for none.
        return;
    }
    let fit = span.fit(case.story);
    if fit.is_some_and(|fit| fit.measure == Measure::CustomerToReply)
        && span.metric == SpanName::FirstResponse
    {
        return;
    }
    let said = Sentence::new(format!("Reported for {} is ", name(field)))
        .span(gross)
        .own(", recounted ")
        .span(recount);
    let said = match fit {
        Some(fit) => said.own("; it fits the time ").own(fit.measure.words()),
        None => said.own("; it fits no known way of measuring"),
    };
    let mut values = vec![
        Evidence::new("reported", gross).at(format!("/{field}Gross")),
        Evidence::new("recounted", recount),
    ];
    values.extend(span.from.map(|from| Evidence::end("from", from)));
    values.extend(span.to.map(|to| Evidence::end("to", to)));
    values.extend(fit.map(|fit| Evidence::new("fits", fit.seconds)));
    found.add(said, values);
}

fn backwards(case: &Case<'_, '_>, found: &mut Findings) {
    let ticket = case.ticket();
    let spans = pairs(ticket).into_iter().flat_map(|(field, gross, net)| {
        [(format!("/{field}Gross"), gross), (format!("/{field}Net"), net)]
    });
    let others = [
        ("/agentResponseAverageTimeNet".to_owned(), &ticket.agent_response_average_net),
        ("/totalConversationTimeNet".to_owned(), &ticket.total_conversation_net),
    ];
    for (pointer, span) in spans.chain(others) {
        let Some(span) = span.copied().map(Seconds::from) else { continue };
        if span < Seconds::default() {
            let said = Sentence::new("Reported is ").span(span).own(", less than no time");
            found.add(said, [Evidence::new("reported", span).at(pointer)]);
        }
    }
    // Closing stamps of open tickets are left over from an earlier closing.
    let is_closed = ticket.state.get() == Some(&State::Closed);
    let close = ticket.closed_at.copied().filter(|_| is_closed);
    let stamps = [
        ("open", ticket.opened_at.copied(), "close", close, "Closed"),
        (
            "firstCustomerMessageDateTime",
            ticket.first_customer_message_at.copied(),
            "lastCustomerMessageDateTime",
            ticket.last_customer_message_at.copied(),
            "The last customer message",
        ),
        (
            "firstAgentMessageDateTime",
            ticket.first_agent_message_at.copied(),
            "lastAgentMessageDateTime",
            ticket.last_agent_message_at.copied(),
            "The last agent message",
        ),
        (
            "firstAgentAllocationTimestamp",
            ticket.first_agent_allocation_at.copied(),
            "lastAgentAllocationTimestamp",
            ticket.last_agent_allocation_at.copied(),
            "The last allocation",
        ),
    ];
    for (first_key, first, last_key, last, what) in stamps {
        let (Some(first), Some(last)) = (first, last) else { continue };
        let early = Seconds::between(last, first);
        if early.0 <= TimeDelta::seconds(1) {
            continue;
        }
        let said = match what {
            "Closed" => Sentence::new("Closed ").span(early).own(" before it was opened"),
            _ => Sentence::new(format!("{what} is ")).span(early).own(" before the first"),
        };
        found.add(
            said,
            [
                Evidence::new(last_key, last).at(format!("/{last_key}")),
                Evidence::new(first_key, first).at(format!("/{first_key}")),
            ],
        );
    }
}

fn no_sample(case: &Case<'_, '_>, found: &mut Findings) {
    let reported = case.ticket().agent_response_average_net.copied().map(Seconds::from);
    let replies = case.story.messages(Role::Agent).count();
    let asked = case.story.messages(Role::Customer).next().is_some();
    let averaged = case.span(SpanName::AverageReply).and_then(|span| span.recount_s);
    // Answers within a second are a sample, too.
    let is_instant = averaged.is_some_and(|mean| mean.agrees(Seconds::default()));
    if reported != Some(Seconds::default()) || replies == 0 || !asked || is_instant {
        return;
    }
    let wrote = if replies == 1 {
        " stands for no sample: an agent wrote once".to_owned()
    } else {
        format!(" stands for no sample: agents wrote {replies} times")
    };
    found.add(
        Sentence::new("Average reply of ").span(Seconds::default()).own(wrote),
        [
            Evidence::new("reported", Seconds::default()).at("/agentResponseAverageTimeNet"),
            Evidence::new("agent_messages", replies).at("/transactions"),
        ],
    );
}
