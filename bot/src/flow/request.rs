//! bot: requests: what the company takes in for a customer, from which level, and by when it answers.

use handoff::id::ConversationId;
use handoff::person::Level;
use nlu::Intent;
use serde::{Deserialize, Serialize};

mod detail;

pub use detail::{Certificate, Details, Place, Privacy, Slot};

use super::lookup::Pick;

/// What the company takes in, to be carried out or answered by people. Nothing here is ever done by
/// the bot itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// Stop all cards.
    StopCards,
    /// Stop all dealings: new loans, cards, transfers.
    StopAll,
    /// Stop new loans and cards in the customer's name.
    StopNewCredit,
    /// Look into a charge the customer did not make.
    DisputeCharge,
    /// Look into somebody who claims to collect for us.
    CollectionAudit,
    /// Record a complaint and answer it.
    Complaint,
    /// Look into software that does not work.
    TechnicalReport,
    /// Help somebody who cannot get in.
    LoginHelp,
    /// Postpone, split or extend (a right: answered within ten business days).
    Hardship,
    /// Correct or delete credit information.
    CreditCorrection,
    /// Explain an automated evaluation.
    EvaluationExplanation,
    /// Cancel or defend against a purchase.
    PaymentDispute,
    /// Withdraw an application that is still open.
    ApplicationCancel,
    /// Undo a new loan within the time the law gives.
    LoanWithdrawal,
    /// Raise or lower a limit.
    LimitChange,
    /// Get a virtual account to pay into.
    Payment,
    /// Change an address or a workplace.
    AddressChange,
    /// Give back what was paid twice, or help with what went to the wrong account.
    Refund,
    /// Move the day of the month on which a payment is due.
    DueDateChange,
    /// Lower the rate of a loan (a right: answered within ten business days).
    RateCut,
    /// Issue a certificate.
    Certificate,
    /// Limit or pause lawful collection contact.
    ContactLimit,
    /// Show who looked at the customer's credit information.
    CreditFileAccess,
    /// Stop advertising, show or delete personal data, withdraw consent.
    Privacy,
}

/// A request while it is being put together, with the slots that are filled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub request: Request,
    #[serde(default)]
    pub details: Details,
    /// Questions asked so far; nobody is asked more than [`QUESTIONS`].
    #[serde(default)]
    pub asked: u8,
}

/// Where a request waits: for the one slot that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    Ask { draft: Draft, slot: Slot, options: Vec<Pick> },
}

/// Nobody is asked more for one request; what is still open then is for the person who carries it out.
pub const QUESTIONS: u8 = 2;
/// Business days within which people answer what no law gives a date for: the company's own promise.
const USUAL_DAYS: u8 = 2;

/// Where the answer's last day comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// The law's, in business days.
    Law(u8),
    /// The company's own, in business days.
    Promise(u8),
    /// At once: somebody calls back.
    CallBack,
}

impl Request {
    pub const ALL: [Self; 24] = [
        Self::StopCards,
        Self::StopAll,
        Self::StopNewCredit,
        Self::DisputeCharge,
        Self::CollectionAudit,
        Self::Complaint,
        Self::TechnicalReport,
        Self::LoginHelp,
        Self::Hardship,
        Self::CreditCorrection,
        Self::EvaluationExplanation,
        Self::PaymentDispute,
        Self::ApplicationCancel,
        Self::LoanWithdrawal,
        Self::LimitChange,
        Self::Payment,
        Self::AddressChange,
        Self::Refund,
        Self::DueDateChange,
        Self::RateCut,
        Self::Certificate,
        Self::ContactLimit,
        Self::CreditFileAccess,
        Self::Privacy,
    ];

