//! bot: `dari agent`.

use std::io::{BufRead as _, IsTerminal as _, Write as _};

use anyhow::{Context as _, ensure};
use clap::{Subcommand, ValueEnum};
use handoff::agent::{Presence, Role};
use handoff::handoff::Queue;
use handoff::id::AgentId;
use handoff::message::Language;
use handoff::queue::Skill;

use crate::app::Clock;
use crate::http::console::hash_password;
use crate::settings::Settings;
use crate::store::Store;
use crate::store::agent::{Abilities, Agent, upsert};

/// Who sits at the desk.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Add someone, or change their name, role, capacity and password
    ///
    /// The password is asked for, or read from the first line of the input:
    /// `echo "$PASSWORD" | dari agent add minji --name 이민지`
    Add {
        /// What they sign in as
        login: String,
        /// What customers and colleagues see
        #[arg(long)]
        name: String,
        #[arg(long, value_enum, default_value_t = RoleArg::Agent)]
        role: RoleArg,
        /// How many conversations they may hold at the same time
        #[arg(long, default_value_t = 5)]
        capacity: u32,
        /// The team's queues, such as debt,crisis [default: all]
        #[arg(long, value_delimiter = ',', value_name = "QUEUE")]
        queues: Vec<Queue>,
        /// What they have learnt, such as `debt_adjustment,hardship` [default: all]
        #[arg(long, value_delimiter = ',', value_name = "SKILL")]
        skills: Vec<Skill>,
        /// The languages they speak, ko or en [default: all]
        #[arg(long, value_delimiter = ',', value_name = "LANGUAGE")]
        languages: Vec<Language>,
    },
    /// List everyone
    List,
}

/// What someone may do.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum RoleArg {
    Agent,
    Lead,
}

/// Runs one command.
pub async fn run(settings: Settings, command: Command) -> anyhow::Result<()> {
    let store = Store::open(settings.store.url.reveal()).await.context("cannot open the database (store.url)")?;
    match command {
        Command::Add { login, name, role, capacity, queues, skills, languages } => {
            let password = ask_password()?;
            ensure!(password.chars().count() >= 10, "the password needs at least 10 characters");
            let agent = Agent {
                id: AgentId(format!("agent-{login}")),
                login: login.clone(),
                name,
                role: match role {
                    RoleArg::Agent => Role::Agent,
                    RoleArg::Lead => Role::Lead,
                },
                presence: Presence::Offline,
                capacity,
                abilities: Abilities {
                    queues: queues.into_iter().collect(),
                    skills: skills.into_iter().collect(),
                    languages: languages.into_iter().collect(),
                },
                presence_at: Clock::System.now(),
                password_hash: hash_password(&password),
            };
            store.write(move |tx| Box::pin(async move { upsert(tx, &agent).await })).await?;
            println!("{login} can sign in at /agent.");
        }
        Command::List => {
            for agent in store.agents().await? {
                println!("{:<16} {:<16} {:?}, up to {}", agent.login, agent.name, agent.role, agent.capacity);
            }
        }
    }
    Ok(())
}

fn ask_password() -> anyhow::Result<String> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        eprint!("Password (it is shown while you type): ");
        std::io::stderr().flush()?;
    }
    let mut line = String::new();
    stdin.lock().read_line(&mut line).context("cannot read the password")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
