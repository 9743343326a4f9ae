//! handoff: what an event means for the journey. The one table from facts to moves and troubles.

use super::process::ProcessKind;
use super::stage::Move;
use super::trouble::Trouble;
use crate::event::{BlockedOn, Event, Fact, Reading, WrapUpOutcome};
use crate::message::Author;

/// From this confidence on an intent counts as said.
const SURE: f32 = 0.5;
/// From this sentiment on thanks count as praise.
const PRAISE: f32 = 1.75;
/// Articles on products and criteria; the others help with what somebody already has.
const PRODUCT_ARTICLES: [&str; 13] = [
    "app-01", "app-02", "app-04", "app-05", "app-06", "app-10", "rate-01", "rate-02", "rate-03", "card-01", "card-08",
    "card-09", "card-10",
];
const PRODUCT_INTENTS: [&str; 5] =
    ["loan_apply_howto", "loan_eligibility", "document_requirements", "card_apply", "card_services_info"];

/// The move that an event makes, if it makes one.
pub(super) fn step(fact: &Fact) -> Option<Move> {
    match fact {
        Fact::Touchpoint { what, .. } => step_of_touchpoint(what),
        Fact::FaqAnswered { article, .. } => PRODUCT_ARTICLES.contains(&article.as_str()).then_some(Move::Interest),
        Fact::Said { reading: Some(reading), message } if message.author == Author::Customer => {
            step_of_reading(reading)
        }
        Fact::SurveyAnswered { survey, score } if survey == "nps" => match score {
            9.. => Some(Move::Praise),
            0..=6 => Some(Move::Complaint),
            _ => None,
        },
        Fact::CaseReceived { case, .. } if case.contains("complaint") => Some(Move::Complaint),
        Fact::ProcessMoved { process, step, of, blocked_on, .. } => {
            let applies =
                matches!(ProcessKind::of(process), Some(ProcessKind::LoanApplication | ProcessKind::CardIssue));
            applies.then_some(if is_done(*step, *of, *blocked_on) { Move::Executed } else { Move::Submitted })
        }
        _ => None,
    }
}

fn step_of_touchpoint(what: &str) -> Option<Move> {
    Some(match what {
        "product.viewed" | "calculator.used" | "eligibility.checked" => Move::Interest,
        "loan.submitted" | "card.submitted" => Move::Submitted,
        "loan.executed" | "card.activated" => Move::Executed,
        "loan.rejected" | "loan.cancelled" | "card.rejected" | "card.cancelled" => Move::Refused,
        "referral.made" | "review.published" | "praise.received" => Move::Praise,
        "complaint.filed" => Move::Complaint,
        _ => return None,
    })
}

fn step_of_reading(reading: &Reading) -> Option<Move> {
    match sure_intent(reading) {
        Some("complaint") => Some(Move::Complaint),
        Some(intent) if PRODUCT_INTENTS.contains(&intent) => Some(Move::Interest),
        _ if reading.sentiment >= PRAISE => Some(Move::Praise),
        _ => None,
    }
}

/// The trouble that an event opens.
pub(super) fn opens(fact: &Fact) -> Option<Trouble> {
    match fact {
        Fact::Touchpoint { what, .. } => Some(match what.as_str() {
            "complaint.filed" => Trouble::Complaint,
            "payment.failed" | "autodebit.failed" => Trouble::PaymentFailed,
            "dispute.filed" => Trouble::Dispute,
            "overdue.started" => Trouble::Overdue,
            _ => return None,
        }),
        Fact::Said { reading: Some(reading), message } if message.author == Author::Customer => {
            (sure_intent(reading) == Some("complaint")).then_some(Trouble::Complaint)
        }
        Fact::CaseReceived { case, .. } if case.contains("complaint") => Some(Trouble::Complaint),
        Fact::CaseReceived { case, .. } if case.contains("dispute") => Some(Trouble::Dispute),
        Fact::ProcessMoved { process, step, of, blocked_on, .. } if !is_done(*step, *of, *blocked_on) => {
            trouble_of(process)
        }
        _ => None,
    }
}

/// The troubles that an event settles.
pub(super) fn settles(fact: &Fact) -> &'static [Trouble] {
    match fact {
        Fact::Touchpoint { what, .. } => match what.as_str() {
            "complaint.closed" => &[Trouble::Complaint],
            "payment.received" => &[Trouble::PaymentFailed],
            "dispute.closed" => &[Trouble::Dispute],
            "overdue.cleared" => &[Trouble::Overdue, Trouble::PaymentFailed],
            _ => &[],
        },
        Fact::HandoffClosed { wrap_up, .. } | Fact::HandoffReturned { wrap_up, .. }
            if wrap_up.outcome == WrapUpOutcome::Resolved =>
        {
            &[Trouble::Complaint]
        }
        Fact::ProcessMoved { process, step, of, blocked_on, .. } if is_done(*step, *of, *blocked_on) => {
            match trouble_of(process) {
                Some(Trouble::Dispute) => &[Trouble::Dispute],
                Some(Trouble::Overdue) => &[Trouble::Overdue, Trouble::PaymentFailed],
                _ => &[],
            }
        }
        _ => &[],
    }
}

/// Whether the customer came or did something by themselves: what visits are counted from.
pub(super) fn is_visit(event: &Event) -> bool {
    match &event.fact {
        Fact::Opened { .. } => true,
        Fact::Said { message, .. } => message.author == Author::Customer,
        Fact::Touchpoint { what, .. } => {
            ["page.", "step.", "login.", "branch.", "call.", "product.", "calculator.", "eligibility."]
                .iter()
                .any(|prefix| what.starts_with(prefix))
        }
        _ => false,
    }
}

/// A process is done at its last step once nobody has to act.
pub(super) fn is_done(step: u8, of: u8, blocked_on: BlockedOn) -> bool {
    step >= of && blocked_on == BlockedOn::Nobody
}

fn trouble_of(process: &str) -> Option<Trouble> {
    match ProcessKind::of(process)? {
        ProcessKind::Dispute => Some(Trouble::Dispute),
        ProcessKind::OverdueRecovery => Some(Trouble::Overdue),
        _ => None,
    }
}

fn sure_intent(reading: &Reading) -> Option<&str> {
    reading.intents.first().filter(|(_, confidence)| *confidence >= SURE).map(|(intent, _)| intent.as_str())
}