    /// The request's name in the log.
    pub const fn name(self) -> &'static str {
        match self {
            Self::StopCards => "stop_cards",
            Self::StopAll => "stop_all",
            Self::StopNewCredit => "stop_new_credit",
            Self::DisputeCharge => "dispute_charge",
            Self::CollectionAudit => "collection_audit",
            Self::Complaint => "complaint",
            Self::TechnicalReport => "technical_report",
            Self::LoginHelp => "login_help",
            Self::Hardship => "hardship",
            Self::CreditCorrection => "credit_correction",
            Self::EvaluationExplanation => "evaluation_explanation",
            Self::PaymentDispute => "payment_dispute",
            Self::ApplicationCancel => "application_cancel",
            Self::LoanWithdrawal => "loan_withdrawal",
            Self::LimitChange => "limit_change",
            Self::Payment => "payment",
            Self::AddressChange => "address_change",
            Self::Refund => "refund",
            Self::DueDateChange => "due_date_change",
            Self::RateCut => "rate_cut",
            Self::Certificate => "certificate",
            Self::ContactLimit => "contact_limit",
            Self::CreditFileAccess => "credit_file_access",
            Self::Privacy => "privacy",
        }
    }

    /// The request under its name in the log.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|request| request.name() == name)
    }

    /// Whether it protects: then it is taken at any level, and a person calls back.
    pub const fn protects(self) -> bool {
        matches!(
            self,
            Self::StopCards | Self::StopAll | Self::StopNewCredit | Self::DisputeCharge | Self::CollectionAudit
        )
    }

    /// Whether a person takes over at once, because people alone decide on it.
    pub const fn needs_person(self) -> bool {
        matches!(
            self,
            Self::Hardship
                | Self::CreditCorrection
                | Self::EvaluationExplanation
                | Self::PaymentDispute
                | Self::Complaint
        )
    }

    /// From which level it is taken: protection, complaints and broken software at any.
    pub const fn level(self) -> Level {
        match self {
            Self::StopCards
            | Self::StopAll
            | Self::StopNewCredit
            | Self::DisputeCharge
            | Self::CollectionAudit
            | Self::Complaint
            | Self::TechnicalReport
            | Self::LoginHelp => Level::V0,
            Self::Hardship
            | Self::CreditCorrection
            | Self::EvaluationExplanation
            | Self::PaymentDispute
            | Self::ApplicationCancel
            | Self::LoanWithdrawal
            | Self::LimitChange
            | Self::Payment
            | Self::AddressChange
            | Self::Refund => Level::V1,
            Self::DueDateChange
            | Self::RateCut
            | Self::Certificate
            | Self::ContactLimit
            | Self::CreditFileAccess
            | Self::Privacy => Level::V2,
        }
    }

    /// By when it is answered. A date of law only where the number is beyond doubt.
    pub const fn due(self) -> Due {
        match self {
            Self::StopCards | Self::StopAll | Self::StopNewCredit | Self::DisputeCharge | Self::CollectionAudit => {
                Due::CallBack
            }
            Self::Hardship | Self::RateCut => Due::Law(10),
            _ => Due::Promise(USUAL_DAYS),
        }
    }

    /// The intent that asks for it.
    pub const fn intent(self) -> Intent {
        match self {
            Self::StopCards => Intent::CardLost,
            Self::StopAll => Intent::VoicePhishingEmergency,
            Self::StopNewCredit => Intent::IdentityTheftReport,
            Self::DisputeCharge => Intent::CardUnauthorizedUse,
            Self::CollectionAudit => Intent::IllegalCollectionThreat,
            Self::Complaint => Intent::Complaint,
            Self::TechnicalReport => Intent::AppError,
            Self::LoginHelp => Intent::LoginProblem,
            Self::Hardship => Intent::HardshipRequest,
            Self::CreditCorrection => Intent::CreditInfoCorrection,
            Self::EvaluationExplanation => Intent::CreditEvalExplanation,
            Self::PaymentDispute => Intent::CardPaymentDispute,
            Self::ApplicationCancel | Self::LoanWithdrawal => Intent::LoanCancelWithdraw,
            Self::LimitChange => Intent::LimitIncreaseRequest,
            Self::Payment => Intent::RepaymentMake,
            Self::AddressChange => Intent::PersonalInfoUpdate,
            Self::Refund => Intent::MistakenTransfer,
            Self::DueDateChange => Intent::PaymentSettingsChange,
            Self::RateCut => Intent::RateReductionRequest,
            Self::Certificate => Intent::CertificateIssue,
            Self::ContactLimit => Intent::CollectionContactLimit,
            Self::CreditFileAccess => Intent::CreditInfoAccess,
            Self::Privacy => Intent::PrivacyRequest,
        }
    }

    /// The requests whose state an intent asks for ("what became of it?").
    pub const fn asked_about_by(intent: Intent) -> &'static [Self] {
        match intent {
            Intent::RateReductionStatus => &[Self::RateCut],
            Intent::DebtAdjustmentStatus => &[Self::Hardship],
            Intent::DisputeStatus => &[
                Self::DisputeCharge,
                Self::PaymentDispute,
                Self::CreditCorrection,
                Self::EvaluationExplanation,
                Self::Complaint,
                Self::Refund,
                Self::CollectionAudit,
            ],
            _ => &[],
        }
    }

    const fn letter(self) -> char {
        match self {
            Self::StopCards | Self::DisputeCharge => 'C',
            Self::StopAll | Self::StopNewCredit => 'S',
            Self::CollectionAudit => 'A',
            Self::Hardship => 'H',
            Self::CreditCorrection | Self::EvaluationExplanation | Self::CreditFileAccess | Self::Privacy => 'R',
            Self::PaymentDispute => 'D',
            Self::Complaint => 'M',
            Self::TechnicalReport | Self::LoginHelp => 'T',
            Self::ApplicationCancel | Self::LoanWithdrawal | Self::RateCut | Self::LimitChange => 'L',
            Self::Payment | Self::Refund | Self::DueDateChange => 'P',
            Self::Certificate => 'E',
            Self::AddressChange | Self::ContactLimit => 'I',
        }
    }

    /// The receipt number of a request made in a conversation by the message with this number: short
    /// enough for the telephone, and the same whenever it is computed.
    pub fn receipt(self, conversation: &ConversationId, number: i64) -> String {
        super::receipt(self.letter(), conversation, number)
    }
}

