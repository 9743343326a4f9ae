//! bot: what is said around a lookup in Korean: the proof it needs, nothing found, which one, not now.

use super::{object, topic};
use crate::core::{Lookup, Sight};

pub(in crate::words) fn lookup_name(lookup: Lookup) -> &'static str {
    match lookup {
        Lookup::ApplicationProgress => "심사 진행 내용",
        Lookup::RejectionDetail => "거절 사유",
        Lookup::DocumentCheck => "서류 확인 상태",
        Lookup::LimitReview => "한도",
        Lookup::RateCutCase => "금리인하요구 결과",
        Lookup::CurrentRate => "적용 금리",
        Lookup::RepaymentSchedule => "납부 일정",
        Lookup::PayoffQuote => "미리 갚을 때 내실 금액",
        Lookup::AutodebitResult => "자동이체 결과",
        Lookup::OverdueBalance => "밀린 금액",
        Lookup::HardshipCase => "상환 조정 진행 상태",
        Lookup::DebtAdjustmentCase => "채무조정 진행 상태",
        Lookup::CreditScore => "신용점수",
        Lookup::ScoreChangeReasons => "점수가 바뀐 이유",
        Lookup::DisputeCase => "이의·민원 처리 상태",
        Lookup::CardDelivery => "카드 배송 상태",
        Lookup::CardStatement => "카드 청구 내역",
        Lookup::CardBlockReason => "카드가 멈춘 이유",
    }
}

pub(in crate::words) fn sign_in(lookup: Lookup) -> String {
    format!(
        "{} 고객님 본인만 볼 수 있어서 먼저 로그인이 필요해요. 홈페이지나 앱에서 로그인하신 뒤 상담 창을 여시면, 주민번호나 카드번호 없이 바로 찾아 드려요. 로그인 전에는 일반 안내를 도와드릴게요.",
        topic(lookup_name(lookup))
    )
}

pub(in crate::words) fn why_code(lookup: Lookup) -> String {
    format!(
        "{} 고객님만 보실 수 있어야 해서, 본인이신지 한 번만 확인할게요. 등록된 휴대전화로 6자리 인증번호를 보내 드려요. 확인은 이 대화에서만 쓰고, 10분 동안 쓰지 않으시면 저절로 풀려요.",
        topic(sealed(lookup))
    )
}

pub(in crate::words) fn code_offer_stands(lookup: Lookup) -> String {
    format!("이어서, {} 보시려면 인증번호를 받아 주세요.", object(lookup_name(lookup)))
}

pub(in crate::words) fn not_in_messenger(lookup: Lookup) -> String {
    let what = sealed(lookup);
    format!(
        "{} 메신저에는 보여 드리지 않아요. 다른 회사의 서비스라서 고객님을 지키려는 거예요. 한 번만 열리는 웹 링크로 저희 상담 창에 오시면 본인 확인 뒤 바로 보실 수 있어요.",
        topic(what)
    )
}

pub(in crate::words) fn slow(lookup: Lookup) -> String {
    format!(
        "{} 조회가 평소보다 오래 걸리고 있어요. 고객님의 잘못이 아니에요. 잠시 뒤에 다시 눌러 주세요.",
        lookup_name(lookup)
    )
}

pub(in crate::words) fn down(lookup: Lookup) -> String {
    format!("지금 {} 조회가 되지 않아요. 고객님의 정보는 안전해요. 잠시 뒤에 다시 눌러 주세요.", lookup_name(lookup))
}

