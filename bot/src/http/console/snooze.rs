//! bot: an agent lays a conversation of theirs aside: until a time, or until the customer writes.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::post;
use handoff::id::ConversationId;
use jiff::SignedDuration;

use super::super::error::{Error, Result};
use super::super::session::{AgentSession, Body};
use super::super::widget::finish;
use crate::app::App;
use crate::turn::Turn;
use crate::wire::Snooze;

/// Nothing sleeps longer, so that nothing is forgotten.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);

pub(super) fn routes() -> Router<App> {
    Router::new().route("/v1/agent/conversations/{id}/snooze", post(snooze))
}

async fn snooze(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<ConversationId>,
    Body(body): Body<Snooze>,
) -> Result<StatusCode> {
    let now = app.now();
    if body.until.is_some_and(|until| until <= now) {
        return Err(Error::Invalid("until_passed", "A conversation is laid aside until a time to come."));
    }
    let until = body.until.map(|until| until.min(now + LONGEST));
    let (agent, feed) = (session.agent.id, app.feed.clone());
    finish(async move {
        let mut turn = Turn::begin(&app, &id).await?;
        turn.snooze(&agent, until)?;
        turn.end().await.map(drop)
    })
    .await?;
    // It stands in no log, so that nobody else says so.
    feed.desk_changed();
    Ok(StatusCode::NO_CONTENT)
}
