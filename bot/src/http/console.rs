//! bot: the agents' side. Every handler takes an `AgentSession`, and every conversation is checked for who may see it.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use handoff::event::Handback;
use handoff::handoff::Outcome;
use handoff::id::{ConversationId, HandoffId};
use handoff::message::{Author, Message};
use handoff::person::Level;
use jiff::SignedDuration;
use serde::Deserialize;

use super::error::{Error, Result};
use super::follower::Follower;
use super::reads::Reads;
use super::session::{AgentSession, Body, COOKIE, From, OpenConsole};
use super::stream::{self, Streaming};
use super::widget::{check_client_id, check_text, finish};
use crate::app::{App, hash};
use crate::feed::Signal;
use crate::mask;
use crate::store::agent::{Agent, delete_session, insert_session, touch_presence};
use crate::turn::Turn;
use crate::wire::{
    AgentSay, CallBack, CalledBack, Claimed, GiveBack, LetGo, Release, Said, Session, SetPresence, SignIn, Suggestion,
    Typist,
};
use crate::{desk as the_desk, view};

mod around;
mod canned;
mod context;
mod desk;
mod note;
mod past;
mod snooze;

/// The routes of the agents' side.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/v1/agent/session", get(session).post(sign_in).delete(sign_out))
        .route("/v1/agent/presence", put(set_presence).post(say_present))
        .route("/v1/agent/events", get(desk_events))
        .route("/v1/agent/faq", get(search_faq))
        .route("/v1/agent/conversations/{id}/events", get(events))
        .route("/v1/agent/conversations/{id}/messages", post(say))
        .route("/v1/agent/conversations/{id}/verification", post(call_back))
        .route("/v1/agent/conversations/{id}/typing", post(typing))
        .route("/v1/handoffs/{id}/claim", post(claim))
        .route("/v1/handoffs/{id}/release", post(release))
        .route("/v1/handoffs/{id}/return", post(give_back))
        .route("/v1/handoffs/{id}/close", post(close))
        .merge(canned::routes())
        .merge(context::routes())
        .merge(desk::routes())
        .merge(note::routes())
        .merge(past::routes())
        .merge(around::routes())
        .merge(snooze::routes())
}

/// Hashes a password for the store.
pub fn hash_password(password: &str) -> String {
    Argon2::default().hash_password(password.as_bytes()).expect("argon2 takes any password").to_string()
}

/// Checked against when the login does not exist, so that the answer takes equally long.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash_password("nobody's password"));

async fn sign_in(
    State(app): State<App>,
    From(from): From,
    Body(body): Body<SignIn>,
) -> Result<(HeaderMap, Json<Session>)> {
    app.limits.sign_in(from, &body.login)?;
    let found = app.store.agent_of_login(&body.login).await?;
    let expected = found.as_ref().map_or_else(|| NOBODY.clone(), |agent| agent.password_hash.clone());
    let right = tokio::task::spawn_blocking(move || {
        PasswordHash::new(&expected)
            .is_ok_and(|hash| Argon2::default().verify_password(body.password.as_bytes(), &hash).is_ok())
    })
    .await
    .unwrap_or(false);
    let agent = found.filter(|_| right).ok_or(Error::Unauthenticated)?;
    let (token, csrf, now) = (app.token(), app.token(), app.now());
    let lifetime = SignedDuration::from_mins(app.settings.desk.session_minutes);
    let (row, id, secret) = (hash(&token), agent.id.clone(), csrf.clone());
    app.store
        .write(move |tx| Box::pin(async move { insert_session(tx, &row, &id, &secret, now, now + lifetime).await }))
        .await?;
    let cookie = cookie(&app, &token, lifetime.as_secs());
    Ok((HeaderMap::from_iter([(header::SET_COOKIE, cookie)]), Json(session_of(&app, agent, csrf).await?)))
}

async fn sign_out(State(app): State<App>, session: AgentSession) -> Result<(StatusCode, HeaderMap)> {
    let row = session.hash.clone();
    app.store.write(move |tx| Box::pin(async move { delete_session(tx, &row).await })).await?;
    the_desk::set_presence(&app, &session.agent.id, handoff::agent::Presence::Offline).await?;
    let headers = HeaderMap::from_iter([(header::SET_COOKIE, cookie(&app, "", 0))]);
    Ok((StatusCode::NO_CONTENT, headers))
}

