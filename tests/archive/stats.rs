//! Figures about many tickets are those of their lives.

use crate::archive::people::AGENTS;
use crate::asked::{Differences, answers, kept, run, said, tickets, written, written_everywhere};
use chrono::{DateTime, Datelike, Timelike, Utc};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const METRICS: [&str; 6] =
    ["bot", "queue", "taken_to_reply", "first_response", "waited", "duration"];

/// Asks for figures; of what has many names, all are to be listed.
fn stats(arguments: &[&str], file: &Path) -> Value {
    answers(&[&["stats", "--top", "1000"], arguments].concat(), file).remove(0)
}

fn moment(at: &Value) -> Option<DateTime<Utc>> {
    Some(at.as_str()?.parse::<DateTime<Utc>>().unwrap())
}

/// Returns n, median, P90, P99 and maximum as they have to be.
fn figures(mut values: Vec<f64>) -> Value {
    values.sort_by(f64::total_cmp);
    let n = values.len();
    let from = |least: usize, percent: usize| {
        let rank = (n * percent).div_ceil(100).checked_sub(1).filter(|_| n >= least)?;
        values.get(rank).copied()
    };
    json!({
        "n": n, "median_s": from(1, 50), "p90_s": from(10, 90), "p99_s": from(100, 99),
        "max_s": values.last(),
    })
}

/// Takes the figures out of an answer; what is in the parts of the spread is all there is.
fn told(figures: &Value) -> Value {
    let parts = figures["spread"].as_array().unwrap().iter();
    let n: u64 = parts.map(|part| part["n"].as_u64().unwrap()).sum();
    assert_eq!(figures["n"], n);
    ["n", "median_s", "p90_s", "p99_s", "max_s"]
        .iter()
        .map(|key| ((*key).to_owned(), figures[key].clone()))
        .collect::<Map<_, _>>()
        .into()
}

fn is_told(truth: &Value) -> bool {
    truth["has_transactions"] == true
}

/// Returns how long something took, as recounted or as reported; the reports are gross.
fn span(truth: &Value, metric: &str, reported: bool) -> Option<f64> {
    let is_open = truth["state"] != "Closed";
    if reported {
        let span = truth["reported"][format!("{metric}_gross_s")].as_f64();
        return span
            .filter(|_| !(awaits(truth, metric, true) || (metric == "duration" && is_open)));
    }
    let goes_on = truth["held"].as_array().unwrap().last();
    let goes_on = goes_on.filter(|held| held["goes_on"] == true).map(|held| &held["role"]);
    truth[format!("{metric}_s")].as_f64().filter(|_| goes_on.is_none_or(|role| role != metric))
}

/// Tells whether the end of a span is awaited.
fn awaits(truth: &Value, metric: &str, reported: bool) -> bool {
    let is_open = truth["state"] != "Closed";
    let nobody = truth["unanswered"] == true;
    let holds = |role: &str| {
        let last = truth["held"].as_array().unwrap().last();
        last.is_some_and(|held| held["goes_on"] == true && held["role"] == role)
    };
    match metric {
        "duration" => is_open,
        "first_response" if reported => truth["reported"]["unanswered"] == true,
        _ if reported => false,
        "bot" | "queue" => holds(metric),
        "first_response" => nobody && truth["first_response_s"].is_null(),
        "taken_to_reply" => {
            nobody && truth["taken_to_reply_s"].is_null() && truth["was_assigned"] == true
        }
        _ => nobody && truth["waited_s"].is_null(),
    }
}

/// Compares the spans of some tickets.
fn compare_spans(
    what: &str,
    spans: &Value,
    truths: &[&Value],
    reported: bool,
    to: &mut Differences,
) {
    let basis = if reported { "reported" } else { "recount" };
    for metric in METRICS {
        let told_span = spans
            .as_array()
            .unwrap()
            .iter()
            .find(|span| span["metric"] == metric && span["basis"] == basis);
        let Some(told_span) = told_span else {
            to.same(&format!("{what}, {metric}"), &Value::Null, &json!("there"));
            continue;
        };
        let of = || truths.iter().filter(|truth| reported || is_told(truth));
        let values = of().filter_map(|truth| span(truth, metric, reported)).collect();
        let what = format!("{what}, {metric}, {basis}");
        to.same(&what, &told(told_span), &figures(values));
        let awaited = of().filter(|truth| awaits(truth, metric, reported)).count();
        to.same(&format!("{what}, awaited"), &told_span["awaited"], &json!(awaited));
        to.same(&format!("{what}, impossible"), &told_span["impossible"], &json!(0));
    }
}

