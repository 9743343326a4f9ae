//! bot: a reply while it is being put together.

use handoff::event::Fact;
use handoff::handoff::{Priority, Queue};
use handoff::journey::{BOT, Journey};
use handoff::message::{Author, Block, Choice, Language, Message};
use handoff::reason::{Code, Evidence, Reason};
use jiff::Timestamp;
use nlu::Intent;

use super::action::Action;
use super::choice::Tap;
use super::{DeskStatus, HandOff, Outcome, hours, request};
use crate::conversation::{Control, Conversation, LastSaid, Stopped};
use crate::core::Profile;
use crate::flow::Flow;
use crate::words::{self, Because, Desk, Label};

/// What the bot says and does in one turn, and what it is said about.
pub(super) struct Reply<'a> {
    pub(super) conversation: &'a Conversation,
    pub(super) journey: &'a Journey,
    pub(super) profile: Option<&'a Profile>,
    pub(super) desk: DeskStatus,
    pub(super) now: Timestamp,
    /// The number of the message that is answered.
    pub(super) number: i64,
    pub(super) language: Language,
    /// What the customer has just said.
    pub(super) said: &'a str,
    /// What speaks for a bad mood, for the reasons that go to a person.
    pub(super) moods: Vec<Evidence>,
    /// All articles in the customer's language, the nearest first.
    pub(super) passages: &'a [faq::Passage],
    /// How often each article helped of late: id, helped, asked.
    pub(super) ratings: &'a [(String, u32, u32)],
    pub(super) outcome: Outcome,
    /// Said before the first message, in the same bubble.
    preface: Vec<String>,
}

impl<'a> Reply<'a> {
    pub(super) fn new(conversation: &'a Conversation, journey: &'a Journey, desk: DeskStatus, now: Timestamp) -> Self {
        Self {
            conversation,
            journey,
            profile: None,
            desk,
            now,
            number: conversation.last_number,
            language: conversation.language,
            said: "",
            moods: Vec::new(),
            passages: &[],
            ratings: &[],
            outcome: Outcome { dialogue: conversation.dialogue.clone(), ..Outcome::default() },
            preface: Vec::new(),
        }
    }

    /// A line that stands before whatever is said first.
    pub(super) fn preface(&mut self, line: String) {
        self.preface.push(line);
    }

    /// One message of text, with what can be tapped under it.
    pub(super) fn say(&mut self, text: impl Into<String>, choices: Vec<Choice>) {
        self.show(text, Vec::new(), choices);
    }

    /// One message with blocks, and what can be tapped under it.
    pub(super) fn show(&mut self, text: impl Into<String>, blocks: Vec<Block>, choices: Vec<Choice>) {
        let mut text = text.into();
        if !self.preface.is_empty() {
            text = format!("{}\n{text}", std::mem::take(&mut self.preface).join(" "));
        }
        let mut message = Message::text(Author::Bot, text.clone());
        message.blocks = blocks;
        if !choices.is_empty() {
            message.blocks.push(Block::Choices { choices: choices.clone() });
        }
        self.outcome.dialogue.choices = choices;
        self.outcome.dialogue.last_said = Some(LastSaid::Words { text });
        self.note(Fact::Said { message, reading: None });
    }

    /// One more block on the message that was just said.
    pub(super) fn add(&mut self, block: Block) {
        let said = self.outcome.facts.iter_mut().rev().find_map(|fact| match fact {
            Fact::Said { message, .. } => Some(message),
            _ => None,
        });
        if let Some(message) = said {
            message.blocks.insert(0, block);
        }
    }

    /// What the turn did, where no fact tells it.
    pub(super) fn did(&mut self, action: Action) {
        self.outcome.decided.did(action);
    }

    /// The reason with the mood attached, so that the agent knows in which spirit somebody comes.
    pub(super) fn with_mood(&self, mut reason: Reason) -> Reason {
        reason.evidence.extend(self.moods.iter().cloned());
        reason
    }

