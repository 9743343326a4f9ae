//! nlu: the page's tables: labels, parts of the set, emergencies, mistakes, and what changed.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::form::{bare, escape, interval, name};
use super::plot::rail;
use super::tile::chance;
use crate::evaluate::compare::{Change, Comparison, Paired};
use crate::evaluate::line::Line;
use crate::evaluate::report::Evaluation;

/// More mistakes than these make a page slow.
const MISTAKES: usize = 3_000;
/// How many changed sentences are listed on each side.
const CHANGES: usize = 500;

/// Every label, sortable by each column.
pub(super) fn labels(evaluation: &Evaluation) -> String {
    if evaluation.labels.is_empty() {
        return String::new();
    }
    let mut worst: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    for confusion in &evaluation.confusions {
        worst.entry(&confusion.right).or_insert((&confusion.taken, confusion.count));
    }
    let mut html = String::from(
        "<div class=\"scroll\"><table class=\"sortable\"><thead><tr><th>Label</th><th class=\"n\">Precision, %</th>\
         <th class=\"n\">Recall, %</th><th class=\"n\" aria-sort=\"ascending\">F1, %</th><th class=\"plain\"></th>\
         <th class=\"n\">n</th><th>Most often taken for</th></tr></thead><tbody>",
    );
    for (label, score) in evaluation.worst_labels() {
        let taken =
            worst.get(label).map(|(taken, count)| format!("{} <span class=\"soft\">× {count}</span>", name(taken)));
        let _ = write!(
            html,
            "<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>\
             <td><div class=\"meter\"><i style=\"width:{:.0}%\"></i></div></td><td class=\"n\">{}</td><td>{}</td></tr>",
            name(label),
            bare(score.precision),
            bare(score.recall),
            bare(score.f1),
            score.f1 * 100.0,
            score.n,
            taken.unwrap_or_default()
        );
    }
    html + "</tbody></table></div>"
}

