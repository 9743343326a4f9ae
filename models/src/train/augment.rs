//! models: the ways people write the same sentence: spacing, slips of the finger, dropped particles, endings.

use super::random::Random;
use crate::text::{compose, is_hangul, syllable};

/// A likely other way to write a normal text; often the text itself.
pub fn rewrite(text: &str, random: &mut Random) -> String {
    let korean = text.chars().any(is_hangul);
    let mut text = text.to_owned();
    if korean && random.chance(0.25) {
        text = swap_ending(&text, random);
    }
    if korean && random.chance(0.2) {
        text = drop_particles(&text, random);
    }
    if random.chance(0.25) {
        text = slip(&text, korean, random);
    }
    if korean && random.chance(0.3) {
        text = respace(&text, random);
    }
    if !korean && random.chance(0.15) {
        text = text.replace(['\'', '?', '.', ','], "");
    }
    if random.chance(0.1) {
        text.push_str(random.pick(if korean { MOODS_KO } else { MOODS_EN }));
    }
    text
}

fn respace(text: &str, random: &mut Random) -> String {
    if random.chance(0.5) {
        return text.replace(' ', "");
    }
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if character == ' ' && random.chance(0.3) {
            continue;
        }
        out.push(character);
        if is_hangul(character) && random.chance(0.04) {
            out.push(' ');
        }
    }
    out
}

fn drop_particles(text: &str, random: &mut Random) -> String {
    let bare = |word: &str, random: &mut Random| {
        let particle = PARTICLES
            .iter()
            .find(|particle| word.ends_with(**particle) && word.chars().count() > particle.chars().count() + 1);
        match particle {
            Some(particle) if random.chance(0.6) => word[..word.len() - particle.len()].to_owned(),
            _ => word.to_owned(),
        }
    };
    text.split(' ').map(|word| bare(word, random)).collect::<Vec<_>>().join(" ")
}

fn swap_ending(text: &str, random: &mut Random) -> String {
    let stem = text.trim_end_matches(['?', '.', '!', '~', ' ']);
    for group in ENDINGS {
        if let Some(head) = group.iter().find_map(|ending| stem.strip_suffix(ending)) {
            return format!("{head}{}", random.pick(group));
        }
    }
    text.to_owned()
}

fn slip(text: &str, korean: bool, random: &mut Random) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let slips = 1 + letters.len() / 25;
    for _ in 0..slips {
        if letters.len() < 3 {
            break;
        }
        let at = random.below(letters.len());
        match syllable(letters[at]) {
            Some(parts) if korean => slip_syllable(&mut letters, at, parts, random),
            _ if letters[at].is_ascii_alphabetic() => slip_letter(&mut letters, at, random),
            _ => {}
        }
    }
    letters.into_iter().collect()
}

fn slip_syllable(letters: &mut [char], at: usize, (lead, vowel, tail): (usize, usize, usize), random: &mut Random) {
    let near = |pairs: &[(usize, usize)], part: usize| {
        pairs.iter().find_map(|&(a, b)| (a == part).then_some(b).or((b == part).then_some(a)))
    };
    let changed = match random.below(4) {
        0 => near(NEAR_VOWELS, vowel).and_then(|vowel| compose(lead, vowel, tail)),
        1 => near(NEAR_LEADS, lead).and_then(|lead| compose(lead, vowel, tail)),
        2 if tail != 0 => compose(lead, vowel, near(NEAR_TAILS, tail).unwrap_or(0)),
        _ => {
            let next = letters.get(at + 1).copied().and_then(syllable);
            match next {
                Some((11, next_vowel, next_tail)) if matches!(tail, 1 | 4 | 8 | 16 | 17 | 19) => {
                    let moved = [0, 0, 0, 0, 2, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 6, 7, 0, 9][tail];
                    letters[at + 1] = compose(moved, next_vowel, next_tail).unwrap_or(letters[at + 1]);
                    compose(lead, vowel, 0)
                }
                _ => None,
            }
        }
    };
    letters[at] = changed.unwrap_or(letters[at]);
}

fn slip_letter(letters: &mut Vec<char>, at: usize, random: &mut Random) {
    match random.below(3) {
        0 => drop(letters.remove(at)),
        1 if at + 1 < letters.len() && letters[at + 1].is_ascii_alphabetic() => letters.swap(at, at + 1),
        _ => letters.insert(at, letters[at]),
    }
}

