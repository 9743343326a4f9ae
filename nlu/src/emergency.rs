//! nlu: danger in a message, found by rule or by the model, with the evidence kept.

use models::{Prediction, sigmoid};
use serde::{Deserialize, Serialize};

use crate::{Act, Intent, Ranked, Scored};

mod rule;

/// The kinds of danger Dari answers at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmergencyKind {
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
    /// A card or wallet that is gone.
    CardLost,
    /// Threats, night visits, telling the family, unregistered lenders.
    IllegalCollection,
    /// A threat to staff or to a third person.
    Threat,
    /// Someone forces the customer or reads along.
    Coercion,
}

/// A danger and why we believe in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Emergency {
    /// Which danger.
    pub kind: EmergencyKind,
    /// What speaks for it.
    pub evidence: Evidence,
}

/// What speaks for a danger; an agent reads it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// What found it.
    pub source: Source,
    /// The words of the message that matched; empty where only the model spoke.
    pub words: Vec<String>,
}

/// What found a danger.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A rule, by its name.
    Rule(String),
    /// How strongly the model suspects one (0..=1).
    Score(f32),
}

impl EmergencyKind {
    /// The kinds an intent deals with.
    const WITH_INTENT: [Self; 6] = [
        Self::SelfHarm,
        Self::VoicePhishing,
        Self::IdentityTheft,
        Self::CardUnauthorised,
        Self::CardLost,
        Self::IllegalCollection,
    ];

    /// The kind an intent deals with.
    pub fn of(intent: Intent) -> Option<Self> {
        Self::WITH_INTENT.into_iter().find(|kind| kind.intent() == Some(intent))
    }

    /// The intent that deals with it, where there is one.
    pub const fn intent(self) -> Option<Intent> {
        match self {
            Self::SelfHarm => Some(Intent::SelfHarmCrisis),
            Self::VoicePhishing => Some(Intent::VoicePhishingEmergency),
            Self::IdentityTheft => Some(Intent::IdentityTheftReport),
            Self::CardUnauthorised => Some(Intent::CardUnauthorizedUse),
            Self::CardLost => Some(Intent::CardLost),
            Self::IllegalCollection => Some(Intent::IllegalCollectionThreat),
            Self::Medical | Self::Threat | Self::Coercion => None,
        }
    }
}

impl Emergency {
    /// True where a rule found it, not the model alone.
    pub const fn is_by_rule(&self) -> bool {
        matches!(self.evidence.source, Source::Rule(_))
    }
}

/// The danger that the rules alone see in a message.
pub fn by_rule(text: &str) -> Option<Emergency> {
    let reading = rule::Reading::new(text);
    rule::find(&reading).map(|found| Emergency {
        kind: found.kind,
        evidence: Evidence { source: Source::Rule(found.name.to_owned()), words: found.words },
    })
}

/// How likely the words report an emergency. Every emergency is one of our matters: what is hardly one of them, a bare
/// amount or a yes, is hardly an emergency.
pub(crate) fn report(words: &Prediction) -> f32 {
    words.urgent * words.in_scope
}

/// What two heads together suspect, as the mean of their log odds: the one that knows reports of emergencies, and the
/// one that knows the intents that deal with them. A crisis card out of place frightens, so neither is enough alone.
fn suspicion(report: f32, intents: &Ranked<Intent>) -> f32 {
    let dealt_with = |scored: &&Scored<Intent>| EmergencyKind::of(scored.value).is_some();
    let wanted: f32 = intents.iter().filter(dealt_with).map(|scored| scored.confidence).sum();
    let log_odds = |share: f32| (share.max(LEAST) / (1.0 - share).max(LEAST)).ln();
    sigmoid(f32::midpoint(log_odds(report), log_odds(wanted)))
}

/// The danger in a message: what a rule sees, else what the model suspects from `threshold` on; a message that speaks
/// of prevention or of something settled must convince the model much more.
pub(crate) fn detect(text: &str, intents: &Ranked<Intent>, report: f32, threshold: f32) -> Option<Emergency> {
    by_rule(text).or_else(|| {
        let reading = rule::Reading::new(text);
        if reading.looks_into() {
            return None;
        }
        let (suspicion, threshold) = if reading.is_calm() {
            // What a calm message asks about is the same matter, so that only the report tells.
            (report, 1.0 - (1.0 - threshold) * CALM)
        } else {
            (suspicion(report, intents), threshold)
        };
        // Words that only answer or steer ("더는 없어요") report nothing.
        if suspicion < threshold || Act::of(text).is_some() {
            return None;
        }
        let kind = intents.iter().find_map(|scored| EmergencyKind::of(scored.value))?;
        Some(Emergency { kind, evidence: Evidence { source: Source::Score(suspicion), words: Vec::new() } })
    })
}

/// The least share whose log odds are still told apart.
const LEAST: f32 = 1e-6;

/// The share of the way to certainty that a calm message leaves the model.
const CALM: f32 = 0.2;

#[cfg(test)]
mod tests {
    use super::EmergencyKind::{
        CardLost, CardUnauthorised, Coercion, IdentityTheft, IllegalCollection, Medical, SelfHarm, Threat,
        VoicePhishing,
    };
    use super::*;

