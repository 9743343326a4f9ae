//! bot: `dari nlu eval`.

use std::path::PathBuf;

use anyhow::Context as _;
use nlu::Dataset;
use nlu::evaluate::{Evaluation, evaluate};

use super::{Model, pad};

/// What is measured, on what.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dari nlu eval --set nlu/data/test/blind.jsonl
  dari nlu eval --set mine.jsonl.gz --json | jq .intent.accuracy
  dari nlu eval --set nlu/data/dev/dev.jsonl --model /tmp/candidate

A line of the set: {\"text\":\"…\",\"lang\":\"ko\",\"intent\":\"…\",\"accept\":[],\"sentiment\":-1,
\"frustration\":0,\"urgency\":\"none\",\"urgent\":false,\"prev\":[\"고객: …\"]}. All but text are optional;
what the fields allow is reported. The intent out_of_scope means that no intent fits.")]
pub struct Args {
    /// JSON Lines, plain or .gz
    #[arg(long, value_name = "FILE")]
    set: PathBuf,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    model: Model,
}

/// Measures a model and prints what it found.
pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let set = Dataset::read(&args.set).with_context(|| format!("cannot read the set {}", args.set.display()))?;
    let nlu = args.model.load()?;
    let evaluation = evaluate(&nlu, &set.rows);
    if args.json {
        println!("{}", serde_json::to_string(&evaluation.report)?);
    } else {
        println!("model {}, {} sentences of {}\n", nlu.version(), set.rows.len(), args.set.display());
        print(&evaluation, true);
    }
    Ok(())
}

/// Prints the figures; with `details` every intent, the worst confusions, and emergencies gone wrong.
pub(super) fn print(evaluation: &Evaluation, details: bool) {
    let report = &evaluation.report;
    if let Some(intent) = &report.intent {
        line(
            "intent",
            &[
                ("accuracy", percent(intent.accuracy)),
                ("macro-F1", percent(intent.macro_f1)),
                ("n", intent.n.to_string()),
            ],
        );
    }
    if let Some(decided) = &report.decided {
        line("as decided", &[("accuracy", percent(decided.accuracy))]);
    }
    if let Some(oos) = &report.oos {
        line("out of scope", &[("AUROC", percent(oos.auroc)), ("FPR at 95 % recall", percent(oos.fpr_at_95_recall))]);
    }
    if let Some(urgent) = &report.urgent {
        line(
            "emergency",
            &[
                ("recall", percent(urgent.recall)),
                ("false alarms", percent(urgent.false_alarm_rate)),
                ("precision", percent(urgent.precision)),
            ],
        );
    }
    if let Some(frustration) = &report.frustration {
        line(
            "frustration",
            &[
                ("F1", percent(frustration.f1)),
                ("precision", percent(frustration.precision)),
                ("recall", percent(frustration.recall)),
            ],
        );
    }
    if let Some(sentiment) = &report.sentiment {
        line(
            "sentiment",
            &[("macro-F1", percent(sentiment.macro_f1)), ("mean error", format!("{:.2}", sentiment.mae))],
        );
    }
    if let Some(urgency) = &report.urgency {
        line("urgency", &[("macro-F1", percent(urgency.macro_f1))]);
    }
    let latency = &report.latency_ms;
    line(
        "latency",
        &[
            ("p50", format!("{:.2} ms", latency.p50)),
            ("p95", format!("{:.2} ms", latency.p95)),
            ("p99", format!("{:.2} ms", latency.p99)),
        ],
    );
    if details {
        print_details(evaluation);
    }
}

fn print_details(evaluation: &Evaluation) {
    if !evaluation.intents.is_empty() {
        println!("\n{} {:>9} {:>7} {:>7} {:>5}", pad("intent, the worst first", 28), "precision", "recall", "F1", "n");
    }
    for found in &evaluation.intents {
        let score = &found.score;
        println!(
            "{} {:>9.1} {:>7.1} {:>7.1} {:>5}",
            pad(found.intent.name(), 28),
            score.precision * 100.0,
            score.recall * 100.0,
            score.f1 * 100.0,
            score.n
        );
    }
    if !evaluation.confusions.is_empty() {
        println!("\nworst confusions");
    }
    for confusion in evaluation.confusions.iter().take(20) {
        println!("{:>4} × {} taken for {}", confusion.count, confusion.right.name(), confusion.taken.name());
        for example in confusion.examples.iter().take(2) {
            println!("         “{example}”");
        }
    }
    list("emergencies that were missed", &evaluation.missed);
    list("false alarms", &evaluation.false_alarms);
}

fn list(title: &str, sentences: &[String]) {
    if sentences.is_empty() {
        return;
    }
    println!("\n{title} ({})", sentences.len());
    for sentence in sentences.iter().take(20) {
        println!("         “{sentence}”");
    }
}

fn line(name: &str, figures: &[(&str, String)]) {
    let figures: Vec<String> = figures.iter().map(|(what, value)| format!("{what} {value}")).collect();
    println!("{}{}", pad(name, 14), figures.join("   "));
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}