/// Vowels that are mixed up by ear or finger: ㅐ/ㅔ, ㅙ/ㅚ, ㅗ/ㅛ, ㅓ/ㅕ, ㅏ/ㅑ, ㅜ/ㅠ, ㅢ/ㅣ, ㅝ/ㅓ.
const NEAR_VOWELS: &[(usize, usize)] = &[(1, 5), (10, 11), (8, 12), (4, 6), (0, 2), (13, 17), (19, 20), (3, 7)];
/// Leads that are mixed up: plain and tense, plain and aspirated.
const NEAR_LEADS: &[(usize, usize)] = &[(0, 1), (3, 4), (7, 8), (9, 10), (12, 13), (5, 2)];
/// Tails that are mixed up: ㅅ/ㅆ, ㄱ/ㄲ, ㄴ/ㄶ, ㅂ/ㅄ, ㅇ/ㅁ, ㄷ/ㅌ.
const NEAR_TAILS: &[(usize, usize)] = &[(19, 20), (1, 2), (4, 6), (17, 18), (21, 16), (7, 25)];
const PARTICLES: &[&str] = &[
    "에서는",
    "에서",
    "한테",
    "으로",
    "까지",
    "부터",
    "이랑",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "에",
    "의",
    "로",
    "도",
];
const MOODS_KO: &[&str] = &[" ㅠㅠ", "ㅠㅠ", " ㅋㅋ", "~", "!!", "..", " ;;", "??", "요", "ㅎㅎ"];
const MOODS_EN: &[&str] = &[" please", "!!", "??", " thanks", "...", " pls", " lol"];
const ENDINGS: &[&[&str]] = &[
    &[
        "해주세요",
        "해 주세요",
        "해줘",
        "해주십시오",
        "해줘요",
        "해주시겠어요",
        "부탁드려요",
        "부탁드립니다",
        "해주실 수 있나요",
    ],
    &[
        "하고 싶어요",
        "하고싶어요",
        "하고 싶습니다",
        "하고 싶은데요",
        "하고 싶은데",
        "하려고요",
        "하려고 합니다",
        "할래요",
        "하고파요",
    ],
    &["인가요", "인가여", "이에요", "예요", "입니까", "임", "인지요", "이죠", "인데요"],
    &["됐나요", "됐어요", "됐습니까", "됐음", "됐는지요", "되었나요", "됬나요", "됐어"],
    &["되나요", "돼요", "됩니까", "되는지요", "되나여", "되요", "됨", "되는 건가요"],
    &["있나요", "있어요", "있습니까", "있음", "있는지요", "있나여", "있을까요"],
    &["안돼요", "안 돼요", "안되요", "안됩니다", "안 됩니다", "안됨", "안되네요", "안 되는데요"],
    &["알려주세요", "알려 주세요", "알려줘", "알려줘요", "알려주십시오", "알고 싶어요", "궁금해요", "궁금합니다"],
    &["했어요", "했습니다", "했는데요", "했음", "했는데", "했어"],
    &["할게요", "할께요", "하겠습니다", "할래", "하려구요"],
    &["왔어요", "왔습니다", "왔는데요", "왔음", "왔네요"],
    &["같아요", "같습니다", "같은데요", "같음", "같네요"],
    &["싶어요", "싶습니다", "싶은데요", "싶은데", "싶네요", "싶어"],
    &["나요", "나여", "는지요", "는지", "는가요", "니"],
    &["습니다", "어요", "음"],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rewrites_stay_close_and_repeat_by_seed() {
        let text = "어제 신청한 대출 심사 어디까지 됐어요?";
        let many = |seed| {
            let mut random = Random::new(seed);
            (0..200).map(|_| rewrite(text, &mut random)).collect::<Vec<_>>()
        };
        assert_eq!(many(1), many(1));
        let distinct: std::collections::HashSet<_> = many(1).into_iter().collect();
        assert!(distinct.len() > 40, "{}", distinct.len());
        assert!(distinct.iter().all(|other| other.chars().count() + 12 > text.chars().count()));
    }

    #[test]
    fn short_and_strange_texts_are_left_whole() {
        let mut random = Random::new(5);
        for text in ["", "a", "가", "ㅋ", "1 2", "?!"] {
            for _ in 0..100 {
                rewrite(text, &mut random);
            }
        }
    }
}
