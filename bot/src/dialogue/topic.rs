//! bot: what the words are about: one thing, two, either of two, or nothing sure.

use handoff::emergency::Emergency;
use nlu::{EmergencyKind, Intent};

use super::decide::{Beside, Decision, Fallback, SmallTalk};
use super::intent::{SURELY_ANSWERS, WORTH_SHOWING, article, decide};
use super::{Heard, Part, Scene, cue, general, open};
use crate::conversation::Failure;
use crate::core::Profile;

/// From this confidence an intent is worth a question or a choice (0..=1).
const WORTH_ASKING: f32 = 0.12;
/// From this confidence the model's own topic speaks for a danger (0..=1): low, for an alarm costs little.
const POSSIBLE: f32 = 0.1;
/// With fewer letters nothing is clear to a model.
const ENOUGH_LETTERS: usize = 4;
/// From this confidence an intent is meant although the message barely seems in scope …
const CERTAIN: f32 = 0.9;
/// … which is from this share of the scope's own line.
const BARELY: f32 = 0.8;
/// From this confidence a lone intent is acted upon where that does no harm (0..=1).
const LEANING: f32 = 0.35;
/// From this confidence the second of two things asked at once counts (0..=1).
const SECOND: f32 = 0.2;
/// From this confidence the whole message speaks for what a part of it asks (0..=1).
const ECHO: f32 = 0.05;

/// From this confidence a neighbour may be meant whose own cue is in the words (0..=1).
const TRACE: f32 = 0.01;

/// What the words amount to, idioms taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Read {
    Sure(Intent),
    /// Two things in one message, the more pressing first.
    Both(Intent, Intent),
    Either(Intent, Intent),
    Unsure,
}

/// Reads the confidences.
pub(super) fn read(scene: &Scene<'_>) -> Read {
    let understanding = scene.heard.understanding;
    let line = understanding.thresholds;
    let ranked = ranked(scene);
    let Some(&(first, high)) = ranked.first() else { return Read::Unsure };
    let text = scene.heard.text;
    let is_courtesy = first == Intent::Chitchat && (cue::thanks(text) || cue::bye(text) || cue::greets(text));
    let least = if is_courtesy { line.in_scope } else { understanding.least_in_scope(first) };
    let barely = high >= CERTAIN && understanding.in_scope >= line.in_scope * BARELY && first != Intent::Chitchat;
    if understanding.in_scope < least && !barely {
        return Read::Unsure;
    }
    let (second, low) = ranked.get(1).copied().unwrap_or((first, 0.0));
    if second != first && low >= SECOND && cue::asks_for_two(scene.heard.text) && !is_pair(first, second) {
        return if presses(second) > presses(first) { Read::Both(second, first) } else { Read::Both(first, second) };
    }
    if first == Intent::AgentRequest && high >= LEANING {
        return Read::Sure(first);
    }
    if high >= line.confident && high - low >= line.margin {
        Read::Sure(told(scene, &ranked).unwrap_or(first))
    } else if second != first && low >= WORTH_ASKING && low * 2.0 >= high {
        Read::Either(first, second)
    } else if high >= LEANING && !first.is_handoff_always() && !first.is_smalltalk() {
        Read::Sure(first)
    } else {
        Read::Unsure
    }
}

/// The neighbour that the domain's own cues name, where the first has none of its own in the words.
fn told(scene: &Scene<'_>, ranked: &[(Intent, f32)]) -> Option<Intent> {
    let (first, _) = *ranked.first()?;
    let tells = |intent| cue::tells(intent, scene.heard.text);
    let near = |other: &Intent| is_pair(first, *other) && !other.is_urgent() && tells(*other);
    let mut near =
        ranked.iter().skip(1).filter(|(_, confidence)| *confidence >= TRACE).map(|(other, _)| *other).filter(near);
    near.next().filter(|_| !first.is_urgent() && !tells(first) && near.next().is_none())
}

/// The intent the words surely mean.
pub(super) fn sure(scene: &Scene<'_>) -> Option<Intent> {
    match read(scene) {
        Read::Sure(intent) | Read::Both(intent, _) => Some(intent),
        Read::Either(..) | Read::Unsure => None,
    }
}

/// The intents by confidence. Where no danger was found, a word that sounds like a crisis is an idiom.
fn ranked(scene: &Scene<'_>) -> Vec<(Intent, f32)> {
    let all = scene.heard.understanding.intents.top(6).iter();
    all.filter(|scored| scored.value != Intent::SelfHarmCrisis)
        .map(|scored| (scored.value, scored.confidence))
        .collect()
}

