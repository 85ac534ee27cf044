//! What is found, and what is not.

use super::{Hit, Manner, Passage, Pattern, Search, Within};
use crate::analysis::Story;
use crate::model::Record;

const SEED: &str = include_str!("../../../fixtures/tickets/seed.json");
const FOLDED: Manner = Manner { is_exact: false, is_literal: false };
const EXACT: Manner = Manner { is_exact: true, is_literal: false };
const TEXT: Manner = Manner { is_exact: false, is_literal: true };
const EXACT_TEXT: Manner = Manner { is_exact: true, is_literal: true };

/// Finds the parts of a text that a pattern matches.
fn found<'a>(pattern: &str, manner: Manner, text: &'a str) -> Vec<&'a str> {
    let pattern = Pattern::read(pattern, manner).unwrap();
    pattern.find(text).into_iter().map(|range| text.get(range).unwrap()).collect()
}

#[test]
fn a_pattern_means_what_was_typed() {
    for (pattern, manner, text, expected) in [
        // Folded: what nobody types does not matter.
        ("email protected", FOLDED, "to [Email\u{a0}protected] now", &["Email\u{a0}protected"][..]),
        ("email\u{a0}Protected", FOLDED, "[email protected]", &["email protected"]),
        ("email protected", TEXT, "[email \r\n\u{a0}protected]", &["email \r\n\u{a0}protected"]),
        ("jack", FOLDED, "JACK ｊａｃｋ jack", &["JACK", "ｊａｃｋ", "jack"]),
        ("ﬁne", FOLDED, "fine FINE ﬁne", &["fine", "FINE", "ﬁne"]),
        ("e\u{301}t\u{e9}", FOLDED, "\u{c9}TE\u{301}", &["\u{c9}TE\u{301}"]),
        ("תקלה", FOLDED, "יש תקלה במכונה", &["תקלה"]),
        ("שלום.*רב", FOLDED, "שלום\nוברכה רבה", &["שלום\nוברכה רב"]),
        ("Ω", FOLDED, "ω \u{2126}", &["ω", "\u{2126}"]),
        // A part of what is one character to the reader is that character, once.
        ("f|i", FOLDED, "ﬁ", &["ﬁ"]),
        // Escapes and classes keep their meaning; what is literal beside them is folded.
        (r"A\S+B", FOLDED, "a  b axxb", &["axxb"]),
        (r"\W", FOLDED, "a-b", &["-"]),
        (r"\D+", FOLDED, "12ab34", &["ab"]),
        ("[A-Z]+", FOLDED, "abc", &["abc"]),
        ("[^A]", FOLDED, "aB", &["B"]),
        (r"\p{Lu}", FOLDED, "a", &["a"]),
        (r"\p{Hebrew}+", FOLDED, "abc שלום", &["שלום"]),
        ("ﬁ+", FOLDED, "fifi", &["fifi"]),
        ("aB*c{2}", FOLDED, "ABBCC", &["ABBCC"]),
        ("(?x) JACK \\ BOWER  # name", FOLDED, "Jack  Bower", &["Jack  Bower"]),
        (r"\x{a0}", FOLDED, "a b", &[" "]),
        (r"\.", FOLDED, "a.b", &["."]),
        ("^jack$", FOLDED, "Jack", &["Jack"]),
        ("(Tick|MOOK)et", FOLDED, "mooket", &["mooket"]),
        // Exact: everything matters.
        ("jack", EXACT, "JACK jack", &["jack"]),
        ("email protected", EXACT, "[email\u{a0}protected]", &[]),
        (r"email\sprotected", EXACT, "[email\u{a0}protected]", &["email\u{a0}protected"]),
        ("(?i)jack", EXACT, "JACK", &["JACK"]),
        ("a.b", EXACT, "a\nb", &[]),
        // A text is no expression.
        ("a.b", TEXT, "axb A.B", &["A.B"]),
        ("[Email", TEXT, "the [email", &["[email"]),
        ("a.b", EXACT_TEXT, "axb A.B a.b", &["a.b"]),
        (r"\S", EXACT_TEXT, r"a \S", &[r"\S"]),
        // Nothing is no hit.
        ("x*", FOLDED, "abc", &[]),
        ("^", EXACT, "abc", &[]),
        ("a|", FOLDED, "bab", &["a"]),
    ] {
        assert_eq!(found(pattern, manner, text), expected, "{pattern} {manner:?} in {text}");
    }
}

#[test]
fn a_wrong_pattern_is_told_with_its_place() {
    for (pattern, says, range) in [
        ("", "nothing to look for", 0..0),
        ("a(b", "unclosed group", 1..2),
        ("é[b", "unclosed character class", 2..3),
        ("*", "repetition operator missing expression", 0..0),
        (r"a\y", "unrecognized escape sequence", 1..3),
        (r"x\p{Nope}", "Unicode property not found", 1..9),
        ("a{2,1}", "invalid repetition count range", 1..6),
        (r"(\w{500}){500}", "this would need too much memory", 0..14),
    ] {
        let wrong = Pattern::read(pattern, FOLDED).unwrap_err();
        assert!(wrong.says.contains(says), "{pattern}: {}", wrong.says);
        assert_eq!(wrong.range, range, "{pattern}");
    }
    let deep = "(".repeat(10_000) + &")".repeat(10_000);
    assert!(Pattern::read(&deep, FOLDED).is_err());
    assert!(Pattern::read(&deep, TEXT).is_ok());
}

