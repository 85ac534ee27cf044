//! The figures of small archives, counted by hand.

use super::{
    Basis, By, Contribution, FactName, Figures, Group, GroupName, Ledger, Metric, Outcome,
    Question, Read, SpanFigures, Stats, Target,
};
use crate::analysis::{Seconds, Story};
use crate::model::{Record, Zone};

/// Enters tickets as they are written.
fn ledger(tickets: &[String]) -> Ledger {
    let mut ledger = Ledger::default();
    for ticket in tickets {
        let record = Record::read(ticket).unwrap().unwrap();
        ledger.enter(&Contribution::of(&Story::of(&record, &[])));
    }
    ledger
}

fn stats_by(tickets: &[String], by: Option<By>, targets: &[Target]) -> Stats {
    let mut ledger = ledger(tickets);
    ledger.drop_duplicates();
    let question = Question { by, top: 10, targets: targets.to_vec(), zone: Zone::Utc };
    Stats::of(&ledger, Read::default(), &question)
}

fn stats(tickets: &[String]) -> Stats {
    stats_by(tickets, None, &[])
}

/// A closed ticket: the customer writes at 10:00:00, Ann takes it after `taken` seconds and answers
/// after `reply`; closed at 10:59:00. Without a reply she never does.
fn talk(id: i64, taken: u32, reply: Option<u32>) -> String {
    let at = |second: u32| format!("2024-01-01T10:{:02}:{:02}Z", second / 60, second % 60);
    let says = |id: u32, who: &str, at: &str| {
        format!(
            r#"{{"id":{id},"type":"Message","dateTime":"{at}","text":"x","fromParticipant":{who}}}"#
        )
    };
    let cleo = r#"{"id":1,"type":"Client","name":"Cleo","identifier":"1"}"#;
    let ann = r#"{"id":3,"type":"User","name":"Ann","identifier":"a"}"#;
    let mut transactions = vec![says(1, cleo, &at(0))];
    transactions.push(format!(
        r#"{{"id":2,"type":"TicketReAssigned","dateTime":"{}",
            "text":"{{\"byUserId\":\"a\",\"toUserId\":\"a\"}}"}}"#,
        at(taken)
    ));
    transactions.extend(reply.map(|reply| says(3, ann, &at(reply))));
    transactions.push(format!(
        r#"{{"id":4,"type":"TicketClosed","dateTime":"{}","text":"{{}}"}}"#,
        at(3540)
    ));
    format!(
        r#"{{"id":{id},"state":"Closed","open":"{}","close":"{}","lastActivity":"{}",
            "tags":["odd","even"],"participants":[{cleo},{ann}],"transactions":[{}]}}"#,
        at(0),
        at(3540),
        at(3540),
        transactions.join(",")
    )
}

/// A ticket as on a list page: nothing but what is reported.
fn listed(id: i64, state: &str, activity: &str, response: &str) -> String {
    format!(
        r#"{{"id":{id},"state":"{state}","open":"2024-01-01T08:00:00Z","isIncoming":true,
            "lastActivity":"2024-01-01T{activity}Z","firstAgentResponseTimeGross":{response},
            "firstCustomerMessageDateTime":"2024-01-01T08:00:00Z","customerMessagesCount":1,
            "agentMessagesCount":{},"tags":["odd"]}}"#,
        u8::from(response != "null")
    )
}

fn span(stats: &Stats, metric: Metric, basis: Basis) -> &SpanFigures {
    stats.spans.iter().find(|span| span.metric == metric && span.basis == basis).unwrap()
}

/// Returns n, median, P90 and maximum in seconds.
fn said(figures: &Figures) -> (usize, [Option<i64>; 3]) {
    let Figures { n, median_s, p90_s, max_s, .. } = figures;
    (*n, [median_s, p90_s, max_s].map(|s| s.map(|Seconds(delta)| delta.num_seconds())))
}

fn fact(stats: &Stats, wanted: FactName, basis: Basis) -> (usize, usize) {
    let mut counts = stats.counts.iter();
    let count = counts.find(|count| count.fact == wanted && count.basis == basis).unwrap();
    (count.tickets, count.of)
}

