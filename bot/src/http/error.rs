//! bot: every refusal as status, code and a sentence that says what to do. Causes are logged here, once, and never sent.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::conversation::Control;
use crate::http::limit::TooOften;
use crate::site::Refused as SiteRefused;
use crate::store::Error as StoreError;
use crate::turn::Error as TurnError;
use crate::wire::{Refusal, RefusalBody};

/// Why a request is refused.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("not signed in")]
    Unauthenticated,
    #[error("not allowed")]
    Forbidden,
    #[error("not found")]
    NotFound,
    #[error("the body is not what is expected: {0}")]
    Malformed(String),
    #[error("the body is too large")]
    TooLarge,
    #[error("{0}")]
    Invalid(&'static str, &'static str),
    #[error("{0}")]
    Conflict(&'static str, &'static str),
    #[error("too often")]
    TooOften(TooOften),
    #[error(transparent)]
    Site(#[from] SiteRefused),
    #[error(transparent)]
    Turn(#[from] TurnError),
}

/// Result of a handler.
pub type Result<T> = std::result::Result<T, Error>;

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::Turn(TurnError::Store(error))
    }
}

impl From<TooOften> for Error {
    fn from(error: TooOften) -> Self {
        Self::TooOften(error)
    }
}

impl From<JsonRejection> for Error {
    fn from(rejection: JsonRejection) -> Self {
        match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            _ => Self::Malformed(rejection.body_text()),
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let (status, code, message) = answer(&self);
        let refusal = Refusal { error: RefusalBody { code: code.to_owned(), message } };
        let mut response = (status, Json(refusal)).into_response();
        if let Self::TooOften(TooOften(after)) = self {
            let seconds = after.as_secs() + 1;
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

fn answer(error: &Error) -> (StatusCode, &'static str, String) {
    match error {
        Error::Unauthenticated => {
            (StatusCode::UNAUTHORIZED, "unauthenticated", "Sign in, or send the conversation's token.".to_owned())
        }
        Error::Forbidden => (StatusCode::FORBIDDEN, "forbidden", "This is not yours to see or do.".to_owned()),
        Error::NotFound => (StatusCode::NOT_FOUND, "not_found", "There is nothing here.".to_owned()),
        Error::Malformed(why) => (StatusCode::BAD_REQUEST, "malformed", format!("The body cannot be read: {why}")),
        Error::TooLarge => {
            (StatusCode::PAYLOAD_TOO_LARGE, "too_large", "The message is too long; send it in parts.".to_owned())
        }
        Error::Invalid(code, message) => (StatusCode::UNPROCESSABLE_ENTITY, code, (*message).to_owned()),
        Error::Conflict(code, message) => (StatusCode::CONFLICT, code, (*message).to_owned()),
        Error::TooOften(_) => (
            StatusCode::TOO_MANY_REQUESTS,
            "too_often",
            "Too many requests; wait for the seconds in Retry-After and send the same again.".to_owned(),
        ),
        Error::Site(why) => {
            let (status, code) = match why {
                SiteRefused::UnknownKey => (StatusCode::FORBIDDEN, "unknown_site_key"),
                SiteRefused::Origin => (StatusCode::FORBIDDEN, "origin_not_allowed"),
                SiteRefused::KeyMissing => (StatusCode::FORBIDDEN, "site_key_required"),
                SiteRefused::SignInFirst => (StatusCode::UNAUTHORIZED, "identity_required"),
            };
            (status, code, why.to_string())
        }
        Error::Turn(error) => turn(error),
    }
}

fn turn(error: &TurnError) -> (StatusCode, &'static str, String) {
    match error {
        TurnError::NoConversation => (StatusCode::NOT_FOUND, "not_found", "There is no such conversation.".to_owned()),
        TurnError::StaleEpoch { holder } => (
            StatusCode::CONFLICT,
            "stale_epoch",
            match holder {
                Control::Agent { name, .. } => format!("{name} has the conversation now; nothing was sent."),
                Control::Bot => "The bot has the conversation now; nothing was sent.".to_owned(),
                Control::Queued { .. } => "The conversation waits in the queue; claim it first.".to_owned(),
                Control::Closed { .. } => "The conversation is closed; nothing was sent.".to_owned(),
            },
        ),
        TurnError::AlreadyClaimed { by } => {
            (StatusCode::CONFLICT, "already_claimed", format!("{by} was faster.").trim_start().to_owned())
        }
        TurnError::NoCapacity => (
            StatusCode::CONFLICT,
            "no_capacity",
            "You hold as many conversations as you may; close or return one first.".to_owned(),
        ),
        TurnError::ClientIdReused => (
            StatusCode::CONFLICT,
            "client_id_reused",
            "This client_id was used for another message; a new message needs a new one.".to_owned(),
        ),
        TurnError::Refused(why) => (StatusCode::CONFLICT, "refused", format!("Not now: {why}.")),
        TurnError::Store(StoreError::Overtaken) => (
            StatusCode::CONFLICT,
            "overtaken",
            "The conversation changed at the same moment; send the same again.".to_owned(),
        ),
        TurnError::Store(error) => {
            tracing::error!(%error, cause = ?std::error::Error::source(error), "the store failed");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "unavailable",
                "Nothing was lost and nothing was done; send the same again in a moment.".to_owned(),
            )
        }
    }
}
