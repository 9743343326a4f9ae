//! bot: notes among colleagues, and whom they call.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use handoff::event::{Fact, Mentioned};
use handoff::id::{AgentId, ConversationId};

use super::super::error::{Error, Result};
use super::super::session::{AgentSession, Body};
use super::super::widget::{check_client_id, check_text, finish};
use super::check_may_see;
use crate::app::App;
use crate::store::agent::Agent;
use crate::store::mention;
use crate::turn::Turn;
use crate::wire::{NoteTaken, WriteNote};
use crate::{desk, mask};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/v1/agent/conversations/{id}/notes", post(write))
        .route("/v1/agent/conversations/{id}/mentions/read", post(read_mentions))
}

async fn write(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<ConversationId>,
    Body(body): Body<WriteNote>,
) -> Result<(StatusCode, Json<NoteTaken>)> {
    check_client_id(&body.client_id)?;
    check_text(&body.text, app.settings.limits.message_chars)?;
    check_may_see(&app, &session.agent, &id).await?;
    let agent = session.agent;
    let called = called(&app, &agent, body.mentions).await?;
    let untold = untold(&app, &called, &id).await?;
    finish(async move {
        let mut turn = Turn::begin(&app, &id).await?;
        let source = format!("note:{}:{id}", agent.id);
        if app.store.event_of_source(&source, &body.client_id).await?.is_some() {
            return Ok(());
        }
        let text = mask::mask(&body.text).text;
        let mentions = called.into_iter().map(|agent| Mentioned { agent: agent.id, name: agent.name }).collect();
        let note = Fact::NoteWritten { agent: agent.id, name: agent.name, text, mentions };
        turn.record_from(&source, body.client_id, note);
        turn.end().await.map(drop)
    })
    .await?;
    Ok((StatusCode::CREATED, Json(NoteTaken { untold })))
}

/// Whom a note calls, each once: colleagues at the desk, and nobody else.
async fn called(app: &App, writer: &Agent, ids: Vec<AgentId>) -> Result<Vec<Agent>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let wanted: BTreeSet<AgentId> = ids.into_iter().collect();
    let agents = app.store.agents().await?;
    let called: Vec<Agent> =
        agents.into_iter().filter(|agent| agent.id != writer.id && wanted.contains(&agent.id)).collect();
    if called.len() < wanted.len() {
        return Err(Error::Invalid("unknown_agent", "A note calls colleagues who sit at the desk."));
    }
    Ok(called)
}

/// Those of them who are told only once they may see the conversation.
async fn untold(app: &App, called: &[Agent], id: &ConversationId) -> Result<Vec<String>> {
    let mut untold = Vec::new();
    for agent in called {
        if !desk::sees(app, agent, id).await? {
            untold.push(agent.name.clone());
        }
    }
    Ok(untold)
}

async fn read_mentions(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<ConversationId>,
) -> Result<StatusCode> {
    check_may_see(&app, &session.agent, &id).await?;
    let (agent, now) = (session.agent.id, app.now());
    let fresh = app.store.write(move |tx| Box::pin(async move { mention::read(tx, &agent, &id, now).await })).await?;
    if fresh {
        app.feed.desk_changed();
    }
    Ok(StatusCode::NO_CONTENT)
}
