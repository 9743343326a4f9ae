//! handoff: the touchpoints that other systems report: where they happen, and the words an agent reads.

use crate::message::{Channel, Language};
use crate::person::consent;

/// What a kind that nobody has entered here is called, in Korean and English.
const OTHER: (&str, &str) = ("기타", "other");

/// Kind, Korean, English.
const LABELS: [(&str, &str, &str); 50] = [
    ("page.viewed", "화면 조회", "page viewed"),
    ("product.viewed", "상품 조회", "product viewed"),
    ("calculator.used", "계산기 사용", "calculator used"),
    ("eligibility.checked", "한도·자격 조회", "limit or eligibility checked"),
    ("login.succeeded", "로그인", "signed in"),
    ("login.failed", "로그인 실패", "sign-in failed"),
    ("login.blocked", "로그인 차단", "sign-in blocked"),
    ("device.added", "새 기기 등록", "new device added"),
    ("step.started", "신청 단계 시작", "application step started"),
    ("step.completed", "신청 단계 완료", "application step completed"),
    ("step.failed", "신청 단계 실패", "application step failed"),
    ("form.abandoned", "신청 중단", "application left"),
    ("document.uploaded", "서류 제출", "document handed in"),
    ("document.rejected", "서류 반려", "document sent back"),
    ("loan.submitted", "대출 신청", "loan applied for"),
    ("loan.executed", "대출 실행", "loan paid out"),
    ("loan.rejected", "대출 거절", "loan refused"),
    ("loan.cancelled", "대출 취소", "loan cancelled"),
    ("card.submitted", "카드 신청", "card applied for"),
    ("card.activated", "카드 사용 등록", "card activated"),
    ("card.rejected", "카드 거절", "card refused"),
    ("card.cancelled", "카드 해지", "card cancelled"),
    ("card.blocked", "카드 정지", "card blocked"),
    ("payment.due", "납부일 임박", "payment due soon"),
    ("payment.received", "납부", "payment received"),
    ("payment.failed", "납부 실패", "payment failed"),
    ("autodebit.failed", "자동이체 실패", "auto-debit failed"),
    ("overdue.started", "연체 시작", "overdue"),
    ("overdue.cleared", "연체 해소", "no longer overdue"),
    ("score.changed", "신용점수 변동", "credit score changed"),
    ("dispute.filed", "이의 제기", "dispute filed"),
    ("dispute.closed", "이의 처리 완료", "dispute closed"),
    ("complaint.filed", "민원 접수", "complaint filed"),
    ("complaint.closed", "민원 처리 완료", "complaint closed"),
    ("call.received", "전화 상담", "phone call"),
    ("call.missed", "전화 연결 실패", "missed call"),
    ("branch.visited", "지점 방문", "branch visited"),
    ("notice.sent", "안내 발송", "notice sent"),
    ("notice.opened", "안내 확인", "notice opened"),
    ("consent.given", "동의", "consent given"),
    ("consent.withdrawn", "동의 철회", "consent withdrawn"),
    ("referral.made", "추천", "referral"),
    ("review.published", "후기 작성", "review published"),
    ("case.closed", "접수 건 완료", "case closed"),
    ("app.opened", "앱 접속", "app opened"),
    ("telegram.shut", "텔레그램에서 봇을 차단함", "blocked the bot on Telegram"),
    ("telegram.open", "텔레그램에서 봇 차단을 풂", "unblocked the bot on Telegram"),
    (
        "telegram.moved",
        "고객이 텔레그램에서 다른 상담으로 옮겨 그쪽에서 이어 이야기함",
        "moved to another conversation on Telegram",
    ),
    ("telegram.joined", "웹에서 나누던 상담을 텔레그램에서도 이어감", "goes on on Telegram, too"),
    ("telegram.unlinked", "고객이 텔레그램 연결을 끊음", "unlinked Telegram"),
];

/// Touchpoints of our own that tell of something: what they are called, and how their labels began before they were
/// words alone.
const OF: [(&str, &str, &str, &str); 7] = [
    ("promise.due", "약속한 때가 됨", "promise due", "약속한 때가 되었어요: "),
    ("promise.kept", "약속 지킴", "promise kept", ""),
    ("case.closed", "접수 닫힘", "case closed", ""),
    ("case.delivered", "접수 넘김", "case handed over", ""),
    ("case.refused", "접수를 받지 않음", "case not taken", ""),
    ("telegram.edited", "텔레그램에서 고쳐 씀", "edited on Telegram", "텔레그램에서 앞서 쓴 글을 고침: "),
    ("telegram.lost", "텔레그램에 전해지지 않음", "not delivered on Telegram", "텔레그램에 전해지지 않음: "),
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

/// What a kind of event is called where its source does not say; kept in Korean, read in any language.
pub fn label(kind: &str) -> &'static str {
    words(kind).0
}

/// What an agent reads of a touchpoint: our words in the reader's language, its source's words as they are.
pub fn told(kind: &str, label: &str, reader: Language) -> String {
    let label = label.trim();
    let plain = words(kind);
    if let "consent.given" | "consent.withdrawn" = kind {
        return consent::text(&consent::name(label), kind == "consent.given", false, reader);
    }
    let own = label.is_empty() || label == plain.0;
    if let Some((_, ko, en, before)) = OF.iter().find(|(name, ..)| *name == kind && !own) {
        return format!("{}: {}", one_of((ko, en), reader), label.strip_prefix(before).unwrap_or(label));
    }
    match reader {
        Language::Ko if own => plain.0.to_owned(),
        Language::En if own => plain.1.to_owned(),
        // Words that the reader may not understand stand beside some that they do.
        Language::En if plain != OTHER && label.chars().any(|c| matches!(c, '가'..='힣')) => {
            format!("{} · {label}", plain.1)
        }
        _ => label.to_owned(),
    }
}

fn words(kind: &str) -> (&'static str, &'static str) {
    LABELS.iter().find(|(name, ..)| *name == kind).map_or(OTHER, |(_, ko, en)| (ko, en))
}

fn one_of<'a>((ko, en): (&'a str, &'a str), reader: Language) -> &'a str {
    match reader {
        Language::Ko => ko,
        Language::En => en,
    }
}
