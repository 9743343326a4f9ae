//! bot: personal numbers are masked before anything is stored, understood or searched.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

mod reading;
#[cfg(test)]
mod table;

use reading::Reading;

/// A text in which no personal number can be read any more, and what was in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    pub text: String,
    /// Each kind once, in the order in which it was found.
    pub kinds: Vec<Kind>,
}

/// The kinds of personal numbers that nobody needs to write in a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A resident or foreigner registration number.
    ResidentNumber,
    Card,
    DriverLicence,
    Passport,
    Phone,
    Account,
    Email,
    /// A password, PIN, CVC or one-time code.
    Secret,
}

/// Masks personal numbers, however they are spaced, dotted or widened. Dates, amounts, receipt
/// numbers, service numbers and the last four digits of a card stay. Masking twice changes nothing.
pub fn mask(text: &str) -> Masked {
    let reading = Reading::of(text);
    let english = !text.chars().any(|c| matches!(c, '가'..='힣' | 'ㄱ'..='ㅣ'));
    let mut found: Vec<(Range<usize>, Kind, String)> = Vec::new();
    for finder in FINDERS.iter() {
        let mut from = 0;
        while let Some(number) = finder.next(&reading.text, from) {
            let free = found.iter().all(|(taken, ..)| taken.end <= number.start || number.end <= taken.start);
            if free && (finder.holds)(&reading.text, &number) {
                let replacement = finder.kind.replacement(&reading.text[number.clone()], english);
                from = number.end;
                found.push((number, finder.kind, replacement));
            } else {
                from = next_start(&reading.text, number.start);
            }
        }
    }
    found.sort_by_key(|(range, ..)| range.start);
    let mut masked = Masked { text: String::with_capacity(text.len()), kinds: Vec::new() };
    let mut at = 0;
    for (range, kind, replacement) in found {
        let original = reading.original(&range);
        masked.text.push_str(&text[at..original.start]);
        masked.text.push_str(&replacement);
        at = original.end;
        if !masked.kinds.contains(&kind) {
            masked.kinds.push(kind);
        }
    }
    masked.text.push_str(&text[at..]);
    masked
}

impl Kind {
    /// The name in the log.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ResidentNumber => "resident_number",
            Self::Card => "card",
            Self::DriverLicence => "driver_licence",
            Self::Passport => "passport",
            Self::Phone => "phone",
            Self::Account => "account",
            Self::Email => "email",
            Self::Secret => "secret",
        }
    }

    /// What stands in place of the number. Only of a card do the last four digits stay.
    fn replacement(self, number: &str, english: bool) -> String {
        let word = match (self, english) {
            (Self::Card, english) => {
                let digits: String = number.chars().filter(char::is_ascii_digit).collect();
                let last = &digits[digits.len().saturating_sub(4)..];
                return if english { format!("[card ****{last}]") } else { format!("[카드번호 ****{last}]") };
            }
            (Self::ResidentNumber, false) => "[주민번호]",
            (Self::ResidentNumber, true) => "[resident number]",
            (Self::DriverLicence, false) => "[면허번호]",
            (Self::DriverLicence, true) => "[licence number]",
            (Self::Passport, false) => "[여권번호]",
            (Self::Passport, true) => "[passport number]",
            (Self::Phone, false) => "[전화번호]",
            (Self::Phone, true) => "[phone number]",
            (Self::Account, false) => "[계좌번호]",
            (Self::Account, true) => "[account number]",
            (Self::Email, false) => "[이메일]",
            (Self::Email, true) => "[e-mail]",
            (Self::Secret, false) => "[비밀번호]",
            (Self::Secret, true) => "[secret]",
        };
        word.to_owned()
    }
}

/// A word that names no kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such kind of personal number: {0}")]
pub struct UnknownKind(String);

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let all = [
            Self::ResidentNumber,
            Self::Card,
            Self::DriverLicence,
            Self::Passport,
            Self::Phone,
            Self::Account,
            Self::Email,
            Self::Secret,
        ];
        all.into_iter().find(|kind| kind.as_str() == name).ok_or_else(|| UnknownKind(name.to_owned()))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A shape and what else must be so. The group `n`, where there is one, is the number itself.
struct Finder {
    kind: Kind,
    shape: Regex,
    holds: fn(&str, &Range<usize>) -> bool,
}

impl Finder {
    /// The first number of this shape that begins at `from` or later.
    fn next(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let captures = self.shape.captures_at(text, from)?;
        captures.name("n").or_else(|| captures.get(0)).map(|number| number.range())
    }
}

