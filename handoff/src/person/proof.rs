//! handoff: a proof of who is writing, and how long it holds.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Level;
use crate::message::Language;
use crate::word::words;

/// How somebody proved who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// The host site signed for its signed-in customer.
    SiteToken,
    /// A Telegram account, linked once by a code that was typed in the other channel.
    TelegramLink,
    /// A one-time code sent to the registered phone.
    OneTimeCode,
    /// An agent called the registered number back.
    CallBack,
}

words! {
    Method {
        SiteToken => "site_token",
        TelegramLink => "telegram_link",
        OneTimeCode => "one_time_code",
        CallBack => "call_back",
    }
}

/// What was proved, how and when. What holds of it now is [`Proof::level_at`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    pub level: Level,
    pub method: Method,
    pub verified_at: Timestamp,
    /// When the customer last did something under it; it idles from here.
    pub last_at: Timestamp,
    /// When the link beneath it ends, and with it everything.
    pub expires_at: Timestamp,
}

impl Proof {
    /// A level above `V1` ends after so long without a word from the customer.
    pub const IDLE: SignedDuration = SignedDuration::from_mins(10);
    /// A level above `V1` ends so long after it was proved, whatever the customer does.
    pub const CAP: SignedDuration = SignedDuration::from_mins(30);

    /// A signed-in site or a linked Telegram: `V1` until `expires_at`.
    pub fn linked(method: Method, now: Timestamp, expires_at: Timestamp) -> Self {
        Self { level: Level::V1, method, verified_at: now, last_at: now, expires_at }
    }

    /// A fresh proof of `level` on top of this link. It ends with the link at the latest.
    #[must_use]
    pub fn raised(&self, level: Level, method: Method, now: Timestamp) -> Self {
        Self { level, method, verified_at: now, last_at: now, expires_at: self.expires_at }
    }

    /// The same proof on a link that was given anew, now until `expires_at`; its own end stays where it was.
    /// On a link that had ended nothing stands any more.
    #[must_use]
    pub fn prolonged(self, now: Timestamp, expires_at: Timestamp) -> Self {
        if self.level_at(now) == Level::V0 {
            return Self::linked(Method::SiteToken, now, expires_at);
        }
        Self { expires_at: self.expires_at.max(expires_at), ..self }
    }

    /// The same proof after the customer did something: what holds goes on holding, and what has
    /// ended stays ended.
    #[must_use]
    pub fn touched(mut self, now: Timestamp) -> Self {
        if self.level_at(now) == self.level {
            self.last_at = self.last_at.max(now);
        }
        self
    }

    /// What is proved at `now`. Above `V1` it ends after ten idle minutes and after thirty in all;
    /// what remains then is the link, until that ends too.
    pub fn level_at(&self, now: Timestamp) -> Level {
        if now >= self.expires_at {
            Level::V0
        } else if self.level > Level::V1 && now >= self.until() {
            Level::V1
        } else {
            self.level
        }
    }

    /// When the level that holds at `now` ends if the customer does nothing; none once all has ended.
    pub fn level_until(&self, now: Timestamp) -> Option<Timestamp> {
        match self.level_at(now) {
            Level::V0 => None,
            level if level == self.level => Some(self.until()),
            _ => Some(self.expires_at),
        }
    }

    fn until(&self) -> Timestamp {
        if self.level > Level::V1 {
            (self.last_at + Self::IDLE).min(self.verified_at + Self::CAP).min(self.expires_at)
        } else {
            self.expires_at
        }
    }
}

impl Method {
    /// What an agent reads.
    pub const fn label(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::SiteToken, Language::Ko) => "사이트 로그인",
            (Self::SiteToken, Language::En) => "signed in on the site",
            (Self::TelegramLink, Language::Ko) => "텔레그램 연결",
            (Self::TelegramLink, Language::En) => "linked Telegram",
            (Self::OneTimeCode, Language::Ko) => "문자 인증번호",
            (Self::OneTimeCode, Language::En) => "one-time code by text",
            (Self::CallBack, Language::Ko) => "등록된 번호로 확인 전화",
            (Self::CallBack, Language::En) => "call-back to the registered number",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minute(n: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(n)
    }

    fn fresh() -> Proof {
        Proof::linked(Method::SiteToken, minute(0), minute(600)).raised(Level::V2, Method::OneTimeCode, minute(5))
    }

    #[test]
    fn a_fresh_proof_idles_out_after_ten_minutes_and_leaves_the_link() {
        let check = |at, level| assert_eq!(fresh().level_at(minute(at)), level, "minute {at}");
        check(5, Level::V2);
        check(14, Level::V2);
        check(15, Level::V1);
        check(599, Level::V1);
        check(600, Level::V0);
    }

    #[test]
    fn activity_prolongs_a_fresh_proof_up_to_thirty_minutes_in_all() {
        let mut proof = fresh();
        for at in (6..35).step_by(8) {
            proof = proof.touched(minute(at));
            assert_eq!(proof.level_at(minute(at)), Level::V2);
        }
        assert_eq!(proof.level_until(minute(34)), Some(minute(35)));
        assert_eq!(proof.level_at(minute(35)), Level::V1);
    }

    #[test]
    fn what_has_ended_is_not_revived_by_activity() {
        let proof = fresh().touched(minute(16)).touched(minute(17));
        assert_eq!(proof.level_at(minute(17)), Level::V1);
        assert_eq!(proof.touched(minute(601)).level_at(minute(601)), Level::V0);
    }

    #[test]
    fn a_fresh_proof_never_outlives_its_link() {
        let proof =
            Proof::linked(Method::SiteToken, minute(0), minute(8)).raised(Level::V2, Method::OneTimeCode, minute(5));
        assert_eq!(proof.level_until(minute(6)), Some(minute(8)));
        assert_eq!(proof.level_at(minute(8)), Level::V0);
        assert_eq!(proof.level_until(minute(8)), None);
    }

    #[test]
    fn a_link_given_anew_prolongs_itself_and_nothing_that_stands_on_it() {
        let soon = Proof::linked(Method::SiteToken, minute(0), minute(8));
        let raised = soon.raised(Level::V2, Method::OneTimeCode, minute(5)).prolonged(minute(6), minute(60));
        assert_eq!(raised.level_until(minute(7)), Some(minute(15)), "ten idle minutes, as before");
        assert_eq!(raised.level_at(minute(59)), Level::V1);
        let ended = soon.raised(Level::V2, Method::OneTimeCode, minute(5)).prolonged(minute(9), minute(60));
        assert_eq!(ended.level_at(minute(9)), Level::V1, "what had ended is not revived");
        assert_eq!(raised.clone().prolonged(minute(10), minute(20)), raised, "a shorter link takes nothing away");
    }

    #[test]
    fn a_level_is_never_regained_as_time_passes() {
        let proof = fresh();
        let levels: Vec<_> = (0..700).map(|at| proof.level_at(minute(at))).collect();
        assert!(levels.is_sorted_by(|earlier, later| earlier >= later));
    }

    #[test]
    fn proofs_survive_json() {
        let json = serde_json::to_string(&fresh()).unwrap();
        assert_eq!(serde_json::from_str::<Proof>(&json).unwrap(), fresh());
    }
}
