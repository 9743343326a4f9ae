//! handoff: next steps for cards and money gone astray.

use super::Play;

pub(super) const PLAYS: &[(&[&str], Play)] = &[
    (
        &["card_payment_dispute"],
        Play {
            ko: [
                "가맹점·날짜·할부 여부를 확인하기",
                "철회(7일)·항변 요건을 보고 접수하기",
                "처리 중 청구가 어떻게 되는지 말씀드리기",
            ],
            en: [
                "Merchant, day, and whether by instalments",
                "Check withdrawal (7 days) or defence and take it in",
                "Say what happens to the bill meanwhile",
            ],
        },
    ),
    (
        &["card_delivery_status"],
        Play {
            ko: ["배송 단계와 예상일을 보기", "받을 사람·주소를 끝 두 자리로만 확인하기", "다시 받을 날짜를 정하기"],
            en: [
                "See the step and the expected day",
                "Check receiver and address without reading them out",
                "Agree on a new day for delivery",
            ],
        },
    ),
    (
        &["card_suspended"],
        Play {
            ko: [
                "정지 이유(본인 요청·연체·사고 의심·유효기간)를 확인하기",
                "푸는 방법과 걸리는 시간을 말씀드리기",
                "해제는 등록된 번호로 확인한 뒤에",
            ],
            en: [
                "Find the reason: own request, overdue, suspicion, expiry",
                "Say how and how soon it opens",
                "Undo only after calling the registered number",
            ],
        },
    ),
    (
        &["suspicious_contact_check"],
        Play {
            ko: [
                "돈·정보·앱 설치가 있었는지 먼저 확인하기",
                "당사가 보낸 기록이 있는지 보고 있는 그대로 말씀드리기",
                "없으면 차단·1394 안내, 있으면 보이스피싱 절차로",
            ],
            en: [
                "First: was money, data or app access given?",
                "See whether we sent it, and say just that",
                "If nothing was given: block and 1394; else the phishing steps",
            ],
        },
    ),
    (
        &["mistaken_transfer"],
        Play {
            ko: [
                "보낸 곳·시각·금액대를 확인하기 (속아서 보냈다면 보이스피싱 절차)",
                "당사로 더 낸 돈이면 반환 접수, 다른 곳이면 착오송금 반환 안내",
                "걸리는 기간을 정직하게 말씀드리기",
            ],
            en: [
                "Where, when, roughly how much; if tricked, the phishing steps",
                "Paid to us: take in the refund; elsewhere: the return scheme",
                "Be honest about how long it takes",
            ],
        },
    ),
];
