//! bot: dangers and protective requests: help first, a receipt at once, a person right after.

use handoff::emergency::Emergency;
use handoff::event::Fact;
use handoff::message::{Block, Choice};
use handoff::person::Level;
use handoff::reason::Reason;
use nlu::{Intent, Source, Understanding};

use super::HandOff;
use super::choice::Tap;
use super::reply::Reply;
use crate::conversation::Receipted;
use crate::core::local;
use crate::flow::Flow;
use crate::flow::protect::{Request, Step};
use crate::words::{self, Because, Desk, Label};

/// The first bubble of an emergency: numbers to call, one thing to do, one not to do, and a person.
/// No login, no numbers asked for, nothing to pay, whatever the level.
pub(super) fn alarm(reply: &mut Reply<'_>, emergency: Emergency, another: bool, said: &str, evidence: String) {
    reply.note(Fact::UrgentFlagged { emergency: emergency.to_string(), evidence });
    let request = if another { None } else { at_once(emergency) };
    let taken = request.map(|request| take_once(reply, request));
    let someone = matches!(reply.desk(), Desk::There { .. });
    let receipt = taken.as_ref().map(|(receipted, _)| (receipted.number.clone(), time(receipted)));
    let alarm = words::alarm(
        reply.language,
        emergency,
        another,
        receipt.as_ref().map(|(number, time)| (number.as_str(), time.as_str())),
        someone,
    );
    let mut blocks = vec![Block::Emergency { title: alarm.title, phones: alarm.phones, steps: alarm.steps }];
    if let Some((receipted, fact)) = taken {
        blocks.push(receipt_block(reply, &receipted));
        if let Some(fact) = fact {
            reply.note(fact);
        }
    }
    let choices = if another { Vec::new() } else { choices(reply, emergency) };
    reply.show(alarm.text, blocks, choices);
    if emergency == Emergency::SelfHarm && !another {
        let text = words::reminders_stop(reply.language);
        reply.note(Fact::PromiseMade { by: "bot".to_owned(), text, due: None });
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

/// Takes a request. A protective one at any level; a right is received and goes to a person.
pub(super) fn take(reply: &mut Reply<'_>, request: Request, mood: f32) {
    if request.protects() {
        protect(reply, request);
        return;
    }
    let intent = intent_of(request);
    let reason = Reason::policy_right(reply.number, words::for_agents(intent));
    let because = if request == Request::Hardship { Because::Hardship } else { Because::Right };
    // Without a signed-in customer there is nobody whose request it could be: the person at the desk takes it.
    if reply.conversation.level(reply.now) >= Level::V1 {
        show_receipt(reply, request);
    }
    reply.hand_over(reason, Some(intent), because, mood);
}

/// The answer to the open protective question.
pub(super) fn answered(reply: &mut Reply<'_>, step: &Step, yes: bool, said: &str) {
    reply.outcome.dialogue.flow = None;
    match (step, yes) {
        (Step::UnknownCharge, true) => {
            alarm(reply, Emergency::CardUnauthorised, false, said, said.to_owned());
            show_receipt(reply, Request::DisputeCharge);
        }
        (Step::UnknownCharge, false) => reply.say(words::no_unknown_charge(reply.language), Vec::new()),
        (Step::ClaimsToBeUs, true) => show_receipt(reply, Request::CollectionAudit),
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

/// Whether anything was given already: the antechamber of voice phishing.
pub(super) fn ask_given(reply: &mut Reply<'_>) {
    let question = words::suspicious(reply.language);
    reply.helped();
    reply.outcome.dialogue.flow = Some(Flow::Protect(Step::AnythingGiven));
    reply.say(question.text, vec![Tap::Affirm.labelled(question.first), Tap::Deny.labelled(question.second)]);
}

/// Whether a danger is there that only the model suspects.
pub(super) fn ask_danger(reply: &mut Reply<'_>, emergency: Emergency) {
    let question = words::ask_danger(reply.language, emergency);
    reply.outcome.dialogue.flow = Some(Flow::Protect(Step::Happened { emergency }));
    reply.say(question.text, vec![Tap::Affirm.labelled(question.first), Tap::Deny.labelled(question.second)]);
}

/// The open protective question, once more.
pub(super) fn ask(reply: &mut Reply<'_>, step: &Step) {
    match step {
        Step::AnythingGiven => ask_given(reply),
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

fn protect(reply: &mut Reply<'_>, request: Request) {
    let emergency = match request {
        Request::StopCards => Emergency::CardLost,
        Request::StopNewCredit => Emergency::IdentityTheft,
        _ => Emergency::VoicePhishing,
    };
    show_receipt(reply, request);
    reply.pass(HandOff {
        reason: Reason::emergency(emergency, reply.number, words::receipt_title(reply.language, request)),
        queue: emergency.queue(),
        priority: emergency.priority(),
    });
    reply.outcome.dialogue.danger.get_or_insert(emergency);
}

fn show_receipt(reply: &mut Reply<'_>, request: Request) {
    let (receipted, fact) = take_once(reply, request);
    let block = receipt_block(reply, &receipted);
    let time = time(&receipted);
    let next = words::receipt_next(reply.language, request, reply.conversation.customer.is_some());
    let text = match fact {
        Some(fact) => {
            reply.note(fact);
            format!("{} {next}", words::taken(reply.language, request, &receipted.number, &time))
        }
        None => words::taken_before(reply.language, &receipted.number, &time),
    };
    reply.show(text, vec![block], Vec::new());
}

/// Takes a request, once a conversation: asking again gives the same receipt and no new fact.
fn take_once(reply: &mut Reply<'_>, request: Request) -> (Receipted, Option<Fact>) {
    if let Some(before) = reply.outcome.dialogue.receipts.iter().find(|receipted| receipted.request == request) {
        return (before.clone(), None);
    }
    let receipted = Receipted { request, number: request.receipt(&reply.conversation.id, reply.number), at: reply.now };
    reply.outcome.dialogue.receipts.push(receipted.clone());
    let fact = Fact::CaseReceived {
        number: receipted.number.clone(),
        case: request.name().to_owned(),
        title: words::receipt_title(reply.language, request),
        due: request.answered_within().map(|days| words::business_days(reply.now, days)),
    };
    (receipted, Some(fact))
}

fn receipt_block(reply: &Reply<'_>, receipted: &Receipted) -> Block {
    let signed_in = reply.conversation.customer.is_some();
    Block::Receipt {
        number: receipted.number.clone(),
        title: words::receipt_title(reply.language, receipted.request),
        at: receipted.at,
        next: words::receipt_next(reply.language, receipted.request, signed_in),
    }
}

fn time(receipted: &Receipted) -> String {
    words::clock(handoff::message::Language::Ko, local(receipted.at).datetime())
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
        Emergency::VoicePhishing => vec![reply.choice(&Tap::Protect(Request::StopAll), Label::StopAll)],
        Emergency::CardLost => {
            vec![reply.choice(&Tap::Affirm, Label::UnknownCharge), reply.choice(&Tap::Deny, Label::NoUnknownCharge)]
        }
        Emergency::IllegalCollection => {
            vec![reply.choice(&Tap::Affirm, Label::FromUs), reply.choice(&Tap::Deny, Label::NotFromUs)]
        }
        _ => Vec::new(),
    }
}

fn intent_of(request: Request) -> Intent {
    match request {
        Request::CreditCorrection => Intent::CreditInfoCorrection,
        Request::EvaluationExplanation => Intent::CreditEvalExplanation,
        Request::PaymentDispute => Intent::CardPaymentDispute,
        Request::StopCards => Intent::CardLost,
        Request::StopAll => Intent::VoicePhishingEmergency,
        Request::StopNewCredit => Intent::IdentityTheftReport,
        Request::DisputeCharge => Intent::CardUnauthorizedUse,
        Request::CollectionAudit => Intent::IllegalCollectionThreat,
        Request::Hardship => Intent::HardshipRequest,
    }
}
