//! handoff: next steps for the account, personal data and complaints.

use super::Play;

pub(super) const PLAYS: &[(&[&str], Play)] = &[
    (
        &["credit_info_correction", "credit_info_access"],
        Play {
            ko: [
                "어느 기록이 어떻게 다른지 확인하기",
                "정정·삭제 요구로 접수하고 증빙을 여쭙기",
                "처리 기한과 통지 방법을 말씀드리기",
            ],
            en: [
                "Find out which record is wrong, and how",
                "Take in the correction and ask for proof",
                "Say the deadline and how the answer comes",
            ],
        },
    ),
    (
        &["complaint"],
        Play {
            ko: [
                "먼저 사과하고 무엇이 불편했는지 끝까지 듣기",
                "민원으로 남길지 여쭙고 접수번호·회신 기한 알려 드리기",
                "지금 바로잡을 수 있는 것은 바로잡기",
            ],
            en: [
                "Apologise first and hear it to the end",
                "Ask whether to record it; give number and deadline",
                "Put right now what can be put right",
            ],
        },
    ),
    (
        &["personal_info_update", "payment_settings_change"],
        Play {
            ko: [
                "바꾸려는 것이 무엇인지 확인하기",
                "등록된 번호로 되걸어 확인한 뒤 처리하기",
                "언제부터 적용되는지 말씀드리기",
            ],
            en: [
                "Make sure what is to be changed",
                "Call the registered number back before changing it",
                "Say from when it holds",
            ],
        },
    ),
    (
        &["login_problem", "app_error"],
        Play {
            ko: [
                "어느 화면에서 무엇이 나오는지 확인하기",
                "지금 하려던 일을 대신 접수할 수 있는지 보기",
                "오류를 개발팀에 남기고 회신할 방법을 여쭙기",
            ],
            en: [
                "Which screen, and what does it show?",
                "See whether you can take in what they wanted to do",
                "Report the fault and ask how to reply",
            ],
        },
    ),
    (
        &["privacy_request"],
        Play {
            ko: [
                "열람·삭제·동의철회·수신거부 중 무엇인지 확인하기",
                "바로 되는 것(수신거부)은 바로 처리하기",
                "법으로 보관하는 것은 이유와 기간을 말씀드리기",
            ],
            en: [
                "Access, deletion, consent or advertising?",
                "Do at once what can be done at once (stop advertising)",
                "Explain what the law makes us keep, and how long",
            ],
        },
    ),
];
