//! bot: what a person must know of a conversation, taken from a turn, in the language of whoever reads it.

use handoff::context::{Context, Input, Who};
use handoff::event::Event;
use handoff::handoff::Handoff;
use handoff::message::Language;

use super::{Turn, as_event};
use crate::dialogue::known_in;

/// All that a context is taken from.
pub struct Whole<'a> {
    pub turn: &'a Turn,
    pub handoff: &'a Handoff,
    /// The conversation's events, oldest first.
    pub events: &'a [Event],
    /// Those of the life around it.
    pub around: &'a [Event],
    pub reader: Language,
}

impl Whole<'_> {
    /// Does something with it.
    pub fn read<T>(&self, work: impl FnOnce(&Input<'_>) -> T) -> T {
        let Self { turn, handoff, events, around, reader } = *self;
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
            label: &crate::words::intent_label,
            now: *now,
        })
    }
}

impl Turn {
    /// What the agent will read, as of now.
    pub fn context(&self, handoff: &Handoff, reader: Language) -> Context {
        let events: Vec<Event> = self.past.iter().cloned().chain(self.new.iter().map(as_event)).collect();
        Whole { turn: self, handoff, events: &events, around: &self.life, reader }.read(Context::take)
    }
}
