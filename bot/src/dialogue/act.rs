//! bot: carrying out a decision: what is said, shown and noted.

use handoff::emergency::Emergency;
use handoff::event::Fact;
use handoff::journey::BOT;
use handoff::message::{Choice, Language};
use handoff::reason::Reason;
use nlu::Intent;

use super::action::Action;
use super::choice::Tap;
use super::decide::{Beside, Decision, Fallback, SmallTalk};
use super::reply::Reply;
use super::{Scene, article, lookup, protect, request, topic, verify as proof};
use crate::conversation::LastSaid;
use crate::core::{Core, CoreError};
use crate::flow::lookup::Lookup;
use crate::flow::request::Request;
use crate::flow::{Flow, verify};
use crate::words::{self, Because, Desk, Label, Offer};

/// Carries out a decision. Only lookups leave the room, for the core system.
pub(super) async fn act(
    decision: Decision<'_>,
    scene: &Scene<'_>,
    reply: &mut Reply<'_>,
    core: &Core,
    reached: Result<(), CoreError>,
) {
    match decision {
        Decision::LookUp { lookup, reference, figures, choose } => {
            let slots = lookup::slots(scene, lookup);
            let wish = lookup::Wish { lookup, reference, slots, figures, choose };
            lookup::look_up(reply, wish, core, reached).await;
        }
        Decision::WithOffer(decision, reason) => {
            Box::pin(act(*decision, scene, reply, core, reached)).await;
            offer_beside(reply, reason);
        }
        Decision::WithOther(decision, other) => {
            Box::pin(act(*decision, scene, reply, core, reached)).await;
            if reply.outcome.hand_off.is_none() {
                let choices = vec![reply.topic(&Tap::Intent(other), other)];
                let text = words::the_other_too(reply.language);
                keep_last_said(reply, |reply| reply.say(text, choices));
            }
        }
        Decision::Both(one, other) => {
            Box::pin(act(*one, scene, reply, core, reached)).await;
            Box::pin(act(*other, scene, reply, core, reached)).await;
        }
        Decision::Take { draft, passage } => {
            let mood = scene.heard.understanding.mood.sentiment;
            if draft.request.protects() {
                protect::take(reply, draft.request);
            } else {
                request::take(reply, draft, passage, mood, core, reached).await;
            }
        }
        Decision::Digress(decision) => {
            let flow = scene.conversation.dialogue.flow.clone();
            let asked = !matches!(*decision, Decision::SmallTalk(_));
            Box::pin(act(*decision, scene, reply, core, reached)).await;
            come_back(reply, flow, asked);
        }
        Decision::AskAgain => {
            reply.outcome.dialogue.failed.push(topic::failure(scene));
            ask_again(reply);
        }
        Decision::Fallback(fallback) => fall_back(scene, reply, &fallback),
        Decision::Danger { emergency, another } => {
            let evidence = protect::evidence(scene.heard.understanding, scene.heard.text);
            protect::alarm(reply, emergency, another, scene.heard.text, evidence);
        }
        Decision::HandOff { reason, intent, because } => {
            let mood = scene.heard.understanding.mood.sentiment;
            if because == Because::Promise {
                recall(reply);
            }
            let reason = reply.with_mood(reason);
            reply.hand_over(reason, intent, because, mood);
        }
        Decision::Cases(lookup, cases) => request::tell_cases(reply, lookup, &cases),
        Decision::Withdraw(number) => request::withdraw(reply, &number),
        Decision::Protective { step, yes } => protect::answered(reply, &step, yes, scene.heard.text),
        Decision::Answer { passage, beside } => article::answer(reply, passage, beside),
        Decision::SmallTalk(small) => small_talk(reply, small),
        simple => at_once(simple, reply),
    }
}

