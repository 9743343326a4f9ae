//! nlu: ties between intents go to the safer one.

use crate::{Emergency, Intent, Ranked};

/// The safer of neighbours that are hard to tell apart, the safest first.
const SAFER: [Intent; 8] = [
    Intent::SelfHarmCrisis,
    Intent::VoicePhishingEmergency,
    Intent::IdentityTheftReport,
    Intent::CardUnauthorizedUse,
    Intent::SuspiciousContactCheck,
    Intent::CardLost,
    Intent::IllegalCollectionThreat,
    Intent::CollectionContactLimit,
];

/// Two intents are tied when the second is at least so likely as this share of the first.
const TIE: f32 = 0.6;

/// The ranking with its ties settled: of two tied neighbours the safer one leads, and an emergency found
/// by rule leads with the intent that deals with it.
pub(crate) fn settle(intents: Ranked<Intent>, emergency: Option<&Emergency>) -> Ranked<Intent> {
    let raised = emergency.filter(|emergency| emergency.is_by_rule()).and_then(|emergency| emergency.kind.intent());
    let [first, second, ..] = intents.top(2) else { return intents };
    let safety = |intent: Intent| SAFER.iter().position(|&safer| safer == intent);
    let leader = match (raised, safety(first.value), safety(second.value)) {
        (Some(raised), ..) => raised,
        (None, Some(a), Some(b)) if b < a && second.confidence >= TIE * first.confidence => second.value,
        _ => return intents,
    };
    intents.led_by(leader)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emergency::{EmergencyKind, Evidence, Source};

    fn leader(first: (Intent, f32), second: (Intent, f32), emergency: Option<&Emergency>) -> Intent {
        settle(Ranked::new([first, second]), emergency).best().unwrap().value
    }

    #[test]
    fn ties_go_to_the_safer_intent() {
        use Intent::{CardLost, CardSuspended, CardUnauthorizedUse, SelfHarmCrisis, VoicePhishingEmergency};
        assert_eq!(leader((CardLost, 0.5), (CardUnauthorizedUse, 0.4), None), CardUnauthorizedUse);
        assert_eq!(leader((CardLost, 0.7), (CardUnauthorizedUse, 0.2), None), CardLost);
        assert_eq!(leader((VoicePhishingEmergency, 0.5), (CardLost, 0.45), None), VoicePhishingEmergency);
        assert_eq!(leader((CardSuspended, 0.5), (CardLost, 0.45), None), CardSuspended);
        assert_eq!(leader((CardLost, 0.5), (SelfHarmCrisis, 0.4), None), SelfHarmCrisis);
    }

    #[test]
    fn a_rule_leads_whatever_the_model_says() {
        let evidence = Evidence { source: Source::Rule("wish".into()), words: vec!["죽고싶".into()] };
        let emergency = Emergency { kind: EmergencyKind::SelfHarm, evidence };
        let ranked = settle(Ranked::new([(Intent::AppError, 0.9), (Intent::SelfHarmCrisis, 0.05)]), Some(&emergency));
        assert_eq!(ranked.best().unwrap().value, Intent::SelfHarmCrisis);
        assert!((ranked.best().unwrap().confidence - 0.9).abs() < 1e-6);
    }
}
