//! handoff: which team, and how soon.

use crate::emergency::Emergency;
use crate::handoff::{Priority, Queue};
use crate::reason::{Code, Reason};

/// From here down a mood counts as bad.
const LOW_MOOD: f32 = -1.0;
/// From here down it counts as rage or despair.
const VERY_LOW_MOOD: f32 = -1.5;

impl Queue {
    /// The team for what the customer wants (the intent's name) and why the bot stopped.
    pub fn of(intent: Option<&str>, reason: &Reason) -> Self {
        if let Some(emergency) = reason.emergency_kind() {
            return emergency.queue();
        }
        match (intent.and_then(by_intent), reason.code) {
            (Some(queue), _) => queue,
            (None, Code::Emergency) => Self::Crisis,
            (None, Code::PolicyRight) => Self::Rights,
            (None, _) => Self::General,
        }
    }
}

impl Priority {
    /// How soon, by danger first, then by what presses: an open problem (`care`), a right with a
    /// deadline, or a bad mood (−2..=2). Never by what the customer is worth.
    pub fn of(reason: Code, emergency: Option<Emergency>, care: bool, mood: f32) -> Self {
        match (reason, emergency) {
            (_, Some(emergency)) => emergency.priority(),
            (Code::Emergency, None) => Self::Emergency,
            _ if care && mood <= VERY_LOW_MOOD => Self::Urgent,
            (Code::Frustration | Code::PolicyRight, None) => Self::High,
            _ if care || mood <= LOW_MOOD => Self::High,
            _ => Self::Normal,
        }
    }
}

fn by_intent(intent: &str) -> Option<Queue> {
    if let Some(emergency) = Emergency::of_intent(intent) {
        return Some(emergency.queue());
    }
    Some(match intent {
        "loan_apply_howto"
        | "loan_eligibility"
        | "application_status"
        | "loan_cancel_withdraw"
        | "rejection_reason"
        | "document_requirements"
        | "document_status"
        | "rate_reduction_request"
        | "rate_reduction_status"
        | "interest_rate_inquiry"
        | "repayment_schedule"
        | "repayment_make"
        | "early_repayment"
        | "payment_settings_change"
        | "autodebit_result"
        | "payment_error"
        | "certificate_issue"
        | "mistaken_transfer"
        | "deceased_inheritance" => Queue::Loan,
        "overdue_amount"
        | "overdue_consequences"
        | "hardship_request"
        | "debt_adjustment_info"
        | "debt_adjustment_status"
        | "collection_contact_limit"
        | "delinquency_record" => Queue::Debt,
        "limit_status"
        | "limit_increase_request"
        | "card_apply"
        | "card_statement"
        | "card_delivery_status"
        | "card_payment_dispute"
        | "card_suspended"
        | "card_services_info" => Queue::Card,
        "credit_info_access"
        | "credit_info_correction"
        | "credit_eval_explanation"
        | "dispute_status"
        | "privacy_request"
        | "complaint" => Queue::Rights,
        "suspicious_contact_check" | "fraud_prevention_service" => Queue::Fraud,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(code: Code) -> Reason {
        Reason { code, evidence: Vec::new() }
    }

    #[test]
    fn the_team_follows_the_wish_and_danger_goes_before_it() {
        let check = |intent: Option<&str>, reason: &Reason, want: Queue| {
            assert_eq!(Queue::of(intent, reason), want, "{intent:?} {reason:?}");
        };
        let asked = reason(Code::UserRequest);
        check(Some("application_status"), &asked, Queue::Loan);
        check(Some("overdue_amount"), &asked, Queue::Debt);
        check(Some("hardship_request"), &reason(Code::PolicyRight), Queue::Debt);
        check(Some("card_delivery_status"), &asked, Queue::Card);
        check(Some("credit_info_correction"), &reason(Code::PolicyRight), Queue::Rights);
        check(Some("complaint"), &reason(Code::Frustration), Queue::Rights);
        check(Some("suspicious_contact_check"), &asked, Queue::Fraud);
        check(Some("identity_theft_report"), &reason(Code::Emergency), Queue::Fraud);
        check(Some("agent_request"), &asked, Queue::General);
        check(None, &reason(Code::PolicyRight), Queue::Rights);
        check(None, &reason(Code::OutOfScope), Queue::General);
        check(None, &reason(Code::Emergency), Queue::Crisis);
        check(Some("app_error"), &Reason::emergency(Emergency::SelfHarm, 3, "끝내고 싶어요"), Queue::Crisis);
        check(None, &Reason::emergency(Emergency::CardLost, 1, "지갑을 잃어버렸어요"), Queue::Card);
    }

    #[test]
    fn priority_follows_danger_then_trouble_then_mood() {
        let check = |code, emergency, care, mood, want| {
            assert_eq!(Priority::of(code, emergency, care, mood), want, "{code:?} {emergency:?} {care} {mood}");
        };
        check(Code::Emergency, Some(Emergency::CardLost), false, 0.0, Priority::Emergency);
        check(Code::UserRequest, Some(Emergency::SelfHarm), false, 2.0, Priority::Emergency);
        check(Code::Emergency, Some(Emergency::Threat), false, -2.0, Priority::Urgent);
        check(Code::Emergency, None, false, 0.0, Priority::Emergency);
        check(Code::Frustration, None, true, -1.5, Priority::Urgent);
        check(Code::Frustration, None, false, -1.9, Priority::High);
        check(Code::PolicyRight, None, false, 1.0, Priority::High);
        check(Code::UserRequest, None, true, 1.0, Priority::High);
        check(Code::LowConfidence, None, false, -1.0, Priority::High);
        check(Code::LowConfidence, None, false, -0.9, Priority::Normal);
        check(Code::UserRequest, None, false, 0.0, Priority::Normal);
        check(Code::Technical, None, false, f32::NAN, Priority::Normal);
    }
}
