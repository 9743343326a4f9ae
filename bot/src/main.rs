//! bot: the one binary.

use clap::Parser as _;

fn main() -> anyhow::Result<()> {
    bot::cli::run(bot::cli::Cli::parse())
}