pub(in crate::words) fn nothing_found(lookup: Lookup) -> String {
    match lookup {
        Lookup::ApplicationProgress => "지금 심사 중인 신청은 없어요. 방금 신청하셨다면 접수까지 몇 분 걸릴 수 있어요.",
        Lookup::RejectionDetail => "거절된 신청은 없어요. 심사 중인 신청이 있는지 함께 볼까요?",
        Lookup::DocumentCheck => {
            "확인 중인 서류는 없어요. 방금 올리셨다면 몇 분 뒤에 보여요. 어떤 서류가 필요한지 알려 드릴까요?"
        }
        Lookup::LimitReview => "지금 한도가 있는 카드는 없어요.",
        Lookup::RateCutCase => "접수된 금리인하요구는 없어요. 어떤 때 요구할 수 있는지 알려 드릴까요?",
        Lookup::CurrentRate => "지금 이용 중인 대출은 없어요.",
        Lookup::RepaymentSchedule => "다가오는 납부가 없어요.",
        Lookup::PayoffQuote => "지금 갚으실 대출은 없어요.",
        Lookup::AutodebitResult => "최근에 자동이체로 빠져나간 내역은 없어요.",
        Lookup::OverdueBalance => "밀린 금액은 없어요. 안심하셔도 돼요.",
        Lookup::HardshipCase => "저희에게 접수된 상환 조정 요청은 없어요. 필요하시면 지금 상담을 요청하실 수 있어요.",
        Lookup::DebtAdjustmentCase => {
            "진행 중인 채무조정은 보이지 않아요. 신용회복위원회나 법원에 방금 신청하셨다면 저희에게 알려지기까지 며칠 걸릴 수 있어요."
        }
        Lookup::CreditScore => "지금 저희가 받아 둔 신용점수가 없어요. 신용평가회사 앱이나 크레딧포유에서 무료로 보실 수 있어요.",
        Lookup::ScoreChangeReasons => {
            "최근에 점수가 바뀐 이유로 저희가 받은 것이 없어요. 신용평가회사에서 직접 확인하실 수 있어요."
        }
        Lookup::DisputeCase => "처리 중인 이의나 민원은 없어요. 새로 접수하고 싶으시면 말씀해 주세요.",
        Lookup::CardDelivery => "지금 배송 중인 카드는 없어요.",
        Lookup::CardStatement => "그 기간에 청구된 카드 내역은 없어요.",
        Lookup::CardBlockReason => "멈춰 있는 카드는 없어요. 결제가 안 되신다면 상담원이 함께 확인해 드려요.",
    }
    .into()
}

pub(in crate::words) fn choose(lookup: Lookup) -> String {
    match lookup {
        Lookup::ApplicationProgress | Lookup::RejectionDetail | Lookup::DocumentCheck => {
            "신청이 여러 건이에요. 어느 것을 볼까요?"
        }
        Lookup::CurrentRate
        | Lookup::RepaymentSchedule
        | Lookup::PayoffQuote
        | Lookup::AutodebitResult
        | Lookup::OverdueBalance => "계약이 여러 건이에요. 어느 것을 볼까요?",
        Lookup::LimitReview | Lookup::CardDelivery | Lookup::CardStatement | Lookup::CardBlockReason => {
            "카드가 여러 장이에요. 어느 카드를 볼까요?"
        }
        Lookup::CreditScore | Lookup::ScoreChangeReasons => "두 평가회사가 있어요. 어느 쪽을 볼까요?",
        Lookup::RateCutCase | Lookup::HardshipCase | Lookup::DebtAdjustmentCase | Lookup::DisputeCase => {
            "접수된 것이 여러 건이에요. 어느 것을 볼까요?"
        }
    }
    .into()
}

pub(in crate::words) fn ticket_title(lookup: Lookup) -> String {
    format!("{} 확인 요청", lookup_name(lookup))
}

pub(in crate::words) fn ticket_next() -> String {
    "조회가 되는 대로 상담원이 확인해서 알려 드려요. 다시 말씀하지 않으셔도 돼요.".into()
}

pub(in crate::words) fn see_figures(lookup: Lookup) -> &'static str {
    match lookup {
        Lookup::ApplicationProgress => "신청 금액까지 보기",
        Lookup::DocumentCheck => "보완할 내용까지 보기",
        Lookup::RateCutCase => "결과까지 보기",
        Lookup::HardshipCase => "조건까지 보기",
        Lookup::DisputeCase | Lookup::CardBlockReason => "자세한 내용까지 보기",
        _ => "금액까지 보기",
    }
}

pub(in crate::words) fn another_one(lookup: Lookup) -> &'static str {
    match lookup {
        Lookup::LimitReview | Lookup::CardDelivery | Lookup::CardStatement | Lookup::CardBlockReason => {
            "다른 카드 보기"
        }
        Lookup::ApplicationProgress | Lookup::RejectionDetail | Lookup::DocumentCheck => "다른 신청 보기",
        Lookup::CreditScore | Lookup::ScoreChangeReasons => "다른 평가회사 보기",
        Lookup::RateCutCase | Lookup::HardshipCase | Lookup::DebtAdjustmentCase | Lookup::DisputeCase => "다른 건 보기",
        _ => "다른 계약 보기",
    }
}

/// What of a lookup only a fresh proof shows.
fn sealed(lookup: Lookup) -> &'static str {
    match lookup {
        Lookup::ApplicationProgress | Lookup::RepaymentSchedule => "금액",
        Lookup::DocumentCheck => "서류의 자세한 내용",
        Lookup::RateCutCase => "금리인하요구 결과",
        Lookup::HardshipCase => "조정 조건",
        Lookup::DisputeCase => "처리 내용",
        Lookup::CardBlockReason => "카드가 멈춘 자세한 이유",
        _ if matches!(lookup.sight(), Sight::Figures) => lookup_name(lookup),
        _ => "금액",
    }
}
