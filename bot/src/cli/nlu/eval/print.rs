//! bot: an evaluation as a terminal shows it.

use nlu::evaluate::Evaluation;
use nlu::evaluate::compare::{Change, Comparison, Paired};
use nlu::evaluate::fold::Fold;
use nlu::evaluate::line::Line;
use nlu::evaluate::metric;
use nlu::evaluate::report::Report;
use nlu::evaluate::resample::Interval;

use crate::cli::nlu::pad;

/// Prints the figures; with `details` every label, the worst confusions, parts, and emergencies gone wrong.
pub(in crate::cli::nlu) fn print(evaluation: &Evaluation, details: bool) {
    for (name, figures) in figures(&evaluation.report) {
        let figures: Vec<String> = figures.into_iter().map(|(what, value)| format!("{what} {value}")).collect();
        println!("{}{}", pad(name, 14), figures.join("   "));
    }
    if !evaluation.unknown.is_empty() {
        let names: Vec<String> = evaluation.unknown.iter().map(|(name, n)| format!("{name} ({n})")).collect();
        println!("\nthe model has no label for {}; they count as wrong", names.join(", "));
    }
    if details {
        print_decisions(&evaluation.report);
        print_parts(evaluation);
        print_kinds(evaluation);
        print_labels(evaluation);
        print_confusions(evaluation);
        list("emergencies that were missed", &evaluation.missed());
        list("false alarms", &evaluation.false_alarms());
    }
}

/// Prints how far the parts of a cross-validation lie apart.
pub(super) fn folds(folds: &[Fold]) {
    if folds.is_empty() {
        return;
    }
    let mean = metric::mean(folds.iter().map(|fold| fold.accuracy));
    let spread = metric::mean(folds.iter().map(|fold| (fold.accuracy - mean).powi(2))).sqrt();
    println!("\n{} {:>9} {:>9} {:>9}", pad("part", 10), "learnt", "accuracy", "macro-F1");
    for (number, fold) in folds.iter().enumerate() {
        println!(
            "{} {:>9} {:>9.1} {:>9.1}",
            pad(&(number + 1).to_string(), 10),
            fold.learnt,
            fold.accuracy * 100.0,
            fold.macro_f1 * 100.0
        );
    }
    println!("{} {:>9} {:>9.1} ± {:.1}", pad("mean", 10), "", mean * 100.0, spread * 100.0);
}

/// Prints what changed against another model.
pub(super) fn compared(comparison: &Comparison) {
    println!("\nagainst {}", comparison.baseline);
    let whole = [("best label", comparison.intent), ("as decided", comparison.decided)];
    for (title, paired) in whole.into_iter().filter_map(|(title, paired)| Some((title.to_owned(), paired?))) {
        print_paired(&title, &paired);
    }
    for (language, paired) in &comparison.by_language {
        print_paired(&format!("  {language} (p after Holm)"), paired);
    }
    changes("gained", &comparison.gained);
    changes("lost", &comparison.lost);
}

type Line14 = (&'static str, Vec<(&'static str, String)>);

fn figures(report: &Report) -> Vec<Line14> {
    let mut lines: Vec<Line14> = Vec::new();
    if let Some(it) = &report.intent {
        lines.push((
            "intent",
            vec![
                ("accuracy", with(it.accuracy, it.accuracy_ci)),
                ("macro-F1", with(it.macro_f1, it.macro_f1_ci)),
                ("top 3", percent(it.top3)),
                ("n", it.n.to_string()),
            ],
        ));
    }
    if let Some(it) = &report.calibration {
        let sure = if it.overconfidence > 0.0 { "too sure by" } else { "too modest by" };
        lines.push((
            "calibration",
            vec![
                ("ECE", percent(it.ece)),
                ("Brier", format!("{:.3}", it.brier)),
                ("NLL", format!("{:.3}", it.nll)),
                (sure, percent(it.overconfidence.abs())),
            ],
        ));
    }
    if let Some(it) = &report.selective {
        lines.push((
            "surest",
            vec![
                ("80 %:", percent(it.accuracy_at_80)),
                ("90 %:", percent(it.accuracy_at_90)),
                ("95 %:", percent(it.accuracy_at_95)),
                ("AURC", percent(it.aurc)),
            ],
        ));
    }
    if let Some(it) = &report.decided {
        let right = ("of those answered", percent(it.answered_right));
        lines.push((
            "as decided",
            vec![("accuracy", with(it.accuracy, it.accuracy_ci)), right, ("n", it.n.to_string())],
        ));
    }
    if let Some(it) = &report.oos {
        lines.push((
            "out of scope",
            vec![
                ("AUROC", with(it.auroc, it.auroc_ci)),
                ("AUPR", percent(it.aupr)),
                ("FPR at 95 % recall", percent(it.fpr_at_95_recall)),
                ("rejected", percent(it.recall)),
                ("n", it.n.to_string()),
            ],
        ));
    }
    lines.extend(felt(report));
    if let Some(it) = &report.similarity {
        lines.push((
            "similarity",
            vec![
                ("Spearman", with(it.spearman, it.spearman_ci)),
                ("Pearson", percent(it.pearson)),
                ("n", it.n.to_string()),
            ],
        ));
    }
    let latency = &report.latency_ms;
    if latency.p50 > 0.0 {
        let ms = |value: f64| format!("{value:.2} ms");
        let threads = ("threads", latency.threads.to_string());
        lines.push((
            "latency",
            vec![("p50", ms(latency.p50)), ("p95", ms(latency.p95)), ("p99", ms(latency.p99)), threads],
        ));
    }
    lines
}

