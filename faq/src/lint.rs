//! faq: what an editor must set right before articles may be published.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

use crate::article::key_line;
use crate::fact::line_of_fact;
use crate::{Article, Fact, Language, Source, text};

mod body;
mod fact;
mod figure;
mod sentence;
mod term;
mod wording;

/// What articles are held against.
#[derive(Debug, Clone, Copy)]
pub struct Standard<'a> {
    /// The facts they may use.
    pub facts: &'a [Fact],
    /// The intents they may answer.
    pub intents: &'a [&'a str],
    /// Facts and articles older than this day have expired.
    pub not_before: Date,
    /// Every article must be signed by somebody other than its editor, as before a release.
    pub signed: bool,
}

/// One rule of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    ExpiredFact,
    ExpiredArticle,
    UnknownFact,
    UnknownIntent,
    DeadRelated,
    MissingTranslation,
    TranslationDiffers,
    DuplicateQuestion,
    ShortAnswer,
    Hedge,
    NoPlace,
    NoSource,
    UnsourcedFigure,
    ForbiddenFigure,
    UnglossedTerm,
    OfficialTerm,
    MissingNote,
    LongNote,
    Unsigned,
    Blame,
    Selling,
}

impl Rule {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::ExpiredFact,
        Self::ExpiredArticle,
        Self::UnknownFact,
        Self::UnknownIntent,
        Self::DeadRelated,
        Self::MissingTranslation,
        Self::TranslationDiffers,
        Self::DuplicateQuestion,
        Self::ShortAnswer,
        Self::Hedge,
        Self::NoPlace,
        Self::NoSource,
        Self::UnsourcedFigure,
        Self::ForbiddenFigure,
        Self::UnglossedTerm,
        Self::OfficialTerm,
        Self::MissingNote,
        Self::LongNote,
        Self::Unsigned,
        Self::Blame,
        Self::Selling,
    ];
}

impl fmt::Display for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::ExpiredFact => "expired_fact",
            Self::ExpiredArticle => "expired_article",
            Self::UnknownFact => "unknown_fact",
            Self::UnknownIntent => "unknown_intent",
            Self::DeadRelated => "dead_related",
            Self::MissingTranslation => "missing_translation",
            Self::TranslationDiffers => "translation_differs",
            Self::DuplicateQuestion => "duplicate_question",
            Self::ShortAnswer => "short_answer",
            Self::Hedge => "hedge",
            Self::NoPlace => "no_place",
            Self::NoSource => "no_source",
            Self::UnsourcedFigure => "unsourced_figure",
            Self::ForbiddenFigure => "forbidden_figure",
            Self::UnglossedTerm => "unglossed_term",
            Self::OfficialTerm => "official_term",
            Self::MissingNote => "missing_note",
            Self::LongNote => "long_note",
            Self::Unsigned => "unsigned",
            Self::Blame => "blame",
            Self::Selling => "selling",
        })
    }
}

/// Something to set right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    pub rule: Rule,
    /// What is wrong and what to do.
    pub advice: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}: {}", self.file, self.line, self.rule, self.advice)
    }
}

/// Everything to set right in these articles, by file and line.
pub fn lint(sources: &[Source], standard: &Standard<'_>) -> Vec<Finding> {
    let mut findings = expired_facts(standard);
    let ids: HashSet<&str> = sources.iter().map(|source| source.article.id.as_str()).collect();
    for source in sources {
        let mut find = |line, rule, advice| findings.push(Finding { file: source.file.clone(), line, rule, advice });
        references(source, standard, &ids, &mut find);
        let parts = body::parts(source);
        fact::check(source, &parts, standard, &mut find);
        term::check(source, &parts, &mut find);
        wording::check(source, &parts, &mut find);
    }
    findings.extend(translations(sources));
    findings.extend(duplicate_questions(sources));
    findings.sort();
    findings
}

/// The reviewer of an article that nobody else has read yet.
const EDITOR: &str = "editor";

