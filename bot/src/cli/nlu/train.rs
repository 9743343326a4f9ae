//! bot: `dari nlu train`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, bail};
use faq::Library;
use models::Bundle;
use models::checkpoint::Checkpoint;
use models::train::{Encoder, tune};
use nlu::dataset::free::{self, FreeRow, FreeSet};
use nlu::train::{Article, Lessons, Recipe};
use nlu::{Dataset, Intent, Label, Nlu};

use super::progress::{Line, tell};

mod beside;
mod check;

/// What is trained, on what, and where it goes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dari nlu train                                     our intents, from nlu/data to models/weights
  dari nlu train --out /tmp/candidate --seed 7
  dari nlu train --data banking77.train.jsonl.gz --out /tmp/banking77
  dari nlu eval --model /tmp/banking77 --set banking77.test.jsonl.gz
  dari nlu train --alike korsts.train.jsonl.gz --groups parakqc.jsonl.gz --task banking77.train.jsonl.gz

With our intents the encoder is tuned together with its heads; a run that was stopped goes on where it was when
started again with the same words. With any other labels (`intent`, `label`, `act`, `sentiment` or --field) heads
are fitted on the encoder as it is, a minute's work for 10,000 sentences; --epochs 2 tunes both from there. Equal
data and seed give an equal model on one machine.")]
pub struct Args {
    /// A file or folder of labelled sentences: JSON Lines, plain or .gz; may be given several times
    #[arg(long, value_name = "PATH", default_value = "nlu/data/train")]
    data: Vec<PathBuf>,
    /// The field that holds the label, for labels that are not our intents
    #[arg(long, value_name = "NAME")]
    field: Option<String>,
    /// A file or folder of sentences to steer and calibrate by [default: nlu/data/dev for our intents; else every
    /// tenth of the data]
    #[arg(long, value_name = "PATH")]
    dev: Option<PathBuf>,
    /// The encoder to start from: a directory of `dari nlu distil`, of Hugging Face (the BERT family), or a
    /// model [default: that of the model in the binary]
    #[arg(long, value_name = "DIR", env = "DARI_NLU__ENCODER")]
    encoder: Option<PathBuf>,
    /// A model to average the encoder and its heads with, weight by weight, before anything is learnt: what both
    /// know, with less of what either forgot
    #[arg(long, value_name = "DIR")]
    average: Option<PathBuf>,
    /// FAQ articles whose questions are learnt too [default: those in the binary]
    #[arg(long, value_name = "DIR")]
    faq: Option<PathBuf>,
    /// Pairs of sentences with a score of their likeness (`a`, `b`, `score`), learnt beside our intents so that the
    /// sentence vectors keep telling what means alike; may be given several times
    #[arg(long, value_name = "FILE")]
    alike: Vec<PathBuf>,
    /// Other sets of sentences, each with a `group` or a label: learnt beside our intents as alike where they share it,
    /// so that the encoder tells apart what others ask for too; may be given several times
    #[arg(long, value_name = "FILE")]
    groups: Vec<PathBuf>,
    /// Other labelled sets, each a task of its own: learnt beside our intents by a head that is left behind, so that the
    /// encoder knows what they ask for too; may be given several times
    #[arg(long, value_name = "FILE")]
    task: Vec<PathBuf>,
    /// Sentences of each task that a pass looks at, drawn by the seed; 0 for all
    #[arg(long, value_name = "N", default_value_t = 24_000)]
    task_most: usize,
    /// Where the model goes
    #[arg(long, value_name = "DIR", default_value = "models/weights")]
    out: PathBuf,
    /// The seed of every draw
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Passes over the sentences in which the encoder is tuned [default: 1 for our intents, 0 for other labels]
    #[arg(long, value_name = "N")]
    epochs: Option<usize>,
    /// Sentences that a pass looks at, drawn by the seed; 0 for all. Heads and n-grams always learn from all
    #[arg(long, value_name = "N", default_value_t = 24_000)]
    most: usize,
    /// Looks at the sentences to steer by, some six in a run or one a pass, without a gain after which tuning stops;
    /// 0 to go on to the end. The best step is kept in any case
    #[arg(long, value_name = "N", default_value_t = tune::Options::default().patience)]
    patience: usize,
    /// Where the encoder is tuned: cpu, cuda or cuda:1 (built with `--features bot/cuda`)
    #[arg(long, value_name = "NAME", default_value = "cpu")]
    device: String,
}

