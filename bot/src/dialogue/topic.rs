//! bot: what a topic calls for: a lookup, an article, a request, a person.

use handoff::emergency::Emergency;
use handoff::reason::Reason;
use nlu::{EmergencyKind, Intent};

use super::decide::{Beside, Decision, Fallback, SmallTalk, look_up};
use super::{Scene, cue};
use crate::conversation::Failure;
use crate::core::Profile;
use crate::flow::lookup::Lookup;
use crate::flow::protect::Request;
use crate::words::{Because, LIFT_STOP, Offer, for_agents};

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
/// From this confidence a person takes over at once; below it one is offered (0..=1).
const FIRM: f32 = 0.7;
/// From this confidence a lone intent is acted upon where that does no harm (0..=1).
const LEANING: f32 = 0.35;
/// From this confidence the second of two things asked at once counts (0..=1).
const SECOND: f32 = 0.2;
/// Passages closer than this are equal, and the intent breaks the tie.
const TIE: f32 = 0.05;
/// From this score a passage answers even where the customer's own state might (0..=1).
const SURELY_ANSWERS: f32 = 0.7;
/// From this score a passage is worth a choice (0..=1).
const WORTH_SHOWING: f32 = 0.3;

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
    let barely = high >= CERTAIN && understanding.in_scope >= line.in_scope * BARELY;
    if understanding.in_scope < line.in_scope && !barely {
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
        Read::Sure(first)
    } else if second != first && low >= WORTH_ASKING && low * 2.0 >= high {
        Read::Either(first, second)
    } else if high >= LEANING && !first.is_handoff_always() && !first.is_smalltalk() {
        Read::Sure(first)
    } else {
        Read::Unsure
    }
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

/// What the customer picked by name.
pub(super) fn chosen<'a>(scene: &Scene<'a>, profile: Option<&Profile>, intent: Intent) -> Decision<'a> {
    if let Some(emergency) = Emergency::of_intent(intent.name()) {
        return Decision::Danger { emergency, another: false };
    }
    match decide(scene, profile, intent) {
        Decision::Relief | Decision::Fallback(_) => about(scene, intent),
        Decision::NotYours => Lookup::of(intent).map_or_else(|| about(scene, intent), |lookup| look_up(lookup, None)),
        decision => decision,
    }
}

/// The general article on an intent; where there is none, a person.
pub(super) fn about<'a>(scene: &Scene<'a>, intent: Intent) -> Decision<'a> {
    let on_it = |passage: &&faq::Passage| passage.article.intents.iter().any(|name| name == intent.name());
    match scene.passages.iter().find(on_it).or_else(|| best(scene, intent)) {
        Some(passage) => Decision::Answer { passage, beside: Beside::Nothing },
        None => for_a_person(scene, intent),
    }
}

