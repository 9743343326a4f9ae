//! handoff: what somebody agreed to and how they rated us: the newest word of each counts, however old it is.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::event::{Event, Fact};
use crate::person::consent;

/// How many consents are kept at most; the oldest go first.
const KEPT: usize = 32;

/// The newest consents and scores of one person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Told {
    /// By what it is for.
    pub consents: BTreeMap<String, Consent>,
    /// By the survey's name: `csat`, `nps`.
    pub scores: BTreeMap<String, Score>,
}

/// Whether somebody agreed, and when they said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    pub given: bool,
    pub at: Timestamp,
}

/// An answer to a survey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    pub score: u8,
    pub at: Timestamp,
}

impl Told {
    /// What an event says of either; a word that is older than the one kept changes nothing.
    pub(super) fn take(&mut self, event: &Event) {
        let at = event.at;
        match &event.fact {
            Fact::Touchpoint { what, label } => {
                let given = match what.as_str() {
                    "consent.given" => true,
                    "consent.withdrawn" => false,
                    _ => return,
                };
                self.agree(consent::name(label), Consent { given, at });
            }
            Fact::SurveyAnswered { survey, score } => self.rate(survey.clone(), Score { score: *score, at }),
            _ => {}
        }
    }

    /// The newer words of both; of one moment the other's.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        for (name, consent) in &other.consents {
            self.agree(name.clone(), *consent);
        }
        for (survey, score) in &other.scores {
            self.rate(survey.clone(), *score);
        }
        self
    }

    fn agree(&mut self, name: String, consent: Consent) {
        if self.consents.get(&name).is_none_or(|before| before.at <= consent.at) {
            self.consents.insert(name, consent);
        }
        while self.consents.len() > KEPT {
            let oldest = self.consents.iter().min_by_key(|(name, consent)| (consent.at, (*name).clone()));
            let Some(oldest) = oldest.map(|(name, _)| name.clone()) else { return };
            self.consents.remove(&oldest);
        }
    }

    fn rate(&mut self, survey: String, score: Score) {
        if self.scores.get(&survey).is_none_or(|before| before.at <= score.at) {
            self.scores.insert(survey, score);
        }
    }
}
