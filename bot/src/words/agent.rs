//! bot: what the staff reads of a person and of an intent.

use handoff::message::Language;
use handoff::person::mask_name;
use nlu::Intent;

use super::nlu_language;
use crate::core::Profile;
use crate::store::person::PersonFacts;

/// A stop that is to be undone, as an agent reads it.
pub const LIFT_STOP: &str = "카드 정지 해제";
/// Somebody who is not grown up, as an agent reads it.
pub const MINOR: &str = "미성년자 상담";

/// Three wrong codes, as an agent reads it.
pub const LOGIN_FAILED: &str = "인증번호가 세 번 맞지 않음";

/// An intent as an agent reads it in a reason.
pub fn for_agents(intent: Intent) -> &'static str {
    intent.label(nlu::Language::Ko)
}

/// What the core system said about a person, with the name masked. Nothing for a visitor.
pub fn person_facts(profile: Option<&Profile>) -> PersonFacts {
    profile.map_or_else(PersonFacts::default, |profile| PersonFacts {
        name: Some(mask_name(&profile.name)),
        notes: profile.notes(),
    })
}

/// An intent's name in words; a name that is none of ours stays as it is.
pub fn intent_label(name: &str, language: Language) -> String {
    name.parse::<Intent>().map_or_else(|_| name.to_owned(), |intent| intent.label(nlu_language(language)).to_owned())
}
