//! bot: the one place that speaks SQL. `SQLite` by default, Postgres when the URL says so; one text per query for both.
//!
//! All writing goes through one connection that commits many works at once: an
//! acknowledged work is on disk, and a busy server pays one flush for hundreds of them.

use std::any::Any as AnyValue;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures::FutureExt as _;
use futures::future::BoxFuture;
use sqlx::any::AnyPoolOptions;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AnyConnection, AnyPool, Connection as _, Executor as _, SqlSafeStr as _};
use tokio::sync::{mpsc, oneshot};

pub mod agent;
pub mod board;
pub mod canned;
pub mod conversation;
pub mod desk;
pub mod event;
pub mod handoff;
pub mod identity;
pub mod intake;
pub mod journey;
pub mod mention;
pub mod person;
pub mod promise;
pub mod row;
mod solved;
pub mod telegram;
pub mod verification;

/// How many works one commit may carry.
const BATCH: usize = 512;

/// What can go wrong with the store.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Someone else changed the same conversation first: begin the turn again.
    #[error("the conversation was changed by someone else meanwhile")]
    Overtaken,
    /// The agent holds as many conversations as they may.
    #[error("the agent has no free place")]
    Full,
    /// The row cannot have been written by us.
    #[error("impossible row in {table}: {id}: {why}")]
    ImpossibleRow { table: &'static str, id: String, why: String },
    /// The database refuses or is out of reach; nothing was changed.
    #[error("the database did not do it")]
    Database(#[from] sqlx::Error),
    #[error("the database could not be prepared")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// The writer is gone: the process is ending.
    #[error("the store is closed")]
    Closed,
}

/// Result of a store call.
pub type Result<T> = std::result::Result<T, Error>;

/// The database: a pool to read from and one writer.
#[derive(Debug, Clone)]
pub struct Store {
    readers: AnyPool,
    works: mpsc::Sender<Work>,
    engine: Engine,
}

/// Which database it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

type Value = Box<dyn AnyValue + Send>;
type Run = Box<dyn for<'c> FnOnce(&'c mut AnyConnection) -> BoxFuture<'c, Result<Value>> + Send>;

/// One piece of writing: done whole, or not at all.
struct Work {
    run: Run,
    done: oneshot::Sender<Result<Value>>,
}

impl Store {
    /// Opens the database at `url` (`sqlite:PATH` or `postgres://…`), creating and migrating it as needed.
    pub async fn open(url: &str) -> Result<Self> {
        sqlx::any::install_default_drivers();
        let engine = if url.starts_with("postgres") { Engine::Postgres } else { Engine::Sqlite };
        let url = match engine {
            Engine::Sqlite if !url.contains('?') => format!("{url}?mode=rwc"),
            _ => url.to_owned(),
        };
        let mut writer = connect(&url, engine).await?;
        migrations().run(&mut writer).await?;
        let readers = AnyPoolOptions::new()
            .max_connections(8)
            .acquire_timeout(Duration::from_secs(5))
            .after_connect(move |connection, _| Box::pin(prepare(connection, engine)))
            .connect(&url)
            .await?;
        let (works, inbox) = mpsc::channel(BATCH * 2);
        tokio::spawn(write(writer, url, engine, inbox));
        Ok(Self { readers, works, engine })
    }

    /// Which database this is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The connections to read from. They see what is committed.
    pub(crate) fn readers(&self) -> &AnyPool {
        &self.readers
    }

    /// Does `work` in a transaction. When this returns `Ok`, it is on disk.
    pub async fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut AnyConnection) -> BoxFuture<'c, Result<T>> + Send + 'static,
    {
        let (done, outcome) = oneshot::channel();
        let run: Run = Box::new(move |connection| {
            Box::pin(async move { work(connection).await.map(|value| Box::new(value) as Value) })
        });
        self.works.send(Work { run, done }).await.map_err(|_| Error::Closed)?;
        let value = outcome.await.map_err(|_| Error::Closed)??;
        Ok(*value.downcast::<T>().expect("the value is what the work returned"))
    }

    /// Whether the database answers.
    pub async fn is_ready(&self) -> bool {
        sqlx::query("select last_seq from log").fetch_one(&self.readers).await.is_ok()
    }
}

