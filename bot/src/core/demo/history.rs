//! bot: what happened to the synthetic customers before today, so that an agent finds a story and not a stranger.

use handoff::event::{BlockedOn, Fact};
use jiff::{SignedDuration, Timestamp};

use super::{CUSTOMERS, Customer};
use crate::conversation::CustomerNo;

const APPLICATION: [&str; 5] = ["접수", "서류", "심사", "약정", "실행"];
const DELIVERY: [&str; 4] = ["제작", "발송", "배송 중", "수령"];

/// The customer's past, oldest first; nothing for somebody unknown.
pub fn history(number: &CustomerNo, now: Timestamp) -> Vec<(Timestamp, Fact)> {
    let Some(customer) = CUSTOMERS.iter().find(|customer| customer.id == number.0) else { return Vec::new() };
    let ago = |days: i64, hours: i64| now - SignedDuration::from_hours(24 * days + hours);
    let mut past = Vec::new();
    if customer.loans.iter().any(|loan| loan.late.is_none()) {
        past.push((ago(21, 2), touch("payment.received", "납부 완료")));
    }
    arrears(customer, &ago, &mut past);
    applications(customer, &ago, &mut past);
    parcels(customer, &ago, &mut past);
    past.push((ago(0, 3), touch("app.opened", "앱 접속")));
    if customer.id == "hyunwoo" {
        past.push((ago(0, 2), touch("page.viewed", "심사 진행 화면 보기")));
        past.push((ago(0, 1), touch("page.viewed", "심사 진행 화면 보기")));
    }
    past.sort_by_key(|(at, _)| *at);
    past
}

fn arrears(customer: &Customer, ago: &impl Fn(i64, i64) -> Timestamp, past: &mut Vec<(Timestamp, Fact)>) {
    for late in customer.loans.iter().filter_map(|loan| loan.late.as_ref()) {
        let days = i64::from(late.days);
        past.push((ago(days, 1), touch("autodebit.failed", "자동이체 실패(잔액 부족)")));
        past.push((ago(days - 1, 0), touch("overdue.started", "납부일 지남")));
        past.push((ago(days - 5, 3), touch("notice.sent", "납부 안내 문자")));
        past.push((ago(2, 4), touch("login.failed", "로그인 실패")));
        past.push((ago(2, 3), touch("login.failed", "로그인 실패")));
    }
    if customer.in_debt_adjustment {
        past.push((ago(60, 0), moved("debt_adjustment:D-0119", "채무조정", 4, 4, "이행", BlockedOn::Customer)));
    }
}

fn applications(customer: &Customer, ago: &impl Fn(i64, i64) -> Timestamp, past: &mut Vec<(Timestamp, Fact)>) {
    let Some(applied) = &customer.application else { return };
    let name = format!("loan_application:{}", applied.reference);
    let days = i64::from(applied.progress.days);
    for step in 1..=applied.progress.step {
        let here = step == applied.progress.step;
        let blocked_on = if here { applied.progress.blocked_on } else { BlockedOn::Company };
        let at = ago(days + i64::from(applied.progress.step - step), 5);
        past.push((at, moved(&name, applied.nickname.ko, step, 5, APPLICATION[usize::from(step - 1)], blocked_on)));
    }
}

fn parcels(customer: &Customer, ago: &impl Fn(i64, i64) -> Timestamp, past: &mut Vec<(Timestamp, Fact)>) {
    for card in customer.cards {
        let Some(parcel) = &card.parcel else { continue };
        let name = format!("card_issue:{}", card.reference);
        for step in 1..=parcel.step {
            let here = step == parcel.step;
            let blocked_on = if here { parcel.blocked_on } else { BlockedOn::Company };
            let at = ago(i64::from(parcel.days) + i64::from(parcel.step - step), 6);
            past.push((at, moved(&name, card.nickname.ko, step, 4, DELIVERY[usize::from(step - 1)], blocked_on)));
        }
    }
}

fn touch(what: &str, label: &str) -> Fact {
    Fact::Touchpoint { what: what.to_owned(), label: label.to_owned() }
}

fn moved(process: &str, title: &str, step: u8, of: u8, label: &str, blocked_on: BlockedOn) -> Fact {
    Fact::ProcessMoved {
        process: process.to_owned(),
        title: title.to_owned(),
        step,
        of,
        label: label.to_owned(),
        blocked_on,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyone_has_a_past_in_order() {
        let now = "2026-11-23T01:00:00Z".parse().unwrap();
        for customer in CUSTOMERS {
            let past = history(&CustomerNo(customer.id.to_owned()), now);
            assert!(!past.is_empty() && past.is_sorted_by_key(|(at, _)| *at), "{}", customer.id);
            assert!(past.iter().all(|(at, _)| *at < now));
        }
        assert!(history(&CustomerNo("nobody".into()), now).is_empty());
    }
}
