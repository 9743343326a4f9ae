//! bot: the replies a team starts with. From then on they are the team's own, to change and to put away.

use handoff::message::Language;

use crate::canned::Draft;

/// The starting stock: short name, title and text of each.
pub fn stock() -> Vec<Draft> {
    let of = |language, replies: [[&str; 3]; 18]| {
        replies.map(|[short, title, text]| Draft {
            language,
            short: short.to_owned(),
            title: title.to_owned(),
            text: text.to_owned(),
        })
    };
    of(Language::Ko, KO).into_iter().chain(of(Language::En, EN)).collect()
}

/// In Korean.
const KO: [[&str; 3]; 18] = [
    [
        "인사",
        "첫 인사",
        "{name} 고객님, 안녕하세요. {company} 상담원 {agent}입니다. 앞서 나누신 대화는 모두 읽었으니 다시 설명하지 않으셔도 됩니다.",
    ],
    ["확인", "잠시 확인", "네, 말씀하신 내용을 확인하고 있습니다. 2~3분 정도 걸릴 수 있으니 잠시만 기다려 주세요."],
    ["사과", "불편에 사과", "여러 번 말씀하시게 해서 죄송합니다. 지금부터는 제가 끝까지 맡아 도와드리겠습니다."],
    ["기다림", "오래 기다리심", "오래 기다리시게 해서 죄송합니다. 바로 확인해 드리겠습니다."],
    [
        "본인확인",
        "본인확인 요청",
        "금액처럼 중요한 내용은 본인확인 뒤에 말씀드릴 수 있습니다. 아래 인증번호 받기를 눌러 주시면 1분 안에 끝납니다.",
    ],
    [
        "번호금지",
        "번호를 적지 마세요",
        "안전을 위해 주민등록번호, 카드번호, 비밀번호는 이 대화에 적지 말아 주세요. 저희는 그 번호들을 대화로 여쭙지 않습니다.",
    ],
    [
        "접수",
        "접수 안내",
        "말씀하신 요청을 접수했습니다. 접수번호는 {receipt}입니다. 처리 결과는 등록된 연락처로 알려드리며, 이 대화에서도 언제든 확인하실 수 있습니다.",
    ],
    ["진행", "진행 확인", "진행 중인 {product} 건을 확인하고 있습니다. 확인되는 대로 바로 말씀드리겠습니다."],
    ["약속", "알려 드릴 때", "{promise}까지 결과를 알려 드리겠습니다. 그보다 늦어지면 먼저 말씀드리겠습니다."],
    ["예약", "연락 예약 안내", "{callback}에 이 대화로 먼저 연락드리겠습니다. 그 전에도 언제든 글을 남겨 주세요."],
    ["시간", "상담 시간 밖", "지금은 {team} 담당자가 자리에 없습니다. {opening}에 열면 이어서 도와드리겠습니다."],
    [
        "어려움",
        "납부가 어려울 때",
        "사정을 말씀해 주셔서 고맙습니다. 나누어 내기나 채무조정처럼 함께 살펴볼 수 있는 방법이 있습니다. 천천히 하나씩 안내해 드리겠습니다.",
    ],
    [
        "사고",
        "사고 의심",
        "많이 놀라셨겠습니다. 먼저 새 거래를 막는 요청부터 접수하겠습니다. 통화 중이시라면 지금 끊으셔도 됩니다.",
    ],
    [
        "확인전화",
        "확인 전화",
        "등록된 번호로 확인 전화를 드리겠습니다. 저희는 전화로 비밀번호나 인증번호를 여쭙지 않습니다.",
    ],
    [
        "담당",
        "담당 부서에 전달",
        "이 내용은 담당 부서의 확인이 필요합니다. 지금까지의 내용을 모두 전달해 다시 설명하지 않으셔도 되게 하겠습니다.",
    ],
    ["더", "더 도울 일", "말씀하신 내용은 여기까지 처리했습니다. 더 궁금하신 점이 있으신가요?"],
    ["마침", "마침 인사", "기다려 주셔서 고맙습니다, {name} 고객님. 필요하실 때 언제든 다시 말씀해 주세요."],
    [
        "봇",
        "봇에게 돌려주기 전",
        "이제 AI 상담으로 다시 이어 드리겠습니다. 오늘 나눈 내용은 그대로 전달되며, “상담원”이라고 하시면 다시 저희가 받겠습니다.",
    ],
];

