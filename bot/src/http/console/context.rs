//! bot: what a person must know of a handoff, in three forms: for our console, for other systems, flat.

use axum::extract::{FromRef, FromRequestParts, Path, Query, State};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Json, Router};
use handoff::handoff::Handoff;
use handoff::id::HandoffId;
use handoff::message::Language;
use handoff::payload::{More, Payload, flat};
use jiff::SignedDuration;
use serde::Deserialize;

use super::super::error::{Error, Result};
use super::super::origin::host;
use super::super::reads::Reads;
use super::super::session::{AgentSession, named};
use super::check_may_see;
use crate::app::App;
use crate::turn::{Turn, Whole};

/// How many events of the conversation, and of the life around it, a context is taken from.
const EVENTS: i64 = 5000;
const AROUND: i64 = 300;
const AROUND_DAYS: i64 = 30;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/v1/handoffs/{id}/context", get(context))
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    form: Form,
}

/// In which form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Form {
    /// The eleven answers, for our own console.
    #[default]
    Console,
    /// The whole record of `handoff.v1`, for another desk.
    Full,
    /// At most four kilobytes of flat texts.
    Flat,
}

/// Who reads: an agent of ours, or another desk with a key.
enum Asker {
    Agent(Box<AgentSession>),
    Desk(String),
}

impl<S> FromRequestParts<S> for Asker
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        match named(&App::from_ref(state).settings.desk.outside_keys, &parts.headers) {
            Some(desk) => Ok(Self::Desk(desk)),
            None => AgentSession::from_request_parts(parts, state).await.map(|session| Self::Agent(Box::new(session))),
        }
    }
}

async fn context(
    State(app): State<App>,
    asker: Asker,
    Reads(reader): Reads,
    Path(id): Path<HandoffId>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Result<Response> {
    let handoff = app.store.handoff(&id).await?.ok_or(Error::NotFound)?;
    match asker {
        Asker::Agent(session) => check_may_see(&app, &session.agent, &handoff.conversation).await?,
        Asker::Desk(desk) => tracing::info!(desk, handoff = %id, "another desk read a context"),
    }
    let origin = origin(&headers, app.settings.http.trust_proxy);
    fresh(&app, &handoff, wanted.form, reader, &origin).await
}

/// Where we are for whoever asks: another desk opens the whole record from there.
fn origin(headers: &HeaderMap, trust_proxy: bool) -> String {
    let forwarded = headers.get("x-forwarded-proto").filter(|_| trust_proxy);
    let scheme = forwarded.and_then(|scheme| scheme.to_str().ok()).unwrap_or("http");
    host(headers, trust_proxy).map_or_else(String::new, |host| format!("{scheme}://{host}"))
}

/// As of now; the context taken when the bot let go stays in the store, with its hash.
async fn fresh(app: &App, handoff: &Handoff, form: Form, reader: Language, origin: &str) -> Result<Response> {
    let turn = Turn::begin(app, &handoff.conversation).await?;
    let from = turn.now - SignedDuration::from_hours(24 * AROUND_DAYS);
    let around = app.store.events_of(&handoff.person, from, AROUND).await?;
    let events = app.store.newest_of(&handoff.conversation, EVENTS).await?;
    let conversation = &turn.conversation;
    let stopped = conversation.dialogue.stopped.clone().unwrap_or_else(|| conversation.dialogue.stands());
    let more = More {
        epoch: conversation.epoch,
        started_at: conversation.opened_at,
        flow: stopped.flow.as_deref(),
        failed_turns: stopped.failed_turns,
        relax_after_s: app.settings.desk.relax_seconds,
        cooldown_s: 600,
    };
    let beside = turn.beside(handoff, &events).await?;
    let whole = Whole { turn: &turn, handoff, events: &events, around: &around, beside: &beside, reader };
    let answer = whole.read(|input| match form {
        Form::Console => Json(handoff::context::Context::take(input)).into_response(),
        Form::Full => Json(Payload::take(input, more)).into_response(),
        Form::Flat => {
            let url = format!("{origin}/v1/handoffs/{}/context?form=full", handoff.id);
            Json(flat(&Payload::take(input, more), &url)).into_response()
        }
    });
    Ok(answer)
}
