//! bot: small models trained on the side, for cross-validation and learning curves.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::Context as _;
use models::Classifier;
use models::train::{Encoder, Options};
use models::{Bundle, Error};
use nlu::dataset::free::FreeRow;
use nlu::train::Recipe;
use nlu::{Dataset, Nlu, Row};

/// What is learnt from, and how long.
#[derive(Debug, clap::Args)]
pub(super) struct Quick {
    /// The sentences to learn from: a file or folder of JSON Lines, plain or .gz
    #[arg(long, value_name = "PATH", default_value = "nlu/data/train")]
    data: PathBuf,
    /// Rows of the sparse branch
    #[arg(long, value_name = "N", default_value_t = 20_000)]
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

    /// Fits heads for the intents on the shipped encoder, and says on stderr how long it took.
    pub(super) fn train(&self, rows: &[Row], steering: &[Row], seed: u64) -> anyhow::Result<Nlu> {
        let start = Instant::now();
        let mut recipe = Recipe::for_labels(0, 0);
        recipe.fit = Options { seed, rows: self.rows, ..Options::default() };
        let encoder = Encoder::of(&Bundle::embedded()?)?;
        let (rows, steering) = (labelled(rows), labelled(steering));
        let bundle = nlu::train::train_labels(&encoder, &rows, Some(&steering), &recipe, None, |_| ())
            .context("training failed")?;
        eprintln!("trained on {} sentences in {:.0} s", rows.len(), start.elapsed().as_secs_f64());
        let classifier = Classifier::new(bundle).map_err(Error::Training)?;
        Nlu::new(classifier).map_err(anyhow::Error::msg)
    }
}

/// The intents as free labels.
fn labelled(rows: &[Row]) -> Vec<FreeRow> {
    let row = |row: &Row| {
        Some(FreeRow { text: row.text.clone(), label: row.intent?.name().to_owned(), ..FreeRow::default() })
    };
    rows.iter().filter_map(row).collect()
}
