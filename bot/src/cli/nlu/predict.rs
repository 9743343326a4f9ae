//! bot: `dari nlu predict`.

use models::Classifier;
use nlu::evaluate::Verdict as Decided;
use nlu::{Ranked, Understanding, Verdict};

use super::subject::{Subject, answer};
use super::{Model, bar, pad};

/// What is looked at.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dari nlu predict 카드를 잃어버렸어요
  dari nlu predict \"그게 아니라니까요\" --prev \"연체 기록 언제 없어져요\"
  dari nlu predict --model /tmp/banking77 \"where is my card\"
  dari nlu predict --json \"한도 얼마\" | jq '.intents[0]'")]
pub struct Args {
    /// The sentence, as a customer would write it
    #[arg(required = true)]
    text: Vec<String>,
    /// What the customer wrote before it; may be given several times
    #[arg(long, value_name = "TEXT")]
    prev: Vec<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    model: Model,
}

/// Shows what a model sees in a sentence.
pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let text = args.text.join(" ");
    let nlu = match Subject::load(&args.model)? {
        Subject::Ours(nlu) => nlu,
        Subject::Any(classifier) => {
            of_its_own(args, &text, &classifier);
            return Ok(());
        }
    };
    let previous: Vec<&str> = args.prev.iter().map(String::as_str).collect();
    let understanding = nlu.understand(&text, &previous);
    if args.json {
        println!("{}", serde_json::to_string(&understanding)?);
    } else {
        print(&understanding);
    }
    Ok(())
}

/// What a model with labels of its own sees: a label, or none of them.
fn of_its_own(args: &Args, text: &str, classifier: &Classifier) {
    if !args.prev.is_empty() {
        eprintln!("this model has labels of its own and reads each sentence alone; --prev changes nothing");
    }
    let answer = answer(classifier, text);
    let names = &classifier.manifest().intents;
    let ranked = Ranked::new(names.iter().zip(answer.labels.iter().copied()));
    if args.json {
        let verdict = match answer.verdict {
            Some(Decided::Sure(one)) => vec![&names[one]],
            Some(Decided::Either(one, other)) => vec![&names[one], &names[other]],
            _ => Vec::new(),
        };
        let seen = serde_json::json!({ "intents": ranked, "in_scope": answer.in_scope, "decided": verdict });
        println!("{seen}");
        return;
    }
    for scored in ranked.top(5) {
        println!("{} {:>5.1} %  {}", bar(scored.confidence), scored.confidence * 100.0, scored.value);
    }
    let verdict = match answer.verdict {
        Some(Decided::Sure(one)) => format!("sure: {}", names[one]),
        Some(Decided::Either(one, other)) => format!("asks: {} or {}", names[one], names[other]),
        _ => "none of these".to_owned(),
    };
    println!("\ndecided       {verdict}   (in scope {:.1} %)", answer.in_scope.unwrap_or(0.0) * 100.0);
}

fn print(understanding: &Understanding) {
    for scored in understanding.intents.top(5) {
        let label = pad(scored.value.label(understanding.language), 28);
        println!("{} {:>5.1} %  {label} {}", bar(scored.confidence), scored.confidence * 100.0, scored.value.name());
    }
    let verdict = match understanding.verdict() {
        Verdict::Confident(intent) => format!("sure: {}", intent.name()),
        Verdict::Ambiguous(one, other) => format!("asks: {} or {}", one.name(), other.name()),
        Verdict::Unknown => "none of these".to_owned(),
    };
    println!("\ndecided       {verdict}   (in scope {:.1} %)", understanding.in_scope * 100.0);
    if let Some(act) = &understanding.act {
        println!("act           {act:?}");
    }
    let mood = &understanding.mood;
    println!("mood          {:+.1} (−2…+2), frustration {:.0} %", mood.sentiment, mood.frustration * 100.0);
    println!("urgency       {}", understanding.urgency);
    if let Some(emergency) = &understanding.emergency {
        println!("EMERGENCY     {} ({})", emergency.kind, emergency.evidence);
    }
    for entity in &understanding.entities {
        println!("entity        {:?}: {:?} “{}”", entity.kind, entity.value, entity.text);
    }
}
