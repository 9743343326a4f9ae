//! bot: protective requests: easy to make at any level, and undone by a person alone.

use handoff::emergency::Emergency;
use handoff::id::ConversationId;
use serde::{Deserialize, Serialize};

/// What the company takes in, to be carried out or answered by people.
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
    /// Postpone, split or extend (a right: answered within ten business days).
    Hardship,
    /// Correct or delete credit information.
    CreditCorrection,
    /// Explain an automated evaluation.
    EvaluationExplanation,
    /// Cancel or defend against a purchase.
    PaymentDispute,
}

/// The one question that protection may leave open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// "Is there a charge that you did not make?"
    UnknownCharge,
    /// "Did they say that they are from us?"
    ClaimsToBeUs,
    /// "Did you give money or details, or are you on the call?"
    AnythingGiven,
    /// "Has this happened?", where only the model suspects it.
    Happened { emergency: Emergency },
}

impl Request {
    /// The request's name in the log.
    pub const fn name(self) -> &'static str {
        match self {
            Self::StopCards => "stop_cards",
            Self::StopAll => "stop_all",
            Self::StopNewCredit => "stop_new_credit",
            Self::DisputeCharge => "dispute_charge",
            Self::CollectionAudit => "collection_audit",
            Self::Hardship => "hardship",
            Self::CreditCorrection => "credit_correction",
            Self::EvaluationExplanation => "evaluation_explanation",
            Self::PaymentDispute => "payment_dispute",
        }
    }

    /// Whether it protects: then it is taken at any level, and a person calls back.
    pub const fn protects(self) -> bool {
        matches!(
            self,
            Self::StopCards | Self::StopAll | Self::StopNewCredit | Self::DisputeCharge | Self::CollectionAudit
        )
    }

    /// Business days within which the law wants an answer, where the number is beyond doubt.
    pub const fn answered_within(self) -> Option<u8> {
        match self {
            Self::Hardship => Some(10),
            _ => None,
        }
    }

    const fn letter(self) -> char {
        match self {
            Self::StopCards | Self::DisputeCharge => 'C',
            Self::StopAll | Self::StopNewCredit => 'S',
            Self::CollectionAudit => 'A',
            Self::Hardship => 'H',
            Self::CreditCorrection | Self::EvaluationExplanation => 'R',
            Self::PaymentDispute => 'D',
        }
    }

    /// The receipt number of a request made in a conversation by the message with this number: short
    /// enough for the telephone, and the same whenever it is computed.
    pub fn receipt(self, conversation: &ConversationId, number: i64) -> String {
        super::receipt(self.letter(), conversation, number)
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
}
