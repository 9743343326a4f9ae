//! bot: `dari nlu lint`.

use std::collections::BTreeMap;
use std::fs;
use std::io::IsTerminal as _;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use nlu::lint::{Report, Rule, Severity, Source, Standard, fix, lint, read};

use super::pad;
use crate::mask::{Kind, mask};

/// What is checked, and how strictly.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dari nlu lint                                       all of nlu/data
  dari nlu lint drafts/card_lost.jsonl nlu/data/dev --all
  dari nlu lint --fix
  dari nlu lint --json | jq -r '.findings[] | select(.rule == \"near-leak\") | .file' | sort | uniq -c
  dari nlu lint clinc.train.jsonl clinc.dev.jsonl --field intent

Errors: lines that are no JSON, bad values, personal numbers, one sentence with two labels, and
training sentences that stand, or nearly stand, in development or test. Warnings: duplicates, gaps,
sets that follow one pattern, and what a person should look at. The folder (train, dev, test) or the
file's name tells the split; anything else is for training. Two sentences are nearly the same when
they share so much of their character 5-grams, without spaces and case (--near); across splits also
when one of the same label holds nine tenths of the other's.")]
#[expect(clippy::struct_excessive_bools, reason = "they are switches of a command line, each on its own")]
pub struct Args {
    /// Files or folders: JSON Lines, plain or .gz
    #[arg(value_name = "PATH", default_value = "nlu/data")]
    paths: Vec<PathBuf>,
    /// From this overlap two sentences are nearly the same (0 to 1)
    #[arg(long, value_name = "SHARE", default_value_t = 0.6, value_parser = share)]
    near: f64,
    /// A label has at least so many Korean sentences
    #[arg(long, value_name = "N", default_value_t = 120)]
    min_ko: usize,
    /// A label has at least so many English sentences
    #[arg(long, value_name = "N", default_value_t = 40)]
    min_en: usize,
    /// The field with the label, in sets whose labels are not our intents
    #[arg(long, value_name = "NAME")]
    field: Option<String>,
    /// Take out exact duplicates, and training sentences that stand in development or test
    #[arg(long)]
    fix: bool,
    /// List every finding, not only the first of each rule
    #[arg(long)]
    all: bool,
    /// Fail on warnings too
    #[arg(long)]
    strict: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// How many findings of one rule are listed.
const LISTED: usize = 15;

/// Prints what is to be set right; an error where there is an error.
pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let mut sources = read(&args.paths)?;
    if args.fix {
        take_out(&mut sources, args.field.as_deref())?;
    }
    let standard = Standard {
        near: args.near,
        korean: args.min_ko,
        english: args.min_en,
        field: args.field.as_deref(),
        personal: &personal,
    };
    let report = lint(&sources, &standard);
    if args.json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        print(&report, if args.all { usize::MAX } else { LISTED });
    }
    let (errors, warnings) = (report.errors(), report.findings.len() - report.errors());
    if errors > 0 || args.strict && warnings > 0 {
        bail!("{errors} errors and {warnings} warnings to set right");
    }
    Ok(())
}

/// What the service would mask. A made-up phone number is a warning; a word beside digits is no number of anybody.
fn personal(text: &str) -> Vec<(Severity, String)> {
    let severity = |kind| match kind {
        Kind::Secret => None,
        Kind::Phone | Kind::Email => Some(Severity::Warning),
        _ => Some(Severity::Error),
    };
    mask(text).kinds.iter().filter_map(|kind| Some((severity(*kind)?, kind.to_string().replace('_', " ")))).collect()
}

/// Writes the files without their duplicates.
fn take_out(sources: &mut [Source], field: Option<&str>) -> anyhow::Result<()> {
    for fixed in fix(sources, field) {
        let source = &mut sources[fixed.source];
        let count = fixed.removed.len();
        if source.path.extension().is_some_and(|extension| extension == "gz") {
            eprintln!("{}: {count} duplicates stay; unpack it first", source.path.display());
            continue;
        }
        fs::write(&source.path, &fixed.text).with_context(|| format!("cannot write {}", source.path.display()))?;
        let lines: Vec<String> = fixed.removed.iter().map(ToString::to_string).collect();
        eprintln!("{}: {count} duplicates taken out, of line {}", source.path.display(), lines.join(", "));
        source.text = fixed.text;
    }
    Ok(())
}

fn print(report: &Report, most: usize) {
    let mut listed: BTreeMap<(Severity, Rule), usize> = BTreeMap::new();
    for finding in &report.findings {
        let count = listed.entry((finding.severity, finding.rule)).or_default();
        *count += 1;
        if *count <= most {
            println!("{finding}");
        }
    }
    if !report.findings.is_empty() {
        println!();
    }
    let bold = std::io::stdout().is_terminal();
    for ((severity, rule), count) in report.by_rule() {
        let more = if count > most { format!("   ({} more with --all)", count - most) } else { String::new() };
        let severity = match (severity, bold) {
            (Severity::Error, true) => "\x1b[1;31merror  \x1b[0m",
            (Severity::Error, false) => "error  ",
            (Severity::Warning, _) => "warning",
        };
        println!("{severity} {} {count:>5}{more}", pad(&rule.to_string(), 16));
    }
    summarise(report);
}

/// How many sentences there are, and how evenly they are spread.
fn summarise(report: &Report) {
    let counts = &report.counts;
    let splits: Vec<String> = counts.splits.iter().map(|(name, count)| format!("{count} {name}")).collect();
    println!("\n{} files; {}", counts.files, splits.join(", "));
    let of = |language: &str| -> Vec<usize> {
        let sizes = counts.labels.values().map(|languages| languages.get(language).copied().unwrap_or(0));
        let mut sizes: Vec<usize> = sizes.collect();
        sizes.sort_unstable();
        sizes
    };
    for (language, name) in [("ko", "Korean"), ("en", "English")] {
        if let (sizes @ [least, .., most], labels) = (&of(language)[..], counts.labels.len()) {
            let middle = sizes[sizes.len() / 2];
            println!("{name} sentences for training by label ({labels}): least {least}, middle {middle}, most {most}");
        }
    }
    for (mark, values) in &counts.marks {
        let values: Vec<String> = values.iter().map(|(value, count)| format!("{value}: {count}")).collect();
        println!("{mark:<12} {}", values.join("  "));
    }
}

fn share(text: &str) -> Result<f64, String> {
    let share: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    if share > 0.0 && share <= 1.0 { Ok(share) } else { Err("not between 0 and 1".to_owned()) }
}
