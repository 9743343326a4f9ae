//! bot: what customers send, taken once and in order: open, understand, decide, commit.

use handoff::event::{Fact, Reading};
use handoff::handoff::Priority;
use handoff::id::{ConversationId, PersonId};
use handoff::message::{Author, Channel, Language, Message};
use handoff::person::{Level, Method, Proof};
use jiff::{SignedDuration, Timestamp};
use nlu::Understanding;

use crate::app::{App, hash};
use crate::conversation::{Control, Conversation, CustomerNo, Dialogue};
use crate::dialogue::{self, Heard, Outcome, Scene};
use crate::mask;
use crate::store::Error as StoreError;
use crate::store::person::{Person, PersonFacts};
use crate::store::verification::Verification;
use crate::turn::{Error, Result, Turn};
use crate::view::faq_language;
use crate::wire::Verified;
use crate::words;

/// How often a turn that was overtaken begins again.
const TRIES: usize = 5;
/// How long a one-time code holds.
const CODE_MINUTES: i64 = 3;
/// Wrong codes until the cooldown.
const CODE_TRIES: u8 = 3;
/// The cooldown after too many wrong codes.
const COOLDOWN_MINUTES: i64 = 10;

/// A customer's message, whatever the channel.
#[derive(Debug, Clone)]
pub struct Inbound {
    pub conversation: ConversationId,
    pub client_id: String,
    pub text: String,
    pub choice: Option<String>,
}

/// That a message was taken.
#[derive(Debug, Clone)]
pub struct Receipt {
    pub number: i64,
    pub at: Timestamp,
    pub duplicate: bool,
    /// As stored: personal numbers are masked.
    pub text: String,
}

/// Who begins a conversation.
#[derive(Debug, Clone)]
pub enum Opener {
    Visitor,
    /// The host site signed for its customer until then.
    Customer(CustomerNo, Timestamp),
}

/// Begins a conversation, or finds the signed-in person's open one again. Answers with its token.
pub async fn open(app: &App, opener: Opener, channel: Channel, language: Language) -> Result<(Conversation, String)> {
    let now = app.now();
    let (person, proof) = match opener {
        Opener::Visitor => (Person { id: PersonId(app.id()), customer: None, facts: PersonFacts::default() }, None),
        Opener::Customer(customer, until) => {
            let known = app.store.person_of_customer(&customer).await?;
            let facts = words::person_facts(app.core.profile(&customer, now).await.ok().as_ref());
            let id = known.map_or_else(|| PersonId(app.id()), |person| person.id);
            let proof = Proof::linked(Method::SiteToken, now, until);
            (Person { id, customer: Some(customer), facts }, Some(proof))
        }
    };
    let token = app.token();
    let until = now + SignedDuration::from_hours(24 * app.settings.identity.conversation_days);

    if person.customer.is_some()
        && let Some(stored) = app.store.open_conversation_of(&person.id).await?
    {
        let mut turn = Turn::begin(app, &stored.conversation.id).await?;
        turn.conversation.proof = proof;
        turn.grant(&token, until);
        return Ok((turn.end().await?, token));
    }

    let conversation = Conversation {
        id: ConversationId(app.id()),
        person: person.id.clone(),
        customer: person.customer.clone(),
        channel,
        language,
        proof,
        control: Control::Bot,
        epoch: 1,
        dialogue: Dialogue::default(),
        last_number: 0,
        opened_at: now,
    };
    let mut turn = Turn::open(app, conversation, person).await?;
    turn.grant(&token, until);
    turn.record(Fact::Opened { language });
    let profile = match &turn.conversation.customer {
        Some(customer) => app.core.profile(customer, now).await.ok(),
        None => None,
    };
    let greeting = dialogue::greeting(&turn.conversation, profile.as_ref(), &app.settings.company, now);
    turn.record_all(greeting);
    Ok((turn.end().await?, token))
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
        return Ok(Receipt { number, at: event.at, duplicate: true, text: masked.text });
    }
    let understanding = app.understand(&masked.text, turn.previous()).await;
    let kinds: Vec<String> = masked.kinds.iter().map(ToString::to_string).collect();
    let mut message = Message::text(Author::Customer, masked.text.clone());
    message.client_id = Some(inbound.client_id.clone());
    message.masked.clone_from(&kinds);
    if matches!(turn.conversation.control, Control::Closed { .. }) {
        turn.take_control(Control::Bot);
        turn.conversation.dialogue = Dialogue::default();
    }
    let number = turn.hear(&source, &inbound.client_id, message, Some(reading(&understanding, app.model())));

    if let Control::Agent { .. } = turn.conversation.control {
        watch_for_emergency(&mut turn, &understanding, number);
    } else {
        let passages = app.faq.search(
            &masked.text,
            Some(&understanding.vector),
            &ranked(&understanding),
            faq_language(turn.conversation.language),
            3,
        );
        let outcome = {
            let scene = Scene {
                conversation: &turn.conversation,
                journey: &turn.journey,
                heard: Heard {
                    text: &masked.text,
                    choice: inbound.choice.as_deref(),
                    understanding: &understanding,
                    number,
                    masked: &kinds,
                },
                passages: &passages,
                desk: turn.desk().await?,
                now: turn.now,
            };
            dialogue::respond(&scene, &app.core).await
        };
        take_outcome(app, &mut turn, outcome)?;
    }
    let at = turn.now;
    turn.end().await?;
    Ok(Receipt { number, at, duplicate: false, text: masked.text })
}

