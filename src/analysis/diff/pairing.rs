//! Which element of a list is which in another version of that list.

use super::same::Meaning;
use super::walk::Nature;
use crate::model::{Shape, members};
use serde_json::value::RawValue;
use std::collections::{HashMap, VecDeque};

/// Where an element stands in the old list and in the new one; at least in one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Pair {
    pub(super) old: Option<usize>,
    pub(super) new: Option<usize>,
}

/// The members that make an element what it is.
type Identity = &'static [&'static str];

/// By what the elements of a list are known: what comes first counts first.
fn identities(key: &str) -> &'static [Identity] {
    match key {
        "transactions" => &[&["guidTransactionId"], &["id"]],
        "participants" => &[&["id"], &["identifier"]],
        "botConversationSteps" => {
            &[&["visitDatetime", "uniqueCardId"], &["uniqueCardId"], &["visitDatetime"]]
        }
        "dynamicParameters" => &[&["id"], &["name"]],
        "activityLogs" => &[&["changedOn"]],
        "attachments" => &[&["id"], &["fileIdentifier"]],
        _ => &[],
    }
}

/// Tells lists whose elements are simple values, each of which is itself wherever it stands.
fn is_set(key: &str) -> bool {
    matches!(
        key,
        "tags"
            | "botConversations"
            | "nestedTicketsIds"
            | "thumbnails"
            | "thumbnailsFileIdentifiers"
    )
}

/// Finds out which element is which, in the order of the new list; what is only in the old one comes
/// last.
pub(super) fn pairs(key: &str, shape: Shape, old: &[&RawValue], new: &[&RawValue]) -> Vec<Pair> {
    let mut partners = vec![None; new.len()];
    let mut left: Vec<usize> = (0..old.len()).collect();
    if is_set(key) {
        left = matched(&mut partners, left, old, new, &|item| meaning(shape, item));
    }
    for identity in identities(key) {
        left = matched(&mut partners, left, old, new, &|item| known_by(identity, shape, item));
    }
    if identities(key).is_empty() && !is_set(key) {
        left = by_place(&mut partners, old, new);
    } else {
        // What nothing is known by is taken in its order.
        left = matched(&mut partners, left, old, new, &|item| {
            let is_nameless = identities(key).iter().all(|by| known_by(by, shape, item).is_none());
            (is_nameless && !is_set(key)).then(String::new)
        });
    }
    let found = partners.into_iter().enumerate().map(|(new, old)| Pair { old, new: Some(new) });
    found.chain(left.into_iter().map(|old| Pair { old: Some(old), new: None })).collect()
}

/// Says whether the elements that are in both lists stand in another order, and what that means.
pub(super) fn in_order(key: &str, pairs: &[Pair]) -> Option<Nature> {
    let both = pairs.iter().filter_map(|pair| pair.old.filter(|_| pair.new.is_some()));
    if both.is_sorted() {
        return None;
    }
    Some(if is_set(key) { Nature::Order } else { Nature::Spelling })
}

/// Gives elements of the new list a partner that is known by the same; returns who is left.
fn matched(
    partners: &mut [Option<usize>],
    left: Vec<usize>,
    old: &[&RawValue],
    new: &[&RawValue],
    known_by: &dyn Fn(&RawValue) -> Option<String>,
) -> Vec<usize> {
    let mut waiting: HashMap<String, VecDeque<usize>> = HashMap::new();
    for at in &left {
        if let Some(name) = old.get(*at).and_then(|item| known_by(item)) {
            waiting.entry(name).or_default().push_back(*at);
        }
    }
    let mut met = vec![false; old.len()];
    for (partner, item) in partners.iter_mut().zip(new).filter(|(partner, _)| partner.is_none()) {
        let found = known_by(item).and_then(|name| waiting.get_mut(&name)?.pop_front());
        if let Some(met) = found.and_then(|at| met.get_mut(at)) {
            *met = true;
        }
        *partner = found;
    }
    left.into_iter().filter(|at| met.get(*at) != Some(&true)).collect()
}

