//! bot: the details of a request, read from one sentence and asked for only where they are missing.

use nlu::{Day, Entity, EntityKind, Value};
use serde::{Deserialize, Serialize};

use super::Request;
use crate::flow::lookup::Pick;

/// What is known of a request beside its kind.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// The contract, card or application it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<Pick>,
    /// The day of the month; 0 is its last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<i8>,
    /// In won.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<u64>,
    /// Whether a limit is to be lowered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lower: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Certificate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub privacy: Option<Privacy>,
    /// Means of contact that are not wanted: `phone`, `visit`, `sms`, `email`, `post`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub means: Vec<String>,
    /// The means by which contact is wanted instead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<String>,
    /// Where no contact is wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// When contact suits: `18:00-`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<String>,
    /// Contact is to rest for a while: in hospital, after a death.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub pause: bool,
}

/// Papers the company issues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certificate {
    Payoff,
    Debt,
    Transactions,
}

/// What somebody wants done about their personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Privacy {
    NoAdvertising,
    Access,
    Deletion,
    ConsentWithdrawal,
}

/// Where somebody does not want to be contacted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    Workplace,
    Home,
}

/// A detail that may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// Which contract, card or application.
    About,
    Day,
    Certificate,
    Privacy,
    /// Where, how or when contact is not wanted.
    Contact,
}

impl Details {
    /// Takes in what a message names; what it does not name stays.
    pub fn read(&mut self, request: Request, text: &str, entities: &[Entity]) {
        match request {
            Request::DueDateChange => self.day = day(entities).or(self.day),
            Request::LimitChange => {
                self.amount = amount(entities).or(self.amount);
                self.lower = direction(text).or(self.lower);
            }
            Request::Payment | Request::Refund | Request::Hardship => self.amount = amount(entities).or(self.amount),
            Request::Certificate => self.certificate = Certificate::meant(text, entities).or(self.certificate),
            Request::Privacy => self.privacy = Privacy::meant(text).or(self.privacy),
            Request::ContactLimit => self.read_contact(text, entities),
            _ => {}
        }
    }

    /// Takes in a bare answer to the question for one slot: "25" says a day where a day was asked for.
    pub fn read_bare(&mut self, slot: Slot, text: &str) {
        if slot == Slot::Day && self.day.is_none() {
            let digits: String = text.chars().filter(|c| !c.is_whitespace()).take_while(char::is_ascii_digit).collect();
            self.day = digits.parse().ok().filter(|day| (1..=31).contains(day));
        }
    }

    fn read_contact(&mut self, text: &str, entities: &[Entity]) {
        for entity in entities.iter().filter(|entity| entity.kind == EntityKind::Means) {
            let Value::Name(means) = &entity.value else { continue };
            let after: String = text.get(entity.span.end..).unwrap_or_default().chars().take(10).collect();
            let list = if any(&after, &["말", "마", "싫", "그만", "않", "안", "stop", "no"])
                || before_is_no(text, entity)
            {
                &mut self.means
            } else {
                &mut self.by
            };
            if !list.contains(means) {
                list.push(means.clone());
            }
        }
        self.place = names(entities, EntityKind::Place).iter().find_map(|name| Place::named(name)).or(self.place);
        self.window = names(entities, EntityKind::TimeWindow).pop().or(self.window.take());
        self.pause |=
            any(text, &["입원", "수술", "장례", "상중", "미뤄", "유예", "쉬었다", "hospital", "funeral", "surgery"]);
    }

    /// The first slot that has to be asked for. `several`: there is more than one thing it could be about.
    pub fn missing(&self, request: Request, several: bool) -> Option<Slot> {
        let about = || (several && self.about.is_none()).then_some(Slot::About);
        match request {
            Request::RateCut | Request::ApplicationCancel | Request::LoanWithdrawal | Request::Payment => about(),
            Request::DueDateChange => about().or_else(|| self.day.is_none().then_some(Slot::Day)),
            Request::Certificate => self.certificate.is_none().then_some(Slot::Certificate),
            Request::Privacy => self.privacy.is_none().then_some(Slot::Privacy),
            Request::ContactLimit => {
                let told = self.place.is_some()
                    || self.window.is_some()
                    || self.pause
                    || !(self.means.is_empty() && self.by.is_empty());
                (!told).then_some(Slot::Contact)
            }
            _ => None,
        }
    }
}

impl Certificate {
    pub const ALL: [Self; 3] = [Self::Payoff, Self::Debt, Self::Transactions];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Payoff => "payoff",
            Self::Debt => "debt",
            Self::Transactions => "transactions",
        }
    }

    fn meant(text: &str, entities: &[Entity]) -> Option<Self> {
        let named = names(entities, EntityKind::DocType);
        let of = |name: &str| Self::ALL.into_iter().find(|certificate| certificate.name() == name);
        named.iter().find_map(|name| of(name)).or_else(|| {
            if any(text, &["완납", "다갚", "payoff", "paidoff", "paidinfull"]) {
                Some(Self::Payoff)
            } else if any(text, &["부채", "잔액", "채무", "debt", "balance"]) {
                Some(Self::Debt)
            } else if any(text, &["거래", "납입", "이자납입", "상환내역", "납부확인", "transaction", "statementof"])
            {
                Some(Self::Transactions)
            } else {
                None
            }
        })
    }
}

impl Privacy {
    pub const ALL: [Self; 4] = [Self::NoAdvertising, Self::Access, Self::Deletion, Self::ConsentWithdrawal];

