//! bot: cards in Korean: limit, parcel, bill, block.

use handoff::event::BlockedOn;
use handoff::message::{Language, Tone};
use jiff::civil::Date;

use super::{amount, bar, day, late_words, round, since, span, step};
use crate::core::record::{
    Block, BlockDetail, BlockReason, Delivery, Limit, LimitFigures, Receiver, Statement, StatementFigures,
};
use crate::words::Report;

const DELIVERY: [&str; 4] = ["제작", "발송", "배송 중", "수령"];
const REVIEW: [&str; 3] = ["접수", "심사", "결과 통지"];

pub(in crate::words) fn limit(limit: &Limit, today: Date, figures: &LimitFigures) -> Report {
    let open = limit.review.as_ref().filter(|review| !review.is_done());
    let state = if open.is_some() { "한도 심사 중" } else { "이용 중" };
    let mut report = Report::new(limit.of.label(Language::Ko), state, Tone::Calm).saying(format!(
        "이용 한도는 {}이고, 지금 남은 금액은 {}이에요.",
        round(figures.limit),
        amount(figures.left)
    ));
    report = match (&limit.review, &figures.result) {
        (Some(review), None) => report
            .on(bar(review, &REVIEW))
            .since(since(review.since))
            .next(super::who_acts(review, "한도 심사 담당이"))
            .expected(super::when(review, today, "결과가 나와요")),
        (Some(review), Some(result)) => report
            .on(bar(review, &REVIEW))
            .since(since(review.since))
            .next(format!("한도 심사 결과가 나왔어요: {}.", result.ko)),
        (None, _) => report.next("한도를 바꾸고 싶으시면 요청을 받아 심사 담당에게 전해 드려요."),
    };
    report
        .row("이용 한도", round(figures.limit))
        .row("쓰신 금액", amount(figures.used))
        .row("남은 금액", amount(figures.left))
        .basis("한도 심사에서는 소득, 지금 있는 부채, 상환이력, 카드 이용을 봐요. 결정은 심사 담당자가 해요.")
}

pub(in crate::words) fn delivery(delivery: &Delivery, today: Date) -> Report {
    let course = &delivery.course;
    let step = step(course, &DELIVERY);
    let received = course.is_done();
    let late = !received && course.expected.is_some_and(|expected| expected.is_late(today));
    let next = match (received, course.blocked_on, course.step) {
        (true, ..) => "받으신 뒤 뒷면에 서명하고 앱에서 사용 등록을 해 주세요. 받지 않으셨다면 바로 알려 주세요.",
        (false, BlockedOn::Customer, _) => "받으실 날을 배송 담당자와 정해 주시면 이어져요.",
        (false, _, 1) => "저희가 카드를 만들고 있어요.",
        (false, _, 2) => "저희가 배송을 맡은 곳에 넘기고 있어요.",
        (false, ..) => "배송 담당자가 받으실 시간을 정하려고 연락드려요.",
    };
    let expected = course.expected.filter(|_| !received).map(|expected| {
        if late { late_words(expected, today) } else { format!("보통 {} 도착해요.", span(expected, today)) }
    });
    let (now, tone) = match (received, late) {
        (true, _) => ("카드가 전달된 것으로 되어 있어요.".to_owned(), Tone::Good),
        (false, late) => (
            format!("카드는 지금 ‘{step}’ 단계예요({}/{}).", course.step, course.of),
            if late { Tone::Attention } else { Tone::Calm },
        ),
    };
    let receiver = match delivery.receiver {
        Receiver::Customer => "카드는 본인만 받으실 수 있어요. 신분증을 준비해 주세요.",
        Receiver::Household => "본인이나 함께 사는 가족이 받으실 수 있어요.",
    };
    Report::new(delivery.of.label(Language::Ko), step, tone)
        .saying(now)
        .on(bar(course, &DELIVERY))
        .since(since(course.since))
        .next(next)
        .expected(expected)
        .basis(receiver)
}

