//! faq: how an article may be worded: short, hedged, explained, without blame and without selling.

use super::sentence::{self, Sentence};
use super::{Rule, Standard, line_with};
use crate::article::line_of;
use crate::{Article, Fact, Language, Source};

/// The longest short answer, in sentences.
const SHORT_SENTENCES: usize = 3;

/// Reports everything in an article's wording that breaks a rule.
pub(crate) fn check(source: &Source, standard: &Standard<'_>, find: &mut impl FnMut(usize, Rule, String)) {
    let article = &source.article;
    let body = body(&source.text);
    short(source, find);
    hedges(article, &body, standard, find);
    words(article.language, &body, find);
    if article.language == Language::Ko {
        let glossary = line_with(&source.text, "## 쉬운 말", usize::MAX);
        let answer: Vec<_> = body.iter().filter(|sentence| sentence.line < glossary).copied().collect();
        terms(source, &answer, find);
        official_terms(&body, find);
    }
}

/// The sentences after the front matter, without headings.
fn body(text: &str) -> Vec<Sentence<'_>> {
    let at = text.match_indices("\n+++").last().map_or(0, |(at, _)| at + 4);
    let mut sentences = sentence::of(&text[at..], line_of(text, at));
    sentences.retain(|sentence| !sentence.text.starts_with('#'));
    sentences
}

fn short(source: &Source, find: &mut impl FnMut(usize, Rule, String)) {
    let short = &source.article.short;
    let count = sentence::of(short, 1).len();
    if count > SHORT_SENTENCES {
        let first = short.lines().next().unwrap_or_default();
        find(
            line_with(&source.text, first, 1),
            Rule::ShortAnswer,
            format!("the short answer has {count} sentences: keep {SHORT_SENTENCES} and move the rest down"),
        );
    }
}

fn hedges(
    article: &Article,
    body: &[Sentence<'_>],
    standard: &Standard<'_>,
    find: &mut impl FnMut(usize, Rule, String),
) {
    let used: Vec<&Fact> = standard.facts.iter().filter(|fact| article.facts.contains(&fact.id)).collect();
    let first = body.first().map_or(1, |sentence| sentence.line);
    let hedged = |sentence: &Sentence<'_>| is_hedged(sentence.text, article.language);
    for fact in &used {
        for figure in &fact.never {
            if let Some(sentence) = body.iter().find(|sentence| carries(sentence.text, figure)) {
                let advice = format!("`{}` allows no figure {figure}: leave it out ({})", fact.id, fact.check);
                find(sentence.line, Rule::ForbiddenFigure, advice);
            }
        }
        if fact.needs_hedge() && !body.iter().any(hedged) {
            let advice = format!("`{}` is not sure: hedge it, {} ({})", fact.id, how(article.language), fact.check);
            find(first, Rule::Hedge, advice);
            continue;
        }
        for figure in &fact.figures {
            if used.iter().any(|other| other.no_hedge_needed && other.text.contains(figure.as_str())) {
                continue;
            }
            for (index, sentence) in body.iter().enumerate().filter(|(_, sentence)| carries(sentence.text, figure)) {
                let near = &body[index.saturating_sub(1)..(index + 2).min(body.len())];
                if !near.iter().any(hedged) {
                    let advice = format!(
                        "{figure} of `{}` is not sure: hedge it, {} ({})",
                        fact.id,
                        how(article.language),
                        fact.check
                    );
                    find(sentence.line, Rule::Hedge, advice);
                }
            }
        }
    }
}

/// True where a figure stands in a text and is not the end of a longer number.
fn carries(text: &str, figure: &str) -> bool {
    text.match_indices(figure).any(|(at, _)| {
        !figure.starts_with(|character: char| character.is_ascii_digit())
            || !text[..at].ends_with(|character: char| character.is_ascii_digit() || matches!(character, '.' | ','))
    })
}

fn is_hedged(text: &str, language: Language) -> bool {
    match language {
        Language::Ko => HEDGES_KO.iter().any(|hedge| text.contains(hedge)),
        Language::En => {
            let text = text.to_lowercase();
            HEDGES_EN.iter().any(|hedge| text.contains(hedge))
        }
    }
}

const fn how(language: Language) -> &'static str {
    match language {
        Language::Ko => "like 일반적으로 … 정확한 기준은 …에서 확인해 주세요",
        Language::En => "like \"generally … please check with …\"",
    }
}