/// Counts what tickets have in common.
fn tally<'t>(truths: &[&'t Value], of: impl Fn(&'t Value) -> Vec<Value>) -> Map<String, Value> {
    let mut counts = BTreeMap::<String, u64>::new();
    for name in truths.iter().flat_map(|truth| of(truth)) {
        *counts.entry(name.to_string()).or_default() += 1;
    }
    counts.into_iter().map(|(name, count)| (name, count.into())).collect()
}

/// Takes the counts out of an answer, in which a name may stand for several groups.
fn tallied(list: &Value) -> Value {
    let mut sums = BTreeMap::<String, u64>::new();
    for one in list.as_array().unwrap() {
        *sums.entry(one["name"].to_string()).or_default() += one["tickets"].as_u64().unwrap();
    }
    json!(sums)
}

fn list_or_none(list: &Value) -> Vec<Value> {
    let list = list.as_array().unwrap();
    if list.is_empty() { vec![Value::Null] } else { list.clone() }
}

/// Says who an owner is, known by name in one ticket and by address in the other.
fn owner(truth: &Value) -> Value {
    let mail = &truth["owner_mail"];
    let agent = AGENTS.iter().find(|agent| *mail == agent.mail).map(|agent| agent.name);
    agent.map_or_else(|| truth["owner"].clone(), Value::from)
}

/// Says who answered, as far as a ticket tells: without what was said, the last who had it is known
/// only if it is theirs.
fn agent(truth: &Value) -> Value {
    if is_told(truth) { truth["agent"].clone() } else { truth["reported"]["agent"].clone() }
}

fn cards(truth: &Value) -> Vec<Value> {
    let mut cards: Vec<Value> = Vec::new();
    for visit in truth["bot"]["visits"].as_array().into_iter().flatten() {
        if !cards.contains(&visit["card_id"]) {
            cards.push(visit["card_id"].clone());
        }
    }
    if cards.is_empty() { vec![Value::Null] } else { cards }
}

type Key = fn(&Value) -> Vec<Value>;

/// What tickets are grouped by, and the groups that a ticket belongs to.
const BY: [(&str, Key); 8] = [
    ("agent", |truth| vec![agent(truth)]),
    ("tag", |truth| list_or_none(&truth["tags"])),
    ("channel", |truth| vec![truth["channel"].clone()]),
    ("state", |truth| vec![truth["state"].clone()]),
    ("hour", |truth| vec![moment(&truth["opened_at"]).unwrap().hour().into()]),
    ("weekday", |truth| {
        vec![moment(&truth["opened_at"]).unwrap().weekday().num_days_from_monday().into()]
    }),
    ("day", |truth| vec![moment(&truth["opened_at"]).unwrap().format("%F").to_string().into()]),
    ("owner", |truth| vec![owner(truth)]),
];

