//! bot: the edge to browsers and programs. Nothing behind it sees a request.

use std::net::SocketAddr;

use anyhow::Context as _;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::routing::get;
use axum::{Json, Router, middleware};
use serde_json::json;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::app::App;

pub mod assets;
pub mod console;
pub mod demo;
pub mod error;
pub mod follower;
pub mod intake;
pub mod lead;
pub mod limit;
pub mod origin;
pub mod reads;
pub mod seen;
pub mod session;
pub mod stream;
pub mod telegram;
pub mod visit;
pub mod widget;

/// Every route of the service.
pub fn routes(app: &App) -> Router {
    let mut router = Router::new()
        .merge(for_pages(app))
        .merge(telegram::routes(app))
        .merge(console::routes())
        .merge(lead::routes())
        .merge(intake::routes())
        .merge(assets::routes())
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready));
    if app.demo {
        router = router.merge(demo::routes());
    }
    let header = |name: &'static str, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(HeaderName::from_static(name), HeaderValue::from_static(value))
    };
    router
        .fallback(|| async { error::Error::NotFound })
        .layer(DefaultBodyLimit::max(app.settings.limits.body_bytes))
        .layer(header("x-content-type-options", "nosniff"))
        .layer(header("referrer-policy", "same-origin"))
        .layer(header("cross-origin-opener-policy", "same-origin"))
        .layer(CatchPanicLayer::new())
        .with_state(app.clone())
}

/// The customer's side, which pages of other sites may reach.
fn for_pages(app: &App) -> Router<App> {
    Router::new()
        .merge(widget::routes())
        .merge(seen::routes())
        .merge(visit::routes())
        .merge(telegram::for_pages())
        .layer(middleware::from_fn_with_state(app.clone(), origin::guard))
}

/// Serves until the service stops; requests under way are finished, streams are ended so that their readers come back.
pub async fn serve(app: App, listener: TcpListener) -> anyhow::Result<()> {
    let router = routes(&app).into_make_service_with_connect_info::<SocketAddr>();
    let stop = app.stop.clone();
    axum::serve(listener, router)
        .with_graceful_shutdown(async move { stop.cancelled().await })
        .await
        .context("cannot serve")
}

async fn ready(State(app): State<App>) -> (StatusCode, Json<serde_json::Value>) {
    let store = app.store.is_ready().await && !app.stop.is_cancelled();
    let status = if store { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(json!({ "store": store, "model": app.model() })))
}
