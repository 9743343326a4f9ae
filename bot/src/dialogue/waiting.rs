//! bot: while somebody waits for a person: the bot minds the wait and nothing else.

use handoff::emergency::Emergency;
use nlu::{Act, Intent};

use super::action::{self, Action};
use super::choice::Tap;
use super::decide::{Beside, Decision};
use super::reply::Reply;
use super::topic::{self, Read, Sign};
use super::{Scene, act, cue, general, protect, typed};
use crate::core::{Core, CoreError, Profile};
use crate::flow::Flow;
use crate::flow::protect::Step;
use crate::flow::request::Request;
use crate::words::{self, Label};

/// What the bot does about a message of somebody who waits.
#[derive(Debug, Clone, PartialEq)]
enum Waits<'a> {
    Danger {
        emergency: Emergency,
        another: bool,
    },
    /// The danger is known already: no second alarm, but never silence.
    StayWith(Emergency),
    Protect(Request),
    Answered(Step, bool),
    Leave,
    Position,
    /// What was asked meanwhile is answered; the place in the queue stands.
    Serve(Decision<'a>),
    Thanks,
    /// It is noted for the agent.
    Note,
}

/// Decides and speaks to somebody who waits.
pub(super) async fn respond(scene: &Scene<'_>, reply: &mut Reply<'_>, core: &Core, reached: Result<(), CoreError>) {
    let waits = decide(scene, reply.profile);
    reply.outcome.decided.intents = taken_as(scene, &waits);
    match waits {
        Waits::Danger { emergency, another } => {
            let evidence = protect::evidence(scene.heard.understanding, scene.heard.text);
            protect::alarm(reply, emergency, another, scene.heard.text, evidence);
        }
        Waits::StayWith(emergency) => {
            let again = reply.outcome.dialogue.noted % 2 == 1;
            reply.outcome.dialogue.noted = reply.outcome.dialogue.noted.wrapping_add(1);
            reply.did(Action::Handoff);
            reply.say(words::still_with_you(reply.language, emergency, again), Vec::new());
        }
        Waits::Protect(request) => protect::take(reply, request),
        Waits::Answered(step, yes) => {
            reply.did(Action::Handoff);
            protect::answered(reply, &step, yes, scene.heard.text);
        }
        Waits::Leave => {
            reply.did(Action::Smalltalk);
            reply.outcome.cancel_handoff = true;
            reply.outcome.dialogue.flow = None;
            reply.say(words::cancelled(reply.language), act::menu(reply));
        }
        Waits::Position => {
            let choices = wait_or_not(reply);
            reply.did(Action::Handoff);
            reply.say(words::waiting_since(reply.language, reply.desk()), choices);
        }
        Waits::Serve(decision) => {
            act::act(decision, scene, reply, core, reached).await;
            // An open question of the bot stays the last thing that was said.
            if reply.outcome.dialogue.flow.is_none() && reply.outcome.dialogue.pending.is_none() {
                let choices = wait_or_not(reply);
                act::keep_last_said(reply, |reply| reply.say(words::still_waiting(reply.language), choices));
            }
        }
        Waits::Thanks => {
            reply.did(Action::Smalltalk);
            reply.say(words::thanks_while_waiting(reply.language), Vec::new());
        }
        Waits::Note => {
            let first = reply.outcome.dialogue.noted == 0;
            reply.outcome.dialogue.noted = reply.outcome.dialogue.noted.saturating_add(1);
            let (text, choices) = if first {
                (words::noted_first(reply.language), wait_or_not(reply))
            } else {
                (words::noted_more(reply.language), Vec::new())
            };
            reply.did(Action::Handoff);
            reply.say(text, choices);
        }
    }
}

fn taken_as(scene: &Scene<'_>, waits: &Waits<'_>) -> Vec<String> {
    match waits {
        Waits::Danger { emergency, another } => {
            action::taken_as(scene, &Decision::Danger { emergency: *emergency, another: *another })
        }
        Waits::Serve(decision) => action::taken_as(scene, decision),
        _ => action::taken_as(scene, &Decision::Menu),
    }
}

