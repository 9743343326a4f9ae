//! handoff: what an agent says and does in each danger. Reviewed texts; they are never varied.

use super::Emergency;
use crate::message::Language;

pub(super) fn lines(emergency: Emergency, language: Language) -> &'static [&'static str] {
    match language {
        Language::Ko => korean(emergency),
        Language::En => english(emergency),
    }
}

pub(super) fn must_not(emergency: Emergency, language: Language) -> &'static [&'static str] {
    use Emergency::{
        CardLost, CardUnauthorised, Coercion, IdentityTheft, IllegalCollection, Medical, SelfHarm, Threat,
        VoicePhishing,
    };
    match (emergency, language) {
        (SelfHarm, Language::Ko) => &["금액·납부일·독촉 언급 금지", "방법을 묻거나 논쟁하지 않기", "만족도 조사 금지"],
        (SelfHarm, Language::En) => {
            &["No amounts, due dates or reminders", "Do not ask about methods or argue", "No survey"]
        }
        (Medical, Language::Ko) => &["119 연결 전에 상담을 이어가지 않기"],
        (Medical, Language::En) => &["Do not go on before 119 is called"],
        (VoicePhishing, Language::Ko) => &[
            "계좌번호·비밀번호·인증번호 묻지 않기",
            "피해금 회수를 약속하지 않기",
            "고객 휴대폰이 안전하다고 여기지 않기",
        ],
        (VoicePhishing, Language::En) => &[
            "Never ask for account numbers, passwords or codes",
            "Do not promise that the money comes back",
            "Do not trust the customer's phone",
        ],
        (IdentityTheft, Language::Ko) => &["다투는 채권의 독촉 금지", "‘먼저 갚고 이의신청’ 안내 금지"],
        (IdentityTheft, Language::En) => {
            &["No collection on the disputed claim", "Never say “pay first, dispute later”"]
        }
        (CardUnauthorised | CardLost, Language::Ko) => {
            &["카드번호 전체·비밀번호 묻지 않기", "고객 과실을 판단하지 않기"]
        }
        (CardUnauthorised | CardLost, Language::En) => {
            &["Never ask for the full card number or PIN", "Do not judge whose fault it is"]
        }
        (Coercion, Language::Ko) => &["화면에 상세 내용·금액 보내지 않기"],
        (Coercion, Language::En) => &["Send no details or amounts to the screen"],
        (IllegalCollection, Language::Ko) => {
            &["‘갚으면 끝난다’고 안내하지 않기", "계약이 무효라고 단정하지 않기", "당사 추심 연락 멈춤"]
        }
        (IllegalCollection, Language::En) => &[
            "Never advise to pay to make it stop",
            "Do not state that a contract is void",
            "Our own collection contact is paused",
        ],
        (Threat, Language::Ko) => &["혼자 대응하지 않기"],
        (Threat, Language::En) => &["Do not handle it alone"],
    }
}

