//! bot: Telegram as a channel of its own: what comes is stored before Telegram hears that it came, and what
//! goes out is derived from the log, kept until it is sent, and paced chat by chat.
//!
//! The types, the requests and the connection are teloxide's. Its listeners are not used, because they confirm
//! updates before these are processed, and its throttle is not, because one busy chat starves the others in it.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use anyhow::Context as _;
use jiff::SignedDuration;
use tokio::sync::Notify;
use tokio::task::JoinSet;

use crate::app::App;
use crate::settings::{self, TelegramMode};
use crate::store::{self, Engine};

pub mod client;
pub mod fake;
pub mod intake;
pub mod link;
pub mod render;

mod button;
mod command;
mod edit;
mod failure;
mod join;
mod markup;
mod media;
mod outbox;
mod pace;
mod place;
mod relay;
mod shut;
mod split;
mod staff;
mod tap;
mod typing;
mod unlink;
mod update;
mod worker;

use client::Client;

/// For how long one node has the right to speak with Telegram, and how often it says that it still does.
const HELD: SignedDuration = SignedDuration::from_secs(15);
const AGAIN: Duration = Duration::from_secs(2);
/// How often what was done is looked through for what may be forgotten.
const TIDY: Duration = Duration::from_mins(1);
/// What was done is forgotten after so many hours: Telegram sends nothing again that is older than a day.
const KEPT_HOURS: i64 = 72;

/// Wakes the parts of the channel, a lost signal delays and never loses; and knows what the bot is called.
#[derive(Debug, Clone, Default)]
pub struct Bells(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    came: Notify,
    goes: Notify,
    name: OnceLock<String>,
}

impl Bells {
    /// Something came.
    pub fn came(&self) {
        self.0.came.notify_one();
    }

    /// Something is to go out.
    pub fn goes(&self) {
        self.0.goes.notify_one();
    }

    /// The bot's name on Telegram, once it is known.
    pub fn name(&self) -> Option<&str> {
        self.0.name.get().map(String::as_str)
    }

    async fn something_came(&self) {
        self.0.came.notified().await;
    }

    async fn something_goes(&self) {
        self.0.goes.notified().await;
    }

    fn is_called(&self, name: &str) {
        let _ = self.0.name.set(name.to_owned());
    }
}

/// Refuses settings with which the channel cannot work.
pub fn check(settings: &settings::Telegram) -> anyhow::Result<()> {
    if settings.mode == TelegramMode::Off {
        return Ok(());
    }
    Client::new(settings)?;
    if settings.mode == TelegramMode::Webhook {
        let secret = settings.webhook_secret.reveal();
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        anyhow::ensure!(
            (16..=256).contains(&secret.len()) && secret.chars().all(plain),
            "telegram.webhook_secret must be 16 to 256 of A–Z, a–z, 0–9, _ and -"
        );
        settings.webhook_url.parse::<reqwest::Url>().context("telegram.webhook_url is no address")?;
    }
    Ok(())
}

/// Runs until the service stops. One node at a time speaks with Telegram; the others stand by.
pub async fn run(app: App) {
    if app.settings.telegram.mode == TelegramMode::Off {
        return;
    }
    let client = match Client::new(&app.settings.telegram) {
        Ok(client) => Arc::new(client),
        Err(error) => {
            tracing::error!(%error, "Telegram is off");
            return;
        }
    };
    let me = app.id();
    while !app.stop.is_cancelled() {
        if hold(&app, &me).await {
            speak(&app, &client, &me).await;
        }
        tokio::select! {
            () = app.stop.cancelled() => {}
            () = tokio::time::sleep(AGAIN) => {}
        }
    }
    let _ = app.store.write(move |tx| Box::pin(async move { store::telegram::let_go(tx, &me).await })).await;
}

/// Takes or keeps the right to speak with Telegram.
async fn hold(app: &App, me: &str) -> bool {
    let (me, now) = (me.to_owned(), app.now());
    let until = now + HELD;
    // An embedded database has one process: whoever held the right before is gone.
    let ripe = if app.store.engine() == Engine::Sqlite { until } else { now };
    let held =
        app.store.write(move |tx| Box::pin(async move { store::telegram::hold(tx, &me, ripe, until).await })).await;
    held.unwrap_or_else(|error| {
        tracing::warn!(%error, "the right to speak with Telegram could not be had; trying again");
        false
    })
}

/// Works all parts of the channel for as long as the right is held.
async fn speak(app: &App, client: &Arc<Client>, me: &str) {
    recognize(app).await;
    recover(app).await;
    let mut parts = JoinSet::new();
    parts.spawn(command::introduce(app.clone(), Arc::clone(client)));
    parts.spawn(intake::run(app.clone(), Arc::clone(client)));
    parts.spawn(worker::run(app.clone(), Arc::clone(client)));
    parts.spawn(relay::run(app.clone()));
    parts.spawn(typing::run(app.clone(), Arc::clone(client)));
    parts.spawn(outbox::run(app.clone(), Arc::clone(client)));
    let mut round = tokio::time::interval(AGAIN);
    let mut tidy = tokio::time::interval(TIDY);
    loop {
        tokio::select! {
            () = app.stop.cancelled() => break,
            _ = round.tick() => {
                if !hold(app, me).await {
                    tracing::warn!("another node speaks with Telegram now");
                    parts.abort_all();
                    break;
                }
            }
            _ = tidy.tick() => forget(app).await,
            Some(ended) = parts.join_next() => {
                if let Err(error) = ended {
                    tracing::error!(%error, "a part of the Telegram channel panicked; all of it begins anew");
                    parts.abort_all();
                    break;
                }
            }
        }
    }
    while parts.join_next().await.is_some() {}
}

/// Whatever was on its way when the last process ended may or may not have arrived: it is sent again.
/// Telegram knows no key by which it could tell that it is the same, so this is where a message can be doubled:
/// once for each request that was cut off.
async fn recover(app: &App) {
    match app.store.write(|tx| Box::pin(async move { store::telegram::send::recover(tx).await })).await {
        Ok(0) => {}
        Ok(count) => tracing::warn!(count, "ambiguous_send: sent again after a restart, perhaps for the second time"),
        Err(error) => tracing::warn!(%error, "unfinished sends could not be looked for"),
    }
}

/// Another bot than the last time begins anew.
async fn recognize(app: &App) {
    let bot = client::bot(&app.settings.telegram);
    match app.store.write(move |tx| Box::pin(async move { store::telegram::belongs_to(tx, bot).await })).await {
        Ok(false) => {}
        Ok(true) => tracing::warn!(bot, "telegram.token is another bot's: what was known of the last one is forgotten"),
        Err(error) => tracing::warn!(%error, "whose updates these are could not be noted"),
    }
}

async fn forget(app: &App) {
    let now = app.now();
    let since = now - SignedDuration::from_hours(KEPT_HOURS);
    let forgotten = app.store.write(move |tx| {
        Box::pin(async move {
            store::telegram::update::forget(tx, since).await?;
            store::telegram::send::forget(tx, since).await?;
            store::telegram::code::forget(tx, now).await
        })
    });
    if let Err(error) = forgotten.await {
        tracing::warn!(%error, "old updates could not be forgotten");
    }
}
