//! bot: what a turn amounted to, in the ten words by which conversations are scripted and judged.
//!
//! A turn may do several things: a right is received with a receipt *and* goes to a person; a status is
//! shown *and* a proof is asked for the figures in it. [`Decided::actions`] holds all that was really
//! done, the main one first. What a customer who writes one intent gets, by level:
//!
//! | intents | V0 | V1 (linked) | V2 (fresh code, web) |
//! |---|---|---|---|
//! | faq: 1 2 6 18 20 23 29 30 32 36 43 48 52 54 | `answer_faq` | `answer_faq` | `answer_faq` |
//! | faq + action: 4 10 31, asked as a question | `answer_faq` | `answer_faq` | `answer_faq` |
//! | … asked to be done | `ask_verification` | 4 `request_receipt`; 10 31 `ask_verification` | `request_receipt` |
//! | 44 login, 57 app error | `answer_faq` + `request_receipt` once it did not help; 57 `request_receipt` | same | same |
//! | 45 suspicious contact | `clarify` ("given anything?") + `answer_faq` | same | same |
//! | status: 3 7 11 13 24 35 38 42 | `ask_verification` | `status_lookup` | `status_lookup` |
//! | status with figures throughout: 5 8 12 15 17 19 27 28 37 | `ask_verification` | `ask_verification` | `status_lookup` |
//! | … in Telegram | `ask_verification` | `ask_verification` (a link to the web) | `ask_verification` |
//! | action from V1: 9 14 49 (address) 51 | `ask_verification` | `request_receipt` | `request_receipt` |
//! | action from V2: 16 (due date) 22 25 50 | `ask_verification` | `ask_verification` | `request_receipt` |
//! | V3: 16 (account) 49 (phone), lifting a stop (39, 42) | `handoff`, policy | `handoff`, policy | `handoff`, policy |
//! | rights: 21 33 34 41 | `handoff`, policy | `request_receipt` + `handoff`, policy | same |
//! | 53 death, 56 complaint | `handoff`, policy (56: and the mood it rests on) | same | same |
//! | 55 a person | `handoff`, user request | same | same |
//! | 26 39 40 46 47 58, by rule or score | `emergency` + `handoff`, urgent; 39 40 46 + `request_receipt` | same | same |
//! | 59 60 | `smalltalk` | same | same |
//! | out of scope | `fallback`; the second time `handoff`, low confidence | same | same |
//!
//! One more rule each: several things it could be about → `ask_slot`; a missing detail → `ask_slot`; a
//! pair of neighbours → `clarify`; somebody else's state → `fallback` with a refusal; more debt while
//! late → `answer_faq` with relief first; two failures, or anger → `handoff` (an offer counts, because
//! the next word takes it); while a person has the conversation → `handoff`, and not a word.

use std::fmt;

use handoff::emergency::Emergency;
use handoff::event::Fact;
use handoff::handoff::Priority;
use handoff::message::{Author, Block};
use handoff::reason::Reason;
use nlu::{Act, Intent, Understanding, Verdict};
use serde::{Deserialize, Serialize};

use super::choice::Tap;
use super::decide::{Decision, SmallTalk};
use super::topic::{self, Read};
use super::{Outcome, Scene};
use crate::flow::lookup::{Lookup, Step};
use crate::flow::{Flow, protect};
use crate::words::Because;

/// What the bot did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Numbers to call and one thing to do, before everything else.
    Emergency,
    /// A request was taken, with a number and a time.
    RequestReceipt,
    /// A person takes over, or is offered.
    Handoff,
    /// A proof is needed first: signing in, or a code.
    AskVerification,
    /// Which contract, which day: one detail is missing.
    AskSlot,
    /// Which of two was meant.
    Clarify,
    /// The customer's own state was looked up.
    StatusLookup,
    /// General information was given.
    AnswerFaq,
    Smalltalk,
    /// It was not understood, is none of our business, or may not be told.
    Fallback,
}

/// What the engine took a message as, and what it did about it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Decided {
    /// The intents by name, the main one first; `out_of_scope` where it is none of our business.
    pub intents: Vec<String>,
    /// Everything that was done, the main thing first.
    pub actions: Vec<Action>,
    /// The articles that were shown.
    pub articles: Vec<String>,
    /// What was looked up, or would be, once the customer is proved.
    pub lookups: Vec<Lookup>,
    /// Why a person was offered, and how soon one would be needed.
    pub offered: Option<(Reason, Priority)>,
}

