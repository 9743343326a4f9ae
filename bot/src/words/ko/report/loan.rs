//! bot: loans in Korean: rate, next payment, payoff, debit, what is late.

use handoff::message::{Language, Tone};
use jiff::civil::Date;

use super::{CHECK, amount, day, moment, since};
use crate::core::record::{
    Arrears, Debit, DebitOutcome, Debited, Instalment, Overdue, Payoff, PayoffFigures, Rate, RateFigures, RateKind,
    Repayment,
};
use crate::words::Report;

pub(in crate::words) fn rate(rate: &Rate, figures: &RateFigures) -> Report {
    let kind = match figures.kind {
        RateKind::Fixed => "고정금리",
        RateKind::Variable => "변동금리",
    };
    let next = match (figures.kind, figures.next_reset) {
        (RateKind::Fixed, _) => "만기까지 바뀌지 않아요.".to_owned(),
        (RateKind::Variable, Some(reset)) => format!("다음에 금리가 다시 정해지는 날은 {}이에요.", day(reset)),
        (RateKind::Variable, None) => "시장 금리에 따라 다시 정해져요.".to_owned(),
    };
    Report::new(rate.of.label(Language::Ko), kind, Tone::Calm)
        .saying(format!("지금 적용되는 금리는 연 {}%({kind})예요.", figures.rate))
        .next(next)
        .row("적용 금리", format!("연 {}%", figures.rate))
        .row("이번 달 이자", amount(figures.interest))
        .row("계산", format!("남은 원금 {} × 연 {}% × {}일 ÷ 365", amount(figures.balance), figures.rate, figures.days))
        .basis(format!("법에서 정한 최고금리는 연 20%예요({CHECK})."))
}

pub(in crate::words) fn repayment(repayment: &Repayment, today: Date, instalment: Option<&Instalment>) -> Report {
    let when = match (repayment.due - today).get_days() {
        0 => "오늘이에요".to_owned(),
        1 => "내일이에요".to_owned(),
        days => format!("{days}일 뒤예요"),
    };
    let next = if repayment.by_debit {
        "등록된 계좌에서 자동으로 빠져나가요. 전날까지 잔액만 확인해 주세요."
    } else {
        "납부일까지 내 주시면 돼요."
    };
    let due = format!("다음 납부일은 {}, {when}.", day(repayment.due));
    let said = match instalment {
        Some(instalment) => format!("{due} 내실 금액은 {}이에요.", amount(instalment.total())),
        None => due,
    };
    let mut report = Report::new(repayment.of.label(Language::Ko), format!("다음 납부일이 {when}"), Tone::Calm)
        .saying(said)
        .next(next)
        .row("다음 납부일", day(repayment.due))
        .basis("납부일이 쉬는 날이면 일반적으로 다음 영업일에 내시면 돼요. 정확한 기준은 계약서에서 확인해 주세요.");
    if let Some(instalment) = instalment {
        report = report
            .row("내실 금액", amount(instalment.total()))
            .row("원금", amount(instalment.principal))
            .row("이자", amount(instalment.interest))
            .row("납부 뒤 남는 원금", amount(instalment.remaining));
    }
    report
}

pub(in crate::words) fn payoff(payoff: &Payoff, figures: &PayoffFigures) -> Report {
    let fee = match figures.free_from {
        _ if figures.fee.0 == 0 => "지금은 중도상환수수료가 없어요.".to_owned(),
        Some(free) => format!("{}부터는 중도상환수수료가 없어요.", day(free)),
        None => "중도상환수수료가 함께 들어 있어요.".to_owned(),
    };
    Report::new(payoff.of.label(Language::Ko), format!("{} 기준", day(figures.on)), Tone::Calm)
        .saying(format!("{}에 모두 갚으시면 {}이에요. {fee}", day(figures.on), amount(figures.total())))
        .next("납부 방법을 보시거나 상담원에게 부탁하실 수 있어요. 천천히 정하셔도 돼요.")
        .expected(Some(format!("이 금액은 {}까지 그대로예요.", moment(figures.valid_until))))
        .row("모두 갚을 때", amount(figures.total()))
        .row("남은 원금", amount(figures.principal))
        .row("이자", amount(figures.interest))
        .row("중도상환수수료", amount(figures.fee))
        .basis(format!("중도상환수수료는 대출일부터 3년까지만, 실제 든 비용 안에서 받을 수 있어요({CHECK})."))
}

