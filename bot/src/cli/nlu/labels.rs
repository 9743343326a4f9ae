//! bot: `dari nlu labels`.

use nlu::{Intent, Language};

use super::subject::Subject;
use super::{Model, pad};

/// Whose labels are listed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dari nlu labels
  dari nlu labels --model /tmp/banking77

A sentence that is none of them has the label out_of_scope.")]
pub struct Args {
    #[command(flatten)]
    model: Model,
}

/// Lists the labels that a model knows.
pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    match Subject::load(&args.model)? {
        Subject::Ours(_) => Intent::ALL.into_iter().for_each(|intent| {
            let [korean, english] = [Language::Ko, Language::En].map(|language| intent.label(language));
            println!("{} {} {english}", pad(intent.name(), 28), pad(korean, 36));
        }),
        Subject::Any(classifier) => classifier.manifest().intents.iter().for_each(|name| println!("{name}")),
    }
    Ok(())
}