impl Draft {
    /// A request of which nothing else is known yet.
    pub fn of(request: Request) -> Self {
        Self { request, details: Details::default(), asked: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_number_is_short_and_depends_on_nothing_but_what_was_asked_where() {
        let id = ConversationId::from("01jd8q3v9x7f3k2a");
        assert_eq!(Request::StopCards.receipt(&id, 12), "C-7F3K2A-12");
        assert_eq!(Request::StopCards.receipt(&id, 12), Request::StopCards.receipt(&id, 12));
        assert_ne!(Request::StopCards.receipt(&id, 12), Request::StopAll.receipt(&id, 12));
        assert_eq!(Request::Hardship.receipt(&ConversationId::from("é"), 1), "H--1");
    }

    #[test]
    fn names_are_the_same_in_text_and_json() {
        for request in Request::ALL {
            assert_eq!(Request::named(request.name()), Some(request));
            assert_eq!(serde_json::to_value(request).unwrap(), request.name());
        }
    }

    #[test]
    fn every_action_of_the_domain_ends_in_a_request() {
        for intent in Intent::ALL.into_iter().filter(|intent| intent.is_action()) {
            assert!(Request::ALL.iter().any(|request| request.intent() == intent), "{intent}");
        }
    }

    #[test]
    fn what_protects_needs_no_proof() {
        for request in Request::ALL.into_iter().filter(|request| request.protects()) {
            assert_eq!((request.level(), request.due()), (Level::V0, Due::CallBack), "{request:?}");
        }
    }
}
