//! nlu: a text as cues are matched with it: whatever its spacing, signs and case.

/// The letters and digits alone, in lower case.
pub fn letters(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spacing_signs_and_case_do_not_matter() {
        assert_eq!(letters("그거 말고, KCB 점수요!"), "그거말고kcb점수요");
        assert_eq!(letters("…?"), "");
    }
}