fn expired_facts(standard: &Standard<'_>) -> Vec<Finding> {
    let expired = standard.facts.iter().filter(|fact| fact.as_of < standard.not_before);
    expired
        .map(|fact| Finding {
            file: Fact::FILE.to_owned(),
            line: line_of_fact(Fact::TEXT, &fact.id),
            rule: Rule::ExpiredFact,
            advice: format!("`{}` was true on {}: confirm it at its source and renew `as_of`", fact.id, fact.as_of),
        })
        .collect()
}

/// What an article points to must be there and fresh.
fn references(
    source: &Source,
    standard: &Standard<'_>,
    ids: &HashSet<&str>,
    find: &mut impl FnMut(usize, Rule, String),
) {
    let article = &source.article;
    let line = |key| key_line(&source.text, key);
    if article.as_of < standard.not_before {
        find(
            line("as_of"),
            Rule::ExpiredArticle,
            format!("it was true on {}: review it and renew `as_of`", article.as_of),
        );
    }
    if standard.signed && article.reviewer == EDITOR {
        find(line("reviewer"), Rule::Unsigned, "only its editor stands for it: have compliance sign it".to_owned());
    }
    for id in &article.facts {
        if !standard.facts.iter().any(|fact| fact.id == *id) {
            find(
                line("facts"),
                Rule::UnknownFact,
                format!("`{id}` is not in {}: remove it or add the fact", Fact::FILE),
            );
        }
    }
    for name in article.intents.iter().filter(|name| !standard.intents.contains(&name.as_str())) {
        find(
            line("intents"),
            Rule::UnknownIntent,
            format!("`{name}` is no intent: use one of the names of `dari nlu`"),
        );
    }
    for id in &article.related {
        if *id == article.id {
            find(line("related"), Rule::DeadRelated, format!("`{id}` is the article itself: remove it"));
        } else if !ids.contains(id.as_str()) {
            find(
                line("related"),
                Rule::DeadRelated,
                format!("there is no article `{id}`: remove it or write the article"),
            );
        }
    }
}

/// Both languages tell the same.
fn translations(sources: &[Source]) -> Vec<Finding> {
    let mut topics: BTreeMap<&str, Vec<&Source>> = BTreeMap::new();
    for source in sources {
        topics.entry(&source.article.id).or_default().push(source);
    }
    let mut findings = Vec::new();
    for versions in topics.values() {
        for language in Language::ALL {
            if !versions.iter().any(|source| source.article.language == language) {
                findings.push(Finding {
                    file: versions[0].file.clone(),
                    line: 1,
                    rule: Rule::MissingTranslation,
                    advice: format!("there is no `{language}` version: write it under `{language}/`"),
                });
            }
        }
        if let [first, second] = versions[..] {
            for key in differences(&first.article, &second.article) {
                findings.push(Finding {
                    file: second.file.clone(),
                    line: key_line(&second.text, key),
                    rule: Rule::TranslationDiffers,
                    advice: format!("`{key}` differs from {}: make them equal", first.file),
                });
            }
        }
    }
    findings
}

fn differences<'a>(first: &Article, second: &Article) -> impl Iterator<Item = &'a str> {
    let set = |ids: &[String]| ids.iter().cloned().collect::<HashSet<_>>();
    [
        ("intents", set(&first.intents) != set(&second.intents)),
        ("facts", set(&first.facts) != set(&second.facts)),
        ("related", set(&first.related) != set(&second.related)),
        ("as_of", first.as_of != second.as_of),
    ]
    .into_iter()
    .filter_map(|(key, differs)| differs.then_some(key))
}

/// A question leads to one article.
fn duplicate_questions(sources: &[Source]) -> Vec<Finding> {
    let mut owners: HashMap<(Language, String), &Source> = HashMap::new();
    let mut findings = Vec::new();
    for source in sources {
        let article = &source.article;
        for question in &article.questions {
            let owner = owners.entry((article.language, text::compact(question))).or_insert(source);
            if owner.article.id != article.id {
                findings.push(Finding {
                    file: source.file.clone(),
                    line: line_with(&source.text, question, key_line(&source.text, "questions")),
                    rule: Rule::DuplicateQuestion,
                    advice: format!("\"{question}\" also leads to {}: keep it in the one that answers it", owner.file),
                });
            }
        }
    }
    findings
}

