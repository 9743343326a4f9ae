//! handoff: a reason in one sentence that an agent reads, figures included.

use super::{Code, Evidence, Reason, Signal};
use crate::message::Language;
use crate::text::{clip, figure, join_en, join_ko, times_en, times_ko};

/// The most characters of the customer's words in the sentence.
const WORDS: usize = 60;

impl Reason {
    /// The reason in one readable sentence, such as "두 번 되묻고도 확신이 낮았어요 (0.31, 0.28 < 0.45)".
    /// It is for agents; what customers are told stands elsewhere.
    pub fn sentence(&self, language: Language) -> String {
        let sentence = match language {
            Language::Ko => self.korean(),
            Language::En => self.english(),
        };
        let promised = self.promised().filter(|_| !self.is_promise());
        let Some(promise) = promised else { return sentence };
        match language {
            Language::Ko => format!("{sentence} · 약속한 때도 되었어요{promise}"),
            Language::En => format!("{sentence} · a promise has come due, too{promise}"),
        }
    }

    /// The promise that has come due, quoted.
    fn promised(&self) -> Option<String> {
        let due = self.of(Signal::Promise).last()?;
        Some(due.words.as_deref().map(quote).unwrap_or_default())
    }

    fn korean(&self) -> String {
        let n = self.scores().count();
        match self.code {
            Code::UserRequest => format!("고객이 상담원을 요청했어요{}", self.quoted()),
            Code::LowConfidence if n > 1 => format!("{} 되묻고도 확신이 낮았어요{}", times_ko(n), self.figures()),
            Code::LowConfidence => format!("무엇을 원하시는지 확신이 낮았어요{}", self.figures()),
            Code::OutOfScope if n > 1 => format!("{} 모두 안내 범위 밖이었어요{}", times_ko(n), self.figures()),
            Code::OutOfScope => format!("안내 범위 밖의 질문이었어요{}", self.figures()),
            Code::Frustration => {
                let signs = self.signs(Language::Ko);
                if signs.is_empty() { "불만이 커졌어요".to_owned() } else { join_ko(&signs) }
            }
            Code::PolicyRight => format!("사람이 답해야 하는 권리 요청이에요{}", self.named()),
            Code::Authority if self.is_promise() => format!("약속한 때가 되었어요{}", self.quoted()),
            Code::Authority => format!("상담원만 할 수 있는 일이에요{}", self.named()),
            Code::Emergency => format!("긴급: {}{}", self.danger(Language::Ko), self.quoted()),
            Code::Technical => match self.count(Signal::Failure) {
                Some(n) if n > 1 => format!("시스템이 {} 응답하지 않았어요{}", times_ko(n), self.named()),
                _ => format!("시스템이 응답하지 않았어요{}", self.named()),
            },
        }
    }

    fn english(&self) -> String {
        let n = self.scores().count();
        match self.code {
            Code::UserRequest => format!("The customer asked for a person{}", self.quoted()),
            Code::LowConfidence if n > 1 => format!("Asked back {}, still unsure{}", times_en(n), self.figures()),
            Code::LowConfidence => format!("Unsure what is wanted{}", self.figures()),
            Code::OutOfScope if n > 1 => format!("Out of scope {}{}", times_en(n), self.figures()),
            Code::OutOfScope => format!("Out of scope{}", self.figures()),
            Code::Frustration => {
                let signs = self.signs(Language::En);
                if signs.is_empty() { "Growing frustration".to_owned() } else { join_en(&signs) }
            }
            Code::PolicyRight => format!("A right that a person must answer{}", self.named()),
            Code::Authority if self.is_promise() => format!("A promise has come due{}", self.quoted()),
            Code::Authority => format!("Only an agent may do this{}", self.named()),
            Code::Emergency => format!("Emergency: {}{}", self.danger(Language::En), self.quoted()),
            Code::Technical => match self.count(Signal::Failure) {
                Some(n) if n > 1 => format!("A system failed {}{}", times_en(n), self.named()),
                _ => format!("A system failed{}", self.named()),
            },
        }
    }

    /// Whether a promise is all there is.
    fn is_promise(&self) -> bool {
        !self.evidence.is_empty() && self.of(Signal::Promise).count() == self.evidence.len()
    }

    /// What speaks for frustration, each sign once, words last.
    fn signs(&self, language: Language) -> Vec<String> {
        let ko = language == Language::Ko;
        let list = |signal, decimals| {
            let all: Vec<_> = self.of(signal).filter_map(|one| one.score).map(|s| figure(s, decimals)).collect();
            (!all.is_empty()).then(|| all.join(", "))
        };
        let repeated = self
            .count(Signal::Repetition)
            .map(|n| if ko { format!("{n}회 반복 질문") } else { format!("the same question {}", times_en(n)) });
        let mood = list(Signal::Mood, 1).map(|all| if ko { format!("부정 감정 {all}") } else { format!("mood {all}") });
        let worn = list(Signal::Frustration, 2)
            .map(|all| if ko { format!("답답함 {all}") } else { format!("frustration {all}") });
        let strong = self.of(Signal::StrongWords).next().map(|one| {
            let words = one.words.as_deref().map(quote).unwrap_or_default();
            if ko { format!("강한 표현{words}") } else { format!("strong words{words}") }
        });
        let mut signs: Vec<String> = [repeated, mood, worn, strong].into_iter().flatten().collect();
        if let (false, Some(first)) = (ko, signs.first_mut()) {
            first[..1].make_ascii_uppercase();
        }
        signs
    }

    /// " (0.31, 0.28 < 0.45)"
    fn figures(&self) -> String {
        let scores: Vec<_> = self.scores().map(|score| figure(score, 2)).collect();
        let line = self.evidence.iter().find_map(|evidence| evidence.threshold);
        match (scores.is_empty(), line) {
            (true, _) => String::new(),
            (false, Some(line)) => format!(" ({} < {})", scores.join(", "), figure(line, 2)),
            (false, None) => format!(" ({})", scores.join(", ")),
        }
    }

    fn danger(&self, language: Language) -> &'static str {
        match (self.emergency_kind(), language) {
            (Some(emergency), language) => emergency.label(language),
            (None, Language::Ko) => "위험 신호",
            (None, Language::En) => "sign of danger",
        }
    }

    /// The customer's words, quoted.
    fn quoted(&self) -> String {
        self.words().map(quote).unwrap_or_default()
    }

    /// What it is about, in brackets.
    fn named(&self) -> String {
        self.words().map(|words| format!(" ({})", clip(words, WORDS))).unwrap_or_default()
    }

    fn words(&self) -> Option<&str> {
        let own = |evidence: &&Evidence| self.is_promise() || evidence.signal != Signal::Promise.as_str();
        let words = self.evidence.iter().rev().filter(own).find_map(|evidence| evidence.words.as_deref());
        words.filter(|words| !words.is_empty())
    }

    fn scores(&self) -> impl Iterator<Item = f32> {
        self.evidence.iter().filter_map(|evidence| evidence.score)
    }

    fn of(&self, signal: Signal) -> impl Iterator<Item = &Evidence> {
        self.evidence.iter().filter(move |evidence| evidence.signal == signal.as_str())
    }

    fn count(&self, signal: Signal) -> Option<usize> {
        self.of(signal).filter_map(|evidence| evidence.score).map(|score| score as usize).max()
    }
}

fn quote(words: &str) -> String {
    format!(" (“{}”)", clip(words, WORDS))
}

#[cfg(test)]
mod tests;
