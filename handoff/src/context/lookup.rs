//! handoff: the lookups in words.

use crate::message::Language;

const LABELS: [(&str, &str, &str); 18] = [
    ("application_progress", "심사 진행", "application progress"),
    ("rejection_detail", "거절 사유", "reason of refusal"),
    ("document_check", "제출 서류", "papers handed in"),
    ("limit_review", "한도", "credit limit"),
    ("rate_cut_case", "금리인하요구", "rate-cut request"),
    ("current_rate", "적용 금리", "current rate"),
    ("repayment_schedule", "상환 일정", "repayment schedule"),
    ("payoff_quote", "정산금", "payoff amount"),
    ("autodebit_result", "자동이체 결과", "auto-debit result"),
    ("overdue_balance", "연체 금액", "overdue balance"),
    ("hardship_case", "상환 유예 신청", "hardship request"),
    ("debt_adjustment_case", "채무조정", "debt adjustment"),
    ("credit_score", "신용점수", "credit score"),
    ("score_change_reasons", "점수 변동 사유", "reasons of a score change"),
    ("dispute_case", "이의·민원", "dispute or complaint"),
    ("card_delivery", "카드 배송", "card delivery"),
    ("card_statement", "카드 명세서", "card statement"),
    ("card_block_reason", "카드 정지 사유", "reason of a card block"),
];

/// What an agent reads; a lookup without a label shows its name.
pub(super) fn label(lookup: &str, reader: Language) -> &str {
    match LABELS.iter().find(|(name, ..)| *name == lookup) {
        Some((_, ko, en)) => match reader {
            Language::Ko => ko,
            Language::En => en,
        },
        None => lookup,
    }
}
