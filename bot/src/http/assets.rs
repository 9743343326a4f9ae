//! bot: the pages, built by `build.rs` into the binary; `DARI_WEB_DIST` serves them from a directory instead.

use std::path::{Path, PathBuf};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rust_embed::RustEmbed;
use tower_http::compression::CompressionLayer;

use crate::app::App;

/// What Vite made.
#[derive(RustEmbed)]
#[folder = "$OUT_DIR/web"]
struct Built;

/// Only our own scripts, styles and connections; nobody frames the console.
const CONSOLE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
     connect-src 'self'; font-src 'self'; media-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// The company's page: the same, with the widget on it.
const SITE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
     connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

/// The pages' routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/widget.js", get(|uri: Uri, headers: HeaderMap| async move { widget(&uri, &headers) }))
        .route("/", get(|headers: HeaderMap| async move { page("index.html", SITE_POLICY, &headers) }))
        .route("/agent", get(|headers: HeaderMap| async move { page("console.html", CONSOLE_POLICY, &headers) }))
        .route("/assets/{*path}", get(|uri: Uri, headers: HeaderMap| async move { file(&uri, &headers) }))
        .layer(CompressionLayer::new())
}

/// The one file that pages of any site may load; what it may do there is decided by `origin::guard`.
/// The build has compressed it as well as can be, so that its size over the wire is known.
fn widget(uri: &Uri, headers: &HeaderMap) -> Response {
    let unpacks = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let mut response = if unpacks.is_some_and(|encodings| encodings.contains("gzip")) {
        let mut response = serve("widget.js.gz", headers, "no-cache");
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type("widget.js")));
        response
    } else {
        file(uri, headers)
    };
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    response
}

fn page(name: &str, policy: &'static str, headers: &HeaderMap) -> Response {
    let mut response = serve(name, headers, "no-cache");
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    response
}

pub(super) fn file(uri: &Uri, headers: &HeaderMap) -> Response {
    let name = uri.path().trim_start_matches('/');
    // Vite writes a hash into the names under assets/: they never change.
    let cache = if name.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    serve(name, headers, cache)
}

fn serve(name: &str, headers: &HeaderMap, cache: &'static str) -> Response {
    let Some((bytes, tag)) = read(name) else { return StatusCode::NOT_FOUND.into_response() };
    if headers.get(header::IF_NONE_MATCH).is_some_and(|seen| seen.as_bytes() == tag.as_bytes()) {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    let mut response = Body::from(bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(name)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

/// The file and a tag that changes with it.
pub(super) fn read(name: &str) -> Option<(Vec<u8>, String)> {
    if let Some(directory) = std::env::var_os("DARI_WEB_DIST") {
        let path = inside(&PathBuf::from(directory), name)?;
        let bytes = std::fs::read(path).ok()?;
        let tag = format!("\"{}\"", &crate::app::hash(&String::from_utf8_lossy(&bytes))[..16]);
        return Some((bytes, tag));
    }
    let built = Built::get(name)?;
    let tag = built.metadata.sha256_hash()[..8].iter().fold("\"".to_owned(), |tag, byte| format!("{tag}{byte:02x}"));
    Some((built.data.into_owned(), tag + "\""))
}

/// A path that stays inside its directory.
fn inside(directory: &Path, name: &str) -> Option<PathBuf> {
    let path = Path::new(name);
    let plain = path.components().all(|part| matches!(part, std::path::Component::Normal(_)));
    plain.then(|| directory.join(path))
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json" | "map") => "application/json",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}
