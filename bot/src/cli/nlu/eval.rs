//! bot: `dari nlu eval`.

use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::{Context as _, bail};
use nlu::dataset::free;
use nlu::evaluate::compare::{Comparison, compare};
use nlu::evaluate::fold::{CrossValidation, Fold, cross_validate};
use nlu::evaluate::gate::{Bound, Side, check};
use nlu::evaluate::html::Page;
use nlu::evaluate::{Evaluation, Resampling};
use serde::Serialize;

use super::Model;
use super::quick::{Material, Quick, ask};
use super::subject::{Set, Subject};
use crate::app::Clock;

mod print;

pub(super) use print::print;

/// What is measured, on what.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dari nlu eval --set nlu/data/test/blind.jsonl
  dari nlu eval --set nlu/data/dev/dev.jsonl --model /tmp/candidate --html report.html
  dari nlu eval --set nlu/data/dev/dev.jsonl --json > before.json
  dari nlu eval --set nlu/data/dev/dev.jsonl --model /tmp/candidate --baseline before.json
  dari nlu eval --set mine.jsonl.gz --json | jq .intent.accuracy
  dari nlu eval --cross-validate 5 --data nlu/data/train --html cross.html
  dari nlu eval --set nlu/data/dev/dev.jsonl --fail-under intent.accuracy=90% \\
      --fail-under urgent.recall=0.98 --fail-over urgent.hard_false_alarm_rate=0.1

A line of the set: {\"text\":\"…\",\"lang\":\"ko\",\"intent\":\"…\",\"accept\":[],\"sentiment\":-1,
\"frustration\":0,\"urgency\":\"none\",\"urgent\":false,\"prev\":[\"고객: …\"]}. All but text are optional;
what the fields allow is reported; register, typo and channel become parts of their own. The
intent out_of_scope (or oos) means that no intent fits.

Where no line has an intent, the label stands in `label`, or in --field. A model with labels of its
own is measured on the field it was trained with, or else on intent, label, act or sentiment. Lines with a, b and score measure its sentence vectors (Spearman, Pearson).")]
pub struct Args {
    /// JSON Lines, plain or .gz; may be given several times
    #[arg(long, value_name = "FILE", required_unless_present = "cross_validate")]
    set: Vec<PathBuf>,
    /// The field with the label [default: what the model was trained with, or else the first that is there]
    #[arg(long, value_name = "NAME")]
    field: Option<String>,
    /// Print the figures and every answer as JSON
    #[arg(long)]
    json: bool,
    /// Write one page with plots that needs nothing from outside
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Compare with another model: its directory, or a report written with --json
    #[arg(long, value_name = "DIR|FILE")]
    baseline: Option<PathBuf>,
    /// Fail where a figure is under a value; named by its path in the JSON
    #[arg(long, value_name = "METRIC=VALUE")]
    fail_under: Vec<Bound>,
    /// Fail where a figure is over a value, such as `oos.fpr_at_95_recall=0.2`
    #[arg(long, value_name = "METRIC=VALUE")]
    fail_over: Vec<Bound>,
    /// The seed of the intervals
    #[arg(long, default_value_t = Resampling::default().seed)]
    seed: u64,
    /// How many sets are drawn for the intervals
    #[arg(long, value_name = "N", default_value_t = Resampling::default().times)]
    resamples: usize,
    #[command(flatten)]
    model: Model,
    /// Train K small models, each without one part of --data, and measure them on the parts they have not seen
    #[arg(long, value_name = "K", conflicts_with_all = ["set", "model", "baseline"], value_parser = parts)]
    cross_validate: Option<usize>,
    #[command(flatten)]
    quick: Quick,
}

/// What `--json` prints, and what bounds are held against.
#[derive(Serialize)]
struct Output<'a> {
    model: &'a str,
    sets: &'a [String],
    /// Sentences whose label the model does not know.
    unknown_rows: usize,
    #[serde(flatten)]
    evaluation: &'a Evaluation,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<&'a Comparison>,
    #[serde(skip_serializing_if = "<[Fold]>::is_empty")]
    folds: &'a [Fold],
}

impl<'a> Output<'a> {
    fn of(model: &'a str, sets: &'a [String], evaluation: &'a Evaluation) -> Self {
        let unknown_rows = evaluation.unknown.values().sum();
        Self { model, sets, unknown_rows, evaluation, comparison: None, folds: &[] }
    }
}

