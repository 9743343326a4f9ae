//! bot: credit scores in English, and why they moved.

use handoff::message::{Language, Tone};

use super::day;
use crate::core::record::{Band, Change, Score, ScoreChange, ScoreFigures, ScoreReasons};
use crate::words::Report;

pub(in crate::words) fn scores(all: &[(&Score, &ScoreFigures)]) -> Report {
    let said: Vec<String> =
        all.iter().map(|(score, figures)| format!("{} {}", score.bureau.name(), figures.score)).collect();
    let as_of = all.iter().map(|(_, figures)| figures.as_of).max();
    let when = as_of.map_or_else(String::new, |as_of| format!(" (as of {})", day(as_of)));
    let title = match all {
        [(only, _)] => only.of.label(Language::En),
        _ => "Credit scores".to_owned(),
    };
    let mut report = Report::new(title, "of 1000", Tone::Calm)
        .saying(format!("Your credit score is {}{when}.", said.join(", ")))
        .next("I can also show you why it moved.");
    for (score, figures) in all {
        let moved = match figures.change {
            0 => "unchanged".to_owned(),
            up if up > 0 => format!("{up} up"),
            down => format!("{} down", down.unsigned_abs()),
        };
        report = report.row(score.bureau.name(), format!("{} ({moved}, {})", figures.score, day(figures.as_of)));
    }
    report.basis(
        "The two bureaus have different information and weigh it differently, so the numbers differ. Both are right, and looking does not lower them.",
    )
}

pub(in crate::words) fn score_change(change: &ScoreChange, reasons: &ScoreReasons) -> Report {
    let bureau = change.bureau.name();
    let (moved, state) = match reasons.change {
        0 => ("did not change".to_owned(), "No change".to_owned()),
        up if up > 0 => (format!("went up by {up}"), format!("{up} up")),
        down => (format!("went down by {}", down.unsigned_abs()), format!("{} down", down.unsigned_abs())),
    };
    let lead = format!("Your {bureau} score {moved} between {} and {}.", day(reasons.from), day(reasons.to));
    let first = reasons.reasons.first();
    let said = match first {
        Some(first) => format!("{lead} What moved it most: {}.", first.event.en),
        None => format!("{lead} We were told of no special reason."),
    };
    let next = first
        .map_or_else(|| "You can check with the bureau itself.".to_owned(), |first| format!("{}.", first.helps.en));
    let mut report = Report::new(change.of.label(Language::En), state, Tone::Calm).saying(said).next(next);
    for (n, reason) in (1..).zip(&reasons.reasons) {
        report = report
            .row(&format!("Reason {n} ({})", weight(reason)), format!("{} → {}", reason.event.en, reason.helps.en));
    }
    report.basis(
        "The source can be seen in the bureaus' apps or at credit4u.or.kr. If it is not true, you may have it corrected.",
    )
}

fn weight(change: &Change) -> String {
    let band = match change.band {
        Band::Small => "a little",
        Band::Medium => "moderately",
        Band::Large => "much",
    };
    format!("{band} {}", if change.up { "up" } else { "down" })
}
