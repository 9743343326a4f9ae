//! bot: the eighteen lookups, one row each: who sees what at which level, in both languages.

use handoff::event::Fact;
use handoff::id::{ConversationId, PersonId};
use handoff::journey::Journey;
use handoff::message::{Block, Channel, Language, Message};
use handoff::person::{Level, Method, Proof};
use jiff::{SignedDuration, Timestamp};

use super::super::DeskStatus;
use super::super::reply::Reply;
use super::*;
use crate::conversation::{Control, Conversation, CustomerNo, Dialogue};
use crate::core::Sight;
use crate::core::demo::Scenario;

const DESK: DeskStatus = DeskStatus { agents_online: 1, ..DeskStatus::EMPTY };

fn now() -> Timestamp {
    "2026-11-23T01:00:00Z".parse().unwrap()
}

/// Somebody who asks.
struct Asker {
    conversation: Conversation,
    core: Core,
}

/// What came back.
struct Heard {
    dialogue: Dialogue,
    facts: Vec<Fact>,
}

impl Asker {
    fn new(customer: &str, level: Level, language: Language, channel: Channel) -> Self {
        let link = Proof::linked(Method::SiteToken, now(), now() + SignedDuration::from_hours(1));
        let conversation = Conversation {
            id: ConversationId::from("01jd8q3v9x7f3k2a"),
            person: PersonId::from("p1"),
            customer: (level > Level::V0).then(|| CustomerNo(customer.to_owned())),
            channel,
            language,
            proof: match level {
                Level::V0 => None,
                Level::V1 => Some(link),
                level => Some(link.raised(level, Method::OneTimeCode, now())),
            },
            control: Control::Bot,
            epoch: 1,
            dialogue: Dialogue::default(),
            last_number: 2,
            opened_at: now(),
        };
        Self { conversation, core: Core::demo() }
    }

    /// Puts a scripted customer into the core.
    fn enrol(&self, scenario: &Scenario) {
        self.core.demo_core().unwrap().enrol(&CustomerNo("scripted".into()), scenario).unwrap();
    }

    async fn ask(&self, lookup: Lookup, words: &str) -> Heard {
        let slots = Slots::read(words, &nlu::find(words), today(now()));
        self.wish(Wish { lookup, reference: None, slots, figures: false, choose: false }).await
    }

    async fn wish(&self, wish: Wish) -> Heard {
        let journey = Journey::new(self.conversation.person.clone());
        let mut reply = Reply::new(&self.conversation, &journey, DESK, now());
        let profile = match &self.conversation.customer {
            Some(customer) => self.core.profile(customer, now()).await.ok(),
            None => None,
        };
        reply.profile = profile.as_ref();
        look_up(&mut reply, wish, &self.core, Ok(())).await;
        Heard { dialogue: reply.outcome.dialogue, facts: reply.outcome.facts }
    }
}

impl Heard {
    fn messages(&self) -> Vec<&Message> {
        let all = self.facts.iter().filter_map(|fact| match fact {
            Fact::Said { message, .. } => Some(message),
            _ => None,
        });
        all.collect()
    }

    /// Everything the customer reads.
    fn shown(&self) -> String {
        let mut all = String::new();
        for message in self.messages() {
            all.push_str(&message.text);
            for block in &message.blocks {
                all.push_str(&serde_json::to_string(block).unwrap());
            }
        }
        all
    }

    fn status(&self) -> Option<&handoff::message::Status> {
        self.messages().into_iter().flat_map(|message| &message.blocks).find_map(|block| match block {
            Block::Status(status) => Some(status),
            _ => None,
        })
    }

    fn choices(&self) -> Vec<&str> {
        self.dialogue.choices.iter().map(|choice| choice.id.as_str()).collect()
    }

    fn kinds(&self) -> Vec<&'static str> {
        self.facts.iter().map(Fact::kind).filter(|kind| *kind != "chat.said").collect()
    }
}

/// A lookup, a customer, what a linked one reads, and what only a freshly proved one reads.
struct Row {
    lookup: Lookup,
    customer: &'static str,
    state: [&'static str; 2],
    figures: [&'static [&'static str]; 2],
    progress: Option<&'static str>,
}

const fn row(
    lookup: Lookup,
    customer: &'static str,
    state: [&'static str; 2],
    figures: [&'static [&'static str]; 2],
    progress: Option<&'static str>,
) -> Row {
    Row { lookup, customer, state, figures, progress }
}

