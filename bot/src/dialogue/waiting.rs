//! bot: while somebody waits for a person: the bot minds the wait and nothing else.

use handoff::emergency::Emergency;
use nlu::{Act, Intent};

use super::choice::Tap;
use super::decide::Beside;
use super::reply::Reply;
use super::topic::{self, Read, Sign};
use super::{Scene, act, article, cue, protect};
use crate::flow::Flow;
use crate::flow::protect::{Request, Step};
use crate::words::{self, Label};

/// What the bot does about a message of somebody who waits.
#[derive(Debug, Clone, PartialEq)]
enum Decision<'a> {
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
    Answer(&'a faq::Passage),
    Thanks,
    /// It is noted for the agent.
    Note,
}

/// Decides and speaks to somebody who waits.
pub(super) fn respond(scene: &Scene<'_>, reply: &mut Reply<'_>) {
    match decide(scene) {
        Decision::Danger { emergency, another } => {
            let evidence = protect::evidence(scene.heard.understanding, scene.heard.text);
            protect::alarm(reply, emergency, another, scene.heard.text, evidence);
        }
        Decision::StayWith(emergency) => {
            let again = reply.outcome.dialogue.noted % 2 == 1;
            reply.outcome.dialogue.noted = reply.outcome.dialogue.noted.wrapping_add(1);
            reply.say(words::still_with_you(reply.language, emergency, again), Vec::new());
        }
        Decision::Protect(request) => protect::take(reply, request, 0.0),
        Decision::Answered(step, yes) => protect::answered(reply, &step, yes, scene.heard.text),
        Decision::Leave => {
            reply.outcome.cancel_handoff = true;
            reply.outcome.dialogue.flow = None;
            reply.say(words::cancelled(reply.language), act::menu(reply));
        }
        Decision::Position => {
            let choices = wait_or_not(reply);
            reply.say(words::waiting_since(reply.language, reply.desk()), choices);
        }
        Decision::Answer(passage) => {
            article::answer(reply, passage, Beside::Nothing);
            let choices = wait_or_not(reply);
            act::keep_last_said(reply, |reply| reply.say(words::still_waiting(reply.language), choices));
        }
        Decision::Thanks => reply.say(words::thanks_while_waiting(reply.language), Vec::new()),
        Decision::Note => {
            let first = reply.outcome.dialogue.noted == 0;
            reply.outcome.dialogue.noted = reply.outcome.dialogue.noted.saturating_add(1);
            let (text, choices) = if first {
                (words::noted_first(reply.language), wait_or_not(reply))
            } else {
                (words::noted_more(reply.language), Vec::new())
            };
            reply.say(text, choices);
        }
    }
}

fn decide<'a>(scene: &Scene<'a>) -> Decision<'a> {
    let dialogue = &scene.conversation.dialogue;
    let heard = &scene.heard;
    let tap = heard.choice.and_then(Tap::parse);
    let open = match &dialogue.flow {
        Some(Flow::Protect(step)) => Some(step.clone()),
        _ => None,
    };
    match (tap, open.clone()) {
        (Some(Tap::NoWait), _) => return Decision::Leave,
        (Some(Tap::Protect(request)), _) => return Decision::Protect(request),
        (Some(Tap::Affirm), Some(step)) => return Decision::Answered(step, true),
        (Some(Tap::Deny), Some(step)) => return Decision::Answered(step, false),
        (Some(Tap::Wait | Tap::Agent), _) => return Decision::Position,
        (Some(Tap::Danger(emergency)), _) => return Decision::Danger { emergency, another: false },
        _ => {}
    }
    // Somebody is on the way: what the model only suspects is noted for them.
    if let Some(Sign::Clear(emergency)) = topic::danger(scene)
        && dialogue.danger != Some(emergency)
    {
        return Decision::Danger { emergency, another: cue::speaks_of_another(heard.text) };
    }
    match (heard.understanding.act, open) {
        (Some(Act::Yes), Some(step)) => return Decision::Answered(step, true),
        (Some(Act::No), Some(step)) => return Decision::Answered(step, false),
        (Some(Act::Agent), _) => return Decision::Position,
        // Whoever is in danger is not let go by a single word.
        (Some(Act::Stop | Act::Back | Act::Restart), _) if dialogue.danger != Some(Emergency::SelfHarm) => {
            return Decision::Leave;
        }
        _ => {}
    }
    if let Some(emergency) = dialogue.danger.filter(|danger| holds_on(*danger) || topic::danger(scene).is_some()) {
        return Decision::StayWith(emergency);
    }
    if cue::gives_up_waiting(heard.text) {
        return Decision::Leave;
    }
    if cue::asks_how_long(heard.text) || topic::sure(scene) == Some(Intent::AgentRequest) {
        return Decision::Position;
    }
    if topic::sure(scene) == Some(Intent::Chitchat) || cue::thanks(heard.text) {
        return Decision::Thanks;
    }
    match scene.passages.first().filter(|passage| passage.score >= faq::ANSWERS) {
        Some(passage) if is_question(scene) => Decision::Answer(passage),
        _ => Decision::Note,
    }
}

/// Dangers in which nothing else is talked about until a person is there.
fn holds_on(emergency: Emergency) -> bool {
    matches!(emergency, Emergency::SelfHarm | Emergency::Medical | Emergency::Coercion | Emergency::VoicePhishing)
}

/// A question of general interest; what is about the customer is for the agent.
fn is_question(scene: &Scene<'_>) -> bool {
    match topic::read(scene) {
        Read::Sure(intent) => intent.is_faq() && !intent.is_handoff_always() && !intent.is_urgent(),
        Read::Both(..) | Read::Either(..) | Read::Unsure => scene.heard.text.contains('?'),
    }
}

fn wait_or_not(reply: &Reply<'_>) -> Vec<handoff::message::Choice> {
    vec![reply.choice(&Tap::Wait, Label::Wait), reply.choice(&Tap::NoWait, Label::NoWait)]
}
