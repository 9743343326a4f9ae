//! handoff: what other systems report, made into facts, or refused with a reason.

mod touchpoint;

pub use touchpoint::{label, place, told};

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::event::{BlockedOn, Fact};
use crate::message::Channel;
use crate::person::Namespace;
use crate::word::words;

/// From so much on a sender's clock counts as wrong.
const SKEW: SignedDuration = SignedDuration::from_mins(2);
/// The longest id, type and text of an event.
const ID: usize = 128;
const TYPE: usize = 64;
const TEXT: usize = 200;
/// Kinds of facts that only we record.
const RESERVED: [&str; 15] = [
    "conversation.",
    "chat.",
    "language.",
    "handoff.",
    "note.",
    "faq.",
    "lookup.",
    "turn.",
    "urgent.",
    "level.",
    "identity.",
    "verification.",
    "promise.",
    "whisper.",
    "abuse.",
];

/// One event as another system sends it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arrival {
    /// Unique within its source.
    pub id: String,
    /// Only in files, where no key tells the source.
    #[serde(default)]
    pub source: Option<String>,
    /// `noun.past_verb`
    #[serde(rename = "type")]
    pub kind: String,
    /// By the sender's clock.
    #[serde(default)]
    pub occurred_at: Option<Timestamp>,
    #[serde(default)]
    pub sent_at: Option<Timestamp>,
    /// Namespace and value, such as `{"customer_no": "C-1001"}`.
    pub identity: BTreeMap<String, String>,
    #[serde(default)]
    pub channel: Option<Channel>,
    #[serde(default)]
    pub data: Map<String, Value>,
}

/// Why something was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rejected {
    Malformed,
    UnknownSource,
    BadId,
    BadType,
    Reserved,
    NoIdentity,
    BadIdentity,
    BadData,
}

words! {
    Rejected {
        Malformed => "malformed",
        UnknownSource => "unknown_source",
        BadId => "bad_id",
        BadType => "bad_type",
        Reserved => "reserved_type",
        NoIdentity => "no_identity",
        BadIdentity => "bad_identity",
        BadData => "bad_data",
    }
}

impl Arrival {
    /// When it happened by our clock, and whether the sender's was put right: what passed between the
    /// happening and the sending is true on any clock. Nothing happens later than it arrives.
    pub fn at(&self, received: Timestamp) -> (Timestamp, bool) {
        let Some(occurred) = self.occurred_at else { return (received, false) };
        let Some(sent) = self.sent_at else { return (occurred.min(received), occurred > received) };
        let age = sent.duration_since(occurred).max(SignedDuration::ZERO);
        let at = received.checked_sub(age).unwrap_or(received);
        (at, sent < occurred || sent.duration_since(received).abs() >= SKEW)
    }

    /// The names it came with, by their namespaces, the strongest first. Values are as they were sent.
    pub fn names(&self) -> Result<Vec<(Namespace, &str)>, Rejected> {
        let mut names = Vec::new();
        for (namespace, value) in &self.identity {
            names.push((namespace.parse().map_err(|_| Rejected::BadIdentity)?, value.as_str()));
        }
        names.sort();
        if names.is_empty() { Err(Rejected::NoIdentity) } else { Ok(names) }
    }

    /// The fact it tells of.
    pub fn fact(&self) -> Result<Fact, Rejected> {
        let plain = |c: char| c.is_ascii_graphic();
        if self.id.is_empty() || self.id.len() > ID || !self.id.chars().all(plain) {
            return Err(Rejected::BadId);
        }
        let word = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        if self.kind.len() > TYPE || !self.kind.split_once('.').is_some_and(|(noun, verb)| word(noun) && word(verb)) {
            return Err(Rejected::BadType);
        }
        if RESERVED.iter().any(|prefix| self.kind.starts_with(prefix)) {
            return Err(Rejected::Reserved);
        }
        match self.kind.as_str() {
            "process.moved" => self.process(),
            "survey.answered" => self.survey(),
            what => Ok(Fact::Touchpoint {
                what: what.to_owned(),
                label: match self.data.get("label").or_else(|| self.consent()) {
                    Some(label) => short(label)?,
                    None => label(what).to_owned(),
                },
            }),
        }
    }

    /// What a consent is for, by its name.
    fn consent(&self) -> Option<&Value> {
        self.data.get("consent").filter(|_| self.kind.starts_with("consent."))
    }

    fn process(&self) -> Result<Fact, Rejected> {
        let text = |key: &str| self.data.get(key).ok_or(Rejected::BadData).and_then(short);
        let step = |key: &str| {
            let n = self.data.get(key).and_then(Value::as_u64).and_then(|n| u8::try_from(n).ok());
            n.filter(|n| (1..=20).contains(n)).ok_or(Rejected::BadData)
        };
        let (at, of) = (step("step")?, step("of")?);
        let blocked_on = match self.data.get("blocked_on") {
            Some(word) => short(word)?.parse().map_err(|_| Rejected::BadData)?,
            None => BlockedOn::Nobody,
        };
        if at > of {
            return Err(Rejected::BadData);
        }
        let label = text("label").unwrap_or_default();
        Ok(Fact::ProcessMoved { process: text("process")?, title: text("title")?, step: at, of, label, blocked_on })
    }

    fn survey(&self) -> Result<Fact, Rejected> {
        let survey = self.data.get("survey").ok_or(Rejected::BadData).and_then(short)?;
        let score = self.data.get("score").and_then(Value::as_u64).ok_or(Rejected::BadData)?;
        let most = match survey.as_str() {
            "csat" => 1..=5,
            "nps" => 0..=10,
            _ => return Err(Rejected::BadData),
        };
        let score = u8::try_from(score).ok().filter(|score| most.contains(score)).ok_or(Rejected::BadData)?;
        Ok(Fact::SurveyAnswered { survey, score })
    }
}

/// A text that is one, and no longer than it may be.
fn short(value: &Value) -> Result<String, Rejected> {
    let text = value.as_str().ok_or(Rejected::BadData)?;
    if text.chars().count() <= TEXT { Ok(text.to_owned()) } else { Err(Rejected::BadData) }
}

#[cfg(test)]
mod tests;