    #[test]
    fn dangers_are_seen_in_every_register() {
        let check = |text, want| assert_eq!(by_rule(text).map(|found| found.kind), Some(want), "{text:?}");
        for text in [
            "죽고 싶어요",
            "이제 다 끝내고 싶어요",
            "빚때문에죽고싶다는생각만들어요",
            "번개탄 샀어요",
            "남편이 죽겠다고 나갔어요",
            "I want to die",
            "thinking about killing myself",
        ] {
            check(text, SelfHarm);
        }
        for text in [
            "지금보이스피싱당한거같아요",
            "검찰이라며 앱 깔라고 해요 지금 통화 중이에요",
            "방금 속아서 돈 보냈어요",
            "엄마가 보이스피싱 당한 것 같아요",
            "I just sent money to a scammer.",
            "gave them my OTP, it was a scam",
        ] {
            check(text, VoicePhishing);
        }
        for text in [
            "제 명의로 모르는 대출이 나갔어요",
            "누가 제 이름으로 카드를 만들었어요",
            "내 이름으로 모르는 대출이 나갔어요 또 있는지 확인 좀 해주세요",
            "Someone took a loan in my name.",
        ] {
            check(text, IdentityTheft);
        }
        for text in
            ["제가 안 쓴 결제 문자가 왔어요", "해외에서 결제됐다는데 저 한국이에요", "There's a charge I didn't make."]
        {
            check(text, CardUnauthorised);
        }
        for text in [
            "지갑을 잃어버렸어요 카드 정지해 주세요",
            "카드가 안 보여요",
            "카드분실했는데밤에도신고되나요",
            "I lost my card.",
            "wallet stolen on the subway",
        ] {
            check(text, CardLost);
        }
        for text in [
            "사채업자가 가족한테 알리겠다고 협박해요",
            "밤 11시에 집까지 찾아왔어요",
            "A loan shark is threatening me.",
        ] {
            check(text, IllegalCollection);
        }
        check("아버지가 지금 쓰러지셨어요 숨을 안 쉬어요", Medical);
        check("니네 상담원 찾아가서 죽여버린다", Threat);
        check("옆에서 누가 보고 있어요 시키는 대로 치고 있어요", Coercion);
    }

    #[test]
    fn idioms_prevention_and_past_are_no_danger() {
        for text in [
            "더워 죽겠어요",
            "배고파 죽겠네",
            "기다리다 죽는 줄",
            "귀찮아 죽겠다",
            "이자 때문에 죽겠네요",
            "더워 죽겠는데 앱도 안 되고",
            "보이스피싱 예방 교육 있나요",
            "예전에 당할 뻔했는데 괜찮아요",
            "피싱 사이트 뉴스 봤어요",
            "분실한 카드 찾았어요 풀어주세요",
            "카드 잃어버리면 어떻게 하나요?",
            "명의 변경 하려고요",
            "내 이름으로 몰래 개통된 폰이 있는지 확인하려면?",
            "결제가 안 된 거 같은데요",
            "가족 카드 명의",
            "추심이 뭐예요",
            "독촉 문자 시간 바꿔주세요",
            "유서라는 노래 가사 있나요",
            "대출 빨리 다 갚고 끝내고 싶어요",
            "this heat is killing me",
            "what if I lose my card?",
            "I found my card, please unblock it",
            "how do I block new loans in my name?",
            "could kill for a coffee",
            "교통카드 잔액 환불되나요",
            "I am dying to know if I was approved",
        ] {
            assert_eq!(by_rule(text), None, "{text:?}");
        }
    }

    #[test]
    fn the_evidence_names_the_rule_and_the_words() {
        let found = by_rule("그냥 죽고 싶어요").unwrap();
        assert!(found.is_by_rule());
        assert_eq!(found.evidence.words, ["죽고싶"]);
    }

    #[test]
    fn the_model_speaks_where_no_rule_does() {
        let intents = Ranked::new([(Intent::AppError, 0.5), (Intent::CardLost, 0.4)]);
        let found = detect("음 이상하네요", &intents, 0.8, 0.3).unwrap();
        assert_eq!((found.kind, found.is_by_rule()), (CardLost, false));
        assert_eq!(detect("음 이상하네요", &intents, 0.2, 0.3), None);
        assert_eq!(detect("작년에 해결됐고 궁금해서 여쭤봐요", &intents, 0.8, 0.3), None);
        assert_eq!(detect("더는 없어요", &intents, 0.8, 0.3), None);
    }

    #[test]
    fn one_head_alone_raises_nothing_and_a_sure_one_lifts_a_faint_one() {
        let lost = |confidence| Ranked::new([(Intent::CardLost, confidence), (Intent::AppError, 1.0 - confidence)]);
        let raised = |report, confidence| detect("음 이상하네요", &lost(confidence), report, 0.15).is_some();
        assert!(raised(0.03, 0.97) && raised(0.9, 0.1));
        assert!(!raised(0.0005, 0.97) && !raised(0.9, 0.001));
        assert_eq!(detect("카드 잃어버리면 어떻게 하나요?", &lost(0.99), 0.6, 0.2), None);
    }
}
