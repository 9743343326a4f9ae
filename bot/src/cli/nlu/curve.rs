//! bot: `dari nlu curve`.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use nlu::Dataset;
use nlu::evaluate::fold::{Point, learning_curve, outlook};
use nlu::evaluate::trial;

use super::quick::Quick;

/// How much of the sentences is learnt, and what the models are measured on.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dari nlu curve
  dari nlu curve --fractions 0.1,0.25,0.5,1 --rows 10000
  dari nlu curve --data nlu/data/train/a --set nlu/data/dev/dev.jsonl --json

Each model learns a share of the sentences of every label; the smaller shares lie within the greater.
A curve that still rises at its end asks for more data; a flat one for a better model.")]
pub struct Args {
    /// The shares, between 0 and 1
    #[arg(long, value_delimiter = ',', default_value = "0.1,0.25,0.5,1", value_name = "SHARE,…")]
    fractions: Vec<f64>,
    /// The sentences the models are measured on
    #[arg(long, value_name = "FILE", default_value = "nlu/data/dev/dev.jsonl")]
    set: PathBuf,
    /// The seed of every draw
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    quick: Quick,
}

/// Trains on growing shares and prints how accuracy grows.
pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    if let Some(wrong) = args.fractions.iter().find(|share| !(**share > 0.0 && **share <= 1.0)) {
        bail!("--fractions has {wrong}, which is not above 0 and at most 1");
    }
    let rows = args.quick.read()?;
    let set = Dataset::read(&args.set).with_context(|| format!("cannot read the set {}", args.set.display()))?;
    if !args.json {
        println!("{} sentences, measured on {} of {}\n", rows.len(), set.rows.len(), args.set.display());
        println!(
            "{:>7} {:>9}  {:<42} {:>9} {:>14} {:>9} {:>9}",
            "share", "sentences", "", "accuracy", "95 %", "macro-F1", "AUROC"
        );
    }
    let train = |rows: &[_], steering: &[_]| args.quick.train(rows, steering, args.seed);
    let told = |point: &Point| {
        if !args.json {
            print(point);
        }
    };
    let points = learning_curve(&rows, &set.rows, &args.fractions, args.seed, train, trial, told)?;
    if args.json {
        println!("{}", serde_json::to_string_pretty(&points)?);
    } else if let Some(accuracy) = outlook(&points, 2.0) {
        println!(
            "\ntwice the sentences would bring about {:.1} %, if mistakes go on falling as they did",
            accuracy * 100.0
        );
    }
    Ok(())
}

fn print(point: &Point) {
    let percent = |share: f64| format!("{:.1}", share * 100.0);
    let bar = "█".repeat((point.accuracy * 40.0).round() as usize);
    let range = point.accuracy_ci.map_or_else(String::new, |[low, high]| format!("{}–{}", percent(low), percent(high)));
    let auroc = point.oos_auroc.map(percent).unwrap_or_default();
    println!(
        "{:>7} {:>9}  {bar:<42} {:>9} {range:>14} {:>9} {auroc:>9}",
        point.fraction,
        point.learnt,
        percent(point.accuracy),
        percent(point.macro_f1)
    );
}