/// The 1-based line on which a piece of text first stands; `otherwise` where it does not.
fn line_with(text: &str, piece: &str, otherwise: usize) -> usize {
    text.lines().position(|line| line.contains(piece)).map_or(otherwise, |index| index + 1)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) const KOREAN: &str = r#"+++
id = "late-02"
title = "하루 늦으면 어떻게 되나요?"
category = "연체"
intents = ["overdue_consequences"]
facts = ["F05"]
as_of = "2026-11-22"
reviewer = "editor"
related = ["late-01"]
questions = ["하루 늦었어요", "이틀 늦었는데"]
sources = ["한국신용정보원"]
+++
## 짧은 답
오늘 내시면 괜찮습니다.

## 이런 분께
- 빠르게: 오늘 내세요.
"#;

    pub(crate) const ENGLISH: &str = r#"+++
id = "late-02"
title = "What if I am a day late?"
category = "Late payment"
intents = ["overdue_consequences"]
facts = ["F05"]
as_of = "2026-11-22"
reviewer = "editor"
related = ["late-01"]
questions = ["one day late"]
sources = ["Korea Credit Information Services"]
+++
## Short answer
It is fine if you pay today.
"#;

    /// The Korean article with details after it.
    pub(crate) fn long(text: &str) -> String {
        KOREAN.replace("\n## 이런 분께", &format!("\n## 자세히\n{text}\n\n## 이런 분께"))
    }

    /// Findings in one Korean article beside its translation and the articles it points to.
    pub(crate) fn findings(korean: &str) -> Vec<Finding> {
        let facts = Fact::embedded().unwrap();
        let standard = Standard {
            facts: &facts,
            intents: &["overdue_consequences", "delinquency_record"],
            not_before: jiff::civil::date(2026, 1, 1),
            signed: false,
        };
        lint(&library(korean), &standard)
    }

    fn library(korean: &str) -> Vec<Source> {
        let other = |text: &str| {
            text.replace("late-02", "late-01x")
                .replace("late-01\"", "late-02\"")
                .replace("late-01x", "late-01")
                .replace("하루 늦었어요", "한 달 늦었어요")
                .replace("이틀 늦었는데", "두 달 늦었는데")
                .replace("one day late", "one month late")
        };
        let parse = |file: &str, text: String, language| {
            Source::parse(file.to_owned(), text.into(), language).unwrap_or_else(|error| panic!("{error}"))
        };
        vec![
            parse("ko/late-01.md", other(KOREAN), Language::Ko),
            parse("ko/late-02.md", korean.to_owned(), Language::Ko),
            parse("en/late-01.md", other(ENGLISH), Language::En),
            parse("en/late-02.md", ENGLISH.to_owned(), Language::En),
        ]
    }

    #[track_caller]
    pub(crate) fn check(korean: &str, want: &[&str]) {
        let got: Vec<_> = findings(korean).iter().map(ToString::to_string).collect();
        assert_eq!(got.len(), want.len(), "{got:#?}");
        for (got, want) in got.iter().zip(want) {
            assert!(got.contains(want), "{got}\nlacks {want}");
        }
    }

    #[test]
    fn a_good_article_has_no_findings() {
        check(KOREAN, &[]);
    }

    #[test]
    fn what_an_article_points_to_is_there_and_fresh() {
        let with = |from: &str, to: &str| KOREAN.replace(from, to);
        let differs = "en/late-02.md:";
        check(
            &with("\"F05\"", "\"F99\""),
            &[&format!("{differs}6: translation_differs"), "ko/late-02.md:6: unknown_fact: `F99`"],
        );
        check(
            &with("overdue_consequences", "overdue"),
            &[&format!("{differs}5: translation_differs"), "ko/late-02.md:5: unknown_intent: `overdue`"],
        );
        check(
            &with("late-01", "late-09"),
            &[
                &format!("{differs}9: translation_differs"),
                "ko/late-02.md:9: dead_related: there is no article `late-09`",
            ],
        );
        check(
            &with("\"late-01\"", "\"late-01\", \"late-02\""),
            &[
                &format!("{differs}9: translation_differs"),
                "ko/late-02.md:9: dead_related: `late-02` is the article itself",
            ],
        );
        check(
            &with("2026-11-22", "2025-12-31"),
            &[
                &format!("{differs}7: translation_differs"),
                "ko/late-02.md:7: expired_article: it was true on 2025-12-31",
            ],
        );
    }

    #[test]
    fn an_old_fact_has_expired() {
        let facts = Fact::embedded().unwrap();
        let standard =
            Standard { facts: &facts[..1], intents: &[], not_before: jiff::civil::date(2026, 11, 23), signed: false };
        let findings = lint(&[], &standard);
        assert_eq!(findings.len(), 1);
        assert!(findings[0].to_string().starts_with("faq/facts.toml:"), "{}", findings[0]);
        assert!(findings[0].to_string().contains("expired_fact: `F01` was true on 2026-11-22"), "{}", findings[0]);
    }

    #[test]
    fn both_languages_are_there() {
        let facts = Fact::embedded().unwrap();
        let intents = &["overdue_consequences"];
        let not_before = jiff::civil::date(2026, 1, 1);
        let standard = Standard { facts: &facts, intents, not_before, signed: false };
        let mut sources = library(KOREAN);
        sources.retain(|source| source.file != "en/late-02.md");
        let findings = lint(&sources, &standard);
        assert_eq!(findings.len(), 1, "{findings:#?}");
        assert_eq!(findings[0].rule, Rule::MissingTranslation);
        assert_eq!(findings[0].file, "ko/late-02.md");
    }

    #[test]
    fn a_question_leads_to_one_article() {
        check(
            &KOREAN.replace("이틀 늦었는데", "두달 늦었는데"),
            &["ko/late-02.md:10: duplicate_question: \"두달 늦었는데\" also leads to ko/late-01.md"],
        );
    }

    #[test]
    fn before_a_release_somebody_else_signs() {
        let facts = Fact::embedded().unwrap();
        let intents = &["overdue_consequences"];
        let standard = Standard { facts: &facts, intents, not_before: jiff::civil::date(2026, 1, 1), signed: true };
        let signed =
            |korean: &str| lint(&library(korean), &standard).iter().any(|finding| finding.file == "ko/late-02.md");
        assert!(signed(KOREAN), "its editor alone is not enough");
        assert!(!signed(&KOREAN.replace("\"editor\"", "\"compliance\"")));
    }

    #[test]
    fn every_rule_has_an_article_that_fails_it() {
        let facts = Fact::embedded().unwrap();
        let intents = &["overdue_consequences"];
        let standard = |not_before| Standard { facts: &facts, intents, not_before, signed: true };
        let with = |from: &str, to: &str| KOREAN.replace(from, to);
        let articles = [
            with("\"F05\"", "\"F99\""),
            with("overdue_consequences", "overdue"),
            with("late-01", "late-09"),
            with("이틀 늦었는데", "두달 늦었는데"),
            with("괜찮습니다.", "하나. 둘. 셋. 넷."),
            with("\"F05\"", "\"F08\""),
            with("\"F05\"", "\"F08\"").replace("괜찮습니다.", "보통 괜찮습니다."),
            with("[\"한국신용정보원\"]", "[]"),
            long("7일이 지나면 그렇습니다."),
            long("상환이력은 28.4%입니다(예시).").replace("\"F05\"", "\"F04\""),
            long("기한이익을 잃습니다."),
            long("카드론을 씁니다."),
            with("- 빠르게: 오늘 내세요.", ""),
            with("빠르게: 오늘", "빠르게: 하나. 둘. 오늘"),
            long("고객님의 잘못입니다."),
            long("서두르세요."),
        ];
        let today = jiff::civil::date(2026, 1, 1);
        let mut failed: HashSet<Rule> = HashSet::new();
        for article in &articles {
            failed.extend(lint(&library(article), &standard(today)).iter().map(|finding| finding.rule));
        }
        failed.extend(
            lint(&library(KOREAN)[..3], &standard(jiff::civil::date(2026, 11, 23))).iter().map(|finding| finding.rule),
        );
        let kept: Vec<_> = Rule::ALL.iter().filter(|rule| !failed.contains(rule)).collect();
        assert!(kept.is_empty(), "nothing fails {kept:?}");
    }
}
