//! bot: asking for proof: why, what and how long, before any step of it.

use handoff::event::Fact;
use handoff::message::{Block, Channel};
use handoff::person::Level;
use handoff::reason::Reason;
use jiff::Timestamp;

use super::act::offer_person;
use super::choice::Tap;
use super::reply::Reply;
use crate::core::Lookup;
use crate::flow::Flow;
use crate::flow::verify::{CODE_DIGITS, QUOTA, QUOTA_TIME, SENDS, Step, Waiting};
use crate::words::{self, Label, Offer};

/// Nobody is signed in: the way in, and what can be done without.
pub(super) fn sign_in(reply: &mut Reply<'_>, then: Waiting) {
    let lookup = then.lookup;
    reply.note(Fact::LevelRequired { level: Level::V1, for_what: lookup.to_string() });
    reply.helped();
    reply.outcome.dialogue.flow = Some(Flow::Verify(Step::SignIn { then }));
    let choices = vec![reply.choice(&Tap::About(lookup.intent()), Label::General), reply.agent()];
    reply.say(words::sign_in(reply.language, lookup), choices);
}

/// Signed in, but figures need a fresh proof: offers a code.
pub(super) fn offer(reply: &mut Reply<'_>, then: Waiting) {
    let lookup = then.lookup;
    reply.note(Fact::LevelRequired { level: Level::V2, for_what: lookup.to_string() });
    reply.helped();
    reply.outcome.dialogue.flow = Some(Flow::Verify(Step::Offer { then }));
    if let Some(minutes) = locked_for(reply) {
        locked(reply, minutes);
        return;
    }
    let choices = vec![
        reply.choice(&Tap::SendCode, Label::SendCode),
        reply.choice(&Tap::About(lookup.intent()), Label::General),
        reply.choice(&Tap::Leave, Label::Later),
    ];
    reply.say(words::why_code(reply.language, lookup), choices);
}

/// Sends a code, unless codes are paused, too many were sent, or there is nobody to send it to.
pub(super) fn send(reply: &mut Reply<'_>) {
    if let Some(minutes) = locked_for(reply) {
        locked(reply, minutes);
        return;
    }
    if reply.conversation.level(reply.now) < Level::V1 {
        ask_again(reply);
        return;
    }
    let before = match &reply.outcome.dialogue.flow {
        Some(Flow::Verify(step)) => step.clone(),
        _ => Step::Entering { then: None, expires_at: reply.now, sent: 0 },
    };
    if reply.conversation.channel == Channel::Telegram {
        on_the_web(reply, &before);
        return;
    }
    let now = reply.now;
    reply.outcome.dialogue.codes_sent.retain(|at| *at <= now && now.duration_since(*at) < QUOTA_TIME);
    let for_this = if let Step::Entering { sent, .. } = before { sent } else { 0 };
    if for_this >= SENDS || reply.outcome.dialogue.codes_sent.len() >= QUOTA {
        let reason = Reason::technical(reply.number, "one_time_code", SENDS);
        offer_person(reply, reason, Offer::Code);
        return;
    }
    sent(reply, &before);
    reply.outcome.dialogue.codes_sent.push(now);
    reply.outcome.send_code = true;
}

/// Codes are typed on the web alone: the way there.
fn on_the_web(reply: &mut Reply<'_>, before: &Step) {
    let language = reply.language;
    let (text, choice) = match (before.waiting(), &reply.outcome.dialogue.pending) {
        (None, Some(draft)) => {
            let choice = reply.choice(&Tap::SendCode, Label::GoOnOnTheWeb);
            (words::not_in_messenger_to(language, draft.request), choice)
        }
        (waiting, _) => {
            let lookup = waiting.map_or(Lookup::RepaymentSchedule, |waiting| waiting.lookup);
            let figures = Tap::Figures(lookup, waiting.and_then(|waiting| waiting.reference.clone()));
            (words::not_in_messenger(language, lookup), reply.choice(&figures, Label::OnTheWeb))
        }
    };
    let choices = vec![choice, reply.agent()];
    reply.say(text, choices);
}

/// The code could not be sent: it is said, and what waits goes on waiting.
pub(super) fn not_sent(reply: &mut Reply<'_>) {
    if let Some(Flow::Verify(step)) = &reply.outcome.dialogue.flow {
        reply.outcome.dialogue.flow = step.again().map(Flow::Verify);
    }
    let choices = vec![reply.choice(&Tap::SendCode, Label::SendCodeAgain), reply.agent()];
    reply.say(words::code_not_sent(reply.language), choices);
}

/// A code is on its way: shows the box for it.
fn sent(reply: &mut Reply<'_>, before: &Step) {
    let step = before.sent(reply.now);
    let Step::Entering { expires_at, .. } = step else { return };
    reply.outcome.dialogue.flow = Some(Flow::Verify(step));
    reply.show(words::code_sent(reply.language), vec![code(expires_at)], Vec::new());
}

/// A code was written into the chat.
pub(super) fn in_chat(reply: &mut Reply<'_>) {
    match reply.outcome.dialogue.flow.clone() {
        Some(Flow::Verify(Step::Entering { expires_at, .. })) if reply.now < expires_at => {
            reply.show(words::code_in_chat(reply.language), vec![code(expires_at)], Vec::new());
        }
        _ => ask_again(reply),
    }
}

/// The open step of the proof, once more.
pub(super) fn ask(reply: &mut Reply<'_>, step: &Step) {
    match step {
        Step::SignIn { then } => sign_in(reply, then.clone()),
        Step::Offer { .. } if locked_for(reply).is_some() => send(reply),
        Step::Offer { then } => {
            let choices = vec![reply.choice(&Tap::SendCode, Label::SendCode), reply.choice(&Tap::Leave, Label::Later)];
            reply.say(words::code_offer_stands(reply.language, then.lookup), choices);
        }
        Step::Entering { expires_at, .. } if reply.now < *expires_at => {
            let choices =
                vec![reply.choice(&Tap::SendCode, Label::SendCodeAgain), reply.choice(&Tap::Leave, Label::Later)];
            reply.show(words::code_waits(reply.language), vec![code(*expires_at)], choices);
        }
        Step::Entering { .. } => {
            let choices =
                vec![reply.choice(&Tap::SendCode, Label::SendCodeAgain), reply.choice(&Tap::Leave, Label::Later)];
            reply.say(words::code_expired(reply.language), choices);
        }
    }
}

/// Codes are paused for so many minutes; said kindly.
pub(super) fn locked(reply: &mut Reply<'_>, minutes: i64) {
    let choices = vec![reply.agent(), reply.choice(&Tap::Leave, Label::Later)];
    reply.say(words::code_locked(reply.language, minutes), choices);
}

fn ask_again(reply: &mut Reply<'_>) {
    match reply.outcome.dialogue.flow.clone() {
        Some(Flow::Verify(step)) => ask(reply, &step),
        _ => reply.say(words::menu(reply.language), super::act::menu(reply)),
    }
}

fn locked_for(reply: &Reply<'_>) -> Option<i64> {
    let until = reply.outcome.dialogue.code_locked_until.filter(|until| *until > reply.now)?;
    Some(minutes_until(until, reply.now))
}

/// Whole minutes, rounded up.
pub(super) fn minutes_until(until: Timestamp, now: Timestamp) -> i64 {
    let seconds = until.duration_since(now).as_secs();
    (seconds + 59).div_euclid(60).max(1)
}

fn code(expires_at: Timestamp) -> Block {
    Block::Code { digits: CODE_DIGITS, expires_at }
}
