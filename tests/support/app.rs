//! tests: the real service on a free port, with a clock that stands still.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use bot::app::{App, Clock, Parts};
use bot::cli::demo;
use bot::cli::faq::vectors;
use bot::core::demo::server;
use bot::core::{Core, DemoCore};
use bot::settings::{CoreKind, Secret, Settings};
use jiff::{SignedDuration, Timestamp};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::{Database, Engine};

/// The model and the articles are read once for all tests.
static NLU: LazyLock<Arc<nlu::Nlu>> =
    LazyLock::new(|| Arc::new(nlu::Nlu::embedded().expect("the model in the binary can be read")));
static FAQ: LazyLock<Arc<faq::Library>> = LazyLock::new(|| {
    let library = faq::Library::embedded().expect("the articles are valid");
    Arc::new(vectors::index(library, &NLU, &|warning| eprintln!("{warning}")))
});

/// A running service. Dropping it stops it.
pub(crate) struct TestApp {
    pub(crate) app: App,
    pub(crate) url: String,
    clock: Arc<AtomicI64>,
    database: Arc<Database>,
}

impl TestApp {
    /// On `SQLite`, at 10:00 on a Monday in Seoul.
    pub(crate) async fn start() -> Self {
        Self::start_with(Engine::Sqlite, |_| {}).await
    }

    pub(crate) async fn start_on(engine: Engine) -> Self {
        Self::start_with(engine, |_| {}).await
    }

    /// With the synthetic core system on a port of its own, spoken to as any company's system is.
    pub(crate) async fn over_http() -> Self {
        let core = Arc::new(DemoCore::default());
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
        let url = format!("http://{}", listener.local_addr().expect("it is bound"));
        let clock = monday();
        let (time, stop) = (Arc::clone(&clock), CancellationToken::new());
        let now = move || Timestamp::from_millisecond(time.load(Ordering::SeqCst)).expect("tests are short");
        let routes = server::routes(Arc::clone(&core), "a key for tests", Arc::new(now));
        tokio::spawn(server::serve(listener, routes, stop));
        let connect = |settings: &mut Settings| {
            settings.core.kind = CoreKind::Http;
            settings.core.url = url;
            settings.core.token = Secret::new("a key for tests");
            Core::demo_over_http(&settings.core, core).expect("it is on this machine")
        };
        Self::put_together(Engine::Sqlite, clock, connect).await
    }

    pub(crate) async fn start_with(engine: Engine, change: impl FnOnce(&mut Settings)) -> Self {
        let of_settings = |settings: &mut Settings| {
            change(settings);
            Core::of(&settings.core).expect("the settings name a core system")
        };
        Self::put_together(engine, monday(), of_settings).await
    }

    async fn put_together(engine: Engine, clock: Arc<AtomicI64>, core: impl FnOnce(&mut Settings) -> Core) -> Self {
        let database = Arc::new(Database::fresh(engine).await);
        let mut settings = Settings::read(None).expect("the defaults are valid");
        settings.store.url = Secret::new(database.url.clone());
        settings.limits.messages_per_minute = 10_000;
        settings.limits.signals_per_minute = 10_000;
        settings.limits.conversations_per_minute = 10_000;
        settings.limits.sign_ins_per_minute = 10_000;
        let core = core(&mut settings);
        let settings = demo::with_secret(settings).expect("there is randomness");
        Self::launch(settings, core, clock, database).await
    }

    /// Another process after this one, on the same database.
    pub(crate) async fn restart(&self) -> Self {
        self.restart_with(|_| {}).await
    }

    /// The same with other settings.
    pub(crate) async fn restart_with(&self, change: impl FnOnce(&mut Settings)) -> Self {
        self.app.stop.cancel();
        tokio::time::sleep(Duration::from_millis(500)).await;
        let mut settings = Settings::clone(&self.app.settings);
        change(&mut settings);
        let core = Core::of(&settings.core).expect("the settings name a core system");
        Self::launch(settings, core, Arc::clone(&self.clock), Arc::clone(&self.database)).await
    }

    async fn launch(settings: Settings, core: Core, clock: Arc<AtomicI64>, database: Arc<Database>) -> Self {
        let store = bot::store::Store::open(settings.store.url.reveal()).await.expect("the database opens");
        let app = App::new(Parts {
            settings,
            store,
            nlu: Arc::clone(&NLU),
            faq: Arc::clone(&FAQ),
            core,
            clock: Clock::Stopped(Arc::clone(&clock)),
            demo: true,
        });
        demo::fill(&app).await.expect("the demo's people can be written");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
        let url = format!("http://{}", listener.local_addr().expect("it is bound"));
        tokio::spawn(bot::cli::serve::work(app.clone(), listener));
        Self { app, url, clock, database }
    }

    /// From now on the clock goes as real ones do.
    pub(crate) fn wind_up(&self) {
        let (clock, stop) = (Arc::clone(&self.clock), self.app.stop.clone());
        tokio::spawn(async move {
            let mut last = std::time::Instant::now();
            while !stop.is_cancelled() {
                tokio::time::sleep(Duration::from_millis(10)).await;
                let passed = last.elapsed().as_millis();
                last += Duration::from_millis(u64::try_from(passed).expect("tests are short"));
                clock.fetch_add(i64::try_from(passed).expect("tests are short"), Ordering::SeqCst);
            }
        });
    }

    /// Another node on the same database, as after a restart or beside this one. It serves nobody.
    pub(crate) async fn node(&self) -> App {
        let store = bot::store::Store::open(&self.database.url).await.expect("the database opens");
        App::new(Parts {
            settings: (*self.app.settings).clone(),
            store,
            nlu: Arc::clone(&NLU),
            faq: Arc::clone(&FAQ),
            core: Core::of(&self.app.settings.core).expect("the settings name a core system"),
            clock: Clock::Stopped(Arc::clone(&self.clock)),
            demo: true,
        })
    }

    /// Sets the clock to a time in Seoul, such as `2026-11-22T03:00`.
    pub(crate) fn set_clock(&self, at: &str) {
        let at: Timestamp = format!("{at}:00+09:00").parse().unwrap_or_else(|error| panic!("{at}: {error}"));
        self.clock.store(at.as_millisecond(), Ordering::SeqCst);
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, time: SignedDuration) {
        self.clock.fetch_add(i64::try_from(time.as_millis()).expect("tests are short"), Ordering::SeqCst);
    }
}

/// A clock that stands still at 10:00 on a Monday in Seoul.
fn monday() -> Arc<AtomicI64> {
    let monday: Timestamp = "2026-11-23T01:00:00Z".parse().expect("a time");
    Arc::new(AtomicI64::new(monday.as_millisecond()))
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.app.stop.cancel();
    }
}