/// What was changed since the first day, in order; a number once used stays what it is.
const MIGRATIONS: [(i64, &str, &str); 10] = [
    (1, "initial", include_str!("../migrations/0001_initial.sql")),
    (5, "desk", include_str!("../migrations/0005_desk.sql")),
    (6, "journey", include_str!("../migrations/0006_journey.sql")),
    (10, "telegram", include_str!("../migrations/0010_telegram.sql")),
    (11, "mention", include_str!("../migrations/0011_mention.sql")),
    (12, "seen", include_str!("../migrations/0012_seen.sql")),
    (13, "telegram_bot", include_str!("../migrations/0013_telegram_bot.sql")),
    (14, "promise", include_str!("../migrations/0014_promise.sql")),
    (15, "solved", include_str!("../migrations/0015_solved.sql")),
    (16, "canned", include_str!("../migrations/0016_canned.sql")),
];

fn migrations() -> Migrator {
    let migration = |(version, name, sql): (i64, &'static str, &'static str)| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(MIGRATIONS.map(migration).into())
}

async fn connect(url: &str, engine: Engine) -> std::result::Result<AnyConnection, sqlx::Error> {
    let mut connection = AnyConnection::connect(url).await?;
    prepare(&mut connection, engine).await?;
    Ok(connection)
}

/// `SQLite`'s WAL with `synchronous=FULL`: an acknowledged commit survives a power cut.
async fn prepare(connection: &mut AnyConnection, engine: Engine) -> std::result::Result<(), sqlx::Error> {
    if engine == Engine::Sqlite {
        connection
            .execute(
                "pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = full; \
                 pragma foreign_keys = on; pragma journal_size_limit = 67108864; pragma temp_store = memory;",
            )
            .await?;
    }
    Ok(())
}

/// The writer: takes what is waiting, does each work in a savepoint, commits them together,
/// and only then tells anyone.
async fn write(mut connection: AnyConnection, url: String, engine: Engine, mut inbox: mpsc::Receiver<Work>) {
    while let Some(first) = inbox.recv().await {
        let mut batch = vec![first];
        while batch.len() < BATCH
            && let Ok(next) = inbox.try_recv()
        {
            batch.push(next);
        }
        if let Err(error) = commit_together(&mut connection, engine, batch).await {
            tracing::error!(%error, "the writer lost its database; connecting again");
            if let Ok(fresh) = connect(&url, engine).await {
                connection = fresh;
            } else {
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
        }
    }
}

async fn commit_together(
    connection: &mut AnyConnection,
    engine: Engine,
    batch: Vec<Work>,
) -> std::result::Result<(), sqlx::Error> {
    let mut written = Vec::with_capacity(batch.len());
    let begin = match engine {
        Engine::Sqlite => "begin immediate",
        Engine::Postgres => "begin",
    };
    begin_batch(connection, begin).await?;
    for Work { run, done } in batch {
        connection.execute("savepoint work").await?;
        // A panic in one work must not take the writer, and with it everyone's writing, down.
        let outcome = AssertUnwindSafe(run(connection)).catch_unwind().await;
        match outcome {
            Ok(Ok(value)) => {
                connection.execute("release savepoint work").await?;
                written.push((done, value));
            }
            Ok(Err(error)) => {
                connection.execute("rollback to savepoint work").await?;
                let _ = done.send(Err(error));
            }
            Err(_) => {
                connection.execute("rollback to savepoint work").await?;
                drop(done);
            }
        }
    }
    connection.execute("commit").await?;
    for (done, value) in written {
        let _ = done.send(Ok(value));
    }
    Ok(())
}

/// Holding the log's row from the start orders the commits of several nodes and keeps them from deadlock.
async fn begin_batch(connection: &mut AnyConnection, begin: &'static str) -> std::result::Result<(), sqlx::Error> {
    connection.execute(begin).await?;
    connection.execute("update log set last_seq = last_seq where id = 1").await?;
    Ok(())
}
