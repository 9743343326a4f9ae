//! handoff: three steps for each wish and each team. Reviewed texts, Korean and English.

mod account;
mod card;
mod debt;
mod loan;
mod team;

pub(super) use team::of_queue;

use crate::message::Language;

/// Three steps, in both languages.
pub(super) struct Play {
    ko: [&'static str; 3],
    en: [&'static str; 3],
}

impl Play {
    pub(super) const fn in_language(&self, language: Language) -> [&'static str; 3] {
        match language {
            Language::Ko => self.ko,
            Language::En => self.en,
        }
    }
}

/// The steps for an intent, by its name; none where the team's own steps serve as well.
pub(super) fn of_intent(intent: &str) -> Option<&'static Play> {
    plays().find(|(names, _)| names.contains(&intent)).map(|(_, play)| play)
}

fn plays() -> impl Iterator<Item = &'static (&'static [&'static str], Play)> {
    [loan::PLAYS, debt::PLAYS, card::PLAYS, account::PLAYS].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::handoff::Queue;

    #[test]
    fn every_step_is_one_short_line_and_sells_nothing() {
        let queues = Queue::ALL.iter().map(|queue| of_queue(*queue));
        for play in queues.chain(plays().map(|(_, play)| play)) {
            for language in [Language::Ko, Language::En] {
                for step in play.in_language(language) {
                    assert!((5..=80).contains(&step.chars().count()), "{step}");
                    assert!(!step.contains("추천") && !step.contains('\n'), "{step}");
                }
            }
        }
    }

    #[test]
    fn no_intent_has_two_plays() {
        let mut seen = HashSet::new();
        for name in plays().flat_map(|(names, _)| names.iter()) {
            assert!(seen.insert(name), "{name}");
        }
    }
}