#[test]
fn spans_are_counted_and_what_is_not_answered_is_no_zero() {
    let mut tickets: Vec<_> =
        (1..=11).map(|n| talk(n, 10, Some(u32::try_from(n).unwrap() * 20))).collect();
    tickets.push(talk(12, 10, None));
    let stats = stats(&tickets);
    let figures = |metric| {
        let span = span(&stats, metric, Basis::Recount);
        (said(&span.figures), span.awaited)
    };
    assert_eq!(figures(Metric::FirstResponse), ((11, [Some(120), Some(200), Some(220)]), 1));
    assert_eq!(figures(Metric::TakenToReply), ((11, [Some(110), Some(190), Some(210)]), 1));
    assert_eq!(figures(Metric::Waited), ((11, [Some(120), Some(200), Some(220)]), 1));
    assert_eq!(figures(Metric::Queue), ((12, [Some(10), Some(10), Some(10)]), 0));
    assert_eq!(figures(Metric::Duration), ((12, [Some(3540); 3]), 0));
    assert_eq!(figures(Metric::Bot), ((0, [None; 3]), 0));
    assert_eq!(fact(&stats, FactName::Unanswered, Basis::Recount), (1, 12));
    assert_eq!(stats.agents.len(), 1, "who had it, where nobody answered");
}

#[test]
fn targets_are_met_or_missed_or_wait() {
    let target = |metric, seconds| Target { metric, at_most: Seconds::whole(seconds) };
    let targets = [target(Metric::FirstResponse, 60), target(Metric::Queue, 10)];
    let tickets =
        [talk(1, 10, Some(60)), talk(2, 11, Some(61)), talk(3, 10, None), talk(4, 5, Some(30))];
    let stats = stats_by(&tickets, Some(By::Tag), &targets);
    let said = |outcome: &Outcome| (outcome.met, outcome.missed, outcome.unanswered);
    assert_eq!(stats.targets.iter().map(said).collect::<Vec<_>>(), [(2, 1, 1), (3, 1, 0)]);
    let groups: Vec<_> = stats.groups.iter().map(|group| said(&group.targets[0])).collect();
    assert_eq!(groups, [(2, 1, 1); 2], "in every group that they belong to");
}

#[test]
fn reports_stand_in_rows_of_their_own() {
    let tickets = [
        talk(1, 10, Some(60)),
        listed(2, "Closed", "09:00:00", "\"00:00:30\""),
        listed(3, "Open", "09:00:00", "null"),
    ];
    let stats = stats(&tickets);
    let first = |basis| said(&span(&stats, Metric::FirstResponse, basis).figures);
    assert_eq!(first(Basis::Recount), (1, [Some(60), None, Some(60)]));
    assert_eq!(first(Basis::Reported), (1, [Some(30), None, Some(30)]));
    assert_eq!(span(&stats, Metric::FirstResponse, Basis::Reported).awaited, 1);
    assert_eq!((stats.tickets, stats.reported, stats.basis), (3, 2, Basis::Recount));
    assert_eq!(
        fact(&stats, FactName::Reopened, Basis::Recount),
        (0, 1),
        "Glassix does not report that"
    );
    assert_eq!(fact(&stats, FactName::Unanswered, Basis::Recount), (0, 1));
    assert_eq!(fact(&stats, FactName::Unanswered, Basis::Reported), (1, 2));
    assert_eq!(fact(&stats, FactName::Reopened, Basis::Reported), (0, 0));
    assert_eq!(stats.backlog.tickets, 1);
    let newest = stats.as_of.unwrap().to_string();
    assert_eq!(newest, "2024-01-01T10:59:00Z");
    assert_eq!(said(&stats.backlog.age), (1, [Some(10740), None, Some(10740)]));
}

