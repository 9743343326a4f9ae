//! bot: `dari bench context` and `dari bench claims`.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use clap::Args;
use handoff::context::Context;
use handoff::id::{ConversationId, HandoffId};
use handoff::message::Language;
use jiff::SignedDuration;

use super::fill::{agent, fill};
use super::percentiles;
use crate::app::{App, Clock};
use crate::cli::serve;
use crate::core::{Core, DemoCore};
use crate::settings::{Secret, Settings};
use crate::store;
use crate::store::agent::Agent;
use crate::turn::{Turn, Whole};

/// How large the store is, and what is asked of it.
#[derive(Debug, Args)]
#[command(after_help = "The store is a SQLite file that is made for the measurement and removed after it, or
the Postgres that --url names (an empty database). Each context is taken as the console takes it: the turn,
the conversation, thirty days of the person, all eleven answers, as JSON.")]
pub struct ContextArgs {
    /// Events in the store
    #[arg(long, default_value_t = 1_000_000)]
    events: usize,
    /// Persons they are of
    #[arg(long, default_value_t = 20_000)]
    persons: usize,
    /// Contexts to take
    #[arg(long, default_value_t = 500)]
    contexts: usize,
    /// An empty Postgres database [default: a file of `SQLite`]
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
}

/// Who claims what.
#[derive(Debug, Args)]
#[command(after_help = "All agents reach for each conversation at once, from several nodes on one database: the
worst case there is. A conversation that two have won would end the measurement with an error.")]
pub struct ClaimsArgs {
    /// Agents who reach for each conversation
    #[arg(long, default_value_t = 32)]
    agents: usize,
    /// Conversations that wait
    #[arg(long, default_value_t = 200)]
    conversations: usize,
    /// Nodes on the same database
    #[arg(long, default_value_t = 4)]
    nodes: usize,
    /// An empty Postgres database [default: a file of `SQLite`]
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
}

/// A database of the measurement's own.
struct Bench {
    settings: Settings,
    file: Option<PathBuf>,
}

impl Bench {
    fn new(url: Option<String>) -> anyhow::Result<Self> {
        let mut settings = Settings::read(None)?;
        let file = std::env::temp_dir().join(format!("dari-bench-{}.db", std::process::id()));
        let (url, file) = match url {
            Some(url) => (url, None),
            None => (format!("sqlite:{}", file.display()), Some(file)),
        };
        settings.store.url = Secret::new(url);
        Ok(Self { settings, file })
    }

    async fn node(&self) -> anyhow::Result<App> {
        serve::build(self.settings.clone(), Core::Demo(DemoCore::default()), Clock::System, false).await
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        for suffix in ["", "-wal", "-shm"] {
            if let Some(file) = &self.file {
                let _ = std::fs::remove_file(format!("{}{suffix}", file.display()));
            }
        }
    }
}

/// How long it takes until an agent has everything to read.
pub(super) async fn context(args: ContextArgs) -> anyhow::Result<()> {
    let bench = Bench::new(args.url)?;
    let app = bench.node().await?;
    let start = Instant::now();
    fill(&app, args.events, args.persons).await?;
    let filling = start.elapsed().as_secs_f64();
    let (mut times, mut largest) = (Vec::with_capacity(args.contexts), 0);
    // The first pays for what is made once.
    for n in 0..=args.contexts {
        let begin = Instant::now();
        largest = largest.max(take(&app, n * 7919 % args.persons.max(1)).await?);
        if n > 0 {
            times.push(begin.elapsed());
        }
    }
    let [p50, p95, p99] = percentiles(times);
    let engine = app.store.engine();
    if args.json {
        let figures = serde_json::json!({ "engine": format!("{engine:?}"), "events": args.events,
            "persons": args.persons, "contexts": args.contexts, "filling_s": filling, "p50_ms": p50, "p95_ms": p95,
            "p99_ms": p99, "largest_bytes": largest });
        println!("{figures}");
        return Ok(());
    }
    println!("{} events of {} persons on {engine:?}, written in {filling:.1} s", args.events, args.persons);
    println!("{} contexts, the largest of {largest} bytes", args.contexts);
    println!("p50 {p50:.1} ms, p95 {p95:.1} ms, p99 {p99:.1} ms");
    Ok(())
}

