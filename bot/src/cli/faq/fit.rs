//! bot: `dari faq fit`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use faq::evaluate::{self, Row};
use faq::fit::{self, Example};
use faq::{Known, Ranker, Weights};

use super::{Heard, Reader, query, vectors};

/// Learns the weights of the search from sets of questions and writes them, and the questions' vectors
/// beside them as `vectors.bin`.
pub(super) fn fit(reader: &Reader, sets: &[PathBuf], refuse: f64, out: &Path) -> anyhow::Result<()> {
    let nlu = reader.nlu.as_ref().context("the weights of vectors and intents need a model; name one with --model")?;
    let mut rows = Vec::new();
    for set in sets {
        let read = evaluate::read(set)?;
        super::eval::check_topics(&reader.library, &read, set)?;
        rows.extend(read);
    }
    ensure!(rows.iter().any(|row| row.topic.is_some()), "the sets have no question that an article answers");
    ensure!(rows.iter().any(|row| row.topic.is_none()), "the sets have no question that no article answers");
    println!("{} questions; each line is judged on questions it was not learnt from\n", rows.len());
    println!("{:<9}{:>10}{:>10}{:>10}{:>14}", "", "recall@1", "recall@3", "answered", "null refused");
    let heard: Vec<Option<Heard>> = rows.iter().map(|row| reader.hear(&row.text)).collect();
    let mut weights: BTreeMap<Known, Weights> = BTreeMap::new();
    for known in Known::ALL {
        let examples: Vec<Example> =
            rows.iter().zip(&heard).map(|(row, heard)| example(reader, row, heard.as_ref(), known)).collect();
        let fitted = fit::fit(&examples, known, refuse);
        println!(
            "{:<9}{:>10.3}{:>10.3}{:>10.3}{:>14.3}",
            format!("{known:?}").to_lowercase(),
            fitted.recall_at_1,
            fitted.recall_at_3,
            fitted.answered,
            fitted.null_refused
        );
        weights.insert(known, fitted.weights);
    }
    let names = sets.iter().map(|set| set.file_name().unwrap_or_default().to_string_lossy().into_owned());
    let ranker = Ranker::new(nlu.version().to_owned(), names.collect(), weights);
    let json = serde_json::to_string_pretty(&ranker)? + "\n";
    fs::write(out, json).with_context(|| format!("cannot write the weights to {}", out.display()))?;
    let beside = out.with_file_name("vectors.bin");
    let bytes = vectors::export(reader.library.clone(), nlu);
    fs::write(&beside, &bytes).with_context(|| format!("cannot write the vectors to {}", beside.display()))?;
    println!(
        "\nwritten to {} and {} ({:.1} MB); build anew to put them into the binary",
        out.display(),
        beside.display(),
        bytes.len() as f64 / 1e6
    );
    Ok(())
}

fn example(reader: &Reader, row: &Row, heard: Option<&Heard>, known: Known) -> Example {
    let query = query(&row.text, row.language, heard).only(known);
    let ids = row.topic.iter().chain(row.topic.iter().flat_map(|_| &row.accept));
    Example {
        found: reader.library.find(&query),
        language: row.language,
        right: ids.filter_map(|id| reader.library.place(id, row.language)).collect(),
    }
}
