//! bot: who is asking. A handler that takes one of these extractors cannot be reached by anyone else.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRef, FromRequest, FromRequestParts, Json, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use handoff::agent::Role;
use handoff::id::ConversationId;
use jiff::SignedDuration;
use serde::de::DeserializeOwned;

use super::error::{Error, Result};
use crate::app::{App, hash};
use crate::settings::Secret;
use crate::store::agent::{Agent, Session, touch_session};

/// A shorter key can be guessed.
const SHORTEST: usize = 16;
/// The cookie of an agent's session.
pub const COOKIE: &str = "dari_agent";
/// The header that a command must carry: only a page of ours can know its value.
pub const CSRF: &str = "x-dari-csrf";

/// A customer who holds the key to the conversation in the path.
#[derive(Debug)]
pub struct Customer(pub ConversationId);

/// The same for what a page reports by itself: it takes nothing from what the customer may write.
#[derive(Debug)]
pub struct Present(pub ConversationId);

/// The conversation whose key the request carries, if it carries one.
#[derive(Debug)]
pub struct Held(pub Option<ConversationId>);

impl<S> FromRequestParts<S> for Customer
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let app = App::from_ref(state);
        let id = of_path(&app, parts, state).await?;
        if parts.method != Method::GET {
            app.limits.message(id.as_str())?;
        }
        Ok(Self(id))
    }
}

impl<S> FromRequestParts<S> for Present
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let app = App::from_ref(state);
        let id = of_path(&app, parts, state).await?;
        app.limits.signal(id.as_str())?;
        Ok(Self(id))
    }
}

impl<S> FromRequestParts<S> for Held
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let app = App::from_ref(state);
        let Some(key) = key(&parts.headers) else { return Ok(Self(None)) };
        Ok(Self(app.store.conversation_of_token(&key, app.now()).await?))
    }
}

async fn of_path<S: Send + Sync>(app: &App, parts: &mut Parts, state: &S) -> Result<ConversationId> {
    let key = key(&parts.headers).ok_or(Error::Unauthenticated)?;
    let path = Path::<Vec<(String, String)>>::from_request_parts(parts, state).await;
    let wanted = path.ok().and_then(|Path(path)| path.into_iter().find(|(name, _)| name == "id"));
    let (_, wanted) = wanted.ok_or(Error::NotFound)?;
    match app.store.conversation_of_token(&key, app.now()).await? {
        None => Err(Error::Unauthenticated),
        // Not "forbidden": a stranger learns nothing about which conversations exist.
        Some(id) if id.as_str() != wanted => Err(Error::NotFound),
        Some(id) => Ok(id),
    }
}

/// A signed-in agent. Commands must carry the CSRF header too.
#[derive(Debug)]
pub struct AgentSession {
    pub agent: Agent,
    pub csrf: String,
    /// What the store knows the session by.
    pub hash: String,
}

impl<S> FromRequestParts<S> for AgentSession
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let app = App::from_ref(state);
        let (Session { agent, csrf, seen_at }, hash) = signed_in(&app, parts).await?;
        let now = app.now();
        if now.duration_since(seen_at) > SignedDuration::from_mins(1) {
            let hash = hash.clone();
            app.store.write(move |tx| Box::pin(async move { touch_session(tx, &hash, now).await })).await?;
        }
        Ok(Self { agent, csrf, hash })
    }
}

/// The session of a console that says by itself that it is open. That keeps nobody signed in.
#[derive(Debug)]
pub struct OpenConsole(pub String);

impl<S> FromRequestParts<S> for OpenConsole
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        Ok(Self(signed_in(&App::from_ref(state), parts).await?.1))
    }
}

/// The session behind the cookie, and what the store knows it by.
async fn signed_in(app: &App, parts: &Parts) -> Result<(Session, String)> {
    let token = cookie(&parts.headers).ok_or(Error::Unauthenticated)?;
    let (hash, now) = (hash(token), app.now());
    let idle_since = now - SignedDuration::from_mins(app.settings.desk.session_idle_minutes);
    let session = app.store.session(&hash, now, idle_since).await?.ok_or(Error::Unauthenticated)?;
    if parts.method != Method::GET {
        let given = parts.headers.get(CSRF).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if !bool::from(subtle::ConstantTimeEq::ct_eq(given.as_bytes(), session.csrf.as_bytes())) {
            return Err(Error::Forbidden);
        }
    }
    Ok((session, hash))
}

impl AgentSession {
    /// Whether they lead the team.
    pub fn is_lead(&self) -> bool {
        self.agent.role == Role::Lead
    }
}

/// Where the request comes from; behind a trusted proxy, from whom it came to the proxy.
#[derive(Debug, Clone, Copy)]
pub struct From(pub IpAddr);

impl<S> FromRequestParts<S> for From
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> std::result::Result<Self, Infallible> {
        let app = App::from_ref(state);
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
        let forwarded = parts
            .headers
            .get("x-forwarded-for")
            .filter(|_| app.settings.http.trust_proxy)
            .and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
        Ok(Self(forwarded.or(peer).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))))
    }
}

/// A JSON body, refused in our own words.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<S, T> FromRequest<S> for Body<T>
where
    T: DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        let Json(body) = Json::<T>::from_request(request, state).await?;
        Ok(Self(body))
    }
}

/// Which of the named keys the request carries. All are compared, so that time tells nothing; short ones open nothing.
pub fn named(keys: &BTreeMap<String, Secret>, headers: &HeaderMap) -> Option<String> {
    let given = key(headers)?;
    let mut found = None;
    for (name, secret) in keys {
        let right = hash(secret.reveal());
        let same = bool::from(subtle::ConstantTimeEq::ct_eq(given.as_bytes(), right.as_bytes()));
        if secret.reveal().len() >= SHORTEST && same {
            found = Some(name.clone());
        }
    }
    found
}

/// What the store knows a conversation's key by.
pub fn key(headers: &HeaderMap) -> Option<String> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ").map(hash)
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == COOKIE).then_some(value))
}
