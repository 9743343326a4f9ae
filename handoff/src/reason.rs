//! handoff: why the bot stopped, with the evidence in figures.

mod sentence;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::emergency::Emergency;
use crate::word::words;

/// A reason and what it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Reason {
    pub code: Code,
    pub evidence: Vec<Evidence>,
}

/// Why a conversation goes to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    UserRequest,
    LowConfidence,
    Frustration,
    PolicyRight,
    Authority,
    Emergency,
    Technical,
    OutOfScope,
}

words! {
    Code {
        UserRequest => "user_request",
        LowConfidence => "low_confidence",
        Frustration => "frustration",
        PolicyRight => "policy_right",
        Authority => "authority",
        Emergency => "emergency",
        Technical => "technical",
        OutOfScope => "out_of_scope",
    }
}

/// One signal that fired: which rule, at which shared number of the conversation, how strongly.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Evidence {
    /// The word of a [`Signal`], or of an [`Emergency`].
    pub signal: String,
    /// The conversation number of the message it was read from.
    pub number: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub score: Option<f32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub threshold: Option<f32>,
    /// The customer's own (masked) words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub words: Option<String>,
}

/// What can speak for handing over, beside the dangers of [`Emergency`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// The customer asked for a person, or took the offer of one.
    Request,
    /// The best intent stayed below its line; `score` is its confidence.
    Confidence,
    /// The message fell outside what the bot does; `score` is how likely it is inside.
    Scope,
    /// The same question again; `score` counts how often it was asked in all.
    Repetition,
    /// A bad mood; `score` is the sentiment from −2 to 2.
    Mood,
    /// Worn out by being misunderstood; `score` runs from 0 to 1.
    Frustration,
    /// Words of anger by a rule of their own.
    StrongWords,
    /// A right that only people may decide on; `words` names it.
    Right,
    /// Something only a person may undo or allow; `words` names it.
    Authority,
    /// A system of ours failed; `score` counts how often, `words` names it.
    Failure,
    /// What was promised has come due; `words` says what.
    Promise,
}

words! {
    Signal {
        Request => "request",
        Confidence => "confidence",
        Scope => "scope",
        Repetition => "repetition",
        Mood => "mood",
        Frustration => "frustration",
        StrongWords => "strong_words",
        Right => "right",
        Authority => "authority",
        Failure => "failure",
        Promise => "promise",
    }
}

impl Reason {
    /// The same in another conversation, where the customer brings it along with message `number`.
    #[must_use]
    pub fn brought_to(mut self, number: i64) -> Self {
        self.evidence.iter_mut().for_each(|evidence| evidence.number = number);
        self
    }

    /// The customer asked for a person in `words`.
    pub fn user_request(number: i64, words: impl Into<String>) -> Self {
        Self { code: Code::UserRequest, evidence: vec![Evidence::of(Signal::Request, number).saying(words)] }
    }

    /// The bot was not sure enough, once for each `(number, confidence)`, of which `line` was needed.
    pub fn low_confidence(confidences: &[(i64, f32)], line: f32) -> Self {
        Self { code: Code::LowConfidence, evidence: scored(Signal::Confidence, confidences, line) }
    }

    /// The messages fell outside what the bot does, once for each `(number, in_scope)`.
    pub fn out_of_scope(scopes: &[(i64, f32)], line: f32) -> Self {
        Self { code: Code::OutOfScope, evidence: scored(Signal::Scope, scopes, line) }
    }

    /// The customer is upset; what speaks for it is built with [`Evidence::of`].
    pub fn frustration(evidence: Vec<Evidence>) -> Self {
        Self { code: Code::Frustration, evidence }
    }

    /// The customer uses a right that people decide on, such as having an evaluation explained.
    pub fn policy_right(number: i64, right: impl Into<String>) -> Self {
        Self { code: Code::PolicyRight, evidence: vec![Evidence::of(Signal::Right, number).saying(right)] }
    }

    /// Only a person may do it, such as undoing a stop.
    pub fn authority(number: i64, what: impl Into<String>) -> Self {
        Self { code: Code::Authority, evidence: vec![Evidence::of(Signal::Authority, number).saying(what)] }
    }

    /// A promise has come due, and only a person can keep it.
    pub fn promise(number: i64, promise: impl Into<String>) -> Self {
        Self { code: Code::Authority, evidence: vec![Evidence::of(Signal::Promise, number).saying(promise)] }
    }

    /// The same reason with a promise that has come due beside it; what the reason rests on stays as it is.
    #[must_use]
    pub fn beside(mut self, promise: Self) -> Self {
        for evidence in promise.evidence {
            if !self.evidence.contains(&evidence) {
                self.evidence.push(evidence);
            }
        }
        self
    }

    /// Somebody is in danger, by these words.
    pub fn emergency(emergency: Emergency, number: i64, words: impl Into<String>) -> Self {
        let evidence =
            Evidence { signal: emergency.as_str().to_owned(), number, score: None, threshold: None, words: None };
        Self { code: Code::Emergency, evidence: vec![evidence.saying(words)] }
    }

    /// A system of ours failed so many `times`.
    pub fn technical(number: i64, system: impl Into<String>, times: u8) -> Self {
        let failure = Evidence::of(Signal::Failure, number).saying(system).scoring(f32::from(times));
        Self { code: Code::Technical, evidence: vec![failure] }
    }

    /// The gravest danger that the evidence names, if the reason is one.
    pub fn emergency_kind(&self) -> Option<Emergency> {
        let named = self.evidence.iter().filter_map(|evidence| Emergency::named(&evidence.signal)).min();
        named.filter(|_| self.code == Code::Emergency)
    }
}

impl Evidence {
    /// A signal read from the message with `number`.
    pub fn of(signal: Signal, number: i64) -> Self {
        Self { signal: signal.as_str().to_owned(), number, score: None, threshold: None, words: None }
    }

    /// How strongly it spoke.
    #[must_use]
    pub fn scoring(mut self, score: f32) -> Self {
        self.score = Some(score);
        self
    }

    /// The line it crossed.
    #[must_use]
    pub fn against(mut self, threshold: f32) -> Self {
        self.threshold = Some(threshold);
        self
    }

    /// The (masked) words it rests on; none for an empty text.
    #[must_use]
    pub fn saying(mut self, words: impl Into<String>) -> Self {
        self.words = Some(words.into()).filter(|words| !words.is_empty());
        self
    }
}

fn scored(signal: Signal, scores: &[(i64, f32)], line: f32) -> Vec<Evidence> {
    scores.iter().map(|&(number, score)| Evidence::of(signal, number).scoring(score).against(line)).collect()
}
