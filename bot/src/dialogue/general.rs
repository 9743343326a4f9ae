//! bot: whether a question is about how things are for everybody, or about the customer's own.

use std::sync::LazyLock;

use nlu::Intent;
use regex::Regex;

use super::Scene;
use super::intent::{SURELY_ANSWERS, article};

/// What the wording of a question speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Wording {
    /// The rule itself is asked for: what something is, how it usually goes, what the law allows.
    plain: bool,
    /// Forms in which rules are asked for: a condition, hearsay, a possibility, a place to look.
    forms: u8,
    /// The words by which one asks for one's own state.
    own: u8,
}

/// What the rule itself is asked with.
const PLAIN: u8 = 2;

impl Wording {
    fn of(text: &str) -> Self {
        let compact = nlu::letters(text);
        let spaced = text.to_lowercase().replace('’', "'");
        let has = |korean: &Regex, english: &Regex| korean.is_match(&compact) || english.is_match(&spaced);
        let count = |pattern: &Regex, text: &str| {
            let mut found: Vec<&str> = pattern.find_iter(text).map(|found| found.as_str()).collect();
            found.sort_unstable();
            found.dedup();
            u8::try_from(found.len()).unwrap_or(u8::MAX)
        };
        let amount = AMOUNT.is_match(&compact) || AMOUNT_EN.is_match(&spaced);
        let condition = !amount && has(&CONDITION, &CONDITION_EN);
        let instead = INSTEAD.is_match(&compact) || INSTEAD_EN.is_match(&spaced);
        let usual = !instead && has(&USUAL, &USUAL_EN);
        let reason = !condition && !usual && REASON.is_match(&compact);
        Self {
            plain: usual || (!reason && !instead && has(&ASKED, &ASKED_EN)),
            forms: u8::from(condition)
                + u8::from(!amount && has(&HEARSAY, &HEARSAY_EN))
                + u8::from(has(&POSSIBLE, &POSSIBLE_EN)),
            own: count(&OWN, &compact).max(count(&OWN_EN, &spaced)) + u8::from(amount) + 2 * u8::from(reason),
        }
    }

    /// By how much more speaks for the rule than for one's own.
    const fn lead(self) -> u8 {
        (self.forms + if self.plain { PLAIN } else { 0 }).saturating_sub(self.own)
    }

    /// Whether the article of this score answers rather than the account: the less the wording leads, the
    /// surer the article has to be.
    fn is_answered_at(self, score: f32) -> bool {
        match self.lead() {
            0 => false,
            1 => score >= SURER,
            _ => score >= SURELY_ANSWERS,
        }
    }

    /// Whether nothing but the rule can be meant.
    const fn is_plainly_general(self) -> bool {
        self.plain && self.own == 0
    }
}

/// The article that answers a question about how things are, although the intent calls for a lookup, a
/// request or a question back. General words are not enough, nor is an article that would fit: whoever asks
/// for their own is told of their own.
pub(super) fn passage<'a>(scene: &Scene<'a>, intent: Intent) -> Option<&'a faq::Passage> {
    if scene.heard.choice.is_some() {
        return None;
    }
    let wording = Wording::of(scene.heard.text);
    let found = article(scene, intent)?;
    (wording.is_plainly_general() || wording.is_answered_at(found.score)).then_some(found)
}

/// Whether the words ask for a rule at all.
pub(super) fn is_asked(text: &str) -> bool {
    Wording::of(text).lead() > 0
}

/// Whether nothing but a rule can be meant by the words.
pub(super) fn is_plainly_asked(text: &str) -> bool {
    Wording::of(text).is_plainly_general()
}

/// The same where no intent is sure, or two are: the best article alone decides.
pub(super) fn best<'a>(scene: &Scene<'a>) -> Option<&'a faq::Passage> {
    let found = scene.passages.first().filter(|_| scene.heard.choice.is_none())?;
    Wording::of(scene.heard.text).is_answered_at(found.score).then_some(found)
}

/// The article that goes on with what was talked about, where a short general question names no topic of
/// its own: the nearest one, as long as it is on the topic before.
pub(super) fn follow_up<'a>(scene: &Scene<'a>) -> Option<&'a faq::Passage> {
    let before = scene.conversation.dialogue.last_intent?;
    let wording = Wording::of(scene.heard.text);
    let short = scene.heard.text.chars().count() <= SHORT;
    let is_on = |passage: &&faq::Passage| passage.article.intents.iter().any(|name| name == before.name());
    let about = scene.passages.iter().filter(is_on);
    let topics: Vec<&str> = about.map(|passage| passage.article.category.as_str()).collect();
    let mut near = scene.passages.iter().filter(|passage| topics.contains(&passage.article.category.as_str()));
    let found = near.next().filter(|found| found.score >= FOLLOWS)?;
    let first = scene.passages.first().is_some_and(|first| first.article.id == found.article.id);
    let asked = wording.plain || wording.forms > 0;
    (short && asked && (first || is_on(&found))).then_some(found)
}

