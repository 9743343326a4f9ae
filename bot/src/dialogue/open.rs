//! bot: what is truly open between two neighbours: words that name only what both share.

use nlu::Intent;

use super::cue;
use crate::words;
use handoff::message::Language;

/// A pair whose line the words do not cross to either side.
struct Open {
    pair: (Intent, Intent),
    /// What must be named: a word of each group.
    names: &'static [&'static [&'static str]],
    /// What would settle it, to either side or to something else.
    settles: &'static [&'static str],
}

/// A longer message tells more than a topic.
const SHORT: usize = 36;
/// The same in English, whose words are longer.
const SHORT_EN: usize = 64;
/// An answer to the bot's question is not longer.
const ANSWER: usize = 40;

/// The two between which the words leave it open, for the one question that settles it.
pub(super) fn pair(text: &str) -> Option<(Intent, Intent)> {
    if text.chars().count() > if text.is_ascii() { SHORT_EN } else { SHORT } {
        return None;
    }
    if let Some((_, pair)) = TOPICS.iter().find(|(topic, _)| is_only(text, topic)) {
        return Some(*pair);
    }
    let letters = nlu::letters(text);
    let has = |words: &[&str]| words.iter().any(|word| letters.contains(&nlu::letters(word)));
    OPEN.iter().find(|open| open.names.iter().all(|group| has(group)) && !has(open.settles)).map(|open| open.pair)
}

/// Which of the offered readings the words pick: by its label's own words, or by the domain's cues for it.
pub(super) fn picked(offered: &[Intent], text: &str, language: Language) -> Option<Intent> {
    let short = text.chars().count() <= ANSWER;
    let [a, b, ..] = offered[..] else { return None };
    let question = words::clarify(language, a, b);
    let labels = [question.first, question.second];
    let points = |(n, intent): (usize, &Intent)| {
        let label = labels.get(n).cloned().unwrap_or_else(|| words::clarify(language, *intent, a).first);
        (2 * cue::tells_times(*intent, text) + shared(&label, text), *intent)
    };
    let mut all: Vec<_> = offered.iter().enumerate().map(points).filter(|(points, _)| *points > 0 && short).collect();
    all.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
    match all[..] {
        [(_, only)] => Some(only),
        [(most, first), (next, _), ..] if most > next => Some(first),
        _ => None,
    }
}

/// How many words of a label are in a text.
fn shared(label: &str, text: &str) -> usize {
    let letters = nlu::letters(text);
    let own = |word: &&str| word.chars().count() > 1 && !SAYS_NOTHING.contains(word);
    label
        .split(|c: char| !c.is_alphanumeric())
        .filter(own)
        .filter(|word| letters.contains(&word.to_lowercase()))
        .count()
}

/// Words of labels that tell no choice from the other.
const SAYS_NOTHING: &[&str] =
    &["네", "또는", "아니요", "Yes", "No", "or", "my", "the", "it", "was", "I", "an", "금리", "금리인하", "my"];

/// Whether a text says nothing but its topic: what is left without it and without courtesy is nothing.
fn is_only(text: &str, topic: &[&str]) -> bool {
    let mut rest = format!(" {} ", text.to_lowercase());
    rest = rest.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let named = topic.iter().any(|word| rest.contains(word));
    for word in topic.iter().chain(COURTESY) {
        rest = rest.replace(word, " ");
    }
    named && rest.split_whitespace().all(|left| PARTICLES.contains(&left))
}

