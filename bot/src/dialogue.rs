//! bot: what to do with what the customer said. The only place that chooses.

use std::time::Duration;

use handoff::event::Fact;
use handoff::handoff::{Priority, Queue};
use handoff::journey::Journey;
use handoff::message::Language;
use handoff::person::mask_name;
use handoff::reason::Reason;
use jiff::Timestamp;
use jiff::civil::DateTime;
use nlu::{Emergency, Understanding};

use crate::conversation::{Control, Conversation, Dialogue};
use crate::core::{Core, CoreError, Profile};
use crate::flow::Flow;
use crate::flow::verify::Waiting;
use crate::settings::Company;
use crate::words;

mod act;
pub mod action;
mod article;
pub mod choice;
mod cue;
pub mod decide;
mod frustration;
mod general;
mod hours;
mod intent;
mod known;
mod lookup;
mod open;
#[cfg(test)]
mod policy;
mod protect;
mod reply;
mod request;
mod style;
mod topic;
mod typed;
mod verify;
mod waiting;

use action::Decided;
pub use known::known_in;
use reply::Reply;

/// Help in danger is there within a second, whatever the core system does.
const AT_ONCE: Duration = Duration::from_millis(300);

/// Everything a decision may rest on.
pub struct Scene<'a> {
    pub conversation: &'a Conversation,
    pub journey: &'a Journey,
    pub heard: Heard<'a>,
    /// All articles in the language of [`language`], searched with [`topics`], the nearest first.
    pub passages: &'a [faq::Passage],
    /// How often each article helped of late: id, helped, asked. Only where somebody asks what others found.
    pub ratings: &'a [(String, u32, u32)],
    pub desk: DeskStatus,
    pub now: Timestamp,
}

/// With fewer answers nothing is said of what others found.
pub const ENOUGH_RATINGS: u32 = 30;

/// What the customer has just said. Personal numbers are masked already.
pub struct Heard<'a> {
    pub text: &'a str,
    /// The id of the tapped choice.
    pub choice: Option<&'a str>,
    pub understanding: &'a Understanding,
    /// The number the message has in the conversation.
    pub number: i64,
    /// Kinds of personal numbers that were masked in it.
    pub masked: &'a [String],
    /// Its parts, where it may ask for more than one thing.
    pub parts: &'a [Part],
}

/// A part of a message, understood and searched by itself.
#[derive(Debug, Clone)]
pub struct Part {
    pub text: String,
    pub understanding: Understanding,
    pub passages: Vec<faq::Passage>,
}

/// Who is there to take over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeskStatus {
    pub agents_online: u32,
    /// Where a new handoff of normal priority would stand; 1 is next. For somebody who waits, their place.
    pub position: u32,
    pub wait_seconds: Option<u32>,
    /// When the desk opens next, in the company's country; none within its hours.
    pub opens: Option<DateTime>,
    /// The call that is booked for this customer, in the company's country.
    pub booked: Option<DateTime>,
    /// The danger for which this customer waits for a person.
    pub danger: Option<handoff::emergency::Emergency>,
    /// This customer writes on Telegram most, and could go on there.
    pub on_telegram: bool,
}

impl DeskStatus {
    /// Nobody is there, and nothing is known of when somebody will be.
    pub(crate) const EMPTY: Self = Self {
        agents_online: 0,
        position: 1,
        wait_seconds: None,
        opens: None,
        booked: None,
        danger: None,
        on_telegram: false,
    };
}

/// What the bot does: all of it is committed in one transaction, or nothing.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What to remember for the next turn.
    pub dialogue: Dialogue,
    /// The bot's messages and the facts beside them, in order.
    pub facts: Vec<Fact>,
    /// Passes the conversation to a person; while somebody waits already, raises what waits.
    pub hand_off: Option<HandOff>,
    /// The customer does not want to wait for a person any longer.
    pub cancel_handoff: bool,
    /// The customer changed the language.
    pub language: Option<Language>,
    /// Sends a one-time code to the customer's registered phone.
    pub send_code: bool,
    /// What it was taken as and what was done: for whoever judges the bot, never for what it says.
    pub decided: Decided,
}

