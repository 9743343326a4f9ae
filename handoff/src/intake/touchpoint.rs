//! handoff: the touchpoints that other systems report: where they happen, and the words an agent reads.

use crate::message::Channel;

/// What a kind that nobody has entered here is called.
const OTHER: &str = "기타";

const LABELS: [(&str, &str); 44] = [
    ("page.viewed", "화면 조회"),
    ("product.viewed", "상품 조회"),
    ("calculator.used", "계산기 사용"),
    ("eligibility.checked", "한도·자격 조회"),
    ("login.succeeded", "로그인"),
    ("login.failed", "로그인 실패"),
    ("login.blocked", "로그인 차단"),
    ("device.added", "새 기기 등록"),
    ("step.started", "신청 단계 시작"),
    ("step.completed", "신청 단계 완료"),
    ("step.failed", "신청 단계 실패"),
    ("form.abandoned", "신청 중단"),
    ("document.uploaded", "서류 제출"),
    ("document.rejected", "서류 반려"),
    ("loan.submitted", "대출 신청"),
    ("loan.executed", "대출 실행"),
    ("loan.rejected", "대출 거절"),
    ("loan.cancelled", "대출 취소"),
    ("card.submitted", "카드 신청"),
    ("card.activated", "카드 사용 등록"),
    ("card.rejected", "카드 거절"),
    ("card.cancelled", "카드 해지"),
    ("card.blocked", "카드 정지"),
    ("payment.due", "납부일 임박"),
    ("payment.received", "납부"),
    ("payment.failed", "납부 실패"),
    ("autodebit.failed", "자동이체 실패"),
    ("overdue.started", "연체 시작"),
    ("overdue.cleared", "연체 해소"),
    ("score.changed", "신용점수 변동"),
    ("dispute.filed", "이의 제기"),
    ("dispute.closed", "이의 처리 완료"),
    ("complaint.filed", "민원 접수"),
    ("complaint.closed", "민원 처리 완료"),
    ("call.received", "전화 상담"),
    ("call.missed", "전화 연결 실패"),
    ("branch.visited", "지점 방문"),
    ("notice.sent", "안내 발송"),
    ("notice.opened", "안내 확인"),
    ("consent.given", "동의"),
    ("consent.withdrawn", "동의 철회"),
    ("referral.made", "추천"),
    ("review.published", "후기 작성"),
    ("case.closed", "접수 건 완료"),
];

/// Where a kind of event happens when its source does not say.
pub fn place(kind: &str) -> Channel {
    match kind.split_once('.').map_or(kind, |(noun, _)| noun) {
        "call" => Channel::Phone,
        "branch" => Channel::Branch,
        "app" | "device" => Channel::App,
        _ => Channel::Web,
    }
}

/// What an agent reads of a kind of event.
pub fn label(kind: &str) -> &'static str {
    LABELS.iter().find(|(name, _)| *name == kind).map_or(OTHER, |(_, label)| label)
}
