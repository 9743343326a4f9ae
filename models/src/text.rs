//! models: text as every part reads it: one normal form, its space-less form, and its jamo.

use unicode_normalization::UnicodeNormalization as _;

/// The longest text that is understood, in characters: the longest message a messenger takes. What a text has behind
/// it is stored, shown and passed on, and not read by the model or the rules.
pub const LONGEST: usize = 4_096;

/// As much of a text as is understood.
pub fn head(text: &str) -> &str {
    text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end])
}

/// The normal form: NFC, full-width to half-width, plain quotes, no invisible characters, Latin
/// lower-cased, one space between words, and no character more than twice in a row (digits excepted).
pub fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = 0;
    let mut last = None;
    for character in text.chars().nfc().filter_map(fold).flat_map(char::to_lowercase) {
        run = if last == Some(character) { run + 1 } else { 1 };
        last = Some(character);
        let limit = match character {
            ' ' => 1,
            '0'..='9' => usize::MAX,
            _ => 2,
        };
        if run <= limit && !(out.is_empty() && character == ' ') {
            out.push(character);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The normal form without spaces, in which Korean is matched whatever its spacing.
pub fn compact(normal: &str) -> String {
    normal.chars().filter(|character| !character.is_whitespace()).collect()
}

/// True for a Hangul syllable or a single jamo.
pub fn is_hangul(character: char) -> bool {
    matches!(character, '가'..='힣' | 'ㄱ'..='ㅣ')
}

/// The jamo of a text: each Hangul syllable as its two or three compatibility jamo, all else as it is.
pub fn jamo(text: &str) -> Vec<char> {
    let mut out = Vec::with_capacity(text.len());
    for character in text.chars() {
        match syllable(character) {
            Some((lead, vowel, tail)) => {
                out.push(LEADS[lead]);
                out.push(VOWELS[vowel]);
                out.extend(tail.checked_sub(1).map(|tail| TAILS[tail]));
            }
            None => out.push(character),
        }
    }
    out
}

/// The lead, vowel and tail numbers of a Hangul syllable; tail 0 is none.
pub fn syllable(character: char) -> Option<(usize, usize, usize)> {
    let index = matches!(character, '가'..='힣').then(|| character as usize - '가' as usize)?;
    Some((index / 588, index / 28 % 21, index % 28))
}

/// The Hangul syllable of a lead, a vowel and a tail.
pub fn compose(lead: usize, vowel: usize, tail: usize) -> Option<char> {
    char::from_u32('가' as u32 + (lead * 588 + vowel * 28 + tail) as u32)
}

/// Columns a text takes on a terminal: two for a Hangul, Han or full-width character or an emoji, else one.
pub fn width(text: &str) -> usize {
    let wide = |character| {
        matches!(character, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{1f300}'..='\u{1faff}')
    };
    text.chars().map(|character| if wide(character) { 2 } else { 1 }).sum()
}

fn fold(character: char) -> Option<char> {
    Some(match character {
        '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}' | '\u{fe00}'..='\u{fe0f}' => {
            return None;
        }
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0)?,
        '‘' | '’' | '`' | '´' => '\'',
        '“' | '”' | '″' => '"',
        '…' => '.',
        '·' | '•' | 'ㆍ' => '·',
        'ㅜ' => 'ㅠ',
        _ if character.is_whitespace() => ' ',
        _ if character.is_control() => return None,
        _ => character,
    })
}

const LEADS: [char; 19] =
    ['ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ'];
const VOWELS: [char; 21] = [
    'ㅏ', 'ㅐ', 'ㅑ', 'ㅒ', 'ㅓ', 'ㅔ', 'ㅕ', 'ㅖ', 'ㅗ', 'ㅘ', 'ㅙ', 'ㅚ', 'ㅛ', 'ㅜ', 'ㅝ', 'ㅞ', 'ㅟ', 'ㅠ', 'ㅡ',
    'ㅢ', 'ㅣ',
];
const TAILS: [char; 27] = [
    'ㄱ', 'ㄲ', 'ㄳ', 'ㄴ', 'ㄵ', 'ㄶ', 'ㄷ', 'ㄹ', 'ㄺ', 'ㄻ', 'ㄼ', 'ㄽ', 'ㄾ', 'ㄿ', 'ㅀ', 'ㅁ', 'ㅂ', 'ㅄ', 'ㅅ',
    'ㅆ', 'ㅇ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ',
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_normal_form() {
        let check = |text, want: &str| assert_eq!(normalise(text), want, "{text:?}");
        check("  ＫＣＢ　점수  알려줘 ", "kcb 점수 알려줘");
        check("ㅋㅋㅋㅋㅋ ㅠㅠㅠㅠ 왜요!!!!", "ㅋㅋ ㅠㅠ 왜요!!");
        check("ㅜㅜ", "ㅠㅠ");
        check("1000000원 sooooo", "1000000원 soo");
        check("하\u{200b}나\u{fe0f}", "하나");
        check("\u{1112}\u{1161}\u{11ab}", "한");
        check("I’m “here”…", "i'm \"here\".");
        check("", "");
        check(" \n ", "");
    }

    #[test]
    fn a_long_text_ends_between_two_characters() {
        let check = |text: String, want| assert_eq!(head(&text).chars().count(), want);
        check("카".repeat(LONGEST), LONGEST);
        check("카".repeat(LONGEST + 1), LONGEST);
        check("a카🙂".repeat(LONGEST), LONGEST);
        check(String::new(), 0);
    }

    #[test]
    fn normalising_twice_changes_nothing() {
        for text in ["ㅋㅋㅋ  ㅎ", "Ａ…. ...", "İstanbul", "e\u{301}\u{200b}\u{301}"] {
            assert_eq!(normalise(&normalise(text)), normalise(text), "{text:?}");
        }
    }

    #[test]
    fn jamo_take_syllables_apart_and_compose_puts_them_together() {
        assert_eq!(jamo("됐a").into_iter().collect::<String>(), "ㄷㅙㅆa");
        assert_eq!(syllable('각').and_then(|(lead, vowel, tail)| compose(lead, vowel, tail)), Some('각'));
        assert_eq!(syllable('ㄱ'), None);
    }

    #[test]
    fn korean_takes_two_columns() {
        assert_eq!(width("연체 ok"), 7);
    }
}
