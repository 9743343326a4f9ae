//! nlu: signs of frustration in words and in what was said before, each as a shift of the odds.

use std::collections::HashSet;
use std::sync::LazyLock;

use models::text::{compact, normalise};
use regex::Regex;

use crate::context::speaker;

/// How far a telling sign and a likely one move the log-odds.
const TELLING: f32 = 0.9;
const LIKELY: f32 = 0.4;
/// The most that the words together may move them.
const MOST: f32 = 2.0;

/// What despair or anger, and unhappiness, in a later message add to the log-odds.
const WORST: f32 = 2.5;
const BAD: f32 = 1.0;

/// Signs that nine in ten times come from frustration.
const TELLING_WORDS: &str = "몇번(을|째|이나|이고|말|얘기|물|해도)|아까(도|부터)|방금말했|(다|라|냐|자)니까|같은(말|소리|답|얘기|안내)|앵무새|복붙|\
    또(이|그|같|안|오류|실|튕|거절|부결)|(두|세|네|다섯|열|스무)번(이나|째|을|말|했|물)|\
    how many times|already (told|said|sent|asked|explained)|i (just )?(told|said)|same (thing|answer|question|reply|line|message)|\
    (second|third|fourth|fifth|tenth|\\d+(st|nd|rd|th)) time|for the last time|over and over|again and again";
/// Signs that two in three times do.
const LIKELY_WORDS: &str = "(했|말했|얘기했|말씀드렸|적었)잖|(라|다|냐|달라)고요|됐고|됐구|도대체|대체왜|ㅡㅡ|자꾸|맨날|그만좀|작작|말귀|지친|지쳐|지쳤|\
    (시간|분|주|달|번)째|keeps? (saying|repeating|asking|telling|sending)|stop (saying|repeating|asking)|\\bagain\\b|unbelievable|did you even|!!|\\?\\?";

static TELLING_SIGN: LazyLock<Regex> = LazyLock::new(|| Regex::new(TELLING_WORDS).expect("the pattern is tested"));
static LIKELY_SIGN: LazyLock<Regex> = LazyLock::new(|| Regex::new(LIKELY_WORDS).expect("the pattern is tested"));

/// What the words speak for frustration, in log-odds.
pub(super) fn words(text: &str) -> f32 {
    let normal = normalise(text);
    let compact = compact(&normal);
    let count = |sign: &Regex| {
        let korean = sign.find_iter(&compact).count();
        let english = sign.find_iter(&normal).count();
        korean.max(english) as f32
    };
    let shouted = f32::from(u8::from(is_shouted(text)));
    (TELLING * count(&TELLING_SIGN) + LIKELY * (count(&LIKELY_SIGN) + shouted)).min(MOST)
}

/// What the earlier turns speak for it: the customer repeats, or the bot did.
pub(super) fn history(text: &str, previous: &[&str]) -> f32 {
    let turns: Vec<(bool, &str)> = previous.iter().map(|turn| speaker(turn)).collect();
    let customer = turns.iter().filter(|(is_bot, _)| !is_bot);
    let repeats = customer.clone().map(|(_, turn)| likeness(text, turn)).fold(0.0, f32::max);
    let bot: Vec<&str> = turns.iter().filter(|(is_bot, _)| *is_bot).map(|(_, turn)| *turn).collect();
    let bot_repeats = bot.iter().collect::<HashSet<_>>().len() < bot.len();
    let mut odds = if repeats >= 0.8 {
        1.3
    } else if repeats >= 0.6 {
        0.7
    } else {
        0.0
    };
    odds += if bot_repeats { 0.6 } else { 0.0 };
    odds + if customer.count() > 1 { 0.3 } else { 0.0 }
}

/// What it speaks for frustration that a customer is unhappy who has been talking with us already: anger in a first
/// message is mostly about the matter, in a later one mostly about us.
pub(super) fn still_unhappy(previous: &[&str], sentiment: &[f32; 5]) -> f32 {
    if previous.iter().all(|turn| speaker(turn).0) {
        return 0.0;
    }
    let [worst, bad, ..] = sentiment;
    WORST * worst + BAD * bad
}

/// The share of the shorter text's character pairs that the other has too (0..=1).
fn likeness(a: &str, b: &str) -> f32 {
    let (a, b) = (pairs(a), pairs(b));
    a.intersection(&b).count() as f32 / a.len().min(b.len()).max(1) as f32
}

fn pairs(text: &str) -> HashSet<(char, char)> {
    let letters: Vec<char> = normalise(text).chars().filter(|c| c.is_alphanumeric()).collect();
    letters.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

/// True where somebody typed a word in capitals that is not an abbreviation of the field.
fn is_shouted(text: &str) -> bool {
    const ABBREVIATIONS: [&str; 16] = [
        "OTP", "KCB", "NICE", "ATM", "SMS", "ARS", "FSS", "PDF", "USD", "KRW", "APR", "DSR", "URL", "ISA", "ASAP",
        "PIN",
    ];
    text.split(|c: char| !c.is_ascii_alphabetic())
        .any(|word| word.len() > 2 && word.bytes().all(|b| b.is_ascii_uppercase()) && !ABBREVIATIONS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_in_words() {
        for text in [
            "몇 번을 말해요",
            "아까도 말했잖아요",
            "그게 아니라니까요",
            "It is NOT in spam",
            "how many times do I have to type it",
        ] {
            assert!(words(text) >= LIKELY, "{text}");
        }
        for text in ["카드 언제 와요?", "KCB 점수 알려줘", "Where is my card?", "아까 말씀하신 서류 올렸어요"]
        {
            assert!(words(text).abs() < 1e-6, "{text}");
        }
        assert!(words("몇 번째 아까도 아까부터 몇 번을 세 번이나 자꾸 맨날") <= MOST);
    }

    #[test]
    fn repeats_on_either_side() {
        assert!(history("카드 언제 와요", &["고객: 카드 언제 와요", "봇: 신청 방법입니다"]) > 1.0);
        assert!(
            history("결과요", &["고객: 답 왔나요", "봇: 접수되었습니다.", "고객: 언제요", "봇: 접수되었습니다."]) > 0.5
        );
        assert!(history("안녕하세요", &[]).abs() < 1e-6);
    }
}
