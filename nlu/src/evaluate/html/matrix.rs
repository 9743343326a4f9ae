//! nlu: the page's heat maps: which label is taken for which, and the five sentiments.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::form::{escape, name, percent};
use crate::evaluate::report::Evaluation;

/// More labels than these are cut to the ones with the most mistakes.
const MOST: usize = 80;
/// How many confusions are listed beside the map.
const LISTED: usize = 30;

/// Right labels down, given ones across.
struct Matrix {
    labels: Vec<String>,
    counts: BTreeMap<(usize, usize), usize>,
    examples: BTreeMap<(usize, usize), String>,
}

/// The labels' map and the worst confusions with examples.
pub(super) fn labels(evaluation: &Evaluation) -> String {
    let shown = shown(evaluation);
    if shown.len() < 2 {
        return String::new();
    }
    let place: BTreeMap<&str, usize> = shown.iter().enumerate().map(|(at, label)| (label.as_str(), at)).collect();
    let (mut counts, mut examples) = (BTreeMap::new(), BTreeMap::new());
    for (label, score) in &evaluation.labels {
        if let Some(&at) = place.get(label.as_str()) {
            counts.insert((at, at), (score.recall * score.n as f64).round() as usize);
        }
    }
    for confusion in &evaluation.confusions {
        if let (Some(&right), Some(&taken)) = (place.get(confusion.right.as_str()), place.get(confusion.taken.as_str()))
        {
            counts.insert((right, taken), confusion.count);
            examples.insert((right, taken), confusion.examples.first().cloned().unwrap_or_default());
        }
    }
    let cut = if shown.len() < evaluation.labels.len() {
        format!(
            "<p class=\"note\">The {} labels with the most mistakes of {}.</p>",
            shown.len(),
            evaluation.labels.len()
        )
    } else {
        String::new()
    };
    let map = Matrix { labels: shown, counts, examples }.draw();
    format!("<div class=\"beside\"><div>{map}{cut}</div><div>{}</div></div>", worst(evaluation))
}

/// The map of the five sentiments.
pub(super) fn sentiment(evaluation: &Evaluation) -> String {
    let Some(figures) = evaluation.report.sentiment else { return String::new() };
    let mut counts = BTreeMap::new();
    for line in &evaluation.answers {
        if let (Some(right), Some(seen)) = (line.sentiment, line.sentiment_seen) {
            *counts.entry(((right + 2) as usize, (seen + 2) as usize)).or_default() += 1;
        }
    }
    let labels = ["−2 rage, despair", "−1 unhappy", "0 matter of fact", "+1 pleased", "+2 grateful"];
    let matrix = Matrix { labels: labels.map(str::to_owned).to_vec(), counts, examples: BTreeMap::new() };
    format!(
        "<div class=\"duo\"><div>{}</div><p>Accuracy {}, macro-F1 {}, Cohen's κ {:.2}, mean distance of the \
         expected sentiment {:.2} over {} sentences.</p></div>",
        matrix.draw(),
        percent(figures.accuracy),
        percent(figures.macro_f1),
        figures.kappa,
        figures.mae,
        figures.n
    )
}

/// The labels on the map in the order of their names, so that families stand together.
fn shown(evaluation: &Evaluation) -> Vec<String> {
    let mut mistakes: BTreeMap<&str, usize> = evaluation.labels.keys().map(|label| (label.as_str(), 0)).collect();
    for confusion in &evaluation.confusions {
        for label in [&confusion.right, &confusion.taken] {
            *mistakes.entry(label).or_default() += confusion.count;
        }
    }
    let mut order: Vec<(&str, usize)> = mistakes.into_iter().collect();
    order.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    order.truncate(MOST);
    let mut shown: Vec<String> = order.into_iter().map(|(label, _)| label.to_owned()).collect();
    shown.sort();
    shown
}

