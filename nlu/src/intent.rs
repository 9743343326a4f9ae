//! nlu: the sixty things a customer may want, with their names, labels and flags.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Language;

/// What an intent entails for the one who answers it; an intent may carry several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// An article answers it.
    Faq,
    /// The customer's own state answers it.
    StatusLookup,
    /// A request is taken and receipted.
    Action,
    /// Greetings and talk about the bot.
    Smalltalk,
    /// It always ends with a person.
    HandoffAlways,
    /// It may not wait.
    Urgent,
}

/// A name that is none of the sixty.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is not one of our intents{near}; `dari nlu labels` lists them", name = .0, near = hint(.0))]
pub struct UnknownIntent(pub String);

/// The names nearest to one that is none of the sixty, in brackets.
fn hint(name: &str) -> String {
    /// Names this alike may be meant: the share of common pairs of letters.
    const ALIKE: f64 = 0.5;
    let likeness = |intent: Intent| {
        let names = [intent.name(), intent.label(Language::Ko), intent.label(Language::En)];
        names.into_iter().map(|own| alike(name, own)).fold(0.0, f64::max)
    };
    let mut near: Vec<(Intent, f64)> = Intent::ALL.into_iter().map(|intent| (intent, likeness(intent))).collect();
    near.retain(|(_, likeness)| *likeness >= ALIKE);
    near.sort_by(|a, b| b.1.total_cmp(&a.1));
    let names: Vec<&str> = near.iter().take(3).map(|(intent, _)| intent.name()).collect();
    if names.is_empty() { String::new() } else { format!(" (nearest: {})", names.join(", ")) }
}

/// How many pairs of neighbouring letters two names share, of all they have (0..=1).
fn alike(a: &str, b: &str) -> f64 {
    let pairs = |name: &str| -> BTreeSet<[char; 2]> {
        let letters: Vec<char> = name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        letters.windows(2).map(|pair| [pair[0], pair[1]]).collect()
    };
    let (a, b) = (pairs(a), pairs(b));
    2.0 * a.intersection(&b).count() as f64 / (a.len() + b.len()).max(1) as f64
}

macro_rules! intents {
    ($($variant:ident, $name:literal, $korean:literal, $english:literal, [$($flag:ident),+];)+) => {
        /// One of the sixty intents; its text form is the snake-case name that data and models use.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Intent {
            $(#[doc = $english] $variant,)+
        }

        impl Intent {
            /// Every intent, in the order of the domain's list.
            pub const ALL: [Self; 60] = [$(Self::$variant,)+];

            /// The snake-case name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The short label a customer or an agent reads.
            pub const fn label(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$variant, Language::Ko) => $korean, (Self::$variant, Language::En) => $english,)+
                }
            }

            /// What the intent entails.
            pub const fn flags(self) -> &'static [Flag] {
                match self { $(Self::$variant => &[$(Flag::$flag),+],)+ }
            }
        }
    };
}

