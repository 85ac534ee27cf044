//! Two JSON texts side by side: every place in which they differ.

use super::pairing::{Pair, in_order, pairs};
use super::same::Meaning;
use crate::model::{Shape, Text, members};
use serde_json::value::RawValue;
use std::collections::HashMap;

/// A place in which two tickets differ.
#[derive(Debug, Clone)]
pub(super) struct Found<'a> {
    /// The way there.
    pub(super) way: Vec<Step>,
    /// Where it stands in the old text: a JSON pointer. If it stands there at all.
    pub(super) old_pointer: Option<String>,
    /// Where it stands in the new text.
    pub(super) new_pointer: Option<String>,
    /// What stands there in the old text.
    pub(super) old: Option<&'a RawValue>,
    /// What stands there in the new text.
    pub(super) new: Option<&'a RawValue>,
    /// Whether the old value, and the new one, is set: neither absent nor one of the spellings of that.
    pub(super) is_set: [bool; 2],
    /// In which way it differs.
    pub(super) nature: Nature,
    /// Whether the model knows the key.
    pub(super) is_known: bool,
}

/// In which way two values differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nature {
    /// They mean something else.
    Value,
    /// The elements of a list stand in another order, and nobody knows that it means nothing.
    Order,
    /// They mean the same and are written differently.
    Spelling,
}

/// One step on the way to a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// A key, as the model spells it if it knows it.
    Key(String),
    /// An element of a list: where it stands in the old one and in the new one.
    Item(Pair),
}

impl Found<'_> {
    /// Returns the key on the way, so many steps from its beginning.
    pub(super) fn key(&self, at: usize) -> Option<&str> {
        match self.way.get(at)? {
            Step::Key(key) => Some(key),
            Step::Item(_) => None,
        }
    }

    /// Returns the element on the way, so many steps from its beginning.
    pub(super) fn item(&self, at: usize) -> Option<Pair> {
        match self.way.get(at)? {
            Step::Key(_) => None,
            Step::Item(pair) => Some(*pair),
        }
    }
}

/// No ticket is deeper; beyond this, values are compared as written.
const DEEPEST: usize = 32;

/// Finds all places in which two tickets differ, in the order of the new one.
pub(super) fn differences<'a>(
    shape: Shape,
    old: &'a RawValue,
    new: &'a RawValue,
) -> Vec<Found<'a>> {
    let mut walk = Walk::default();
    walk.value(shape, true, Some(old), Some(new));
    walk.found
}

#[derive(Debug, Default)]
struct Walk<'a> {
    found: Vec<Found<'a>>,
    way: Vec<Step>,
    old_pointer: String,
    new_pointer: String,
}

impl<'a> Walk<'a> {
    /// Compares the values in one place. What is missing in a text, is `None`.
    fn value(
        &mut self,
        shape: Shape,
        is_known: bool,
        old: Option<&'a RawValue>,
        new: Option<&'a RawValue>,
    ) {
        if old.map(RawValue::get) == new.map(RawValue::get) {
            return;
        }
        let kinds = (kind(old), kind(new));
        let is_deep = self.way.len() >= DEEPEST;
        match kinds {
            (Kind::Object | Kind::Nothing, Kind::Object) | (Kind::Object, Kind::Nothing)
                if !is_deep =>
            {
                self.object(shape, is_known, old, new);
            }
            // Where a text does not hold the conversation, nothing was added to it.
            (Kind::Nothing, Kind::List) | (Kind::List, Kind::Nothing)
                if self.way == [Step::Key("transactions".to_owned())] =>
            {
                self.note(shape, is_known, Nature::Value, old, new);
            }
            (Kind::List | Kind::Nothing, Kind::List) | (Kind::List, Kind::Nothing) if !is_deep => {
                self.list(shape, is_known, old, new);
            }
            (Kind::Simple | Kind::Nothing, Kind::Simple | Kind::Nothing) => {
                let is_same = self.means(shape, old) == self.means(shape, new);
                let nature = if is_same { Nature::Spelling } else { Nature::Value };
                self.note(shape, is_known, nature, old, new);
            }
            _ => self.note(shape, is_known, Nature::Value, old, new),
        }
    }

    fn object(
        &mut self,
        shape: Shape,
        is_known: bool,
        old: Option<&'a RawValue>,
        new: Option<&'a RawValue>,
    ) {
        let (old, new) = (Members::of(shape, old), Members::of(shape, new));
        let gone = old.all.iter().filter(|member| !new.has(&member.key));
        for member in new.all.iter().chain(gone) {
            let old = old.get(&member.key);
            let new = new.get(&member.key);
            let known = shape.member(&member.key);
            // What is inside something unknown is unknown by that.
            let is_known = is_known && (known.is_some() || !matches!(shape, Shape::Object(_)));
            let shape = known.map_or(Shape::Json, |(_, shape)| shape);
            let ends = (self.old_pointer.len(), self.new_pointer.len());
            push(
                &mut self.old_pointer,
                old.map_or(member.written.as_str(), |m| m.written.as_str()),
            );
            push(
                &mut self.new_pointer,
                new.map_or(member.written.as_str(), |m| m.written.as_str()),
            );
            self.way.push(Step::Key(member.key.clone()));
            self.value(shape, is_known, old.map(|m| m.value), new.map(|m| m.value));
            self.back(ends);
        }
    }

