//! bot: the lead's side: the wallboard, a word to an agent, who has what, and the team's own replies. Nobody else gets in.

use axum::extract::{FromRef, FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::routing::{get, post};
use axum::{Json, Router};
use handoff::id::{ConversationId, HandoffId};

use super::error::{Error, Result};
use super::reads::Reads;
use super::session::{AgentSession, Body};
use super::widget::{check_client_id, check_text, finish};
use crate::app::App;
use crate::desk;
use crate::mask::mask;
use crate::store::agent::Agent;
use crate::turn::{Error as TurnError, Turn};
use crate::wire::{Claimed, Reassign, TakeOver, Wallboard, Whisper};

mod canned;

/// How much a lead says about why.
const COMMENT_CHARS: usize = 200;

/// The routes of the lead's side. To look at a conversation in silence is to follow its staff events.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/v1/lead/wallboard", get(wallboard))
        .route("/v1/lead/conversations/{id}/whispers", post(whisper))
        .route("/v1/lead/handoffs/{id}/take", post(take))
        .route("/v1/lead/handoffs/{id}/reassign", post(reassign))
        .merge(canned::routes())
}

/// A signed-in lead.
struct Lead(Agent);

impl<S> FromRequestParts<S> for Lead
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let session = AgentSession::from_request_parts(parts, state).await?;
        if session.is_lead() { Ok(Self(session.agent)) } else { Err(Error::Forbidden) }
    }
}

async fn wallboard(State(app): State<App>, _: Lead) -> Result<Json<Wallboard>> {
    Ok(Json(desk::wallboard(&app).await?))
}

/// Only the staff sees it, and it is said once.
async fn whisper(
    State(app): State<App>,
    Lead(lead): Lead,
    Path(id): Path<ConversationId>,
    Body(body): Body<Whisper>,
) -> Result<StatusCode> {
    check_client_id(&body.client_id)?;
    check_text(&body.text, app.settings.limits.message_chars)?;
    finish(async move {
        let source = format!("whisper:{}:{id}", lead.id);
        if app.store.event_of_source(&source, &body.client_id).await?.is_some() {
            return Ok(());
        }
        let mut turn = Turn::begin(&app, &id).await?;
        turn.whisper(&lead, &source, body.client_id, mask(&body.text).text)?;
        turn.end().await.map(drop)
    })
    .await?;
    Ok(StatusCode::CREATED)
}

/// The lead takes it, from whoever has it or from the queue.
async fn take(
    State(app): State<App>,
    Lead(lead): Lead,
    Reads(reader): Reads,
    Path(id): Path<HandoffId>,
    Body(body): Body<TakeOver>,
) -> Result<Json<Claimed>> {
    let comment = comment(&body.comment)?;
    let conversation = conversation_of(&app, &id).await?;
    let claimed = finish(async move {
        let mut turn = begin(&app, &conversation, &id, body.epoch).await?;
        turn.reassign(&lead, &lead, comment)?;
        turn.arrive(&lead);
        let context = match &turn.handoff {
            Some(handoff) => Some(turn.context(handoff, reader).await?),
            None => None,
        };
        let conversation = turn.end().await?;
        let context = context.ok_or(TurnError::Refused("it is not open any more"))?;
        Ok(Claimed { handoff: id, conversation: conversation.id, epoch: conversation.epoch, context })
    })
    .await?;
    Ok(Json(claimed))
}

async fn reassign(
    State(app): State<App>,
    Lead(lead): Lead,
    Path(id): Path<HandoffId>,
    Body(body): Body<Reassign>,
) -> Result<StatusCode> {
    let comment = comment(&body.comment)?;
    if comment.is_empty() {
        return Err(Error::Invalid("comment_required", "Say in a few words why, for who had it and who gets it."));
    }
    let agents = app.store.agents().await?;
    let to = agents.into_iter().find(|agent| agent.id == body.agent);
    let to = to.ok_or(Error::Invalid("unknown_agent", "Name a colleague who sits at the desk."))?;
    let conversation = conversation_of(&app, &id).await?;
    finish(async move {
        let mut turn = begin(&app, &conversation, &id, body.epoch).await?;
        turn.reassign(&lead, &to, comment)?;
        turn.end().await.map(drop)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The turn of a lead who decided on what stood there under `epoch`; after a change they look again.
async fn begin(
    app: &App,
    conversation: &ConversationId,
    id: &HandoffId,
    epoch: i64,
) -> std::result::Result<Turn, TurnError> {
    let turn = Turn::begin(app, conversation).await?;
    if turn.conversation.epoch != epoch || turn.handoff.as_ref().is_none_or(|open| open.id != *id) {
        return Err(TurnError::StaleEpoch { holder: turn.conversation.control });
    }
    Ok(turn)
}

/// A line for colleagues, without numbers that must not be kept.
fn comment(given: &str) -> Result<String> {
    let given = given.trim();
    if !given.is_empty() {
        check_text(given, COMMENT_CHARS)?;
    }
    Ok(mask(given).text)
}

async fn conversation_of(app: &App, id: &HandoffId) -> Result<ConversationId> {
    Ok(app.store.handoff(id).await?.ok_or(Error::NotFound)?.conversation)
}
