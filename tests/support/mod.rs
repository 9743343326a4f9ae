//! tests: what the tests stand on.

pub(crate) mod agent;
pub(crate) mod app;
pub(crate) mod customer;
pub(crate) mod database;
pub(crate) mod phone;
pub(crate) mod sse;

pub(crate) use agent::Agent;
pub(crate) use app::TestApp;
pub(crate) use customer::Customer;
pub(crate) use database::{Database, Engine};
pub(crate) use phone::Telegram;