/// A part of a message as a scene of its own.
fn part_of<'a>(scene: &Scene<'a>, part: &'a Part) -> Scene<'a> {
    Scene {
        conversation: scene.conversation,
        journey: scene.journey,
        heard: Heard {
            text: &part.text,
            choice: None,
            understanding: &part.understanding,
            number: scene.heard.number,
            masked: &[],
            parts: &[],
        },
        passages: &part.passages,
        ratings: scene.ratings,
        desk: scene.desk,
        now: scene.now,
    }
}

/// The one part that asks for something, where the others only say that a proof is done, or greet.
pub(super) fn only<'a>(scene: &Scene<'a>) -> Option<Scene<'a>> {
    let idle = |part: &&Part| {
        reports_proof(&part.text)
            || matches!(part.understanding.verdict(), nlu::Verdict::Confident(intent) if intent.is_smalltalk())
    };
    let mut asking = scene.heard.parts.iter().filter(|part| !idle(part));
    let only = asking.next().filter(|_| asking.next().is_none())?;
    (scene.heard.parts.len() > 1).then(|| part_of(scene, only))
}

/// Whether a text says that a proof is done, and not that it does not work.
pub(super) fn reports_proof(text: &str) -> bool {
    cue::says_proof_is_done(text) && !cue::fails(text)
}

/// What is wished beside the report that a proof is done, as a scene of its own.
pub(super) fn after_proof<'a>(scene: &Scene<'a>) -> Option<Scene<'a>> {
    match scene.heard.parts {
        [report, .., wish] if reports_proof(&report.text) => Some(part_of(scene, wish)),
        _ => None,
    }
}

/// A message that asks for two things, as two scenes; each part is read by itself.
pub(super) fn two<'a>(scene: &Scene<'a>) -> Option<(Scene<'a>, Scene<'a>)> {
    let asked = |scene: Scene<'a>| match read(&scene) {
        Read::Sure(intent) if !intent.is_smalltalk() && intent != Intent::AgentRequest => Some((intent, scene)),
        _ => None,
    };
    let asking = scene.heard.parts.iter().filter(|part| !reports_proof(&part.text));
    let mut sure = asking.filter_map(|one| asked(part_of(scene, one)));
    let (a, first) = sure.next()?;
    let (b, second) = sure.next()?;
    // Neighbours in two parts are one thing said twice; and the whole must not speak against it.
    let whole = |intent| scene.heard.understanding.intents.confidence(&intent) >= ECHO;
    (a != b && !is_pair(a, b) && (whole(a) || whole(b))).then_some((first, second))
}

/// Two intents that are close: the pair's own rule, or its one question.
pub(super) fn either<'a>(scene: &Scene<'a>, profile: Option<&Profile>, a: Intent, b: Intent) -> Decision<'a> {
    use Intent::{
        AgentRequest, BotIdentity, CardStatement, Chitchat, Complaint, CreditScoreChangeReason, CreditScoreGeneral,
        DelinquencyRecord, LimitIncreaseRequest, LimitStatus, OverdueAmount, OverdueConsequences, RepaymentSchedule,
    };
    let both = |x, y| (a, b) == (x, y) || (a, b) == (y, x);
    let late = profile.is_some_and(|profile| profile.overdue_days > 0);
    if both(RepaymentSchedule, OverdueAmount)
        || (late && (both(RepaymentSchedule, CardStatement) || both(OverdueAmount, CardStatement)))
    {
        decide(scene, profile, if late { OverdueAmount } else { RepaymentSchedule })
    } else if both(RepaymentSchedule, CardStatement) {
        decide(scene, profile, if scene.heard.text.contains("카드") { CardStatement } else { RepaymentSchedule })
    } else if both(LimitStatus, LimitIncreaseRequest) {
        // The limit first, unless it is plainly to be changed.
        decide(scene, profile, if cue::wants_it_done(scene.heard.text) { LimitIncreaseRequest } else { LimitStatus })
    } else if both(OverdueConsequences, DelinquencyRecord) {
        decide(scene, profile, OverdueConsequences)
    } else if both(CreditScoreChangeReason, CreditScoreGeneral) || both(Chitchat, BotIdentity) {
        decide(scene, profile, a)
    } else if both(Chitchat, AgentRequest) {
        // A person is always one step away.
        decide(scene, profile, AgentRequest)
    } else if both(BotIdentity, AgentRequest) {
        // The answer names the way to a person as well.
        decide(scene, profile, BotIdentity)
    } else if both(Complaint, AgentRequest) {
        decide(scene, profile, Complaint)
    } else if let Some(passage) = general::best(scene)
        .filter(|_| general::is_plainly_asked(scene.heard.text) || !(a.is_urgent() || b.is_urgent()))
    {
        Decision::Answer { passage, beside: Beside::Nothing }
    } else if let Some(told) = told_of(scene, a, b) {
        decide(scene, profile, told)
    } else if let Some((a, b)) = pair(a, b) {
        Decision::Clarify(a, b)
    } else if let (true, Some(passage)) = (is_general(a) && is_general(b), article(scene, a)) {
        Decision::Answer { passage, beside: Beside::Nothing }
    } else {
        Decision::Clarify(a, b)
    }
}

