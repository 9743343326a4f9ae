//! bot: credit scores in Korean, and why they moved.

use handoff::message::{Language, Tone};

use super::day;
use crate::core::record::{Band, Change, Score, ScoreChange, ScoreFigures, ScoreReasons};
use crate::words::Report;

pub(in crate::words) fn scores(all: &[(&Score, &ScoreFigures)]) -> Report {
    let said: Vec<String> =
        all.iter().map(|(score, figures)| format!("{} {}점", score.bureau.name(), figures.score)).collect();
    let as_of = all.iter().map(|(_, figures)| figures.as_of).max();
    let when = as_of.map_or_else(String::new, |as_of| format!("({} 기준)", day(as_of)));
    let title = match all {
        [(only, _)] => only.of.label(Language::Ko),
        _ => "신용점수".to_owned(),
    };
    let mut report = Report::new(title, "1000점 만점", Tone::Calm)
        .saying(format!("신용점수는 {}이에요{when}.", said.join(", ")))
        .next("점수가 바뀐 이유를 함께 보실 수 있어요.");
    for (score, figures) in all {
        let moved = match figures.change {
            0 => "지난번과 같음".to_owned(),
            up if up > 0 => format!("지난번보다 {up}점 오름"),
            down => format!("지난번보다 {}점 내림", down.unsigned_abs()),
        };
        report = report.row(score.bureau.name(), format!("{}점 ({moved}, {})", figures.score, day(figures.as_of)));
    }
    report.basis(
        "두 회사는 가진 정보와 보는 비중이 달라서 점수도 달라요. 둘 다 맞는 점수이고, 보신다고 점수가 떨어지지 않아요.",
    )
}

pub(in crate::words) fn score_change(change: &ScoreChange, reasons: &ScoreReasons) -> Report {
    let bureau = change.bureau.name();
    let (moved, state) = match reasons.change {
        0 => ("그대로예요".to_owned(), "변동 없음".to_owned()),
        up if up > 0 => (format!("{up}점 올랐어요"), format!("{up}점 오름")),
        down => (format!("{}점 내렸어요", down.unsigned_abs()), format!("{}점 내림", down.unsigned_abs())),
    };
    let lead = format!("{bureau} 점수는 {}에서 {} 사이에 {moved}.", day(reasons.from), day(reasons.to));
    let first = reasons.reasons.first();
    let said = match first {
        Some(first) => format!("{lead} 가장 크게 움직인 일은 이것이에요: {}.", first.event.ko),
        None => format!("{lead} 특별한 이유는 전해 받지 않았어요."),
    };
    let next = first.map_or_else(
        || "궁금하시면 평가회사에서 직접 확인하실 수 있어요.".to_owned(),
        |first| format!("{}.", first.helps.ko),
    );
    let mut report = Report::new(change.of.label(Language::Ko), state, Tone::Calm).saying(said).next(next);
    for (n, reason) in (1..).zip(&reasons.reasons) {
        report =
            report.row(&format!("이유 {n} ({})", weight(reason)), format!("{} → {}", reason.event.ko, reason.helps.ko));
    }
    report.basis("원본은 평가회사 앱이나 크레딧포유(credit4u.or.kr)에서 보실 수 있어요. 사실과 다르면 고쳐 달라고 하실 수 있어요.")
}

fn weight(change: &Change) -> String {
    let band = match change.band {
        Band::Small => "조금",
        Band::Medium => "보통",
        Band::Large => "크게",
    };
    format!("{band} {}", if change.up { "오름" } else { "내림" })
}
