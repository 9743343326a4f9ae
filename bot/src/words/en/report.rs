//! bot: statuses in English: what it is now, since when, who acts next, how long it takes, what it rests on.

use handoff::event::BlockedOn;
use handoff::message::{Language, Progress};
use jiff::civil::Date;

use super::{amount, clock, day};
use crate::core::{Course, Expected, local};
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
const CHECK: &str = "as of 2026-11-22, to check: Financial Supervisory Service, 1332";

fn bar(course: &Course, ours: &[&str]) -> Progress {
    report::bar(course, ours, Language::En)
}

/// "Review", or "Step 2" where the step has no name.
fn step(course: &Course, ours: &[&'static str]) -> String {
    report::step(course, ours, Language::En).unwrap_or_else(|| format!("Step {}", course.step))
}

/// "at step 3 of 5 (Review, 3/5)"
fn stand(course: &Course, ours: &[&'static str]) -> String {
    let place = format!("{}/{}", course.step, course.of);
    let place = match report::step(course, ours, Language::En) {
        Some(name) => format!("{name}, {place}"),
        None => place,
    };
    format!("at step {} of {} ({place})", course.step, course.of)
}

fn since(since: Date) -> String {
    format!("since {}", day(since))
}

/// Who acts next on a case that people decide.
fn who_acts(course: &Course, who: &str) -> String {
    match course.blocked_on {
        BlockedOn::Customer => "There is something left for you to do. It goes on as soon as you have.".into(),
        BlockedOn::Company => format!("{who} is looking at it. There is nothing for you to do."),
        BlockedOn::ThirdParty => "We are waiting for an answer from outside. There is nothing for you to do.".into(),
        BlockedOn::Nobody => "Everything is done.".into(),
    }
}

/// When a case usually ends; honest when it is late; nothing where nobody knows.
fn when(course: &Course, today: Date, what: &str) -> Option<String> {
    let expected = course.expected?;
    match course.blocked_on {
        BlockedOn::Nobody => None,
        BlockedOn::Customer => Some(format!("Once sent, {what} {}.", span(expected, today))),
        _ if course.is_late(today) => Some(late_words(expected, today)),
        _ => Some(capital(&format!("{what} {}.", span(expected, today)))),
    }
}

/// "by Fri 4 Dec (9 days left)"
fn until(last: Date, today: Date) -> String {
    match (last - today).get_days() {
        0 => format!("by {} (today)", day(last)),
        1 => format!("by {} (1 day left)", day(last)),
        days if days > 0 => format!("by {} ({days} days left)", day(last)),
        _ => format!("by {}", day(last)),
    }
}

/// Honest: how many days later than usual it is.
fn late_words(expected: Expected, today: Date) -> String {
    match (today - expected.to).get_days() {
        1 => "It is 1 day later than usual. I'm sorry for the wait.".into(),
        days => format!("It is {days} days later than usual. I'm sorry for the wait."),
    }
}

fn span(expected: Expected, today: Date) -> String {
    match (expected.from.max(today), expected.to) {
        (from, to) if from >= to && to <= today => "today".into(),
        (from, to) if from == to => format!("on {}", day(from)),
        (from, to) if from == today => format!("between today and {}", day(to)),
        (from, to) => format!("between {} and {}", day(from), day(to)),
    }
}

/// "Sun 22 Nov, 06:10"
fn moment(at: jiff::Timestamp) -> String {
    let at = local(at).datetime();
    format!("{}, {}", day(at.date()), clock(at))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
