//! tests: a fresh database for each test, on either engine.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AnyConnection, Connection as _, Executor as _};

/// Which engine a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// A database of one test's own.
#[derive(Debug)]
pub(crate) struct Database {
    pub(crate) url: String,
    directory: Option<PathBuf>,
}

static NEXT: AtomicU32 = AtomicU32::new(0);

impl Database {
    pub(crate) async fn fresh(engine: Engine) -> Self {
        let name = format!("dari_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
        match engine {
            Engine::Sqlite => {
                let directory = std::env::temp_dir().join(name);
                std::fs::create_dir_all(&directory).expect("the temporary directory can be written");
                Self { url: format!("sqlite:{}", directory.join("dari.db").display()), directory: Some(directory) }
            }
            Engine::Postgres => {
                let server = postgres().expect("checked before: see `on_both_engines`");
                sqlx::any::install_default_drivers();
                let mut connection =
                    AnyConnection::connect(&format!("{server}/postgres")).await.expect("Postgres answers");
                let create = sqlx::AssertSqlSafe(format!("create database {name}"));
                connection.execute(create).await.expect("a database can be made");
                Self { url: format!("{server}/{name}"), directory: None }
            }
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some(directory) = &self.directory {
            let _ = std::fs::remove_dir_all(directory);
        }
    }
}

/// The private Postgres that `make test` starts, as `postgres://user@host:port`.
pub(crate) fn postgres() -> Option<String> {
    std::env::var("DARI_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

/// The engines to run on: both under `make test`; plain `cargo test` may go without Postgres and says so.
pub(crate) fn engines() -> Vec<Engine> {
    if postgres().is_some() {
        return vec![Engine::Sqlite, Engine::Postgres];
    }
    assert!(std::env::var_os("CI").is_none(), "DARI_TEST_POSTGRES is not set: run the tests with `make test`");
    eprintln!("DARI_TEST_POSTGRES is not set: on SQLite only; `make test` runs both");
    vec![Engine::Sqlite]
}