    pub const fn name(self) -> &'static str {
        match self {
            Self::NoAdvertising => "no_advertising",
            Self::Access => "access",
            Self::Deletion => "deletion",
            Self::ConsentWithdrawal => "consent_withdrawal",
        }
    }

    fn meant(text: &str) -> Option<Self> {
        if any(
            text,
            &[
                "광고",
                "마케팅",
                "홍보",
                "수신거부",
                "스팸",
                "권유",
                "두낫콜",
                "marketing",
                "advert",
                "ads",
                "promo",
                "unsubscribe",
            ],
        ) {
            Some(Self::NoAdvertising)
        } else if any(text, &["지워", "삭제", "파기", "없애", "delete", "erase", "remove"]) {
            Some(Self::Deletion)
        } else if any(text, &["동의", "철회", "consent", "withdraw"]) {
            Some(Self::ConsentWithdrawal)
        } else if any(
            text,
            &["열람", "보여", "사본", "뭘가지", "무슨정보", "어떤정보", "access", "copyof", "whatdata", "seemy"],
        ) {
            Some(Self::Access)
        } else {
            None
        }
    }
}

impl Place {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Workplace => "workplace",
            Self::Home => "home",
        }
    }

    fn named(name: &str) -> Option<Self> {
        [Self::Workplace, Self::Home].into_iter().find(|place| place.name() == name)
    }
}

/// "no phone calls", "don't call me".
fn before_is_no(text: &str, entity: &Entity) -> bool {
    let before = text.get(..entity.span.start).unwrap_or_default().to_lowercase();
    let tail: String = before.chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
    ["no ", "not ", "n't ", "stop ", "without "].iter().any(|no| tail.contains(no))
}

fn day(entities: &[Entity]) -> Option<i8> {
    entities.iter().find_map(|entity| match entity.value {
        Value::Day(Day::Next { day } | Day::OfMonth { day, .. } | Day::Calendar { day, .. }) => Some(day),
        _ => None,
    })
}

fn amount(entities: &[Entity]) -> Option<u64> {
    entities.iter().find_map(|entity| match entity.value {
        Value::Won(won) => Some(won),
        _ => None,
    })
}

fn names(entities: &[Entity], kind: EntityKind) -> Vec<String> {
    let named = entities.iter().filter(|entity| entity.kind == kind);
    named
        .filter_map(|entity| match &entity.value {
            Value::Name(name) => Some(name.clone()),
            _ => None,
        })
        .collect()
}

fn direction(text: &str) -> Option<bool> {
    if any(text, &["줄이", "줄여", "낮추", "낮춰", "내려", "축소", "감액", "하향", "lower", "reduce", "decrease"])
    {
        Some(true)
    } else if any(
        text,
        &["올려", "올리", "늘려", "늘리", "높여", "높이", "증액", "상향", "raise", "increase", "higher"],
    ) {
        Some(false)
    } else {
        None
    }
}

fn any(text: &str, words: &[&str]) -> bool {
    let compact = nlu::letters(text);
    words.iter().any(|word| compact.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(request: Request, text: &str) -> Details {
        let mut details = Details::default();
        details.read(request, text, &nlu::entity::find(text));
        details
    }

    #[test]
    fn one_sentence_fills_every_slot_it_names() {
        assert_eq!(of(Request::DueDateChange, "결제일 25일로 바꿔주세요").day, Some(25));
        assert_eq!(of(Request::DueDateChange, "납부일을 말일로 옮겨 주세요").day, Some(0));
        assert_eq!(of(Request::LimitChange, "한도 5백만원으로 올려줘").amount, Some(5_000_000));
        assert_eq!(of(Request::LimitChange, "이용한도 줄이고 싶어요").lower, Some(true));
        assert_eq!(of(Request::Certificate, "완납증명서 떼주세요").certificate, Some(Certificate::Payoff));
        assert_eq!(of(Request::Certificate, "부채증명서 필요해요").certificate, Some(Certificate::Debt));
        assert_eq!(of(Request::Privacy, "광고 문자 그만 보내세요").privacy, Some(Privacy::NoAdvertising));
        assert_eq!(of(Request::Privacy, "내 대화 기록 지워주세요").privacy, Some(Privacy::Deletion));
        let contact = of(Request::ContactLimit, "회사로는 전화하지 말고 저녁 6시 이후에 문자로 주세요");
        assert_eq!(contact.place, Some(Place::Workplace));
        assert_eq!(contact.window.as_deref(), Some("18:00-"));
        assert_eq!((contact.means, contact.by), (vec!["phone".to_owned()], vec!["sms".to_owned()]));
        assert!(of(Request::ContactLimit, "입원했는데 연락 좀 미뤄주세요").pause);
    }

    #[test]
    fn only_what_is_missing_is_asked_for() {
        let check = |request, text: &str, several, want| {
            assert_eq!(of(request, text).missing(request, several), want, "{text}");
        };
        check(Request::DueDateChange, "결제일 바꾸고 싶어요", false, Some(Slot::Day));
        check(Request::DueDateChange, "결제일 25일로 바꿔주세요", false, None);
        check(Request::DueDateChange, "결제일 25일로 바꿔주세요", true, Some(Slot::About));
        check(Request::Certificate, "증명서 떼주세요", false, Some(Slot::Certificate));
        check(Request::ContactLimit, "연락 좀 줄여 주세요", false, Some(Slot::Contact));
        check(Request::ContactLimit, "회사로는 전화하지 말아 주세요", false, None);
        check(Request::RateCut, "금리인하요구권 신청할게요", true, Some(Slot::About));
        check(Request::LimitChange, "한도 올려주세요", true, None);
    }
}
