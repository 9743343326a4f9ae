//! bot: `dari telegram`: a Telegram to try things on.

use anyhow::Context as _;
use clap::{Args as ClapArgs, Subcommand};
use tokio_util::sync::CancellationToken;

use super::{demo, serve};
use crate::settings::Settings;
use crate::telegram::fake::Fake;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve a small Telegram of our own, with a page to write on
    Fake(Args),
}

/// How the fake starts.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Any token is good. Stop it with Ctrl-C.")]
pub struct Args {
    /// The port to listen on; without it the first free one from 8280
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
}

/// Runs the fake until it is told to stop.
pub async fn run(settings: Settings, command: Command) -> anyhow::Result<()> {
    let Command::Fake(args) = command;
    serve::log_to_stderr(&settings.log);
    let listener = demo::listen(args.port, 8280).await?;
    let url = format!("http://{}", listener.local_addr()?);
    println!(
        "\n  가짜 텔레그램 · a fake Telegram: {url}\n\n  \
        DARI_TELEGRAM__MODE=polling DARI_TELEGRAM__TOKEN=1:any DARI_TELEGRAM__API_URL={url} dari serve\n  \
        {}\n",
        demo::bad_telegram(&url)
    );
    let stop = CancellationToken::new();
    serve::stop_on_signal(stop.clone());
    Fake::default().serve(listener, stop).await.context("cannot serve")
}