    fn list(
        &mut self,
        shape: Shape,
        is_known: bool,
        old: Option<&'a RawValue>,
        new: Option<&'a RawValue>,
    ) {
        let item = if let Shape::List(item) = shape { item() } else { Shape::Json };
        let key = match self.way.last() {
            Some(Step::Key(key)) if is_known => key.clone(),
            _ => String::new(),
        };
        let (old_items, new_items) = (items(old), items(new));
        let pairs = pairs(&key, item, &old_items, &new_items);
        if let Some(nature) = in_order(&key, &pairs) {
            self.note(shape, is_known, nature, old, new);
        }
        for pair in pairs {
            let ends = (self.old_pointer.len(), self.new_pointer.len());
            let at =
                |index: Option<usize>| index.map(|index| index.to_string()).unwrap_or_default();
            push(&mut self.old_pointer, &at(pair.old));
            push(&mut self.new_pointer, &at(pair.new));
            self.way.push(Step::Item(pair));
            let value = |items: &[&'a RawValue], at: Option<usize>| items.get(at?).copied();
            let (old, new) = (value(&old_items, pair.old), value(&new_items, pair.new));
            match (old, new) {
                (Some(_), Some(_)) => self.value(item, is_known, old, new),
                _ => self.note(item, is_known, Nature::Value, old, new),
            }
            self.back(ends);
        }
    }

    fn back(&mut self, (old, new): (usize, usize)) {
        self.old_pointer.truncate(old);
        self.new_pointer.truncate(new);
        self.way.pop();
    }

    fn means(&self, shape: Shape, value: Option<&'a RawValue>) -> Meaning<'a> {
        let key = match self.way.last() {
            Some(Step::Key(key)) => key.as_str(),
            _ => "",
        };
        value.map_or(Meaning::Nothing, |value| Meaning::of(shape, key, value.get()))
    }

    fn note(
        &mut self,
        shape: Shape,
        is_known: bool,
        nature: Nature,
        old: Option<&'a RawValue>,
        new: Option<&'a RawValue>,
    ) {
        self.found.push(Found {
            way: self.way.clone(),
            old_pointer: old.map(|_| self.old_pointer.clone()),
            new_pointer: new.map(|_| self.new_pointer.clone()),
            old,
            new,
            is_set: [old, new].map(|value| self.means(shape, value) != Meaning::Nothing),
            nature,
            is_known,
        });
    }
}

fn push(pointer: &mut String, part: &str) {
    pointer.push('/');
    pointer.push_str(&part.replace('~', "~0").replace('/', "~1"));
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Nothing,
    Simple,
    List,
    Object,
}

fn kind(value: Option<&RawValue>) -> Kind {
    match value.and_then(|value| value.get().as_bytes().first()) {
        None | Some(b'n') => Kind::Nothing,
        Some(b'{') => Kind::Object,
        Some(b'[') => Kind::List,
        Some(_) => Kind::Simple,
    }
}

fn items(list: Option<&RawValue>) -> Vec<&RawValue> {
    list.and_then(|list| serde_json::from_str(list.get()).ok()).unwrap_or_default()
}

/// A key and its value.
struct Member<'a> {
    key: String,
    written: Text<'a>,
    value: &'a RawValue,
}

/// The members of an object, each key once.
struct Members<'a> {
    all: Vec<Member<'a>>,
    at: HashMap<String, usize>,
}

impl<'a> Members<'a> {
    fn of(shape: Shape, written: Option<&'a RawValue>) -> Self {
        let mut all: Vec<Member<'a>> = Vec::new();
        let mut at = HashMap::new();
        for (written, value) in written.and_then(members).unwrap_or_default() {
            let known = shape.member(written.as_str()).map(|(known, _)| known);
            let key = known.unwrap_or(written.as_str()).to_owned();
            let member = Member { key: key.clone(), written, value };
            // Of a repeated key the last counts.
            if let Some(before) = at.get(&key).and_then(|at: &usize| all.get_mut(*at)) {
                *before = member;
            } else {
                at.insert(key, all.len());
                all.push(member);
            }
        }
        Self { all, at }
    }

    fn has(&self, key: &str) -> bool {
        self.at.contains_key(key)
    }

    fn get(&self, key: &str) -> Option<&Member<'a>> {
        self.all.get(*self.at.get(key)?)
    }
}
