//! nlu: how dangers and their evidence are written in logs and to agents.

use std::fmt;

use crate::{EmergencyKind, Evidence, Source};

impl fmt::Display for EmergencyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::SelfHarm => "self_harm",
            Self::Medical => "medical",
            Self::VoicePhishing => "voice_phishing",
            Self::IdentityTheft => "identity_theft",
            Self::CardUnauthorised => "card_unauthorised",
            Self::CardLost => "card_lost",
            Self::IllegalCollection => "illegal_collection",
            Self::Threat => "threat",
            Self::Coercion => "coercion",
        })
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            Source::Rule(rule) => f.write_str(rule)?,
            Source::Score(score) => write!(f, "model {score:.2}")?,
        }
        if self.words.is_empty() { Ok(()) } else { write!(f, ": {}", self.words.join(", ")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_those_of_the_json() {
        for kind in [EmergencyKind::SelfHarm, EmergencyKind::CardUnauthorised, EmergencyKind::Coercion] {
            assert_eq!(serde_json::to_value(kind).expect("a word"), kind.to_string());
        }
    }
}
