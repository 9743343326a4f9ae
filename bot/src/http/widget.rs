//! bot: the customer's side: commands by POST, and the stream to follow.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use handoff::hours::{local, timestamp};
use handoff::message::Channel;
use jiff::Timestamp;
use serde::Deserialize;

use super::error::{Error, Result};
use super::origin::Foreign;
use super::session::{Body, Customer, From, Held, Present};
use super::stream::{self, Streaming};
use crate::app::App;
use crate::conversation::CustomerNo;
use crate::feed::Signal;
use crate::inbox::{self, Inbound, Opener};
use crate::site::Demand;
use crate::wire::{
    AnswerSurvey, BookCallback, BookableTime, Booked, Booking, ConversationState, History, OpenConversation, Opened,
    RateArticle, Said, Say, SetLanguage, Typist, Verified, Verify,
};
use crate::{identity, view, words};

/// The routes of the customer's side.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/v1/conversations", post(open))
        .route("/v1/conversations/{id}", get(state))
        .route("/v1/conversations/{id}/messages", get(history).post(say))
        .route("/v1/conversations/{id}/events", get(events))
        .route("/v1/conversations/{id}/typing", post(typing))
        .route("/v1/conversations/{id}/handoff", post(ask_for_person).delete(cancel_handoff))
        .route("/v1/conversations/{id}/handoff/callback", get(booking).post(book_callback))
        .route("/v1/conversations/{id}/verification", post(verify))
        .route("/v1/conversations/{id}/verification/code", post(send_code))
        .route("/v1/conversations/{id}/language", put(set_language))
        .route("/v1/conversations/{id}/articles/{article}/rating", post(rate_article))
        .route("/v1/conversations/{id}/survey", post(answer_survey))
}

async fn open(
    State(app): State<App>,
    From(from): From,
    Foreign(origin): Foreign,
    Held(held): Held,
    Body(body): Body<OpenConversation>,
) -> Result<(StatusCode, Json<Opened>)> {
    app.limits.conversation(from)?;
    let admitted = admit(&app, body.site_key.as_deref(), origin.as_deref(), body.person_token.as_deref())?;
    let work = app.clone();
    let (conversation, token) = finish(async move {
        let until = admitted.key_until;
        let opener = match admitted.signed {
            None => Opener::Visitor,
            Some((customer, signed_until)) => {
                if let Some(held) = held
                    && let Some(opened) = inbox::go_on(&work, &held, &customer, signed_until, until).await?
                {
                    return Ok(opened);
                }
                Opener::Customer(customer, signed_until)
            }
        };
        inbox::open_until(&work, opener, Channel::Web, body.language.unwrap_or_default(), until).await
    })
    .await?;
    let state = state_of(&app, &conversation.id).await?;
    Ok((StatusCode::CREATED, Json(Opened { conversation: conversation.id, token, state })))
}

/// Whom a page may open a conversation for.
pub(super) struct Admitted {
    /// Whom its host signed for, and until when.
    pub(super) signed: Option<(CustomerNo, Timestamp)>,
    /// Until when a key opens the conversation: where customers must be signed in, no longer than the host's word.
    pub(super) key_until: Timestamp,
}

/// Asks what the site demands, and believes or refuses what its host signed.
pub(super) fn admit(
    app: &App,
    site_key: Option<&str>,
    origin: Option<&str>,
    person_token: Option<&str>,
) -> Result<Admitted> {
    let demand = app.settings.sites.demand(site_key, origin, app.settings.identity.keyless)?;
    demand.check(person_token.is_some())?;
    let signed = person_token.map(|token| signed(app, token)).transpose()?;
    let longest = app.now() + app.settings.identity.key_lasts();
    let key_until = match (demand, &signed) {
        (Demand::Required, Some((_, until))) => longest.min(*until),
        _ => longest,
    };
    Ok(Admitted { signed, key_until })
}

/// Whom the host site signed for, and until when.
pub(super) fn signed(app: &App, token: &str) -> Result<(CustomerNo, Timestamp)> {
    identity::verify(token, app.settings.identity.keys(), app.now()).map_err(|why| {
        tracing::info!(%why, "a person token was refused");
        Error::Unauthenticated
    })
}

async fn state(State(app): State<App>, Customer(id): Customer) -> Result<Json<ConversationState>> {
    Ok(Json(state_of(&app, &id).await?))
}

pub(super) async fn state_of(app: &App, id: &handoff::id::ConversationId) -> Result<ConversationState> {
    let conversation = app.store.conversation(id).await?.ok_or(Error::NotFound)?.conversation;
    let name = app.store.person(&conversation.person).await?.and_then(|person| person.facts.name);
    Ok(view::state(app, &conversation, name).await?)
}

async fn say(
    State(app): State<App>,
    Customer(id): Customer,
    Body(body): Body<Say>,
) -> Result<(StatusCode, Json<Said>)> {
    check_client_id(&body.client_id)?;
    check_text(&body.text, app.settings.limits.message_chars)?;
    if body.choice.as_ref().is_some_and(|choice| choice.len() > 128) {
        return Err(Error::Invalid("choice_too_long", "A choice has at most 128 bytes."));
    }
    app.feed.signal(&id, Signal::Typing(Typist::Bot));
    let inbound = Inbound {
        conversation: id,
        channel: Channel::Web,
        client_id: body.client_id,
        text: body.text,
        choice: body.choice,
        link: None,
        masked: Vec::new(),
    };
    // The turn goes on even if the customer hangs up: what was begun is ended.
    let receipt = finish(async move { inbox::receive(&app, &inbound).await }).await?;
    let status = if receipt.duplicate { StatusCode::OK } else { StatusCode::CREATED };
    let said = Said { number: receipt.number, at: receipt.at, duplicate: receipt.duplicate, text: receipt.text };
    Ok((status, Json(said)))
}

