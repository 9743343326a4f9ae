//! tests: the whole from outside: real server, real store, public API.

mod support;

mod chat;
mod console;
mod courier;
mod dialogues;
mod embed;
mod handoff;
mod kill;
mod store;
mod telegram;
mod tidy;
mod verification;
