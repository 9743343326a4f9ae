//! faq: one article and how it is read from its file.

use std::ops::Range;
use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Error, Language, Note};

/// One answered topic in one language.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Article {
    /// The topic, such as `late-02`; the translations share it.
    pub id: String,
    pub language: Language,
    pub title: String,
    pub category: String,
    /// Names of the intents it answers.
    pub intents: Vec<String>,
    /// Ids of the facts it rests on, such as `F05`.
    pub facts: Vec<String>,
    /// The day on which it was true.
    pub as_of: Date,
    /// Who stands for it: `editor` until somebody from compliance signs it with a name or a desk.
    pub reviewer: String,
    /// Ids of topics to read next.
    pub related: Vec<String>,
    /// How customers ask for it; for the search, never shown.
    pub questions: Vec<String>,
    /// Where a reader can confirm it.
    pub sources: Vec<String>,
    /// The answer that stands alone in a chat bubble: at most three sentences.
    pub short: String,
    /// The whole answer; empty where the short one is all there is.
    pub long: String,
    /// What to do, in order.
    pub steps: Vec<String>,
    /// The same answer for people who look for one thing, in their words; the facts stay the same.
    pub notes: Vec<(Note, String)>,
    /// Terms and what they mean in plain words.
    pub glossary: Vec<(String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Front {
    id: String,
    title: String,
    category: String,
    intents: Vec<String>,
    facts: Vec<String>,
    as_of: Date,
    reviewer: String,
    related: Vec<String>,
    questions: Vec<String>,
    sources: Vec<String>,
}

const FENCE: &str = "+++";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Short,
    Long,
    Steps,
    Notes,
    Glossary,
}

impl Section {
    const ALL: [Self; 5] = [Self::Short, Self::Long, Self::Steps, Self::Notes, Self::Glossary];

    const fn heading(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Short, Language::Ko) => "짧은 답",
            (Self::Long, Language::Ko) => "자세히",
            (Self::Steps, Language::Ko) => "이렇게 하세요",
            (Self::Notes, Language::Ko) => "이런 분께",
            (Self::Glossary, Language::Ko) => "쉬운 말",
            (Self::Short, Language::En) => "Short answer",
            (Self::Long, Language::En) => "Details",
            (Self::Steps, Language::En) => "What to do",
            (Self::Notes, Language::En) => "For you",
            (Self::Glossary, Language::En) => "Plain words",
        }
    }
}

/// The lines of one section: its heading's line number and what follows, each with its own.
struct Part<'a> {
    section: Section,
    line: usize,
    lines: Vec<(usize, &'a str)>,
}

impl Article {
    /// Reads an article: TOML between two lines `+++`, then the sections. `file` names it in errors
    /// and must end in `<id>.md`.
    pub fn parse(file: &str, text: &str, language: Language) -> Result<Self, Error> {
        let fail = |line, reason: String| Error::Parse { file: file.to_owned(), line, reason };
        let range = front(text).map_err(|(line, reason)| fail(line, reason))?;
        let body = range.end + FENCE.len() + 1;
        let front: Front = toml::from_str(&text[range.clone()]).map_err(|error| {
            let line = error.span().map_or(2, |span| line_of(text, range.start + span.start));
            fail(line, format!("front matter: {}", error.message().replace('\n', " ")))
        })?;
        let line = |key: &str| key_line(text, key);
        check(&front, file).map_err(|(key, reason)| fail(line(key), reason))?;

        let parts = parts(text.get(body..).unwrap_or_default(), line_of(text, body.min(text.len())), language)
            .map_err(|(line, reason)| fail(line, reason))?;
        let find = |section| parts.iter().find(|part| part.section == section);
        let heading = Section::Short.heading(language);
        let short = find(Section::Short).map(paragraph).filter(|short| !short.is_empty()).ok_or_else(|| {
            fail(parts.first().map_or(1, |part| part.line), format!("`## {heading}` is missing or empty"))
        })?;
        let steps = find(Section::Steps).map_or(Ok(Vec::new()), steps).map_err(|(line, reason)| fail(line, reason))?;
        let entries = |section, what| {
            find(section)
                .map_or(Ok(Vec::new()), |part| entries(part, what))
                .map_err(|(line, reason)| fail(line, reason))
        };
        let notes = entries(Section::Notes, "a note must look like `- reader: text`")?;
        let notes = notes.into_iter().map(|(line, name, text)| match Note::parse(&name, language) {
            Some(note) => Ok((note, text)),
            None => Err(fail(line, format!("`{name}` is no reader; there are {}", Note::names(language)))),
        });
        Ok(Self {
            id: front.id,
            language,
            title: front.title,
            category: front.category,
            intents: front.intents,
            facts: front.facts,
            as_of: front.as_of,
            reviewer: front.reviewer,
            related: front.related,
            questions: front.questions,
            sources: front.sources,
            short,
            long: find(Section::Long).map(paragraph).unwrap_or_default(),
            steps,
            notes: notes.collect::<Result<_, _>>()?,
            glossary: entries(Section::Glossary, "a plain word must look like `- term: meaning`")?
                .into_iter()
                .map(|(_, term, meaning)| (term, meaning))
                .collect(),
        })
    }