/// The one of two that the domain's cues name, and the other not.
fn told_of(scene: &Scene<'_>, a: Intent, b: Intent) -> Option<Intent> {
    let tells = |intent| cue::tells(intent, scene.heard.text);
    match (tells(a), tells(b)) {
        (true, false) => Some(a),
        (false, true) => Some(b),
        _ => None,
    }
}

/// Nothing is sure: an article may answer all the same. The less the words seem to be ours, the more
/// surely it has to.
pub(super) fn unsure<'a>(scene: &Scene<'a>) -> Decision<'a> {
    let understanding = scene.heard.understanding;
    let line = if understanding.in_scope < understanding.thresholds.in_scope { SURELY_ANSWERS } else { faq::ANSWERS };
    let sure = scene.passages.first().filter(|passage| passage.score >= line);
    match sure.or_else(|| general::follow_up(scene)) {
        Some(passage) => Decision::Answer { passage, beside: Beside::Nothing },
        None if cue::sounds_hopeless(scene.heard.text) => Decision::Ease,
        None if cue::thanks(scene.heard.text) => Decision::SmallTalk(SmallTalk::Thanks),
        None => Decision::Fallback(fallback(scene)),
    }
}

/// What it may have been, most likely first.
pub(super) fn fallback<'a>(scene: &Scene<'a>) -> Fallback<'a> {
    let elsewhere = scene.heard.understanding.in_scope < scene.heard.understanding.thresholds.in_scope;
    let likely = ranked(scene).into_iter().filter(|(intent, confidence)| {
        *confidence >= WORTH_ASKING && !intent.is_smalltalk() && !intent.is_urgent() && *intent != Intent::AgentRequest
    });
    let passages = scene.passages.iter().filter(|passage| passage.score >= WORTH_SHOWING);
    Fallback {
        intents: if elsewhere { Vec::new() } else { likely.map(|(intent, _)| intent).take(2).collect() },
        passages: if elsewhere { Vec::new() } else { passages.take(2).collect() },
        elsewhere,
        denied: false,
    }
}

/// This turn as one that did not help.
pub(super) fn failure(scene: &Scene<'_>) -> Failure {
    let understanding = scene.heard.understanding;
    Failure {
        number: scene.heard.number,
        confidence: understanding.intents.best().map_or(0.0, |best| best.confidence),
        in_scope: understanding.in_scope,
    }
}

/// How sure a danger is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// Act at once.
    Clear(Emergency),
    /// Ask, with the way to help already in the question.
    Faint(Emergency),
}

/// The danger in a message. A rule is believed, and so is the model where it is sure of the danger's own
/// topic. Where it only suspects, somebody is asked before a card is stopped. A yes, a no and "that's not
/// it" are no dangers by themselves.
pub(super) fn danger(scene: &Scene<'_>) -> Option<Sign> {
    let understanding = scene.heard.understanding;
    let found = understanding.emergency.as_ref()?;
    let emergency = emergency(found.kind);
    if found.is_by_rule() {
        return Some(Sign::Clear(emergency));
    }
    let topic = found.kind.intent().map_or(0.0, |intent| understanding.intents.confidence(&intent));
    let ours = understanding.in_scope >= understanding.thresholds.in_scope / 2.0;
    if understanding.act.is_some() || cue::denies(scene.heard.text) || topic < POSSIBLE || !ours {
        return None;
    }
    // The one question of two neighbours asks for the danger as well; nor is it a sign of anything that somebody has
    // signed in.
    if super::decide::reports_proof(scene.heard.text) || open::pair(scene.heard.text).is_some() {
        return None;
    }
    let sure = topic >= understanding.thresholds.confident;
    let says_enough = scene.heard.text.chars().filter(|c| c.is_alphanumeric()).count() >= ENOUGH_LETTERS;
    let clear = sure && says_enough;
    // A minor is met by a person at once, about debts however sure we are.
    let of_debts = matches!(emergency, Emergency::IllegalCollection | Emergency::IdentityTheft);
    if cue::says_minor(scene.heard.text) && (of_debts || !clear) {
        return None;
    }
    Some(if clear { Sign::Clear(emergency) } else { Sign::Faint(emergency) })
}

