//! handoff: question 5: what was already asked, shown, looked up and promised? Each line cites its message.

use std::collections::HashMap;

use super::take::Input;
use super::{Said, SaidKind, lookup};
use crate::emergency::Emergency;
use crate::event::{Event, Fact, WrapUp, WrapUpOutcome};
use crate::message::{Author, Block, Language, Message};
use crate::text::{clip, question};

/// How many lines are kept at most, the newest; and how long one is.
const LINES: usize = 200;
pub(super) const TEXT: usize = 200;
const RESULT: usize = 80;

/// What the bot and earlier agents did in the conversation, oldest first.
pub(super) fn of(input: &Input<'_>) -> Vec<Said> {
    let mut ledger = Ledger::new(input);
    for event in input.events {
        ledger.read(event);
    }
    let mut lines = ledger.lines;
    lines.drain(..lines.len().saturating_sub(LINES));
    lines
}

/// One pass over the conversation, with the lines that wait for something to come.
struct Ledger<'a> {
    input: &'a Input<'a>,
    ko: bool,
    lines: Vec<Said>,
    /// The last number the customer has seen.
    number: i64,
    customer_spoke: bool,
    /// Lines of staff-only facts that the bot's next message is about to tell.
    untold: Vec<usize>,
    /// The question that waits for an answer.
    asked: Option<usize>,
    /// The verification that waits for a code.
    required: Option<usize>,
    /// Articles by their id, to be rated.
    shown: HashMap<&'a str, usize>,
}

impl<'a> Ledger<'a> {
    fn new(input: &'a Input<'a>) -> Self {
        Self {
            input,
            ko: input.reader == Language::Ko,
            lines: Vec::new(),
            number: 0,
            customer_spoke: false,
            untold: Vec::new(),
            asked: None,
            required: None,
            shown: HashMap::new(),
        }
    }

    fn read(&mut self, event: &'a Event) {
        self.number = event.number.unwrap_or(self.number);
        match &event.fact {
            Fact::Said { message, .. } => self.read_message(message, event),
            Fact::FaqAnswered { article, title, .. } => {
                let line = self.note(event, SaidKind::Answer, title, None);
                self.shown.insert(article, line);
            }
            Fact::FaqRated { article, helpful } => self.rate(article, *helpful),
            Fact::LookupDone { lookup, state, .. } => {
                let text = self.say("조회: ", "Looked up: ") + lookup::label(lookup, self.input.reader);
                self.note(event, SaidKind::Lookup, &text, Some(state));
            }
            Fact::LookupFailed { lookup, cause } => {
                let text = self.say("조회: ", "Looked up: ") + lookup::label(lookup, self.input.reader);
                let result = format!("{} ({cause})", self.say("조회 실패", "failed"));
                self.note(event, SaidKind::Lookup, &text, Some(&result));
            }
            Fact::TurnFailed { candidates } => {
                let labels: Vec<_> =
                    candidates.iter().map(|name| (self.input.label)(name, self.input.reader)).collect();
                let text = self.say("이해하지 못했어요", "Not understood");
                self.note(event, SaidKind::Failed, &text, Some(&labels.join(" / ")));
            }
            Fact::LevelRequired { level, for_what } => {
                let text = format!("{} {level} ({for_what})", self.say("본인확인 요청", "Asked to verify"));
                self.required = Some(self.note(event, SaidKind::Question, &text, None));
            }
            Fact::IdentityVerified { level, .. } => {
                let done = format!("{} {level}", self.say("확인됨", "verified"));
                self.verify(done);
            }
            Fact::VerificationFailed { left } => {
                let failed =
                    if self.ko { format!("실패 (남은 {left}회)") } else { format!("failed ({left} left)") };
                self.verify(failed);
            }
            Fact::CaseReceived { number, title, .. } => {
                self.note(event, SaidKind::Case, &format!("{title} · {number}"), None);
            }
            Fact::PromiseMade { by, text, .. } => {
                self.note(event, SaidKind::Promise, text, Some(by));
            }
            Fact::HandoffReturned { handoff, wrap_up, .. } | Fact::HandoffClosed { handoff, wrap_up, .. }
                if *handoff != self.input.handoff.id =>
            {
                self.wrap_up(event, wrap_up);
            }
            _ => {}
        }
    }

    fn read_message(&mut self, message: &Message, event: &Event) {
        match message.author {
            Author::Customer => {
                self.customer_spoke = true;
                self.untold.clear();
                if let Some(asked) = self.asked.take() {
                    self.lines[asked].result = Some(format!("“{}”", clip(&message.text, RESULT)));
                }
            }
            Author::Bot => {
                for line in self.untold.drain(..) {
                    self.lines[line].number = self.number;
                }
                self.read_bot(message, event);
            }
            Author::Agent { .. } | Author::System => {}
        }
    }

    fn read_bot(&mut self, message: &Message, event: &Event) {
        let emergency = message.blocks.iter().find_map(|block| match block {
            Block::Emergency { title, .. } => Some(title),
            _ => None,
        });
        let article = message.blocks.iter().any(|block| matches!(block, Block::Article { .. }));
        if let Some(title) = emergency {
            let text = self.say("긴급 안내: ", "Emergency card: ") + title;
            self.note(event, SaidKind::Answer, &text, None);
        } else if let Some(question) = question(&message.text)
            // A greeting's question and "did this help?" under an article ask for nothing.
            && self.customer_spoke
            && !article
        {
            self.asked = Some(self.note(event, SaidKind::Question, question, None));
        }
        self.untold.clear();
    }

    fn rate(&mut self, article: &str, helpful: bool) {
        if let Some(&line) = self.shown.get(article) {
            let (ko, en) =
                if helpful { ("도움이 됐어요", "helped") } else { ("도움이 안 됐어요", "did not help") };
            self.lines[line].result = Some(self.say(ko, en));
        }
    }

    fn verify(&mut self, result: String) {
        if let Some(line) = self.required {
            self.lines[line].result = Some(result);
        }
    }

    fn wrap_up(&mut self, event: &Event, wrap_up: &WrapUp) {
        let before = self.say("이전 상담", "Earlier agent");
        let text = format!("{before}: {} — {}", wrap_up.topic, wrap_up.note);
        let outcome = match wrap_up.outcome {
            WrapUpOutcome::Resolved => self.say("해결됨", "resolved"),
            WrapUpOutcome::FollowUp => self.say("후속 조치 필요", "to follow up"),
            WrapUpOutcome::NotResolved => self.say("해결되지 않음", "not resolved"),
        };
        self.note(event, SaidKind::Answer, &text, Some(&outcome));
    }

    /// Adds a line; what has no number of its own cites the bot's message that tells it.
    fn note(&mut self, event: &Event, kind: SaidKind, text: &str, result: Option<&str>) -> usize {
        let line = self.lines.len();
        if event.number.is_none() {
            self.untold.push(line);
        }
        let result = result.map(|result| clip(result, RESULT)).filter(|result| !result.is_empty());
        self.lines.push(Said { kind, text: clip(text, TEXT), number: self.number, at: event.at, result });
        line
    }

    fn say(&self, ko: &str, en: &str) -> String {
        (if self.ko { ko } else { en }).to_owned()
    }
}

/// The danger's label where the log names one.
pub(super) fn danger_label(emergency: &str, reader: Language) -> String {
    Emergency::named(emergency).map_or_else(|| emergency.to_owned(), |kind| kind.label(reader).to_owned())
}
