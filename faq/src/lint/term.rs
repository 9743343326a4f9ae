//! faq: words that not everybody knows are explained, and the names of the law stand beside everyday ones.

use super::Rule;
use super::body::{Kind, Part};
use super::sentence::Sentence;
use crate::{Language, Source};

/// Reports every term that is not explained, and every everyday name without its official one.
pub(crate) fn check(source: &Source, parts: &[Part<'_>], find: &mut impl FnMut(usize, Rule, String)) {
    if source.article.language == Language::Ko {
        let answer = parts.iter().filter(|part| part.kind != Kind::Glossary);
        let answer: Vec<_> = answer.flat_map(|part| &part.sentences).copied().collect();
        let all: Vec<_> = parts.iter().flat_map(|part| &part.sentences).copied().collect();
        terms(source, &answer, find);
        official_terms(&all, find);
    }
}

/// Every term that not everybody knows is explained where it is used.
fn terms(source: &Source, body: &[Sentence<'_>], find: &mut impl FnMut(usize, Rule, String)) {
    let article = &source.article;
    let bare = |text: &str| text.replace(' ', "");
    for term in TERMS {
        let glossed = article
            .glossary
            .iter()
            .map(|(word, _)| bare(word))
            .any(|word| word.contains(term) || term.starts_with(&word));
        let is_topic =
            bare(&article.title).contains(term) && TOPIC_MARKS.iter().any(|mark| article.title.contains(mark));
        if glossed || is_topic || body.iter().any(|sentence| is_explained(&bare(sentence.text), term)) {
            continue;
        }
        if let Some(sentence) = body.iter().find(|sentence| bare(sentence.text).contains(term)) {
            let advice = format!("`{term}` is not explained: add a line `- {term}: …` under `## 쉬운 말`");
            find(sentence.line, Rule::UnglossedTerm, advice);
        }
    }
}

/// True where a term is explained in place: in brackets after it, or by "…이란", "…는 … 뜻".
fn is_explained(text: &str, term: &str) -> bool {
    text.match_indices(term).any(|(at, _)| {
        let rest = &text[at + term.len()..];
        rest.starts_with('(') || rest.starts_with("이란") || rest.starts_with("란") || rest.contains("뜻")
    })
}

/// The names of the law stand beside the names people use.
fn official_terms(body: &[Sentence<'_>], find: &mut impl FnMut(usize, Rule, String)) {
    for (everyday, official) in OFFICIAL {
        let used = body.iter().find(|sentence| sentence.text.contains(everyday));
        if let Some(sentence) = used.filter(|_| !body.iter().any(|sentence| sentence.text.contains(official))) {
            find(sentence.line, Rule::OfficialTerm, format!("write {official}({everyday}), both names together"));
        }
    }
}

const TOPIC_MARKS: &[&str] = &["이란", "란?", "뜻", "무엇", "뭔가요", "비교", "차이"];

const OFFICIAL: &[(&str, &str)] =
    &[("현금서비스", "단기카드대출"), ("카드론", "장기카드대출"), ("리볼빙", "일부결제금액이월약정")];

/// Terms of law and finance, without spaces.
const TERMS: &[&str] = &[
    "기한이익",
    "신속채무조정",
    "사전채무조정",
    "개인워크아웃",
    "채무조정",
    "연체이자",
    "가산이자",
    "가산금리",
    "DSR",
    "청약철회",
    "지급정지",
    "원리금균등",
    "원금균등",
    "만기일시",
    "중도상환수수료",
    "금리인하요구권",
    "개인회생",
    "개인파산",
    "면책",
    "소멸시효",
    "추심",
    "채무자대리인",
    "항변권",
    "철회권",
    "현금서비스",
    "카드론",
    "리볼빙",
    "마이데이터",
    "공공정보",
    "한정승인",
    "상속포기",
    "착오송금",
    "안심차단",
    "오픈뱅킹",
    "위법계약해지권",
    "분쟁조정",
    "두낫콜",
    "고정금리",
    "변동금리",
    "기준금리",
    "스트레스금리",
    "온라인투자연계금융",
    "불법사금융",
    "채권소멸",
    "개인신용평가",
    "영업일",
    "가상계좌",
    "담보",
    "채권자변동정보",
    "구상권",
    "압류",
    "가압류",
    "경매",
    "특별면책",
    "연대보증",
    "대위변제",
    "근저당",
    "인지세",
    "소급",
    "거치기간",
    "무담보",
    "반사회적",
    "채권양도",
    "여신거래",
    "피해환급",
];

#[cfg(test)]
mod tests {
    use super::super::tests::{check, long};

    #[test]
    fn a_term_is_explained_where_it_is_used() {
        check(&long("기한이익을 잃습니다."), &["ko/late-02.md:17: unglossed_term: `기한이익` is not explained"]);
        check(&long("기한 이익을 잃습니다.\n\n## 쉬운 말\n- 기한이익: 나눠 갚을 권리"), &[]);
        check(&long("기한이익(나눠 갚을 권리)을 잃습니다."), &[]);
        check(&long("기한이익이란 나눠 갚을 권리입니다."), &[]);
        check(&long("기한이익을 잃습니다.").replace("하루 늦으면 어떻게 되나요?", "‘기한이익’이 무슨 뜻인가요?"), &[]);
    }

    #[test]
    fn official_names_stand_beside_everyday_ones() {
        check(
            &long("카드론(긴 대출)은 비용이 큽니다."),
            &["ko/late-02.md:17: official_term: write 장기카드대출(카드론)"],
        );
        check(&long("장기카드대출(카드론)(긴 대출)은 비용이 큽니다."), &["unglossed_term: `카드론`"]);
    }
}
