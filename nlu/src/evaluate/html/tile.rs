//! nlu: the headline figures of the page, each with its interval.

use std::fmt::Write as _;

use super::form::{interval, percent};
use crate::evaluate::compare::{Comparison, Paired};
use crate::evaluate::report::Evaluation;
use crate::evaluate::resample::Interval;

/// One figure.
struct Tile {
    title: &'static str,
    value: String,
    interval: Option<Interval>,
    note: String,
    change: Option<Paired>,
}

/// The figures the set allows.
pub(super) fn tiles(evaluation: &Evaluation, comparison: Option<&Comparison>) -> String {
    let tiles =
        [meaning(evaluation, comparison), scope(evaluation), danger(evaluation), mood(evaluation), machine(evaluation)];
    let shown: String = tiles.into_iter().flatten().map(|tile| tile.render()).collect();
    format!("<div class=\"tiles\">{shown}</div>")
}

fn meaning(evaluation: &Evaluation, comparison: Option<&Comparison>) -> Vec<Tile> {
    let report = &evaluation.report;
    let mut tiles = Vec::new();
    if let Some(it) = report.intent {
        tiles.push(Tile {
            change: comparison.and_then(|comparison| comparison.intent),
            ..share("Accuracy", it.accuracy, it.accuracy_ci, format!("{} in scope", it.n))
        });
        tiles.push(share("Macro-F1", it.macro_f1, it.macro_f1_ci, format!("top 3 {}", percent(it.top3))));
    }
    if let Some(it) = report.decided {
        tiles.push(Tile {
            change: comparison.and_then(|comparison| comparison.decided),
            ..share("As decided", it.accuracy, it.accuracy_ci, format!("answers right {}", percent(it.answered_right)))
        });
    }
    if let Some(it) = report.similarity {
        tiles.push(share("Spearman", it.spearman, it.spearman_ci, format!("Pearson {}", percent(it.pearson))));
    }
    tiles
}

fn scope(evaluation: &Evaluation) -> Vec<Tile> {
    let tiles = evaluation.report.oos.map(|it| {
        let rejected = format!("{} of {} rejected", percent(it.recall), it.n);
        let fpr = share("OOS FPR", it.fpr_at_95_recall, None, format!("at 95 % recall; AUPR {}", percent(it.aupr)));
        vec![share("OOS AUROC", it.auroc, it.auroc_ci, rejected), fpr]
    });
    tiles.unwrap_or_default()
}

fn danger(evaluation: &Evaluation) -> Vec<Tile> {
    let tiles = evaluation.report.urgent.map(|it| {
        let hard = it.hard_false_alarm_rate.map(|rate| {
            let note = format!("{} hard negatives", it.hard_negatives);
            share("Hard false alarms", rate, it.hard_false_alarm_ci, note)
        });
        let note = format!("{} emergencies, {} false alarms overall", it.n, percent(it.false_alarm_rate));
        let recall = (it.n > 0).then(|| share("Emergency recall", it.recall, it.recall_ci, note));
        recall.into_iter().chain(hard).collect()
    });
    tiles.unwrap_or_default()
}

fn mood(evaluation: &Evaluation) -> Vec<Tile> {
    let report = &evaluation.report;
    let frustration = report.frustration.map(|it| {
        let note = format!("P {} R {}", percent(it.precision), percent(it.recall));
        share("Frustration F1", it.f1, it.f1_ci, it.auroc.map_or(note, |area| format!("AUROC {}", percent(area))))
    });
    let sentiment = report.sentiment.map(|it| {
        let note = format!("macro; accuracy {}, κ {:.2}", percent(it.accuracy), it.kappa);
        share("Sentiment F1", it.macro_f1, None, note)
    });
    let urgency = report
        .urgency
        .map(|it| share("Urgency F1", it.macro_f1, None, format!("macro; accuracy {}", percent(it.accuracy))));
    frustration.into_iter().chain(sentiment).chain(urgency).collect()
}

fn machine(evaluation: &Evaluation) -> Vec<Tile> {
    let report = &evaluation.report;
    let latency = report.latency_ms;
    let calibration = report.calibration.map(|it| {
        let side = if it.overconfidence > 0.0 { "too sure" } else { "too modest" };
        let note = format!("{side} by {}, Brier {:.3}", percent(it.overconfidence.abs()), it.brier);
        share("Calibration error", it.ece, None, note)
    });
    let sure = report
        .selective
        .map(|it| share("Surest 80\u{a0}%", it.accuracy_at_80, None, format!("AURC {}", percent(it.aurc))));
    let time = (latency.p50 > 0.0).then(|| Tile {
        title: "Latency p50",
        value: format!("{:.1} ms", latency.p50),
        interval: None,
        note: format!("p95 {:.1}, p99 {:.1} ms", latency.p95, latency.p99),
        change: None,
    });
    calibration.into_iter().chain(sure).chain(time).collect()
}

fn share(title: &'static str, value: f64, interval: Option<Interval>, note: String) -> Tile {
    Tile { title, value: percent(value), interval, note, change: None }
}

impl Tile {
    fn render(&self) -> String {
        let mut html = format!("<div class=\"tile\"><h3>{}</h3><p class=\"value\">{}</p>", self.title, self.value);
        if let Some([low, high]) = self.interval {
            let _ = write!(
                html,
                "<svg class=\"whisker\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" role=\"img\" \
                 aria-label=\"interval\"><path class=\"rail\" d=\"M0 3H100\"/><path class=\"range\" d=\"M{:.2} 3H{:.2}\"/>\
                 </svg><p class=\"ci\">{}</p>",
                low * 100.0,
                high * 100.0,
                interval(self.interval)
            );
        }
        if let Some(paired) = self.change {
            let class = if paired.p >= 0.05 {
                "flat"
            } else if paired.change > 0.0 {
                "up"
            } else {
                "down"
            };
            let _ = write!(
                html,
                "<p class=\"change {class}\">{:+.1} points, p {}</p>",
                paired.change * 100.0,
                if paired.p < 0.001 { chance(paired.p) } else { format!("= {}", chance(paired.p)) }
            );
        }
        let _ = write!(html, "<p class=\"note\">{}</p></div>", self.note);
        html
    }
}

/// A chance with two digits that matter.
pub(super) fn chance(p: f64) -> String {
    if p < 0.001 { "&lt; 0.001".to_owned() } else { format!("{p:.3}") }
}