/// Trains a model and writes it.
pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let start = Instant::now();
    models::train::device(&args.device)?;
    let is_ours = args.is_ours()?;
    check::can_write(&args.out, args.epochs.unwrap_or(usize::from(is_ours)) > 0)?;
    let bundle = if is_ours { ours(args)? } else { labels(args)? };
    bundle.write(&args.out).with_context(|| format!("cannot write the model to {}", args.out.display()))?;
    let size = (bundle.weights.len() + bundle.tokenizer.len()) as f64 / 1e6;
    let (version, out) = (&bundle.manifest.version, args.out.display());
    println!("{version} written to {out} ({size:.1} MB) in {:.0} s", start.elapsed().as_secs_f32());
    Ok(())
}

impl Args {
    /// What holds for whatever is learnt: the seed, and where the encoder is tuned.
    fn settle(&self, recipe: &mut Recipe) {
        recipe.tune.seed = self.seed;
        recipe.fit.seed = self.seed;
        recipe.tune.patience = self.patience;
        recipe.tune.device.clone_from(&self.device);
    }

    /// The encoder that is learnt from, in full precision.
    fn start(&self) -> anyhow::Result<Checkpoint> {
        let encoder = checkpoint(self.encoder.as_deref())?;
        let Some(other) = &self.average else { return Ok(encoder) };
        encoder.average(&checkpoint(Some(other))?).with_context(|| format!("cannot average with {}", other.display()))
    }

    /// Whether anything is learnt beside the labels.
    fn learns_beside(&self) -> bool {
        !(self.alike.is_empty() && self.groups.is_empty() && self.task.is_empty())
    }

    /// Whether the labels are our intents, however they are spelt.
    fn is_ours(&self) -> anyhow::Result<bool> {
        if self.field.as_ref().is_some_and(|field| field != "intent") {
            return Ok(false);
        }
        let Some(path) = self.data.first() else { bail!("name the sentences with --data") };
        match free::read(path, None) {
            Ok(FreeSet::Sentences(field, rows)) => {
                let ours = |row: &FreeRow| Label::try_from(row.label.clone()).is_ok();
                Ok(field == "intent" && rows.iter().all(ours))
            }
            Ok(FreeSet::Pairs(_)) => bail!("{} holds pairs of sentences; a classifier needs labels", path.display()),
            // Our own sets have rows with a mood and no intent.
            Err(_) if Dataset::read(path).is_ok() => Ok(true),
            Err(error) => Err(error).with_context(|| format!("cannot read the sentences in {}", path.display())),
        }
    }
}

fn ours(args: &Args) -> anyhow::Result<Bundle> {
    let mut rows = Vec::new();
    for path in &args.data {
        let set = Dataset::read(path).with_context(|| format!("cannot read the sentences in {}", path.display()))?;
        rows.extend(set.rows);
    }
    let default_dev = Path::new("nlu/data/dev");
    let dev = args.dev.as_deref().or_else(|| default_dev.exists().then_some(default_dev));
    let labels = rows.iter().filter_map(|row| row.intent).map(|label| label.intent().map_or("oos", Intent::name));
    check::labels(labels, dev.is_some())?;
    let (train, dev) = match dev {
        Some(file) => {
            (Dataset { rows }, Dataset::read(file).with_context(|| format!("cannot read {}", file.display()))?)
        }
        None => Dataset { rows }.hold_out(10, args.seed),
    };
    let library = match &args.faq {
        Some(dir) => Library::load(dir),
        None => Library::embedded(),
    };
    let articles = articles(&library.context("cannot read the FAQ articles")?);
    let epochs = args.epochs.unwrap_or(1);
    if epochs == 0 && args.learns_beside() {
        bail!("--alike, --groups and --task are learnt while the encoder is tuned, and --epochs 0 tunes nothing");
    }
    let (alike, groups) = (beside::alike(&args.alike)?, beside::groups(&args.groups)?);
    let tasks = beside::tasks(&args.task)?;
    let encoder = args.start()?;
    let mut recipe = Recipe::default();
    recipe.tune.epochs = epochs;
    recipe.tune.most = args.most;
    recipe.tune.task_most = args.task_most;
    args.settle(&mut recipe);
    let (n, m, k) = (train.rows.len(), articles.len(), dev.rows.len());
    println!("{n} sentences and {m} articles to learn from, {k} to steer by; seed {}", args.seed);
    if !alike.is_empty() {
        println!("{} pairs of sentences to keep what means alike together", alike.len());
    }
    for (path, groups) in args.groups.iter().zip(&groups) {
        let sentences: usize = groups.iter().map(Vec::len).sum();
        println!("{sentences} sentences in {} groups, from {}", groups.len(), path.display());
    }
    for (path, task) in args.task.iter().zip(&tasks) {
        let (n, k) = (task.examples.len(), task.labels.len());
        println!("{n} sentences under {k} labels of their own, from {}", path.display());
    }
    let resume = models::beside(&args.out, ".unfinished");
    let line = Line::default();
    let (rows, dev) = (&train.rows, &dev.rows);
    let lessons = Lessons { rows, articles: &articles, alike: &alike, groups: &groups, tasks: &tasks, dev };
    let bundle = nlu::train::train(encoder, lessons, &recipe, Some(&resume), |p| tell(&line, p))
        .with_context(|| failed(&resume))?;
    drop(line);
    tune::forget(&resume)?;
    let nlu =
        Nlu::new(models::Classifier::new(bundle.clone()).map_err(anyhow::Error::msg)?).map_err(anyhow::Error::msg)?;
    super::eval::print(&nlu::evaluate::evaluate(&nlu, dev), false);
    Ok(bundle)
}

