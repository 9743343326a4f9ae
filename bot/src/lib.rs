//! bot: the service and its one binary; the only room that knows the network, the database and the clock.

pub mod app;
pub mod cli;
pub mod conversation;
pub mod core;
pub mod courier;
pub mod demo;
pub mod desk;
pub mod dialogue;
pub mod feed;
pub mod flow;
pub mod fold;
pub mod http;
pub mod identity;
pub mod inbox;
pub mod intake;
pub mod mask;
pub mod reader;
pub mod settings;
pub mod site;
pub mod store;
pub mod telegram;
pub mod texts;
pub mod turn;
pub mod view;
pub mod wire;
pub mod words;
