// What customers can want, in words for agents, in the groups of the topic list.

import type { Language } from "../wire.ts";

interface Group {
  ko: string;
  en: string;
  intents: [name: string, ko: string, en: string][];
}

export const groups: Group[] = [
  {
    ko: "신청·심사·조건",
    en: "Applications and terms",
    intents: [
      ["loan_apply_howto", "대출 신청 방법", "How to apply for a loan"],
      ["loan_eligibility", "대출 자격·심사 기준", "Loan eligibility"],
      ["application_status", "심사 진행 조회", "Application status"],
      ["loan_cancel_withdraw", "신청 취소·청약철회", "Cancel or withdraw a loan"],
      ["rejection_reason", "거절 사유 문의", "Reason for refusal"],
      ["document_requirements", "필요 서류·제출 방법", "Documents needed"],
      ["document_status", "제출 서류 확인", "Document status"],
      ["limit_status", "한도·한도 심사 조회", "Limit status"],
      ["limit_increase_request", "한도 변경 요청", "Limit change request"],
      ["rate_reduction_request", "금리인하요구 신청", "Rate cut request"],
      ["rate_reduction_status", "금리인하요구 결과", "Rate cut status"],
      ["interest_rate_inquiry", "적용 금리·이자 조회", "Current rate and interest"],
    ],
  },
  {
    ko: "상환·납부",
    en: "Repayment",
    intents: [
      ["repayment_schedule", "상환 일정·다음 납부일", "Repayment schedule"],
      ["repayment_make", "납부하기·가상계좌", "Make a payment"],
      ["early_repayment", "중도상환·정산금", "Early repayment"],
      ["payment_settings_change", "납부일·출금계좌 변경", "Change payment settings"],
      ["autodebit_result", "자동이체 결과", "Auto-debit result"],
      ["payment_error", "납부·결제 오류", "Payment error"],
      ["overdue_amount", "연체 금액 조회", "Overdue amount"],
      ["overdue_consequences", "연체 불이익 안내", "What happens when late"],
      ["hardship_request", "상환 유예·분할·만기연장", "Hardship request"],
      ["certificate_issue", "증명서·확인서 발급", "Certificates"],
    ],
  },
  {
    ko: "채무조정·추심",
    en: "Debt relief and collection",
    intents: [
      ["debt_adjustment_info", "채무조정 제도 안내", "Debt relief programmes"],
      ["debt_adjustment_status", "채무조정 진행", "Debt adjustment status"],
      ["collection_contact_limit", "추심 연락 제한·유예", "Limit collection contact"],
      ["illegal_collection_threat", "불법추심·불법사금융 신고", "Illegal collection"],
    ],
  },
  {
    ko: "신용점수·신용정보",
    en: "Credit score and file",
    intents: [
      ["credit_score_check", "신용점수 조회", "Credit score"],
      ["credit_score_change_reason", "점수 변동 사유", "Why the score moved"],
      ["credit_score_improve", "점수 올리는 방법", "Improve the score"],
      ["credit_score_general", "신용점수 제도 일반", "How scores work"],
      ["credit_info_access", "신용정보 조회·열람", "See the credit file"],
      ["delinquency_record", "연체기록 등록·삭제", "Delinquency record"],
      ["credit_info_correction", "신용정보 정정·삭제 요구", "Correct the credit file"],
      ["credit_eval_explanation", "개인신용평가 설명·이의", "Explain an evaluation"],
      ["dispute_status", "이의·민원 처리 조회", "Dispute status"],
    ],
  },
  {
    ko: "카드",
    en: "Cards",
    intents: [
      ["card_apply", "카드 신청·재발급", "Apply for a card"],
      ["card_statement", "이용내역·청구서", "Card statement"],
      ["card_delivery_status", "카드 배송 조회", "Card delivery"],
      ["card_lost", "카드 분실·도난", "Lost card"],
      ["card_unauthorized_use", "부정사용·모르는 결제", "Unauthorised charge"],
      ["card_payment_dispute", "결제 취소·철회·항변", "Payment dispute"],
      ["card_suspended", "카드 정지 사유·해제", "Blocked card"],
      ["card_services_info", "카드 서비스·비용", "Card services and fees"],
    ],
  },
  {
    ko: "계정·보안·권리",
    en: "Account, safety, rights",
    intents: [
      ["login_problem", "로그인·본인인증 문제", "Sign-in problem"],
      ["suspicious_contact_check", "의심 연락 확인", "Suspicious contact"],
      ["identity_theft_report", "명의도용 신고", "Identity theft"],
      ["voice_phishing_emergency", "보이스피싱 피해", "Voice phishing"],
      ["fraud_prevention_service", "명의도용 예방 서비스", "Fraud prevention"],
      ["personal_info_update", "연락처·주소·직장 변경", "Change my details"],
      ["privacy_request", "개인정보·수신거부", "Privacy request"],
    ],
  },
  {
    ko: "그 밖의 일",
    en: "Other",
    intents: [
      ["mistaken_transfer", "착오송금·오납", "Mistaken transfer"],
      ["other_services", "해외송금·P2P 등", "Other services"],
      ["deceased_inheritance", "사망·상속 처리", "Bereavement"],
      ["branch_contact", "영업시간·연락처", "Hours and contact"],
      ["agent_request", "상담원 연결", "Asked for a person"],
      ["complaint", "불만·민원", "Complaint"],
      ["app_error", "앱·사이트 오류", "App or site error"],
      ["self_harm_crisis", "자살·자해 위험", "Risk of self-harm"],
      ["chitchat", "인사·감사·잡담", "Small talk"],
      ["bot_identity", "봇 정체·기능", "About the bot"],
      ["out_of_scope", "범위 밖", "Out of scope"],
    ],
  },
];

const names = new Map(groups.flatMap((group) => group.intents.map(([name, ko, en]) => [name, { ko, en }] as const)));

/** The intent in words; a name that is not known here stands for itself. */
export function intentName(intent: string, language: Language): string {
  return names.get(intent)?.[language] ?? intent;
}
