//! faq: what an article says rests on its facts, and what is not sure is hedged, with a place to confirm it.

use super::body::{Kind, Part};
use super::sentence::Sentence;
use super::{Rule, Standard, figure, wording};
use crate::article::key_line;
use crate::{Article, Fact, Language, Note, Source};

/// Reports every figure and every fact that is said too surely, or that nothing stands behind.
pub(crate) fn check(
    source: &Source,
    parts: &[Part<'_>],
    standard: &Standard<'_>,
    find: &mut impl FnMut(usize, Rule, String),
) {
    let article = &source.article;
    let used: Vec<&Fact> = standard.facts.iter().filter(|fact| article.facts.contains(&fact.id)).collect();
    let answer: Vec<&Part<'_>> = parts.iter().filter(|part| part.kind != Kind::Glossary).collect();
    let first = answer.first().and_then(|part| part.sentences.first()).map_or(1, |sentence| sentence.line);
    sources(source, &used, find);
    notes(article, &used, first, find);
    for fact in &used {
        forbidden(fact, parts, find);
        if unhedged(article, fact, &answer, first, find) {
            continue;
        }
        for figure in fact.figures.iter().filter(|figure| !vouched(figure, &used)) {
            for part in &answer {
                hedge_near(article.language, fact, figure, part, find);
            }
        }
    }
    if article.language == Language::Ko {
        for part in answer {
            unsourced(article.language, &used, part, find);
        }
    }
}

fn sources(source: &Source, used: &[&Fact], find: &mut impl FnMut(usize, Rule, String)) {
    if !used.is_empty() && source.article.sources.is_empty() {
        let advice = "it rests on facts but names no source: add where a reader can confirm them".to_owned();
        find(key_line(&source.text, "sources"), Rule::NoSource, advice);
    }
}

/// Everybody may be in a hurry; who looks for the cost is told where there is one.
fn notes(article: &Article, used: &[&Fact], first: usize, find: &mut impl FnMut(usize, Rule, String)) {
    if article.language != Language::Ko {
        return;
    }
    let mut missing = |note: Note, why: String| {
        if article.note(note).is_none() {
            let name = note.name(article.language);
            find(first, Rule::MissingNote, format!("{why}: add a line `- {name}: …` under `## 이런 분께`"));
        }
    };
    missing(Note::Quick, "there is nothing for who has no time".to_owned());
    if let Some(fact) = used.iter().find(|fact| fact.cost) {
        missing(Note::Cost, format!("`{}` is about money", fact.id));
    }
}

fn forbidden(fact: &Fact, parts: &[Part<'_>], find: &mut impl FnMut(usize, Rule, String)) {
    for figure in &fact.never {
        let carrying = parts.iter().flat_map(|part| &part.sentences).find(|sentence| carries(sentence.text, figure));
        if let Some(sentence) = carrying {
            let advice = format!("`{}` allows no figure {figure}: leave it out ({})", fact.id, fact.check);
            find(sentence.line, Rule::ForbiddenFigure, advice);
        }
    }
}

/// True where an article that must hedge a fact does not, or names no place to confirm it.
fn unhedged(
    article: &Article,
    fact: &Fact,
    answer: &[&Part<'_>],
    first: usize,
    find: &mut impl FnMut(usize, Rule, String),
) -> bool {
    if !fact.needs_hedge() {
        return false;
    }
    let any = |test: fn(&str, Language) -> bool| {
        answer.iter().flat_map(|part| &part.sentences).any(|sentence| test(sentence.text, article.language))
    };
    if !any(is_hedged) {
        let advice = format!("`{}` is not sure: hedge it, {} ({})", fact.id, how(article.language), fact.check);
        find(first, Rule::Hedge, advice);
        return true;
    }
    if !any(names_place) {
        let advice = format!("`{}` is not sure: say where to confirm it ({})", fact.id, fact.check);
        find(first, Rule::NoPlace, advice);
        return true;
    }
    false
}

/// True where a fact that needs no hedge says the same figure.
fn vouched(figure: &str, used: &[&Fact]) -> bool {
    used.iter().any(|fact| fact.no_hedge_needed && fact.text.contains(figure))
}

fn hedge_near(
    language: Language,
    fact: &Fact,
    figure: &str,
    part: &Part<'_>,
    find: &mut impl FnMut(usize, Rule, String),
) {
    let carrying = part.sentences.iter().enumerate().filter(|(_, sentence)| carries(sentence.text, figure));
    for (index, sentence) in carrying {
        if !near(&part.sentences, index).iter().any(|sentence| is_hedged(sentence.text, language)) {
            let how = how(language);
            let advice = format!("{figure} of `{}` is not sure: hedge it, {how} ({})", fact.id, fact.check);
            find(sentence.line, Rule::Hedge, advice);
        }
    }
}

/// Figures that stand in none of the article's facts, and are neither hedged nor an example.
fn unsourced(language: Language, used: &[&Fact], part: &Part<'_>, find: &mut impl FnMut(usize, Rule, String)) {
    let known: Vec<String> = used.iter().flat_map(|fact| figure::all(&fact.text)).collect();
    for (index, sentence) in part.sentences.iter().enumerate() {
        let figures = figure::all(&wording::without_quotes(sentence.text));
        let Some(strange) = figures.iter().find(|figure| !known.contains(figure)) else { continue };
        let free = |sentence: &Sentence<'_>| is_hedged(sentence.text, language) || sentence.text.contains("예를 들어");
        if !near(&part.sentences, index).iter().any(free) {
            let advice =
                format!("{strange} stands in none of its facts: name the fact, hedge it, or mark an example (예시)");
            find(sentence.line, Rule::UnsourcedFigure, advice);
        }
    }
}

/// A sentence with the ones before and after it.
fn near<'a, 'b>(sentences: &'b [Sentence<'a>], index: usize) -> &'b [Sentence<'a>] {
    &sentences[index.saturating_sub(1)..(index + 2).min(sentences.len())]
}

/// True where a figure stands in a text and is not the end of a longer number.
fn carries(text: &str, figure: &str) -> bool {
    text.match_indices(figure).any(|(at, _)| {
        !figure.starts_with(|character: char| character.is_ascii_digit())
            || !text[..at].ends_with(|character: char| character.is_ascii_digit() || matches!(character, '.' | ','))
    })
}

fn is_hedged(text: &str, language: Language) -> bool {
    let hedges = match language {
        Language::Ko => HEDGES_KO,
        Language::En => HEDGES_EN,
    };
    let lower = text.to_lowercase();
    hedges.iter().any(|hedge| lower.contains(hedge)) || names_place(text, language)
}

/// True where a reader is told to confirm it, and where: "…에서 확인해 주세요", "please check with …".
fn names_place(text: &str, language: Language) -> bool {
    match language {
        // To confirm who the customer is confirms no fact.
        Language::Ko => PLACES_KO.iter().any(|place| text.replace("본인확인", "").contains(place)),
        Language::En => {
            let lower = text.to_lowercase();
            PLACES_EN.iter().any(|place| lower.contains(place))
        }
    }
}

const fn how(language: Language) -> &'static str {
    match language {
        Language::Ko => "like 일반적으로 … 정확한 기준은 …에서 확인해 주세요",
        Language::En => "like \"generally … please check with …\"",
    }
}