/// In the order in which they claim digits: the surer the shape, the earlier.
static FINDERS: LazyLock<Vec<Finder>> = LazyLock::new(|| {
    let finder = |kind, shape: &str, holds| Finder {
        kind,
        // The reading has plain digits only, and the plain class is much smaller than the one of all scripts.
        shape: Regex::new(&shape.replace(r"\d", "[0-9]")).expect("the shapes are valid expressions"),
        holds,
    };
    vec![
        finder(Kind::Email, r"[A-Za-z0-9._%+\-]+ ?@ ?[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}", |_, _| true),
        finder(
            Kind::Secret,
            r"(?i)(?:비밀 ?번호|비번|패스워드|암호|인증 ?번호|cvc|cvv|otp|pin|passcode|password|code)(?: ?번호| ?값| ?코드)?(?:는|은|가|이|을|를)?(?: (?:is|was|number))?[ :=\-]{0,3}(?P<n>\d(?:[ .\-]?\d){2,7})",
            |text, range| stands_alone(text, range) && !counts(text, range),
        ),
        finder(Kind::Card, r"\d(?:[ .\-/]\d){13,18}", |text, range| stands_alone(text, range) && is_card(text, range)),
        finder(
            Kind::ResidentNumber,
            r"\d{6}[ .\-_/:]{0,3}\d(?:[ .\-]?[0-9xX*●]){6}|\d{2}[ .\-/]\d{2}[ .\-/]\d{2}[ .\-/:]{1,3}\d[ .\-]?\d{6}|\d(?:[ .\-_/]\d){12}",
            |text, range| {
                let number = &text[range.clone()];
                stands_alone(text, range)
                    && begins_with_a_birthday(number)
                    && !counts(text, range)
                    && !is_receipt(text, range)
            },
        ),
        finder(
            Kind::Card,
            r"\d{4}[ .\-/]{1,3}\d{4}[ .\-/]{1,3}\d{4}[ .\-/]{1,3}\d{1,4}|\d{4}[ .\-/]{1,3}\d{6}[ .\-/]{1,3}\d{4,5}|\d{8}[ .\-/]\d{8}|\d{6}[ .\-/]\d{8,10}|\d{13,19}",
            |text, range| stands_alone(text, range) && !is_receipt(text, range) && is_card(text, range),
        ),
        finder(
            Kind::DriverLicence,
            r"(?:서울|부산|경기|강원|충북|충남|전북|전남|경북|경남|제주|대구|인천|광주|대전|울산)[ \-]?\d{2}[ \-]\d{6}[ \-]\d{2}|(?:1[1-9]|2[0-8])[ \-]\d{2}[ \-]\d{6}[ \-]\d{2}",
            stands_alone,
        ),
        finder(
            Kind::DriverLicence,
            r"(?i)(?:면허(?: ?증)?(?: ?번호)?|licen[cs]e(?: number)?)[^0-9\n]{0,8}(?P<n>\d(?:[ \-]?\d){11})",
            stands_alone,
        ),
        finder(Kind::Passport, r"[MSRODG]\d{8}|[MSROD]\d{3}[A-Z]\d{4}", |text, range| {
            stands_alone(text, range) && !is_receipt(text, range)
        }),
        finder(
            Kind::Passport,
            r"(?i)(?:여권|passport)[^0-9\n]{0,12}(?P<n>[a-z][ \-]?\d{3}[a-z]?\d{4,5})",
            stands_alone,
        ),
        finder(
            Kind::Phone,
            r"(?:\+ ?)?82[ \-.]{0,2}(?:\(0\))?[ \-.]{0,2}0?1[016789][ \-.)/]{0,2}\d{3,4}[ \-./]{0,2}\d{4}|\(?01[016789]\)?[ \-./]{0,3}\d{3,4}[ \-./]{0,3}\d{4}|0 ?1 ?[016789](?: ?\d){7,8}",
            stands_alone,
        ),
        finder(
            Kind::Phone,
            r"\(?0(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|50\d?)\)?[ \-./]{0,2}\d{3,4}[ \-./]{0,2}\d{4}",
            |text, range| stands_alone(text, range) && !is_receipt(text, range),
        ),
        finder(
            Kind::Phone,
            r"[공영]일[공영일육륙칠팔구][ \-.]{0,2}[공영일이삼사오육륙칠팔구]{3,4}[ \-.에]{0,2}[공영일이삼사오육륙칠팔구]{4}",
            |_, _| true,
        ),
        finder(Kind::Account, r"\d{2,7}(?:-\d{1,7}){2,3}", |text, range| {
            let digits = text[range.clone()].chars().filter(char::is_ascii_digit).count();
            (10..=14).contains(&digits)
                && !text[range.clone()].starts_with("080")
                && stands_alone(text, range)
                && !is_receipt(text, range)
        }),
        finder(
            Kind::Account,
            r"(?i)(?:계좌|은행|뱅크|통장|금고|신협|수협|농협|우체국|증권|account|acct|bank)[^0-9\n]{0,15}(?P<n>\d(?:[ .\-]{0,2}\d){9,13})",
            |text, range| stands_alone(text, range) && !counts(text, range) && !is_receipt(text, range),
        ),
        finder(
            Kind::Account,
            r"(?:신한|국민|우리|하나|기업|카카오|토스|케이|씨티|부산|대구|새마을)[ :]{0,3}(?P<n>\d(?:[ .\-]{0,2}\d){9,13})",
            |text, range| stands_alone(text, range) && !counts(text, range),
        ),
        finder(
            Kind::Account,
            r"(?P<n>\d(?:[ .\-]?\d){9,13}) ?(?:번 )?(?:이 |제 |내 )?(?:계좌|통장|은행)",
            |text, range| stands_alone(text, range) && !is_receipt(text, range),
        ),
    ]
});

