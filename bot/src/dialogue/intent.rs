//! bot: what an intent calls for: a lookup, an article, a request, a person. The table stands in [`super::action`].

use handoff::emergency::Emergency;
use handoff::reason::Reason;
use nlu::Intent;

use super::decide::{Beside, Decision, SmallTalk, look_up};
use super::topic::unsure;
use super::{Scene, cue, general, request};
use crate::conversation::LastSaid;
use crate::core::Profile;
use crate::flow::lookup::Lookup;
use crate::flow::request::{Draft, Request};
use crate::words::{Because, LIFT_STOP, Offer, StepUp, for_agents};

/// From this confidence a complaint or a death is met at once; below it a person is offered (0..=1).
const FIRM: f32 = 0.7;
/// Passages closer than this are equal, and the intent breaks the tie.
const TIE: f32 = 0.05;
/// From this score a passage answers even where the customer's own state might (0..=1).
pub(super) const SURELY_ANSWERS: f32 = 0.7;
/// From this score a passage is worth a choice (0..=1).
pub(super) const WORTH_SHOWING: f32 = 0.3;

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
    match article(scene, intent) {
        Some(passage) => Decision::Answer { passage, beside: Beside::Nothing },
        None => for_a_person(scene, intent),
    }
}

/// The general article on an intent, with something below it.
fn about_beside<'a>(scene: &Scene<'a>, intent: Intent, beside: Beside) -> Decision<'a> {
    match general::passage(scene, intent) {
        Some(passage) => Decision::Answer { passage, beside },
        None => about(scene, intent),
    }
}

/// What an intent calls for.
pub(super) fn decide<'a>(scene: &Scene<'a>, profile: Option<&Profile>, intent: Intent) -> Decision<'a> {
    use Intent::{
        AgentRequest, BotIdentity, CardLost, CardSuspended, CardUnauthorizedUse, Chitchat, Complaint,
        DeceasedInheritance, FraudPreventionService, IdentityTheftReport, IllegalCollectionThreat, LoginProblem,
        OverdueConsequences, PaymentError, SuspiciousContactCheck, VoicePhishingEmergency,
    };
    let (number, text) = (scene.heard.number, scene.heard.text);
    let hand_off = |reason, because| Decision::HandOff { reason, intent: Some(intent), because };
    if matches!(intent, CardLost | CardSuspended) && cue::undoes(text) {
        return hand_off(Reason::authority(number, LIFT_STOP), Because::Undo);
    }
    if intent.is_status_lookup() {
        return own_state(scene, profile, intent);
    }
    match intent {
        AgentRequest => hand_off(Reason::user_request(number, text), Because::Asked),
        // How a complaint goes on is told to whoever asks, with a person beside it.
        Complaint if !cue::wants_it_done(text) && general::passage(scene, intent).is_some() => {
            about_beside(scene, intent, Beside::Person(intent))
        }
        Complaint | DeceasedInheritance if !is_firm(scene, intent) => offer_instead(scene, intent),
        // What is meant to be put on record is; who only vents is heard by a person.
        Complaint if cue::files_complaint(text) => taken(scene, Request::Complaint),
        Complaint => hand_off(Reason::policy_right(number, for_agents(intent)), Because::Complaint),
        DeceasedInheritance => hand_off(Reason::authority(number, for_agents(intent)), Because::Death),
        CardLost => with_article(scene, intent, Beside::StopCards),
        VoicePhishingEmergency | IdentityTheftReport | CardUnauthorizedUse | IllegalCollectionThreat => {
            let beside = Emergency::of_intent(intent.name()).map_or(Beside::Nothing, Beside::Danger);
            with_article(scene, intent, beside)
        }
        SuspiciousContactCheck if cue::only_wonders(text) => with_article(scene, intent, Beside::Nothing),
        SuspiciousContactCheck => Decision::AskGiven(article(scene, intent)),
        Chitchat if cue::thanks(text) => Decision::SmallTalk(SmallTalk::Thanks),
        Chitchat if cue::bye(text) => Decision::SmallTalk(SmallTalk::Bye),
        Chitchat if cue::greets(text) => Decision::SmallTalk(SmallTalk::Hello),
        Chitchat => Decision::SmallTalk(SmallTalk::Acknowledged),
        BotIdentity => match general::passage(scene, intent) {
            Some(passage) => Decision::Answer { passage, beside: Beside::Nothing },
            None => Decision::SmallTalk(SmallTalk::Identity),
        },
        LoginProblem if still_broken(scene, intent) => taken(scene, Request::LoginHelp),
        LoginProblem => with_article(scene, intent, Beside::Request(Request::LoginHelp)),
        PaymentError if still_broken(scene, intent) => {
            let reason = Reason::technical(number, for_agents(intent), 2);
            Decision::OfferPerson { reason, offer: Offer::Failing }
        }
        // Protection is taken at any level from whoever wants it now.
        FraudPreventionService if cue::wants_it_blocked(text) => taken(scene, Request::StopNewCredit),
        OverdueConsequences => with_article(scene, intent, Beside::Also(Intent::DelinquencyRecord)),
        _ if !cue::asks_for_another(text) && sells(intent, text) && profile.is_some_and(Profile::needs_care) => {
            Decision::Relief
        }
        _ => match step_up(intent, text) {
            Some(what) => hand_off(Reason::authority(number, for_agents(intent)), Because::StepUp(what)),
            None => match request_of(intent) {
                Some(wanted) => action(scene, intent, wanted),
                None => with_article(scene, intent, Beside::Nothing),
            },
        },
    }
}