impl Matrix {
    fn draw(&self) -> String {
        let n = self.labels.len();
        let cell = (620.0 / n as f64).clamp(7.0, 46.0);
        let font = (cell * 0.92).clamp(6.5, 11.0);
        let longest = self.labels.iter().map(|label| label.chars().count()).max().unwrap_or(0) as f64;
        let (left, top) = (longest * font * 0.56 + 8.0, longest * font * 0.56 + 8.0);
        let (width, height) = (left + cell * n as f64 + 2.0, top + cell * n as f64 + 2.0);
        let mut svg = format!(
            "<svg class=\"matrix\" viewBox=\"0 0 {width:.0} {height:.0}\" style=\"max-width:{width:.0}px;font-size:{font:.1}px\" role=\"img\" aria-label=\"confusions\">"
        );
        let _ = write!(
            svg,
            "<rect class=\"board\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"{0:.1}\" height=\"{0:.1}\"/>",
            cell * n as f64
        );
        for (at, label) in self.labels.iter().enumerate() {
            let along = cell * (at as f64 + 0.5);
            let label = escape(label);
            let _ = write!(
                svg,
                "<text class=\"row\" text-anchor=\"end\" x=\"{:.1}\" y=\"{:.1}\">{label}</text>",
                left - 4.0,
                top + along + font * 0.34
            );
            let _ = write!(
                svg,
                "<text class=\"column\" transform=\"translate({:.1} {:.1}) rotate(-90)\">{label}</text>",
                left + along + font * 0.34,
                top - 4.0
            );
        }
        for (&(right, taken), &count) in self.counts.iter().filter(|(_, count)| **count > 0) {
            svg += &self.cell(right, taken, count, (left, top, cell, font));
        }
        svg + "</svg><p class=\"hint\" data-hint>Rows are what was right, columns what was said. Point at a cell.</p>"
    }

    fn cell(&self, right: usize, taken: usize, count: usize, (left, top, cell, font): (f64, f64, f64, f64)) -> String {
        let row: usize = self.counts.range((right, 0)..(right + 1, 0)).map(|(_, count)| count).sum();
        let share = count as f64 / row.max(1) as f64;
        let (x, y) = (left + taken as f64 * cell, top + right as f64 * cell);
        let class = if right == taken { "hit" } else { "miss" };
        let mut title =
            format!("{} → {}: {count} of {row} ({})", self.labels[right], self.labels[taken], percent(share));
        if let Some(example) = self.examples.get(&(right, taken)) {
            let _ = write!(title, " “{example}”");
        }
        // The root spreads the faint ones: one mistake in ten must be seen.
        let (side, shade) = (cell - 0.8, share.sqrt().clamp(0.18, 1.0));
        let mut svg = format!(
            "<rect class=\"{class}\" data-at=\"{right},{taken}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{side:.1}\" \
             height=\"{side:.1}\" fill-opacity=\"{shade:.2}\"><title>{}</title></rect>",
            x + 0.4,
            y + 0.4,
            escape(&title),
        );
        if cell >= 16.0 {
            let ink = if shade > 0.6 { " on" } else { "" };
            let _ = write!(
                svg,
                "<text class=\"count{ink}\" text-anchor=\"middle\" x=\"{:.1}\" y=\"{:.1}\">{count}</text>",
                x + cell / 2.0,
                y + cell / 2.0 + font * 0.34
            );
        }
        svg
    }
}

fn worst(evaluation: &Evaluation) -> String {
    let mut html = String::from("<h3>Worst confusions</h3><ol class=\"confusions\">");
    for confusion in evaluation.confusions.iter().take(LISTED) {
        let _ = write!(
            html,
            "<li><b>{}</b> {} <span class=\"arrow\">taken for</span> {}",
            confusion.count,
            name(&confusion.right),
            name(&confusion.taken)
        );
        for example in confusion.examples.iter().take(2) {
            let _ = write!(html, "<q>{}</q>", escape(example));
        }
        html += "</li>";
    }
    html + "</ol>"
}
