//! bot: `dari core`: what a company's core system has to provide, and a synthetic one that does.

use std::sync::Arc;

use anyhow::Context as _;
use clap::{Args as ClapArgs, Subcommand};
use tokio_util::sync::CancellationToken;

use super::{demo, serve};
use crate::app::Clock;
use crate::core::DemoCore;
use crate::core::demo::{Fault, server};
use crate::settings::Settings;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the interface as `OpenAPI` 3.1
    Api,
    /// Serve synthetic customers on a port of their own
    Demo(Args),
}

/// How the synthetic core system starts.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Everything is synthetic. Stop it with Ctrl-C.")]
pub struct Args {
    /// The port to listen on; without it the first free one from 8180
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// What it suffers from: none, slow or down
    #[arg(long, value_name = "FAULT", default_value = "none", value_parser = fault)]
    fault: Fault,
}

/// Runs the synthetic core system until it is told to stop. Its key is `core.token`, or a new one.
pub async fn run(settings: Settings, command: Command) -> anyhow::Result<()> {
    let Command::Demo(args) = command else { return Ok(()) };
    serve::log_to_stderr(&settings.log);
    let listener = demo::listen(args.port, 8180).await?;
    let url = format!("http://{}", listener.local_addr()?);
    let token = match settings.core.token.reveal() {
        "" => demo::random()?,
        token => token.to_owned(),
    };
    let core = Arc::new(DemoCore::default());
    core.suffer(args.fault);
    println!("{}", welcome(&core, &url, &token));
    let stop = CancellationToken::new();
    serve::stop_on_signal(stop.clone());
    server::serve(listener, server::routes(core, &token, clock()), stop).await.context("cannot serve")
}

/// The clock on the wall.
pub(super) fn clock() -> server::Now {
    Arc::new(|| Clock::System.now())
}

fn fault(name: &str) -> Result<Fault, String> {
    name.parse().map_err(|()| "there are none, slow and down".to_owned())
}

fn welcome(core: &DemoCore, url: &str, token: &str) -> String {
    let customers: Vec<String> = core.cards().into_iter().map(|customer| customer.id).collect();
    let first = customers.first().map_or("", String::as_str);
    format!(
        "\n  가상 코어 시스템 · the synthetic core system: {url}\n\n  \
        curl {url}/v1/openapi.json\n  \
        curl -H 'authorization: Bearer {token}' '{url}/v1/customers/{first}/applications?figures=true'\n  \
        DARI_CORE__KIND=http DARI_CORE__URL={url} DARI_CORE__TOKEN={token} dari demo\n  \
        curl -X PUT {url}/demo/fault -H 'content-type: application/json' -d '{{\"fault\":\"slow\"}}'   (down, none)\n\n  \
        고객 · customers: {}\n",
        customers.join(", ")
    )
}
