//! handoff: next steps for paying, being late and finding a way out.

use super::Play;

pub(super) const PLAYS: &[(&[&str], Play)] = &[
    (
        &["repayment_make", "payment_error", "autodebit_result"],
        Play {
            ko: [
                "출금·오류 내역과 시각을 확인하기",
                "두 번 나갔는지 보고, 오늘 낼 수 있는 방법을 안내하기",
                "우리 오류라면 불이익이 없게 처리됐는지 확인하기",
            ],
            en: [
                "See the debit or error and its time",
                "Check for a double debit; offer a way to pay today",
                "If it was our fault, see that it costs the customer nothing",
            ],
        },
    ),
    (
        &["overdue_amount", "overdue_consequences"],
        Play {
            ko: [
                "본인확인 전에는 금액 없이 도움 될 방법부터",
                "본인확인 후 금액·날짜를 나눠 쉽게 설명하기",
                "나눠 내기·채무조정 요청권을 함께 안내하기",
            ],
            en: [
                "Before verification: ways to help, no amounts",
                "After it: explain amounts and dates piece by piece",
                "Explain instalments and the right to ask for adjustment",
            ],
        },
    ),
    (
        &["hardship_request"],
        Play {
            ko: [
                "“말씀해 주셔서 고맙습니다.” 사정과 가능한 날짜를 듣기",
                "유예·분할·만기연장·채무조정 중 맞는 것을 접수하기",
                "10영업일 안에 답하고 그동안 독촉이 없음을 확인하기",
            ],
            en: [
                "“Thank you for telling us.” Hear the situation and what is possible",
                "Take in what fits: pause, instalments, extension, adjustment",
                "Confirm an answer within 10 working days and no collection meanwhile",
            ],
        },
    ),
    (
        &["debt_adjustment_info", "debt_adjustment_status"],
        Play {
            ko: [
                "당사 접수인지 신용회복위원회 접수인지 확인하기",
                "지금 단계와 추심이 멈췄는지 말씀드리기",
                "신용회복위원회 1600-5500도 안내하기",
            ],
            en: [
                "Is it filed with us or with the Credit Counselling and Recovery Service?",
                "Say its step and whether collection is paused",
                "Point to 1600-5500 as well",
            ],
        },
    ),
    (
        &["collection_contact_limit"],
        Play {
            ko: [
                "원하는 시간대·수단을 그대로 받아 적기",
                "바로 접수하고 적용 시각을 알려 드리기",
                "최근 연락 기록을 보고 지나쳤다면 사과하기",
            ],
            en: [
                "Write down the wished times and means as said",
                "Take it in at once and say from when it holds",
                "Look at recent contacts; apologise if they were too many",
            ],
        },
    ),
    (
        &["deceased_inheritance"],
        Play {
            ko: [
                "위로를 먼저 전하고 서두르지 않기",
                "상속인 금융거래 조회·상속포기(3개월)를 안내하기",
                "독촉을 멈추고 담당자 한 사람을 정해 드리기",
            ],
            en: [
                "Condolences first, without hurry",
                "Explain the heirs' enquiry and renouncing (3 months)",
                "Stop collection and name one person in charge",
            ],
        },
    ),
];
