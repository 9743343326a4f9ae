//! nlu: what the conversation so far lends a message: a customer mostly goes on with the matter at hand.

use models::Prediction;

use crate::{Act, Intent, letters};

/// How likely a message goes on with what its customer said before.
const STAYS: f32 = 0.5;
/// What words alone weigh within a conversation: follow-ups are short and borrow from what was said.
const WORDS: f32 = 0.7;
/// What each turn further back still counts.
const FADES: f32 = 0.5;
/// How much likelier than anything else it is that a customer now wants a person.
const PERSON: f32 = 4.0;
/// Turns further back than this lend nothing.
const REACH: usize = 3;
/// How much likelier a follow-up of something in scope is itself in scope.
const IN_SCOPE: f32 = 3.0;

/// The customer's turns that lend to the next, the latest first. A turn may be marked with its speaker
/// ("고객: …", "봇: …"); without a mark it is the customer's. What was corrected or left lends nothing: neither
/// to the words that turn away from it ("아니 그거 말고 카드 배송이요") nor past them to what follows.
pub(crate) fn lenders<'a>(text: &str, previous: &[&'a str]) -> Vec<&'a str> {
    if turns_away(text) {
        return Vec::new();
    }
    let mut lenders = Vec::new();
    for (is_bot, words) in previous.iter().rev().map(|turn| speaker(turn)) {
        if is_bot {
            continue;
        }
        if lenders.len() == REACH || leaves(words) {
            break;
        }
        lenders.push(words);
        if turns_away(words) {
            break;
        }
    }
    lenders
}

/// Whether a message puts something else in the place of what was talked about.
fn turns_away(text: &str) -> bool {
    const KOREAN: [&str; 13] = [
        "그거말고",
        "그게말고",
        "그것말고",
        "그건말고",
        "이거말고",
        "그게아니라",
        "그게아니고",
        "그거아니",
        "그건됐고",
        "그거됐고",
        "그얘기말고",
        "그말이아니라",
        "딴거물어",
    ];
    const ENGLISH: [&str; 5] = ["not that", "never mind", "nevermind", "forget that", "something else"];
    let lower = text.to_lowercase();
    let compact = letters(text);
    // Who insists ("그게 아니라니까요") has named nothing else.
    let insists = ["아니라니까", "아니라고"].iter().any(|cue| compact.contains(cue));
    !insists && KOREAN.iter().any(|cue| compact.contains(cue)) || ENGLISH.iter().any(|cue| lower.contains(cue))
}

/// Whether a message only ends what was talked about ("처음으로", "그만").
fn leaves(text: &str) -> bool {
    matches!(Act::of(text), Some(Act::Restart | Act::Stop | Act::Back))
}

/// Who spoke a turn (true for the bot), and the words.
pub(crate) fn speaker(turn: &str) -> (bool, &str) {
    const BOT: [&str; 6] = ["봇", "상담봇", "상담사", "bot", "assistant", "agent"];
    const CUSTOMER: [&str; 4] = ["고객", "손님", "customer", "user"];
    let Some((who, words)) = turn.split_once(':') else { return (false, turn) };
    let named = |names: &[&str]| names.iter().any(|name| who.trim().eq_ignore_ascii_case(name));
    match (named(&BOT), named(&CUSTOMER)) {
        (true, _) => (true, words.trim()),
        (_, true) => (false, words.trim()),
        _ => (false, turn),
    }
}

/// The prediction of a message within its conversation: p(intent) ∝ p(intent | words)^[`WORDS`] · p(intent | before),
/// where a share of 1 − [`STAYS`] of what comes is anything. Emergencies are taken from the words alone: danger is
/// never over, nor begun, because of an earlier turn.
pub(crate) fn lend(mut message: Prediction, before: &[Prediction], intents: &[Intent]) -> Prediction {
    let Some(prior) = prior(before, intents) else { return message };
    let tempered: Vec<f32> = message.intents.iter().map(|p| p.powf(WORDS)).collect();
    let joint: Vec<f32> = tempered.iter().zip(&prior).map(|(p, prior)| p * prior).collect();
    let total: f32 = joint.iter().sum();
    message.intents = joint.into_iter().map(|p| p / total.max(f32::MIN_POSITIVE)).collect();
    let odds = message.in_scope / (1.0 - message.in_scope).max(1e-6) * IN_SCOPE;
    if before[0].in_scope > 0.5 {
        message.in_scope = odds / (1.0 + odds);
    }
    message
}

