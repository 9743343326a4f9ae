//! bot: the decision: pure, total, and the only place that chooses.

use handoff::emergency::Emergency;
use handoff::message::Language;
use handoff::reason::Reason;
use nlu::{Act, Intent};

use super::choice::Tap;
use super::topic::{self, Read, Sign};
use super::{Scene, cue, frustration};
use crate::conversation::{Dialogue, LastSaid};
use crate::core::Profile;
use crate::flow::lookup::{self, Lookup, Pick};
use crate::flow::protect::Request;
use crate::flow::{Flow, protect, verify};
use crate::words::{Because, MINOR, Offer};

/// What the bot does about a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Decision<'a> {
    /// Before everything else. `another` when it happens to somebody else.
    Danger {
        emergency: Emergency,
        another: bool,
    },
    /// A person takes over at once.
    HandOff {
        reason: Reason,
        intent: Option<Intent>,
        because: Because,
    },
    /// A person is offered, never forced.
    OfferPerson {
        reason: Reason,
        offer: Offer,
    },
    DeclineOffer,
    /// Leaves the open task, or the open question.
    Cancel,
    Restart,
    Menu,
    Repeat,
    Simpler,
    Longer,
    LookUp {
        lookup: Lookup,
        reference: Option<String>,
        figures: bool,
        choose: bool,
    },
    Answer {
        passage: &'a faq::Passage,
        beside: Beside,
    },
    /// Which of the two was meant?
    Clarify(Intent, Intent),
    SmallTalk(SmallTalk),
    /// A request is taken; a person carries it out.
    Take(Request),
    /// "Did you give anything?", before anything else about a suspicious contact.
    AskGiven,
    /// "Has this happened?", where only the model suspects it.
    AskDanger(Emergency),
    /// The answer to an open protective question.
    Protective {
        step: protect::Step,
        yes: bool,
    },
    SendCode,
    /// A code was typed where everybody can read it.
    CodeInChat,
    /// The open question again.
    AskAgain,
    /// What was asked in between, then the open question again.
    Digress(Box<Decision<'a>>),
    /// An answer, and a person offered beside it.
    WithOffer(Box<Decision<'a>>, Reason),
    /// One of two things that were asked; the other is a choice.
    WithOther(Box<Decision<'a>>, Intent),
    /// Before more debt comes relief.
    Relief,
    /// Somebody sounds hopeless and asks for nothing: what can ease it.
    Ease,
    NotYours,
    NeverForOthers,
    AppError,
    SwitchLanguage(Language),
    /// A personal number, and nothing else that was understood.
    Masked,
    Fallback(Fallback<'a>),
}

/// What stands below an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    Nothing,
    /// A person can do it.
    Person(Intent),
    /// The customer's own state can be looked up after signing in.
    SignIn,
    /// The customer's own state is a tap away.
    Own(Lookup),
    /// A button for whoever is in that danger.
    Danger(Emergency),
    /// The stop button.
    StopCards,
    /// This is linked to it.
    Also(Intent),
}

/// The small talk there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmallTalk {
    Hello,
    Thanks,
    Bye,
    Identity,
    Acknowledged,
}

/// Not understood: what it may have been.
#[derive(Debug, Clone, PartialEq)]
pub struct Fallback<'a> {
    pub intents: Vec<Intent>,
    pub passages: Vec<&'a faq::Passage>,
    /// It was about something that the bot does not do.
    pub elsewhere: bool,
    /// The customer said that the answer was not what they meant.
    pub denied: bool,
}

/// Decides. The order of the rules is the order of what matters.
pub fn decide<'a>(scene: &Scene<'a>, profile: Option<&Profile>) -> Decision<'a> {
    let tap = scene.heard.choice.and_then(Tap::parse).filter(|_| was_offered(scene));
    let decision = danger(scene, tap.as_ref())
        .or_else(|| tap.and_then(|tap| by_tap(scene, profile, tap)))
        .or_else(|| by_act(scene, profile))
        .unwrap_or_else(|| by_words(scene, profile));
    match decision {
        Decision::Fallback(_) if !scene.heard.masked.is_empty() => Decision::Masked,
        Decision::Fallback(fallback) => after_failures(scene, fallback),
        decision => decision,
    }
}

