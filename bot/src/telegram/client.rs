//! bot: calls of the Bot API: bounded in time and size, and clear about what may have arrived.

use std::time::Duration;

use reqwest::{StatusCode, Url};
use serde::Deserialize;
use serde_json::Value;

use crate::settings;

/// No answer is longer, in bytes: a hundred updates have room in it.
const LARGEST: usize = 16 * 1024 * 1024;
/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(5);
/// How long an answer may take, unless news are waited for.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// A connection to the Bot API.
pub struct Client {
    http: reqwest::Client,
    /// Carries the token: never printed.
    base: String,
}

/// Why no connection can be made of the settings.
#[derive(Debug, thiserror::Error)]
pub enum Misconfigured {
    #[error("telegram.api_url is no address: write https://api.telegram.org, or your own Bot API server's")]
    Url,
    #[error("telegram.api_url must begin with https:// unless it is on this machine: customers' words travel over it")]
    Plain,
    #[error("telegram.api_url is https, and this dari was built without TLS: build it with --features tls")]
    NoTls,
    #[error("telegram.token is empty: get one from @BotFather, or set telegram.mode to off")]
    Token,
    #[error("no HTTP client can be made")]
    Client(#[from] reqwest::Error),
}

/// How a call ended that did not succeed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// It surely did not arrive, or was not taken: Telegram is out of reach or fails.
    Down(String),
    /// It may have arrived: the answer is missing.
    Unknown(String),
    /// Too many; again after so long.
    Busy(Duration),
    /// The chat does not want us, or is gone.
    Shut(String),
    /// Another process asks for the same bot's news.
    Conflict,
    /// The token is not, or no longer, a bot's.
    Token,
    /// It will never be taken.
    Refused(String),
}

#[derive(Deserialize)]
struct Answer {
    ok: bool,
    #[serde(default)]
    result: Value,
    #[serde(default)]
    error_code: u16,
    #[serde(default)]
    description: String,
    #[serde(default)]
    parameters: Parameters,
}

#[derive(Default, Deserialize)]
struct Parameters {
    retry_after: Option<u64>,
}

impl Client {
    /// Connects as the settings say. Nothing is sent yet.
    pub fn new(settings: &settings::Telegram) -> Result<Self, Misconfigured> {
        let url = Url::parse(&settings.api_url).map_err(|_| Misconfigured::Url)?;
        let host = url.host_str().ok_or(Misconfigured::Url)?;
        let local = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        match url.scheme() {
            "https" if cfg!(feature = "tls") => {}
            "https" => return Err(Misconfigured::NoTls),
            "http" if local => {}
            "http" => return Err(Misconfigured::Plain),
            _ => return Err(Misconfigured::Url),
        }
        if settings.token.reveal().is_empty() {
            return Err(Misconfigured::Token);
        }
        let http = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("dari/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self { http, base: format!("{}/bot{}", settings.api_url.trim_end_matches('/'), settings.token.reveal()) })
    }

    /// Calls a method; answers with its result as it came.
    pub async fn call(&self, method: &str, body: &Value, patience: Duration) -> Result<Value, Failure> {
        let request = self.http.post(format!("{}/{method}", self.base)).json(body).timeout(patience);
        let mut response = request.send().await.map_err(unsent)?;
        let status = response.status();
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| Failure::Unknown(reason(error)))? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > LARGEST {
                return Err(Failure::Unknown("the answer is too long".to_owned()));
            }
        }
        read(status, &bytes)
    }
}

/// What an answer says. One that is not Telegram's own comes from something in between.
fn read(status: StatusCode, bytes: &[u8]) -> Result<Value, Failure> {
    let Ok(answer) = serde_json::from_slice::<Answer>(bytes) else {
        return Err(match status {
            StatusCode::TOO_MANY_REQUESTS => Failure::Busy(Duration::from_secs(1)),
            status if status.is_success() => Failure::Unknown("the answer cannot be read".to_owned()),
            status => Failure::Down(format!("status {status}")),
        });
    };
    if answer.ok {
        return Ok(answer.result);
    }
    let code = if answer.error_code == 0 { status.as_u16() } else { answer.error_code };
    Err(match code {
        429 => Failure::Busy(Duration::from_secs(answer.parameters.retry_after.unwrap_or(1).max(1))),
        401 | 404 => Failure::Token,
        403 => Failure::Shut(answer.description),
        409 => Failure::Conflict,
        400 if answer.description.contains("chat not found") => Failure::Shut(answer.description),
        500.. => Failure::Down(answer.description),
        _ => Failure::Refused(answer.description),
    })
}

/// Only what could not even be connected surely did not arrive.
fn unsent(error: reqwest::Error) -> Failure {
    if error.is_connect() || error.is_builder() {
        Failure::Down(reason(error))
    } else {
        Failure::Unknown(reason(error))
    }
}

/// The address carries the token, so it is left out.
fn reason(error: reqwest::Error) -> String {
    error.without_url().to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn answers_are_read_for_what_they_are() {
        let check = |status: u16, body: Value, expected: Result<Value, Failure>| {
            let status = StatusCode::from_u16(status).unwrap();
            assert_eq!(read(status, body.to_string().as_bytes()), expected);
        };
        let no = |code: u16, text: &str| json!({ "ok": false, "error_code": code, "description": text });
        check(200, json!({ "ok": true, "result": 7 }), Ok(json!(7)));
        let mut busy = no(429, "Too Many Requests: retry after 5");
        busy["parameters"] = json!({ "retry_after": 5 });
        check(429, busy, Err(Failure::Busy(Duration::from_secs(5))));
        check(429, no(429, "Too Many Requests"), Err(Failure::Busy(Duration::from_secs(1))));
        check(403, no(403, "Forbidden: bot was blocked"), Err(Failure::Shut("Forbidden: bot was blocked".into())));
        check(400, no(400, "Bad Request: chat not found"), Err(Failure::Shut("Bad Request: chat not found".into())));
        check(400, no(400, "Bad Request: odd"), Err(Failure::Refused("Bad Request: odd".into())));
        check(401, no(401, "Unauthorized"), Err(Failure::Token));
        check(502, no(502, "Bad Gateway"), Err(Failure::Down("Bad Gateway".into())));
        check(409, no(409, "Conflict"), Err(Failure::Conflict));
    }

    #[test]
    fn a_page_of_something_in_between_is_no_answer() {
        let html = b"<html>502</html>";
        assert!(matches!(read(StatusCode::BAD_GATEWAY, html), Err(Failure::Down(_))));
        assert!(matches!(read(StatusCode::OK, html), Err(Failure::Unknown(_))));
        assert!(matches!(read(StatusCode::TOO_MANY_REQUESTS, html), Err(Failure::Busy(_))));
    }

    #[test]
    fn nothing_is_sent_to_strangers_in_the_clear() {
        let mut settings = settings::Settings::read(None).unwrap().telegram;
        settings.token = settings::Secret::new("1:a");
        for (url, good) in [("http://127.0.0.1:1", true), ("http://example.org", false), ("ftp://127.0.0.1", false)] {
            settings.api_url = url.into();
            assert_eq!(Client::new(&settings).is_ok(), good, "{url}");
        }
    }
}
