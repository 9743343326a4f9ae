//! handoff: problems that are open, whatever the stage.

use serde::{Deserialize, Serialize};

use crate::message::Language;
use crate::word::words;

/// A problem that needs care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    Complaint,
    PaymentFailed,
    Dispute,
    Overdue,
}

words! {
    Trouble {
        Complaint => "complaint",
        PaymentFailed => "payment_failed",
        Dispute => "dispute",
        Overdue => "overdue",
    }
}

impl Trouble {
    /// What an agent reads.
    pub const fn label(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Complaint, Language::Ko) => "불만 접수됨",
            (Self::Complaint, Language::En) => "open complaint",
            (Self::PaymentFailed, Language::Ko) => "납부 실패",
            (Self::PaymentFailed, Language::En) => "failed payment",
            (Self::Dispute, Language::Ko) => "이의 처리 중",
            (Self::Dispute, Language::En) => "open dispute",
            (Self::Overdue, Language::Ko) => "연체 중",
            (Self::Overdue, Language::En) => "overdue",
        }
    }
}
