//! handoff: three steps for each team, where the wish has none of its own.

use super::Play;
use crate::handoff::Queue;

/// The steps of a team.
pub(in crate::context::step) const fn of_queue(queue: Queue) -> &'static Play {
    match queue {
        Queue::Fraud => &FRAUD,
        Queue::Crisis => &CRISIS,
        Queue::Debt => &DEBT,
        Queue::Loan => &LOAN,
        Queue::Card => &CARD,
        Queue::Rights => &RIGHTS,
        Queue::General => &GENERAL,
    }
}

const FRAUD: Play = Play {
    ko: [
        "정지 요청이 접수됐는지 보고 접수번호를 알려 드리기",
        "등록된 번호로 되걸어 확인하기",
        "112·1394와 증거 보관 안내하기",
    ],
    en: [
        "See that the stop is taken in and give its number",
        "Call the registered number back",
        "Point to 112 and 1394, and to keeping evidence",
    ],
};
const CRISIS: Play = Play {
    ko: ["안전부터 묻고 충분히 듣기", "109·119·112 중 필요한 곳에 함께 연결하기", "팀장에게 알리고 대화를 닫지 않기"],
    en: [
        "Ask about safety first, and listen",
        "Connect to 109, 119 or 112 together",
        "Tell your lead and keep the chat open",
    ],
};
const DEBT: Play = Play {
    ko: [
        "사정을 먼저 듣고 지금 가능한 금액·날짜를 여쭙기",
        "나눠 내기·유예·채무조정 요청권을 함께 안내하기",
        "다음 연락 때와 수단을 고객이 정하시게 하기",
    ],
    en: [
        "Hear the situation first; ask what is possible and when",
        "Explain instalments, a pause and the right to ask for adjustment",
        "Let the customer choose time and means of the next contact",
    ],
};
const LOAN: Play = Play {
    ko: [
        "어느 계약·신청인지 확인하기",
        "지금 단계와 다음에 누가 무엇을 하는지 말씀드리기",
        "예상 시점을 정해 다시 연락드리기",
    ],
    en: [
        "Make sure which contract or application it is",
        "Say where it stands and who does what next",
        "Agree on when you will be back in touch",
    ],
};
const CARD: Play = Play {
    ko: [
        "어느 카드인지 끝 네 자리로 확인하기",
        "지금 상태와 이유를 쉬운 말로 말씀드리기",
        "할 수 있는 일을 바로 접수하기",
    ],
    en: [
        "Make sure which card, by its last four digits",
        "Say its state and why, in plain words",
        "Take in at once what can be done",
    ],
};
const RIGHTS: Play = Play {
    ko: [
        "어떤 권리 행사인지 한 문장으로 되짚기",
        "접수하고 접수번호·회신 기한을 알려 드리기",
        "결과에 다툴 방법(금융감독원)까지 안내하기",
    ],
    en: [
        "Say back in one sentence which right is used",
        "Take it in; give its number and the deadline",
        "Explain how to appeal (Financial Supervisory Service)",
    ],
};
const GENERAL: Play = Play {
    ko: [
        "들은 내용을 한 문장으로 되짚고 맞는지 여쭙기",
        "지금 할 수 있는 일을 먼저 처리하기",
        "다음에 무엇이 언제 있는지 말씀드리고 마치기",
    ],
    en: [
        "Say back in one sentence what you understood",
        "Do first what can be done now",
        "End with what comes next, and when",
    ],
};
