//! tests: somebody on Telegram, and the fake Telegram in between.

use std::time::Duration;

use bot::settings::{Secret, Settings, TelegramMode};
use bot::telegram::fake::{Fake, Shown};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio_util::sync::{CancellationToken, DropGuard};

use super::{Engine, TestApp};

/// A fake Telegram on a port of its own, until it is dropped.
pub(crate) struct Telegram {
    pub(crate) fake: Fake,
    pub(crate) url: String,
    _stop: DropGuard,
}

impl Telegram {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
        let url = format!("http://{}", listener.local_addr().expect("it is bound"));
        let (fake, stop) = (Fake::default(), CancellationToken::new());
        tokio::spawn(fake.clone().serve(listener, stop.clone()));
        Self { fake, url, _stop: stop.drop_guard() }
    }

    /// The service with this Telegram, on a clock that goes.
    pub(crate) async fn with(&self, engine: Engine, change: impl FnOnce(&mut Settings)) -> TestApp {
        let url = self.url.clone();
        let app = TestApp::start_with(engine, |settings| {
            settings.telegram.mode = TelegramMode::Polling;
            settings.telegram.token = Secret::new("1:test");
            settings.telegram.api_url = url;
            settings.telegram.web_url = "http://127.0.0.1/".to_owned();
            // Tests that are not about the pace do not wait for it.
            settings.telegram.between_ms = 1;
            settings.telegram.per_second = 1000;
            settings.telegram.patience_ms = 3000;
            change(settings);
        })
        .await;
        app.wind_up();
        app
    }

    pub(crate) fn phone(&self, chat: i64, language: &'static str) -> Phone {
        Phone { fake: self.fake.clone(), chat, language }
    }
}

/// Somebody with the app open.
pub(crate) struct Phone {
    pub(crate) fake: Fake,
    pub(crate) chat: i64,
    language: &'static str,
}

impl Phone {
    pub(crate) fn say(&self, text: &str) -> i64 {
        self.fake.say(self.chat, self.language, text)
    }

    pub(crate) fn send(&self, what: &Value) -> i64 {
        self.fake.send(self.chat, self.language, what)
    }

    pub(crate) fn tap(&self, label: &str) -> String {
        let tapped = self.fake.tap(self.chat, self.language, label);
        tapped.unwrap_or_else(|| panic!("there is no button {label:?}: {:#?}", self.screen()))
    }

    pub(crate) fn screen(&self) -> Vec<Shown> {
        self.fake.chat(self.chat)
    }

    /// Waits until the bot has said something with this in it, and answers with how it is shown.
    pub(crate) async fn hears(&self, part: &str) -> Shown {
        let said = |shown: &Shown| shown.from_bot && shown.text.contains(part);
        self.sees(&format!("{part:?}"), |screen| screen.iter().rev().find(|shown| said(shown)).cloned()).await
    }

    /// Says something and waits for what is said back: the bot's messages after it.
    pub(crate) async fn ask(&self, text: &str) -> String {
        let before = self.screen().len();
        self.say(text);
        self.sees(&format!("an answer to {text:?}"), |screen| {
            let new = screen.get(before + 1..)?.iter().filter(|shown| shown.from_bot);
            let said: Vec<&str> = new.map(|shown| shown.text.as_str()).collect();
            (!said.is_empty()).then(|| said.join("\n"))
        })
        .await
    }

    /// How a tap is answered.
    pub(crate) async fn told(&self, query: &str) -> String {
        self.sees("an answer to a tap", |_| self.fake.answered(query)).await
    }

    pub(crate) async fn sees<T>(&self, what: &str, found: impl Fn(&[Shown]) -> Option<T>) -> T {
        for _ in 0..2400 {
            if let Some(found) = found(&self.screen()) {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{what} does not come; the screen shows {:#?}", self.screen())
    }
}

/// Waits until something is so.
pub(crate) async fn until<F: Future<Output = bool>>(what: &str, so: impl Fn() -> F) {
    for _ in 0..2400 {
        if so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{what}: not within two minutes");
}