intents! {
    LoanApplyHowto, "loan_apply_howto", "대출 신청 방법", "How to apply for a loan", [Faq];
    LoanEligibility, "loan_eligibility", "대출 자격·심사 기준", "Loan eligibility", [Faq];
    ApplicationStatus, "application_status", "심사 진행 조회", "Application status", [StatusLookup];
    LoanCancelWithdraw, "loan_cancel_withdraw", "신청 취소·청약철회", "Cancel or withdraw a loan", [Faq, Action];
    RejectionReason, "rejection_reason", "거절 사유 문의", "Reason for refusal", [StatusLookup];
    DocumentRequirements, "document_requirements", "필요 서류·제출 방법", "Required documents", [Faq];
    DocumentStatus, "document_status", "제출 서류 확인 조회", "Document status", [StatusLookup];
    LimitStatus, "limit_status", "한도·한도 심사 조회", "Credit limit status", [StatusLookup];
    LimitIncreaseRequest, "limit_increase_request", "한도 변경 요청", "Change my limit", [Action];
    RateReductionRequest, "rate_reduction_request", "금리인하요구 안내·신청", "Request a lower rate", [Faq, Action];
    RateReductionStatus, "rate_reduction_status", "금리인하요구 결과 조회", "Rate request status", [StatusLookup];
    InterestRateInquiry, "interest_rate_inquiry", "적용 금리·이자 조회", "My interest rate", [StatusLookup];
    RepaymentSchedule, "repayment_schedule", "상환 일정·다음 납부일", "Repayment schedule", [StatusLookup];
    RepaymentMake, "repayment_make", "납부하기·가상계좌", "Make a payment", [Action];
    EarlyRepayment, "early_repayment", "중도상환·정산금", "Early repayment", [StatusLookup, Faq];
    PaymentSettingsChange, "payment_settings_change", "납부일·출금계좌 변경", "Due date or debit account", [Action];
    AutodebitResult, "autodebit_result", "자동이체 결과 조회", "Auto-debit result", [StatusLookup];
    PaymentError, "payment_error", "납부·결제 오류", "Payment error", [Faq];
    OverdueAmount, "overdue_amount", "연체 금액 조회", "Overdue amount", [StatusLookup];
    OverdueConsequences, "overdue_consequences", "연체 불이익 안내", "What being late means", [Faq];
    HardshipRequest, "hardship_request", "상환 유예·분할·만기연장", "Postpone or split repayment", [Action, HandoffAlways];
    CertificateIssue, "certificate_issue", "증명서·확인서 발급", "Certificates", [Action];
    DebtAdjustmentInfo, "debt_adjustment_info", "채무조정 제도 안내", "Debt relief programmes", [Faq];
    DebtAdjustmentStatus, "debt_adjustment_status", "채무조정 진행 조회", "Debt adjustment status", [StatusLookup];
    CollectionContactLimit, "collection_contact_limit", "추심 연락 제한·유예", "Limit collection contact", [Action];
    IllegalCollectionThreat, "illegal_collection_threat", "불법추심·불법사금융 신고", "Report illegal collection", [Urgent, HandoffAlways];
    CreditScoreCheck, "credit_score_check", "신용점수 조회", "My credit score", [StatusLookup];
    CreditScoreChangeReason, "credit_score_change_reason", "점수 변동 사유", "Why my score changed", [StatusLookup];
    CreditScoreImprove, "credit_score_improve", "점수 올리는 방법", "Raise my score", [Faq];
    CreditScoreGeneral, "credit_score_general", "신용점수 제도 일반", "How credit scores work", [Faq];
    CreditInfoAccess, "credit_info_access", "신용정보 조회·이용내역 열람", "See my credit file", [Faq, Action];
    DelinquencyRecord, "delinquency_record", "연체기록 등록·삭제 시점", "Late-payment records", [Faq];
    CreditInfoCorrection, "credit_info_correction", "신용정보 정정·삭제 요구", "Correct my credit record", [Action, HandoffAlways];
    CreditEvalExplanation, "credit_eval_explanation", "개인신용평가 설명요구·이의", "Explain my evaluation", [Action, HandoffAlways];
    DisputeStatus, "dispute_status", "이의·민원 처리 조회", "Dispute or complaint status", [StatusLookup];
    CardApply, "card_apply", "카드 신청·재발급 안내", "Get or reissue a card", [Faq];
    CardStatement, "card_statement", "이용내역·청구서 조회", "Card statement", [StatusLookup];
    CardDeliveryStatus, "card_delivery_status", "카드 배송 조회", "Card delivery", [StatusLookup];
    CardLost, "card_lost", "카드 분실·도난 신고", "Report a lost card", [Urgent, Action];
    CardUnauthorizedUse, "card_unauthorized_use", "부정사용·모르는 결제", "A charge I did not make", [Urgent, HandoffAlways];
    CardPaymentDispute, "card_payment_dispute", "결제 취소·철회·항변", "Dispute a purchase", [Action, HandoffAlways];
    CardSuspended, "card_suspended", "카드 정지 사유·해제", "Why my card is blocked", [StatusLookup];
    CardServicesInfo, "card_services_info", "카드 서비스·비용 안내", "Card services and fees", [Faq];
    LoginProblem, "login_problem", "로그인·본인인증 문제", "Login or verification", [Faq, Action];
    SuspiciousContactCheck, "suspicious_contact_check", "의심 연락 확인", "Check a suspicious message", [Urgent, Faq];
    IdentityTheftReport, "identity_theft_report", "명의도용 신고", "Report identity theft", [Urgent, HandoffAlways];
    VoicePhishingEmergency, "voice_phishing_emergency", "보이스피싱 진행·피해", "Report voice phishing", [Urgent, HandoffAlways];
    FraudPreventionService, "fraud_prevention_service", "명의도용 예방 서비스 안내", "Prevent misuse of my name", [Faq];
    PersonalInfoUpdate, "personal_info_update", "연락처·주소·직장 변경", "Update my details", [Action];
    PrivacyRequest, "privacy_request", "개인정보 열람·삭제·동의철회·수신거부", "My personal data", [Action];
    MistakenTransfer, "mistaken_transfer", "착오송금·오납", "Sent to the wrong place", [Action];
    OtherServices, "other_services", "해외송금·P2P·예적금 등", "Other services", [Faq];
    DeceasedInheritance, "deceased_inheritance", "사망·상속 처리", "Death and inheritance", [HandoffAlways];
    BranchContact, "branch_contact", "영업시간·연락처", "Hours and contact", [Faq];
    AgentRequest, "agent_request", "상담원 연결", "Talk to a person", [HandoffAlways];
    Complaint, "complaint", "불만·민원", "Make a complaint", [HandoffAlways];
    AppError, "app_error", "앱·사이트 오류", "App or site error", [Faq, Action];
    SelfHarmCrisis, "self_harm_crisis", "자살·자해 위험", "In crisis", [Urgent, HandoffAlways];
    Chitchat, "chitchat", "인사·감사·잡담", "Greeting and small talk", [Smalltalk];
    BotIdentity, "bot_identity", "봇 정체·기능", "About this bot", [Smalltalk];
}

