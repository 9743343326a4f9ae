//! bot: cases in Korean: a lower rate, relief, a debt adjustment, a dispute.

use handoff::event::BlockedOn;
use handoff::message::{Language, Tone};
use jiff::civil::Date;

use super::{CHECK, bar, day, object, since, stand, step, until, when, who_acts};
use crate::core::Course;
use crate::core::Text;
use crate::core::record::{
    Adjusted, Adjustment, AdjustmentPlace, Dispute, DisputeDetail, Hardship, RateCut, RateCutResult,
};
use crate::words::Report;

const DECIDED: [&str; 3] = ["접수", "심사", "결과 통지"];
const ADJUSTMENT: [&str; 4] = ["접수", "심사", "합의", "이행"];
const DISPUTE: [&str; 4] = ["접수", "조사", "판단", "회신"];

pub(in crate::words) fn rate_cut(cut: &RateCut, today: Date, result: Option<&RateCutResult>) -> Report {
    let course = &cut.course;
    let papers: Vec<&str> = cut.papers.iter().map(|paper| paper.ko.as_str()).collect();
    let waits = !papers.is_empty();
    let lead = match result {
        Some(RateCutResult { granted: true, before, after, reason }) => {
            format!("받아들여져 금리가 연 {before}%에서 연 {after}%로 내려가요. {}.", reason.ko)
        }
        Some(RateCutResult { granted: false, reason, .. }) => {
            format!("이번에는 금리를 내리기 어렵다는 결과예요. {}.", reason.ko)
        }
        None if course.is_done() => "금리인하요구의 결과가 나왔어요.".to_owned(),
        None => format!("금리인하요구는 {}", stand(course, &DECIDED)),
    };
    let next = match result {
        Some(RateCutResult { granted: true, .. }) => "다음 이자부터 적용돼요. 하실 일은 없어요.".to_owned(),
        Some(_) => {
            "요구하셨다고 금리가 오르지는 않아요. 형편이 나아지면 횟수와 상관없이 다시 요구하실 수 있어요.".to_owned()
        }
        None if waits => format!("{} 내 주시면 이어서 심사해요.", object(&papers.join(", "))),
        None => who_acts(course, "금리 심사 담당이"),
    };
    let mut report =
        Report::new(cut.of.label(Language::Ko), state(course, &DECIDED, waits), tone(course, today, waits))
            .saying(lead)
            .on(bar(course, &DECIDED))
            .since(since(course.since))
            .next(next)
            .row("접수일", day(cut.filed))
            .basis(format!(
                "요구를 받은 날부터 10영업일 안에 알려 드려야 하고, 서류를 기다리는 날은 빼고 세요({CHECK})."
            ));
    if !course.is_done() {
        let answer = if waits {
            "서류를 기다리는 동안은 날짜가 멈춰 있어요.".to_owned()
        } else {
            format!("늦어도 {} 알려 드려요.", until(cut.answer_by, today))
        };
        report = report.expected(Some(answer));
    }
    match result {
        Some(result) => {
            report.row("바뀌기 전", format!("연 {}%", result.before)).row("바뀐 뒤", format!("연 {}%", result.after))
        }
        None => report,
    }
}

pub(in crate::words) fn hardship(case: &Hardship, today: Date, terms: Option<&Text>) -> Report {
    let course = &case.course;
    let waits = course.blocked_on == BlockedOn::Customer;
    let lead = match terms {
        Some(terms) => format!("상환 조정이 정해졌어요. {}.", terms.ko),
        None if course.is_done() => "상환 조정 요청의 결과가 나왔어요.".to_owned(),
        None => format!("상환 조정 요청은 {}", stand(course, &DECIDED)),
    };
    let report = Report::new(case.of.label(Language::Ko), state(course, &DECIDED, waits), tone(course, today, waits))
        .saying(lead)
        .on(bar(course, &DECIDED))
        .since(since(course.since))
        .next(who_acts(course, "상환 상담 담당이"))
        .row("접수일", day(case.filed))
        .basis(format!("법에 따른 채무조정 요청이면 심사하는 동안 추심과 채권을 넘기는 일이 제한돼요({CHECK})."));
    let report = if course.is_done() {
        report
    } else {
        report.expected(Some(format!("늦어도 {} 결정을 알려 드려요.", until(case.answer_by, today))))
    };
    match terms {
        Some(terms) => report.row("정해진 조건", terms.ko.as_str()),
        None => report,
    }
}