/// From this score an article answers what only one form of wording asks for in general (0..=1).
const SURER: f32 = 0.9;
/// A longer message names its own topic.
const SHORT: usize = 24;
/// From this score an article on the topic before may answer what names none (0..=1).
const FOLLOWS: f32 = 0.1;

macro_rules! patterns {
    ($($(#[$doc:meta])* $name:ident = $pattern:expr;)+) => {$(
        $(#[$doc])*
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($pattern).expect("the patterns are tested"));
    )+};
}

patterns! {
    /// How it usually is, whatever of one's own is named beside it.
    USUAL = "보통|일반적|대개|원래|법정|법적|법으로|흔한|흔히";
    USUAL_EN = r"\b(in general|generally|usually|typically|normally|common reasons|legal(ly)?)\b";
    /// What something is, how it is worked out, what is allowed.
    ASKED = "차이(가|는|점|좀|요|를|$|알|뭐)|뭐가다[르른]|무슨뜻|무슨말|뜻이|의미|이란|(이|라)는(게|건)뭐|(이|라)는게|무엇인가|뭔가요|뭐예요|뭐에요|뭔데|뭐죠|뭡니까|뭐야|뭐임|절차|방법|하는법|보는법|\
        는법|계산식|계산법|계산(은|을)?어떻게|어떻게계산|계산하는|계산구조|누가정|뭘로정|뭐로정|어떻게정|무료|공짜|돈안내고|권리|규정|제도|설명(좀|해|부탁)|하루에몇번|몇번까지|몇번(이나)?시도|\
        몇시에(빠|출금|나가)|며칠안|몇일안|최대로|최고금리|상한|얼마나걸|며칠(이나)?걸|몇일걸|총몇단계|몇단계로|몇단계인|예를|합법|위법|불법아닌|마다바뀌|뭐가(나|유리|좋|이득)|뭐가이자|중에뭐|기준(이뭐|이무|이있|이에|이어|은뭐|은어|요$|이$)";
    ASKED_EN = r"\b(difference|diff|versus|vs|what'?s a|what is a|what are the|what decides|mean(s|ing)?|for free|free way|entitled|how (does|do) (it|the|a|an|you|they|one|banks|people)|how is|what happens|maximum|max|cap|ceiling|rule|rules|explain how|which (repayment )?type|do you tell people|are people)\b";
    CONDITION = "(하|되|지|나|두|주|이|갚|내|놓|들|쓰|늦|보|오|으|르|치|리)면";
    CONDITION_EN = r"\b(if|when) (i|you|my|the|we|someone|a|it|one)\b|\bwhile\b";
    HEARSAY = "다던데|라던데|다면서|라면서|다며|라며요|다매|는거맞|은거맞|거아닌가|건아닌가|동안에도|아님한번";
    HEARSAY_EN = r"\b(i heard|i've heard|supposedly|is it true)\b";
    POSSIBLE = "수(는|도)?있(나|는지|는건|어|을까|냐|니|죠|습)|해도(되|돼|괜찮)|도(되|돼)|기도하|나올수|사유가|되나요|되는지|처리되|시도하|어디서|어디가서|어디로|왜(다르|다른|다|그런|서로|차이|붙|이렇게차이)|차이나|\
        얼마나보관|언제까지|영향|낼수|낮추려|올리려|하려면|려면";
    POSSIBLE_EN = r"\b(can|could|does|do|will|would|is there|are there|is it (ok|possible)|how many (times|days|business days)|what time|why (do|does|are|is))\b";
    /// Not the rule, the customer says, but their own.
    INSTEAD = "(법|기준|설명|제도|방법|절차|일반|조건)(이|을|은|는)?(말고|아니)";
    INSTEAD_EN = r"\bnot (what|how|the rules?|in general)\b";
    /// How much: one's own sum, whatever condition is named.
    AMOUNT = "얼마(예|에|죠|야|임|인|남|지|고|를|씩|냐|까|쯤|드|내|$)|얼만|몇점|몇(퍼센트|프로)(예|에|죠|야|임|인|로|나|$)";
    AMOUNT_EN = r"\bhow much (do|is|did|am|are|will|would)\b|\bwhat do i owe\b";
    /// Why something happened that did.
    REASON = "이유(가|를|좀|뭐|는|요|$)|사유(가|를|좀|뭐|는|요|$)|뭐가문제|뭐때문|무엇때문";
    OWN = "못받|안왔|뜨던데|라고뜨|때쓴(거|것)|어디까지|까지(갔|왔)|어디쯤|어떻게(됐|되었|되고|돼가|되가)|어케됐|됐(나|는지|어|죠|을까|는데)|되었(나|는지)|되고있|진행(중|상황|상태)|결과(나|가나|좀|요|알|확|까지)|아직|여태|언제(와|오|풀|나와|나오|도착|들어|끝)|도착했|\
        (날|일)이언제|남았|남은|밀린|연체금|신청한(거|것|건|게)|신청했|넣은(거|것|건)|낸(거|것)|냈는데|냈거든|올린(거|것)|보낸(거|것)|접수(한|했|된|됐)|나갔|빠졌|빠져나갔|들어왔|나왔(나|어|는지)|보여(주|줘)|봐주|조회(해|좀|부탁)|확인(해주|해줘|좀|됐|부탁)|\
        알려(줘|주세요|주실|달)|왜(안|거절|부결|떨어|올랐|막|정지|내려|늘|줄)|제가|내가|저는|숫자|현재|지금(적용|제|내|몇|얼|어디)|[0-9]+(월|일|점|번째)|확인하(려|고)|(제|내|저의|우리)(카드|대출|점수|신용|금리|한도|이자|연체|신청|서류|심사|청구|납부|결제|채무|빚|이의|민원|꺼|것|건|계좌)|이번(달|주)|다음(달|번|주|납부)|담달|지난(달|주|번)|저번|어제|오늘|그제|방금|아까|내일|며칠전";
    OWN_EN = r"\b(my|mine|i'm|i've|i was|i sent|i filed|i applied|i got|yet|still|status|today|yesterday|this month|last month|next payment)\b|\bany (news|update)|\bshow me\b|\bwhere('s| is)\b";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_told_from_ones_own_by_the_wording() {
        let check = |general: bool, texts: &[&str]| {
            for text in texts {
                let wording = Wording::of(text);
                assert_eq!(wording.lead() > 0, general, "{text}: {wording:?}");
            }
        };
        check(
            true,
            &[
                "원리금균등이랑 원금균등은 뭐가 다른거죠",
                "결과가 맘에 안들면 금감원에 낼수있나요",
                "이거 진행되는 동안에도 독촉이 오나요?",
                "신용점수 공짜로 조회하는데 있어요?",
                "In general, do you tell people the reason when a loan is refused?",
                "한도 올리거나 낮추려면 절차가 어떻게 되나요?",
                "연체이자는 어떻게 계산하는거예요?",
                "명세서는 어디서 자세히 볼수있어요?",
                "거절되면 이유를 알 수 있나요",
                "워크아웃 접수만 하면 추심 멈추는 거 아닌가요?",
                "요청한 거 심사하는 동안에 빚을 딴 데다 팔아버릴 수도 있나요",
                "what is a free way to look at my credit score?",
                "Common reasons a credit score goes down?",
                "fixed vs floating, whats the diff?",
                "심사는 보통 며칠 걸려요",
                "이자 최대로 받을 수 있는 게 법으로 몇 퍼센트까지예요",
            ],
        );
        check(
            false,
            &[
                "어제 신청한 거 어디까지 됐어요",
                "다음 납부일이 언제죠?",
                "오늘 다 갚으면 얼마예요?",
                "카드 발급 거절 이유가 뭐예요",
                "제 카드 한도 얼마 남았어요?",
                "카드가 왜 정지됐나요?",
                "채무조정 신청한 거 어떻게 됐어요",
                "내 신용점수 몇 점이에요?",
                "연체 갚았는데 카드는 언제 풀려요",
                "Any news on my rate-cut request?",
                "What's my credit limit now?",
                "Where is my new card?",
                "Did the auto-debit go through?",
            ],
        );
    }

    #[test]
    fn nothing_but_the_rule_is_meant_where_nothing_of_ones_own_is_named() {
        assert!(Wording::of("연체이자는 어떻게 계산하는거예요?").is_plainly_general());
        assert!(!Wording::of("제 대출 금리는 어떻게 계산한 거예요? 이번 달이 더 많아요").is_plainly_general());
    }
}
