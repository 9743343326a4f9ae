//! nlu: things with a fixed name: bureaus, papers, products, means of contact, agencies.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::{Entity, EntityKind, Value};

static SEARCH: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(forms().map(|(_, _, form)| form))
        .expect("the table is short")
});

/// The named things in a text.
pub(super) fn names(text: &str) -> Vec<Entity> {
    let table: Vec<_> = forms().collect();
    let whole = |start: usize, end: usize| {
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        !text[start..end].is_ascii()
            || !letter(text[..start].chars().next_back()) && !letter(text[end..].chars().next().filter(|&c| c != 's'))
    };
    SEARCH
        .find_iter(text)
        .filter(|found| whole(found.start(), found.end()))
        .map(|found| {
            let (kind, name, _) = table[found.pattern().as_usize()];
            Entity::at(text, found.range(), kind, Value::Name(name.to_owned()))
        })
        .collect()
}

fn forms() -> impl Iterator<Item = (EntityKind, &'static str, &'static str)> {
    NAMES.iter().flat_map(|&(kind, name, forms)| forms.iter().map(move |&form| (kind, name, form)))
}

/// Kind, name, how it is written.
const NAMES: &[(EntityKind, &str, &[&str])] = &[
    (EntityKind::Bureau, "nice", &["nice평가정보", "나이스", "NICE"]),
    (EntityKind::Bureau, "kcb", &["kcb", "케이씨비", "올크레딧"]),
    (
        EntityKind::DocType,
        "employment",
        &["재직증명서", "재직증명", "재직", "employment letter", "employment certificate"],
    ),
    (
        EntityKind::DocType,
        "income",
        &[
            "소득금액증명원",
            "소득금액증명",
            "소득증빙",
            "소득증명",
            "원천징수영수증",
            "원천징수",
            "급여명세서",
            "급여명세",
            "payslip",
            "pay stub",
            "proof of income",
        ],
    ),
    (EntityKind::DocType, "resident_register", &["주민등록등본", "등본"]),
    (EntityKind::DocType, "resident_extract", &["주민등록초본", "초본"]),
    (EntityKind::DocType, "business", &["사업자등록증", "business registration"]),
    (
        EntityKind::DocType,
        "id",
        &["신분증", "주민등록증", "주민증", "운전면허증", "면허증", "여권", "id card", "passport", "driver's license"],
    ),
    (EntityKind::DocType, "health_insurance", &["건강보험", "건보", "health insurance"]),
    (EntityKind::DocType, "family", &["가족관계증명서", "가족관계", "family certificate"]),
    (EntityKind::DocType, "bankbook", &["통장사본", "통장 사본", "bankbook"]),
    (EntityKind::DocType, "seal", &["인감증명서", "인감"]),
    (EntityKind::DocType, "payoff", &["완납증명서", "완납증명", "payoff letter"]),
    (EntityKind::DocType, "debt", &["부채증명서", "부채증명원", "부채증명", "잔액증명서", "certificate of debt"]),
    (EntityKind::Product, "card_loan", &["장기카드대출", "카드론", "card loan"]),
    (EntityKind::Product, "cash_advance", &["단기카드대출", "현금서비스", "cash advance"]),
    (EntityKind::Product, "revolving", &["일부결제금액이월약정", "리볼빙", "revolving"]),
    (EntityKind::Product, "loan", &["신용대출", "담보대출", "대출", "loan"]),
    (EntityKind::Product, "card", &["신용카드", "체크카드", "가족카드", "카드", "credit card", "card"]),
    (EntityKind::Means, "phone", &["전화", "통화", "phone call", "call me"]),
    (EntityKind::Means, "sms", &["문자", "sms", "text me", "text message"]),
    (EntityKind::Means, "email", &["이메일", "메일", "e-mail", "email"]),
    (EntityKind::Means, "visit", &["방문", "visit"]),
    (EntityKind::Means, "post", &["우편", "등기", "by post", "by mail"]),
    (
        EntityKind::Place,
        "workplace",
        &[
            "직장",
            "사무실",
            "회사로",
            "회사 전화",
            "회사전화",
            "회사 번호",
            "근무처",
            "at work",
            "workplace",
            "my office",
            "office phone",
        ],
    ),
    (EntityKind::Place, "home", &["집으로", "집에", "집 전화", "집전화", "자택", "우리 집", "my home", "my house"]),
    (EntityKind::Place, "abroad", &["해외에서", "외국에서", "해외 체류", "abroad", "overseas"]),
    (
        EntityKind::Given,
        "money",
        &["송금했", "이체했", "입금했", "돈을 보냈", "돈 보냈", "sent money", "transferred money", "wired"],
    ),
    (
        EntityKind::Given,
        "app",
        &[
            "앱을 깔았",
            "앱 깔았",
            "앱을 설치했",
            "앱 설치했",
            "원격",
            "installed the app",
            "installed an app",
            "remote access",
        ],
    ),
    (
        EntityKind::Given,
        "otp",
        &[
            "인증번호를 알려줬",
            "인증번호 알려줬",
            "인증번호를 불러줬",
            "인증번호 불러줬",
            "비밀번호를 알려줬",
            "비밀번호 알려줬",
            "gave the code",
            "gave my password",
        ],
    ),
    (
        EntityKind::Given,
        "id",
        &["신분증을 보냈", "신분증 보냈", "신분증 사진을 보냈", "신분증 사진 보냈", "sent my id"],
    ),
    (EntityKind::ClaimedAgency, "prosecution", &["검찰청", "검찰", "검사님", "prosecutor"]),
    (EntityKind::ClaimedAgency, "police", &["경찰청", "경찰", "수사관", "형사", "police"]),
    (EntityKind::ClaimedAgency, "regulator", &["금융감독원", "금감원", "FSS"]),
    (EntityKind::ClaimedAgency, "court", &["법원", "court"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_both_languages_and_the_longest_form() {
        let check = |text, want: &[(EntityKind, &str)]| {
            let found: Vec<_> = names(text).into_iter().map(|entity| (entity.kind, entity.value)).collect();
            let want: Vec<_> = want.iter().map(|&(kind, name)| (kind, Value::Name(name.into()))).collect();
            assert_eq!(found, want, "{text:?}");
        };
        check("KCB score", &[(EntityKind::Bureau, "kcb")]);
        check("재직증명서 꼭 있어야 하나요", &[(EntityKind::DocType, "employment")]);
        check("카드론 얼마", &[(EntityKind::Product, "card_loan")]);
        check("two loans", &[(EntityKind::Product, "loan")]);
        check("I discarded it, very nicely", &[]);
        check("회사로는 문자만요", &[(EntityKind::Place, "workplace"), (EntityKind::Means, "sms")]);
        check("신분증 사진 보냈어요", &[(EntityKind::Given, "id")]);
        check("검찰이라며 전화", &[(EntityKind::ClaimedAgency, "prosecution"), (EntityKind::Means, "phone")]);
    }
}
