//! handoff: how far somebody has come with the company.

use serde::{Deserialize, Serialize};

use crate::message::Language;
use crate::word::words;

/// The stages of a customer's life. An open problem is not a stage but a flag (`care`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Has heard of us.
    #[default]
    Aware,
    /// Looks at products and criteria.
    Consider,
    /// Has applied.
    Purchase,
    /// Has a loan or a card in use.
    Retain,
    /// Speaks well of us.
    Advocate,
}

words! {
    Stage {
        Aware => "aware",
        Consider => "consider",
        Purchase => "purchase",
        Retain => "retain",
        Advocate => "advocate",
    }
}

/// What moves somebody between stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Move {
    /// Asked about products or criteria, used a calculator, checked eligibility.
    Interest,
    /// Came a second time.
    Return,
    /// Sent an application.
    Submitted,
    /// Got the loan, activated the card.
    Executed,
    /// The application was rejected or cancelled.
    Refused,
    /// Thirty days without a sign.
    Silence,
    /// Would recommend us (NPS of 9 or more), did so, praised us.
    Praise,
    /// Complained, or would not recommend us (NPS of 6 or less).
    Complaint,
}

impl Stage {
    /// The stage after a move. What moves nobody from here changes nothing, and nobody falls back to
    /// `Aware`. A move that presupposes earlier ones implies them: who applies has considered.
    #[must_use]
    #[expect(clippy::match_same_arms, reason = "one arm for each row of the table")]
    pub const fn after(self, step: Move) -> Self {
        match (self, step) {
            (Self::Aware, Move::Interest | Move::Return) => Self::Consider,
            (Self::Aware | Self::Consider, Move::Submitted) => Self::Purchase,
            (Self::Aware | Self::Consider | Self::Purchase, Move::Executed) => Self::Retain,
            (Self::Purchase, Move::Refused | Move::Silence) => Self::Consider,
            (Self::Retain, Move::Praise) => Self::Advocate,
            (Self::Advocate, Move::Complaint) => Self::Retain,
            (stage, _) => stage,
        }
    }

    /// What an agent reads.
    pub const fn label(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Aware, Language::Ko) => "처음 알아보는 고객",
            (Self::Aware, Language::En) => "new to us",
            (Self::Consider, Language::Ko) => "상품을 알아보는 중",
            (Self::Consider, Language::En) => "considering",
            (Self::Purchase, Language::Ko) => "신청 진행 중",
            (Self::Purchase, Language::En) => "has applied",
            (Self::Retain, Language::Ko) => "이용 중",
            (Self::Retain, Language::En) => "in use",
            (Self::Advocate, Language::Ko) => "이용 중 · 추천",
            (Self::Advocate, Language::En) => "in use, recommends us",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_answers_every_move_as_the_table_says() {
        use Move::*;
        use Stage::*;
        let table = [
            (Aware, [Consider, Consider, Purchase, Retain, Aware, Aware, Aware, Aware]),
            (Consider, [Consider, Consider, Purchase, Retain, Consider, Consider, Consider, Consider]),
            (Purchase, [Purchase, Purchase, Purchase, Retain, Consider, Consider, Purchase, Purchase]),
            (Retain, [Retain, Retain, Retain, Retain, Retain, Retain, Advocate, Retain]),
            (Advocate, [Advocate, Advocate, Advocate, Advocate, Advocate, Advocate, Advocate, Retain]),
        ];
        let moves = [Interest, Return, Submitted, Executed, Refused, Silence, Praise, Complaint];
        for (from, row) in table {
            for (step, to) in moves.into_iter().zip(row) {
                assert_eq!(from.after(step), to, "{from} {step:?}");
            }
        }
    }

    #[test]
    fn nobody_falls_back_to_aware() {
        let moves = [Move::Refused, Move::Silence, Move::Complaint, Move::Return];
        for stage in &Stage::ALL[1..] {
            assert!(moves.iter().all(|step| stage.after(*step) != Stage::Aware), "{stage}");
        }
    }
}