impl Intent {
    /// True where an article answers it.
    pub fn is_faq(self) -> bool {
        self.has(Flag::Faq)
    }

    /// True where the customer's own state answers it.
    pub fn is_status_lookup(self) -> bool {
        self.has(Flag::StatusLookup)
    }

    /// True where a request is taken and receipted.
    pub fn is_action(self) -> bool {
        self.has(Flag::Action)
    }

    /// True for greetings and talk about the bot.
    pub fn is_smalltalk(self) -> bool {
        self.has(Flag::Smalltalk)
    }

    /// True where a person always takes over.
    pub fn is_handoff_always(self) -> bool {
        self.has(Flag::HandoffAlways)
    }

    /// True where it may not wait.
    pub fn is_urgent(self) -> bool {
        self.has(Flag::Urgent)
    }

    fn has(self, flag: Flag) -> bool {
        self.flags().contains(&flag)
    }
}

impl fmt::Display for Intent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

impl FromStr for Intent {
    type Err = UnknownIntent;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|intent| intent.name() == name).ok_or_else(|| UnknownIntent(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_in_text_and_json() {
        for intent in Intent::ALL {
            assert_eq!(intent.name().parse(), Ok(intent));
            assert_eq!(serde_json::to_value(intent).unwrap(), intent.name());
        }
        assert_eq!("out_of_scope".parse::<Intent>(), Err(UnknownIntent("out_of_scope".into())));
    }

    #[test]
    fn a_slip_is_answered_with_the_nearest_names() {
        let told = |name: &str| UnknownIntent(name.to_owned()).to_string();
        assert!(told("card_lst").contains("nearest: card_lost"), "{}", told("card_lst"));
        assert!(told("카드 분실 신고").contains("card_lost"), "{}", told("카드 분실 신고"));
        assert_eq!(told("x"), "`x` is not one of our intents; `dari nlu labels` lists them");
    }

    #[test]
    fn flags_count_as_the_domain_counts_them() {
        let count = |flag| Intent::ALL.into_iter().filter(|intent| intent.has(flag)).count();
        assert_eq!(count(Flag::StatusLookup), 17);
        assert_eq!(count(Flag::Urgent), 7);
        assert_eq!(count(Flag::Smalltalk), 2);
    }
}
