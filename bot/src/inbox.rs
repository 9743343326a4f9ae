//! bot: what customers send, taken once and in order: open, understand, decide, commit.

use faq::{Query, Understood};
use handoff::event::{Fact, Reading};
use handoff::handoff::Priority;
use handoff::hours::{local, timestamp};
use handoff::id::ConversationId;
use handoff::journey::BOT;
use handoff::message::{Author, Channel, Language, Message};
use handoff::person::{Level, Method, Proof};
use jiff::{SignedDuration, Timestamp};
use nlu::Understanding;

use crate::app::{App, hash};
use crate::conversation::{Control, Persona};
use crate::dialogue::action::Decided;
use crate::dialogue::{self, Heard, Outcome, Part, Scene};
use crate::mask;
use crate::store::Error as StoreError;
use crate::store::board::CSAT;
use crate::store::verification::Verification;
use crate::texts::Text;
use crate::turn::{Error, Result, Turn};
use crate::view::faq_language;
use crate::wire::Verified;
use crate::words;

mod open;
mod visit;

pub use open::{Opener, go_on, open, open_until, sign_in};
pub use visit::{leave, renew, track};

/// How often a turn that was overtaken begins again.
const TRIES: usize = 5;
/// How long a one-time code holds.
const CODE_MINUTES: i64 = 3;
/// Wrong codes until the cooldown.
const CODE_TRIES: u8 = 3;
/// The cooldown after too many wrong codes.
const COOLDOWN_MINUTES: i64 = 10;

/// How far ahead a call can be booked, and how soon it comes while the desk is open.
const CALLBACK_WITHIN: SignedDuration = SignedDuration::from_hours(14 * 24);
const CALLBACK_SOON: SignedDuration = SignedDuration::from_hours(1);

/// How far back ratings of articles count.
const RATINGS: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Under this source ratings stand in the log.
const RATINGS_OF: &str = "dari";

/// A customer's message, whatever the channel.
#[derive(Debug, Clone)]
pub struct Inbound {
    pub conversation: ConversationId,
    /// Where it was written.
    pub channel: Channel,
    pub client_id: String,
    pub text: String,
    pub choice: Option<String>,
    /// What the channel itself proves of the sender; it counts where nothing better holds.
    pub link: Option<Proof>,
    /// Kinds of personal numbers that the channel masked before we had it.
    pub masked: Vec<String>,
}

/// That a message was taken.
#[derive(Debug, Clone)]
pub struct Receipt {
    pub number: i64,
    pub at: Timestamp,
    pub duplicate: bool,
    /// As stored: personal numbers are masked.
    pub text: String,
    /// What the engine took it as, and what it did; nothing for a message that was taken before.
    pub decided: Option<Decided>,
}

/// Takes a customer's message: once, however often it is sent. When this returns, it is on disk,
/// and so is everything that the bot did about it.
pub async fn receive(app: &App, inbound: &Inbound) -> Result<Receipt> {
    for _ in 1..TRIES {
        match receive_once(app, inbound).await {
            Err(Error::Store(StoreError::Overtaken)) => {}
            done => return done,
        }
    }
    receive_once(app, inbound).await
}

