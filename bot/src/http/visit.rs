//! bot: what the page around the widget says during a conversation: that its customer is signed in or leaves,
//! and what the customer does there.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{delete, post, put};
use axum::{Json, Router};

use super::error::{Error, Result};
use super::session::{Body, Present, key};
use super::widget::{finish, signed};
use crate::app::App;
use crate::wire::{ConversationState, RenewIdentity, Track};
use crate::{inbox, view};

/// The longest name of something that happened on a page.
const NAME: usize = 64;
/// How much of its label is kept, in characters.
const LABEL: usize = 80;

/// The routes of the page around the widget.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/v1/conversations/{id}/identity", put(renew))
        .route("/v1/conversations/{id}/key", delete(leave))
        .route("/v1/conversations/{id}/touchpoints", post(track))
}

async fn renew(
    State(app): State<App>,
    Present(id): Present,
    headers: HeaderMap,
    Body(body): Body<RenewIdentity>,
) -> Result<Json<ConversationState>> {
    let (customer, until) = signed(&app, &body.person_token)?;
    let key = key(&headers).ok_or(Error::Unauthenticated)?;
    let (work, conversation) = (app.clone(), id.clone());
    finish(async move { inbox::renew(&work, &conversation, &key, &customer, until).await }).await?;
    Ok(Json(super::widget::state_of(&app, &id).await?))
}

async fn leave(State(app): State<App>, Present(_): Present, headers: HeaderMap) -> Result<StatusCode> {
    let key = key(&headers).ok_or(Error::Unauthenticated)?;
    inbox::leave(&app, &key).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn track(State(app): State<App>, Present(id): Present, Body(body): Body<Track>) -> Result<StatusCode> {
    check_name(&body.name)?;
    let label = view::short(&body.label, LABEL);
    finish(async move { inbox::track(&app, &id, &body.name, &label).await }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Refuses names that are not 1–64 of `a–z 0–9 _ .`.
fn check_name(name: &str) -> Result<()> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '.';
    if (1..=NAME).contains(&name.len()) && name.chars().all(plain) {
        return Ok(());
    }
    Err(Error::Invalid("bad_name", "The name is 1 to 64 of a–z, 0–9, _ and dots, such as step_started."))
}