#[test]
fn of_copies_the_latest_counts_then_the_one_with_transactions_then_the_last() {
    let late = listed(1, "Open", "11:00:00", "null");
    let same = listed(1, "Open", "10:59:00", "null");
    let early = listed(1, "Open", "09:00:00", "null");
    let full = talk(1, 10, Some(60));
    let undated = r#"{"id":1,"state":"Snoozed"}"#.to_owned();
    let nameless = r#"{"state":"Snoozed"}"#.to_owned();
    for (tickets, left, dropped, reported) in [
        (vec![&full, &late], 1, 1, 1),
        (vec![&late, &full], 1, 1, 1),
        (vec![&full, &same], 1, 1, 0),
        (vec![&same, &full], 1, 1, 0),
        (vec![&early, &full, &early, &undated], 1, 3, 0),
        (vec![&nameless, &nameless, &undated], 3, 0, 3),
    ] {
        let tickets: Vec<_> = tickets.into_iter().cloned().collect();
        let stats = stats(&tickets);
        assert_eq!(
            (stats.tickets, stats.duplicates, stats.reported),
            (left, dropped, reported),
            "{tickets:?}"
        );
    }
    let renamed = [early.replace("Open", "Pending"), early];
    assert_eq!(stats(&renamed).states[0].name, GroupName::Name("Open".into()));
}

#[test]
fn copies_count_where_somebody_wants_it() {
    let ticket = talk(1, 10, Some(60));
    let question = Question { top: 10, ..Question::default() };
    let stats = Stats::of(&ledger(&[ticket.clone(), ticket]), Read::default(), &question);
    assert_eq!((stats.tickets, stats.duplicates), (2, 0));
}

#[test]
fn hours_and_days_are_those_of_the_zone() {
    // Before and after clocks in Berlin go back, at 01:00 UTC; half past two comes twice.
    let on = |id, open: &str| {
        listed(id, "Closed", "20:00:00", "null").replace("2024-01-01T08:00:00Z", open)
    };
    let tickets = [
        on(1, "2023-10-28T22:30:00Z"),
        on(2, "2023-10-29T00:30:00Z"),
        on(3, "2023-10-29T01:30:00Z"),
        on(4, "2023-10-29T23:30:00Z"),
    ];
    let mut ledger = ledger(&tickets);
    ledger.drop_duplicates();
    let groups = |by, zone: &str| {
        let zone = Zone::named(zone).unwrap();
        let question = Question { by: Some(by), top: 10, zone, ..Question::default() };
        let stats = Stats::of(&ledger, Read::default(), &question);
        let said = |group: &Group| (group.name.clone(), group.tickets);
        stats.groups.iter().map(said).collect::<Vec<_>>()
    };
    let (hour, day) = (GroupName::Hour, GroupName::Weekday);
    assert_eq!(groups(By::Hour, "Europe/Berlin"), [(hour(0), 2), (hour(2), 2)]);
    assert_eq!(groups(By::Weekday, "Europe/Berlin"), [(day(0), 1), (day(6), 3)]);
    assert_eq!(groups(By::Weekday, "utc"), [(day(5), 1), (day(6), 3)]);
    let date =
        |month, day| GroupName::Day(chrono::NaiveDate::from_ymd_opt(2023, month, day).unwrap());
    assert_eq!(groups(By::Day, "-10:00"), [(date(10, 29), 1), (date(10, 28), 3)]);
}

#[test]
fn groups_have_their_order_and_say_what_is_missing() {
    let on = |id, day: &str| {
        listed(id, "Closed", "20:00:00", "\"00:00:30\"").replace("2024-01-01T08", day)
    };
    let tickets = [
        on(1, "2024-01-01T08"),
        on(2, "2024-01-02T08"),
        on(3, "2024-01-02T23"),
        r#"{"id":4,"state":"Closed"}"#.to_owned(),
    ];
    let groups = |by| {
        let said = |group: &Group| (group.name.clone(), group.tickets);
        stats_by(&tickets, Some(by), &[]).groups.iter().map(said).collect::<Vec<_>>()
    };
    let none = |tickets| (GroupName::None, tickets);
    let hour = GroupName::Hour;
    assert_eq!(groups(By::Hour), [(hour(8), 2), (hour(23), 1), none(1)]);
    let day = GroupName::Weekday;
    assert_eq!(groups(By::Weekday), [(day(0), 1), (day(1), 2), none(1)]);
    let date = |day| GroupName::Day(chrono::NaiveDate::from_ymd_opt(2024, 1, day).unwrap());
    assert_eq!(groups(By::Day), [(date(2), 2), (date(1), 1), none(1)]);
    assert_eq!(groups(By::Tag), [(GroupName::Name("odd".into()), 3), none(1)]);
    assert_eq!(groups(By::Channel), [none(4)]);
}

