//! nlu: an evaluation as one page that needs nothing from outside, in light and dark.

use std::fmt::Write as _;

use super::compare::Comparison;
use super::report::Evaluation;

mod curve;
mod form;
mod matrix;
mod plot;
mod table;
mod tile;

use form::{escape, percent};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// The model's name.
    pub model: &'a str,
    /// The sets it was measured on.
    pub sets: &'a [String],
    /// When, as a reader writes it.
    pub made: &'a str,
    /// What was measured.
    pub evaluation: &'a Evaluation,
    /// Another model beside it.
    pub comparison: Option<&'a Comparison>,
}

impl Page<'_> {
    /// The page.
    pub fn render(&self) -> String {
        let mut body = self.head();
        body += &tile::tiles(self.evaluation, self.comparison);
        let parts = [
            ("compared", "Against the baseline", self.comparison.map(table::comparison).unwrap_or_default()),
            ("curves", "How sure, and how right", curve::curves(self.evaluation)),
            ("decisions", "What production would do", plot::decisions(self.evaluation)),
            ("emergencies", "Emergencies", table::emergencies(self.evaluation)),
            ("slices", "Parts of the set", table::slices(self.evaluation)),
            ("matrix", "What is taken for what", matrix::labels(self.evaluation)),
            ("sentiment", "Sentiment", matrix::sentiment(self.evaluation)),
            ("labels", "Every label", table::labels(self.evaluation)),
            ("mistakes", "Mistakes", table::mistakes(self.evaluation)),
            ("notes", "How to read this", self.notes()),
        ];
        let shown: Vec<_> = parts.into_iter().filter(|(_, _, content)| !content.is_empty()).collect();
        body += "<nav>";
        for (id, title, _) in &shown {
            let _ = write!(body, "<a href=\"#{id}\">{title}</a>");
        }
        body += "</nav>";
        for (id, title, content) in &shown {
            let _ = write!(body, "<section id=\"{id}\"><h2>{title}</h2>{content}</section>");
        }
        format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
             <title>NLU evaluation of {}</title><style>{}</style></head><body><main>{body}</main>\
             <script>{}</script></body></html>\n",
            escape(self.model),
            include_str!("html/page.css"),
            include_str!("html/page.js"),
        )
    }

    fn head(&self) -> String {
        let sets: Vec<String> = self.sets.iter().map(|set| format!("<code>{}</code>", escape(set))).collect();
        let mut head = format!(
            "<header><h1>NLU evaluation</h1><p class=\"lead\">Model <code>{}</code> on {} sentences of {}, {}.</p>",
            escape(self.model),
            self.evaluation.report.n,
            sets.join(", "),
            escape(self.made),
        );
        if !self.evaluation.unknown.is_empty() {
            let unknown: Vec<String> =
                self.evaluation.unknown.iter().map(|(name, n)| format!("{} ({n})", escape(name))).collect();
            let _ = write!(
                head,
                "<p class=\"warning\">The model has no label for {} of the set; their sentences count as wrong.</p>",
                unknown.join(", ")
            );
        }
        head + "</header>"
    }

    fn notes(&self) -> String {
        let threads = self.evaluation.report.latency_ms.threads;
        let sure = self.evaluation.report.calibration.map_or(0.0, |calibration| calibration.ece);
        format!(
            "<dl class=\"notes\">\
             <dt>Intervals</dt><dd>hold 95 %: percentile bootstrap over sentences (seeded) for accuracy, F1 and AUROC; Wilson's for shares of parts and kinds.</dd>\
             <dt>Accuracy</dt><dd>of the likeliest label over sentences in scope; any label of <code>accept</code> counts. Macro-F1 averages over labels that are right or were given.</dd>\
             <dt>As decided</dt><dd>what thresholds make of it, over all sentences: an answer, a question back (counted by its first choice) or a rejection.</dd>\
             <dt>Calibration</dt><dd>15 bins of equal size; ECE is the mean gap between confidence and accuracy ({}). Brier is summed over labels, 0 is perfect.</dd>\
             <dt>Coverage and risk</dt><dd>answer the surest first: risk is the share of answers that is wrong, AURC its mean over all coverages.</dd>\
             <dt>Out of scope (OOS)</dt><dd>AUROC: how often a sentence in scope scores above one that is not. FPR at 95 %: how many of those outside pass where 95 % of those inside do.</dd>\
             <dt>Emergencies</dt><dd>raised by rule or model, as production does. Hard negatives are calm sentences that speak of what emergencies speak of.</dd>\
             <dt>Latency</dt><dd>of understanding one sentence after another, with {threads} thread{} at the model's disposal.</dd></dl>",
            percent(sure),
            if threads == 1 { "" } else { "s" },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::case::{Alarm, Answer, Case, Flag, Graded, Trial, Verdict};
    use crate::evaluate::{Resampling, measure};

    fn evaluation() -> Evaluation {
        let mut trial = Trial::new(["card_lost", "chitchat"].map(str::to_owned));
        for number in 0..40 {
            let right = ["card_lost", "chitchat", "oos", "elsewhere"][number % 4];
            let p = 0.5 + number as f32 / 100.0;
            trial.push(Case {
                text: format!("<b>sentence</b> \"{number}\""),
                right: Some(trial.clone().meaning(right)),
                answer: Answer {
                    labels: vec![p, 1.0 - p],
                    in_scope: Some(p),
                    verdict: Some(if number % 5 == 0 { Verdict::Reject } else { Verdict::Either(0, 1) }),
                    took: Some(1.0),
                },
                alarm: Some(Alarm {
                    right: number % 4 == 0,
                    kind: Some("card_lost".into()),
                    raised: (number % 3 == 0).then(|| "card_lost".into()),
                    hard: number % 2 == 0,
                }),
                sentiment: Some(Graded { right: (number % 5) as i8 - 2, given: 0, expected: 0.2 }),
                frustration: Some(Flag { right: number % 2 == 0, given: p > 0.6, score: f64::from(p) }),
                slices: vec![("language", "ko".into())],
                ..Case::default()
            });
            trial.meaning(right);
        }
        measure(&trial, &Resampling { times: 20, seed: 1 })
    }

    fn page(evaluation: &Evaluation) -> String {
        let sets = ["dev & <test>.jsonl".to_owned()];
        Page { model: "m1", sets: &sets, made: "today", evaluation, comparison: None }.render()
    }

    #[test]
    fn the_page_needs_nothing_from_outside_and_escapes_what_customers_write() {
        let html = page(&evaluation());
        for forbidden in ["http://", "https://", "src=", "@import", "<b>sentence", "<test>"] {
            assert!(!html.contains(forbidden), "{forbidden}");
        }
        for wanted in [
            "id=\"matrix\"",
            "id=\"curves\"",
            "id=\"mistakes\"",
            "id=\"emergencies\"",
            "elsewhere",
            "prefers-color-scheme",
        ] {
            assert!(html.contains(wanted), "{wanted}");
        }
        assert!(!figures(&html).contains("NaN"));
    }

    /// The page without its script.
    fn figures(html: &str) -> &str {
        html.split("<script>").next().unwrap_or_default()
    }

    #[test]
    fn tags_are_closed() {
        let html = page(&evaluation());
        for tag in ["section", "table", "svg", "div", "tr", "td", "th", "dl", "details", "span", "p", "g", "text"] {
            let opened = html.matches(&format!("<{tag}>")).count() + html.matches(&format!("<{tag} ")).count();
            assert_eq!(opened, html.matches(&format!("</{tag}>")).count(), "{tag}");
        }
    }

    #[test]
    fn an_empty_evaluation_is_a_page_too() {
        let html = page(&Evaluation::default());
        assert!(html.contains("How to read this") && !html.contains("id=\"matrix\""));
        assert!(!figures(&html).contains("NaN"));
    }
}
