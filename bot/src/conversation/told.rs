//! bot: what a customer has told, kept as codes and worded for whoever reads it.

use handoff::context::Known;
use jiff::civil::Date;
use nlu::EntityKind;
use serde::{Deserialize, Serialize};

use crate::flow::request::{Details, Request};

/// One thing told; told again, it takes the place of what was told before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Told {
    /// Something that a message named.
    Named {
        kind: EntityKind,
        /// As the customer said it.
        words: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        won: Option<i64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        day: Option<Date>,
    },
    /// What a request is about.
    Asked { request: Request, details: Box<Details> },
    /// As it was kept before: in Korean words.
    Worded(Known),
}