/// Where a number may begin after the one at `start` was no personal number: behind its first group.
fn next_start(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let group = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let first = rest.chars().next().map_or(1, char::len_utf8);
    start + group.max(first)
}

/// No digit or Latin letter touches the number, and no decimal or further group goes on.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let touches = |c: char| c.is_ascii_alphanumeric() || c == '*';
    let mut before = text[..range.start].chars().rev();
    let mut after = text[range.end..].chars();
    let goes_on = |joint: Option<char>, next: Option<char>| {
        matches!(joint, Some('-' | '.' | ',')) && next.is_some_and(|c| c.is_ascii_digit())
    };
    let (first_before, first_after) = (before.next(), after.next());
    !first_before.is_some_and(touches)
        && !first_after.is_some_and(touches)
        && !goes_on(first_before, before.next())
        && !goes_on(first_after, after.next())
}

/// A unit follows: it is an amount, a year or a count.
fn counts(text: &str, range: &Range<usize>) -> bool {
    let after = text[range.end..].trim_start();
    let units = [
        "원", "만", "억", "천", "년", "월", "번", "회", "자리", "분", "시", "초", "개", "글자", "won", "KRW", "digit",
        "times",
    ];
    units.iter().any(|unit| after.starts_with(unit))
}

/// Words before it say that it is the number of a thing, not of a person.
fn is_receipt(text: &str, range: &Range<usize>) -> bool {
    let before: String = text[..range.start].chars().rev().take(14).collect::<Vec<_>>().into_iter().rev().collect();
    let before = before.to_lowercase().replace(' ', "");
    [
        "접수",
        "승인번호",
        "주문",
        "송장",
        "운송장",
        "사건번호",
        "민원번호",
        "문의번호",
        "receipt",
        "tracking",
        "order",
        "reference",
        "case",
    ]
    .iter()
    .any(|word| before.contains(word))
}

/// The first six digits are a year, a month and a day. No checksum: numbers given since 2020 have none.
fn begins_with_a_birthday(number: &str) -> bool {
    let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).take(6).collect();
    let [_, _, m1, m2, d1, d2] = digits[..] else { return false };
    (1..=12).contains(&(m1 * 10 + m2)) && (1..=31).contains(&(d1 * 10 + d2))
}

/// Luhn, or the groups of a card, or the word: a card with a typing mistake is a card all the same.
fn is_card(text: &str, range: &Range<usize>) -> bool {
    static GROUPS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\d{4}([ \-.])\d{4}[ \-.]\d{4}[ \-.]\d{4}$|^\d{4}[ \-]\d{6}[ \-]\d{5}$").expect("it is valid")
    });
    let number = &text[range.clone()];
    let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
    let named = || {
        let from = text[..range.start].char_indices().rev().take(12).last().map_or(range.start, |(at, _)| at);
        let near = text[from..range.start].to_lowercase();
        near.contains("카드") || near.contains("card")
    };
    let plausible = matches!(digits[0], 2..=6 | 9) && !counts(text, range);
    plausible && (luhn(&digits) || GROUPS.is_match(number) || (digits.len() >= 14 && named()))
}

fn luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match place % 2 {
            0 => *digit,
            _ if *digit > 4 => digit * 2 - 9,
            _ => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}
