//! bot: `dari nlu`: train, measure and try the model offline.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, Subcommand};
use models::Bundle;
use nlu::Nlu;

mod curve;
mod eval;
mod labels;
mod lint;
mod predict;
mod pretrain;
mod progress;
mod quick;
mod rasa;
mod subject;
mod thresholds;
mod train;

pub(super) use subject::Subject;

/// What an NLU engineer does offline.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Attach Korean to an English encoder
    Pretrain(pretrain::PretrainArgs),
    /// Teach an encoder translations by an English one
    Distil(pretrain::DistilArgs),
    /// Train a model on our sentences, or on anybody's labels, on this CPU
    Train(train::Args),
    /// Measure a model on labelled sentences
    Eval(eval::Args),
    /// Show what a model sees in one sentence
    Predict(predict::Args),
    /// List the labels a model knows
    Labels(labels::Args),
    /// Check labelled sentences: leaks, duplicates, conflicts, gaps, patterns; fails on errors
    Lint(lint::Args),
    /// Choose the lines between sure, unsure and out of scope by what mistakes cost
    Thresholds(thresholds::Args),
    /// Train on growing shares of the sentences: would more data help?
    Curve(curve::Args),
    /// Bring sentences from another format
    #[command(subcommand)]
    Import(rasa::Import),
    /// Take sentences to another format
    #[command(subcommand)]
    Export(rasa::Export),
}

/// Which model is used.
#[derive(Debug, Args)]
pub(super) struct Model {
    /// A model directory [default: the model in the binary]
    #[arg(long, value_name = "DIR", env = "DARI_NLU__MODEL")]
    model: Option<PathBuf>,
}

impl Model {
    /// The directory, where one is named.
    fn dir(&self) -> Option<&Path> {
        self.model.as_deref().filter(|dir| *dir != Path::new(""))
    }

    pub(super) fn load(&self) -> anyhow::Result<Nlu> {
        self.open(Nlu::load, Nlu::embedded)
    }

    /// The files of the model as they are.
    pub(super) fn bundle(&self) -> anyhow::Result<Bundle> {
        self.open(Bundle::read, Bundle::embedded)
    }

    fn open<T>(
        &self,
        read: impl Fn(&Path) -> Result<T, models::Error>,
        embedded: impl Fn() -> Result<T, models::Error>,
    ) -> anyhow::Result<T> {
        match self.dir() {
            Some(dir) => read(dir).with_context(|| format!("cannot load the model in {}", dir.display())),
            None => embedded().context("this binary was built without a model; name one with --model"),
        }
    }
}

/// Runs one NLU command.
pub fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Pretrain(args) => pretrain::pretrain(&args),
        Command::Distil(args) => pretrain::distil(&args),
        Command::Train(args) => train::run(&args),
        Command::Eval(args) => eval::run(&args),
        Command::Predict(args) => predict::run(&args),
        Command::Labels(args) => labels::run(&args),
        Command::Lint(args) => lint::run(&args),
        Command::Thresholds(args) => thresholds::run(&args),
        Command::Curve(args) => curve::run(&args),
        Command::Import(command) => rasa::bring(&command),
        Command::Export(command) => rasa::take(&command),
    }
}

/// A text filled with spaces to a width on the screen, on which Hangul takes two columns.
fn pad(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(models::text::width(text));
    format!("{text}{}", " ".repeat(missing))
}

/// A bar for a share of 0..=1, ten columns wide.
fn bar(share: f32) -> String {
    let full = (share.clamp(0.0, 1.0) * 10.0).round() as usize;
    "█".repeat(full) + &"░".repeat(10 - full)
}
