//! bot: cards, told: limit, parcel, bill, block.

use handoff::emergency::Emergency;
use nlu::Intent;

use super::{Told, more, moved};
use crate::core::record::{Block, BlockReason, Delivery, Limit, Statement};
use crate::core::{Lookup, Profile, Verified, today};
use crate::dialogue::choice::Tap;
use crate::dialogue::reply::Reply;
use crate::words::{self, Label};

pub(super) fn limit(reply: &Reply<'_>, limit: &Limit, verified: &Verified) -> Told {
    let report = words::limit(reply.language, limit, today(reply.now), limit.figures.open(verified));
    let mut choices = Vec::new();
    // Whoever is in arrears is not led to more credit.
    if !reply.profile.is_some_and(Profile::needs_care) {
        choices.push(reply.choice(&Tap::Intent(Intent::LimitIncreaseRequest), Label::ChangeLimit));
    }
    choices.push(reply.choice(&Tap::About(Intent::LoanEligibility), Label::Criteria));
    Told { reports: vec![report], choices, moved: None }
}

pub(super) fn delivery(reply: &Reply<'_>, delivery: &Delivery) -> Told {
    let day = today(reply.now);
    let report = words::delivery(reply.language, delivery, day);
    let mut choices = vec![reply.choice(&Tap::About(Intent::CardDeliveryStatus), Label::HowToReceive)];
    if delivery.course.is_late(day) {
        choices.push(reply.choice(&Tap::Agent, Label::AskWhyLate));
    } else if !delivery.course.is_done() {
        choices.push(reply.choice(&Tap::Agent, Label::AskForDay));
    }
    let moved = moved(reply, "card_issue", &delivery.of, &delivery.course, &report);
    Told { reports: vec![report], choices, moved }
}

pub(super) fn statement(reply: &Reply<'_>, statement: &Statement, verified: &Verified) -> Told {
    let report = words::statement(reply.language, statement, today(reply.now), statement.figures.open(verified));
    let choices = vec![
        reply.choice(&Tap::Danger(Emergency::CardUnauthorised), Label::UnknownCharge),
        reply.choice(&Tap::About(Intent::CardStatement), Label::General),
        reply.choice(&Tap::Intent(Intent::HardshipRequest), Label::Hardship),
    ];
    Told { reports: vec![report], choices, moved: None }
}

pub(super) fn block(reply: &Reply<'_>, block: &Block, verified: Option<&Verified>) -> Told {
    let detail = verified.and_then(|verified| Some(block.figures.as_ref()?.open(verified)));
    let report = words::block(reply.language, block, detail);
    let mut choices = match block.reason {
        BlockReason::Customer => vec![reply.choice(&Tap::Agent, Label::OpenCard)],
        BlockReason::Overdue => vec![
            reply.choice(&Tap::Lookup(Lookup::OverdueBalance), Label::MyOverdue),
            reply.choice(&Tap::Intent(Intent::HardshipRequest), Label::Hardship),
        ],
        BlockReason::Suspicion => vec![
            reply.choice(&Tap::Danger(Emergency::CardUnauthorised), Label::UnknownCharge),
            reply.choice(&Tap::Agent, Label::OpenCard),
        ],
        BlockReason::Expired => vec![reply.choice(&Tap::About(Intent::CardApply), Label::NewCard)],
        BlockReason::LimitReached => vec![reply.choice(&Tap::Lookup(Lookup::LimitReview), Label::MyLimit)],
    };
    more(reply, &mut choices, Lookup::CardBlockReason, &block.of, verified);
    Told { reports: vec![report], choices, moved: None }
}