/// In English.
const EN: [[&str; 3]; 18] = [
    [
        "hello",
        "First words",
        "Hello {name}, I am {agent} of {company} support. I have read the whole conversation, so you do not need to explain again.",
    ],
    ["checking", "Checking", "Thank you, I am checking this for you now. It may take two or three minutes."],
    [
        "sorry",
        "Apology",
        "I am sorry that you had to say this more than once. I will stay with you until it is settled.",
    ],
    ["wait", "Long wait", "I am sorry for the long wait. Let me look at this straight away."],
    [
        "verify",
        "Ask to verify",
        "I can tell you amounts and other important details after a quick identity check. Please tap “Send me a code” below; it takes less than a minute.",
    ],
    [
        "nonumbers",
        "No numbers please",
        "For your safety, please do not write resident numbers, card numbers or passwords in this chat. We never ask for them here.",
    ],
    [
        "received",
        "Request received",
        "I have taken in your request. Its number is {receipt}. We will tell you the result on your registered number, and you can check it here at any time.",
    ],
    ["progress", "Checking progress", "I am looking at {product} for you and will tell you as soon as I know more."],
    [
        "promise",
        "When we will tell",
        "I will tell you the result by {promise}. If it takes longer, you will hear from me first.",
    ],
    [
        "booked",
        "Call-back booked",
        "We will get back to you in this conversation on {callback}. You can write here at any time before.",
    ],
    [
        "hours",
        "Outside hours",
        "Nobody of the team in charge ({team}) is here now. We open {opening} and will go on with it then.",
    ],
    [
        "hardship",
        "Difficulty paying",
        "Thank you for telling me. There are ways we can look at together, such as paying in parts or debt adjustment. Let us go through them one at a time.",
    ],
    [
        "fraud",
        "Suspected fraud",
        "That must have been a shock. First I will take in a request that blocks new transactions. If you are on a call with them, you can hang up now.",
    ],
    [
        "callback",
        "Call-back",
        "We will call you back on your registered number. We never ask for passwords or one-time codes on the phone.",
    ],
    [
        "team",
        "Passing it on",
        "Another team has to confirm this. I will pass on everything we have said, so that you do not have to explain it again.",
    ],
    ["more", "Anything else", "That is done now. Is there anything else I can help you with?"],
    ["bye", "Goodbye", "Thank you for your patience, {name}. You can write to us again whenever you need to."],
    [
        "bot",
        "Before returning to the bot",
        "I will hand you back to our AI assistant now. It keeps what we discussed today; say “agent” and we will be with you again.",
    ],
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_stock_keeps_the_rules_of_what_leads_write() {
        let mut names = BTreeSet::new();
        for draft in stock() {
            let parsed = Draft::parse(draft.language, &draft.short, &draft.title, &draft.text);
            assert_eq!(parsed.as_ref(), Ok(&draft));
            assert!(names.insert((draft.language, draft.short.clone())), "{} is there twice", draft.short);
        }
    }

    #[test]
    fn the_stock_is_reviewed() {
        let polite = |text: &str| {
            ["니다", "세요", "까요", "신가요"].iter().any(|end| text.trim_end_matches(['.', '?']).ends_with(end))
        };
        for draft in stock().iter().filter(|draft| draft.language == Language::Ko) {
            assert!(polite(&draft.text), "not polite: {}", draft.text);
            for sold in ["왜 안", "안 내셨", "추천 상품", "한도를 올", "대출을 더"] {
                assert!(!draft.text.contains(sold), "blames or sells: {}", draft.text);
            }
        }
    }
}
