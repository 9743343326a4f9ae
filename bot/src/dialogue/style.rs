//! bot: how an answer is cut for one customer: its length, its order, its evidence. Facts and policy never change.

use nlu::Act;

use super::{Scene, cue};
use crate::conversation::{Length, SHOWS, Style};
use crate::core::Profile;

/// What is left of a weight after one more message.
const FADES: f32 = 0.85;
/// So many letters are a short message.
const SHORT: usize = 12;
/// A short answer is no longer than this, in letters.
pub(super) const SHORT_ANSWER: usize = 120;
/// So many years make somebody an old customer.
const LOYAL_YEARS: u8 = 5;

/// The style after one more message.
pub(super) fn after(mut style: Style, scene: &Scene<'_>, profile: Option<&Profile>) -> Style {
    let text = scene.heard.text;
    for weight in [&mut style.price, &mut style.depth, &mut style.ease, &mut style.others] {
        *weight *= FADES;
    }
    if cue::asks_the_price(text) {
        raise(&mut style.price, 0.3);
    }
    if cue::asks_the_basis(text) {
        raise(&mut style.depth, 0.6);
    }
    if cue::asks_about_others(text) {
        raise(&mut style.others, 0.6);
    }
    let hurried = cue::is_in_a_hurry(text);
    let terse = scene.heard.choice.is_some() || text.chars().count() <= SHORT;
    if hurried || terse {
        raise(&mut style.ease, if hurried { 0.6 } else { 0.07 });
    }
    if profile.is_some_and(|profile| profile.tenure_years >= LOYAL_YEARS) {
        style.loyalty = style.loyalty.max(SHOWS);
    }
    match scene.heard.understanding.act {
        Some(Act::Simpler) => style.length = Some(Length::Short),
        Some(Act::Longer) => style.length = Some(Length::Long),
        _ => {}
    }
    style
}

/// The sentences of a short answer that fit a short message; all of them where one that tells where to
/// confirm would be lost.
pub(super) fn shortened(short: &str) -> String {
    let sentences = sentences(short);
    let mut kept = String::new();
    for (n, sentence) in sentences.iter().enumerate() {
        if n > 0 && kept.chars().count() + sentence.chars().count() > SHORT_ANSWER {
            break;
        }
        kept.push_str(sentence);
    }
    let hedges = |text: &str| {
        ["확인해", "문의해", "일반적으로", "confirm", "check with", "generally"].iter().any(|word| text.contains(word))
    };
    if hedges(short) && !hedges(&kept) { short.to_owned() } else { kept.trim_end().to_owned() }
}

/// The sentences with what it costs in front; the sentences themselves stay as they are.
pub(super) fn cost_first(short: &str) -> String {
    let all = sentences(short);
    let costs = |sentence: &&str| cue::tells_a_price(sentence);
    let (first, rest): (Vec<&str>, Vec<&str>) = all.into_iter().partition(|sentence| costs(sentence));
    let ordered: Vec<&str> = first.iter().chain(&rest).map(|sentence| sentence.trim()).collect();
    ordered.join(" ")
}

/// A text cut after each sentence, its marks and the space behind them included.
fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let ends = matches!(letter, '.' | '?' | '!') && letters.peek().is_none_or(|(_, next)| next.is_whitespace());
        if ends {
            let end = letters.peek().map_or(text.len(), |(next, _)| *next);
            found.push((from, end.max(at)));
            from = end;
        }
    }
    if from < text.len() {
        found.push((from, text.len()));
    }
    found.into_iter().map(|(from, to)| &text[from..to]).collect()
}

fn raise(weight: &mut f32, by: f32) {
    *weight = (*weight + by).min(1.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_answer_keeps_where_to_confirm() {
        let plain = "리볼빙은 카드값의 일부만 내고 나머지를 다음 달로 넘기는 약정이에요. 넘긴 금액에는 이자가 붙어요. "
            .to_owned()
            + "오래 쓰면 갚을 돈이 크게 늘 수 있으니, 쓰기 전에 매달 얼마씩 언제까지 갚게 되는지 앱의 계산 화면에서 꼭 살펴보세요.";
        let cut = shortened(&plain);
        assert!(cut.chars().count() <= SHORT_ANSWER && plain.starts_with(&cut) && cut.ends_with('.'), "{cut}");
        let hedged = format!("{plain} 정확한 기준은 약관에서 확인해 주세요.");
        assert_eq!(shortened(&hedged), hedged);
        assert_eq!(shortened("한 문장이에요."), "한 문장이에요.");
    }

    #[test]
    fn costs_come_first_and_nothing_is_lost() {
        let text = "앱에서 신청하실 수 있어요. 연회비는 2만원이에요.";
        assert_eq!(cost_first(text), "연회비는 2만원이에요. 앱에서 신청하실 수 있어요.");
    }
}
