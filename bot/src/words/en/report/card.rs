//! bot: cards in English: limit, parcel, bill, block.

use handoff::event::BlockedOn;
use handoff::message::{Language, Tone};
use jiff::civil::Date;

use super::{amount, bar, day, late_words, since, span, step};
use crate::core::record::{
    Block, BlockDetail, BlockReason, Delivery, Limit, LimitFigures, Receiver, Statement, StatementFigures,
};
use crate::words::Report;

const DELIVERY: [&str; 4] = ["Made", "Handed over", "On its way", "Received"];
const REVIEW: [&str; 3] = ["Received", "Review", "Answered"];

pub(in crate::words) fn limit(limit: &Limit, today: Date, figures: &LimitFigures) -> Report {
    let open = limit.review.as_ref().filter(|review| !review.is_done());
    let state = if open.is_some() { "Under review" } else { "In use" };
    let mut report = Report::new(limit.of.label(Language::En), state, Tone::Calm).saying(format!(
        "Your limit is {}, of which {} is left.",
        amount(figures.limit),
        amount(figures.left)
    ));
    report = match (&limit.review, &figures.result) {
        (Some(review), None) => report
            .on(bar(review, &REVIEW))
            .since(since(review.since))
            .next(super::who_acts(review, "Our limit team"))
            .expected(super::when(review, today, "the result usually comes")),
        (Some(review), Some(result)) => report
            .on(bar(review, &REVIEW))
            .since(since(review.since))
            .next(format!("The review of your limit is answered: {}.", result.en)),
        (None, _) => report.next("If you would like it changed, I can pass your request on to the review team."),
    };
    report
        .row("Limit", amount(figures.limit))
        .row("Used", amount(figures.used))
        .row("Left", amount(figures.left))
        .basis("A review of a limit looks at income, present debts, repayment history and card use. People decide.")
}

pub(in crate::words) fn delivery(delivery: &Delivery, today: Date) -> Report {
    let course = &delivery.course;
    let step = step(course, &DELIVERY);
    let received = course.is_done();
    let late = !received && course.expected.is_some_and(|expected| expected.is_late(today));
    let next = match (received, course.blocked_on, course.step) {
        (true, ..) => {
            "Please sign the back and register the card in the app. If you did not receive it, tell me right away."
        }
        (false, BlockedOn::Customer, _) => "It goes on once you have agreed on a day with the courier.",
        (false, _, 1) => "We are making your card.",
        (false, _, 2) => "We are handing it to the courier.",
        (false, ..) => "The courier will contact you to agree on a time.",
    };
    let expected = course.expected.filter(|_| !received).map(|expected| {
        if late { late_words(expected, today) } else { format!("It usually arrives {}.", span(expected, today)) }
    });
    let (now, tone) = match (received, late) {
        (true, _) => ("The card is marked as delivered.".to_owned(), Tone::Good),
        (false, late) => (
            format!("Your card is at the step “{step}” ({}/{}).", course.step, course.of),
            if late { Tone::Attention } else { Tone::Calm },
        ),
    };
    let receiver = match delivery.receiver {
        Receiver::Customer => "Only you yourself can receive the card. Please have your ID ready.",
        Receiver::Household => "You or a family member you live with can receive it.",
    };
    Report::new(delivery.of.label(Language::En), step, tone)
        .saying(now)
        .on(bar(course, &DELIVERY))
        .since(since(course.since))
        .next(next)
        .expected(expected)
        .basis(receiver)
}

pub(in crate::words) fn statement(statement: &Statement, today: Date, figures: &StatementFigures) -> Report {
    let month = statement.month.strftime("%B");
    let when = if figures.due < today { "was due" } else { "is due" };
    let (state, lead) = if figures.total.0 == 0 {
        ("Nothing billed".to_owned(), format!("The bill for {month} is 0 won."))
    } else {
        (
            format!("{month} bill"),
            format!("The bill for {month} is {} and {when} on {}.", amount(figures.total), day(figures.due)),
        )
    };
    let mut report = Report::new(statement.of.label(Language::En), state, Tone::Calm)
        .saying(lead)
        .next("If there is a charge you don't know, tell me right away: we stop the card first and look into it together.")
        .row("Total", amount(figures.total))
        .row("Due date", day(figures.due))
        .basis("Only the largest lines are shown. The whole bill is in the app.");
    for line in &figures.lines {
        report = report.row(&format!("{} {}", day(line.on), line.merchant.en), amount(line.amount));
    }
    for part in &figures.parts {
        report = report.row(&format!("{}, part {} of {}", part.merchant.en, part.part, part.of), amount(part.amount));
    }
    report
}

pub(in crate::words) fn block(block: &Block, detail: Option<&BlockDetail>) -> Report {
    let (state, why, next, who) = match block.reason {
        BlockReason::Customer => (
            "Stopped at your request",
            "We stopped the card because you asked us to.",
            "To use it again, an agent calls your registered number and then opens it.",
            "Stopping is done at once; for your safety a person checks before it is opened.",
        ),
        BlockReason::Overdue => (
            "Paused for a late payment",
            "A payment is late, so the card is paused.",
            "Once it is settled, the card usually works again on the next business day. If that is hard, an agent can arrange to split it.",
            "Our card team decides when it opens. An agent can confirm the exact time.",
        ),
        BlockReason::Suspicion => (
            "Paused for your safety",
            "Somebody else may be using the card, so we paused it.",
            "It is opened as soon as it is clear that the payment was yours. If you don't know it, tell me.",
            "Whoever looks into it talks to you on the phone and then decides.",
        ),
        BlockReason::Expired => (
            "Expired",
            "The card has expired.",
            "It goes on with a new card.",
            "The card team checks before a new one is sent.",
        ),
        BlockReason::LimitReached => (
            "Limit used up",
            "The limit for this time is used up.",
            "What you pay on the due date can be used again.",
            "The review team decides about limits.",
        ),
    };
    let mut report = Report::new(block.of.label(Language::En), state, Tone::Attention).saying(why);
    if let Some(detail) = detail {
        report = report.saying(format!("{why} {}.", detail.detail.en)).since(since(detail.since));
        report = report.row("Details", detail.detail.en.as_str());
        if let Some(lifts) = detail.lifts {
            report = report.by(format!("It opens by itself on {}.", day(lifts)));
        }
    }
    report.next(next).basis(who)
}
