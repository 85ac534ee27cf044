//! Answer to page: what an answer says to a person. One file per answer.

mod attachment;
mod bot;
mod by_rule;
mod check;
mod check_ending;
mod clock;
mod diff;
mod explanation;
mod export;
mod facts;
mod head;
mod list;
mod metrics;
mod participants;
mod proof;
mod redact;
mod schema;
mod search;
mod sentences;
mod show;
mod stats;
mod story;
mod timeline;
mod transcript;
mod words;