/// A handing-over that the dialogue asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct HandOff {
    pub reason: Reason,
    pub queue: Queue,
    pub priority: Priority,
}

/// Decides and speaks. Pure but for `core`, the boundary to the company's own system.
pub async fn respond(scene: &Scene<'_>, core: &Core) -> Outcome {
    let (profile, reached) = profile_in_time(scene, core).await;
    let mut reply = Reply::new(scene.conversation, scene.journey, scene.desk, scene.now);
    reply.number = scene.heard.number;
    reply.profile = profile.as_ref();
    reply.said = scene.heard.text;
    reply.passages = scene.passages;
    reply.ratings = scene.ratings;
    reply.moods = frustration::reason(scene).map(|reason| reason.evidence).unwrap_or_default();
    listen(scene, &mut reply);
    if let Control::Queued { .. } = scene.conversation.control {
        waiting::respond(scene, &mut reply, core, reached).await;
    } else {
        let decision = decide::decide(scene, profile.as_ref());
        reply.outcome.decided.intents = action::taken_as(scene, &decision);
        soften(scene, &mut reply, &decision);
        if !matches!(decision, decide::Decision::Digress(_)) {
            reply.outcome.dialogue.digressions = 0;
        }
        act::act(decision, scene, &mut reply, core, reached).await;
    }
    action::complete(scene, &mut reply.outcome);
    reply.outcome
}

/// The first bubble of a conversation: it is an AI, and a person can be asked for at any time.
pub fn greeting(
    conversation: &Conversation,
    profile: Option<&Profile>,
    company: &Company,
    now: Timestamp,
) -> Vec<Fact> {
    let journey = Journey::new(conversation.person.clone());
    let mut reply = Reply::new(conversation, &journey, DeskStatus::EMPTY, now);
    reply.profile = profile;
    // A masked Latin name reads like a mistake; a Korean one is how companies write it.
    let korean =
        |name: &String| conversation.language == Language::Ko && name.starts_with(|c| matches!(c, '가'..='힣'));
    let name = profile.map(|profile| mask_name(&profile.name)).filter(korean);
    let company = match conversation.language {
        Language::Ko => &company.name,
        Language::En => &company.name_en,
    };
    let old = profile.is_some_and(|profile| profile.age65);
    let choices = act::menu(&reply);
    reply.say(words::greeting(conversation.language, company, name.as_deref(), old), choices);
    reply.outcome.facts
}

/// The customer wants a code: it is sent, or said why not.
pub fn code_wanted(conversation: &Conversation, now: Timestamp) -> Outcome {
    apart(conversation, now, verify::send)
}

/// A code could not be sent.
pub fn code_not_sent(conversation: &Conversation, now: Timestamp) -> Outcome {
    apart(conversation, now, verify::not_sent)
}

/// The customer gave the right code; `conversation` carries the fresh proof. What waited goes on.
pub async fn verified(
    conversation: &Conversation,
    journey: &Journey,
    desk: DeskStatus,
    now: Timestamp,
    core: &Core,
) -> Outcome {
    let (profile, reached) = profile(conversation, now, core).await;
    let mut reply = Reply::new(conversation, journey, desk, now);
    reply.profile = profile.as_ref();
    reply.outcome.dialogue.code_locked_until = None;
    let waiting = match reply.outcome.dialogue.flow.take() {
        Some(Flow::Verify(step)) => step.waiting().cloned(),
        other => {
            reply.outcome.dialogue.flow = other;
            None
        }
    };
    if let Some(draft) = reply.outcome.dialogue.pending.take() {
        reply.preface(words::verified(reply.language));
        request::take(&mut reply, draft, None, 0.0, core, reached).await;
    } else if let Some(waiting) = waiting {
        reply.preface(words::verified(reply.language));
        let Waiting { lookup, reference, slots } = waiting;
        let wish = lookup::Wish { lookup, reference, slots, figures: true, choose: false };
        lookup::look_up(&mut reply, wish, core, reached).await;
    } else {
        let choices = act::menu(&reply);
        reply.say(words::verified(reply.language), choices);
    }
    reply.outcome
}

