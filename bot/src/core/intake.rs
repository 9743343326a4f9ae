//! bot: a customer's request as it is handed to the core system: once, however often it is sent.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::conversation::CustomerNo;

/// A request that was taken in, for people or systems of the company to carry out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intake {
    /// The receipt number the customer was given; also the key by which it is taken once.
    pub receipt: String,
    /// What is asked for: `stop_cards`, `hardship`, …
    pub request: String,
    /// Absent for somebody who is not signed in: then people find out by calling back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerNo>,
    pub taken_at: Timestamp,
    /// Until when the law wants an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<Timestamp>,
    /// What the customer said about it, by slot.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub details: BTreeMap<String, String>,
}

/// That the core system has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// The core system's own number for it.
    pub case: String,
}
