//! handoff: small rules of written Korean and English.

/// The first `most` characters, with an ellipsis where something was cut off. Line breaks become spaces.
pub(crate) fn clip(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let mut clipped: String = line.chars().take(most.saturating_sub(1)).collect();
    clipped.truncate(clipped.trim_end().len());
    clipped.push('…');
    clipped
}

/// A score with so many decimals and a true minus sign.
pub(crate) fn figure(score: f32, decimals: usize) -> String {
    let figure = format!("{score:.decimals$}");
    // A rounded zero has no sign.
    let bare = figure.trim_start_matches('-');
    if bare.len() == figure.len() || bare.chars().all(|c| matches!(c, '0' | '.')) {
        bare.to_owned()
    } else {
        format!("−{bare}")
    }
}

/// "한 번", "두 번" … as people say it; from eleven on in digits.
pub(crate) fn times_ko(n: usize) -> String {
    let words = ["한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"];
    match n.checked_sub(1).and_then(|index| words.get(index)) {
        Some(word) => format!("{word} 번"),
        None => format!("{n}번"),
    }
}

/// "once", "twice", "3 times".
pub(crate) fn times_en(n: usize) -> String {
    match n {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{n} times"),
    }
}

/// "가, 나와 다": the particle follows the sound before it.
pub(crate) fn join_ko(parts: &[String]) -> String {
    let [first @ .., before_last, last] = parts else { return parts.concat() };
    let mut joined = first.iter().fold(String::new(), |joined, part| joined + part + ", ");
    joined += before_last;
    joined += if ends_in_consonant(before_last) { "과 " } else { "와 " };
    joined + last
}

/// "a, b and c".
pub(crate) fn join_en(parts: &[String]) -> String {
    match parts {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => parts.concat(),
    }
}

/// The last question of a text.
pub(crate) fn question(text: &str) -> Option<&str> {
    let end = text.rfind('?')? + 1;
    let head = text[..end - 1].trim_end();
    let start = head.rfind(['.', '!', '?', '\n']).map_or(0, |at| at + 1);
    Some(text[start..end].trim()).filter(|question| question.chars().count() > 1)
}

/// Whether the word, read aloud, ends in a consonant (받침).
fn ends_in_consonant(word: &str) -> bool {
    match word.chars().next_back() {
        Some(c @ '가'..='힣') => !(c as u32 - '가' as u32).is_multiple_of(28),
        Some(digit) => matches!(digit, '0' | '1' | '3' | '6' | '7' | '8'),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(parts: &[&str]) -> Vec<String> {
        parts.iter().map(|&part| part.to_owned()).collect()
    }

    #[test]
    fn the_particle_follows_the_sound_before_it() {
        assert_eq!(join_ko(&parts(&["질문", "감정"])), "질문과 감정");
        assert_eq!(join_ko(&parts(&["조회", "오류"])), "조회와 오류");
        assert_eq!(join_ko(&parts(&["감정 0.91", "표현"])), "감정 0.91과 표현");
        assert_eq!(join_ko(&parts(&["감정 0.92", "표현"])), "감정 0.92와 표현");
        assert_eq!(join_ko(&parts(&["하나", "질문", "감정"])), "하나, 질문과 감정");
        assert_eq!(join_ko(&parts(&["하나"])), "하나");
        assert_eq!(join_ko(&[]), "");
    }

    #[test]
    fn english_lists_end_in_and() {
        assert_eq!(join_en(&parts(&["a", "b", "c"])), "a, b and c");
        assert_eq!(join_en(&parts(&["a"])), "a");
        assert_eq!(join_en(&[]), "");
    }

    #[test]
    fn long_texts_are_clipped_at_characters_and_become_one_line() {
        assert_eq!(clip("카드가\n 안 와요", 20), "카드가 안 와요");
        assert_eq!(clip("카드가 안 와요", 5), "카드가…");
        assert_eq!(clip("카드가 안 와요", 8), "카드가 안 와요");
        assert_eq!(clip("", 3), "");
    }

    #[test]
    fn figures_have_a_true_minus_and_no_negative_zero() {
        assert_eq!(figure(-1.26, 1), "−1.3");
        assert_eq!(figure(-0.04, 1), "0.0");
        assert_eq!(figure(0.314, 2), "0.31");
    }

    #[test]
    fn counts_are_said_as_people_say_them() {
        assert_eq!((times_ko(2).as_str(), times_ko(11).as_str()), ("두 번", "11번"));
        assert_eq!((times_en(1).as_str(), times_en(3).as_str()), ("once", "3 times"));
    }

    #[test]
    fn the_last_question_of_a_text_is_found() {
        let table = [
            ("확인해 볼게요. 어떤 카드인가요?", Some("어떤 카드인가요?")),
            ("신용카드인가요? 체크카드인가요?", Some("체크카드인가요?")),
            ("어느 계약인가요?\n아래에서 골라 주세요.", Some("어느 계약인가요?")),
            ("네, 접수했습니다.", None),
            ("?", None),
            ("", None),
        ];
        for (text, want) in table {
            assert_eq!(question(text), want, "{text}");
        }
    }
}
