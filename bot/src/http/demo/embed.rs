//! bot: pages that embed the widget as any company's would: for anybody, for signed-in customers, and under
//! the strictest policy a page can have. They load it from this machine's other name, so that to the
//! browser it comes from another site.

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

use crate::app::App;
use crate::http::assets;

/// Where the pages' text names the server of the widget.
const PLACE: &str = "{{widget}}";

/// The pages' routes.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/demo", get(|headers: HeaderMap| async move { page("index", &headers) }))
        .route("/demo/{page}", get(|Path(name): Path<String>, headers: HeaderMap| async move { page(&name, &headers) }))
        .route("/demo/files/{file}", get(|uri: Uri, headers: HeaderMap| async move { assets::file(&uri, &headers) }))
}

fn page(name: &str, headers: &HeaderMap) -> Response {
    if !matches!(name, "index" | "anonymous" | "signed-in" | "strict-csp") {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Some((bytes, _)) = assets::read(&format!("demo/{name}.html")) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let widget = other_name(host);
    let mut response = Html(String::from_utf8_lossy(&bytes).replace(PLACE, &widget)).into_response();
    let policy = HeaderValue::from_str(&policy(&widget));
    if let (Ok(policy), "strict-csp") = (policy, name) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The same machine as another origin; a host that has no other name serves the widget itself.
fn other_name(host: &str) -> String {
    let other = match host.split_once(':') {
        Some(("localhost", port)) => format!("127.0.0.1:{port}"),
        Some(("127.0.0.1", port)) => format!("localhost:{port}"),
        _ => host.to_owned(),
    };
    format!("http://{other}")
}

/// What the widget needs of a page, and nothing more: its script, its connections, no inline style.
fn policy(widget: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' {widget}; connect-src {widget}; style-src 'self'; img-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widget_comes_from_the_other_name() {
        let check = |host, want| assert_eq!(other_name(host), want, "{host}");
        check("localhost:8080", "http://127.0.0.1:8080");
        check("127.0.0.1:8080", "http://localhost:8080");
        check("dari.example", "http://dari.example");
        check("", "http://");
    }
}