    /// What is written for people who look for one thing, if anything is.
    pub fn note(&self, note: Note) -> Option<&str> {
        self.notes.iter().find(|(other, _)| *other == note).map(|(_, text)| text.as_str())
    }
}

/// The 1-based line on which a key of the front matter stands; 1 where it does not.
pub(crate) fn key_line(text: &str, key: &str) -> usize {
    text.lines()
        .position(|line| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('=')))
        .map_or(1, |index| index + 1)
}

/// The 1-based line of a byte.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

type Flaw = (usize, String);

/// Where the front matter stands between its fences.
fn front(text: &str) -> Result<Range<usize>, Flaw> {
    let open = format!("{FENCE}\n");
    if !text.starts_with(&open) {
        return Err((1, "the file must begin with a line `+++`".to_owned()));
    }
    let start = open.len();
    let close = format!("\n{FENCE}");
    text[start..]
        .match_indices(&close)
        .map(|(at, _)| start + at + 1)
        .find(|at| matches!(text.as_bytes().get(at + FENCE.len()), None | Some(b'\n')))
        .map(|end| start..end)
        .ok_or_else(|| (1, "the front matter has no closing line `+++`".to_owned()))
}

fn check<'a>(front: &Front, file: &str) -> Result<(), (&'a str, String)> {
    let stem = Path::new(file).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    if front.id != stem {
        return Err(("id", format!("the id `{}` is not the file's name `{stem}`", front.id)));
    }
    if front.title.trim().is_empty() {
        return Err(("title", "the title is empty".to_owned()));
    }
    if front.reviewer.trim().is_empty() {
        return Err(("reviewer", "nobody stands for it: name who reviewed it, or `editor`".to_owned()));
    }
    if front.questions.iter().all(|question| question.trim().is_empty()) {
        return Err(("questions", "there are no questions to find the article by".to_owned()));
    }
    Ok(())
}

fn parts(body: &str, first: usize, language: Language) -> Result<Vec<Part<'_>>, Flaw> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    for (line, text) in body.lines().enumerate().map(|(index, text)| (first + index, text.trim_end())) {
        if let Some(heading) = text.strip_prefix("## ") {
            let section = Section::ALL.into_iter().find(|section| section.heading(language) == heading.trim());
            let section = section.ok_or_else(|| {
                let known = Section::ALL.map(|section| format!("`## {}`", section.heading(language))).join(", ");
                (line, format!("`## {heading}` is no section; there are {known}"))
            })?;
            if parts.iter().any(|part| part.section == section) {
                return Err((line, format!("`## {heading}` is there twice")));
            }
            parts.push(Part { section, line, lines: Vec::new() });
        } else if let Some(part) = parts.last_mut() {
            part.lines.push((line, text));
        } else if !text.is_empty() {
            return Err((line, "text before the first section".to_owned()));
        }
    }
    Ok(parts)
}

