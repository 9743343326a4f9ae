//! handoff: names as anybody may read them.

/// Hides most of a name: "김민수" → "김*수", "김민" → "김*", "남궁민수" → "남**수"; words in other
/// scripts keep their first letter: "Minsu Kim" → "M**** K**". Empty stays empty.
pub fn mask_name(name: &str) -> String {
    name.split_whitespace().map(mask_word).collect::<Vec<_>>().join(" ")
}

fn mask_word(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    match letters.as_slice() {
        [] => String::new(),
        // Of a single letter nothing could be hidden but all of it.
        [_] => "*".to_owned(),
        [first, middle @ .., last] if is_hangul(*first) && !middle.is_empty() => {
            format!("{first}{}{last}", "*".repeat(middle.len()))
        }
        [first, rest @ ..] => format!("{first}{}", "*".repeat(rest.len())),
    }
}

fn is_hangul(letter: char) -> bool {
    matches!(letter, '가'..='힣')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_just_enough_to_be_recognised_by_their_owner() {
        let table = [
            ("김민수", "김*수"),
            ("김민", "김*"),
            ("남궁민수", "남**수"),
            ("황보 민수", "황* 민*"),
            ("김", "*"),
            ("Kim", "K**"),
            ("Minsu Kim", "M**** K**"),
            ("  Minsu   Kim ", "M**** K**"),
            ("O'Neil", "O*****"),
            ("", ""),
        ];
        for (name, masked) in table {
            assert_eq!(mask_name(name), masked);
        }
    }

    #[test]
    fn masking_twice_hides_no_less() {
        for name in ["김민수", "Kim", "남궁민수"] {
            assert_eq!(mask_name(&mask_name(name)), mask_name(name));
        }
    }
}
