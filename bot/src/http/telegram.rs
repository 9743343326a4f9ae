//! bot: where Telegram brings its news, and where one conversation goes on on the other channel.

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use axum::{Json, Router};
use serde_json::Value;
use subtle::ConstantTimeEq as _;

use super::error::{Error, Result};
use super::origin::Foreign;
use super::session::{Body, Customer, From};
use super::widget::{admit, finish};
use crate::app::App;
use crate::settings::TelegramMode;
use crate::telegram::{intake, link};
use crate::view;
use crate::wire::{JoinConversation, Opened, TelegramLink};

/// The header in which Telegram sends the secret that only it and we know.
const SECRET: &str = "x-telegram-bot-api-secret-token";

/// The largest update in bytes. Telegram writes Hangul as `\u…`, quotes what is replied to, and gives up in the end
/// what is refused as too large.
const LARGEST: usize = 1024 * 1024;

/// Where Telegram brings its news, if it is to.
pub fn routes(app: &App) -> Router<App> {
    match app.settings.telegram.mode {
        TelegramMode::Webhook => {
            Router::new().route("/telegram/updates", post(updates).layer(DefaultBodyLimit::max(LARGEST)))
        }
        _ => Router::new(),
    }
}

/// Where a customer's page goes over to Telegram, and comes from there.
pub fn for_pages() -> Router<App> {
    Router::new()
        .route("/v1/conversations/join", post(join))
        .route("/v1/conversations/{id}/telegram", post(to_telegram))
}

/// Takes an update. Anything but 200 makes Telegram bring it again, so 200 comes when it is on disk, or when it
/// is nothing that could ever be taken.
async fn updates(State(app): State<App>, headers: HeaderMap, body: Bytes) -> Result<StatusCode> {
    let given = headers.get(SECRET).map(axum::http::HeaderValue::as_bytes).unwrap_or_default();
    let secret = app.settings.telegram.webhook_secret.reveal();
    if !bool::from(given.ct_eq(secret.as_bytes())) {
        return Err(Error::Unauthenticated);
    }
    match serde_json::from_slice::<Value>(&body) {
        Ok(update) => intake::take(&app, vec![update], None).await?,
        Err(error) => tracing::warn!(%error, "something that is no update came by the webhook"),
    }
    Ok(StatusCode::OK)
}

/// A link with which the customer goes on on Telegram.
async fn to_telegram(State(app): State<App>, Customer(id): Customer) -> Result<Json<TelegramLink>> {
    let (url, expires_at) = link::to_telegram(&app, &id).await?.ok_or(Error::NotFound)?;
    Ok(Json(TelegramLink { url, expires_at }))
}

/// The customer comes from Telegram, with the code from the link.
async fn join(
    State(app): State<App>,
    From(from): From,
    Foreign(origin): Foreign,
    Body(body): Body<JoinConversation>,
) -> Result<(StatusCode, Json<Opened>)> {
    app.limits.conversation(from)?;
    let admitted = admit(&app, body.site_key.as_deref(), origin.as_deref(), body.person_token.as_deref())?;
    let work = app.clone();
    let opened =
        finish(async move { link::open_on_web(&work, &body.code, admitted.signed.as_ref(), admitted.key_until).await });
    let (conversation, token) = opened.await?.ok_or(Error::NotFound)?;
    let id = conversation.id;
    let conversation = app.store.conversation(&id).await?.ok_or(Error::NotFound)?.conversation;
    let name = app.store.person(&conversation.person).await?.and_then(|person| person.facts.name);
    let state = view::state(&app, &conversation, name).await?;
    Ok((StatusCode::CREATED, Json(Opened { conversation: id, token, state })))
}
