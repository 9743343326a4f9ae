//! bot: what was found, told: the words for it, what can be done about it, and what the journey learns.

use handoff::event::Fact;
use handoff::message::{Channel, Choice};
use nlu::Intent;

use super::Wish;
use crate::core::{Course, Found, Lookup, Named, Verified};
use crate::dialogue::choice::Tap;
use crate::dialogue::reply::Reply;
use crate::words::{Label, Report};

mod application;
mod card;
mod case;
mod loan;
mod score;

/// What is said about a lookup.
pub(super) struct Told {
    pub(super) reports: Vec<Report>,
    /// What the customer can do about it.
    pub(super) choices: Vec<Choice>,
    pub(super) moved: Option<Fact>,
}

/// Tells the records at these places. None where nothing may be told without a proof.
pub(super) fn tell(
    reply: &Reply<'_>,
    wish: &Wish,
    found: &Found,
    picked: &[usize],
    verified: Option<&Verified>,
) -> Option<Told> {
    let at = *picked.first()?;
    Some(match found {
        Found::ApplicationProgress(all) => application::progress(reply, &all[at], verified),
        Found::RejectionDetail(all) => application::rejection(reply, &all[at], verified?),
        Found::DocumentCheck(all) => application::papers(reply, &all[at], wish, verified),
        Found::LimitReview(all) => card::limit(reply, &all[at], verified?),
        Found::RateCutCase(all) => case::rate_cut(reply, &all[at], verified),
        Found::CurrentRate(all) => loan::rate(reply, &all[at], verified?),
        Found::RepaymentSchedule(all) => loan::repayment(reply, &all[at], verified),
        Found::PayoffQuote(all) => loan::payoff(reply, &all[at], verified?),
        Found::AutodebitResult(all) => loan::debit(reply, &all[at], verified?),
        Found::OverdueBalance(all) => loan::overdue(reply, &all[at], verified?),
        Found::HardshipCase(all) => case::hardship(reply, &all[at], verified),
        Found::DebtAdjustmentCase(all) => case::adjustment(reply, &all[at], verified?),
        Found::CreditScore(all) => score::scores(reply, all, wish, verified?),
        Found::ScoreChangeReasons(all) => score::changes(reply, all, wish, verified?),
        Found::DisputeCase(all) => case::dispute(reply, &all[at], verified),
        Found::CardDelivery(all) => card::delivery(reply, &all[at]),
        Found::CardStatement(all) => card::statement(reply, &all[at], verified?),
        Found::CardBlockReason(all) => card::block(reply, &all[at], verified),
    })
}

/// What can be done where nothing was found.
pub(super) fn instead(reply: &Reply<'_>, lookup: Lookup) -> Vec<Choice> {
    let choice = |tap: Tap, label| vec![reply.choice(&tap, label)];
    match lookup {
        Lookup::RejectionDetail => choice(Tap::Lookup(Lookup::ApplicationProgress), Label::MyApplication),
        Lookup::DocumentCheck => choice(Tap::About(Intent::DocumentRequirements), Label::Papers),
        Lookup::RateCutCase => choice(Tap::About(Intent::RateReductionRequest), Label::AboutRateCut),
        Lookup::HardshipCase => choice(Tap::Intent(Intent::HardshipRequest), Label::Hardship),
        Lookup::DebtAdjustmentCase => choice(Tap::About(Intent::DebtAdjustmentInfo), Label::Programmes),
        Lookup::CreditScore | Lookup::ScoreChangeReasons => {
            choice(Tap::About(Intent::CreditInfoAccess), Label::SeeCreditFile)
        }
        Lookup::OverdueBalance | Lookup::CardStatement => {
            choice(Tap::Lookup(Lookup::RepaymentSchedule), Label::MySchedule)
        }
        _ => Vec::new(),
    }
}

/// At `V1` the figures are one tap away; in a messenger that tap opens the web.
fn more(reply: &Reply<'_>, choices: &mut Vec<Choice>, lookup: Lookup, of: &Named, verified: Option<&Verified>) {
    if verified.is_some() || reply.conversation.dialogue.watched {
        return;
    }
    let tap = Tap::Figures(lookup, Some(of.reference.clone()));
    let label =
        if reply.conversation.channel == Channel::Telegram { Label::OnTheWeb } else { Label::SeeFigures(lookup) };
    choices.insert(0, reply.choice(&tap, label));
}

/// That a process stands at a step now.
fn moved(reply: &Reply<'_>, kind: &str, of: &Named, course: &Course, report: &Report) -> Option<Fact> {
    let label = report.status.progress.as_ref()?.label().to_owned();
    Some(Fact::ProcessMoved {
        process: format!("{kind}:{}", of.reference),
        title: of.nickname.in_language(reply.language).to_owned(),
        step: course.step,
        of: course.of,
        label,
        blocked_on: course.blocked_on,
    })
}