const HEDGES_KO: &[&str] = &[
    "일반적으로",
    "예시",
    "보통",
    "정확한",
    "다를 수 있",
    "달라질 수 있",
    "바뀔 수 있",
    "마다 다르",
    "마다 달라",
    "따라 다르",
    "따라 달라",
    "확인해 주세요",
];
const PLACES_KO: &[&str] = &[
    "에서 확인",
    "에서 먼저 확인",
    "에서 미리 확인",
    "에 확인",
    "에 직접 확인",
    "와 확인",
    "과 확인",
    "에게 확인",
    "에서 물어",
    "에 물어",
    "에게 물어",
    "에서 상담",
    "에게 먼저 물어",
];
const HEDGES_EN: &[&str] =
    &["general", "usual", "typical", "example", "exact", "differ", "vary", "varies", "may change", "depend"];
const PLACES_EN: &[&str] = &[
    "please check",
    "please confirm",
    "please see",
    "please listen",
    "check with",
    "confirm with",
    "confirm it",
    "ask 1332",
    "ask the",
];

#[cfg(test)]
mod tests {
    use super::super::tests::{KOREAN, check, long};
    use super::*;

    /// A second part that uses a fact; the English version uses F05 only, so each also differs from it.
    fn uses(fact: &str, text: &str) -> String {
        long(text).replace("F05", fact)
    }

    const SAME: &str = "en/late-02.md:6: translation_differs";

    #[test]
    fn what_is_not_sure_is_hedged() {
        check(&uses("F08", "기록은 오래 남습니다."), &[SAME, "ko/late-02.md:14: hedge: `F08` is not sure"]);
        check(&uses("F08", "일반적으로 최장 5년이며, 평가회사에서 확인해 주세요."), &[SAME]);
        check(
            &uses("F08", "최장 5년입니다.\n더 읽어 보세요.\n끝으로.\n보통 그렇고, 평가회사에서 확인해 주세요."),
            &[SAME, "ko/late-02.md:17: hedge: 5년 of `F08` is not sure"],
        );
        check(
            &uses("F04", "상환이력은 28.4%입니다. 보통은요. 1332에서 확인해 주세요."),
            &[SAME, "forbidden_figure: `F04`"],
        );
        assert!(is_hedged("This usually takes a week.", Language::En));
        assert!(!is_hedged("본인확인을 합니다.", Language::Ko), "to confirm who somebody is hedges nothing");
    }

    #[test]
    fn what_is_not_sure_names_where_to_confirm_it() {
        check(
            &uses("F08", "일반적으로 그렇습니다."),
            &[SAME, "ko/late-02.md:14: no_place: `F08` is not sure: say where"],
        );
    }

    #[test]
    fn a_hedge_in_another_part_does_not_count() {
        let text = KOREAN.replace("F05", "F08").replace("빠르게: 오늘", "빠르게: 5년 뒤, 오늘")
            + "\n## 자세히\n일반적으로 5년이며, 평가회사에서 확인해 주세요.\n";
        check(&text, &[SAME, "ko/late-02.md:17: hedge: 5년 of `F08`"]);
    }

    #[test]
    fn a_figure_stands_in_a_fact() {
        check(&long("10만원이 밀리면 그렇습니다."), &[]);
        check(&long("7일이 지나면 그렇습니다."), &["ko/late-02.md:17: unsourced_figure: 7일 stands in none"]);
        check(&long("7일이 지나면 그렇습니다(예시)."), &[]);
        check(&long("“7일만 주세요”라고 적어 주세요."), &[]);
    }

    #[test]
    fn a_fact_has_a_source_and_readers_have_notes() {
        check(&KOREAN.replace("\"한국신용정보원\"", ""), &["ko/late-02.md:11: no_source"]);
        check(
            &KOREAN.replace("- 빠르게: 오늘 내세요.", ""),
            &["ko/late-02.md:14: missing_note: there is nothing for who"],
        );
        check(&uses("F12", "둘."), &[SAME, "ko/late-02.md:14: missing_note: `F12` is about money"]);
        check(&uses("F12", "둘.").replace("- 빠르게", "- 비용: 늦은 날만큼입니다.\n- 빠르게"), &[SAME]);
    }
}