pub(in crate::words) fn adjustment(adjustment: &Adjustment, today: Date, adjusted: &Adjusted) -> Report {
    let course = &adjusted.course;
    let (place, who) = match adjusted.place {
        AdjustmentPlace::Company => ("저희 회사", "저희 채무조정 담당이"),
        AdjustmentPlace::Ccrs => ("신용회복위원회", "신용회복위원회가"),
        AdjustmentPlace::Court => ("법원", "법원이"),
    };
    let under_way = course.step == course.of;
    let next = if under_way {
        "정해진 날에 약정하신 금액을 내시면 돼요. 어려워지면 바로 말씀해 주세요.".to_owned()
    } else {
        who_acts(course, who)
    };
    let (stopped, means) = if adjusted.collection_stopped {
        ("멈춤", "진행되는 동안 저희는 갚으라는 연락을 드리지 않아요.")
    } else {
        ("아직", "접수가 확인되면 갚으라는 연락이 멈춰요. 확인되기 전이라면 상담원에게 알려 주세요.")
    };
    let report = Report::new(
        adjustment.of.label(Language::Ko),
        format!("{place} · {}", step(course, &ADJUSTMENT)),
        Tone::Calm,
    )
    .saying(format!("{place} 채무조정은 {} {means}", stand(course, &ADJUSTMENT)))
    .on(bar(course, &ADJUSTMENT))
    .since(since(course.since))
    .next(next)
    .expected(if under_way { None } else { when(course, today, "다음 단계로 넘어가요") })
    .row("신청하신 곳", place)
    .row("저희의 추심 연락", stopped)
    .basis("진행되는 동안 카드 사용은 일반적으로 제한돼요. 정확한 기준은 신용회복위원회(1600-5500)에서 확인해 주세요.");
    match &adjusted.terms {
        Some(terms) => report.row("정해진 조건", terms.ko.as_str()),
        None => report,
    }
}

pub(in crate::words) fn dispute(dispute: &Dispute, today: Date, detail: Option<&DisputeDetail>) -> Report {
    let course = &dispute.course;
    let waits = course.blocked_on == BlockedOn::Customer;
    let mut report =
        Report::new(dispute.of.label(Language::Ko), state(course, &DISPUTE, waits), tone(course, today, waits))
            .saying(format!("접수하신 건은 {}", stand(course, &DISPUTE)))
            .on(bar(course, &DISPUTE))
            .since(since(course.since))
            .next(who_acts(course, "담당자가"))
            .row("접수일", day(dispute.filed))
            .basis(format!("결과에 동의하지 않으시면 금융감독원에 분쟁조정을 신청하실 수 있어요({CHECK})."));
    if !course.is_done() {
        report = report.expected(Some(format!("늦어도 {} 회신해 드려요.", until(dispute.answer_by, today))));
    }
    match detail {
        Some(detail) => report.row("담당", detail.handler.ko.as_str()).row("내용", detail.detail.ko.as_str()),
        None => report,
    }
}

fn state(course: &Course, steps: &[&'static str], waits: bool) -> String {
    match (waits, course.is_done()) {
        (true, _) => "서류를 기다려요".to_owned(),
        (false, true) => "결과가 나왔어요".to_owned(),
        (false, false) => format!("{} 단계", step(course, steps)),
    }
}

fn tone(course: &Course, today: Date, waits: bool) -> Tone {
    if waits || course.is_late(today) { Tone::Attention } else { Tone::Calm }
}