pub(in crate::words) fn debit(debit: &Debit, debited: &Debited) -> Report {
    let at = moment(debited.tried_at);
    let account = format!("{} ****{}", debited.bank.ko, debited.account);
    let sum = amount(debited.amount);
    let (state, tone, lead) = match debited.outcome {
        DebitOutcome::Done => ("출금 완료", Tone::Good, format!("{at}에 {account}에서 {sum}이 빠져나갔어요.")),
        DebitOutcome::Pending => {
            ("출금 중", Tone::Calm, format!("{at}부터 {account}에서 {sum}을 출금하고 있어요. 결과는 오늘 안에 나와요."))
        }
        DebitOutcome::Insufficient => (
            "출금되지 않음",
            Tone::Attention,
            format!("{at}에 {account}에서 {sum}을 출금하려 했는데, 잔액이 모자라 빠져나가지 않았어요."),
        ),
        DebitOutcome::AccountClosed => (
            "출금되지 않음",
            Tone::Attention,
            format!("{at}에 {account}에서 {sum}을 출금하려 했는데, 그 계좌에서는 출금할 수 없었어요."),
        ),
        DebitOutcome::Refused => (
            "출금되지 않음",
            Tone::Attention,
            format!("{at}에 {account}에서 {sum}을 출금하려 했는데, 은행에서 받아들이지 않았어요."),
        ),
    };
    let next = match (debited.outcome, debited.retry_at) {
        (DebitOutcome::Done, _) => "더 하실 일은 없어요. 두 번 빠져나갔다면 상담원이 돌려 드려요.".to_owned(),
        (DebitOutcome::Pending, _) => "지금 하실 일은 없어요.".to_owned(),
        (DebitOutcome::AccountClosed, _) => "다른 출금 계좌를 정하시거나, 오늘 직접 납부하실 수 있어요.".to_owned(),
        (_, Some(retry)) => {
            format!("{}에 다시 출금해요. 그 전에 잔액을 채우시거나 오늘 직접 납부하실 수 있어요.", moment(retry))
        }
        (_, None) => "오늘 직접 납부하실 수 있어요. 어려우시면 나눠 내기를 상담해 드려요.".to_owned(),
    };
    Report::new(debit.of.label(Language::Ko), state, tone)
        .saying(lead)
        .next(next)
        .row("출금 시각", at)
        .row("출금 계좌", account)
        .row("금액", sum)
        .basis("출금 횟수와 시각은 일반적으로 계약의 자동이체 약정을 따라요. 정확한 기준은 약정서에서 확인해 주세요.")
}

pub(in crate::words) fn overdue(overdue: &Overdue, arrears: &Arrears) -> Report {
    let total = amount(arrears.total());
    Report::new(overdue.of.label(Language::Ko), format!("납부가 {}일 늦어졌어요", arrears.days), Tone::Attention)
        .saying(format!("오늘까지 {total}이 늦어져 있어요({}일째).", arrears.days))
        .since(since(arrears.since))
        .next("한 번에 내기 어려우시면 나눠 내기나 미루기를 상담원과 정할 수 있어요. 천천히 하셔도 돼요.")
        .by(format!(
            "{} 전에 정리되면 3개월 이상 연체로 등록되지 않아요(2026-11-22 기준, 확인: 한국신용정보원).",
            day(arrears.registered_from)
        ))
        .row("오늘 기준 합계", total)
        .row("밀린 원금", amount(arrears.principal))
        .row("밀린 이자", amount(arrears.interest))
        .row("늦어진 동안의 이자", amount(arrears.late_interest))
        .basis(format!(
            "원금이 3천만원 미만이면 채무조정을 요청하실 수 있고, 저희는 10영업일 안에 결정을 알려 드려야 해요({CHECK})."
        ))
}
