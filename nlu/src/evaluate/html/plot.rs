//! nlu: the drawing board of the page: axes, lines, and rows of bars.

use std::fmt::Write as _;

use super::form::percent;
use crate::evaluate::decision::Outcomes;
use crate::evaluate::report::Evaluation;

/// Width and height of a plot, and its margins.
const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 290.0;
const LEFT: f64 = 44.0;
const RIGHT: f64 = 14.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 42.0;

/// A plot whose axes run from 0 to these.
pub(super) struct Plot {
    pub(super) x: f64,
    pub(super) y: f64,
}

impl Plot {
    /// Where a value stands on the board.
    pub(super) fn at(&self, x: f64, y: f64) -> (f64, f64) {
        let across = LEFT + x / self.x * (WIDTH - LEFT - RIGHT);
        (across, HEIGHT - BOTTOM - y / self.y * (HEIGHT - TOP - BOTTOM))
    }

    /// A line through some values.
    pub(super) fn line(&self, class: &str, points: impl IntoIterator<Item = (f64, f64)>) -> String {
        let mut path = String::new();
        for (x, y) in points {
            let (x, y) = self.at(x, y);
            let _ = write!(path, "{}{x:.1} {y:.1}", if path.is_empty() { 'M' } else { 'L' });
        }
        format!("<path class=\"{class}\" d=\"{path}\"/>")
    }

    /// A dot that tells more when pointed at.
    pub(super) fn dot(&self, class: &str, (x, y): (f64, f64), radius: f64, title: &str) -> String {
        let (x, y) = self.at(x, y);
        format!(
            "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\"><title>{title}</title></circle>"
        )
    }

    /// The whole plot with its axes in percent and what is drawn in it.
    pub(super) fn draw(&self, across: &str, up: &str, drawn: &str) -> String {
        let mut svg = format!(
            "<svg class=\"plot\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{up} by {across}\">"
        );
        for step in 0..=4 {
            let (x, y) = (self.x * f64::from(step) / 4.0, self.y * f64::from(step) / 4.0);
            let ((left, line), (right, _)) = (self.at(0.0, y), self.at(self.x, y));
            let _ = write!(svg, "<path class=\"grid\" d=\"M{left:.1} {line:.1}H{right:.1}\"/>");
            let _ = write!(
                svg,
                "<text class=\"tick\" text-anchor=\"end\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
                left - 6.0,
                line + 3.5,
                tick(y)
            );
            let (column, bottom) = self.at(x, 0.0);
            let _ = write!(
                svg,
                "<text class=\"tick\" text-anchor=\"middle\" x=\"{column:.1}\" y=\"{:.1}\">{}</text>",
                bottom + 15.0,
                tick(x)
            );
        }
        let middle = f64::midpoint(LEFT, WIDTH - RIGHT);
        let height = f64::midpoint(TOP, HEIGHT - BOTTOM);
        let _ = write!(
            svg,
            "<text class=\"axis\" text-anchor=\"middle\" x=\"{middle:.1}\" y=\"{:.1}\">{across}, %</text>",
            HEIGHT - 7.0
        );
        let _ = write!(
            svg,
            "<text class=\"axis\" text-anchor=\"middle\" transform=\"translate(11 {height:.1}) rotate(-90)\">{up}, %</text>"
        );
        svg + drawn + "</svg>"
    }
}

fn tick(share: f64) -> String {
    let percent = share * 100.0;
    if (percent - percent.round()).abs() < 0.05 { format!("{percent:.0}") } else { format!("{percent:.1}") }
}

/// A dot with its interval on a rail from 0 to 100 %, and a mark where the whole set stands.
pub(super) fn rail(value: f64, interval: Option<[f64; 2]>, whole: Option<f64>) -> String {
    let mut svg = String::from(
        "<svg class=\"rail-plot\" viewBox=\"0 0 220 16\" role=\"img\" aria-label=\"share with interval\"><path class=\"rail\" d=\"M10 8H210\"/>",
    );
    let at = |share: f64| 10.0 + share.clamp(0.0, 1.0) * 200.0;
    if let Some(whole) = whole {
        let _ = write!(svg, "<path class=\"whole\" d=\"M{:.1} 1V15\"/>", at(whole));
    }
    if let Some([low, high]) = interval {
        let _ = write!(svg, "<path class=\"range\" d=\"M{:.1} 8H{:.1}\"/>", at(low), at(high));
    }
    let _ = write!(svg, "<circle class=\"mark\" cx=\"{:.1}\" cy=\"8\" r=\"4\"/></svg>", at(value));
    svg
}

/// What production does with sentences in scope and out of scope, as two bars.
pub(super) fn decisions(evaluation: &Evaluation) -> String {
    let Some(decided) = evaluation.report.decided else { return String::new() };
    let rows = [("In scope", decided.in_scope, false), ("Out of scope", decided.out_of_scope, true)];
    let bars: String = rows
        .into_iter()
        .filter(|(_, outcomes, _)| outcomes.total() > 0)
        .map(|(title, outcomes, outside)| bar(title, &outcomes, outside))
        .collect();
    format!(
        "<div class=\"bars\">{bars}</div><p class=\"legend\"><span class=\"key good\"></span>answered rightly, or \
         rejected where that is right <span class=\"key ask\"></span>asked back, the right one offered \
         <span class=\"key doubt\"></span>asked back in vain <span class=\"key lost\"></span>rejected \
         <span class=\"key bad\"></span>answered wrongly</p>"
    )
}

fn bar(title: &str, outcomes: &Outcomes, outside: bool) -> String {
    let total = outcomes.total();
    let rejected = if outside { "good" } else { "lost" };
    let parts = [
        ("good", "answered rightly", outcomes.answered_right),
        ("ask", "asked back, the right one offered", outcomes.asked_right),
        ("doubt", "asked back in vain", outcomes.asked_wrong),
        (rejected, "rejected", outcomes.rejected),
        ("bad", "answered wrongly", outcomes.answered_wrong),
    ];
    let mut html = format!(
        "<div class=\"bar\"><div class=\"bar-title\">{title}<span>{total}</span></div><div class=\"bar-body\">"
    );
    for (class, what, count) in parts.into_iter().filter(|(_, _, count)| *count > 0) {
        let share = count as f64 / total as f64;
        let label = if share > 0.06 { percent(share) } else { String::new() };
        let _ = write!(
            html,
            "<div class=\"part {class}\" style=\"flex-grow:{count}\" title=\"{what}: {count} ({})\">{label}</div>",
            percent(share)
        );
    }
    html + "</div></div>"
}
