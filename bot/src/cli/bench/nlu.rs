//! bot: `dari bench nlu`: how long understanding takes, by length and by number of callers.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Args;

use super::percentiles;
use crate::cli::nlu::{Model, Subject};
use crate::reader::Reader;

/// Which model, on which sentences.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dari bench nlu
  taskset -c 0 dari bench nlu --threads 1

Sentences are taken from a set in turn, so that no two neighbours are alike. The times are of the whole
understanding: text to tokens, both branches, rules, entities. Nothing else should run beside it.")]
pub struct NluArgs {
    #[command(flatten)]
    model: Model,
    /// Sentences to read
    #[arg(long, value_name = "FILE", default_value = "nlu/data/dev/dev.jsonl")]
    set: PathBuf,
    /// Threads that read
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// Seconds for each figure
    #[arg(long, default_value_t = 3)]
    seconds: u64,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
}

/// Lengths in tokens, up to and with each; the last has no end.
const LENGTHS: [(usize, &str); 4] = [(8, "up to 8"), (16, "9 to 16"), (32, "17 to 32"), (usize::MAX, "33 and more")];

#[derive(serde::Serialize)]
struct Latency {
    tokens: &'static str,
    sentences: usize,
    p50_ms: f64,
    p95_ms: f64,
    p99_ms: f64,
}

#[derive(serde::Serialize)]
struct Throughput {
    callers: usize,
    sentences_per_second: f64,
    p50_ms: f64,
    p95_ms: f64,
    p99_ms: f64,
}

/// Times one model on one set.
pub(super) fn nlu(args: &NluArgs) -> anyhow::Result<()> {
    let before = resident_mb();
    let start = Instant::now();
    let subject = Subject::load(&args.model)?;
    let loading = start.elapsed();
    let memory_mb = before.zip(resident_mb()).map(|(before, after)| after - before);
    let texts = nlu::dataset::texts(&args.set)?;
    let patience = Duration::from_secs(args.seconds);
    let latencies = LENGTHS.iter().enumerate().filter_map(|(n, &(up_to, name))| {
        let from = n.checked_sub(1).map_or(0, |n| LENGTHS[n].0);
        let fits: Vec<&String> =
            texts.iter().filter(|text| (from + 1..=up_to).contains(&tokens(&subject, text))).collect();
        latency(&subject, name, &fits, patience)
    });
    let latencies: Vec<Latency> = latencies.collect();
    let version = subject.version().to_owned();
    let loads = throughput(subject, args.threads, &texts, patience)?;
    if args.json {
        let figures = serde_json::json!({
            "model": version, "kernel": models::Packed::kernel(), "loading_ms": loading.as_secs_f64() * 1000.0,
            "memory_mb": memory_mb, "threads": args.threads, "latency": latencies, "throughput": loads,
        });
        println!("{figures}");
        return Ok(());
    }
    let (kernel, took) = (models::Packed::kernel(), loading.as_millis());
    let memory = memory_mb.map_or_else(String::new, |mb| format!(" into {mb:.0} MB"));
    println!("model {version}, loaded in {took} ms{memory}, products on {kernel}\n");
    println!("one caller      n      p50       p95       p99   (ms, one thread)");
    for Latency { tokens, sentences, p50_ms, p95_ms, p99_ms } in latencies {
        println!("{tokens:<12} {sentences:>4} {p50_ms:>8.2}  {p95_ms:>8.2}  {p99_ms:>8.2}");
    }
    if loads.is_empty() {
        println!("\nseveral callers at once are timed for models of our intents: the service reads no others");
        return Ok(());
    }
    println!("\ncallers   sentences/s      p50       p95       p99   (ms, {} threads)", args.threads);
    for Throughput { callers, sentences_per_second, p50_ms, p95_ms, p99_ms } in loads {
        println!("{callers:>7} {sentences_per_second:>13.0} {p50_ms:>8.2}  {p95_ms:>8.2}  {p99_ms:>8.2}");
    }
    Ok(())
}

fn tokens(subject: &Subject, text: &str) -> usize {
    match subject {
        Subject::Ours(nlu) => nlu.tokens(text),
        Subject::Any(classifier) => classifier.tokens(text),
    }
}

fn read(subject: &Subject, text: &str) {
    match subject {
        Subject::Ours(nlu) => drop(nlu.understand(text, &[])),
        Subject::Any(classifier) => drop(classifier.predict(&[text])),
    }
}

/// The service's own readers under growing load; none for a model that the service cannot have.
fn throughput(
    subject: Subject,
    threads: usize,
    texts: &[String],
    patience: Duration,
) -> anyhow::Result<Vec<Throughput>> {
    let Subject::Ours(nlu) = subject else { return Ok(Vec::new()) };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    let reader = Reader::start(&Arc::new(nlu), threads, 1_024);
    Ok([1, 8, 32].map(|callers| runtime.block_on(load(&reader, texts, callers, patience))).into())
}

fn latency(subject: &Subject, tokens: &'static str, texts: &[&String], patience: Duration) -> Option<Latency> {
    // The first sentence pays for what is made once.
    read(subject, texts.first()?);
    let (start, mut times) = (Instant::now(), Vec::new());
    for text in texts.iter().cycle() {
        let begin = Instant::now();
        read(subject, text);
        times.push(begin.elapsed());
        if start.elapsed() >= patience && times.len() >= 100 {
            break;
        }
    }
    let [p50_ms, p95_ms, p99_ms] = percentiles(times);
    Some(Latency { tokens, sentences: texts.len(), p50_ms, p95_ms, p99_ms })
}

async fn load(reader: &Reader, texts: &[String], callers: usize, patience: Duration) -> Throughput {
    let start = Instant::now();
    let call = |caller: usize| async move {
        let mut times = Vec::new();
        for text in texts.iter().cycle().skip(caller * 37 % texts.len().max(1)) {
            let begin = Instant::now();
            reader.understand(text, Vec::new()).await;
            times.push(begin.elapsed());
            if start.elapsed() >= patience {
                break;
            }
        }
        times
    };
    let times: Vec<Duration> = futures::future::join_all((0..callers).map(call)).await.concat();
    let sentences_per_second = times.len() as f64 / start.elapsed().as_secs_f64();
    let [p50_ms, p95_ms, p99_ms] = percentiles(times);
    Throughput { callers, sentences_per_second, p50_ms, p95_ms, p99_ms }
}

/// What this process holds in memory, where the system tells (Linux).
fn resident_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let kilobytes: f64 =
        status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes / 1024.0)
}