/// Compares what does not depend on what is grouped by.
fn compare(answer: &Value, truths: &[&Value], totals: &Value, to: &mut Differences) {
    let told_of: Vec<_> = truths.iter().copied().filter(|truth| is_told(truth)).collect();
    let untold: Vec<_> = truths.iter().copied().filter(|truth| !is_told(truth)).collect();
    for (key, truth) in [
        ("tickets", json!(truths.len())),
        ("duplicates", totals["dropped"].clone()),
        ("reported", json!(untold.len())),
        ("skipped", json!(0)),
        ("files", json!(1)),
        ("basis", json!("recount")),
    ] {
        to.same(key, &answer[key], &truth);
    }
    for (key, in_totals) in [("tickets", "tickets"), ("reported", "without_transactions")] {
        to.same(in_totals, &answer[key], &totals[in_totals]);
    }
    let opened = || truths.iter().filter_map(|truth| moment(&truth["opened_at"]));
    let newest = truths.iter().filter_map(|truth| moment(&truth["last_activity_at"])).max();
    let whole = |at: Option<DateTime<Utc>>| json!(at.map(|at| at.timestamp()));
    for (key, truth) in
        [("opened_from", opened().min()), ("opened_to", opened().max()), ("as_of", newest)]
    {
        to.same(key, &whole(moment(&answer[key])), &whole(truth));
    }
    for (list, truth) in [
        ("states", tally(truths, |truth| vec![truth["state"].clone()])),
        ("channels", tally(truths, |truth| vec![truth["channel"].clone()])),
        ("tags", tally(truths, |truth| list_or_none(&truth["tags"]))),
        ("agents", tally(truths, |truth| vec![agent(truth)])),
    ] {
        to.same(list, &tallied(&answer[list]), &truth.into());
    }
    compare_spans("all", &answer["spans"], &told_of, false, to);
    compare_spans("all", &answer["spans"], &untold, true, to);
    let yes = |of: &[&Value], is: &dyn Fn(&Value) -> bool| of.iter().filter(|t| is(t)).count();
    let count = |fact: &str, basis: &str| {
        let counts = answer["counts"].as_array().unwrap().iter();
        let mut found = counts.filter(|count| count["fact"] == fact && count["basis"] == basis);
        let found = found.next().cloned().unwrap_or_default();
        json!([found["tickets"], found["of"]])
    };
    for fact in ["bot_only", "abandoned", "reopened", "unanswered"] {
        let is = |truth: &Value| truth[fact] == true || truth[fact].as_u64() > Some(0);
        // A bot without cards leaves no trace of what it waited for.
        let known = |truth: &Value| {
            fact != "abandoned" || truth["bot_only"] == false || !truth["bot"].is_null()
        };
        let of: Vec<_> = told_of.iter().copied().filter(|truth| known(truth)).collect();
        to.same(fact, &count(fact, "recount"), &json!([yes(&of, &is), of.len()]));
        to.same(&format!("{fact} in total"), &json!(yes(&told_of, &is)), &totals[fact]);
    }
    for fact in ["bot_only", "unanswered"] {
        let is = |truth: &Value| truth["reported"][fact] == true;
        let truth = json!([yes(&untold, &is), untold.len()]);
        to.same(&format!("{fact}, reported"), &count(fact, "reported"), &truth);
    }
    let open: Vec<_> = truths.iter().filter(|truth| truth["state"] != "Closed").collect();
    let ages = open.iter().filter_map(|truth| {
        let age = newest?.timestamp() - moment(&truth["opened_at"])?.timestamp();
        i32::try_from(age).ok().map(f64::from)
    });
    to.same("backlog", &answer["backlog"]["tickets"], &json!(open.len()));
    to.same("ages", &told(&answer["backlog"]["age"]), &figures(ages.collect()));
    compare_bot(&answer["bot"], &told_of, totals, to);
    for hour in 0..24 {
        let at = |truth: &&&Value| moment(&truth["opened_at"]).unwrap().hour() == hour;
        let queue = told_of.iter().filter(at).filter_map(|truth| span(truth, "queue", false));
        let said = told(&answer["queue_by_hour"][hour as usize]);
        to.same(&format!("queue at {hour}"), &said, &figures(queue.collect()));
    }
}

/// Compares the way through the bot.
fn compare_bot(bot: &Value, told_of: &[&Value], totals: &Value, to: &mut Differences) {
    let with_cards: Vec<_> = told_of.iter().copied().filter(|t| !t["bot"].is_null()).collect();
    to.same("with the bot", &bot["tickets"], &json!(with_cards.len()));
    let again = |truth: &&&Value| {
        truth["bot"]["visits"].as_array().unwrap().iter().any(|visit| visit["again"] == true)
    };
    to.same("loops", &bot["looped"], &json!(with_cards.iter().filter(again).count()));
    // Cards go by their identifiers, and are shown by their latest names: there are none alike.
    let card = |flow: &Value, name: &Value| format!("{flow} {name}");
    let of_totals = |total: &Value| {
        let facts = json!([
            total["tickets"],
            total["answered_tickets"],
            total["left"],
            total["again_tickets"],
            total["stay"]["n"],
            total["stay"]["p50"],
            total["stay"]["max"],
        ]);
        (card(&total["flow"], &total["name"]), facts)
    };
    let of_answer = |told: &Value| {
        let facts = json!([
            told["reached"],
            told["answered"],
            told["left"],
            told["again"],
            told["stay"]["n"],
            told["stay"]["median_s"],
            told["stay"]["max_s"],
        ]);
        (card(&told["flow"], &told["card"]), facts)
    };
    let truth: Map<_, _> = totals["cards"].as_object().unwrap().values().map(of_totals).collect();
    let said: Map<_, _> = bot["cards"].as_array().unwrap().iter().map(of_answer).collect();
    to.same("number of cards", &bot["cards_total"], &json!(truth.len()));
    for (card, truth) in truth {
        to.same(&card, said.get(&card).unwrap_or(&Value::Null), &truth);
    }
    let names = |truth: &Value| {
        let name =
            |visit: &Value| totals["cards"][visit["card_id"].as_str().unwrap()]["name"].clone();
        let path = truth["bot"]["visits"].as_array().unwrap().iter().map(name).collect::<Vec<_>>();
        vec![json!([path, truth["bot"]["left"]])]
    };
    let said = bot["paths"].as_array().unwrap().iter();
    let said = said
        .map(|path| (json!([path["cards"], path["left"]]).to_string(), path["tickets"].clone()));
    to.same("paths", &said.collect::<Map<_, _>>().into(), &tally(&with_cards, names).into());
}

