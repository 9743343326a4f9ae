//! bot: `dari ingest`.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args as ClapArgs;
use serde_json::Value;

use super::serve;
use crate::app::{App, Clock};
use crate::core::Core;
use crate::intake;
use crate::settings::Settings;
use crate::store::Store;
use crate::wire::{Identify, Intaken};

/// How many events are taken at a time.
const BATCH: usize = 1000;

/// Which file.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Each line is an event as POST /v1/events takes it, with its \"source\"; or
{\"identify\": {\"names\": {…}, \"proved\": [\"customer_no\"]}} as POST /v1/identify takes it.
An event that was taken before is not taken again, so a file can be sent twice.")]
pub struct Args {
    /// Lines of JSON
    #[arg(value_name = "FILE", required_unless_present = "rejects")]
    file: Option<PathBuf>,
    /// List what was not taken, from files and requests, with its reason: the newest N
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "50", conflicts_with = "file")]
    rejects: Option<i64>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

/// Takes a file, or lists what was not taken.
pub async fn run(settings: Settings, args: Args) -> anyhow::Result<()> {
    serve::log_to_stderr(&settings.log);
    let Some(path) = args.file else {
        return list_rejects(&settings, args.rejects.unwrap_or_default(), args.json).await;
    };
    let core = Core::of(&settings.core).context("cannot speak with the core system")?;
    let app = serve::build(settings, core, Clock::System, false).await?;
    let file = File::open(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let report = take(&app, BufReader::new(file).lines()).await?;
    if args.json {
        println!("{}", serde_json::to_string(&report).context("a report is plain data")?);
        return Ok(());
    }
    println!("{} taken, {} taken before, {} not taken", report.accepted, report.duplicate, report.rejected.len());
    for rejected in &report.rejected {
        let id = rejected.id.as_deref().unwrap_or("no id");
        println!("  line {:>6}  {id}: {}", rejected.index + 1, rejected.reason);
    }
    Ok(())
}

async fn list_rejects(settings: &Settings, most: i64, json: bool) -> anyhow::Result<()> {
    let store = Store::open(settings.store.url.reveal()).await.context("cannot open the database (store.url)")?;
    let rejects = store.rejects(most).await?;
    if json {
        println!("{}", serde_json::to_string(&rejects).context("rejects are plain data")?);
        return Ok(());
    }
    if rejects.is_empty() {
        println!("Everything that was sent was taken.");
    }
    for reject in &rejects {
        println!("{}  {} ×{}  {}", reject.source, reject.reason, reject.n, reject.body);
    }
    Ok(())
}

/// Takes lines in order; events of one source that follow each other go together.
pub async fn take(app: &App, lines: impl Iterator<Item = std::io::Result<String>>) -> anyhow::Result<Intaken> {
    let mut total = Intaken { accepted: 0, duplicate: 0, rejected: Vec::new() };
    let mut batch: Vec<(usize, Value)> = Vec::new();
    let mut of = String::new();
    for (index, line) in lines.enumerate() {
        let line = line.context("cannot read the file")?;
        if line.trim().is_empty() {
            continue;
        }
        let body: Value = serde_json::from_str(&line).unwrap_or(Value::Null);
        if let Some(said) = body.get("identify") {
            flush(app, &of, &mut batch, &mut total).await?;
            let said: Identify =
                serde_json::from_value(said.clone()).with_context(|| format!("line {}: identify", index + 1))?;
            if let Err(why) = intake::identify(app, said).await? {
                total.rejected.push(crate::wire::NotTaken { index, id: None, reason: why.to_string() });
            }
            continue;
        }
        let source = body["source"].as_str().filter(|source| is_name(source)).unwrap_or("file").to_owned();
        if source != of || batch.len() >= BATCH {
            flush(app, &of, &mut batch, &mut total).await?;
            of = source;
        }
        batch.push((index, body));
    }
    flush(app, &of, &mut batch, &mut total).await?;
    Ok(total)
}

/// A source of other systems; what we record ourselves has other names.
fn is_name(source: &str) -> bool {
    !matches!(source, "dari" | "core" | "courier" | "file")
        && (1..=32).contains(&source.len())
        && source.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

async fn flush(app: &App, source: &str, batch: &mut Vec<(usize, Value)>, total: &mut Intaken) -> anyhow::Result<()> {
    if batch.is_empty() {
        return Ok(());
    }
    let (lines, bodies): (Vec<usize>, Vec<Value>) = std::mem::take(batch).into_iter().unzip();
    let report = intake::events(app, source, bodies).await.context("the events could not be written")?;
    total.accepted += report.accepted;
    total.duplicate += report.duplicate;
    total.rejected.extend(report.rejected.into_iter().map(|mut rejected| {
        rejected.index = lines[rejected.index];
        rejected
    }));
    Ok(())
}
