//! bot: the fake's own app: a page on which somebody writes to the bot.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Html;
use axum::routing::{get, post, put};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::time::Duration;

use super::{BOT, Fake, Fault};

const PAGE: &str = include_str!("page.html");

pub(super) fn routes() -> Router<Fake> {
    Router::new()
        .route("/", get(|| async { Html(PAGE) }))
        .route(&format!("/{BOT}"), get(|| async { Html(PAGE) }))
        .route("/chats/{chat}/messages", get(messages).post(say))
        .route("/chats/{chat}/taps", post(tap))
        .route("/fault", put(suffer))
}

#[derive(Serialize)]
struct Line {
    id: i64,
    from_bot: bool,
    text: String,
    buttons: Vec<Value>,
}

async fn messages(State(fake): State<Fake>, Path(chat): Path<i64>) -> Json<Vec<Line>> {
    let lines = fake.chat(chat).into_iter().map(|shown| Line {
        id: shown.id,
        from_bot: shown.from_bot,
        text: shown.text,
        buttons: shown.buttons,
    });
    Json(lines.collect())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Say {
    text: String,
    language: String,
}

async fn say(State(fake): State<Fake>, Path(chat): Path<i64>, Json(said): Json<Say>) -> StatusCode {
    fake.say(chat, &said.language, &said.text);
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TapOn {
    message: i64,
    data: String,
    language: String,
}

#[derive(Serialize)]
struct Answered {
    text: Option<String>,
}

/// Taps, and waits a moment for what is said about it.
async fn tap(State(fake): State<Fake>, Path(chat): Path<i64>, Json(on): Json<TapOn>) -> Json<Answered> {
    let query = fake.tap_data(chat, &on.language, on.message, &on.data);
    for _ in 0..50 {
        if let Some(text) = fake.answered(&query) {
            return Json(Answered { text: Some(text) });
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Json(Answered { text: None })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BadDay {
    fault: String,
    #[serde(default = "all")]
    method: String,
    #[serde(default = "many")]
    times: usize,
}

fn all() -> String {
    "*".to_owned()
}

fn many() -> usize {
    1_000_000
}

/// `{"fault": "429"}`, `500`, `hang`, `drop`, `403`, `400`, or `none`.
async fn suffer(State(fake): State<Fake>, Json(day): Json<BadDay>) -> StatusCode {
    let fault = match day.fault.as_str() {
        "none" => {
            fake.recover();
            return StatusCode::NO_CONTENT;
        }
        "429" => Fault::Busy(5),
        "500" => Fault::Fails,
        "hang" => Fault::Hangs(Duration::from_mins(1)),
        "drop" => Fault::Drops,
        "403" => Fault::Blocked,
        "400" => Fault::Refuses,
        _ => return StatusCode::UNPROCESSABLE_ENTITY,
    };
    fake.suffer(&day.method, fault, day.times);
    StatusCode::NO_CONTENT
}
