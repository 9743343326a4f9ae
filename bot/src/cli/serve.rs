//! bot: `dari serve`.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

use super::faq::vectors;
use crate::app::{App, Clock, Parts};
use crate::core::Core;
use crate::settings::{self, Settings};
use crate::store::{self, Store};
use crate::{courier, desk, fold, http, telegram, words};

/// Runs the service until it is told to stop.
pub async fn run(settings: Settings) -> anyhow::Result<()> {
    log_to_stderr(&settings.log);
    if settings.identity.secret.reveal().is_empty() {
        if settings.identity.public_key.is_none() {
            tracing::warn!("identity has no key: nobody can be signed in, every customer is a visitor");
        }
    } else if settings.identity.secret.reveal().len() < 32 {
        anyhow::bail!("identity.secret is too short: it needs at least 32 characters");
    }
    telegram::check(&settings.telegram)?;
    let listen = settings.http.listen.clone();
    let listener = TcpListener::bind(&listen)
        .await
        .with_context(|| format!("cannot listen on {listen}; another program may use the port (http.listen)"))?;
    let listen = listener.local_addr()?;
    let core = Core::of(&settings.core).context("cannot speak with the core system")?;
    if matches!(core, Core::Demo(_)) {
        tracing::warn!("core.kind is demo: status lookups answer with synthetic customers");
    }
    let app = build(settings, core, Clock::System, false).await?;
    tracing::info!(%listen, model = app.model(), "Dari is up");
    work(app, listener).await
}

/// Puts the service together from its settings.
pub async fn build(settings: Settings, core: Core, clock: Clock, demo: bool) -> anyhow::Result<App> {
    let nlu = Arc::new(load_model(&settings.nlu)?);
    let faq = Arc::new(vectors::index(load_faq(&settings.faq)?, &nlu, &|warning| tracing::warn!("{warning}")));
    let store = Store::open(settings.store.url.reveal()).await.context("cannot open the database (store.url)")?;
    Ok(App::new(Parts { settings, store, nlu, faq, core, clock, demo }))
}

/// Runs every part of the service until a signal stops it.
pub async fn work(app: App, listener: TcpListener) -> anyhow::Result<()> {
    stock(&app).await.context("cannot keep the canned replies that a team starts with")?;
    let feed = tokio::spawn({
        let (feed, store, stop) = (app.feed.clone(), app.store.clone(), app.stop.clone());
        async move { feed.follow(store, stop).await }
    });
    let desk = tokio::spawn(desk::run(app.clone()));
    let courier = tokio::spawn(courier::run(app.clone()));
    let telegram = tokio::spawn(telegram::run(app.clone()));
    let folds = tokio::spawn(fold::run(app.clone()));
    stop_on_signal(app.stop.clone());
    let served = http::serve(app.clone(), listener).await;
    app.stop.cancel();
    let _ = tokio::join!(feed, desk, courier, folds, telegram);
    served
}

/// Gives a new store what a team starts with; whatever a team has made of its own is left alone.
async fn stock(app: &App) -> store::Result<bool> {
    let (drafts, now) = (words::canned::stock(), app.now());
    app.store.write(move |tx| Box::pin(async move { store::canned::stock(tx, &drafts, now).await })).await
}

/// Cancels `stop` at Ctrl-C, or at the signal that service managers send.
pub(super) fn stop_on_signal(stop: CancellationToken) {
    tokio::spawn(async move {
        stopped().await;
        stop.cancel();
    });
}

async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

pub(super) fn load_model(settings: &settings::Nlu) -> anyhow::Result<nlu::Nlu> {
    if settings.model.is_empty() {
        return nlu::Nlu::embedded().context("the model in the binary cannot be read");
    }
    nlu::Nlu::load(Path::new(&settings.model)).with_context(|| format!("cannot load the model in {}", settings.model))
}

pub(super) fn load_faq(settings: &settings::Faq) -> anyhow::Result<faq::Library> {
    if settings.articles.is_empty() {
        return faq::Library::embedded().context("the articles in the binary cannot be read");
    }
    faq::Library::load(Path::new(&settings.articles))
        .with_context(|| format!("cannot load the articles in {}", settings.articles))
}

/// Logs to stderr. Bodies, names and tokens are never logged.
pub fn log_to_stderr(settings: &settings::Log) {
    let filter = EnvFilter::try_new(&settings.filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if settings.json {
        let _ = builder.json().try_init();
    } else {
        let _ = builder.try_init();
    }
}
