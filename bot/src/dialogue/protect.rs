//! bot: dangers and protective requests: help first, a receipt at once, a person right after.

use handoff::emergency::Emergency;
use handoff::event::Fact;
use handoff::journey::BOT;
use handoff::message::{Block, Choice};
use handoff::reason::Reason;
use nlu::{Intent, Source, Understanding};

use super::act::keep_last_said;
use super::action::Action;
use super::choice::Tap;
use super::decide::Beside;
use super::reply::Reply;
use super::{HandOff, article, cue, request};
use crate::flow::Flow;
use crate::flow::protect::Step;
use crate::flow::request::{Draft, Request};
use crate::words::{self, Desk, Label};

/// The first bubble of an emergency: numbers to call, one thing to do, one not to do, and a person.
/// No login, no numbers asked for, nothing to pay, whatever the level.
pub(super) fn alarm(reply: &mut Reply<'_>, emergency: Emergency, another: bool, said: &str, evidence: String) {
    reply.note(Fact::UrgentFlagged { emergency: emergency.to_string(), evidence });
    let request = if another { None } else { at_once(emergency) };
    let taken = request.map(|request| request::take_once(reply, &Draft::of(request)));
    let someone = matches!(reply.desk(), Desk::There { .. });
    let receipt = taken.as_ref().map(|(receipted, ..)| (receipted.number.clone(), request::time(receipted)));
    let who = another.then(|| cue::relation(said, reply.language));
    let alarm = words::alarm(
        reply.language,
        emergency,
        who,
        receipt.as_ref().map(|(number, time)| (number.as_str(), time.as_str())),
        someone,
    );
    let mut blocks = vec![Block::Emergency { title: alarm.title, phones: alarm.phones, steps: alarm.steps }];
    if let Some((receipted, fact, _)) = taken {
        blocks.push(request::block(reply, &receipted));
        if let Some(fact) = fact {
            reply.note(fact);
        }
    }
    let choices = if another { Vec::new() } else { choices(reply, emergency) };
    reply.show(alarm.text, blocks, choices);
    if emergency == Emergency::SelfHarm && !another {
        let text = words::reminders_stop(reply.language);
        reply.note(Fact::PromiseMade { by: BOT.to_owned(), text, due: None });
    }
    reply.pass(hand_off(emergency, reply.number, said));
    let dialogue = &mut reply.outcome.dialogue;
    dialogue.danger = Some(emergency);
    dialogue.watched |= emergency == Emergency::Coercion;
    dialogue.flow = if another { None } else { open_question(emergency) };
}

/// What speaks for the danger in a message, as the log keeps it: the rule or the score, and the words.
pub(super) fn evidence(understanding: &Understanding, said: &str) -> String {
    let Some(found) = &understanding.emergency else { return said.to_owned() };
    let source = match &found.evidence.source {
        Source::Rule(rule) => rule.clone(),
        Source::Score(score) => format!("{score:.2}"),
    };
    let words = found.evidence.words.join(", ");
    if words.is_empty() { source } else { format!("{source}: {words}") }
}

/// The handing-over that a danger asks for.
pub(super) fn hand_off(emergency: Emergency, number: i64, said: &str) -> HandOff {
    HandOff {
        reason: Reason::emergency(emergency, number, said),
        queue: emergency.queue(),
        priority: emergency.priority(),
    }
}

/// The stop that the words ask for.
pub(super) fn wanted(text: &str) -> Option<Request> {
    cue::stop_wanted(text).map(|stop| match stop {
        cue::Stop::Cards => Request::StopCards,
        cue::Stop::Credit => Request::StopNewCredit,
        cue::Stop::Everything => Request::StopAll,
    })
}

/// Takes a protective request, at any level: a receipt, and a person who calls back.
pub(super) fn take(reply: &mut Reply<'_>, request: Request) {
    let emergency = match request {
        Request::StopCards => Emergency::CardLost,
        Request::StopNewCredit => Emergency::IdentityTheft,
        _ => Emergency::VoicePhishing,
    };
    request::receipt(reply, &Draft::of(request), Vec::new());
    reply.pass(HandOff {
        reason: Reason::emergency(emergency, reply.number, words::receipt_title(reply.language, request)),
        queue: emergency.queue(),
        priority: emergency.priority(),
    });
    reply.outcome.dialogue.danger.get_or_insert(emergency);
}