async fn receive_once(app: &App, inbound: &Inbound) -> Result<Receipt> {
    let mut turn = Turn::begin(app, &inbound.conversation).await?;
    let masked = mask::mask(&inbound.text);
    let source = format!("customer:{}", inbound.conversation);
    if let Some((number, event)) = turn.heard_before(&source, &inbound.client_id, &masked.text).await? {
        return Ok(Receipt { number, at: event.at, duplicate: true, text: masked.text, decided: None });
    }
    comes_from(&mut turn, inbound.channel, inbound.link.as_ref());
    let before = lenders(&turn);
    let understanding = app.understand(&masked.text, before.clone()).await;
    let mut kinds: Vec<String> = masked.kinds.iter().map(ToString::to_string).collect();
    kinds.extend(inbound.masked.iter().filter(|kind| !kinds.contains(kind)).cloned().collect::<Vec<_>>());
    let mut message = Message::text(Author::Customer, masked.text.clone());
    message.client_id = Some(inbound.client_id.clone());
    message.masked.clone_from(&kinds);
    if matches!(turn.conversation.control, Control::Closed { .. }) {
        turn.take_control(Control::Bot);
        turn.forget();
    }
    let number = turn.hear(&source, &inbound.client_id, message, Some(reading(&understanding, app.model())));

    let decided = if let Control::Agent { .. } = turn.conversation.control {
        watch_for_emergency(&mut turn, &understanding, number);
        Decided::left_to_a_person(&understanding)
    } else {
        let choice = inbound.choice.as_deref();
        let language = dialogue::language(&turn.conversation, &masked.text, choice, &understanding);
        let passages = search(app, &masked.text, &understanding, &dialogue::topics(choice, &understanding), language);
        let parts = if choice.is_some() { Vec::new() } else { parts(app, &masked.text, before, language).await };
        let curious =
            turn.conversation.dialogue.style.shows(Persona::Social) || dialogue::asks_about_others(&masked.text);
        let ratings = if curious { app.store.ratings_since(turn.now - RATINGS).await? } else { Vec::new() };
        let scene = Scene {
            conversation: &turn.conversation,
            journey: &turn.journey,
            heard: Heard {
                text: &masked.text,
                choice,
                understanding: &understanding,
                number,
                masked: &kinds,
                parts: &parts,
            },
            passages: &passages,
            ratings: &ratings,
            desk: turn.desk().await?,
            now: turn.now,
        };
        let mut outcome = dialogue::respond(&scene, &app.core).await;
        let decided = std::mem::take(&mut outcome.decided);
        take_outcome(app, &mut turn, outcome)?;
        decided
    };
    let at = turn.now;
    turn.end().await?;
    Ok(Receipt { number, at, duplicate: false, text: masked.text, decided: Some(decided) })
}

/// The customer writes there now, with what that proves.
fn comes_from(turn: &mut Turn, channel: Channel, link: Option<&Proof>) {
    turn.conversation.channel = channel;
    if let Some(link) = link
        && turn.conversation.customer.is_some()
        && turn.conversation.level(turn.now) < Level::V1
    {
        turn.conversation.proof = Some(link.clone());
    }
}

/// The customer sent something that cannot be read: it is noted, and `answer` is said, once under `once`. While a person
/// speaks the bot does not: then this is true, and it is for the channel to say what that person cannot see.
pub async fn note(app: &App, inbound: &Inbound, answer: String, once: &str) -> Result<bool> {
    let mut turn = Turn::begin(app, &inbound.conversation).await?;
    let with_person = matches!(turn.conversation.control, Control::Agent { .. });
    let source = format!("customer:{}", inbound.conversation);
    if turn.heard_before(&source, &inbound.client_id, &inbound.text).await?.is_some() {
        return Ok(with_person);
    }
    comes_from(&mut turn, inbound.channel, inbound.link.as_ref());
    let mut message = Message::text(Author::Customer, inbound.text.clone());
    message.client_id = Some(inbound.client_id.clone());
    turn.hear(&source, &inbound.client_id, message, None);
    let answers = format!("answer:{}", inbound.conversation);
    if !with_person && app.store.event_of_source(&answers, once).await?.is_none() {
        turn.record_from(&answers, once.to_owned(), said(answer));
    }
    turn.end().await?;
    Ok(with_person)
}

/// Every article in the language, the nearest first.
fn search(
    app: &App,
    text: &str,
    understanding: &Understanding,
    topics: &[(String, f32)],
    language: Language,
) -> Vec<faq::Passage> {
    let query = Query {
        text,
        language: faq_language(language),
        vector: Some(&understanding.vector),
        understood: Some(Understood { intents: topics, in_scope: understanding.in_scope }),
    };
    app.faq.search(&query, usize::MAX)
}