fn paragraph(part: &Part<'_>) -> String {
    part.lines.iter().map(|(_, text)| *text).collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// Numbered lines, each with the indented lines that go on from it.
fn steps(part: &Part<'_>) -> Result<Vec<String>, Flaw> {
    let mut steps: Vec<String> = Vec::new();
    for (line, text) in part.lines.iter().filter(|(_, text)| !text.is_empty()) {
        let numbered = text.split_once(". ").filter(|(number, _)| number.parse::<u8>().is_ok());
        match (numbered, steps.last_mut()) {
            (Some((_, step)), _) => steps.push(step.trim().to_owned()),
            (None, Some(last)) if text.starts_with(' ') => {
                last.push(' ');
                last.push_str(text.trim());
            }
            _ => return Err((*line, "a step must begin with its number, like `1. …`".to_owned())),
        }
    }
    Ok(steps)
}

/// Lines like `- name: text`, each with its number; `what` says so where one is not.
fn entries(part: &Part<'_>, what: &str) -> Result<Vec<(usize, String, String)>, Flaw> {
    let lines = part.lines.iter().filter(|(_, text)| !text.is_empty());
    lines
        .map(|(line, text)| {
            text.strip_prefix("- ")
                .and_then(|entry| entry.split_once(':'))
                .map(|(name, text)| (*line, name.trim().to_owned(), text.trim().to_owned()))
                .filter(|(_, name, text)| !name.is_empty() && !text.is_empty())
                .ok_or_else(|| (*line, what.to_owned()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRONT: &str = r#"+++
id = "late-02"
title = "하루 늦으면?"
category = "연체"
intents = ["overdue_consequences"]
facts = ["F05"]
as_of = "2026-11-22"
reviewer = "editor"
related = ["late-01"]
questions = ["하루 늦었어요", "이틀 밀렸는데"]
sources = ["한국신용정보원"]
+++
"#;

    fn parse(body: &str) -> Result<Article, Error> {
        Article::parse("articles/ko/late-02.md", &format!("{FRONT}{body}"), Language::Ko)
    }

    #[test]
    fn all_sections_are_read() {
        let article = parse(
            "## 짧은 답\n괜찮습니다.\n\n## 자세히\n하나.\n- 둘\n\n## 이렇게 하세요\n1. 봅니다.\n   그리고 냅니다.\n2. 묻습니다.\n\n## 이런 분께\n- 빠르게: 네.\n\n## 쉬운 말\n- 영업일: 쉬는 날을 뺀 날\n",
        )
        .unwrap();
        assert_eq!(article.id, "late-02");
        assert_eq!(article.as_of, jiff::civil::date(2026, 11, 22));
        assert_eq!(article.short, "괜찮습니다.");
        assert_eq!(article.long, "하나.\n- 둘");
        assert_eq!(article.steps, ["봅니다. 그리고 냅니다.", "묻습니다."]);
        assert_eq!((article.note(Note::Quick), article.note(Note::Cost)), (Some("네."), None));
        assert_eq!(article.glossary, [("영업일".to_owned(), "쉬는 날을 뺀 날".to_owned())]);
    }

    #[test]
    fn the_short_answer_alone_is_enough() {
        let article = parse("## 짧은 답\n네.\n").unwrap();
        assert!(article.long.is_empty() && article.steps.is_empty() && article.glossary.is_empty());
    }

    #[test]
    fn errors_name_file_line_and_reason() {
        let check = |text: &str, want: &str| {
            let error = Article::parse("ko/late-02.md", text, Language::Ko).unwrap_err().to_string();
            assert!(error.contains(want), "{error}\nlacks {want}");
        };
        let with = |from: &str, to: &str| FRONT.replace(from, to) + "## 짧은 답\n네.\n";
        check("id = 1", "ko/late-02.md:1: the file must begin with a line `+++`");
        check("+++\nid = 1\n", "late-02.md:1: the front matter has no closing line");
        check(&with("category = \"연체\"\n", ""), "missing field `category`");
        check(&with("\"연체\"", "연체"), "late-02.md:4: front matter");
        check(&with("category", "kategory"), "late-02.md:4: front matter: unknown field `kategory`");
        check(&with("2026-11-22", "어제"), "late-02.md:7: front matter");
        check(&with("late-02", "late-03"), "late-02.md:2: the id `late-03` is not the file's name `late-02`");
        check(&with("하루 늦으면?", " "), "late-02.md:3: the title is empty");
        check(&with("\"editor\"", "\"\""), "late-02.md:8: nobody stands for it");
        check(&with("\"하루 늦었어요\", \"이틀 밀렸는데\"", ""), "late-02.md:10: there are no questions");
        let body = |body: &str| format!("{FRONT}{body}");
        check(&body("머리말\n## 짧은 답\n네."), "late-02.md:13: text before the first section");
        check(&body("## 자세히\n네."), "late-02.md:13: `## 짧은 답` is missing or empty");
        check(&body("## 짧은 답\n\n## 자세히\n네."), "late-02.md:13: `## 짧은 답` is missing or empty");
        check(&body("## 짧은 답\n네.\n## 결론\n"), "late-02.md:15: `## 결론` is no section; there are `## 짧은 답`");
        check(&body("## 짧은 답\n네.\n## 짧은 답\n네."), "late-02.md:15: `## 짧은 답` is there twice");
        check(&body("## 짧은 답\n네.\n## 이렇게 하세요\n- 봅니다"), "late-02.md:16: a step must begin with its number");
        check(&body("## 짧은 답\n네.\n## 쉬운 말\n영업일"), "late-02.md:16: a plain word must look like");
        check(&body("## 짧은 답\n네.\n## 이런 분께\n빠르게 네."), "late-02.md:16: a note must look like");
        check(
            &body("## 짧은 답\n네.\n## 이런 분께\n- 느리게: 네."),
            "late-02.md:16: `느리게` is no reader; there are 빠르게, 비용",
        );
    }

    #[test]
    fn each_language_has_its_own_headings() {
        let english = FRONT.to_owned() + "## Short answer\nYes.\n\n## Plain words\n- Term: what it means\n";
        let article = Article::parse("en/late-02.md", &english, Language::En).unwrap();
        assert_eq!(article.glossary.len(), 1);
        assert!(Article::parse("ko/late-02.md", &english, Language::Ko).is_err());
    }
}