/// Whether an intent goes on by itself. A greeting or a call for a person is done with when it was said, and danger
/// is looked for anew.
fn lends(intent: Intent) -> bool {
    !intent.is_urgent() && !matches!(intent, Intent::AgentRequest | Intent::Chitchat)
}

/// How likely each intent is before a word is read.
fn prior(before: &[Prediction], intents: &[Intent]) -> Option<Vec<f32>> {
    let weights: Vec<f32> = (0..).zip(before).map(|(age, turn)| FADES.powi(age) * turn.in_scope).collect();
    let total: f32 = weights.iter().sum();
    if total < 0.1 {
        return None;
    }
    let anything = (1.0 - STAYS) / intents.len() as f32;
    let of = |(n, intent): (usize, &Intent)| {
        let stays: f32 = before.iter().zip(&weights).map(|(turn, weight)| turn.intents[n] * weight / total).sum();
        let new = if *intent == Intent::AgentRequest { PERSON * anything } else { anything };
        new + if lends(*intent) { STAYS * stays } else { 0.0 }
    };
    Some(intents.iter().enumerate().map(of).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const INTENTS: [Intent; 4] =
        [Intent::CardDeliveryStatus, Intent::ApplicationStatus, Intent::CardLost, Intent::AgentRequest];

    fn prediction(intents: [f32; 4], in_scope: f32) -> Prediction {
        Prediction {
            intents: intents.to_vec(),
            in_scope,
            sentiment: [0.0, 0.0, 1.0, 0.0, 0.0],
            frustration: 0.0,
            urgency: [1.0, 0.0, 0.0],
            urgent: 0.0,
            vector: Vec::new(),
        }
    }

    fn best(it: &Prediction) -> Intent {
        let best = (0..INTENTS.len()).max_by(|&a, &b| it.intents[a].total_cmp(&it.intents[b])).unwrap();
        INTENTS[best]
    }

    #[test]
    fn turns_are_read_with_their_speakers() {
        let turns = ["고객: 카드 언제 와요", "봇: 신청 방법입니다.", "Customer: where is it", "그냥 말"];
        assert_eq!(lenders("네", &turns), ["그냥 말", "where is it", "카드 언제 와요"]);
        assert_eq!(lenders("네", &["봇: 무엇을 도와드릴까요"]), [""; 0]);
        assert_eq!(speaker("참고: 어제 냈어요"), (false, "참고: 어제 냈어요"));
    }

    #[test]
    fn a_vague_message_goes_on_with_the_matter_and_a_clear_one_does_not() {
        let before = [prediction([0.97, 0.01, 0.01, 0.01], 0.99)];
        let vague = lend(prediction([0.25, 0.5, 0.05, 0.2], 0.6), &before, &INTENTS);
        assert_eq!(best(&vague), Intent::CardDeliveryStatus);
        assert!(vague.in_scope > 0.6);
        let clear = lend(prediction([0.02, 0.96, 0.01, 0.01], 0.9), &before, &INTENTS);
        assert_eq!(best(&clear), Intent::ApplicationStatus);
        assert!((clear.intents.iter().sum::<f32>() - 1.0).abs() < 1e-5);
    }

    #[test]
    fn danger_is_not_lent() {
        let before = [prediction([0.01, 0.01, 0.97, 0.01], 0.99)];
        let after = lend(prediction([0.6, 0.15, 0.2, 0.05], 0.8), &before, &INTENTS);
        assert_eq!(best(&after), Intent::CardDeliveryStatus);
    }

    #[test]
    fn what_was_out_of_scope_lends_nothing() {
        let message = prediction([0.25, 0.5, 0.05, 0.2], 0.6);
        let after = lend(message.clone(), &[prediction([0.97, 0.01, 0.01, 0.01], 0.02)], &INTENTS);
        assert_eq!(after.intents, message.intents);
        assert_eq!(lend(message.clone(), &[], &INTENTS).intents, message.intents);
    }

    #[test]
    fn what_was_corrected_or_left_lends_nothing() {
        let check = |text, previous: &[&str], want: &[&str]| assert_eq!(lenders(text, previous), want, "{text}");
        check(
            "그럼 언제요?",
            &["심사 어디까지 됐어요", "봇: 3단계예요", "서류는요?"],
            &["서류는요?", "심사 어디까지 됐어요"],
        );
        check("아니 그거 말고 카드 배송이요", &["심사 어디까지 됐어요"], &[]);
        check(
            "언제 와요?",
            &["심사 어디까지 됐어요", "아니 그거 말고 카드 배송이요"],
            &["아니 그거 말고 카드 배송이요"],
        );
        check("리볼빙이 뭐예요", &["중도상환 금액 좀", "처음으로"], &[]);
    }
}