/// Decisions that need nothing but words.
fn at_once(decision: Decision<'_>, reply: &mut Reply<'_>) {
    let language = reply.language;
    match decision {
        Decision::OfferPerson { reason, offer } => {
            let reason = reply.with_mood(reason);
            offer_person(reply, reason, offer);
        }
        Decision::DeclineOffer => {
            reply.did(Action::Smalltalk);
            reply.outcome.dialogue.offered = None;
            reply.helped();
            reply.say(words::go_on(language), menu(reply));
        }
        Decision::Cancel => cancel(reply),
        Decision::Restart => {
            reply.did(Action::Smalltalk);
            forget(reply);
            reply.say(words::restarted(language), menu(reply));
        }
        Decision::Menu => {
            reply.did(Action::Smalltalk);
            reply.say(words::menu(language), menu(reply));
        }
        Decision::Repeat => article::again(reply),
        Decision::Simpler => article::simpler(reply),
        Decision::Longer => article::longer(reply),
        Decision::Clarify(a, b) => clarify(reply, a, b),
        Decision::AskGiven(passage) => protect::ask_given(reply, passage),
        Decision::CallBack => call_back(reply),
        Decision::TakeBackCall(at) => {
            reply.did(Action::Smalltalk);
            reply.outcome.cancel_handoff = true;
            let choices = menu(reply);
            reply.say(words::desk::call_cancelled(language, at), choices);
        }
        Decision::OtherDevice => {
            let signed_in = reply.conversation.customer.is_some();
            keep_last_said(reply, |reply| reply.say(words::other_device(language, signed_in), Vec::new()));
        }
        Decision::AskDanger(emergency) => protect::ask_danger(reply, emergency),
        Decision::SendCode => proof::send(reply),
        Decision::CodeInChat => proof::in_chat(reply),
        Decision::Relief => {
            let choices = vec![
                reply.choice(&Tap::Intent(Intent::HardshipRequest), Label::Hardship),
                reply.choice(&Tap::About(Intent::DebtAdjustmentInfo), Label::Programmes),
                reply.choice(&Tap::About(Intent::LoanEligibility), Label::Criteria),
            ];
            reply.helped();
            reply.did(Action::AnswerFaq);
            reply.say(words::relief_first(language), choices);
        }
        Decision::Ease => {
            let choices = vec![
                reply.agent(),
                reply.choice(&Tap::Intent(Intent::HardshipRequest), Label::Hardship),
                reply.choice(&Tap::About(Intent::DebtAdjustmentInfo), Label::Programmes),
            ];
            reply.helped();
            reply.did(Action::AnswerFaq);
            reply.say(words::ease(language), choices);
        }
        Decision::NotYours => {
            reply.did(Action::Fallback);
            let own = Lookup::COMMON.map(|lookup| reply.topic(&Tap::Lookup(lookup), lookup.intent()));
            reply.say(words::not_yours(language), own.to_vec());
        }
        Decision::NeverForOthers => {
            reply.did(Action::Fallback);
            reply.say(words::never_for_others(language), vec![reply.agent()]);
        }
        Decision::SwitchLanguage(language) => {
            reply.did(Action::Smalltalk);
            reply.language = language;
            reply.outcome.language = Some(language);
            reply.say(words::language_changed(language), menu(reply));
        }
        Decision::Masked => {
            reply.did(Action::Fallback);
            reply.say(words::masked_only(language), menu(reply));
        }
        // The rest was carried out above.
        _ => {}
    }
}

/// What can be asked for right away. Nothing on it is for sale.
pub(super) fn menu(reply: &Reply<'_>) -> Vec<Choice> {
    let mut choices: Vec<Choice> =
        Lookup::COMMON.iter().map(|lookup| reply.topic(&Tap::Intent(lookup.intent()), lookup.intent())).collect();
    choices.push(reply.agent());
    if reply.profile.is_some_and(|profile| profile.age65) {
        choices.rotate_right(1);
    }
    choices
}

/// Nothing is open any more; what was taken and what was dangerous stays known.
fn forget(reply: &mut Reply<'_>) {
    let dialogue = &mut reply.outcome.dialogue;
    dialogue.flow = None;
    dialogue.pending = None;
    dialogue.clarifying.clear();
    dialogue.failed.clear();
    dialogue.offered = None;
    dialogue.last_said = None;
    dialogue.last_intent = None;
}

fn cancel(reply: &mut Reply<'_>) {
    let dialogue = &reply.outcome.dialogue;
    let open = dialogue.flow.is_some()
        || dialogue.pending.is_some()
        || dialogue.offered.is_some()
        || !dialogue.clarifying.is_empty();
    let text = if open { words::left_task(reply.language) } else { words::nothing_open(reply.language) };
    forget(reply);
    reply.did(Action::Smalltalk);
    reply.say(text, Vec::new());
}

