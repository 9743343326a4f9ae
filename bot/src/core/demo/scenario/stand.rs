//! bot: how far something is, read from a few words: "심사 3/5".

use serde_json::{Value, json};

use super::Unplayable;

/// A step of so many, under its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stand {
    pub(super) step: u8,
    of: u8,
    name: Option<String>,
    /// The customer has to do something first.
    waits: bool,
}

impl Stand {
    /// Reads "심사 3/5", or the name of one of the usual steps.
    pub(super) fn read(text: &str, usual: &[&str]) -> Result<Self, Unplayable> {
        let waits = ["보완", "대기", "재제출"].iter().any(|word| text.contains(word));
        let name = |step: u8| {
            let words: String = text.chars().take_while(|c| !c.is_ascii_digit()).collect();
            let words = words.trim().trim_end_matches(['(', ':', ',']).trim();
            let known = usual.get(usize::from(step) - 1).is_some_and(|usual| words.contains(usual));
            (!words.is_empty() && !known).then(|| words.to_owned())
        };
        if let Some((step, of)) = fraction(text) {
            return Ok(Self { step, of, name: name(step), waits });
        }
        let step = usual.iter().position(|usual| text.contains(usual)).map(|at| at as u8 + 1);
        let step = step.ok_or_else(|| Unplayable::Stand { text: text.to_owned() })?;
        Ok(Self { step, of: usual.len() as u8, name: None, waits })
    }

    /// Whether the customer has to do something first.
    pub(super) fn waits(&self) -> bool {
        self.waits
    }

    /// As it goes over the wire.
    pub(super) fn course(&self) -> Value {
        let done = self.step == self.of;
        let blocked_on = if self.waits {
            "customer"
        } else if done {
            "nobody"
        } else {
            "company"
        };
        let mut course = json!({ "step": self.step, "of": self.of, "since": "today-2", "blocked_on": blocked_on });
        if let Some(name) = &self.name {
            course["name"] = json!({ "ko": name, "en": name });
        }
        if !done {
            course["expected"] = json!({ "from": "today+1", "to": "today+3" });
        }
        course
    }
}

/// The first "n/N" that makes sense.
fn fraction(text: &str) -> Option<(u8, u8)> {
    let number = |part: &str| part.parse::<u8>().ok();
    text.match_indices('/').find_map(|(at, _)| {
        let before = text[..at].trim_end();
        let step = before.rsplit(|c: char| !c.is_ascii_digit()).next().and_then(number)?;
        let of = text[at + 1..].trim_start().split(|c: char| !c.is_ascii_digit()).next().and_then(number)?;
        ((1..=of).contains(&step) && of <= 12).then_some((step, of))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_words_say_how_far_it_is() {
        let usual = ["접수", "서류", "심사", "약정", "실행"];
        let check = |text: &str, want: Option<(u8, u8, bool)>| {
            let stand = Stand::read(text, &usual).ok();
            assert_eq!(stand.map(|stand| (stand.step, stand.of, stand.waits)), want, "{text}");
        };
        check("심사 3/5", Some((3, 5, false)));
        check("서류 보완 2 / 5", Some((2, 5, true)));
        check("약정", Some((4, 5, false)));
        check("6/5", None);
        check("곧", None);
        let own = Stand::read("조정 협의 2/4", &["접수", "조사", "판단", "회신"]).unwrap();
        assert_eq!(own.course()["name"]["ko"], "조정 협의");
    }
}
