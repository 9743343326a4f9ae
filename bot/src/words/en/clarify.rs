//! bot: the one English question that settles which of two was meant.

use nlu::{Intent, Language};

use crate::words::Question;

pub(in crate::words) fn clarify(a: Intent, b: Intent) -> Question {
    use Intent::{
        ApplicationStatus, AutodebitResult, CardLost, CardUnauthorizedUse, CollectionContactLimit,
        CreditEvalExplanation, CreditInfoAccess, CreditInfoCorrection, DebtAdjustmentInfo, DocumentStatus,
        EarlyRepayment, HardshipRequest, IdentityTheftReport, IllegalCollectionThreat, InterestRateInquiry,
        LoanCancelWithdraw, LoanEligibility, MistakenTransfer, PaymentError, PaymentSettingsChange,
        RateReductionRequest, RateReductionStatus, RejectionReason, SuspiciousContactCheck, VoicePhishingEmergency,
    };
    let short = |intent| match intent {
        ApplicationStatus => "The review step",
        DocumentStatus => "My documents",
        LoanEligibility => "Whether I can get it",
        RejectionReason => "Why it was refused",
        CreditEvalExplanation => "My right to an explanation",
        LoanCancelWithdraw => "Cancel the contract",
        EarlyRepayment => "Repay early",
        RateReductionRequest => "Request a lower rate",
        RateReductionStatus => "Result of my request",
        InterestRateInquiry => "My current rate",
        PaymentSettingsChange => "Every month",
        HardshipRequest => "Only this time",
        AutodebitResult => "Whether it was taken",
        PaymentError => "An error right now",
        CreditInfoAccess => "See my record",
        CreditInfoCorrection => "Correct my record",
        IdentityTheftReport => "Someone used my name",
        MistakenTransfer => "My own slip",
        other => other.label(Language::En),
    };
    let (text, first, second) = match (a, b) {
        (HardshipRequest, DebtAdjustmentInfo) => {
            ("Which would help you?", "Ask this company", "Learn about programmes")
        }
        (DebtAdjustmentInfo, HardshipRequest) => {
            ("Which would help you?", "Learn about programmes", "Ask this company")
        }
        (IllegalCollectionThreat, CollectionContactLimit) => {
            ("Were you threatened?", "Yes, I was threatened", "No, I only want fewer contacts")
        }
        (CardUnauthorizedUse, CardLost) => ("Is there a charge you did not make?", "Yes", "No, the card is just lost"),
        (VoicePhishingEmergency, SuspiciousContactCheck) => (
            "Have you given money or information? Are you on the call now?",
            "Yes, or I'm not sure",
            "No, I gave nothing",
        ),
        (VoicePhishingEmergency, MistakenTransfer) => {
            ("Which is closer?", "I think I was tricked", "I sent it by mistake")
        }
        (RejectionReason, CreditEvalExplanation) => {
            ("Which would you like?", "The reason", "My right to an explanation")
        }
        _ => ("Which one did you mean?", short(a), short(b)),
    };
    Question { text: text.into(), first: first.into(), second: second.into() }
}