fn small_talk(reply: &mut Reply<'_>, small: SmallTalk) {
    let language = reply.language;
    let text = match small {
        SmallTalk::Hello => words::hello(language),
        SmallTalk::Thanks => words::thanks(language),
        SmallTalk::Bye => words::bye(language),
        SmallTalk::Identity => words::identity(language),
        SmallTalk::Acknowledged => words::acknowledged(language),
        SmallTalk::NoHurry => words::no_hurry(language),
    };
    let open = reply.outcome.dialogue.choices.clone();
    let choices = match small {
        SmallTalk::Hello | SmallTalk::Identity => menu(reply),
        // Whoever takes a moment is about to choose.
        SmallTalk::NoHurry => open.clone(),
        SmallTalk::Thanks | SmallTalk::Acknowledged | SmallTalk::Bye => Vec::new(),
    };
    reply.did(Action::Smalltalk);
    reply.outcome.dialogue.failed.clear();
    keep_last_said(reply, |reply| reply.say(text, choices));
    // A courtesy takes no button away: "the second" after "thanks" is still the second of those above.
    if matches!(small, SmallTalk::Thanks | SmallTalk::Acknowledged) {
        reply.outcome.dialogue.choices = open;
    }
}

fn clarify(reply: &mut Reply<'_>, a: Intent, b: Intent) {
    let question = words::clarify(reply.language, a, b);
    let mut choices = vec![
        Tap::Intent(a).labelled(question.first),
        // "No" to the graver of the two means the other one, even where that is a danger as well.
        Tap::Intent(b).labelled(question.second),
    ];
    // Three neighbours share one question: a new request, one that is under way, and the present rate.
    if RATES.contains(&a) && RATES.contains(&b) {
        let third = RATES.into_iter().find(|third| *third != a && *third != b);
        choices.extend(third.map(|third| {
            let label = words::clarify(reply.language, third, a).first;
            Tap::Intent(third).labelled(label)
        }));
    }
    reply.did(Action::Clarify);
    reply.outcome.dialogue.clarifying = vec![a, b];
    reply.say(question.text, choices);
}

const RATES: [Intent; 3] = [Intent::RateReductionRequest, Intent::RateReductionStatus, Intent::InterestRateInquiry];

fn fall_back(scene: &Scene<'_>, reply: &mut Reply<'_>, fallback: &Fallback<'_>) {
    let mut choices: Vec<Choice> =
        fallback.intents.iter().map(|intent| reply.topic(&Tap::Intent(*intent), *intent)).collect();
    choices.extend(fallback.passages.iter().map(|passage| article::choice(passage)));
    choices.truncate(3);
    if choices.is_empty() {
        choices = menu(reply);
    } else {
        choices.push(reply.agent());
    }
    let text = match fallback {
        Fallback { denied: true, .. } => words::rephrase_after_no(reply.language),
        Fallback { elsewhere: true, .. } => words::out_of_scope(reply.language),
        _ => words::rephrase(reply.language),
    };
    let candidates = scene.heard.understanding.intents.top(3).iter().map(|scored| scored.value.to_string()).collect();
    reply.note(Fact::TurnFailed { candidates });
    reply.outcome.dialogue.failed.push(topic::failure(scene));
    reply.outcome.dialogue.clarifying.clear();
    reply.say(text, choices);
}

/// Offers a person; the offer stands until it is taken or declined.
pub(super) fn offer_person(reply: &mut Reply<'_>, reason: Reason, offer: Offer) {
    let choices = vec![reply.agent(), reply.choice(&Tap::NoAgent, Label::Stay)];
    reply.outcome.dialogue.clarifying.clear();
    reply.say(words::offer_person(reply.language, offer), choices);
    note_offer(reply, reason);
}

pub(super) fn note_offer(reply: &mut Reply<'_>, reason: Reason) {
    reply.note(Fact::HandoffOffered { reason: reason.clone() });
    let mood = reply.outcome.dialogue.low_moods.last().map_or(0.0, |(_, mood)| *mood);
    reply.outcome.decided.offered = Some((reason.clone(), reply.priority(&reason, mood)));
    reply.outcome.dialogue.offered = Some(reason);
}

/// Offers a person below an answer that was just given.
fn offer_beside(reply: &mut Reply<'_>, reason: Reason) {
    if reply.outcome.hand_off.is_some() {
        return;
    }
    if reply.outcome.dialogue.choices.iter().any(|choice| choice.id == super::choice::AGENT) {
        note_offer(reply, reason);
        return;
    }
    let mut choices = reply.outcome.dialogue.choices.clone();
    choices.insert(0, reply.agent());
    let text = words::offer_beside(reply.language);
    keep_last_said(reply, |reply| reply.say(text, choices));
    note_offer(reply, reason);
}

