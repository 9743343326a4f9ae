//! bot: statuses in Korean: what it is now, since when, who acts next, how long it takes, what it rests on.

use handoff::event::BlockedOn;
use handoff::message::{Language, Progress};
use jiff::civil::Date;

use super::{amount, clock, day, object};
use crate::core::{Course, Expected, Won, local};
use crate::words::report;

mod application;
mod card;
mod case;
mod loan;
mod score;

pub(in crate::words) use application::{application, papers, rejection};
pub(in crate::words) use card::{block, delivery, limit, statement};
pub(in crate::words) use case::{adjustment, dispute, hardship, rate_cut};
pub(in crate::words) use loan::{debit, overdue, payoff, rate, repayment};
pub(in crate::words) use score::{score_change, scores};

/// Where and when a rule of law can be checked.
const CHECK: &str = "2026-11-22 기준, 확인: 금융감독원 1332";

fn bar(course: &Course, ours: &[&str]) -> Progress {
    report::bar(course, ours, Language::Ko)
}

/// "심사", or "2단계" where the step has no name.
fn step(course: &Course, ours: &[&'static str]) -> String {
    report::step(course, ours, Language::Ko).unwrap_or_else(|| format!("{}단계", course.step))
}

/// "전체 5단계 가운데 지금 3단계(심사, 3/5)예요."
fn stand(course: &Course, ours: &[&'static str]) -> String {
    let place = format!("{}/{}", course.step, course.of);
    let place = match report::step(course, ours, Language::Ko) {
        Some(name) => format!("{name}, {place}"),
        None => place,
    };
    format!("전체 {}단계 가운데 지금 {}단계({place})예요.", course.of, course.step)
}

fn since(since: Date) -> String {
    format!("{}부터", day(since))
}

/// Who acts next on a case that people decide.
fn who_acts(course: &Course, who: &str) -> String {
    match course.blocked_on {
        BlockedOn::Customer => "고객님이 하실 일이 남아 있어요. 마치시면 바로 이어져요.".into(),
        BlockedOn::Company => format!("{who} 살펴보고 있어요. 지금 하실 일은 없어요."),
        BlockedOn::ThirdParty => "바깥 기관의 답을 기다리고 있어요. 지금 하실 일은 없어요.".into(),
        BlockedOn::Nobody => "모두 끝났어요.".into(),
    }
}

/// When a case usually ends; honest when it is late; nothing where nobody knows.
fn when(course: &Course, today: Date, what: &str) -> Option<String> {
    let expected = course.expected?;
    match course.blocked_on {
        BlockedOn::Nobody => None,
        BlockedOn::Customer => Some(format!("내 주신 뒤 보통 {} {what}.", span(expected, today))),
        _ if course.is_late(today) => Some(late_words(expected, today)),
        _ => Some(format!("보통 {} {what}.", span(expected, today))),
    }
}

/// "12월 4일(금)까지(9일 남음)"
fn until(last: Date, today: Date) -> String {
    match (last - today).get_days() {
        0 => format!("{}까지(오늘)", day(last)),
        days if days > 0 => format!("{}까지({days}일 남음)", day(last)),
        _ => format!("{}까지", day(last)),
    }
}

/// Honest: how many days later than usual it is.
fn late_words(expected: Expected, today: Date) -> String {
    let days = (today - expected.to).get_days();
    format!("평소보다 {days}일 늦어지고 있어요. 기다리게 해서 죄송해요.")
}

fn span(expected: Expected, today: Date) -> String {
    match (expected.from.max(today), expected.to) {
        (from, to) if from >= to && to <= today => "오늘".into(),
        (from, to) if from == to => format!("{}에", day(from)),
        (from, to) if from == today => format!("오늘에서 {} 사이에", day(to)),
        (from, to) => format!("{}에서 {} 사이에", day(from), day(to)),
    }
}

/// "11월 22일(일) 06:10"
fn moment(at: jiff::Timestamp) -> String {
    let at = local(at).datetime();
    format!("{} {}", day(at.date()), clock(at))
}

/// A round sum in both ways of writing it.
fn round(won: Won) -> String {
    if won.0 >= 10_000 && won.0 % 10_000 == 0 {
        format!("{}({}만원)", amount(won), super::thousands(won.0 / 10_000))
    } else {
        amount(won)
    }
}
