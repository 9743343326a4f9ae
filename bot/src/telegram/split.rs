//! bot: long texts in parts that Telegram takes, cut where a reader would.

/// Telegram's limit for a message is 4,096 UTF-16 units after entities; tags and escapes only add to ours.
pub(super) const LONGEST: usize = 4096;

/// The parts of a text, each of at most `most` UTF-16 units: cut between paragraphs, else lines, else sentences,
/// else words, else letters; never within a letter.
pub(super) fn split(text: &str, most: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while units(rest) > most {
        let room = prefix(rest, most);
        let cut = cut(&rest[..room]).unwrap_or_else(|| between_letters(rest, room));
        parts.push(rest[..cut].trim_end());
        rest = rest[cut..].trim_start();
    }
    if !rest.is_empty() {
        parts.push(rest);
    }
    parts
}

pub(super) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// How many bytes at the front have room in so many units.
fn prefix(text: &str, most: usize) -> usize {
    let mut used = 0;
    for (at, letter) in text.char_indices() {
        used += letter.len_utf16();
        if used > most {
            return at;
        }
    }
    text.len()
}

/// The best place to cut in the second half of what has room.
fn cut(text: &str) -> Option<usize> {
    let half = text.len() / 2;
    let last = |ends: &[&str]| {
        ends.iter().filter_map(|end| text.rfind(end).map(|at| at + end.len())).filter(|at| *at > half).max()
    };
    last(&["\n\n"]).or_else(|| last(&["\n"])).or_else(|| last(&[". ", "? ", "! ", "。"])).or_else(|| last(&[" "]))
}

/// A place before `at` where no letter is torn: not within what is joined to the one before it.
fn between_letters(text: &str, at: usize) -> usize {
    let joins = |c: char| matches!(c, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{300}'..='\u{36f}' | '\u{1160}'..='\u{11ff}' | '\u{20e3}');
    let mut cut = at;
    for _ in 0..32 {
        let next = text[cut..].chars().next();
        let before = text[..cut].chars().next_back();
        let torn = next.is_some_and(joins) || before == Some('\u{200d}');
        match before {
            Some(letter) if torn && cut > letter.len_utf8() => cut -= letter.len_utf8(),
            _ => return cut,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_stay_whole_and_empty_ones_vanish() {
        assert_eq!(split("안녕하세요", 10), ["안녕하세요"]);
        assert_eq!(split("  \n ", 10), Vec::<&str>::new());
    }

    #[test]
    fn long_texts_are_cut_where_a_reader_would() {
        let check = |text: &str, most, parts: &[&str]| assert_eq!(split(text, most), parts);
        check("one two.\n\nthree four", 14, &["one two.", "three four"]);
        check("one two.\nthree four", 14, &["one two.", "three four"]);
        check("One two. Three four", 12, &["One two.", "Three four"]);
        check("첫 문장이에요. 둘째 문장이에요.", 12, &["첫 문장이에요.", "둘째 문장이에요."]);
        check("one two three", 9, &["one two", "three"]);
        check("가나다라마바사", 3, &["가나다", "라마바", "사"]);
    }

    #[test]
    fn no_letter_is_torn() {
        let family = "👨\u{200d}👩\u{200d}👧";
        assert_eq!(split(&format!("가{family}"), 8), ["가", family]);
        let parts = split("👍🏽👍🏽👍🏽", 6);
        assert!(parts.iter().all(|part| part.chars().count() % 2 == 0), "{parts:?}");
    }

    #[test]
    fn nothing_is_lost_and_nothing_too_long() {
        let text: String = (0..3000).map(|n| if n % 7 == 6 { "다. ".to_owned() } else { format!("글{n} ") }).collect();
        let parts = split(&text, LONGEST);
        assert!(parts.iter().all(|part| units(part) <= LONGEST));
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert_eq!(letters(&parts.concat()), letters(&text));
    }
}
