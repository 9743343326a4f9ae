//! bot: what happened to a person, over all channels: a day of it, a week, a month, or all.

use axum::extract::{Path, Query, State};
use axum::routing::get;
use axum::{Json, Router};
use handoff::context::touches;
use handoff::id::ConversationId;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::super::error::{Error, Result};
use super::super::reads::Reads;
use super::super::session::AgentSession;
use super::check_may_see;
use crate::app::App;
use crate::wire::{Life, Span};

/// From how many events, the newest, it is told; and how many touches are told.
const EVENTS: i64 = 3000;
const TOUCHES: usize = 500;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/v1/agent/conversations/{id}/around", get(around))
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    span: Span,
}

async fn around(
    State(app): State<App>,
    session: AgentSession,
    Reads(reader): Reads,
    Path(id): Path<ConversationId>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Life>> {
    check_may_see(&app, &session.agent, &id).await?;
    let person = app.store.conversation(&id).await?.ok_or(Error::NotFound)?.conversation.person;
    let from = since(wanted.span, app.now());
    let events = app.store.events_of(&person, from, EVENTS).await?;
    let cut = i64::try_from(events.len()).is_ok_and(|count| count >= EVENTS);
    let mut touches = touches(&events, reader);
    let more = cut || touches.len() > TOUCHES;
    touches.truncate(TOUCHES);
    Ok(Json(Life { touches, more }))
}

fn since(span: Span, now: Timestamp) -> Timestamp {
    let days = match span {
        Span::Day => 1,
        Span::Week => 7,
        Span::Month => 30,
        Span::All => return Timestamp::UNIX_EPOCH,
    };
    now - SignedDuration::from_hours(24 * days)
}