/// What the customer said before and what lends its topic: a report that a proof is done has none.
fn lenders(turn: &Turn) -> Vec<String> {
    turn.previous().into_iter().filter(|said| !dialogue::only_reports_proof(said)).collect()
}

/// The parts of a message that falls apart, each understood after those before it. What is wished beside the
/// report of a proof goes on with the conversation.
async fn parts(app: &App, text: &str, previous: Vec<String>, language: Language) -> Vec<Part> {
    let (clauses, mut before, proved) = match dialogue::after_proof(text) {
        Some((report, wish)) => (vec![report, wish], previous, true),
        None => (nlu::clauses(text), Vec::new(), false),
    };
    if clauses.len() < 2 {
        return Vec::new();
    }
    let mut parts = Vec::new();
    for clause in clauses {
        let understanding = app.understand(clause, before.clone()).await;
        if !proved {
            before.push(clause.to_owned());
        }
        let passages = search(app, clause, &understanding, &dialogue::topics(None, &understanding), language);
        parts.push(Part { text: clause.to_owned(), understanding, passages });
    }
    parts
}

/// The customer asks for a person with the button.
pub async fn ask_for_person(app: &App, id: &ConversationId, channel: Channel, client_id: &str) -> Result<Receipt> {
    let language = app.store.conversation(id).await?.ok_or(Error::NoConversation)?.conversation.language;
    receive(
        app,
        &Inbound {
            conversation: id.clone(),
            channel,
            client_id: client_id.to_owned(),
            text: words::ask_for_person(language).to_owned(),
            choice: Some(dialogue::choice::AGENT.to_owned()),
            link: None,
            masked: Vec::new(),
        },
    )
    .await
}

/// The customer does not want to wait any longer.
pub async fn cancel_handoff(app: &App, id: &ConversationId) -> Result<()> {
    let mut turn = Turn::begin(app, id).await?;
    turn.cancel()?;
    let language = turn.conversation.language;
    turn.record(said(words::cancelled(language)));
    turn.end().await.map(drop)
}

/// The customer is called instead of waiting: at a time within the desk's hours, or when it opens next.
pub async fn book_callback(app: &App, id: &ConversationId, at: Option<Timestamp>) -> Result<Timestamp> {
    let mut turn = Turn::begin(app, id).await?;
    let now = turn.now;
    let opening = app.hours.opens_at(now).and_then(timestamp);
    let at = match at {
        Some(at) if at <= now => return Err(Error::Refused("that time has passed")),
        Some(at) if at.duration_since(now) > CALLBACK_WITHIN => return Err(Error::Refused("that is too far ahead")),
        Some(at) if !app.hours.is_open(at) => return Err(Error::Refused("nobody is at the desk at that time")),
        Some(at) => at,
        None => opening.unwrap_or_else(|| app.hours.after(now, CALLBACK_SOON)),
    };
    turn.book(at)?;
    let text = words::desk::booked(turn.conversation.language, local(at));
    turn.record(Fact::PromiseMade { by: BOT.to_owned(), text: text.clone(), due: Some(at) });
    turn.record(said(text));
    turn.end().await?;
    Ok(at)
}

/// The customer speaks another language from now on.
pub async fn set_language(app: &App, id: &ConversationId, language: Language) -> Result<()> {
    let mut turn = Turn::begin(app, id).await?;
    if turn.conversation.language != language {
        turn.conversation.language = language;
        turn.record(Fact::LanguageChanged { language });
        if !matches!(turn.conversation.control, Control::Agent { .. }) {
            turn.record(said(words::language_changed(language)));
        }
    }
    turn.end().await.map(drop)
}

/// An article did help, or did not. Whoever says it more than once counts once, with their first word.
pub async fn rate_article(app: &App, id: &ConversationId, article: &str, helpful: bool) -> Result<()> {
    let mut turn = Turn::begin(app, id).await?;
    let rated = format!("rated:{id}:{article}");
    if app.store.event_of_source(RATINGS_OF, &rated).await?.is_none() {
        turn.record_from(RATINGS_OF, rated, Fact::FaqRated { article: article.to_owned(), helpful });
    }
    turn.end().await.map(drop)
}