/// L1 to L18, Korean and English.
#[rustfmt::skip]
const TABLE: [Row; 22] = [
    row(Lookup::ApplicationProgress, "minsu", ["3단계(심사, 3/5)", "step 3 of 5 (Review, 3/5)"], [&["10,000,000원"], &["10,000,000 won"]], Some("●●●○○ 3/5")),
    row(Lookup::RejectionDetail, "jisoo", ["", ""], [&["소득에 비해", "한국신용정보원", "11월 19일"], &["large compared with the income", "NICE Information"]], None),
    row(Lookup::DocumentCheck, "soyeon", ["재직증명서", "Employment certificate"], [&["회사 직인이 보이지 않아요"], &["seal cannot be seen"]], None),
    row(Lookup::LimitReview, "jihoon", ["", ""], [&["2,000,000원(200만원)", "1,689,500원", "310,500원"], &["2,000,000 won", "1,689,500 won"]], Some("●●○ 2/3")),
    row(Lookup::LimitReview, "sangwoo", ["", ""], [&["요청하신 금액까지 조정되었어요"], &["changed to the amount"]], Some("●●● 3/3")),
    row(Lookup::RateCutCase, "jisoo", ["승진을 확인할 수 있는 서류", "proof of the promotion"], [&[], &[]], Some("●●○ 2/3")),
    row(Lookup::CurrentRate, "eunji", ["", ""], [&["연 14.9%", "98,700원", "7,800,000원 × 연 14.9% × 31일 ÷ 365", "20%"], &["14.9% a year", "98,700 won"]], None),
    row(Lookup::RepaymentSchedule, "minsu", ["12월 2일(수)", "Wed 2 Dec"], [&["249,500원", "208,000원", "41,500원", "4,160,000원"], &["249,500 won"]], None),
    row(Lookup::PayoffQuote, "eunji", ["", ""], [&["7,988,900원", "46,800원", "11월 23일(월) 23:59까지"], &["7,988,900 won", "until Mon 23 Nov, 23:59"]], None),
    row(Lookup::AutodebitResult, "eunji", ["", ""], [&["380,400원", "푸른은행 ****2231", "11월 24일(화) 06:10"], &["380,400 won", "Pureun Bank ****2231"]], None),
    row(Lookup::OverdueBalance, "eunji", ["", ""], [&["384,140원", "3,740원", "12일"], &["384,140 won"]], None),
    row(Lookup::HardshipCase, "heejin", ["2단계(심사, 2/3)", "step 2 of 3 (Review, 2/3)"], [&[], &[]], Some("●●○ 2/3")),
    row(Lookup::DebtAdjustmentCase, "taeho", ["", ""], [&["신용회복위원회", "4/4", "10만 7천 원", "멈춤"], &["CCRS", "107,000 won", "Stopped"]], Some("●●●● 4/4")),
    row(Lookup::CreditScore, "minsu", ["", ""], [&["NICE 781점", "KCB 744점", "12점 오름"], &["NICE 781", "KCB 744", "12 up"]], None),
    row(Lookup::ScoreChangeReasons, "jihoon", ["", ""], [&["31점 내렸어요", "18점", "단기카드대출(현금서비스)"], &["went down by 31", "cash advance"]], None),
    row(Lookup::DisputeCase, "jisoo", ["2단계(조사, 2/4)", "step 2 of 4 (Examined, 2/4)"], [&["신용정보 담당", "자동심사 결과"], &["Credit information team"]], Some("●●○○ 2/4")),
    row(Lookup::CardDelivery, "jihoon", ["배송 중", "On its way"], [&[], &[]], Some("●●●○ 3/4")),
    row(Lookup::CardStatement, "soonja", ["", ""], [&["184,200원", "42,300원", "가전 매장 할부 2/6", "58,000원"], &["184,200 won", "part 2 of 6"]], None),
    row(Lookup::CardBlockReason, "eunji", ["납부가 늦어져", "A payment is late"], [&["5영업일 넘게", "11월 16일"], &["more than five business days"]], None),
    row(Lookup::ApplicationProgress, "hyunwoo", ["늦어지고 있어요", "later than usual"], [&["15,000,000원"], &["15,000,000 won"]], Some("●●●○○ 3/5")),
    row(Lookup::CardDelivery, "mira", ["3일 늦어지고", "3 days later"], [&[], &[]], Some("●●●○ 3/4")),
    row(Lookup::DocumentCheck, "minsu", ["(1/2)", "(1/2)"], [&[], &[]], None),
];

