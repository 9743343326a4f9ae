//! bot: every status there is to say, for reviews of the tone: of all the demo's customers, and of bad days.

use handoff::event::BlockedOn;
use handoff::message::Language;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use serde_json::json;

use super::{
    Report, adjustment, application, block, debit, delivery, dispute, hardship, limit, overdue, papers, payoff, rate,
    rate_cut, rejection, repayment, score_change, scores, statement,
};
use crate::conversation::CustomerNo;
use crate::core::{DemoCore, Figures, Found, Lookup, Query, Verified};

const TODAY: Date = date(2026, 11, 23);

/// What can be said about any record, with its figures and without.
pub(super) fn reports(language: Language) -> Vec<Report> {
    everything().iter().flat_map(|found| tell(language, found)).collect()
}

/// What the demo's core finds for everybody, and cases at every step, waiting for everybody.
fn everything() -> Vec<Found> {
    let core = DemoCore::default();
    let now: Timestamp = "2026-11-23T01:00:00Z".parse().unwrap();
    let mut all = Vec::new();
    for customer in core.cards() {
        for lookup in Lookup::ALL {
            let query = Query::figures(lookup, &Verified::for_tests());
            let json = core.look_up_json(&query, &CustomerNo(customer.id.clone()), now).unwrap().to_string();
            all.push(Found::parse(lookup, json.as_bytes()).unwrap());
        }
    }
    for (lookup, steps) in [
        (Lookup::ApplicationProgress, 5),
        (Lookup::RateCutCase, 3),
        (Lookup::HardshipCase, 3),
        (Lookup::DisputeCase, 4),
        (Lookup::CardDelivery, 4),
        (Lookup::DisputeCase, 6),
    ] {
        for step in 1..=steps {
            for blocked_on in BlockedOn::ALL {
                for expected in
                    [("2026-11-24", "2026-11-25"), ("2026-11-19", "2026-11-21"), ("2026-11-20", "2026-11-23")]
                {
                    let json = json!({ "items": [{
                        "of": { "reference": "X-1", "nickname": { "ko": "2024년 신용대출", "en": "2024 personal loan" }, "last_digits": "12" },
                        "kind": "loan", "filed": "2026-11-10", "answer_by": expected.1,
                        "course": { "step": step, "of": steps, "since": "2026-11-20", "blocked_on": blocked_on,
                            "expected": { "from": expected.0, "to": expected.1 } },
                    }] });
                    all.push(Found::parse(lookup, json.to_string().as_bytes()).unwrap());
                }
            }
        }
    }
    for reason in ["customer", "overdue", "suspicion", "expired", "limit_reached"] {
        let json = json!({ "items": [{
            "of": { "reference": "K-1", "nickname": { "ko": "다온 카드", "en": "Daon card" } }, "reason": reason,
            "figures": { "since": "2026-11-20", "detail": { "ko": "확인하고 있어요", "en": "It is being checked" }, "lifts": "2026-11-30" },
        }] });
        all.push(Found::parse(Lookup::CardBlockReason, json.to_string().as_bytes()).unwrap());
    }
    for outcome in ["done", "pending", "insufficient", "account_closed", "refused"] {
        for retry in [None, Some("2026-11-24T06:10:00+09:00")] {
            let json = json!({ "items": [{
                "of": { "reference": "L-1", "nickname": { "ko": "신용대출", "en": "Loan" } },
                "figures": { "tried_at": "2026-11-23T06:10:00+09:00", "bank": { "ko": "푸른은행", "en": "Pureun Bank" },
                    "account": "1204", "amount": 250_000, "outcome": outcome, "retry_at": retry },
            }] });
            all.push(Found::parse(Lookup::AutodebitResult, json.to_string().as_bytes()).unwrap());
        }
    }
    all
}

fn tell(language: Language, found: &Found) -> Vec<Report> {
    let key = Verified::for_tests();
    fn opened<'f, T>(figures: Option<&'f Figures<T>>, key: &Verified) -> Option<&'f T> {
        figures.map(|figures| figures.open(key))
    }
    macro_rules! both {
        ($all:expr, |$one:ident, $figures:ident| $say:expr) => {
            $all.iter().flat_map(|$one| [None, opened($one.figures.as_ref(), &key)].map(|$figures| $say)).collect()
        };
    }
    match found {
        Found::ApplicationProgress(all) => both!(all, |one, figures| application(language, one, TODAY, figures)),
        Found::RejectionDetail(all) => all.iter().map(|one| rejection(language, one, one.figures.open(&key))).collect(),
        Found::DocumentCheck(all) => all
            .iter()
            .flat_map(|one| {
                let detail = |paper: &crate::core::record::Paper| {
                    opened(paper.figures.as_ref(), &key).map(|text| text.in_language(language).to_owned())
                };
                let details: Vec<_> = one.papers.iter().map(detail).collect();
                let hidden = vec![None; details.len()];
                [papers(language, one, None, &hidden), papers(language, one, one.papers.first(), &details)]
            })
            .collect(),
        Found::LimitReview(all) => all.iter().map(|one| limit(language, one, TODAY, one.figures.open(&key))).collect(),
        Found::RateCutCase(all) => both!(all, |one, figures| rate_cut(language, one, TODAY, figures)),
        Found::CurrentRate(all) => all.iter().map(|one| rate(language, one, one.figures.open(&key))).collect(),
        Found::RepaymentSchedule(all) => both!(all, |one, figures| repayment(language, one, TODAY, figures)),
        Found::PayoffQuote(all) => all.iter().map(|one| payoff(language, one, one.figures.open(&key))).collect(),
        Found::AutodebitResult(all) => all.iter().map(|one| debit(language, one, one.figures.open(&key))).collect(),
        Found::OverdueBalance(all) => all.iter().map(|one| overdue(language, one, one.figures.open(&key))).collect(),
        Found::HardshipCase(all) => both!(all, |one, figures| hardship(language, one, TODAY, figures)),
        Found::DebtAdjustmentCase(all) => {
            all.iter().map(|one| adjustment(language, one, TODAY, one.figures.open(&key))).collect()
        }
        Found::CreditScore(all) => {
            let open: Vec<_> = all.iter().map(|one| (one, one.figures.open(&key))).collect();
            open.chunks(2).map(|pair| scores(language, pair)).collect()
        }
        Found::ScoreChangeReasons(all) => {
            all.iter().map(|one| score_change(language, one, one.figures.open(&key))).collect()
        }
        Found::DisputeCase(all) => both!(all, |one, figures| dispute(language, one, TODAY, figures)),
        Found::CardDelivery(all) => all.iter().map(|one| delivery(language, one, TODAY)).collect(),
        Found::CardStatement(all) => {
            all.iter().map(|one| statement(language, one, TODAY, one.figures.open(&key))).collect()
        }
        Found::CardBlockReason(all) => both!(all, |one, figures| block(language, one, figures)),
    }
}
