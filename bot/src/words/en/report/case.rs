//! bot: cases in English: a lower rate, relief, a debt adjustment, a dispute.

use handoff::event::BlockedOn;
use handoff::message::{Language, Tone};
use jiff::civil::Date;

use super::{CHECK, bar, capital, day, since, stand, step, until, when, who_acts};
use crate::core::record::{
    Adjusted, Adjustment, AdjustmentPlace, Dispute, DisputeDetail, Hardship, RateCut, RateCutResult,
};
use crate::core::{Course, Text};
use crate::words::Report;

const DECIDED: [&str; 3] = ["Received", "Review", "Answered"];
const ADJUSTMENT: [&str; 4] = ["Received", "Review", "Agreed", "Under way"];
const DISPUTE: [&str; 4] = ["Received", "Examined", "Decided", "Answered"];

pub(in crate::words) fn rate_cut(cut: &RateCut, today: Date, result: Option<&RateCutResult>) -> Report {
    let course = &cut.course;
    let papers: Vec<&str> = cut.papers.iter().map(|paper| paper.en.as_str()).collect();
    let waits = !papers.is_empty();
    let lead = match result {
        Some(RateCutResult { granted: true, before, after, reason }) => {
            format!("It was accepted: your rate goes from {before}% to {after}% a year. {}.", reason.en)
        }
        Some(RateCutResult { granted: false, reason, .. }) => {
            format!("The result is that the rate cannot be lowered this time. {}.", reason.en)
        }
        None if course.is_done() => "Your request for a lower rate is answered.".to_owned(),
        None => format!("Your request for a lower rate is {}.", stand(course, &DECIDED)),
    };
    let next = match result {
        Some(RateCutResult { granted: true, .. }) => {
            "It holds from the next interest on. There is nothing for you to do.".to_owned()
        }
        Some(_) => {
            "The rate does not rise because you asked. If things get better you may ask again, as often as you like."
                .to_owned()
        }
        None if waits => format!("Please send {} and the review goes on.", papers.join(" and ")),
        None => who_acts(course, "Our rate team"),
    };
    let mut report = Report::new(cut.of.label(Language::En), state(course, &DECIDED, waits), tone(course, today, waits))
        .saying(lead)
        .on(bar(course, &DECIDED))
        .since(since(course.since))
        .next(next)
        .row("Received on", day(cut.filed))
        .basis(format!(
            "We have to answer within 10 business days of your request, not counting days on which papers are awaited ({CHECK})."
        ));
    if !course.is_done() {
        let answer = if waits {
            "The days stand still while the papers are awaited.".to_owned()
        } else {
            format!("You hear from us {} at the latest.", until(cut.answer_by, today))
        };
        report = report.expected(Some(answer));
    }
    match result {
        Some(result) => report
            .row("Before", format!("{}% a year", result.before))
            .row("From now on", format!("{}% a year", result.after)),
        None => report,
    }
}

pub(in crate::words) fn hardship(case: &Hardship, today: Date, terms: Option<&Text>) -> Report {
    let course = &case.course;
    let waits = course.blocked_on == BlockedOn::Customer;
    let lead = match terms {
        Some(terms) => format!("Your relief is settled. {}.", terms.en),
        None if course.is_done() => "Your request for relief is answered.".to_owned(),
        None => format!("Your request for relief is {}.", stand(course, &DECIDED)),
    };
    let report = Report::new(case.of.label(Language::En), state(course, &DECIDED, waits), tone(course, today, waits))
        .saying(lead)
        .on(bar(course, &DECIDED))
        .since(since(course.since))
        .next(who_acts(course, "Our relief team"))
        .row("Received on", day(case.filed))
        .basis(format!(
            "While a debt adjustment under the law is under review, collection and the sale of the claim are limited ({CHECK})."
        ));
    let report = if course.is_done() {
        report
    } else {
        report.expected(Some(format!("You hear our decision {} at the latest.", until(case.answer_by, today))))
    };
    match terms {
        Some(terms) => report.row("Terms", terms.en.as_str()),
        None => report,
    }
}

pub(in crate::words) fn adjustment(adjustment: &Adjustment, today: Date, adjusted: &Adjusted) -> Report {
    let course = &adjusted.course;
    let (place, who) = match adjusted.place {
        AdjustmentPlace::Company => ("with us", "Our adjustment team"),
        AdjustmentPlace::Ccrs => ("with the CCRS (Credit Counseling & Recovery Service)", "The CCRS"),
        AdjustmentPlace::Court => ("at court", "The court"),
    };
    let under_way = course.step == course.of;
    let next = if under_way {
        "Just pay the agreed amount on the agreed days. If it gets hard, tell us right away.".to_owned()
    } else {
        who_acts(course, who)
    };
    let (stopped, means) = if adjusted.collection_stopped {
        ("stopped", "While it goes on, we don't contact you about paying.")
    } else {
        (
            "not yet",
            "Our contact about paying stops once the filing is confirmed. If it isn't yet, please let an agent know.",
        )
    };
    let title = adjustment.of.label(Language::En);
    let report = Report::new(title, format!("{}, {place}", step(course, &ADJUSTMENT)), Tone::Calm)
        .saying(format!("Your debt adjustment {place} is {}. {means}", stand(course, &ADJUSTMENT)))
        .on(bar(course, &ADJUSTMENT))
        .since(since(course.since))
        .next(next)
        .expected(if under_way { None } else { when(course, today, "the next step usually comes") })
        .row("Filed", capital(place))
        .row("Our collection contact", capital(stopped))
        .basis(
            "Card use is generally limited while it goes on. Please check the exact rule with the CCRS (1600-5500).",
        );
    match &adjusted.terms {
        Some(terms) => report.row("Terms", terms.en.as_str()),
        None => report,
    }
}

pub(in crate::words) fn dispute(dispute: &Dispute, today: Date, detail: Option<&DisputeDetail>) -> Report {
    let course = &dispute.course;
    let waits = course.blocked_on == BlockedOn::Customer;
    let mut report =
        Report::new(dispute.of.label(Language::En), state(course, &DISPUTE, waits), tone(course, today, waits))
            .saying(format!("Your case is {}.", stand(course, &DISPUTE)))
            .on(bar(course, &DISPUTE))
            .since(since(course.since))
            .next(who_acts(course, "Whoever is in charge"))
            .row("Received on", day(dispute.filed))
            .basis(format!(
                "If you don't agree with the result, the Financial Supervisory Service can mediate ({CHECK})."
            ));
    if !course.is_done() {
        report = report.expected(Some(format!("You hear from us {} at the latest.", until(dispute.answer_by, today))));
    }
    match detail {
        Some(detail) => report.row("In charge", detail.handler.en.as_str()).row("About", detail.detail.en.as_str()),
        None => report,
    }
}

fn state(course: &Course, steps: &[&'static str], waits: bool) -> String {
    match (waits, course.is_done()) {
        (true, _) => "Waiting for papers".to_owned(),
        (false, true) => "Answered".to_owned(),
        (false, false) => step(course, steps),
    }
}

fn tone(course: &Course, today: Date, waits: bool) -> Tone {
    if waits || course.is_late(today) { Tone::Attention } else { Tone::Calm }
}
