//! bot: statuses in Korean: what it is now, since when, who acts next, how long it takes.

use std::fmt::Write as _;

use handoff::event::BlockedOn;
use handoff::message::{Status, Tone};
use jiff::civil::Date;

use super::{amount, day};
use crate::core::record::{Application, Arrears, Delivery, Instalment, Overdue, Repayment};
use crate::core::{Expected, Won};
use crate::words::{Report, progress, row};

const APPLICATION: [&str; 5] = ["접수", "서류", "심사", "약정", "실행"];
const DELIVERY: [&str; 4] = ["제작", "발송", "배송 중", "수령"];

pub(in crate::words) fn application(application: &Application, today: Date, asked_for: Option<&Won>) -> Report {
    let late = application.course.is_late(today);
    let step = label(&APPLICATION, application.course.step);
    let papers: Vec<&str> = application.papers.iter().map(|paper| paper.ko.as_str()).collect();
    let state = match application.course.blocked_on {
        BlockedOn::Customer if !papers.is_empty() => "서류 보완 필요".to_owned(),
        BlockedOn::Customer => format!("{step} 확인을 기다려요"),
        _ => format!("{step} 단계"),
    };
    let next = match application.course.blocked_on {
        BlockedOn::Customer if !papers.is_empty() => {
            format!("{}을(를) 다시 내 주시면 바로 이어서 확인해요.", papers.join(", "))
        }
        BlockedOn::Customer => "내용을 보시고 계약할지 정해 주시면 이어져요. 서두르지 않으셔도 돼요.".into(),
        BlockedOn::Company => "저희 심사 담당이 살펴보고 있어요. 지금 하실 일은 없어요.".into(),
        BlockedOn::ThirdParty => "바깥 기관의 답을 기다리고 있어요. 지금 하실 일은 없어요.".into(),
        BlockedOn::Nobody => "모두 끝났어요.".into(),
    };
    let expected = match application.course.blocked_on {
        BlockedOn::Customer => {
            format!("내 주신 뒤 보통 {} 결과가 나와요.", span(expected_of(&application.course), today))
        }
        BlockedOn::Nobody => String::new(),
        _ if late => late_words(expected_of(&application.course), today),
        _ => format!("보통 {} 결과가 나와요.", span(expected_of(&application.course), today)),
    };
    let rows = asked_for.map(|asked_for| row("신청 금액", amount(*asked_for))).into_iter().collect();
    Report {
        text: format!(
            "전체 {}단계 가운데 지금 {}단계({step})예요. {next} {expected}",
            APPLICATION.len(),
            application.course.step
        )
        .trim()
        .to_owned(),
        status: Status {
            title: application.of.nickname.ko.clone(),
            state,
            tone: if application.course.blocked_on == BlockedOn::Customer || late {
                Tone::Attention
            } else {
                Tone::Calm
            },
            progress: Some(progress(application.course.step, &APPLICATION)),
            since: Some(format!("{}부터", day(application.course.since))),
            next: Some(next),
            expected: Some(expected).filter(|expected| !expected.is_empty()),
            rows,
        },
    }
}

pub(in crate::words) fn repayment(repayment: &Repayment, today: Date, instalment: Option<&Instalment>) -> Report {
    let days = (repayment.due - today).get_days();
    let when = match days {
        0 => "오늘이에요".to_owned(),
        1 => "내일이에요".to_owned(),
        days => format!("{days}일 뒤예요"),
    };
    let next = if repayment.by_debit {
        "등록된 계좌에서 자동으로 빠져나가요. 전날까지 잔액만 확인해 주세요."
    } else {
        "납부일까지 내 주시면 돼요."
    };
    let mut text = format!("다음 납부일은 {}, {when}.", day(repayment.due));
    let mut rows = vec![row("다음 납부일", day(repayment.due))];
    if let Some(instalment) = instalment {
        let total = instalment.principal + instalment.interest;
        let _ = write!(text, " 내실 금액은 {}이에요.", amount(total));
        rows.push(row("내실 금액", amount(total)));
        rows.push(row("원금", amount(instalment.principal)));
        rows.push(row("이자", amount(instalment.interest)));
        rows.push(row("납부 뒤 남는 원금", amount(instalment.remaining)));
    }
    Report {
        text: format!("{text} {next}"),
        status: Status {
            title: repayment.of.label(handoff::message::Language::Ko),
            state: format!("다음 납부일이 {when}"),
            tone: Tone::Calm,
            progress: None,
            since: None,
            next: Some(next.to_owned()),
            expected: None,
            rows,
        },
    }
}

