//! bot: what agents do with the queue itself: take the next, pass on, promise, meet abuse.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use axum::{Json, Router};
use handoff::event::{Fact, Measure, WrapUp, WrapUpOutcome};
use handoff::handoff::Outcome;
use handoff::id::{ConversationId, HandoffId};
use handoff::message::Language;
use handoff::queue::route::next_for;

use super::super::error::{Error, Result};
use super::super::reads::Reads;
use super::super::session::{AgentSession, Body};
use super::super::widget::{check_client_id, check_text, finish};
use super::{check_may_see, conversation_of};
use crate::app::App;
use crate::mask;
use crate::store::Error as StoreError;
use crate::store::agent::Agent;
use crate::store::promise::KEPT;
use crate::turn::{Error as TurnError, Turn};
use crate::wire::{Claimed, KeepPromise, MakePromise, MeetAbuse, Transfer};
use crate::words;

/// How often somebody who was not fast enough is given the next one.
const TRIES: usize = 10;
/// The longest comment and promise, in characters.
const LINE: usize = 500;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/v1/agent/next", post(next))
        .route("/v1/handoffs/{id}/transfer", post(transfer))
        .route("/v1/agent/conversations/{id}/promises", post(promise))
        .route("/v1/agent/conversations/{id}/promises/kept", post(promise_kept))
        .route("/v1/agent/conversations/{id}/abuse", post(meet_abuse))
}

/// Takes what comes first of what the agent may take; 204 when nothing waits for them.
async fn next(State(app): State<App>, session: AgentSession, Reads(reader): Reads) -> Result<Response> {
    let agent = session.agent;
    for _ in 0..TRIES {
        let open = app.store.open_handoffs().await?;
        let holding = open.iter().filter(|handoff| handoff.holder() == Some(&agent.id)).count();
        let seat = agent.seat(u32::try_from(holding).unwrap_or(u32::MAX), None);
        let Some(handoff) = next_for(&seat, &open, app.now(), app.settings.desk.relaxation()).cloned() else {
            return Ok(StatusCode::NO_CONTENT.into_response());
        };
        let (app, agent) = (app.clone(), agent.clone());
        match finish(async move { take(&app, &agent, &handoff.conversation, handoff.id, reader).await }).await {
            Ok(claimed) => return Ok(Json(claimed).into_response()),
            Err(Error::Turn(
                TurnError::AlreadyClaimed { .. } | TurnError::Refused(_) | TurnError::Store(StoreError::Overtaken),
            )) => {}
            Err(other) => return Err(other),
        }
    }
    Err(Error::Turn(TurnError::Store(StoreError::Overtaken)))
}

/// Claims a handoff that waits, and takes its context along.
pub(super) async fn take(
    app: &App,
    agent: &Agent,
    conversation: &ConversationId,
    id: HandoffId,
    reader: Language,
) -> std::result::Result<Claimed, TurnError> {
    let mut turn = Turn::begin(app, conversation).await?;
    if turn.handoff.as_ref().is_none_or(|open| open.id != id) {
        return Err(TurnError::Refused("it is not waiting any more"));
    }
    turn.claim(agent)?;
    turn.arrive(agent);
    let context = match &turn.handoff {
        Some(handoff) => Some(turn.context(handoff, reader).await?),
        None => None,
    };
    let conversation = turn.end().await?;
    let context = context.ok_or(TurnError::Refused("it is not waiting any more"))?;
    Ok(Claimed { handoff: id, conversation: conversation.id, epoch: conversation.epoch, context })
}

async fn transfer(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<HandoffId>,
    Body(body): Body<Transfer>,
) -> Result<StatusCode> {
    check_text(&body.comment, LINE)?;
    if let Some(to) = &body.agent {
        let known = app.store.agents().await?.iter().any(|agent| agent.id == *to);
        if !known || *to == session.agent.id {
            return Err(Error::Invalid("unknown_agent", "Name a colleague who sits at the desk."));
        }
    }
    let conversation = conversation_of(&app, &id).await?;
    finish(async move {
        let mut turn = Turn::begin(&app, &conversation).await?;
        turn.holds(&session.agent.id, body.epoch)?;
        turn.transfer(&session.agent, body.queue, body.agent, mask::mask(&body.comment).text)?;
        turn.end().await.map(drop)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn promise(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<ConversationId>,
    Body(body): Body<MakePromise>,
) -> Result<StatusCode> {
    check_client_id(&body.client_id)?;
    check_text(&body.text, LINE)?;
    check_may_see(&app, &session.agent, &id).await?;
    if body.due <= app.now() {
        return Err(Error::Invalid("due_passed", "A promise is due at a time to come."));
    }
    let agent = session.agent;
    finish(async move {
        let source = format!("promise:{}:{id}", agent.id);
        if app.store.event_of_source(&source, &body.client_id).await?.is_some() {
            return Ok(());
        }
        let mut turn = Turn::begin(&app, &id).await?;
        let text = mask::mask(&body.text).text;
        turn.record_from(&source, body.client_id, Fact::PromiseMade { by: agent.name, text, due: Some(body.due) });
        turn.end().await.map(drop)
    })
    .await?;
    Ok(StatusCode::CREATED)
}

async fn promise_kept(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<ConversationId>,
    Body(body): Body<KeepPromise>,
) -> Result<StatusCode> {
    check_may_see(&app, &session.agent, &id).await?;
    finish(async move {
        let mut turn = Turn::begin(&app, &id).await?;
        let open = turn.journey.promises.iter().any(|promise| promise.text == body.text);
        if !open && (turn.sees_whole_life() || !app.store.was_promised(&turn.person.id, &body.text).await?) {
            return Err(TurnError::Refused("no such promise is open"));
        }
        turn.record(Fact::Touchpoint { what: KEPT.to_owned(), label: body.text });
        turn.end().await.map(drop)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Cover, warn, end: in this order, each on record.
async fn meet_abuse(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<ConversationId>,
    Body(body): Body<MeetAbuse>,
) -> Result<StatusCode> {
    let agent = session.agent.id;
    finish(async move {
        let mut turn = Turn::begin(&app, &id).await?;
        turn.holds(&agent, body.epoch)?;
        if !(1..=turn.conversation.last_number).contains(&body.number) {
            return Err(TurnError::Refused("there is no such message"));
        }
        turn.meet_abuse(&agent, body.number, body.measure)?;
        let language = turn.conversation.language;
        match body.measure {
            Measure::Blurred => {}
            Measure::Warned => {
                turn.record(words::desk::said(words::desk::warned(language)));
            }
            Measure::Ended => {
                let wrap_up = WrapUp {
                    topic: "폭언".to_owned(),
                    outcome: WrapUpOutcome::NotResolved,
                    note: "경고 후에도 폭언이 이어져 종료".to_owned(),
                };
                turn.record(words::desk::said(words::desk::ended(language)));
                turn.let_go(&agent, Outcome::Closed, wrap_up, None)?;
            }
        }
        turn.end().await.map(drop)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
