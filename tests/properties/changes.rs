//! What may happen to a ticket on its way here: values of other types, other orders, hostile text.

use serde_json::{Value, json};

/// What is done to the value at a place.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    Delete,
    Put(Value),
    /// Puts the value of another place there.
    Copy(usize),
    /// Puts it into as many lists.
    Nest(usize),
    Twice,
    Rotate(usize),
    Reverse,
}

/// Values that have surprised programs before.
pub(crate) fn odd_values() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(0),
        json!(-1),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(1e308),
        json!(0.1),
        json!([]),
        json!({}),
        json!([null, [1], {"id": "x"}]),
        json!({"name": ["\u{1b}[2J"], "type": null}),
        json!(""),
        json!("0001-01-01T00:00:00"),
        json!("0001-01-01T00:00:00Z"),
        json!("9999-12-31T23:59:59.9999999Z"),
        json!("2023-05-08T06:46:60Z"),
        json!("2023-05-08T06:46:05+14:00"),
        json!("1970-01-01T00:00:00Z"),
        json!("00:00:00"),
        json!("-00:00:01"),
        json!("10675199.02:48:05.4775807"),
        json!("-10675199.02:48:05.4775808"),
        json!("00000000-0000-0000-0000-000000000000"),
        json!("Client"),
        json!("User"),
        json!("Closed"),
        json!("TicketReAssigned"),
        json!("{\"toUserId\":{\"a\":[]}}"),
        json!("<p>&#27;[2J&#x202e;<script>x</script><table><td>&nbsp;"),
    ]
}

/// Text that steers terminals, changes directions, has no width or too much of it.
pub(crate) const HOSTILE: &[&str] = &[
    "\u{1b}[2J",
    "\u{1b}]52;c;aGk=\u{7}",
    "\u{1b}]8;;http://x\u{1b}\\",
    "\u{9b}31m",
    "\r",
    "\n",
    "\t",
    "\0",
    "\u{7f}",
    "\u{85}",
    "\u{202e}",
    "\u{2066}",
    "\u{2068}",
    "\u{2069}",
    "\u{2028}",
    "\u{e0041}",
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}",
    "\u{200b}",
    "\u{feff}",
    "\u{ad}",
    "\u{3164}",
    "שלום",
    "مرحبا",
    "日本",
    "👩‍👩‍👧",
    "🇮🇱",
    "e\u{301}",
    " ",
    "  ",
    "<b>",
    "&#8238;",
    "…",
    "│",
    "10675199.02:48:05",
];

/// Counts the places in a value: itself, and all values in it.
pub(crate) fn places(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(places).sum(),
        Value::Object(map) => map.values().map(places).sum(),
        _ => 0,
    }
}

/// Returns the value at a place, counted from 0, which is the value itself.
pub(crate) fn at(value: &Value, place: usize) -> Option<&Value> {
    let Some(mut rest) = place.checked_sub(1) else { return Some(value) };
    let mut find = |inside| {
        let count = places(inside);
        let found = (rest < count).then(|| at(inside, rest));
        rest = rest.wrapping_sub(count);
        found
    };
    match value {
        Value::Array(list) => list.iter().find_map(&mut find)?,
        Value::Object(map) => map.values().find_map(&mut find)?,
        _ => None,
    }
}

/// Changes the value at a place.
pub(crate) fn apply(ticket: &mut Value, place: usize, change: &Change) {
    match change {
        Change::Copy(from) => {
            if let Some(other) = at(ticket, *from).cloned() {
                descend(ticket, place, &Change::Put(other));
            }
        }
        _ => descend(ticket, place, change),
    }
}

fn descend(value: &mut Value, place: usize, change: &Change) {
    let Some(mut rest) = place.checked_sub(1) else { return put(value, change) };
    let in_parent = matches!(change, Change::Delete | Change::Twice);
    match value {
        Value::Array(list) => {
            for index in 0..list.len() {
                let count = places(&list[index]);
                if rest == 0 && in_parent {
                    let taken = list.remove(index);
                    if matches!(change, Change::Twice) {
                        list.insert(index, taken.clone());
                        list.push(taken);
                    }
                    return;
                }
                if rest < count {
                    return descend(&mut list[index], rest, change);
                }
                rest -= count;
            }
        }
        Value::Object(map) => {
            let mut gone = None;
            for (key, inside) in map.iter_mut() {
                let count = places(inside);
                if rest == 0 && in_parent {
                    gone = matches!(change, Change::Delete).then(|| key.clone());
                    break;
                }
                if rest < count {
                    return descend(inside, rest, change);
                }
                rest -= count;
            }
            if let Some(key) = gone {
                map.remove(&key);
            }
        }
        _ => {}
    }
}

fn put(value: &mut Value, change: &Change) {
    match (change, value) {
        (Change::Put(new), value) => *value = new.clone(),
        (Change::Nest(depth), value) => {
            for _ in 0..*depth {
                *value = json!([value.take()]);
            }
        }
        (Change::Rotate(by), Value::Array(list)) if !list.is_empty() => {
            let by = by % list.len();
            list.rotate_left(by);
        }
        (Change::Reverse, Value::Array(list)) => list.reverse(),
        _ => {}
    }
}

#[cfg(test)]
mod tried {
    use super::{Change, apply, at, places};
    use serde_json::{Value, json};

    #[test]
    fn every_place_is_found_and_can_be_changed() {
        let ticket = json!({"a": [1, {"b": 2}], "c": "d"});
        assert_eq!(places(&ticket), 6);
        let found: Vec<_> = (0..6).map(|place| at(&ticket, place).unwrap().to_string()).collect();
        let all =
            [r#"{"a":[1,{"b":2}],"c":"d"}"#, r#"[1,{"b":2}]"#, "1", r#"{"b":2}"#, "2", r#""d""#];
        assert_eq!(found, all);
        assert_eq!(at(&ticket, 6), None);
        let changed = |place, change| {
            let mut ticket = ticket.clone();
            apply(&mut ticket, place, &change);
            ticket
        };
        assert_eq!(changed(4, Change::Put(Value::Null)), json!({"a": [1, {"b": null}], "c": "d"}));
        assert_eq!(changed(2, Change::Delete), json!({"a": [{"b": 2}], "c": "d"}));
        assert_eq!(changed(5, Change::Delete), json!({"a": [1, {"b": 2}]}));
        assert_eq!(changed(2, Change::Twice), json!({"a": [1, {"b": 2}, 1], "c": "d"}));
        assert_eq!(changed(5, Change::Copy(2)), json!({"a": [1, {"b": 2}], "c": 1}));
        assert_eq!(changed(1, Change::Reverse), json!({"a": [{"b": 2}, 1], "c": "d"}));
        assert_eq!(changed(4, Change::Nest(2)), json!({"a": [1, {"b": [[2]]}], "c": "d"}));
    }
}
