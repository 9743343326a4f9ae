//! bot: `dari bench telegram`: Telegram fails under traffic, and the service is killed in the middle of it.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use clap::Args;
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use tokio_util::sync::CancellationToken;

use crate::store::Store;
use crate::telegram::fake::{Fake, Fault, tally};

/// How long after the bad time everything has to be there at the latest.
const LIMIT: Duration = Duration::from_mins(5);

/// How bad a time it is.
#[derive(Debug, Args)]
#[command(after_help = "A Telegram of our own, `dari serve` as a process on a new database, and people who write.
Half of the bad time Telegram fails, half of it it does not answer; in the middle the service is killed with
signal 9 and started again; at the end some answers are cut off after the message was delivered. Settings come
from the environment, as always. It ends with an error when something is lost or taken twice, or when more is
doubled than answers were cut off.")]
pub struct TelegramArgs {
    /// Seconds for which Telegram is down
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// People who write
    #[arg(long, default_value_t = 10)]
    chats: i64,
    /// Milliseconds between two messages of one person
    #[arg(long, default_value_t = 3000)]
    every: u64,
    /// Answers that are cut off at the end
    #[arg(long, default_value_t = 5)]
    cut: usize,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
}

/// The service, as a process of its own.
struct Service {
    api: String,
    file: PathBuf,
}

impl Service {
    fn start(&self) -> anyhow::Result<Child> {
        Command::new(std::env::current_exe()?)
            .arg("serve")
            .env("DARI_STORE__URL", self.url())
            .env("DARI_HTTP__LISTEN", "127.0.0.1:0")
            .env("DARI_TELEGRAM__MODE", "polling")
            .env("DARI_TELEGRAM__TOKEN", "1:bench")
            .env("DARI_TELEGRAM__API_URL", &self.api)
            .env("DARI_LIMITS__MESSAGES_PER_MINUTE", "100000")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("the service cannot be started")
    }

    fn url(&self) -> String {
        format!("sqlite:{}", self.file.display())
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{suffix}", self.file.display()));
        }
    }
}

/// Runs the measurement.
pub(super) async fn telegram(args: TelegramArgs) -> anyhow::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let file = std::env::temp_dir().join(format!("dari-bench-{}.db", std::process::id()));
    let service = Service { api: format!("http://{}", listener.local_addr()?), file };
    let (fake, stop) = (Fake::default(), CancellationToken::new());
    tokio::spawn(fake.clone().serve(listener, stop.clone()));
    let mut child = service.start()?;
    for chat in 1..=args.chats {
        fake.say(chat, "ko", "/start");
    }
    wait("everybody is greeted", || async { (1..=args.chats).all(|chat| !fake.heard(chat).is_empty()) }).await?;
    let store = Store::open(&service.url()).await?;

    let end = CancellationToken::new();
    let traffic = tokio::spawn(write(fake.clone(), args.chats, Duration::from_millis(args.every), end.clone()));
    let half = Duration::from_secs(args.seconds) / 2;
    fake.suffer("*", Fault::Fails, usize::MAX);
    tokio::time::sleep(half).await;
    child.kill().await.context("the service cannot be killed")?;
    child = service.start()?;
    fake.recover();
    fake.suffer("*", Fault::Hangs(half), usize::MAX);
    tokio::time::sleep(half).await;
    fake.recover();
    fake.suffer("sendMessage", Fault::Drops, args.cut);
    let back = Instant::now();
    end.cancel();
    let written = traffic.await?;
    wait("everything is said and sent", || async { is_done(&store, &written, args.chats).await.unwrap_or(false) })
        .await?;
    let took = back.elapsed();
    child.kill().await?;
    stop.cancel();

    let figures = tally(&store, &fake, &written).await?;
    if args.json {
        println!(
            "{}",
            serde_json::json!({ "figures": figures, "cut_off": args.cut, "caught_up_s": took.as_secs_f64() })
        );
    } else {
        println!("Telegram down for {} s, the service killed once, {} answers cut off", args.seconds, args.cut);
        println!(
            "written {:>5}   untaken {:>3}   taken twice {:>3}",
            figures.written, figures.untaken, figures.taken_twice
        );
        println!("sent    {:>5}   lost    {:>3}   doubled     {:>3}", figures.sent, figures.lost, figures.doubled);
        println!("caught up {:.1} s after Telegram was back", took.as_secs_f64());
    }
    // The kill may cut off what was on its way as well, once in each chat.
    let most = args.cut + usize::try_from(args.chats).unwrap_or_default();
    anyhow::ensure!(figures.untaken + figures.taken_twice + figures.lost == 0, "something is lost, or taken twice");
    anyhow::ensure!(figures.doubled <= most, "more is doubled than was cut off");
    Ok(())
}

/// People write until the `end`; answers with what they wrote.
async fn write(fake: Fake, chats: i64, every: Duration, end: CancellationToken) -> Vec<(i64, String)> {
    let mut written = Vec::new();
    for round in 0.. {
        for chat in 1..=chats {
            let text = format!("{round}번째 글이에요");
            fake.say(chat, "ko", &text);
            written.push((chat, text));
        }
        tokio::select! {
            () = end.cancelled() => break,
            () = tokio::time::sleep(every) => {}
        }
    }
    written
}

async fn is_done(store: &Store, written: &[(i64, String)], chats: i64) -> anyhow::Result<bool> {
    let wanted = i64::try_from(written.len())? + chats;
    // What people wrote, and their /start, has been taken; what came of it became sends; and those were sent.
    let (done, _) = store.telegram_updates_in("done").await?;
    Ok(done >= wanted && store.telegram_chats_behind(1).await?.is_empty() && store.telegram_counts().await?.open == 0)
}

async fn wait<F: Future<Output = bool>>(what: &str, so: impl Fn() -> F) -> anyhow::Result<()> {
    let start = Instant::now();
    while !so().await {
        anyhow::ensure!(start.elapsed() < LIMIT, "{what}: not within {LIMIT:?}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    Ok(())
}