pub(in crate::words) fn overdue(overdue: &Overdue, arrears: &Arrears) -> Report {
    let total = arrears.principal + arrears.interest + arrears.late_interest;
    let next = "한 번에 내기 어려우시면 나눠 내기나 미루기를 상담원과 정할 수 있어요. 천천히 하셔도 돼요.";
    Report {
        text: format!("오늘까지 {}이 늦어져 있어요({}일째). {next}", amount(total), arrears.days),
        status: Status {
            title: overdue.of.label(handoff::message::Language::Ko),
            state: format!("납부가 {}일 늦어졌어요", arrears.days),
            tone: Tone::Attention,
            progress: None,
            since: Some(format!("{}부터", day(arrears.since))),
            next: Some(next.to_owned()),
            expected: Some(format!(
                "{} 전에 정리되면 3개월 이상 연체로 등록되지 않아요(2026-11-22 기준, 확인: 한국신용정보원).",
                day(arrears.registered_from)
            )),
            rows: vec![
                row("오늘 기준 합계", amount(total)),
                row("밀린 원금", amount(arrears.principal)),
                row("밀린 이자", amount(arrears.interest)),
                row("늦어진 동안의 이자", amount(arrears.late_interest)),
            ],
        },
    }
}

pub(in crate::words) fn delivery(delivery: &Delivery, today: Date) -> Report {
    let step = label(&DELIVERY, delivery.course.step);
    let received = usize::from(delivery.course.step) == DELIVERY.len();
    let late = !received && expected_of(&delivery.course).is_late(today);
    let next = match (received, delivery.course.step) {
        (true, _) => "받으신 뒤 뒷면에 서명하고 앱에서 사용 등록을 해 주세요. 받지 않으셨다면 바로 알려 주세요.",
        (false, 1) => "저희가 카드를 만들고 있어요.",
        (false, 2) => "저희가 배송을 맡은 곳에 넘기고 있어요.",
        (false, _) => "배송 담당자가 받으실 시간을 정하려고 연락드려요.",
    };
    let expected = if received {
        String::new()
    } else if late {
        late_words(expected_of(&delivery.course), today)
    } else {
        format!("보통 {} 도착해요.", span(expected_of(&delivery.course), today))
    };
    let now = if received {
        "카드가 전달된 것으로 되어 있어요.".to_owned()
    } else {
        format!("카드는 지금 ‘{step}’ 단계예요.")
    };
    Report {
        text: format!("{now} {next} {expected}").trim().to_owned(),
        status: Status {
            title: delivery.of.label(handoff::message::Language::Ko),
            state: step.to_owned(),
            tone: if received {
                Tone::Good
            } else if late {
                Tone::Attention
            } else {
                Tone::Calm
            },
            progress: Some(progress(delivery.course.step, &DELIVERY)),
            since: Some(format!("{}부터", day(delivery.course.since))),
            next: Some(next.to_owned()),
            expected: Some(expected).filter(|expected| !expected.is_empty()),
            rows: Vec::new(),
        },
    }
}

/// Honest: how many days later than usual it is.
fn late_words(expected: Expected, today: Date) -> String {
    let days = (today - expected.to).get_days();
    format!("평소보다 {days}일 늦어지고 있어요. 기다리게 해서 죄송해요.")
}

fn span(expected: Expected, today: Date) -> String {
    match (expected.from, expected.to) {
        (from, to) if from == to && from == today => "오늘".into(),
        (from, to) if from == to => format!("{}에", day(from)),
        (from, to) if from == today => format!("오늘에서 {} 사이에", day(to)),
        (from, to) => format!("{}에서 {} 사이에", day(from), day(to)),
    }
}

fn label(labels: &[&'static str], step: u8) -> &'static str {
    labels[usize::from(step).clamp(1, labels.len()) - 1]
}

fn expected_of(course: &crate::core::Course) -> Expected {
    course.expected.unwrap_or(Expected { from: course.since, to: Date::MAX })
}