/// The answer to the open protective question.
pub(super) fn answered(reply: &mut Reply<'_>, step: &Step, yes: bool, said: &str) {
    reply.outcome.dialogue.flow = None;
    match (step, yes) {
        (Step::UnknownCharge, true) => {
            alarm(reply, Emergency::CardUnauthorised, false, said, said.to_owned());
            request::receipt(reply, &Draft::of(Request::DisputeCharge), Vec::new());
        }
        (Step::UnknownCharge, false) => reply.say(words::no_unknown_charge(reply.language), Vec::new()),
        (Step::ClaimsToBeUs, true) => {
            request::receipt(reply, &Draft::of(Request::CollectionAudit), Vec::new());
        }
        (Step::ClaimsToBeUs, false) => reply.say(words::not_from_us(reply.language), Vec::new()),
        (Step::Happened { emergency }, true) => alarm(reply, *emergency, false, said, said.to_owned()),
        (Step::Happened { .. }, false) => {
            let choices = super::act::menu(reply);
            reply.say(words::go_on(reply.language), choices);
        }
        (Step::AnythingGiven, true) => alarm(reply, Emergency::VoicePhishing, false, said, said.to_owned()),
        (Step::AnythingGiven, false) => {
            reply.helped();
            let choices =
                vec![reply.choice(&Tap::About(Intent::SuspiciousContactCheck), Label::General), reply.agent()];
            reply.say(words::nothing_given(reply.language), choices);
        }
    }
}

/// Whether anything was given already: the antechamber of voice phishing. What to do about the contact
/// itself is told first, and no verdict that it is safe.
pub(super) fn ask_given(reply: &mut Reply<'_>, passage: Option<&faq::Passage>) {
    let question = words::suspicious(reply.language);
    if let Some(passage) = passage {
        article::answer(reply, passage, Beside::Nothing);
    }
    reply.helped();
    reply.did(Action::Clarify);
    reply.outcome.dialogue.flow = Some(Flow::Protect(Step::AnythingGiven));
    let choices = vec![Tap::Affirm.labelled(question.first), Tap::Deny.labelled(question.second)];
    keep_last_said(reply, |reply| reply.say(question.text, choices));
}

/// Whether a danger is there that only the model suspects.
pub(super) fn ask_danger(reply: &mut Reply<'_>, emergency: Emergency) {
    let question = words::ask_danger(reply.language, emergency);
    reply.did(Action::Clarify);
    reply.outcome.dialogue.flow = Some(Flow::Protect(Step::Happened { emergency }));
    reply.say(question.text, vec![Tap::Affirm.labelled(question.first), Tap::Deny.labelled(question.second)]);
}

/// The open protective question, once more.
pub(super) fn ask(reply: &mut Reply<'_>, step: &Step) {
    reply.did(Action::Clarify);
    match step {
        Step::AnythingGiven => ask_given(reply, None),
        Step::Happened { emergency } => ask_danger(reply, *emergency),
        Step::UnknownCharge => {
            let choices = choices(reply, Emergency::CardLost);
            reply.say(words::unknown_charge(reply.language), choices);
        }
        Step::ClaimsToBeUs => {
            let choices = choices(reply, Emergency::IllegalCollection);
            reply.say(words::ask_again(reply.language), choices);
        }
    }
}

/// What is stopped without being asked, because every minute counts. Phishing waits for the button: the
/// phone in the customer's hand may not be the customer's alone.
fn at_once(emergency: Emergency) -> Option<Request> {
    match emergency {
        Emergency::CardLost | Emergency::CardUnauthorised => Some(Request::StopCards),
        Emergency::IdentityTheft => Some(Request::StopNewCredit),
        _ => None,
    }
}

fn open_question(emergency: Emergency) -> Option<Flow> {
    match emergency {
        Emergency::CardLost => Some(Flow::Protect(Step::UnknownCharge)),
        Emergency::IllegalCollection => Some(Flow::Protect(Step::ClaimsToBeUs)),
        _ => None,
    }
}

fn choices(reply: &Reply<'_>, emergency: Emergency) -> Vec<Choice> {
    match emergency {
        Emergency::VoicePhishing => vec![
            reply.choice(&Tap::Protect(Request::StopAll), Label::StopAll),
            Tap::Agent.labelled(words::ask_for_person(reply.language)),
            reply.choice(&Tap::OtherDevice, Label::OtherDevice),
        ],
        Emergency::CardLost => {
            vec![reply.choice(&Tap::Affirm, Label::UnknownCharge), reply.choice(&Tap::Deny, Label::NoUnknownCharge)]
        }
        Emergency::IllegalCollection => {
            vec![reply.choice(&Tap::Affirm, Label::FromUs), reply.choice(&Tap::Deny, Label::NotFromUs)]
        }
        _ => Vec::new(),
    }
}
