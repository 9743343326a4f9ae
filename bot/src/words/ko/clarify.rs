//! bot: the one Korean question that settles which of two was meant.

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
        ApplicationStatus => "심사 단계",
        DocumentStatus => "서류 확인",
        LoanEligibility => "가능 여부",
        RejectionReason => "거절 이유",
        CreditEvalExplanation => "설명요구권 행사",
        LoanCancelWithdraw => "계약 취소",
        EarlyRepayment => "미리 갚기",
        RateReductionRequest => "금리인하 신청",
        RateReductionStatus => "금리인하 결과",
        InterestRateInquiry => "현재 금리",
        PaymentSettingsChange => "매달 변경",
        HardshipRequest => "이번만 미루기",
        AutodebitResult => "빠져나갔는지",
        PaymentError => "지금 오류",
        CreditInfoAccess => "열람",
        CreditInfoCorrection => "정정",
        IdentityTheftReport => "명의도용",
        MistakenTransfer => "제 실수",
        other => other.label(Language::Ko),
    };
    let (text, first, second) = match (a, b) {
        (HardshipRequest, DebtAdjustmentInfo) => ("어느 쪽을 도와드릴까요?", "이 회사에 요청", "제도 알아보기"),
        (DebtAdjustmentInfo, HardshipRequest) => ("어느 쪽을 도와드릴까요?", "제도 알아보기", "이 회사에 요청"),
        (IllegalCollectionThreat, CollectionContactLimit) => {
            ("혹시 위협을 받으셨나요?", "네, 위협을 받았어요", "아니요, 연락만 줄이고 싶어요")
        }
        (CardUnauthorizedUse, CardLost) => ("모르는 결제가 있나요?", "있어요", "없어요, 카드만 잃어버렸어요"),
        (VoicePhishingEmergency, SuspiciousContactCheck) => (
            "돈이나 정보를 주셨나요? 지금 통화 중이신가요?",
            "네, 또는 잘 모르겠어요",
            "아니요, 아무것도 주지 않았어요",
        ),
        (VoicePhishingEmergency, MistakenTransfer) => ("어느 쪽에 가까우세요?", "속은 것 같아요", "제가 잘못 보냈어요"),
        (RejectionReason, CreditEvalExplanation) => ("어느 쪽을 원하세요?", "사유 안내", "설명요구권 행사"),
        _ => ("어느 쪽이 궁금하세요?", short(a), short(b)),
    };
    Question { text: text.into(), first: first.into(), second: second.into() }
}