/// A tapped label is our own text and no sign of danger, as long as it is what we offered.
fn was_offered(scene: &Scene<'_>) -> bool {
    let offered = &scene.conversation.dialogue.choices;
    let ours = |choice: &handoff::message::Choice| Some(choice.id.as_str()) == scene.heard.choice;
    scene.heard.understanding.emergency.is_none()
        || offered.iter().any(|choice| ours(choice) && choice.label == scene.heard.text)
}

fn danger<'a>(scene: &Scene<'a>, tap: Option<&Tap>) -> Option<Decision<'a>> {
    if tap.is_some() {
        return None;
    }
    let emergency = match topic::danger(scene)? {
        Sign::Clear(emergency) => emergency,
        Sign::Faint(Emergency::VoicePhishing) => return Some(Decision::AskGiven),
        Sign::Faint(emergency) => return Some(Decision::AskDanger(emergency)),
    };
    if emergency == Emergency::CardLost && cue::undoes(scene.heard.text) {
        return None;
    }
    Some(Decision::Danger { emergency, another: cue::speaks_of_another(scene.heard.text) })
}

fn by_tap<'a>(scene: &Scene<'a>, profile: Option<&Profile>, tap: Tap) -> Option<Decision<'a>> {
    let dialogue = &scene.conversation.dialogue;
    Some(match tap {
        Tap::Agent => accept(scene),
        Tap::NoAgent => Decision::DeclineOffer,
        Tap::Intent(intent) => topic::chosen(scene, profile, intent),
        Tap::About(intent) => topic::about(scene, intent),
        Tap::Article(id) => {
            let passage = scene.passages.iter().find(|passage| passage.article.id == id).or(scene.passages.first());
            Decision::Answer { passage: passage?, beside: Beside::Nothing }
        }
        Tap::Lookup(lookup) => look_up(lookup, None),
        Tap::Figures(lookup, reference) => Decision::LookUp { lookup, reference, figures: true, choose: false },
        Tap::Pick(reference) => match (&dialogue.flow, &dialogue.last_said) {
            (Some(Flow::Lookup(lookup::Step::Choose { lookup, figures, .. })), _) => {
                Decision::LookUp { lookup: *lookup, reference: Some(reference), figures: *figures, choose: false }
            }
            (_, Some(LastSaid::Lookup { lookup, .. })) => look_up(*lookup, Some(reference)),
            _ => return None,
        },
        Tap::SendCode => Decision::SendCode,
        Tap::Leave => Decision::Cancel,
        Tap::Danger(emergency) => Decision::Danger { emergency, another: false },
        Tap::Protect(request) => Decision::Take(request),
        Tap::Affirm => answered(scene, true),
        Tap::Deny => answered(scene, false),
        Tap::Wait | Tap::NoWait | Tap::Menu => Decision::Menu,
    })
}

fn by_act<'a>(scene: &Scene<'a>, profile: Option<&Profile>) -> Option<Decision<'a>> {
    let dialogue = &scene.conversation.dialogue;
    Some(match scene.heard.understanding.act? {
        Act::Agent => accept(scene),
        Act::Stop | Act::Back => Decision::Cancel,
        Act::Restart => Decision::Restart,
        // What was looked up is looked up again: it may have changed, and figures are never kept.
        Act::Repeat | Act::Simpler | Act::Longer if looked_up(dialogue).is_some() => looked_up(dialogue)?,
        Act::Repeat => Decision::Repeat,
        Act::Simpler => Decision::Simpler,
        Act::Longer => Decision::Longer,
        Act::Pick(n) => {
            let choice = dialogue.choices.get(usize::from(n).checked_sub(1)?)?;
            by_tap(scene, profile, Tap::parse(&choice.id)?)?
        }
        Act::Yes => answered(scene, true),
        Act::No => answered(scene, false),
    })
}

fn looked_up<'a>(dialogue: &Dialogue) -> Option<Decision<'a>> {
    match &dialogue.last_said {
        Some(LastSaid::Lookup { lookup, reference }) => Some(look_up(*lookup, reference.clone())),
        _ => None,
    }
}

/// A person is asked for, or the offer of one is taken: the reason of the offer stands.
fn accept<'a>(scene: &Scene<'_>) -> Decision<'a> {
    let asked = || Reason::user_request(scene.heard.number, scene.heard.text);
    match scene.conversation.dialogue.offered.clone() {
        Some(reason) => {
            Decision::HandOff { reason, intent: scene.conversation.dialogue.last_intent, because: Because::Accepted }
        }
        None => Decision::HandOff {
            reason: asked(),
            intent: scene.conversation.dialogue.last_intent,
            because: Because::Asked,
        },
    }
}

