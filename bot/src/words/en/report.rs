//! bot: statuses in English: what it is now, since when, who acts next, how long it takes.

use std::fmt::Write as _;

use handoff::event::BlockedOn;
use handoff::message::{Language, Status, Tone};
use jiff::civil::Date;

use super::{amount, day};
use crate::core::record::{Application, Arrears, Delivery, Instalment, Overdue, Repayment};
use crate::core::{Expected, Won};
use crate::words::{Report, progress, row};

const APPLICATION: [&str; 5] = ["Received", "Papers", "Review", "Agreement", "Payout"];
const DELIVERY: [&str; 4] = ["Made", "Handed over", "On its way", "Received"];

pub(in crate::words) fn application(application: &Application, today: Date, asked_for: Option<&Won>) -> Report {
    let late = application.course.is_late(today);
    let step = label(&APPLICATION, application.course.step);
    let papers: Vec<&str> = application.papers.iter().map(|paper| paper.en.as_str()).collect();
    let state = match application.course.blocked_on {
        BlockedOn::Customer if !papers.is_empty() => "A paper is needed again".to_owned(),
        BlockedOn::Customer => format!("{step}: waiting for you"),
        _ => step.to_owned(),
    };
    let next = match application.course.blocked_on {
        BlockedOn::Customer if !papers.is_empty() => {
            format!("Please send your {} again and we go on at once.", papers.join(" and "))
        }
        BlockedOn::Customer => "It goes on once you have read the terms and decided. There is no need to hurry.".into(),
        BlockedOn::Company => "Our review team is looking at it. There is nothing for you to do.".into(),
        BlockedOn::ThirdParty => "We are waiting for an answer from outside. There is nothing for you to do.".into(),
        BlockedOn::Nobody => "Everything is done.".into(),
    };
    let expected = match application.course.blocked_on {
        BlockedOn::Customer => {
            format!("Once sent, the result usually comes {}.", span(expected_of(&application.course), today))
        }
        BlockedOn::Nobody => String::new(),
        _ if late => late_words(expected_of(&application.course), today),
        _ => format!("The result usually comes {}.", span(expected_of(&application.course), today)),
    };
    let rows = asked_for.map(|asked_for| row("Amount applied for", amount(*asked_for))).into_iter().collect();
    Report {
        text: format!(
            "Your application is at step {} of {} ({step}). {next} {expected}",
            application.course.step,
            APPLICATION.len()
        )
        .trim()
        .to_owned(),
        status: Status {
            title: application.of.nickname.en.clone(),
            state,
            tone: if application.course.blocked_on == BlockedOn::Customer || late {
                Tone::Attention
            } else {
                Tone::Calm
            },
            progress: Some(progress(application.course.step, &APPLICATION)),
            since: Some(format!("since {}", day(application.course.since))),
            next: Some(next),
            expected: Some(expected).filter(|expected| !expected.is_empty()),
            rows,
        },
    }
}

pub(in crate::words) fn repayment(repayment: &Repayment, today: Date, instalment: Option<&Instalment>) -> Report {
    let days = (repayment.due - today).get_days();
    let when = match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days => format!("in {days} days"),
    };
    let next = if repayment.by_debit {
        "It is debited from your registered account. Just check the balance the day before."
    } else {
        "Please pay by the due date."
    };
    let mut text = format!("Your next payment is due {when}, on {}.", day(repayment.due));
    let mut rows = vec![row("Next due date", day(repayment.due))];
    if let Some(instalment) = instalment {
        let total = instalment.principal + instalment.interest;
        let _ = write!(text, " The amount is {}.", amount(total));
        rows.push(row("Amount due", amount(total)));
        rows.push(row("Principal", amount(instalment.principal)));
        rows.push(row("Interest", amount(instalment.interest)));
        rows.push(row("Principal left afterwards", amount(instalment.remaining)));
    }
    Report {
        text: format!("{text} {next}"),
        status: Status {
            title: repayment.of.label(Language::En),
            state: format!("Due {when}"),
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
    let next = "If it is hard to pay at once, an agent can arrange with you to split or postpone it. Take your time.";
    Report {
        text: format!("As of today {} is late (day {}). {next}", amount(total), arrears.days),
        status: Status {
            title: overdue.of.label(Language::En),
            state: format!("{} days late", arrears.days),
            tone: Tone::Attention,
            progress: None,
            since: Some(format!("since {}", day(arrears.since))),
            next: Some(next.to_owned()),
            expected: Some(format!(
                "If it is settled before {}, it is not registered as a delay of three months or more (as of 2026-11-22, to check: Korea Credit Information Services).",
                day(arrears.registered_from)
            )),
            rows: vec![
                row("Total as of today", amount(total)),
                row("Late principal", amount(arrears.principal)),
                row("Late interest", amount(arrears.interest)),
                row("Interest for the delay", amount(arrears.late_interest)),
            ],
        },
    }
}

pub(in crate::words) fn delivery(delivery: &Delivery, today: Date) -> Report {
    let step = label(&DELIVERY, delivery.course.step);
    let received = usize::from(delivery.course.step) == DELIVERY.len();
    let late = !received && expected_of(&delivery.course).is_late(today);
    let next = match (received, delivery.course.step) {
        (true, _) => {
            "Please sign the back and register the card in the app. If you did not receive it, tell me right away."
        }
        (false, 1) => "We are making your card.",
        (false, 2) => "We are handing it to the courier.",
        (false, _) => "The courier will contact you to agree on a time.",
    };
    let expected = if received {
        String::new()
    } else if late {
        late_words(expected_of(&delivery.course), today)
    } else {
        format!("It usually arrives {}.", span(expected_of(&delivery.course), today))
    };
    let now = if received {
        "The card is marked as delivered.".to_owned()
    } else {
        format!("Your card is at the step “{step}”.")
    };
    Report {
        text: format!("{now} {next} {expected}").trim().to_owned(),
        status: Status {
            title: delivery.of.label(Language::En),
            state: step.to_owned(),
            tone: if received {
                Tone::Good
            } else if late {
                Tone::Attention
            } else {
                Tone::Calm
            },
            progress: Some(progress(delivery.course.step, &DELIVERY)),
            since: Some(format!("since {}", day(delivery.course.since))),
            next: Some(next.to_owned()),
            expected: Some(expected).filter(|expected| !expected.is_empty()),
            rows: Vec::new(),
        },
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
    match (expected.from, expected.to) {
        (from, to) if from == to && from == today => "today".into(),
        (from, to) if from == to => format!("on {}", day(from)),
        (from, to) if from == today => format!("between today and {}", day(to)),
        (from, to) => format!("between {} and {}", day(from), day(to)),
    }
}

fn label(labels: &[&'static str], step: u8) -> &'static str {
    labels[usize::from(step).clamp(1, labels.len()) - 1]
}

fn expected_of(course: &crate::core::Course) -> Expected {
    course.expected.unwrap_or(Expected { from: course.since, to: Date::MAX })
}