#[test]
fn stats_says_what_happened() {
    for (seed, count, anomalies) in [(21, 400, 0.06), (22, 200, 0.3)] {
        let (tickets, totals) = tickets(seed, count, anomalies);
        let mut differences = Differences::default();
        let file = written(&format!("stats-{seed}"), "lines", &tickets);
        let answer = stats(&[], &file);
        compare(&answer, &kept(&tickets), &totals, &mut differences);
        differences.none();
    }
}

#[test]
fn groups_hold_the_tickets_that_belong_to_them() {
    let (tickets, totals) = tickets(23, 300, 0.2);
    let file = written("groups", "lines", &tickets);
    let kept = kept(&tickets);
    let mut differences = Differences::default();
    for (by, keys) in BY {
        let answer = stats(&["--by", by], &file);
        let groups = answer["groups"].as_array().unwrap();
        differences.same(by, &tallied(&answer["groups"]), &tally(&kept, keys).into());
        differences.same(by, &answer["groups_total"], &json!(groups.len()));
        // Two bots have one name: they are two owners.
        let is_only = |group: &&Value| {
            groups.iter().filter(|other| other["name"] == group["name"]).count() == 1
        };
        for group in groups.iter().filter(is_only) {
            let of = kept.iter().copied().filter(|truth| keys(truth).contains(&group["name"]));
            let of: Vec<_> = of.filter(|truth| is_told(truth)).collect();
            let what = format!("{by} {}", group["name"]);
            compare_spans(&what, &group["spans"], &of, false, &mut differences);
        }
    }
    let answer = stats(&["--by", "card"], &file);
    let name =
        |card: &Value| card.as_str().map_or(Value::Null, |id| totals["cards"][id]["name"].clone());
    let named = |truth: &Value| cards(truth).iter().map(name).collect();
    differences.same("card", &tallied(&answer["groups"]), &tally(&kept, named).into());
    differences.none();
}

#[test]
fn reports_are_those_of_the_tickets_and_their_owners() {
    let (tickets, totals) = tickets(24, 400, 0.2);
    let file = written("reported", "lines", &tickets);
    let kept = kept(&tickets);
    let answer = stats(&["--reported", "--by", "owner"], &file);
    let mut differences = Differences::default();
    // What a condition looks at changes nothing of what is reported.
    let condition = ["--reported", "--by", "owner", "--where", "has:bot or not has:bot"];
    differences.same("with a condition", &stats(&condition, &file), &answer);
    differences.same("all of them", &answer["reported"], &json!(kept.len()));
    compare_spans("all", &answer["spans"], &kept, true, &mut differences);
    // Two bots have one name; nobody is the queue.
    let by_owner = totals["reported_by_owner"].as_object().unwrap().values();
    let truth = by_owner.map(|group| {
        let name = if group["name"] == "" { &Value::Null } else { &group["name"] };
        let first = &group["first_response_gross"];
        json!([name, group["tickets"], first["n"], first["p50"], first["max"]]).to_string()
    });
    let said = answer["groups"].as_array().unwrap().iter().map(|group| {
        let mut spans = group["spans"].as_array().unwrap().iter();
        let first = spans.find(|span| span["metric"] == "first_response").unwrap();
        let name = &group["name"];
        json!([name, group["tickets"], first["n"], first["median_s"], first["max_s"]]).to_string()
    });
    let sorted = |lines: &mut dyn Iterator<Item = String>| lines.collect::<BTreeSet<_>>();
    assert_eq!(sorted(&mut { said }), sorted(&mut { truth }));
    for fact in ["bot_only", "unanswered"] {
        let told = answer["counts"].as_array().unwrap().iter().find(|count| count["fact"] == fact);
        let truth = kept.iter().filter(|truth| truth["reported"][fact] == true).count();
        differences.same(
            fact,
            &json!([told.unwrap()["tickets"], told.unwrap()["of"]]),
            &json!([truth, kept.len()]),
        );
    }
    differences.none();
}