fn words(language: Language, body: &[Sentence<'_>], find: &mut impl FnMut(usize, Rule, String)) {
    let (blame, selling) = match language {
        Language::Ko => (BLAME_KO, SELLING_KO),
        Language::En => (BLAME_EN, SELLING_EN),
    };
    for sentence in body {
        let text = without_quotes(sentence.text).to_lowercase();
        if let Some(word) = blame.iter().find(|word| text.contains(*word)) {
            find(sentence.line, Rule::Blame, format!("\"{word}\" blames the customer: say what happens next instead"));
        }
        if let Some(word) = selling.iter().find(|word| text.contains(*word)) {
            find(
                sentence.line,
                Rule::Selling,
                format!("\"{word}\" sells: explain, and leave the choice to the customer"),
            );
        }
    }
}

/// A text without what it quotes, such as the lines of a fraudster.
fn without_quotes(text: &str) -> String {
    let mut out = String::new();
    let mut close = None;
    for character in text.chars() {
        match (close, character) {
            (None, '‘') => close = Some('’'),
            (None, '“') => close = Some('”'),
            (None, '"') => close = Some('"'),
            (Some(end), _) if end == character => close = None,
            (None, _) => out.push(character),
            _ => {}
        }
    }
    out
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

const HEDGES_KO: &[&str] =
    &["일반적으로", "확인", "예시", "보통", "정확한", "다를 수 있", "달라질 수 있", "바뀔 수 있"];
const HEDGES_EN: &[&str] = &[
    "general",
    "usual",
    "typical",
    "check",
    "confirm",
    "example",
    "exact",
    "differ",
    "vary",
    "varies",
    "may change",
    "depend",
];

const BLAME_KO: &[&str] = &[
    "왜 안 내",
    "안 내셨",
    "안 갚으셨",
    "잘못하셨",
    "잘못하신",
    "하신 잘못",
    "고객님 책임",
    "고객님의 책임",
    "고객님의 잘못",
    "본인 책임",
    "본인의 책임",
    "본인 잘못",
    "본인 부주의",
    "고객님의 부주의",
    "무책임",
    "게을리",
    "당연히 갚",
    "방치하",
];
const BLAME_EN: &[&str] = &[
    "your fault",
    "you should have",
    "you failed",
    "irresponsible",
    "careless",
    "why didn't you",
    "your own mistake",
    "blame yourself",
];
const SELLING_KO: &[&str] = &[
    "서두르",
    "놓치지 마",
    "추천드",
    "추천합니다",
    "추천해 드",
    "강력 추천",
    "지금 바로 신청",
    "지금 신청하세요",
    "최저금리",
    "최저 금리",
    "특별한 기회",
    "특별 혜택",
    "혜택을 누",
    "누려 보",
    "파격",
    "이벤트",
    "꼭 이용해",
];
const SELLING_EN: &[&str] = &[
    "don't miss",
    "act now",
    "apply now",
    "hurry up",
    "limited time",
    "great deal",
    "best rate",
    "special offer",
    "exclusive offer",
    "we recommend our",
];

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
    use super::super::tests::{KOREAN, check};
    use super::*;

    fn with(from: &str, to: &str) -> String {
        KOREAN.replace(from, to)
    }

    fn long(text: &str) -> String {
        format!("{KOREAN}\n## 자세히\n{text}\n")
    }

    #[test]
    fn a_short_answer_has_three_sentences_at_most() {
        check(&with("괜찮습니다.", "괜찮습니다. 둘. 셋."), &[]);
        check(
            &with("괜찮습니다.", "괜찮습니다. 둘. 셋. 넷."),
            &["late-02.md:13: short_answer: the short answer has 4"],
        );
    }

    #[test]
    fn what_is_not_sure_is_hedged() {
        let uses = |fact: &str, text: &str| long(text).replace("F05", fact);
        let same = "en/late-02.md:6: translation_differs";
        // The English version uses F05 only, so each case also differs from it.
        check(&uses("F08", "기록은 오래 남습니다."), &[same, "ko/late-02.md:13: hedge: `F08` is not sure"]);
        check(&uses("F08", "일반적으로 최장 5년입니다."), &[same]);
        check(
            &uses("F08", "최장 5년입니다.\n더 읽어 보세요.\n끝으로.\n보통 그렇습니다."),
            &[same, "ko/late-02.md:16: hedge: 5년 of `F08` is not sure"],
        );
        check(&uses("F08", "최장 15년입니다.\n둘.\n셋.\n보통 그렇습니다."), &[same]);
        check(&uses("F04", "상환이력은 28.4%입니다. 보통은요."), &[same, "late-02.md:16: forbidden_figure: `F04`"]);
        assert!(is_hedged("This usually takes a week.", Language::En));
    }

    #[test]
    fn a_term_is_explained_where_it_is_used() {
        check(&long("기한이익을 잃습니다."), &["ko/late-02.md:16: unglossed_term: `기한이익` is not explained"]);
        check(&long("기한 이익을 잃습니다.\n\n## 쉬운 말\n- 기한이익: 나눠 갚을 권리"), &[]);
        check(&long("기한이익(나눠 갚을 권리)을 잃습니다."), &[]);
        check(&long("기한이익이란 나눠 갚을 권리입니다."), &[]);
        check(&long("기한이익을 잃습니다.").replace("하루 늦으면 어떻게 되나요?", "‘기한이익’이 무슨 뜻인가요?"), &[]);
    }

    #[test]
    fn official_names_stand_beside_everyday_ones() {
        check(
            &long("카드론(긴 대출)은 비용이 큽니다."),
            &["ko/late-02.md:16: official_term: write 장기카드대출(카드론)"],
        );
        check(&long("장기카드대출(카드론)(긴 대출)은 비용이 큽니다."), &["unglossed_term: `카드론`"]);
    }

    #[test]
    fn nobody_is_blamed_and_nothing_is_sold() {
        check(&long("고객님의 잘못입니다."), &["ko/late-02.md:16: blame: \"고객님의 잘못\""]);
        check(&long("서두르세요."), &["ko/late-02.md:16: selling: \"서두르\""]);
        check(&long("‘서두르세요’라고 하면 사기입니다."), &[]);
    }
}