fn search(json: &str, pattern: &str, manner: Manner, within: &[Within], from: &[&str]) -> Vec<Hit> {
    let pattern = Pattern::read(pattern, manner).unwrap();
    let from: Vec<_> = from.iter().map(|name| (*name).to_owned()).collect();
    let search = Search::new(pattern, within.to_vec(), &from, 1);
    let record = Record::read(json).unwrap().unwrap();
    let hits = search.hits(&Story::of(&record, &[]));
    assert!(hits.is_empty() || search.can_hit(&record), "a hit that was ruled out");
    hits
}

fn texts(hits: &[Hit]) -> Vec<String> {
    hits.iter()
        .flat_map(|hit| hit.found.parts())
        .map(|part| part.text.as_str().to_owned())
        .collect()
}

#[test]
fn the_address_of_the_seed_is_found_with_a_plain_blank() {
    let hits = search(SEED, "email protected", FOLDED, &[Within::Messages], &[]);
    assert_eq!(texts(&hits), ["email\u{a0}protected"]);
    let [hit] = &*hits else { panic!("{hits:?}") };
    let part = hit.found.parts().next().unwrap();
    assert_eq!((part.from, part.to), (1, 16));
    assert_eq!(
        (hit.transaction_id, hit.who.as_ref().unwrap().name.as_str()),
        (Some(1_057_147), "Jack Bower")
    );
    assert_eq!((hit.before.len(), hit.after.len()), (1, 1));
    assert!(search(SEED, "email protected", EXACT_TEXT, &[Within::Messages], &[]).is_empty());
}

#[test]
fn people_and_fields_are_looked_at_where_asked_for() {
    let count = |pattern, within: &[Within], from: &[&str]| {
        search(SEED, pattern, FOLDED, within, from).len()
    };
    assert_eq!(count("john wick", &[Within::Messages], &[]), 0);
    assert_eq!(count("john wick", &[Within::People], &[]), 1);
    assert_eq!(count("tuscany", &[Within::Messages], &[]), 1);
    assert_eq!(count("tuscany", &[Within::Messages], &["BOWER"]), 1);
    assert_eq!(count("tuscany", &[Within::Messages], &["wick"]), 0);
    let fields = search(SEED, "tuscany", FOLDED, &[Within::Fields], &[]);
    let pointers: Vec<_> =
        fields.iter().map(|hit| hit.pointer.as_ref().unwrap().as_str()).collect();
    assert_eq!(pointers, ["/field1"]);
    assert_eq!(count("tuscany", &[Within::Fields], &["Bower"]), 0, "nobody wrote a field");
}

#[test]
fn html_is_looked_at_as_it_is_read() {
    let json = r#"{"id":1,"transactions":[{"id":1,"type":"Message","text":"",
        "html":"<p>Caf&eacute; <b>Tu</b>scany</p>"}]}"#;
    for manner in [TEXT, EXACT_TEXT] {
        assert_eq!(
            texts(&search(json, "Café Tuscany", manner, &[Within::Messages], &[])),
            ["Café Tuscany"]
        );
        assert!(search(json, "<b>", manner, &[Within::Messages], &[]).is_empty());
    }
}

/// A ticket that is ruled out by a look at its JSON text holds no hit.
#[test]
fn nothing_is_ruled_out_that_could_be_found() {
    let json = r#"{"id":1,"field1":"x\/y","transactions":[{"id":1,"type":"Message","text":"Caf\u00e9"},
        {"id":2,"type":"Message","text":"a\"b"}]}"#;
    let both = [Within::Messages, Within::Fields];
    for (pattern, hits) in [("Café", 1), ("a\"b", 1), ("x/y", 1), ("no", 0)] {
        assert_eq!(search(json, pattern, EXACT_TEXT, &both, &[]).len(), hits, "{pattern}");
    }
    let unnamed = r#"{"id":1,"participants":[{"id":3}]}"#;
    assert_eq!(search(unnamed, "unknown", EXACT_TEXT, &[Within::People], &[]).len(), 1);
    let ruled_out = |json, within: &[Within]| {
        let search =
            Search::new(Pattern::read("zzz", EXACT_TEXT).unwrap(), within.to_vec(), &[], 0);
        !search.can_hit(&Record::read(json).unwrap().unwrap())
    };
    assert!(ruled_out(r#"{"id":1,"field1":"a"}"#, &both));
    assert!(!ruled_out(r#"{"id":1,"field1":"a"}"#, &[Within::People]));
    assert!(!ruled_out(json, &both), "an escape by number");
}

#[test]
fn entries_around_hits_are_told_once_and_in_order() {
    let said = |id: usize, text: &str| {
        format!(
            r#"{{"id":{id},"type":"Message","dateTime":"2024-01-01T10:00:0{id}Z","text":"{text}"}}"#
        )
    };
    let told = |texts: [&str; 6]| {
        let messages: Vec<_> = texts.iter().enumerate().map(|(id, text)| said(id, text)).collect();
        let json = format!(r#"{{"id":1,"transactions":[{}]}}"#, messages.join(","));
        let hits = search(&json, "x", FOLDED, &[Within::Messages], &[]);
        let told = Passage::of(hits)
            .iter()
            .map(|passage| match passage {
                Passage::Hit(hit) => hit.transaction_id.unwrap().to_string(),
                Passage::Around(turn) => format!("({})", turn.transaction_id.get().unwrap()),
                Passage::Gap => "-".to_owned(),
            })
            .collect::<Vec<_>>();
        told.join(" ")
    };
    assert_eq!(told(["a", "x", "a", "a", "a", "a"]), "(0) 1 (2)");
    assert_eq!(told(["x", "x", "a", "x", "a", "a"]), "0 1 (2) 3 (4)");
    assert_eq!(told(["x", "a", "a", "x", "a", "x"]), "0 (1) (2) 3 (4) 5");
    assert_eq!(told(["x", "a", "a", "a", "a", "x"]), "0 (1) - (4) 5");
}