fn cookie(app: &App, token: &str, seconds: i64) -> HeaderValue {
    let secure = if app.settings.http.secure_cookies { "; Secure" } else { "" };
    let line = format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}");
    HeaderValue::from_str(&line).expect("a token is hex")
}

async fn session(State(app): State<App>, session: AgentSession) -> Result<Json<Session>> {
    Ok(Json(session_of(&app, session.agent, session.csrf).await?))
}

async fn session_of(app: &App, agent: Agent, csrf: String) -> Result<Session> {
    let open = app.store.open_handoffs().await?;
    Ok(Session { agent: the_desk::view_of(&agent, &open), csrf })
}

async fn set_presence(
    State(app): State<App>,
    session: AgentSession,
    Body(body): Body<SetPresence>,
) -> Result<StatusCode> {
    the_desk::set_presence(&app, &session.agent.id, body.presence).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The console is open: an open stream alone says less, since nobody resets that of a laptop which was shut.
async fn say_present(State(app): State<App>, OpenConsole(session): OpenConsole) -> Result<StatusCode> {
    let now = app.now();
    app.store.write(move |tx| Box::pin(async move { touch_presence(tx, &session, now).await })).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
struct Desk {
    /// Whether the console goes on saying that it is open.
    #[serde(default)]
    beats: bool,
}

async fn desk_events(
    State(app): State<App>,
    session: AgentSession,
    Reads(reads): Reads,
    Query(Desk { beats }): Query<Desk>,
) -> Result<Streaming> {
    stream::desk(app, Follower::of_desk(session, reads, beats))
}

#[derive(Deserialize)]
struct Search {
    q: String,
    lang: Option<handoff::message::Language>,
}

async fn search_faq(
    State(app): State<App>,
    _: AgentSession,
    Query(search): Query<Search>,
) -> Result<Json<Vec<Suggestion>>> {
    let text = view::short(&search.q, 200);
    let understanding = app.understand(&text, Vec::new()).await;
    let language = view::faq_language(search.lang.unwrap_or_default());
    let query = faq::Query { vector: Some(&understanding.vector), ..faq::Query::of(&text, language) };
    let passages = app.faq.search(&query, 5);
    let suggestions = passages.into_iter().map(|passage| Suggestion {
        id: passage.article.id.clone(),
        title: passage.article.title.clone(),
        short: passage.article.short.clone(),
        as_of: passage.article.as_of.to_string(),
        score: passage.score,
    });
    Ok(Json(suggestions.collect()))
}

#[derive(Deserialize)]
struct Cursor {
    after: Option<i64>,
}

async fn events(
    State(app): State<App>,
    session: AgentSession,
    Reads(reads): Reads,
    Path(id): Path<ConversationId>,
    Query(query): Query<Cursor>,
    headers: HeaderMap,
) -> Result<Streaming> {
    check_may_see(&app, &session.agent, &id).await?;
    let from = stream::cursor(&headers, query.after);
    stream::staff(app, id, Follower::new(session, reads), from)
}

/// Refuses with "not found", so that a conversation that is not theirs does not exist for them.
pub(super) async fn check_may_see(app: &App, agent: &Agent, id: &ConversationId) -> Result<()> {
    if the_desk::sees(app, agent, id).await? { Ok(()) } else { Err(Error::NotFound) }
}

async fn say(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<ConversationId>,
    Body(body): Body<AgentSay>,
) -> Result<(StatusCode, Json<Said>)> {
    check_client_id(&body.client_id)?;
    check_text(&body.text, app.settings.limits.message_chars)?;
    let agent = session.agent;
    let said = finish(async move {
        let mut turn = Turn::begin(&app, &id).await?;
        // Agents too may paste a number that must not be kept.
        let masked = mask::mask(&body.text);
        let source = format!("agent:{}:{id}", agent.id);
        if let Some((number, event)) = turn.heard_before(&source, &body.client_id, &masked.text).await? {
            return Ok(Said { number, at: event.at, duplicate: true, text: masked.text });
        }
        turn.holds(&agent.id, body.epoch)?;
        let author = Author::Agent { id: Some(agent.id.clone()), name: agent.name.clone() };
        let mut message = Message::text(author, masked.text.clone());
        message.client_id = Some(body.client_id.clone());
        message.masked = masked.kinds.iter().map(ToString::to_string).collect();
        let number = turn.speak(&source, &body.client_id, message)?;
        let at = turn.now;
        turn.end().await?;
        Ok(Said { number, at, duplicate: false, text: masked.text })
    })
    .await?;
    let status = if said.duplicate { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(said)))
}

async fn typing(State(app): State<App>, session: AgentSession, Path(id): Path<ConversationId>) -> Result<StatusCode> {
    check_may_see(&app, &session.agent, &id).await?;
    app.feed.signal(&id, Signal::Typing(Typist::Agent));
    Ok(StatusCode::NO_CONTENT)
}

/// The agent called the registered number back.
async fn call_back(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<ConversationId>,
    Body(body): Body<CallBack>,
) -> Result<Json<CalledBack>> {
    let agent = session.agent.id;
    let until = finish(async move {
        let mut turn = Turn::begin(&app, &id).await?;
        let until = turn.call_back(&agent, body.epoch)?;
        turn.end().await?;
        Ok(until)
    })
    .await?;
    Ok(Json(CalledBack { level: Level::V3, until }))
}

async fn claim(
    State(app): State<App>,
    session: AgentSession,
    Reads(reader): Reads,
    Path(id): Path<HandoffId>,
) -> Result<Json<Claimed>> {
    let conversation = conversation_of(&app, &id).await?;
    Ok(Json(finish(async move { desk::take(&app, &session.agent, &conversation, id, reader).await }).await?))
}

async fn release(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<HandoffId>,
    Body(body): Body<Release>,
) -> Result<StatusCode> {
    let conversation = conversation_of(&app, &id).await?;
    finish(async move {
        let mut turn = Turn::begin(&app, &conversation).await?;
        turn.holds(&session.agent.id, body.epoch)?;
        turn.release("declined")?;
        turn.end().await.map(drop)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn give_back(
    app: State<App>,
    session: AgentSession,
    id: Path<HandoffId>,
    body: Body<LetGo>,
) -> Result<StatusCode> {
    let_go(app, session, id, body, Outcome::Returned).await
}

async fn close(app: State<App>, session: AgentSession, id: Path<HandoffId>, body: Body<LetGo>) -> Result<StatusCode> {
    let_go(app, session, id, body, Outcome::Closed).await
}

async fn let_go(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<HandoffId>,
    Body(mut body): Body<LetGo>,
    outcome: Outcome,
) -> Result<StatusCode> {
    if body.wrap_up.topic.trim().is_empty() || body.wrap_up.note.trim().is_empty() {
        return Err(Error::Invalid("wrap_up_required", "Say what it was about and how it ended, in one line."));
    }
    check_text(&body.wrap_up.note, app.settings.limits.message_chars)?;
    check_text(&body.wrap_up.topic, 100)?;
    check_back(body.back.as_ref())?;
    body.wrap_up.note = mask::mask(&body.wrap_up.note).text;
    let conversation = conversation_of(&app, &id).await?;
    finish(async move {
        let mut turn = Turn::begin(&app, &conversation).await?;
        turn.holds(&session.agent.id, body.epoch)?;
        let now = turn.now;
        let back = body.back.filter(|_| outcome == Outcome::Returned).map(|back| Handback {
            disposition: back.disposition,
            flow: back.flow,
            cooldown_until: back.cooldown_seconds.map(|seconds| now + SignedDuration::from_secs(i64::from(seconds))),
        });
        turn.let_go(&session.agent.id, outcome, body.wrap_up, back)?;
        let farewell = if outcome == Outcome::Returned {
            crate::dialogue::welcome_back(&turn.conversation)
        } else {
            crate::dialogue::farewell(&turn.conversation)
        };
        turn.record_all(farewell);
        turn.end().await.map(drop)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What the bot may go on with is one of its intents, and nobody is kept from other agents for longer than a day.
fn check_back(back: Option<&GiveBack>) -> Result<()> {
    let Some(GiveBack { flow, cooldown_seconds, .. }) = back else { return Ok(()) };
    if flow.as_ref().is_some_and(|flow| flow.parse::<nlu::Intent>().is_err()) {
        return Err(Error::Invalid("unknown_flow", "The bot knows no such task: name one of its intents."));
    }
    if cooldown_seconds.is_some_and(|seconds| seconds > 86_400) {
        return Err(Error::Invalid("cooldown_too_long", "A cooldown holds a day at most."));
    }
    Ok(())
}

pub(super) async fn conversation_of(app: &App, id: &HandoffId) -> Result<ConversationId> {
    Ok(app.store.handoff(id).await?.ok_or(Error::NotFound)?.conversation)
}