/// Runs to the end even when the request is dropped.
pub(super) async fn finish<T: Send + 'static>(
    work: impl Future<Output = crate::turn::Result<T>> + Send + 'static,
) -> Result<T> {
    match tokio::spawn(work).await {
        Ok(done) => Ok(done?),
        Err(panic) => {
            tracing::error!(%panic, "a turn panicked; nothing of it was kept");
            Err(Error::Turn(crate::turn::Error::Store(crate::store::Error::Closed)))
        }
    }
}

/// Refuses ids that are not 1–64 of `A–Z a–z 0–9 _ -`.
pub(super) fn check_client_id(id: &str) -> Result<()> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if (1..=64).contains(&id.len()) && id.chars().all(plain) {
        return Ok(());
    }
    Err(Error::Invalid("bad_client_id", "client_id is 1 to 64 of A–Z, a–z, 0–9, _ and -."))
}

/// Refuses texts that are empty or too long.
pub(super) fn check_text(text: &str, most: usize) -> Result<()> {
    if text.trim().is_empty() {
        return Err(Error::Invalid("empty_message", "The message is empty."));
    }
    if text.chars().count() > most {
        return Err(Error::TooLarge);
    }
    Ok(())
}

#[derive(Deserialize)]
struct Page {
    before: Option<i64>,
    limit: Option<i64>,
}

async fn history(State(app): State<App>, Customer(id): Customer, Query(page): Query<Page>) -> Result<Json<History>> {
    let limit = page.limit.unwrap_or(50).clamp(1, 200);
    let events = app.store.shared_before(&id, page.before.unwrap_or(i64::MAX), limit).await?;
    let more = events.first().and_then(|event| event.number).is_some_and(|number| number > 1);
    Ok(Json(History { events: events.into_iter().filter_map(view::shared).collect(), more }))
}

#[derive(Deserialize)]
struct Cursor {
    after: Option<i64>,
}

async fn events(
    State(app): State<App>,
    Customer(id): Customer,
    Query(query): Query<Cursor>,
    headers: HeaderMap,
) -> Result<Streaming> {
    stream::customer(app, id, stream::cursor(&headers, query.after))
}

async fn typing(State(app): State<App>, Present(id): Present) -> StatusCode {
    app.feed.signal(&id, Signal::Typing(Typist::Customer));
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AskForPerson {
    client_id: String,
}

async fn ask_for_person(
    State(app): State<App>,
    Customer(id): Customer,
    Body(body): Body<AskForPerson>,
) -> Result<Json<Said>> {
    check_client_id(&body.client_id)?;
    let receipt = finish(async move { inbox::ask_for_person(&app, &id, Channel::Web, &body.client_id).await }).await?;
    Ok(Json(Said { number: receipt.number, at: receipt.at, duplicate: receipt.duplicate, text: receipt.text }))
}

async fn cancel_handoff(State(app): State<App>, Customer(id): Customer) -> Result<StatusCode> {
    finish(async move { inbox::cancel_handoff(&app, &id).await }).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn booking(State(app): State<App>, Customer(id): Customer) -> Result<Json<Booking>> {
    let language = app.store.conversation(&id).await?.ok_or(Error::NotFound)?.conversation.language;
    let (now, [title, note, book]) = (app.now(), words::desk::booking(language));
    let times = app.hours.times(now).filter_map(|time| {
        let label = words::desk::bookable(language, time, local(now).date());
        Some(BookableTime { at: timestamp(time)?, label })
    });
    let (title, note, book) = (title.to_owned(), note.to_owned(), book.to_owned());
    Ok(Json(Booking { title, note, book, times: times.collect() }))
}

async fn book_callback(
    State(app): State<App>,
    Customer(id): Customer,
    Body(body): Body<BookCallback>,
) -> Result<Json<Booked>> {
    let at = finish(async move { inbox::book_callback(&app, &id, body.at).await }).await?;
    Ok(Json(Booked { at }))
}

async fn send_code(State(app): State<App>, Customer(id): Customer) -> Result<StatusCode> {
    finish(async move { inbox::send_code(&app, &id, Channel::Web).await }).await?;
    Ok(StatusCode::ACCEPTED)
}

async fn verify(State(app): State<App>, Customer(id): Customer, Body(body): Body<Verify>) -> Result<Json<Verified>> {
    if body.code.len() > 12 {
        return Err(Error::Invalid("bad_code", "A code has six digits."));
    }
    Ok(Json(finish(async move { inbox::verify(&app, &id, Channel::Web, body.code.trim()).await }).await?))
}

async fn set_language(
    State(app): State<App>,
    Customer(id): Customer,
    Body(body): Body<SetLanguage>,
) -> Result<StatusCode> {
    finish(async move { inbox::set_language(&app, &id, body.language).await }).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn rate_article(
    State(app): State<App>,
    Customer(id): Customer,
    Path((_, article)): Path<(String, String)>,
    Body(body): Body<RateArticle>,
) -> Result<StatusCode> {
    if app.faq.article(&article, faq::Language::Ko).is_none() {
        return Err(Error::NotFound);
    }
    finish(async move { inbox::rate_article(&app, &id, &article, body.helpful).await }).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn answer_survey(
    State(app): State<App>,
    Customer(id): Customer,
    Body(body): Body<AnswerSurvey>,
) -> Result<StatusCode> {
    if !(1..=5).contains(&body.score) {
        return Err(Error::Invalid("bad_score", "The score is 1 to 5."));
    }
    finish(async move { inbox::answer_survey(&app, &id, body.score).await }).await?;
    Ok(StatusCode::NO_CONTENT)
}