/// The danger under the name that the handoff knows.
pub(super) fn emergency(kind: EmergencyKind) -> Emergency {
    match kind {
        EmergencyKind::SelfHarm => Emergency::SelfHarm,
        EmergencyKind::Medical => Emergency::Medical,
        EmergencyKind::VoicePhishing => Emergency::VoicePhishing,
        EmergencyKind::IdentityTheft => Emergency::IdentityTheft,
        EmergencyKind::CardUnauthorised => Emergency::CardUnauthorised,
        EmergencyKind::CardLost => Emergency::CardLost,
        EmergencyKind::IllegalCollection => Emergency::IllegalCollection,
        EmergencyKind::Threat => Emergency::Threat,
        EmergencyKind::Coercion => Emergency::Coercion,
    }
}

/// Whether it is about debts that weigh on somebody.
pub(super) fn is_about_debt(intent: Intent) -> bool {
    matches!(
        intent,
        Intent::OverdueAmount
            | Intent::OverdueConsequences
            | Intent::HardshipRequest
            | Intent::DebtAdjustmentInfo
            | Intent::DebtAdjustmentStatus
            | Intent::CollectionContactLimit
            | Intent::DelinquencyRecord
            | Intent::RepaymentMake
    )
}

/// Whether an article can answer it for everybody alike.
fn is_general(intent: Intent) -> bool {
    !(intent.is_status_lookup()
        || intent.is_action()
        || intent.is_handoff_always()
        || intent.is_urgent()
        || intent.is_smalltalk())
}

/// How much an intent presses; the safer class wins a tie.
pub(super) fn presses(intent: Intent) -> u8 {
    use Intent::{
        CardLost, CardUnauthorizedUse, IdentityTheftReport, IllegalCollectionThreat, SuspiciousContactCheck,
        VoicePhishingEmergency,
    };
    match intent {
        VoicePhishingEmergency => 7,
        IdentityTheftReport => 6,
        CardUnauthorizedUse => 5,
        SuspiciousContactCheck => 4,
        CardLost => 3,
        IllegalCollectionThreat => 2,
        intent => u8::from(intent.is_urgent()),
    }
}

fn is_pair(a: Intent, b: Intent) -> bool {
    pair(a, b).is_some()
}

/// A pair that is often confused, the one to be asked about first in front: the safer class.
fn pair(a: Intent, b: Intent) -> Option<(Intent, Intent)> {
    PAIRS.iter().copied().find(|&(x, y)| (a, b) == (x, y) || (a, b) == (y, x))
}

const PAIRS: &[(Intent, Intent)] = &[
    (Intent::ApplicationStatus, Intent::DocumentStatus),
    (Intent::LoanEligibility, Intent::RejectionReason),
    (Intent::RejectionReason, Intent::CreditEvalExplanation),
    (Intent::LoanCancelWithdraw, Intent::EarlyRepayment),
    (Intent::RateReductionRequest, Intent::RateReductionStatus),
    (Intent::RateReductionRequest, Intent::InterestRateInquiry),
    (Intent::RateReductionStatus, Intent::InterestRateInquiry),
    (Intent::PaymentSettingsChange, Intent::HardshipRequest),
    (Intent::AutodebitResult, Intent::PaymentError),
    (Intent::HardshipRequest, Intent::DebtAdjustmentInfo),
    (Intent::IllegalCollectionThreat, Intent::CollectionContactLimit),
    (Intent::CreditInfoAccess, Intent::CreditInfoCorrection),
    (Intent::IdentityTheftReport, Intent::CreditInfoCorrection),
    (Intent::IdentityTheftReport, Intent::CreditInfoAccess),
    (Intent::CardUnauthorizedUse, Intent::CardLost),
    (Intent::CardUnauthorizedUse, Intent::CardPaymentDispute),
    (Intent::VoicePhishingEmergency, Intent::SuspiciousContactCheck),
    (Intent::VoicePhishingEmergency, Intent::MistakenTransfer),
];