/// Topics that several share, and the pair by which they are asked for; the longest word of a topic first.
const TOPICS: &[(&[&str], (Intent, Intent))] = &[
    (
        &[
            "금리인하요구권",
            "금리인하요구",
            "금리인하",
            "금리 인하",
            "대출금리",
            "대출 금리",
            "금리",
            "이자율",
            "interest rate",
            " rate ",
        ],
        (Intent::RateReductionRequest, Intent::RateReductionStatus),
    ),
    (
        &[
            "신용정보 기록",
            "신용 기록",
            "신용기록",
            "신용정보",
            "신용 정보",
            "credit record",
            "credit file",
            "credit information",
        ],
        (Intent::CreditInfoAccess, Intent::CreditInfoCorrection),
    ),
    (&["채무조정", "채무 조정", "빚 조정", "debt adjustment"], (Intent::HardshipRequest, Intent::DebtAdjustmentInfo)),
    (
        &[
            "추심 연락",
            "추심 전화",
            "독촉 전화",
            "독촉 연락",
            "빚 독촉",
            "추심",
            "독촉",
            "debt collection",
            "collection calls",
        ],
        (Intent::IllegalCollectionThreat, Intent::CollectionContactLimit),
    ),
    (&["신용대출", "대출", " loan ", " loans "], (Intent::LoanApplyHowto, Intent::ApplicationStatus)),
];

/// What only says that somebody has something to say.
const COURTESY: &[&str] = &[
    "때문에",
    "관련해서",
    "관련해",
    "관련된",
    "관련",
    "관해서",
    "대해서",
    "대한",
    "대해",
    "문의드립니다",
    "문의드려요",
    "문의 드립니다",
    "문의 드려요",
    "문의드리려고요",
    "문의드릴게",
    "문의하려고",
    "문의합니다",
    "문의할게",
    "문의했",
    "문의",
    "연락드렸는데",
    "연락드렸어",
    "연락드립니다",
    "연락드려",
    "연락했",
    "여쭤보려고",
    "여쭤볼게",
    "여쭤볼",
    "여쭙",
    "물어보려고",
    "물어볼게",
    "물어볼",
    "궁금한 게",
    "궁금한게",
    "궁금해서",
    "궁금한데",
    "궁금",
    "좀 볼게",
    "상담받고 싶",
    "상담 받고 싶",
    "상담하고 싶",
    "상담",
    "얘기",
    "말씀",
    "안녕하세요",
    "저기",
    "혹시",
    "있어서",
    "있는데",
    "있어",
    "있습니다",
    "해서",
    "hello",
    "i have",
    "have",
    "question",
    "about",
    "regarding",
    "calling",
    "asking",
    "wanted to ask",
    "i want to talk",
    "it s",
    "it is",
    "hi ",
    "please",
    "i m ",
];

/// What is left of words when their stems are gone.
const PARTICLES: &[&str] = &[
    "요",
    "이요",
    "인데",
    "인데요",
    "은요",
    "는요",
    "건",
    "건이요",
    "건으로",
    "것",
    "거",
    "게",
    "게요",
    "데",
    "데요",
    "는",
    "은",
    "이",
    "가",
    "을",
    "를",
    "좀",
    "에",
    "로",
    "으로",
    "제",
    "내",
    "저",
    "저는",
    "제가",
    "한",
    "하나",
    "드려요",
    "드립니다",
    "드렸는데요",
    "는데요",
    "드릴",
    "려고요",
    "려고",
    "고요",
    "어요",
    "습니다",
    "니다",
    "해요",
    "합니다",
    "서요",
    "의",
    "my",
    "a",
    "the",
    "i",
    "am",
    "s",
    "m",
    "is",
    "to",
    "on",
];

