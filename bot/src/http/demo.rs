//! bot: what only `dari demo` serves: synthetic customers to be, and the phone on the table.

use axum::extract::{Query, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use handoff::id::ConversationId;
use jiff::SignedDuration;
use serde::Deserialize;

use super::error::{Error, Result};
use super::session::Body;
use crate::app::App;
use crate::conversation::CustomerNo;
use crate::identity;
use crate::wire::{DemoCustomer, DemoText, DemoToken};

mod embed;

/// How long a demo customer's token holds.
const TOKEN_SECONDS: i64 = 30 * 60;

/// The demo's routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/demo/customers", get(customers))
        .route("/demo/sign-in", post(sign_in))
        .route("/demo/texts", get(texts))
        .merge(embed::routes())
}

async fn customers(State(app): State<App>) -> Json<Vec<DemoCustomer>> {
    Json(app.core.demo_customers())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BecomeCustomer {
    customer: String,
    /// How long the token holds; half an hour when nothing is said.
    #[serde(default)]
    seconds: Option<i64>,
}

/// What a host site would do after its own sign-in.
async fn sign_in(State(app): State<App>, Body(body): Body<BecomeCustomer>) -> Result<Json<DemoToken>> {
    if !app.core.demo_customers().iter().any(|customer| customer.id == body.customer) {
        return Err(Error::NotFound);
    }
    let seconds = body.seconds.unwrap_or(TOKEN_SECONDS).clamp(1, TOKEN_SECONDS);
    let until = app.now() + SignedDuration::from_secs(seconds);
    let person_token = identity::sign(&CustomerNo(body.customer), app.settings.identity.secret.reveal(), until);
    Ok(Json(DemoToken { person_token }))
}

#[derive(Deserialize)]
struct Phone {
    conversation: ConversationId,
}

async fn texts(State(app): State<App>, Query(phone): Query<Phone>) -> Json<Vec<DemoText>> {
    Json(app.texts.received(&phone.conversation))
}
