//! bot: small models trained on the side, for cross-validation and learning curves.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::Context as _;
use models::Classifier;
use models::train::{Options, Progress};
use nlu::{Dataset, Nlu, Row};

/// What is learnt from, and how long.
#[derive(Debug, clap::Args)]
pub(super) struct Quick {
    /// The sentences to learn from: a file or folder of JSON Lines, plain or .gz
    #[arg(long, value_name = "PATH", default_value = "nlu/data/train")]
    data: PathBuf,
    /// Passes over the sentences
    #[arg(long, value_name = "N", default_value_t = 6)]
    epochs: usize,
    /// Rows of the embedding table
    #[arg(long, value_name = "N", default_value_t = 16_384)]
    rows: usize,
}

impl Quick {
    /// The sentences to learn from.
    pub(super) fn read(&self) -> anyhow::Result<Vec<Row>> {
        let set = Dataset::read(&self.data);
        Ok(set.with_context(|| format!("cannot read the sentences in {}", self.data.display()))?.rows)
    }

    /// Where they lie.
    pub(super) fn name(&self) -> String {
        self.data.display().to_string()
    }

    /// Trains a small model on some sentences, steered by others, and says on stderr how long it took.
    pub(super) fn train(&self, rows: &[Row], steering: &[Row], seed: u64) -> anyhow::Result<Nlu> {
        let start = Instant::now();
        let options = Options {
            seed,
            epochs: self.epochs,
            patience: self.epochs,
            rows: self.rows,
            ..Options::default()
        };
        let silent = |_: Progress| ();
        let bundle = nlu::train::train(rows, &[], steering, &options, silent).context("training failed")?;
        eprintln!("trained on {} sentences in {:.0} s", rows.len(), start.elapsed().as_secs_f64());
        Nlu::new(Classifier::new(bundle).map_err(anyhow::Error::msg)?).map_err(anyhow::Error::msg)
    }
}
