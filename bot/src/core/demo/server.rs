//! bot: the synthetic core system on a port of its own: what a company has to provide, provided.

use std::sync::Arc;

use axum::extract::{Path, Query as Params, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post, put};
use axum::{Json, Router, extract::Request, middleware};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::{DemoCore, Fault, Given};
use crate::conversation::CustomerNo;
use crate::core::intake::Intake;
use crate::core::{API, CoreError, Lookup, Query, Sight};

/// Where the demo's core takes its time from.
pub type Now = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The synthetic core system as its routes see it.
#[derive(Clone)]
struct Server {
    core: Arc<DemoCore>,
    token: Arc<str>,
    now: Now,
}

/// Every path that the interface has, with its method.
pub fn paths() -> Vec<(&'static str, String)> {
    let mut paths = vec![
        ("get", "/v1/customers/{customer}".to_owned()),
        ("post", "/v1/customers/{customer}/texts".to_owned()),
        ("post", "/v1/requests".to_owned()),
    ];
    paths.extend(Lookup::ALL.map(|lookup| ("get", path(lookup))));
    paths
}

/// The interface, whoever knows `token`; the description of it and the fault switch are for everybody
/// on this machine.
pub fn routes(core: Arc<DemoCore>, token: &str, now: Now) -> Router {
    let server = Server { core, token: token.into(), now };
    let mut guarded = Router::new()
        .route("/v1/customers/{customer}", get(profile))
        .route("/v1/customers/{customer}/texts", post(send))
        .route("/v1/requests", post(take));
    for lookup in Lookup::ALL {
        guarded = guarded.route(&path(lookup), records(lookup));
    }
    guarded
        .layer(middleware::from_fn_with_state(server.clone(), suffer))
        .layer(middleware::from_fn_with_state(server.clone(), guard))
        .route("/v1/openapi.json", get(|| async { ([(header::CONTENT_TYPE, "application/json")], API) }))
        .route("/demo/fault", put(fail))
        .fallback(|| async { refuse(StatusCode::NOT_FOUND, "no_such_path", "See /v1/openapi.json.") })
        .with_state(server)
}

/// Serves until it is stopped.
pub async fn serve(listener: TcpListener, routes: Router, stop: CancellationToken) -> std::io::Result<()> {
    axum::serve(listener, routes).with_graceful_shutdown(async move { stop.cancelled().await }).await
}

fn path(lookup: Lookup) -> String {
    format!("/v1/customers/{{customer}}/{}", lookup.resource())
}

async fn guard(State(server): State<Server>, request: Request, next: middleware::Next) -> Response {
    let given = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let given = given.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
    if bool::from(subtle::ConstantTimeEq::ct_eq(given.as_bytes(), server.token.as_bytes())) {
        next.run(request).await
    } else {
        refuse(StatusCode::UNAUTHORIZED, "unauthenticated", "Send the token: Authorization: Bearer …")
    }
}

async fn suffer(State(server): State<Server>, request: Request, next: middleware::Next) -> Response {
    match server.core.bear().await {
        Ok(()) => next.run(request).await,
        Err(_) => refuse(StatusCode::SERVICE_UNAVAILABLE, "down", "The synthetic core system plays dead."),
    }
}

async fn profile(State(server): State<Server>, Path(customer): Path<String>) -> Response {
    match server.core.profile_json(&CustomerNo(customer), (server.now)()) {
        Some(profile) => Json(profile).into_response(),
        None => unknown(),
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    #[serde(default)]
    figures: bool,
    date: Option<Date>,
    /// `2026-11`
    month: Option<String>,
}

fn records(lookup: Lookup) -> MethodRouter<Server> {
    get(async move |State(server): State<Server>, Path(customer): Path<String>, asked: AskedOrNot| match asked {
        Ok(Params(asked)) => look_up(&server, lookup, customer, &asked),
        Err(_) => refuse(StatusCode::BAD_REQUEST, "bad_query", "There are figures, date and month."),
    })
}

type AskedOrNot = Result<Params<Asked>, axum::extract::rejection::QueryRejection>;

fn look_up(server: &Server, lookup: Lookup, customer: String, asked: &Asked) -> Response {
    if lookup.sight() == Sight::Figures && !asked.figures {
        return refuse(
            StatusCode::FORBIDDEN,
            "figures_only",
            "There is nothing in it but figures: ask with figures=true.",
        );
    }
    let month = match asked.month.as_ref().map(|month| format!("{month}-01").parse::<Date>()) {
        None => None,
        Some(Ok(month)) => Some(month),
        Some(Err(_)) => return refuse(StatusCode::BAD_REQUEST, "bad_month", "A month is written 2026-11."),
    };
    let query = Query::asked(lookup, asked.figures).on(asked.date).in_month(month);
    match server.core.look_up_json(&query, &CustomerNo(customer), (server.now)()) {
        Some(found) => Json(found).into_response(),
        None => unknown(),
    }
}

async fn take(
    State(server): State<Server>,
    headers: HeaderMap,
    body: Result<Json<Intake>, axum::extract::rejection::JsonRejection>,
) -> Response {
    let Ok(Json(intake)) = body else {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "bad_request", "See Intake in /v1/openapi.json.");
    };
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok());
    if key != Some(intake.receipt.as_str()) {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "bad_key", "Idempotency-Key is the receipt number.");
    }
    match server.core.take(&intake) {
        Given::New(taken) => (StatusCode::CREATED, Json(taken)).into_response(),
        Given::Before(taken) => Json(taken).into_response(),
        Given::Otherwise => {
            refuse(StatusCode::CONFLICT, "key_reused", "Another request was sent under this receipt number.")
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sending {
    text: String,
}

async fn send(
    State(server): State<Server>,
    Path(customer): Path<String>,
    headers: HeaderMap,
    body: Result<Json<Sending>, axum::extract::rejection::JsonRejection>,
) -> Response {
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok());
    let (Ok(Json(sending)), Some(key)) = (body, key) else {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "bad_text", "See /v1/openapi.json.");
    };
    match server.core.send(&CustomerNo(customer), key, &sending.text) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(CoreError::NotFound) => unknown(),
        Err(_) => refuse(StatusCode::CONFLICT, "key_reused", "Another text was sent under this key."),
    }
}

#[derive(Debug, Deserialize)]
struct Failing {
    fault: String,
}

/// The switch for bad days: `{"fault": "slow"}`, `"down"` or `"none"`.
async fn fail(State(server): State<Server>, Json(failing): Json<Failing>) -> Response {
    match failing.fault.parse::<Fault>() {
        Ok(fault) => {
            server.core.suffer(fault);
            StatusCode::NO_CONTENT.into_response()
        }
        Err(()) => refuse(StatusCode::UNPROCESSABLE_ENTITY, "bad_fault", "There are none, slow and down."),
    }
}

fn unknown() -> Response {
    refuse(StatusCode::NOT_FOUND, "unknown_customer", "No customer has this number.")
}

fn refuse(status: StatusCode, code: &str, message: &str) -> Response {
    let envelope: Value = json!({ "error": { "code": code, "message": message } });
    (status, Json(envelope)).into_response()
}

#[cfg(test)]
mod tests;
