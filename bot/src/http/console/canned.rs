//! bot: the replies that the team keeps, for every agent.

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};

use super::super::error::Result;
use super::super::session::AgentSession;
use crate::app::App;
use crate::view;
use crate::wire::CannedReplies;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/v1/agent/canned", get(all))
}

async fn all(State(app): State<App>, _: AgentSession) -> Result<Json<CannedReplies>> {
    // The number first: what is changed in between is read twice rather than not at all.
    let revision = app.store.canned_revision().await?;
    let replies = app.store.canned().await?.into_iter().map(view::canned).collect();
    Ok(Json(CannedReplies { revision, replies }))
}
