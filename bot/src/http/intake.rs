//! bot: the side of other systems: events and identities, by a source's own key.

use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use axum::{Json, Router};

use super::error::{Error, Result};
use super::session::{Body, named};
use crate::app::App;
use crate::intake;
use crate::wire::{Identified, Identify, Intake, Intaken};

/// The largest batch, in bytes and in events.
const BYTES: usize = 1 << 20;
const EVENTS: usize = 1000;

/// The routes of other systems.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/v1/events", post(events))
        .route("/v1/identify", post(identify))
        .layer(DefaultBodyLimit::max(BYTES))
}

async fn events(
    State(app): State<App>,
    headers: HeaderMap,
    Body(body): Body<Intake>,
) -> Result<(StatusCode, Json<Intaken>)> {
    let source = source(&app, &headers)?;
    if body.events.len() > EVENTS {
        return Err(Error::Invalid("too_many_events", "Send at most 1000 events at a time."));
    }
    let report = tokio::spawn(async move { intake::events(&app, &source, body.events).await });
    let report = report.await.map_err(|_| Error::Turn(crate::turn::Error::Store(crate::store::Error::Closed)))??;
    Ok((StatusCode::ACCEPTED, Json(report)))
}

async fn identify(State(app): State<App>, headers: HeaderMap, Body(body): Body<Identify>) -> Result<Json<Identified>> {
    source(&app, &headers)?;
    match intake::identify(&app, body).await? {
        Ok(identified) => Ok(Json(identified)),
        Err(_) => Err(Error::Invalid("bad_identity", "Name at least one known namespace with a value of its form.")),
    }
}

/// The source whose key it is.
fn source(app: &App, headers: &HeaderMap) -> Result<String> {
    named(&app.settings.intake.keys, headers).ok_or(Error::Unauthenticated)
}
