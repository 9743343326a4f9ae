//! bot: small models trained on the side, for cross-validation and learning curves.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context as _, ensure};
use models::Classifier;
use models::train::{Encoder, Options};
use models::{Bundle, Error};
use nlu::dataset::free::{self, FreeRow};
use nlu::dataset::is_out_of_scope;
use nlu::evaluate::free as any;
use nlu::evaluate::{Answer, Trial, Verdict};
use nlu::train::Recipe;
use nlu::{Dataset, Intent, Nlu, Row};

use super::subject;

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

/// Sentences to learn from.
pub(super) enum Material {
    /// With our intents.
    Ours(Vec<Row>),
    /// With any labels.
    Any(Vec<FreeRow>),
}

impl Quick {
    /// The sentences to learn from; they are ours where most of their labels are our intents.
    pub(super) fn read(&self, field: Option<&str>) -> anyhow::Result<Material> {
        let (rows, bare) = free::read_labelled(&self.data, field)?;
        let labels = rows.iter().map(|row| &row.label).filter(|label| !is_out_of_scope(label));
        let (ours, theirs): (Vec<&String>, Vec<&String>) = labels.partition(|label| label.parse::<Intent>().is_ok());
        if ours.len() > theirs.len() {
            return Ok(Material::Ours(Dataset::read_by(&self.data, field)?.rows));
        }
        ensure!(!rows.is_empty(), "no line of {} has a label; name its field with --field", self.name());
        if bare > 0 {
            eprintln!("{bare} sentences without a label are left out");
        }
        Ok(Material::Any(rows))
    }

    /// Where they lie.
    pub(super) fn name(&self) -> String {
        self.data.display().to_string()
    }

    /// Fits heads for the intents on the shipped encoder, and says on stderr how long it took.
    pub(super) fn train(&self, rows: &[Row], steering: &[Row], seed: u64) -> anyhow::Result<Nlu> {
        Nlu::new(self.train_any(&labelled(rows), &labelled(steering), seed)?).map_err(anyhow::Error::msg)
    }

    /// The same for any labels.
    pub(super) fn train_any(&self, rows: &[FreeRow], steering: &[FreeRow], seed: u64) -> anyhow::Result<Classifier> {
        let start = Instant::now();
        let mut recipe = Recipe::for_labels(0, 0);
        recipe.fit = Options { seed, rows: self.rows, ..Options::default() };
        let encoder = Encoder::of(&Bundle::embedded()?)?;
        let bundle = nlu::train::train_labels(&encoder, rows, Some(steering), &recipe, None, |_| ())
            .context("training failed")?;
        eprintln!("trained on {} sentences in {:.0} s", rows.len(), start.elapsed().as_secs_f64());
        Ok(Classifier::new(bundle).map_err(Error::Training)?)
    }
}

/// Asks a model about some sentences; of `labels` it may have seen a part.
pub(super) fn ask(labels: &[String], model: &Classifier, rows: &[FreeRow]) -> Trial {
    let own: Vec<usize> = model.manifest().intents.iter().filter_map(|name| labels.binary_search(name).ok()).collect();
    any::trial(labels, rows, |text| spread(subject::answer(model, text), &own, labels.len()))
}

/// An answer by the numbers that a greater list gives its labels.
fn spread(answer: Answer, numbers: &[usize], n: usize) -> Answer {
    let mut labels = vec![0.0; n];
    numbers.iter().zip(&answer.labels).for_each(|(&number, p)| labels[number] = *p);
    let verdict = answer.verdict.map(|verdict| match verdict {
        Verdict::Sure(one) => Verdict::Sure(numbers[one]),
        Verdict::Either(one, other) => Verdict::Either(numbers[one], numbers[other]),
        Verdict::Reject => Verdict::Reject,
    });
    Answer { labels, verdict, ..answer }
}

/// The intents as free labels.
fn labelled(rows: &[Row]) -> Vec<FreeRow> {
    let row = |row: &Row| {
        Some(FreeRow { text: row.text.clone(), label: row.intent?.name().to_owned(), ..FreeRow::default() })
    };
    rows.iter().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_model_knows_is_counted_among_all_labels() {
        let answer = Answer { labels: vec![0.3, 0.7], verdict: Some(Verdict::Either(1, 0)), ..Answer::default() };
        let spread = spread(answer, &[0, 2], 3);
        assert_eq!(spread.labels, [0.3, 0.0, 0.7]);
        assert_eq!(spread.verdict, Some(Verdict::Either(2, 0)));
    }

    #[test]
    fn material_is_ours_where_most_labels_are() {
        let read = |name: &str, lines: &str, field: Option<&str>| {
            let data = std::env::temp_dir().join(format!("dari-quick-{}-{name}.jsonl", std::process::id()));
            std::fs::write(&data, lines).unwrap();
            let read = Quick { data: data.clone(), rows: 10 }.read(field);
            std::fs::remove_file(data).unwrap();
            read.map_err(|error| format!("{error:#}"))
        };
        let ours = "{\"text\":\"a\",\"intent\":\"card_lost\"}\n{\"text\":\"b\"}";
        assert!(matches!(read("ours", ours, None), Ok(Material::Ours(rows)) if rows.len() == 2));
        let any = "{\"text\":\"a\",\"act\":1}\n{\"text\":\"b\",\"act\":1.0}\n{\"text\":\"c\"}";
        assert!(matches!(read("any", any, None), Ok(Material::Any(rows)) if free::labels(&rows) == ["1"]));
        let error = read("slip", any, Some("label")).err().unwrap();
        assert!(error.ends_with("has `label`; the lines have act, text"), "{error}");
    }
}
