//! bot: the command line; one file a command.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::settings::Settings;

pub mod agent;
pub mod bench;
pub mod chat;
pub mod core;
pub mod demo;
pub mod eval;
pub mod faq;
pub mod ingest;
pub mod journey;
pub mod nlu;
pub mod serve;
pub mod telegram;

/// Dari (다리, "bridge"): a support chatbot for consumer credit that hands over to people.
///
/// Start with `dari demo`: it brings its own customers and agents. `dari chat` is the same bot
/// in this terminal.
#[derive(Debug, Parser)]
#[command(name = "dari", version, about, max_term_width = 100, arg_required_else_help = true)]
pub struct Cli {
    /// A file with settings; `dari config` prints all of them
    #[arg(long, global = true, env = "DARI_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start the service with synthetic customers and agents, to look around
    Demo(demo::Args),
    /// Start the service
    Serve,
    /// Talk with the bot in this terminal
    Chat(chat::Args),
    /// Measure the whole bot on scripted conversations
    #[command(subcommand)]
    Eval(eval::Command),
    /// Train, evaluate and try the language model
    #[command(subcommand)]
    Nlu(nlu::Command),
    /// Search and check the FAQ articles
    #[command(subcommand)]
    Faq(faq::Command),
    /// What a company's core system has to provide, and a synthetic one that does
    #[command(subcommand)]
    Core(core::Command),
    /// A Telegram to try things on
    #[command(subcommand)]
    Telegram(telegram::Command),
    /// Measure how fast a part is on this machine
    #[command(subcommand)]
    Bench(bench::Command),
    /// Manage who sits at the desk
    #[command(subcommand)]
    Agent(agent::Command),
    /// Take events of other systems from a file
    Ingest(ingest::Args),
    /// What is known of customers over time: show, rebuild, take apart
    #[command(subcommand)]
    Journey(journey::Command),
    /// Print every setting with its default
    Config,
}

/// Runs one command to its end.
pub fn run(cli: Cli) -> anyhow::Result<()> {
    match cli.command {
        Command::Nlu(command) => return nlu::run(command),
        Command::Faq(command) => return faq::run(command),
        Command::Bench(command) => return bench::run(command),
        Command::Config => {
            print!("{}", crate::settings::DEFAULTS);
            return Ok(());
        }
        Command::Core(core::Command::Api) => {
            print!("{}", crate::core::API);
            return Ok(());
        }
        Command::Demo(_)
        | Command::Serve
        | Command::Chat(_)
        | Command::Core(_)
        | Command::Telegram(_)
        | Command::Agent(_)
        | Command::Ingest(_)
        | Command::Journey(_)
        | Command::Eval(_) => {}
    }
    let settings = Settings::read(cli.config.as_deref())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async move {
        match cli.command {
            Command::Demo(args) => Box::pin(demo::run(settings, args)).await,
            Command::Serve => serve::run(settings).await,
            Command::Chat(args) => Box::pin(chat::run(settings, args)).await,
            Command::Core(command) => core::run(settings, command).await,
            Command::Telegram(command) => telegram::run(settings, command).await,
            Command::Agent(command) => agent::run(settings, command).await,
            Command::Ingest(args) => Box::pin(ingest::run(settings, args)).await,
            Command::Journey(command) => Box::pin(journey::run(settings, command)).await,
            Command::Eval(command) => Box::pin(eval::run(settings, command)).await,
            Command::Nlu(_) | Command::Faq(_) | Command::Bench(_) | Command::Config => Ok(()),
        }
    })
}