/// How the customer liked it, 1–5; once for each closing, of which the first answer stands. It may come for a day,
/// also when the conversation has gone on with a word of thanks.
pub async fn answer_survey(app: &App, id: &ConversationId, score: u8) -> Result<()> {
    let mut turn = Turn::begin(app, id).await?;
    if turn.is_surveyed() {
        return Ok(());
    }
    if !turn.may_be_rated() {
        return Err(Error::Refused("nothing was closed within the last day that could be rated"));
    }
    turn.record(Fact::SurveyAnswered { survey: CSAT.to_owned(), score });
    turn.end().await.map(drop)
}

/// Sends a one-time code to the registered phone.
pub async fn send_code(app: &App, id: &ConversationId, channel: Channel) -> Result<()> {
    let mut turn = Turn::begin(app, id).await?;
    turn.conversation.channel = channel;
    if turn.conversation.level(turn.now) < Level::V1 {
        return Err(Error::Refused("sign in on the company's site first"));
    }
    let outcome = dialogue::code_wanted(&turn.conversation, turn.now);
    take_outcome(app, &mut turn, outcome)?;
    turn.end().await.map(drop)
}

/// A code was not accepted by whoever carries texts: the customer hears of it.
async fn code_not_sent(app: App, id: ConversationId) {
    let told = async {
        let mut turn = Turn::begin(&app, &id).await?;
        if matches!(turn.conversation.control, Control::Bot) {
            let outcome = dialogue::code_not_sent(&turn.conversation, turn.now);
            take_outcome(&app, &mut turn, outcome)?;
        }
        turn.end().await
    };
    if let Err(error) = told.await {
        tracing::warn!(%error, "nobody could be told that a code was not sent");
    }
}

/// Takes a one-time code, and goes on with what waited for it.
pub async fn verify(app: &App, id: &ConversationId, channel: Channel, code: &str) -> Result<Verified> {
    let mut turn = Turn::begin(app, id).await?;
    turn.conversation.channel = channel;
    let now = turn.now;
    if turn.conversation.level(now) < Level::V1 {
        return Err(Error::Refused("sign in on the company's site first"));
    }
    if turn.conversation.channel == Channel::Telegram {
        return Err(Error::Refused("a messenger shows no figures: go on on the company's site"));
    }
    if let Some(until) = turn.conversation.dialogue.code_locked_until {
        return Ok(Verified::Locked { until });
    }
    let Some(mut waiting) = app.store.verification(id).await? else {
        return Err(Error::Refused("no code was sent"));
    };
    if waiting.expires_at <= now || waiting.code_hash.is_empty() {
        return Ok(Verified::Expired);
    }
    let given = hash(&format!("{id}:{code}"));
    let right = subtle::ConstantTimeEq::ct_eq(given.as_bytes(), waiting.code_hash.as_bytes());
    let verified = if bool::from(right) {
        let link = turn.conversation.proof.clone().ok_or(Error::Refused("sign in on the company's site first"))?;
        waiting.failures = 0;
        let proof = link.raised(Level::V2, Method::OneTimeCode, now);
        let until = proof.level_until(now).unwrap_or(now);
        turn.conversation.proof = Some(proof);
        waiting.code_hash.clear();
        turn.record(Fact::IdentityVerified { level: Level::V2, method: "one_time_code".to_owned() });
        let desk = turn.desk().await?;
        // While a person has the conversation the proof is theirs to use, and the bot says nothing.
        let outcome = if let Control::Agent { .. } = turn.conversation.control {
            dialogue::verified_quietly(&turn.conversation)
        } else {
            dialogue::verified(&turn.conversation, &turn.journey, desk, now, &app.core).await
        };
        turn.set_verification(waiting);
        take_outcome(app, &mut turn, outcome)?;
        Verified::Accepted { level: Level::V2, until }
    } else {
        waiting.failures += 1;
        let left = CODE_TRIES.saturating_sub(waiting.failures);
        turn.record(Fact::VerificationFailed { left });
        let verified = if left == 0 {
            let until = now + SignedDuration::from_mins(COOLDOWN_MINUTES);
            waiting.locked_until = Some(until);
            waiting.failures = 0;
            waiting.code_hash.clear();
            let outcome = dialogue::locked(&turn.conversation, until, now);
            take_outcome(app, &mut turn, outcome)?;
            Verified::Locked { until }
        } else {
            Verified::Wrong { left }
        };
        turn.set_verification(waiting);
        verified
    };
    turn.end().await?;
    Ok(verified)
}

