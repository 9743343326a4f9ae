//! bot: what happened to the synthetic customers before today, so that an agent finds a story and not a stranger.

use handoff::event::{BlockedOn, Fact};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::people::Person;
use crate::core::record::{Application, Delivery};
use crate::core::{Course, Lookup, Named, today};

const APPLICATION: [&str; 5] = ["접수", "서류", "심사", "약정", "실행"];
const DELIVERY: [&str; 4] = ["제작", "발송", "배송 중", "수령"];

/// A customer's past, oldest first.
pub(super) fn of(person: &Person, now: Timestamp) -> Vec<(Timestamp, Fact)> {
    let day = today(now);
    let ago = |days: i64, hours: i64| now - SignedDuration::from_hours(24 * days + hours);
    let mut past = Vec::new();
    if person.count(Lookup::RepaymentSchedule) > 0 {
        past.push((ago(21, 2), touch("payment.received", "납부 완료")));
    }
    arrears(person, day, &ago, &mut past);
    for application in read::<Application>(person, Lookup::ApplicationProgress, day) {
        steps(&application.of, &application.course, "loan_application", &APPLICATION, day, &ago, &mut past);
    }
    for delivery in read::<Delivery>(person, Lookup::CardDelivery, day) {
        steps(&delivery.of, &delivery.course, "card_issue", &DELIVERY, day, &ago, &mut past);
    }
    past.push((ago(0, 3), touch("app.opened", "앱 접속")));
    if person.id == "hyunwoo" {
        past.push((ago(0, 2), touch("page.viewed", "심사 진행 화면 보기")));
        past.push((ago(0, 1), touch("page.viewed", "심사 진행 화면 보기")));
    }
    past.sort_by_key(|(at, _)| *at);
    past
}

fn arrears(person: &Person, day: Date, ago: &impl Fn(i64, i64) -> Timestamp, past: &mut Vec<(Timestamp, Fact)>) {
    let days = person.overdue_days(day) as i64;
    if days > 0 {
        past.push((ago(days, 1), touch("autodebit.failed", "자동이체 실패(잔액 부족)")));
        past.push((ago(days - 1, 0), touch("overdue.started", "납부일 지남")));
        past.push((ago((days - 5).max(0), 3), touch("notice.sent", "납부 안내 문자")));
        past.push((ago(2, 4), touch("login.failed", "로그인 실패")));
        past.push((ago(2, 3), touch("login.failed", "로그인 실패")));
    }
    if person.in_debt_adjustment {
        past.push((ago(60, 0), moved("debt_adjustment:D-0119", "채무조정", 4, 4, "이행", BlockedOn::Customer)));
    }
}

/// One fact for each step that was taken, the last one with who has to act now.
fn steps(
    of: &Named,
    course: &Course,
    kind: &str,
    labels: &[&str],
    day: Date,
    ago: &impl Fn(i64, i64) -> Timestamp,
    past: &mut Vec<(Timestamp, Fact)>,
) {
    let name = format!("{kind}:{}", of.reference);
    let days = i64::from((day - course.since).get_days());
    for (step, label) in (1..=course.step).zip(labels) {
        let here = step == course.step;
        let blocked_on = if here { course.blocked_on } else { BlockedOn::Company };
        let at = ago(days + i64::from(course.step - step), 5);
        past.push((at, moved(&name, &of.nickname.ko, step, course.of, label, blocked_on)));
    }
}

fn read<T: serde::de::DeserializeOwned>(person: &Person, lookup: Lookup, day: Date) -> Vec<T> {
    person.all(lookup, day).into_iter().filter_map(|record| serde_json::from_value(record).ok()).collect()
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
    use crate::conversation::CustomerNo;
    use crate::core::DemoCore;

    #[test]
    fn everyone_has_a_past_in_order() {
        let now = "2026-11-23T01:00:00Z".parse().unwrap();
        let core = DemoCore::default();
        for customer in core.cards() {
            let past = core.history(&CustomerNo(customer.id.clone()), now);
            assert!(!past.is_empty() && past.is_sorted_by_key(|(at, _)| *at), "{}", customer.id);
            assert!(past.iter().all(|(at, _)| *at < now));
        }
        assert!(core.history(&CustomerNo("nobody".into()), now).is_empty());
    }
}