/// One context as the console takes it; answers with its size.
async fn take(app: &App, n: usize) -> anyhow::Result<usize> {
    let handoff = app.store.handoff(&HandoffId(format!("h{n}"))).await?.context("every person waits")?;
    let turn = Turn::begin(app, &handoff.conversation).await?;
    let from = turn.now - SignedDuration::from_hours(24 * 30);
    let around = app.store.events_of(&handoff.person, from, 300).await?;
    let events = app.store.newest_of(&handoff.conversation, 5000).await?;
    let beside = turn.beside(&handoff, &events).await?;
    let reader = Language::Ko;
    let whole = Whole { turn: &turn, handoff: &handoff, events: &events, around: &around, beside: &beside, reader };
    let context = whole.read(Context::take);
    Ok(serde_json::to_vec(&context)?.len())
}

/// How fast conversations are won when everybody reaches for them.
pub(super) async fn claims(args: ClaimsArgs) -> anyhow::Result<()> {
    let bench = Bench::new(args.url)?;
    let mut nodes = Vec::new();
    for _ in 0..args.nodes.max(1) {
        nodes.push(bench.node().await?);
    }
    let (app, capacity) = (&nodes[0], u32::try_from(args.conversations)?);
    fill(app, args.conversations * 4, args.conversations).await?;
    let agents: Vec<Agent> = (0..args.agents).map(|n| agent(n, capacity, app.now())).collect();
    for agent in agents.clone() {
        app.store.write(move |tx| Box::pin(async move { store::agent::upsert(tx, &agent).await })).await?;
    }
    let (start, mut times) = (Instant::now(), Vec::new());
    for n in 0..args.conversations {
        let won = reach(&nodes, &agents, &ConversationId(format!("c{n}"))).await;
        anyhow::ensure!(won.len() == 1, "conversation c{n} was won by {} agents", won.len());
        times.extend(won);
    }
    let seconds = start.elapsed().as_secs_f64();
    let [p50, p95, p99] = percentiles(times);
    let (won, tried) = (args.conversations as f64 / seconds, (args.conversations * args.agents) as f64 / seconds);
    let engine = app.store.engine();
    if args.json {
        let figures = serde_json::json!({ "engine": format!("{engine:?}"), "agents": args.agents,
            "conversations": args.conversations, "nodes": args.nodes, "won_per_second": won,
            "tried_per_second": tried, "p50_ms": p50, "p95_ms": p95, "p99_ms": p99, "won_twice": 0 });
        println!("{figures}");
        return Ok(());
    }
    println!(
        "{} agents on {} nodes reach for {} conversations on {engine:?}",
        args.agents, args.nodes, args.conversations
    );
    println!("{won:.0} won and {tried:.0} tried a second; each was won by one");
    println!("from reaching to having: p50 {p50:.1} ms, p95 {p95:.1} ms, p99 {p99:.1} ms");
    Ok(())
}

/// Everybody reaches for one conversation; answers with how long each took who won it.
async fn reach(nodes: &[App], agents: &[Agent], conversation: &ConversationId) -> Vec<Duration> {
    let claim = |(place, agent): (usize, &Agent)| {
        let (node, agent, conversation) = (nodes[place % nodes.len()].clone(), agent.clone(), conversation.clone());
        tokio::spawn(async move {
            let begin = Instant::now();
            let mut turn = Turn::begin(&node, &conversation).await?;
            turn.claim(&agent)?;
            turn.end().await.map(|_| begin.elapsed())
        })
    };
    let reached = futures::future::join_all(agents.iter().enumerate().map(claim)).await;
    reached.into_iter().filter_map(|claim| claim.ok()?.ok()).collect()
}
