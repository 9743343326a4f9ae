//! bot: `dari eval …`.

mod judge;
mod play;
mod report;
mod script;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Subcommand;

use crate::settings::Settings;

/// Measuring the whole bot.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Play scripted conversations against the real engine and count what goes as written
    Dialogues(Dialogues),
}

/// What is played, and how strictly.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dari eval dialogues --set tests/dialogues/eval.jsonl
  dari eval dialogues --set mine.jsonl --json | jq .turns
  dari eval dialogues --set mine.jsonl --only stolen-card

A line of the set is one conversation:
  {\"id\":\"…\",\"why\":\"…\",\"channel\":\"web\",\"verification\":\"V2\",
   \"profile\":{\"overdue_days\":12,\"contracts\":1,\"cards\":1,\"agents_online\":true,
              \"now\":\"2026-11-23T10:00:00+09:00\",\"fixtures\":{\"overdue_total\":\"1,234,500원\"}},
   \"turns\":[{\"set\":{\"verification\":\"V2\"},\"say\":\"제 연체금 얼마예요\",
             \"expect\":{\"intent\":\"overdue_amount\",\"action\":\"status_lookup\",\"lookup\":\"L10\",
                       \"must_contain\":[\"1,234,500원\"],\"must_not_contain\":[]}}]}

Every field of expect is optional, and null is not graded. A lookup is named L1 to L18 or by its
name (overdue_balance). A turn can do several things (a receipt and a person; a status and a code
asked for): an expected action or intent is met by any of them, with --strict by the main one
alone. must_contain and must_not_contain look at all that the bot said in the turn, with cards and
buttons; the greeting counts for must_contain in the first turn.")]
pub struct Dialogues {
    /// JSON Lines, one conversation a line
    #[arg(long, value_name = "FILE")]
    set: PathBuf,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
    /// Count the main action and the main intent alone
    #[arg(long)]
    strict: bool,
    /// Play only the conversations with this in their id
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
    /// Show every conversation turn by turn, not only what went wrong
    #[arg(long)]
    show: bool,
    /// Fail when a smaller share of the turns (0 to 1) passes
    #[arg(long, value_name = "SHARE")]
    fail_under: Option<f64>,
    /// Understand with the model in this directory instead of the one in the binary
    #[arg(long, value_name = "DIR")]
    model: Option<PathBuf>,
}

/// Runs one command.
pub async fn run(settings: Settings, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Dialogues(args) => Box::pin(dialogues(settings, args)).await,
    }
}

async fn dialogues(mut settings: Settings, args: Dialogues) -> anyhow::Result<()> {
    if let Some(share) = args.fail_under
        && !(0.0..=1.0).contains(&share)
    {
        bail!("--fail-under takes a share from 0 to 1, not {share}");
    }
    if let Some(model) = &args.model {
        settings.nlu.model = model.display().to_string();
    }
    let scripts = read(&args.set)?;
    let scripts: Vec<_> =
        scripts.into_iter().filter(|script| args.only.as_ref().is_none_or(|only| script.id.contains(only))).collect();
    if scripts.is_empty() {
        bail!("no conversation to play in {}", args.set.display());
    }
    let stage = play::Stage::build(settings)?;
    let mut report = report::Report::default();
    for script in &scripts {
        let played = Box::pin(play::play(&stage, script))
            .await
            .with_context(|| format!("{}:{}: {} cannot be played", args.set.display(), script.line, script.id))?;
        let verdict = judge::judge(script, &played, args.strict);
        if args.show && !args.json {
            report::show(script, &played);
        }
        report.add(script, &played, verdict);
    }
    if args.json {
        println!("{}", report.json()?);
    } else {
        report.print();
    }
    let share = report.turns.share();
    match args.fail_under {
        Some(wanted) if share < wanted => {
            bail!("{:.1} % of the turns pass, fewer than the {:.1} % asked for", share * 100.0, wanted * 100.0)
        }
        _ => Ok(()),
    }
}

/// The conversations of a file. All lines that cannot be read are named at once; what is odd but can be
/// played is warned of.
fn read(path: &Path) -> anyhow::Result<Vec<script::Script>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read the set {}", path.display()))?;
    let mut scripts = Vec::new();
    let mut wrong = Vec::new();
    let mut ids = std::collections::HashMap::new();
    for (line, text) in (1..).zip(text.lines()).filter(|(_, text)| !text.trim().is_empty()) {
        match script::parse(line, text) {
            Ok(parsed) => {
                for warning in parsed.warnings {
                    eprintln!("{}:{line}: {warning}", path.display());
                }
                if let Some(before) = ids.insert(parsed.script.id.clone(), line) {
                    wrong.push(format!(
                        "{}:{line}: the id {:?} was used in line {before}",
                        path.display(),
                        parsed.script.id
                    ));
                }
                scripts.push(parsed.script);
            }
            Err(error) => wrong.push(format!("{}:{line}: {error}", path.display())),
        }
    }
    if !wrong.is_empty() {
        bail!("{} of the lines cannot be read:\n{}", wrong.len(), wrong.join("\n"));
    }
    Ok(scripts)
}