/// A closed ticket that a bot had alone, with the cards in this order, one every ten seconds. The bot
/// speaks at each card, the customer answers at all but the last.
fn bot_talk(id: i64, cards: &[&str], is_left: bool) -> String {
    let (mut transactions, mut steps) = (Vec::new(), Vec::new());
    let mut says = |second: u32, who: &str| {
        let at = format!("2024-01-01T10:00:{second:02}Z");
        let id = transactions.len();
        transactions.push(format!(
            r#"{{"id":{id},"type":"Message","dateTime":"{at}","text":"x","fromParticipant":{who}}}"#
        ));
    };
    let bot = r#"{"id":2,"type":"User","name":"BOT","identifier":"b"}"#;
    let cleo = r#"{"id":1,"type":"Client","name":"Cleo","identifier":"1"}"#;
    says(0, cleo);
    let last = cards.len().saturating_sub(1);
    for (index, card) in cards.iter().enumerate() {
        let start = u32::try_from(index).unwrap().saturating_mul(10);
        steps.push(format!(
            r#"{{"stepType":"Card","cardFriendlyName":"{card}","uniqueCardId":"{card}","flowId":"f",
                "visitDatetime":"2024-01-01T10:00:{start:02}.500Z"}}"#
        ));
        says(start.saturating_add(1), bot);
        if index < last {
            says(start.saturating_add(9), cleo);
        }
    }
    let by = if is_left { "" } else { r#"\"byUserId\":\"b\""# };
    transactions.push(format!(
        r#"{{"id":99,"type":"TicketClosed","dateTime":"2024-01-01T11:00:00Z","text":"{{{by}}}"}}"#
    ));
    format!(
        r#"{{"id":{id},"state":"Closed","open":"2024-01-01T10:00:00Z","participants":[{cleo},{bot}],
            "transactions":[{}],"botConversationSteps":[{}]}}"#,
        transactions.join(","),
        steps.join(",")
    )
}

#[test]
fn the_funnel_says_where_customers_go_and_leave() {
    let stats = stats(&[
        bot_talk(1, &["Main", "Name", "Thanks"], false),
        bot_talk(2, &["Main", "Name"], true),
        bot_talk(3, &["Main", "Main", "Name", "Thanks"], false),
        bot_talk(4, &["Main"], true),
        talk(5, 10, Some(60)),
    ]);
    let bot = &stats.bot;
    let cards: Vec<_> = bot
        .cards
        .iter()
        .map(|card| {
            let name = card.card.as_ref().unwrap().as_str();
            let (n, [stay, ..]) = said(&card.stay);
            (name, card.reached, card.answered, card.left, card.again, n, stay)
        })
        .collect();
    assert_eq!(
        cards,
        [
            ("Main", 4, Some(3), Some(1), 1, 4, Some(10)),
            ("Name", 3, Some(2), Some(1), 0, 2, Some(10)),
            ("Thanks", 2, Some(0), Some(0), 0, 0, None),
        ]
    );
    assert_eq!((bot.tickets, bot.looped, bot.paths_total), (4, 1, 4));
    assert_eq!(fact(&stats, FactName::BotOnly, Basis::Recount), (4, 5));
    assert_eq!(fact(&stats, FactName::Abandoned, Basis::Recount), (2, 5));
    assert_eq!(
        fact(&stats, FactName::Unanswered, Basis::Recount),
        (0, 5),
        "who is with the bot waits for nobody"
    );
}

