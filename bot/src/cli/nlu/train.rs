//! bot: `dari nlu train`.

use std::collections::BTreeMap;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context as _;
use faq::Library;
use models::train::{Options, Progress};
use nlu::train::Article;
use nlu::{Dataset, Nlu};

/// What is trained, on what, and where it goes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dari nlu train                                   from nlu/data to models/weights
  dari nlu train --out /tmp/candidate --seed 7
  dari nlu eval --model /tmp/candidate --set nlu/data/test/blind.jsonl

Equal data and seed give an equal model on one machine. The best epoch on the development set is kept.")]
pub struct Args {
    /// A file or folder of labelled sentences: JSON Lines, plain or .gz
    #[arg(long, value_name = "PATH", default_value = "nlu/data/train")]
    data: PathBuf,
    /// Sentences to stop and calibrate on [default: nlu/data/dev/dev.jsonl; without it every tenth of the data]
    #[arg(long, value_name = "FILE")]
    dev: Option<PathBuf>,
    /// FAQ articles whose questions are learnt too [default: those in the binary]
    #[arg(long, value_name = "DIR")]
    faq: Option<PathBuf>,
    /// Where the model goes
    #[arg(long, value_name = "DIR", default_value = "models/weights")]
    out: PathBuf,
    /// The seed of every draw
    #[arg(long, default_value_t = Options::default().seed)]
    seed: u64,
    /// Passes over the sentences at most
    #[arg(long, default_value_t = Options::default().epochs)]
    epochs: usize,
    /// Passes without a better model before it stops
    #[arg(long, default_value_t = Options::default().patience)]
    patience: usize,
    /// Rows of the embedding table
    #[arg(long, default_value_t = Options::default().rows)]
    rows: usize,
    /// Width of an embedding
    #[arg(long, default_value_t = Options::default().embedding)]
    embedding: usize,
}

/// Trains a model and writes it.
pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let set =
        Dataset::read(&args.data).with_context(|| format!("cannot read the sentences in {}", args.data.display()))?;
    let default_dev = Path::new("nlu/data/dev/dev.jsonl");
    let (train, dev) = match args.dev.as_deref().or_else(|| default_dev.exists().then_some(default_dev)) {
        Some(file) => (set, Dataset::read(file).with_context(|| format!("cannot read {}", file.display()))?),
        None => set.hold_out(10, args.seed),
    };
    let library = match &args.faq {
        Some(dir) => Library::load(dir),
        None => Library::embedded(),
    };
    let articles = articles(&library.context("cannot read the FAQ articles")?);
    let options = Options {
        seed: args.seed,
        epochs: args.epochs,
        patience: args.patience,
        rows: args.rows,
        embedding: args.embedding,
        ..Options::default()
    };
    println!(
        "{} sentences and {} articles to learn from, {} to stop and calibrate on; seed {}",
        train.rows.len(),
        articles.len(),
        dev.rows.len(),
        args.seed
    );
    let start = Instant::now();
    let bundle = nlu::train::train(&train.rows, &articles, &dev.rows, &options, tell)
        .context("training failed; nothing was written")?;
    println!();
    bundle.write(&args.out).with_context(|| format!("cannot write the model to {}", args.out.display()))?;
    let size = (bundle.weights.len() + bundle.tokenizer.len()) as f64 / 1e6;
    println!(
        "{} written to {} ({size:.1} MB) in {:.0} s",
        bundle.manifest.version,
        args.out.display(),
        start.elapsed().as_secs_f32()
    );
    let nlu = Nlu::load(&args.out).context("the model that was written cannot be read back")?;
    super::eval::print(&nlu::evaluate::evaluate(&nlu, &dev.rows), false);
    Ok(())
}

/// The questions of each article, in both languages together.
fn articles(library: &Library) -> Vec<Article> {
    let mut by_id: BTreeMap<&str, Article> = BTreeMap::new();
    for article in library.articles() {
        let entry = by_id.entry(&article.id).or_insert_with(|| Article {
            intents: article.intents.iter().filter_map(|name| name.parse().ok()).collect(),
            questions: Vec::new(),
        });
        entry.questions.push(article.title.clone());
        entry.questions.extend(article.questions.iter().cloned());
    }
    by_id.into_values().collect()
}

fn tell(progress: Progress) {
    let Progress { epoch, epochs, loss, accuracy, speed, left } = progress;
    let line = format!(
        "epoch {epoch:>2}/{epochs}  loss {loss:.3}  dev accuracy {:.1} %  {speed:.0} sentences/s  at most {} s left",
        accuracy * 100.0,
        left.as_secs()
    );
    if std::io::stdout().is_terminal() {
        print!("\r\x1b[2K{line}");
        let _ = std::io::stdout().flush();
    } else {
        println!("{line}");
    }
}
