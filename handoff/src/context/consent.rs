//! handoff: question 2, in part: what has the person agreed to? And question 6: how did they rate us last?

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::take::Input;
use crate::person::Note;
use crate::person::consent::{MARKETING, text};

/// How many are shown at most.
const SHOWN: usize = 8;

/// What somebody agreed to, or did not: their newest word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "ContextConsent")]
pub struct Consent {
    /// "마케팅 동의", "마케팅 동의 철회" …
    pub text: String,
    pub given: bool,
    /// When they said so; absent where the core system knows no day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub at: Option<Timestamp>,
}

/// How they answered a survey last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rated {
    /// `csat` (1–5) or `nps` (0–10).
    pub survey: String,
    pub score: u8,
    pub at: Timestamp,
}

/// The consents, those not given first. The core system's word against advertising stands, whatever was reported.
pub(super) fn of(input: &Input<'_>) -> Vec<Consent> {
    let refused = input.notes.contains(&Note::NoMarketing);
    let reported = input.told.consents.iter().map(|(name, consent)| {
        let against = refused && name == MARKETING && consent.given;
        let (given, at) = (consent.given && !against, Some(consent.at).filter(|_| !against));
        Consent { text: text(name, given, against, input.reader), given, at }
    });
    let unreported = refused && !input.told.consents.contains_key(MARKETING);
    let known =
        unreported.then(|| Consent { text: text(MARKETING, false, true, input.reader), given: false, at: None });
    let mut consents: Vec<Consent> = known.into_iter().chain(reported).collect();
    consents.sort_by_key(|consent| (consent.given, std::cmp::Reverse(consent.at)));
    consents.truncate(SHOWN);
    consents
}

/// Whether nothing may be advertised to them.
pub(super) fn no_marketing(input: &Input<'_>) -> bool {
    input.notes.contains(&Note::NoMarketing) || input.told.consents.get(MARKETING).is_some_and(|consent| !consent.given)
}

/// The last answer to each survey.
pub(super) fn rated(input: &Input<'_>) -> Vec<Rated> {
    let rated = |(survey, score): (&String, &crate::journey::Score)| Rated {
        survey: survey.clone(),
        score: score.score,
        at: score.at,
    };
    input.told.scores.iter().map(rated).take(4).collect()
}
