//! nlu: the page's three curves: reliability, coverage and risk, and the one of finding out-of-scope sentences.

use std::fmt::Write as _;

use super::form::percent;
use super::plot::Plot;
use crate::evaluate::report::Evaluation;
use crate::evaluate::selective::Point;

/// The plots the set allows, side by side.
pub(super) fn curves(evaluation: &Evaluation) -> String {
    let plots = [reliability(evaluation), coverage(evaluation), roc(evaluation)];
    let shown: Vec<String> = plots.into_iter().flatten().collect();
    if shown.is_empty() { String::new() } else { format!("<div class=\"plots\">{}</div>", shown.join("")) }
}

/// Accuracy against confidence: on the diagonal a model is as sure as it may be.
fn reliability(evaluation: &Evaluation) -> Option<String> {
    let bins = &evaluation.reliability;
    let calibration = evaluation.report.calibration?;
    let plot = Plot { x: 1.0, y: 1.0 };
    let mut drawn = plot.line("ideal", [(0.0, 0.0), (1.0, 1.0)]);
    for bin in bins {
        drawn += &plot.line("gap", [(bin.confidence, bin.confidence), (bin.confidence, bin.accuracy)]);
    }
    drawn += &plot.line("curve", bins.iter().map(|bin| (bin.confidence, bin.accuracy)));
    for bin in bins {
        let title = format!(
            "{} sentences, confidence {} to {}: mean {}, right {}",
            bin.n,
            percent(bin.from),
            percent(bin.to),
            percent(bin.confidence),
            percent(bin.accuracy)
        );
        drawn += &plot.dot("point", (bin.confidence, bin.accuracy), 3.6, &title);
    }
    let caption = format!(
        "Reliability: ECE {}, Brier {:.3}, NLL {:.2}",
        percent(calibration.ece),
        calibration.brier,
        calibration.nll
    );
    Some(figure(&plot.draw("confidence", "accuracy", &drawn), &caption))
}

/// The risk of answering the surest share.
fn coverage(evaluation: &Evaluation) -> Option<String> {
    let selective = evaluation.report.selective?;
    let (inside, whole) = (&evaluation.coverage, &evaluation.whole_coverage);
    let most = inside.iter().chain(whole).map(|point| point.risk).fold(0.0, f64::max);
    // A round number of percent above the highest point, in four even steps.
    let top = [0.02, 0.04, 0.1, 0.2, 0.4, 0.6, 0.8].into_iter().find(|top| *top >= most).unwrap_or(1.0);
    let plot = Plot { x: 1.0, y: top };
    let line =
        |class: &str, points: &[Point]| plot.line(class, points.iter().map(|point| (point.coverage, point.risk)));
    let mut drawn = if whole.is_empty() { String::new() } else { line("curve second", whole) };
    drawn += &line("curve", inside);
    for at in [0.8, 0.9, 0.95] {
        if let Some(point) = inside.iter().find(|point| point.coverage >= at - 1e-9) {
            let title = format!(
                "{} answered from confidence {}: {} right",
                percent(at),
                percent(point.confidence),
                percent(1.0 - point.risk)
            );
            drawn += &plot.dot("point", (point.coverage, point.risk), 3.6, &title);
        }
    }
    let mut caption = format!(
        "Coverage and risk: accuracy {} at 80 %, {} at 90 %, {} at 95 %; AURC {}",
        percent(selective.accuracy_at_80),
        percent(selective.accuracy_at_90),
        percent(selective.accuracy_at_95),
        percent(selective.aurc)
    );
    if !whole.is_empty() {
        let _ = write!(
            caption,
            " <span class=\"key first\"></span>in scope <span class=\"key second\"></span>with out-of-scope as errors"
        );
    }
    Some(figure(&plot.draw("coverage", "risk", &drawn), &caption))
}

/// Finding sentences out of scope against losing those in scope.
fn roc(evaluation: &Evaluation) -> Option<String> {
    let oos = evaluation.report.oos?;
    let plot = Plot { x: 1.0, y: 1.0 };
    let mut drawn = plot.line("ideal", [(0.0, 0.0), (1.0, 1.0)]);
    drawn += &plot.line("curve", evaluation.roc.iter().copied());
    let title =
        format!("production: {} found, {} of those in scope lost", percent(oos.recall), percent(oos.rejected_in_scope));
    drawn += &plot.dot("point now", (oos.rejected_in_scope, oos.recall), 4.6, &title);
    let caption = format!(
        "Out of scope: AUROC {}, AUPR {}, FPR at 95 % {} <span class=\"key now\"></span>production's threshold",
        percent(oos.auroc),
        percent(oos.aupr),
        percent(oos.fpr_at_95_recall)
    );
    Some(figure(&plot.draw("in scope, rejected", "out of scope, rejected", &drawn), &caption))
}

fn figure(svg: &str, caption: &str) -> String {
    format!("<figure>{svg}<figcaption>{caption}</figcaption></figure>")
}
