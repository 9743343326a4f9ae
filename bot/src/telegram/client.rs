//! bot: teloxide's client of the Bot API: its requests and its connection, a deadline of ours, and answers as they
//! came.
//!
//! An answer is not read into teloxide's types: a message that was sent must not count as unsent, and be sent
//! again, because Telegram describes it in a way that those types do not know yet.

use std::marker::PhantomData;
use std::time::Duration;

use reqwest::{Url, redirect};
use serde::{Serialize, Serializer};
use serde_json::Value;
use teloxide_core::Bot;
use teloxide_core::payloads::{EditMessageReplyMarkup, EditMessageText, SendMessage};
use teloxide_core::requests::{JsonRequest, Payload, Request as _};

pub use super::failure::Failure;
use crate::settings;
use crate::store::telegram::send::NewSend;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(5);

/// A connection to the Bot API.
pub struct Client {
    /// Carries the token: never printed.
    bot: Bot,
    patience: Duration,
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

/// A request of teloxide's as it was kept: it goes out as it was made, and its answer is taken as it comes.
struct Kept<P> {
    body: Value,
    of: PhantomData<fn() -> P>,
}

impl<P> Serialize for Kept<P> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.body.serialize(serializer)
    }
}

impl<P: Payload> Payload for Kept<P> {
    type Output = Value;
    const NAME: &'static str = P::NAME;
}

impl Client {
    /// Connects as the settings say. Nothing is sent yet.
    pub fn new(settings: &settings::Telegram) -> Result<Self, Misconfigured> {
        let url = Url::parse(settings.api_url.trim_end_matches('/')).map_err(|_| Misconfigured::Url)?;
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
            .redirect(redirect::Policy::none())
            .tcp_nodelay(true)
            .user_agent(concat!("dari/", env!("CARGO_PKG_VERSION")))
            .build()?;
        let bot = Bot::with_client(settings.token.reveal(), http).set_api_url(url);
        Ok(Self { bot, patience: Duration::from_millis(settings.patience_ms) })
    }

    /// Sends a request; answers with its result as it came.
    pub async fn call<P: Payload + Serialize + 'static>(&self, request: &P) -> Result<Value, Failure> {
        self.go::<P>(body(request), request.timeout_hint().unwrap_or_default()).await
    }

    /// Sends what was kept.
    pub async fn call_kept(&self, method: &str, body: &Value) -> Result<Value, Failure> {
        let (body, now) = (body.clone(), Duration::ZERO);
        match method {
            SendMessage::NAME => self.go::<SendMessage>(body, now).await,
            EditMessageText::NAME => self.go::<EditMessageText>(body, now).await,
            EditMessageReplyMarkup::NAME => self.go::<EditMessageReplyMarkup>(body, now).await,
            other => Err(Failure::Refused(format!("nothing is sent by {other}"))),
        }
    }

    /// `held` is how long Telegram may keep the question besides.
    async fn go<P: Payload + 'static>(&self, body: Value, held: Duration) -> Result<Value, Failure> {
        let patience = self.patience + held;
        let request = JsonRequest::new(self.bot.clone(), Kept::<P> { body, of: PhantomData });
        match tokio::time::timeout(patience, request.send()).await {
            Ok(answer) => Ok(answer?),
            Err(_) => Err(Failure::Unknown(format!("no answer within {patience:?}"))),
        }
    }
}

/// The bot that a token is for: the number before the colon, 0 where there is none.
pub(super) fn bot(settings: &settings::Telegram) -> i64 {
    settings.token.reveal().split(':').next().and_then(|number| number.parse().ok()).unwrap_or_default()
}

/// A request that waits in the outbox.
pub(super) fn kept<P: Payload + Serialize>(id: String, request: &P) -> NewSend {
    NewSend { id, method: P::NAME, body: body(request) }
}

fn body<P: Serialize>(request: &P) -> Value {
    serde_json::to_value(request).expect("a request is JSON")
}

#[cfg(test)]
mod tests {
    use teloxide_core::payloads::GetMe;

    use super::*;

    fn settings() -> settings::Telegram {
        let mut settings = settings::Settings::read(None).unwrap().telegram;
        settings.token = settings::Secret::new("1:never-shown");
        settings
    }

    #[test]
    fn nothing_is_sent_to_strangers_in_the_clear() {
        let mut settings = settings();
        for (url, good) in [("http://127.0.0.1:1", true), ("http://example.org", false), ("ftp://127.0.0.1", false)] {
            settings.api_url = url.into();
            assert_eq!(Client::new(&settings).is_ok(), good, "{url}");
        }
    }

    #[tokio::test]
    async fn what_could_not_be_connected_surely_did_not_arrive_and_no_failure_names_the_token() {
        let mut settings = settings();
        settings.api_url = "http://127.0.0.1:1/".into();
        let failure = Client::new(&settings).unwrap().call(&GetMe::new()).await.unwrap_err();
        assert!(matches!(failure, Failure::Down(_)), "{failure:?}");
        assert!(!format!("{failure:?}").contains("never-shown"), "{failure:?}");
    }

    #[tokio::test]
    async fn an_answer_that_does_not_come_leaves_open_whether_it_arrived() {
        let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut settings = settings();
        settings.api_url = format!("http://{}", silent.local_addr().unwrap());
        settings.patience_ms = 50;
        let failure = Client::new(&settings).unwrap().call(&GetMe::new()).await.unwrap_err();
        assert!(matches!(failure, Failure::Unknown(_)), "{failure:?}");
    }
}
