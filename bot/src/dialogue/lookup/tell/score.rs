//! bot: credit scores, told: the numbers of both bureaus, and why they moved.

use nlu::Intent;

use super::{Told, Wish};
use crate::core::record::{Bureau, Score, ScoreChange};
use crate::core::{Lookup, Verified};
use crate::dialogue::choice::Tap;
use crate::dialogue::reply::Reply;
use crate::words::{self, Label};

pub(super) fn scores(reply: &Reply<'_>, all: &[Score], wish: &Wish, verified: &Verified) -> Told {
    let wanted = only(all, wish.slots.bureau, |score| score.bureau);
    let open: Vec<_> = wanted.iter().map(|score| (*score, score.figures.open(verified))).collect();
    let report = words::scores(reply.language, &open);
    let choices = vec![
        reply.choice(&Tap::Lookup(Lookup::ScoreChangeReasons), Label::WhyScoreMoved),
        reply.choice(&Tap::About(Intent::CreditScoreImprove), Label::RaiseScore),
    ];
    Told { reports: vec![report], choices, moved: None }
}

pub(super) fn changes(reply: &Reply<'_>, all: &[ScoreChange], wish: &Wish, verified: &Verified) -> Told {
    let wanted = only(all, wish.slots.bureau, |change| change.bureau);
    let reports = wanted
        .iter()
        .map(|change| words::score_change(reply.language, change, change.figures.open(verified)))
        .collect();
    let choices = vec![
        reply.choice(&Tap::About(Intent::CreditInfoAccess), Label::SeeCreditFile),
        reply.choice(&Tap::Intent(Intent::CreditInfoCorrection), Label::CorrectInformation),
        reply.choice(&Tap::About(Intent::CreditScoreImprove), Label::RaiseScore),
    ];
    Told { reports, choices, moved: None }
}

/// The records of the bureau that was named; all of them where none was, or where it has none.
fn only<T>(all: &[T], bureau: Option<Bureau>, of: impl Fn(&T) -> Bureau) -> Vec<&T> {
    let named: Vec<&T> = all.iter().filter(|record| bureau.is_none_or(|bureau| of(record) == bureau)).collect();
    if named.is_empty() { all.iter().collect() } else { named }
}
