//! bot: a lead adds, changes and puts away the replies that the team keeps.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{post, put};
use axum::{Json, Router};
use serde::Deserialize;

use super::super::error::{Error, Result};
use super::super::session::Body;
use super::Lead;
use crate::app::App;
use crate::canned::{Draft, Wrong};
use crate::store::agent::Agent;
use crate::store::canned::{self, Change};
use crate::view;
use crate::wire::{CannedReply, ChangeCanned, WriteCanned};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/v1/lead/canned", post(add)).route("/v1/lead/canned/{id}", put(change).delete(put_away))
}

async fn add(
    State(app): State<App>,
    Lead(lead): Lead,
    Body(body): Body<WriteCanned>,
) -> Result<(StatusCode, Json<CannedReply>)> {
    let draft = parse(&body)?;
    let (id, by, now) = (app.id(), lead.id.clone(), app.now());
    let change =
        app.store.write(move |tx| Box::pin(async move { canned::add(tx, &id, &draft, &by, now).await })).await?;
    Ok((StatusCode::CREATED, Json(settle(&app, &lead, "kept", change)?)))
}

async fn change(
    State(app): State<App>,
    Lead(lead): Lead,
    Path(id): Path<String>,
    Body(body): Body<ChangeCanned>,
) -> Result<Json<CannedReply>> {
    let draft = parse(&body.reply)?;
    let (version, by, now) = (body.version, lead.id.clone(), app.now());
    let change = app
        .store
        .write(move |tx| Box::pin(async move { canned::change(tx, &id, version, &draft, &by, now).await }))
        .await?;
    settle(&app, &lead, "changed", change).map(Json)
}

#[derive(Deserialize)]
struct Seen {
    version: i64,
}

async fn put_away(
    State(app): State<App>,
    Lead(lead): Lead,
    Path(id): Path<String>,
    Query(Seen { version }): Query<Seen>,
) -> Result<StatusCode> {
    let (by, now) = (lead.id.clone(), app.now());
    let change =
        app.store.write(move |tx| Box::pin(async move { canned::put_away(tx, &id, version, &by, now).await })).await?;
    settle(&app, &lead, "put away", change).map(|_| StatusCode::NO_CONTENT)
}

fn parse(body: &WriteCanned) -> Result<Draft> {
    Draft::parse(body.language, &body.short, &body.title, &body.text)
        .map_err(|Wrong(code, message)| Error::Invalid(code, message))
}

/// The reply as it stands now, or why it does not. Consoles hear of it with their next picture of the desk.
fn settle(app: &App, lead: &Agent, what: &str, change: Change) -> Result<CannedReply> {
    match change {
        Change::Done(reply) => {
            tracing::info!(lead = %lead.id.as_str(), reply = %reply.id, version = reply.version, "a canned reply was {what}");
            app.feed.desk_changed();
            Ok(view::canned(reply))
        }
        Change::Taken => Err(Error::Conflict(
            "short_taken",
            "Another reply of this language has that short name: choose another name, or change that one.",
        )),
        Change::Stale => Err(Error::Conflict(
            "canned_changed",
            "Somebody changed this reply meanwhile: read it again, then send yours with its new version.",
        )),
        Change::Full => Err(Error::Conflict("canned_full", "There are 300 in this language: put one away first.")),
        Change::Gone => Err(Error::NotFound),
    }
}