/// Measures a model, prints what it found, and fails where a bound is not kept.
pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let resampling = Resampling { seed: args.seed, times: args.resamples };
    if let Some(parts) = args.cross_validate {
        return cross(args, parts, &resampling);
    }
    let subject = Subject::load(&args.model)?;
    let set = subject.read(&args.set, args.field.as_deref())?;
    let evaluation = subject.measure(&set, &resampling)?;
    let comparison = match &args.baseline {
        Some(baseline) => Some(against(baseline, &set, &evaluation, &resampling)?),
        None => None,
    };
    let sets: Vec<String> = args.set.iter().map(|set| set.display().to_string()).collect();
    show(args, &Output { comparison: comparison.as_ref(), ..Output::of(subject.version(), &sets, &evaluation) })
}

/// Measures small models on what each has not seen.
fn cross(args: &Args, parts: usize, resampling: &Resampling) -> anyhow::Result<()> {
    let (quick, seed) = (&args.quick, args.seed);
    let CrossValidation { evaluation, folds } = match quick.read(args.field.as_deref())? {
        Material::Ours(rows) => {
            let train = |rows: &[_], steering: &[_]| quick.train(rows, steering, seed);
            cross_validate(&rows, parts, seed, train, nlu::evaluate::trial, resampling)?
        }
        Material::Any(rows) => {
            let labels = free::labels(&rows);
            let train = |rows: &[_], steering: &[_]| quick.train_any(rows, steering, seed);
            cross_validate(&rows, parts, seed, train, |model, rows| ask(&labels, model, rows), resampling)?
        }
    };
    let (model, sets) = (format!("{parts}-fold"), [quick.name()]);
    show(args, &Output { folds: &folds, ..Output::of(&model, &sets, &evaluation) })
}

fn show(args: &Args, output: &Output<'_>) -> anyhow::Result<()> {
    if args.json {
        println!("{}", serde_json::to_string(output)?);
    } else {
        println!("model {}, {} sentences of {}", output.model, output.evaluation.report.n, output.sets.join(", "));
        if output.unknown_rows > 0 {
            println!("{} of them have labels that the model does not know and count as wrong", output.unknown_rows);
        }
        println!();
        print(output.evaluation, true);
        print::folds(output.folds);
        output.comparison.into_iter().for_each(print::compared);
    }
    if let Some(file) = &args.html {
        write_page(file, output)?;
    }
    judge(args, &serde_json::to_value(output)?)
}

fn write_page(file: &Path, output: &Output<'_>) -> anyhow::Result<()> {
    let made = Clock::System.now().to_string();
    let page = Page {
        model: output.model,
        sets: output.sets,
        made: made.split('T').next().unwrap_or_default(),
        evaluation: output.evaluation,
        comparison: output.comparison,
    };
    fs::write(file, page.render()).with_context(|| format!("cannot write {}", file.display()))?;
    eprintln!("page written to {}", file.display());
    Ok(())
}

/// Sets a baseline beside the model: a model that is measured now, or a report of one that was.
fn against(baseline: &Path, set: &Set, evaluation: &Evaluation, resampling: &Resampling) -> anyhow::Result<Comparison> {
    let (name, answers) = if baseline.is_dir() {
        let other = Subject::open(baseline)?;
        let quick = Resampling { times: 0, ..*resampling };
        (format!("{} ({})", other.version(), baseline.display()), other.measure(set, &quick)?.answers)
    } else {
        let file = fs::File::open(baseline).with_context(|| format!("cannot read {}", baseline.display()))?;
        let report: Evaluation = serde_json::from_reader(io::BufReader::new(file))
            .with_context(|| format!("{} is not a report of `dari nlu eval --json`", baseline.display()))?;
        (baseline.display().to_string(), report.answers)
    };
    compare(&name, &answers, &evaluation.answers, resampling)
        .with_context(|| format!("{name} answered none of these sentences; was it measured on another set?"))
}

fn parts(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(parts @ 2..=100) => Ok(parts),
        _ => Err("a whole number from 2 to 100".to_owned()),
    }
}

fn judge(args: &Args, report: &serde_json::Value) -> anyhow::Result<()> {
    let mut breaches = check(report, &args.fail_under, Side::AtLeast)?;
    breaches.extend(check(report, &args.fail_over, Side::AtMost)?);
    if breaches.is_empty() {
        return Ok(());
    }
    let breaches: Vec<String> = breaches.iter().map(ToString::to_string).collect();
    bail!("{}", breaches.join("; "))
}
