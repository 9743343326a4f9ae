//! bot: what a person must know of a conversation, taken from a turn, in the language of whoever reads it.

use handoff::context::{Context, Input, Similar, Who, wished};
use handoff::event::Event;
use handoff::handoff::Handoff;
use handoff::journey::Told;
use handoff::message::Language;

use super::{Result, Turn, as_event};
use crate::dialogue::known_in;

/// All that a context is taken from.
pub struct Whole<'a> {
    pub turn: &'a Turn,
    pub handoff: &'a Handoff,
    /// The conversation's events, oldest first.
    pub events: &'a [Event],
    /// Those of the life around it.
    pub around: &'a [Event],
    pub beside: &'a Beside,
    pub reader: Language,
}

/// What only an agent reads, and a turn does not need: from a time before its journey, and of others.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    told: Told,
    similar: Option<Similar>,
}

impl Whole<'_> {
    /// Does something with it.
    pub fn read<T>(&self, work: impl FnOnce(&Input<'_>) -> T) -> T {
        let Self { turn, handoff, events, around, beside, reader } = *self;
        let Turn { conversation, person, journey, now, .. } = turn;
        let notes = &person.facts.notes;
        work(&Input {
            handoff,
            events,
            journey,
            channel: conversation.channel,
            language: conversation.language,
            reader,
            who: Who::of(person.facts.name.as_deref(), conversation.proof.as_ref(), notes, reader, *now),
            notes,
            slots: &known_in(&conversation.dialogue.known, reader),
            around,
            expected: &turn.expected,
            told: &beside.told,
            similar: beside.similar.as_ref(),
            label: &crate::words::intent_label,
            now: *now,
        })
    }
}

impl Turn {
    /// What stands beside these events of the conversation.
    pub async fn beside(&self, handoff: &Handoff, events: &[Event]) -> Result<Beside> {
        let store = &self.app.store;
        let told = store.told_of(&self.person.id).await?.with(&self.journey.told);
        let similar = match wished(events, &handoff.id) {
            Some(intent) => store.similar(intent, &self.person.id).await?,
            None => None,
        };
        Ok(Beside { told, similar })
    }

    /// What the agent will read, as of now.
    pub async fn context(&self, handoff: &Handoff, reader: Language) -> Result<Context> {
        let events: Vec<Event> = self.past.iter().cloned().chain(self.new.iter().map(as_event)).collect();
        let beside = self.beside(handoff, &events).await?;
        let whole = Whole { turn: self, handoff, events: &events, around: &self.life, beside: &beside, reader };
        Ok(whole.read(Context::take))
    }
}