fn felt(report: &Report) -> Vec<Line14> {
    let mut lines: Vec<Line14> = Vec::new();
    if let Some(it) = &report.urgent {
        let mut figures = vec![
            ("recall", with(it.recall, it.recall_ci)),
            ("false alarms", percent(it.false_alarm_rate)),
            ("precision", percent(it.precision)),
        ];
        if let Some(hard) = it.hard_false_alarm_rate {
            figures.push(("on hard negatives", format!("{} of {}", percent(hard), it.hard_negatives)));
        }
        lines.push(("emergency", figures));
    }
    if let Some(it) = &report.frustration {
        let mut figures =
            vec![("F1", with(it.f1, it.f1_ci)), ("precision", percent(it.precision)), ("recall", percent(it.recall))];
        figures.extend(it.auroc.map(|area| ("AUROC", percent(area))));
        lines.push(("frustration", figures));
    }
    if let Some(it) = &report.sentiment {
        lines.push((
            "sentiment",
            vec![
                ("accuracy", percent(it.accuracy)),
                ("macro-F1", percent(it.macro_f1)),
                ("kappa", format!("{:.2}", it.kappa)),
                ("mean error", format!("{:.2}", it.mae)),
            ],
        ));
    }
    if let Some(it) = &report.urgency {
        lines.push(("urgency", vec![("accuracy", percent(it.accuracy)), ("macro-F1", percent(it.macro_f1))]));
    }
    lines
}

fn print_decisions(report: &Report) {
    let Some(decided) = report.decided else { return };
    println!(
        "\n{} {:>9} {:>9} {:>9} {:>9} {:>9}",
        pad("what production does", 28),
        "answers",
        "wrongly",
        "asks",
        "in vain",
        "rejects"
    );
    for (name, it) in [("in scope", decided.in_scope), ("out of scope", decided.out_of_scope)] {
        if it.total() > 0 {
            println!(
                "{} {:>9} {:>9} {:>9} {:>9} {:>9}",
                pad(name, 28),
                it.answered_right,
                it.answered_wrong,
                it.asked_right,
                it.asked_wrong,
                it.rejected
            );
        }
    }
}

fn print_parts(evaluation: &Evaluation) {
    if evaluation.slices.is_empty() {
        return;
    }
    println!("\n{} {:>9} {:>13} {:>9} {:>6} {:>6}", pad("part", 28), "accuracy", "95 %", "decided", "n", "oos");
    for (dimension, values) in &evaluation.slices {
        for (value, it) in values {
            let range = it
                .accuracy_ci
                .map_or_else(String::new, |[low, high]| format!("{:.1}–{:.1}", low * 100.0, high * 100.0));
            println!(
                "{} {:>9.1} {range:>13} {:>9.1} {:>6} {:>6}",
                pad(&format!("{dimension}: {value}"), 28),
                it.accuracy * 100.0,
                it.decided * 100.0,
                it.n,
                it.n_out_of_scope
            );
        }
    }
}

fn print_kinds(evaluation: &Evaluation) {
    if evaluation.kinds.is_empty() {
        return;
    }
    println!("\n{} {:>9} {:>7} {:>12} {:>5}", pad("emergency", 28), "recall", "named", "false alarms", "n");
    for (kind, it) in &evaluation.kinds {
        println!(
            "{} {:>9.1} {:>7.1} {:>12} {:>5}",
            pad(kind, 28),
            it.recall * 100.0,
            it.named * 100.0,
            it.false_alarms,
            it.n
        );
    }
}

fn print_labels(evaluation: &Evaluation) {
    if evaluation.labels.is_empty() {
        return;
    }
    println!("\n{} {:>9} {:>7} {:>7} {:>5}", pad("label, the worst first", 28), "precision", "recall", "F1", "n");
    for (label, score) in evaluation.worst_labels() {
        println!(
            "{} {:>9.1} {:>7.1} {:>7.1} {:>5}",
            pad(label, 28),
            score.precision * 100.0,
            score.recall * 100.0,
            score.f1 * 100.0,
            score.n
        );
    }
}

fn print_confusions(evaluation: &Evaluation) {
    if !evaluation.confusions.is_empty() {
        println!("\nworst confusions");
    }
    for confusion in evaluation.confusions.iter().take(20) {
        println!("{:>4} × {} taken for {}", confusion.count, confusion.right, confusion.taken);
        for example in confusion.examples.iter().take(2) {
            println!("         “{example}”");
        }
    }
}

fn list(title: &str, lines: &[&Line]) {
    if lines.is_empty() {
        return;
    }
    println!("\n{title} ({})", lines.len());
    for line in lines.iter().take(20) {
        println!("         “{}”", line.text);
    }
}

fn print_paired(title: &str, it: &Paired) {
    let range =
        it.change_ci.map_or_else(String::new, |[low, high]| format!(" ({:+.1} … {:+.1})", low * 100.0, high * 100.0));
    println!(
        "{} {} → {}   {:+.1} points{range}   gained {}, lost {}, McNemar p {}",
        pad(title, 22),
        percent(it.before),
        percent(it.after),
        it.change * 100.0,
        it.gained,
        it.lost,
        if it.p < 0.001 { "< 0.001".to_owned() } else { format!("= {:.3}", it.p) }
    );
}

fn changes(title: &str, changes: &[Change]) {
    if changes.is_empty() {
        return;
    }
    println!("\n{title} ({})", changes.len());
    for change in changes.iter().take(20) {
        let said = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
        println!("         “{}”  {} → {}", change.text, said(&change.before), said(&change.after));
    }
}

fn with(share: f64, interval: Option<Interval>) -> String {
    let range = interval.map(|[low, high]| format!(" ({:.1}–{:.1})", low * 100.0, high * 100.0));
    format!("{}{}", percent(share), range.unwrap_or_default())
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}
