//! handoff: what somebody may agree to, in words.

use crate::message::Language;

/// The longest name of a consent, in characters.
const NAME: usize = 40;

/// Name, Korean, English.
const KINDS: [(&str, &str, &str); 6] = [
    ("marketing", "마케팅", "Marketing"),
    ("data_use", "개인정보 이용", "Data use"),
    ("third_party", "제3자 제공", "Sharing with others"),
    ("credit_inquiry", "신용정보 조회", "Credit inquiry"),
    ("notifications", "알림 수신", "Notifications"),
    ("location", "위치정보 이용", "Location"),
];
/// The consent on which advertising rests.
pub const MARKETING: &str = "marketing";

/// The name under which a consent is kept, whichever way its source calls it; empty for one without a name.
pub fn name(said: &str) -> String {
    let bare = said.trim();
    let bare = bare.strip_suffix("철회").unwrap_or(bare).trim_end();
    let bare = bare.strip_suffix("동의").unwrap_or(bare).trim_end();
    let bare = if bare == "마케팅 수신" { "마케팅" } else { bare };
    let known = KINDS.iter().find(|(name, ko, en)| *name == bare || *ko == bare || en.eq_ignore_ascii_case(bare));
    known.map_or_else(|| crate::text::clip(bare, NAME), |(name, ..)| (*name).to_owned())
}

/// "마케팅 동의", "마케팅 동의 철회"; never agreed to is `since_ever`.
pub fn text(name: &str, given: bool, since_ever: bool, reader: Language) -> String {
    let words = KINDS.iter().find(|(known, ..)| *known == name).map(|(_, ko, en)| match reader {
        Language::Ko => *ko,
        Language::En => *en,
    });
    let (what, said) = (
        words.unwrap_or(name),
        match (reader, given, since_ever) {
            (Language::Ko, true, _) => "동의",
            (Language::Ko, false, false) => "동의 철회",
            (Language::Ko, false, true) => "미동의",
            (Language::En, true, _) => "agreed",
            (Language::En, false, false) => "withdrawn",
            (Language::En, false, true) => "not agreed",
        },
    );
    match (what, reader) {
        ("", Language::Ko) => said.to_owned(),
        ("", Language::En) => format!("Consent {said}"),
        (what, Language::Ko) => format!("{what} {said}"),
        (what, Language::En) => format!("{what}: {said}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_consent_has_one_name_however_it_is_called() {
        let table = [
            ("marketing", "marketing"),
            ("마케팅 수신 동의", "marketing"),
            ("마케팅 동의 철회", "marketing"),
            ("Data use", "data_use"),
            ("제3자 제공 동의", "third_party"),
            ("제휴사 행사", "제휴사 행사"),
            ("동의", ""),
            ("동의 철회", ""),
            ("", ""),
        ];
        for (said, want) in table {
            assert_eq!(name(said), want, "{said}");
        }
        assert_eq!(name(&"가".repeat(500)).chars().count(), NAME);
    }

    #[test]
    fn it_reads_as_a_chip_in_both_languages() {
        let table = [
            ("marketing", true, false, "마케팅 동의", "Marketing: agreed"),
            ("marketing", false, false, "마케팅 동의 철회", "Marketing: withdrawn"),
            ("marketing", false, true, "마케팅 미동의", "Marketing: not agreed"),
            ("제휴사 행사", true, false, "제휴사 행사 동의", "제휴사 행사: agreed"),
            ("", false, false, "동의 철회", "Consent withdrawn"),
        ];
        for (name, given, ever, ko, en) in table {
            let read = [Language::Ko, Language::En].map(|reader| text(name, given, ever, reader));
            assert_eq!(read, [ko, en]);
        }
    }
}
