//! bot: applications in Korean: progress, papers, and what may be done about a refusal.

use handoff::event::BlockedOn;
use handoff::message::{Language, Tone};
use jiff::civil::Date;

use super::{CHECK, amount, bar, day, object, since, stand, step, when};
use crate::core::Won;
use crate::core::record::{Application, Credit, Paper, PaperState, Papers, Refusal, Rejection};
use crate::words::Report;

const STEPS: [&str; 5] = ["접수", "서류", "심사", "약정", "실행"];

pub(in crate::words) fn application(application: &Application, today: Date, asked_for: Option<&Won>) -> Report {
    let course = &application.course;
    let papers: Vec<&str> = application.papers.iter().map(|paper| paper.ko.as_str()).collect();
    let waits = course.blocked_on == BlockedOn::Customer;
    let state = if waits && !papers.is_empty() {
        "서류 보완 필요".to_owned()
    } else if waits {
        format!("{} 확인을 기다려요", step(course, &STEPS))
    } else {
        format!("{} 단계", step(course, &STEPS))
    };
    let next = match course.blocked_on {
        BlockedOn::Customer if !papers.is_empty() => {
            format!("{} 다시 내 주시면 바로 이어서 확인해요.", object(&papers.join(", ")))
        }
        BlockedOn::Customer => "내용을 보시고 계약할지 정해 주시면 이어져요. 서두르지 않으셔도 돼요.".into(),
        BlockedOn::Company => "저희 심사 담당이 살펴보고 있어요. 지금 하실 일은 없어요.".into(),
        BlockedOn::ThirdParty => "바깥 기관의 답을 기다리고 있어요. 지금 하실 일은 없어요.".into(),
        BlockedOn::Nobody => "모두 끝났어요.".into(),
    };
    let tone = if waits || course.is_late(today) { Tone::Attention } else { Tone::Calm };
    let report = Report::new(application.of.nickname.ko.as_str(), state, tone)
        .saying(stand(course, &STEPS))
        .on(bar(course, &STEPS))
        .since(since(course.since))
        .next(next)
        .expected(when(course, today, "결과가 나와요"))
        .basis(criteria(application.kind));
    match asked_for {
        Some(asked_for) => report.row("신청 금액", amount(*asked_for)),
        None => report,
    }
}

pub(in crate::words) fn rejection(rejection: &Rejection, refusal: &Refusal) -> Report {
    let reason = refusal.reasons.first().map_or("", |reason| reason.ko.as_str());
    let mut report = Report::new(rejection.of.label(Language::Ko), "이번에는 어려워요", Tone::Attention)
        .saying(format!(
            "실망스러우셨을 것 같아요. {}에 이번에는 어렵다고 결정되었어요. 주된 이유는 이래요: {reason}.",
            day(refusal.decided)
        ))
        .since(day(refusal.decided))
        .next("평가를 설명해 달라고 하시거나, 사실과 다른 정보가 있으면 고쳐 달라고 하실 수 있어요.")
        .basis(format!(
            "결정의 근거가 된 신용정보를 알려 달라고 하실 수 있고, 자동화된 평가의 설명과 다시 살펴보기도 요구하실 수 있어요({CHECK})."
        ));
    for (n, reason) in (1..).zip(&refusal.reasons) {
        report = report.row(&format!("이유 {n}"), reason.ko.as_str());
    }
    for source in &refusal.sources {
        report = report.row("쓰인 정보", format!("{} ({})", source.what.ko, source.whose.ko));
    }
    report
}

pub(in crate::words) fn papers(papers: &Papers, about: Option<&Paper>, details: &[Option<String>]) -> Report {
    let all = papers.papers.len();
    let done = papers.papers.iter().filter(|paper| paper.state == PaperState::Done).count();
    let redo: Vec<&str> =
        papers.papers.iter().filter(|paper| waits(paper)).map(|paper| paper.name.ko.as_str()).collect();
    let (state, tone) = if !redo.is_empty() {
        ("보완 필요", Tone::Attention)
    } else if done == all {
        ("모두 확인됨", Tone::Good)
    } else {
        ("확인 중", Tone::Calm)
    };
    let lead = match about {
        Some(paper) => format!("{} 지금 ‘{}’ 상태예요.", super::super::topic(&paper.name.ko), state_of(paper.state)),
        None => format!("서류 {all}건 가운데 {done}건이 확인됐어요({done}/{all})."),
    };
    let next = if !redo.is_empty() {
        format!("{} 다시 올려 주시면 바로 이어서 확인해요.", object(&redo.join(", ")))
    } else if done == all {
        "서류는 더 하실 일이 없어요.".into()
    } else {
        "저희가 확인하고 있어요. 지금 하실 일은 없어요.".into()
    };
    let usual = papers.checked_within.filter(|_| done < all).map(|(half, most)| {
        let span = if half == most { half.to_string() } else { format!("{half}~{most}") };
        format!("올리신 서류는 보통 {span}영업일 안에 확인해요.")
    });
    let latest = papers.papers.iter().map(|paper| paper.since).max();
    let mut report = Report::new(papers.of.label(Language::Ko), state, tone)
        .saying(lead)
        .next(next)
        .expected(usual)
        .basis("서류는 발급일, 이름, 빠진 쪽이 없는지를 봐요. 주민번호 뒷자리는 가리고 올리셔도 돼요.");
    if let Some(latest) = latest {
        report = report.since(since(latest));
    }
    for (paper, detail) in papers.papers.iter().zip(details) {
        let state = state_of(paper.state);
        let value = detail.as_ref().map_or_else(|| state.to_owned(), |detail| format!("{state}: {detail}"));
        report = report.row(&paper.name.ko, value);
    }
    report
}

fn waits(paper: &Paper) -> bool {
    matches!(paper.state, PaperState::Redo | PaperState::Missing)
}

const fn state_of(state: PaperState) -> &'static str {
    match state {
        PaperState::Missing => "아직 도착하지 않음",
        PaperState::Arrived => "도착",
        PaperState::Checking => "확인 중",
        PaperState::Redo => "보완 필요",
        PaperState::Done => "확인 완료",
    }
}

/// What is looked at, and what is not.
const fn criteria(kind: Credit) -> &'static str {
    match kind {
        Credit::Loan => {
            "심사에서는 소득, 지금 있는 부채, 상환이력, 재직을 봐요. 성별·출신 지역·종교·정치적 의견은 보지 않아요."
        }
        Credit::Card | Credit::Limit => {
            "심사에서는 소득, 지금 있는 부채, 상환이력, 카드 이용 기간을 봐요. 성별·출신 지역·종교·정치적 의견은 보지 않아요."
        }
    }
}