    /// How soon a person would be needed for a reason.
    pub(super) fn priority(&self, reason: &Reason, mood: f32) -> Priority {
        let care = self.profile.is_some_and(Profile::needs_care) || self.journey.needs_care();
        Priority::of(reason.code, reason.emergency_kind(), care, mood)
    }

    /// A fact beside what is said.
    pub(super) fn note(&mut self, fact: Fact) {
        self.outcome.facts.push(fact);
    }

    /// The choice to talk to a person; while somebody waits there is none to give.
    pub(super) fn agent(&self) -> Choice {
        Tap::Agent.labelled(words::label(self.language, Label::Agent))
    }

    /// A choice under its own label.
    pub(super) fn choice(&self, tap: &Tap, label: Label) -> Choice {
        tap.labelled(words::label(self.language, label))
    }

    /// A choice under an intent's label.
    pub(super) fn topic(&self, tap: &Tap, intent: Intent) -> Choice {
        tap.labelled(intent.label(words::nlu_language(self.language)))
    }

    /// Who is at the desk, as customers are told.
    pub(super) fn desk(&self) -> Desk {
        hours::desk(self.desk)
    }

    /// Gives the conversation to a person, with one warm line.
    pub(super) fn hand_over(&mut self, reason: Reason, intent: Option<Intent>, because: Because, mood: f32) {
        let mut priority = self.priority(&reason, mood);
        if because == Because::Promise {
            priority = Priority::High;
        }
        let queue = Queue::of(intent.map(Intent::name), &reason);
        let mut text = words::hand_over(self.language, because, self.desk());
        let mut choices = Vec::new();
        // Only who is known can be called.
        if let Desk::Closed { opens } = self.desk()
            && self.conversation.customer.is_some()
        {
            text = format!("{text} {}", words::call_back_offer(self.language, opens));
            choices.push(Tap::CallBack.labelled(words::call_back_label(self.language, opens)));
        } else if matches!(self.desk(), Desk::Closed { .. }) {
            text = format!("{text} {}", words::call_back_after_sign_in(self.language));
        }
        if self.desk.on_telegram {
            text = format!("{text} {}", words::also_on_telegram(self.language));
        }
        self.say(text, choices);
        if let Desk::Closed { opens } = self.desk() {
            let text = words::answer_from(self.language, opens);
            self.note(Fact::PromiseMade { by: BOT.to_owned(), text, due: hours::timestamp(opens) });
        }
        let upset = reason.code == Code::Frustration;
        self.pass(HandOff { reason, queue, priority });
        if let Some(Flow::Request(step)) = self.outcome.dialogue.flow.clone()
            && !upset
        {
            request::ask_meanwhile(self, step);
        }
    }

    /// Gives the conversation to a person without a word. What a request still needs is collected while they wait,
    /// unless somebody is in danger.
    pub(super) fn pass(&mut self, hand_off: HandOff) {
        let dialogue = &mut self.outcome.dialogue;
        if !matches!(self.conversation.control, Control::Queued { .. }) {
            let (before, now) = (self.conversation.dialogue.stands(), dialogue.stands());
            dialogue.stopped = Some(Stopped {
                flow: now.flow.or(before.flow),
                failed_turns: now.failed_turns.max(before.failed_turns),
            });
        }
        let danger = hand_off.reason.code == Code::Emergency;
        dialogue.flow.take_if(|flow| danger || !matches!(flow, Flow::Request(_)));
        dialogue.clarifying.clear();
        dialogue.offered = None;
        dialogue.failed.clear();
        dialogue.low_moods.clear();
        dialogue.noted = 0;
        self.outcome.hand_off = Some(hand_off);
    }

    /// The turn helped: what went wrong before is over.
    pub(super) fn helped(&mut self) {
        self.outcome.dialogue.failed.clear();
        self.outcome.dialogue.clarifying.clear();
    }
}
