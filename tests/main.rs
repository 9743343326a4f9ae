//! tests: the whole from outside: real server, real store, public API.

mod support;

mod access;
mod canned;
mod chat;
mod console;
mod context;
mod courier;
mod desk;
mod dialogues;
mod embed;
mod handoff;
mod journey;
mod kill;
mod lead;
mod mention;
mod presence;
mod promise;
mod seen;
mod snooze;
mod store;
mod telegram;
mod tidy;
mod verification;
mod waiting;