#[test]
fn a_card_goes_by_its_identifier_and_its_latest_name() {
    let old = bot_talk(1, &["Main"], false);
    let new = bot_talk(2, &["Main"], false)
        .replace(r#"FriendlyName":"Main""#, r#"FriendlyName":"Start""#)
        .replace("2024-01-01", "2024-02-01");
    for tickets in [[old.clone(), new.clone()], [new, old]] {
        let cards = stats(&tickets).bot.cards;
        assert_eq!(cards.len(), 1);
        assert_eq!((cards[0].card.as_ref().unwrap().as_str(), cards[0].reached), ("Start", 2));
    }
}

#[test]
fn keys_are_measured_in_as_many_goes_as_it_takes() {
    let tickets: Vec<_> = (0..40).map(|n| talk(n, 10, Some(60))).collect();
    let ledger = ledger(&tickets);
    let figures = Figures::by_key(&ledger, 5000, |row, add| {
        let id = usize::try_from(row.id.unwrap()).unwrap();
        (0..5000).filter(|key| key % 40 == id).for_each(|key| add(key, 7000));
        (0..5000).for_each(|key| add(key, u64::try_from(id).unwrap() * 1000));
    });
    assert_eq!(figures.len(), 5000);
    for figures in figures {
        assert_eq!(said(&figures), (41, [Some(19), Some(35), Some(39)]));
    }
}

/// A ticket as on a list page, owned by somebody who is listed under this name.
fn owned(id: i64, kind: &str, name: &str) -> String {
    let who = r#""identifier":"u","userName":"u@example.com""#;
    format!(
        r#"{{"id":{id},"state":"Closed","lastActivity":"2024-01-01T10:00:0{id}Z",
            "firstCustomerMessageDateTime":"2024-01-01T08:00:00Z",
            "owner":{{"id":"u","type":"{kind}","UserName":"u@example.com"}},
            "participants":[{{"id":3,"type":"User","name":"{name}",{who}}}]}}"#
    )
}

#[test]
fn a_bot_is_no_agent_where_nothing_is_recounted_either() {
    for (kind, name, known, agents, bot_only) in [
        ("AGENT", "Ann", &[][..], 1, 0),
        ("BOT", "Maya", &[], 0, 1),
        ("API", "BOT", &[], 0, 1),
        ("API", "BOT", &["none"], 1, 0),
        ("AGENT", "Ann", &["u"], 0, 1),
        ("AGENT", "Ann", &["3"], 0, 1),
    ] {
        let known: Vec<_> = known.iter().map(|id: &&str| (*id).to_owned()).collect();
        let ticket = owned(1, kind, name);
        let record = Record::read(&ticket).unwrap().unwrap();
        for contribution in
            [Contribution::of(&Story::of(&record, &known)), Contribution::reported(&record, &known)]
        {
            let mut ledger = Ledger::default();
            ledger.enter(&contribution);
            let stats = Stats::of(&ledger, Read::default(), &Question::default());
            let named = stats.agents.iter().filter(|agent| agent.name != GroupName::None);
            let facts = fact(&stats, FactName::BotOnly, Basis::Reported);
            assert_eq!((named.count(), facts), (agents, (bot_only, 1)), "{kind} {name} {known:?}");
        }
    }
}

#[test]
fn an_address_gives_way_to_a_name() {
    for tickets in [[("Ann", 1), ("u@example.com", 2)], [("u@example.com", 1), ("Ann", 2)]] {
        let tickets = tickets.map(|(name, id)| owned(id, "AGENT", name));
        let names: Vec<_> = stats(&tickets).agents.into_iter().map(|agent| agent.name).collect();
        assert_eq!(names, [GroupName::Name("Ann".into())]);
    }
}

#[test]
fn a_bot_without_cards_does_not_tell_who_left() {
    let mut plain = bot_talk(1, &["Main"], true);
    let steps = plain.find(r#""botConversationSteps""#).unwrap();
    plain.replace_range(steps.., r#""botConversationSteps":[]}"#);
    let stats = stats(&[plain, bot_talk(2, &["Main"], true), talk(3, 10, Some(60))]);
    assert_eq!(fact(&stats, FactName::BotOnly, Basis::Recount), (2, 3));
    assert_eq!(fact(&stats, FactName::Abandoned, Basis::Recount), (1, 2));
}
