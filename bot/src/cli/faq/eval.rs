//! bot: `dari faq eval`.

use std::cell::RefCell;
use std::path::Path;

use anyhow::ensure;
use faq::evaluate::{self, Figures, Report, Row};
use faq::{ANSWERS, Known, Language, Library};

use super::Reader;

/// Prints how well the questions of a set find their articles when no more than `known` is known of them.
pub(super) fn eval(reader: &Reader, set: &Path, known: Known, misses: bool, json: bool) -> anyhow::Result<Figures> {
    let rows = evaluate::read(set)?;
    ensure!(!rows.is_empty(), "{} has no questions", set.display());
    check_topics(&reader.library, &rows, set)?;
    let times = RefCell::new(Vec::with_capacity(rows.len()));
    let ask = |row: &Row| {
        let (passages, milliseconds) = reader.search(&row.text, row.language, known, usize::MAX);
        times.borrow_mut().push(milliseconds);
        passages
    };
    let report = evaluate::evaluate(&rows, &ask);
    let mut times = times.take();
    times.sort_by(f64::total_cmp);
    let quantile =
        |share: f64| times.get(((times.len() as f64 - 1.0) * share).round() as usize).copied().unwrap_or(0.0);
    if json {
        let mut value = serde_json::to_value(report.figures)?;
        value["latency_ms"] = serde_json::json!({ "p50": quantile(0.5), "p95": quantile(0.95) });
        println!("{value}");
        return Ok(report.figures);
    }
    println!(
        "{:<5}{:>6}{:>7}{:>10}{:>10}{:>8}{:>14}{:>10}{:>11}",
        "", "n", "nulls", "recall@1", "recall@3", "MRR", "null refused", "answered", "precision"
    );
    for language in Language::ALL {
        let part: Vec<&Row> = rows.iter().filter(|row| row.language == language).collect();
        if !part.is_empty() {
            line(language.code(), &evaluate::evaluate(part, &ask).figures);
        }
    }
    line("all", &report.figures);
    println!("\nOne search takes {:.2} ms (95 %: {:.2} ms) beside understanding.", quantile(0.5), quantile(0.95));
    if misses {
        list_misses(&report);
    }
    Ok(report.figures)
}

/// A topic without an article would count as a miss of the search.
pub(super) fn check_topics(library: &Library, rows: &[Row], set: &Path) -> anyhow::Result<()> {
    for row in rows {
        for topic in row.topic.iter().chain(&row.accept) {
            ensure!(
                library.article(topic, row.language).is_some(),
                "{}: \"{}\" names the topic `{topic}`, and there is no such article in `{}`; `dari faq list` names all",
                set.display(),
                row.text,
                row.language,
            );
        }
    }
    Ok(())
}

fn line(name: &str, figures: &Figures) {
    let share = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), |share| format!("{share:.3}"));
    println!(
        "{name:<5}{:>6}{:>7}{:>10}{:>10}{:>8}{:>14}{:>10}{:>11}",
        figures.n,
        figures.nulls,
        share(figures.recall_at_1),
        share(figures.recall_at_3),
        share(figures.mrr),
        share(figures.null_refused),
        share(figures.answered),
        share(figures.precision),
    );
}

fn list_misses(report: &Report) {
    println!("\nWent wrong, with what was found (an answer from {ANSWERS:.2} up):");
    for miss in &report.misses {
        let found: Vec<_> = miss.found.iter().map(|(id, score)| format!("{id} {score:.2}")).collect();
        println!("  {:<9} {}", miss.row.topic.as_deref().unwrap_or("none"), miss.row.text);
        println!("            → {}", found.join(", "));
    }
}