/// A request that an intent asks for: the question how it is done is answered, the wish is taken.
fn action<'a>(scene: &Scene<'a>, intent: Intent, wanted: Request) -> Decision<'a> {
    let text = scene.heard.text;
    let asks = scene.heard.choice.is_none()
        && (cue::asks_in_general(text)
            || (intent.is_faq() && !cue::wants_it_done(text))
            || cue::asks_about_rules(text)
            || is_asked_about(scene, intent, wanted));
    let passage = article(scene, intent);
    match passage {
        // Broken software is not explained away.
        Some(passage) if asks && wanted != Request::TechnicalReport => {
            Decision::Answer { passage, beside: Beside::Request(wanted) }
        }
        _ if cue::asks_for_another(text) => Decision::NotYours,
        passage => Decision::Take { draft: draft(scene, wanted), passage: passage.filter(|_| !wanted.needs_person()) },
    }
}

/// Whether the rule behind a request is asked for, and not the request: no detail of it is named, and it is
/// nobody's right that would have to wait.
fn is_asked_about(scene: &Scene<'_>, intent: Intent, wanted: Request) -> bool {
    !intent.is_handoff_always()
        && !cue::wants_it_done(scene.heard.text)
        && draft(scene, wanted) == Draft::of(wanted)
        && general::passage(scene, intent).is_some()
}

/// The request, with everything that the message tells of it.
pub(super) fn draft(scene: &Scene<'_>, request: Request) -> Draft {
    let mut draft = Draft::of(request);
    draft.details.read(request, scene.heard.text, &scene.heard.understanding.entities);
    draft
}

fn taken<'a>(scene: &Scene<'a>, request: Request) -> Decision<'a> {
    Decision::Take { draft: draft(scene, request), passage: None }
}

fn request_of(intent: Intent) -> Option<Request> {
    let protective = |request: &Request| request.protects();
    Request::ALL.into_iter().filter(|request| !protective(request)).find(|request| request.intent() == intent)
}

/// What moves money or opens the door to it is changed by a person alone.
fn step_up(intent: Intent, text: &str) -> Option<StepUp> {
    match intent {
        Intent::PaymentSettingsChange if cue::names_account(text) => Some(StepUp::DebitAccount),
        Intent::PersonalInfoUpdate if cue::names_phone(text) => Some(StepUp::Phone),
        _ => None,
    }
    .filter(|_| !cue::asks_in_general(text))
}

/// Whether the help before did not help.
fn still_broken(scene: &Scene<'_>, intent: Intent) -> bool {
    let dialogue = &scene.conversation.dialogue;
    let answered = matches!(dialogue.last_said, Some(LastSaid::Article(_)));
    (answered && dialogue.last_intent == Some(intent)) || cue::says_it_did_not_help(scene.heard.text)
}