/// Yes or no, to whatever is open.
fn answered<'a>(scene: &Scene<'a>, yes: bool) -> Decision<'a> {
    let Dialogue { flow, offered, clarifying, last_said, .. } = &scene.conversation.dialogue;
    match (flow, yes) {
        (Some(Flow::Protect(step)), yes) => return Decision::Protective { step: step.clone(), yes },
        (Some(Flow::Verify(verify::Step::Offer { .. })), true) => return Decision::SendCode,
        (Some(Flow::Verify(verify::Step::SignIn { then })), true) if scene.conversation.customer.is_some() => {
            return look_up(then.lookup, then.reference.clone());
        }
        (Some(_), true) => return Decision::AskAgain,
        (Some(_), false) => return Decision::Cancel,
        (None, _) => {}
    }
    match (offered, yes) {
        (Some(_), true) => accept(scene),
        (Some(_), false) => Decision::DeclineOffer,
        (None, true) if clarifying.len() == 2 => Decision::Clarify(clarifying[0], clarifying[1]),
        (None, false) if !clarifying.is_empty() || matches!(last_said, Some(LastSaid::Article(_))) => denied(scene),
        (None, _) => Decision::SmallTalk(SmallTalk::Acknowledged),
    }
}

fn by_words<'a>(scene: &Scene<'a>, profile: Option<&Profile>) -> Decision<'a> {
    let Some(flow) = &scene.conversation.dialogue.flow else { return free(scene, profile) };
    if let Some(decision) = in_flow(scene, flow) {
        return decision;
    }
    match free(scene, profile) {
        Decision::Fallback(_) if scene.conversation.dialogue.failed.is_empty() => Decision::AskAgain,
        Decision::LookUp { lookup, reference: None, .. } if waits_for(flow) == Some(lookup) => Decision::AskAgain,
        decision @ (Decision::Answer { .. } | Decision::SmallTalk(_)) => Decision::Digress(Box::new(decision)),
        decision => decision,
    }
}

/// What the open task itself can make of the words.
fn in_flow<'a>(scene: &Scene<'_>, flow: &Flow) -> Option<Decision<'a>> {
    let text = scene.heard.text;
    match flow {
        Flow::Lookup(lookup::Step::Choose { lookup, options, figures, .. }) => {
            let short = text.chars().count() <= 24;
            let reference = Pick::meant(options, text).filter(|_| short)?.reference.clone();
            Some(Decision::LookUp { lookup: *lookup, reference: Some(reference), figures: *figures, choose: false })
        }
        Flow::Verify(verify::Step::Entering { sent, .. }) => {
            let login = topic::sure(scene) == Some(Intent::LoginProblem);
            if cue::is_code(text) {
                Some(Decision::CodeInChat)
            } else if !(cue::misses_code(text) || login) {
                None
            } else if *sent < verify::SENDS {
                Some(Decision::SendCode)
            } else {
                let reason = Reason::technical(scene.heard.number, "one_time_code", *sent);
                Some(Decision::OfferPerson { reason, offer: Offer::Code })
            }
        }
        Flow::Verify(verify::Step::SignIn { then }) if scene.conversation.customer.is_some() => {
            Some(look_up(then.lookup, then.reference.clone()))
        }
        Flow::Verify(verify::Step::Offer { .. }) if cue::misses_code(text) => Some(Decision::SendCode),
        Flow::Verify(_) | Flow::Protect(_) => None,
    }
}

fn waits_for(flow: &Flow) -> Option<Lookup> {
    match flow {
        Flow::Lookup(lookup::Step::Choose { lookup, .. }) => Some(*lookup),
        Flow::Verify(step) => step.waiting().map(|waiting| waiting.lookup),
        Flow::Protect(_) => None,
    }
}