/// The customer signed in while the conversation went on; what waited for it goes on.
pub async fn signed_in(
    conversation: &Conversation,
    journey: &Journey,
    desk: DeskStatus,
    now: Timestamp,
    core: &Core,
) -> Outcome {
    let (profile, reached) = profile(conversation, now, core).await;
    let mut reply = Reply::new(conversation, journey, desk, now);
    reply.profile = profile.as_ref();
    if let Some(draft) = reply.outcome.dialogue.pending.take() {
        request::take(&mut reply, draft, None, 0.0, core, reached).await;
    } else if let Some(Flow::Verify(crate::flow::verify::Step::SignIn { then })) = reply.outcome.dialogue.flow.clone() {
        reply.outcome.dialogue.flow = None;
        let Waiting { lookup, reference, slots } = then;
        let wish = lookup::Wish { lookup, reference, slots, figures: false, choose: false };
        lookup::look_up(&mut reply, wish, core, reached).await;
    }
    reply.outcome
}

/// The same without a word: what waited is for the person who has the conversation.
pub fn verified_quietly(conversation: &Conversation) -> Outcome {
    let mut dialogue = conversation.dialogue.clone();
    dialogue.flow = dialogue.flow.filter(|flow| !matches!(flow, Flow::Verify(_)));
    dialogue.code_locked_until = None;
    Outcome { dialogue, ..Outcome::default() }
}

/// Three codes were wrong: said kindly, with the time from which it goes on.
pub fn locked(conversation: &Conversation, until: Timestamp, now: Timestamp) -> Outcome {
    apart(conversation, now, |reply| {
        reply.outcome.dialogue.code_locked_until = Some(until);
        reply.note(Fact::Touchpoint { what: "login.failed".to_owned(), label: words::LOGIN_FAILED.to_owned() });
        if let Some(Flow::Verify(step)) = &reply.outcome.dialogue.flow {
            reply.outcome.dialogue.flow = step.again().map(Flow::Verify);
        }
        verify::locked(reply, verify::minutes_until(until, now));
    })
}

/// The agent gave the conversation back to the bot.
pub fn welcome_back(conversation: &Conversation) -> Vec<Fact> {
    apart(conversation, conversation.opened_at, |reply| {
        let Some(returned) = &conversation.dialogue.returned else {
            let choices = act::menu(reply);
            return reply.say(words::welcome_back(reply.language), choices);
        };
        let flow = returned.back.flow.as_ref().and_then(|flow| flow.parse::<nlu::Intent>().ok());
        let mut choices: Vec<_> =
            flow.into_iter().map(|intent| reply.topic(&choice::Tap::Intent(intent), intent)).collect();
        choices.push(reply.agent());
        reply.say(words::desk::welcome_back(reply.language, returned), choices);
    })
    .facts
}

/// The agent closed the conversation.
pub fn farewell(conversation: &Conversation) -> Vec<Fact> {
    apart(conversation, conversation.opened_at, |reply| reply.say(words::farewell(reply.language), Vec::new())).facts
}

/// The handing-over that a danger asks for, whoever holds the conversation.
pub fn emergency_handoff(emergency: &Emergency, number: i64) -> HandOff {
    protect::hand_off(topic::emergency(emergency.kind), number, &emergency.evidence.words.join(" "))
}

/// The language to answer in: the conversation's, or the one the customer has just turned to.
pub fn language(
    conversation: &Conversation,
    text: &str,
    choice: Option<&str>,
    understanding: &Understanding,
) -> Language {
    let hangul = text.chars().filter(|c| matches!(c, '가'..='힣')).count();
    let latin = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1).count();
    match (conversation.language, understanding.language) {
        _ if choice.is_some() || understanding.act.is_some() => conversation.language,
        (Language::Ko, nlu::Language::En) if latin >= 2 => Language::En,
        (Language::En, nlu::Language::Ko) if hangul >= 2 => Language::Ko,
        (language, _) => language,
    }
}

/// Whether a message only reports that a proof is done: it has no topic to lend to the next.
pub fn only_reports_proof(text: &str) -> bool {
    decide::reports_proof(text)
}