const OPEN: &[Open] = &[
    Open {
        pair: (Intent::ApplicationStatus, Intent::DocumentStatus),
        names: &[
            &["제출한 거", "제출한 건", "제출한 것", "올린 거", "올려둔 거", "보내드린 거"],
            &["어떻게", "확인", "됐", "되고"],
        ],
        settles: &[
            "서류", "심사", "증명", "등본", "사진", "이의", "민원", "요구", "요청", "카드", "금리", "조정", "파일",
        ],
    },
    Open {
        pair: (Intent::LoanEligibility, Intent::RejectionReason),
        names: &[
            &["대출", "loan"],
            &[
                "안 되는",
                "안되는",
                "안 나오는",
                "안나오는",
                "왜 안 돼",
                "왜 안 되",
                "왜 안 나와",
                "not possible",
                "not available",
            ],
        ],
        settles: &[
            "안 됐",
            "안 된",
            "거절",
            "부결",
            "탈락",
            "떨어",
            "신청했",
            "신청한",
            "될까",
            "가능",
            "주부",
            "프리랜서",
            "학생",
            "무직",
            "점수",
            "기준",
            "취소",
            "상환",
            "로그인",
            "조회",
            "앱",
            "연장",
            "철회",
            "refus",
            "declin",
            "reject",
            "applied",
        ],
    },
    Open {
        pair: (Intent::RejectionReason, Intent::CreditEvalExplanation),
        names: &[&["심사 결과", "평가 결과", "심사결과", "평가결과"], &["근거", "납득", "이해가", "수긍", "왜 그런"]],
        settles: &[
            "설명요구",
            "설명 요구",
            "설명해",
            "이의",
            "재평가",
            "다시 평가",
            "재심사",
            "거절",
            "부결",
            "탈락",
            "행사",
            "자동",
        ],
    },
    Open {
        pair: (Intent::LoanCancelWithdraw, Intent::EarlyRepayment),
        names: &[
            &["대출", "loan"],
            &["정리하", "정리할", "정리 하", "없애고", "없애려", "그만 쓰", "그만두", "해지", "get rid of"],
        ],
        settles: &[
            "취소",
            "철회",
            "무르",
            "없던",
            "갚",
            "상환",
            "수수료",
            "얼마",
            "신청",
            "채무",
            "서류",
            "14일",
            "repay",
            "cancel",
            "pay off",
        ],
    },
    Open {
        pair: (Intent::PaymentSettingsChange, Intent::HardshipRequest),
        names: &[
            &["납부일", "결제일", "상환일", "출금일", "이체일", "내는 날", "갚는 날", "due date", "payment date"],
            &["뒤로", "미루", "미뤄", "미룰", "늦추", "늦춰", "늦출", "옮기", "옮길", "옮겨", "later", "push", "move"],
        ],
        settles: &[
            "매달",
            "매월",
            "앞으로",
            "계속",
            "쭉",
            "월급날",
            "이번",
            "한 번",
            "한번",
            "다음 달",
            "다음달",
            "말일",
            "1일",
            "2일",
            "3일",
            "4일",
            "5일",
            "6일",
            "7일",
            "8일",
            "9일",
            "0일",
            "every month",
            "this month",
            "this time",
            "once",
            "permanent",
            "방법",
            "절차",
            "어떻게",
        ],
    },
    Open {
        pair: (Intent::AutodebitResult, Intent::PaymentError),
        names: &[
            &["결제가", "납부가", "이체가", "납입이", "결제", "납부", "payment"],
            &[
                "안 된 거 같",
                "안 된 것 같",
                "안된거같",
                "안된것같",
                "안 됐나",
                "안됐나",
                "제대로 안",
                "잘 안 된",
                "문제가 있",
                "이상해",
                "이상한 것",
                "이상한 거",
                "didn't go through",
                "did not go through",
                "went wrong",
            ],
        ],
        settles: &[
            "자동",
            "빠져",
            "출금",
            "통장",
            "오류",
            "에러",
            "버튼",
            "지금",
            "자꾸",
            "계속",
            "화면",
            "모르는",
            "내역",
            "취소",
            "환불",
            "승인",
            "안 쓴",
            "연체",
            "카드로",
            "두 번",
            "두번",
            "auto",
            "error",
            "debit",
            "keeps",
            "unknown",
            "refund",
        ],
    },
    Open {
        pair: (Intent::HardshipRequest, Intent::DebtAdjustmentInfo),
        names: &[
            &["빚", "채무", "debt"],
            &[
                "조정받",
                "조정 받",
                "조정하고",
                "조정 하고",
                "조정하려",
                "조정 원",
                "줄이고 싶",
                "줄였으면",
                "줄이려",
                "정리하고 싶",
                "조정 신청하고 싶",
                "reduce",
                "sort out",
                "adjusted",
            ],
        ],
        settles: &[
            "제도",
            "워크아웃",
            "회생",
            "파산",
            "신복위",
            "신용회복",
            "여기",
            "귀사",
            "이 회사",
            "이회사",
            "유예",
            "분할",
            "나눠",
            "이번",
            "미뤄",
            "신청한",
            "접수한",
            "진행",
            "어디까지",
            "방법",
            "절차",
            "대상",
            "며칠",
            "program",
            "받으면",
            "하면",
            "카드",
            "점수",
            "court",
            "this company",
            "you",
        ],
    },
    Open {
        pair: (Intent::IllegalCollectionThreat, Intent::CollectionContactLimit),
        names: &[
            &["추심", "독촉", "빚쟁이", "갚으라는 전화", "갚으라는 연락", "collector", "collection"],
            &[
                "힘들",
                "무서",
                "무섭",
                "괴롭",
                "괴로",
                "시달",
                "너무해",
                "심해",
                "못살겠",
                "못 살겠",
                "too much",
                "scared",
                "stress",
            ],
        ],
        settles: &[
            "제한",
            "줄여",
            "하지 말",
            "하지말",
            "문자로만",
            "시간",
            "회사",
            "직장",
            "몇 번",
            "몇번",
            "저녁",
            "아침",
            "밤",
            "새벽",
            "협박",
            "위협",
            "가족",
            "찾아",
            "채무조정",
            "사채",
            "불법",
            "욕",
        ],
    },
    Open {
        pair: (Intent::CardUnauthorizedUse, Intent::CardPaymentDispute),
        names: &[
            &[
                "승인 내역",
                "승인내역",
                "결제 내역",
                "결제내역",
                "이용 내역",
                "이용내역",
                "사용 내역",
                "사용내역",
                "결제 하나",
                "결제 건",
                "결제 한 건",
                "승인 하나",
                "charge",
                "transaction",
            ],
            &[
                "마음에 걸",
                "걸려서",
                "걸리는",
                "찜찜",
                "신경 쓰",
                "신경쓰",
                "이상한",
                "이상해",
                "이상하",
                "의심",
                "갸우뚱",
                "odd",
                "off",
                "bothers",
            ],
        ],
        settles: &[
            "모르는",
            "안 쓴",
            "안쓴",
            "안 했",
            "안했",
            "한 적",
            "간 적",
            "산 적",
            "취소",
            "환불",
            "폐업",
            "할부",
            "해외",
            "잃어",
            "분실",
            "두 번",
            "두번",
            "refund",
            "cancel",
            "didn't",
            "don't",
        ],
    },
    Open {
        pair: (Intent::VoicePhishingEmergency, Intent::MistakenTransfer),
        names: &[
            &[
                "보냈",
                "보낸",
                "송금했",
                "송금한",
                "이체했",
                "이체한",
                "입금했",
                "입금한",
                "부쳤",
                "sent",
                "transferred",
            ],
            &[
                "돌려받",
                "돌려 받",
                "되찾",
                "찾을 수",
                "찾고 싶",
                "회수",
                "반환받",
                "get it back",
                "money back",
                "get back",
            ],
        ],
        settles: &[
            "실수",
            "잘못",
            "착각",
            "두 번",
            "두번",
            "이중",
            "중복",
            "더 냈",
            "더 보냈",
            "초과",
            "틀려",
            "틀린",
            "틀렸",
            "오타",
            "다른 사람",
            "딴",
            "엉뚱",
            "또",
            "착오",
            "속아",
            "속았",
            "사기",
            "피싱",
            "환불",
            "물건",
            "카드",
            "납부",
            "가상계좌",
            "서류",
            "wrong",
            "mistake",
            "twice",
            "scam",
            "trick",
            "fraud",
        ],
    },
];