/// What was promised and by whom, before anything else is said about a call that did not come.
fn recall(reply: &mut Reply<'_>) {
    let promises = &reply.journey.promises;
    let by_a_person = promises.iter().rev().find(|promise| promise.by != "bot");
    if let Some(promise) = by_a_person.or(promises.last()) {
        let by = Some(promise.by.as_str()).filter(|by| *by != "bot");
        reply.preface(words::promise_recalled(reply.language, &promise.text, by));
    }
}

/// A call when the desk opens: promised, and on record.
fn call_back(reply: &mut Reply<'_>) {
    let text = match reply.desk() {
        Desk::Closed { opens } if reply.conversation.customer.is_some() => {
            let text = words::call_back(reply.language, opens);
            let due = super::hours::timestamp(opens);
            reply.note(Fact::PromiseMade { by: BOT.to_owned(), text: text.clone(), due });
            text
        }
        desk => words::waiting_since(reply.language, desk),
    };
    reply.did(Action::Handoff);
    reply.say(text, Vec::new());
}

/// Says something in passing: "again" still means what was said before it.
pub(super) fn keep_last_said(reply: &mut Reply<'_>, say: impl FnOnce(&mut Reply<'_>)) {
    let last: Option<LastSaid> = reply.outcome.dialogue.last_said.take();
    say(reply);
    if last.is_some() {
        reply.outcome.dialogue.last_said = last;
    }
}

/// Back to the open task, its slots kept. Whoever goes on asking other things has moved on; thanking is no
/// asking.
fn come_back(reply: &mut Reply<'_>, flow: Option<Flow>, asked: bool) {
    let Some(flow) = flow.filter(|_| reply.outcome.hand_off.is_none()) else { return request::wait_on(reply) };
    let before = reply.outcome.dialogue.digressions;
    let patience = match &flow {
        // There is nothing to answer before the customer has signed in.
        Flow::Verify(verify::Step::SignIn { .. }) => 0,
        Flow::Verify(verify::Step::Entering { .. }) => 3,
        Flow::Lookup(_) | Flow::Request(_) | Flow::Verify(verify::Step::Offer { .. }) | Flow::Protect(_) => 1,
    };
    if before >= patience {
        let waits = matches!(flow, Flow::Verify(verify::Step::SignIn { .. }));
        reply.outcome.dialogue.flow = Some(flow).filter(|_| waits || !asked);
        return;
    }
    reply.outcome.dialogue.flow = Some(flow);
    reply.outcome.dialogue.digressions = before + u8::from(asked);
    keep_last_said(reply, ask_again);
}

/// The open question again, its slots kept.
fn ask_again(reply: &mut Reply<'_>) {
    match reply.outcome.dialogue.flow.clone() {
        Some(Flow::Lookup(step)) => lookup::ask(reply, &step, true),
        Some(Flow::Verify(step)) => proof::ask(reply, &step),
        Some(Flow::Protect(step)) => protect::ask(reply, &step),
        Some(Flow::Request(step)) => request::ask_again(reply, step),
        None => reply.say(words::rephrase(reply.language), menu(reply)),
    }
}

/// The choice that says "I am in that danger".
pub(super) fn in_danger(reply: &Reply<'_>, emergency: Emergency) -> Choice {
    reply.choice(&Tap::Danger(emergency), Label::InDanger(emergency))
}

/// Blocks and choices of an article's answer, in one place for all who show one.
pub(super) fn beside(reply: &mut Reply<'_>, beside: Beside) -> (Option<String>, Vec<Choice>) {
    let language: Language = reply.language;
    match beside {
        Beside::Nothing => (None, Vec::new()),
        Beside::Person(intent) => (Some(words::person_can(language, intent)), vec![reply.agent()]),
        Beside::Request(request) => {
            let label = match request {
                Request::LoginHelp => Label::StillBroken,
                request => Label::Make(request),
            };
            (None, vec![reply.choice(&Tap::Request(request), label)])
        }
        Beside::Own(lookup) => (None, vec![reply.topic(&Tap::Lookup(lookup), lookup.intent())]),
        Beside::SignIn => (Some(words::sign_in_hint(language)), Vec::new()),
        Beside::Danger(emergency) => (None, vec![in_danger(reply, emergency), reply.agent()]),
        Beside::StopCards => (None, vec![reply.choice(&Tap::Protect(Request::StopCards), Label::StopCards)]),
        Beside::Also(intent) => (None, vec![reply.topic(&Tap::About(intent), intent)]),
    }
}