/// Every part of the set beside the whole.
pub(super) fn slices(evaluation: &Evaluation) -> String {
    let whole = evaluation.report.intent.map(|intent| intent.accuracy);
    if evaluation.slices.is_empty() || whole.is_none() {
        return String::new();
    }
    let mut html = String::from(
        "<div class=\"scroll\"><table><thead><tr><th>Part</th><th></th><th class=\"n\">Accuracy, %</th>\
         <th class=\"n\">95 % interval</th><th class=\"n\">As decided, %</th><th class=\"n\">Too sure by, points</th>\
         <th class=\"n\">n</th><th class=\"n\">out of scope</th></tr></thead><tbody>",
    );
    for (dimension, values) in &evaluation.slices {
        let _ = write!(html, "<tr class=\"group\"><th colspan=\"8\">{}</th></tr>", escape(dimension));
        for (value, it) in values {
            let (dot, accuracy, sure) = if it.n == 0 {
                (String::new(), "–".to_owned(), "–".to_owned())
            } else {
                let dot = rail(it.accuracy, it.accuracy_ci, whole);
                (dot, bare(it.accuracy), format!("{:+.1}", it.overconfidence * 100.0))
            };
            let _ = write!(
                html,
                "<tr><td>{}</td><td>{dot}</td><td class=\"n\">{accuracy}</td><td class=\"n soft\">{}</td>\
                 <td class=\"n\">{}</td><td class=\"n\">{sure}</td><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
                escape(value.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ')).as_str(),
                interval(it.accuracy_ci),
                bare(it.decided),
                it.n,
                it.n_out_of_scope
            );
        }
    }
    html + "</tbody></table></div><p class=\"note\">The upright mark is the whole set.</p>"
}

/// Each kind of emergency, and the sentences that went wrong.
pub(super) fn emergencies(evaluation: &Evaluation) -> String {
    if evaluation.kinds.is_empty() {
        return String::new();
    }
    let mut html = String::from(
        "<div class=\"scroll\"><table><thead><tr><th>Kind</th><th></th><th class=\"n\">Recall, %</th>\
         <th class=\"n\">95 % interval</th><th class=\"n\">Named rightly, %</th><th class=\"n\">n</th>\
         <th class=\"n\">False alarms</th></tr></thead><tbody>",
    );
    for (kind, it) in &evaluation.kinds {
        let shown = it.n > 0;
        let dash = |text: String| if shown { text } else { "–".to_owned() };
        let _ = write!(
            html,
            "<tr><td>{}</td><td>{}</td><td class=\"n\">{}</td><td class=\"n soft\">{}</td><td class=\"n\">{}</td>\
             <td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
            name(kind),
            if shown { rail(it.recall, it.recall_ci, None) } else { String::new() },
            dash(bare(it.recall)),
            interval(it.recall_ci),
            dash(bare(it.named)),
            it.n,
            it.false_alarms
        );
    }
    html += "</tbody></table></div>";
    html += &sentences("Missed", &evaluation.missed());
    html + &sentences("False alarms", &evaluation.false_alarms())
}

fn sentences(title: &str, lines: &[&Line]) -> String {
    if lines.is_empty() {
        return format!("<p class=\"note\">{title}: none.</p>");
    }
    let mut html = format!("<details open><summary>{title} ({})</summary><ul class=\"sentences\">", lines.len());
    for line in lines.iter().take(CHANGES) {
        let kind = line.raised.as_deref().or(line.right.as_deref()).unwrap_or_default();
        let _ = write!(html, "<li>{} <span class=\"soft\">{}</span></li>", escape(&line.text), name(kind));
    }
    html + "</ul></details>"
}

/// Every sentence that went wrong, with filters.
pub(super) fn mistakes(evaluation: &Evaluation) -> String {
    let mistakes: Vec<(&str, &Line)> =
        evaluation.answers.iter().filter_map(|line| Some((kind_of_mistake(line)?, line))).collect();
    if mistakes.is_empty() {
        return String::new();
    }
    let choices = |title: &str, values: Vec<&str>| {
        let mut values = values;
        values.sort_unstable();
        values.dedup();
        let options: Vec<String> = values.iter().map(|value| format!("<option>{}</option>", escape(value))).collect();
        format!("<select data-filter><option value=\"\">{title}</option>{}</select>", options.concat())
    };
    let mut html = format!(
        "<div class=\"filters\"><input type=\"search\" placeholder=\"words, labels …\" aria-label=\"filter\" data-filter>{}{}{}\
         <output data-count></output></div><div class=\"scroll\"><table class=\"sortable mistakes\"><thead><tr>\
         <th>Sentence</th><th>Mistake</th><th>Right</th><th>Given</th><th class=\"n\">Sure, %</th><th>Second</th>\
         <th class=\"n\">In scope, %</th><th>Does</th><th>Lang</th></tr></thead><tbody>",
        choices("every mistake", mistakes.iter().map(|(kind, _)| *kind).collect()),
        choices("every language", mistakes.iter().filter_map(|(_, line)| line.lang.as_deref()).collect()),
        choices("every right label", mistakes.iter().filter_map(|(_, line)| line.right.as_deref()).collect()),
    );
    for (kind, line) in mistakes.iter().take(MISTAKES) {
        html += &mistake(kind, line);
    }
    html += "</tbody></table></div>";
    if mistakes.len() > MISTAKES {
        let _ = write!(
            html,
            "<p class=\"note\">The first {MISTAKES} of {}; all are in the JSON report.</p>",
            mistakes.len()
        );
    }
    html
}

fn mistake(kind: &str, line: &Line) -> String {
    let cell = |value: &Option<String>| value.as_deref().map(name).unwrap_or_default();
    let share = |value: Option<f64>| value.map(bare).unwrap_or_default();
    let before: Vec<String> = line.prev.iter().map(|text| format!("<small>{}</small>", escape(text))).collect();
    format!(
        "<tr><td>{}{}</td><td>{kind}</td><td>{}</td><td>{}</td><td class=\"n\">{}</td><td class=\"soft\">{}</td>\
         <td class=\"n\">{}</td><td>{}</td><td>{}</td></tr>",
        before.concat(),
        escape(&line.text),
        cell(&line.right),
        cell(&line.given),
        share(line.confidence),
        cell(&line.second),
        share(line.in_scope),
        cell(&line.does),
        cell(&line.lang)
    )
}

/// What went wrong first, in the order of its weight.
fn kind_of_mistake(line: &Line) -> Option<&'static str> {
    match line {
        Line { urgent: Some(true), raised: None, .. } => Some("emergency missed"),
        Line { urgent: Some(false), raised: Some(_), .. } => Some("false alarm"),
        Line { correct: Some(false), .. } => Some("other label"),
        Line { correct: None, decided: Some(false), .. } => Some("let in"),
        Line { correct: Some(true), decided: Some(false), .. } => Some("rejected"),
        Line { frustrated: Some(true), frustration_seen: Some(false), .. } => Some("frustration missed"),
        Line { frustrated: Some(false), frustration_seen: Some(true), .. } => Some("frustration unfounded"),
        _ => None,
    }
}