#[cfg(test)]
mod tests {
    use Intent::{
        ApplicationStatus, AutodebitResult, CardPaymentDispute, CardUnauthorizedUse, CollectionContactLimit,
        CreditInfoAccess, CreditInfoCorrection, DebtAdjustmentInfo, HardshipRequest, IllegalCollectionThreat,
        LoanApplyHowto, LoanEligibility, MistakenTransfer, PaymentError, PaymentSettingsChange, RateReductionRequest,
        RateReductionStatus, RejectionReason, VoicePhishingEmergency,
    };

    use super::*;

    #[test]
    fn words_that_name_only_what_both_share_are_asked_about() {
        let check = |text: &str, want: Option<(Intent, Intent)>| assert_eq!(pair(text), want, "{text}");
        let rates = Some((RateReductionRequest, RateReductionStatus));
        for text in
            ["금리 때문에 문의드려요", "금리요", "대출 금리 관련 문의", "I have a question about my interest rate"]
        {
            check(text, rates);
        }
        for text in ["지금 금리 몇 퍼센트예요", "금리인하 신청할게요", "금리가 왜 올랐어요"]
        {
            check(text, None);
        }
        for text in
            ["대출", "대출이요", "대출 문의드려요", "저 대출 상담이요", "loan", "I have a question about my loan"]
        {
            check(text, Some((LoanApplyHowto, ApplicationStatus)));
        }
        for text in ["대출 취소할게요", "대출 얼마까지 돼요", "loan calculator", "사채"] {
            check(text, None);
        }
        check("제 신용정보 기록 때문에 연락드렸는데요", Some((CreditInfoAccess, CreditInfoCorrection)));
        check("대출이 안되는 이유가 뭘까요", Some((LoanEligibility, RejectionReason)));
        check("대출이 왜 거절됐어요", None);
        check("납부일 좀 뒤로 옮길 수 있을까 해서요", Some((PaymentSettingsChange, HardshipRequest)));
        check("납부일 매달 25일로 옮겨주세요", None);
        check("결제가 안 된 거 같은데요", Some((AutodebitResult, PaymentError)));
        check("자동이체가 안 된 거 같은데요", None);
        check("빚을 좀 조정받고 싶은데요", Some((HardshipRequest, DebtAdjustmentInfo)));
        check("추심 연락 때문에 너무 힘들어요", Some((IllegalCollectionThreat, CollectionContactLimit)));
        check("승인 내역 하나가 영 마음에 걸려서요", Some((CardUnauthorizedUse, CardPaymentDispute)));
        check("제가 안 쓴 결제 내역이 이상해요", None);
        check("돈을 보냈는데 다시 돌려받고 싶어요", Some((VoicePhishingEmergency, MistakenTransfer)));
        check("실수로 딴 데 보낸 돈 돌려받고 싶어요", None);
    }

    #[test]
    fn an_answer_picks_by_the_label_or_by_the_domains_cue() {
        let check = |offered: &[Intent], text: &str, want: Option<Intent>| {
            assert_eq!(picked(offered, text, Language::Ko), want, "{text}");
        };
        let rates = [RateReductionRequest, RateReductionStatus, Intent::InterestRateInquiry];
        check(&rates, "신청한 거 결과요", Some(RateReductionStatus));
        check(&rates, "지금 몇 퍼센트인지요", Some(Intent::InterestRateInquiry));
        check(&[PaymentSettingsChange, HardshipRequest], "이번만요.. 월급이 밀려서", Some(HardshipRequest));
        check(&[PaymentSettingsChange, HardshipRequest], "앞으로 매달요", Some(PaymentSettingsChange));
        check(&[AutodebitResult, PaymentError], "글쎄요", None);
        check(&[IllegalCollectionThreat, CollectionContactLimit], "카드 배송이요", None);
        check(&[CardUnauthorizedUse, CardPaymentDispute], "음", None);
    }
}
