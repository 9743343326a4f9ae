//! bot: a choice that was typed instead of tapped, as people do where there is no button to press.

use std::sync::LazyLock;

use regex::Regex;

use super::Scene;
use super::choice::Tap;

/// A shorter text is no label.
const LETTERS: usize = 2;

/// The offered choice that the words are: its label, or an end of it that no other label has.
pub(super) fn tap(scene: &Scene<'_>) -> Option<Tap> {
    let said = plain(scene.heard.text);
    if said.chars().count() < LETTERS {
        return None;
    }
    let choices = &scene.conversation.dialogue.choices;
    let labels: Vec<String> = choices.iter().map(|choice| plain(&choice.label)).collect();
    let same = labels.iter().position(|label| *label == said);
    // A label that is typed whole is ours; a part of one must not hide a danger.
    let found = same.or_else(|| {
        let calm = scene.heard.understanding.emergency.is_none() && scene.heard.understanding.act.is_none();
        let mut ends =
            labels.iter().enumerate().filter(|(_, label)| label.ends_with(&said) || label.starts_with(&said));
        ends.next().filter(|_| calm && ends.next().is_none()).map(|(at, _)| at)
    })?;
    Tap::parse(&choices[found].id)
}

/// How a message begins that reports a proof and goes on.
static REPORT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^\s*(?:(?:네|넵|예|응|아|자|이제|ok(?:ay)?|yes|so)[\s,.!]+)*
        (?:(?:휴대폰|핸드폰|문자|본인|간편|코드|otp)\s?)?(?:인증|본인\s?확인|로그인)(?:번호)?(?:을|를|도|은|는|까지)?\s?(?:다|방금|지금|모두)?\s?
        (?:했|햇|하고|마쳤|마치고|완료했|완료하고|완료|끝냈|끝내고|끝났|됐|되었|넣었|함)[가-힣]*[\s,.!~]+
        |^\s*(?:(?:ok(?:ay)?|yes|so|hi)[\s,.!]+)*(?:i(?:'ve|'m|\s+have|\s+am)?\s+)?(?:just\s+|now\s+)?
        (?:verified|logged\s+in|signed\s+in|(?:done|finished)(?:\s+with)?\s+(?:the\s+)?(?:code|verification|verifying))(?:\s+now)?(?:\s*[,.!;]+\s*|\s+(?:so|and|now)\s+)",
    )
    .expect("the pattern is tested")
});

/// The report that a proof is done, and what is wished beside it.
pub(super) fn after_proof(text: &str) -> Option<(&str, &str)> {
    let report = REPORT.find(text)?;
    let (report, wish) = text.split_at(report.end());
    (wish.chars().filter(|c| c.is_alphanumeric()).count() >= WISH).then_some((report.trim(), wish))
}

/// With fewer letters nothing is wished.
const WISH: usize = 4;

fn plain(text: &str) -> String {
    let letters = nlu::letters(text);
    ["이에요", "예요", "이요", "할게요", "해주세요", "해줘"]
        .iter()
        .find_map(|end| letters.strip_suffix(end))
        .map_or(letters.clone(), |stem| if stem.chars().count() >= LETTERS { stem.to_owned() } else { letters.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_beside_the_report_of_a_proof_stands_by_itself() {
        let check =
            |text: &str, want: Option<&str>| assert_eq!(after_proof(text).map(|(_, wish)| wish), want, "{text}");
        check("인증도 했는데 신청금액이랑 같이 다시 보여주세요", Some("신청금액이랑 같이 다시 보여주세요"));
        check(
            "본인확인 마쳤습니다. 채무조정 요청 조건까지 보고 싶습니다",
            Some("채무조정 요청 조건까지 보고 싶습니다"),
        );
        check("인증했으니 다음 납부금액도 알려주세요", Some("다음 납부금액도 알려주세요"));
        check("OK, logged in. how much is left?", Some("how much is left?"));
        check("로그인했어요", None);
        check("Verified.", None);
        check("로그인이 안 돼요", None);
    }

    #[test]
    fn courtesy_at_the_end_does_not_count() {
        assert_eq!(plain("완납증명서요"), "완납증명서요");
        assert_eq!(plain("완납증명서 이요"), "완납증명서");
        assert_eq!(plain("정지 요청 해주세요"), "정지요청");
        assert_eq!(plain("있어요"), "있어요");
    }
}