#[test]
fn of_copies_the_one_that_counts_is_judged_by_a_condition() {
    let (tickets, _) = tickets(27, 200, 0.4);
    let file = written("judged", "lines", &tickets);
    let copies = tickets.iter().filter(|(_, truth)| truth["state"] != "Closed").count();
    let open = kept(&tickets).into_iter().filter(|truth| truth["state"] != "Closed").count();
    assert!(copies > open, "some were open in an older copy");
    for flags in [&[][..], &["--reported"]] {
        let condition = ["--where", "state != Closed"];
        let answer = stats(&[flags, &condition].concat(), &file);
        assert_eq!(
            (&answer["tickets"], &answer["duplicates"]),
            (&json!(open), &json!(copies - open))
        );
    }
}

#[test]
fn targets_are_met_missed_or_never_answered() {
    let (tickets, _) = tickets(25, 300, 0.1);
    let file = written("targets", "lines", &tickets);
    let answer =
        stats(&["--sla", "first_response=10m,queue=2m,waited=1h", "--by", "channel"], &file);
    let kept = kept(&tickets);
    let mut differences = Differences::default();
    let mut compare = |what: &str, outcomes: &Value, of: &[&Value], reported: bool| {
        for (metric, target) in [("first_response", 600.0), ("queue", 120.0), ("waited", 3600.0)] {
            let spans: Vec<_> =
                of.iter().filter_map(|truth| span(truth, metric, reported)).collect();
            let met = spans.iter().filter(|span| **span <= target).count();
            let awaited = of.iter().filter(|truth| awaits(truth, metric, reported)).count();
            let truth = json!([met, spans.len() - met, awaited]);
            let basis = if reported { "reported" } else { "recount" };
            let said = outcomes.as_array().unwrap().iter();
            let mut said = said.filter(|one| one["metric"] == metric && one["basis"] == basis);
            let said = said.next().cloned().unwrap_or_default();
            let said = json!([said["met"], said["missed"], said["unanswered"]]);
            differences.same(&format!("{what}, {metric}, {basis}"), &said, &truth);
        }
    };
    let of = |told: bool| kept.iter().copied().filter(move |truth| is_told(truth) == told);
    compare("all", &answer["targets"], &of(true).collect::<Vec<_>>(), false);
    compare("all", &answer["targets"], &of(false).collect::<Vec<_>>(), true);
    for group in answer["groups"].as_array().unwrap() {
        let its: Vec<_> = of(true).filter(|truth| truth["channel"] == group["name"]).collect();
        compare(&group["name"].to_string(), &group["targets"], &its, false);
    }
    differences.none();
}

#[test]
fn every_form_gives_the_same_figures() {
    let (tickets, _) = tickets(26, 60, 0.25);
    let files = written_everywhere("forms-stats", &tickets);
    let figures: Vec<_> =
        files.iter().map(|file| said(&["stats", "-o", "json", "--top", "50"], file)).collect();
    assert!(figures.iter().all(|said| *said == figures[0]));
    // A ticket that was met before is the same ticket, wherever it stands.
    let all: Vec<_> = files.iter().map(AsRef::as_ref).collect();
    let output = run(&["stats", "-q", "-o", "json", "--top", "50"], &all);
    let all: Value = serde_json::from_slice(&output.stdout).unwrap();
    let one: Value = serde_json::from_str(&figures[0]).unwrap();
    for (key, value) in one.as_object().unwrap() {
        if key != "files" && key != "duplicates" {
            assert_eq!(all[key], *value, "{key}");
        }
    }
    assert_eq!(all["duplicates"], tickets.len() * files.len() - kept(&tickets).len());
}
