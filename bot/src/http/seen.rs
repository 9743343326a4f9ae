//! bot: how far a customer has looked: no event and no turn, only the highest number stands.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;

use super::error::Result;
use super::session::{Body, Present};
use crate::app::App;
use crate::feed::Signal;
use crate::store::conversation::saw;
use crate::wire::Seen;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/v1/conversations/{id}/seen", post(see))
}

async fn see(State(app): State<App>, Present(id): Present, Body(body): Body<Seen>) -> Result<StatusCode> {
    let conversation = id.clone();
    let news = app.store.write(move |tx| Box::pin(async move { saw(tx, &conversation, body.number).await })).await?;
    if news {
        app.feed.signal(&id, Signal::Seen);
    }
    Ok(StatusCode::NO_CONTENT)
}
