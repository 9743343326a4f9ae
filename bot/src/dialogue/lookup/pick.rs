//! bot: which of several things is meant: by reference, by digits, by name, or asked for.

use handoff::message::Language;

use super::Wish;
use crate::core::{Lookup, Named};
use crate::flow::lookup::Pick;

/// Which things are meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Picked {
    Nothing,
    /// These, by their place; at least one.
    These(Vec<usize>),
    Ask(Vec<Pick>),
}

/// Decides which things are meant; asks only where nothing tells.
pub(super) fn pick(wish: &Wish, things: &[&Named], language: Language) -> Picked {
    if things.is_empty() {
        return Picked::Nothing;
    }
    let options = options(things, language);
    if wish.choose && options.len() > 1 {
        return Picked::Ask(options);
    }
    let named = wish.reference.as_ref().and_then(|wanted| first_of(things, wanted));
    if let Some(index) = named {
        return Picked::These(vec![index]);
    }
    if shows_all(wish.lookup) {
        return Picked::These((0..things.len()).collect());
    }
    let fitting: Vec<usize> = (0..things.len()).filter(|&index| wish.slots.fits(things[index])).collect();
    let fitting = if fitting.is_empty() { (0..things.len()).collect() } else { fitting };
    let first = fitting[0];
    let same = fitting.iter().all(|&index| things[index].reference == things[first].reference);
    if same || takes_the_newest(wish.lookup) && !wish.choose {
        return Picked::These(vec![by_words(wish, &options, things).unwrap_or(first)]);
    }
    match by_words(wish, &options, things) {
        Some(index) => Picked::These(vec![index]),
        None => Picked::Ask(options),
    }
}

/// Whether there are things beside those that were picked.
pub(super) fn others(things: &[&Named], picked: &[usize]) -> bool {
    let is_picked = |thing: &&&Named| picked.iter().any(|&index| things[index].reference == thing.reference);
    things.iter().any(|thing| !is_picked(&thing))
}

/// Each thing once, in the core system's order.
fn options(things: &[&Named], language: Language) -> Vec<Pick> {
    let mut options: Vec<Pick> = Vec::new();
    for thing in things {
        if options.iter().all(|pick| pick.reference != thing.reference) {
            options.push(Pick { reference: thing.reference.clone(), label: thing.label(language) });
        }
    }
    options
}

fn by_words(wish: &Wish, options: &[Pick], things: &[&Named]) -> Option<usize> {
    let meant = Pick::meant(options, &wish.slots.words)?;
    first_of(things, &meant.reference)
}

fn first_of(things: &[&Named], reference: &str) -> Option<usize> {
    things.iter().position(|thing| thing.reference == reference)
}

/// Both bureaus stand beside each other: that they differ is part of the answer.
const fn shows_all(lookup: Lookup) -> bool {
    matches!(lookup, Lookup::CreditScore | Lookup::ScoreChangeReasons)
}

/// The newest application is meant unless another one is named.
const fn takes_the_newest(lookup: Lookup) -> bool {
    matches!(lookup, Lookup::ApplicationProgress | Lookup::DocumentCheck)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::Text;
    use crate::flow::slot::Slots;

    fn thing(reference: &str, nickname: &str, digits: &str) -> Named {
        Named { reference: reference.into(), nickname: Text::new(nickname, nickname), last_digits: digits.into() }
    }

    fn picked(lookup: Lookup, words: &str, things: &[Named]) -> Picked {
        let slots = Slots { words: words.into(), ..Slots::default() };
        let wish = Wish { lookup, reference: None, slots, figures: false, choose: false };
        pick(&wish, &things.iter().collect::<Vec<_>>(), Language::Ko)
    }

    #[test]
    fn what_a_sentence_names_is_never_asked_for() {
        let loans = [thing("L-1", "2024년 신용대출", "12"), thing("L-2", "자동차 할부", "77")];
        let these = |index| Picked::These(vec![index]);
        assert_eq!(picked(Lookup::RepaymentSchedule, "자동차 할부 다음 납부일이요", &loans), these(1));
        assert!(matches!(picked(Lookup::RepaymentSchedule, "다음 납부일이요", &loans), Picked::Ask(_)));
        assert_eq!(picked(Lookup::RepaymentSchedule, "다음 납부일이요", &loans[..1]), these(0));
        assert_eq!(picked(Lookup::ApplicationProgress, "심사 어디까지요", &loans), these(0));
        assert_eq!(picked(Lookup::CreditScore, "점수요", &loans), Picked::These(vec![0, 1]));
        assert_eq!(picked(Lookup::CardDelivery, "카드요", &[]), Picked::Nothing);
        let months = [thing("K-1", "카드", "1180"), thing("K-1", "카드", "1180")];
        assert_eq!(picked(Lookup::CardStatement, "명세서", &months), these(0));
    }

    #[test]
    fn each_thing_is_an_option_once() {
        let things = [thing("K-1", "가", "1180"), thing("K-1", "가", "1180"), thing("K-2", "나", "4406")];
        let Picked::Ask(options) = picked(Lookup::CardStatement, "명세서", &things) else { panic!() };
        assert_eq!(options.iter().map(|pick| pick.reference.as_str()).collect::<Vec<_>>(), ["K-1", "K-2"]);
        let things: Vec<&Named> = things.iter().collect();
        assert!(others(&things, &[0]) && !others(&things[..2], &[0]));
    }
}
