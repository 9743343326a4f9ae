//! bot: loans, told: rate, next payment, payoff, debit, what is late.

use nlu::Intent;

use super::{Told, more};
use crate::core::record::{Debit, DebitOutcome, Overdue, Payoff, Rate, Repayment};
use crate::core::{Lookup, Verified, today};
use crate::dialogue::choice::Tap;
use crate::dialogue::reply::Reply;
use crate::words::{self, Label};

pub(super) fn rate(reply: &Reply<'_>, rate: &Rate, verified: &Verified) -> Told {
    let report = words::rate(reply.language, rate, rate.figures.open(verified));
    let choices = vec![
        reply.choice(&Tap::Lookup(Lookup::RepaymentSchedule), Label::MySchedule),
        reply.choice(&Tap::About(Intent::RateReductionRequest), Label::AboutRateCut),
    ];
    Told { reports: vec![report], choices, moved: None }
}

pub(super) fn repayment(reply: &Reply<'_>, repayment: &Repayment, verified: Option<&Verified>) -> Told {
    let instalment = verified.and_then(|verified| Some(repayment.figures.as_ref()?.open(verified)));
    let report = words::repayment(reply.language, repayment, today(reply.now), instalment);
    let mut choices = vec![
        reply.choice(&Tap::About(Intent::PaymentSettingsChange), Label::ChangeDueDate),
        reply.choice(&Tap::Intent(Intent::HardshipRequest), Label::Hardship),
    ];
    more(reply, &mut choices, Lookup::RepaymentSchedule, &repayment.of, verified);
    Told { reports: vec![report], choices, moved: None }
}

pub(super) fn payoff(reply: &Reply<'_>, payoff: &Payoff, verified: &Verified) -> Told {
    let report = words::payoff(reply.language, payoff, payoff.figures.open(verified));
    let choices = vec![
        reply.choice(&Tap::About(Intent::RepaymentMake), Label::Pay),
        reply.choice(&Tap::About(Intent::EarlyRepayment), Label::AboutPayoff),
        reply.choice(&Tap::About(Intent::LoanCancelWithdraw), Label::AboutWithdrawal),
    ];
    Told { reports: vec![report], choices, moved: None }
}

pub(super) fn debit(reply: &Reply<'_>, debit: &Debit, verified: &Verified) -> Told {
    let debited = debit.figures.open(verified);
    let report = words::debit(reply.language, debit, debited);
    let choices = match debited.outcome {
        DebitOutcome::Done => vec![
            reply.choice(&Tap::Agent, Label::DebitedTwice),
            reply.choice(&Tap::Lookup(Lookup::RepaymentSchedule), Label::MySchedule),
        ],
        DebitOutcome::Pending => vec![reply.choice(&Tap::Lookup(Lookup::RepaymentSchedule), Label::MySchedule)],
        DebitOutcome::Insufficient | DebitOutcome::AccountClosed | DebitOutcome::Refused => vec![
            reply.choice(&Tap::About(Intent::RepaymentMake), Label::Pay),
            reply.choice(&Tap::About(Intent::PaymentSettingsChange), Label::ChangeAccount),
            reply.choice(&Tap::Intent(Intent::HardshipRequest), Label::Hardship),
        ],
    };
    Told { reports: vec![report], choices, moved: None }
}

pub(super) fn overdue(reply: &Reply<'_>, overdue: &Overdue, verified: &Verified) -> Told {
    let report = words::overdue(reply.language, overdue, overdue.figures.open(verified));
    let choices = vec![
        reply.choice(&Tap::Intent(Intent::HardshipRequest), Label::Hardship),
        reply.choice(&Tap::About(Intent::DebtAdjustmentInfo), Label::Programmes),
        reply.choice(&Tap::About(Intent::RepaymentMake), Label::Pay),
    ];
    Told { reports: vec![report], choices, moved: None }
}