/// What an intent calls for.
pub(super) fn decide<'a>(scene: &Scene<'a>, profile: Option<&Profile>, intent: Intent) -> Decision<'a> {
    use Intent::{
        AgentRequest, AppError, BotIdentity, CardLost, CardPaymentDispute, CardSuspended, CardUnauthorizedUse,
        Chitchat, Complaint, CreditEvalExplanation, CreditInfoCorrection, DeceasedInheritance, HardshipRequest,
        IdentityTheftReport, IllegalCollectionThreat, OverdueConsequences, SuspiciousContactCheck,
        VoicePhishingEmergency,
    };
    let (number, text) = (scene.heard.number, scene.heard.text);
    let hand_off = |reason, because| Decision::HandOff { reason, intent: Some(intent), because };
    if let Some(lookup) = Lookup::of(intent).filter(|_| intent != CardSuspended || !cue::undoes(text)) {
        return own_state(scene, profile, lookup);
    }
    if intent.is_handoff_always() && !intent.is_urgent() && intent != AgentRequest && !is_firm(scene, intent) {
        return offer_instead(scene, intent);
    }
    match intent {
        AgentRequest => hand_off(Reason::user_request(number, text), Because::Asked),
        Complaint => hand_off(Reason::user_request(number, text), Because::Complaint),
        DeceasedInheritance => hand_off(Reason::authority(number, for_agents(intent)), Because::Death),
        HardshipRequest => Decision::Take(Request::Hardship),
        CreditInfoCorrection => Decision::Take(Request::CreditCorrection),
        CreditEvalExplanation => Decision::Take(Request::EvaluationExplanation),
        CardPaymentDispute => Decision::Take(Request::PaymentDispute),
        CardLost | CardSuspended if cue::undoes(text) => hand_off(Reason::authority(number, LIFT_STOP), Because::Undo),
        CardLost => with_article(scene, intent, Beside::StopCards),
        VoicePhishingEmergency | IdentityTheftReport | CardUnauthorizedUse | IllegalCollectionThreat => {
            let beside = Emergency::of_intent(intent.name()).map_or(Beside::Nothing, Beside::Danger);
            with_article(scene, intent, beside)
        }
        SuspiciousContactCheck => Decision::AskGiven,
        Chitchat if cue::thanks(text) => Decision::SmallTalk(SmallTalk::Thanks),
        Chitchat if cue::bye(text) => Decision::SmallTalk(SmallTalk::Bye),
        Chitchat if cue::greets(text) => Decision::SmallTalk(SmallTalk::Hello),
        Chitchat => Decision::SmallTalk(SmallTalk::Acknowledged),
        BotIdentity => Decision::SmallTalk(SmallTalk::Identity),
        AppError => Decision::AppError,
        OverdueConsequences => with_article(scene, intent, Beside::Also(Intent::DelinquencyRecord)),
        _ if sells(intent) && profile.is_some_and(Profile::needs_care) => Decision::Relief,
        _ if intent.is_status_lookup() && cue::speaks_of_another(text) => Decision::NotYours,
        _ if intent.is_status_lookup() || intent.is_action() => with_article(scene, intent, Beside::Person(intent)),
        _ => with_article(scene, intent, Beside::Nothing),
    }
}

/// A lookup of the customer's own state, or what is said in its place.
fn own_state<'a>(scene: &Scene<'a>, profile: Option<&Profile>, lookup: Lookup) -> Decision<'a> {
    if cue::speaks_of_another(scene.heard.text) {
        return Decision::NotYours;
    }
    let general = !cue::speaks_of_own(scene.heard.text);
    match best(scene, lookup.intent()).filter(|_| general) {
        Some(passage) if scene.conversation.customer.is_none() => {
            return Decision::Answer { passage, beside: Beside::SignIn };
        }
        // Where an article answers as well as the account, a question that names no sum of one's own is
        // about the rule.
        Some(passage) if lookup.intent().is_faq() && !cue::asks_for_amount(scene.heard.text) => {
            return Decision::Answer { passage, beside: Beside::Own(lookup) };
        }
        Some(passage) if cue::asks_in_general(scene.heard.text) && passage.score >= SURELY_ANSWERS => {
            return Decision::Answer { passage, beside: Beside::Own(lookup) };
        }
        _ => {}
    }
    // Whether something is due or late is for the account to say, not for the words.
    let late = profile.is_some_and(|profile| profile.overdue_days > 0);
    let lookup = match lookup {
        Lookup::RepaymentSchedule if late => Lookup::OverdueBalance,
        Lookup::DebtAdjustmentCase => cue::relief_case(scene.heard.text)
            .unwrap_or_else(|| Lookup::of_relief(profile.is_some_and(|profile| profile.in_debt_adjustment))),
        lookup => lookup,
    };
    let figures = lookup.has_figures() && cue::asks_for_amount(scene.heard.text);
    Decision::LookUp { lookup, reference: None, figures, choose: false }
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
    } else if both(LimitStatus, LimitIncreaseRequest) {
        decide(scene, profile, LimitStatus)
    } else if both(OverdueConsequences, DelinquencyRecord) {
        decide(scene, profile, OverdueConsequences)
    } else if both(CreditScoreChangeReason, CreditScoreGeneral) || both(Chitchat, BotIdentity) {
        decide(scene, profile, a)
    } else if both(BotIdentity, AgentRequest) {
        // The answer names the way to a person as well.
        decide(scene, profile, BotIdentity)
    } else if both(Complaint, AgentRequest) {
        decide(scene, profile, Complaint)
    } else if let Some((a, b)) = pair(a, b) {
        Decision::Clarify(a, b)
    } else if let (true, Some(passage)) = (is_general(a) && is_general(b), best(scene, a)) {
        Decision::Answer { passage, beside: Beside::Nothing }
    } else {
        Decision::Clarify(a, b)
    }
}

