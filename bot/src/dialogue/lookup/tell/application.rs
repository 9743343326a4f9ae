//! bot: applications, told: how far they are, which papers are missing, why one was refused.

use handoff::event::BlockedOn;
use nlu::Intent;

use super::{Told, Wish, more, moved};
use crate::core::record::{Application, PaperState, Papers, Rejection};
use crate::core::{Lookup, Verified, today};
use crate::dialogue::choice::Tap;
use crate::dialogue::reply::Reply;
use crate::words::{self, Label};

pub(super) fn progress(reply: &Reply<'_>, application: &Application, verified: Option<&Verified>) -> Told {
    let day = today(reply.now);
    let asked_for = verified.and_then(|verified| Some(application.figures.as_ref()?.open(verified)));
    let report = words::application(reply.language, application, day, asked_for);
    let mut choices = Vec::new();
    if application.course.blocked_on == BlockedOn::Customer {
        choices.push(reply.choice(&Tap::About(Intent::DocumentRequirements), Label::Papers));
    }
    if application.course.is_late(day) {
        choices.push(reply.choice(&Tap::Agent, Label::AskWhyLate));
    }
    choices.push(reply.choice(&Tap::About(Intent::LoanEligibility), Label::Criteria));
    more(reply, &mut choices, Lookup::ApplicationProgress, &application.of, verified);
    let moved = moved(reply, "loan_application", &application.of, &application.course, &report);
    Told { reports: vec![report], choices, moved }
}

pub(super) fn rejection(reply: &Reply<'_>, rejection: &Rejection, verified: &Verified) -> Told {
    let report = words::rejection(reply.language, rejection, rejection.figures.open(verified));
    let choices = vec![
        reply.choice(&Tap::Intent(Intent::CreditEvalExplanation), Label::AskForExplanation),
        reply.choice(&Tap::Intent(Intent::CreditInfoCorrection), Label::CorrectInformation),
        reply.choice(&Tap::About(Intent::LoanEligibility), Label::Criteria),
    ];
    Told { reports: vec![report], choices, moved: None }
}

pub(super) fn papers(reply: &Reply<'_>, papers: &Papers, wish: &Wish, verified: Option<&Verified>) -> Told {
    let detail_of = |figures: &Option<crate::core::Figures<crate::core::Text>>| -> Option<String> {
        let detail = figures.as_ref()?.open(verified?);
        Some(detail.in_language(reply.language).to_owned())
    };
    let details: Vec<Option<String>> = papers.papers.iter().map(|paper| detail_of(&paper.figures)).collect();
    let about = wish.slots.paper.as_ref().and_then(|kind| papers.papers.iter().find(|paper| paper.kind == *kind));
    let report = words::papers(reply.language, papers, about, &details);
    let mut choices = vec![
        reply.choice(&Tap::About(Intent::DocumentRequirements), Label::Papers),
        reply.choice(&Tap::Lookup(Lookup::ApplicationProgress), Label::MyApplication),
    ];
    if papers.papers.iter().any(|paper| paper.state == PaperState::Redo) {
        more(reply, &mut choices, Lookup::DocumentCheck, &papers.of, verified);
    }
    Told { reports: vec![report], choices, moved: None }
}
