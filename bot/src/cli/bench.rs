//! bot: `dari bench`: how fast a part is on this machine.

use std::time::Duration;

use clap::Subcommand;

mod desk;
mod encoder;
mod fill;
mod nlu;
mod telegram;

/// What is measured.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The language model: one caller by length, then 1, 8 and 32 callers through the queue
    Nlu(nlu::NluArgs),
    /// The transformer alone: how long it takes by length, to put beside another runtime
    Encoder(encoder::EncoderArgs),
    /// What an agent reads after claiming: how long it takes with a full store
    Context(desk::ContextArgs),
    /// Claims: how fast, when everybody reaches for the same conversation
    Claims(desk::ClaimsArgs),
    /// Telegram down under traffic, and a kill in the middle: what is sent, lost and doubled
    Telegram(telegram::TelegramArgs),
}

fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

/// Runs one measurement.
pub fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Nlu(args) => nlu::nlu(&args),
        Command::Encoder(args) => encoder::encoder(&args),
        Command::Context(args) => runtime()?.block_on(desk::context(args)),
        Command::Telegram(args) => runtime()?.block_on(telegram::telegram(args)),
        Command::Claims(args) => runtime()?.block_on(desk::claims(args)),
    }
}

fn percentiles(mut times: Vec<Duration>) -> [f64; 3] {
    times.sort_unstable();
    [0.50, 0.95, 0.99].map(|share| {
        let at = ((times.len() as f64 * share).ceil() as usize).clamp(1, times.len().max(1)) - 1;
        times.get(at).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    })
}
