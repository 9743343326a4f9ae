//! handoff: what a person must know, and which person. Pure: no network, no database, no clock.

pub mod agent;
pub mod context;
pub mod emergency;
pub mod event;
pub mod handoff;
mod hash;
pub mod hours;
pub mod id;
pub mod intake;
pub mod journey;
pub mod measure;
pub mod message;
pub mod payload;
pub mod person;
pub mod queue;
pub mod reason;
mod text;
pub mod word;