fn decide<'a>(scene: &Scene<'a>, profile: Option<&Profile>) -> Waits<'a> {
    let dialogue = &scene.conversation.dialogue;
    let heard = &scene.heard;
    let tap = heard.choice.and_then(Tap::parse).or_else(|| typed::tap(scene));
    let open = match &dialogue.flow {
        Some(Flow::Protect(step)) => Some(step.clone()),
        _ => None,
    };
    match (tap, open.clone()) {
        (Some(Tap::NoWait), _) => return Waits::Leave,
        (Some(Tap::Protect(request)), _) => return Waits::Protect(request),
        (Some(Tap::Affirm), Some(step)) => return Waits::Answered(step, true),
        (Some(Tap::Deny), Some(step)) => return Waits::Answered(step, false),
        (Some(Tap::Wait | Tap::Agent), _) => return Waits::Position,
        (Some(Tap::Danger(emergency)), _) => return Waits::Danger { emergency, another: false },
        (Some(_), _) => {
            // Whatever else was offered while waiting is done as ever; only a second person is not called.
            let decision = super::decide::decide(scene, profile);
            if !matches!(decision, Decision::HandOff { .. } | Decision::OfferPerson { .. } | Decision::Menu) {
                return Waits::Serve(decision);
            }
        }
        (None, _) => {}
    }
    // Somebody is on the way: what the model only suspects is noted for them.
    if let Some(Sign::Clear(emergency)) = topic::danger(scene)
        && (dialogue.danger != Some(emergency) || scene.desk.danger.is_none())
    {
        return Waits::Danger { emergency, another: cue::speaks_of_another(heard.text) };
    }
    if let (Some(step), Some(yes)) = (&open, cue::says_yes_or_no(heard.text)) {
        return Waits::Answered(step.clone(), yes);
    }
    match (heard.understanding.act, open) {
        (Some(Act::Yes), Some(step)) => return Waits::Answered(step, true),
        (Some(Act::No), Some(step)) => return Waits::Answered(step, false),
        (Some(Act::Agent), _) => return Waits::Position,
        // Whoever is in danger is not let go by a single word.
        (Some(Act::Stop | Act::Back | Act::Restart), _) if dialogue.danger != Some(Emergency::SelfHarm) => {
            return Waits::Leave;
        }
        _ => {}
    }
    // Protection is taken at once, whatever is waited for.
    if let Some(request) = protect::wanted(heard.text) {
        return Waits::Protect(request);
    }
    // How things are is told to everybody but those who must not be left alone with an article.
    if dialogue.danger.is_none_or(|danger| danger == Emergency::VoicePhishing || !holds_on(danger))
        && let Some(passage) = general::best(scene)
    {
        return Waits::Serve(Decision::Answer { passage, beside: Beside::Nothing });
    }
    if let Some(emergency) = dialogue.danger.filter(|danger| holds_on(*danger) || topic::danger(scene).is_some()) {
        return Waits::StayWith(emergency);
    }
    if cue::gives_up_waiting(heard.text) {
        return Waits::Leave;
    }
    if cue::asks_how_long(heard.text) || topic::sure(scene) == Some(Intent::AgentRequest) {
        return Waits::Position;
    }
    if topic::sure(scene) == Some(Intent::Chitchat) || cue::thanks(heard.text) {
        return Waits::Thanks;
    }
    if is_question(scene) || dialogue.flow.is_some() || dialogue.pending.is_some() {
        match super::decide::decide(scene, profile) {
            decision @ (Decision::Answer { .. }
            | Decision::Digress(_)
            | Decision::LookUp { .. }
            | Decision::Both(..)
            | Decision::Cases(..)
            | Decision::SendCode
            | Decision::CodeInChat
            | Decision::NotYours
            | Decision::NeverForOthers) => return Waits::Serve(decision),
            Decision::Take { draft, .. } if draft.request.protects() => return Waits::Protect(draft.request),
            decision @ Decision::Take { .. } if !for_a_person(&decision) => return Waits::Serve(decision),
            _ => {}
        }
    }
    Waits::Note
}

/// Whether a request would call a second person.
fn for_a_person(decision: &Decision<'_>) -> bool {
    matches!(decision, Decision::Take { draft, .. } if draft.request.needs_person())
}

/// Dangers in which nothing else is talked about until a person is there.
fn holds_on(emergency: Emergency) -> bool {
    matches!(emergency, Emergency::SelfHarm | Emergency::Medical | Emergency::Coercion | Emergency::VoicePhishing)
}

/// Something that the bot can answer or take by itself, with the customer's place kept; what is merely
/// told is for the agent.
fn is_question(scene: &Scene<'_>) -> bool {
    let text = scene.heard.text;
    match topic::read(scene) {
        // How something is in general anybody may ask, whatever it is about.
        Read::Sure(_) if cue::asks_in_general(text) || cue::asks_about_rules(text) => true,
        Read::Sure(intent) => {
            let asks = text.contains('?') || intent.is_status_lookup() || cue::wants_it_done(text);
            !intent.is_handoff_always() && !intent.is_urgent() && (asks || intent.is_faq())
        }
        Read::Both(..) | Read::Either(..) | Read::Unsure => {
            text.contains('?') || cue::asks(text) || cue::wants_to_see(text) || cue::wants_it_done(text)
        }
    }
}

fn wait_or_not(reply: &Reply<'_>) -> Vec<handoff::message::Choice> {
    vec![reply.choice(&Tap::Wait, Label::Wait), reply.choice(&Tap::NoWait, Label::NoWait)]
}
