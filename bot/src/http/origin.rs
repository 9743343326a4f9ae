//! bot: which pages may speak with the customer's side. Browsers of other sites are answered only for the
//! origins in the settings; a page that is not listed cannot even ask.

use std::convert::Infallible;

use axum::extract::{FromRef, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::error::Error;
use crate::app::App;
use crate::site::Refused;

/// How long a browser may remember what it may ask, in seconds.
const REMEMBERED: &str = "600";

/// The origin of the page that asks; none for our own pages and for programs.
#[derive(Debug, Clone)]
pub struct Foreign(pub Option<String>);

impl<S> FromRequestParts<S> for Foreign
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let trust_proxy = App::from_ref(state).settings.http.trust_proxy;
        Ok(Self(foreign(&parts.headers, trust_proxy).map(str::to_owned)))
    }
}

/// Answers browsers of the listed origins, and refuses those of all others.
pub async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let origin = foreign(request.headers(), app.settings.http.trust_proxy).map(str::to_owned);
    let Some(origin) = origin else { return varied(next.run(request).await) };
    if !app.settings.sites.allow(&origin) {
        tracing::info!(origin, "a page of an origin that no site has was refused");
        return varied(Error::Site(Refused::Origin).into_response());
    }
    let asks_first = request.method() == Method::OPTIONS;
    let mut response = if asks_first { StatusCode::NO_CONTENT.into_response() } else { next.run(request).await };
    let headers = response.headers_mut();
    if let Ok(origin) = HeaderValue::from_str(&origin) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    if asks_first {
        for (name, value) in [
            (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, DELETE"),
            (header::ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type, last-event-id"),
            (header::ACCESS_CONTROL_MAX_AGE, REMEMBERED),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
    } else {
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("retry-after"));
    }
    varied(response)
}

/// The answer depends on who asks: no cache may give one site's to another.
fn varied(mut response: Response) -> Response {
    response.headers_mut().append(header::VARY, HeaderValue::from_static("origin"));
    response
}

/// The page's origin, unless it is ours. What cannot be read is nobody's, and so is refused.
fn foreign(headers: &HeaderMap, trust_proxy: bool) -> Option<&str> {
    let origin = headers.get(header::ORIGIN)?.to_str().unwrap_or("null");
    let theirs = origin.split_once("://").map(|(_, host)| host);
    if theirs.is_some() && theirs == host(headers, trust_proxy) { None } else { Some(origin) }
}

/// The host that was asked, as whoever asks sees it.
pub(super) fn host(headers: &HeaderMap, trust_proxy: bool) -> Option<&str> {
    let forwarded = headers.get("x-forwarded-host").filter(|_| trust_proxy);
    forwarded.or_else(|| headers.get(header::HOST))?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_pages_are_known_by_the_host_they_ask() {
        let check = |headers: &[(&'static str, &'static str)], trust_proxy, want| {
            let map: HeaderMap = headers
                .iter()
                .map(|(name, value)| (header::HeaderName::from_static(name), HeaderValue::from_static(value)))
                .collect();
            assert_eq!(foreign(&map, trust_proxy), want, "{headers:?}");
        };
        check(&[("host", "dari.example")], false, None);
        check(&[("host", "dari.example"), ("origin", "https://dari.example")], false, None);
        check(&[("host", "localhost:8080"), ("origin", "http://localhost:8080")], false, None);
        check(&[("host", "localhost:8080"), ("origin", "http://localhost")], false, Some("http://localhost"));
        check(&[("host", "dari.example"), ("origin", "https://shop.example")], false, Some("https://shop.example"));
        check(&[("host", "dari.example"), ("origin", "null")], false, Some("null"));
        let behind = [("host", "10.0.0.7"), ("x-forwarded-host", "dari.example"), ("origin", "https://dari.example")];
        check(&behind, true, None);
        check(&behind, false, Some("https://dari.example"));
    }
}
