//! faq: text cut into sentences, each with its line.

/// A sentence and the 1-based line it begins on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sentence<'a> {
    pub(crate) line: usize,
    pub(crate) text: &'a str,
    /// It is the first on its line.
    pub(crate) begins: bool,
}

/// The sentences of a text whose first line has the number `first`; a line break ends one as well.
pub(crate) fn of(text: &str, first: usize) -> Vec<Sentence<'_>> {
    let mut sentences = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = without_bullet(line.trim());
        let mut rest = line;
        while !rest.is_empty() {
            let (sentence, tail) = rest.split_at(end(rest));
            let begins = rest.len() == line.len();
            sentences.push(Sentence { line: first + index, text: sentence.trim(), begins });
            rest = tail.trim_start();
        }
    }
    sentences
}

/// Where the first sentence ends: after `.`, `?` or `!` before a space, closing quotes and brackets included.
fn end(text: &str) -> usize {
    let mut after_stop = false;
    let mut depth = 0_usize;
    for (at, character) in text.char_indices() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '.' | '?' | '!' | '。' => after_stop = depth == 0 && !abbreviation(&text[..at]),
            '"' | '’' | '”' | '\'' if after_stop => {}
            // In English a quoted question may stand in the middle: "ask “where is it?” to see".
            ' ' if after_stop && !text[at + 1..].starts_with(|next: char| next.is_ascii_lowercase()) => return at,
            _ => after_stop = false,
        }
    }
    text.len()
}

/// A stop after these ends no sentence.
fn abbreviation(before: &str) -> bool {
    ["e.g", "i.e", "No", "a.m", "p.m"].iter().any(|short| before.ends_with(short))
}

fn without_bullet(line: &str) -> &str {
    if let Some(rest) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
        return rest;
    }
    match line.split_once(". ") {
        Some((number, rest)) if number.parse::<u8>().is_ok() => rest,
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_stops_before_a_space() {
        let check = |text, want: &[&str]| {
            let got: Vec<_> = of(text, 1).iter().map(|sentence| sentence.text).collect();
            assert_eq!(got, want, "{text:?}");
        };
        check("네. 됩니다! 정말요? 끝", &["네.", "됩니다!", "정말요?", "끝"]);
        check("credit4u.or.kr에서 3.5%를 봅니다.", &["credit4u.or.kr에서 3.5%를 봅니다."]);
        check("‘왜요?’라고 묻습니다.", &["‘왜요?’라고 묻습니다."]);
        check("묻습니다(예: 왜요? 네.). 끝", &["묻습니다(예: 왜요? 네.).", "끝"]);
        check("Ask us, e.g. by phone. Thanks.", &["Ask us, e.g. by phone.", "Thanks."]);
        check("Ask “where is it?” to see. Done.", &["Ask “where is it?” to see.", "Done."]);
        check("1. 봅니다.\n2. 냅니다.\n- 묻습니다", &["봅니다.", "냅니다.", "묻습니다"]);
        check("", &[]);
    }

    #[test]
    fn each_sentence_knows_its_line() {
        let lines: Vec<_> = of("하나. 둘.\n\n셋.", 7).iter().map(|sentence| sentence.line).collect();
        assert_eq!(lines, [7, 7, 9]);
    }
}
