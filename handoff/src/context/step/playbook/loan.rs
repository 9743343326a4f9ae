//! handoff: next steps for applying for a loan and being judged.

use super::Play;

pub(super) const PLAYS: &[(&[&str], Play)] = &[
    (
        &["application_status"],
        Play {
            ko: [
                "어느 신청인지 확인하고 심사 단계를 조회하기",
                "누가 다음에 움직여야 하는지(고객·당사) 말씀드리기",
                "늦어지고 있으면 사과하고 예상일을 다시 정하기",
            ],
            en: [
                "Find the application and look up its step",
                "Say who has to act next: the customer or us",
                "If it is late, apologise and set a new day",
            ],
        },
    ),
    (
        &["document_status", "document_requirements"],
        Play {
            ko: [
                "서류별로 도착·확인·보완 여부를 보기",
                "보완할 서류는 이유와 고치는 방법을 한 번에 안내하기",
                "다시 낸 뒤 언제 확인되는지 말씀드리기",
            ],
            en: [
                "See for each paper: arrived, checked, to be redone",
                "Explain at once what is wrong and how to fix it",
                "Say when a new paper will be checked",
            ],
        },
    ),
    (
        &["rejection_reason"],
        Play {
            ko: [
                "본인확인 후 주된 사유와 쓰인 정보를 쉬운 말로 설명하기",
                "설명 요구·정정 요구 권리를 알려 드리기",
                "다시 신청을 권하지 않고 도움 될 일만 안내하기",
            ],
            en: [
                "After verification explain the main reason and the data used",
                "Name the rights to an explanation and a correction",
                "Do not urge a new application",
            ],
        },
    ),
    (
        &["loan_cancel_withdraw"],
        Play {
            ko: [
                "실행 전인지, 실행 후 14일 안인지 확인하기",
                "취소와 청약철회의 차이·비용을 말씀드리기",
                "의사를 다시 확인하고 접수하기",
            ],
            en: [
                "See whether it is before payout or within 14 days after",
                "Explain cancelling and withdrawing, with the costs",
                "Confirm the wish and take it in",
            ],
        },
    ),
    (
        &["rate_reduction_request", "rate_reduction_status"],
        Play {
            ko: [
                "어느 계약인지, 달라진 사정(소득·직장·점수)을 확인하기",
                "접수일과 10영업일 기한, 보완 중인지 보기",
                "결과와 사유를 서면으로도 받는다고 안내하기",
            ],
            en: [
                "Which contract, and what has changed (income, job, score)",
                "See the day of filing, the 10 working days and open papers",
                "Say that result and reason also come in writing",
            ],
        },
    ),
    (
        &["credit_eval_explanation"],
        Play {
            ko: [
                "설명 요구·이의 중 무엇인지 확인하고 접수하기",
                "고객이 낼 수 있는 유리한 자료를 안내하기",
                "담당자가 직접 답하는 기한을 말씀드리기 (사유 지어내지 않기)",
            ],
            en: [
                "Is it an explanation or an objection? Take it in",
                "Say which favourable data may be handed in",
                "Give the deadline of a person's answer; never make up a reason",
            ],
        },
    ),
];
