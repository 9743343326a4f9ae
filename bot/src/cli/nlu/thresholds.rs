//! bot: `dari nlu thresholds`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use models::{Bundle, Classifier, Thresholds};
use nlu::evaluate::Resampling;
use nlu::threshold::{Bill, Change, Choice, Costs, choose};

use super::subject::{Set, Subject};
use super::{Model, pad};

/// What lines are chosen for, and by which costs.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dari nlu thresholds                                  what would change, and why
  dari nlu thresholds --print-costs > costs.toml       the costs to start from
  dari nlu thresholds --cost costs.toml --model /tmp/candidate --write

Five lines are drawn: in_scope (below it a message is out of scope), confident and margin (below one
of them the bot asks back), urgent (from it the model alone raises an emergency) and frustration. Of
all lines those that cost least on the set are taken. The cost with five-fold checks is the honest
figure: each fifth is judged by lines chosen without it. Never choose on the set you report.")]
pub struct Args {
    /// Labelled sentences to choose on
    #[arg(long, value_name = "FILE", default_value = "nlu/data/dev/dev.jsonl")]
    set: Vec<PathBuf>,
    /// The field with the label, for models with labels of their own [default: the first that is there]
    #[arg(long, value_name = "NAME")]
    field: Option<String>,
    /// What mistakes cost [default: those of --print-costs]
    #[arg(long, value_name = "FILE.toml")]
    cost: Option<PathBuf>,
    /// Print the default costs with what they mean, and stop
    #[arg(long)]
    print_costs: bool,
    /// Write the new lines into the model directory, with how it does on the set under them
    #[arg(long)]
    write: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    model: Model,
}

/// How many changed sentences are listed.
const LISTED: usize = 12;

const COSTS: &str = include_str!("costs.toml");

/// Chooses lines, shows what they change, and writes them where that is asked.
pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    if args.print_costs {
        print!("{COSTS}");
        return Ok(());
    }
    let dir = args.model.dir();
    if args.write && dir.is_none() {
        bail!("name the model directory to write to, such as --model models/weights");
    }
    let costs = costs(args.cost.as_deref())?;
    let subject = Subject::load(&args.model)?;
    let set = subject.read(&args.set, args.field.as_deref())?;
    let (trial, alarms) = subject.trial(&set)?;
    let choice = choose(&trial, &alarms, subject.thresholds(), &costs)
        .context("the set has no labels to choose by; lines need `intent`, `urgent` or `frustration`")?;
    if args.json {
        println!("{}", serde_json::to_string_pretty(&choice)?);
    } else {
        println!("model {}, {} sentences\n", subject.version(), trial.cases().len());
        print(&choice);
    }
    if let Some(dir) = dir.filter(|_| args.write) {
        keep(dir, choice.after, &set)?;
        eprintln!("\nwritten to {}", dir.join("manifest.json").display());
    }
    Ok(())
}

/// Writes the lines into a model, and into one of ours what they make of the sentences they were chosen on.
fn keep(dir: &Path, lines: Thresholds, set: &Set) -> anyhow::Result<()> {
    let mut bundle = Bundle::read(dir)?;
    bundle.manifest.thresholds = lines.rounded();
    let subject = Subject::of(Classifier::new(bundle.clone()).map_err(anyhow::Error::msg)?)?;
    if let Subject::Ours(_) = subject {
        let report = subject.measure(set, &Resampling::default())?.report;
        bundle.manifest.dev = serde_json::to_value(report).ok();
    }
    bundle.write(dir).with_context(|| format!("cannot write to {}", dir.display()))
}

fn costs(file: Option<&Path>) -> anyhow::Result<Costs> {
    let Some(file) = file else { return Ok(Costs::default()) };
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let costs: Costs = toml::from_str(&text).with_context(|| format!("cannot read the costs in {}", file.display()))?;
    costs.check().with_context(|| format!("cannot reckon with the costs in {}", file.display()))?;
    Ok(costs)
}

fn print(choice: &Choice) {
    let lines = |lines: &Thresholds| [lines.in_scope, lines.confident, lines.margin, lines.urgent, lines.frustration];
    let names = ["in_scope", "confident", "margin", "urgent", "frustration"];
    println!("{} {:>8} {:>8}", pad("line", 36), "now", "after");
    for ((name, now), after) in names.into_iter().zip(lines(&choice.before)).zip(lines(&choice.after)) {
        println!("{} {now:>8.4} {after:>8.4}", pad(name, 36));
    }
    println!("\n{} {:>8} {:>8} {:>10} {:>10}", pad("what happens", 36), "now", "after", "cost now", "after");
    for what in happenings(choice) {
        let of = |bill: &Bill| {
            bill.items.iter().find(|item| item.what == what).map_or((0, 0.0), |item| (item.count, item.cost))
        };
        let ((now, cost_now), (after, cost_after)) = (of(&choice.cost_before), of(&choice.cost_after));
        println!("{} {now:>8} {after:>8} {cost_now:>10.1} {cost_after:>10.1}", pad(what, 36));
    }
    println!(
        "{} {:>8} {:>8} {:>10.3} {:>10.3}",
        pad("a sentence", 36),
        "",
        "",
        choice.cost_before.mean,
        choice.cost_after.mean
    );
    let gain = choice.cost_before.mean - choice.cross_checked;
    let range = choice.gain_ci.map_or_else(String::new, |[low, high]| format!(" (95 %: {low:+.3} to {high:+.3})"));
    println!("\nfive-fold check: {:.3} a sentence, which saves {gain:+.3}{range}", choice.cross_checked);
    if choice.gain_ci.is_some_and(|[low, _]| low <= 0.0) {
        println!("that may be chance: more sentences would tell");
    }
    for (title, better) in [("better", true), ("no better", false)] {
        list(title, &choice.changes.iter().filter(|change| change.better == better).collect::<Vec<_>>());
    }
}

/// What happens under either, in the order of the bill.
fn happenings(choice: &Choice) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = choice.cost_before.items.iter().map(|item| item.what).collect();
    for item in &choice.cost_after.items {
        if !found.contains(&item.what) {
            found.push(item.what);
        }
    }
    found
}

fn list(title: &str, changes: &[&Change]) {
    if changes.is_empty() {
        return;
    }
    println!("\ntreated otherwise, {title} ({})", changes.len());
    for change in changes.iter().take(LISTED) {
        println!("  “{}”  [{}]", change.text, change.right);
        println!("      {} → {}", change.before, change.after);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_costs_are_the_defaults() {
        assert_eq!(toml::from_str::<Costs>(COSTS).unwrap(), Costs::default());
    }

    #[test]
    fn a_slip_in_the_costs_is_told() {
        let path = std::env::temp_dir().join(format!("dari-costs-{}.toml", std::process::id()));
        let told = |text: &str| {
            fs::write(&path, text).unwrap();
            let error = format!("{:#}", costs(Some(&path)).unwrap_err());
            fs::remove_file(&path).unwrap();
            error
        };
        assert!(told("answer_wrogn = 1").contains("answer_wrogn"));
        assert!(told("ask_right = -2").contains("`ask_right` must be a number of at least 0"));
        assert!(told("ask_right = \"much\"").contains("costs in"));
    }
}