fn korean(emergency: Emergency) -> &'static [&'static str] {
    match emergency {
        Emergency::SelfHarm => &[
            "먼저 듣기: “말씀해 주셔서 고맙습니다. 많이 버거우셨겠어요.”",
            "안전 묻기: “지금 안전한 곳에 계신가요? 곁에 누가 계신가요?”",
            "109(24시간)에 함께 전화하자고 권하고, 통화하시는 동안 이 대화에 머무르기",
            "당장 위험하면 119·112에 연락하고 팀장에게 알리기",
            "안전이 확인된 뒤에만 한 문장으로: “빚은 정리할 방법이 있고, 오늘 독촉 연락은 멈추겠습니다.”",
        ],
        Emergency::Medical => &[
            "“지금 119에 먼저 전화해 주세요. 통화하시는 동안 기다리겠습니다.”",
            "119에 말할 것 함께 확인: 위치, 의식, 호흡",
            "팀장에게 알리고 대화를 열어 두기",
        ],
        Emergency::VoicePhishing => &[
            "“지금 전화를 끊으셔도 됩니다.” 통화 중인지, 돈·신분증·앱 설치가 있었는지 확인",
            "다른 사람의 전화로 112에 지급정지 요청하도록 안내 (상담 1394, 24시간)",
            "당사 대출·카드 거래 정지 요청이 접수됐는지 보고, 없으면 바로 접수",
            "그다음 휴대폰을 비행기 모드로 바꾸도록 안내",
            "등록된 번호로 되걸어 확인하고, 대화는 다른 기기에서 이어가기",
        ],
        Emergency::IdentityTheft => &[
            "새 대출·카드를 막는 요청이 접수됐는지 보고, 없으면 바로 접수",
            "다투는 거래의 추심을 멈추고 이의 접수번호를 알려 드리기",
            "112 신고, 안심차단(은행 방문·앱), msafer.or.kr 확인 안내",
            "받은 문자·우편·통화 기록을 지우지 말고 모아 두시도록 안내",
        ],
        Emergency::CardUnauthorised => &[
            "카드 정지가 접수됐는지 보고, 없으면 바로 접수해 접수번호와 시각을 알려 드리기",
            "등록된 번호로 확인 전화, 본인확인 후 최근 이용내역을 함께 보기",
            "모르는 결제마다 이의제기 접수, 다른 카드도 한 번에 신고할 수 있다고 안내",
        ],
        Emergency::Coercion => &[
            "“지금 편하게 말씀하실 수 있나요? 네·아니요로만 답하셔도 됩니다.”",
            "상세 조회를 멈추고 본인확인을 끝내기",
            "안전한 때에 등록된 번호로 다시 걸 시간을 정하기, 위험하면 112",
        ],
        Emergency::IllegalCollection => &[
            "“지금 위험하시면 112에 먼저 전화해 주세요.”",
            "당사 이름을 쓴 사람인지 확인. 그렇다면 당사 추심 연락을 모두 멈추고 준법팀에 접수",
            "1332→3 신고, 채무자대리인(무료)은 1332→3→6 또는 132→0 안내",
            "문자·통화·입금 기록을 지우지 말고 모아 두시도록 안내",
        ],
        Emergency::CardLost => &[
            "카드 정지가 접수됐는지 보고, 없으면 바로 접수해 접수번호와 시각을 알려 드리기",
            "“모르는 결제가 있으신가요?” 있으면 부정사용으로 이어가기",
            "등록된 번호로 확인 전화, 다른 카드도 한 번에 신고할 수 있다고 안내",
        ],
        Emergency::Threat => &[
            "팀장에게 바로 알리기",
            "정중하게 선을 긋기: “그 말씀은 다른 분의 안전과 관련되어 그냥 지나칠 수 없습니다.”",
            "누군가 당장 위험하면 112",
        ],
    }
}

fn english(emergency: Emergency) -> &'static [&'static str] {
    match emergency {
        Emergency::SelfHarm => &[
            "Listen first: “Thank you for telling me. This must be very heavy for you.”",
            "Ask about safety: “Are you somewhere safe now? Is anyone with you?”",
            "Offer to call 109 (24 hours) together, and stay in this chat meanwhile",
            "If the danger is immediate: 119 or 112, and tell your lead",
            "Only once safe, in one sentence: “Debts can be sorted out, and we stop our reminders today.”",
        ],
        Emergency::Medical => &[
            "“Please call 119 first. I will stay here while you call.”",
            "Get ready what 119 asks: place, consciousness, breathing",
            "Tell your lead and keep the chat open",
        ],
        Emergency::VoicePhishing => &[
            "“You may hang up now.” Ask: still on the call? money, ID or an app given?",
            "Have them call 112 from somebody else's phone to freeze the payment (advice: 1394, 24 hours)",
            "See that our stop on loans and cards is taken in; if not, take it in now",
            "Then have the phone put into flight mode",
            "Call the registered number back; go on with the chat on another device",
        ],
        Emergency::IdentityTheft => &[
            "See that the hold on new loans and cards is taken in; if not, take it in now",
            "Stop collection on the disputed claim and give the dispute's number",
            "112, the credit freeze (bank visit or app), msafer.or.kr",
            "Ask them to keep texts, letters and call records",
        ],
        Emergency::CardUnauthorised => &[
            "See that the card is stopped; if not, stop it now and give number and time",
            "Call the registered number back; look at recent uses together after verification",
            "Take in an objection for each unknown charge; other issuers' cards can be reported at once",
        ],
        Emergency::Coercion => &[
            "“Can you talk freely now? Yes or no is enough.”",
            "Stop showing details and end the verification",
            "Agree on a safe time to call the registered number; 112 if in danger",
        ],
        Emergency::IllegalCollection => &[
            "“If you are in danger now, please call 112 first.”",
            "Did they use our name? If so, pause all our collection contact and report to compliance",
            "Report: 1332→3; free debtor's representative: 1332→3→6 or 132→0",
            "Ask them to keep texts, calls and payment records",
        ],
        Emergency::CardLost => &[
            "See that the card is stopped; if not, stop it now and give number and time",
            "“Is there a charge you do not know?” If so, go on with unauthorised use",
            "Call the registered number back; other issuers' cards can be reported at once",
        ],
        Emergency::Threat => &[
            "Tell your lead at once",
            "Draw a polite line: “This concerns someone's safety and I cannot pass over it.”",
            "112 if somebody is in immediate danger",
        ],
    }
}