pub(in crate::words) fn statement(statement: &Statement, today: Date, figures: &StatementFigures) -> Report {
    let month = statement.month.month();
    let when = if figures.due < today { "이었어요" } else { "이에요" };
    let (state, lead) = if figures.total.0 == 0 {
        ("청구 없음".to_owned(), format!("{month}월에 청구된 금액은 0원이에요."))
    } else {
        (
            format!("{month}월 청구"),
            format!("{month}월 청구 금액은 {}이고, 결제일은 {}{when}.", amount(figures.total), day(figures.due)),
        )
    };
    let mut report = Report::new(statement.of.label(Language::Ko), state, Tone::Calm)
        .saying(lead)
        .next("모르는 결제가 있으면 바로 알려 주세요. 카드부터 멈추고 함께 확인해요.")
        .row("청구 금액", amount(figures.total))
        .row("결제일", day(figures.due))
        .basis("금액이 큰 것부터 몇 건만 보여 드려요. 전체 내역은 앱의 청구서에서 보실 수 있어요.");
    for line in &figures.lines {
        report = report.row(&format!("{} {}", day(line.on), line.merchant.ko), amount(line.amount));
    }
    for part in &figures.parts {
        report = report.row(&format!("{} 할부 {}/{}", part.merchant.ko, part.part, part.of), amount(part.amount));
    }
    report
}

pub(in crate::words) fn block(block: &Block, detail: Option<&BlockDetail>) -> Report {
    let (state, why, next, who) = match block.reason {
        BlockReason::Customer => (
            "본인 요청으로 멈춤",
            "고객님의 요청으로 카드를 멈춰 두었어요.",
            "다시 쓰시려면 상담원이 등록된 번호로 확인 전화를 드린 뒤 풀어 드려요.",
            "멈추는 것은 바로 되지만, 푸는 것은 안전을 위해 사람이 확인해요.",
        ),
        BlockReason::Overdue => (
            "납부가 늦어져 멈춤",
            "납부가 늦어져 카드 사용이 잠시 멈춰 있어요.",
            "밀린 금액이 정리되면 보통 다음 영업일에 다시 쓰실 수 있어요. 어려우시면 나눠 내기를 상담해 드려요.",
            "다시 여는 것은 저희 카드 담당이 정해요. 정확한 시점은 상담원이 확인해 드려요.",
        ),
        BlockReason::Suspicion => (
            "안전을 위해 멈춤",
            "다른 사람이 쓰는 것일 수 있어 카드를 멈춰 두었어요.",
            "고객님이 하신 결제인지 확인되면 바로 풀어 드려요. 모르는 결제라면 알려 주세요.",
            "푸는 것은 사고 확인 담당자가 고객님과 통화한 뒤 정해요.",
        ),
        BlockReason::Expired => (
            "유효기간 지남",
            "유효기간이 지나 쓰실 수 없어요.",
            "새 카드를 받으시면 이어서 쓰실 수 있어요.",
            "재발급은 카드 발급 담당이 확인해요.",
        ),
        BlockReason::LimitReached => (
            "한도를 다 씀",
            "이번에 쓰실 수 있는 한도를 다 쓰셨어요.",
            "결제일에 갚으시면 그만큼 다시 쓰실 수 있어요.",
            "한도는 심사 담당자가 정해요.",
        ),
    };
    let mut report = Report::new(block.of.label(Language::Ko), state, Tone::Attention).saying(why);
    if let Some(detail) = detail {
        report = report.saying(format!("{why} {}.", detail.detail.ko)).since(since(detail.since));
        report = report.row("자세한 이유", detail.detail.ko.as_str());
        if let Some(lifts) = detail.lifts {
            report = report.by(format!("{}에 저절로 풀려요.", day(lifts)));
        }
    }
    report.next(next).basis(who)
}