/// What changed against another model.
pub(super) fn comparison(comparison: &Comparison) -> String {
    let mut html = format!("<p>Compared with <code>{}</code>, sentence by sentence.", escape(&comparison.baseline));
    if comparison.unmatched > 0 {
        let _ = write!(html, " {} sentences only one of both was measured on are left out.", comparison.unmatched);
    }
    html += "</p><div class=\"scroll\"><table><thead><tr><th></th><th class=\"n\">Before, %</th><th class=\"n\">After, %</th>\
             <th class=\"n\">Change, points</th><th class=\"n\">95 % interval</th><th class=\"n\">Gained</th>\
             <th class=\"n\">Lost</th><th class=\"n\">McNemar p</th><th class=\"n\">n</th></tr></thead><tbody>";
    let whole = [("best label", comparison.intent), ("as decided", comparison.decided)];
    for (title, paired) in whole.into_iter().filter_map(|(title, paired)| Some((title.to_owned(), paired?))) {
        html += &row(&title, &paired);
    }
    for (language, paired) in &comparison.by_language {
        html += &row(&format!("best label, {} (p after Holm)", escape(language)), paired);
    }
    html += "</tbody></table></div><div class=\"beside even\">";
    html += &changes("Gained", &comparison.gained);
    html + &changes("Lost", &comparison.lost) + "</div>"
}

fn row(title: &str, it: &Paired) -> String {
    format!(
        "<tr><td>{title}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{:+.1}</td><td class=\"n soft\">{}</td>\
         <td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
        bare(it.before),
        bare(it.after),
        it.change * 100.0,
        it.change_ci.map_or_else(String::new, |[low, high]| format!("{:+.1} … {:+.1}", low * 100.0, high * 100.0)),
        it.gained,
        it.lost,
        chance(it.p),
        it.n
    )
}

fn changes(title: &str, changes: &[Change]) -> String {
    let mut html = format!("<details open><summary>{title} ({})</summary><ul class=\"sentences\">", changes.len());
    for change in changes.iter().take(CHANGES) {
        let said = |value: &Option<String>| value.as_deref().map_or_else(|| "–".to_owned(), name);
        let _ = write!(
            html,
            "<li>{} <span class=\"soft\">{} → {}</span></li>",
            escape(&change.text),
            said(&change.before),
            said(&change.after)
        );
    }
    html + "</ul></details>"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gravest_mistake_names_a_sentence() {
        let check = |line: Line, want| assert_eq!(kind_of_mistake(&line), want, "{line:?}");
        let missed = Line { urgent: Some(true), correct: Some(false), ..Line::default() };
        check(missed, Some("emergency missed"));
        check(Line { correct: Some(false), decided: Some(false), ..Line::default() }, Some("other label"));
        check(Line { decided: Some(false), ..Line::default() }, Some("let in"));
        check(Line { correct: Some(true), decided: Some(false), ..Line::default() }, Some("rejected"));
        check(Line { correct: Some(true), decided: Some(true), ..Line::default() }, None);
    }
}