/// Makes the outcome part of the turn.
fn take_outcome(app: &App, turn: &mut Turn, outcome: Outcome) -> Result<()> {
    let offered = turn.conversation.dialogue.offered.is_some();
    turn.conversation.dialogue = outcome.dialogue;
    match (offered, turn.conversation.dialogue.offered.clone()) {
        (false, Some(reason)) => turn.offer(reason),
        (true, None) if outcome.hand_off.is_none() => turn.let_offer_pass(),
        _ => {}
    }
    if let Some(language) = outcome.language {
        turn.conversation.language = language;
        turn.record(Fact::LanguageChanged { language });
    }
    let cancels = outcome.cancel_handoff;
    turn.record_all(outcome.facts);
    if cancels {
        turn.cancel()?;
    }
    if let Some(hand_off) = outcome.hand_off {
        turn.hand_off(hand_off);
    }
    if outcome.send_code {
        send_text(app, turn);
    }
    Ok(())
}

/// Sends a fresh code once the turn is on disk. Wrong ones before it still count.
fn send_text(app: &App, turn: &mut Turn) {
    let Some(customer) = turn.conversation.customer.clone() else { return };
    let code = app.code();
    let now = turn.now;
    let body = words::code_text(turn.conversation.language, &app.settings.company, &code);
    turn.set_verification(Verification {
        code_hash: hash(&format!("{}:{code}", turn.conversation.id)),
        expires_at: now + SignedDuration::from_mins(CODE_MINUTES),
        failures: turn.trials.failures,
        locked_until: None,
    });
    let key = app.id();
    turn.after_commit(move |app, conversation| {
        let text = Text { key, customer, conversation: conversation.id.clone(), body, at: now };
        let (again, id) = (app.clone(), conversation.id.clone());
        app.texts.send(text, move || code_not_sent(again, id));
    });
}

/// A person has the conversation: the bot is silent, but danger is never overlooked.
fn watch_for_emergency(turn: &mut Turn, understanding: &Understanding, number: i64) {
    if let Some(emergency) = &understanding.emergency {
        turn.record(Fact::UrgentFlagged {
            emergency: emergency.kind.to_string(),
            evidence: emergency.evidence.to_string(),
        });
        let mut wanted = dialogue::emergency_handoff(emergency, number);
        wanted.priority = Priority::Emergency;
        turn.hand_off(wanted);
    }
}

fn said(text: String) -> Fact {
    Fact::Said { message: Message::text(Author::Bot, text), reading: None }
}

fn reading(understanding: &Understanding, model: &str) -> Reading {
    Reading {
        intents: ranked(understanding).into_iter().take(3).collect(),
        in_scope: understanding.in_scope,
        sentiment: understanding.mood.sentiment,
        frustration: understanding.mood.frustration,
        urgency: understanding.urgency.to_string(),
        emergency: understanding.emergency.as_ref().map(|emergency| emergency.kind.to_string()),
        model: model.to_owned(),
    }
}

fn ranked(understanding: &Understanding) -> Vec<(String, f32)> {
    understanding.intents.top(5).iter().map(|scored| (scored.value.to_string(), scored.confidence)).collect()
}