#[tokio::test]
async fn every_lookup_shows_what_its_level_allows_and_nothing_more() {
    for Row { lookup, customer, state, figures, .. } in &TABLE {
        for (language, n) in [(Language::Ko, 0), (Language::En, 1)] {
            let at = |level| Asker::new(customer, level, language, Channel::Web);
            let visitor = at(Level::V0).ask(*lookup, "").await;
            assert_eq!(visitor.kinds(), ["level.required"], "{lookup}");
            let linked = at(Level::V1).ask(*lookup, "").await;
            let proved = at(Level::V2).ask(*lookup, "").await;
            if lookup.sight() == Sight::Figures {
                assert_eq!(linked.kinds(), ["level.required"], "{lookup}: {}", linked.shown());
                assert!(linked.choices().contains(&"code"), "{lookup}");
            } else {
                assert!(linked.kinds().contains(&"lookup.done"), "{lookup}: {}", linked.shown());
                assert!(linked.shown().contains(state[n]), "{lookup} {language:?}: {}", linked.shown());
            }
            assert!(proved.kinds().contains(&"lookup.done"), "{lookup}: {}", proved.shown());
            for figure in figures[n] {
                assert!(proved.shown().contains(figure), "{lookup} {figure}: {}", proved.shown());
                assert!(!linked.shown().contains(figure), "{lookup} {figure}: {}", linked.shown());
                assert!(!visitor.shown().contains(figure), "{lookup} {figure}: {}", visitor.shown());
            }
        }
    }
}

#[tokio::test]
async fn every_answer_has_its_five_parts_and_what_it_rests_on() {
    for Row { lookup, customer, progress, .. } in &TABLE {
        for language in [Language::Ko, Language::En] {
            let proved = Asker::new(customer, Level::V2, language, Channel::Web).ask(*lookup, "").await;
            let status = proved.status().unwrap_or_else(|| panic!("{lookup}: {}", proved.shown()));
            assert!(!status.title.is_empty() && !status.state.is_empty(), "{lookup}");
            assert!(status.next.is_some(), "{lookup}: who does what next");
            assert!(status.basis.is_some(), "{lookup}: what it rests on");
            assert!(!proved.choices().is_empty(), "{lookup}: what can be done");
            let dots = status.progress.as_ref().map(handoff::message::Progress::dots);
            assert_eq!(dots.as_deref(), *progress, "{lookup}");
        }
    }
}

#[tokio::test]
async fn a_messenger_shows_states_with_dots_and_a_way_to_the_web() {
    for Row { lookup, customer, state, figures, progress } in &TABLE {
        for level in [Level::V1, Level::V2] {
            let heard = Asker::new(customer, level, Language::Ko, Channel::Telegram).ask(*lookup, "").await;
            for figure in figures[0] {
                assert!(!heard.shown().contains(figure), "{lookup} {figure}: {}", heard.shown());
            }
            assert!(heard.status().is_none(), "{lookup}: it draws no cards");
            if lookup.sight() == Sight::Figures {
                assert_eq!(heard.kinds(), ["level.required"], "{lookup}");
                assert!(heard.shown().contains("한 번만 열리는"), "{lookup}: {}", heard.shown());
                assert!(heard.choices().iter().any(|choice| choice.starts_with("figures:")), "{lookup}");
            } else {
                assert!(heard.shown().contains(state[0]), "{lookup}: {}", heard.shown());
                assert!(progress.is_none_or(|dots| heard.shown().contains(dots)), "{lookup}: {}", heard.shown());
            }
        }
    }
}

#[tokio::test]
async fn nothing_found_is_said_and_leads_on() {
    for lookup in Lookup::ALL {
        for language in [Language::Ko, Language::En] {
            let heard = Asker::new("daniel", Level::V2, language, Channel::Web).ask(lookup, "").await;
            assert_eq!(heard.kinds(), ["lookup.done"], "{lookup}");
            assert!(heard.shown().contains(&words::nothing_found(language, lookup)), "{lookup}");
            assert!(heard.choices().len() >= 2 && heard.choices().contains(&"agent"), "{lookup}");
        }
    }
}

