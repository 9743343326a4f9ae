//! bot: a status while it is put into words, whatever the language.

use handoff::message::{Language, Progress, Row, Status, Tone};

use crate::core::Course;

/// A status and the sentences that say it all by themselves.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    pub text: String,
    pub status: Status,
}

impl Report {
    /// What it is about, and what it is now in a few words.
    pub(super) fn new(title: impl Into<String>, state: impl Into<String>, tone: Tone) -> Self {
        let status = Status {
            title: title.into(),
            state: state.into(),
            tone,
            progress: None,
            since: None,
            next: None,
            expected: None,
            rows: Vec::new(),
            basis: None,
        };
        Self { text: String::new(), status }
    }

    /// The first sentence: what it is now.
    pub(super) fn saying(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    pub(super) fn on(mut self, progress: Progress) -> Self {
        self.status.progress = Some(progress);
        self
    }

    pub(super) fn since(mut self, since: impl Into<String>) -> Self {
        self.status.since = Some(since.into());
        self
    }

    /// Who does what next. It is also said.
    pub(super) fn next(mut self, next: impl Into<String>) -> Self {
        let next = next.into();
        self.say(&next);
        self.status.next = Some(next);
        self
    }

    /// When it is expected, where that can be told. It is also said.
    pub(super) fn expected(mut self, expected: Option<String>) -> Self {
        if let Some(expected) = expected.filter(|expected| !expected.is_empty()) {
            self.say(&expected);
            self.status.expected = Some(expected);
        }
        self
    }

    /// When something happens, for the card alone.
    pub(super) fn by(mut self, expected: impl Into<String>) -> Self {
        self.status.expected = Some(expected.into());
        self
    }

    pub(super) fn row(mut self, label: &str, value: impl Into<String>) -> Self {
        self.status.rows.push(Row { label: label.to_owned(), value: value.into() });
        self
    }

    /// What it rests on, and where that can be checked.
    pub(super) fn basis(mut self, basis: impl Into<String>) -> Self {
        self.status.basis = Some(basis.into());
        self
    }

    /// All of it in lines of text, the bar as dots, for channels that draw no cards. Figures that are
    /// not said stay out of it.
    pub fn in_lines(&self) -> String {
        let Status { title, state, progress, basis, .. } = &self.status;
        let state = match progress {
            Some(progress) => format!("{} · {state}", progress.dots()),
            None => state.clone(),
        };
        let basis = basis.as_ref().map_or_else(String::new, |basis| format!("\n{basis}"));
        format!("{title}\n{state}\n{}{basis}", self.text)
    }

    fn say(&mut self, more: &str) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(more);
    }
}

/// The bar: our names of the steps where their number agrees, the core system's name of the present
/// step in any case.
pub(super) fn bar(course: &Course, ours: &[&str], language: Language) -> Progress {
    let known = ours.len() == usize::from(course.of);
    let labels = (1..=course.of).map(|n| match (&course.name, ours.get(usize::from(n) - 1)) {
        (Some(name), _) if n == course.step => name.in_language(language).to_owned(),
        (_, Some(ours)) if known => (*ours).to_owned(),
        _ => n.to_string(),
    });
    Progress { step: course.step, of: course.of, labels: labels.collect() }
}

/// The present step's name; none where nobody gave it one.
pub(super) fn step(course: &Course, ours: &[&'static str], language: Language) -> Option<String> {
    match &course.name {
        Some(name) => Some(name.in_language(language).to_owned()),
        None if ours.len() == usize::from(course.of) => {
            ours.get(usize::from(course.step) - 1).map(|step| (*step).to_owned())
        }
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use handoff::event::BlockedOn;
    use jiff::civil::date;

    use super::*;
    use crate::core::Text;

    fn course(step: u8, of: u8, name: Option<Text>) -> Course {
        Course { step, of, name, since: date(2026, 11, 20), blocked_on: BlockedOn::Company, expected: None }
    }

    #[test]
    fn a_bar_names_the_steps_as_far_as_they_are_known() {
        let ours = ["접수", "심사", "통지"];
        let named = Some(Text::new("협의", "Talks"));
        assert_eq!(bar(&course(2, 3, None), &ours, Language::Ko).labels, ["접수", "심사", "통지"]);
        assert_eq!(bar(&course(2, 4, named.clone()), &ours, Language::Ko).labels, ["1", "협의", "3", "4"]);
        assert_eq!(bar(&course(1, 3, named.clone()), &ours, Language::En).labels, ["Talks", "심사", "통지"]);
        assert_eq!(step(&course(2, 4, None), &ours, Language::Ko), None);
        assert_eq!(step(&course(2, 4, named), &ours, Language::En).as_deref(), Some("Talks"));
    }

    #[test]
    fn what_comes_next_and_when_is_said_as_well() {
        let report = Report::new("대출", "심사", Tone::Calm).saying("지금은 심사예요.").next("기다려 주세요.");
        assert_eq!(
            report.clone().expected(Some("곧 끝나요.".into())).text,
            "지금은 심사예요. 기다려 주세요. 곧 끝나요."
        );
        assert_eq!(report.expected(None).status.expected, None);
    }
}
