//! models: the ideas of the field in a sentence, whichever language and word they come in.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::text::compact;

/// How people word each idea; the file says how it is read.
const GLOSSARY: &str = include_str!("glossary.txt");

static KOREAN: LazyLock<Forms> = LazyLock::new(|| Forms::read(0, ""));
static ENGLISH: LazyLock<Forms> = LazyLock::new(|| Forms::read(1, " "));

/// The forms of one language and the idea each stands for.
struct Forms {
    search: AhoCorasick,
    ideas: Vec<usize>,
}

/// The numbers of the ideas in a normal text, ascending.
pub(crate) fn ideas(normal: &str) -> Vec<usize> {
    let words: String = normal.chars().map(|c| if c.is_alphanumeric() || c == '\'' { c } else { ' ' }).collect();
    let mut found = KOREAN.find(&compact(normal));
    found.extend(ENGLISH.find(&format!(" {words}")));
    found.sort_unstable();
    found.dedup();
    found
}

/// The forms of each idea as translations of each other: Korean, English.
pub(crate) fn translations() -> Vec<(&'static str, &'static str)> {
    let lines = GLOSSARY.lines().filter(|line| !line.starts_with('#'));
    let columns = lines.filter_map(|line| line.split_once(':')?.1.split_once('|'));
    let forms = |column: &'static str| column.split(',').map(str::trim).filter(|form| !form.is_empty());
    columns.flat_map(|(korean, english)| forms(korean).flat_map(move |k| forms(english).map(move |e| (k, e)))).collect()
}

impl Forms {
    fn read(column: usize, before: &str) -> Self {
        let lines = GLOSSARY.lines().filter(|line| !line.starts_with('#'));
        let columns = lines.filter_map(|line| line.split_once(':')?.1.split('|').nth(column));
        let forms = columns.enumerate().flat_map(|(idea, forms)| {
            forms.split(',').map(str::trim).filter(|form| !form.is_empty()).map(move |form| (idea, form))
        });
        let (ideas, forms): (Vec<usize>, Vec<String>) =
            forms.map(|(idea, form)| (idea, format!("{before}{form}"))).unzip();
        Self { search: AhoCorasick::new(forms).expect("the glossary is short"), ideas }
    }

    fn find(&self, text: &str) -> Vec<usize> {
        self.search.find_overlapping_iter(text).map(|found| self.ideas[found.pattern().as_usize()]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&'static str> {
        let lines: Vec<&str> = GLOSSARY.lines().filter(|line| !line.starts_with('#')).collect();
        ideas(text).into_iter().map(|idea| lines[idea].split(':').next().unwrap()).collect()
    }

    #[test]
    fn both_languages_name_the_same_ideas() {
        for text in ["왜 거절됐나요", "why was it declined?"] {
            let found = names(text);
            assert!(found.contains(&"why") && found.contains(&"reject"), "{text} {found:?}");
        }
        assert!(names("한 도 얼 마").contains(&"limit"));
        assert!(names("").is_empty());
    }

    #[test]
    fn every_idea_has_both_languages() {
        for line in GLOSSARY.lines().filter(|line| !line.starts_with('#')) {
            let forms = line.split_once(": ").unwrap().1;
            assert_eq!(forms.split('|').count(), 2, "{line}");
            assert!(forms.split('|').all(|forms| !forms.trim().is_empty()), "{line}");
        }
    }
}