/// The words by themselves, whatever is open.
fn free<'a>(scene: &Scene<'a>, profile: Option<&Profile>) -> Decision<'a> {
    if let Some(decision) = by_cue(scene) {
        return decision;
    }
    // Policy does not wait for a model to be sure of this one.
    if cue::wants_more_debt(scene.heard.text) && profile.is_some_and(Profile::needs_care) {
        return Decision::Relief;
    }
    let decision = match topic::read(scene) {
        Read::Sure(intent) => topic::decide(scene, profile, intent),
        Read::Both(first, other) => match topic::decide(scene, profile, first) {
            decision @ (Decision::Answer { .. } | Decision::LookUp { .. }) => {
                Decision::WithOther(Box::new(decision), other)
            }
            Decision::Fallback(_) | Decision::OfferPerson { .. } | Decision::SmallTalk(_) => {
                topic::either(scene, profile, first, other)
            }
            decision => decision,
        },
        Read::Either(a, b) => topic::either(scene, profile, a, b),
        Read::Unsure => topic::unsure(scene),
    };
    let Some(reason) = frustration::reason(scene) else { return decision };
    match decision {
        // Whoever gets an answer is offered a person beside it; whoever gets none, instead.
        Decision::Fallback(_) | Decision::Clarify(..) | Decision::SmallTalk(_) | Decision::AppError => {
            Decision::OfferPerson { reason, offer: Offer::Mood }
        }
        Decision::Answer { .. } | Decision::LookUp { .. } | Decision::WithOther(..)
            if scene.conversation.dialogue.offered.is_none() =>
        {
            Decision::WithOffer(Box::new(decision), reason)
        }
        decision => decision,
    }
}

/// What policy says before any model does.
fn by_cue<'a>(scene: &Scene<'a>) -> Option<Decision<'a>> {
    let text = scene.heard.text;
    let number = scene.heard.number;
    let short = text.chars().count() <= 24;
    let last = &scene.conversation.dialogue.last_said;
    if short && scene.conversation.language == Language::Ko && cue::asks_for_english(text) {
        return Some(Decision::SwitchLanguage(Language::En));
    }
    if short && scene.conversation.language == Language::En && cue::asks_for_korean(text) {
        return Some(Decision::SwitchLanguage(Language::Ko));
    }
    if cue::probes(text) {
        return Some(Decision::NeverForOthers);
    }
    if cue::says_minor(text) {
        let reason = Reason::authority(number, MINOR);
        return Some(Decision::HandOff { reason, intent: topic::sure(scene), because: Because::Minor });
    }
    if cue::says_old(text) {
        let reason = Reason::user_request(number, text);
        return Some(Decision::OfferPerson { reason, offer: Offer::Age });
    }
    if cue::recalls_promise(text) {
        let reason = Reason::user_request(number, text);
        return Some(Decision::HandOff { reason, intent: None, because: Because::Promise });
    }
    if short
        && cue::means_another(text)
        && let Some(LastSaid::Lookup { lookup, .. }) = last
    {
        return Some(Decision::LookUp { lookup: *lookup, reference: None, figures: false, choose: true });
    }
    (short && last.is_some() && cue::denies(text)).then(|| denied(scene))
}

fn denied<'a>(scene: &Scene<'a>) -> Decision<'a> {
    let fallback = Fallback { denied: true, elsewhere: false, ..topic::fallback(scene) };
    Decision::Fallback(fallback)
}

/// After one turn that did not help the bot asks once more; after two it offers a person.
fn after_failures<'a>(scene: &Scene<'a>, fallback: Fallback<'a>) -> Decision<'a> {
    let before = &scene.conversation.dialogue.failed;
    if before.is_empty() {
        return Decision::Fallback(fallback);
    }
    let now = topic::failure(scene);
    let all = || before.iter().copied().chain([now]);
    let line = scene.heard.understanding.thresholds;
    if fallback.elsewhere && before.iter().all(|failure| failure.in_scope < line.in_scope) {
        let scopes: Vec<_> = all().map(|failure| (failure.number, failure.in_scope)).collect();
        return Decision::OfferPerson { reason: Reason::out_of_scope(&scopes, line.in_scope), offer: Offer::Elsewhere };
    }
    let confidences: Vec<_> = all().map(|failure| (failure.number, failure.confidence)).collect();
    Decision::OfferPerson { reason: Reason::low_confidence(&confidences, line.confident), offer: Offer::Unclear }
}

pub(super) fn look_up<'a>(lookup: Lookup, reference: Option<String>) -> Decision<'a> {
    Decision::LookUp { lookup, reference, figures: false, choose: false }
}