/// A lookup of the customer's own state, or what is said in its place.
fn own_state<'a>(scene: &Scene<'a>, profile: Option<&Profile>, intent: Intent) -> Decision<'a> {
    let text = scene.heard.text;
    if cue::speaks_of_another(text) && scene.heard.choice.is_none() {
        return Decision::NotYours;
    }
    let Some(lookup) = lookup_of(profile, intent, text) else { return unsure(scene) };
    let cases = request::asked_about(&scene.journey.cases, Some(intent), &scene.heard.understanding.entities);
    if !cases.is_empty() {
        return Decision::Cases(lookup, cases);
    }
    let general = match intent {
        // Where an article answers as well as the account, a question that names no sum of one's own is
        // about the rule.
        Intent::EarlyRepayment => (cue::asks_about_fees(text) || cue::asks(text)) && !cue::asks_for_amount(text),
        _ => false,
    };
    let fees = (scene.heard.choice.is_none() && general).then(|| article(scene, intent)).flatten();
    if let Some(passage) = fees.or_else(|| general::passage(scene, intent)) {
        let beside = if scene.conversation.customer.is_none() { Beside::SignIn } else { Beside::Own(lookup) };
        return Decision::Answer { passage, beside };
    }
    let figures = lookup.has_figures() && cue::asks_for_amount(text);
    Decision::LookUp { lookup, reference: None, figures, choose: false }
}

/// The lookup that answers an intent. Whether something is due or late, or a bill, and where relief was
/// asked for, is for the account to say, not for the words.
fn lookup_of(profile: Option<&Profile>, intent: Intent, text: &str) -> Option<Lookup> {
    let lookup = Lookup::of(intent)?;
    let Some(profile) = profile else {
        return Some(
            Some(lookup)
                .filter(|lookup| *lookup != Lookup::DebtAdjustmentCase)
                .unwrap_or_else(|| cue::relief_case(text).unwrap_or(Lookup::of_relief(false))),
        );
    };
    Some(match lookup {
        Lookup::RepaymentSchedule if profile.overdue_days > 0 => Lookup::OverdueBalance,
        Lookup::RepaymentSchedule if profile.contracts.is_empty() && !profile.cards.is_empty() => Lookup::CardStatement,
        Lookup::DebtAdjustmentCase => {
            cue::relief_case(text).unwrap_or_else(|| Lookup::of_relief(profile.in_debt_adjustment))
        }
        lookup => lookup,
    })
}

/// The article that answers: the best one above its threshold, the intent breaking ties.
fn best<'a>(scene: &Scene<'a>, intent: Intent) -> Option<&'a faq::Passage> {
    let first = scene.passages.first().filter(|passage| passage.score >= faq::ANSWERS)?;
    let near = scene.passages.iter().filter(|passage| first.score - passage.score <= TIE);
    near.clone().find(|passage| is_on(passage, intent)).or(Some(first))
}

/// The article for an intent that is sure: the best one there is, else the nearest on the intent.
pub(super) fn article<'a>(scene: &Scene<'a>, intent: Intent) -> Option<&'a faq::Passage> {
    let on_it = || scene.passages.iter().find(|passage| is_on(passage, intent));
    match best(scene, intent) {
        Some(passage) if is_on(passage, intent) || passage.score >= SURELY_ANSWERS => Some(passage),
        // What was found is about something else, and the intent has an article of its own.
        found => on_it().or(found),
    }
}

fn is_on(passage: &faq::Passage, intent: Intent) -> bool {
    passage.article.intents.iter().any(|name| name == intent.name())
}

fn with_article<'a>(scene: &Scene<'a>, intent: Intent, beside: Beside) -> Decision<'a> {
    match (article(scene, intent), beside) {
        (Some(passage), beside) => Decision::Answer { passage, beside },
        (None, Beside::Danger(Emergency::VoicePhishing)) => Decision::AskGiven(None),
        (None, Beside::Request(request)) => taken(scene, request),
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

/// Whether an answer to it would lead to more debt. What a word means is explained to everybody, and
/// nobody is talked out of a lower limit or a replaced card.
fn sells(intent: Intent, text: &str) -> bool {
    match intent {
        Intent::LoanApplyHowto | Intent::LoanEligibility => !cue::asks_in_general(text) || cue::wants_more_debt(text),
        Intent::CardApply => !cue::speaks_of_replacement(text),
        Intent::LimitIncreaseRequest => !cue::wants_less(text) && !cue::asks_in_general(text),
        Intent::CardServicesInfo => cue::wants_more_debt(text),
        _ => false,
    }
}