/// Pairs elements by where they stand, once what is equal at both ends is set aside.
fn by_place(partners: &mut [Option<usize>], old: &[&RawValue], new: &[&RawValue]) -> Vec<usize> {
    let is_same = |pair: &(&&RawValue, &&RawValue)| pair.0.get() == pair.1.get();
    let shorter = old.len().min(new.len());
    let before = old.iter().zip(new).take_while(is_same).count();
    let behind = old.iter().rev().zip(new.iter().rev()).take_while(is_same).count();
    let behind = behind.min(shorter.saturating_sub(before));
    let middle = shorter.saturating_sub(behind);
    for (at, partner) in partners.iter_mut().enumerate().take(middle) {
        *partner = Some(at);
    }
    let partners = partners.iter_mut().rev().zip((0..old.len()).rev());
    for (partner, at) in partners.take(behind) {
        *partner = Some(at);
    }
    (middle..old.len().saturating_sub(behind)).collect()
}

/// Says what an element is known by; nothing if the first of it is not set.
fn known_by(identity: Identity, shape: Shape, item: &RawValue) -> Option<String> {
    let members = members(item)?;
    let part = |name: &&str| {
        let (_, shape) = shape.member(name)?;
        let (_, value) =
            members.iter().rev().find(|(key, _)| key.as_str().eq_ignore_ascii_case(name))?;
        meaning(shape, value)
    };
    let first = part(identity.first()?)?;
    let rest = identity.iter().skip(1).map(|name| part(name).unwrap_or_default());
    Some(std::iter::once(first).chain(rest).collect::<Vec<_>>().join("\0"))
}

fn meaning(shape: Shape, value: &RawValue) -> Option<String> {
    match Meaning::of(shape, "", value.get()) {
        Meaning::Nothing => None,
        meaning => Some(format!("{meaning:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::pairs;
    use crate::model::{Shape, Ticket, Wire};
    use serde_json::value::RawValue;

    fn paired(key: &str, old: &str, new: &str) -> Vec<(Option<usize>, Option<usize>)> {
        let shape = match Ticket::SHAPE.member(key) {
            Some((_, Shape::List(item))) => item(),
            _ => Shape::Json,
        };
        let old: Vec<&RawValue> = serde_json::from_str(old).unwrap();
        let new: Vec<&RawValue> = serde_json::from_str(new).unwrap();
        pairs(key, shape, &old, &new).into_iter().map(|pair| (pair.old, pair.new)).collect()
    }

    #[test]
    fn transactions_are_known_by_their_guid_else_by_their_number() {
        let old = r#"[{"id":1,"guidTransactionId":"a"},{"id":2},{"id":3,"guidTransactionId":"c"}]"#;
        let new = r#"[{"id":9,"guidTransactionId":"c"},{"id":2,"guidTransactionId":"b"},{"id":7}]"#;
        let expected = [(Some(2), Some(0)), (Some(1), Some(1)), (None, Some(2)), (Some(0), None)];
        assert_eq!(paired("transactions", old, new), expected);
    }

    #[test]
    fn steps_are_known_by_time_and_card_then_by_either() {
        let step = |time: &str, card: &str| {
            format!(r#"{{"visitDatetime":"2023-05-08T06:46:{time}Z","uniqueCardId":"{card}"}}"#)
        };
        let old = format!("[{},{},{}]", step("01", "a"), step("02", "b"), step("03", "c"));
        let new = format!("[{},{},{}]", step("02.000", "B"), step("09", "a"), step("03", "x"));
        let expected = [(Some(1), Some(0)), (Some(0), Some(1)), (Some(2), Some(2))];
        assert_eq!(paired("botConversationSteps", &old, &new), expected);
    }

    #[test]
    fn tags_are_themselves_and_others_stand_where_they_stand() {
        let expected = [(Some(1), Some(0)), (None, Some(1)), (Some(0), None)];
        assert_eq!(paired("tags", r#"["a","b"]"#, r#"["b","c"]"#), expected);
        let expected = [(Some(0), Some(0)), (None, Some(1)), (Some(1), Some(2))];
        assert_eq!(paired("other", r#"["a","b"]"#, r#"["a","c","b"]"#), expected);
        let expected = [(Some(0), Some(0)), (Some(1), Some(1))];
        assert_eq!(paired("other", r#"["a","b"]"#, r#"["x","b"]"#), expected);
        let expected = [(Some(0), Some(0)), (Some(1), None)];
        assert_eq!(paired("other", "[1,1]", "[1]"), expected);
    }

    #[test]
    fn what_nothing_is_known_by_is_taken_in_order() {
        let expected = [(Some(1), Some(0)), (Some(0), Some(1))];
        assert_eq!(paired("participants", "[5,{\"id\":1}]", "[{\"id\":1},6]"), expected);
    }
}