#[tokio::test]
async fn with_one_thing_nothing_is_asked_and_with_several_up_to_three_are_buttons() {
    let asks = |heard: &Heard| matches!(heard.dialogue.flow, Some(Flow::Lookup(Step::Choose { .. })));
    for Row { lookup, customer, .. } in &TABLE {
        let heard = Asker::new(customer, Level::V2, Language::Ko, Channel::Web).ask(*lookup, "").await;
        assert!(!asks(&heard), "{lookup} of {customer} asks although there is one");
    }
    for (lookup, customer, first) in [
        (Lookup::RepaymentSchedule, "yuna", "pick:L-2024-0312"),
        (Lookup::CurrentRate, "yuna", "pick:L-2024-0312"),
        (Lookup::PayoffQuote, "yuna", "pick:L-2024-0312"),
        (Lookup::AutodebitResult, "yuna", "pick:L-2024-0312"),
        (Lookup::OverdueBalance, "heejin", "pick:L-2024-0208"),
        (Lookup::LimitReview, "yuna", "pick:K-1180"),
        (Lookup::CardStatement, "yuna", "pick:K-1180"),
        (Lookup::CardDelivery, "yuna", "pick:K-1180"),
        (Lookup::CardBlockReason, "sangwoo", "pick:K-3107"),
        (Lookup::RejectionDetail, "wonjae", "pick:A-0801"),
        (Lookup::RateCutCase, "wonjae", "pick:R-0202"),
        (Lookup::HardshipCase, "wonjae", "pick:H-0102"),
        (Lookup::DebtAdjustmentCase, "wonjae", "pick:D-0201"),
        (Lookup::DisputeCase, "sangwoo", "pick:C-0912"),
    ] {
        let asker = Asker::new(customer, Level::V2, Language::Ko, Channel::Web);
        let heard = asker.ask(lookup, "").await;
        assert!(asks(&heard) && heard.choices()[0] == first, "{lookup}: {:?}", heard.choices());
        let digits = heard.dialogue.choices[1].label.rsplit('*').next().unwrap().to_owned();
        let named = asker.ask(lookup, &format!("끝자리 {digits} 거 알려주세요")).await;
        assert!(!asks(&named) || digits.len() < 4, "{lookup}: the sentence named it: {}", named.shown());
    }
    let newest = Asker::new("wonjae", Level::V1, Language::Ko, Channel::Web).ask(Lookup::ApplicationProgress, "").await;
    assert!(newest.shown().contains("대환 대출 신청") && newest.choices().contains(&"lookup:application_progress"));
}

#[tokio::test]
async fn more_than_three_are_shown_page_by_page() {
    let asker = Asker::new("scripted", Level::V1, Language::Ko, Channel::Web);
    asker.enrol(&Scenario { contracts: 5, ..Scenario::default() });
    let first = asker.ask(Lookup::RepaymentSchedule, "").await;
    assert_eq!(first.choices(), ["pick:L-3100", "pick:L-3117", "pick:L-3134", "pick:+", "leave"]);
    let mut asker = asker;
    asker.conversation.dialogue = first.dialogue;
    let turned = |reference: &str| Wish {
        lookup: Lookup::RepaymentSchedule,
        reference: Some(reference.to_owned()),
        slots: Slots::default(),
        figures: false,
        choose: false,
    };
    let second = asker.wish(turned("+")).await;
    assert_eq!(second.choices(), ["pick:L-3151", "pick:L-3168", "pick:+", "leave"]);
    asker.conversation.dialogue = second.dialogue;
    assert_eq!(asker.wish(turned("+")).await.choices()[0], "pick:L-3100", "it goes round");
    assert!(asker.wish(turned("L-3168")).await.kinds().contains(&"lookup.done"));
}

#[tokio::test]
async fn slots_of_one_sentence_are_used() {
    let proved = |customer| Asker::new(customer, Level::V2, Language::Ko, Channel::Web);
    let check = |heard: Heard, has: &str, has_not: &str| {
        assert!(heard.shown().contains(has) && !heard.shown().contains(has_not), "{has}: {}", heard.shown());
    };
    check(proved("minsu").ask(Lookup::CardStatement, "지난달 명세서 보여줘").await, "388,100원", "412,800원");
    check(proved("minsu").ask(Lookup::CreditScore, "KCB 점수 알려줘").await, "744점", "781점");
    check(proved("minsu").ask(Lookup::DocumentCheck, "재직증명서 확인됐나요").await, "‘확인 완료’", "서류 2건 가운데");
    check(
        proved("minsu").ask(Lookup::PayoffQuote, "11월 30일에 다 갚으면 얼마예요").await,
        "11월 30일(월)에",
        "4,396,700원",
    );
    check(proved("sangwoo").ask(Lookup::DisputeCase, "접수번호 C-0930 어떻게 됐어요").await, "해외 쇼핑몰", "헬스장");
    check(proved("yuna").ask(Lookup::CardStatement, "끝자리 4406 카드 청구서").await, "733,500원", "어느 카드");
}