fn labels(args: &Args) -> anyhow::Result<Bundle> {
    if args.learns_beside() {
        bail!("--alike, --groups and --task go with our intents; with other labels leave them out");
    }
    let read = |path: &Path| match free::read(path, args.field.as_deref()) {
        Ok(FreeSet::Sentences(field, rows)) => Ok((field, rows)),
        Ok(FreeSet::Pairs(_)) => bail!("{} holds pairs of sentences; a classifier needs labels", path.display()),
        Err(error) => Err(error).with_context(|| format!("cannot read the sentences in {}", path.display())),
    };
    let (mut field, mut rows) = (None, Vec::new());
    for path in &args.data {
        let (found, more) = read(path)?;
        field.get_or_insert(found);
        rows.extend(more);
    }
    let dev = args.dev.as_deref().map(read).transpose()?.map(|(_, rows)| rows);
    let encoder = match args.encoder.as_deref() {
        None if args.average.is_none() => Encoder::of(&Bundle::embedded()?)?,
        Some(dir) if args.average.is_none() && dir.join("manifest.json").exists() => Encoder::of(&Bundle::read(dir)?)?,
        _ => Encoder::pack(&args.start()?)?,
    };
    check::labels(rows.iter().map(|row| row.label.as_str()), dev.is_some())?;
    println!("{} sentences to learn from; seed {}", rows.len(), args.seed);
    let mut recipe = Recipe::for_labels(args.epochs.unwrap_or(0), args.most);
    args.settle(&mut recipe);
    let resume = models::beside(&args.out, ".unfinished");
    let line = Line::default();
    let mut bundle =
        nlu::train::train_labels(&encoder, &rows, dev.as_deref(), &recipe, Some(&resume), |p| tell(&line, p))
            .with_context(|| failed(&resume))?;
    bundle.manifest.label_field = field;
    drop(line);
    tune::forget(&resume)?;
    Ok(bundle)
}

fn failed(resume: &Path) -> String {
    match tune::found(resume) {
        Some(kept) => format!("training failed; what was learnt is kept in {}", kept.display()),
        None => "training failed; nothing was written".to_owned(),
    }
}

/// The encoder to start from, in full precision.
pub(super) fn checkpoint(dir: Option<&Path>) -> anyhow::Result<Checkpoint> {
    let encoder = match dir {
        None => Checkpoint::of(&Bundle::embedded()?),
        Some(dir) if Checkpoint::is_in(dir) => Checkpoint::read(dir),
        Some(dir) if dir.join("manifest.json").exists() => Checkpoint::of(&Bundle::read(dir)?),
        Some(dir) => models::load_hugging_face(dir),
    };
    encoder.with_context(|| match dir {
        Some(dir) => format!("cannot load the encoder in {}", dir.display()),
        None => "cannot load the encoder in the binary; name one with --encoder".to_owned(),
    })
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
