//! bot: `dari nlu curve`.

use std::path::PathBuf;

use anyhow::{bail, ensure};
use nlu::Dataset;
use nlu::dataset::free::{self, labels};
use nlu::evaluate::fold::{Point, learning_curve, outlook};
use nlu::evaluate::trial;

use super::quick::{Material, Quick, ask};
use super::subject::foreign;

/// How much of the sentences is learnt, and what the models are measured on.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dari nlu curve
  dari nlu curve --fractions 0.1,0.25,0.5,1 --rows 10000
  dari nlu curve --data nlu/data/train/a --set nlu/data/dev/dev.jsonl --json
  dari nlu curve --data banking77.train.jsonl.gz --set banking77.dev.jsonl.gz

Each model learns a share of the sentences of every label; the smaller shares lie within the greater.
A curve that still rises at its end asks for more data; a flat one for a better model.")]
pub struct Args {
    /// The shares, between 0 and 1
    #[arg(long, value_delimiter = ',', default_value = "0.1,0.25,0.5,1", value_name = "SHARE,…")]
    fractions: Vec<f64>,
    /// The sentences the models are measured on
    #[arg(long, value_name = "FILE", default_value = "nlu/data/dev/dev.jsonl")]
    set: PathBuf,
    /// The field with the label [default: the first of intent, label, act, sentiment that is there]
    #[arg(long, value_name = "NAME")]
    field: Option<String>,
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
    let points = points(args)?;
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

/// Trains and measures, and prints each point as it is found.
fn points(args: &Args) -> anyhow::Result<Vec<Point>> {
    let (quick, seed, field) = (&args.quick, args.seed, args.field.as_deref());
    let told = |point: &Point| {
        if !args.json {
            print(point);
        }
    };
    match quick.read(field)? {
        Material::Ours(rows) => {
            let set = Dataset::read_by(&args.set, field)?.rows;
            head(args, rows.len(), set.len());
            let train = |rows: &[_], steering: &[_]| quick.train(rows, steering, seed);
            learning_curve(&rows, &set, &args.fractions, seed, train, trial, told)
        }
        Material::Any(rows) => {
            let (set, _) = free::read_labelled(&args.set, field)?;
            let (own, theirs) = (labels(&rows), labels(&set));
            let known = theirs.is_empty() || theirs.iter().any(|label| own.contains(label));
            ensure!(known, "{}: {}", args.set.display(), foreign(field.unwrap_or("intent"), &theirs, &own));
            head(args, rows.len(), set.len());
            let train = |rows: &[_], steering: &[_]| quick.train_any(rows, steering, seed);
            let ask = |model: &_, rows: &[_]| ask(&own, model, rows);
            learning_curve(&rows, &set, &args.fractions, seed, train, ask, told)
        }
    }
}

fn head(args: &Args, learnt: usize, measured: usize) {
    if !args.json {
        println!("{learnt} sentences, measured on {measured} of {}\n", args.set.display());
        println!(
            "{:>7} {:>9}  {:<42} {:>9} {:>14} {:>9} {:>9}",
            "share", "sentences", "", "accuracy", "95 %", "macro-F1", "AUROC"
        );
    }
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