#[tokio::test]
async fn at_most_two_questions_stand_before_an_answer() {
    let mut asker = Asker::new("yuna", Level::V1, Language::Ko, Channel::Web);
    let words = "자동차 말고 다른 거요";
    let first = asker.ask(Lookup::PayoffQuote, "").await;
    assert_eq!(first.choices()[0], "code", "{words}");
    asker.conversation = Asker::new("yuna", Level::V2, Language::Ko, Channel::Web).conversation;
    let second = asker.ask(Lookup::PayoffQuote, "").await;
    assert!(second.choices()[0].starts_with("pick:"));
    asker.conversation.dialogue = second.dialogue;
    let Some(Flow::Lookup(Step::Choose { options, slots, .. })) = asker.conversation.dialogue.flow.clone() else {
        panic!()
    };
    let reference = Some(options[1].reference.clone());
    let third = asker.wish(Wish { lookup: Lookup::PayoffQuote, reference, slots, figures: true, choose: false }).await;
    assert!(third.kinds().contains(&"lookup.done"), "{}", third.shown());
}

#[tokio::test]
async fn fixtures_of_a_script_come_back_as_written_and_only_at_v2() {
    let fixtures = [
        (Lookup::OverdueBalance, "overdue_total", "1,234,500원"),
        (Lookup::CurrentRate, "rate", "연 14.90%"),
        (Lookup::CreditScore, "score_nice", "702점"),
        (Lookup::CreditScore, "score_kcb", "688점"),
        (Lookup::CardStatement, "bill_total", "87,650원"),
        (Lookup::LimitReview, "card_limit", "300만원"),
    ];
    let scenario = Scenario {
        overdue_days: 12,
        contracts: 1,
        cards: 1,
        fixtures: fixtures.iter().map(|(_, name, text)| ((*name).to_owned(), (*text).to_owned())).collect(),
        ..Scenario::default()
    };
    for (lookup, name, text) in fixtures {
        for (level, channel) in [
            (Level::V0, Channel::Web),
            (Level::V1, Channel::Web),
            (Level::V2, Channel::Telegram),
            (Level::V2, Channel::Web),
        ] {
            let asker = Asker::new("scripted", level, Language::Ko, channel);
            asker.enrol(&scenario);
            let heard = asker.ask(lookup, "").await;
            let may = level == Level::V2 && channel == Channel::Web;
            assert_eq!(heard.shown().contains(text), may, "{name} {level} {channel:?}: {}", heard.shown());
        }
    }
}

#[tokio::test]
async fn the_second_failure_in_a_row_opens_a_ticket_and_offers_a_person() {
    let mut asker = Asker::new("minsu", Level::V1, Language::Ko, Channel::Web);
    asker.core.fail("down");
    let first = asker.ask(Lookup::CardDelivery, "").await;
    assert_eq!(first.kinds(), ["lookup.failed"]);
    asker.conversation.dialogue = first.dialogue;
    let second = asker.ask(Lookup::ApplicationProgress, "").await;
    assert_eq!(second.kinds(), ["lookup.failed", "handoff.offered", "case.received"]);
    assert!(second.shown().contains("T-7F3K2A-2"), "{}", second.shown());
    asker.conversation.dialogue = second.dialogue;
    assert_eq!(asker.ask(Lookup::CardDelivery, "").await.kinds(), ["lookup.failed", "handoff.offered"]);
    asker.core.fail("none");
    let well = asker.ask(Lookup::ApplicationProgress, "").await;
    assert_eq!(well.dialogue.failed_lookups, 0);
}

#[tokio::test]
async fn whoever_needs_care_is_not_led_to_more_credit() {
    let asker = Asker::new("scripted", Level::V2, Language::Ko, Channel::Web);
    for (overdue_days, offered) in [(0, true), (12, false)] {
        asker.enrol(&Scenario { overdue_days, cards: 1, ..Scenario::default() });
        let heard = asker.ask(Lookup::LimitReview, "").await;
        assert_eq!(heard.choices().contains(&"intent:limit_increase_request"), offered, "{overdue_days}");
    }
}