/// A message that begins with the report that a proof is done, as the report and what is wished beside it.
pub fn after_proof(text: &str) -> Option<(&str, &str)> {
    typed::after_proof(text)
}

/// Whether a message asks what others found, which needs numbers.
pub fn asks_about_others(text: &str) -> bool {
    cue::asks_about_others(text)
}

/// The intents to search articles with: a tapped topic is sure.
pub fn topics(choice: Option<&str>, understanding: &Understanding) -> Vec<(String, f32)> {
    use choice::Tap;
    if let Some(Tap::Intent(intent) | Tap::About(intent)) = choice.and_then(Tap::parse) {
        return vec![(intent.to_string(), 1.0)];
    }
    understanding.intents.iter().map(|scored| (scored.value.to_string(), scored.confidence)).collect()
}

/// What is remembered of every message, whatever is decided about it.
fn listen(scene: &Scene<'_>, reply: &mut Reply<'_>) {
    let Heard { text, choice, understanding, masked, .. } = scene.heard;
    let language = language(scene.conversation, text, choice, understanding);
    if language != scene.conversation.language {
        reply.language = language;
        reply.outcome.language = Some(language);
    }
    reply.outcome.dialogue.low_moods = frustration::low_moods(scene);
    if let Some(intent) = topic::sure(scene).filter(|intent| !intent.is_smalltalk()) {
        reply.outcome.dialogue.last_intent = Some(intent);
    }
    reply.outcome.dialogue.style = style::after(reply.outcome.dialogue.style, scene, reply.profile);
    known::remember(&mut reply.outcome.dialogue.known, scene);
    let kinds: Vec<crate::mask::Kind> = masked.iter().filter_map(|kind| kind.parse().ok()).collect();
    if !kinds.is_empty() {
        reply.preface(words::masked(reply.language, &kinds));
    }
}

/// A word of sympathy before the answer, where the words are heavy and nothing else says it.
fn soften(scene: &Scene<'_>, reply: &mut Reply<'_>, decision: &decide::Decision<'_>) {
    use decide::Decision;
    let Heard { text, choice, understanding, .. } = scene.heard;
    let says_it_itself = matches!(
        decision,
        Decision::Danger { .. }
            | Decision::HandOff { .. }
            | Decision::OfferPerson { .. }
            | Decision::Take { .. }
            | Decision::SmallTalk(_)
    );
    if choice.is_some() || understanding.act.is_some() {
        return;
    }
    if cue::sounds_hopeless(text) {
        reply.preface(words::heavy_heart(reply.language));
    } else if understanding.mood.sentiment <= frustration::LOW && !says_it_itself {
        let debt =
            reply.profile.is_some_and(Profile::needs_care) || topic::sure(scene).is_some_and(topic::is_about_debt);
        reply.preface(if debt { words::hard_time(reply.language) } else { words::sorry(reply.language) });
    }
}

/// Who the customer is, and whether the core system could be reached at all.
async fn profile(conversation: &Conversation, now: Timestamp, core: &Core) -> (Option<Profile>, Result<(), CoreError>) {
    match &conversation.customer {
        None => (None, Ok(())),
        Some(customer) => match core.profile(customer, now).await {
            Ok(profile) => (Some(profile), Ok(())),
            Err(error) => (None, Err(error)),
        },
    }
}

/// The same, but whoever may be in danger does not wait for it.
async fn profile_in_time(scene: &Scene<'_>, core: &Core) -> (Option<Profile>, Result<(), CoreError>) {
    let asked = profile(scene.conversation, scene.now, core);
    if scene.heard.understanding.emergency.is_none() {
        return asked.await;
    }
    tokio::time::timeout(AT_ONCE, asked).await.unwrap_or((None, Err(CoreError::Timeout)))
}

/// Says something that answers no message.
fn apart(conversation: &Conversation, now: Timestamp, say: impl FnOnce(&mut Reply<'_>)) -> Outcome {
    let journey = Journey::new(conversation.person.clone());
    let mut reply = Reply::new(conversation, &journey, DeskStatus::EMPTY, now);
    say(&mut reply);
    reply.outcome
}
