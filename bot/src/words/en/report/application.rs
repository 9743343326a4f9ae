//! bot: applications in English: progress, papers, and what may be done about a refusal.

use handoff::event::BlockedOn;
use handoff::message::{Language, Tone};
use jiff::civil::Date;

use super::{CHECK, amount, bar, capital, day, since, stand, step, when};
use crate::core::Won;
use crate::core::record::{Application, Credit, Paper, PaperState, Papers, Refusal, Rejection};
use crate::words::Report;

const STEPS: [&str; 5] = ["Received", "Papers", "Review", "Agreement", "Payout"];

pub(in crate::words) fn application(application: &Application, today: Date, asked_for: Option<&Won>) -> Report {
    let course = &application.course;
    let papers: Vec<&str> = application.papers.iter().map(|paper| paper.en.as_str()).collect();
    let waits = course.blocked_on == BlockedOn::Customer;
    let state = if waits && !papers.is_empty() {
        "A paper is needed again".to_owned()
    } else if waits {
        format!("{}: waiting for you", step(course, &STEPS))
    } else {
        step(course, &STEPS)
    };
    let next = match course.blocked_on {
        BlockedOn::Customer if !papers.is_empty() => {
            format!("Please send your {} again and we go on at once.", papers.join(" and "))
        }
        BlockedOn::Customer => "It goes on once you have read the terms and decided. There is no need to hurry.".into(),
        BlockedOn::Company => "Our review team is looking at it. There is nothing for you to do.".into(),
        BlockedOn::ThirdParty => "We are waiting for an answer from outside. There is nothing for you to do.".into(),
        BlockedOn::Nobody => "Everything is done.".into(),
    };
    let tone = if waits || course.is_late(today) { Tone::Attention } else { Tone::Calm };
    let report = Report::new(application.of.nickname.en.as_str(), state, tone)
        .saying(format!("Your application is {}.", stand(course, &STEPS)))
        .on(bar(course, &STEPS))
        .since(since(course.since))
        .next(next)
        .expected(when(course, today, "the result usually comes"))
        .basis(criteria(application.kind));
    match asked_for {
        Some(asked_for) => report.row("Amount applied for", amount(*asked_for)),
        None => report,
    }
}

pub(in crate::words) fn rejection(rejection: &Rejection, refusal: &Refusal) -> Report {
    let reason = refusal.reasons.first().map_or("", |reason| reason.en.as_str());
    let mut report = Report::new(rejection.of.label(Language::En), "Not this time", Tone::Attention)
        .saying(format!(
            "I know this is disappointing. On {} it was decided that it is not possible this time. The main reason: {reason}.",
            day(refusal.decided)
        ))
        .since(day(refusal.decided))
        .next("You can ask to have the evaluation explained, or to have information corrected that is not true.")
        .basis(format!(
            "You may ask which credit information the decision rests on, have an automated evaluation explained, and ask for another look ({CHECK})."
        ));
    for (n, reason) in (1..).zip(&refusal.reasons) {
        report = report.row(&format!("Reason {n}"), reason.en.as_str());
    }
    for source in &refusal.sources {
        report = report.row("Information used", format!("{} ({})", source.what.en, source.whose.en));
    }
    report
}

pub(in crate::words) fn papers(papers: &Papers, about: Option<&Paper>, details: &[Option<String>]) -> Report {
    let all = papers.papers.len();
    let done = papers.papers.iter().filter(|paper| paper.state == PaperState::Done).count();
    let redo: Vec<&str> =
        papers.papers.iter().filter(|paper| waits(paper)).map(|paper| paper.name.en.as_str()).collect();
    let (state, tone) = if !redo.is_empty() {
        ("A paper is needed again", Tone::Attention)
    } else if done == all {
        ("All checked", Tone::Good)
    } else {
        ("Being checked", Tone::Calm)
    };
    let lead = match about {
        Some(paper) => format!("Your {}: {}.", paper.name.en, state_of(paper.state)),
        None => format!("{done} of {all} documents are checked ({done}/{all})."),
    };
    let next = if !redo.is_empty() {
        format!("Please send your {} again and we go on at once.", redo.join(" and "))
    } else if done == all {
        "There is nothing more for you to do about documents.".into()
    } else {
        "We are checking them. There is nothing for you to do.".into()
    };
    let usual = papers.checked_within.filter(|_| done < all).map(|(half, most)| {
        let span = match (half, most) {
            (1, 1) => "1 business day".to_owned(),
            (half, most) if half == most => format!("{half} business days"),
            (half, most) => format!("{half} to {most} business days"),
        };
        format!("Documents are usually checked within {span}.")
    });
    let latest = papers.papers.iter().map(|paper| paper.since).max();
    let mut report = Report::new(papers.of.label(Language::En), state, tone)
        .saying(lead)
        .next(next)
        .expected(usual)
        .basis("We look at the date of issue, the name, and whether a page is missing. The last digits of the resident number may be covered.");
    if let Some(latest) = latest {
        report = report.since(since(latest));
    }
    for (paper, detail) in papers.papers.iter().zip(details) {
        let state = state_of(paper.state);
        let value = detail.as_ref().map_or_else(|| state.to_owned(), |detail| format!("{state}: {detail}"));
        report = report.row(&capital(&paper.name.en), value);
    }
    report
}

fn waits(paper: &Paper) -> bool {
    matches!(paper.state, PaperState::Redo | PaperState::Missing)
}

const fn state_of(state: PaperState) -> &'static str {
    match state {
        PaperState::Missing => "not here yet",
        PaperState::Arrived => "arrived",
        PaperState::Checking => "being checked",
        PaperState::Redo => "needed again",
        PaperState::Done => "checked",
    }
}

/// What is looked at, and what is not.
const fn criteria(kind: Credit) -> &'static str {
    match kind {
        Credit::Loan => {
            "A review looks at income, present debts, repayment history and employment. It does not look at gender, region of origin, religion or political views."
        }
        Credit::Card | Credit::Limit => {
            "A review looks at income, present debts, repayment history and how long cards were used. It does not look at gender, region of origin, religion or political views."
        }
    }
}
