//! faq: text as it is typed, in groups of letters, which slips of the finger leave mostly whole.

use unicode_normalization::UnicodeNormalization as _;

use crate::text::{Kind, Term, normalise};

/// How many letters stand in a group; a Korean syllable has two or three.
const GROUP: usize = 4;

/// Groups of letters over the text without its spaces, each once with equal weight.
pub(crate) fn groups(text: &str) -> Vec<Term> {
    let letters: Vec<char> = normalise(text).chars().filter(|letter| *letter != ' ').nfd().map(plain).collect();
    let group = |letters: &[char]| Term { text: letters.iter().collect(), kind: Kind::Letters, weight: 1.0 };
    if letters.len() < GROUP { vec![group(&letters)] } else { letters.windows(GROUP).map(group).collect() }
}

/// Letters that are often typed for each other become one: ㅐ and ㅔ, ㅙ, ㅚ and ㅞ, doubled consonants and
/// single ones, finals like ㅆ and ㅅ.
const fn plain(letter: char) -> char {
    match letter {
        'ᅢ' => 'ᅦ',
        'ᅤ' => 'ᅨ',
        'ᅫ' | 'ᅬ' => 'ᅰ',
        'ᄁ' => 'ᄀ',
        'ᄄ' => 'ᄃ',
        'ᄈ' => 'ᄇ',
        'ᄊ' => 'ᄉ',
        'ᄍ' => 'ᄌ',
        'ᆩ' => 'ᆨ',
        'ᆻ' => 'ᆺ',
        'ᆭ' => 'ᆫ',
        'ᆶ' => 'ᆯ',
        'ᆹ' => 'ᆸ',
        letter => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(a: &str, b: &str) -> f32 {
        let (a, b) = (groups(a), groups(b));
        a.iter().filter(|term| b.contains(term)).count() as f32 / a.len() as f32
    }

    #[test]
    fn slips_of_the_finger_leave_most_groups_whole() {
        let check = |a, b| assert!(shared(a, b) >= 0.6, "{a} {b} {}", shared(a, b));
        check("연체됬어요", "연체됐어요");
        check("어떻해 하나요", "어떡해 하나요");
        check("로그인않되요", "로그인 안돼요");
        check("my paymnt failed", "my payment failed");
        assert!(shared("카드 분실", "금리 인하") < 0.1);
    }

    #[test]
    fn a_short_text_is_one_group() {
        assert_eq!(groups("ok").len(), 1);
        assert_eq!(groups("").len(), 1);
        assert_eq!(groups("한도").len(), 2);
    }
}
