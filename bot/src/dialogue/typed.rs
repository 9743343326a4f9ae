//! bot: a choice that was typed instead of tapped, as people do where there is no button to press.

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

fn plain(text: &str) -> String {
    let letters: String = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    ["이에요", "예요", "이요", "할게요", "해주세요", "해줘"]
        .iter()
        .find_map(|end| letters.strip_suffix(end))
        .map_or(letters.clone(), |stem| if stem.chars().count() >= LETTERS { stem.to_owned() } else { letters.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn courtesy_at_the_end_does_not_count() {
        assert_eq!(plain("완납증명서요"), "완납증명서요");
        assert_eq!(plain("완납증명서 이요"), "완납증명서");
        assert_eq!(plain("정지 요청 해주세요"), "정지요청");
        assert_eq!(plain("있어요"), "있어요");
    }
}