/// The name under which what is none of our business is scripted.
pub const OUT_OF_SCOPE: &str = "out_of_scope";

impl Action {
    pub const ALL: [Self; 10] = [
        Self::Emergency,
        Self::RequestReceipt,
        Self::Handoff,
        Self::AskVerification,
        Self::AskSlot,
        Self::Clarify,
        Self::StatusLookup,
        Self::AnswerFaq,
        Self::Smalltalk,
        Self::Fallback,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Emergency => "emergency",
            Self::RequestReceipt => "request_receipt",
            Self::Handoff => "handoff",
            Self::AskVerification => "ask_verification",
            Self::AskSlot => "ask_slot",
            Self::Clarify => "clarify",
            Self::StatusLookup => "status_lookup",
            Self::AnswerFaq => "answer_faq",
            Self::Smalltalk => "smalltalk",
            Self::Fallback => "fallback",
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Decided {
    /// The main thing that was done.
    pub fn main(&self) -> Option<Action> {
        self.actions.first().copied()
    }

    /// A person has the conversation: what was understood, and that the bot leaves it to them.
    pub fn left_to_a_person(understanding: &Understanding) -> Self {
        let intents = match understanding.verdict() {
            Verdict::Confident(intent) => vec![intent.name().to_owned()],
            Verdict::Ambiguous(a, b) => vec![a.name().to_owned(), b.name().to_owned()],
            Verdict::Unknown => vec![OUT_OF_SCOPE.to_owned()],
        };
        Self { intents, actions: vec![Action::Handoff], ..Self::default() }
    }

    pub(super) fn did(&mut self, action: Action) {
        if !self.actions.contains(&action) {
            self.actions.push(action);
        }
    }
}

/// What the engine takes a message as when it decides so: its intents by name, the main one first.
pub(super) fn taken_as(scene: &Scene<'_>, decision: &Decision<'_>) -> Vec<String> {
    let heard = &scene.heard;
    let dialogue = &scene.conversation.dialogue;
    let mut taken = Taken(Vec::new());
    let read = topic::read(scene);
    match decision {
        Decision::Danger { emergency, .. } | Decision::AskDanger(emergency) => {
            taken.add(Intent::ALL.into_iter().find(|intent| Emergency::of_intent(intent.name()) == Some(*emergency)));
        }
        Decision::Both(..) => {
            for part in heard.parts {
                if let Verdict::Confident(intent) = part.understanding.verdict() {
                    taken.add(Some(intent));
                }
            }
        }
        Decision::HandOff { intent, because: Because::Asked, .. } if heard.understanding.act.is_some() => {
            taken.add(Some(Intent::AgentRequest));
            taken.add(*intent);
        }
        Decision::AskGiven(_) => taken.add(Some(Intent::SuspiciousContactCheck)),
        Decision::Clarify(a, b) => {
            taken.add(Some(*a));
            taken.add(Some(*b));
        }
        Decision::Fallback(fallback) if fallback.elsewhere => return vec![OUT_OF_SCOPE.to_owned()],
        Decision::Take { draft, .. } => taken.add(Some(draft.request.intent())),
        // What the answer to a protective question tells is what it is taken as.
        Decision::Protective { step, yes: true } => taken.add(told_by(step)),
        _ => {}
    }
    match heard.choice.and_then(Tap::parse) {
        Some(Tap::Intent(intent) | Tap::About(intent)) => taken.add(Some(intent)),
        Some(Tap::Lookup(lookup) | Tap::Figures(lookup, _)) => taken.add(Some(lookup.intent())),
        Some(Tap::Agent) => taken.add(Some(Intent::AgentRequest)),
        Some(Tap::Request(request) | Tap::Protect(request)) => taken.add(Some(request.intent())),
        Some(_) => {}
        None if heard.understanding.act == Some(Act::Agent) => taken.add(Some(Intent::AgentRequest)),
        None => match read {
            Read::Sure(intent) => taken.add(Some(intent)),
            Read::Both(a, b) | Read::Either(a, b) => {
                taken.add(Some(a));
                taken.add(Some(b));
            }
            Read::Unsure => {}
        },
    }
    match decision {
        // What answers the open question belongs to it.
        Decision::LookUp { lookup, .. } => taken.add(Some(lookup.intent())),
        // An article that answers is on a topic of its own, be another one likelier.
        Decision::Answer { passage, .. } => {
            taken.add(passage.article.intents.first().and_then(|name| name.parse().ok()));
        }
        Decision::SmallTalk(SmallTalk::Identity) => taken.add(Some(Intent::BotIdentity)),
        Decision::SmallTalk(_) if taken.0.is_empty() => taken.add(Some(Intent::Chitchat)),
        Decision::Protective { .. } | Decision::AskAgain | Decision::SendCode | Decision::CodeInChat => {
            taken.add(dialogue.last_intent);
        }
        _ => {}
    }
    taken.0.into_iter().map(|intent| intent.name().to_owned()).collect()
}

/// The topic of a protective question that was answered with yes.
fn told_by(step: &protect::Step) -> Option<Intent> {
    match step {
        protect::Step::AnythingGiven => Some(Intent::VoicePhishingEmergency),
        protect::Step::UnknownCharge => Some(Intent::CardUnauthorizedUse),
        protect::Step::ClaimsToBeUs => Some(Intent::IllegalCollectionThreat),
        protect::Step::Happened { emergency } => {
            Intent::ALL.into_iter().find(|intent| Emergency::of_intent(intent.name()) == Some(*emergency))
        }
    }
}

/// Intents, each once.
struct Taken(Vec<Intent>);

impl Taken {
    fn add(&mut self, intent: Option<Intent>) {
        self.0.extend(intent.filter(|intent| !self.0.contains(intent)));
    }
}

/// Completes what was decided with what the outcome itself shows, and puts the main thing first.
pub(super) fn complete(scene: &Scene<'_>, outcome: &mut Outcome) {
    let mut decided = std::mem::take(&mut outcome.decided);
    for fact in &outcome.facts {
        read(fact, &mut decided);
    }
    if outcome.hand_off.is_some() {
        decided.did(Action::Handoff);
    }
    if outcome.send_code {
        decided.did(Action::AskVerification);
    }
    match &outcome.dialogue.flow {
        Some(Flow::Lookup(Step::Choose { lookup, .. }))
            if outcome.dialogue.flow != scene.conversation.dialogue.flow =>
        {
            decided.did(Action::AskSlot);
            if !decided.lookups.contains(lookup) {
                decided.lookups.push(*lookup);
            }
        }
        _ => {}
    }
    decided.actions.sort_unstable();
    // A complaint is somebody's first of all, and a receipt beside it.
    if decided.intents.first().is_some_and(|intent| *intent == Intent::Complaint.name()) {
        decided.actions.sort_unstable_by_key(|action| (*action != Action::Handoff, *action));
    }
    outcome.decided = decided;
}

/// Adds what facts tell that were noted around a message: a proof that was given just before it set going
/// what had waited.
pub fn add(facts: &[Fact], decided: &mut Decided) {
    let main = decided.main();
    for fact in facts {
        read(fact, decided);
    }
    if let Some(main) = main
        && let Some(at) = decided.actions.iter().position(|action| *action == main)
    {
        decided.actions[..=at].rotate_right(1);
    }
}

fn read(fact: &Fact, decided: &mut Decided) {
    let mut looked_up = |name: &str| {
        if let Ok(lookup) = name.parse()
            && !decided.lookups.contains(&lookup)
        {
            decided.lookups.push(lookup);
        }
    };
    match fact {
        Fact::UrgentFlagged { .. } => decided.did(Action::Emergency),
        Fact::CaseReceived { .. } => decided.did(Action::RequestReceipt),
        Fact::LookupDone { lookup, .. } | Fact::LookupFailed { lookup, .. } => {
            looked_up(lookup);
            decided.did(Action::StatusLookup);
        }
        Fact::LevelRequired { for_what, .. } => {
            looked_up(for_what);
            decided.did(Action::AskVerification);
        }
        Fact::FaqAnswered { article, .. } => {
            if !decided.articles.contains(article) {
                decided.articles.push(article.clone());
            }
            decided.did(Action::AnswerFaq);
        }
        Fact::HandoffOffered { .. } => decided.did(Action::Handoff),
        Fact::TurnFailed { candidates } => {
            // Several readings under a question are a question which was meant.
            if candidates.len() > 1 && decided.intents.first().is_none_or(|intent| intent != OUT_OF_SCOPE) {
                decided.did(Action::Clarify);
            }
            decided.did(Action::Fallback);
        }
        Fact::Said { message, .. } if message.author == Author::Bot => {
            for block in &message.blocks {
                match block {
                    Block::Receipt { .. } => decided.did(Action::RequestReceipt),
                    Block::Code { .. } => decided.did(Action::AskVerification),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}
