//! handoff: the dangers that go before everything else.

mod script;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::handoff::{Priority, Queue};
use crate::message::Language;
use crate::word::words;

/// What kind of danger, the gravest first: of several at once the smallest leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Emergency {
    /// A sign of wanting to die or hurt oneself, or that someone else does.
    SelfHarm,
    /// Someone has collapsed or is hurt.
    Medical,
    /// A voice-phishing call under way, or money, papers or access already given.
    VoicePhishing,
    /// A loan, card, phone or login in the customer's name that is not theirs.
    IdentityTheft,
    /// A charge the customer did not make.
    CardUnauthorised,
    /// Someone forces the customer or reads along.
    Coercion,
    /// Threats, night visits, telling the family, unregistered lenders.
    IllegalCollection,
    /// A card or wallet that is gone.
    CardLost,
    /// A threat to staff or to a third person.
    Threat,
}

words! {
    Emergency {
        SelfHarm => "self_harm",
        Medical => "medical",
        VoicePhishing => "voice_phishing",
        IdentityTheft => "identity_theft",
        CardUnauthorised => "card_unauthorised",
        Coercion => "coercion",
        IllegalCollection => "illegal_collection",
        CardLost => "card_lost",
        Threat => "threat",
    }
}

impl Emergency {
    /// The danger that an intent stands for, by the intent's name.
    pub fn of_intent(intent: &str) -> Option<Self> {
        Some(match intent {
            "self_harm_crisis" => Self::SelfHarm,
            "voice_phishing_emergency" => Self::VoicePhishing,
            "identity_theft_report" => Self::IdentityTheft,
            "card_unauthorized_use" => Self::CardUnauthorised,
            "illegal_collection_threat" => Self::IllegalCollection,
            "card_lost" => Self::CardLost,
            _ => return None,
        })
    }

    /// The danger under its own name or under that of its intent.
    pub fn named(name: &str) -> Option<Self> {
        name.parse().ok().or_else(|| Self::of_intent(name))
    }

    /// The team that is trained for it.
    pub const fn queue(self) -> Queue {
        match self {
            Self::SelfHarm | Self::Medical | Self::Threat => Queue::Crisis,
            Self::VoicePhishing | Self::IdentityTheft | Self::CardUnauthorised | Self::Coercion => Queue::Fraud,
            Self::CardLost => Queue::Card,
            Self::IllegalCollection => Queue::Rights,
        }
    }

    /// Everything here goes first, but for a threat to others: that is the lead's, and urgent.
    pub const fn priority(self) -> Priority {
        match self {
            Self::Threat => Priority::Urgent,
            _ => Priority::Emergency,
        }
    }

    /// What an agent reads.
    pub const fn label(self, language: Language) -> &'static str {
        let (ko, en) = match self {
            Self::SelfHarm => ("자살·자해 위험", "Risk of suicide or self-harm"),
            Self::Medical => ("의료 응급", "Medical emergency"),
            Self::VoicePhishing => ("보이스피싱 진행·피해", "Voice phishing"),
            Self::IdentityTheft => ("명의도용", "Identity theft"),
            Self::CardUnauthorised => ("카드 부정사용", "Unauthorised card use"),
            Self::Coercion => ("강요·감시 의심", "Possible coercion"),
            Self::IllegalCollection => ("불법추심·협박", "Illegal collection or threats"),
            Self::CardLost => ("카드 분실·도난", "Lost or stolen card"),
            Self::Threat => ("타인 위협", "Threat to others"),
        };
        match language {
            Language::Ko => ko,
            Language::En => en,
        }
    }

    /// What the agent says and does, line by line.
    pub fn script(self, language: Language) -> Vec<String> {
        script::lines(self, language).iter().map(|line| (*line).to_owned()).collect()
    }

    /// What must not be done while it lasts.
    pub fn must_not(self, language: Language) -> &'static [&'static str] {
        script::must_not(self, language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_danger_has_a_script_and_limits_in_both_languages() {
        for emergency in Emergency::ALL {
            for language in [Language::Ko, Language::En] {
                let script = emergency.script(language);
                assert!((3..=6).contains(&script.len()), "{emergency}: {script:?}");
                assert!(!emergency.must_not(language).is_empty(), "{emergency}");
            }
        }
    }

    #[test]
    fn the_gravest_danger_leads() {
        let mut all = Emergency::ALL.to_vec();
        all.reverse();
        assert_eq!(all.iter().min(), Some(&Emergency::SelfHarm));
        assert!(Emergency::VoicePhishing < Emergency::IdentityTheft);
        assert!(Emergency::IdentityTheft < Emergency::CardUnauthorised);
        assert!(Emergency::CardUnauthorised < Emergency::CardLost);
    }

    #[test]
    fn a_danger_is_found_by_its_own_name_and_by_its_intent() {
        assert_eq!(Emergency::named("voice_phishing"), Some(Emergency::VoicePhishing));
        assert_eq!(Emergency::named("voice_phishing_emergency"), Some(Emergency::VoicePhishing));
        assert_eq!(Emergency::named("application_status"), None);
    }

    #[test]
    fn only_the_emergency_class_or_the_next_takes_a_danger() {
        for emergency in Emergency::ALL {
            assert!(emergency.priority() <= Priority::Urgent);
            assert_ne!(emergency.queue(), Queue::General);
        }
    }
}