/// The customer asks for a person with the button.
pub async fn ask_for_person(app: &App, id: &ConversationId, client_id: &str) -> Result<Receipt> {
    let language = app.store.conversation(id).await?.ok_or(Error::NoConversation)?.conversation.language;
    receive(
        app,
        &Inbound {
            conversation: id.clone(),
            client_id: client_id.to_owned(),
            text: words::ask_for_person(language).to_owned(),
            choice: Some(dialogue::choice::AGENT.to_owned()),
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

/// An article did help, or did not.
pub async fn rate_article(app: &App, id: &ConversationId, article: &str, helpful: bool) -> Result<()> {
    let mut turn = Turn::begin(app, id).await?;
    turn.record(Fact::FaqRated { article: article.to_owned(), helpful });
    turn.end().await.map(drop)
}

/// How the customer liked it, 1–5; once for each closing.
pub async fn answer_survey(app: &App, id: &ConversationId, score: u8) -> Result<()> {
    let mut turn = Turn::begin(app, id).await?;
    if !matches!(turn.conversation.control, Control::Closed { .. }) {
        return Err(Error::Refused("the conversation is still open"));
    }
    turn.record(Fact::SurveyAnswered { survey: "csat".to_owned(), score });
    turn.end().await.map(drop)
}

/// Sends a one-time code to the registered phone.
pub async fn send_code(app: &App, id: &ConversationId) -> Result<()> {
    let mut turn = Turn::begin(app, id).await?;
    if turn.conversation.level(turn.now) < Level::V1 {
        return Err(Error::Refused("sign in on the company's site first"));
    }
    let outcome = dialogue::code_sent(&turn.conversation, turn.now);
    take_outcome(app, &mut turn, Outcome { send_code: true, ..outcome })?;
    turn.end().await.map(drop)
}

/// Takes a one-time code, and goes on with what waited for it.
pub async fn verify(app: &App, id: &ConversationId, code: &str) -> Result<Verified> {
    let mut turn = Turn::begin(app, id).await?;
    let now = turn.now;
    let Some(mut waiting) = app.store.verification(id).await? else {
        return Err(Error::Refused("no code was sent"));
    };
    if let Some(until) = waiting.locked_until.filter(|until| *until > now) {
        return Ok(Verified::Locked { until });
    }
    if waiting.expires_at <= now || waiting.code_hash.is_empty() {
        return Ok(Verified::Expired);
    }
    let given = hash(&format!("{id}:{code}"));
    let right = subtle::ConstantTimeEq::ct_eq(given.as_bytes(), waiting.code_hash.as_bytes());
    let verified = if bool::from(right) {
        let link = turn.conversation.proof.clone().ok_or(Error::Refused("sign in on the company's site first"))?;
        let proof = link.raised(Level::V2, Method::OneTimeCode, now);
        let until = proof.level_until(now).unwrap_or(now);
        turn.conversation.proof = Some(proof);
        waiting.code_hash.clear();
        turn.record(Fact::IdentityVerified { level: Level::V2, method: "one_time_code".to_owned() });
        let desk = turn.desk().await?;
        let outcome = dialogue::verified(&turn.conversation, &turn.journey, desk, now, &app.core).await;
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
    turn.conversation.dialogue = outcome.dialogue;
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
        let code = app.code();
        let now = turn.now;
        let text = words::code_text(turn.conversation.language, &app.settings.company, &code);
        turn.set_verification(Verification {
            code_hash: hash(&format!("{}:{code}", turn.conversation.id)),
            expires_at: now + SignedDuration::from_mins(CODE_MINUTES),
            failures: 0,
            locked_until: None,
        });
        turn.after_commit(move |app, conversation| app.texts.send(&conversation.id, text, now));
    }
    Ok(())
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
