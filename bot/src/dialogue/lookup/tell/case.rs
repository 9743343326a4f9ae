//! bot: cases, told: a lower rate, relief, a debt adjustment, a dispute.

use handoff::message::Choice;
use jiff::civil::Date;
use nlu::Intent;

use super::{Told, more, moved};
use crate::core::record::{Adjustment, Dispute, Hardship, RateCut};
use crate::core::{Course, Lookup, Verified, today};
use crate::dialogue::choice::Tap;
use crate::dialogue::reply::Reply;
use crate::words::{self, Label};

pub(super) fn rate_cut(reply: &Reply<'_>, cut: &RateCut, verified: Option<&Verified>) -> Told {
    let day = today(reply.now);
    let result = verified.and_then(|verified| Some(cut.figures.as_ref()?.open(verified)));
    let report = words::rate_cut(reply.language, cut, day, result);
    let mut choices = why_late(reply, &cut.course, cut.answer_by, day);
    choices.push(reply.choice(&Tap::Lookup(Lookup::CurrentRate), Label::MyRate));
    choices.push(reply.choice(&Tap::About(Intent::RateReductionRequest), Label::AboutRateCut));
    if cut.course.is_done() {
        more(reply, &mut choices, Lookup::RateCutCase, &cut.of, verified);
    }
    let moved = moved(reply, "rate_reduction", &cut.of, &cut.course, &report);
    Told { reports: vec![report], choices, moved }
}

pub(super) fn hardship(reply: &Reply<'_>, case: &Hardship, verified: Option<&Verified>) -> Told {
    let day = today(reply.now);
    let terms = verified.and_then(|verified| Some(case.figures.as_ref()?.open(verified)));
    let report = words::hardship(reply.language, case, day, terms);
    let mut choices = why_late(reply, &case.course, case.answer_by, day);
    choices.push(reply.choice(&Tap::About(Intent::CollectionContactLimit), Label::ContactLimits));
    choices.push(reply.choice(&Tap::About(Intent::DebtAdjustmentInfo), Label::Programmes));
    if case.course.is_done() {
        more(reply, &mut choices, Lookup::HardshipCase, &case.of, verified);
    }
    let moved = moved(reply, "hardship", &case.of, &case.course, &report);
    Told { reports: vec![report], choices, moved }
}

pub(super) fn adjustment(reply: &Reply<'_>, adjustment: &Adjustment, verified: &Verified) -> Told {
    let adjusted = adjustment.figures.open(verified);
    let report = words::adjustment(reply.language, adjustment, today(reply.now), adjusted);
    let choices = vec![
        reply.choice(&Tap::Lookup(Lookup::RepaymentSchedule), Label::MySchedule),
        reply.choice(&Tap::About(Intent::CollectionContactLimit), Label::ContactLimits),
        reply.choice(&Tap::About(Intent::DebtAdjustmentInfo), Label::Programmes),
    ];
    let moved = moved(reply, "debt_adjustment", &adjustment.of, &adjusted.course, &report);
    Told { reports: vec![report], choices, moved }
}

pub(super) fn dispute(reply: &Reply<'_>, dispute: &Dispute, verified: Option<&Verified>) -> Told {
    let day = today(reply.now);
    let detail = verified.and_then(|verified| Some(dispute.figures.as_ref()?.open(verified)));
    let report = words::dispute(reply.language, dispute, day, detail);
    let mut choices = why_late(reply, &dispute.course, dispute.answer_by, day);
    choices.push(reply.choice(&Tap::About(Intent::DisputeStatus), Label::HowToAppeal));
    more(reply, &mut choices, Lookup::DisputeCase, &dispute.of, verified);
    let moved = moved(reply, "dispute", &dispute.of, &dispute.course, &report);
    Told { reports: vec![report], choices, moved }
}

/// A person to ask, where it takes longer than usual or than the law allows.
fn why_late(reply: &Reply<'_>, course: &Course, answer_by: Date, today: Date) -> Vec<Choice> {
    let late = course.is_late(today) || (today > answer_by && !course.is_done());
    late.then(|| reply.choice(&Tap::Agent, Label::AskWhyLate)).into_iter().collect()
}