/// Nothing is sure: an article may answer all the same. The less the words seem to be ours, the more
/// surely it has to.
pub(super) fn unsure<'a>(scene: &Scene<'a>) -> Decision<'a> {
    let understanding = scene.heard.understanding;
    let line = if understanding.in_scope < understanding.thresholds.in_scope { SURELY_ANSWERS } else { faq::ANSWERS };
    match scene.passages.first().filter(|passage| passage.score >= line) {
        Some(passage) => Decision::Answer { passage, beside: Beside::Nothing },
        None if cue::sounds_hopeless(scene.heard.text) => Decision::Ease,
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
    let says_enough = scene.heard.text.chars().filter(|c| c.is_alphanumeric()).count() >= ENOUGH_LETTERS;
    Some(if topic >= FIRM && says_enough { Sign::Clear(emergency) } else { Sign::Faint(emergency) })
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

/// The article that answers: the best one above its threshold, the intent breaking ties.
fn best<'a>(scene: &Scene<'a>, intent: Intent) -> Option<&'a faq::Passage> {
    let first = scene.passages.first().filter(|passage| passage.score >= faq::ANSWERS)?;
    let near = scene.passages.iter().filter(|passage| first.score - passage.score <= TIE);
    let on_it = |passage: &&faq::Passage| passage.article.intents.iter().any(|name| name == intent.name());
    near.clone().find(on_it).or(Some(first))
}

fn with_article<'a>(scene: &Scene<'a>, intent: Intent, beside: Beside) -> Decision<'a> {
    match (best(scene, intent), beside) {
        (Some(passage), beside) => Decision::Answer { passage, beside },
        (None, Beside::Danger(Emergency::VoicePhishing)) => Decision::AskGiven,
        (None, Beside::Person(_) | Beside::StopCards | Beside::Danger(_)) => for_a_person(scene, intent),
        (None, _) => unsure(scene),
    }
}

fn is_firm(scene: &Scene<'_>, intent: Intent) -> bool {
    scene.heard.choice.is_some() || scene.heard.understanding.intents.confidence(&intent) >= FIRM
}

/// What would go to a person at once, if it were surer.
fn offer_instead<'a>(scene: &Scene<'a>, intent: Intent) -> Decision<'a> {
    let reason = Reason::authority(scene.heard.number, for_agents(intent));
    let offer = if intent == Intent::Complaint { Offer::Mood } else { Offer::NotMine(intent) };
    Decision::OfferPerson { reason, offer }
}

fn for_a_person<'a>(scene: &Scene<'a>, intent: Intent) -> Decision<'a> {
    let reason = Reason::authority(scene.heard.number, for_agents(intent));
    Decision::OfferPerson { reason, offer: Offer::NotMine(intent) }
}

/// Whether an answer to it would lead to more debt.
fn sells(intent: Intent) -> bool {
    matches!(
        intent,
        Intent::LoanApplyHowto
            | Intent::LoanEligibility
            | Intent::CardApply
            | Intent::LimitIncreaseRequest
            | Intent::CardServicesInfo
    )
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
fn presses(intent: Intent) -> u8 {
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
